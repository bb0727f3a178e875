#!/bin/sh
# What a run over a folder costs in which nothing has changed: made-up documents
# (generate.c) as so many files, indexed once, and then looked at again three times.
# usage: BUILD=build [SEED=1] bench/unchanged.sh [FILES]
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-unchanged.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"
files=${1-100000}

# A thousand to a folder.
find corpus -mindepth 2 -name '*.txt' | LC_ALL=C sort |
	xargs "$bin/generate" "$files" "${SEED-1}" |
	jq -r '[.id, .title, .text] | @tsv' | awk -F '\t' -v root="$work/files" '
		NR % 1000 == 1 {
			folder = root "/" int(NR / 1000)
			system("mkdir -p " folder)
		}
		{
			gsub(/\\n/, "\n", $3)
			file = folder "/" $1 ".txt"
			printf "%s\n\n%s\n", $2, $3 >file
			close(file)
		}'
machine
printf '%-10s %8s %8s %8s %8s\n' "$files files" seconds 'cpu s' 'RSS MB' \
	'all MB'
for run in first again again again; do
	"$bin/peak" "$work/time" "$bin/tracuu-index" -c /dev/null -q \
		-d "$work/db" "$work/files" >/dev/null
	# shellcheck disable=SC2046,SC2183 # words, on purpose
	printf '%-10s %8s %8s %8s %8s\n' $run $(awk '{
		printf "%.2f %.2f %.0f %.0f", $1, $2 + $3, $4 / 1e3, $5 / 1e3
	}' "$work/time")
done
