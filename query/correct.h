/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a mistyped query may have been meant as. */
#ifndef TC_QUERY_CORRECT_H
#define TC_QUERY_CORRECT_H

#include "lookup.h"

/* Bytes [from, to) of the query become text. */
struct tc_change {
	size_t from, to;
	char text[80];
	double gain; /* ln of how much likelier that is */
	bool sure;   /* no document has what stands there */
};

#define TC_CHANGES_MAX 32

struct tc_changes {
	struct tc_change at[TC_CHANGES_MAX]; /* the likeliest first */
	size_t n;
};

/*
 * Find what words of a query may have been meant as. With certain only what it
 * may be repaired by without asking. A failure is remembered by lookup.
 */
void tc_correct_find(struct tc_changes *changes, struct tc_lookup *lookup,
    const struct tc_parsed *parsed, bool certain);

/*
 * Append the query with the likeliest changes that leave each other's words
 * alone: all of them, or where `first` is not NULL that one, and others only
 * where something must have been meant.
 */
void
tc_correct_put(const struct tc_parsed *parsed, const struct tc_changes *changes,
    const struct tc_change *first, struct tc_buf *out);

/* Was any word typed with marks? */
bool tc_correct_has_marks(const struct tc_parsed *parsed);

#endif
