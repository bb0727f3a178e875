# SPDX-License-Identifier: GPL-2.0-or-later
# Near duplicates are listed under the first of them; what is similar is found.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
# news NUMBER: the same news but for one number of many.
news() {
	printf 'Sáng 12/7/2018 tại trụ sở %s, lãnh đạo ban đã làm việc ' 25
	printf 'với các phòng chuyên môn về những vướng mắc trong bồi thường, '
	printf 'giải phóng mặt bằng của %s hộ dân; đến nay đã chi trả ' "$1"
	printf 'được 180 hộ với 45 tỷ đồng, còn 12 hộ chưa nhận tiền. '
	printf 'Các bên thống nhất hoàn thành trước ngày 30/9/2018.'
}
# other: as long, about something else, in part with the same words.
other() {
	printf 'Giải phóng mặt bằng là việc khó. Chiều qua đoàn thanh niên ra '
	printf 'quân trồng cây, thu gom rác thải dọc tuyến đường vào khu tái '
	printf 'định cư, tặng quà các gia đình chính sách, khám bệnh và cấp '
	printf 'thuốc miễn phí cho người cao tuổi ở hai xã, rồi giao lưu văn '
	printf 'nghệ, thể thao với bà con trong vùng đến tận đêm khuya.'
}
{
	feed goc "$(news 192)" '"title":"Tháo gỡ vướng mắc","date":"2018-07-12"'
	feed lai "$(news 192)" '"title":"Tháo gỡ vướng mắc","date":"2018-07-13"'
	feed sua "$(news 193) Tin của ban." '"title":"Gỡ vướng mắc mặt bằng"'
	feed khac "$(other)" '"title":"Đoàn thanh niên ra quân"'
	# The same words under other numbers are other documents.
	feed so1 "$(other) Quyết định." '"title":"Ra quân","number":"1/QĐ-BQL"'
	feed so2 "$(other) Quyết định." '"title":"Ra quân","number":"2/QĐ-BQL"'
	# Too short to tell.
	feed ngan1 'bồi thường mặt bằng' '"title":"Tin ngắn"'
	feed ngan2 'bồi thường mặt bằng' '"title":"Tin ngắn"'
} >f.jsonl
index 0 -d $db f.jsonl

run 0 tracuu -d $db --format json 'vướng mắc mặt bằng giải phóng hộ'
jq -r '.hits[] | [.id] + (.duplicates // []) | join(" ")' out >got
first=$(head -n 1 got)
is 'goc lai sua' "$(echo "$first" | tr ' ' '\n' | sort | tr '\n' ' ' |
	sed 's/ $//')" 'one hit with its copies'
is 1 "$(grep -cE '(goc|lai|sua)' got)" 'hits of the same news'
is true "$(jq '.total == ([.hits[] | 1 + (.duplicates // [] | length)] | add)' \
	out)" 'the total counts copies, too'

run 0 tracuu -d $db 'vướng mắc mặt bằng giải phóng hộ'
has out '2 near duplicates: '
run 0 tracuu -d $db --duplicates 'vướng mắc mặt bằng giải phóng hộ'
lacks out 'near duplicates'
for format in json jsonl trec; do
	is 3 "$(tracuu -d $db --duplicates --format $format \
		'vướng mắc mặt bằng giải phóng hộ' |
		grep -oE '(goc|lai|sua)' | sort -u | wc -l)" "hits of $format"
done

# Other numbers, other documents; but the text without a number is either's.
run 0 tracuu -d $db --format json 'ra quân quyết định'
is 2 "$(jq -r '.hits[].id' out | grep -c 'so[12]')" 'numbered documents'
run 0 tracuu -d $db --format json 'tin ngắn bồi thường'
is 2 "$(jq -r '.hits[].id' out | grep -c ngan)" 'short ones'
# Every document is every document.
is 8 "$(tracuu -d $db --format json '' | jq '.hits | length')" 'of all'

# Pages are full: forty copies come before three others.
{
	for i in $(seq 10 49); do
		feed "bản-$i" "$(news 192)" '"title":"Tin tháo gỡ vướng mắc"'
	done
	for i in 1 2 3; do
		feed "riêng-$i" "vướng mắc $i, và một vài điều khác nữa"
	done
} >g.jsonl
index 0 -d many.db g.jsonl
run 0 tracuu -d many.db --format json -n 3 'tháo gỡ vướng mắc OR "vướng mắc"'
is 3 "$(jq '.hits | length' out)" 'hits of the first page'
is 39 "$(jq '.hits[0].duplicates | length' out)" 'copies of the first'
run 0 tracuu -d many.db --format json -n 3 --offset 3 \
	'tháo gỡ vướng mắc OR "vướng mắc"'
is 1 "$(jq '.hits | length' out)" 'hits of the second page'

# What is similar, whatever it is called.
run 0 tracuu -d $db --similar goc --format json
is 'lai sua' "$(jq -r '.hits[0] | [.id] + .duplicates | join(" ")' out |
	tr ' ' '\n' | sort | tr '\n' ' ' | sed 's/ $//')" 'similar to goc'
! jq -r '.hits[].id' out | grep -q '^goc$' || fail 'it is not similar to itself'
run 0 tracuu -d $db --similar khac --format trec
is 'so1 so2' "$(cut -d ' ' -f 3 out | head -n 2 | tr '\n' ' ' |
	sed 's/ $//')" 'similar to khac'
run 0 tracuu -d $db --similar khac --number 2/QĐ-BQL --format trec
is so2 "$(cut -d ' ' -f 3 out)" 'similar and filtered'
run 1 tracuu -d $db --similar nowhere
has err 'nowhere: no document has this id'
