# SPDX-License-Identifier: GPL-2.0-or-later
# The same documents give the same runs, however they were indexed.
. "$ROOT/tests/cli/lib/cli.sh"

cp -R "$ROOT/corpus" corpus
cut -f 1,2 corpus/queries.tsv >queries
# Several documents have these numbers.
printf '%s\t%s\n' 1 '12/QĐ-BQL' 2 'quyết định số 12' 3 'số 12-qđ-bql' \
	4 '12 qd bql về khen thưởng' >>queries
# answer DB: all orders and formats that tell documents apart.
answer() {
	tracuu -d "$1" --batch queries --format trec -n 100
	tracuu -d "$1" --batch queries --format trec -n 7 --offset 3
	tracuu -d "$1" --batch queries --format trec -n 20 --exact
	tracuu -d "$1" --format trec -n 1000 --sort newest ''
	tracuu -d "$1" --format trec -n 1000 --sort oldest ''
	tracuu -d "$1" --format json -n 1000 ''
	# What is about so many is guessed from where documents lie.
	tracuu -d "$1" --batch queries --format json -n 5 |
		sed 's/"total":[0-9]*,"exact":false/"exact":false/'
}
index 0 -d one.db -j 1 corpus
answer one.db >want
[ "$(wc -l <want)" -gt 1000 ] || fail 'hardly an answer'
# same DB HOW
same() {
	answer "$1" >got
	cmp want got || fail "another run: $2"
}

# The number of jobs changes no byte of the index, and so no guess either.
for jobs in 3 7; do
	index 0 -d jobs.db -j $jobs corpus
	for table in postlist termlist docdata; do
		cmp one.db/gen-1/$table.glass jobs.db/gen-1/$table.glass ||
			fail "-j $jobs: another $table"
	done
	same jobs.db "-j $jobs"
	rm -R jobs.db
done

# File by file from the last to the first, by a name that stays.
printf '[source corpus]\npath = %s\n' "$(pwd -P)/corpus" >c.conf
index 0 -d back.db -c c.conf corpus/van-ban
index 0 -d back.db -c c.conf corpus/tin-tuc
index 0 -d back.db -c c.conf -j 2
same back.db 'in three runs'

# With changes on the way: others first, which go, and older contents.
cp corpus/tin-tuc/*.txt corpus/thong-bao
for file in corpus/van-ban/*.txt; do echo 'cũ hơn' >"$file"; done
rm corpus/tin-tuc/*.html
index 0 -d old.db corpus
rm -R corpus
cp -R "$ROOT/corpus" corpus
index 0 -d old.db --yes corpus
same old.db 'over another index'
# Moved away and back: the ids are those of the name, not of the path.
printf '[source corpus]\npath = %s\n' "$ROOT/corpus" >c.conf
index 0 -d place.db -c c.conf
same place.db 'from another place'
