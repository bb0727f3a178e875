# SPDX-License-Identifier: GPL-2.0-or-later
# What may be left out of a query that no document meets whole.
. "$ROOT/tests/cli/lib/cli.sh"

export TRACUU_DB=x.db
for i in $(seq 3); do
	feed "a$i" "Đại hội công đoàn bàn việc thuê đất, lần thứ $i." \
		'"title":"Đại hội công đoàn","date":"2019-01-0'"$i"'"'
	feed "b$i" "Đại hội thanh niên ra quân trồng cây, đợt $i." \
		'"title":"Đại hội thanh niên","date":"2020-01-0'"$i"'"'
done >f.jsonl
index 0 -d x.db f.jsonl

# fewer QUERY: what is offered, a line each: without, total, query.
fewer() {
	run_got=0
	tracuu --format json "$@" >out 2>err || run_got=$?
	jq -r '(.fewer // [])[] | "\(.without | join("+")) \(.total) \(.query)"' \
		out >got
}

# A word that no document has; what is left has both syllables of a word.
fewer 'thuê đất xyzzy'
is 'xyzzy 3 thuê đất' "$(cat got)" offer
fewer 'xyzzy thuê qwrt đất'
is 'xyzzy+qwrt 3 thuê đất' "$(cat got)" offer
# Either of two words that are never together; both syllables go.
fewer 'thuê đất trồng cây'
is 'thuê đất 3 trồng cây
trồng cây 3 thuê đất' "$(sort got)" offers
fewer 'thue dat trong cay'
is 2 "$(wc -l <got)" offers
# Not one of three goes with another: the rarest is kept.
fewer 'thuê đất trồng cây' --year 2019
is 'trồng cây 3 thuê đất' "$(cat got)" 'offer within a filter'
# Fields, phrases, operators, unwanted words.
fewer 'nam:1950 đại hội'
is 'ngay:1950 6 đại hội' "$(cat got)" offer
fewer '"hội đại" công đoàn'
is '"hội đại" 3 công đoàn' "$(cat got)" offer
fewer 'công đoàn -hội'
is '-hội 3 công đoàn' "$(cat got)" offer
fewer '(xyzzy OR qwrt) đại hội -xyzzy'
is 'xyzzy OR qwrt 6 đại hội -xyzzy' "$(cat got)" offer
# The smaller query finds what was said.
fewer '(công OR niên) thuê đất trồng cây'
while read -r line; do
	total=$(echo "$line" | sed 's/^[^0-9]*\([0-9]*\) .*/\1/')
	query=$(echo "$line" | sed 's/^[^0-9]*[0-9]* //')
	tracuu --format json "$query" >one
	[ "$total" -le "$(jq .total one)" ] || fail "$query: not $total"
done <got
is 2 "$(wc -l <got)" offers

# Nothing is offered where something has it all, or nothing has any of it, of
# one word, of a question, of later pages, nor to who counts.
for query in 'đại hội' 'xyzzy qwrt' xyzzy '' \
	'đại hội công đoàn bàn về việc trồng cây thế nào xyzzy'; do
	fewer "$query"
	is '' "$(cat got)" "offers for $query"
done
fewer --offset 1 'thuê đất xyzzy'
is '' "$(cat got)" 'offers on the second page'

# For people, in their language.
run 0 tracuu 'thuê đất xyzzy qwrt'
has out 'Leave out: xyzzy, qwrt (3 documents have the rest)'
LC_ALL=C.UTF-8 LANGUAGE=vi run 0 tracuu 'thuê đất xyzzy'
has out 'Bỏ bớt: xyzzy (3 văn bản có đủ phần còn lại)'

# Of few documents that have all, none is said to have some of the words only.
{
	feed le 'Sáng nay khai mạc lễ hội đền Cả'
	feed hop 'Tổ chức tiêm phòng cho trâu bò'
} >few.jsonl
index 0 -d few.db few.jsonl
run 0 tracuu -d few.db 'lễ hội đền'
has out '1 document'
lacks out 'some of'
run 0 tracuu -d few.db 'lễ hội đền trâu'
has out '2 documents (with some of the words)'
run 0 tracuu -d few.db 'le hội đến'
has out '1 document (few with these marks'
