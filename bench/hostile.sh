#!/bin/sh
# Hostile texts: is the time linear in the size, and the memory bounded?
# usage: BUILD=build [SIZES='10 20 40'] [SIZE=100] [FILES='4 8 16'] \
#	bench/hostile.sh
# SIZES are megabytes of a text for tracuu-index --analyse, SIZE one more for the
# texts that matter most; FILES (no more than the 16 MiB that a file may have)
# are indexed. Prints the tables of bench/HOSTILE.md.
set -eu

bin=${BUILD-build}/bin
sizes=${SIZES-10 20 40}
size=${SIZE-100}
files=${FILES-4 8 16}
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-hostile.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"

# repeat PIECE: without end, in one line; PIECE is a format of printf
repeat() {
	# shellcheck disable=SC2059 # a format, on purpose
	yes "$(printf "$1")" | tr -d '\n'
}

# The texts: what each one repeats.
text() {
	case $1 in
	'one letter') repeat a ;;
	'one capital') repeat 'Đ' ;;
	'combining marks') repeat '\314\201' ;;
	'a letter, marks') repeat 'e\314\202\314\243\314\201' ;;
	'a-a-a-') repeat a- ;;
	'a.a.a.') repeat a. ;;
	'A.A.A.') repeat A. ;;
	'1/1/1/') repeat 1/ ;;
	'1.1.1.') repeat 1. ;;
	'1 1 1') repeat '1 ' ;;
	'1/a-a-a-') repeat 1/a-a- ;;
	'0 00 0') repeat '0 00 ' ;;
	'a@a@a@') repeat a@ ;;
	'www.(((') repeat 'www.(((' ;;
	'http://') repeat http:// ;;
	'((((') repeat '(' ;;
	"a'a'a'") repeat "a'" ;;
	digits) repeat 7 ;;
	spaces) repeat ' ' ;;
	'no-break spaces') repeat '\302\240' ;;
	'zero-width spaces') repeat 'a\342\200\213' ;;
	'soft hyphens') repeat '\302\255' ;;
	'line ends') yes '' ;;
	'invalid UTF-8') repeat '\303\050\377' ;;
	'cut characters') repeat '\341\273' ;;
	'NUL') tr '\0' '\0' </dev/zero ;;
	'quotes') repeat '"' ;;
	'ideographs') repeat '三' ;;
	'one line of words') repeat 'khu công nghiệp ' ;;
	'<b><b>') repeat '<b>' ;;
	'<ul><ul>') repeat '<ul>' ;;
	'<ul><li><a>') repeat '<ul><li><a>x' ;;
	'<table><tr><td>') repeat '<table><tr><td>' ;;
	'<p class=...>') repeat '<p class="a footer-b menu">x' ;;
	'<p a=1 a=2 ...') printf '<p '; repeat 'a=1 ' ;;
	'<!--<!--') repeat '<!--' ;;
	'&amp;') repeat '&amp;' ;;
	'&#7879;') repeat '&#7879;' ;;
	'<p a1 a2 ...')
		printf '<p '
		seq -f 'a%.0f=1' 99999999 | tr '\n' ' '
		;;
	'</b></b>') printf '<p>x'; repeat '</b>' ;;
	'<<<<') repeat '<' ;;
	esac
}

largest="one letter|combining marks|a-a-a-|a.a.a.|1/1/1/|((((|spaces
|invalid UTF-8|one line of words|<b><b>|&amp;"
analysed="one capital|a letter, marks|A.A.A.|1.1.1.|1 1 1|1/a-a-a-|0 00 0
|a@a@a@|www.(((|http://|a'a'a'|digits|no-break spaces|zero-width spaces
|soft hyphens|line ends|cut characters|NUL|quotes|ideographs"
read_as_text="one letter|combining marks|a-a-a-|a.a.a.|1/1/1/|((((|spaces
|line ends|zero-width spaces|ideographs|one line of words"
read_as_html="one letter|combining marks|a-a-a-|spaces|one line of words|<b><b>
|<ul><ul>|<ul><li><a>|<table><tr><td>|<p class=...>|<p a=1 a=2 ...|<!--<!--
|&amp;|&#7879;|</b></b>|<<<<|<p a1 a2 ..."

# What takes so long is not waited for.
limit=300

# clocked COMMAND...: "SECONDS KILOBYTES": processor time, and the most memory
# that one of its processes had
clocked() {
	/usr/bin/time -o "$work/time" -f '%U %S %M' timeout $limit "$@" \
		>/dev/null 2>"$work/err" || true
	awk -v limit=$limit '/status 124/ { over = 1 } END {
		printf "%.2f %d", over ? limit : $1 + $2, $3
	}' "$work/time"
}

analyse() {
	clocked "$bin/tracuu-index" --analyse "$1"
}

# As a worker reads it: a new index of the one file, whose last character is
# whole, since other files are refused.
index() {
	rm -rf "$work/db"
	iconv -c -f UTF-8 -t UTF-8 "$1" >"$work/whole${1##*/text}" \
		2>"$work/err" || true
	clocked "$bin/tracuu-index" -q -j 1 -c /dev/null -d "$work/db" \
		"$work/whole${1##*/text}"
}

# row ACTION SUFFIX TEXT SIZE...: seconds at each size, MB/s and memory at the
# last, and by how much the time for a byte grew from the first to the last
row() {
	action=$1
	suffix=$2
	name=$3
	shift 3
	line="| \`$name\` |"
	figures=
	for mb in "$@"; do
		text "$name" 2>/dev/null | head -c "${mb}000000" \
			>"$work/text$suffix" || true
		took=$($action "$work/text$suffix")
		line="$line ${took% *} |"
		figures="$figures $mb $took"
	done
	echo "$figures" | awk -v line="$line" '{
		first = $2 > 0.01 ? $2 : 0.01
		last = $(NF - 1) > 0.01 ? $(NF - 1) : 0.01
		printf "%s %.0f | %.2f | %.0f |\n", line, $(NF - 2) / last,
			last / $(NF - 2) / (first / $1), $NF / 1e3
	}'
}

# table ACTION SUFFIX NAMES SIZE...
table() {
	action=$1
	suffix=$2
	names=$3
	shift 3
	printf '| text |'
	printf ' %s MB: s |' "$@"
	printf ' MB/s | growth | RSS MB |\n|---|'
	for mb in "$@"; do printf -- '---|'; done
	printf -- '---|---|---|\n'
	printf '%s' "$names" | tr -d '\n' | tr '|' '\n' >"$work/names"
	echo >>"$work/names"
	while read -r name; do
		row "$action" "$suffix" "$name" "$@"
	done <"$work/names"
}

machine
printf '\n## --analyse\n\n'
# shellcheck disable=SC2086 # lists of sizes
table analyse .txt "$largest" $sizes "$size"
echo
# shellcheck disable=SC2086
table analyse .txt "$analysed" $sizes
printf '\n## Indexed as a text file\n\n'
# shellcheck disable=SC2086
table index .txt "$read_as_text" $files
printf '\n## Indexed as a web page\n\n'
# shellcheck disable=SC2086
table index .html "$read_as_html" $files
