# SPDX-License-Identifier: GPL-2.0-or-later
# What the documents say is so: every command line that they show runs and ends
# with the status that they give, and each manual page names the options that
# --help names, no other.
#
# A command is a line that begins with "$ ", in a code block of README*.md or
# in the EXAMPLES of a manual page; "\" at its end goes on in the next line.
# "# exit status N" after it is what is expected, else 0. Commands that install
# something or run make are not run here.

unset TRACUU_DB
export TRACUU_CONF=/dev/null
# The page's sandbox forbids what the system's leak checker does.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"
failed=0
top=$(pwd)

# complain WHAT...
complain() {
	echo "$*"
	failed=1
}

# commands DOCUMENT: its command lines, one a line
commands() {
	case $1 in
	*.md) code=markdown ;;
	*) code=mdoc ;;
	esac
	sed -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g' -e 's/\\-/-/g' \
		-e 's/\\e/\\/g' "$1" | awk -v code=$code '
		code == "markdown" && /^```/ { shown = !shown }
		code == "mdoc" && /^\.Sh/ { examples = $2 == "EXAMPLES" }
		code == "mdoc" && /^\.Bd/ { shown = examples }
		code == "mdoc" && /^\.Ed/ { shown = 0 }
		examples && sub(/^\.Dl \$ /, "") { print; next }
		!shown { next }
		going_on || sub(/^\$ /, "") {
			going_on = sub(/\\$/, "")
			printf "%s", $0
			if (!going_on)
				print ""
		}'
}

# here: absolute paths of the examples lie below this folder
here() {
	folder=$(pwd)
	sed -e "s| /etc/| $folder/etc/|g" -e "s| /srv/| $folder/srv/|g" \
		-e "s| /var/| $folder/var/|g"
}

# prepare DOCUMENT: what its examples take for granted
prepare() {
	mkdir -p build etc srv/noi-bo var/lib/tracuu van-ban/2020
	ln -s "$BUILD/bin" build/bin
	cp -R "$ROOT/corpus" corpus
	rm corpus/tai-lieu/*-quet.pdf # scans take their time
	cp -R corpus/tin-tuc tin-tuc
	cp corpus/*/*.txt corpus/*/*.html van-ban
	mv van-ban/*2020*.* van-ban/2020
	cp -R van-ban srv/van-ban
	cp corpus/van-ban/*ke-hoach* srv/noi-bo
	cp corpus/queries.tsv queries.tsv
	echo '{"id": "luat/1", "text": "Luật này quy định"}' >feed.jsonl
	gzip -c feed.jsonl >feed.jsonl.gz
	awk '/^\[/ { shown = 1 } /^\.Ed/ { shown = 0 } shown' \
		"$ROOT/man/tracuu.conf.5" | here >etc/tracuu.conf
	cp etc/tracuu.conf tracuu.conf
	DEMO_PAGE=no BUILD=build sh "$ROOT/deploy/demo.sh" 2>../log || {
		cat ../log
		exit 1
	}
	printf '2026-11-25\t3.1\t10\tdai hoi\n' >search.log
	case $1 in
	tracuu.1 | tracuu-syntax.7 | tracuu-abbreviations.5 | tracuu-db.5)
		echo 'Thông báo nghỉ lễ' >van-ban/nghi-le.txt
		tracuu-index -c /dev/null -q -d tracuu.db van-ban
		tracuu-index -c /dev/null -q -d luat.db feed.jsonl
		;;
	esac
}

# run_command DOCUMENT LINE
run_command() {
	command=${2%%# exit status *}
	expected=0
	[ "$command" = "$2" ] || expected=${2##*# exit status }
	case $command in
	git\ * | make\ * | sudo\ * | *apt-get\ *) return 0 ;;
	*\ -c\ *) ;;
	*tracuu-index\ *) # the configuration of this machine has no say
		command=$(printf '%s\n' "$command" |
			sed 's|tracuu-index |tracuu-index -c /dev/null |g')
		;;
	esac
	command=$(printf '%s\n' "$command" | here)
	status=0
	HOME=$(pwd) sh -uc "$command" </dev/null >../log 2>&1 || status=$?
	ran=$((ran + 1))
	if [ "$status" -ne "$expected" ]; then
		complain "$1: exit status $status, not $expected: $command"
		cat ../log
	fi
}

# run_document FILE
run_document() {
	name=$(basename "$1")
	ran=0
	mkdir "$top/$name"
	cd "$top/$name" || exit
	prepare "$name" >../log
	commands "$1" >../commands
	while IFS= read -r line; do
		run_command "$name" "$line"
	done <../commands
	cd "$top" || exit
	[ $ran -gt 0 ] || complain "$name: no command in it was run"
}

# compare_options PROGRAM: its help and its manual page
compare_options() {
	"$1" --help | tr -c 'a-z-' '\n' | grep '^--[a-z]' | sort -u >in-help
	awk '/^\.It / {
		for (i = 2; i < NF; i++)
			if ($i == "Fl" && $(i - 1) == "Fl")
				print "--" $(i + 1)
	}' "$ROOT/man/$1.1" | sort -u >in-manual
	diff -u in-help in-manual ||
		complain "$1: --help and the manual page differ"
}

run_document "$ROOT/README.md"
run_document "$ROOT/README.vi.md"
for page in "$ROOT"/man/*.[1-9]; do
	run_document "$page"
done
compare_options tracuu
compare_options tracuu-index
compare_options tracuu-report
exit $failed
