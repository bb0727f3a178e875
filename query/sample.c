/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listing what matches, without ranking it. Of many documents some do. */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

#include "window.h"

/* Which of all is the next one of a sample of so many, evenly spread. */
static uint64_t
next_taken(const struct tc_sample *sample, size_t wanted)
{
	return (2 * (uint64_t)sample->n + 1) * sample->all / (2 * wanted);
}

/* Take so many of those that were found. */
static void
take_some(struct tc_sample *sample, const struct tc_found *found, size_t wanted)
{
	uint64_t seen = 0, next = next_taken(sample, wanted);
	size_t k;

	for (k = 0; sample->n < wanted; k++) {
		uint64_t word = found->at[k];
		unsigned here = (unsigned)__builtin_popcountll(word);

		if (next >= seen + here) {
			seen += here;
			continue;
		}
		for (; word != 0; word &= word - 1, seen++) {
			if (seen != next)
				continue;
			sample->docids[sample->n++] = (uint32_t)(64 * k) +
			    (uint32_t)__builtin_ctzll(word);
			next = next_taken(sample, wanted);
		}
	}
}

enum tc_status
tc_sample_of(struct tc_sample *sample, const struct tc_found *found, bool exact,
    size_t up_to, struct tc_error *err)
{
	size_t wanted = up_to > 0 ? up_to : 1;

	memset(sample, 0, sizeof(*sample));
	sample->all = found->n;
	sample->all_exact = exact;
	sample->exact = exact && sample->all <= wanted;
	if (wanted > sample->all)
		wanted = (size_t)sample->all;
	sample->docids = malloc((wanted + 1) * sizeof(*sample->docids));
	if (sample->docids == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (wanted > 0)
		take_some(sample, found, wanted);
	return TC_OK;
}

enum tc_status
tc_sample_take(struct tc_sample *sample, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options,
    struct tc_error *err)
{
	struct tc_found found = {.at = NULL};
	struct tc_scan scan = {.found = &found};
	struct tc_rung_query query;
	enum tc_status status;

	memset(sample, 0, sizeof(*sample));
	status = tc_plan_matches(&query, plan, rung, options, err);
	if (status != TC_OK)
		return status;
	status = tc_scan_run(&scan, query.query, plan->index, err);
	tc_expr_free(query.query);
	if (status == TC_OK)
		status = tc_sample_of(
		    sample, &found, query.exact, options->facets_up_to, err);
	tc_found_free(&found);
	return status;
}

void
tc_sample_free(struct tc_sample *sample)
{
	free(sample->docids);
	free(sample->rows);
	memset(sample, 0, sizeof(*sample));
}
