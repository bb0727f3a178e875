# SPDX-License-Identifier: GPL-2.0-or-later
# What the scripts of tests/cli share. They source it first; it leaves the
# output of the last command that run() ran in the files out and err.

unset TRACUU_DB LANGUAGE
export LC_ALL=C TRACUU_CONF=/dev/null

fail() {
	echo "FAILED: $*"
	[ ! -f out ] || sed 's/^/out: /' out
	[ ! -f err ] || sed 's/^/err: /' err
	exit 1
}

# run STATUS COMMAND...: its exit status must be that.
run() {
	run_want=$1
	shift
	run_got=0
	"$@" >out 2>err || run_got=$?
	[ "$run_got" -eq "$run_want" ] ||
		fail "exit status $run_got, not $run_want: $*"
}

# index STATUS ARGUMENT...: by no other configuration than what is named, and
# without waiting for scans unless they are asked for.
index() {
	run_status=$1
	shift
	case " $* " in
	*" --ocr "*) ;;
	*) set -- --ocr never "$@" ;;
	esac
	case " $* " in
	*" -c "*) run "$run_status" tracuu-index "$@" ;;
	*) run "$run_status" tracuu-index -c /dev/null "$@" ;;
	esac
}

# has FILE STRING, lacks FILE STRING: somewhere in it.
has() {
	grep -qF -e "$2" "$1" || fail "$1 has no \"$2\""
}

lacks() {
	! grep -qF -e "$2" "$1" || fail "$1 has \"$2\""
}

# is WANTED GOT WHAT
is() {
	[ "$1" = "$2" ] || fail "$3: \"$2\", not \"$1\""
}

# counts N ARGUMENT...: so many documents match, and the exit status fits.
counts() {
	counts_n=$1
	shift
	if [ "$counts_n" -eq 0 ]; then
		run 1 tracuu --count "$@"
	else
		run 0 tracuu --count "$@"
	fi
	is "$counts_n" "$(cat out)" "count of $*"
}

# ids ARGUMENT...: of the results, in their order, on one line.
ids() {
	tracuu --format trec "$@" | cut -d ' ' -f 3 | tr '\n' ' ' |
		sed 's/ $//'
}

# totals WORDS: the line that ends a run has them.
totals() {
	has err "$1"
}

# feed ID TEXT [MORE]: one record; MORE are further fields, such as '"date":""'.
feed() {
	printf '{"id":"%s","text":"%s"%s}\n' "$1" "$2" "${3:+,$3}"
}

# valid_json FILE: each line is one valid JSON value. Strings become S, other
# values V, and what they make up shrinks to V.
valid_json() {
	sed -E \
		-e 's/"([^"\\[:cntrl:]]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/S/g' \
		-e 's/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/V/g' \
		-e 's/true|false|null/V/g' \
		-e ':again' \
		-e 's/\{\}|\[\]|\{S:[SV](,S:[SV])*\}|\[[SV](,[SV])*\]/V/g' \
		-e 'tagain' -e '/^[SV]$/d' "$1" >valid_json.bad
	[ ! -s valid_json.bad ] || fail "$1 is no JSON: $(head -c 300 "$1")"
	rm valid_json.bad
}

# Processes of a group that are neither gone nor zombies.
living() {
	cat /proc/[0-9]*/stat 2>/dev/null | sed 's/^\([0-9]*\) (.*) /\1 x /' |
		awk -v group="$1" '$5 == group && $3 != "Z" { print $1 }'
}

# Its children that are neither gone nor zombies.
children() {
	cat /proc/[0-9]*/stat 2>/dev/null | sed 's/^\([0-9]*\) (.*) /\1 x /' |
		awk -v parent="$1" '$4 == parent && $3 != "Z" { print $1 }'
}
