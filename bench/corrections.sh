#!/bin/sh
# Mistyped queries: is the right one among the first three that are offered, and
# are right words left alone? Of the sample documents, and of each judged set
# whose index and folder are given.
# usage: BUILD=build bench/corrections.sh [DB FOLDER]...
# EVAL_SEED has the seeds of the mistakes, each of which is measured by itself.
# VERBOSE=1 lists what was missed and what was not left alone.
set -eu

build=${BUILD-build}
here=$(dirname "$0")
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-corrections.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
PATH=$build/bin:$PATH

# answer DB QUERIES ANSWERS: append what the index says
answer() {
	tracuu -d "$1" --batch "$2" -n 0 --format json >>"$3" || [ $? -eq 1 ]
}

# each WHAT [ARGUMENT...]: WHAT DB QUERIES ARGUMENT... for each set
each() {
	n=0
	while [ $n -lt "$sets" ]; do
		n=$((n + 1))
		"$1" "$(cat "$work/$n.db")" "$work/$n.tsv" "$2" "${3-}"
	done
}

# take_right DB QUERIES FORM: the queries as they are right
take_right() {
	case $3 in
	marked) cat "$2" ;;
	*) variants "$3" <"$2" ;;
	esac >"$work/one"
	cat "$work/one" >>"$work/$3"
	answer "$1" "$work/one" "$work/$3.left"
}

# take_wrong DB QUERIES FORM SEED
take_wrong() {
	variants "mistake-$3" "$4" <"$2" >"$work/one"
	cat "$work/one" >>"$work/typed"
	answer "$1" "$work/one" "$work/offered"
}

# add DB QUERIES
add() {
	sets=$((sets + 1))
	echo "$1" >"$work/$sets.db"
	cp "$2" "$work/$sets.tsv"
}

sets=0
tracuu-index -q -d "$work/db" "$here/../corpus" || [ $? -eq 1 ]
add "$work/db" "$here/../corpus/queries.tsv"
while [ $# -gt 1 ]; do
	add "$1" "$2/queries.tsv"
	shift 2
done
for form in marked unmarked; do
	each take_right $form
	for seed in ${EVAL_SEED-1}; do
		: >"$work/typed"
		: >"$work/offered"
		each take_wrong $form "$seed"
		echo "$form, seed $seed:"
		python3 "$here/corrections.py" ${VERBOSE:+-v} "$work/$form" \
			"$work/typed" "$work/offered" "$work/$form.left"
	done
done
