/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of abbreviations from the inside: made here, filled by a file. */
#ifndef TC_TEXT_ABBREV_TABLE_H
#define TC_TEXT_ABBREV_TABLE_H

#include <tracuu/abbrev.h>
#include <tracuu/text.h>

/* The same rows in two orders. */
struct tc_abbrevs {
	const struct tc_abbrev **by_key, **by_folded;
	size_t n, cap;
	struct tc_abbrev **own; /* rows of files, each with its strings */
	size_t own_n, own_cap;
	unsigned orders; /* rows that were ever added */
};

/*
 * What text/abbreviations.tsv holds, in the order of by_key, and which of the
 * rows come one after the other by_folded. Made by abbrev_gen.c: to fold them
 * at each start took longer than to answer a question.
 */
extern const struct tc_abbrev tc_abbrev_builtin[];
extern const unsigned short tc_abbrev_builtin_folded[];
extern const size_t tc_abbrev_builtin_n;

/* Who is told of lines that are wrong, and of which file. */
struct tc_abbrev_warning {
	tc_abbrev_warn_fn warn;
	void *arg;
	const char *path;
};

/*
 * Add the lines of a file, staff's or our own, and sort the table. warning may
 * be NULL. TC_NOMEM: then the table is as before.
 */
enum tc_status
tc_abbrevs_parse(struct tc_abbrevs *abbrevs, const char *s, size_t len,
    bool staff, const struct tc_abbrev_warning *warning, struct tc_error *err);

/* Make room for so many rows in all. False: there is no memory. */
bool tc_abbrevs_make_room(struct tc_abbrevs *abbrevs, size_t n);

/* Put the rows in both orders, and drop what a file took away. */
void tc_abbrevs_sort(struct tc_abbrevs *abbrevs);

#endif
