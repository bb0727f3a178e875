#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# How often documents are described right: index a folder of real files and hold
# number, date, type, issuer, signer and title against labels.tsv. The files are
# not part of this tree.
# usage: BUILD=build SAMPLES=FOLDER tests/gold/gold.sh
set -eu

build=${BUILD-build}
[ -n "${SAMPLES-}" ] || {
	echo "make gold SAMPLES=FOLDER: a folder with the files of labels.tsv" >&2
	exit 2
}
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-gold.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
# Files that cannot be read are told; they count as missed.
"$build/bin/tracuu-index" -q -c /dev/null -d "$work/gold.db" "$SAMPLES" || :
"$build/bin/tracuu" -d "$work/gold.db" --format jsonl -n 100000 '' \
	>"$work/hits.jsonl"
"$build/bin/gold" tests/gold/labels.tsv <"$work/hits.jsonl"
