/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One question on its way through Xapian. */
#ifndef TC_QUERY_QUESTION_H
#define TC_QUERY_QUESTION_H

#include "plan.h"

struct tc_columns;
struct tc_found;
struct tc_saturations;

/* Begun anew when the index changes. All but results is borrowed. */
struct tc_question {
	const struct tc_index *index;
	struct tc_analyser *analyser;
	struct tc_columns *columns; /* of facets */
	struct tc_saturations *saturations;
	const struct tc_parsed *parsed;
	const struct tc_search_options *options;
	struct tc_results *results;
	const struct tc_plan *plan;
	enum tc_sort sort;
	const struct tc_rung_query *rung; /* in hand */
	struct tc_found *found;		  /* by the rung, NULL: not wanted */
	uint32_t similar_to;	   /* a document instead of words, 0: none */
	struct tc_span similar_id; /* its id */
	uint32_t ahead;		   /* hits beyond the page that may be copies */
	uint32_t counted;	   /* matches that are counted at least */
};

/*
 * Have the hits of the rung in hand, named and in order: the page from the
 * first on, what is ahead, and what the second stage looks at. TC_NOMEM, TC_IO,
 * TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_question_fetch(struct tc_question *question, struct tc_error *err);

#endif
