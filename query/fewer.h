/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What to leave out of a query that nothing meets whole. */
#ifndef TC_QUERY_FEWER_H
#define TC_QUERY_FEWER_H

#include "question.h"

/*
 * Fill question->results->fewer, options->fewer at most, where no document has
 * all that a query asks for: smaller queries that some documents meet whole.
 * Some thirty unranked searches at most. TC_NOMEM, TC_IO, TC_CORRUPT,
 * TC_CHANGED.
 */
enum tc_status
tc_fewer_find(struct tc_question *question, struct tc_error *err);

void tc_fewer_free(struct tc_fewer_list *fewer);

#endif
