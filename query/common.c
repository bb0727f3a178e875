/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scoring hits by what is common in the collection. */
#include "common.h"

#include <math.h>
#include <stdlib.h>

#include "bm25.h"

/* Scoring at work: what is known of each hit, in the order of docids. */
struct scoring {
	const struct xapian_database *db;
	struct tc_hit *hits;
	size_t n;
	double *lengths;  /* of documents, against the usual one */
	uint32_t *counts; /* of the item in hand; 0 between items */
	struct xapian_error why;
};

static int
by_docid(const void *a, const void *b)
{
	const struct tc_hit *x = a, *y = b;

	return x->docid < y->docid ? -1 : x->docid > y->docid;
}

/* Called for a hit that a list of postings has. */
typedef enum xapian_status (*posting_fn)(struct scoring *scoring, size_t i,
    const struct xapian_posting_iterator *it, uint32_t wdf);

/* Go through hits and the postings of a term ("": all documents) together. */
static enum xapian_status
each_posting(
    struct scoring *scoring, const char *term, size_t len, posting_fn take)
{
	struct xapian_posting_iterator *it = NULL;
	struct xapian_posting_row row = {0, 0};
	enum xapian_status status;
	size_t i;

	status = xapian_database_postlist(
	    &it, scoring->db, term, len, &scoring->why);
	for (i = 0; i < scoring->n && status == XAPIAN_OK; i++) {
		uint32_t docid = scoring->hits[i].docid;

		if (row.docid < docid)
			status = xapian_posting_iterator_skip_to(
			    &row, it, docid, &scoring->why);
		if (status == XAPIAN_OK && row.docid == docid)
			status = take(scoring, i, it, row.wdf);
	}
	xapian_posting_iterator_free(it);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

static enum xapian_status
take_length(struct scoring *scoring, size_t i,
    const struct xapian_posting_iterator *it, uint32_t wdf)
{
	enum xapian_status status;
	uint32_t length;

	(void)wdf;
	status =
	    xapian_posting_iterator_get_doclength(&length, it, &scoring->why);
	if (status == XAPIAN_OK)
		scoring->lengths[i] = length;
	return status;
}

static enum xapian_status
take_count(struct scoring *scoring, size_t i,
    const struct xapian_posting_iterator *it, uint32_t wdf)
{
	(void)it;
	scoring->counts[i] += wdf;
	return XAPIAN_OK;
}

static enum xapian_status
read_lengths(struct scoring *scoring)
{
	enum xapian_status status;
	double mean = 0;
	size_t i;

	status = each_posting(scoring, "", 0, take_length);
	if (status == XAPIAN_OK)
		status = xapian_database_get_avlength(
		    &mean, scoring->db, &scoring->why);
	for (i = 0; i < scoring->n; i++) {
		double length = mean > 0 ? scoring->lengths[i] / mean : 0;

		scoring->lengths[i] =
		    length > TC_BM25_MIN_LENGTH ? length : TC_BM25_MIN_LENGTH;
	}
	return status;
}

double
tc_bm25_idf(uint32_t documents, uint32_t freq)
{
	double odds = ((double)documents - freq + 0.5) / (freq + 0.5);

	return log(odds < 2 ? odds * 0.5 + 1 : odds);
}

static enum xapian_status
score_item(struct scoring *scoring, const struct tc_common_item *item,
    uint32_t documents)
{
	enum xapian_status status = XAPIAN_OK;
	uint64_t freq = 0;
	double weight;
	size_t i;

	for (i = 0; i < item->of->n && status == XAPIAN_OK; i++) {
		const struct tc_variant *variant = &item->of->at[i];

		if (!tc_is_chosen(variant, item->choice) ||
		    variant->freq < item->min_freq)
			continue;
		freq += variant->freq;
		status = each_posting(
		    scoring, variant->term, variant->len, take_count);
	}
	freq = freq < documents ? freq : documents;
	weight = item->weight * tc_bm25_idf(documents, (uint32_t)freq);
	for (i = 0; i < scoring->n; i++) {
		double count = scoring->counts[i];
		double length = TC_BM25_B * scoring->lengths[i] + 1 - TC_BM25_B;

		scoring->hits[i].score += weight * (TC_BM25_K1 + 1) * count /
		    (TC_BM25_K1 * length + count);
		scoring->counts[i] = 0;
	}
	return status;
}

enum tc_status
tc_common_score(struct tc_hit *hits, size_t n, const struct tc_common *common,
    const struct tc_plan *plan, const struct tc_index *index,
    struct tc_error *err)
{
	struct scoring scoring = {
	    .db = tc_index_database(index), .hits = hits, .n = n};
	enum xapian_status failure;
	enum tc_status status = TC_OK;
	size_t i;

	if (n == 0 || common->n == 0)
		return TC_OK;
	scoring.lengths = calloc(n, sizeof(*scoring.lengths));
	scoring.counts = calloc(n, sizeof(*scoring.counts));
	if (scoring.lengths == NULL || scoring.counts == NULL) {
		status = tc_fail(err, TC_NOMEM, "out of memory");
		goto out;
	}
	qsort(hits, n, sizeof(*hits), by_docid);
	failure = read_lengths(&scoring);
	for (i = 0; i < common->n && failure == XAPIAN_OK; i++)
		failure = score_item(&scoring, &common->at[i], plan->documents);
	if (failure != XAPIAN_OK)
		status = tc_index_fail(err, &scoring.why, "search");
out:
	free(scoring.lengths);
	free(scoring.counts);
	return status;
}
