# SPDX-License-Identifier: GPL-2.0-or-later
# However an index is built, it answers the same: by one process or by many, with
# much memory or little, from the documents in this order or in that, at once or
# bit by bit.
. "$ROOT/tests/cli/lib/cli.sh"

# Documents of our own: many to a term, and one term to many; ids that come twice,
# and that go and come again.
LC_ALL=C awk 'BEGIN {
	srand(7)
	split("nghị quyết đại hội đảng bộ tỉnh công nghiệp khu quản lý dự án đầu tư" \
		" xây dựng cơ bản quy hoạch đất ruộng ký duyệt", word, " ")
	for (i = 1; i <= 4000; i++) {
		text = ""
		for (n = int(rand() * 40); n >= 0; n--)
			text = text " " word[1 + int(rand() * rand() * 20)]
		printf "{\"id\":\"doc-%d\",\"title\":\"tin số %d\",\"text\":\"%s %d\"," \
			"\"date\":\"20%02d-0%d-1%d\"}\n", i, i % 700, text, \
			int(rand() * 500), i % 24, 1 + i % 9, i % 10
	}
}' >made.jsonl
{
	feed twice 'nghị quyết trước goodbefore'
	feed gone 'nghị quyết goodgone'
	head -n 2000 made.jsonl
	feed twice 'nghị quyết sau goodafter'
	echo '{"id":"gone","deleted":true}'
	tail -n +2001 made.jsonl
	feed again 'đại hội goodfirst'
	echo '{"id":"again","deleted":true}'
	feed again 'đại hội goodsecond'
} >feed.jsonl
i=0
while read -r query; do
	i=$((i + 1))
	printf 'q%d\t%s\n' $i "$query"
done >queries.tsv <<-'END'
	nghị quyết đại hội
	nghi quyet dai hoi dang bo tinh
	"khu công nghiệp"
	quy hoach dat xay dung co ban quan ly du an dau tu cong nghiep khu
	tin số 12
	đại hội -ruộng
	nam:2020 ký duyệt
	2020
END

# answers DB: writes DB.run
answers() {
	tracuu -d "$1" -n 1000 --format trec --batch queries.tsv >"$1.run" ||
		fail "no answers from $1"
	tracuu -d "$1" -n 100000 --format paths '' >>"$1.run"
}

same() {
	answers "$1"
	cmp one.db.run "$1.run" || fail "$1 answers otherwise than one.db"
	xapian-check "$1/$(sed 's/auto //' "$1/XAPIANDB")" >check.out 2>&1 ||
		fail "$1: $(cat check.out)"
}

index 0 -q -d one.db -j 1 feed.jsonl
answers one.db
[ "$(wc -l <one.db.run)" -gt 5000 ] || fail 'too few answers to compare'
counts 0 -d one.db goodbefore
counts 1 -d one.db goodafter
counts 0 -d one.db goodgone
counts 0 -d one.db goodfirst
counts 1 -d one.db goodsecond
counts 4002 -d one.db ''

for jobs in 2 3 8; do
	index 0 -q -d many$jobs.db -j $jobs feed.jsonl
	same many$jobs.db
done

# With hardly any memory: many sorted files, merged.
index 0 -q -d little.db -j 2 --memory 200K feed.jsonl
same little.db
index 2 -d no.db --memory 0 feed.jsonl
has err '--memory 0'
[ ! -e no.db ] || fail 'an index by wrong usage'

# Another order, for those whose order says nothing.
{
	sort -r -t : -k 2 made.jsonl
	feed again 'đại hội goodsecond'
	feed twice 'nghị quyết sau goodafter'
} >other.jsonl
index 0 -q -d other.db -j 2 other.jsonl
same other.db

# In a live index, as Xapian writes it, a part at a time.
head -n 1 other.jsonl >first.jsonl
index 0 -q -d live.db -j 2 first.jsonl
index 0 -q -d live.db -j 2 other.jsonl
same live.db
