# SPDX-License-Identifier: GPL-2.0-or-later
# The command lines: every option, every exit status.
. "$ROOT/tests/cli/lib/cli.sh"

mkdir docs docs/sub
echo 'Hội nghị công nhân' >docs/a.txt
echo 'Đại hội công đoàn' >docs/sub/b.txt
feed c 'Kế hoạch dân quân' '"date":"2020-06-29","type":"Kế hoạch"' >f.jsonl

# tracuu-index: what needs no source.
run 0 tracuu-index --help
has out 'usage: tracuu-index'
is 0 "$(wc -c <err)" 'bytes on stderr'
for option in --database --config --jobs --base-url --keep --dry-run --yes \
	--report --progress --quiet --verbose --version --help -d -c -j -q -v; do
	has out " $option"
done
has out 'Exit status:'
run 0 tracuu-index --version
grep -q '^tracuu-index [0-9]' out || fail 'no version'

# tracuu-index: wrong usage.
run 2 tracuu-index -c /dev/null
has err 'no SOURCE'
has err '--help says how'
is 0 "$(wc -c <out)" 'bytes on stdout'
for wrong in --nonsense -Z --jobs --database --config --report --base-url \
	'-j 0' '-j -1' '-j x' '-j 1x' '-j 99999999999999999999' \
	'--progress=sometimes' '--leave-out nothing' '--keep=1'; do
	# shellcheck disable=SC2086 # some are an option and its value
	index 2 docs $wrong
	has err '--help says how'
	[ ! -e tracuu.db ] || fail "$wrong made an index"
done
index 2 -c missing.conf docs
has err 'missing.conf: No such file'
index 3 missing
has err 'missing: No such file'
[ ! -e tracuu.db ] || fail 'an index of nothing'

# The index: -d, else the environment, else the configuration, else ./tracuu.db.
index 0 docs
[ -f tracuu.db/XAPIANDB ] || fail 'no ./tracuu.db'
printf '[index]\ndatabase = conf.db\njobs = 2\n' >with.conf
index 0 -c with.conf docs
[ -f conf.db/XAPIANDB ] || fail 'no conf.db'
rm -r conf.db
TRACUU_DB=env.db index 0 -c with.conf docs
[ -f env.db/XAPIANDB ] || fail 'no env.db'
[ ! -e conf.db ] || fail 'conf.db beside env.db'
rm -r env.db
TRACUU_DB=env.db index 0 -c with.conf -d opt.db docs
[ -f opt.db/XAPIANDB ] || fail 'no opt.db'
[ ! -e env.db ] || fail 'env.db beside opt.db'
index 0 --database long.db --jobs 1 --quiet docs
is 0 "$(wc -c <err)" 'bytes on stderr of --quiet'
index 0 -d verbose.db -v docs
has err 'docs/sub/b.txt: added'
lacks err '%'
index 0 -d progress.db --progress=always --progress=auto --progress=never docs
lacks err '%'
index 0 -d progress.db --progress docs
index 0 -d url.db --base-url https://example.vn/x docs f.jsonl
tracuu -d url.db --format tsv 'hội nghị' >out
has out 'https://example.vn/x/a.txt'

# Exit statuses 1 and 3.
mkdir bad
: >bad/empty.txt
echo 'tốt' >bad/good.txt
index 1 -d one.db bad
has err 'bad/empty.txt: failed'
counts 1 -d one.db tot
index 3 -d one.db docs missing
counts 3 -d one.db ''

# Where nothing could be read that is no success, and no index.
rm bad/good.txt
index 3 -d none.db --dry-run bad
index 3 -d none.db bad
has err 'none.db: nothing to be searched: none of 1 document(s) could be read'
[ ! -e none.db/XAPIANDB ] || fail 'an index of nothing that could be read'
index 3 --quiet -d none.db bad # told again, and not tried
has err 'nothing to be searched'
index 1 -d one.db --yes bad # something was done
counts 2 -d one.db ''
echo 'tốt lại' >bad/good.txt
index 1 -d none.db bad
counts 1 -d none.db tot
: >bad/good.txt
index 1 -d none.db bad
counts 1 -d none.db tot # what was there stays
index 3 -d none.db --rebuild bad
has err 'the old one stays'
counts 1 -d none.db tot
: >bad/late.jsonl
index 0 -d late.db bad/late.jsonl # nothing there is no failure
echo '{' >bad/late.jsonl
index 3 -d late.db bad/late.jsonl
feed x 'một hai' >>bad/late.jsonl
index 1 -d late.db bad/late.jsonl
echo text >file
index 3 -d file docs
has err 'file: not a folder'

# tracuu: what needs no index.
run 0 tracuu --help
has out 'usage: tracuu'
for option in --database --limit --offset --sort --format --type --year --from \
	--to --exact --count --show --batch --timing --color --version --help \
	-d -n; do
	has out " $option"
done
run 0 tracuu --version
grep -q '^tracuu [0-9]' out || fail 'no version'

# tracuu: wrong usage.
db=url.db
run 2 tracuu -d $db
has err 'no QUERY'
for wrong in --nonsense -Z --limit -n '-n x' '-n -1' '-n 1x' '-n 100001' \
	'--offset x' '--offset -1' '--sort best' '--format xml' '--year 20' \
	'--year 20200' '--year abcd' '--from soon' '--to 32/1/2020' \
	'--to 2021-02-29' '--color=red' --batch --show --type --count=1; do
	# shellcheck disable=SC2086
	run 2 tracuu -d $db hoi $wrong
	has err '--help says how'
	is 0 "$(wc -c <out)" "bytes on stdout of $wrong"
done

# tracuu: what each option does at all.
run 0 tracuu -d $db 'công nhân'
has out 'https://example.vn/x/a.txt'
run 1 tracuu -d $db xyzzy
has err 'nothing found'
is 0 "$(wc -c <out)" 'bytes on stdout'
run 0 tracuu --database $db --limit 1 --offset 1 --sort newest --format tsv ''
is 1 "$(wc -l <out)" lines
run 0 tracuu -d $db -n 100000 ''
run 0 tracuu -d $db --type 'kế hoạch' --year 2020 --from 2020 --to 2020 \
	--format trec ''
is 'q Q0 c 1 0.000000 tracuu' "$(cat out)" 'the one plan'
run 1 tracuu -d $db --year 2021 ''
run 0 tracuu -d $db --exact 'công'
run 0 tracuu -d $db --count ''
is 3 "$(cat out)" count
run 0 tracuu -d $db --show c
run 1 tracuu -d $db --show nothing
has err 'nothing: no document'
printf '1\thội\n' >batch
run 0 tracuu -d $db --batch batch --format trec
run 0 tracuu -d $db --batch - --timing --format trec <batch
printf '1\txyzzy\n' >batch
run 1 tracuu -d $db --batch batch --format trec
run 2 tracuu -d $db --batch missing
has err 'missing: No such file'
TRACUU_DB=$db run 0 tracuu hoi
run 0 tracuu -d $db -- hoi -nghi

# Colours: only where they are wanted.
escape=$(printf '\033')
run 0 tracuu -d $db hoi
lacks out "$escape"
run 0 tracuu -d $db --color hoi
has out "$escape"
run 0 tracuu -d $db --color=always hoi
has out "$escape"
run 0 tracuu -d $db --color=never hoi
lacks out "$escape"

# Several arguments are one query.
is "$(tracuu -d $db --format trec 'đại hội')" \
	"$(tracuu -d $db --format trec đại hội)" 'two arguments'

# Output that cannot be written.
if [ -c /dev/full ]; then
	for command in 'tracuu --help' 'tracuu --version' "tracuu -d $db hoi" \
		"tracuu -d $db --count hoi" "tracuu -d $db --show c" \
		"tracuu -d $db --format json hoi"; do
		run 2 sh -c "$command >/dev/full"
		has err 'standard output'
	done
	run 3 sh -c 'tracuu-index --help >/dev/full'
	has err 'standard output'
	index 3 -d full.db --report /dev/full docs
	has err 'report: No space left'
	counts 2 -d full.db ''
fi
run 2 sh -c "tracuu -d $db hoi >&-"
index 3 -d rep.db --report missing/report docs
has err 'missing/report: No such file'

# A closed stderr must not let messages into a file of the index.
run 0 sh -c 'tracuu-index -c /dev/null -d closed.db -v docs <&- >&- 2>&-'
is 1 "$(wc -l <closed.db/lock)" 'lines of the lock'
counts 2 -d closed.db ''
