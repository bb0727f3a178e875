# SPDX-License-Identifier: GPL-2.0-or-later
# The file of abbreviations: where it is looked for, and what is said of it.

mkdir docs
echo 'Ủy ban nhân dân (UBND)' >docs/a.txt
tracuu-index -c /dev/null -q -d db docs

# A line that is wrong is told of and skipped.
printf 'UBND ủy ban\nPKT\tphòng kinh tế\n' >staff.tsv
tracuu -d db --abbreviations staff.tsv UBND >out 2>err
grep -q 'staff.tsv:1: no tab' err
[ "$(wc -l <err)" -eq 1 ]

# The environment names one where no option does.
TRACUU_ABBREVIATIONS=staff.tsv tracuu -d db UBND >out 2>err
grep -q 'staff.tsv:1: no tab' err
printf 'PKT\tphòng kinh tế\n' >good.tsv
TRACUU_ABBREVIATIONS=staff.tsv tracuu -d db --abbreviations good.tsv UBND \
	>out 2>err
[ ! -s err ]
TRACUU_ABBREVIATIONS=staff.tsv tracuu -d db --no-abbreviations UBND >out 2>err
[ ! -s err ]

# One that was named must be there.
status=0
tracuu -d db --abbreviations none.tsv UBND >out 2>err || status=$?
[ $status -eq 2 ]
grep -q none.tsv err
[ ! -s out ]

# What a document defines goes with it.
xapian-delve -a -1 db | grep -qx 'Aubnd=ubnd=ủy ban nhân dân'
xapian-delve -a -1 db | grep -qx 'Euy ban nhan dan=ubnd'
echo 'Ủy ban' >docs/a.txt
tracuu-index -c /dev/null -q -d db docs
xapian-delve -a -1 db >terms
! grep '^[AE].*=' terms
