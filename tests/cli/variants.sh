# SPDX-License-Identifier: GPL-2.0-or-later
# variants: what its forms make of queries, and that a slip is a single one.
. "$ROOT/tests/cli/lib/cli.sh"

# is FORM QUERY WANTED: exactly that
is() {
	printf 'q1\t%s\n' "$2" | run 0 variants "$1"
	printf 'q1\t%s\n' "$3" >want
	cmp -s want out || fail "$1 of $2, wanted $3"
}

# Letters lose their marks, nothing else is touched; a mark that joined no
# letter (x, combining acute) goes, too.
is unmarked 'Số 12/2020/NQ-HĐND, m² – “đường” Ốc' \
	'So 12/2020/NQ-HDND, m² – “duong” Oc'
is unmarked 'über Élan straße 日本' 'uber Elan straße 日本'
is unmarked "$(printf 'x\314\201y')" xy
is unmarked '' ''
is tones 'Nghị quyết ở ĐƯỜNG Ậu, Hòa' 'Nghi quyêt ơ ĐƯƠNG Âu, Hoa'

is telex 'Nghị quyết 12/2020/NQ-HĐND đường' \
	'Nghij quyeets 12/2020/NQ-HDDND dduowngf'
is vni 'Nghị quyết về Đường' 'Nghi5 quye6t1 ve62 D9u7o7ng2'
is viqr 'Nghị quyết về Đường' "Nghi. quye^'t ve^\` DDu+o+\`ng"

# Horn, dot below, what stands above: Unicode's order. đ has no parts.
is nfd 'ệ ự Ắ ờ đ' "$(printf 'e\314\243\314\202 u\314\233\314\243 ')$(
	)$(printf 'A\314\206\314\201 o\314\233\314\200 \304\221')"
is caps 'nghị ưu ơi đĩ ữ ÿ m²' 'NGHỊ ƯU ƠI ĐĨ Ữ ÿ M²'
# Only open oa, oe, uy have two places for their tone.
is new-tone 'Hòa khỏe ỦY thủy hoàn của mía quý hoà' \
	'Hoà khoẻ UỶ thuỷ hoàn của mía quý hoà'

# What was decomposed or is no UTF-8 is cleaned first.
is telex "$(printf 'nghi\314\243')" nghij

# Queries for chance: letters of ASCII only, so that bytes are letters.
awk 'BEGIN {
	split("nghi quyet ve viec thanh lap hoi dong o an toan", word, " ")
	for (i = 1; i <= 300; i++) {
		printf "q%d\t", i
		for (k = 0; k < 7; k++)
			printf "%s%s", k ? " " : "",
				word[1 + (i * 7 + k * (i % 5 + 1)) % 11]
		print ""
	}
}' >plain.tsv

# Is there one slip in each line, in a word of three letters? Prints 1 when
# there are many of each kind, too.
cat >slips.awk <<'E2'
BEGIN { FS = "\t" }
NR == FNR { was[$1] = $2; next }
{
	a = was[$1]
	b = $2
	for (i = 1; i <= length(a) && substr(a, i, 1) == substr(b, i, 1); i++)
		;
	# aa dropped or doubled: any of them may be the one
	if (length(b) == length(a) - 1)
		kind = substr(b, i) == substr(a, i + 1) ? "drop" : "bad"
	else if (length(b) == length(a) + 1)
		kind = substr(b, i + 1) == substr(a, i) &&
			substr(b, i, 1) == substr(a, i - 1, 1) ? "double" : "bad"
	else if (length(b) == length(a))
		kind = substr(a, i, 1) != substr(a, i + 1, 1) &&
			substr(b, i, 2) == substr(a, i + 1, 1) substr(a, i, 1) &&
			substr(b, i + 2) == substr(a, i + 2) ? "swap" : "bad"
	else
		kind = "bad"
	if (kind == "bad")
		print "bad: " a " -> " b
	# In which word? It has three letters.
	n = split(substr(a, 1, i - 1), before, " ")
	split(a, all, " ")
	if (i == 1 || substr(a, i - 1, 1) == " ")
		n++
	if (length(all[n]) < 3 && kind != "bad")
		print "short word: " a " -> " b
	count[kind]++
}
END { print (count["swap"] > 60 && count["drop"] > 60 && count["double"] > 60) }
E2

variants slip-marked <plain.tsv >first
awk -f slips.awk plain.tsv first >out
[ "$(cat out)" = 1 ] || fail 'slip-marked: not one slip of each kind'
variants slip-telex <plain.tsv >telex
cmp first telex
variants slip-unmarked <plain.tsv >unmarked
cmp first unmarked

# By seed and query id alone: in whatever company, 1 is the seed that is used.
variants slip-marked 1 <plain.tsv >again
cmp first again
sed -n '100,200p' plain.tsv | variants slip-marked >some
sed -n '100,200p' first >want
cmp want some
variants slip-marked 2 <plain.tsv >second
cmp -s first second && fail 'another seed makes the same slips'
# The same on every machine.
printf 'q1\tNghị quyết về đường\n' >one.tsv
for form in half slip-marked slip-unmarked slip-telex slip-keys; do
	for seed in 1 2 3 4 5; do
		printf '%s ' "$form"
		variants $form $seed <one.tsv
	done
done

# Of 8 marks 4 stay: decomposed each has two bytes.
printf 'q1\tị ế ề ườ\n' >marks.tsv
for seed in 1 2 3 4 5 6 7 8; do
	variants half $seed <marks.tsv | variants nfd >out
	[ "$(wc -c <out)" -eq $(($(printf 'q1\ti e e uo\n' | wc -c) + 8)) ] ||
		fail "half, seed $seed: not half of the marks"
done

# Short words are hit where there is none longer, none where there is no word.
printf 'q1\ta đi\nq2\t12 & 3\nq3\ta\n' | variants slip-marked >out
grep -q "$(printf '^q1\ta đi$')" out && fail 'no slip in a short word'
grep -q "$(printf '^q2\t12 & 3$')" out || fail 'a slip in no word'
grep -q "$(printf '^q3\taa$')" out || fail 'a word of one letter has one slip'

run 2 variants
run 2 variants nothing
has err 'slip-keys'
run 2 variants half 1x </dev/null
has err '1x: a seed is a number'
run 2 variants half '' </dev/null
echo q1 >bad
run 2 variants half <bad
has err 'line 1: no tab after a query id'
