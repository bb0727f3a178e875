/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listing what matches, without ranking it. Of many documents some do. */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"

/* Keep so many of the documents, evenly spread. */
static void
thin_out(struct tc_sample *sample, size_t up_to)
{
	size_t i;

	for (i = 0; i < up_to; i++)
		sample->docids[i] =
		    sample->docids[(2 * i + 1) * sample->n / (2 * up_to)];
	sample->n = up_to;
	sample->exact = false;
}

enum tc_status
tc_sample_take(struct tc_sample *sample, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options,
    struct tc_error *err)
{
	size_t up_to = options->facets_up_to > 0 ? options->facets_up_to : 1;
	struct tc_rung_query query;
	enum tc_status status;

	memset(sample, 0, sizeof(*sample));
	status = tc_plan_matches(&query, plan, rung, options, err);
	if (status != TC_OK)
		return status;
	status = tc_scan_list(&sample->docids, &sample->n, query.query,
	    plan->index, plan->documents, err);
	tc_expr_free(query.query);
	sample->all = sample->n;
	sample->exact = sample->all_exact = query.exact;
	if (status == TC_OK && sample->n > up_to)
		thin_out(sample, up_to);
	return status;
}

void
tc_sample_free(struct tc_sample *sample)
{
	free(sample->docids);
	memset(sample, 0, sizeof(*sample));
}
