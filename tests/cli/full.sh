# SPDX-License-Identifier: GPL-2.0-or-later
# No room: the index stays as it was, and the next run with room completes.
. "$ROOT/tests/cli/lib/cli.sh"

# Xapian's compactor does not free its cursors when it fails.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"

mkdir small big
for i in 1 2 3; do echo "văn bản nhỏ $i" >small/$i.txt; done
awk 'BEGIN { srand(7); for (i = 0; i < 150; i++) {
	name = "big/" i ".txt"
	printf "Văn bản lớn %d\n", i >name
	for (k = 0; k < 300; k++)
		printf "%s%d ", k % 9 ? " " : "\n", rand() * 1e8 >name
	close(name)
} }'

# A limit on the size of files: anew, and over what is there. The limit is met
# by the writers, and with more of them by whoever merges what they wrote.
for jobs in 1 4; do
	for blocks in 100 4000 20000; do
		rm -rf x.db
		got=0
		(
			ulimit -f $blocks
			exec tracuu-index -c /dev/null -q -j $jobs -d x.db big
		) >out 2>err || got=$?
		case $got in
		0) counts 150 -d x.db '' ;;
		3)
			has err 'File too large'
			[ ! -e x.db/XAPIANDB ] || fail 'half an index'
			;;
		*) fail "exit status $got with $blocks blocks and -j $jobs" ;;
		esac
	done
done
rm -rf x.db
index 0 -d x.db small
(
	ulimit -f 600
	run 3 tracuu-index -c /dev/null -d x.db big small
)
has err 'File too large'
counts 3 -d x.db ''
index 0 -d x.db big small
counts 153 -d x.db ''

# A full disk.
[ "$(id -u)" -eq 0 ] || exit 0
mkdir disk
mount -t tmpfs -o size=3m tmpfs disk 2>/dev/null || exit 0
trap 'umount disk' EXIT
index 3 -d disk/x.db big
has err 'No space left'
run 2 tracuu -d disk/x.db ''
index 0 -d disk/x.db small
counts 3 -d disk/x.db ''
index 3 -d disk/x.db big
has err 'No space left'
counts 3 -d disk/x.db ''
echo 'thêm một tệp goodmore' >small/4.txt
mount -o remount,size=60m disk
index 0 -d disk/x.db small big
counts 1 -d disk/x.db goodmore
counts 154 -d disk/x.db ''
# Not a byte is left.
head -c 100000000 /dev/zero >disk/filler 2>/dev/null || :
echo 'đổi goodchanged' >small/1.txt
index 3 -d disk/x.db small
has err 'No space left'
counts 154 -d disk/x.db ''
rm disk/filler
index 0 -d disk/x.db small
counts 1 -d disk/x.db goodchanged
