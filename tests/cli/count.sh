# SPDX-License-Identifier: GPL-2.0-or-later
# --count: exact, and nothing else on stdout.
. "$ROOT/tests/cli/lib/cli.sh"

awk 'BEGIN { for (i = 0; i < 3000; i++)
	printf "{\"id\":\"%d\",\"text\":\"tài liệu %s%s\",\"date\":\"%d\"}\n", i,
		i % 2 ? "lẻ" : "chẵn", i % 3 ? "" : " ba", 2000 + i % 20 }' >f.jsonl
index 0 -d x.db -j 2 f.jsonl
counts 3000 -d x.db ''
counts 3000 -d x.db 'tài liệu'
counts 3000 -d x.db tai
counts 1500 -d x.db chan
counts 1500 -d x.db 'tài liệu lẻ'
counts 500 -d x.db 'le ba'
# Two words in quotes are their pair; more are looked for in the texts, where
# these are not too many: of 2000 found ones none is left out.
counts 2500 -d x.db -- 'tài -"lẻ ba"'
counts 2500 -d x.db -- 'tài -"liệu lẻ ba"'
counts 1500 -d x.db '"tài liệu lẻ"'
run 0 tracuu --count -d x.db 'tài NEAR/5 liệu'
is 'about 3000' "$(cat out)" 'NEAR in too many'
counts 1500 -d x.db -- 'tài -chẵn'
counts 150 -d x.db --year 2005 'tài liệu'
counts 3000 -d x.db --year 2005 --year 2006 --from 2000 --sort oldest -n 1 \
	--offset 5 tài --year 2000 --year 2001 --year 2002 --year 2003 \
	--year 2004 --year 2007 --year 2008 --year 2009 --year 2010 --year 2011 \
	--year 2012 --year 2013 --year 2014 --year 2015 --year 2016 --year 2017 \
	--year 2018 --year 2019
counts 0 -d x.db xyzzy
counts 0 -d x.db --year 1990 tài
# A count does not depend on the page, and agrees with the list.
run 0 tracuu -d x.db --format json -n 1 'le ba'
has out '"total":500,"exact":true'
is 500 "$(tracuu -d x.db --format trec -n 5000 'le ba' | wc -l)" 'lines'
