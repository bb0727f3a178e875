# SPDX-License-Identifier: GPL-2.0-or-later
# Batches: TREC runs, blank and bad lines, timing.
. "$ROOT/tests/cli/lib/cli.sh"

tab=$(printf '\tx') && tab=${tab%x}
feed a 'đại hội đảng bộ' >f.jsonl
feed b 'hội nghị công nhân' >>f.jsonl
feed c 'kế hoạch' >>f.jsonl
index 0 -d x.db f.jsonl
{
	printf 'q1\thoi nghi\n'
	printf 'q2\t\n'
	printf 'q3\t   \n'
	printf 'no tab here\n'
	printf '\n'
	printf 'q4\tkế hoạch\r\n'
	printf 'q5\txyzzy\n'
	printf 'q 6\tđại\thội\n'
	printf 'q7\tkế hoạch'
} >batch
run 0 tracuu -d x.db --batch batch --format trec -n 1
cut -d ' ' -f 1-4 out >got
printf '%s\n' 'q1 Q0 b 1' 'q4 Q0 c 1' 'q%206 Q0 a 1' 'q7 Q0 c 1' >want
cmp -s got want || fail 'another run'
has err 'line 2: query q2 is blank'
has err 'line 3: query q3 is blank'
has err 'line 4: no tab after a query id'
is 3 "$(wc -l <err)" warnings

# --timing: QID, tab, milliseconds; a line for each query that was asked.
run 0 tracuu -d x.db --batch batch --timing --format trec
grep -c "^q[0-9 ]*${tab}[0-9][0-9]*\\.[0-9][0-9][0-9]\$" err >n || :
is 5 "$(cat n)" 'lines of timing'
lacks out "$tab"

# What a batch answers is what the query alone answers.
run 0 tracuu -d x.db --batch batch --format trec
grep '^q1 ' out | sed 's/^q1/q/' >one
tracuu -d x.db --format trec 'hoi nghi' | cmp -s - one || fail 'other answers'
run 0 sh -c 'tracuu -d x.db --format trec --batch - <batch'
grep '^q1 ' out | sed 's/^q1/q/' | cmp -s - one || fail 'standard input'

# Filters and limits count for all of them.
run 1 tracuu -d x.db --batch batch --format trec --year 2020
is 0 "$(wc -c <out)" 'bytes of no rows'
: >empty
run 1 tracuu -d x.db --batch empty --format trec
run 2 tracuu -d x.db --batch . --format trec
has err '.: Is a directory'
# Other formats: valid JSON, a line for each query.
run 0 tracuu -d x.db --batch batch --format json
valid_json out
is 5 "$(wc -l <out)" 'lines of json'
