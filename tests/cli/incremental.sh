# SPDX-License-Identifier: GPL-2.0-or-later
# Runs after the first: only what changed, and removals with care.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
tc() { index "$1" -d $db src; }
mkdir -p src/sub other
for i in 1 2 3 4 5 6 7 8; do
	echo "Văn bản thứ $i tên doc$i" >src/$i.txt
done
echo 'Văn bản con docsub' >src/sub/9.txt
echo 'Trang <b>thứ mười</b> docten' >src/sub/10.html
touch -t 202001010000 src/*.txt src/sub/*
tc 0
totals '10 added, 0 changed, 0 removed, 0 unchanged'

# Nothing new: nothing is written, not even the manifest.
ls -l --time-style=full-iso $db/gen-1 >before
tc 0
totals '0 added, 0 changed, 0 removed, 10 unchanged'
ls -l --time-style=full-iso $db/gen-1 >after
cmp -s before after || fail 'an unchanged index was written to'

# Changed, touched, added, deleted, renamed.
echo 'Nội dung khác hẳn docnew' >src/1.txt
touch src/2.txt
echo 'Văn bản mới docadded' >src/11.txt
rm src/3.txt
tc 0
totals '1 added, 1 changed, 1 removed, 8 unchanged'
counts 1 -d $db docnew
counts 0 -d $db doc1
counts 1 -d $db docadded
counts 0 -d $db doc3
counts 1 -d $db doc2
counts 10 -d $db ''
tc 0 # the touched one's new time was kept
totals '0 added, 0 changed, 0 removed, 10 unchanged'
mv src/4.txt src/sub/4.txt
tc 0
totals '0 added, 0 changed, 0 removed, 9 unchanged, 0 skipped, 0 failed, 1 renamed'
is src/sub/4.txt "$(ids -d $db doc4)" 'the renamed one'

# A file that can no longer be read keeps its document.
cp src/5.txt 5.bak
: >src/5.txt
tc 1
totals '0 removed'
counts 1 -d $db doc5
cp 5.bak src/5.txt
tc 0

# --keep removes nothing.
rm src/6.txt
index 0 -d $db --keep src
totals '0 removed'
counts 1 -d $db doc6
tc 0
totals '1 removed'
counts 0 -d $db doc6

# Over a fifth gone: only with --yes.
counts 9 -d $db ''
mkdir away
mv src/7.txt src/8.txt away
tc 3
has err '2 of 9 documents are no longer there'
has err '--yes'
totals '0 removed'
counts 1 -d $db doc7
# What is new is indexed all the same.
echo 'Văn bản muộn doclate' >src/late.txt
tc 3
totals '1 added'
counts 1 -d $db doclate
index 0 -d $db --yes src
totals '2 removed'
counts 0 -d $db doc7
counts 8 -d $db ''

# --dry-run tells and writes nothing.
mv away/7.txt src
rm src/late.txt
echo 'đổi nữa docagain' >src/1.txt
ls -l --time-style=full-iso $db $db/gen-1 >before
index 0 -d $db --dry-run src
totals 'would be: 1 added, 1 changed, 1 removed'
ls -l --time-style=full-iso $db $db/gen-1 >after
cmp -s before after || fail '--dry-run wrote something'
counts 1 -d $db docnew
index 0 -d dry.db --dry-run src
[ ! -e dry.db ] || fail '--dry-run made an index'
tc 0
totals '1 added, 1 changed, 1 removed'

# A source that is not there removes nothing, and the others are indexed.
echo 'khác otherdoc' >other/a.txt
mv src src.away
index 3 -d $db src other
has err 'src: No such file'
totals '1 added, 0 changed, 0 removed'
counts 9 -d $db ''
counts 1 -d $db otherdoc
mv src.away src
# Nor does naming one source remove from another.
index 0 -d $db other
totals '0 removed, 1 unchanged'
# An empty folder where documents were (not mounted): they stay.
mv src src.away
mkdir src
tc 3
totals '0 removed'
counts 9 -d $db ''
rmdir src
mv src.away src

# The same name for another folder is refused, on one command line or on two.
mkdir -p far/src
echo 'xa fardoc' >far/src/1.txt
index 3 -d $db far/src
has err 'another name'
index 2 -d $db src far/src
has err 'another name'
counts 0 -d $db fardoc
# ... but the configuration can call it something else.
printf '[source xa]\npath = far/src\n' >xa.conf
index 0 -d $db -c xa.conf far/src
is xa/1.txt "$(ids -d $db fardoc)" 'id by the configured name'

# Parts of a configured source keep its name; what lies beside is not removed.
conf=c.db
printf '[source s]\npath = src\nbase_url = http://a.vn/\n' >s.conf
index 0 -d $conf -c s.conf
n=$(tracuu -d $conf --count '')
rm src/sub/10.html
echo 'trong sub docdeep' >src/sub/deep.txt
rm src/7.txt
index 0 -d $conf -c s.conf src/sub
totals '1 added, 0 changed, 1 removed'
is s/sub/deep.txt "$(ids -d $conf docdeep)" 'id in a subfolder'
counts 1 -d $conf doc7
echo 'một tệp docfile' >src/single.txt
index 0 -d $conf -c s.conf src/single.txt
totals '1 added, 0 changed, 0 removed'
is s/single.txt "$(ids -d $conf docfile)" 'id of a file'
index 0 -d $conf -c s.conf
totals '0 added, 0 changed, 1 removed'
is "$n" "$(tracuu -d $conf --count '')" documents

# A file that is named is text whatever it is called.
echo 'không đuôi docplain' >PLAIN
index 0 -d plain.db ./PLAIN
counts 1 -d plain.db docplain

# Another address or visibility: all is indexed anew, once.
printf '[source s]\npath = src\nbase_url = http://b.vn/\n' >s.conf
index 0 -d $conf -c s.conf
totals "0 added, $n changed, 0 removed, 0 unchanged"
tracuu -d $conf --format tsv docfile >out
has out 'http://b.vn/single.txt'
printf '[source s]\npath = src\nbase_url = http://b.vn/\nvisibility = public\n' \
	>s.conf
index 0 -d $conf -c s.conf
totals "0 added, $n changed, 0 removed, 0 unchanged"
index 0 -d $conf -c s.conf
totals "0 added, 0 changed, 0 removed, $n unchanged"

# The report: a JSON line for each that was not left alone.
mkdir rep
for i in 1 2 3 4 5 6; do echo "báo cáo $i" >rep/$i.txt; done
index 0 -d r.db --report r.jsonl rep
valid_json r.jsonl
is 6 "$(grep -c '"fate":"added"' r.jsonl)" 'added lines'
: >rep/empty.txt
echo x >'rep/a "quoted" \ name.txt'
echo 'đổi' >rep/1.txt
rm rep/2.txt
ln -s nowhere rep/link
touch rep/picture.png
index 1 -d r.db --report r.jsonl rep
valid_json r.jsonl
has r.jsonl '{"id":"rep/1.txt","fate":"changed"}'
has r.jsonl '{"id":"rep/2.txt","fate":"removed"}'
has r.jsonl '"id":"rep/a \"quoted\" \\ name.txt","fate":"added"'
has r.jsonl 'rep/empty.txt","fate":"failed","why":"empty file"'
has r.jsonl 'rep/link","fate":"skipped","why":"a symbolic link'
has r.jsonl 'rep/picture.png","fate":"skipped"'
is 6 "$(wc -l <r.jsonl)" 'lines of the report'
