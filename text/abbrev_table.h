/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of abbreviations from the inside: made here, filled by a file. */
#ifndef TC_TEXT_ABBREV_TABLE_H
#define TC_TEXT_ABBREV_TABLE_H

#include <tracuu/abbrev.h>
#include <tracuu/text.h>

/* The same rows in two orders; a row and its strings are one block. */
struct tc_abbrevs {
	struct tc_abbrev **by_key, **by_folded;
	size_t n, cap;
	unsigned orders; /* rows that were ever added */
};

/* What text/abbreviations.tsv holds; the build makes it a string. */
extern const char tc_abbrev_builtin[];

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

/* Put the rows in both orders, and drop what a file took away. */
void tc_abbrevs_sort(struct tc_abbrevs *abbrevs);

#endif
