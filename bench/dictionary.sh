#!/bin/sh
# Train the dictionary of stored records (index/record.dict) anew, from the records
# of corpus/, their parts, and the readings of abbreviations. It is part of what
# TC_SCHEMA stands for: a new one gets the schema's number, and both are committed
# together.
# usage: BUILD=build bench/dictionary.sh SCHEMA >index/record.dict
set -eu

bin=${BUILD-build}/bin
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-dictionary.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

"$bin/tracuu-index" -c /dev/null -q --ocr never -d "$work/db" corpus
mkdir "$work/samples"
i=0
for id in $("$bin/tracuu" -d "$work/db" -n 10000 --format trec '' |
	cut -d ' ' -f 3); do
	i=$((i + 1))
	"$bin/tracuu" -d "$work/db" --format json --show "$id" \
		>"$work/samples/$i"
	# What is before the text, and each paragraph.
	awk -v name="$work/samples/$i" '{
		n = split($0, part, /"text":|\\n\\n/)
		for (k = 1; k <= n; k++)
			if (length(part[k]) > 60)
				printf "%s%s", part[k],
					(k == 1 ? "\"text\":" : "\\n\\n") \
					>(name "." k)
	}' "$work/samples/$i"
done
cut -f 2 text/abbreviations.tsv |
	awk -v name="$work/samples/abbreviations." '{
		print >(name int(NR / 16))
	}'
zstd -q --train-cover -r "$work/samples" -o "$work/dict" --maxdict=32768 \
	--dictID="$1"
cat "$work/dict"
