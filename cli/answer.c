/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answering queries while the index changes. */
#include "answer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/suggest.h>

#include "../program/say.h"
#include "../query/guard.h"

/* A request on its way; what it prints is held until it is all true. */
struct request {
	struct tc_answerer *answerer;
	const char *text; /* of the query, or an id */
	enum tc_status (*print)(struct request *request, struct tc_error *err);
	bool similar;
	bool found;
	char *printed;
	size_t len;
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
	if (status == TC_OK)
		status = tc_output_results(answerer->output, &parsed, &results,
		    answerer->options->offset, err);
	request->found =
	    answerer->options->limit == 0 ? results.total > 0 : results.n > 0;
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	return status;
}

static enum tc_status
print_document(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	struct tc_document document;
	enum tc_status status;
	uint32_t docid;

	tc_document_init(&document);
	status = tc_index_find(
	    &docid, answerer->index, request->text, strlen(request->text), err);
	if (status == TC_OK && docid == 0)
		status = tc_fail(err, TC_NOTFOUND,
		    "%s: no document has this id", request->text);
	if (status == TC_OK)
		status =
		    tc_index_document(answerer->index, docid, &document, err);
	if (status == TC_OK)
		status = tc_output_document(answerer->output, &document, err);
	tc_document_free(&document);
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

	free(request->printed);
	request->printed = NULL;
	output->fp = open_memstream(&request->printed, &request->len);
	if (output->fp == NULL) {
		output->fp = fp;
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	status = request->print(request, err);
	if (fclose(output->fp) != 0 && status == TC_OK)
		status = tc_fail(err, TC_NOMEM, "%s", strerror(errno));
	output->fp = fp;
	return status;
}

static enum tc_status
answer(struct request *request, struct tc_error *err)
{
	struct tc_answerer *answerer = request->answerer;
	enum tc_status status;

	tc_guard_limit(answerer->time_limit);
	status = tc_index_answer(answerer->index, print_once, request, err);
	tc_guard_limit(0);
	/* Whether it could be written, the program finds out in the end. */
	if (status == TC_OK && answerer->output->format == TC_OUTPUT_TEXT)
		tc_put(answerer->output->fp, request->printed, request->len);
	else if (status == TC_OK)
		fwrite(request->printed, 1, request->len, answerer->output->fp);
	free(request->printed);
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
tc_answer_show(
    struct tc_answerer *answerer, const char *id, struct tc_error *err)
{
	struct request request = {
	    .answerer = answerer, .text = id, .print = print_document};

	return answer(&request, err);
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
