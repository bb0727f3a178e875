# SPDX-License-Identifier: GPL-2.0-or-later
# Orders and pages: dates, documents without one, ties, every document once.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
{
	feed b 'hội nghị' '"date":"2020-06-29"'
	feed a 'hội nghị' '"date":"2020-06-29"'
	feed c 'hội nghị hội nghị hội nghị' '"date":"1999"'
	feed d 'hội nghị' '"date":"2020-06-29T08:00"'
	feed e 'hội nghị'
	feed f 'hội nghị' '"date":"2021-01"'
	feed g 'hội nghị' '"date":""'
	feed h 'khác hẳn' '"date":"2022-01-01"'
} >f.jsonl
index 0 -d $db f.jsonl
is 'f d a b c e g' "$(ids -d $db --sort newest 'hội nghị')" newest
oldest=$(ids -d $db --sort oldest 'hội nghị')
case $oldest in
'c a b d f '*) ;;
'c b a d f '*) ;;
*) fail "oldest: $oldest" ;;
esac
case $oldest in
*' e g' | *' g e') ;;
*) fail "oldest, undated: $oldest" ;;
esac
is 'h f d a b c e g' "$(ids -d $db '')" 'the empty query'
is 'h f d a b c e g' "$(ids -d $db --sort relevance '')" 'without words'
# The same texts have the same scores: in the order of their ids.
rank=$(ids -d $db 'hội nghị')
is 'a b d e f g' "$(echo "$rank" | tr ' ' '\n' | grep -v c | tr '\n' ' ' |
	sed 's/ $//')" 'ties by relevance'
# Filters and orders together.
is 'd a b' "$(ids -d $db --sort newest --year 2020 'hội')" 'newest of a year'

# Few have all words: by date those that have some are not among them, as long as
# any has all.
{
	feed a 'tổng kết phong trào' '"date":"2019-01-01"'
	feed b 'tổng kết phong trào' '"date":"2018-01-01"'
	feed c 'phong trào' '"date":"2022-01-01"'
	feed d 'tong ket phong trao' '"date":"2021-01-01"'
	feed e 'tổng kết' '"date":"2023-01-01"'
} >few.jsonl
index 0 -d few.db few.jsonl
is 'a b' "$(ids -d few.db --sort newest 'tổng kết phong trào')" 'newest of few'
is 'b a' "$(ids -d few.db --sort oldest 'tổng kết phong trào')" 'oldest of few'
counts 5 -d few.db 'tổng kết phong trào'
is 'd a b' "$(ids -d few.db --sort newest 'tong ket phong trao')" unmarked
is e "$(ids -d few.db --sort newest -n 1 'tổng kết vắng')" 'none has all'

# "mới nhất" behind a topic is an order, unless it is taken literally.
{
	for year in 2012 2016 2020 2024; do
		feed "q$year" 'Quyết định về tổ chức cán bộ' "\"date\":\"$year-03-04\""
	done
	feed moi 'máy mới, cao nhất, mới nhất' '"date":"2010-01-01"'
	feed khac 'thông báo về cán bộ' '"date":"2025-01-01"'
} >newest.jsonl
index 0 -d newest.db newest.jsonl
for query in 'quyết định mới nhất' 'quyet dinh moi nhat' 'quyết định mơi nhât' \
	'quyeets ddinhj mowis nhaats' 'quyết định tổ chức cán bộ  mới nhất'; do
	is 'q2024 q2020 q2016' "$(ids -d newest.db -n 3 -- "$query")" "$query"
	run 0 tracuu -d newest.db -- "$query"
	has out 'Note: "mới nhất": newer documents go first'
	has out "As it was typed (--literal): $query"
done
is moi "$(ids -d newest.db -n 1 --literal 'quyết định mới nhất')" literally
is q2024 "$(ids -d newest.db -n 1 -- 'ngay:..2024 mới nhất')" 'a field'
for query in 'mới nhất' 'quyết định "mới nhất"' 'quyết định mới nhất năm' \
	'mới nhất quyết định' 'quyết định -mới nhất' 'quyết định mỗi nhất' \
	'quyết định mới, nhất' '(quyết định mới nhất)'; do
	tracuu -d newest.db -- "$query" >out || :
	lacks out 'newer documents'
done

# So is a time that documents do not name so.
year=$(TZ=Asia/Ho_Chi_Minh date +%Y)
{
	for i in 0 1 2 3; do
		feed "q$i" 'Báo cáo về tổ chức cán bộ' \
			"\"date\":\"$((year - i))-01-04\""
	done
	feed quy 'báo cáo quỹ này, thông tư' '"date":"2010-01-01"'
} >times.jsonl
index 0 -d times.db times.jsonl
# begins WANTED QUERY
begins() {
	set -- "$1" "$2" "$(echo "$1" | wc -w)"
	is "$1" "$(ids -d times.db -n "$3" -- "$2" | tr ' ' '\n' | sort |
		tr '\n' ' ' | sed 's/ $//')" "$2"
	run 0 tracuu -d times.db -- "$2"
	has out ': documents of that time go first'
}
begins q0 'báo cáo năm nay'
begins q1 'bao cao nam ngoai'
begins q1 'báo cáo cán bộ năm trước'
begins q1 'ai có báo cáo năm ngoái'
begins 'q1 q2' "báo cáo từ $((year - 2)) đến $((year - 1))"
begins 'q2 q3' "bao cao tu nam $((year - 3)) den nam $((year - 2))"
for query in 'năm nay' 'báo cáo "năm nay"' 'báo cáo năm' 'báo cáo quỹ này' \
	"thông tư $year" "thong tu $year" "thong tu 2019 den $year" \
	"thông tư 2019 đến $year" "báo cáo từ $year" 'báo cáo -năm nay' \
	'báo cáo năm nay và' "báo cáo năm $year" 'báo cáo nắm nay'; do
	tracuu -d times.db -- "$query" >out || :
	lacks out 'of that time go first'
done

# Pages: each document once, whatever the order and however many tie.
awk 'BEGIN { for (i = 0; i < 503; i++)
	printf "{\"id\":\"p%d\",\"text\":\"%s\",\"date\":\"%s\"}\n", i,
		i % 3 ? "trang giấy" : "trang giấy giấy giấy trắng",
		i % 5 ? 2000 + i % 7 : "" }' >p.jsonl
index 0 -d p.db p.jsonl
for order in relevance newest oldest; do
	for query in giấy 'trang giấy' ''; do
		: >pages
		offset=0
		while [ $offset -lt 520 ]; do
			tracuu -d p.db --format trec --sort $order -n 40 \
				--offset $offset "$query" >>pages || :
			offset=$((offset + 40))
		done
		is 503 "$(wc -l <pages)" "lines of pages by $order"
		is 503 "$(cut -d ' ' -f 3 pages | sort -u | wc -l)" \
			"documents of pages by $order of '$query'"
		awk '$4 != NR { exit 1 }' pages || fail "ranks by $order"
		tracuu -d p.db --format trec --sort $order -n 1000 "$query" |
			cmp -s - pages || fail "pages by $order of '$query'"
	done
done
run 1 tracuu -d p.db --offset 503 giấy
