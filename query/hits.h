/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hits of an answer: adding, naming, ordering and cutting them. */
#ifndef TC_QUERY_HITS_H
#define TC_QUERY_HITS_H

#include <tracuu/query.h>

/* Free the hits, and count none. */
void tc_hits_clear(struct tc_results *results);

/* Append what Xapian found, without ids. TC_NOMEM. */
enum tc_status tc_hits_add(struct tc_results *results,
    const struct xapian_mset *mset, struct tc_error *err);

/* Scores that differ by less than a millionth are equal: they are sums of
 * floats in another order. */
double tc_score_round(double score);

/*
 * Keep the n best, in no settled order among equal ones; they have no ids yet.
 */
void tc_hits_cut(struct tc_results *results, size_t n);

/* Read the ids of the hits. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED. */
enum tc_status tc_hits_name(struct tc_results *results,
    const struct tc_index *index, struct tc_error *err);

/* Sort by scores, equal ones by ids, which all must have. */
void tc_hits_sort(struct tc_results *results);

/* Keep hits [offset, offset + limit). */
void tc_hits_page(struct tc_results *results, size_t offset, size_t limit);

#endif
