# SPDX-License-Identifier: GPL-2.0-or-later
# Suggestions: the same with and without marks, the same from every index of the
# same documents, and each finds something.
. "$ROOT/tests/cli/lib/cli.sh"

export TRACUU_DB=x.db
index 0 -d x.db -j 1 "$ROOT/corpus"
index 0 -d y.db -j 3 "$ROOT/corpus"

run 0 tracuu --suggest 'đại hội đ'
has out 'đại hội đảng bộ'
cp out marked
run 0 tracuu --suggest 'dai hoi đ'
cmp marked out || fail 'unmarked words become others'
run 0 tracuu --suggest 12/20
is 12/2020/NQ-ĐHĐB "$(head -n 1 out)" 'number'
run 1 tracuu --suggest ''
run 1 tracuu --suggest xyzzy
is '' "$(cat out)" 'nothing'

# Beginnings of queries, without marks: the last word half typed.
variants unmarked <"$ROOT/corpus/queries.tsv" | cut -f 2 |
	sed 's/..$//' >beginnings
while read -r text; do
	tracuu --suggest "$text" >one || [ $? -eq 1 ]
	tracuu -d y.db --suggest "$text" >two || [ $? -eq 1 ]
	cmp one two || fail "$text: another index, other suggestions"
	sed 's/^/q\t/' one >>found
done <beginnings
[ "$(wc -l <found)" -gt 100 ] || fail "hardly any suggestions: $(wc -l <found)"
tracuu --batch found --count >counts
! grep -nE '^q.(about )?0$' counts || fail 'a suggestion finds nothing'

run 0 tracuu --suggest 'khu cong ngh' -n 1 --format json
has out '"version":1,"query":"khu cong ngh","suggestions":[{"kind":"phrase",'
has out '"text":"khu công nghiệp","count":'
run 0 tracuu --suggest 'khu cong ngh' --format tsv
has out "$(printf 'khu công nghiệp\tphrase\t')"
