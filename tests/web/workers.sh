# SPDX-License-Identifier: GPL-2.0-or-later
# The processes of tracuu.cgi --workers: one that ended is replaced, and whenever the
# parent is asked to end, all of them do.
. "$ROOT/tests/web/lib/web.sh"

case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # what is left of processes that are killed looks like leaks
esac

here=$(mktemp -d /tmp/tracuu-workers.XXXXXX)
parent=
finish() {
	[ -z "$parent" ] || pkill -KILL -P "$parent" || :
	[ -z "$parent" ] || kill -KILL "$parent" 2>/dev/null || :
	rm -rf "$here"
}
trap finish EXIT
site
index 0 -d site.db public.jsonl

start() {
	"$BUILD/bin/tracuu.cgi" --socket "$here/sock" --workers 2 2>page.err &
	parent=$!
}

# within_time COMMAND...: it comes true
within_time() {
	tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 400 ] || fail "never: $*: $(cat page.err)"
		sleep 0.05
	done
}
two_workers() {
	[ "$(pgrep -P "$parent" | wc -l)" -eq 2 ]
}
ended() {
	! kill -0 "$parent"
}

# ends SIGNAL: the parent does with 0, and leaves no process behind
ends() {
	pgrep -P "$parent" >children || :
	kill "-$1" "$parent"
	within_time ended
	status=0
	wait "$parent" || status=$?
	is 0 $status "exit status of $1"
	parent=
	while read -r child; do
		! kill -0 "$child" 2>/dev/null || fail "$1 leaves $child"
	done <children
}
ask() {
	fastcgi "$here/sock" QUERY_STRING=q=khu
	has out 'Status: 200 OK'
}

start
until_socket "$here/sock" page.err
ask
within_time two_workers
for _ in 1 2; do
	pgrep -P "$parent" >old
	# shellcheck disable=SC2046 # two numbers
	kill -KILL $(cat old)
	replaced() {
		two_workers && ! pgrep -P "$parent" | grep -qxFf old
	}
	within_time replaced
	ask
done
ends TERM
start
within_time two_workers
ends INT

# At any moment: while workers begin, end and are replaced.
for i in $(seq 12); do
	start
	within_time pgrep -P "$parent" >/dev/null
	[ $((i % 3)) -eq 0 ] || pkill -KILL -P "$parent" || :
	[ $((i % 2)) -eq 0 ] || within_time two_workers
	[ $((i % 5)) -ne 0 ] || pkill -KILL -P "$parent" || :
	ends TERM
done
is '' "$(cat page.err)" 'what the page complains of'
