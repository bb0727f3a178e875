#!/bin/sh
# Odd queries of an index: each is answered within two seconds of a processor, and
# all of them within 256 MiB.
# usage: BUILD=build bench/odd.sh DB [NUMBER [SEED]]
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-odd.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

python3 "$(dirname "$0")/odd.py" "${2-10000}" "${3-1}" >"$work/queries"
status=0
"$bin/peak" "$work/peak" "$bin/tracuu" -d "$1" --time-limit 2 --timing \
	--format json -n 10 --batch "$work/queries" \
	>"$work/answers" 2>"$work/timing" || status=$?
if [ $status -gt 1 ]; then
	grep -v '^[a-z]*[0-9]*	[0-9.]*$' "$work/timing" | tail -n 3
	tail -n 1 "$work/timing"
	exit 1
fi
memory=$(cut -d ' ' -f 4 "$work/peak")
sort -t '	' -k 2,2 -g -r "$work/timing" | head -n 3
echo "$(wc -l <"$work/answers") answers; KiB of memory: $memory"
[ "$memory" -le 262144 ]
