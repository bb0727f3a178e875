# SPDX-License-Identifier: GPL-2.0-or-later
# Every write, sync, rename ... of a run fails in turn, once or for good: the
# index is what was acknowledged, the run says that it failed, and the next one
# completes.
. "$ROOT/tests/fault/lib/fault.sh"

can_inject || exit 0
make_feeds 2
tracuu-index -q -c /dev/null -j 1 -d base.db f1.jsonl
learn_boundaries base.db 2

# The kinds of work: an update, a rebuild, a new index.
start_update() { cp -r base.db x.db; }
start_rebuild() { cp -r base.db x.db; }
start_new() { :; }
work_update='tracuu-index -v -c /dev/null -j 1 --batch 16K -d x.db f2.jsonl'
work_rebuild='tracuu-index -v -c /dev/null -j 1 --rebuild -d x.db f2.jsonl'
work_new='tracuu-index -v -c /dev/null -j 1 -d x.db f2.jsonl'

tries=0
failed=0
verified=0
# broke_off: $lines were read of a feed before a read of it failed; false when
# that is not what happened.
broke_off() {
	[ $status -eq 3 ] || return 1
	lines=$(sed -n 's/.*f2\.jsonl:\([0-9]*\): failed: .*/\1/p' told)
	[ -n "$lines" ] || return 1
	lines=$((lines - 1))
}

# try WORK CALL NTH ERROR
try() {
	rm -rf x.db
	"start_$1"
	eval "tried=\$work_$1"
	tries=$((tries + 1))
	trying="$*, sticky ${FAULT_STICKY-0}"
	status=0
	# shellcheck disable=SC2086 # words
	inject "$2" "$3" "$4" $tried >told 2>&1 || status=$?
	case $status in
	0) ;;
	1 | 3) failed=$((failed + 1)) ;;
	*) fail "$1: $2 $3 $4: exit status $status: $(cat told)" ;;
	esac
	acknowledged told
	feed=whole
	! broke_off || feed=broken
	if [ "$1 $feed" = 'new broken' ]; then
		state x.db begun
	else
		state x.db
	fi
	case "$1 $feed $version" in
	'new broken '*) is "$lines" "$done" "$1: $2 $3 $4: lines read" ;;
	'update broken 2') is "$lines" "$done" "$1: $2 $3 $4: lines read" ;;
	'update whole 2')
		is_boundary "$done"
		[ "$done" -ge "$acked" ] || fail "$2 $3 $4: a batch is lost"
		;;
	*' whole 2') is $n "$done" "$1: $2 $3 $4: documents" ;;
	*)
		is 0 "$acked" "$1: $2 $3 $4: acknowledged"
		case $1 in new) want='0 0' ;; *) want="1 $n" ;; esac
		is "$want" "$version $done" "$1: $2 $3 $4: state"
		;;
	esac
	[ $status -ne 0 ] || is "2 $n" "$version $done" "$1: $2 $3 $4: a good run"
	! is_known x.db || return 0
	verified=$((verified + 1))
	[ "$version" -eq 0 ] || index 0 -q --check -d x.db
	run 0 tracuu-index -q -c /dev/null -j 1 -d x.db f2.jsonl
	state x.db
	is "2 $n" "$version $done" "$1: after $2 $3 $4"
}

for work in update rebuild new; do
	for call in write sync rename open make remove read; do
		rm -rf x.db
		"start_$work"
		eval "command=\$work_$work"
		# shellcheck disable=SC2086 # words
		inject $call 0 EIO $command >told 2>&1 || fail "$work: $call"
		calls=$(counted)
		case $call in
		sync | rename | open | make | remove) step=$(full_or 5 1) ;;
		*) step=$(full_or $((calls / 5 + 1)) 1) ;;
		esac
		random "$step"
		nth=$((random + 1))
		while [ $nth -le "$calls" ]; do
			try $work $call $nth EIO
			case $call in
			write)
				try $work $call $nth ENOSPC
				try $work $call $nth SHORT
				export FAULT_STICKY=1
				try $work $call $nth ENOSPC
				unset FAULT_STICKY
				;;
			open | make | rename | sync)
				[ "$step" -gt 1 ] || try $work $call $nth ENOSPC
				;;
			esac
			nth=$((nth + step))
		done
		tell "$work: $calls calls of kind $call, one in $step failed"
	done
done
tell "calls: $tries tries, $failed runs failed and said so;" \
	"$verified different indexes came of them, each checked and completed"
