/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counts of common terms, kept from question to question. */
#ifndef TC_INDEX_COUNTS_H
#define TC_INDEX_COUNTS_H

#include <tracuu/index.h>

#include "stream.h"

#define TC_COUNTS_KEPT 1024u

struct tc_kept {
	char *term;
	size_t len;
	struct tc_counts counts;
	uint32_t freq;
	unsigned uses; /* lately */
	unsigned users;
};

/* Begin with zeros; all of it is of one state of the database. */
struct tc_kept_counts {
	struct tc_kept at[TC_COUNTS_KEPT];
	size_t n;
	/* Terms that one answer asked for. */
	struct {
		uint32_t hash, answer;
	} seen[1024];
	uint32_t asked, answers; /* so many times */
};

/* Forget all: the database is of another state. Nobody uses any. */
void tc_kept_counts_free(struct tc_kept_counts *kept);

/* As tc_index_counts. XAPIAN_NO_MEMORY, or what reading them met. */
enum xapian_status tc_kept_counts_get(const struct tc_counts **out,
    struct tc_kept_counts *kept, const struct tc_stream_source *source,
    struct tc_span term, uint32_t freq, struct xapian_error *why);

/* Have the counts of all documents, in memory of the caller's, also after a
 * failure. XAPIAN_NO_MEMORY, or what reading them met. */
enum xapian_status
tc_counts_read(struct tc_counts *counts, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why);

/* Free what counts have, which is the caller's. */
void tc_counts_free(struct tc_counts *counts);

/* The counts are used no longer. */
void
tc_kept_counts_put(struct tc_kept_counts *kept, const struct tc_counts *counts);

#endif
