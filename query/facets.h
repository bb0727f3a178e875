/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counting the facets of an answer. */
#ifndef TC_QUERY_FACETS_H
#define TC_QUERY_FACETS_H

#include <tracuu/facets.h>

#include "columns.h"
#include "question.h"

/*
 * Count the values of each facet among the documents that match, which are
 * question->found where the rung has found them: options->facet_values of each
 * at most. Of more than options->facets_up_to documents so many are looked at,
 * evenly spread, and the counts are estimates. The results' total is then known
 * as well as they are. Columns are used, and made when they are worth it.
 * TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_facets_count(const struct tc_question *question, struct tc_error *err);

#endif
