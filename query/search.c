/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running a plan down the ladder, and putting hits in their one order. */
#include <tracuu/query.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "rerank.h"

/* BM25, from bench/TERMS.md. */
#define BM25_K1 1.2
#define BM25_B 0.75
#define BM25_MIN_LENGTH 0.5

/* Scores that differ by less are equal: sums of floats in another order. */
#define SCORE_UNIT 1e-6

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

static void
clear_hits(struct tc_results *results)
{
	size_t i;

	for (i = 0; i < results->n; i++)
		free(results->hits[i].id);
	free(results->hits);
	results->hits = NULL;
	results->n = 0;
	results->total = 0;
}

void
tc_results_free(struct tc_results *results)
{
	clear_hits(results);
	tc_buf_free(&results->suggestion);
	tc_buf_free(&results->reading);
	tc_buf_free(&results->notes);
	tc_buf_free(&results->explanation);
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
		status = xapian_enquire_set_bm25_weight(
		    enquire, BM25_K1, 0, 1, BM25_B, BM25_MIN_LENGTH, why);
	if (status == XAPIAN_OK && sort != TC_SORT_RELEVANCE)
		status = xapian_enquire_set_sort_by_value(
		    enquire, TC_SLOT_ORDER, sort == TC_SORT_OLDEST, why);
	return status;
}

static double
rounded(double score)
{
	return floor(score / SCORE_UNIT + 0.5) * SCORE_UNIT;
}

static int
by_score(const void *a, const void *b)
{
	const struct tc_hit *x = a, *y = b;

	if (x->score < y->score || x->score > y->score)
		return x->score < y->score ? 1 : -1;
	return strcmp(x->id, y->id);
}

static enum xapian_status
no_memory(struct xapian_error *why)
{
	memset(why, 0, sizeof(*why));
	snprintf(why->message, sizeof(why->message), "out of memory");
	return why->status = XAPIAN_NO_MEMORY;
}

static enum xapian_status
read_id(struct tc_hit *hit, const struct xapian_mset *mset, uint32_t i,
    struct xapian_error *why)
{
	struct xapian_document *doc = NULL;
	struct xapian_string value;
	enum xapian_status status;
	const char *id;
	size_t len;

	status = xapian_mset_get_document(&doc, mset, i, why);
	if (status == XAPIAN_OK)
		status =
		    xapian_document_get_value(&value, doc, TC_SLOT_ORDER, why);
	if (status == XAPIAN_OK) {
		id = tc_index_order_id(value.s, value.len, &len);
		if ((hit->id = strndup(id, len)) == NULL)
			status = no_memory(why);
	}
	xapian_document_free(doc);
	return status;
}

static enum xapian_status
add_hits(struct tc_results *results, const struct xapian_mset *mset,
    struct xapian_error *why)
{
	uint32_t i, n = xapian_mset_size(mset);
	enum xapian_status status = XAPIAN_OK;
	struct xapian_mset_row row;
	struct tc_hit *hits;

	hits = realloc(
	    results->hits, (results->n + n + 1) * sizeof(*results->hits));
	if (hits == NULL)
		return no_memory(why);
	results->hits = hits;
	for (i = 0; i < n && status == XAPIAN_OK; i++) {
		struct tc_hit *hit = &results->hits[results->n];

		status = xapian_mset_get_row(&row, mset, i, why);
		if (status == XAPIAN_OK)
			status = read_id(hit, mset, i, why);
		if (status != XAPIAN_OK)
			break;
		hit->docid = row.docid;
		hit->score = rounded(row.weight);
		results->n++;
	}
	return status;
}

/* Keep hits [offset, offset + limit). */
static void
keep_page(struct tc_results *results, size_t offset, size_t limit)
{
	size_t i, kept = 0;

	for (i = 0; i < results->n; i++) {
		if (i >= offset && kept < limit)
			results->hits[kept++] = results->hits[i];
		else
			free(results->hits[i].id);
	}
	results->n = kept;
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

/* Search and append what is found to the results. */
static enum xapian_status
ask(struct question *question, const struct xapian_query *query,
    enum tc_sort sort, uint32_t asked, uint32_t counted,
    struct xapian_error *why)
{
	const struct xapian_database *db =
	    tc_index_database(question->search->index);
	struct xapian_enquire *enquire = NULL;
	struct xapian_mset *mset = NULL;
	enum xapian_status status;

	status = xapian_enquire_new(&enquire, db, why);
	if (status == XAPIAN_OK)
		status = set_order(enquire, query, sort, why);
	if (status == XAPIAN_OK)
		status = xapian_enquire_get_mset(&mset, enquire, 0, asked,
		    counted > COUNTED_MIN ? counted : COUNTED_MIN, why);
	if (status == XAPIAN_OK) {
		add_total(question->results, mset);
		status = add_hits(question->results, mset, why);
	}
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	return status;
}

/*
 * Fetch the page and some more, until no tie is open at its end, and sort:
 * Xapian leaves equal scores in the order of indexing.
 */
static enum xapian_status
fetch_ranked(struct question *question, const struct xapian_query *query,
    uint32_t end, uint32_t counted, struct xapian_error *why)
{
	struct tc_results *results = question->results;
	enum xapian_status status;
	size_t window = tc_rerank_window(question->plan, question->options);
	uint32_t extra, asked;

	if (end < window)
		end = (uint32_t)window;
	for (extra = TIES;; extra *= 4) {
		asked = question->options->limit > 0 ? end + extra : 0;
		clear_hits(results);
		status = ask(
		    question, query, TC_SORT_RELEVANCE, asked, counted, why);
		if (status != XAPIAN_OK || extra >= TIES_MAX ||
		    is_settled(results, end, asked))
			break;
	}
	if (status == XAPIAN_OK && results->n > 1)
		qsort(results->hits, results->n, sizeof(*results->hits),
		    by_score);
	return status;
}

/* The dated documents backwards, then the undated ones forwards. */
static enum xapian_status
fetch_oldest(struct question *question, const struct xapian_query *query,
    uint32_t end, uint32_t counted, struct xapian_error *why)
{
	static const struct {
		enum part part;
		enum tc_sort sort;
	} parts[] = {
	    {PART_DATED, TC_SORT_OLDEST}, {PART_UNDATED, TC_SORT_NEWEST}};
	enum xapian_status status = XAPIAN_OK;
	struct xapian_query *part;
	size_t i;

	for (i = 0; i < 2 && status == XAPIAN_OK; i++) {
		status = take_part(&part, query, parts[i].part, why);
		if (status == XAPIAN_OK)
			status = ask(
			    question, part, parts[i].sort, end, counted, why);
		xapian_query_free(part);
	}
	return status;
}

static enum xapian_status
fetch(struct question *question, const struct xapian_query *query,
    enum tc_sort sort, uint32_t documents, struct xapian_error *why)
{
	const struct tc_search_options *options = question->options;
	size_t end = options->offset + options->limit;
	uint32_t counted = options->count_up_to < documents
	    ? (uint32_t)options->count_up_to
	    : documents;
	uint32_t page_end = options->limit == 0 ? 0
	    : end > documents			? documents
						: (uint32_t)end;
	enum xapian_status status;

	if (sort == TC_SORT_RELEVANCE)
		status = fetch_ranked(question, query, page_end, counted, why);
	else if (sort == TC_SORT_OLDEST)
		status = fetch_oldest(question, query, page_end, counted, why);
	else
		status = ask(question, query, sort, page_end, counted, why);
	return status;
}

/* The second stage, where there is one, and the page. */
static enum tc_status
finish(struct question *question, enum tc_sort sort, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	struct tc_results *results = question->results;
	enum tc_status status = TC_OK;

	if (sort == TC_SORT_RELEVANCE)
		status = tc_rerank(results->hits, results->n, question->plan,
		    question->search->index, question->search->analyser,
		    options, err);
	keep_page(results, options->offset, options->limit);
	return status;
}

static void
explain_rung(struct tc_results *results, enum tc_rung rung,
    const struct xapian_query *query)
{
	static const char *const names[] = {[TC_RUNG_ALL] = "all words",
	    [TC_RUNG_FOLDED] = "all words, whatever their marks",
	    [TC_RUNG_SOME] = "some words"};
	struct tc_buf *out = &results->explanation;
	struct xapian_string text;
	struct xapian_error why;

	tc_buf_printf(out, "rung    %s\n", names[rung]);
	if (xapian_query_get_description(&text, query, &why) == XAPIAN_OK)
		tc_buf_printf(out, "xapian  %s\n", text.s);
}

static enum tc_status
run_rung(struct question *question, const struct tc_plan *plan,
    enum tc_rung rung, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	enum tc_sort sort = options->sort;
	struct xapian_query *query;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status;

	clear_hits(question->results);
	status = tc_plan_query(
	    &query, &question->results->exact, plan, rung, options, err);
	if (status != TC_OK)
		return status;
	if (sort == TC_SORT_RELEVANCE && !tc_plan_ranks(plan))
		sort = TC_SORT_NEWEST;
	question->results->rung = rung;
	if (options->explain)
		explain_rung(question->results, rung, query);
	question->plan = plan;
	failure = fetch(question, query, sort, plan->documents, &why);
	xapian_query_free(query);
	return failure == XAPIAN_OK ? finish(question, sort, err)
				    : fail(&why, err);
}

/* The rung to begin with. */
static enum tc_rung
first_rung(const struct tc_plan *plan)
{
	return tc_plan_wanted(plan) > TC_ALL_WORDS_MAX ? TC_RUNG_SOME
						       : TC_RUNG_ALL;
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
	describe(question, &plan);
	wanted = tc_plan_wanted(&plan);
	rung = first_rung(&plan);
	for (;; rung++) {
		status = run_rung(question, &plan, rung, err);
		if (status != TC_OK || rung == TC_RUNG_SOME ||
		    !tc_plan_ranks(&plan) || results->total >= TC_FEW)
			break;
		if (rung == TC_RUNG_ALL &&
		    (options->exact_marks || !tc_plan_has_marks(&plan)))
			rung++; /* marks make no difference */
		if (rung == TC_RUNG_FOLDED && wanted <= 1)
			break; /* fewer words than one is none */
	}
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
	struct question question = {search, parsed, options, results, NULL};
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
