# SPDX-License-Identifier: GPL-2.0-or-later
# A document's own number, typed in any way, comes first; of several with the
# same number all come first, and the date tells them apart.
. "$ROOT/tests/cli/lib/cli.sh"

# numbered ID NUMBER DATE TEXT
numbered() {
	feed "$1" "$4" "\"number\":\"$2\",\"date\":\"$3\""
}
{
	numbered a 1977/QĐ-UBND 2021-08-09 'phê duyệt dự toán'
	numbered b 1977/QĐ-UBND 2019-08-09 'phê duyệt dự toán khu công nghiệp'
	numbered c '1600 /QÐ-UBND' 2020-01-02 'về nhân sự'
	numbered d 05-NQ/TU 2020-06-29 'nghị quyết của tỉnh ủy'
	numbered e 0088/TB-BQL 2013-07-09 'thông báo kết luận'
	for i in 1 2 3 4 5 6 7 8 9; do
		numbered "x$i" "7$i/KH-UBND" 2022-01-0$i \
			'Theo 1977/QĐ-UBND, 1600/QĐ-UBND, 05-NQ/TU, 88/TB-BQL'
	done
} >f.jsonl
db=x.db
index 0 -d $db f.jsonl

# first N IDS QUERY: the first so many results, in the order of their ids.
first() {
	is "$2" "$(ids -d $db -n "$1" -- "$3" | tr ' ' '\n' | sort |
		tr '\n' ' ' | sed 's/ $//')" "$3"
}
for query in 1977/QĐ-UBND 1977/QD-UBND '1977 / QĐ-UBND' 1977-QĐ-UBND \
	'1977 -QĐ-UBND' 1977/qđ-ubnd 'quyết định 1977/qd-ubnd' 01977/QĐ-UBND; do
	first 2 'a b' "$query"
done
first 1 a '1977/QĐ-UBND ngày 9/8/2021'
first 1 b '1977/QĐ-UBND ngày 9/8/2019'
first 1 b '1977/QĐ-UBND ngày 09 tháng 8 năm 2019'
first 2 'a b' '1977/QĐ-UBND ngày 1/1/2001'
# What amends the decision of the year is nearer than that of another year.
{
	numbered a 12/QĐ-BQL 2018-03-05 'thành lập tổ công tác'
	numbered b 12/QĐ-BQL 2020-03-05 'khen thưởng, theo Luật năm 2018'
	feed c 'Thay Quyết định 12/QĐ-BQL năm 2018, 12/QĐ-BQL hết hiệu lực'
	feed d 'Báo cáo công tác năm 2018'
} >years.jsonl
index 0 -d y.db years.jsonl
is 'a c b d' "$(ids -d y.db '12/QĐ-BQL năm 2018')" 'of that year'
is 'a b' "$(ids -d y.db -n 2 '12/QĐ-BQL năm 2019' | tr ' ' '\n' | sort |
	tr '\n' ' ' | sed 's/ $//')" 'of no such year'
for query in 1600/QĐ-UBND 1600/QÐ-UBND 1600-QD-UBND '1600 /qd-ubnd'; do
	first 1 c "$query"
done
first 1 d 05-NQ/TU
first 1 d 5-nq/tu
first 1 e 88/TB-BQL
# A minus sign before a word still leaves it out.
run 0 tracuu -d $db -- 'phê duyệt -khu'
is a "$(ids -d $db -- 'phê duyệt -khu')" 'excluded'

# Numbers that are no words to the analyser only because documents have them,
# however they are typed; of two of one number that which is written so.
{
	numbered a 20/NQ-HĐND8 2015-09-29 'chủ trương đầu tư'
	numbered b 4423/UBND-XPVPHC 2021-09-04 'phương án đi lại'
	numbered c 157/TB-UBND 2021-06-07 'tạm dừng tiếp dân'
	numbered d 157/TB_UBND 2015-08-18 'kết luận họp về tb ubnd 157/TB-UBND'
	numbered e '1722/UBND -KTN' 2015-06-02 'sử dụng điện'
	numbered f 5-DA/ĐU 2022-01-03 'đề án'
	numbered g 530/QĐ-UBND 2022-01-03 'thủ tục mới'
	numbered h 530/QĐ-UBND 2022-03-01 'về việc công bố thủ tục mới'
	numbered j 77-BĐH-XPVPHC 2022-03-01 'bản đồ'
	feed i 'Mua 5 da du lịch'
	for i in 1 2 3 4 5 6 7 8 9 10 11; do
		feed "x$i" "Số 20 NQ HĐND8, số 4423 UBND XPVPHC, số 157 TB UBND"
	done
} >odd.jsonl
db=odd.db
index 0 -d $db odd.jsonl
for query in 20/NQ-HĐND8 20-NQ-HĐND8 20-nq-hdnd8 '20 nq hđnd8' 20_NQ_HĐND8 \
	'20 / NQ - HĐND8' 020.NQ.HĐND8 20–NQ–HĐND8 'số 20-NQ-HĐND8' \
	'Số: 20/NQ-HĐND8' 'nghị quyết số 20-nq-hdnd8 của hội đồng'; do
	first 1 a "$query"
done
for query in 4423-UBND-XPVPHC '4423 ubnd xpvphc' 'công văn 4423-ubnd-xpvphc'; do
	first 1 b "$query"
done
for query in 157/TB-UBND 157/tb-ubnd '157 / TB-UBND' 157-tb-ubnd; do
	is 'c d' "$(ids -d $db -n 2 "$query")" "$query"
	query=$(echo "$query" | sed 's/-\([^-]*\)$/_\1/')
	is 'd c' "$(ids -d $db -n 2 "$query")" "$query"
done
first 2 'c d' 'số 157 tb ubnd'
is 'd c' "$(ids -d $db -n 2 '157/TB-UBND kết luận họp')" 'words tell, too'
for query in '1722/UBND -KTN' '1722 / UBND -KTN' '1722/ubnd -ktn' \
	1722-UBND-KTN '1722-UBND -KTN'; do
	first 1 e "$query"
done
for query in 77/BĐH-XPVPHC 77-bdh-xpvphc so:77/BĐH-XPVPHC; do
	first 1 j "$query"
done
is j "$(ids -d $db --number 77-bđh-xpvphc '')" 'the filter'
first 1 i '5 da du'
first 1 f '5-da-du'
first 1 g '530/QĐ-UBND ngày 03 tháng 01 năm 2022'
first 1 h '530/QĐ-UBND ngày 01 tháng 03 năm 2022'
first 1 h '530-qđ-ubnd 01/03/2022'
# Unless words are unwanted, or an operator or a filter asks for more.
first 1 g '530-qd-ubnd -"công bố"'
is h "$(ids -d $db '530-qd-ubnd "công bố"')" 'a phrase'
first 1 h '530-qd-ubnd ngay:2022-02-01..2022-12-31'

# Of a number only the beginning, behind a type or "số", and nothing else.
{
	numbered a 12/QĐ-BQL 2018-01-22 'thành lập tổ'
	numbered b 12/2020/QĐ-BQL 2020-03-05 'khen thưởng'
	numbered c 12-NQ/ĐU 2020-06-29 'văn bản đại hội'
	numbered d 120/QĐ-BQL 2020-06-29 'số 12, quyết định số 12'
	numbered e 12/BQL-QLĐT 2021-06-29 'đôn đốc'
	for i in 1 2 3 4 5 6 7 8 9 10 11; do
		feed "x$i" "Quyết định số 12 ngày 12/12/2012, công văn số 12, bão số 3"
	done
} >begun.jsonl
db=begun.db
index 0 -d $db begun.jsonl
first 4 'a b c e' 'số 12'
first 4 'a b c e' 'Số: 12'
first 4 'a b c e' 'văn bản số 12'
for query in 'quyết định số 12' 'quyet dinh so 12' 'Quyết định 12'; do
	first 2 'a b' "$query"
done
first 1 a 'quyết định số 12 năm 2018'
first 1 b 'quyết định số 12 ngày 5/3/2020'
first 1 b 'số 12/2020'
first 1 c 'nghị quyết số 12'
first 1 e 'công văn số 12'
# What is no number of a document stays what it is.
for query in 'bão số 12' 'số 12 về đôn đốc' 'so:12 quyết định' '"số 12"' \
	'quyết định số 12 -tổ' '12 quyết định' 'quyết định số 12 tháng'; do
	run 0 tracuu -d $db --explain -n 1 -- "$query"
	lacks out 'first '
done

# A title that is the query, and more than the number in it, is a name: it goes
# before that number. Abbreviations in numbers are themselves there.
{
	feed a 'chuyển mục đích' \
		'"number":"509/QĐ-UBND","date":"2020-02-22","title":"Về đất"'
	feed b 'sai ngày' '"title":"Đính chính quyết định số 509/QĐ-UBND ngày 22/02/2020 của UBND tỉnh, bổ sung bộ phận"'
	for i in 1 2 3; do
		feed "x$i" 'quyết định (QĐ), ủy ban nhân dân (UBND), bổ sung, bộ phận'
	done
} >names.jsonl
db=names.db
index 0 -d $db names.jsonl
title='Đính chính quyết định số 509/QĐ-UBND ngày 22/02/2020 của UBND tỉnh, bổ sung bộ phận'
first 1 b "$title"
first 1 b 'ĐÍNH CHÍNH QUYẾT ĐỊNH SỐ 509/QĐ-UBND NGÀY 22/02/2020 CỦA UBND TỈNH, BỔ SUNG BỘ PHẬN'
first 1 b 'dinh chinh quyet dinh so 509/qd-ubnd ngay 22/02/2020 cua ubnd tinh, bo sung bo phan'
first 1 a 'quyết định số 509/QĐ-UBND ngày 22/02/2020'
first 1 a '509/QĐ-UBND của UBND tỉnh'

# Who types a number that no document has is told so, and who cites it.
{
	numbered a 168/2017/NĐ-CP 2017-12-31 'du lịch'
	numbered b 168/2018/NĐ-CP 2018-12-28 'quốc phòng'
	numbered c 20/2021/QĐ-UBND 2021-05-05 'theo 100/2019/NĐ-CP và 7/2020/TT-BTC'
	numbered d 12/KH-UBND 2021-05-05 'theo Nghị định 100/2019/NĐ-CP, điện áp 220/380'
} >cited.jsonl
db=cited.db
index 0 -d $db cited.jsonl

# notes NOTES ARGUMENT...: what an answer notes, each ended by a point
notes() {
	notes_want=$1
	shift
	tracuu -d $db "$@" >out 2>err || :
	is "$notes_want" "$(sed -n 's/^Note: \(.*\)/\1./p' out | tr '\n' ' ' |
		sed 's/ $//')" "notes of $*"
}
no='No document has the number'
part='what is found matches only in part'
notes "$no 168/2024/NĐ-CP." 168/2024/NĐ-CP
notes "$no 168/2024: $part." 'nghi dinh 168/2024'
notes "$no 168/2024: $part." 'nghị định 168/2024 về giao thông, du lịch'
notes "$no 99/2024." 99/2024
notes "$no 99/2024." so:99/2024
notes "$no 100/2019/nd-cp; 2 cite it." 'nghi dinh 100/2019/nd-cp'
notes "$no 100/2019; 2 cite it." 'nghị định 100/2019'
notes "$no 7/2020/TT-BTC; 1 cites it." 7/2020/TT-BTC
notes "$no 8/2020/TT-BTC: $part. $no 9/2020/TT-BTC: $part." \
	'8/2020/TT-BTC hoặc 9/2020/TT-BTC, du lịch'
notes "$no 99: $part." 'nghị định số 99'
notes 'Only documents of other types have the number 20/2021.' \
	'nghị định 20/2021'
notes 'No document with the number 168 is of that time: those of other days are shown.' \
	'nghị định số 168 năm 2024'
notes 'No document with the number 168/2017/NĐ-CP is of that time: those of other days are shown.' \
	'168/2017/NĐ-CP ngày 1/1/2020'
notes 'No document with the number 12/KH-UBND is of that time: those of other days are shown.' \
	'12/KH-UBND năm 2020'
notes '' '12/KH-UBND năm 2021'
notes 'The filters leave out the document with the number 168/2017/NĐ-CP.' \
	--year 2021 168/2017/NĐ-CP
# Nothing is said of what is there, unwanted, or no number of a document.
for query in 168/2017/NĐ-CP 'nghị định 168/2017' 'nghị định số 168' so:168 \
	'du lịch -168/2024/NĐ-CP' 'điện áp 220/381' 'nghị định 2024' \
	'tháng 6/2024' 'quyết định 99 triệu đồng' '168/2024*' 'nghị định 12/20'; do
	notes '' -- "$query"
done
notes '' --year 2017 168/2017/NĐ-CP
is 'c d' "$(ids -d $db -n 2 100/2019 | tr ' ' '\n' | sort | tr '\n' ' ' |
	sed 's/ $//')" 'who cites it'
run 1 tracuu -d $db --format json 168/2024/NĐ-CP
has out "\"notes\":[\"$no 168/2024/NĐ-CP\"]"

# A month, quarter or day is what a topic would rather have documents of.
{
	for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
		feed "m$month" 'Quyết định về tháng 6, năm 2020, quý 2' \
			"\"type\":\"Quyết định\",\"date\":\"2020-$month-15\""
	done
	feed other 'Quyết định về tháng 6, năm 2020, quý 2' \
		'"type":"Quyết định","date":"2019-06-15"'
} >months.jsonl
db=months.db
index 0 -d $db months.jsonl
for query in 'quyet dinh thang 6/2020' 'quyết định tháng 6 năm 2020' \
	'quyết định tháng sáu năm 2020' 'quyết định 15/6/2020' \
	'quyết định ngày 15 tháng 6 năm 2020'; do
	first 1 m06 "$query"
done
first 3 'm04 m05 m06' 'quyết định quý 2/2020'
is other "$(ids -d $db -n 20 'quyết định tháng 6/2020' | sed 's/.* //')" \
	'another year'

# What a note is of may be long, and is cut between letters.
long=$(printf '%080d' 0 | sed 's/0/ủ/g')
for pad in '' x xx; do
	run 1 tracuu -d $db --format json "so:$pad$long"
	has out 'No document has the number'
	valid_json out
	iconv -f UTF-8 -t UTF-8 out >/dev/null || fail 'a letter is cut'
done
