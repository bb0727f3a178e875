# SPDX-License-Identifier: GPL-2.0-or-later
# Operators and fields: what they find, how the answer says it was read, and
# that the tables of tracuu-syntax(7) are those of tests/data/syntax.tsv.
. "$ROOT/tests/cli/lib/cli.sh"

# The rows as mdoc, each word kept from being a macro.
awk -F '\t' '
	function plain(s) {
		gsub(/"/, "\\(dq", s)
		gsub(/-/, "\\-", s)
		return s
	}
	/^#/ { next }
	NF == 1 {
		if (open)
			print ".El"
		printf ".Ss %s\n.Bl -tag -width Ds\n", $1
		open = 1
		next
	}
	{
		words = "\\\&" plain($1)
		gsub(/ /, " \\\\\\&", words)
		printf ".It Li %s\n%s\n", words, plain($3)
		if ($2 != $1)
			printf ".br\nRead as\n.Li \\&%s\n", plain($2)
	}
	END { print ".El" }
' "$ROOT/tests/data/syntax.tsv" >table
sed -n '/^\.\\" table$/,/^\.\\" end$/p' "$ROOT/man/tracuu-syntax.7" |
	sed '1d; $d' >shown
diff -u table shown || fail "man/tracuu-syntax.7 has other tables"

db=x.db
{
	feed a 'thuê đất ở' '"title":"Về đất","type":"Nghị quyết","date":"2020-06-29","number":"12/2020/NQ-HĐND","issuer":"Công an tỉnh"'
	feed b 'giao đất rừng' '"title":"Giao rừng","type":"Quyết định","date":"2021-02-01","number":"12/QĐ-UBND","issuer":"Ủy ban nhân dân"'
	feed c 'mượn đất rừng biển' '"title":"Về biển","type":"Nghị quyết liên tịch","signer":"Nguyễn Văn A"'
	feed d 'thuê nhà' '"title":"Thuê nhà nghỉ","type":"Báo cáo","date":"2025-01-31","term":"2020-2025","field":"Y tế"'
	feed e 'nghiệp nghiêm nghị'
} >f.jsonl
index 0 -d $db f.jsonl
# finds IDS ARGUMENT...
finds() {
	finds_want=$1
	shift
	is "$finds_want" "$(tracuu -d $db --format trec "$@" | cut -d ' ' -f 3 |
		sort | tr '\n' ' ' | sed 's/ $//')" "$*"
	# A count is of the same documents.
	is "$(echo "$finds_want" | wc -w | tr -d ' ')" \
		"$(tracuu -d $db --count "$@" | sed 's/about //')" "count of $*"
}
finds 'a b' 'thuê đất OR giao đất'
finds 'a b c' '(thuê OR giao OR mượn) đất'
finds 'a d' 'thuê OR xyzzy'
finds a 'thuê -(nhà OR mượn)'
finds 'a c' -- 'đất -(giao rừng)'
finds '' -- 'thuê -thuê'
finds 'a d' -- 'thuê OR -(đất OR nghiệp) -giao'
finds 'c e' 'mượn OR nghiê*'
finds 'a c d e' 'ngh*'
finds e 'nghiê*'
finds a 'tieu_de:đất'
finds 'a c' 'tiêu đề:về'
finds a 'tieu_de:"về đất"'
finds '' 'tieu_de:"đất về"'
finds d 'tieu_de:ngh*'
finds 'b c' -- 'đất -tieu_de:đất'
finds a 'loai:"nghị quyết"'
finds 'a b' 'loai:(nghi_quyet OR quyet_dinh)'
finds c 'loai:"liên tịch"'
finds 'b c d e' -- '-loai:nghi_quyet'
finds 'a b' 'so:12'
finds a 'số:012/2020/NQ-HDND'
finds a 'so:12/2020'
finds '' 'so:1'
finds a 'co_quan:"công an"'
finds b 'cơ quan:ủy_ban'
finds c 'nguoi_ky:"nguyen van a"'
finds d 'nhiệm kỳ:2020-2025'
finds d 'nhiem_ky:2025'
finds d 'field:"y tế"'
finds a 'ngày:29/6/2020'
finds 'a b' 'ngay:2020..2021'
finds 'a b' 'ngày:từ 6/2020 đến 2021'
finds d 'ngày:quý I/2025'
finds 'b d' 'ngay:2021..'
finds b 'đất năm:2021'
finds b 'đất ngay:(2021 OR 2025)'
# What is no syntax is words.
finds 'a d' 'thuê OR'
finds 'a b c' 'Điều: đất ở'

# How it was read: in text where it was typed otherwise, in JSON always.
run 0 tracuu -d $db 'thuê HOẶC mượn'
has out 'Read as: thuê OR mượn'
run 0 tracuu -d $db 'thuê OR mượn'
lacks out 'Read as'
run 0 tracuu -d $db --format json 'thuê OR mượn'
has out '"reading":"thuê OR mượn"'
run 0 tracuu -d $db --format json 'thuê mượn'
lacks out '"reading"'
run 0 tracuu -d $db --explain 'ngh* tieu_de:đất'
has out 'read as ngh* tieu_de:đất'
has out 'prefix  ngh:'
has out 'title   dat:'
run 0 tracuu -d $db 'thuê NEAR/999 đất'
has out 'Note: NEAR/999: the distance is 100 words at most'
LC_ALL=C.UTF-8 LANGUAGE=vi run 0 tracuu -d $db 'thuê NEAR/999 đất'
has out 'Lưu ý: NEAR/999: khoảng cách nhiều nhất là 100 từ'
run 1 tracuu -d $db --format json 'thuê NEAR/999 đất NEAR/888 nhà'
has out '"notes":["NEAR/999: the distance is 100 words at most","NEAR/888:'

# Each row of the table, by the program.
grep -v '^#' "$ROOT/tests/data/syntax.tsv" | grep '	' |
	while IFS='	' read -r typed reading _; do
		tracuu -d $db --format json -- "$typed" >out || [ $? -eq 1 ]
		grep -q '"reading"' out || continue
		has out "\"reading\":\"$(echo "$reading" | sed 's/"/\\"/g')\""
	done
