/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which documents of a database are public. */
#ifndef TC_INDEX_VISIBLE_H
#define TC_INDEX_VISIBLE_H

#include "counts.h"

/* Which documents are public, once that was asked often. Begin with zeros. */
struct tc_public {
	struct tc_counts counts; /* other than 0: it is */
	unsigned asked;
};

/* Forget it: the database is of another state. */
void tc_public_free(struct tc_public *shown);

/* *out is NULL while it was not asked often, or without memory. Borrowed. */
enum xapian_status
tc_public_get(const struct tc_counts **out, struct tc_public *shown,
    const struct tc_stream_source *source, struct xapian_error *why);

/* The same of an index. */
enum xapian_status tc_index_public(const struct tc_counts **out,
    const struct tc_index *index, struct xapian_error *why);

/* Count the documents that are not; UINT32_MAX after a failure. */
enum xapian_status tc_visible_count_hidden(uint32_t *hidden,
    const struct xapian_database *database, struct xapian_error *why);

#endif
