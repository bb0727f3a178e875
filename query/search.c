/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running a plan down the ladder, and putting hits in their one order. */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>

#include "bm25.h"
#include "common.h"
#include "facets.h"
#include "hits.h"
#include "marking.h"
#include "rerank.h"

/* Hits beyond the page that are fetched to settle ties at its end. */
#define TIES 32u
#define TIES_MAX 10000u

/* So many matches are always counted: the estimate for few of them depends on
 * the order of indexing. */
#define COUNTED_MIN 100u

struct tc_search {
	const struct tc_index *index;
	struct tc_analyser *analyser;
};

/* One question on its way through Xapian, begun anew when that changes. */
struct question {
	struct tc_search *search;
	const struct tc_parsed *parsed;
	const struct tc_search_options *options;
	struct tc_results *results;
	const struct tc_plan *plan;
	enum tc_sort sort;
	const struct tc_rung_query *rung; /* in hand */
	uint32_t counted; /* matches that are counted at least */
};

enum tc_status
tc_search_new(
    struct tc_search **out, const struct tc_index *index, struct tc_error *err)
{
	struct tc_search *search = calloc(1, sizeof(*search));
	enum tc_status status;

	*out = NULL;
	if (search == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	search->index = index;
	if ((status = tc_analyser_new(&search->analyser, err)) != TC_OK) {
		tc_search_free(search);
		return status;
	}
	*out = search;
	return TC_OK;
}

void
tc_search_free(struct tc_search *search)
{
	if (search == NULL)
		return;
	tc_analyser_free(search->analyser);
	free(search);
}

struct tc_analyser *
tc_search_analyser(struct tc_search *search)
{
	return search->analyser;
}

void
tc_results_free(struct tc_results *results)
{
	tc_hits_clear(results);
	tc_marking_free(&results->marking);
	tc_buf_free(&results->suggestion);
	tc_buf_free(&results->reading);
	tc_buf_free(&results->notes);
	tc_buf_free(&results->explanation);
	tc_facets_free(&results->facets);
}

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

/*
 * Values are in the order of newest first, then of ids. Weights stay on under
 * every order, see condition() in plan.c.
 */
static enum xapian_status
set_order(struct xapian_enquire *enquire, const struct xapian_query *query,
    enum tc_sort sort, struct xapian_error *why)
{
	enum xapian_status status;

	status = xapian_enquire_set_query(enquire, query, 0, why);
	if (status == XAPIAN_OK)
		status = xapian_enquire_set_bm25_weight(enquire, TC_BM25_K1, 0,
		    1, TC_BM25_B, TC_BM25_MIN_LENGTH, why);
	if (status == XAPIAN_OK && sort != TC_SORT_RELEVANCE)
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

/* Search and append what is found, without ids, to the results. */
static enum tc_status
ask(struct question *question, const struct xapian_query *query,
    enum tc_sort sort, uint32_t asked, struct tc_error *err)
{
	const struct xapian_database *db =
	    tc_index_database(question->search->index);
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
ask_ranked(struct question *question, uint32_t wanted, struct tc_error *err)
{
	struct tc_results *results = question->results;
	const struct tc_common *common = &question->rung->common;
	uint32_t asked = wanted;
	enum tc_status status;
	size_t i;

	if (common->n > 0 && wanted > 0 && wanted < TC_COMMON_HITS)
		asked = TC_COMMON_HITS;
	tc_hits_clear(results);
	status =
	    ask(question, question->rung->query, TC_SORT_RELEVANCE, asked, err);
	if (status != TC_OK || common->n == 0 || asked == 0)
		return status;
	if (results->n == asked)
		drop_open_tie(results);
	status = tc_common_score(results->hits, results->n, common,
	    question->plan, question->search->index, err);
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
fetch_ranked(struct question *question, uint32_t end, struct tc_error *err)
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
		status = tc_hits_name(results, question->search->index, err);
	if (status == TC_OK)
		tc_hits_sort(results);
	return status;
}

/* The dated documents backwards, then the undated ones forwards. */
static enum tc_status
fetch_oldest(struct question *question, uint32_t end, struct tc_error *err)
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
		if (take_part(&part, question->rung->query, parts[i].part,
			&why) != XAPIAN_OK)
			return fail(&why, err);
		status = ask(question, part, parts[i].sort, end, err);
		xapian_query_free(part);
	}
	return status;
}

static enum tc_status
fetch(struct question *question, struct tc_error *err)
{
	enum tc_sort sort = question->sort;
	const struct tc_search_options *options = question->options;
	uint32_t documents = question->plan->documents;
	size_t end = options->offset + options->limit;
	uint32_t page_end = options->limit == 0 ? 0
	    : end > documents			? documents
						: (uint32_t)end;
	enum tc_status status;

	question->counted = options->count_up_to < documents
	    ? (uint32_t)options->count_up_to
	    : documents;
	if (sort == TC_SORT_RELEVANCE)
		return fetch_ranked(question, page_end, err);
	if (sort == TC_SORT_OLDEST)
		status = fetch_oldest(question, page_end, err);
	else
		status =
		    ask(question, question->rung->query, sort, page_end, err);
	return status == TC_OK
	    ? tc_hits_name(question->results, question->search->index, err)
	    : status;
}

/* The second stage, where there is one, and the page. */
static enum tc_status
finish(struct question *question, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	struct tc_results *results = question->results;
	enum tc_status status = TC_OK;

	if (question->sort == TC_SORT_RELEVANCE)
		status = tc_rerank(results->hits, results->n, question->plan,
		    question->search->index, question->search->analyser,
		    options, err);
	tc_hits_page(results, options->offset, options->limit);
	return status;
}

static void
explain_rung(struct tc_results *results, enum tc_rung rung,
    const struct tc_rung_query *query)
{
	static const char *const names[] = {[TC_RUNG_ALL] = "all words",
	    [TC_RUNG_FOLDED] = "all words, whatever their marks",
	    [TC_RUNG_SOME] = "some words"};
	struct tc_buf *out = &results->explanation;
	struct xapian_string text;
	struct xapian_error why;
	size_t i;

	tc_buf_printf(out, "rung    %s\n", names[rung]);
	if (xapian_query_get_description(&text, query->query, &why) ==
	    XAPIAN_OK)
		tc_buf_printf(out, "xapian  %s\n", text.s);
	for (i = 0; i < query->common.n; i++)
		tc_buf_printf(out, "common  %s x %g\n",
		    query->common.at[i].of->at[0].term,
		    query->common.at[i].weight);
}

static enum tc_status
run_rung(struct question *question, enum tc_rung rung, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	const struct tc_plan *plan = question->plan;
	struct tc_results *results = question->results;
	struct tc_rung_query query;
	enum tc_status status;

	tc_hits_clear(results);
	status = tc_plan_query(&query, plan, rung, options, err);
	if (status != TC_OK)
		return status;
	results->rung = rung;
	results->exact = query.exact;
	if (options->explain)
		explain_rung(results, rung, &query);
	question->rung = &query;
	status = fetch(question, err);
	question->rung = NULL;
	xapian_query_free(query.query);
	return status;
}

/* The rung to begin with. */
static enum tc_rung
first_rung(const struct tc_plan *plan)
{
	return tc_plan_is_question(plan) ? TC_RUNG_SOME : TC_RUNG_ALL;
}

/* What is said of the query as a whole. */
static void
describe(struct question *question, const struct tc_plan *plan)
{
	const struct tc_parsed *parsed = question->parsed;
	struct tc_results *results = question->results;

	tc_buf_clear(&results->suggestion);
	tc_buf_clear(&results->reading);
	tc_buf_clear(&results->notes);
	tc_buf_clear(&results->explanation);
	tc_plan_suggest(plan, parsed, &results->suggestion);
	if (tc_query_has_syntax(parsed))
		tc_query_print(parsed, &results->reading);
	tc_buf_put(
	    &results->notes, tc_buf_str(&parsed->notes), parsed->notes.len);
	tc_buf_put(&results->notes, tc_buf_str(&plan->notes), plan->notes.len);
	if (question->options->explain)
		tc_plan_explain(plan, parsed, &results->explanation);
}

static enum tc_status
run_ladder(struct question *question, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	struct tc_results *results = question->results;
	struct tc_plan plan;
	enum tc_status status;
	enum tc_rung rung;
	size_t wanted;

	status = tc_plan_make(&plan, question->search->index, question->parsed,
	    options, question->search->analyser, err);
	if (status != TC_OK)
		return status;
	question->plan = &plan;
	question->sort = options->sort;
	if (options->sort == TC_SORT_RELEVANCE && !tc_plan_ranks(&plan))
		question->sort = TC_SORT_NEWEST;
	describe(question, &plan);
	wanted = tc_plan_wanted(&plan);
	rung = first_rung(&plan);
	for (;; rung++) {
		status = run_rung(question, rung, err);
		if (status != TC_OK || rung == TC_RUNG_SOME ||
		    !tc_plan_ranks(&plan) || results->total >= TC_FEW)
			break;
		if (rung == TC_RUNG_ALL &&
		    (options->exact_marks || !tc_plan_has_marks(&plan)))
			rung++; /* marks make no difference */
		if (rung == TC_RUNG_FOLDED && wanted <= 1)
			break; /* fewer words than one is none */
	}
	if (status == TC_OK)
		status = finish(question, err);
	if (status == TC_OK && options->facet_values > 0)
		status = tc_facets_count(results, &plan, options, err);
	if (status == TC_OK)
		status = tc_marking_make(&results->marking, &plan, err);
	results->marking.rung = results->rung;
	tc_plan_free(&plan);
	if (status == TC_OK)
		status = tc_buf_check(&results->suggestion, err);
	if (status == TC_OK)
		status = tc_buf_check(&results->reading, err);
	return status == TC_OK ? tc_buf_check(&results->notes, err) : status;
}

enum tc_status
tc_search_parse(struct tc_search *search, struct tc_parsed *parsed,
    const char *query, size_t len, bool literal, struct tc_error *err)
{
	enum tc_status status;

	status = tc_parse(parsed, query, len, search->analyser, err);
	if (status != TC_OK || literal)
		return status;
	status = tc_decode(parsed, search->index, search->analyser, err);
	if (status != TC_OK)
		tc_parsed_free(parsed);
	return status;
}

enum tc_status
tc_search_run(struct tc_search *search, const struct tc_parsed *parsed,
    const struct tc_search_options *options, struct tc_results *results,
    struct tc_error *err)
{
	struct question question = {.search = search,
	    .parsed = parsed,
	    .options = options,
	    .results = results};
	enum tc_status status;

	memset(results, 0, sizeof(*results));
	results->suggestion.max = TC_BUF_LINE;
	results->reading.max = TC_BUF_LINE;
	results->notes.max = TC_BUF_LINE;
	results->explanation.max = TC_BUF_LINE;
	status = run_ladder(&question, err);
	if (status != TC_OK)
		tc_results_free(results);
	return status;
}
