# SPDX-License-Identifier: GPL-2.0-or-later
# A file with a new name, or in another folder, keeps its document.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
files=$ROOT/corpus/tai-lieu
tc() { index "$1" -d $db --base-url http://a.vn "$2"; }
mkdir -p src/xay-dung src/y-te
cp "$files/so-tay-bep-an.pdf" "$files/noi-quy-nha-xe.docx" src/xay-dung
cp "$files/hoi-dien.zip" src
for i in 1 2 3; do
	echo "Bản ghi số $i doc$i" | tr 123 bcd >src/xay-dung/$i.txt
done
for i in $(seq 1 12); do
	printf '<p>Tin thứ %s page%s</p><p>Chân trang footword</p>' "$i" \
		"$(echo "$i" | tr 0-9 bcdfghklmz)" >"src/xay-dung/t$i.html"
done
touch -d '2 days ago' src/xay-dung/* src/hoi-dien.zip
tc 0 src
tracuu -d $db --format json -n 1 'nước đá viên' >before
has before '"field":"xay-dung"'
counts 0 -d $db footword

# A whole folder: nothing is asked, nothing is lost, addresses and field follow.
mv src/xay-dung/* src/y-te
index 0 -d $db --base-url http://a.vn --report r.jsonl src
totals '0 added, 0 changed, 0 removed'
has err '17 renamed'

has r.jsonl '"src/y-te/so-tay-bep-an.pdf","fate":"renamed","why":"it was src/xay-dung/so-tay-bep-an.pdf"'
valid_json r.jsonl
tracuu -d $db --format json -n 1 'nước đá viên' >after
sed -i 's/"score":[^,]*,//' before after
sed "s/xay-dung/y-te/g" before >want
cmp -s want after || fail "another record: $(cat after)"
counts 1 -d $db docb
counts 1 -d $db pagec
counts 0 -d $db footword
run 0 tracuu -d $db -n 100 --format paths ''
lacks out xay-dung
tc 0 src
totals '0 added, 0 changed, 0 removed'
lacks err renamed
index 0 -d $db --base-url http://a.vn --check src

# It is as if it had been read: an index made anew is the same.
index 0 -d y.db --base-url http://a.vn src
for query in '' 'nước đá' tin docb; do
	for d in $db y.db; do
		tracuu -d $d -n 100 --format jsonl "$query" |
			sed 's/"score":[^,]*,//' >$d.out
	done
	cmp -s $db.out y.db.out || fail "another answer for $query"
done

# But a name may be the number of its document: it is read anew.
printf 'Đại hội\n\nĐảng ủy ban hành Kế hoạch 15 - KH/ĐUK mới.\n' >src/moi.txt
touch -d '2 days ago' src/moi.txt
tc 0 src
mv src/moi.txt src/so-15-kh-duk.txt
tc 0 src
counts 1 -d $db --number 15-KH/ĐUK ''
mv src/so-15-kh-duk.txt src/y-te
tc 0 src
has err '1 renamed'
mv src/y-te/so-15-kh-duk.txt src
tc 0 src
mv src/so-15-kh-duk.txt src/moi.txt
tc 0 src
counts 0 -d $db --number 15-KH/ĐUK ''
rm src/moi.txt
tc 0 src

# Two of one content: each is somebody's. A copy is no rename.
cp -p src/y-te/1.txt src/copy.txt
tc 0 src
totals '1 added, 0 changed, 0 removed'
lacks err renamed
mv src/y-te/1.txt src/e.txt
mv src/copy.txt src/f.txt
tc 0 src
has err '2 renamed'
counts 2 -d $db docb

# Other bytes of the same size and time, another kind by its name, another time.
touch -d '3 days ago' src/y-te/2.txt src/y-te/3.txt
tc 0 src
printf 'Bản ghi số k dock\n' >src/new.txt
touch -r src/y-te/2.txt src/new.txt
rm src/y-te/2.txt
tc 0 src
totals '1 added, 0 changed, 1 removed'
counts 1 -d $db dock
counts 0 -d $db docc
mv src/y-te/3.txt src/y-te/3.html
tc 0 src
totals '1 added, 0 changed, 1 removed'
mv src/e.txt src/g.txt
touch src/g.txt
tc 0 src
totals '1 added, 0 changed, 1 removed'

# Nothing is removed, so nothing is renamed, with --keep.
mv src/g.txt src/h.txt
index 0 -d $db --base-url http://a.vn --keep src
totals '1 added, 0 changed, 0 removed'
# Where nothing is written it is told.
rm src/h.txt
mv src/f.txt src/i.txt
index 0 -d $db --base-url http://a.vn --dry-run src
has err '1 renamed'
tc 0 src
