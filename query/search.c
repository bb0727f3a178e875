/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running a plan down the ladder, and making its hits a page. */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>

#include "corrections.h"
#include "duplicates.h"
#include "expr.h"
#include "facets.h"
#include "fewer.h"
#include "hits.h"
#include "marking.h"
#include "missing.h"
#include "note.h"
#include "question.h"
#include "rerank.h"
#include "saturation.h"
#include "scan.h"
#include "similar.h"
#include "suggesting.h"

/* Hits beyond the page that are looked at for copies of those on it, at first
 * and at most: until the page is full. */
#define COPIES_AHEAD 50u
#define COPIES_AHEAD_MAX 5000u

struct tc_search {
	const struct tc_index *index;
	struct tc_analyser *analyser;
	struct tc_columns columns; /* of facets */
	struct tc_saturations saturations;
	struct tc_past *past; /* queries, for suggestions */
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
	status = tc_analyser_new(&search->analyser, err);
	if (status == TC_OK)
		status = tc_past_new(&search->past, err);
	if (status != TC_OK) {
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
	tc_past_free(search->past);
	tc_columns_free(&search->columns);
	tc_saturations_free(&search->saturations);
	free(search);
}

const struct tc_index *
tc_search_index(const struct tc_search *search)
{
	return search->index;
}

struct tc_analyser *
tc_search_analyser(struct tc_search *search)
{
	return search->analyser;
}

struct tc_past *
tc_search_past(struct tc_search *search)
{
	return search->past;
}

void
tc_results_free(struct tc_results *results)
{
	tc_hits_clear(results);
	tc_marking_free(&results->marking);
	tc_buf_free(&results->suggestion);
	tc_buf_free(&results->reading);
	tc_buf_free(&results->explanation);
	tc_facets_free(&results->facets);
	tc_corrections_free(&results->corrections);
	tc_fewer_free(&results->fewer);
}

/* Every document is every document. */
static bool
collapses(const struct tc_question *question)
{
	return question->options->collapse && question->options->limit > 0 &&
	    (tc_plan_ranks(question->plan) || question->similar_to != 0);
}

/*
 * The second stage, where there is one, copies, and the page. *full is false
 * when more hits may fill it.
 */
static enum tc_status
finish(struct tc_question *question, bool *full, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	struct tc_results *results = question->results;
	size_t asked = options->offset + options->limit + question->ahead;
	enum tc_status status = TC_OK;

	*full = results->n < asked || !collapses(question);
	if (question->sort == TC_SORT_RELEVANCE)
		status = tc_rerank(results->hits, results->n, question->plan,
		    question->index, question->analyser, options, err);
	if (status == TC_OK && collapses(question))
		status = tc_duplicates_join(results,
		    options->offset + options->limit, question->index,
		    question->analyser, err);
	*full |= results->n >= options->offset + options->limit;
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
	struct xapian_query *as_query = NULL;
	struct xapian_string text;
	struct xapian_error why;
	size_t i;

	tc_buf_printf(out, "rung    %s\n", names[rung]);
	if (tc_expr_query(&as_query, query->query, &why) == XAPIAN_OK &&
	    xapian_query_get_description(&text, as_query, &why) == XAPIAN_OK)
		tc_buf_printf(out, "xapian  %s\n", text.s);
	else
		out->failed |= why.status == XAPIAN_NO_MEMORY;
	xapian_query_free(as_query);
	for (i = 0; i < query->common.n; i++)
		tc_buf_printf(out, "common  %s x %g\n",
		    query->common.at[i].of->at[0].term,
		    query->common.at[i].weight);
}

/* Have the hits of a query, which is freed. */
static enum tc_status
fetch(struct tc_question *question, enum tc_rung rung,
    struct tc_rung_query *query, struct tc_error *err)
{
	struct tc_results *results = question->results;
	enum tc_status status;

	results->rung = rung;
	results->exact = query->exact;
	if (question->options->explain)
		explain_rung(results, rung, query);
	question->rung = query;
	status = tc_question_fetch(question, err);
	question->rung = NULL;
	tc_expr_free(query->query);
	return status;
}

static enum tc_status
run_rung(struct tc_question *question, enum tc_rung rung, struct tc_error *err)
{
	struct tc_rung_query query;
	enum tc_status status;

	tc_hits_clear(question->results);
	status =
	    tc_plan_query(&query, question->plan, rung, question->options, err);
	return status == TC_OK ? fetch(question, rung, &query, err) : status;
}

/* The rung to begin with. */
static enum tc_rung
first_rung(const struct tc_plan *plan)
{
	return tc_plan_wants_all(plan) ? TC_RUNG_ALL : TC_RUNG_SOME;
}

/* What is said of the query as a whole. */
static void
describe(struct tc_question *question, const struct tc_plan *plan)
{
	const struct tc_parsed *parsed = question->parsed;
	struct tc_results *results = question->results;

	tc_buf_clear(&results->suggestion);
	tc_buf_clear(&results->reading);
	results->notes.n = 0;
	tc_buf_clear(&results->explanation);
	tc_plan_suggest(plan, parsed, &results->suggestion);
	if (tc_query_has_syntax(parsed))
		tc_query_print(parsed, &results->reading);
	tc_note_add_all(&results->notes, &parsed->notes);
	tc_note_add_all(&results->notes, &plan->notes);
	if (question->options->explain)
		tc_plan_explain(plan, parsed, &results->explanation);
}

/*
 * A rung that finds no more than the one above it found the same: they meet
 * what that asks for, and are said to. So many it found, 0 where that is not
 * sure.
 */
static void
name_rung(struct tc_results *results, enum tc_rung *above, uint64_t *found)
{
	if (results->exact && *found > 0 && results->total == *found)
		results->rung = *above;
	*above = results->rung;
	*found = results->exact ? results->total : 0;
}

/*
 * Go down the ladder until enough match. By date what a lower rung adds would
 * stand among what meets the whole query, and before it where it is newer: any
 * document is enough.
 */
static enum tc_status
run_ladder(struct tc_question *question, struct tc_error *err)
{
	const struct tc_plan *plan = question->plan;
	uint64_t enough = question->sort == TC_SORT_RELEVANCE ? TC_FEW : 1;
	size_t wanted = tc_plan_wanted(plan);
	enum tc_rung rung = first_rung(plan), above = rung;
	enum tc_status status;
	uint64_t found = 0;

	for (;; rung++) {
		status = run_rung(question, rung, err);
		name_rung(question->results, &above, &found);
		if (status != TC_OK || rung == TC_RUNG_SOME ||
		    !tc_plan_ranks(plan) || question->results->total >= enough)
			break;
		if (rung == TC_RUNG_ALL &&
		    (question->options->exact_marks ||
			!tc_plan_has_marks(plan)))
			rung++; /* marks make no difference */
		if (rung == TC_RUNG_FOLDED && wanted <= 1)
			break; /* fewer words than one is none */
	}
	return status;
}

static enum tc_status
run_similar(struct tc_question *question, struct tc_error *err)
{
	struct tc_rung_query query = {.exact = true};
	enum tc_status status;

	tc_hits_clear(question->results);
	status = tc_similar_query(&query.query, question, err);
	if (status == TC_OK)
		status = fetch(question, TC_RUNG_SOME, &query, err);
	question->results->rung = TC_RUNG_ALL; /* there are no words to miss */
	return status;
}

/* Fill the page, with more hits while too many are copies of others. */
static enum tc_status
fill_page(struct tc_question *question, struct tc_error *err)
{
	struct tc_buf *explanation = &question->results->explanation;
	size_t explained = explanation->len;
	enum tc_status status;
	bool full = false;

	question->ahead = collapses(question) ? COPIES_AHEAD : 0;
	for (;; question->ahead *= 4) {
		tc_buf_cut(explanation, explained);
		status = question->similar_to != 0 ? run_similar(question, err)
						   : run_ladder(question, err);
		if (status == TC_OK)
			status = finish(question, &full, err);
		if (status != TC_OK || full ||
		    question->ahead > COPIES_AHEAD_MAX)
			break;
	}
	return status;
}

static enum tc_status
check_texts(const struct tc_results *results, struct tc_error *err)
{
	enum tc_status status = tc_buf_check(&results->suggestion, err);

	if (status == TC_OK)
		status = tc_buf_check(&results->reading, err);
	/* A long one may be cut. */
	if (status == TC_OK && tc_buf_lacks(&results->explanation))
		status = tc_buf_check(&results->explanation, err);
	return status;
}

/* What is similar to a document has none. */
static bool
counts_facets(const struct tc_question *question)
{
	return question->options->facet_values > 0 && question->similar_to == 0;
}

static enum tc_status
answer(const struct tc_question *asked, struct tc_error *err)
{
	/* What it points to here lives no longer. */
	struct tc_question own = *asked, *question = &own;
	const struct tc_search_options *options = question->options;
	struct tc_results *results = question->results;
	struct tc_found found = {.at = NULL};
	struct tc_plan plan;
	enum tc_status status;

	memset(results, 0, sizeof(*results));
	results->suggestion.max = TC_BUF_LINE;
	results->reading.max = TC_BUF_LINE;
	results->explanation.max = TC_BUF_LINE;
	status = tc_plan_make(&plan, question->index, question->parsed, options,
	    question->analyser, err);
	if (status != TC_OK)
		return status;
	question->plan = &plan;
	question->sort = options->sort;
	if (options->sort == TC_SORT_RELEVANCE && !tc_plan_ranks(&plan) &&
	    question->similar_to == 0)
		question->sort = TC_SORT_NEWEST;
	if (counts_facets(question))
		question->found = &found;
	describe(question, &plan);
	status = fill_page(question, err);
	if (status == TC_OK)
		status = tc_missing_note(question, err);
	if (status == TC_OK && counts_facets(question))
		status = tc_facets_count(question, err);
	if (status == TC_OK && options->fewer > 0 && options->offset == 0)
		status = tc_fewer_find(question, err);
	if (status == TC_OK)
		status = tc_marking_make(&results->marking, &plan, err);
	results->marking.rung = results->rung;
	tc_found_free(&found);
	tc_plan_free(&plan);
	if (status == TC_OK)
		status = check_texts(results, err);
	if (status != TC_OK)
		tc_results_free(results);
	return status;
}

enum tc_status
tc_search_parse(struct tc_search *search, struct tc_parsed *parsed,
    const char *query, size_t len, bool literal, struct tc_error *err)
{
	enum tc_status status;

	status = tc_parse(parsed, query, len, search->analyser, err);
	if (status != TC_OK)
		return status;
	status =
	    tc_decode(parsed, search->index, search->analyser, literal, err);
	if (status != TC_OK)
		tc_parsed_free(parsed);
	return status;
}

enum tc_status
tc_search_run(struct tc_search *search, const struct tc_parsed *parsed,
    const struct tc_search_options *options, struct tc_results *results,
    struct tc_error *err)
{
	struct tc_question question = {.index = search->index,
	    .analyser = search->analyser,
	    .columns = &search->columns,
	    .saturations = &search->saturations,
	    .parsed = parsed,
	    .options = options,
	    .results = results};
	enum tc_status status = answer(&question, err);

	if (status != TC_OK || options->corrections == 0)
		return status;
	status = tc_corrections_find(results, search, parsed, options, err);
	if (status != TC_OK)
		tc_results_free(results);
	return status;
}

enum tc_status
tc_search_similar(struct tc_search *search, const char *id, size_t len,
    const struct tc_search_options *options, struct tc_results *results,
    struct tc_error *err)
{
	struct tc_question question = {.index = search->index,
	    .analyser = search->analyser,
	    .columns = &search->columns,
	    .saturations = &search->saturations,
	    .options = options,
	    .results = results,
	    .similar_id = {id, len}};
	struct tc_parsed nothing;
	enum tc_status status;

	memset(results, 0, sizeof(*results));
	status =
	    tc_index_find(&question.similar_to, search->index, id, len, err);
	if (status == TC_OK && question.similar_to == 0)
		status = tc_fail(err, TC_NOTFOUND,
		    "%.*s: no document has this id", (int)len, id);
	if (status == TC_OK)
		status = tc_parse(&nothing, "", 0, search->analyser, err);
	if (status != TC_OK)
		return status;
	question.parsed = &nothing;
	status = answer(&question, err);
	tc_parsed_free(&nothing);
	return status;
}
