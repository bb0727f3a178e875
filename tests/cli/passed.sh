# SPDX-License-Identifier: GPL-2.0-or-later
# What became no document is not read again until it changes; archives and scans
# that are as they were are left alone; a file that is written waits.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
files=$ROOT/corpus/tai-lieu
mkdir src
echo 'một tệp lành goodone' >src/good.txt
head -c 2000 "$files/noi-quy-nha-xe.docx" >src/bad.docx
printf '\0\1\2\3' >src/picture.bin
printf '<html><head><meta name="robots" content="noindex"></head><p>x</p>' \
	>src/asks.html
: >src/empty.txt
index 1 -d $db --report first.jsonl src
totals '1 added, 0 changed, 0 removed, 0 unchanged, 2 skipped, 2 failed'
why=$(sed -n 's/.*bad.docx","fate":"failed","why":"\([^"]*\).*/\1/p' first.jsonl)
[ -n "$why" ] || fail 'no reason'

# Told again, and not tried: a reader would find it mended.
touch -r src/bad.docx stamp
size=$(wc -c <src/bad.docx)
{
	echo 'văn bản thuần'
	head -c "$size" /dev/zero | tr '\0' 'a'
} | head -c "$size" >src/bad.docx
touch -r stamp src/bad.docx
index 1 -d $db --report second.jsonl src
totals '0 added, 0 changed, 0 removed, 1 unchanged, 2 skipped, 2 failed'
has second.jsonl "$why (not tried again)"
has err 'empty.txt: failed: empty file (not tried again)'
has err '1 file(s) of a kind that is not read, such as'
# --check knows as well as a run.
index 1 -d $db --check src
has err 'bad.docx: failed'
# Asked to, it is.
index 1 -d $db --retry-failed src
totals '1 added, 0 changed, 0 removed, 1 unchanged, 2 skipped, 1 failed'
counts 1 -d $db '"văn bản thuần"'
# One that changed is.
echo 'không còn trống goodtwo' >src/empty.txt
index 0 -d $db src
totals '1 added'
counts 1 -d $db goodtwo
rm src/picture.bin src/asks.html
index 0 -d $db src
totals '0 added, 0 changed, 0 removed, 3 unchanged, 0 skipped, 0 failed'
# What is damaged of what is remembered, or lost, costs nothing but time.
: >src/none.txt
index 1 -d $db src
printf '{"id"\n[]\n{"id":"src/good.txt","source":"src","state":"00","fate":"failed","why":""}\n' \
	>>$db/passed-over.jsonl
index 1 -d $db src
has err 'none.txt: failed: empty file (not tried again)'
rm $db/passed-over.jsonl
index 1 -d $db src
lacks err 'not tried again'
has err 'none.txt: failed: empty file'
# A file that cannot be opened might be another time.
if [ "$(id -u)" -ne 0 ]; then
	chmod 0 src/good.txt
	touch src/good.txt
	index 1 -d $db src
	index 1 -d $db src
	lacks err 'good.txt: failed: Permission denied (not tried again)'
	chmod 644 src/good.txt
fi

# A touched archive is read once, not in every run.
mkdir arc
cp "$files/hoi-dien.zip" arc
index 0 -d a.db arc
touch arc/hoi-dien.zip
index 0 -d a.db arc
totals '0 added, 0 changed, 0 removed'
index 0 -d a.db -v arc
totals '0 added, 0 changed, 0 removed, 1 unchanged, 0 skipped, 0 failed; 0.0 MB'

# A scan that cannot be read is no change.
mkdir scan
cp "$files/giay-khen-quet.pdf" scan
index 0 -d s.db scan
index 0 -d s.db --ocr later scan
read_now=$(sed -n 's/.*done: //p' err)
case $read_now in
'0 added, 1 changed'*) ;; # tesseract is there
*) fail "$read_now" ;;
esac

# One that is written to at this moment is left for the next run.
mkdir busy
echo 'xong rồi goodone' >busy/done.txt
(
	exec 3>>busy/half.txt
	echo 'nửa đầu half' >&3
	: >ready
	while [ ! -e enough ]; do sleep 0.1; done
	echo 'nửa sau whole' >&3
) &
writer=$!
while [ ! -e ready ]; do sleep 0.1; done
index 0 -d b.db --report r.jsonl busy
if grep -q half.txt err; then
	has err 'half.txt: skipped: is being written: left for the next run'
	totals '1 added, 0 changed, 0 removed, 0 unchanged, 1 skipped'
	counts 0 -d b.db half
else
	# The file system does not tell who writes.
	totals '2 added'
fi
: >enough
wait $writer
index 0 -d b.db busy
counts 1 -d b.db whole
