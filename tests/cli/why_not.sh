# SPDX-License-Identifier: GPL-2.0-or-later
# --why-not: what keeps a document from being found, or its rank.
. "$ROOT/tests/cli/lib/cli.sh"

export TRACUU_DB=x.db
{
	feed a 'Thuế đất phi nông nghiệp được miễn trong khu công nghiệp.' \
		'"title":"Thông báo thuế","type":"Thông báo","date":"2019-11-14"'
	feed b 'Quyết định cho thuê đất trong khu công nghiệp số 5.' \
		'"title":"Cho thuê đất","type":"Quyết định","date":"2020-01-02"'
	feed c 'UBND tỉnh họp phiên thường kỳ tháng mười.' \
		'"title":"Họp phiên tháng mười"'
	# So many that all words of a query are wanted.
	for i in $(seq 12); do
		feed "f$i" "Cho thuê đất, thuế khu công nghiệp xyzzy $i. \
Phiêng thườgn. Đại hội thanh niên." '"title":"Bản '$i'"'
	done
	feed d 'Đại hội công đoàn; đoàn thanh niên dự đại hội.' '"title":"Tin"'
} >f.jsonl
mkdir van-ban
head -c 3000 /dev/zero >van-ban/hong.docx
printf 'PK\003\004 rest' >van-ban/hong2.docx
echo 'Một văn bản khác hẳn.' >van-ban/khac.txt
tracuu-index -c /dev/null -d x.db f.jsonl van-ban >out 2>err || [ $? -eq 1 ]

why() {
	run "$@"
	mv out told
	cp told out
}

# It is found: at its rank, and where it is listed.
why 0 tracuu --why-not b 'cho thuê đất'
has out 'b: Cho thuê đất'
has out 'among the results, at rank 1 of '
has out 'It is internal'

rank=$(tracuu -n 100 --format trec 'khu công nghiệp' | awk '$3 == "a" {print $4}')
why 0 tracuu --why-not a 'khu công nghiệp'
has out "at rank $rank of "

# Words it lacks, and the same with other marks; not what it has.
why 1 tracuu --why-not a --exact 'thuê đất công nghiệp'
has out '- it lacks "thuê"; it has thuế'
lacks out '"đất"'
why 1 tracuu --why-not b 'thuế khu "công nghiệp" xyzzy'
has out '- it lacks "thuế"; it has thuê'
has out '- it lacks "xyzzy"'
lacks out 'công'
why 1 tracuu --why-not b --literal --exact 'phiêng'
lacks out 'it has'
why 1 tracuu --why-not c --literal --exact 'thườgn'
has out '- it lacks "thườgn"; it has thường'
# An abbreviation is what it stands for.
why 0 tracuu --why-not c 'ủy ban nhân dân họp'

# A phrase, an operator, a field, what is not wanted.
why 1 tracuu --why-not d '"đại hội thanh niên"'
has out 'do not stand side by side as in "đại hội thanh niên"'
why 0 tracuu --why-not d '"đoàn thanh niên dự"'
why 1 tracuu --why-not d '"đại hội xyzzy"'
has out '- it lacks "xyzzy"'
lacks out 'side by side'
why 1 tracuu --why-not d 'đại hội -"thanh niên" -xyzzy'
has out 'leaves out: "thanh niên"'
lacks out 'xyzzy'
why 1 tracuu --why-not d 'đại hội (thuế OR đất)'
has out '- it does not meet "thuế OR đất"'
why 1 tracuu --why-not d 'hội NEAR/1 niên'
has out '- it does not meet "hội" NEAR/1 "niên"'
why 0 tracuu --why-not d 'hội NEAR/3 niên'
why 1 tracuu --why-not b 'thuê đất loai:"thông báo"'
has out "it does not meet loai:\"thông báo\"; the document's is Quyết định"

# Filters, each with what the document has.
why 1 tracuu --why-not b --type 'Thông báo' --type 'Kế hoạch' --year 2020 đất
has out "type = \"Thông báo, Kế hoạch\"; the document's is Quyết định"
lacks out 'year ='
why 1 tracuu --why-not c --from 2020 'họp phiên'
has out 'date = "2020..'
has out '; the document has none'
why 1 tracuu --why-not b --to 2019 'thuê đất'
has out "; the document's is 2020-01-02"

# Not in the index, and why.
why 1 tracuu --why-not van-ban/hong2.docx x
has out 'not in the index: it could not be read: '
why 1 tracuu --why-not van-ban/khong-co.txt x
has out 'no document has this id'
why 0 tracuu --why-not van-ban/khac.txt 'văn bản khác'
run 2 tracuu --why-not b
has err 'no QUERY'
run 2 tracuu -d nowhere.db --why-not b x

# A near duplicate is listed under the first of them.
long='Chiều qua đoàn ra quân trồng cây, thu gom rác thải dọc tuyến đường vào khu tái
 định cư, tặng quà các gia đình chính sách, khám bệnh và cấp thuốc miễn phí cho
 người cao tuổi ở hai xã, rồi giao lưu văn nghệ, thể thao với bà con trong vùng.'
{
	feed one "$(echo "$long" | tr -d '\n')" '"title":"Ra quân"'
	feed two "$(echo "$long" | tr -d '\n')" '"title":"Ra quân"'
} >g.jsonl
index 0 -d x.db --keep g.jsonl
first=$(tracuu --format trec 'ra quân trồng cây' | sed -n '1s/q Q0 \([^ ]*\).*/\1/p')
other=one
[ "$first" = two ] || other=two
why 0 tracuu --why-not "$other" 'ra quân trồng cây'
has out "rank 1 of 2, as a near duplicate of $first"
why 0 tracuu --why-not "$other" --duplicates 'ra quân trồng cây'
has out 'rank 2 of 2'
lacks out 'near duplicate'

# In Vietnamese, and for programs.
LC_ALL=C.UTF-8 LANGUAGE=vi run 1 tracuu --why-not a --exact 'thuê đất'
has out '- thiếu "thuê"; văn bản có thuế'
: >all.json
for query in 'thuê đất' '"đại hội thanh niên"' '-đất' 'loai:x (đất OR hội)'; do
	for id in a b c d one two van-ban/hong2.docx nothing; do
		tracuu --format json --type 'Thông báo' --type 'Quyết định' \
			--why-not $id -- "$query" >>all.json || [ $? -eq 1 ]
	done
done
is 32 "$(wc -l <all.json)" objects
for kind in word phrase unwanted condition filter; do
	has all.json "\"kind\":\"$kind\""
done
for field in rank '"passed_over":{"fate":"failed"' has; do
	has all.json "$field"
done
run 0 python3 "$ROOT/tests/cli/lib/schema.py" \
	"$ROOT/share/whynot.schema.json" all.json
