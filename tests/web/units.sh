# SPDX-License-Identifier: GPL-2.0-or-later
# The units for systemd, without one that runs: it finds them right and safe, and
# the programs live with the system calls that they allow, behind a socket that
# systemd-socket-activate hands over as the page's unit has it.
. "$ROOT/tests/web/lib/web.sh"

case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # its run-time library makes other calls
esac

here=$(mktemp -d /tmp/tracuu-units.XXXXXX)
server=
finish() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	rm -rf "$here"
}
trap finish EXIT
site
sed "s|^database.*|database = $here/site.db|" site.conf >page.conf
for unit in tracuu-web.socket tracuu-web.service tracuu-index.service \
	tracuu-index.timer tracuu-suggest.service tracuu-suggest.timer; do
	sed -e "s|@CGI@|$BUILD/bin/tracuu.cgi|" -e "s|@BIN@|$BUILD/bin|" \
		-e "s|@CONF@|$(pwd)/page.conf|" -e "s|@SOCKET@|$here/sock|" \
		"$ROOT/deploy/server/$unit" >$unit
	! grep '@[A-Z]*@' $unit || fail "$unit: not filled in"
done
run 0 systemd-analyze verify --man=no ./tracuu-web.socket ./tracuu-web.service \
	./tracuu-index.service ./tracuu-index.timer ./tracuu-suggest.service \
	./tracuu-suggest.timer
is '' "$(cat out err)" 'what systemd says of the units'
# Exposure in tenths: systemd 252 calls it 0.5 and 0.9.
run 0 systemd-analyze security --offline=true --threshold=6 ./tracuu-web.service
run 0 systemd-analyze security --offline=true --threshold=15 \
	./tracuu-index.service
run 0 systemd-analyze security --offline=true --threshold=6 \
	./tracuu-suggest.service

# calls UNIT: those that it allows, groups taken apart; "~" takes out again
calls() {
	sed -n 's/^SystemCallFilter=//p' "$1" >filters
	: >allowed
	while read -r filter; do
		for name in ${filter#"~"}; do
			group "$name"
		done | sort -u >some
		case $filter in
		"~"*) sort -u allowed | comm -23 - some >rest ;;
		*) cat some allowed >rest ;;
		esac
		mv rest allowed
	done <filters
	sort -u allowed
}

# group NAME: a group's calls, or the call of that name
group() {
	case $1 in
	@*)
		systemd-analyze syscall-filter "$1" | sed -n 's/^    \([^#]*\)/\1/p' |
			while read -r group_member; do group "$group_member"; done
		;;
	*) echo "$1" ;;
	esac
}

filtered=$BUILD/tests/web/filtered
calls tracuu-index.service >index.calls
printf '[index]\ndatabase = %s\n[source corpus]\npath = %s\nvisibility = public\n' \
	"$here/site.db" "$ROOT/corpus" >index.conf
run 0 "$filtered" index.calls "$BUILD/bin/tracuu-index" -c index.conf --quiet \
	--ocr never
printf '2026-11-26\t1\t1\tkhu\n' >search.log
calls tracuu-suggest.service >suggest.calls
run 0 "$filtered" suggest.calls "$BUILD/bin/tracuu-report" --suggest \
	"$here/site.db" search.log
calls tracuu-web.service >web.calls
[ "$(wc -l <web.calls)" -gt 150 ] || fail "calls: $(cat web.calls)"
# Without what the page confines itself by it does not live.
grep -v landlock web.calls >fewer.calls
! echo | REQUEST_METHOD=GET GATEWAY_INTERFACE=CGI/1.1 TRACUU_CONF=page.conf \
	"$filtered" fewer.calls "$BUILD/bin/tracuu.cgi" >out 2>err ||
	fail 'the filter of calls is not in force'
# In a container that has not heard of Landlock it does without; files are read, too.
for kind in web index; do
	sed 's/^landlock/-&/' $kind.calls >contained.calls
	grep -q '^-landlock' contained.calls || fail "$kind: nothing is refused"
	case $kind in
	web) set -- "$BUILD/bin/tracuu.cgi" ;;
	index) set -- "$BUILD/bin/tracuu-index" -c index.conf --quiet --ocr \
		never -d contained.db ;;
	esac
	echo | REQUEST_METHOD=GET GATEWAY_INTERFACE=CGI/1.1 \
		QUERY_STRING=q=khu TRACUU_CONF=page.conf \
		run 0 "$filtered" contained.calls "$@"
	[ $kind = index ] || has out '<mark>'
done

# Where it may not confine itself nobody is answered, nor waits for that.
sed 's/^prlimit/-&/; s/^setrlimit/-&/' web.calls >open.calls
"$filtered" open.calls "$BUILD/bin/tracuu.cgi" --socket "$here/open.sock" \
	--workers 1 2>open.err &
server=$!
until_socket "$here/open.sock" open.err
for i in 1 2; do
	run 1 python3 "$ROOT/tests/web/lib/fastcgi.py" "$here/open.sock" \
		REQUEST_METHOD=GET QUERY_STRING=q=khu
	grep -q 'struct.error\|ConnectionReset\|BrokenPipe' err || fail "not turned away: $i"
done
has open.err 'does not let this program be confined (RLIMIT'
kill "$server"
wait "$server" 2>/dev/null || :

systemd-socket-activate -l "$here/sock" -E "TRACUU_CONF=$(pwd)/page.conf" \
	sh -c "exec '$filtered' web.calls '$BUILD/bin/tracuu.cgi' --workers 2 <&3" \
	2>activate.err &
server=$!
until_socket "$here/sock" activate.err
for i in 1 2 3 4; do
	fastcgi "$here/sock" QUERY_STRING="q=khu+cong+nghiep&p=$i"
	has out 'Status: 200 OK'
	has out '<mark>'
done
fastcgi "$here/sock" QUERY_STRING=q=khu PATH_INFO=/health
has out 'documents'
kill "$server"
wait "$server" 2>/dev/null || :
server=
