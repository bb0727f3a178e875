#!/bin/sh
# Build an index of a judged set and score it, queries typed with marks and
# without. Without FOLDER: the sample documents, by classes of queries, too.
# usage: BUILD=build bench/eval.sh [FOLDER]
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-eval.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"

if [ $# -gt 0 ]; then
	folder=$1
	need_set "$folder"
	source=$folder/corpus.jsonl.gz
else
	folder=corpus
	source=corpus
fi

# row FORM QUERIES
row() {
	run_queries "$work/db" "$2" "$work/$1"
	# shellcheck disable=SC2046,SC2183 # words, on purpose
	printf '%-10s %-9s %7s %8s %7s %7s %7s %7s %7s\n' \
		"$(basename "$folder")" "$1" \
		$(metrics "$folder/qrels.tsv" "$work/$1.run") \
		$(percentiles "$work/$1.ms")
}

machine
"$bin/tracuu-index" -c /dev/null -q -d "$work/db" "$source"
"$bin/variants" unmarked <"$folder/queries.tsv" >"$work/unmarked.tsv"
printf '%-10s %-9s %7s %8s %7s %7s %7s %7s %7s\n' set form queries nDCG@10 \
	MRR@10 R@100 'p50 ms' 'p95 ms' 'p99 ms'
row typed "$folder/queries.tsv"
row unmarked "$work/unmarked.tsv"
if [ $# -eq 0 ]; then
	echo
	"$bin/score" --classes "$folder/qrels.tsv" "$work/typed.run" \
		"$work/unmarked.run"
fi
