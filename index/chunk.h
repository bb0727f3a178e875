/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of a chunk: a piece of a list of postings, or of lengths. */
#ifndef TC_INDEX_CHUNK_H
#define TC_INDEX_CHUNK_H

#include <tracuu/index.h>

struct tc_chunk {
	const char *at, *end;	       /* what is left of the bytes; borrowed */
	struct xapian_posting_row row; /* the present one */
	uint32_t until;		       /* the last document */
	bool is_last;		       /* of the list's chunks */
};

/* What stands before the head of a list's first chunk. */
struct tc_list_totals {
	uint32_t documents, occurrences, before; /* the first document */
};

/* Take it, and go on behind it. False: it is not sound. */
bool tc_list_take_totals(
    struct tc_list_totals *totals, const char **s, const char *end);

/*
 * Begin to read the bytes of a chunk, whose key tells which document it begins
 * with; 0: it is the list's first. They must live as long. False: they are not
 * sound.
 */
bool
tc_chunk_begin(struct tc_chunk *chunk, struct tc_span bytes, uint32_t begins);

/* Where a run of rows stopped. */
enum tc_stop {
	TC_STOP_AT_ROW, /* which is the first that was not wanted */
	TC_STOP_CHUNK_ENDS,
	TC_STOP_NOT_SOUND
};

/* Where rows go; nothing is said of those that are passed over. */
enum tc_target { TC_TO_NOTHING, TC_TO_COUNTS, TC_TO_ONES, TC_TO_LENGTHS };

/* The documents that rows are wanted of. */
struct tc_wanted {
	struct tc_counts *counts; /* TC_TO_COUNTS, TC_TO_ONES */
	uint32_t *lengths;	  /* TC_TO_LENGTHS */
	uint32_t first, n;
	bool failed; /* for memory */
};

/* Put a row of one of the documents. */
void tc_wanted_put(struct tc_wanted *wanted, enum tc_target target,
    const struct xapian_posting_row *row);

/*
 * Run through the rows from the present one to the first that is from `from`
 * on, or the chunk's end. All that are passed over are put where they are
 * wanted, which must be so of documents from the present row to `from`; NULL
 * with TC_TO_NOTHING.
 */
enum tc_stop tc_chunk_run(struct tc_chunk *chunk, uint32_t from,
    struct tc_wanted *wanted, enum tc_target target);

#endif
