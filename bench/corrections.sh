#!/bin/sh
# Mistyped queries: is the right one among the first three that are offered, and
# are right words left alone?
# usage: BUILD=build bench/corrections.sh DB QUERIES [SEED]
set -eu

build=${BUILD-build}
db=$1
queries=$2
seed=${3-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
PATH=$build/bin:$PATH

# answers FROM TO
answers() {
	tracuu -d "$db" --batch "$1" -n 0 --format json >"$2" || [ $? -eq 1 ]
}

cp "$queries" "$work/marked"
variants unmarked <"$queries" >"$work/unmarked"
for form in marked unmarked; do
	variants mistake-$form "$seed" <"$queries" >"$work/typed"
	answers "$work/typed" "$work/offered"
	answers "$work/$form" "$work/left"
	echo "$form:"
	python3 bench/corrections.py "$work/$form" "$work/typed" \
		"$work/offered" "$work/left"
done
