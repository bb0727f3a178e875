/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries that may have been meant by one that was mistyped. */
#ifndef TC_QUERY_CORRECTIONS_H
#define TC_QUERY_CORRECTIONS_H

#include <tracuu/query.h>

/*
 * Fill results->corrections, options->corrections at most, for the query that
 * the results are of. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_corrections_find(struct tc_results *results,
    struct tc_search *search, const struct tc_parsed *parsed,
    const struct tc_search_options *options, struct tc_error *err);

void tc_corrections_free(struct tc_corrections *corrections);

#endif
