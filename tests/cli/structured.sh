# SPDX-License-Identifier: GPL-2.0-or-later
# Dates, numbers, amounts, document numbers: what is written one way is found by
# what is typed another way, and comes first.
. "$ROOT/tests/cli/lib/cli.sh"

# Each line: the id, what the document says, and queries that find it first,
# parted by bars.
cat >forms <<'EOF'
date|Lễ khai mạc ngày 29 tháng 6 năm 2020 tại hội trường|29/6/2020|29-06-2020|ngày 29/6/2020|ngay 29 thang 6 nam 2020|2020-06-29
datenum|Hạn nộp hồ sơ 14/8/2019 theo giờ hành chính|ngày 14 tháng 8 năm 2019|ngày 14 tháng tám năm 2019|14-08-2019
month|Báo cáo tháng tư năm 2018 của đơn vị|tháng 4/2018|tháng 04 năm 2018|thang 4 nam 2018|4/2018
monthnum|Báo cáo tháng 9/2017 của đơn vị|tháng 9 năm 2017|tháng chín năm 2017
quarter|Kết quả quý II/2021 và nhiệm vụ|quý 2 2021|quý 2 năm 2021|quy ii nam 2021|quý hai năm 2021
term|Nghị quyết nhiệm kỳ 2015 - 2020 của đảng bộ|nhiệm kỳ 2015/2020|nhiệm kỳ 2015-2020|nhiem ky 2015 2020
ordinal|Đại hội đại biểu lần thứ XVIII của huyện|lần thứ 18|lần thứ mười tám|lan thu xviii
words|Hội nghị lần thứ bảy của ban chấp hành|hội nghị lần thứ 7|hội nghị lần thứ VII
course|Kỳ họp hội đồng khóa XIV bế mạc|khóa 14|khoá xiv
decimal|Tăng trưởng 7,25 điểm so với trước|7.25|7,25
grouped|Có 2.345.678 lượt truy cập|2345678|2,345,678|2 345 678
english|Dân số 6,789 nhân khẩu|6789 nhân khẩu|6.789 nhân khẩu
money|Vốn đầu tư 8.900 tỷ đồng cho hạ tầng|8900 tỷ đồng|8,9 nghìn tỷ|8.900tỷ|8900 ty dong
usd|Dự án 1,5 triệu USD của nhà máy|1.5 triệu USD|1500000 USD|1,5 triệu đô la
fee|Lệ phí ba mươi nghìn đồng một lượt|30.000đ|30000 đồng|30 nghìn đồng
spelled|Trồng ba nghìn tám trăm bốn mươi mốt cây|3841 cây|3.841 cây
area|Khu đất 350ha đã giao|350 ha
areas|Khu đất 420 ha đã giao|420ha
share|Đạt 93,5% kế hoạch|93.5 %|93,5 phần trăm
docno|Theo 17/2020/NQ-HĐND về phí|17-2020-NQ-HĐND|17 2020 nq hdnd|17/2020/NQHĐND|17/2020/NQ.HĐND|017/2020/nq-hdnd
docodd|Theo 18-2020-QĐ-UBND về phí|18/2020/QĐ-UBND|18 2020 qd ubnd
docyear|Theo 1394/QĐ-UBND ngày 15/7/2020 về phí|1394/2020/QĐ-UBND|1394/QĐ-UBND năm 2020|1394 qd ubnd
party|Theo 07-NQ/TU của tỉnh|07 NQ TU|7-nq/tu|07/NQ-TU|07-NQ-TU
old|Theo nghị định 83-CP thời trước|83/CP|nghị định 83 CP
standard|Nước thải theo QCVN 40:2011/BTNMT cột A|QCVN40:2011/BTNMT|qcvn 40:2011
iso|Chứng nhận ISO 14001:2015 cho xưởng|ISO 14001-2015|ISO14001:2015
EOF
while IFS='|' read -r id text queries; do
	feed "$id" "$text"
done <forms >f.jsonl
# What must not come before them: the same numbers in other places.
{
	feed no1 'Tổ 29 gồm 6 người, 2020 mét; 14 hộ, 8 nhà, 2019 cây'
	feed no2 'Bản đồ tỷ lệ 1/2000, đạt 10/12 chỉ tiêu, 18 lần, thứ 7'
	feed no3 'Mục 30, 8900 người, 83 nhà, 17 nhà, 7 bản, khóa 3 cửa'
	feed no4 'Trang 2 của quý 1 và 4 của năm 2018, tháng 9, tháng 4'
} >>f.jsonl
db=x.db
index 0 -d $db f.jsonl

while IFS='|' read -r id text queries; do
	printf '%s\n' "$queries" | tr '|' '\n' >typed
	while IFS= read -r query; do
		first=$(ids -d $db -n 1 "$query")
		is "$id" "$first" "first of $query"
	done <typed
done <forms

# A day that is none, and fractions that are no dates.
echo 'ngày 31/02/2020, tỷ lệ 1/2000, 10/12 chỉ tiêu' |
	tracuu-index --analyse - >out
! cut -f 3 out | grep -q date || fail 'a date was found'
echo 'ngày 29 tháng 6 năm 2020' | tracuu-index --analyse - >out
has out "^date	2020-06-29"
