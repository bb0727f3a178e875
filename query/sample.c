/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Listing what matches, without ranking it. Of many documents some do: each
 * step-th of the index is looked at, so that Xapian passes over the rest.
 */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

/* A search of what is listed. */
struct listing {
	struct tc_sample *sample;
	struct xapian_enquire *enquire;
	const struct xapian_query *query;
	uint32_t documents; /* in the index */
};

static bool
add(struct tc_sample *sample, uint32_t docid)
{
	size_t cap = sample->cap > 0 ? 2 * sample->cap : 1024;
	uint32_t *docids;

	if (sample->n == sample->cap) {
		docids = realloc(sample->docids, cap * sizeof(*docids));
		if (docids == NULL)
			return false;
		sample->docids = docids;
		sample->cap = cap;
	}
	sample->docids[sample->n++] = docid;
	return true;
}

/* A xapian_match_decider_fn: what is taken here need not be ranked. */
static enum xapian_decision
take(const struct xapian_document *document, void *arg)
{
	return add(arg, xapian_document_get_docid(document)) ? XAPIAN_REJECT
							     : XAPIAN_ABORT;
}

/* Each step-th document where it matches. */
static enum xapian_status
take_every(
    const struct listing *listing, uint32_t step, struct xapian_error *why)
{
	struct xapian_query *every = NULL, *both = NULL;
	const struct xapian_query *query = listing->query;
	struct xapian_mset *mset = NULL;
	enum xapian_status failure = XAPIAN_OK;

	listing->sample->n = 0;
	if (step > 1) {
		failure = xapian_query_every(&every, step / 2, step, why);
		if (failure == XAPIAN_OK)
			failure = xapian_query_combine2(
			    &both, XAPIAN_OP_FILTER, query, every, why);
		query = both;
	}
	if (failure == XAPIAN_OK)
		failure =
		    xapian_enquire_set_query(listing->enquire, query, 0, why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_get_mset_filtered(&mset,
		    listing->enquire, 0, 1, listing->documents, NULL, take,
		    listing->sample, why);
	xapian_mset_free(mset);
	xapian_query_free(both);
	xapian_query_free(every);
	return failure;
}

/* All, as the matcher ranks them: of remote databases there is no other way. */
static enum xapian_status
take_ranked(const struct listing *listing, struct xapian_error *why)
{
	struct xapian_mset *mset = NULL;
	struct xapian_mset_row row;
	enum xapian_status failure;
	uint32_t i, n;

	failure =
	    xapian_enquire_set_query(listing->enquire, listing->query, 0, why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_get_mset(&mset, listing->enquire, 0,
		    listing->documents, listing->documents, why);
	n = failure == XAPIAN_OK ? xapian_mset_size(mset) : 0;
	listing->sample->n = 0;
	for (i = 0; i < n && failure == XAPIAN_OK; i++) {
		failure = xapian_mset_get_row(&row, mset, i, why);
		if (failure == XAPIAN_OK && !add(listing->sample, row.docid))
			failure = XAPIAN_ABORTED;
	}
	xapian_mset_free(mset);
	return failure;
}

/* About how many match, at little cost. */
static enum xapian_status
estimate(uint64_t *n, const struct listing *listing, struct xapian_error *why)
{
	struct xapian_mset_stats stats;
	struct xapian_mset *mset = NULL;
	enum xapian_status failure;

	failure =
	    xapian_enquire_set_query(listing->enquire, listing->query, 0, why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_get_mset(
		    &mset, listing->enquire, 0, 0, 0, why);
	if (failure == XAPIAN_OK) {
		xapian_mset_get_stats(&stats, mset);
		*n = stats.matches_estimated;
	}
	xapian_mset_free(mset);
	return failure;
}

/*
 * Take all, or at steps; *step is 1 where it is all. Estimates may be far too
 * high: then all are few.
 */
static enum xapian_status
take_some(const struct listing *listing, const struct tc_results *found,
    size_t up_to, uint32_t *step, struct xapian_error *why)
{
	enum xapian_status failure = XAPIAN_OK;
	uint64_t expected = found != NULL ? found->total : 0;

	*step = 1;
	if (found == NULL)
		failure = estimate(&expected, listing, why);
	if (failure == XAPIAN_OK && expected > up_to) {
		*step = (uint32_t)((expected - 1) / up_to) + 1;
		failure = take_every(listing, *step, why);
	}
	if (failure == XAPIAN_OK &&
	    (*step == 1 || (uint64_t)listing->sample->n * *step <= up_to)) {
		*step = 1;
		failure = take_every(listing, 1, why);
	}
	if (failure == XAPIAN_UNIMPLEMENTED) {
		*step = 1;
		failure = take_ranked(listing, why);
	}
	return failure;
}

/*
 * Weighed by what needs the frequencies in documents: see the note on
 * conditions in builder.c.
 */
static enum tc_status
list(struct tc_sample *sample, const struct tc_plan *plan,
    const struct xapian_query *query, const struct tc_results *found,
    size_t up_to, uint32_t *step, struct tc_error *err)
{
	struct listing listing = {
	    .sample = sample, .query = query, .documents = plan->documents};
	struct xapian_error why;
	enum xapian_status failure;

	failure = xapian_enquire_new(
	    &listing.enquire, tc_index_database(plan->index), &why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_set_bm25_weight(
		    listing.enquire, 1, 0, 1, 0, 0.5, &why);
	if (failure == XAPIAN_OK)
		failure = take_some(&listing, found, up_to, step, &why);
	xapian_enquire_free(listing.enquire);
	if (failure == XAPIAN_ABORTED)
		return tc_fail(err, TC_NOMEM, "out of memory");
	return failure == XAPIAN_OK ? TC_OK
				    : tc_index_fail(err, &why, "search");
}

enum tc_status
tc_sample_take(struct tc_sample *sample, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options,
    const struct tc_results *found, struct tc_error *err)
{
	size_t up_to = options->facets_up_to > 0 ? options->facets_up_to : 1;
	struct tc_rung_query query;
	enum tc_status status;
	uint32_t step = 1;

	memset(sample, 0, sizeof(*sample));
	status = tc_plan_matches(&query, plan, rung, options, err);
	if (status != TC_OK)
		return status;
	status = list(sample, plan, query.query, found, up_to, &step, err);
	xapian_query_free(query.query);
	sample->all = (uint64_t)sample->n * step;
	sample->exact = sample->all_exact = step == 1 && query.exact;
	if (step > 1 && found != NULL && found->exact) {
		sample->all = found->total;
		sample->all_exact = true;
	}
	return status;
}

void
tc_sample_free(struct tc_sample *sample)
{
	free(sample->docids);
	memset(sample, 0, sizeof(*sample));
}
