# SPDX-License-Identifier: GPL-2.0-or-later
# JSON is what its schemas in share/ say, with every field that there is.
. "$ROOT/tests/cli/lib/cli.sh"

export TRACUU_DB=x.db
index 0 -d x.db "$ROOT/corpus"

# valid SCHEMA FILE
valid() {
	run 0 python3 "$ROOT/tests/cli/lib/schema.py" \
		"$ROOT/share/$1.schema.json" "$2"
}

{
	cat "$ROOT/corpus/queries.tsv"
	variants mistake-marked <"$ROOT/corpus/queries.tsv"
	variants telex <"$ROOT/corpus/queries.tsv"
	printf 'a\tnghi* dat OR (quyết định)\nb\t\nc\t(\ne\tđất xyzzy\nd\tnam:2020 -hội\n'
} >queries.tsv
tracuu --batch queries.tsv --format json --facets --explain >all.json
valid results all.json
for field in typed suggestion reading explanation corrections fewer facets; do
	has all.json "\"$field\":"
done
tracuu --format json --facets --type 'quyết định' '' >one.json
has one.json '"chosen":true'
valid results one.json
cut -f 2 queries.tsv | cut -c 1-12 | head -n 150 | while read -r text; do
	tracuu --suggest "$text" --format json || [ $? -eq 1 ]
done >suggestions.json
valid suggestions suggestions.json
for kind in number phrase title; do
	[ $kind = number ] || has suggestions.json "\"kind\":\"$kind\""
done
# What is no such JSON is told from it.
run 1 python3 "$ROOT/tests/cli/lib/schema.py" \
	"$ROOT/share/results.schema.json" suggestions.json
