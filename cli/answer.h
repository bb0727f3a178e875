/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One query from its text to its printed answer, out of one state of the index.
 */
#ifndef TC_CLI_ANSWER_H
#define TC_CLI_ANSWER_H

#include <stdbool.h>
#include <tracuu/query.h>

#include "output.h"
#include "saved.h"

/* What many queries share. */
struct tc_answerer {
	struct tc_index *index;
	struct tc_search *search; /* of this index */
	const struct tc_search_options *options;
	struct tc_output *output;
	unsigned time_limit;	/* seconds of a processor a query, 0: none */
	struct tc_saved *saved; /* only what it has not shown; or NULL */
	size_t fresh_limit;	/* so many of these */
	bool quiet;		/* note them and print nothing */
	double milliseconds;	/* that the last one took, without printing */
};

/*
 * Answer a query: all of it is printed, or after a failure nothing. *found when
 * something was found. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED (when the index
 * changes faster than it can be read).
 */
enum tc_status tc_answer_query(bool *found, struct tc_answerer *answerer,
    const char *query, struct tc_error *err);

/* The same with what is similar to a document. TC_NOTFOUND: none has this id.
 */
enum tc_status tc_answer_similar(bool *found, struct tc_answerer *answerer,
    const char *id, struct tc_error *err);

/* Print the record of a document, the words of a query marked in its text.
 * TC_NOTFOUND when none has this id. */
enum tc_status tc_answer_show(struct tc_answerer *answerer, const char *id,
    const char *query, struct tc_error *err);

/* Print why a document is not among the results of a query; *found when it is.
 */
enum tc_status tc_answer_why_not(bool *found, struct tc_answerer *answerer,
    const char *id, const char *query, struct tc_error *err);

/*
 * Print what a query that begins with a text may become, at most
 * options->limit. *found when there is anything.
 */
enum tc_status tc_answer_suggest(bool *found, struct tc_answerer *answerer,
    const char *text, struct tc_error *err);

#endif
