/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The documents that match, or a sample of them, to count something by. */
#ifndef TC_QUERY_SAMPLE_H
#define TC_QUERY_SAMPLE_H

#include "plan.h"
#include "scan.h"

struct tc_sample {
	uint32_t *docids;
	uint16_t *rows; /* of their facets (columns.h), NULL: not looked up */
	size_t n;
	uint64_t all;	/* documents that match */
	bool all_exact; /* just so many do, else about */
	bool exact;	/* these are just those that do */
};

/*
 * Take of what was found all, or where that is more than so many documents so
 * many, evenly spread over the index, so that the same are taken whoever asks.
 * exact: what was found is just what matches. The caller frees the sample in
 * any case. TC_NOMEM.
 */
enum tc_status
tc_sample_of(struct tc_sample *sample, const struct tc_found *found, bool exact,
    size_t up_to, struct tc_error *err);

/*
 * The same of what matches the query of a rung with the filters of options,
 * options->facets_up_to at most. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_sample_take(struct tc_sample *sample,
    const struct tc_plan *plan, enum tc_rung rung,
    const struct tc_search_options *options, struct tc_error *err);
void tc_sample_free(struct tc_sample *sample);

#endif
