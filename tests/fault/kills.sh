# SPDX-License-Identifier: GPL-2.0-or-later
# kill -9 at random moments: of the process that is just allocating or calling
# the system, or of all processes of the run, in updates and rebuilds. What was
# acknowledged is there, no half batch is seen, and the next run completes.
. "$ROOT/tests/fault/lib/fault.sh"

can_inject || exit 0
make_feeds 3
tracuu-index -q -c /dev/null -j 1 -d base.db f1.jsonl
learn_boundaries base.db 2
kills=$(full_or 40 1000)
# A run has a group of its own, which KILLALL kills, from its first moment on.
inject_by='setsid -w'
rebuild() {
	tracuu-index -q -c /dev/null -j 2 --rebuild -d "$1" "f$2.jsonl"
}
# How many moments there are.
for call in malloc change; do
	cp -r base.db x.db
	inject $call 0 EIO env sh -c "exec tracuu-index -v -c /dev/null -j 1 \
		--batch 16K -d x.db f2.jsonl" 2>/dev/null
	eval "moments_$call=$(counted)"
	rm -rf x.db
done

killed=0
whole=0
lost=0
cp -r base.db x.db
now=1 # version that is complete
i=0
while [ $i -lt "$kills" ]; do
	i=$((i + 1))
	next=$((now % 3 + 1))
	# Versions go on from 3 to 1 only by a new base.
	if [ $next -eq 1 ]; then
		rm -rf x.db
		cp -r base.db x.db
		now=1
		next=2
	fi
	random 4
	case $random in 0) call=malloc ;; *) call=change ;; esac
	eval "random \$moments_$call"
	nth=$((random + 1))
	random 2
	case $random in 0) how=KILL ;; *) how=KILLALL ;; esac
	random 4
	if [ "$random" -eq 0 ]; then
		work="tracuu-index -v -c /dev/null -j 2 --rebuild -d x.db \
			f$next.jsonl"
		rebuilds=1
	else
		work="tracuu-index -v -c /dev/null -j 1 --batch 16K -d x.db \
			f$next.jsonl"
		rebuilds=
	fi
	trying="$i: $how at $call $nth of $work"
	status=0
	# shellcheck disable=SC2086 # words
	inject $call $nth $how $work >told 2>&1 || status=$?
	[ $status -eq 0 ] || killed=$((killed + 1))
	acknowledged told
	state x.db
	if [ "$version" -eq "$next" ]; then
		[ -n "$rebuilds" ] || is_boundary "$done"
		[ "$done" -ge "$acked" ] || lost=$((lost + 1))
		[ -z "$rebuilds" ] || is $n "$done" 'documents of a rebuild'
	else
		is "$now $n" "$version $done" "state after kill $i"
		[ "$acked" -eq 0 ] || lost=$((lost + 1))
	fi
	[ $status -ne 0 ] || is "$next $n" "$version $done" 'a whole run'
	# The next run goes on from there.
	random 3
	if [ "$random" -eq 0 ]; then
		index 0 --wait 60 --check -d x.db
		whole=$((whole + 1))
	fi
	run 0 tracuu-index -q -c /dev/null --wait 60 -j 1 -d x.db "f$next.jsonl"
	state x.db
	is "$next $n" "$version $done" 'the next run'
	[ -z "$(find x.db -name '*shard*' -o -name '*.new' -o -name '*.old')" ] ||
		fail 'left-overs'
	now=$next
done
is 0 $lost 'acknowledged batches lost'
index 0 --check -d x.db
tell "kills: $kills tries, $killed killed, $lost acknowledged batches lost," \
	"0 half batches, $whole of the indexes checked at once"
[ $killed -gt $((kills / 2)) ] || fail "only $killed were killed"
