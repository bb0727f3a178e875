# SPDX-License-Identifier: GPL-2.0-or-later
# The second stage of the ranking: the same documents match, pages continue one
# another, scores fall, and what is named comes first.
. "$ROOT/tests/cli/lib/cli.sh"

cp -R "$ROOT/corpus" corpus
index 0 -d one.db -j 1 corpus
index 0 -d three.db -j 3 corpus
cut -f 1,2 corpus/queries.tsv >queries
long='công nhân trong khu công nghiệp được hỗ trợ những gì khi ngừng việc'

# A question's answer differs from that of the first stage, but not in what
# matches.
tracuu -d one.db -n 1000 --format paths "$long" >with
tracuu -d one.db -n 1000 --format paths --no-rerank "$long" >without
! cmp -s with without || fail 'no second stage'
sort with >with.sorted
sort without | cmp - with.sorted || fail 'other documents'
[ "$(tracuu -d one.db --count "$long")" = \
	"$(tracuu -d one.db --count --no-rerank "$long")" ] || fail 'other counts'

# By date it says nothing.
tracuu -d one.db --sort newest --format trec "$long" >with
tracuu -d one.db --sort newest --format trec --no-rerank "$long" |
	cmp - with || fail 'in the order of dates'

# Pages, one hit each and seven each, give the long answer.
tracuu -d one.db -n 28 --format tsv "$long" | cut -f 1-3 >want
for size in 1 7; do
	: >got
	offset=0
	while [ "$offset" -lt 28 ]; do
		tracuu -d one.db -n "$size" --offset "$offset" --format tsv \
			"$long" | cut -f 1-3 >>got
		offset=$((offset + size))
	done
	cmp want got || fail "pages of $size"
done

# Scores fall with the rank, over all queries and beyond the window.
tracuu -d one.db -n 1000 --format trec --batch queries >run
awk '$1 == query && $5 > score { bad = 1; print }
	{ query = $1; score = $5 } END { exit bad }' run || fail 'scores rise'
tracuu -d three.db -n 1000 --format trec --batch queries | cmp run - ||
	fail 'another run from three processes'

# Of equal news the newer goes first; of resolutions none does, so ids decide.
{
	feed a-2010 'hội nghị gặp mặt đầu xuân' '"title":"Gặp mặt","date":"2010-02-20"'
	feed b-2020 'hội nghị gặp mặt đầu xuân' '"title":"Gặp mặt","date":"2020-02-20"'
	feed c-none 'hội nghị gặp mặt đầu xuân' '"title":"Gặp mặt"'
	feed d-2015 'hội nghị gặp mặt đầu xuân' '"title":"Gặp mặt","date":"2015"'
} >news.jsonl
index 0 -d news.db news.jsonl
is 'b-2020 d-2015 a-2010 c-none' "$(ids -d news.db 'gặp mặt đầu xuân')" 'news'
is 'a-2010 b-2020 c-none d-2015' \
	"$(ids -d news.db --without recency 'gặp mặt đầu xuân')" 'without recency'
sed 's/"title"/"type":"Nghị quyết",&/' news.jsonl >resolutions.jsonl
index 0 -d resolutions.db resolutions.jsonl
is 'a-2010 b-2020 c-none d-2015' \
	"$(ids -d resolutions.db 'gặp mặt đầu xuân')" 'resolutions'

# Of equal topics the one whose title has it goes first, and "ở đâu" is no slip.
{
	feed a 'sửa đường, cấp nước; nghỉ tết' '"title":"Tin trong ngày"'
	feed b 'sửa đường, cấp nước; nghỉ tết' '"title":"Tin về cấp nước"'
	feed c 'ở đầu đường, từ đầu năm' '"title":"Tin trong ngày"'
} >titles.jsonl
index 0 -d titles.db titles.jsonl
is 'b a' "$(ids -d titles.db 'cấp nước')" 'titles'
run 0 tracuu -d titles.db 'sửa đường ở đâu'
lacks out 'Did you mean'

# An abbreviation and what it stands for weigh the same: of documents that all
# have KCN the one that has it in full says no more about it.
{
	for i in 1 2 3 4 5 6 7 8 9; do
		feed "k$i" "Đoàn công tác thăm KCN số $i trong ngày"
	done
	feed a 'Các khu công nghiệp bàn về an toàn lao động, cấp điện và cây xanh'
	feed b 'Các KCN bàn về cấp điện, kế hoạch cấp điện và tiết kiệm khi cấp điện'
} >zones.jsonl
index 0 -d zones.db zones.jsonl
is 'b a' "$(ids -d zones.db -n 2 'cấp điện khu công nghiệp')" 'in full'

run 2 tracuu -d news.db --without all x
has err 'no such part'
