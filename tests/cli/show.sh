# SPDX-License-Identifier: GPL-2.0-or-later
# --show: the stored text of one document.
. "$ROOT/tests/cli/lib/cli.sh"

mkdir src
printf 'Tiêu đề văn bản\n29-06-2020 17:00\n\nDòng   một\302\240có khoảng trắng.\n\n\n\nDòng hai.\n' \
	>src/a.txt
feed 'id with space' 'noi dung \u001b[31m do' \
	'"title":"T","url":"http://a.vn/x","type":"Kế hoạch","number":"1/KH","more":7' \
	>f.jsonl
index 0 -d x.db --base-url http://b.vn/ src f.jsonl
run 0 tracuu -d x.db --show src/a.txt
cat >want <<'TEXT'
Tiêu đề văn bản
    29/6/2020
    http://b.vn/a.txt

Dòng một có khoảng trắng.

Dòng hai.
TEXT
cat -s out | cmp -s want - || fail 'another text'
run 0 tracuu -d x.db --show 'id with space'
has out 'Kế hoạch · 1/KH'
lacks out "$(printf '\033')"
run 0 tracuu -d x.db --format json --show 'id with space'
valid_json out
has out '"id":"id with space"'
has out '"text":"noi dung'
has out '"more":7'
run 1 tracuu -d x.db --show src
has err 'src: no document has this id'
run 1 tracuu -d x.db --show ''
run 1 tracuu -d x.db --show src/b.txt
is 0 "$(wc -c <out)" 'bytes on stdout'
