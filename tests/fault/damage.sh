# SPDX-License-Identifier: GPL-2.0-or-later
# Damaged indexes: --check finds every one, no reader hangs, and one that crashes
# ends with a word and tracuu's status of trouble.
. "$ROOT/tests/fault/lib/fault.sh"

n=400
"$witness" feed $n 1 80 >f1.jsonl
tracuu-index -q -c /dev/null -j 1 -d base.db f1.jsonl
damages=$(full_or 15 120)

# damage FILE HOW
damage() {
	size=$(wc -c <"$1")
	case $2 in
	cut)
		random "$size"
		truncate -s "$random" "$1"
		;;
	flip)
		random "$size"
		was=$(dd if="$1" bs=1 skip="$random" count=1 2>/dev/null |
			od -An -tu1)
		at=$random
		random 255
		# shellcheck disable=SC2059 # the format is the byte
		printf "\\$(printf %o $(((was + random + 1) % 256)))" |
			dd of="$1" bs=1 seek="$at" conv=notrunc 2>/dev/null
		;;
	zero)
		random $((size / 512))
		dd if=/dev/zero of="$1" bs=512 seek="$random" count=1 \
			conv=notrunc 2>/dev/null
		;;
	delete) rm "$1" ;;
	unreadable)
		# Nobody can read a folder as a file, not even root.
		rm "$1"
		mkdir "$1"
		;;
	esac
}

missed=0
crashed=0
stopped=0
answered=0
refused=0
i=0
while [ $i -lt "$damages" ]; do
	i=$((i + 1))
	rm -rf x.db
	cp -r base.db x.db
	random 6
	case $random in
	0 | 1) file=postlist.glass ;;
	2) file=docdata.glass ;;
	3) file=termlist.glass ;;
	4) file=iamglass ;;
	5) file=MANIFEST ;;
	esac
	random 8
	case $random in
	0) how="cut" ;;
	1) how=delete ;;
	2) how=unreadable ;;
	3) how=zero ;;
	*) how=flip ;;
	esac
	damage "x.db/gen-1/$file" "$how"
	# Zeros over zeros are no damage.
	if cmp -s "x.db/gen-1/$file" "base.db/gen-1/$file"; then
		i=$((i - 1))
		continue
	fi
	status=0
	tracuu-index -q -c /dev/null --check -d x.db >out 2>err || status=$?
	[ $status -eq 3 ] || missed=$((missed + 1))
	for query in 'tài liệu' '"wqab wqbc" chungnhau' 'rqbc' ''; do
		status=0
		timeout -s KILL 60 tracuu -d x.db --time-limit 5 \
			--format jsonl -n 50 "$query" >out 2>err || status=$?
		case $status in
		0 | 1) answered=$((answered + 1)) ;;
		2)
			if grep -q 'tracuu: crashed' err; then
				crashed=$((crashed + 1))
			elif grep -q 'took too long' err; then
				stopped=$((stopped + 1))
			else
				refused=$((refused + 1))
			fi
			[ -s err ] || fail "$how of $file: no word"
			;;
		*) fail "$how of $file: exit status $status: $(cat err)" ;;
		esac
	done
	# Nor does an indexer seal it.
	status=0
	tracuu-index -q -c /dev/null -d x.db f1.jsonl >out 2>err || status=$?
	status=0
	tracuu-index -q -c /dev/null --check -d x.db >out 2>err || status=$?
	[ $status -eq 3 ] || fail "$how of $file: an indexer hid it"
done
is 0 $missed 'damaged indexes that --check passed'
tell "damage: $damages indexes, --check missed $missed; of $((4 * damages))" \
	"searches $refused refused, $answered answered, $crashed crashed and" \
	"said so, $stopped stopped in time"
