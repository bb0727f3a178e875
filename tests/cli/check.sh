# SPDX-License-Identifier: GPL-2.0-or-later
# --check finds what is wrong with an index, and --why says what is known of a
# file.
. "$ROOT/tests/cli/lib/cli.sh"

mkdir src
for i in 1 2 3 4 5 6; do
	printf 'Văn bản thứ %s\nNội dung của văn bản\n' $i >src/$i.txt
done
index 3 --check -d x.db
has err 'x.db: no index there'
[ ! -e x.db ] || fail 'looking made a folder'
index 3 --rollback -d x.db
index 0 -d x.db src
index 0 --check -d x.db
has err 'gen-1: whole, 6 documents'
index 0 --check -q -d x.db
[ ! -s err ] || fail 'not quiet'

# The sources against the index: nothing is read, nothing written.
cp -r x.db kept
index 0 --check -d x.db src
totals '0 added, 0 changed, 0 removed, 6 unchanged'
echo 'đổi' >src/1.txt
echo 'mới' >src/7.txt
rm src/2.txt
index 1 --check -v -d x.db src
has err 'src/1.txt: changed'
has err 'src/2.txt: removed'
has err 'src/7.txt: added'
feed f1 'tin' >feed.jsonl
index 1 --check -d x.db feed.jsonl
cmp x.db/gen-1/MANIFEST kept/gen-1/MANIFEST
index 0 -d x.db src feed.jsonl
index 0 --check -d x.db src feed.jsonl

# One byte, anywhere.
for file in x.db/gen-1/*.glass x.db/gen-1/iamglass x.db/gen-1/MANIFEST \
	x.db/XAPIANDB; do
	cp "$file" whole
	size=$(wc -c <whole)
	for at in 0 $((size / 2)) $((size - 1)); do
		byte=$(dd if=whole bs=1 skip=$at count=1 2>/dev/null |
			od -An -tu1)
		# shellcheck disable=SC2059 # the format is the byte
		printf "\\$(printf %o $(((byte + 7) % 256)))" |
			dd of="$file" bs=1 seek=$at conv=notrunc 2>/dev/null
		index 3 --check -d x.db
		cp whole "$file"
	done
	mv "$file" away
	index 3 --check -d x.db
	mv away "$file"
	: >"$file"
	index 3 --check -d x.db
	cp whole "$file"
done
index 0 --check -d x.db

# Xapian's check misses a table that is gone, and one that is not ours.
if command -v xapian-check >/dev/null; then
	mv x.db/gen-1/docdata.glass away
	run 0 xapian-check x.db/gen-1
	mv away x.db/gen-1/docdata.glass
fi
cp x.db/gen-1/docdata.glass x.db/gen-1/position.glass
index 3 --check -d x.db
has err 'position.glass: the manifest knows no such table'
rm x.db/gen-1/position.glass

# Without checksums, as a killed run leaves it, tables are held against each
# other. What another program wrote is noticed.
sed -e 's/^state sealed/state open/' -e '/^end/d' \
	-e 's/^\(table .*\) .*/\1 -/' x.db/gen-1/MANIFEST >open
printf 'end %s\n' "$(sha256sum <open | cut -d ' ' -f 1)" >>open
cp open x.db/gen-1/MANIFEST
index 0 --check -d x.db
has err 'the last run did not end'
if command -v xapian-metadata >/dev/null; then
	rm -rf y.db
	cp -r x.db y.db
	xapian-metadata set y.db/gen-1 analyser '0 icu-1' || fail metadata
	cp open y.db/gen-1/MANIFEST
	index 3 --check -d y.db
	has err 'its versions are not those of the manifest'
fi
index 0 -d x.db src feed.jsonl
has x.db/gen-1/MANIFEST 'state sealed'
index 0 --check -d x.db

# Somebody at work: it says who, and waits when it is told to.
mkfifo pipe
tracuu-index -q -c /dev/null -d x.db - <pipe &
holder=$!
exec 3>pipe
turn=0
until grep -q "process $holder," x.db/lock; do
	turn=$((turn + 1))
	[ $turn -lt 2000 ] || fail 'it does not begin'
done
index 3 --check -d x.db
has err "another indexer is at work (process $holder"
exec 3>&-
index 0 --check --wait 60 -d x.db
wait $holder || fail 'the holder'

# --why
index 0 --why src/3.txt -d x.db
has out 'indexed: yes'
has out 'title: Văn bản thứ 3'
has out 'as it was indexed'
has out 'it is internal'
echo 'khác' >src/3.txt
index 0 --why "$(pwd)/src/3.txt" -d x.db
has out 'changed since'
rm src/3.txt
index 0 --why src/3.txt -d x.db
has out 'no longer there'
index 0 --why f1 -d x.db
has out 'indexed: yes'
echo 'thêm' >src/8.txt
index 1 --why src/8.txt -d x.db
has out 'no run has met it'
printf 'a\0b' >src/9.txt
index 1 --why src/9.txt -d x.db
has out 'failed: binary data'
echo x >src/a.exe
index 1 --why src/a.exe -d x.db
has out 'no reader for this kind of file'
echo x >src/.hidden.txt
index 1 --why src/.hidden.txt -d x.db
has out 'begin with a dot'
echo x >"src/~\$3.docx"
index 1 --why "src/~\$3.docx" -d x.db
has out 'or ~$, are passed over'
mkdir -p src/.hidden/in
echo x >src/.hidden/in/a.txt
index 1 --why src/.hidden/in/a.txt -d x.db
has out 'begin with a dot'
ln -s 4.txt src/link.txt
ln -s loop src/loop
index 1 --why src/link.txt -d x.db
has out 'src/link.txt'
has out 'a symbolic link, not followed'
index 1 --why src/loop -d x.db
has out 'a symbolic link, not followed'
mkfifo src/fifo.txt
index 1 --why src/fifo.txt -d x.db
has out 'neither a file nor a folder'
cp "$ROOT/corpus/tai-lieu/hoi-dien.zip" src
cat >src/mat.txt <<'TEXT'
UBND TỈNH THÁI NGUYÊN    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN QUẢN LÝ CÁC KCN      Độc lập - Tự do - Hạnh phúc
 MẬT
Số: 5/BC-BQL

BÁO CÁO
Về việc chuyển trụ sở
TEXT
rm src/9.txt
index 0 --yes -d x.db src
index 0 --why src/hoi-dien.zip -d x.db
has out 'indexed: 3 files in it, such as src/hoi-dien.zip!/'
index 0 --why src/mat.txt -d x.db
has out 'mark: MẬT'
has out 'issuer: BAN QUẢN LÝ CÁC KCN'
lacks out 'KCN MẬT'
echo x >elsewhere.txt
index 1 --why elsewhere.txt -d x.db
has out 'in no source'
index 1 --why src -d x.db
has out 'it is a folder'
index 3 --why nothing.txt -d x.db
has err 'neither a file, nor the id of a document'
