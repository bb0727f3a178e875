# SPDX-License-Identifier: GPL-2.0-or-later
# Text on a terminal, which script(1) makes: colours, lines, links, the pager.
. "$ROOT/tests/cli/lib/cli.sh"
unset NO_COLOR PAGER LESS
export TERM=xterm-256color

escape=$(printf '\033')
mkdir src
printf 'Báo cáo kết quả công tác\n\nNội dung báo cáo về công tác vận động công nhân lao động trong các khu công nghiệp của tỉnh năm 2020, phương hướng nhiệm vụ năm 2021 và những năm tiếp theo.\n' \
	>src/a.txt
printf '{"id":"link","text":"công tác","title":"Một trang","url":"https://b.vn/trang?a=1&b=đ"}\n' >f.jsonl
printf '{"id":"bad","text":"công tác","title":"Xấu","url":"javascript:alert(1)"}\n' >>f.jsonl
feed control 'công \u001b[31m tác \u0007 \u009b2J \u202e xuôi' \
	'"title":"T\u001b]8;;x\u0007"' >>f.jsonl
feed wide '漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 công tác' \
	'"title":"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"' >>f.jsonl
feed combining 'co\u0302ng ta\u0301c' '"title":"Vie\u0323\u0302t"' >>f.jsonl
index 0 -d x.db --base-url http://x.vn/ src f.jsonl

# tty ROWS COLUMNS COMMAND: what it writes to a terminal, in raw; its status
tty() {
	tty_rows=$1
	tty_columns=$2
	shift 2
	status=0
	script -qec "stty rows $tty_rows columns $tty_columns; $*" /dev/null \
		</dev/null >raw 2>&1 || status=$?
	tr -d '\r' <raw >out
	sed -e "s/$escape\[[0-9;]*m//g" -e "s/$escape]8;;[^$escape]*$escape\\\\//g" \
		out >plain
}

# Colours: on a terminal that has them, unless told otherwise.
tty 50 80 tracuu -d x.db công tác
is 0 $status status
has out "$escape[1m"
has out "$escape[1;33mcông tác$escape[0m"
lacks out '[công'
for without in 'NO_COLOR=1 tracuu' 'TERM=dumb tracuu' 'tracuu --color=never'; do
	tty 50 80 "env ${without%tracuu*}tracuu${without##*tracuu} -d x.db công tác"
	lacks out "$escape["
	has out '[công tác]'
done
tty 50 80 NO_COLOR= tracuu -d x.db công tác
has out "$escape[1m"
run 0 tracuu -d x.db công tác
lacks out "$escape"
has out '[công tác]'

# Lines fit, by columns and not by bytes; addresses are whole.
for columns in 40 61 80; do
	tty 100 $columns tracuu -d x.db công tác
	grep -v '^    http' plain >lines
	longest=$(LC_ALL=C.UTF-8 wc -L <lines)
	[ "$longest" -le $columns ] || fail "$longest columns, not $columns"
	[ "$longest" -ge $((columns - 12)) ] || fail "only $longest of $columns"
	has plain '    https://b.vn/trang?a=1&b=đ'
done
run 0 tracuu -d x.db --width 30 công tác
grep -v '^    http' out >lines
[ "$(LC_ALL=C.UTF-8 wc -L <lines)" -le 30 ] || fail 'wider than --width'
run 0 tracuu -d x.db công tác
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -gt 100 ] || fail 'broken lines in a pipe'
run 2 tracuu -d x.db --width x công

# Links: to addresses and files, to nothing else.
tty 50 80 tracuu -d x.db công tác
has out "$escape]8;;http://x.vn/a.txt$escape\\"
has out "$escape]8;;https://b.vn/trang?a=1&b=%C4%91$escape\\"
lacks out "$escape]8;;javascript"
tracuu-index -c /dev/null -q -d y.db src
tty 50 80 tracuu -d y.db báo cáo
has out "$escape]8;;file://$(uname -n)$(pwd)/src/a.txt$escape\\"
for without in '--hyperlink=never' '--color=never'; do
	tty 50 80 tracuu -d x.db $without công tác
	lacks out "$escape]8"
done
tty 50 80 TERM=linux tracuu -d x.db công tác
lacks out "$escape]8"
run 0 tracuu -d x.db --hyperlink công tác
has out "$escape]8;;http://x.vn/a.txt$escape\\"
run 2 tracuu -d x.db --hyperlink=blue công

# What a document holds does not reach the terminal.
tty 50 80 tracuu -d x.db --show control
lacks plain "$escape"
lacks plain "$(printf '\007')"
lacks plain "$(printf '\302\233')"
lacks plain "$(printf '\342\200\256')"
tty 50 80 tracuu -d x.db xuôi
lacks plain "$escape"

# The pager: for what is longer than the screen, and only there.
export PAGER='sed s/^/paged:/'
tty 8 80 tracuu -d x.db công tác
has out 'paged:'
tty 90 80 tracuu -d x.db công tác
lacks out 'paged:'
tty 8 80 tracuu -d x.db --no-pager công tác
lacks out 'paged:'
tty 8 80 tracuu -d x.db --format tsv công tác
lacks out 'paged:'
run 0 tracuu -d x.db công tác
lacks out 'paged:'
for PAGER in '' cat no-such-pager-here; do
	tty 8 80 tracuu -d x.db công tác
	is 0 $status "status with PAGER=$PAGER"
	has plain 'Báo cáo kết quả'
done
PAGER=true
tty 8 80 tracuu -d x.db công tác
is 0 $status 'status of a pager that reads nothing'
lacks plain 'Báo cáo'
PAGER='head -n 1'
tty 8 80 tracuu -d x.db --show src/a.txt
is 0 $status 'status of a pager that goes away'
tty 8 80 tracuu -d x.db xyzzy
is 1 $status 'status of nothing'
# less gets options that suit it, but not over the user's.
unset PAGER
mkdir bin
# shellcheck disable=SC2016
printf '#!/bin/sh\ncat >/dev/null\necho "less gets $LESS $LESSCHARSET"\n' >bin/less
chmod +x bin/less
tty 8 80 "PATH=$(pwd)/bin:\$PATH tracuu -d x.db công tác"
has out 'less gets FRX utf-8'
tty 8 80 "PATH=$(pwd)/bin:\$PATH LESS=S tracuu -d x.db công tác"
has out 'less gets S utf-8'

# --show marks the words of a query in the text.
run 0 tracuu -d x.db --show src/a.txt 'cong nhan'
has out 'vận động [công nhân] lao động'
run 0 tracuu -d x.db --show src/a.txt
lacks out '[công'
run 0 tracuu -d x.db --show src/a.txt --color 'công nhân'
has out "$escape[1;33mcông nhân$escape[0m"
