/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fetching the hits of a rung in their one order. */
#include "question.h"

#include <stdlib.h>
#include <string.h>

#include "bm25.h"
#include "common.h"
#include "expr.h"
#include "hits.h"
#include "rerank.h"
#include "scan.h"

/* Hits beyond the page that are fetched to settle ties at its end. */
#define TIES 32u
#define TIES_MAX 10000u

/* So many matches are always counted: the estimate for few of them depends on
 * the order of indexing. */
#define COUNTED_MIN 100u

static enum tc_status
fail(const struct xapian_error *why, struct tc_error *err)
{
	return tc_index_fail(err, why, "search");
}

/* Dated and undated documents: their values lie on either side of the four
 * bytes that those of undated ones begin with. */
enum part { PART_DATED, PART_UNDATED };

static const char undated_begin[] = "\xFF\xFF\xFF\xFF";

static enum xapian_status
take_part(struct xapian_query **out, const struct xapian_query *query,
    enum part part, struct xapian_error *why)
{
	struct xapian_query *range = NULL;
	enum xapian_status status;

	*out = NULL;
	if (part == PART_DATED)
		status = xapian_query_value_le(
		    &range, TC_SLOT_ORDER, undated_begin, 4, why);
	else
		status = xapian_query_value_ge(
		    &range, TC_SLOT_ORDER, undated_begin, 4, why);
	if (status == XAPIAN_OK)
		status = xapian_query_combine2(
		    out, XAPIAN_OP_FILTER, query, range, why);
	xapian_query_free(range);
	return status;
}

/* Values are in the order of newest first, then of ids. */
static enum xapian_status
set_order(struct xapian_enquire *enquire, const struct xapian_query *query,
    enum tc_sort sort, struct xapian_error *why)
{
	enum xapian_status status;

	status = xapian_enquire_set_query(enquire, query, 0, why);
	/* Not without weights: see the note on conditions in expr.c. */
	if (status == XAPIAN_OK)
		status = xapian_enquire_set_bm25_weight(enquire, TC_BM25_K1, 0,
		    1, TC_BM25_B, TC_BM25_MIN_LENGTH, why);
	if (status == XAPIAN_OK)
		status = xapian_enquire_set_sort_by_value(
		    enquire, TC_SLOT_ORDER, sort == TC_SORT_OLDEST, why);
	return status;
}

/* May a hit that was not fetched tie with the last one of the page? */
static bool
is_settled(const struct tc_results *results, size_t page_end, uint32_t asked)
{
	size_t n = results->n;

	if (n < asked || page_end == 0 || page_end >= n)
		return n < asked || page_end == 0;
	return results->hits[n - 1].score < results->hits[page_end - 1].score;
}

static void
add_total(struct tc_results *results, const struct xapian_mset *mset)
{
	struct xapian_mset_stats stats;

	xapian_mset_get_stats(&stats, mset);
	if (stats.matches_lower_bound != stats.matches_upper_bound)
		results->exact = false;
	results->total += stats.matches_estimated;
}

/* Let Xapian search by date, and append what is found, without ids. */
static enum tc_status
ask_sorted(struct tc_question *question, const struct xapian_query *query,
    enum tc_sort sort, uint32_t asked, struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(question->index);
	uint32_t counted =
	    question->counted > COUNTED_MIN ? question->counted : COUNTED_MIN;
	struct xapian_enquire *enquire = NULL;
	struct xapian_mset *mset = NULL;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status;

	failure = xapian_enquire_new(&enquire, db, &why);
	if (failure == XAPIAN_OK)
		failure = set_order(enquire, query, sort, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_get_mset(
		    &mset, enquire, 0, asked, counted, &why);
	if (failure == XAPIAN_OK) {
		add_total(question->results, mset);
		status = tc_hits_add(question->results, mset, err);
	} else {
		status = fail(&why, err);
	}
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	return status;
}

/* The best matches of a scan. */
struct best {
	struct tc_hit *at; /* a heap, the worst first */
	size_t n, max;
	struct tc_scan *scan;
};

/* Of equal ones the first stays. */
static bool
is_worse(const struct tc_hit *a, const struct tc_hit *b)
{
	if (a->score < b->score || a->score > b->score)
		return a->score < b->score;
	return a->docid > b->docid;
}

static void
sift_up(struct best *best, size_t i)
{
	struct tc_hit hit = best->at[i];

	for (; i > 0 && is_worse(&hit, &best->at[(i - 1) / 2]); i = (i - 1) / 2)
		best->at[i] = best->at[(i - 1) / 2];
	best->at[i] = hit;
}

static void
replace_worst(struct best *best, struct tc_hit hit)
{
	size_t i = 0, child;

	while ((child = 2 * i + 1) < best->n) {
		if (child + 1 < best->n &&
		    is_worse(&best->at[child + 1], &best->at[child]))
			child++;
		if (!is_worse(&best->at[child], &hit))
			break;
		best->at[i] = best->at[child];
		i = child;
	}
	best->at[i] = hit;
}

/* A tc_scan_fn. */
static bool
take_best(void *arg, uint32_t docid, double score)
{
	struct best *best = arg;
	struct tc_hit hit = {.docid = docid, .score = score};

	if (best->n < best->max) {
		best->at[best->n] = hit;
		sift_up(best, best->n++);
	} else if (best->n > 0 && is_worse(&best->at[0], &hit)) {
		replace_worst(best, hit);
	}
	if (best->n == best->max && best->n > 0)
		best->scan->least = best->at[0].score;
	return true;
}

/* Have the best matches as the results, without ids. */
static enum tc_status
ask_best(struct tc_question *question, uint32_t asked, struct tc_error *err)
{
	struct tc_results *results = question->results;
	struct best best = {.max = asked < question->plan->documents
		? asked
		: question->plan->documents};
	struct tc_scan scan = {.scored = true,
	    .take = take_best,
	    .arg = &best,
	    .saturations = question->saturations,
	    .found = question->found};
	enum tc_status status;
	size_t i;

	tc_hits_clear(results);
	best.at = calloc(best.max + 1, sizeof(*best.at));
	if (best.at == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	best.scan = &scan;
	status =
	    tc_scan_run(&scan, question->rung->query, question->index, err);
	if (status != TC_OK) {
		free(best.at);
		return status;
	}
	for (i = 0; i < best.n; i++)
		best.at[i].score = tc_score_round(best.at[i].score);
	results->hits = best.at;
	results->n = best.n;
	results->total = scan.total;
	tc_hits_cut(results, best.n);
	return TC_OK;
}

/*
 * Leave out the last of the hits when more may have scored the same: which of
 * them were found depends on the order of indexing.
 */
static void
drop_open_tie(struct tc_results *results)
{
	size_t n = results->n;

	while (n > 0 &&
	    results->hits[n - 1].score <= results->hits[results->n - 1].score)
		n--;
	if (n > 0)
		results->n = n;
}

/* The best by the query and by what is common. */
static enum tc_status
ask_ranked(struct tc_question *question, uint32_t wanted, struct tc_error *err)
{
	struct tc_results *results = question->results;
	const struct tc_common *common = &question->rung->common;
	uint32_t asked = wanted;
	enum tc_status status;
	size_t i;

	if (common->n > 0 && wanted > 0 && wanted < TC_COMMON_HITS)
		asked = TC_COMMON_HITS;
	status = ask_best(question, asked, err);
	if (status != TC_OK || common->n == 0 || asked == 0)
		return status;
	if (results->n == asked)
		drop_open_tie(results);
	status = tc_common_score(
	    results->hits, results->n, common, question->index, err);
	for (i = 0; i < results->n; i++)
		results->hits[i].score = tc_score_round(results->hits[i].score);
	tc_hits_cut(results, wanted);
	return status;
}

/*
 * Fetch the page and some more, until no tie is open at its end, and sort:
 * Xapian leaves equal scores in the order of indexing.
 */
static enum tc_status
fetch_ranked(struct tc_question *question, uint32_t end, struct tc_error *err)
{
	struct tc_results *results = question->results;
	enum tc_status status;
	size_t window = tc_rerank_window(question->plan, question->options);
	uint32_t extra, wanted;

	if (end < window)
		end = (uint32_t)window;
	for (extra = TIES;; extra *= 4) {
		wanted = question->options->limit > 0 ? end + extra : 0;
		status = ask_ranked(question, wanted, err);
		if (status != TC_OK || extra >= TIES_MAX ||
		    is_settled(results, end, wanted))
			break;
	}
	if (status == TC_OK)
		status = tc_hits_name(results, question->index, err);
	if (status == TC_OK)
		tc_hits_sort(results);
	return status;
}

/* The dated documents backwards, then the undated ones forwards. */
static enum tc_status
fetch_oldest(struct tc_question *question, const struct xapian_query *query,
    uint32_t end, struct tc_error *err)
{
	static const struct {
		enum part part;
		enum tc_sort sort;
	} parts[] = {
	    {PART_DATED, TC_SORT_OLDEST}, {PART_UNDATED, TC_SORT_NEWEST}};
	enum tc_status status = TC_OK;
	struct xapian_query *part;
	struct xapian_error why;
	size_t i;

	for (i = 0; i < 2 && status == TC_OK; i++) {
		if (take_part(&part, query, parts[i].part, &why) != XAPIAN_OK)
			return fail(&why, err);
		status = ask_sorted(question, part, parts[i].sort, end, err);
		xapian_query_free(part);
	}
	return status;
}

static enum tc_status
fetch_sorted(struct tc_question *question, uint32_t end, struct tc_error *err)
{
	struct xapian_query *query = NULL;
	struct xapian_error why;
	enum tc_status status;

	if (tc_expr_query(&query, question->rung->query, &why) != XAPIAN_OK)
		return fail(&why, err);
	if (question->sort == TC_SORT_OLDEST)
		status = fetch_oldest(question, query, end, err);
	else
		status = ask_sorted(question, query, TC_SORT_NEWEST, end, err);
	xapian_query_free(query);
	return status == TC_OK
	    ? tc_hits_name(question->results, question->index, err)
	    : status;
}

enum tc_status
tc_question_fetch(struct tc_question *question, struct tc_error *err)
{
	enum tc_sort sort = question->sort;
	const struct tc_search_options *options = question->options;
	uint32_t documents = question->plan->documents;
	size_t end = options->offset + options->limit + question->ahead;
	uint32_t page_end = options->limit == 0 ? 0
	    : end > documents			? documents
						: (uint32_t)end;

	question->counted = options->count_up_to < documents
	    ? (uint32_t)options->count_up_to
	    : documents;
	return sort == TC_SORT_RELEVANCE
	    ? fetch_ranked(question, page_end, err)
	    : fetch_sorted(question, page_end, err);
}
