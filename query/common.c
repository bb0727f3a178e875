/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scoring hits by what is common in the collection. */
#include "common.h"

#include <math.h>
#include <stdlib.h>

#include "bm25.h"
#include "window.h"

/* Scoring at work: what is known of each hit, in the order of docids. */
struct scoring {
	struct tc_window window; /* for what lists need of one */
	struct tc_hit *hits;
	size_t n;
	double *halves;	  /* counts that weigh half, by the length */
	uint32_t *counts; /* of the item in hand; 0 between items */
};

static int
by_docid(const void *a, const void *b)
{
	const struct tc_hit *x = a, *y = b;

	return x->docid < y->docid ? -1 : x->docid > y->docid;
}

static void
read_lengths(struct scoring *scoring)
{
	struct tc_window *window = &scoring->window;
	const uint32_t *lengths;
	size_t i;

	for (i = 0; i < scoring->n && window->status == TC_OK; i++) {
		uint32_t place = scoring->hits[i].docid % TC_LENGTHS_BLOCK;

		window->status = tc_index_lengths(&lengths, window->index,
		    scoring->hits[i].docid - place, window->err);
		if (window->status == TC_OK)
			scoring->halves[i] =
			    tc_bm25_half(lengths[place] * window->own.per_mean);
	}
}

double
tc_bm25_idf(uint32_t documents, uint32_t freq)
{
	double odds = ((double)documents - freq + 0.5) / (freq + 0.5);

	return log(odds < 2 ? odds * 0.5 + 1 : odds);
}

static void
count_term(struct scoring *scoring, const struct tc_variant *variant)
{
	struct tc_list list;
	size_t i;

	tc_list_init(&list, &scoring->window, variant->term, variant->len);
	tc_list_open(&list, &scoring->window);
	for (i = 0; i < scoring->n; i++)
		scoring->counts[i] += tc_list_count(
		    &list, &scoring->window, scoring->hits[i].docid);
	tc_list_close(&list, &scoring->window);
}

static void
score_item(struct scoring *scoring, const struct tc_common_item *item)
{
	uint32_t documents = scoring->window.documents;
	uint64_t freq = 0;
	double weight;
	size_t i;

	for (i = 0; i < item->of->n; i++) {
		const struct tc_variant *variant = &item->of->at[i];

		if (!tc_is_chosen(variant, item->choice) ||
		    variant->freq < item->min_freq)
			continue;
		freq += variant->freq;
		count_term(scoring, variant);
	}
	freq = freq < documents ? freq : documents;
	weight = item->weight * tc_bm25_idf(documents, (uint32_t)freq);
	for (i = 0; i < scoring->n; i++) {
		double count = scoring->counts[i];

		scoring->hits[i].score += weight * (TC_BM25_K1 + 1) * count /
		    (scoring->halves[i] + count);
		scoring->counts[i] = 0;
	}
}

enum tc_status
tc_common_score(struct tc_hit *hits, size_t n, const struct tc_common *common,
    const struct tc_index *index, struct tc_error *err)
{
	struct scoring *scoring;
	enum tc_status status;
	size_t i;

	if (n == 0 || common->n == 0)
		return TC_OK;
	if ((scoring = calloc(1, sizeof(*scoring))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	tc_window_init(&scoring->window, index, err);
	scoring->hits = hits;
	scoring->n = n;
	scoring->halves = calloc(n, sizeof(*scoring->halves));
	scoring->counts = calloc(n, sizeof(*scoring->counts));
	status = scoring->window.status;
	if (scoring->halves == NULL || scoring->counts == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	if (status == TC_OK) {
		qsort(hits, n, sizeof(*hits), by_docid);
		read_lengths(scoring);
		for (i = 0; i < common->n; i++)
			score_item(scoring, &common->at[i]);
		status = scoring->window.status;
	}
	tc_window_free(&scoring->window);
	free(scoring->halves);
	free(scoring->counts);
	free(scoring);
	return status;
}
