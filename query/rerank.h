/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The second stage: the first hits of a query, put in a better order.
 *
 * Xapian gives each hit a score of words and pairs. Here a linear model adds up
 * what their headings say (feature.h) and, of those that are then the best,
 * what their texts say. The window is the same whatever page is asked for.
 */
#ifndef TC_QUERY_RERANK_H
#define TC_QUERY_RERANK_H

#include "plan.h"

/* Hits whose headings are read, and of these whose texts are. */
#define TC_RERANK_WINDOW 300u
#define TC_RERANK_TEXTS 20u

/* Of a query that is no question: hits that may be what it names. */
#define TC_RERANK_NAMED 20u

/* Of one that asks for the newest: hits among which these are looked for. */
#define TC_RERANK_NEWEST 100u

/*
 * How many hits are looked at; 0: the first stage's order stands, since one
 * word was typed, or no order by relevance is wanted.
 */
size_t tc_rerank_window(
    const struct tc_plan *plan, const struct tc_search_options *options);

/*
 * Put the hits of the window, of n hits, into their order and give them scores:
 * above those of the hits behind the window, equal ones in the order of
 * ids. The hits are in the first stage's order. A hit whose own number was
 * typed, or whose title is the query, goes before all others.
 * TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED; the hits are as they were then.
 */
enum tc_status
tc_rerank(struct tc_hit *hits, size_t n, const struct tc_plan *plan,
    const struct tc_index *index, struct tc_analyser *analyser,
    const struct tc_search_options *options, struct tc_error *err);

#endif
