# SPDX-License-Identifier: GPL-2.0-or-later
# Broken files of every format, in one run: it ends by itself, tells of every one,
# leaves no process and touches nothing else, and nobody takes a gigabyte.
. "$ROOT/tests/fault/lib/fault.sh"

mutate=$BUILD/tests/fault/mutate
files=$(full_or 60 2000)
mkdir -p work/src elsewhere
echo 'untouched' >elsewhere/file
"$mutate" files "$seed" "$files" work/src "$ROOT"/corpus/tai-lieu/* \
	"$ROOT"/corpus/van-ban/*.html "$ROOT"/corpus/tin-tuc/dai-hoi*.txt
# Entities that grow, and a name for a file outside: neither is obeyed.
cat >work/src/bomb.html <<'HTML'
<!DOCTYPE html [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY x SYSTEM "elsewhere/file">]><p>&c;&c;&c;&c;&x; goodbomb
HTML
find elsewhere -exec stat -c '%n %s %Y %Z' '{}' + >before

cd work
status=0
setsid "$mutate" run tracuu-index -c /dev/null -j 2 --ocr "$(full_or never later)" \
	--report r.jsonl -d x.db src >size 2>err || status=$?
cd ..
[ $status -le 1 ] || fail "exit status $status: $(tail -n 3 work/err)"
valid_json work/r.jsonl
for file in work/src/*; do
	has work/r.jsonl "src/$(basename "$file")"
done
find elsewhere -exec stat -c '%n %s %Y %Z' '{}' + >after
cmp before after || fail 'something else was touched'
is 5 "$(find work -mindepth 1 -maxdepth 1 | wc -l)" 'files where it worked'
kib=$(cat work/size)
[ "$kib" -lt 1048576 ] || fail "a process took $kib KiB"
counts 0 -d work/x.db untouched
tell "$files files: $(grep -c '"fate":"failed"' work/r.jsonl) failed," \
	"$(grep -c 'crashed' work/r.jsonl) crashes," \
	"$kib KiB at most, no process left"
