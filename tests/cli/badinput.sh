# SPDX-License-Identifier: GPL-2.0-or-later
# Whatever lies in a folder: one line for what is bad, the rest is indexed.
. "$ROOT/tests/cli/lib/cli.sh"

tab=$(printf '\tx') && tab=${tab%x}
newline='
'
mkdir -p src/deep
echo 'văn bản tốt goodone' >src/a.txt
echo 'văn bản tốt goodtwo' >src/z.txt
: >src/empty.txt
printf 'abc\000def' >src/nul.txt
head -c 5000 "$BUILD/bin/tracuu" >src/binary.bin
head -c 5000 "$BUILD/bin/tracuu" >src/binary.txt
printf '\001\002\003\004\005\006\007\010\016\017 abc' >src/controls.txt
printf 'ti\341\272 goodcut\n' >src/cut.txt
printf 'Ngh\353 quy\325t goodlegacy\n' >src/legacy.txt
echo ' ' >src/blank.txt
echo '<script>x</script>' >src/nothing.html
echo '<b>tag <i>soup</b> goodhtml <p' >src/soup.html
echo 'tên goodname' >"src/two${newline}lines.txt"
echo 'tên goodspace' >'src/Nghị quyết 100% (số 5) %20 & "x".txt'
echo 'tên goodbytes' >"$(printf 'src/n\377me.txt')"
echo 'tên goodescape' >"$(printf 'src/\033[31mred.txt')"
echo 'tên gooddash' >src/--help.txt
printf '\005Binh' >"src/~\$z.docx" # Word has z.docx open
ln -s . src/loop
ln -s ../src src/deep/up
ln -s self src/self
ln -s nowhere src/dangling.txt
ln -s a.txt src/link.txt
mkfifo src/fifo.txt
head -c 200000000 /dev/zero | tr '\0' 'a' >src/huge.txt

index 1 -d x.db --report r.jsonl --base-url http://a.vn src
rm src/huge.txt
has err 'src/empty.txt: failed: empty file'
has err 'src/nul.txt: failed: binary data'
has err 'src/binary.txt: failed: binary data'
has err 'src/controls.txt: failed: binary data'
has r.jsonl '"src/cut.txt","fate":"added","why":"not UTF-8'
has r.jsonl '"src/legacy.txt","fate":"added","why":"not UTF-8'
has err 'src/blank.txt: failed: no text'
has err 'src/nothing.html: failed: no text'
has err 'src/huge.txt: failed: 190 MiB, over the limit'
has err 'me.txt: failed: its name is not UTF-8'
has err 'src/loop: skipped: a symbolic link'
has err 'src/self: skipped: a symbolic link'
has err 'src/dangling.txt: skipped: a symbolic link'
has err 'src/fifo.txt: skipped: neither a file nor a folder'
has err 'of a kind that is not read, such as'
totals '9 added, 0 changed, 0 removed, 0 unchanged'
totals '8 failed'
[ "$(grep -c ': failed' err)" -eq 8 ] || fail 'not one line for each failure'
lacks err "$(printf '\033')"
lacks err '~$'
valid_json r.jsonl
has r.jsonl 'src/n\\xFFme.txt'
has r.jsonl 'two\nlines.txt'
for good in one two html name space escape dash cut legacy; do
	counts 1 -d x.db "good$good"
done
counts 0 -d x.db goodbytes
counts 9 -d x.db ''

# Names that are awkward in each format.
is 'src/two%0Alines.txt' "$(ids -d x.db goodname)" 'id with a line end'
is 1 "$(tracuu -d x.db --format paths goodname | wc -l)" 'lines of a path'
is 8 "$(tracuu -d x.db --format tsv goodname |
	awk -F "$tab" '{ print NF }')" 'columns'
tracuu -d x.db --format jsonl goodname >out
valid_json out
has out '"id":"src/two\nlines.txt"'
tracuu -d x.db --format tsv goodspace >out
has out 'src/Nghị quyết 100% (số 5) %20 & "x".txt'
has out 'http://a.vn/Ngh%E1%BB%8B%20quy%E1%BA%BFt%20100%25%20%28'
run 0 tracuu -d x.db --show 'src/Nghị quyết 100% (số 5) %20 & "x".txt'
run 0 tracuu -d x.db --show "src/two${newline}lines.txt"
tracuu -d x.db goodescape >out
lacks out "$(printf '\033')"
# Paths are files that are there.
tracuu -d x.db --format paths goodspace >out
[ -f "$(cat out)" ] || fail 'no such path'

# The next run does not fail on what it knows, and says the same of the rest.
index 1 -d x.db --base-url http://a.vn src
totals '0 added, 0 changed, 0 removed, 9 unchanged'
totals '7 failed'

# A socket in the folder, where something here can make one.
if command -v perl >/dev/null; then
	mkdir sock
	echo 'văn bản' >sock/a.txt
	perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0);
		bind(S, sockaddr_un("sock/s.txt"))'
	index 0 -d sock.db sock
	has err 'sock/s.txt: skipped: neither'
fi
index 2 -d sock.db src/fifo.txt
has err 'neither a folder nor a file'

# The index in the folder that it indexes.
mkdir inside
echo 'văn bản' >inside/a.txt
index 0 -d inside/x.db inside
totals '1 added'
index 0 -d inside/x.db inside
totals '0 added, 0 changed, 0 removed, 1 unchanged'
lacks err 'not read'

# No index, or none of ours.
run 2 tracuu -d missing.db x
has err 'missing.db: no index there; tracuu-index makes one'
run 2 tracuu -d src x
has err 'src: a folder, but no index'
run 2 tracuu -d src/a.txt x
has err 'src/a.txt'
index 3 -d src src
has err 'src: no index, and not empty'
index 3 -d src/a.txt src
has err 'src/a.txt: not a folder'
index 3 -d missing/x.db src
has err 'missing/x.db: No such file'
mkdir stub
echo 'auto gen-1' >stub/XAPIANDB
run 2 tracuu -d stub x
has err 'stub'
: >stub/XAPIANDB
run 2 tracuu -d stub x
index 3 -d stub src
has err 'stub/XAPIANDB'
# A database of Xapian that is not ours.
mkdir foreign
cp -r x.db/gen-1 foreign/gen-1
printf 'auto gen-1\n' >foreign/XAPIANDB
: >foreign/gen-1/postlist.glass
run 2 tracuu -d foreign x
has err 'foreign'
index 3 -d foreign src

# The configuration: each mistake with its line.
# wrong LINE TEXT MESSAGE
wrong() {
	printf '%b' "$2" >bad.conf
	index 2 -d conf.db -c bad.conf src
	has err "bad.conf:$1: $3"
}
wrong 1 'nonsense\n' 'neither [section]'
wrong 2 '# x\n[index\njobs = 2\n' 'neither [section]'
wrong 3 '[index]\n\njobs = many\n' '[index] jobs: no number'
wrong 2 '[index]\njob = 2\n' '[index] job: no such setting'
wrong 2 '[indexes]\njobs = 2\n' '[indexes] jobs: no such section'
wrong 3 '[source a]\npath = src\nvisibility = secret\n' \
	'[source a] visibility: neither public'
wrong 2 '[source a]\nurl = x\n' '[source a] url: no such setting'
wrong 2 '[source a/b]\npath = src\n' '[source a/b] path:'
wrong 2 '[source ]\npath = src\n' '[source ] path:'
long=$(head -c 250 /dev/zero | tr '\0' x)
wrong 2 "[source a]\nbase_url = $long\npath = src\n" 'a line over'
printf '[source a]\nvisibility = public\n' >bad.conf
index 2 -c bad.conf
has err '[source a] has no path'
index 2 -c src -d conf.db src
has err 'src: Is a directory'
[ ! -e conf.db ] || fail 'an index by a bad configuration'
# Indented, with a byte order mark and CR LF it is still good.
printf '\357\273\277[source a]\r\n  path = inside ; here\r\n\tvisibility = public\r\n' \
	>good.conf
index 0 -c good.conf -d conf.db
totals '1 added'

# What an ordinary user may not read or write. Root reads everything.
as=
if [ "$(id -u)" -eq 0 ]; then
	command -v setpriv >/dev/null || exit 0
	as='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
place=$(mktemp -d /tmp/tracuu-user.XXXXXX)
trap 'chmod -R u+rwX "$place"; rm -rf "$place"' EXIT
cp "$BUILD/bin/tracuu" "$BUILD/bin/tracuu-index" "$place"
mkdir -p "$place/src/closed" "$place/src/listed" "$place/ro" "$place/home"
echo 'văn bản goodopen' >"$place/src/a.txt"
echo 'văn bản goodshut' >"$place/src/shut.txt"
echo 'văn bản goodin' >"$place/src/closed/in.txt"
echo 'văn bản goodlisted' >"$place/src/listed/in.txt"
[ -z "$as" ] || chown -R 65534:65534 "$place"
# user STATUS PROGRAM ARGUMENT...
user() {
	user_want=$1
	user_program=$2
	shift 2
	# shellcheck disable=SC2086
	run "$user_want" $as "$place/$user_program" "$@"
}
user 0 tracuu-index -c /dev/null -d "$place/home/db" "$place/src"
totals '4 added'
chmod 000 "$place/src/shut.txt" "$place/src/closed"
chmod 600 "$place/src/listed"
echo 'đổi goodchanged' >"$place/src/a.txt"
user 1 tracuu-index -c /dev/null -d "$place/home/db" "$place/src"
has err 'src/closed: failed: Permission denied'
has err 'src/listed/in.txt: failed: Permission denied'
# What cannot be looked at is not gone.
totals '0 added, 1 changed, 0 removed'
for good in changed shut in listed; do
	counts 1 -d "$place/home/db" "good$good"
done
user 1 tracuu-index -c /dev/null -d "$place/home/new" "$place/src"
has err 'src/shut.txt: failed: Permission denied'
counts 1 -d "$place/home/new" ''
# The source itself.
user 3 tracuu-index -c /dev/null -d "$place/home/db" "$place/src/closed"
has err 'closed: '
chmod 500 "$place/ro"
user 3 tracuu-index -c /dev/null -d "$place/ro/db" "$place/src"
has err 'ro/db: Permission denied'
chmod -R a-w "$place/home/db"
user 3 tracuu-index -c /dev/null -d "$place/home/db" "$place/src"
has err 'Permission denied'
user 0 tracuu -d "$place/home/db" goodchanged
chmod 000 "$place/home/db"
user 2 tracuu -d "$place/home/db" goodchanged
has err 'Permission denied'
chmod 000 "$place/ro"
user 2 tracuu-index -c "$place/ro/x.conf" "$place/src"
has err 'x.conf: Permission denied'
