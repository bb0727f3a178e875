/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list of postings, or of lengths, read onwards. */
#ifndef TC_INDEX_STREAM_H
#define TC_INDEX_STREAM_H

#include <tracuu/index.h>

#include "glass_read.h"

/* Where lists are read from: by Xapian, unless there is a reader. Borrowed. */
struct tc_stream_source {
	const struct xapian_database *database;
	struct tc_glass_reader *reader; /* or NULL */
};

/*
 * Open the list of a term; that of "" has all documents, once each, and their
 * lengths. The source must live as long. Statuses are those of
 * xapian_database_postlist.
 */
enum xapian_status
tc_stream_open(struct tc_stream **out, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why);

/* Read on the lengths of n documents from the first on in the list of ""; of
 * others they stay as they are. As tc_stream_count. */
enum xapian_status tc_stream_lengths(uint32_t *lengths, uint32_t first,
    uint32_t n, struct tc_stream *stream, struct xapian_error *why);

/* How many documents have a term, which is not "". As above. */
enum xapian_status
tc_stream_termfreq(uint32_t *freq, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why);

#endif
