# SPDX-License-Identifier: GPL-2.0-or-later
# kill -9 at many moments: the index stays what was committed, no process
# stays behind, the next run completes. And two indexers at once.
. "$ROOT/tests/cli/lib/cli.sh"

if ! command -v setsid >/dev/null; then
	echo 'no setsid'
	exit 0
fi
files=1500
db=x.db
mkdir src
mkfifo pipe

# write_files WORD: all files, which have the word and one of their own.
write_files() {
	awk -v n=$files -v word="$1" 'BEGIN {
		for (i = 0; i < n; i++) {
			name = sprintf("src/%04d.txt", i)
			own = "r"
			for (k = 6; k < 9; k++)
				own = own substr("abcdefghij",
					substr(name, k, 1) + 1, 1)
			printf "Văn bản %s\n%s\n", word, own >name
			for (k = 0; k < 20; k++)
				printf "đoạn %d của tệp %d\n", k, i * k >name
			close(name)
		}
	}'
}

# Wait until no process of a group is left: they are on their way out.
await_end() {
	await_i=0
	while [ -n "$(living "$1")" ]; do
		await_i=$((await_i + 1))
		[ $await_i -lt 2000 ] || fail "processes left: $(living "$1")"
	done
}

# kill_after LINES SPINS WHO: when it has told of so many documents, and the
# shell has turned round so often. WHO is all of its group or only the parent.
kill_after() {
	setsid tracuu-index -c /dev/null -v -j 2 -d $db src 2>pipe &
	victim=$!
	{
		head -n "$1" >/dev/null
		spin=0
		while [ $spin -lt "$2" ]; do spin=$((spin + 1)); done
		case $3 in
		all) kill -9 -- "-$victim" 2>/dev/null || : ;;
		*) kill -9 "$victim" 2>/dev/null || : ;;
		esac
	} <pipe
	wait "$victim" 2>/dev/null || :
}

# What readers see now: nothing yet, or one whole commit.
# sees WORD...: all documents have one of the words, or there is no index.
sees() {
	if [ ! -f $db/XAPIANDB ]; then
		run 2 tracuu -d $db --count ''
		return
	fi
	run 0 tracuu -d $db --count ''
	is $files "$(cat out)" "documents after a kill"
	sees_sum=0
	for word in "$@"; do
		sees_n=$(tracuu -d $db --count "$word") || :
		sees_sum=$((sees_sum + sees_n))
	done
	is $files $sees_sum "documents with $*"
	tracuu -d $db --format jsonl -n 3 'đoạn' >out
	valid_json out
}

# The first run, killed over and over.
write_files lanmot
for moment in '1 0 all' '1 0 parent' '700 0 all' '1400 0 parent' \
	"$files 0 all" "$files 3000 parent" "$files 20000 all" \
	"$files 60000 parent"; do
	# shellcheck disable=SC2086
	kill_after $moment
	await_end "$victim"
	sees lanmot
done
index 0 -d $db src
counts $files -d $db lanmot
counts 2 -d $db rahh # 0077 and 1077
[ -z "$(find $db -name '*shard*')" ] || fail 'shards are left'

# A changed source over a live index: old or new, nothing between.
round=0
before=lanmot
for moment in '1 0 parent' '700 0 all' "$files 0 parent" "$files 2000 all" \
	"$files 10000 parent" "$files 40000 all"; do
	round=$((round + 1))
	word=lan$(echo $round | tr 123456 abcdef)
	write_files "$word"
	# shellcheck disable=SC2086
	kill_after $moment
	await_end "$victim"
	sees "$before" "$word"
	index 0 -d $db src
	counts $files -d $db "$word"
	counts 0 -d $db "$before"
	before=$word
done

# The next run at once, while children of the killed one may still be dying.
write_files nhanh
kill_after $files 0 parent
index 0 -d $db src
counts $files -d $db nhanh
await_end "$victim"

if command -v xapian-check >/dev/null; then
	run 0 xapian-check "$db/$(sed 's/auto //' $db/XAPIANDB)"
fi

# Two at once: the second says who is at work, and nothing happens.
mkfifo feed
setsid tracuu-index -c /dev/null -d $db - <feed >/dev/null 2>first.err &
first=$!
exec 3>feed
turn=0
until grep -q "process $first," $db/lock; do
	turn=$((turn + 1))
	[ $turn -lt 2000 ] || fail 'the first does not begin'
done
index 3 -d $db src
has err "$db: another indexer is at work (process $first, since "
counts $files -d $db ''
index 0 -d $db --dry-run src
feed f1 'tu dong vao' >&3
exec 3>&-
wait "$first" || fail "the first: $(cat first.err)"
counts 1 -d $db 'tu dong vao'
# The lock of a dead one is no lock.
index 0 -d $db src

# Nor is that of a scribe whose parent was killed, and which still dies: it has
# the database locked (perl does here), and nobody the folder.
if command -v perl >/dev/null && [ "$(getconf LONG_BIT)" -eq 64 ]; then
	flintlock=$(echo $db/gen-*/flintlock)
	feed f2 'khoa cua nguoi chet' >locked.jsonl
	perl -e 'use Fcntl; open(F, "+<", $ARGV[0]) or die;
		my $lock = pack("ssx4qqix4", F_WRLCK, 0, 0, 1, 0);
		fcntl(F, F_SETLK, $lock) or die;
		open(H, ">", "held") and close(H); sleep' "$flintlock" &
	holder=$!
	until [ -e held ]; do
		kill -0 "$holder" || fail 'perl does not lock'
	done
	tracuu-index -c /dev/null -j 1 -d $db locked.jsonl >/dev/null \
		2>first.err &
	first=$!
	# Its scribe is its second child, and looks at the lock before all else.
	turn=0
	looks=0
	while [ $looks -lt 10 ] && kill -0 "$first" 2>/dev/null; do
		turn=$((turn + 1))
		[ $turn -lt 2000 ] || fail 'no scribe'
		[ "$(children "$first" | wc -l)" -lt 2 ] || looks=$((looks + 1))
	done
	kill -9 "$holder"
	wait "$holder" || :
	wait "$first" || fail "the lock of a dead one: $(cat first.err)"
	counts 1 -d $db 'khoa cua nguoi chet'
fi

# A worker that dies costs at most the document in its hands.
# shellcheck disable=SC2094 # the feed is a pipe
setsid tracuu-index -c /dev/null -j 1 -d w.db - <feed >/dev/null 2>first.err &
first=$!
exec 3>feed
turn=0
until worker=$(children "$first") && [ -n "$worker" ]; do
	turn=$((turn + 1))
	[ $turn -lt 2000 ] || fail 'no worker'
done
kill -9 "$worker"
feed w1 'van ban mot' >&3
feed w2 'van ban hai' >&3
feed w3 'van ban ba' >&3
exec 3>&-
status=0
wait "$first" || status=$?
[ $status -le 1 ] || fail "a dead worker: $(cat first.err)"
n=$(tracuu -d w.db --count '')
[ "$n" -ge 2 ] || fail "$n documents left: $(cat first.err)"
[ "$n" -eq 3 ] || grep -q 'its reader crashed' first.err ||
	fail "no word of it: $(cat first.err)"
