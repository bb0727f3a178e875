#!/bin/sh
# How time, memory and size grow with the collection, ours beside others: made-up
# documents (generate.c), the same for the same SEED. Each figure replaces the one
# of the same tool and number in bench/growth.tsv, and bench/GROWTH.md is made of
# those anew, so that it can be run in parts.
# usage: BUILD=build [SEED=1] [GROWTH_TOOLS='ours fts5 omega lucene']
#        [GROWTH_INDEX=FOLDER] bench/growth.sh [DOCUMENTS...]
set -eu

bin=${BUILD-build}/bin
here=$(dirname "$0")
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-growth.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$here/measure.sh"
# shellcheck source=bench/peers.sh
. "$here/peers.sh"
seed=${SEED-1}
tools=${GROWTH_TOOLS-ours fts5 omega lucene}
[ $# -gt 0 ] || set -- 10000 100000 1000000
tab=$(printf '\t')

# Questions of two neighbouring words of the documents.
make_queries() {
	head -n 2000 "$source" | jq -r '.text' | tr -d '"()' |
		awk 'NF > 9 { print "q" NR "\t" $4 " " $5 }' | head -n 300 \
		>"$work/queries"
}

# keep NAME PATH TOOL [P50 P95 P99]: what build measured, for the table.
keep() {
	size=$(du -s -B1 --apparent-size "$2" | cut -f 1)
	awk -v tool="$3" -v n="$documents" -v text="$text" -v size="$size" \
		-v p50="${4--}" -v p95="${5--}" -v p99="${6--}" \
		-v date="$(date +%Y-%m-%d)" '{
			printf "%d\t%s\t%.1f\t%.1f\t%.0f\t%.0f\t%.1f\t%.1f\t" \
				"%s\t%s\t%s\t%s\n", n, tool, $1, $2 + $3,
				$4 / 1e3, $5 / 1e3, size / 1e6, text / 1e6,
				p50, p95, p99, date
		}' "$work/$1.time" >"$work/row"
	{
		grep -v "^$documents$tab$3$tab" "$here/growth.tsv" || :
		cat "$work/row"
	} >"$work/rows"
	sort -t "$tab" -k 1,1n -k 2,2 "$work/rows" >"$here/growth.tsv"
	rm -rf "$2"
}

grow_ours() {
	build_ours 2
	"$bin/tracuu-index" -c /dev/null -q --check -d "$work/ours2"
	make_queries
	run_queries "$work/ours2" "$work/queries" "$work/two"
	if [ -n "${GROWTH_INDEX-}" ]; then
		rm -rf "$GROWTH_INDEX"
		cp -R "$work/ours2" "$GROWTH_INDEX"
	fi
	# shellcheck disable=SC2046 # words
	keep ours2 "$work/ours2" tracuu-index $(percentiles "$work/two.ms")
}

grow_fts5() {
	build_fts5 fold
	keep fold "$work/fold" FTS5
}

grow_omega() {
	build_omega
	keep omega "$work/omega" scriptindex
}

grow_lucene() {
	build_lucene
	keep lucene "$work/lucene" Lucene
}

# chart COLUMN TITLE: bars of the rows.
chart() {
	printf '\n%s\n\n' "$2"
	awk -F '\t' -v column="$1" '
		$column == "-" { next }
		{ label[++rows] = $2 ", " $1; value[rows] = $column }
		$column > most { most = $column }
		END {
			for (i = 1; i <= rows; i++) {
				bar = ""
				for (n = 50 * value[i] / most; n > 0; n--)
					bar = bar "#"
				printf "    %-22s %10.1f %s\n", label[i],
					value[i], bar
			}
		}' "$here/growth.tsv"
}

write_page() {
	cat <<-END
		# How it grows

		Made by \`make growth\` from bench/growth.tsv; last on $(machine).
		Documents are those of \`generate.c\`, seed $seed, with 250 words in the mean.
		Compare seconds of a processor where others were at work meanwhile. Memory is
		that of the largest process, and of all at once (PSS). Questions are pairs of
		neighbouring words, \`-n 100\`, asked of one process. FTS5 folds marks and stores
		no texts; Lucene has 2-shingles, one indexing thread and stored texts.

		| documents | tool | seconds | of a processor | largest MB | all MB | index MB | text MB | index / text | p50 ms | p95 | p99 | day |
		|---|---|---|---|---|---|---|---|---|---|---|---|---|
	END
	awk -F '\t' '{
		printf "| %d | %s | %s | %s | %s | %s | %s | %s | %.2f | %s | %s | %s | %s |\n",
			$1, $2, $3, $4, $5, $6, $7, $8, $7 / $8, $9, $10, $11,
			$12
	}' "$here/growth.tsv"
	chart 4 'Seconds of a processor'
	chart 6 'MB of memory of all processes'
	chart 7 'MB of the index'
}

[ -e "$here/growth.tsv" ] || : >"$here/growth.tsv"
for documents in "$@"; do
	source=$work/feed.jsonl
	find corpus -mindepth 2 -name '*.txt' | LC_ALL=C sort |
		xargs "$bin/generate" "$documents" "$seed" >"$source"
	text=$(text_of "$source")
	# shellcheck disable=SC2034 # of peers.sh: ours are first
	first=
	echo
	echo "$documents documents, $((text / 1000)) kB of text"
	head_of_index
	for tool in $tools; do
		"grow_$tool"
	done
	rm "$source"
done
write_page >"$here/GROWTH.md"
