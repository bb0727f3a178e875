/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hits of an answer. */
#include "hits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCORE_UNIT 1e-6

static void
free_hit(struct tc_hit *hit)
{
	size_t i;

	for (i = 0; i < hit->copies_n; i++)
		free(hit->copies[i]);
	free(hit->copies);
	free(hit->id);
}

void
tc_hits_clear(struct tc_results *results)
{
	size_t i;

	for (i = 0; i < results->n; i++)
		free_hit(&results->hits[i]);
	free(results->hits);
	results->hits = NULL;
	results->n = 0;
	results->total = 0;
}

double
tc_score_round(double score)
{
	return floor(score / SCORE_UNIT + 0.5) * SCORE_UNIT;
}

enum tc_status
tc_hits_add(struct tc_results *results, const struct xapian_mset *mset,
    struct tc_error *err)
{
	uint32_t i, n = xapian_mset_size(mset);
	struct xapian_mset_row row;
	struct xapian_error why;
	struct tc_hit *hits;

	hits = realloc(
	    results->hits, (results->n + n + 1) * sizeof(*results->hits));
	if (hits == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	results->hits = hits;
	for (i = 0; i < n; i++) {
		if (xapian_mset_get_row(&row, mset, i, &why) != XAPIAN_OK)
			return tc_index_fail(err, &why, "search");
		results->hits[results->n++] = (struct tc_hit){
		    .docid = row.docid, .score = tc_score_round(row.weight)};
	}
	return TC_OK;
}

static int
by_score(const void *a, const void *b)
{
	const struct tc_hit *x = a, *y = b;

	return x->score < y->score ? 1 : x->score > y->score ? -1 : 0;
}

static int
by_score_and_id(const void *a, const void *b)
{
	const struct tc_hit *x = a, *y = b;
	int order = by_score(a, b);

	return order != 0 ? order : strcmp(x->id, y->id);
}

void
tc_hits_cut(struct tc_results *results, size_t n)
{
	if (results->n > 1)
		qsort(results->hits, results->n, sizeof(*results->hits),
		    by_score);
	if (results->n > n)
		results->n = n;
}

void
tc_hits_sort(struct tc_results *results)
{
	if (results->n > 1)
		qsort(results->hits, results->n, sizeof(*results->hits),
		    by_score_and_id);
}

void
tc_hits_page(struct tc_results *results, size_t offset, size_t limit)
{
	size_t i, kept = 0;

	for (i = 0; i < results->n; i++) {
		if (i >= offset && kept < limit)
			results->hits[kept++] = results->hits[i];
		else
			free_hit(&results->hits[i]);
	}
	results->n = kept;
}

/* A tc_value_fn: the id is in the value that documents are ordered by. */
static enum tc_status
take_id(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	const struct tc_results *results = arg;
	struct tc_hit *hit = &results->hits[i];
	size_t len;
	const char *id = tc_index_order_id(value.s, value.len, &len);

	free(hit->id);
	if ((hit->id = strndup(id, len)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	return TC_OK;
}

enum tc_status
tc_hits_name(struct tc_results *results, const struct tc_index *index,
    struct tc_error *err)
{
	uint32_t *docids = calloc(results->n + 1, sizeof(*docids));
	enum tc_status status;
	size_t i;

	if (docids == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < results->n; i++)
		docids[i] = results->hits[i].docid;
	status = tc_index_values(
	    index, TC_SLOT_ORDER, docids, results->n, take_id, results, err);
	free(docids);
	return status;
}
