# SPDX-License-Identifier: GPL-2.0-or-later
# Saved searches: what is new since they were last looked at.
. "$ROOT/tests/cli/lib/cli.sh"
XDG_DATA_HOME=$(pwd)/data
export XDG_DATA_HOME TRACUU_DB=x.db

mkdir src
echo 'Quyết định về quy hoạch khu công nghiệp' >src/a.txt
echo 'Báo cáo quy hoạch đất' >src/b.txt
index 0 -d x.db src

run 1 tracuu --saved
run 0 tracuu --save 'quy hoạch' 'quy hoạch'
is 0 "$(wc -c <out)" 'bytes on stdout'
run 1 tracuu --new 'quy hoạch'
has err 'nothing new'
run 0 tracuu --saved
is 1 "$(wc -l <out)" 'saved searches'
is 'quy hoạch' "$(cut -f 1 out)" name
is 'quy hoạch' "$(cut -f 3 out)" query

# New documents, and no others; each is shown once.
echo 'Thông báo quy hoạch mới' >src/c.txt
echo 'Tin khác' >src/d.txt
index 0 -d x.db src
run 0 tracuu --new 'quy hoạch' --format trec
is src/c.txt "$(cut -d ' ' -f 3 out)" 'what is new'
run 1 tracuu --new 'quy hoạch' --format trec
is 0 "$(wc -c <out)" 'bytes on stdout'

# More than are asked for stay new.
for n in 1 2 3 4 5; do echo "Quy hoạch số $n" >src/n$n.txt; done
index 0 -d x.db src
run 0 tracuu --new 'quy hoạch' -n 2 --format json
has out '"total":5,"exact":true'
run 0 tracuu --new 'quy hoạch' --format trec
is 3 "$(wc -l <out)" 'new documents'

# A rebuilt index changes nothing, nor does a changed document.
echo 'Quy hoạch số 1 đã sửa' >src/n1.txt
index 0 -d x.db --rebuild src
run 1 tracuu --new 'quy hoạch'

# Output that could not be written has not been shown.
echo 'Quy hoạch cuối' >src/z.txt
index 0 -d x.db src
if [ -c /dev/full ]; then
	run 2 sh -c 'tracuu --new "quy hoạch" >/dev/full'
fi
run 0 tracuu --new 'quy hoạch'
has out 'Quy hoạch cuối'

# Filters are kept with it, options of the moment are not.
feed f1 'tờ trình' '"type":"Tờ trình","date":"2020-06-29"' >f.jsonl
feed f2 'tờ trình' '"type":"Công văn","date":"2020-06-29"' >>f.jsonl
feed f3 'tờ trình' '"type":"Tờ trình","date":"2019-06-29"' >>f.jsonl
run 0 tracuu --save loc --type 'Tờ trình' --from 2020 --to 2020 ''
index 0 -d x.db f.jsonl
run 0 tracuu --new loc --format trec
is f1 "$(cut -d ' ' -f 3 out)" 'what the filters let through'
run 0 tracuu --saved
has out 'type: Tờ trình'
has out 'from: 2020'

# The same name again is a new search.
run 0 tracuu --save loc công văn
run 1 tracuu --new loc
run 0 tracuu --saved
is 2 "$(wc -l <out)" 'saved searches'

# Forgetting; names that are none; files that are none.
run 0 tracuu --forget loc
run 1 tracuu --forget loc
has err 'loc: no search of this name'
run 2 tracuu --new loc
has err 'loc: no search of this name'
for name in '' . ../x a/b .x "$(printf 'a\033b')" \
	"$(printf '%0101d' 0)"; do
	run 2 tracuu --save "$name" đất
	run 2 tracuu --new "$name"
done
echo '{"version":1' >data/tracuu/searches/hong.json
echo '[]' >data/tracuu/searches/khac.json
run 2 tracuu --new hong
has err 'hong.json: no saved search'
run 2 tracuu --new khac
run 0 tracuu --saved
is 1 "$(wc -l <out)" 'saved searches'
run 2 tracuu --save x
has err 'no QUERY'

# Only the owner may read them; where there is no home there are none.
is drwx------ "$(stat -c %A data/tracuu/searches)" mode
run 2 env -u XDG_DATA_HOME -u HOME tracuu --saved
run 0 env -u XDG_DATA_HOME HOME="$(pwd)/home" tracuu --save x đất
[ -f home/.local/share/tracuu/searches/x.json ] || fail 'no file at home'
