# SPDX-License-Identifier: GPL-2.0-or-later
# Readers that stay open search all the while: during updates, rebuilds and a
# rollback. No search fails, and none is answered from two states. FAULT_FEED is
# another feed to do that with (gzip).
. "$ROOT/tests/fault/lib/fault.sh"

n=$(full_or 300 70000)
count=$(full_or 400 25000) # searches of each of two readers, at least
batch=$(full_or 64K 8)

# feed_of VERSION
feed_of() {
	if [ -n "${FAULT_FEED-}" ]; then
		zcat "$FAULT_FEED" | "$witness" stamp "$1" | gzip -1 >feed.gz
	else
		"$witness" feed "$n" "$1" 60 | gzip -1 >feed.gz
	fi
	mv feed.gz feed.jsonl.gz
}

[ -z "${FAULT_FEED-}" ] || n=$(zcat "$FAULT_FEED" | wc -l)
feed_of 1
tracuu-index -q -c /dev/null -d x.db feed.jsonl.gz
for reader in 1 2; do
	"$witness" search x.db "$n" "$count" stop >reader$reader.out \
		2>reader$reader.err &
	eval "reader$reader=$!"
done
reading() {
	kill -0 "$reader1" 2>/dev/null && kill -0 "$reader2" 2>/dev/null
}

updates=0
rebuilds=0
version=1
while reading && { [ $rebuilds -lt 2 ] ||
	! grep -q reached reader1.out || ! grep -q reached reader2.out; }; do
	version=$((version + 1))
	feed_of $version
	if [ $((version % 2)) -eq 0 ]; then
		index 0 -q --batch "$batch" -d x.db feed.jsonl.gz
		updates=$((updates + 1))
	else
		index 0 -q --rebuild -d x.db feed.jsonl.gz
		rebuilds=$((rebuilds + 1))
	fi
done
! reading || index 0 -q --rollback -d x.db
: >stop
for reader in 1 2; do
	status=0
	eval "wait \$reader$reader" || status=$?
	[ $status -eq 0 ] || fail "reader $reader: $(cat reader$reader.err)"
done
searches=$(awk '/searches/ { n += $1 } END { print n }' reader?.out)
tell "readers: $searches searches of $n documents during $updates updates," \
	"$rebuilds rebuilds and a rollback: none failed, none from two states"
