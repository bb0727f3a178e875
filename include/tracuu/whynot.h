/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why a document is not among the results of a query. */
#ifndef TC_WHYNOT_H
#define TC_WHYNOT_H

#include <tracuu/query.h>

#ifdef __cplusplus
extern "C" {
#endif

/* So many results are looked through for its rank. */
#define TC_WHYNOT_DEPTH 1000u

enum tc_obstacle_kind {
	TC_OBSTACLE_WORD,      /* it has not this word */
	TC_OBSTACLE_PHRASE,    /* nor these words as they stand */
	TC_OBSTACLE_CONDITION, /* what an operator or a field asks for */
	TC_OBSTACLE_UNWANTED,  /* it has what the query leaves out */
	TC_OBSTACLE_FILTER,    /* a filter of the options */
	TC_OBSTACLE_KINDS
};

/* Its name in JSON, such as "word"; static. */
const char *tc_obstacle_name(enum tc_obstacle_kind kind);

struct tc_obstacle {
	enum tc_obstacle_kind kind;
	char *what; /* of the query, or the values that a filter wants */
	const char *filter; /* its option's name, else NULL. Static */
	/* Lines: what the document has there instead, near words or its own
	 * value. */
	struct tc_buf has;
};

struct tc_whynot {
	bool indexed;  /* else nothing below is known */
	bool internal; /* the search page does not show it */
	struct tc_buf title;
	bool matches;
	size_t rank;	   /* from 1; 0: not among the first TC_WHYNOT_DEPTH */
	char *copy_of;	   /* it is listed under this near duplicate, or NULL */
	enum tc_rung rung; /* that the query was answered on */
	uint64_t total;
	bool exact; /* of total */
	/* What keeps it from being one of the results, or on TC_RUNG_SOME what
	 * it lacks: none of its words are among those that are looked for. */
	struct tc_obstacle *obstacles;
	size_t n;
};

/*
 * Find out whether a document is among the results of a query, and if not, why.
 * Of the options limit, offset and facets do not count. On TC_OK the caller
 * frees it. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED; an id that no document has
 * is none: indexed is false.
 */
enum tc_status tc_whynot_find(struct tc_whynot *whynot,
    struct tc_search *search, const struct tc_parsed *parsed, struct tc_span id,
    const struct tc_search_options *options, struct tc_error *err);
void tc_whynot_free(struct tc_whynot *whynot);

#ifdef __cplusplus
}
#endif
#endif
