# SPDX-License-Identifier: GPL-2.0-or-later
# The interactive mode in a real terminal, which tmux is.
. "$ROOT/tests/cli/lib/cli.sh"
unset LC_ALL NO_COLOR
export LANG=C.UTF-8 TERM=xterm-256color

# Sockets have short names.
TMUX_TMPDIR=$(mktemp -d /tmp/tracuu-tmux.XXXXXX)
export TMUX_TMPDIR
server=0
trap 'tmux -L $server kill-server 2>/dev/null; rm -rf "$TMUX_TMPDIR"' EXIT

i=0
while [ $i -lt 40 ]; do
	feed "d$i" "Nội dung số $i về hội nghị công nhân viên chức. Lời cuối." \
		"\"title\":\"Hội nghị số $i\",\"type\":\"Báo cáo\",\"date\":\"2020-01-01\""
	i=$((i + 1))
done >f.jsonl
feed qd 'Quyết định thành lập đường giao thông. Đường ấy dài.' \
	'"title":"Quyết định về đường","type":"Quyết định","date":"2021-05-06","url":"https://x.vn/qd"' >>f.jsonl
{
	printf '{"id":"long","title":"Văn bản dài","text":"'
	i=0
	while [ $i -lt 600 ]; do
		printf 'dòng %s\\n' $i
		i=$((i + 1))
	done
	printf 'kho báu ở đây\\nhết","date":"2019"}\n'
} >>f.jsonl
index 0 -d x.db f.jsonl
printf '#!/bin/sh\necho "$1" >>%s/opened\n' "$(pwd)" >opener
chmod +x opener

# begin COLUMNS ROWS COMMAND...
begin() {
	tmux -L $server kill-server 2>/dev/null || true
	server=$((server + 1)) # the last one may not have gone yet
	begin_columns=$1
	begin_rows=$2
	shift 2
	tmux -L $server -f /dev/null -u new-session -d -x "$begin_columns" -y "$begin_rows" \
		"TRACUU_OPENER=$(pwd)/opener $* 2>err; echo status \$?; sleep 1000"
}

# sees WHAT, sees_not WHAT: on the screen, before long
look() {
	tmux -L $server capture-pane -p >screen
}
sees() {
	sees_n=0
	until look && grep -qF -e "$1" screen; do
		sees_n=$((sees_n + 1))
		[ $sees_n -lt 600 ] || fail "no \"$1\" on: $(cat screen)"
		sleep 0.05
	done
}
sees_not() {
	sees_n=0
	while look && grep -qF -e "$1" screen; do
		sees_n=$((sees_n + 1))
		[ $sees_n -lt 600 ] || fail "\"$1\" stays on: $(cat screen)"
		sleep 0.05
	done
}
# Is there an answer to all that was typed?
rests() {
	sees "$1"
	sees_not searching
}
# the process that searches: a child of the program, which the shell started
searcher() {
	pgrep -P "$(pgrep -P "$(tmux -L $server display-message -p '#{pane_pid}')")"
}
type() {
	tmux -L $server send-keys -l "$1"
}
keys() {
	tmux -L $server send-keys "$@"
}

# Every document at first, the newest before; the list follows what is typed.
begin 90 24 tracuu -d x.db
sees '42 documents'
sees '1. Quyết định về đường'
type 'duong'
sees '1 document'
sees 'Search: duong'
sees 'Did you mean: đường'
sees_not '42 documents'
# All that is said of an answer, and how many there are.
keys C-u
type 'duong moi nhat'
sees 'Showing results for: duong'
sees 'Did you mean: đường'
sees 'newer documents go first'
sees '1 document'

# What is typed is edited by letters: combining marks go with theirs.
keys C-u
sees '42 documents'
type "$(printf 'giao tho\314\202ng')"
sees '1. Quyết định về đường'
keys BSpace BSpace BSpace BSpace BSpace
sees 'Search: giao'
keys Left Left Left Left Left
type 'x'
sees 'Search: xgiao'
keys BSpace End BSpace
type ' thông'
sees 'Search: giao thông'
keys C-w
sees_not 'thông '
keys Escape
sees '42 documents'

# Choosing, reading, marks, going back, opening.
type 'đường'
sees '1 document'
keys Enter
sees 'n/p next'
sees 'Quyết định thành lập đường giao thông. Đường ấy dài.'
tmux -L $server capture-pane -p -e >colours
grep -q "$(printf '\033')\[[0-9;]*33mđường" colours ||
	fail "no marks: $(cat colours)"
keys o
sees 'https://x.vn/qd'
keys q
sees 'Search: đường'
keys C-o
sees 'https://x.vn/qd'
i=0
until [ -f opened ] && [ "$(wc -l <opened)" -eq 2 ]; do
	i=$((i + 1))
	[ $i -lt 600 ] || fail 'nothing was opened'
	sleep 0.05
done
is https://x.vn/qd "$(tail -n 1 opened)" 'what was opened'

# A long document is scrolled, to its end and by its marks.
keys C-u
type 'kho báu'
sees 'Văn bản dài'
keys Enter
sees 'dòng 3'
sees_not 'kho báu ở đây'
keys n
sees 'kho báu ở đây'
keys Home
sees 'dòng 0'
keys NPage
sees_not 'dòng 0'
keys End
sees 'hết'
keys Escape
sees 'Search: kho báu'

# Long lists: down, and further than was asked for at first.
keys C-u
type 'hội nghị'
sees '40 documents'
i=0
until look && grep -qF ' 40. Hội nghị' screen; do
	keys Down
	i=$((i + 1))
	[ $i -lt 1000 ] || fail "no end of the list: $(cat screen)"
done

# Filters: with counts, chosen and taken back.
keys C-u
sees '42 documents'
keys F2
sees '[ ] Quyết định (1)'
keys Down Enter
sees '[x] Quyết định (1)'
keys F2
sees 'Search:'
sees '1 document'
sees '1. Quyết định về đường'
keys Escape
sees '42 documents'

# Suggestions are taken by Tab.
type 'quyet dinh ve'
rests 'Search: quyet dinh ve'
sees 'Tab: '
keys Tab
sees_not 'Search: quyet dinh ve'
sees '1. Quyết định về đường'
keys C-u

# The order.
keys F4
sees '[newest first]'
keys F4
sees '[oldest first]'
sees '1. Văn bản dài'
keys F4
sees_not '[oldest first]'

# Other sizes of the screen, down to what is hardly one.
for size in '120 40' '40 12' '12 4' '2 1' '200 50'; do
	# shellcheck disable=SC2086 # two words
	set -- $size
	tmux -L $server resize-window -x "$1" -y "$2"
	keys Down Enter Escape F2 Escape
done
tmux -L $server resize-window -x 120 -y 40
sees '42 documents'
sees '[ ] Quyết định (1)'
type 'đường'
sees '1 document'

# What is typed cannot hurt, and the end is in order.
keys C-u
type '"(((-*: OR NEAR/'
sees 'Search: "(((-*: OR NEAR/'
keys C-u
sees '42 documents'
keys Escape
sees 'status 0'

# Ctrl-C ends it, too; Vietnamese; NO_COLOR; a terminal of ASCII.
begin 90 24 LANGUAGE=vi NO_COLOR=1 tracuu -d x.db
sees 'Tìm:'
type 'duong'
sees 'Có phải bạn muốn tìm: đường'
keys C-c
sees 'status 0'
begin 90 24 LC_ALL=C tracuu -d x.db
sees 'Quyết định về đường'
type 'đường'
sees '1 document'
keys C-c
sees 'status 0'

# The searching process dies: a message, and the next search works.
begin 90 24 tracuu -d x.db
rests '42 documents'
kill -KILL "$(searcher)"
type 'đ'
sees 'took too long or crashed'
type 'ường'
rests 'Search: đường'
sees '1. Quyết định về đường'
sees '1 document'
# A search that does not end keeps nobody from typing.
kill -STOP "$(searcher)"
keys C-u
sees 'searching'
type 'kho báu'
sees 'Search: kho báu'
sees 'Văn bản dài'
keys C-c
sees 'status 0'

# What cannot be: no index, no terminal that can do it.
begin 90 24 tracuu -d missing.db
sees 'status 2'
has err 'missing.db: no index there'
for term in nonsense dumb; do
	begin 90 24 TERM=$term tracuu -d x.db
	sees 'status 2'
	has err "TERM=$term"
done
run 2 tracuu -d x.db
has err 'no QUERY'
