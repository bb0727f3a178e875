#!/bin/sh
# What each family of terms is worth: quality, speed and size of indexes built
# without it. Prints the table that TERMS.md shows.
# usage: BUILD=build bench/terms.sh FOLDER...
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-terms.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck source=bench/measure.sh
. "$(dirname "$0")/measure.sh"

if [ $# -eq 0 ]; then
	echo "usage: $0 FOLDER... (make terms EVAL=FOLDER)" >&2
	exit 2
fi

# table NAME: megabytes of one table of the index
table() {
	du -B1 --apparent-size "$work"/db/gen-*/"$1.glass" |
		awk '{ printf "%.1f", $1 / 1e6 }'
}

# size: megabytes of the index and, as a share of the text, of it and its terms
size() {
	du -s -B1 --apparent-size "$work/db" |
		awk -v text="$text" -v stored="$(table docdata)" '{
			printf "%.1f %.2f %.2f", $1 / 1e6, $1 / text,
				($1 - stored * 1e6) / text
		}'
}

# ask QUERIES NAME: three times, the least of each query's times counts
ask() {
	for pass in 1 2 3; do
		/usr/bin/time -o "$work/cpu.$pass" -f '%U %S' \
			"$bin/tracuu" -d "$work/db" -n 100 --format trec \
			--batch "$1" --timing >"$work/$2.run" \
			2>"$work/pass.$pass"
	done
	cat "$work"/cpu.[123] >"$work/$2.cpu"
	paste "$work"/pass.[123] | awk -F '\t' '{
		ms = $2 < $4 ? $2 : $4
		printf "%s\t%s\n", $1, ms < $6 ? ms : $6
	}' >"$work/$2.ms"
}

# cost NAME: p50 and p99, and what a query takes of a processor, in ms
cost() {
	# shellcheck disable=SC2046 # words, on purpose
	set -- "$1" $(percentiles "$work/$1.ms")
	awk -v p50="$2" -v p99="$4" -v n="$(wc -l <"$work/$1.ms")" '
		NR == 1 || $1 + $2 < least { least = $1 + $2 }
		END { printf "%s / %s (%.1f)", p50, p99, least / n * 1e3 }
	' "$work/$1.cpu"
}

# build FOLDER FAMILY...: an index without these; leaves its times in build
build() {
	source=$1/corpus.jsonl.gz
	shift
	for family in "$@"; do
		set -- "$@" --leave-out "$family"
		shift
	done
	rm -rf "$work/db"
	/usr/bin/time -o "$work/build" -f '%e %U %S' "$bin/tracuu-index" \
		-c /dev/null -q -j 2 -d "$work/db" "$@" "$source"
}

# speed: megabytes of text a second, and a second of one processor
speed() {
	awk -v text="$text" '{
		printf "%.2f %.2f", text / $1 / 1e6, text / ($2 + $3) / 1e6
	}' "$work/build"
}

# row FOLDER LABEL FAMILY...: an index without these, asked in both forms
row() {
	folder=$1
	label=$2
	shift 2
	build "$folder" "$@"
	ask "$folder/queries.tsv" typed
	ask "$work/unmarked.tsv" unmarked
	# shellcheck disable=SC2046 # words, on purpose
	set -- $(metrics "$folder/qrels.tsv" "$work/typed.run") \
		$(metrics "$folder/qrels.tsv" "$work/unmarked.run")
	printf '| %s | %s | %s / %s | %s / %s | %s | %s |' \
		"$(basename "$folder")" "$label" "$2" "$6" "$3" "$7" \
		"$(cost typed)" "$(cost unmarked)"
	# shellcheck disable=SC2046,SC2183 # words, on purpose
	printf ' %s (%s) | %s | %s (%s) | %s | %s | %s |\n' $(speed) $(size) \
		"$(table postlist)" "$(table termlist)" "$(table docdata)"
}

# rows FOLDER
rows() {
	need_set "$1"
	text=$(text_of "$1/corpus.jsonl.gz")
	"$bin/variants" unmarked <"$1/queries.tsv" >"$work/unmarked.tsv"
	row "$1" all
	row "$1" 'no marks' marks
	row "$1" 'no pairs' pairs
	row "$1" 'no mentions' mentions
	row "$1" 'no heading' heading
	row "$1" 'no pairs, no marks' pairs marks
}

machine
echo
printf '| set | families | nDCG@10 | MRR@10 | typed: p50 / p99 (cpu) ms | unmarked '
printf '| MB/s (a processor) | index MB | of text (terms) '
printf '| postlist | termlist | docdata |\n'
echo '|---|---|---|---|---|---|---|---|---|---|---|---|'
for set in "$@"; do
	rows "$set"
done
