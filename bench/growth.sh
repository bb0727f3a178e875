#!/bin/sh
# How time, memory and size grow with the collection, ours beside others: made-up
# documents (generate.c), the same for the same SEED, and a chart.
# usage: BUILD=build [SEED=1] bench/growth.sh [DOCUMENTS...]
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-growth.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"
# shellcheck source=bench/peers.sh
. "$(dirname "$0")/peers.sh"
seed=${SEED-1}
[ $# -gt 0 ] || set -- 10000 100000 1000000

# Questions of two neighbouring words of the documents.
make_queries() {
	head -n 2000 "$source" | jq -r '.text' | tr -d '"()' |
		awk 'NF > 9 { print "q" NR "\t" $4 " " $5 }' | head -n 300 \
		>"$work/queries"
}

# chart COLUMN TITLE: bars of the rows in all.
chart() {
	echo
	echo "$2"
	awk -F '\t' -v column="$1" '
		{ label[NR] = $1; value[NR] = $column }
		$column > most { most = $column }
		END {
			for (i = 1; i <= NR; i++) {
				bar = ""
				for (n = 50 * value[i] / most; n > 0; n--)
					bar = bar "#"
				printf "%-30s %10.1f %s\n", label[i], value[i], bar
			}
		}' "$work/all"
}

# keep NAME LABEL: a row for the chart, of what build measured
keep() {
	awk -v label="$2" -v n="$documents" -v path="$work/$1" '{
		"du -s -B1 --apparent-size " path | getline size
		printf "%s, %d\t%.1f\t%.1f\t%.1f\n", label, n, $2 + $3,
			$4 / 1e3, size / 1e6
	}' "$work/$1.time" >>"$work/all"
}

machine
: >"$work/all"
for documents in "$@"; do
	source=$work/feed.jsonl
	find corpus -mindepth 2 -name '*.txt' | LC_ALL=C sort |
		xargs "$bin/generate" "$documents" "$seed" >"$source"
	text=$(text_of "$source")
	# shellcheck disable=SC2034 # of peers.sh: ours are first
	first=
	echo
	echo "$documents documents, $((text / 1000)) kB of text"
	index_row index seconds 'cpu s' docs/s MB/s 'RSS MB' 'index MB' \
		'/text' speed
	build_ours
	build_fts5
	build_omega
	build_lucene
	make_queries
	run_queries "$work/ours2" "$work/queries" "$work/two"
	echo "two-word queries: p50, p95, p99 ms: $(percentiles "$work/two.ms")"
	keep ours2 tracuu-index
	keep fold FTS5
	keep omega scriptindex
	keep lucene Lucene
	rm -rf "$work/ours1" "$work/ours2" "$work/keep" "$work/fold" \
		"$work/omega" "$work/lucene" "$source"
done
chart 2 'Seconds of a processor'
chart 3 'MB of memory of the largest process'
chart 4 'MB of the index'
