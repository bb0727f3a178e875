/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding alternatives in a query: what the parts of query/abbrev.c share. */
#ifndef TC_QUERY_ABBREV_FIND_H
#define TC_QUERY_ABBREV_FIND_H

#include "abbrev_readings.h"

#define TC_CANDIDATES_MAX 64

/* A word of the query, or a code with its parts: U.B.N.D. */
struct tc_find_unit {
	size_t first, n; /* words of the query */
	struct tc_abbrev_forms forms;
	bool open;   /* may be part of what has alternatives */
	bool shorts; /* may be part of an abbreviation */
};

/* Units [first, first + n) have an alternative. */
struct tc_find_candidate {
	size_t first, n;
	bool shortens, ambiguous;
	enum tc_abbrev_origin origin;
	uint32_t documents;
	char abbr[TC_ABBREV_MAX + 1], expansion[TC_ABBREV_MAX + 1];
};

/* Something in the query that is of a kind, such as "party". */
struct tc_find_kind {
	size_t first, n;
	const char *name;
};

struct tc_finder {
	struct tc_abbrev_search search;
	const struct tc_parsed *parsed;
	struct tc_analyser *analyser;
	struct tc_find_unit *units;
	size_t units_n;
	struct tc_find_kind kinds[TC_CANDIDATES_MAX];
	size_t kinds_n;
	struct tc_find_candidate *candidates;
	size_t candidates_n;
};

/* Units that may be an abbreviation. */
struct tc_find_span {
	size_t first, n;
	char key[TC_ABBREV_MAX + 1], letters[TC_ABBREV_MAX + 1];
	bool apart; /* of several words with spaces between them */
};

/* The first word of a unit, what was typed from there on, and its bytes up to
 * the end of the n-th unit. */
const struct tc_query_word *
tc_find_word(const struct tc_finder *finder, size_t unit);
const char *tc_find_text(const struct tc_finder *finder, size_t unit);
size_t tc_find_length(const struct tc_finder *finder, size_t first, size_t n);

/* Are there only these signs between a unit and the next? */
bool
tc_find_gap_is(const struct tc_finder *finder, size_t unit, const char *signs);

/* Make the units of the query. */
void tc_find_units(struct tc_finder *finder);

/* Put the next unit to an abbreviation; false when it is none. */
bool
tc_find_lengthen(const struct tc_finder *finder, struct tc_find_span *span);

/* Put a unit to the words of an expansion; false when it can't be. */
bool tc_find_add_word(
    const struct tc_finder *finder, size_t unit, struct tc_abbrev_forms *to);

/* Note an alternative, unless it is known or there are too many. */
void tc_find_add(
    struct tc_finder *finder, const struct tc_find_candidate *candidate);

/* Who says what a row says; NULL for the documents. */
enum tc_abbrev_origin tc_find_origin(const struct tc_abbrev *row);

/* Copy a text, cut at the edge of a character. */
void tc_find_copy(char to[TC_ABBREV_MAX + 1], const char *s, size_t len);

/* Note the alternatives of abbreviations, of expansions, that begin at a unit.
 */
enum tc_status tc_find_expand(struct tc_finder *finder, size_t first);
enum tc_status tc_find_shorten(struct tc_finder *finder, size_t first);

#endif
