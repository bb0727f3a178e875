/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Near duplicates among hits. */
#ifndef TC_QUERY_DUPLICATES_H
#define TC_QUERY_DUPLICATES_H

#include <tracuu/query.h>

/*
 * Put each hit that is nearly the same as one before it to the copies of that.
 * All have ids and are in order; so are copies. Of the hits behind the first
 * `page` that stay, only copies of those are found. TC_NOMEM, TC_IO,
 * TC_CORRUPT, TC_CHANGED.
 *
 * Texts are nearly the same when they have four of five pairs of words and four
 * of five numbers in common (85 % of the pairs under different titles), and
 * their own numbers are no different ones. Short texts are never: too little
 * tells them apart.
 */
enum tc_status tc_duplicates_join(struct tc_results *results, size_t page,
    const struct tc_index *index, struct tc_analyser *analyser,
    struct tc_error *err);

#endif
