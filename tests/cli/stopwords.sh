# SPDX-License-Identifier: GPL-2.0-or-later
# Nothing is removed: function syllables (của, trong, theo) are found alone, in
# phrases and in the words of content that they are part of (trong sạch).
. "$ROOT/tests/cli/lib/cli.sh"

table=$ROOT/tests/data/stopwords.tsv
awk -F '\t' '!/^#/ {
	printf "{\"id\":\"%s\",\"text\":\"chữ %s đây; %s\"}\n", $1, $1, $2
}' "$table" >f.jsonl
is 92 "$(wc -l <f.jsonl)" 'function syllables'
index 0 -d x.db f.jsonl

# answers FILE: what its queries find, as lines of their id and a document's
answers() {
	run 0 tracuu -d x.db --exact -n 100 --format trec --batch "$1"
	awk '{ print $1, $3 }' out | sort >got
}
# Were they dropped, "chữ của" would be found in all documents.
awk -F '\t' '!/^#/ { print $1 "\t\"chữ " $1 "\"" }' "$table" >phrases
answers phrases
awk -F '\t' '!/^#/ { print $1, $1 }' "$table" | sort >want
diff want got >out || fail 'phrases of a function syllable'
awk -F '\t' '!/^#/ { print $1 "\t" $1 }' "$table" >alone
answers alone
is '' "$(comm -23 want got)" 'function syllables that are not found'
awk -F '\t' '!/^#/ {
	n = split($2, words, "; ")
	for (i = 1; i <= n; i++)
		print $1 "\t\"" words[i] "\""
}' "$table" >words
[ "$(wc -l <words)" -gt 50 ] || fail 'too few words of content'
answers words
cut -f 1 words | awk '{ print $1, $1 }' | sort -u >want
is '' "$(comm -23 want got)" 'words of content that are not found'
# Without marks, too: a query of nothing but them.
run 0 tracuu -d x.db --count 'cua va trong cho theo'
