# SPDX-License-Identifier: GPL-2.0-or-later
# Completion in bash, zsh and fish: each shell itself says what it would offer.
. "$ROOT/tests/cli/lib/cli.sh"
completion=$ROOT/cli/completion
HOME=$(pwd)
XDG_DATA_HOME=$(pwd)/data
export HOME XDG_DATA_HOME TRACUU_DB=x.db
unset LC_ALL
export LANG=C.UTF-8

feed a 'một' '"title":"Kế hoạch năm","type":"Kế hoạch"' >f.jsonl
feed b 'hai' '"title":"Quyết định mới","type":"Quyết định"' >>f.jsonl
feed c 'ba' '"title":"Quyết định cũ","type":"Quyết định"' >>f.jsonl
index 0 -d x.db f.jsonl
run 0 tracuu --save 'tìm một' một
echo >mot-tep.txt

# in_bash WORD...: what it offers for the last one, a line each
in_bash() {
	bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
		_tracuu'"$bash_function"' "$1"; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$completion/tracuu.bash" "$@" >out 2>err
	is 0 "$(wc -c <err)" "bytes on stderr of $*"
}
bash_function=
in_bash tracuu --forma
is --format "$(cat out)" option
in_bash tracuu --color = n
is never "$(cat out)" 'value after ='
in_bash tracuu --format ''
is 6 "$(wc -l <out)" formats
in_bash tracuu --type ''
is 'Kế\ hoạch Quyết\ định' "$(sort out | tr '\n' ' ' | sed 's/ $//')" types
in_bash tracuu --type Quy
is 'Quyết\ định' "$(cat out)" 'a type'
in_bash tracuu --new t
is 'tìm\ một' "$(cat out)" 'a saved search'
in_bash tracuu -d nothing --type ''
is '' "$(cat out)" 'types of no index'
in_bash tracuu -d mot
is mot-tep.txt "$(cat out)" file
in_bash tracuu quyet
has out 'Quyết\ định'
bash_function=_index
in_bash tracuu-index --roll
is --rollback "$(cat out)" 'option of tracuu-index'
in_bash tracuu-index --ocr ''
is 3 "$(wc -l <out)" 'ways of ocr'
in_bash tracuu-index mot
is mot-tep.txt "$(cat out)" source
# All options, whatever they will be.
bash_function=
in_bash tracuu --
LC_ALL=C tracuu --help | grep -o -- '--[a-z][a-z-]*' | sort -u >want
cmp want out || fail 'not all options'

# fish tells what it would complete a line to.
in_fish() {
	# shellcheck disable=SC2016
	fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
		"$completion/tracuu.fish" "$1" >out 2>err
	is 0 "$(wc -c <err)" "bytes on stderr of $1"
	cut -f 1 out >offered
}
in_fish 'tracuu --forma'
has offered --format
in_fish 'tracuu --format j'
is 'json jsonl' "$(sort offered | tr '\n' ' ' | sed 's/ $//')" formats
in_fish 'tracuu --type Quy'
has offered 'Quyết định'
in_fish 'tracuu --new t'
has offered 'tìm một'
in_fish 'tracuu Quyế'
has offered 'Quyết định'
in_fish 'tracuu-index --roll'
has offered --rollback
in_fish 'tracuu-index --ocr l'
has offered later

# zsh only completes what is typed: tmux is the terminal.
TMUX_TMPDIR=$(mktemp -d /tmp/tracuu-tmux.XXXXXX)
export TMUX_TMPDIR
trap 'tmux kill-server 2>/dev/null; rm -rf "$TMUX_TMPDIR"' EXIT
# shellcheck disable=SC2016
printf 'fpath=(%s $fpath)\nautoload -Uz compinit\ncompinit -u -d dump\nPS1="ready> "\nsetopt no_beep\n' \
	"$completion" >.zshrc
tmux -f /dev/null -u new-session -d -x 90 -y 24 'ZDOTDIR=. zsh -i'
# completes LINE TO
completes() {
	tmux send-keys C-u
	tmux send-keys -l "$1"
	tmux send-keys Tab
	completes_n=0
	until tmux capture-pane -p >screen && grep -qF -e "> $2" screen; do
		completes_n=$((completes_n + 1))
		[ $completes_n -lt 600 ] || fail "$1 is no $2: $(cat screen)"
		sleep 0.05
	done
}
completes 'tracuu --expl' 'tracuu --explain'
completes 'tracuu --sort new' 'tracuu --sort newest'
completes 'tracuu --type Quy' 'tracuu --type Quyết\ định'
completes 'tracuu --new t' 'tracuu --new tìm\ một'
completes 'tracuu-index --roll' 'tracuu-index --rollback'
completes 'tracuu-index --ocr la' 'tracuu-index --ocr later'
