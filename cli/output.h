/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Showing results: for people, for programs, for evaluations. */
#ifndef TC_CLI_OUTPUT_H
#define TC_CLI_OUTPUT_H

#include <jansson.h>
#include <stdio.h>
#include <tracuu/query.h>
#include <tracuu/suggest.h>

#include "page.h"
#include "reasons.h"
#include "terminal.h"

enum tc_output_format {
	TC_OUTPUT_TEXT,
	TC_OUTPUT_JSON,
	TC_OUTPUT_JSONL,
	TC_OUTPUT_TSV,
	TC_OUTPUT_TREC,
	TC_OUTPUT_PATHS
};

struct tc_output {
	FILE *fp;
	enum tc_output_format format;
	json_t *gains; /* of scores, see gains.h; NULL: not shown */
	struct tc_terminal terminal;
	struct tc_page page; /* while something is put on it */
	const struct tc_index *index;
	struct tc_analyser *analyser; /* for snippets */
	const char *qid;	      /* of a query in a batch, else NULL */
	bool count;		      /* only how many documents match */
};

/* TC_NOTFOUND when there is no such format. */
enum tc_status tc_output_format_of(
    enum tc_output_format *format, const char *name, struct tc_error *err);

/* Show the results of one query. TC_IO when they could not be written. */
enum tc_status
tc_output_results(struct tc_output *output, const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset, struct tc_error *err);

/*
 * Show one stored document whole, in text with the words of a query marked; see
 * tc_stored_show.
 */
enum tc_status tc_output_document(struct tc_output *output,
    struct tc_search *search, const char *id, const char *query,
    const struct tc_search_options *options, struct tc_error *err);

/* Why a document is not found: in text sentences, in JSON one object. */
enum tc_status tc_output_reasons(struct tc_output *output,
    const struct tc_reasons *reasons, struct tc_error *err);

/* Show suggestions: a line for each, in JSON one object, in TSV what they are.
 */
enum tc_status tc_output_suggestions(struct tc_output *output,
    const struct tc_suggestions *suggestions, const char *text,
    struct tc_error *err);

#endif
