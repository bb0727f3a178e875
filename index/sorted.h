/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Postings on their way into a new index: files of terms in order, each with
 * its postings, and reading several such files as one.
 */
#ifndef TC_INDEX_SORTED_H
#define TC_INDEX_SORTED_H

#include <stdint.h>
#include <stdio.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>

/*
 * A term of one file. Its postings are, for each document, how far its number
 * is from that before less one (from 0 for the first) and the term's frequency,
 * as numbers of glass.h.
 */
struct tc_sorted_term {
	struct tc_span term;
	uint32_t documents, occurrences;
	uint32_t last; /* the last document */
	struct tc_span postings;
};

/* Append a term to a file; before is the one before it, empty at first. */
void tc_sorted_put(FILE *fp, struct tc_buf *before,
    const struct tc_sorted_term *term, struct tc_buf *scratch);

/* Several files, read from the beginning. */
struct tc_sorted_merge;
enum tc_status tc_sorted_open(struct tc_sorted_merge **out, FILE *const *files,
    size_t n, struct tc_error *err);
void tc_sorted_free(struct tc_sorted_merge *merge);

/*
 * Take the next term of the files: parts of it, from those that have it, in
 * their order. They are borrowed until the next call. TC_DONE at the end,
 * TC_IO, TC_CORRUPT.
 */
enum tc_status tc_sorted_next(struct tc_sorted_merge *merge,
    const struct tc_sorted_term **parts, size_t *n, struct tc_error *err);

#endif
