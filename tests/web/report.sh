# SPDX-License-Identifier: GPL-2.0-or-later
# tracuu-report: what the log of the page comes to.
. "$ROOT/tests/web/lib/web.sh"

line() { printf '%s\t%s\t%s\t%s\n' "$@"; }
{
	line 2026-11-23 1.5 10 'dai hoi'
	line 2026-11-24 2.5 9 'dai hoi'
	line 2026-11-24 90.2 0 '<b>xyz</b> &'
	line 2026-11-25 3.0 0 'khong co'
	line 2026-11-25 3.1 0 'khong co'
	line 2026-11-25 0.5 4 'dai hoi'
	echo 'no line of ours'
	line 2026-11-25 -1 4 'less than nothing'
	line 2026-11-25 nan 4 'no number'
	line 2026-1-25 1 4 'no day'
	line 2026-11-25 1 4 "$(printf 'more\tfields')"
} >search.log
report=$BUILD/bin/tracuu-report
run 0 "$report" search.log
has out '6 lượt tìm, 3 câu khác nhau, 3 lượt không có kết quả'
has out 'một nửa dưới 3.0 ms, 95 % dưới 90.2 ms'
has out '5 dòng không đọc được'
is '3  dai hoi' "$(sed -n '/^Tìm nhiều nhất/{n;s/^ *//p}' out)" most
is '2  khong co' "$(sed -n '/^Không có kết quả/{n;s/^ *//p}' out)" nothing
is '90  <b>xyz</b> &' "$(sed -n '/^Chậm nhất/{n;s/^ *//p}' out)" slowest
is '1  2026-11-23' "$(sed -n '/^Theo ngày/{n;s/^ *//p}' out)" days
run 0 "$report" --from 24/11/2026 --to 2026-11-24 search.log
has out '2 lượt tìm, 2 câu'
run 0 "$report" -n 1 search.log
is 1 "$(grep -c 'dai hoi' out)" 'rows of -n 1'
run 0 "$report" - <search.log
has out '6 lượt tìm'
run 0 "$report" /dev/null
has out '0 lượt tìm'
run 0 "$report" --html search.log
has out '&lt;b&gt;xyz&lt;/b&gt; &amp;'
has out '<rect width="300"'
run 0 "$report" --html /dev/null
run 2 "$report"
run 2 "$report" none.log
has err 'none.log'
run 2 "$report" --from yesterday search.log
run 2 "$report" --from 2026 search.log
run 2 "$report" -n 0 search.log
run 2 sh -c "'$report' search.log >/dev/full"

# The log as the page writes it.
site 'log = page.log'
index 0 -d site.db public.jsonl
get 200 "q=$(encoded 'Khu Công Nghiệp')"
get 200 q=khong+co+gi
run 0 "$report" page.log
has out '2 lượt tìm, 2 câu khác nhau'
has out '  khu cong nghiep'
