# SPDX-License-Identifier: GPL-2.0-or-later
# What is not public is not found, counted, suggested, corrected towards, read
# or told of on the page, however it is asked for; staff find it with tracuu.
. "$ROOT/tests/web/lib/web.sh"

site
index 0 -d site.db public.jsonl
counts 6 -d site.db ''
counts 1 -d site.db 'tham nhũng'

# secretless WHAT: nothing of the internal document is in what was answered
# beside the query itself.
secretless() {
	for word in mat-1 'hát hiện' 'ết luận thanh' '<li>9/KL' '"number":"9' 'anh tra tỉnh' \
		'Văn Mật' noibo 'kiến nghị khởi'; do
		lacks body "$word"
		lacks head "$word"
	done
}

get 200 'q=&sort=newest'
has body 'Tìm thấy 5 kết quả'
secretless
for query in 'tham nhung' 'thanh tra' '9/KL-TTr' 'loai:"ket luan"' \
	'nguoi_ky:"nguyen van mat"' 'tham*' '"thanh tra"' 'ngay:2023' \
	'tham OR nhung' 'thanh NEAR/3 tra' 'so:9' 'nam:2023' \
	'tham nhugn' 'thanh trra' 'thanhtra' 'ket luan thanh tra'; do
	for more in '' '&literal=1' '&exact=1' '&format=json' '&format=atom' \
		'&sort=oldest'; do
		get 200 "q=$(encoded "$query")$more"
		secretless
		lacks body 'tham nhũng'
		lacks body 'tham nhung</strong>'
	done
done
for filter in 'signer=nguyen+van+mat' 'issuer=thanh+tra+tinh' \
	'type=ket+luan' 'number=9/KL-TTr' year=2023 from=2023; do
	get 200 "$filter"
	has body 'Không tìm thấy kết quả nào'
	secretless
done
# What only hidden documents go on with does not go on.
for prefix in 'thanh tra' 'tham nh' 9/KL 'ket luan' 'khoi t' 'kien ngh' \
	'nguyen van m'; do
	get 200 "suggest=$(encoded "$prefix")"
	is "[\"$prefix\",[]]" "$(cat body)" "suggestions for $prefix"
done
for prefix in t th than tham 9 ket nguyen kh; do
	for format in '' '&format=json'; do
		get 200 "suggest=$(encoded "$prefix")$format"
		secretless
		lacks body 'nhũng'
		lacks body 'hanh tra'
	done
done
for format in '' '&format=json'; do
	get 404 "id=mat-1$format"
	secretless
done
get 404 similar=mat-1
# A number that only it has, or cites, is one that no document has.
for number in 9/KL-TTr 8/KL-TTr; do
	get 200 "q=$(encoded "$number")"
	sed "s/[89].KL-TTr/N/g; s/[89]%2FKL/N/g" body >"notes${number%%/*}"
	has body "Không có văn bản nào mang số $number"
	get 200 "q=$(encoded "so:$number")"
	has body "Không có văn bản nào mang số $number"
	get 200 "q=$(encoded "$number")&format=json"
	has body "No document has the number $number"
done
cmp -s notes9 notes8 || fail 'the number of a hidden document looks otherwise'
# A hidden copy of a public document is neither listed under it nor like it.
text='Ban Quản lý các khu công nghiệp thông báo lịch nghỉ lễ năm 2021 tới toàn
	thể cán bộ, công chức, viên chức và người lao động trong cơ quan, đề nghị các
	phòng thực hiện nghiêm túc'
text=$(echo $text)
{
	feed ban-goc "$text" '"visibility":"public"'
	feed ban-sao "$text" '"visibility":"internal"'
} >copies.jsonl
index 0 -d site.db copies.jsonl
for query in q=nghi+le 'q=nghi+le&format=json' 'q=&sort=newest' \
	similar=ban-goc similar=tb-1 'similar=ban-goc&format=json'; do
	get 200 "$query"
	lacks body ban-sao
done
# Nobody can tell such a document from one that is not there.
get 404 id=mat-1
sed 's/mat-1/ID/g' body >hidden
get 404 id=mat-2
sed 's/mat-2/ID/g' body >missing
cmp -s hidden missing || fail 'a hidden document looks otherwise'
get 200 '' PATH_INFO=/health
has body '6 documents'

# Without a word of visibility a document is internal.
feed n1 'cong vien' >n.jsonl
index 0 -d site.db n.jsonl
get 200 'q=cong+vien'
lacks body 'n1'

# Nor is it told by what is said of the day of a number: all is as it was before.
feed so-a 'khen thưởng' \
	'"number":"77/QĐ-UBND","date":"2018-05-05","visibility":"public"' >a.jsonl
index 0 -d site.db a.jsonl
get 200 "q=$(encoded '77/QĐ-UBND năm 2020')"
has body 'Không có văn bản số 77/QĐ-UBND nào của thời gian đã nhập'
cp body before
feed so-b 'khen thưởng' \
	'"number":"77/QĐ-UBND","date":"2020-05-05","visibility":"internal"' >b.jsonl
index 0 -d site.db b.jsonl
get 200 "q=$(encoded '77/QĐ-UBND năm 2020')"
cmp -s before body || fail "a hidden document shows: $(diff before body)"
