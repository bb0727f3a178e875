# SPDX-License-Identifier: GPL-2.0-or-later
# --explain: what each part of the ranking gave each hit adds up.
. "$ROOT/tests/cli/lib/cli.sh"
export TRACUU_DB=x.db
index 0 -d x.db "$ROOT/corpus"

# Of a question: the parts are the model's, so hits differ by their sums.
run 0 tracuu --explain -n 20 'ai là bí thư đảng ủy các khu công nghiệp'
grep '^    score ' out >scores
is 20 "$(wc -l <scores)" 'scores'
has out 'one passage'
sed 's/^    score \([0-9.]*\): \(.*\)/\1 \2/; s/ - / -/g; s/ + / +/g' scores |
	awk '{
		sum = 0
		for (i = 2; i <= NF; i++)
			if ($i ~ /^[-+]?[0-9]+\.[0-9][0-9]$/)
				sum += $i
		if (NR == 1)
			offset = $1 - sum
		if ($1 - sum - offset > 0.1 || offset - $1 + sum > 0.1)
			print NR ": " $1 " is not " sum " + " offset
	}' >wrong
[ ! -s wrong ] || fail "parts do not add up: $(cat wrong)"

# Else words, pairs and the title are all there is; and without the option nothing.
run 0 tracuu --explain -n 3 'thuê đất'
is 3 "$(grep -c '^    score [0-9.]*: words, pairs and title$' out)" scores
run 0 tracuu -n 3 'thuê đất'
lacks out 'score'
