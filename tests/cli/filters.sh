# SPDX-License-Identifier: GPL-2.0-or-later
# Filters: years, days at their edges, types in any spelling.
. "$ROOT/tests/cli/lib/cli.sh"

db=x.db
{
	feed y0 'van ban' '"date":"2019-12-31T23:59","type":"Quyết định"'
	feed y1 'van ban' '"date":"2020-01-01","type":"Nghị quyết"'
	feed y2 'van ban' '"date":"2020-01-01T00:00","type":"NGHỊ QUYẾT"'
	feed d1 'van ban' '"date":"29/02/2020","type":"Kế hoạch"'
	feed d2 'van ban' '"date":"2020-02-29T23:59","type":"kế  hoạch"'
	feed d3 'van ban' '"date":"2020-03-01T00:00","type":"Quy chế"'
	feed y8 'van ban' '"date":"2020-12-31T23:59","type":"Qui chế"'
	feed y9 'van ban' '"date":"2021-01-01T00:00"'
	# 23:30 in London is the next morning here.
	feed z1 'van ban' '"date":"2022-06-29T23:30:00Z"'
	feed no 'van ban'
} >f.jsonl
index 0 -d $db f.jsonl
# only ID... -- ARGUMENT...: these documents, in the order of their ids.
only() {
	only_want=
	while [ "$1" != -- ]; do
		only_want="$only_want$1 "
		shift
	done
	shift
	is "$only_want" "$(tracuu -d $db --format trec "$@" '' | cut -d ' ' -f 3 |
		sort | tr '\n' ' ')" "$*"
	# With words it is the same as without.
	is "$only_want" "$(tracuu -d $db --format trec "$@" 'văn bản' |
		cut -d ' ' -f 3 | sort | tr '\n' ' ')" "$* with words"
}

only d1 d2 d3 y1 y2 y8 -- --year 2020
only y0 -- --year 2019
only y0 y9 -- --year 2019 --year 2021
only -- --year 1999
only d1 d2 d3 y1 y2 y8 -- --from 2020 --to 2020
only d1 d2 d3 y1 y2 y8 -- --from 2020-01-01 --to 31/12/2020
only y1 y2 -- --from 1/1/2020 --to 1/1/2020
only d1 d2 -- --from 2/2020 --to 2020-02
only d1 d2 -- --from 29/2/2020 --to 29-02-2020
only d3 y8 y9 z1 -- --from 2020-03-01
only y0 -- --to 2019-12-31
only y0 -- --to 2019
only z1 -- --from 30/6/2022 --to 30/6/2022
only -- --from 29/6/2022 --to 29/6/2022
only -- --from 2021 --to 2020
only y9 z1 -- --from 2021
only d3 -- --from 2020-02 --to 2020-03 --year 2020 --type 'quy chế'

only y1 y2 -- --type 'Nghị quyết'
only y1 y2 -- --type 'nghi quyet'
only y1 y2 -- --type 'NGHỊ QUYẾT'
only y1 y2 -- --type ' nghị   quyết '
only y1 y2 -- --type "$(printf 'Nghi\314\243 quye\314\202\314\201t')"
only d3 y8 -- --type 'qui chế'
only d3 y8 -- --type 'quy chế'
only d1 d2 y0 -- --type 'ke hoach' --type 'quyet dinh'
only d1 d2 -- --type 'ke hoach' --type 'quyet dinh' --year 2020
only -- --type nghi
only -- --type 'nghị quyết' --year 2021
only -- --type ''
counts 2 -d $db --type 'nghi quyet' ''
counts 6 -d $db --year 2020 'van ban'

# The other filters, by names, numbers and years.
{
	feed f1 'van ban' '"issuer":"UBND tỉnh Thái Nguyên","number":"05/QĐ-UBND"
		,"signer":"Phan Mạnh Cường","term":"2020-2025"' | tr -d '\n\t'
	echo
	feed f2 'van ban' '"issuer":"Ban Quản lý","field":"Đầu tư",
		"number":"6/KH-BQL","place":"Sông Công"' | tr -d '\n\t'
	echo
	feed f3 'van ban' '"origin":"Báo Thái Nguyên","author":"Thu Hà"'
	feed f4 'van ban' '"bases":"Luật Đầu tư số 61/2020/QH14"
		,"recipients":"Sở Xây dựng","field":7' | tr -d '\n\t'
	echo
} >g.jsonl
db=y.db
index 0 -d $db g.jsonl
only f1 -- --issuer 'ubnd tinh thai nguyen'
only f1 f2 -- --issuer 'UBND tỉnh Thái Nguyên' --issuer 'ban quản lý'
only -- --issuer 'UBND'
only f1 -- --number 5/qd-ubnd
only f1 f2 -- --number '05 / QĐ - UBND' --number 06/KH-BQL
only -- --number 'không số'
only f1 -- --signer 'phan manh cuong'
only -- --signer 'phan manh cuong' --issuer 'ban quản lý'
only f1 -- --term 'nhiệm kỳ 2020 - 2025'
only f2 -- --field 'đầu tư'
only -- --field 7
only f2 -- --place 'SÔNG CÔNG'
only f3 -- --origin 'báo Thái Nguyên'
only f3 -- --author 'Thu Hà'
only f4 -- --base 61/2020/QH14
only f4 -- --recipient 'so xay dung'
run 0 tracuu -d $db --format json --show f4
has out '"extra":{"field":7}'
run 0 tracuu -d $db --format jsonl --number 5/QĐ-UBND ''
has out '"issuer":"UBND tỉnh Thái Nguyên","signer":"Phan Mạnh Cường"'
has out '"term":"2020-2025"'

# A file has its folder's name for its field, or what is configured.
mkdir -p tin/cai-cach tin/2020
echo 'văn bản một' >tin/cai-cach/1.txt
echo 'văn bản hai' >tin/2020/2.txt
echo 'văn bản ba' >tin/3.txt
db=z.db
index 0 -d $db tin
only tin/cai-cach/1.txt -- --field 'Cải cách'
only -- --field 2020
printf '[source tin]\npath = tin\nfield = Xây dựng\n' >z.conf
index 0 -c z.conf -d $db tin
only tin/2020/2.txt tin/3.txt tin/cai-cach/1.txt -- --field 'xây dựng'
db=x.db

# What a filter leaves out is left out on every rung of the ladder.
counts 0 -d $db --year 1999 'văn bản không có ở đâu cả'
