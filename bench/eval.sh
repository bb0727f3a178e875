#!/bin/sh
# Build an index of each judged set and score it, its queries as they were
# written (marked) and in each form that variants makes of them. Without FOLDER:
# the sample documents, by classes of queries, too.
# usage: BUILD=build bench/eval.sh [FOLDER...]
# EVAL_FORMS names the forms to measure, EVAL_SEED is the seed of those that are
# random. EVAL_STRICT=1: exit with 1 when a form misses its target.
# EVAL_RECORD=FILE: measure each part of the ranking by leaving it out, and put
# the table of that into FILE, between its two lines "<!-- ablation -->".
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-eval.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"
forms=${EVAL_FORMS-unmarked half tones telex vni viqr nfd caps new-tone \
	slip-marked slip-unmarked slip-telex slip-keys}
seed=${EVAL_SEED-1}

# target FORM: per cent of the marked nDCG@10 that it should keep
target() {
	case $1 in
	unmarked | half | tones) echo 99 ;;
	telex | vni | viqr) echo 95 ;;
	nfd | caps | new-tone) echo 100 ;;
	slip-*) echo 90 ;;
	*) echo - ;;
	esac
}

line() {
	printf '%-10s %-13s %7s %8s %7s %7s %7s %7s %7s %7s %7s\n' "$@"
}

# share_of PART WHOLE TARGET: per cent and the target, "!" where it is missed
share_of() {
	awk -v part="$1" -v whole="$2" -v target="$3" 'BEGIN {
		share = whole > 0 ? 100 * part / whole : 100
		missed = target != "-" && 100 * part < target * whole
		printf "%.2f %s%s", share, target, missed ? "!" : ""
	}'
}

# row FOLDER FORM QUERIES: sets marked to its nDCG@10 when that is the form
row() {
	run_queries "$work/db" "$3" "$work/$2"
	scores=$(metrics "$1/qrels.tsv" "$work/$2.run")
	ndcg=${scores#* }
	ndcg=${ndcg%% *}
	[ "$2" != marked ] || marked=$ndcg
	# shellcheck disable=SC2046,SC2086,SC2183 # words, on purpose
	line "$(basename "$1")" "$2" $scores $(percentiles "$work/$2.ms") \
		$(share_of "$ndcg" "$marked" "$(target "$2")") |
		tee -a "$work/table"
}

# measure FOLDER SOURCE: the rows of one set
measure() {
	rm -rf "$work/db"
	"$bin/tracuu-index" -c /dev/null -q -d "$work/db" "$2"
	row "$1" marked "$1/queries.tsv"
	for form in $forms; do
		"$bin/variants" "$form" "$seed" <"$1/queries.tsv" \
			>"$work/queries.tsv"
		row "$1" "$form" "$work/queries.tsv"
	done
	[ -z "${EVAL_RECORD-}" ] || ablate "$1" >>"$work/ablation"
}

# ablate FOLDER: a line for all parts, and for the ranking without each
ablate() {
	name=$(basename "$1")
	echo
	echo "| $name without | nDCG@10 | MRR@10 | R@100 | p50 ms | p99 ms |"
	echo '|---|---|---|---|---|---|'
	for part in - pairs meant mentions abbreviations intents numbers \
		candidates common names headings texts recency; do
		set -- "$1"
		[ "$part" = - ] || set -- "$1" --without "$part"
		run_queries "$work/db" "$1/queries.tsv" "$work/part" ${2+"$2" "$3"}
		# shellcheck disable=SC2046,SC2183 # words, on purpose
		set -- "$1" $(metrics "$1/qrels.tsv" "$work/part.run") \
			$(percentiles "$work/part.ms")
		echo "| $part | $3 | $4 | $5 | $6 | $8 |"
	done
}

# record FILE: put the tables between its marks
record() {
	{
		sed '/^<!-- ablation -->$/q' "$1"
		echo
		machine
		cat "$work/ablation"
		echo
		sed '1,/^<!-- ablation -->$/d' "$1" |
			sed -n '/^<!-- ablation -->$/,$p'
	} >"$work/recorded"
	cat "$work/recorded" >"$1"
}

# footer: what the last two columns say, and which rows miss their target
footer() {
	echo
	echo 'share: per cent of the marked nDCG@10; it should reach the target.'
	awk '$NF ~ /!$/ { missed = missed ", " $1 " " $2 }
		END { print "missed: " (missed ? substr(missed, 3) : "none") }' \
		"$work/table"
}

for set in "$@"; do
	need_set "$set"
done
machine
line set form queries nDCG@10 MRR@10 R@100 'p50 ms' 'p95 ms' 'p99 ms' 'share' \
	target
if [ $# -eq 0 ]; then
	measure corpus corpus
else
	for set in "$@"; do
		measure "$set" "$set/corpus.jsonl.gz"
	done
fi
footer
if [ $# -eq 0 ]; then
	echo
	set -- "$work/marked.run"
	[ ! -f "$work/unmarked.run" ] || set -- "$@" "$work/unmarked.run"
	"$bin/score" --classes corpus/qrels.tsv "$@"
fi
[ -z "${EVAL_RECORD-}" ] || record "$EVAL_RECORD"
[ "${EVAL_STRICT-}" != 1 ] || ! grep -q '!$' "$work/table"
