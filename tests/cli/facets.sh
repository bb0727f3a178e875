# SPDX-License-Identifier: GPL-2.0-or-later
# Facets: every count is what documents counted one by one give, for all queries
# of the corpus, with filters and without.
. "$ROOT/tests/cli/lib/cli.sh"

export TRACUU_DB=x.db
index 0 -d x.db "$ROOT/corpus"
total=$(tracuu --count '')
{
	cat "$ROOT/corpus/queries.tsv"
	printf 'e1\tnam:2020 OR nam:2021\ne2\t"khu công nghiệp"\n'
	printf 'e3\t"hội đồng nhân dân tỉnh"\ne4\tđất -quyết\n'
} >queries.tsv

# answers FILE ARGUMENT...: with every value and every hit
answers() {
	answers_to=$1
	shift
	tracuu --batch queries.tsv --format json -n 10000 \
		--facets=1000 "$@" >"$answers_to"
}

check() {
	run 0 python3 "$ROOT/tests/cli/lib/facets.py" "$@"
}

answers all.json
check all.json all.json type issuer year field term signer

# Its own filter changes no count of a facet, any other does.
answers type.json --type 'quyết định' --type 'ke hoach'
check type.json all.json type
check type.json type.json issuer year field term signer
answers both.json --type 'quyết định' --year 2020 --year 2021
answers year.json --year 2020 --year 2021
check both.json year.json type
answers days.json --from 2018 --to 6/2021
check days.json days.json type issuer year field term signer

# Every document, as text; values that are left out are counted.
run 0 tracuu --facets=2 -n 0 ''
has out 'Type: '
has out ' more'
run 0 tracuu --facets -n 0 --format json ''
has out "\"total\":$total,\"exact\":true"
run 0 tracuu --facets -n 0 --year 2020 ''
has out '*2020 ('
run 2 tracuu --facets=x ''
has err '--facets x'
# Not asked for, not there.
run 0 tracuu --format json ''
lacks out '"facets"'
# A filter that nothing meets is shown with what there is.
run 1 tracuu --facets --format json --type 'Sắc lệnh' ''
has out '{"value":"Sắc lệnh","count":0,"chosen":true}'

# Names that differ by capitals, spaces, the place of a tone mark or composition are
# one, called as most documents call it; and any of them filters by all.
{
	feed 1 'một' '"issuer":"ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN"'
	feed 2 'một' '"issuer":"Uỷ ban nhân dân  tỉnh Thái Nguyên"'
	feed 3 'một' '"issuer":"Ủy ban nhân dân tỉnh Thái Nguyên"'
	feed 4 'một' '"issuer":"Ủy ban nhân dân tỉnh Thái Nguyên "'
	feed 5 'một' "\"issuer\":\"$(printf 'U\314\211y ban nha\314\202n da\314\202n')\
 tỉnh Thái Nguyên\""
	feed 6 'một' '"issuer":"Sở Nội vụ"'
} >names.jsonl
index 0 -d names.db names.jsonl
run 0 tracuu -d names.db --facets -n 0 --format json một
has out '"values":[{"value":"Ủy ban nhân dân tỉnh Thái Nguyên","count":5},{"value":"Sở Nội vụ","count":1}]'
for name in 'uy ban nhan dan tinh thai nguyen' 'ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN' \
	'Uỷ ban nhân dân tỉnh Thái Nguyên'; do
	counts 5 -d names.db --issuer "$name" một
done
