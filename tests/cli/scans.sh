# SPDX-License-Identifier: GPL-2.0-or-later
# Scans: found by their names until they are read, read once, and no run waits.
. "$ROOT/tests/cli/lib/cli.sh"

mkdir -p src/van-thu
cp "$ROOT/corpus/tai-lieu/giay-khen-quet.pdf" src/van-thu/
echo 'một tệp thường' >src/zzz.txt

index 0 -v -d x.db --ocr never src
has err 'giay-khen-quet.pdf: added: a scan, not read yet'
counts 1 -d x.db 'giay khen quet'
counts 1 -d x.db 'van thu'
counts 0 -d x.db 'đua thuyền'
index 0 -d x.db --ocr never src
totals '0 added, 0 changed, 0 removed, 2 unchanged'

# In the same run, after everything else.
index 0 -v --ocr later -d x.db src
has err 'giay-khen-quet.pdf: changed: read off a scan'
counts 1 -d x.db 'đua thuyền'
run 0 tracuu -d x.db --format json 'hồ Núi Cốc'
has out '"ocr":"tesseract"'
has out '"page":1'
index 0 --ocr later -d x.db src
totals '0 added, 0 changed, 0 removed, 2 unchanged'

# The same bytes are not read twice: what is kept is believed.
[ "$(ls x.db/ocr | wc -l)" -eq 1 ] || fail 'nothing is kept'
printf 'chuyện kể từ kho lưu goodkept\f' >kept
cp kept x.db/ocr/*.txt
cp src/van-thu/giay-khen-quet.pdf src/aaa.pdf
index 0 -d x.db --ocr now src
counts 1 -d x.db goodkept
# Even in a new index.
rm -r src/aaa.pdf x.db
index 0 -v -d y.db --ocr later src
has err 'zzz.txt: added'
[ "$(grep -n 'zzz.txt: added' err | cut -d : -f 1)" -lt \
	"$(grep -n 'read off a scan' err | cut -d : -f 1)" ] ||
	fail 'scans do not come last'

# Where no program reads them, scans wait on, and that is no change, nor is it for
# what else is in their archive.
mkdir -p none/src
cp "$ROOT/corpus/tai-lieu/giay-khen-quet.pdf" none/src
cp "$ROOT/corpus/tai-lieu/hoi-dien.zip" none/src
cat >none/run.sh <<'SH'
mount --bind /dev/null /usr/bin/tesseract || exit 9
for i in 1 2 3; do
	tracuu-index -v -c /dev/null -d none/x.db none/src 2>none/err$i
done
SH
if unshare -m sh none/run.sh 2>/dev/null; then
	has none/err1 'giay-khen-quet.pdf: skipped: /usr/bin/tesseract is not'
	has none/err2 '0 added, 0 changed, 0 removed'
	has none/err3 '0 added, 0 changed, 0 removed'
	lacks none/err3 committed
fi

run 2 tracuu-index -c /dev/null --ocr soon src
has err '--ocr soon'
