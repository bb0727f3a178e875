# SPDX-License-Identifier: GPL-2.0-or-later
# Queries that many asked are suggested: on the page, in its sandbox and while it
# runs, and by tracuu. What one person asked, what could be somebody's number, and
# what no public document has is told to nobody.
. "$ROOT/tests/web/lib/web.sh"

report=$BUILD/bin/tracuu-report
site
index 0 -d site.db public.jsonl
mkdir empty

# asked DAYS TIMES FOUND QUERY: lines of the log, TIMES on each day
asked() {
	for day in $(seq 10 $((9 + $1))); do
		for i in $(seq "$2"); do
			printf '2026-11-%s\t1.5\t%s\t%s\n' "$day" "$3" "$4"
		done
	done
}
{
	asked 7 2 3 'khu cong nghiep'
	asked 8 5 3 'khu cong nghiep diem thuy'
	asked 7 2 1 'qui che lam viec'
	asked 6 9 3 'khu cong nghiep de tam'
	asked 9 1 3 'khoi cong ha tang'
	asked 9 9 0 'khong tim thay'
	asked 9 9 1 'khu 0912345678'
	asked 9 9 1 'khu cong nghiep 001099012345'
	asked 9 9 1 'tham nhung'
	asked 9 9 1 'thong bao nghi le'
	asked 9 9 1 'khong ai co cau nay'
} >search.log

# For lack of an index nothing is written.
run 2 "$report" --suggest none.db search.log
has err 'none.db'
run 2 "$report" --suggest empty search.log
is '' "$(ls empty)" 'written into a folder that is no index'
for wrong in '--times 1' '--days 1' '--days x' '--times' '--except none.txt'; do
	# shellcheck disable=SC2086 # two words
	run 2 "$report" --suggest site.db $wrong search.log
	lacks out suggested
done
[ ! -e site.db/past-queries.tsv ] || fail 'written all the same'

run 0 "$report" --suggest site.db search.log
is 'site.db: 6 of 11 queries may be suggested' "$(cat out)" 'what it says'
printf '%s\n' 'khong ai co cau nay' 'khu cong nghiep' 'khu cong nghiep diem thuy' \
	'qui che lam viec' 'tham nhung' 'thong bao nghi le' >want
cut -f 2 site.db/past-queries.tsv >chosen
cmp -s want chosen || fail "chosen: $(cat chosen)"
is '14' "$(sed -n 's/\tkhu cong nghiep$//p' site.db/past-queries.tsv)" 'times'

# suggests PREFIX WANT: what the page has first of all
suggests() {
	get 200 "suggest=$(encoded "$1")"
	case $(cat body) in
	"[\"$1\",[$2"*) ;;
	*) fail "suggestions for $1: $(cat body)" ;;
	esac
}
suggests 'khu cong n' '"khu công nghiệp điềm thụy","khu công nghiệp",'
suggests Quy '"Quy chế làm việc"'
suggests 'quy chế làm v' '"quy chế làm việc"'
# Staff see what internal documents have, and what is in none is not told them.
run 0 tracuu -d site.db --suggest tham
is 'tham nhũng' "$(head -n 1 out)" 'for staff'
run 0 tracuu -d site.db --suggest 'quy ch' --format json
has out '{"kind":"query","text":"quy chế làm việc","count":1}'
mv out some.json
run 0 python3 "$ROOT/tests/cli/lib/schema.py" \
	"$ROOT/share/suggestions.schema.json" some.json
for prefix in t th tham 'tham nh' k kh khong 'khong a' 'khu 0' 09 001; do
	for format in '' '&format=json'; do
		get 200 "suggest=$(encoded "$prefix")$format"
		for word in nhung nhũng 'khong ai' 'không ai' 0912345678 001099012345 \
			'Đề Tâm' 'de tam'; do
			lacks body "$word"
		done
	done
done
run 1 tracuu -d site.db --suggest 'khong ai'

# What the webmaster does not want to be told, whatever the marks.
printf 'Thông báo\n\n  \nQUY CHẾ làm việc\nbao ng\ncong\n' >except.txt
run 0 "$report" --suggest site.db --except except.txt --times 14 search.log
is 'khong ai co cau nay tham nhung' \
	"$(cut -f 2 site.db/past-queries.tsv | tr '\n' ' ' | sed 's/ $//')" excepted
printf 'bao ng\nhe lam\n' >except.txt
run 0 "$report" --suggest site.db --except except.txt search.log
cut -f 2 site.db/past-queries.tsv >chosen
cmp -s want chosen || fail "parts of words are excepted: $(cat chosen)"
run 0 "$report" --suggest site.db --times 15 search.log
lacks site.db/past-queries.tsv "$(printf '14\t')"
run 0 "$report" --suggest site.db --from 12/11/2026 search.log
is 'khong ai co cau nay' "$(cut -f 2 site.db/past-queries.tsv | head -n 1)" 'days'
lacks site.db/past-queries.tsv 'lam viec'

# A page that runs tells of the new ones, and gives no answer that it kept.
case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # servers clean the environment that it needs
esac
here=$(mktemp -d /tmp/tracuu-past.XXXXXX)
server=
finish() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	rm -rf "$here"
}
trap finish EXIT
"$BUILD/bin/tracuu.cgi" --socket "$here/sock" --workers 1 2>page.err &
server=$!
until_socket "$here/sock" page.err
ask() {
	fastcgi "$here/sock" QUERY_STRING='suggest=quy+c' "$@"
}
ask
lacks out '"quy chế làm'
tag=$(sed -n 's/^ETag: \(.*\)\r*$/\1/p' out | tr -d '\r')
ask HTTP_IF_NONE_MATCH="$tag"
has out 'Status: 304'
run 0 "$report" --suggest site.db search.log
ask HTTP_IF_NONE_MATCH="$tag"
has out 'Status: 200'
has out '"quy chế làm việc"'
# Nor does it tell of what is no longer there.
index 0 -d site.db --rebuild public.jsonl
ask
has out '"quy chế làm việc"'
echo '{"id":"khong-ngay","deleted":true}' >gone.jsonl
index 0 -d site.db gone.jsonl
ask
lacks out '"quy chế làm'
is '' "$(cat page.err)" 'what the page complains of'
# The folder is an index still, and made anew.
index 0 -d site.db --rebuild public.jsonl
