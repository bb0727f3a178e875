# SPDX-License-Identifier: GPL-2.0-or-later
# What a site puts on each of its pages is learned from them, and not searched.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
# own N: a word of its own, of letters
own() {
	echo "own$1" | tr 0-9 bcdfghklmz
}

words='một hai ba bốn năm sáu bảy tám chín mười'

# page N FILE: a page of news with a header, a footer that is glued to its last
# sentence, and a text of its own
page() {
	set -- "$1" "$2" "$(echo "$words" | cut -d ' ' -f $(($1 % 10 + 1)))"
	cat >"$2" <<-HTML
		<html><body><div>Chuyên trang truyền thông headword</div>
		<h1>Tin thứ $1 của nhà máy $3</h1>
		<p>29-06-2020 17:00</p>
		<p>Nội dung riêng $(own "$1") của tin. Công nhân thi kéo co lần $1.</p>
		<p>Cuối cùng là lời kết $(own "$1")q của bài.TRUNG TÂM LIÊN LẠC footword</p>
		<p>Chịu trách nhiệm: tổ biên tập footline</p>
		<p>Chia sẻ</p>
		<p>Người viết: Nguyễn Thị Authorword</p></body></html>
	HTML
}

# official N FILE: an administrative document as a page
official() {
	cat >"$2" <<-HTML
		<html><body><p>HỘI ĐỒNG NHÂN DÂN<br>TỈNH THÁI NGUYÊN</p>
		<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</p>
		<p>Số: $1/2020/NQ-HĐND</p><p>Thái Nguyên, ngày 5 tháng 3 năm 2020</p>
		<p>NGHỊ QUYẾT</p><p>Về việc thứ $1</p>
		<p>Căn cứ Luật Tổ chức chính quyền địa phương baseword;</p>
		<p>Điều 1. Nội dung r$(own "$1").</p>
		<p>Nghị quyết này có hiệu lực từ ngày ký endword.</p>
		<p>Chịu trách nhiệm: tổ biên tập footline</p></body></html>
	HTML
}

mkdir site
for i in $(seq 1 30); do page "$i" "site/p$i.html"; done
for i in $(seq 1 15); do official "$i" "site/v$i.html"; done
index 0 -d $db site
totals '45 added'
lacks err 'made anew'

# Glued, a line, and in official pages as well.
for query in footword '"liên lạc"' footline 'biên tập' '"chia sẻ"'; do
	counts 0 -d $db "$query"
done
# What pages of their own have stays, and so does what recurs in documents.
for i in 1 7 30; do
	counts 1 -d $db "$(own "$i")"
	counts 1 -d $db "$(own "$i")q"
	is "site/p$i.html" "$(ids -d $db "$(own "$i")")" "page $i"
done
counts 1 -d $db "r$(own 3)"
counts 15 -d $db baseword
counts 15 -d $db endword
run 0 tracuu -d $db --count '"Nghị quyết này có hiệu lực"'
counts 30 -d $db authorword
# It is stored, where it stands, but no snippet shows it.
run 0 tracuu -d $db --show site/p7.html
has out footline
run 0 tracuu -d $db "lời kết $(own 7)q"
has out "$(own 7)q"
lacks out footword

# Whatever the number of processes, and built in one go or bit by bit.
dump() {
	tracuu -d "$1" --format jsonl -n 100 "$2" | sed 's/"score":[^,]*,//' >"$3"
}
index 0 -d j1.db -j 1 site
index 0 -d j3.db -j 3 site
mkdir kept && mv site/p1?.html site/v?.html kept
mkdir -p part/site && cp site/*.html part/site
mkdir all && cp site/*.html kept/*.html all
(
	cd part
	index 0 -d ../bits.db site
	cp ../kept/*.html site
	index 0 -d ../bits.db site
	cp err ../err
)
cp kept/*.html site
for query in 'nhà máy' 'tin thứ' footline chia trung tâm; do
	dump j1.db "$query" want
	for other in $db j3.db bits.db; do
		dump $other "$query" got
		cmp -s want got || fail "$query: $other differs"
	done
done

# A block becomes furniture when it recurs, without any file being read again ...
mkdir grow
for i in $(seq 1 9); do page "$i" "grow/p$i.html"; done
index 0 -d g.db grow
counts 9 -d g.db footline # nine are few
page 10 grow/p10.html
index 0 -d g.db grow
totals '1 added, 0 changed, 0 removed, 9 unchanged'
has err '9 page(s) made anew'
counts 0 -d g.db footline
counts 0 -d g.db footword
counts 1 -d g.db "$(own 3)"
index 0 -d g.db grow
totals '0 added, 0 changed, 0 removed, 10 unchanged'
lacks err 'made anew'
index 0 -d g.db --check grow
# ... and text again when it does not.
rm grow/p10.html
index 0 -d g.db grow
has err '9 page(s) made anew'
counts 9 -d g.db footline
# A fifth of the pages, at least.
for i in $(seq 11 60); do
	echo "<html><body><h1>Bài $i</h1><p>riêng $(own "$i")</p></body></html>" \
		>"grow/q$i.html"
done
page 10 grow/p10.html
page 9 grow/p9.html
index 0 -d g.db grow
counts 10 -d g.db footline # of 60 pages
page 11 grow/q11.html
page 12 grow/q12.html
index 0 -d g.db grow
totals '0 added, 2 changed'
has err '10 page(s) made anew'
counts 0 -d g.db footline # 12 of 60

# Pages of feeds are pages, too, and the last record of an id stands.
for i in $(seq 1 12); do
	printf '{"id":"f%s","html":"<p>Bản tin riêng %s</p><p>Đường dây nóng feedfoot</p>"}\n' \
		"$i" "$(own "$i")"
done >feed.jsonl
printf '{"id":"f1","html":"<p>Bản tin khác changedb</p><p>Đường dây nóng feedfoot</p>"}\n' \
	>>feed.jsonl
printf '{"id":"f2","deleted":true}\n{"id":"f3","text":"văn bản thường plainword"}\n' \
	>>feed.jsonl
index 0 -d f.db feed.jsonl
counts 0 -d f.db feedfoot
counts 0 -d f.db "$(own 1)"
counts 1 -d f.db changedb
counts 0 -d f.db "$(own 2)"
counts 0 -d f.db "$(own 3)"
counts 1 -d f.db plainword
counts 11 -d f.db ''
