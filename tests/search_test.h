/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small index and a search of it, for a whole group of tests. To be included
 * after tracuu_test.h. */
#ifndef SEARCH_TEST_H
#define SEARCH_TEST_H

#include <tracuu/query.h>

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

#endif
