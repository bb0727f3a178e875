# SPDX-License-Identifier: GPL-2.0-or-later
# Queries as people type them: without marks, with half of them, with the input
# method off. What was made of them is said, and can be switched off.
. "$ROOT/tests/cli/lib/cli.sh"

{
	feed a 'Đại hội Đảng bộ các khu công nghiệp tỉnh Thái Nguyên'
	feed b 'Giải phóng mặt bằng khu công nghiệp Điềm Thụy'
	feed c 'Nghị quyết của đại hội về giải phóng mặt bằng'
	feed d 'phòng họp, phong trào, bảng giá, bằng cấp, mắt, giai đoạn'
	feed e 'xin visa tại web box, đo khí co2 và FDI ở KCN'
	feed f 'dai hoi, van ban go khong dau'
	feed g 'tổng số dự án; đường đất; phong trao'
} >f.jsonl
db=x.db
index 0 -d $db f.jsonl

# suggests WANTED QUERY: "" is no suggestion.
suggests() {
	run 0 tracuu -d $db -- "$2"
	is "$1" "$(sed -n 's/^Có phải bạn muốn tìm: //p' out)" "$2"
}
suggests 'giải phóng mặt bằng' 'giai phong mat bang'
suggests 'GIẢI PHÓNG Mặt bằng' 'GIAI PHONG Mat bang'
suggests 'khu công nghiệp Điềm Thụy' 'khu cong nghiep Diem Thuy'
suggests 'nghị quyết' 'nghị quyêt'
suggests 'nghị quyết, "đại hội"' 'nghi quyet, "dai hoi"'
suggests '' 'giải phóng mặt bằng'
suggests '' 'khu'
suggests '' 'co2'
suggests '' 'web FDI'
run 0 tracuu -d $db --format json 'giai phong mat bang'
has out '"suggestion":"giải phóng mặt bằng"'
lacks out '"typed"'
# The spelling that is meant comes first, and others are found as well.
is b "$(ids -d $db -n 1 'mat bang khu')" 'mat bang khu'
is d "$(ids -d $db -n 1 'phong hop')" 'phong hop'
is 'a c f' "$(ids -d $db 'dai hoi' | tr ' ' '\n' | sort | tr '\n' ' ' |
	sed 's/ $//')" 'dai hoi'

# reads WANTED QUERY: "" is as it was typed.
reads() {
	tracuu -d $db -- "$2" >out || :
	is "$1" "$(sed -n 's/^Đang hiển thị kết quả cho: //p' out)" "$2"
}
reads 'đại hội đảng bộ' 'ddaij hooij ddangr booj'
reads 'đại hội' 'd9ai5 ho65i'
reads 'đại hội' 'dda.i ho^.i'
reads 'tổng số' 'toogrn soos'
reads 'khu công nghiệp' 'khu coong nghieepj'
reads 'giải phóng mặt bằng' 'giair phongs mawtj bawngf'
reads '"giải phóng" -nghị' '"giair phongs" -nghij'
for query in 'đại hội' 'dai hoi' box web visa co2 FDI KCN 'visa box' 'khí co2' \
	'TP.HCM' 'khu là gì?' 'o'\''clock' 12/2020/NQ-HĐND; do
	reads '' "$query"
done
# Slips: a letter dropped, one too many, two that changed places.
reads 'khu cong nghiệp' 'khu cogn nghiệp'
reads 'khu công nghiệp' 'khu côngg nghiệp'
reads 'khu công nghiệp' 'khu công nghệp'
reads 'giai phong mat bang' 'giai phogn mat bang'
reads '' 'UBNND tỉnh'
reads '' '"khu cogn"'
reads '' 'zzzz yyyy'
reads '' 'phòng họp'
run 0 tracuu -d $db --format json 'ddaij hooij'
has out '"query":"đại hội"'
has out '"typed":"ddaij hooij"'
run 1 tracuu -d $db --literal 'ddaij hooij'
lacks out 'Đang hiển thị'

# A slip in a document is found under what was meant, and as it was typed.
{
	feed g 'tổng số dự án'
	feed h 'Đến nay toogrn số 178 dự án'
	feed i 'the roots of all three'
} >slips.jsonl
index 0 -d y.db slips.jsonl
is 'g h' "$(ids -d y.db 'tổng số dự án')" 'tổng số'
is 'g h' "$(ids -d y.db '"tổng số"')" 'phrase'
is h "$(ids -d y.db '"nay tổng"')" 'pair with the word before'
is h "$(ids -d y.db --literal toogrn)" 'literal'
counts 0 -d y.db rốt

# --explain names the words, their spellings, and what Xapian was asked.
run 0 tracuu -d $db --explain 'ddaij hooij KCN'
has out 'typed   ddaij hooij KCN'
has out 'word    dai: đại 2*'
has out 'pair    dai hoi: đại hội 2*'
has out 'also    KCN = khu công nghiệp (table)'
has out 'rung    all words'
has out 'xapian  Query('
run 0 tracuu -d $db --explain --no-abbreviations KCN
lacks out 'also '
run 0 tracuu -d $db --explain --format json 'số 12/2020/NQ-HĐND hội'
has out '"first   the document numbered 12/2020/nq-hdnd"'
valid_json out
