/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counting the facets of an answer. */
#ifndef TC_QUERY_FACETS_H
#define TC_QUERY_FACETS_H

#include <tracuu/facets.h>

#include "columns.h"
#include "plan.h"

/*
 * Count the values of each facet among the documents that the results are of,
 * options->facet_values of each at most. Of more than options->facets_up_to
 * documents so many are looked at, evenly spread, and the counts are estimates.
 * The results' total is then known as well as they are. columns are used, and
 * made when they are worth it. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_facets_count(struct tc_results *results,
    const struct tc_plan *plan, const struct tc_search_options *options,
    struct tc_columns *columns, struct tc_error *err);

#endif
