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
# Unwanted words and phrases.
finds 'b c' -- '"đảng" -khu'
finds c -- '"đảng" -khu -"hội đảng đại"'
finds c -- '"đảng" -"khu công nghiệp" -"hội đảng đại"'
finds c -- '"đảng" -"hội đảng đại" -khu'
finds 'b c d e f g h' -- '-"đại hội"'
finds 'e f g h' -- -hoi
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
