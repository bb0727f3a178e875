# SPDX-License-Identifier: GPL-2.0-or-later
# Losses of power, played out from what was written and synced (powercut.c):
# in updates and rebuilds, after each of which the next begins.
. "$ROOT/tests/fault/lib/fault.sh"

can_inject || exit 0
make_feeds 4
tracuu-index -q -c /dev/null -j 1 -d x.db f1.jsonl
learn_boundaries x.db 2
cuts=$(full_or 30 400)

# What was there before: the files by their inodes.
mkdir base
find "$(pwd)/x.db" -type d -printf '%p 0\n' >base.names
find "$(pwd)/x.db" -type f -printf '%p %i\n' >>base.names
while read -r path inode; do
	[ "$inode" -eq 0 ] || cp "$path" "base/inode-$inode"
done <base.names

# follow VERSION: write down what was acknowledged, as the run tells it.
follow() {
	while read -r line; do
		case $line in
		*committed:*)
			line=${line#*committed: }
			echo "a 0 0 0 $1:${line% changes} -" >>log
			;;
		esac
	done
}

: >log
FAULT_LOG=$(pwd)/log
FAULT_BELOW=$(pwd)/x.db
export FAULT_LOG FAULT_BELOW
for version in 2 3 4; do
	rebuild=
	[ $version -ne 3 ] || rebuild=--rebuild
	# shellcheck disable=SC2086 # nothing, or an option
	{
		inject none 0 EIO tracuu-index -v -c /dev/null -j 1 --batch 16K \
			$rebuild -d x.db f$version.jsonl || echo failed
	} 2>&1 | follow $version
	echo "a 0 0 0 $version:$n -" >>log
done
unset FAULT_LOG FAULT_BELOW
state x.db
is "4 $n" "$version $done" 'without a loss of power'

i=0
completed=0
while [ $i -lt "$cuts" ]; do
	i=$((i + 1))
	rm -rf out.db
	promise=$("$BUILD/tests/fault/powercut" log base "$(pwd)/x.db" \
		$((i + 1000 * ${FAULT_SEED-1})) out.db)
	[ "$promise" != '0 0' ] || promise=1:$n
	index 0 --check -d out.db
	state out.db
	[ $((version * 1000 + done)) -ge \
		$((${promise%:*} * 1000 + ${promise#*:})) ] ||
		fail "cut $i: $version:$done, but $promise was acknowledged"
	if [ "$version" -eq 3 ]; then
		is $n "$done" 'a rebuild'
	else
		is_boundary "$done"
	fi
	if [ $((i % 5)) -eq 0 ]; then
		index 0 -q -d out.db f4.jsonl
		state out.db
		is "4 $n" "$version $done" 'the next run'
		completed=$((completed + 1))
	fi
done
tell "power cuts, played out: $cuts, 0 damaged, 0 acknowledged batches lost," \
	"0 half batches; $completed went on to the end"
