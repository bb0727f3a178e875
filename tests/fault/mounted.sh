# SPDX-License-Identifier: GPL-2.0-or-later
# Losses of power on a real ext4: what its image holds while the indexer is
# stopped is what a disk would. And the same file system read-only. As root, where
# images can be mounted.
. "$ROOT/tests/fault/lib/fault.sh"

[ "$(id -u)" -eq 0 ] && command -v mkfs.ext4 >/dev/null &&
	command -v setsid >/dev/null || exit 0
truncate -s 48M image
mkfs.ext4 -q -F image
mkdir disk copy
mount -o loop image disk 2>/dev/null || exit 0
writer=
# What is at work there ends before the file system does.
clean_up() {
	if [ -n "$writer" ]; then
		kill -s KILL -- "-$writer" 2>/dev/null || :
		until [ -z "$(living "$writer")" ]; do :; done
	fi
	umount copy 2>/dev/null || :
	umount disk
}
trap clean_up EXIT
cuts=$(full_or 6 200)
make_feeds 2
tracuu-index -q -c /dev/null -j 1 -d disk/x.db f1.jsonl
learn_boundaries disk/x.db 2

# One version after the other, every fourth by a rebuild.
cat >writer.sh <<'END'
version=1
while :; do
	version=$((version + 1))
	"$witness" feed $n $version 60 >f.jsonl
	echo "begins $version"
	rebuild=
	[ $((version % 4)) -ne 0 ] || rebuild=--rebuild
	tracuu-index -v -c /dev/null -j 1 --batch 16K $rebuild -d disk/x.db \
		f.jsonl || exit 1
	echo "ends $version"
done
END
mkfifo pipe
witness=$witness n=$n setsid sh -u writer.sh >pipe 2>&1 &
writer=$!
exec 3<pipe

promise=1
promised=$n
# listen LINES: hear what is acknowledged.
listen() {
	listen_i=0
	while [ $listen_i -lt "$1" ] && read -r line <&3; do
		case $line in
		*'begins '*) listen_version=${line#*begins } ;;
		*committed:*)
			line=${line#*committed: }
			promise=$listen_version
			promised=${line% changes}
			listen_i=$((listen_i + 1))
			;;
		*'ends '*)
			promise=${line#*ends }
			promised=$n
			listen_i=$((listen_i + 1))
			;;
		esac
	done
}

i=0
while [ $i -lt "$cuts" ]; do
	i=$((i + 1))
	random 4
	listen $random
	random 4000
	while [ "$random" -gt 0 ]; do random=$((random - 1)); done
	kill -s STOP -- "-$writer"
	cp --sparse=always image image2
	kill -s CONT -- "-$writer"
	mount -o loop image2 copy
	rm -rf out.db
	cp -r copy/x.db out.db
	umount copy
	index 0 -q --check -d out.db
	state out.db
	[ $((version * 1000 + done)) -ge $((promise * 1000 + promised)) ] ||
		fail "$version:$done, but $promise:$promised was acknowledged"
	is_boundary "$done"
done
kill -s KILL -- "-$writer"
wait "$writer" 2>/dev/null || :
until [ -z "$(living "$writer")" ]; do :; done
exec 3<&-
[ "$promise" -gt 1 ] || fail 'nothing was written meanwhile'

# Read-only: searching and checking go on, an indexer says why it does not.
mount -o remount,ro disk
run 0 tracuu -d disk/x.db --count chungnhau
index 0 -q --check --wait 60 -d disk/x.db
index 3 -d disk/x.db f1.jsonl
has err 'Read-only file system'
tell "power cuts on ext4: $cuts during $promise versions, 0 damaged, 0" \
	"acknowledged batches lost, 0 half batches"
