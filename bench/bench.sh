#!/bin/sh
# Speed of analysis beside ICU alone; speed, size and ranking side by side with
# SQLite's FTS5, with Omega and with Lucene, on a judged set in a FOLDER. Without FOLDER: the
# sample documents, ours alone.
# usage: BUILD=build bench/bench.sh [FOLDER]
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"
# shellcheck source=bench/peers.sh
. "$(dirname "$0")/peers.sh"
omega_cgi=/usr/lib/cgi-bin/omega/omega
export OMEGA_CONFIG_FILE="$work/omega.conf"

# Peers take long for a query: they are asked about so many.
sample=100

# Analysing: the texts of the set, or the sample documents as they lie there.

text_lines() {
	if [ -d "$source" ]; then
		find "$source" -mindepth 2 -type f -exec cat '{}' +
	else
		gzip -dc "$source" | jq -r '.title // "", .text // ""'
	fi
}

analyse() {
	text_lines >"$work/text"
	"$bin/analyse" "$work/text"
	"$bin/analyse" --compare "$work/text"
	rm -f "$work/text"
}

# Asking.

query_row() {
	printf '%-24s %7s %8s %8s %8s %8s %7s %7s\n' "$@"
}

# asked NAME LABEL QRELS: the row of NAME.run and NAME.ms
asked() {
	n=$(awk -F '\t' '$2 ~ /^[0-9.]+$/' "$work/$1.ms" | wc -l)
	# shellcheck disable=SC2046,SC2183 # words, on purpose
	query_row "$2" "$n" $(percentiles "$work/$1.ms") \
		$(metrics "$3" "$work/$1.run" | cut -d ' ' -f 2-)
}

ask_ours() {
	"$bin/variants" unmarked <"$queries" >"$work/unmarked.tsv"
	run_queries "$work/ours2" "$queries" "$work/typed"
	run_queries "$work/ours2" "$work/unmarked.tsv" "$work/unmarked"
	asked typed 'tracuu' "$qrels"
	asked unmarked 'tracuu, unmarked' "$qrels"
}

# Every so many a query, and their judgements.
take_sample() {
	every=$((($(wc -l <"$queries") + sample - 1) / sample))
	awk -v every="$every" '(NR - 1) % every == 0' "$queries" \
		>"$work/sample.tsv"
	awk 'NR == FNR { wanted[$1]; next } $1 in wanted' "$work/sample.tsv" \
		"$qrels" >"$work/sample.qrels"
}

# By turns: what else the machine does hits both.
ask_fts5() {
	for marks in keep fold; do
		run_queries "$work/ours2" "$work/sample.tsv" "$work/ours$marks"
		"$bin/peer_fts5" query "$work/$marks" "$work/sample.tsv" \
			>"$work/$marks.run" 2>"$work/$marks.ms"
		asked "ours$marks" tracuu "$work/sample.qrels"
		asked "$marks" "FTS5, marks: $marks" "$work/sample.qrels"
	done
}

# clocked NAME COMMAND...: add its milliseconds to NAME.ms; it writes to page
clocked() {
	name=$1
	shift
	from=$(date +%s%N)
	"$@" >"$work/page"
	to=$(date +%s%N)
	printf '%s\t%s\n' "$qid" "$(((to - from) / 1000))" |
		awk -F '\t' '{ printf "%s\t%.3f\n", $1, $2 / 1e3 }' \
			>>"$work/$name.ms"
}

# One process for each query, as a page on the web would start it.
ask_processes() {
	while IFS='	' read -r qid query; do
		clocked start_ours "$bin/tracuu" -d "$work/ours2" -n 100 \
			--format trec -- "$query"
		awk -v qid="$qid" '{ $1 = qid; print }' "$work/page" \
			>>"$work/start_ours.run"
		clocked start_omega "$omega_cgi" DB=omega FMT=list \
			HITSPERPAGE=100 DEFAULTOP=or "P=$query"
		awk -v qid="$qid" 'NF == 2 && $2 ~ /^[0-9.]+$/ {
			print qid, "Q0", $1, ++rank, $2, "omega"
		}' "$work/page" >>"$work/start_omega.run"
	done <"$work/sample.tsv"
	asked start_ours 'tracuu, a process each' "$work/sample.qrels"
	asked start_omega 'omega, a process each' "$work/sample.qrels"
}

# How ours stand to a peer's p50: ratio OURS PEER LABEL
ratio() {
	awk -v ours="$(percentiles "$work/$1.ms")" \
		-v peer="$(percentiles "$work/$2.ms")" -v label="$3" 'BEGIN {
			split(ours, a, " ")
			split(peer, b, " ")
			printf "%s: p50 %.2f, p99 %.2f times as long as ours\n",
				label, b[1] / a[1], b[3] / a[3]
		}'
}

peers() {
	build_fts5 keep fold
	build_omega
	build_lucene
	echo
	query_row queries n 'p50 ms' 'p95 ms' 'p99 ms' nDCG@10 MRR@10 R@100
	ask_ours
	take_sample
	echo "Every query of $every:"
	ask_fts5
	ask_processes
	echo
	ratio ourskeep keep 'FTS5, marks: keep'
	ratio oursfold fold 'FTS5, marks: fold'
	ratio start_ours start_omega 'omega'
	cat <<-END

		RSS is that of the largest process, all the PSS of all together. Speed is that of an index against
		tracuu-index -j 1. Ours, Omega's and Lucene's hold the texts ($(stored) MB of ours),
		FTS5's does not; Omega's holds positions. What takes a process each has
		its start in its time.
	END
}

stored() {
	du -B1 --apparent-size "$work"/ours2/gen-*/docdata.glass |
		awk '{ printf "%.0f", $1 / 1e6 }'
}

machine
if [ $# -gt 0 ]; then
	need_set "$1"
	source=$1/corpus.jsonl.gz
	qrels=$1/qrels.tsv
	queries=$1/queries.tsv
	documents=$(gzip -dc "$source" | wc -l)
	text=$(text_of "$source")
else
	source=corpus
	qrels=corpus/qrels.tsv
	queries=corpus/queries.tsv
	documents=$(find corpus -mindepth 2 -type f | wc -l)
	text=$(find corpus -mindepth 2 -type f -exec cat '{}' + | wc -c)
fi
echo "$documents documents, $((text / 1000)) kB of text"
echo
analyse
echo
head_of_index
build_ours 1 2
if [ $# -gt 0 ]; then
	peers
else
	echo
	query_row queries n 'p50 ms' 'p95 ms' 'p99 ms' nDCG@10 MRR@10 R@100
	ask_ours
	echo 'FTS5 and Omega are measured with a FOLDER (make bench EVAL=FOLDER).'
fi
