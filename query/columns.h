/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The values of facets in memory: to read them out of the index document by
 * document is most of what counting costs.
 */
#ifndef TC_QUERY_COLUMNS_H
#define TC_QUERY_COLUMNS_H

#include <tracuu/facets.h>

#include "tally.h"

struct tc_column {
	uint16_t *at;	/* the numbers of documents' values, by docid, each
			   TC_FACETS_COUNTED behind the one before: from 1, 0:
			   none; NULL: the facet has too many values */
	uint32_t after; /* docids are smaller than that */
	struct tc_tally values;
};

/* Begins as zeroes. */
struct tc_columns {
	struct tc_column of[TC_FACETS_COUNTED];
	uint16_t *rows; /* what they are made of: a document's side by side */
	bool made;
	char uuid[40]; /* what they are of */
	uint64_t revision;
	uint64_t read; /* documents whose values were read one by one */
};

/*
 * n documents of the index are about to be counted. Columns of another state of
 * it are dropped; they are made when reading values one by one has cost as
 * much. Where the index cannot tell its state, or is too large, there are none.
 * TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_columns_prepare(struct tc_columns *columns,
    const struct tc_index *index, size_t n, struct tc_error *err);
void tc_columns_free(struct tc_columns *columns);

/*
 * The rows of n documents, TC_FACETS_COUNTED numbers each, one behind the
 * other, for the caller to free. They are scattered over the memory, and each
 * facet wants them. NULL when there is no memory; there must be columns.
 */
uint16_t *tc_columns_rows(
    const struct tc_columns *columns, const uint32_t *docids, size_t n);

/*
 * Add to counts, which has room for all values of a facet and before them for
 * documents that have none, what these rows have of it.
 */
void tc_rows_count(
    const uint16_t *rows, size_t n, enum tc_facet facet, uint32_t *counts);

#endif
