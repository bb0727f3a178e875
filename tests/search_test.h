/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small index and a search of it, for a whole group of tests. To be included
 * after tracuu_test.h. */
#ifndef SEARCH_TEST_H
#define SEARCH_TEST_H

#include <tracuu/query.h>

#include "bm25.h"
#include "index_test.h"

static struct tc_index *index_;
static struct tc_search *search;

/* Set up a group: samples are indexed, the first of them public. */
static inline int
begin_search(
    void **state, const struct sample *samples, size_t n, size_t public)
{
	if (make_test_dir(state) != 0)
		return -1;
	index_ = make_mixed_index(samples, n, public);
	return tc_search_new(&search, index_, NULL) == TC_OK ? 0 : -1;
}

/* Tear it down. */
static inline int
end_search(void **state)
{
	tc_search_free(search);
	tc_index_free(index_);
	return remove_test_dir(state);
}

/*
 * What Xapian's matcher gives each document that a query matches, by docid;
 * others keep what they have. How many match. The query is freed.
 */
static inline uint32_t
weigh_by_xapian(double *scores, struct xapian_query *query)
{
	const struct xapian_database *db = tc_index_database(index_);
	struct xapian_enquire *enquire;
	struct xapian_mset *mset;
	struct xapian_mset_row row;
	struct xapian_error why;
	uint32_t i, n, all;

	assert_int_equal(xapian_database_get_doccount(&all, db, &why), 0);
	assert_int_equal(xapian_enquire_new(&enquire, db, &why), 0);
	assert_int_equal(xapian_enquire_set_query(enquire, query, 0, &why), 0);
	assert_int_equal(xapian_enquire_set_bm25_weight(enquire, TC_BM25_K1, 0,
			     1, TC_BM25_B, TC_BM25_MIN_LENGTH, &why),
	    0);
	assert_int_equal(
	    xapian_enquire_get_mset(&mset, enquire, 0, all, all, &why), 0);
	n = xapian_mset_size(mset);
	for (i = 0; i < n; i++) {
		assert_int_equal(xapian_mset_get_row(&row, mset, i, &why), 0);
		scores[row.docid] = row.weight;
	}
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	xapian_query_free(query);
	return n;
}

#endif
