# SPDX-License-Identifier: GPL-2.0-or-later
# Files of every format: what they are is told by their bytes, what is in them is
# found, and one that is broken costs one line.
. "$ROOT/tests/cli/lib/cli.sh"

files=$ROOT/corpus/tai-lieu
mkdir src
cp "$files"/* src
index 0 -d x.db --base-url http://a.vn --report r.jsonl src
valid_json r.jsonl

# found ID WORDS: the first of the results
found() {
	id=$1
	shift
	is "src/$id" "$(ids -d x.db -n 1 "$@")" "first for $*"
}
found bien-ban-kho.doc kiểm đếm xi măng
found cay-xanh.ods muồng hoàng yến
found dieu-le-giai-co-tuong.rtf hệ thụy sĩ
found 'hoi-dien.zip!/boc-tham.txt' bốc thăm trúng thưởng
found 'hoi-dien.zip!/tiết-mục.ppt' múa sạp
found 'hoi-dien.zip!/trong.zip!/loi-bai-hat.txt' tiếng còi tầm
found noi-quy-nha-xe.docx trụ sạc
found phan-loai-rac.pptx bóng đèn gom riêng
found quy-trinh-muon-phong-hop.odt bút trình chiếu
found sach-thu-vien.xls phố gang thép
found so-cuu.odp bỏng nhiệt
found so-tay-bep-an.pdf lưu mẫu
found the-le-thi-anh.doc khoảnh khắc ca đêm
found thiet-bi-tin-hoc.xlsx bộ lưu điện
has r.jsonl '"src/bien-ban-kho.doc","fate":"added","repair":"tcvn3"'
found thiet-bi-tin-hoc.xlsx 15/2/2023

# The page of a hit, and no running lines.
run 0 tracuu -d x.db --format json -n 1 'nước đá viên'
valid_json out
has out '"page":2'
has out '"url":"http://a.vn/so-tay-bep-an.pdf#page=2"'
run 0 tracuu -d x.db -n 1 'báo trạm y tế'
has out 'page 3'
has out 'so-tay-bep-an.pdf#page=3'
counts 0 -d x.db '"lưu hành"'

# Unchanged archives are not read again; what leaves one goes.
index 0 -d x.db --base-url http://a.vn src
totals '0 added, 0 changed, 0 removed'
cp "$files/hoi-dien.zip" other.zip
head -c 0 /dev/null >src/hoi-dien.zip
cp src/noi-quy-nha-xe.docx src/hoi-dien.zip
index 0 -d x.db --yes --base-url http://a.vn src
counts 0 -d x.db '"bốc thăm"'
is 2 "$(tracuu -d x.db --count 'trụ sạc')" 'copies of a file'
cp other.zip src/hoi-dien.zip
index 0 -d x.db --yes --base-url http://a.vn src
counts 1 -d x.db '"bốc thăm"'
rm src/hoi-dien.zip
index 0 -d x.db --yes --base-url http://a.vn src
counts 0 -d x.db '"bốc thăm"'

# Names that lie.
mkdir lies
cp "$files/noi-quy-nha-xe.docx" lies/a.pdf
cp "$files/so-tay-bep-an.pdf" lies/b.doc
cp "$files/the-le-thi-anh.doc" lies/c
cp "$files/dieu-le-giai-co-tuong.rtf" lies/d.doc
cp "$files/sach-thu-vien.xls" lies/e.jpg
echo '<html><body><p>trang web mang tên văn bản' >lies/f.doc
printf '\377\376v\000i\000\341\036t\000' >lies/g.txt
index 0 -d y.db lies
totals '7 added'
counts 1 -d y.db '"trang web"'

# What formulas come to, of Excel 97.
mkdir formulas
cp "$ROOT/tests/data/cong-thuc.xls" formulas
index 0 -d f.db formulas
run 0 tracuu -d f.db --show formulas/cong-thuc.xls
has out '1 | Công ty Mắt Kính | 0101234567 | 0.5 | Công ty Mắt Kính goodformula'
has out '2.5 | Xí nghiệp Gang Thép goodformula | 11/3/2024'

# What wants a password says so, in either language.
cp -R "$ROOT/tests/data/locked" .
index 3 -d l.db locked
totals '0 added'
for file in locked/*; do
	has err "$file: failed: encrypted: it wants a password"
done
LC_ALL=C.UTF-8 LANGUAGE=vi index 3 -d l.db --retry-failed locked
for file in locked/*; do
	has err "$file: lỗi: có mật khẩu, không mở được"
done

# Office documents of one file; other XML is no page.
mkdir flat
xml='<?xml version="1.0" encoding="UTF-8"?>'
cat >flat/a.fodt <<XML
$xml<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="t" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><title>x</title></office:meta>
<office:master-styles><text:p>mọi trang</text:p></office:master-styles>
<office:body><text:h>Lịch trực</text:h><text:p>tổ bảo vệ goodone</text:p></office:body>
</office:document>
XML
cat >flat/b.doc <<XML
$xml<?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">
<w:body><w:p><w:r><w:t>tổ cây xanh goodtwo</w:t></w:r></w:p>
<w:hdr><w:p><w:r><w:t>mọi trang</w:t></w:r></w:p></w:hdr></w:body></w:wordDocument>
XML
cat >flat/c.xls <<XML
$xml<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="s">
<Worksheet ss:Name="Quý I"><Table><Row><Cell><Data>than</Data></Cell>
<Cell><Data>goodthree</Data></Cell></Row></Table></Worksheet></Workbook>
XML
echo "$xml<sitemap><title>không phải trang</title></sitemap>" >flat/d.xml
index 0 -d flat.db flat
totals '3 added, 0 changed, 0 removed, 0 unchanged, 1 skipped'
for good in one two three; do counts 1 -d flat.db "good$good"; done
counts 0 -d flat.db '"mọi trang"'
run 0 tracuu -d flat.db --show flat/c.xls
has out 'than | goodthree'

# Broken ones: cut in half, or nothing but the beginning.
mkdir broken
for file in "$files"/*; do
	name=$(basename "$file")
	size=$(wc -c <"$file")
	head -c $((size / 2)) "$file" >"broken/half-$name"
	head -c 100 "$file" >"broken/begun-$name"
done
echo 'còn một tệp lành goodone' >broken/good.txt
index 1 -d z.db --report r.jsonl broken
counts 1 -d z.db goodone
valid_json r.jsonl
for file in broken/*; do
	has r.jsonl "$(basename "$file")"
done
is 14 "$(grep -c '"fate":"failed"' r.jsonl | awk '{ print $1 < 14 ? $1 : 14 }')" \
	'failures at least'
lacks err 'crashed'

# Letters, and pages saved as letters.
found thu-gop-y.eml bắp cải luộc
found 'thu-gop-y.eml!/thuc-don.txt' cá kho dứa
found trang-luu.mht đõ ong vườn nhãn
counts 0 -d x.db '"trang chủ"'

# A letter that is passed on in another is a document of its own.
mkdir mail
cat >mail/a.eml <<'MAIL'
From: a@example.vn
To: b@example.vn
Subject: Fwd: goodouter
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

gửi lại thư cũ
--x
Content-Type: message/rfc822

From: c@example.vn
To: a@example.vn
Subject: Thư số 5/2024
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

nội dung goodinner
--x--
MAIL
index 0 -d m.db mail
totals '2 added'
is 'mail/a.eml' "$(ids -d m.db goodouter)" 'the letter'
is 'mail/a.eml!/Thư%20số%205-2024.eml' "$(ids -d m.db goodinner)" \
	'the letter in it'

# An archive of nothing.
mkdir none
printf 'PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >none/none.zip
index 3 -d n.db none
has err 'none.zip: failed: an archive of no files'

# Pages in encodings of other countries, and Vietnamese ones that declare these.
mkdir zh
zh() {
	printf '<html><head><meta http-equiv="Content-Type" content="text/html; '
	printf 'charset=%s"></head><body><p>%s</p></body></html>' "$1" "$2"
}
zh gb2312 '越南 北江省 goodone' | iconv -f UTF-8 -t GB2312 >zh/a.html
zh "'Big5'" '北江省 太原省 goodtwo' | iconv -f UTF-8 -t BIG5 >zh/b.html
zh gb2312 'Khu công nghiệp Sông Công goodthree' >zh/c.html
printf '<meta charset=gb2312><p>%s' 'khu công nghiệp phải được thẩm định và phê duyệt
trước khi trình ủy ban nhân dân tỉnh xem xét, quyết định việc đầu tư' |
	iconv -f UTF-8 -t TCVN-5712 >zh/d.html
index 0 -d zh.db zh
lacks err 'Windows-1252'
counts 1 -d zh.db '越南'
counts 1 -d zh.db '太原'
counts 2 -d zh.db 'công nghiệp'

# Pages that do not want to be found, or not all of them.
mkdir site
page() {
	printf '<html><head><meta name="%s" content="%s"></head><body>%s</body>' \
		"$2" "$3" "<p>trang $4 <!-- noindex -->giấu kín<!--/noindex--> hết" \
		>"site/$1.html"
}
page a robots 'index, follow' goodone
page b robots index goodtwo
page c Robots 'NOINDEX,nofollow' goodthree
page d author 'noindex' goodfour
index 0 -d s.db site
has err 'c.html: skipped: it asks not to be indexed'
counts 1 -d s.db goodone
counts 1 -d s.db goodfour
counts 0 -d s.db goodthree
counts 0 -d s.db '"giấu kín"'
page b robots none goodtwo
index 0 -d s.db site
totals '1 removed'
counts 0 -d s.db goodtwo
