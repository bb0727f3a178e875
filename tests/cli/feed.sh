# SPDX-License-Identifier: GPL-2.0-or-later
# Feeds: good and bad lines, ends of lines and files, changes and removals.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
long=$(head -c 5000 /dev/zero | tr '\0' x)
name300=$(head -c 300 /dev/zero | tr '\0' n)
{
	feed 1 'mot goodone' '"date":"29/06/2020","type":"Nghị quyết","extra":[1,{"a":null}]'
	echo '{"id":"cut","text":"broken'
	echo 'no json at all'
	echo '[1,2]'
	echo '{"text":"no id"}'
	echo '{"id":"","text":"empty id"}'
	echo '{"id":true,"text":"bad id"}'
	echo '{"id":"t1","text":5}'
	echo '{"id":"t2","title":["x"],"text":"x"}'
	echo '{"id":"t3","text":"x","date":20200629}'
	echo '{"id":"t4","text":"x","visibility":"secret"}'
	echo '{"id":"t5","text":"x","deleted":"yes"}'
	echo '{"id":"t6"}'
	echo '{"id":"t7","text":"a\u0000b"}'
	echo "{\"id\":\"$long\",\"text\":\"long id\"}"
	printf '{"id":"t8","text":"\377"}\n'
	printf '{"id":"t9","text":\033[31m}\n'
	echo
	printf '   \r\n'
	echo '{"id":17,"text":"number goodnumber"}'
	echo '{"id":"h","html":"<h1>Tiêu đề</h1><p>đoạn goodhtml</p>"}'
	echo '{"id":"n","title":null,"url":null,"text":"nulls goodnull"}'
	feed badday 'ngay goodbadday' '"date":"31/02/2020"'
	feed "$name300-a" 'ten dai goodlonga'
	feed "$name300-b" 'ten dai goodlongb'
	feed dup 'truoc goodbefore'
	feed dup 'sau goodafter'
	printf '%s' "$(feed last 'cuoi goodlast')"
} >f.jsonl
index 1 -d $db --report r.jsonl f.jsonl
valid_json r.jsonl
for line in 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do
	has err "f.jsonl:$line: failed: "
done
for line in 1 18 19 20 21 22 23 24 25 26 27 28; do
	lacks err "f.jsonl:$line: failed"
done
has err '"id" is missing'
has err '"text" is no string'
has err '"date" is no string'
has err '"visibility" is neither'
has err '"deleted" is neither'
lacks err "$(printf '\033')"
totals '16 failed'
for good in one number html null badday longa longb after last; do
	counts 1 -d $db "good$good"
done
counts 0 -d $db goodbefore # the last of two is the one that counts
counts 9 -d $db ''
is 17 "$(ids -d $db goodnumber)" 'id that is a number'
has r.jsonl '"id":"badday","fate":"added","why":'
tracuu -d $db --format jsonl goodone >out
has out '"date":"2020-06-29"'
has out '"extra":{"extra":[1,{"a":null}]}'
tracuu -d $db --show "$name300-b" >out
has out goodlongb

# Nothing new the second time, but for the two of one id.
index 1 -d $db f.jsonl
totals '0 added, 2 changed, 0 removed, 8 unchanged'
counts 1 -d $db goodafter
counts 0 -d $db goodbefore

# A feed brings changes: what it does not name stays.
{
	feed 1 'doi goodchanged'
	feed dup 'sau goodafter'
	echo '{"id":"last","deleted":true}'
	echo '{"id":"unknown","deleted":true}'
	feed new 'moi goodnew'
	feed brief 'chong tan goodbrief'
	echo '{"id":"brief","deleted":true}'
} >g.jsonl
index 0 -d $db g.jsonl
counts 1 -d $db goodchanged
counts 0 -d $db goodone
counts 0 -d $db goodlast
counts 0 -d $db goodbrief
counts 1 -d $db goodnew
counts 9 -d $db ''
run 1 tracuu -d $db --show last
index 0 -d $db g.jsonl
counts 9 -d $db ''
# Removed and given again, in one run and in another.
{
	echo '{"id":"new","deleted":true}'
	feed new 'moi goodnew'
	feed last 'cuoi goodlast'
} >again.jsonl
index 0 -d $db again.jsonl
counts 1 -d $db goodnew
counts 1 -d $db goodlast

# Byte order mark, CR LF, no final line end, standard input, gzip.
{
	printf '\357\273\277'
	feed w1 'dong winone' | sed 's/$/\r/'
	feed w2 'dong wintwo' | sed 's/$/\r/'
	printf '%s' "$(feed w3 'dong winthree')"
} >win.jsonl
run 0 sh -c 'tracuu-index -c /dev/null -d win.db - <win.jsonl'
counts 3 -d win.db ''
counts 1 -d win.db winthree
index 0 -d win.db win.jsonl
totals '3 unchanged'
gzip -k win.jsonl
index 0 -d gz.db win.jsonl.gz
counts 3 -d gz.db ''
# Members one after the other are one stream.
feed w4 'dong winfour' | gzip >more.gz
cat win.jsonl.gz >two.jsonl.gz
echo | gzip >>two.jsonl.gz
cat more.gz >>two.jsonl.gz
index 0 -d gz.db two.jsonl.gz
counts 4 -d gz.db ''

# A compressed feed that is cut off: what came before is indexed, and the run says
# that it was not all. No rebuild takes it for the whole.
awk 'BEGIN { srand(1); for (i = 0; i < 3000; i++)
	printf "{\"id\":\"%d\",\"text\":\"so %d va %d\"}\n", i, rand() * 1e9, i }' |
	gzip >cut.full
head -c 20000 cut.full >cut.jsonl.gz
echo 'văn bản bên cạnh goodbeside' >beside.txt
index 3 -d cut.db cut.jsonl.gz beside.txt
has err 'cut.jsonl.gz:'
has err ': failed: '
counts 1 -d cut.db goodbeside
n=$(tracuu -d cut.db --count '')
[ "$n" -gt 500 ] || fail "only $n documents of a feed that was cut off"
cp cut.full whole.jsonl.gz
index 0 -d cut.db whole.jsonl.gz
size=$(wc -c <whole.jsonl.gz)
head -c $((size - 500)) cut.full >whole.jsonl.gz
index 3 --rebuild -d cut.db whole.jsonl.gz beside.txt
has err 'the old one stays'
counts 3001 -d cut.db ''
head -c 15 cut.full >none.jsonl.gz
index 3 -d none.db none.jsonl.gz
[ ! -e none.db/XAPIANDB ] || fail 'an index of a feed that cannot be read'

# A line that is far too long is one failure.
{
	feed l1 'truoc longbefore'
	printf '{"id":"l2","text":"'
	head -c 70000000 /dev/zero | tr '\0' 'a'
	echo '"}'
	feed l3 'sau longafter'
} | tracuu-index -c /dev/null -d long.db - 2>err && fail 'no failure'
has err '-:2: failed: a line over'
counts 2 -d long.db ''

# A feed in a folder is not taken for a document; nor are two sources one.
mkdir folder
cp win.jsonl folder
echo 'một tệp' >folder/a.txt
index 0 -d folder.db folder
has err 'win.jsonl: skipped: a feed'
feed folder/a.txt 'lay cua nguoi khac' >clash.jsonl
index 1 -d folder.db clash.jsonl
has err 'clash.jsonl:1: failed: its id belongs to'
counts 1 -d folder.db 'một tệp'
: >empty.jsonl
index 0 -d folder.db empty.jsonl
