/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a parsed query to Xapian's. */
#ifndef TC_QUERY_PLAN_H
#define TC_QUERY_PLAN_H

#include <tracuu/query.h>

/* Spellings of one word that are considered, the most frequent ones. */
#define TC_VARIANTS_MAX 48

/* One spelling in the index of a word that was typed. */
struct tc_variant {
	char term[XAPIAN_TERM_MAX + 1];
	size_t len;
	uint32_t freq;	 /* documents */
	bool compatible; /* has at least the marks that were typed */
	bool equal;	 /* has the very marks that were typed */
};

/* A word of the query with what the index has of it. */
struct tc_plan_word {
	const struct tc_query_word *word;
	struct tc_variant *variants;
	size_t n;
	char pair[XAPIAN_TERM_MAX + 1]; /* with the word before, or "" */
	size_t pair_len;
	uint32_t pair_freq;
};

struct tc_plan {
	struct tc_plan_word *words;
	size_t n;
	uint32_t documents; /* in the index */
	unsigned families;
	bool exact_marks;
	bool blank; /* nothing was typed, or no more than syntax */
};

/* Look the words up. On TC_OK the caller frees the plan. */
enum tc_status tc_plan_make(struct tc_plan *plan, const struct tc_index *index,
    const struct tc_parsed *parsed, bool exact_marks, struct tc_error *err);
void tc_plan_free(struct tc_plan *plan);

/* How many words must be met on the upper rungs; 0 is an empty query. */
size_t tc_plan_wanted(const struct tc_plan *plan);

/* Was any mark typed? Without, the two upper rungs are one. */
bool tc_plan_has_marks(const struct tc_plan *plan);

/*
 * The ranked query of a rung with its filters. The caller frees *out. *exact is
 * false when it matches not just what it should: a count of it is "about".
 */
enum tc_status tc_plan_query(struct xapian_query **out, bool *exact,
    const struct tc_plan *plan, enum tc_rung rung,
    const struct tc_filters *filters, struct tc_error *err);

#endif
