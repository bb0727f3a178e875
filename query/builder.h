/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Building queries of Xapian. A builder remembers its first failure; after one
 * everything gives NULL. What is made is the caller's to free or combine, and
 * what is combined is freed.
 */
#ifndef TC_QUERY_BUILDER_H
#define TC_QUERY_BUILDER_H

#include "expr.h"
#include "plan.h"

struct tc_verified;

struct tc_builder {
	const struct tc_plan *plan;
	enum tc_rung rung;
	struct xapian_error why;
	bool failed;
	bool pruned;	 /* common words make no candidates */
	bool unverified; /* pairs of words stand for longer phrases */
	bool unranked;	 /* what matches is wanted, in no order */
	bool by_parts;	 /* what phrases look for by parts matches by these */
	bool weighed[TC_QUERY_WORDS_MAX]; /* words that rank where they match */
	/* Of each node of the tree; NULL: nothing was looked for. */
	const struct tc_verified *verified;
	struct tc_common *common; /* what is left out for being common */
};

/* Queries to be combined. */
struct tc_queries {
	struct tc_expr *at[2 * TC_QUERY_WORDS_MAX + 16];
	size_t n;
};

/* Remember a failure; is all well? */
bool tc_build_check(struct tc_builder *b, enum xapian_status status);

/* Add a query unless it is NULL; what is too much is freed. */
void tc_build_add(struct tc_queries *list, struct tc_expr *query);

/* Combine what is in the list, and empty it. */
struct tc_expr *tc_build_combine(
    struct tc_builder *b, enum tc_expr_kind kind, struct tc_queries *list);

/* Combine two, or give the one that is not NULL. */
struct tc_expr *tc_build_combine2(struct tc_builder *b, enum tc_expr_kind kind,
    struct tc_expr *left, struct tc_expr *right);

struct tc_expr *
tc_build_scale(struct tc_builder *b, struct tc_expr *child, double factor);

/* What matches it has this weight, whatever else. */
struct tc_expr *
tc_build_fixed(struct tc_builder *b, struct tc_expr *child, double weight);

/* It must hold, but adds nothing that shows in a score. */
struct tc_expr *tc_build_condition(struct tc_builder *b, struct tc_expr *child);

struct tc_expr *tc_build_term(struct tc_builder *b, const char *s, size_t len);

/* Every document, and none. */
struct tc_expr *tc_build_everything(struct tc_builder *b);
struct tc_expr *tc_build_nothing(struct tc_builder *b);

/* Documents with any of n terms, each with a NUL behind it. */
struct tc_expr *
tc_build_terms(struct tc_builder *b, const struct tc_buf *terms, size_t n);

/* Fail for want of memory. */
void tc_build_no_memory(struct tc_builder *b);

/* A node of the query's tree, NULL for TC_NODE_NONE. */
const struct tc_query_node *tc_build_node(const struct tc_builder *b, size_t i);

/* In how many documents the chosen spellings are, at most. */
uint32_t tc_build_freq(const struct tc_plan *plan,
    const struct tc_spellings *of, enum tc_choice choice);

/*
 * The chosen spellings that are in at least min_freq documents by an operator;
 * NULL when there are none.
 */
struct tc_expr *
tc_build_spellings(struct tc_builder *b, const struct tc_spellings *of,
    enum tc_choice choice, uint32_t min_freq, enum tc_expr_kind kind);

/* Any of the chosen spellings that an item leaves out; NULL: it has them all.
 */
struct tc_expr *tc_build_others(struct tc_builder *b,
    const struct tc_common_item *item, enum tc_choice choice);

/*
 * What matches (match.c).
 */

/* Which spellings match on this rung. */
enum tc_choice
tc_match_choice(const struct tc_builder *b, const struct tc_plan_word *word);

/* One word, or a structured token, or a mention. Moves *i behind it. */
struct tc_expr *tc_match_group(struct tc_builder *b, size_t *i, size_t end);

/*
 * What begins at word *i: such a group, or several that have an alternative as
 * one. Moves *i behind it.
 */
struct tc_expr *tc_match_span(struct tc_builder *b, size_t *i, size_t end);

/* All words that are wanted, as the rung has them, or a document's own number;
 * a condition. */
struct tc_expr *tc_match_all(struct tc_builder *b);

/*
 * The same, where words that rank by what matches do so at once: their lists
 * are read once. Tells which in b->weighed.
 */
struct tc_expr *tc_match_weighed(struct tc_builder *b);

/*
 * What operators ask for, brackets and OR, NEAR, fields: it holds on every
 * rung. A condition; NULL: there are none.
 */
struct tc_expr *tc_match_operators(struct tc_builder *b);

/* What has any of what is unwanted. NULL: nothing is. */
struct tc_expr *tc_match_unwanted(struct tc_builder *b);

/* What stands in quotes must stand there on every rung. NULL: nothing does. */
struct tc_expr *tc_match_phrases(struct tc_builder *b);

/* Documents of these days, NULL without any; normal dates or NULL. */
struct tc_expr *
tc_match_dates(struct tc_builder *b, const char *from, const char *to);

/* Documents in which a field has the value of a node. */
struct tc_expr *
tc_match_field(struct tc_builder *b, const struct tc_query_node *node);

/* A node of the tree, by itself. */
struct tc_expr *
tc_match_node(struct tc_builder *b, const struct tc_query_node *node);

/*
 * What documents must have in any case, as far as the index tells; NULL:
 * nothing is known.
 */
struct tc_expr *tc_match_context(struct tc_builder *b);

/* The query within the filters. */
struct tc_expr *tc_match_filters(struct tc_builder *b, struct tc_expr *query,
    const struct tc_filters *filters);

/*
 * What ranks (rank.c).
 */

/* Which spellings rank: those that may be meant, if any is known. */
enum tc_choice
tc_rank_choice(const struct tc_plan *plan, const struct tc_spellings *of);

/* The spellings of a word or pair by which it ranks. */
struct tc_common_item tc_rank_spellings(
    const struct tc_plan *plan, const struct tc_spellings *of, double weight);

/*
 * An item that adds to the rank, and in how many documents it is: the chosen
 * spellings of a word or pair, or an alternative of words.
 */
struct tc_rank_item {
	struct tc_common_item spellings;
	const struct tc_plan_alternative *alternative; /* or NULL */
	uint32_t freq;
};

struct tc_rank_items {
	struct tc_rank_item at[2 * TC_QUERY_WORDS_MAX + TC_ALTERNATIVES_MAX];
	size_t n;
};

/* Words, pairs and whole tokens by which wanted documents rank. */
void tc_rank_items(const struct tc_plan *plan, struct tc_rank_items *items);

/*
 * What share of its weight the word at i has, or the pair that it ends; below
 * 1 where it is of what is more often written otherwise.
 */
double tc_rank_share(const struct tc_plan *plan, size_t i, bool pair);

/* The query of one; NULL when the index has nothing of it. */
struct tc_expr *
tc_rank_query(struct tc_builder *b, const struct tc_rank_item *item);

/* Documents that are of what the topic asks for. NULL: it asks for nothing. */
struct tc_expr *tc_rank_intents(struct tc_builder *b);

#endif
