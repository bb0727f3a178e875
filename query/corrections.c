/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries that may have been meant by one that was mistyped. */
#include "corrections.h"

#include <stdlib.h>
#include <string.h>

#include "correct.h"

/* Queries that are asked whether they find anything: with operators each may
 * read megabytes of texts. */
#define QUERIES_MAX 8
#define QUERIES_SYNTAX 1

void
tc_corrections_free(struct tc_corrections *corrections)
{
	size_t i;

	for (i = 0; i < corrections->n; i++)
		free(corrections->at[i].query);
	free(corrections->at);
	corrections->at = NULL;
	corrections->n = 0;
}

/* Add a query unless it finds nothing or is there, as it is best written. */
static enum tc_status
add(struct tc_results *results, struct tc_search *search, const char *query,
    const char *asked, const struct tc_search_options *options,
    struct tc_error *err)
{
	struct tc_corrections *corrections = &results->corrections;
	struct tc_correction *to = &corrections->at[corrections->n];
	struct tc_search_options count = *options;
	struct tc_results found;
	struct tc_parsed parsed;
	enum tc_status status;
	const char *best;
	bool marked;
	size_t i;

	count.limit = count.offset = count.facet_values = 0;
	count.corrections = count.fewer = 0;
	count.explain = false;
	count.count_up_to = SIZE_MAX - 1; /* all, but no longer texts */
	status =
	    tc_search_parse(search, &parsed, query, strlen(query), true, err);
	if (status != TC_OK)
		return status;
	status = tc_search_run(search, &parsed, &count, &found, err);
	marked = tc_correct_has_marks(&parsed);
	tc_parsed_free(&parsed);
	if (status != TC_OK)
		return status;
	/* Marks that were typed stay, where there were any. */
	best = found.suggestion.len > 0 && !marked
	    ? tc_buf_str(&found.suggestion)
	    : query;
	corrections->suggested |= found.total > 0 &&
	    strcmp(best, tc_buf_str(&results->suggestion)) == 0;
	for (i = 0; i < corrections->n; i++) {
		if (strcmp(corrections->at[i].query, best) == 0)
			break;
	}
	if (found.total > 0 && i == corrections->n &&
	    strcmp(best, asked) != 0 && strcmp(query, asked) != 0 &&
	    strcmp(best, tc_buf_str(&results->suggestion)) != 0) {
		to->total = found.total;
		to->exact = found.exact;
		to->query = strdup(best);
		corrections->n += to->query != NULL;
		if (to->query == NULL)
			status = tc_fail(err, TC_NOMEM, "out of memory");
	}
	tc_results_free(&found);
	return status;
}

/* The best changes together, then each of them by itself. */
static enum tc_status
add_queries(struct tc_results *results, struct tc_search *search,
    const struct tc_parsed *parsed, const struct tc_changes *changes,
    const char *asked, const struct tc_search_options *options,
    struct tc_error *err)
{
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	size_t max = tc_query_has_syntax(parsed) ? QUERIES_SYNTAX : QUERIES_MAX;
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i <= changes->n && i < max && status == TC_OK &&
	     results->corrections.n < options->corrections;
	     i++) {
		tc_buf_clear(&query);
		tc_correct_put(parsed, changes,
		    i > 0 ? &changes->at[i - 1] : NULL, &query);
		if ((status = tc_buf_check(&query, err)) == TC_OK)
			status =
			    add(results, search, query.s, asked, options, err);
	}
	tc_buf_free(&query);
	return status;
}

/* Of a query as it was read: find changes and what they make. */
static enum tc_status
correct(struct tc_results *results, struct tc_search *search,
    const struct tc_parsed *parsed, const char *asked,
    const struct tc_search_options *options, struct tc_error *err)
{
	const struct tc_index *index = tc_search_index(search);
	struct tc_lookup lookup = {
	    .index = index, .term = TC_BUF_INIT(TC_BUF_LINE)};
	struct tc_changes *changes = malloc(sizeof(*changes));
	enum tc_status status = TC_OK;

	if (changes == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	tc_correct_find(changes, &lookup, parsed, false);
	if (lookup.failed)
		status = tc_index_fail(err, &lookup.why, "search");
	else if (changes->n > 0)
		status = add_queries(
		    results, search, parsed, changes, asked, options, err);
	free(changes);
	tc_buf_free(&lookup.term);
	return status;
}

/* What was repaired is looked into as it was typed. */
enum tc_status
tc_corrections_find(struct tc_results *results, struct tc_search *search,
    const struct tc_parsed *parsed, const struct tc_search_options *options,
    struct tc_error *err)
{
	struct tc_corrections *corrections = &results->corrections;
	const char *asked = tc_buf_str(&parsed->clean);
	struct tc_parsed typed;
	enum tc_status status = TC_OK;

	*corrections = (struct tc_corrections){
	    .at = calloc(options->corrections, sizeof(*corrections->at))};
	if (corrections->at == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (parsed->repaired || parsed->decoded) {
		status = tc_search_parse(search, &typed, parsed->typed.s,
		    parsed->typed.len, true, err);
		if (status != TC_OK)
			return status;
		/* With marks it was typed by an input method: among them troong
		 * may be a slip, and no key of Telex. */
		if (!parsed->decoded || tc_correct_has_marks(&typed))
			status = correct(
			    results, search, &typed, asked, options, err);
		tc_parsed_free(&typed);
	}
	if (status == TC_OK && corrections->n == 0 && !parsed->decoded)
		status = correct(results, search, parsed, asked, options, err);
	/* Marks for words that are not mistyped: the rest would be wrong. */
	if (corrections->n > 0 && !corrections->suggested &&
	    tc_correct_has_marks(parsed))
		tc_buf_clear(&results->suggestion);
	return status;
}
