# SPDX-License-Identifier: GPL-2.0-or-later
# Rebuilding beside the live index, going back, waiting for another indexer, and
# what a killed run leaves.
. "$ROOT/tests/cli/lib/cli.sh"

live() {
	is "auto gen-$1" "$(cat x.db/XAPIANDB)" 'the stub'
}

mkdir src
for i in 1 2 3 4 5 6; do echo "Văn bản thứ $i" >src/$i.txt; done
index 0 -d x.db src
live 1
has x.db/gen-1/MANIFEST 'state sealed'

# A rebuild takes the next number; the old one is kept, and can be gone back to.
echo 'Văn bản mới lần hai' >src/7.txt
index 0 --rebuild -d x.db src
totals '7 added'
live 2
counts 7 -d x.db ''
index 0 --rollback -d x.db
has err 'generation 1 is live now'
live 1
counts 6 -d x.db ''
index 3 --rollback -d x.db
has err 'no older generation that is whole'

# An incremental run goes on from there; what was rolled back from goes.
index 0 -d x.db src
totals '1 added'
live 1
[ ! -e x.db/gen-2 ] || fail 'gen-2 is still there'
counts 7 -d x.db ''

# --generations says how many are kept.
for i in 2 3 4; do index 0 --rebuild --generations 3 -d x.db src; done
live 4
is 'XAPIANDB gen-2 gen-3 gen-4 lock' "$(cd x.db && echo *)" 'generations'
index 0 --rebuild --generations 1 -d x.db src
is 'XAPIANDB gen-5 lock' "$(cd x.db && echo *)" 'one generation'
index 2 --generations 0 -d x.db src
index 2 --generations two -d x.db src

# Documents of a source that is not named are not lost unheard.
feed f1 'Tin của nguồn khác' >feed.jsonl
index 0 -d x.db feed.jsonl
index 3 --rebuild -d x.db src
has err '1 document(s) of a feed would be lost'
mkdir other
echo 'Một nguồn nữa' >other/1.txt
index 0 -d x.db other
index 3 --rebuild -d x.db src feed.jsonl
has err '1 document(s) of source other would be lost'
live 5
index 0 --rebuild -d x.db src feed.jsonl other
live 6
counts 9 -d x.db ''
index 0 --rebuild --yes -d x.db src feed.jsonl
counts 8 -d x.db ''

# Neither is a good part of one that has shrunk, nor one that is not there.
mv src/1.txt src/2.txt .
index 3 --rebuild -d x.db src feed.jsonl
has err '2 of 7 documents are no longer there'
has err 'the old one stays'
live 7
counts 8 -d x.db ''
[ -z "$(find x.db -name '*shard*' -o -name '*.new')" ] || fail 'left-overs'
mv src away
index 3 --rebuild -d x.db src feed.jsonl
live 7
mv away src
index 0 --rebuild --yes -d x.db src feed.jsonl
live 8
counts 6 -d x.db ''
mv 1.txt 2.txt src/

# A damaged index is not written to, and can be made anew or gone back from.
printf 'x' | dd of=x.db/gen-8/docdata.glass bs=1 seek=5000 conv=notrunc \
	2>/dev/null
index 3 -d x.db src
has err 'docdata.glass: not what was written'
has err '--rollback'
index 0 --rebuild -d x.db src feed.jsonl
counts 8 -d x.db ''
rm x.db/gen-9/postlist.glass
run 2 tracuu -d x.db ''
has err 'gen-9/postlist.glass: missing'
has err 'the index is damaged'
index 3 -d x.db src
index 3 --rollback -d x.db # gen-8 is damaged, too
index 0 --rebuild -d x.db src feed.jsonl
counts 8 -d x.db ''
# Even without a stub to read.
echo 'auto gen-99' >x.db/XAPIANDB
run 2 tracuu -d x.db ''
index 0 --rebuild -d x.db src feed.jsonl
counts 8 -d x.db ''

# An index of an earlier version says what to do.
gen=$(sed 's/auto //' x.db/XAPIANDB)
printf 'schema 1\nanalyser 1 icu-72.1\nxapian 1.4.22\ndocuments 8\n' \
	>"x.db/$gen/MANIFEST"
run 2 tracuu -d x.db ''
has err 'tracuu-index --rebuild makes it anew'
index 3 -d x.db src
has err 'tracuu-index --rebuild makes it anew'
index 0 --rebuild -d x.db src feed.jsonl
counts 8 -d x.db ''

# Readers of a rebuilt index go on, and see every state whole.
mkdir many
for i in $(seq 300); do echo "Tài liệu bản a số $i" >many/"$i".txt; done
index 0 -d y.db many
sed -i 's/bản a/bản b/' many/*.txt
tracuu-index -q -c /dev/null --rebuild -d y.db many &
indexer=$!
while kill -0 $indexer 2>/dev/null; do
	a=$(tracuu -d y.db --count '"bản a"') || :
	b=$(tracuu -d y.db --count '"bản b"') || :
	case $a-$b in 300-0 | 300-300 | 0-300) ;; *) fail "a $a, b $b" ;; esac
	for word in a b; do
		tracuu -d y.db --format jsonl -n 20 "\"bản $word\"" >out || :
		! grep -v "bản $word" out || fail "not of bản $word"
	done
done
wait $indexer || fail 'rebuilding'
counts 300 -d y.db '"bản b"'

# What was committed is told when it is asked for, batch by batch.
index 0 -v -d y.db --batch 1 many
lacks err committed
sed -i 's/bản b/bản c/' many/*.txt
index 0 -v -d y.db --batch 1 many
has err 'committed: 300 changes'

# A run that waits gets its turn.
mkfifo pipe
tracuu-index -q -c /dev/null -d y.db - <pipe &
holder=$!
exec 3>pipe
turn=0
until grep -q "process $holder," y.db/lock; do
	turn=$((turn + 1))
	[ $turn -lt 2000 ] || fail 'the first does not begin'
done
index 3 -d y.db many
has err "another indexer is at work (process $holder, since "
index 3 --wait 1 -d y.db many
index 3 --rollback -d y.db
tracuu-index -q -c /dev/null --wait 60 -d y.db feed.jsonl 3>&- &
waiter=$!
feed f2 'tin giữ khóa' >&3
exec 3>&-
wait $holder || fail 'the first'
wait $waiter || fail 'who waited'
counts 302 -d y.db ''
