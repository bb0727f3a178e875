# score on a case that can be reckoned by hand, and on bad input.

# refuses MESSAGE ARGUMENT...: exits 2 and says so
refuses() {
	message=$1
	shift
	status=0
	score "$@" >out 2>err || status=$?
	if [ $status -ne 2 ] || ! grep -qF "$message" err; then
		echo "score $*: exit $status, wanted 2 and: $message"
		cat err
		exit 1
	fi
}

# a1: a grade 3 (gain 7) at rank 2 and a 1 at rank 1; c is not found.
#     DCG 1 + 7/log2(3) = 5.4165, ideal 7 + 1/log2(3) + 1/2 = 8.1309
# b1: the run misses it: 0. c1: nothing positive: left out.
# b2: its only document comes 11th: recall, but no nDCG@10 nor MRR@10.
cat >qrels.tsv <<'END'
a1	a	1
a1	b	3
a1	c	1
a1	x	0
b1	a	1
c1	a	0
b2	d11	2
END
cat >run <<'END'
a1 Q0 b 2 9.5 test
a1 Q0 a 1 9.7 test
a1 Q0 x 3 9.1 test
c1 Q0 a 1 1.0 test
END
i=1
while [ $i -le 12 ]; do
	echo "b2 Q0 d$i $i $((20 - i)).0 test" >>run
	i=$((i + 1))
done

score --classes qrels.tsv run
awk '{ print $1, 0, $2, $3 }' qrels.tsv >trec.qrels
score trec.qrels run >four
score qrels.tsv run >three
cmp three four

# An empty run is a bad one, not an error. A tied rank goes by the document.
: >empty
score qrels.tsv empty | tail -n 1
printf 'b1 Q0 z 1 1 t\nb1 Q0 a 1 1 t\n' >tied
score qrels.tsv tied | tail -n 1

# Floors.
score --floor ndcg10=0.2 --floor a:mrr10=1 qrels.tsv run >out
score --floor ndcg10=0.3 qrels.tsv run >out 2>err && exit 1
cat err
score --floor b:r100=0.51 qrels.tsv run >out 2>err && exit 1
cat err

refuses 'METRIC=VALUE' --floor ndcg=0.3 qrels.tsv run
refuses 'METRIC=VALUE' --floor ndcg10 qrels.tsv run
refuses 'no number' --floor ndcg10=x qrels.tsv run
refuses 'usage: score' qrels.tsv
refuses 'score --help' --nothing qrels.tsv run
refuses 'missing: No such file' missing run
refuses 'missing: No such file' qrels.tsv missing
refuses 'empty: empty' empty run
printf 'a1\ta\t1\n\na1\tb\n' >bad
refuses 'bad: line 3: no QID DOCID GRADE' bad run
printf 'a1\ta\tx\n' >bad
refuses 'bad: line 1: the grade' bad run
printf 'a1\ta\t99999999999999999999\n' >bad
refuses 'bad: line 1: the grade' bad run
printf 'a1\ta\t1\nb1\tb\t1\na1\ta\t2\n' >bad
refuses 'two different grades' bad run
printf 'a1\ta\t1\n\0\n' >bad
refuses 'bad: holds a NUL' bad run
printf 'a1 Q0 a 1 9.7\n' >bad
refuses 'bad: line 1: no six columns' qrels.tsv bad
printf 'a1 Q0 a b 1 9.7 t\n' >bad
refuses 'bad: line 1: no six columns' qrels.tsv bad
printf 'a1 Q0 a first 9.7 t\n' >bad
refuses 'bad: line 1: the rank' qrels.tsv bad
printf 'a1 Q0 a 1 9.7 t\na1 Q0 a 2 9.6 t\n' >bad
refuses 'bad: line 2: the document is there twice' qrels.tsv bad
