# SPDX-License-Identifier: GPL-2.0-or-later
# Losses of power, played out from what was written and synced (powercut.c):
# while an index is made, updated, rebuilt, and updated again.
. "$ROOT/tests/fault/lib/fault.sh"

can_inject || exit 0
make_feeds 4
tracuu-index -q -c /dev/null -j 1 -d base.db f1.jsonl
learn_boundaries base.db 2
cuts=$(full_or 40 400)

# What was there before: an empty folder. powercut wants files by their inodes.
mkdir base disk
echo "$(pwd)/disk 0" >base.names

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
FAULT_BELOW=$(pwd)/disk
export FAULT_LOG FAULT_BELOW
for version in 1 2 3 4; do
	rebuild=
	[ $version -ne 3 ] || rebuild=--rebuild
	# shellcheck disable=SC2086 # nothing, or an option
	{
		inject none 0 EIO tracuu-index -v -c /dev/null -j 1 --batch 16K \
			$rebuild -d disk/x.db f$version.jsonl || echo failed
	} 2>&1 | follow $version
	echo "a 0 0 0 $version:$n -" >>log
done
unset FAULT_LOG FAULT_BELOW
state disk/x.db
is "4 $n" "$version $done" 'without a loss of power'

i=0
completed=0
none=0 # no index yet
while [ $i -lt "$cuts" ]; do
	i=$((i + 1))
	rm -rf after
	promise=$("$BUILD/tests/fault/powercut" log base "$(pwd)/disk" \
		$((i + 1000 * ${FAULT_SEED-1})) after)
	[ "$promise" != '0 0' ] || promise=0:0
	[ ! -e after/x.db/XAPIANDB ] || index 0 --check -d after/x.db
	state after/x.db
	[ $((version * 1000 + done)) -ge \
		$((${promise%:*} * 1000 + ${promise#*:})) ] ||
		fail "cut $i: $version:$done, but $promise was acknowledged"
	case $version in
	0) none=$((none + 1)) ;;
	1 | 3) is "$n" "$done" 'an index that is made anew' ;;
	*) is_boundary "$done" ;;
	esac
	if [ $((i % 5)) -eq 0 ]; then
		index 0 -q -d after/x.db f4.jsonl
		state after/x.db
		is "4 $n" "$version $done" 'the next run'
		completed=$((completed + 1))
	fi
done
tell "power cuts, played out: $cuts ($none before there was an index), 0" \
	"damaged, 0 acknowledged batches lost, 0 half batches; $completed" \
	"went on to the end"
