/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answering queries while the index changes. */
#include "answer.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/message.h>
#include <tracuu/suggest.h>

#include "../query/guard.h"
#include "memory.h"

/* A request on its way; what it prints is held until it is all true. */
struct request {
	struct tc_answerer *answerer;
	const char *text; /* of the query, or an id */
	enum tc_status (*print)(struct request *request, struct tc_error *err);
	const char *query; /* that a document is held against */
	bool similar;	   /* text is an id, and its like is wanted */
	bool found;
	json_t *fresh; /* ids that a saved search has not shown before */
	struct tc_buf printed;
};

static double
milliseconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - from->tv_sec) * 1e3 +
	    (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

/* Hits of a query, or what is similar to a document. */
static enum tc_status
find(struct request *request, const struct tc_parsed *parsed,
    struct tc_results *results, struct tc_error *err)
{
	const struct tc_answerer *answerer = request->answerer;

	if (request->similar)
		return tc_search_similar(answerer->search, request->text,
		    strlen(request->text), answerer->options, results, err);
	return tc_search_run(
	    answerer->search, parsed, answerer->options, results, err);
}

/* Of a saved search only what it has not shown before; so many of these. */
static enum tc_status
print_fresh(struct request *request, const struct tc_parsed *parsed,
    const struct tc_results *results, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	struct tc_results fresh = *results;
	size_t i;

	fresh.n = tc_saved_sort_out(answerer->saved, results);
	fresh.total = fresh.n;
	fresh.exact = true;
	if (fresh.n > answerer->fresh_limit)
		fresh.n = answerer->fresh_limit;
	json_decref(request->fresh);
	request->fresh = json_array();
	for (i = 0; i < fresh.n; i++) {
		if (json_array_append_new(
			request->fresh, json_string(fresh.hits[i].id)) != 0)
			return tc_fail(err, TC_NOMEM, "out of memory");
	}
	request->found = fresh.n > 0;
	if (answerer->quiet)
		return TC_OK;
	return tc_output_results(answerer->output, parsed, &fresh, 0, err);
}

static enum tc_status
print_results(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	const char *query = request->similar ? "" : request->text;
	struct tc_results results = {0};
	struct tc_parsed parsed;
	struct timespec begun;
	enum tc_status status;

	clock_gettime(CLOCK_MONOTONIC, &begun);
	status = tc_search_parse(answerer->search, &parsed, query,
	    strlen(query), answerer->options->literal, err);
	if (status != TC_OK)
		return status;
	status = find(request, &parsed, &results, err);
	answerer->milliseconds = milliseconds_since(&begun);
	if (status == TC_OK && answerer->saved != NULL)
		status = print_fresh(request, &parsed, &results, err);
	else if (status == TC_OK)
		status = tc_output_results(answerer->output, &parsed, &results,
		    answerer->options->offset, err);
	if (answerer->saved == NULL)
		request->found = answerer->options->limit == 0
		    ? results.total > 0
		    : results.n > 0;
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	return status;
}

static enum tc_status
print_document(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;

	return tc_output_document(answerer->output, answerer->search,
	    request->text, request->query, answerer->options, err);
}

/* What became of an id that is not in the index; *passed is NULL: it is not
 * known. */
static enum tc_status
find_passed(struct tc_passed **passed, struct tc_passed *room,
    const struct request *request, struct tc_error *err)
{
	struct tc_span id = {request->text, strlen(request->text)};
	enum tc_status status;

	status = tc_passed_find(room, request->answerer->index, id, err);
	*passed = status == TC_OK ? room : NULL;
	return status == TC_NOTFOUND ? TC_OK : status;
}

static enum tc_status
print_reasons(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	struct tc_span id = {request->text, strlen(request->text)};
	struct tc_passed room, *passed = NULL;
	struct tc_reasons reasons = {.id = request->text};
	struct tc_whynot whynot;
	struct tc_parsed parsed;
	enum tc_status status;

	status = tc_search_parse(answerer->search, &parsed, request->query,
	    strlen(request->query), answerer->options->literal, err);
	if (status != TC_OK)
		return status;
	status = tc_whynot_find(
	    &whynot, answerer->search, &parsed, id, answerer->options, err);
	if (status != TC_OK)
		goto out;
	if (!whynot.indexed)
		status = find_passed(&passed, &room, request, err);
	request->found = whynot.matches;
	reasons.parsed = &parsed;
	reasons.whynot = &whynot;
	reasons.passed = passed;
	if (status == TC_OK)
		status = tc_output_reasons(answerer->output, &reasons, err);
	if (passed != NULL)
		tc_passed_free(passed);
	tc_whynot_free(&whynot);
out:
	tc_parsed_free(&parsed);
	return status;
}

static enum tc_status
print_suggestions(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	struct tc_suggestions suggestions;
	enum tc_status status;

	status = tc_suggest(answerer->search, request->text,
	    strlen(request->text), answerer->options->limit, &suggestions, err);
	if (status != TC_OK)
		return status;
	status = tc_output_suggestions(
	    answerer->output, &suggestions, request->text, err);
	request->found = suggestions.n > 0;
	tc_suggestions_free(&suggestions);
	return status;
}

/* A tc_answer_fn: print anew into memory. */
static enum tc_status
print_once(void *arg, struct tc_error *err)
{
	struct request *request = arg;
	struct tc_output *output = request->answerer->output;
	FILE *fp = output->fp;
	enum tc_status status;

	if ((output->fp = tc_open_memory(&request->printed)) == NULL) {
		output->fp = fp;
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	status = request->print(request, err);
	if (fclose(output->fp) != 0 && status == TC_OK)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	output->fp = fp;
	return status;
}

/* What was printed has been shown; what could not be printed has not. */
static enum tc_status
note_fresh(struct request *request, struct tc_error *err)
{
	struct tc_saved *saved = request->answerer->saved;
	enum tc_status status = TC_OK;
	size_t i;

	if (fflush(request->answerer->output->fp) != 0)
		return TC_OK; /* the program says so in the end */
	for (i = 0; i < json_array_size(request->fresh) && status == TC_OK; i++)
		status = tc_saved_note(saved,
		    json_string_value(json_array_get(request->fresh, i)), err);
	return status == TC_OK ? tc_saved_write(saved, err) : status;
}

static enum tc_status
answer(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	enum tc_status status;

	request->printed = (struct tc_buf)TC_BUF_INIT(UINT32_MAX);
	tc_guard_limit(answerer->time_limit);
	status = tc_index_answer(answerer->index, print_once, request, err);
	tc_guard_limit(0);
	/* Whether it could be written, the program finds out in the end. */
	if (status == TC_OK && answerer->output->format == TC_OUTPUT_TEXT)
		tc_terminal_write(&answerer->output->terminal,
		    tc_buf_str(&request->printed), request->printed.len);
	else if (status == TC_OK)
		fwrite(tc_buf_str(&request->printed), 1, request->printed.len,
		    answerer->output->fp);
	if (status == TC_OK && answerer->saved != NULL)
		status = note_fresh(request, err);
	json_decref(request->fresh);
	tc_buf_free(&request->printed);
	return status;
}

static enum tc_status
answer_hits(bool *found, struct request *request, struct tc_error *err)
{
	enum tc_status status = answer(request, err);

	*found = status == TC_OK && request->found;
	return status;
}

enum tc_status
tc_answer_query(bool *found, struct tc_answerer *answerer, const char *query,
    struct tc_error *err)
{
	struct request request = {
	    .answerer = answerer, .text = query, .print = print_results};

	return answer_hits(found, &request, err);
}

enum tc_status
tc_answer_similar(bool *found, struct tc_answerer *answerer, const char *id,
    struct tc_error *err)
{
	struct request request = {.answerer = answerer,
	    .text = id,
	    .print = print_results,
	    .similar = true};

	return answer_hits(found, &request, err);
}

enum tc_status
tc_answer_show(struct tc_answerer *answerer, const char *id, const char *query,
    struct tc_error *err)
{
	struct request request = {.answerer = answerer,
	    .text = id,
	    .query = query,
	    .print = print_document};

	return answer(&request, err);
}

enum tc_status
tc_answer_why_not(bool *found, struct tc_answerer *answerer, const char *id,
    const char *query, struct tc_error *err)
{
	struct request request = {.answerer = answerer,
	    .text = id,
	    .query = query,
	    .print = print_reasons};

	return answer_hits(found, &request, err);
}

enum tc_status
tc_answer_suggest(bool *found, struct tc_answerer *answerer, const char *text,
    struct tc_error *err)
{
	struct request request = {
	    .answerer = answerer, .text = text, .print = print_suggestions};
	enum tc_status status = answer(&request, err);

	*found = status == TC_OK && request.found;
	return status;
}
