#!/bin/sh
# A cold start: one question from the start of a process to its exit, of our
# programs, of an empty one that is linked to the same libraries, of Recoll's and
# of Omega's, over the set in a FOLDER. They take turns.
# usage: BUILD=build bench/cold.sh FOLDER
set -eu

bin=$(cd "${BUILD-build}/bin" && pwd)
[ $# -eq 1 ] || {
	echo "usage: $0 FOLDER" >&2
	exit 2
}
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"
# shellcheck source=bench/peers.sh
. "$(dirname "$0")/peers.sh"
: "${COLD_ROUNDS:=40}" "${COLD_TOOLS:=ours recoll omega}"

# empty PROGRAM NAME: a program that does nothing, with the libraries of PROGRAM
empty() {
	echo 'int main(void) { return 0; }' >"$work/empty.c"
	# shellcheck disable=SC2046 # a list of paths
	"${CC-cc}" -o "$work/$2" "$work/empty.c" -Wl,--no-as-needed \
		$(ldd "$1" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p')
}

# Recoll reads files: a text for each document.
build_recoll() {
	mkdir "$work/texts" "$work/recoll"
	gzip -dcf "$source" | jq -r '[.title // "", .type // "", .number // "",
		.document // "", .text // ""] | map(gsub("[\t\n]"; " ")) |
		join(" ")' |
		awk -v to="$work/texts" '{
			if (NR % 1000 == 1) {
				folder = to "/" int(NR / 1000)
				system("mkdir " folder)
			}
			file = folder "/" NR ".txt"
			print > file
			close(file)
		}'
	printf 'topdirs = %s\nindexstemminglanguages =\n' "$work/texts" \
		>"$work/recoll/recoll.conf"
	recollindex -c "$work/recoll" >"$work/recoll.log" 2>&1
}

# put LABEL WORD...: a command of start's
put() {
	printf '%s' "$1"
	shift
	printf '\t%s' "$@"
	echo
}
# cgi LABEL PROGRAM QUERY SETTING: the same of a page
cgi() {
	put "$1" REQUEST_METHOD=GET GATEWAY_INTERFACE=CGI/1.1 \
		SCRIPT_NAME=/tra-cuu "QUERY_STRING=$3" "$4" "$2"
}

machine
need_set "$1"
source=$1/corpus.jsonl.gz
documents=$(gzip -dc "$source" | wc -l)
text=$(text_of "$source")
printf '[source set]\npath = %s\nvisibility = public\n' \
	"$(realpath "$1")" >"$work/index.conf"
"$bin/tracuu-index" -c "$work/index.conf" -q -d "$work/db" \
	"$(realpath "$source")"
printf '[index]\ndatabase = %s\n' "$work/db" >"$work/page.conf"
for tool in $COLD_TOOLS; do
	[ "$tool" = ours ] || "build_$tool" >"$work/$tool.row"
done
# Omega's own page, which looks for stems unless it is told that there are none.
omega_page() {
	mkdir "$work/templates"
	cp -R /usr/share/xapian-omega/templates/. "$work/templates"
	{
		printf '$set{stemmer,none}'
		cat /usr/share/xapian-omega/templates/query
	} >"$work/templates/query"
	sed "s|^template_dir .*|template_dir $work/templates|" \
		"$work/omega.conf" >"$work/omega-page.conf"
}
case $COLD_TOOLS in *omega*) omega_page ;; esac
empty "$bin/tracuu" empty
empty "$bin/tracuu.cgi" empty.cgi

echo "$documents documents, $COLD_ROUNDS rounds, milliseconds"
printf '%-34s %8s %8s %8s %8s\n' '' clock cpu 'least' 'of empty'
for words in 'khu công nghiệp' 'hợp đồng lao động' 'thuế thu nhập cá nhân'; do
	encoded=$(printf '%s' "$words" | jq -sRr '@uri')
	echo "$words"
	{
		put 'empty program' "$work/empty"
		put 'tracuu' "$bin/tracuu" -d "$work/db" "$words"
		put 'tracuu, ids only' "$bin/tracuu" -d "$work/db" \
			--format trec -n 10 "$words"
		case $COLD_TOOLS in *recoll*)
			put 'recollq' recollq -c "$work/recoll" -n 10 "$words"
			;;
		esac
		put 'empty program, of the page' "$work/empty.cgi"
		cgi 'tracuu.cgi' "$bin/tracuu.cgi" "q=$encoded" \
			"TRACUU_CONF=$work/page.conf"
		case $COLD_TOOLS in *omega*)
			cgi 'omega, its page' /usr/lib/cgi-bin/omega/omega \
				"DB=omega&HITSPERPAGE=10&DEFAULTOP=and&P=$encoded" \
				"OMEGA_CONFIG_FILE=$work/omega-page.conf"
			cgi 'omega, ids only' /usr/lib/cgi-bin/omega/omega \
				"DB=omega&FMT=list&HITSPERPAGE=10&DEFAULTOP=and&P=$encoded" \
				"OMEGA_CONFIG_FILE=$work/omega.conf"
			;;
		esac
	} >"$work/commands"
	"$bin/start" "$COLD_ROUNDS" "$work/commands"
done
