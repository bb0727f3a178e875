# SPDX-License-Identifier: GPL-2.0-or-later
# Quotes and minus signs.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
{
	feed a 'đại hội đảng bộ các khu công nghiệp'
	feed b 'hội đảng đại bộ'
	feed c 'đại biểu dự hội nghị đảng bộ'
	feed d 'đai hoi không dấu'
	feed e 'khu công viên và nhà máy nghiệp vụ'
	feed f 'Theo Nghị quyết số 12/2020/NQ-HĐND ngày 29/6/2020'
	feed g "$(printf 'xuống\\ndòng')"
	feed h 'Hết câu. Sang câu'
	feed i 'công nghiệp nặng, khu công viên, khu dân cư' '"title":"Về công viên"'
	feed j 'quỹ đất, đất đai' '"title":"Quỹ đất công"'
} >f.jsonl
index 0 -d $db f.jsonl
# finds IDS ARGUMENT...
finds() {
	finds_want=$1
	shift
	is "$finds_want" "$(tracuu -d $db --format trec "$@" | cut -d ' ' -f 3 |
		sort | tr '\n' ' ' | sed 's/ $//')" "$*"
}
finds 'a d' '"đại hội"' # so few that marks are let go
finds a --exact '"đại hội"'
finds a '"đại hội đảng bộ"'
finds 'a d' '"dai hoi"'
finds 'a d' '“đại hội”'
finds a '"khu công nghiệp"'
finds '' '"nghiệp công khu"'
finds 'a c' '"đảng bộ"'
finds b '"hội đảng đại"'
finds a '"đại hội" "công nghiệp"'
finds g '"xuống dòng"'
finds f '"nghị quyết số 12/2020/NQ-HĐND"'
finds '' '"câu sang"'
# A phrase and words: the phrase must be there.
finds 'a d' '"đại hội" khu'
finds '' '"đại hội" xyzzy "không có"'
# Pairs would take i for a; what is stored tells.
finds '' '"công nghiệp khu công viên"'
finds i '"công nghiệp nặng"'
finds i '"khu công viên, khu dân cư"'
finds '' '"khu công viên khu dân cư"'
finds '' '"viên khu công"'
finds j '"quỹ đất, đất đai"'
finds i 'tieu_de:"về công viên"'
finds '' 'tieu_de:"khu công viên"'
finds a -- '"khu công nghiệp" OR "đại hội đảng đại"'
finds 'a i' '"các khu công nghiệp" OR "công nghiệp nặng, khu"'
finds 'a e' 'khu -"khu công viên, khu"'
# Near one another: both ways, so many words between, in one text.
finds e 'khu NEAR/6 vụ'
finds e 'vụ NEAR/7 khu'
finds '' 'khu NEAR/5 vụ'
finds 'a i' 'khu NEAR/2 "công nghiệp"'
finds a 'khu NEAR/0 "công nghiệp"'
finds a 'đại NEAR/1 đảng NEAR/4 khu'
finds '' 'đại NEAR/0 đảng NEAR/4 khu'
finds 'e i' 'ngh* NEAR/9 viên'
finds 'a e' 'khu -(nặng NEAR/1 khu)'
finds i 'tieu_de:(về NEAR/1 viên)'
# Unwanted words and phrases.
finds 'b c' -- '"đảng" -khu'
finds c -- '"đảng" -khu -"hội đảng đại"'
finds c -- '"đảng" -"khu công nghiệp" -"hội đảng đại"'
finds c -- '"đảng" -"hội đảng đại" -khu'
finds 'b c d e f g h i j' -- '-"đại hội"'
finds 'e f g h i j' -- -hoi
finds 'b c' -- 'đảng -"khu công nghiệp"'
# No phrases after all.
run 0 tracuu -d $db '"đại hội'
run 0 tracuu -d $db '""'
run 0 tracuu -d $db -- '- đại'
# A hyphen in a word leaves nothing out.
finds 'a b c d' 'đại-hội'
finds 'a b c d' 'đại –hội'
finds 'b c d' -- 'hội -khu'
finds 'b c d' -- 'hội (-khu'

# What a number with a slash is depends on its neighbours: a phrase is what
# stands there.
db=days.db
{
	feed a 'phòng, chống ma túy - 26/6 năm 2022 tại tỉnh'
	feed b 'phòng, chống ma túy - 26/6 tại tỉnh'
	feed c 'phòng, chống ma túy - 26/6/2022 tại tỉnh'
	feed d 'phòng, chống ma túy 27/6; giai đoạn từ 2016 - 2020'
	feed e 'ngày 29 tháng 6 năm 2020; theo 12/2020/NQ-HĐND năm 2020'
} >days.jsonl
index 0 -d $db days.jsonl
finds 'a b c' '"ma túy - 26/6"'
finds 'a b c' '"chống ma tuy 26/6"'
finds d '"ma túy 27/06"'
finds a '"ma túy 26/6 năm 2022"'
finds c '"ma túy - 26/06/2022"'
finds b '"26/6 tại"'
finds '' '"ma túy 28/6"'
finds '' '"ma túy 6/2022"'
finds d '"từ 2016-2020"'
finds '' '"từ 2016 2020"'
finds e '"6 năm 2020"'
finds e '"12/2020/NQ-HĐND năm 2020"'
finds '' '"12/2020 năm 2020"'
finds d 'túy NEAR/2 2016-2020 OR túy NEAR/5 2016-2020'
finds '' 'túy NEAR/3 2016-2020'
finds d 'túy NEAR/4 2016-2020'

# Where too many documents have the parts of a day, those with it as a whole are
# looked into.
{
	feed a 'từ ngày 1/1 năm 2016'
	awk 'BEGIN { for (i = 0; i < 21000; i++)
		printf "{\"id\":\"n%d\",\"text\":\"ngày 1, điều %d\"}\n", i, i }'
} >many.jsonl
db=many.db
index 0 -d $db many.jsonl
run 0 tracuu -d $db '"từ ngày 1/1 năm"'
lacks out about
counts 1 -d $db '"ngày 1/1 năm"'
