/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words and pairs that are common in the collection: they make no candidates of
 * a question, and are looked up in the best of those only. Xapian would look
 * each of them up in every candidate, which was two thirds of its time.
 */
#ifndef TC_QUERY_COMMON_H
#define TC_QUERY_COMMON_H

#include "builder.h"

/* How many of the candidates, by their other words, get these scores. */
#define TC_COMMON_HITS 800u

/*
 * Add to the scores of hits what these items would have added to them in
 * Xapian, by BM25. The hits are put in the order of their docids. TC_NOMEM,
 * TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_common_score(struct tc_hit *hits, size_t n, const struct tc_common *common,
    const struct tc_index *index, struct tc_error *err);

#endif
