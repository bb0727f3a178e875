# SPDX-License-Identifier: GPL-2.0-or-later
# The address block under each page of the board's site is not its text.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
index 0 -d $db "$ROOT/corpus"
all=$(tracuu -d $db --count '')
pages=$(grep -rlF 'Fax: 02083.845 434' "$ROOT/corpus" --include='*.txt' \
	--include='*.html' | wc -l)
[ "$pages" -ge 20 ] || fail "only $pages pages of the corpus have a footer"
for query in 02083.845434 '02083.845 434' '"02083.845434"' 02083845434 \
	bqlkcnthainguyen.gov.vn bbt@bqlkcnthainguyen.gov.vn 'Bách Quang' \
	'"Bách Quang"' 'bach quang' 'Fax: 02083.845 434' '"Trụ sở"'; do
	# Phrases are counted "about".
	n=$(tracuu -d $db --count "$query" | sed "s/about //") || :
	[ "$n" -lt $((pages / 2)) ] ||
		fail "$query: $n of $all documents, $pages with a footer"
done
# Nor are they stored, where a snippet would show them.
tracuu -d $db --format trec -n 1000 '' | cut -d ' ' -f 3 >ids
shown=0
while read -r id; do
	run 0 tracuu -d $db --show "$id"
	shown=$((shown + $(grep -cF 'Fax: 02083.845 434' out || :)))
done <ids
[ $shown -lt 5 ] || fail "$shown documents show the footer"
