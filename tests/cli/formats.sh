# SPDX-License-Identifier: GPL-2.0-or-later
# The output formats: what each holds, and that nothing in a document breaks it.
. "$ROOT/tests/cli/lib/cli.sh"

tab=$(printf '\tx') && tab=${tab%x}
escape=$(printf '\033')
db=x.db
mkdir 'văn bản'
cat >'văn bản/nghị quyết.txt' <<'TEXT'
Đại hội Đảng bộ các khu công nghiệp
29-06-2020 17:00

Sáng nay đại hội đã khai mạc với 150 đại biểu.
TEXT
{
	feed 'a b%c' 'dai hoi \"x\" \\ \t \u001b[31m do \u0007 <b>&amp;' \
		'"title":"Tit\tle \u001b[1m","url":"http://a.vn/?q=1&x=\u0009y","number":"12/2020/NQ-HĐND","type":"Nghị quyết","date":"2020-06-30","issuer":"Ban","signer":"Nguyễn Văn Thử","document":"Luật Thử","lang":"vi","nested":{"a":[1,2.5,true,null,"x"]}'
	feed "$(printf 'l\\u000an')" 'dai hoi mot dong'
} >f.jsonl
index 0 -d $db 'văn bản' f.jsonl

# text
run 0 tracuu -d $db 'đại hội'
has out '3 documents'
has out 'Đại hội Đảng bộ các khu công nghiệp'
has out '29/6/2020'
has out '[đại hội]'
has out 'Nghị quyết · 12/2020/NQ-HĐND · 30/6/2020 · Luật Thử'
lacks out "$escape"
lacks out "$tab"
run 0 tracuu -d $db -n 1 dai hoi
has out '3 documents, 1 to 1'
run 0 tracuu -d $db -n 1 --offset 2 dai hoi
has out '3 documents, 3 to 3'
has out '  3. '
run 0 tracuu -d $db --color=always dai hoi
lacks out '[đại hội]'
lacks out "${escape}[31m"

# json, jsonl: valid, versioned, complete
run 0 tracuu -d $db --format json 'đại hội "x" \'
valid_json out
is 1 "$(wc -l <out)" 'lines of json'
has out '{"version":1,"query":"đại hội \"x\" \\",'
run 0 tracuu -d $db --format json 'dai hoi'
for part in '"total":3' '"exact":true' '"words":"' '"offset":0' '"hits":[{' \
	'"id":"a b%c"' '"rank":1' '"score":' '"title":' '"type":"Nghị quyết"' \
	'"number":"12/2020/NQ-HĐND"' '"date":"2020-06-30"' '"issuer":"Ban"' \
	'"signer":"Nguyễn Văn Thử"' '"document":"Luật Thử"' '"lang":"vi"' \
	'"extra":{"nested":{"a":[1,2.5,true,null,"x"]}}' '"snippet":[' \
	'{"mark":"đại hội"}' '"id":"văn bản/nghị quyết.txt"'; do
	has out "$part"
done
run 1 tracuu -d $db --format json xyzzy
valid_json out
has out '"total":0'
has out '"hits":[]'
run 0 tracuu -d $db --format jsonl -n 2 'dai hoi'
valid_json out
is 2 "$(wc -l <out)" 'lines of jsonl'
run 1 tracuu -d $db --format jsonl xyzzy
is 0 "$(wc -c <out)" 'bytes of no jsonl'
# Any bytes are a query, and the answer is still JSON.
for query in "$(printf '\377\376 dai')" "$(printf 'dai\033\001')" '"' '\' \
	'((' ')' '-' '""' 'a OR' '%' "$(printf 'd\314\243\314\243\314\243')"; do
	code=0
	tracuu -d $db --format json -- "$query" >out 2>err || code=$?
	[ $code -le 1 ] || fail "exit status $code of query $query"
	valid_json out
done
head -c 100000 /dev/zero | tr '\0' x >long
run 1 tracuu -d $db --format json "$(cat long)"
valid_json out

# tsv: rank, score, id, date, type, number, title, url
run 0 tracuu -d $db --format tsv 'dai hoi'
is 3 "$(wc -l <out)" 'lines of tsv'
is '8 8 8 ' "$(awk -F "$tab" '{ printf "%d ", NF }' out)" 'columns of tsv'
awk -F "$tab" '$3 == "a b%c"' out >row
is '2020-06-30|Nghị quyết|12/2020/NQ-HĐND|Tit le [1m' \
	"$(awk -F "$tab" '{ print $4 "|" $5 "|" $6 "|" $7 }' row |
		tr -s ' ')" 'row of tsv'
is '1 2 3 ' "$(cut -f 1 out | tr '\n' ' ')" ranks

# trec: six columns whatever is in the id
run 0 tracuu -d $db --format trec 'dai hoi'
is '6 6 6 ' "$(awk '{ printf "%d ", NF }' out)" 'columns of trec'
has out 'q Q0 a%20b%c '
has out 'q Q0 l%0An '
has out 'q Q0 văn%20bản/nghị%20quyết.txt '
awk '$2 != "Q0" || $4 != NR || $6 != "tracuu" || $5 > last && NR > 1 { exit 1 }
	{ last = $5 }' out || fail 'no TREC run'

# paths: files that are there, ids where there is no file
run 0 tracuu -d $db --format paths -n 1 nghị khai mạc
is "$(pwd -P)/văn bản/nghị quyết.txt" "$(cat out)" path
[ -f "$(cat out)" ] || fail 'no such file'
run 0 tracuu -d $db --format paths 'đại hội x'
has out 'a b%c'

# Nothing found says so on stderr, in text only.
run 1 tracuu -d $db xyzzy
has err 'nothing found'
run 1 tracuu -d $db --format tsv xyzzy
is 0 "$(cat out err | wc -c)" 'bytes of no tsv'
