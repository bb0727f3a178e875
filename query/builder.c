/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Building queries of Xapian, and the spellings of a word as one. */
#include "builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
tc_build_check(struct tc_builder *b, enum xapian_status status)
{
	if (status != XAPIAN_OK)
		b->failed = true;
	return status == XAPIAN_OK;
}

void
tc_build_add(struct tc_queries *list, struct xapian_query *query)
{
	if (query == NULL)
		return;
	if (list->n == sizeof(list->at) / sizeof(list->at[0]))
		xapian_query_free(query);
	else
		list->at[list->n++] = query;
}

/* Combine and free what is in the list. NULL on failure. */
struct xapian_query *
tc_build_combine(
    struct tc_builder *b, enum xapian_op op, struct tc_queries *list)
{
	struct xapian_query *out = NULL;

	if (!b->failed)
		tc_build_check(b,
		    xapian_query_combine(
			&out, op, list->at, list->n, 0, &b->why));
	xapian_query_free_all(list->at, list->n);
	list->n = 0;
	return out;
}

struct xapian_query *
tc_build_combine2(struct tc_builder *b, enum xapian_op op,
    struct xapian_query *left, struct xapian_query *right)
{
	struct tc_queries both = {{left, right}, 2};

	if (right == NULL)
		return left;
	if (left == NULL)
		return right;
	return tc_build_combine(b, op, &both);
}

struct xapian_query *
tc_build_scale(struct tc_builder *b, struct xapian_query *query, double factor)
{
	struct xapian_query *out = NULL;

	if (!b->failed && query != NULL)
		tc_build_check(
		    b, xapian_query_scale_weight(&out, query, factor, &b->why));
	xapian_query_free(query);
	return out;
}

/*
 * A condition: it must hold but adds nothing that shows in a score. Not scaled
 * by 0: Xapian 1.4 takes the list of all documents for an unweighted term that
 * all of them have, and loses the way in it where documents were deleted.
 */
#define CONDITION_WEIGHT 1e-12

struct xapian_query *
tc_build_condition(struct tc_builder *b, struct xapian_query *query)
{
	return tc_build_scale(b, query, CONDITION_WEIGHT);
}

struct xapian_query *
tc_build_term(struct tc_builder *b, const char *s, size_t len)
{
	struct xapian_query *out = NULL;

	if (!b->failed)
		tc_build_check(
		    b, xapian_query_term(&out, s, len, 1, 0, &b->why));
	return out;
}

struct xapian_query *
tc_build_everything(struct tc_builder *b)
{
	struct xapian_query *out = NULL;

	if (!b->failed)
		tc_build_check(b, xapian_query_match_all(&out, &b->why));
	return out;
}

struct xapian_query *
tc_build_nothing(struct tc_builder *b)
{
	struct xapian_query *out = NULL;

	if (!b->failed)
		tc_build_check(b, xapian_query_match_nothing(&out, &b->why));
	return out;
}

struct xapian_query *
tc_build_terms(struct tc_builder *b, const struct tc_buf *terms, size_t n)
{
	const char *term = tc_buf_str(terms);
	struct xapian_query_term *list;
	struct xapian_query *out = NULL;
	size_t i;

	if (n == 0 || b->failed)
		return tc_build_nothing(b);
	if ((list = calloc(n, sizeof(*list))) == NULL) {
		tc_build_no_memory(b);
		return NULL;
	}
	for (i = 0; i < n; i++) {
		list[i].s = term;
		list[i].len = strlen(term);
		list[i].wqf = 1;
		term += list[i].len + 1;
	}
	tc_build_check(b,
	    xapian_query_combine_terms(
		&out, XAPIAN_OP_OR, list, n, 0, &b->why));
	free(list);
	return out;
}

void
tc_build_no_memory(struct tc_builder *b)
{
	snprintf(b->why.message, sizeof(b->why.message), "out of memory");
	b->why.status = XAPIAN_NO_MEMORY;
	tc_build_check(b, XAPIAN_NO_MEMORY);
}

const struct tc_query_node *
tc_build_node(const struct tc_builder *b, size_t i)
{
	return i != TC_NODE_NONE ? &b->plan->parsed->nodes[i] : NULL;
}

bool
tc_is_chosen(const struct tc_variant *variant, enum tc_choice choice)
{
	switch (choice) {
	case TC_CHOOSE_EQUAL:
		return variant->equal;
	case TC_CHOOSE_MEANT:
		return variant->meant;
	case TC_CHOOSE_COMPATIBLE:
		return variant->compatible;
	default:
		return true;
	}
}

uint32_t
tc_build_freq(const struct tc_plan *plan, const struct tc_spellings *of,
    enum tc_choice choice)
{
	uint64_t freq = 0;
	size_t i;

	for (i = 0; i < of->n; i++) {
		if (tc_is_chosen(&of->at[i], choice))
			freq += of->at[i].freq;
	}
	return freq < plan->documents ? (uint32_t)freq : plan->documents;
}

/*
 * The chosen spellings that are in at least min_freq documents by an operator;
 * NULL when there are none.
 */
struct xapian_query *
tc_build_spellings(struct tc_builder *b, const struct tc_spellings *of,
    enum tc_choice choice, uint32_t min_freq, enum xapian_op op)
{
	struct xapian_query_term terms[TC_EXPANSIONS_MAX];
	struct xapian_query *out = NULL;
	size_t i, n = 0;
	size_t max = of->expanded ? TC_EXPANSIONS_MAX : TC_VARIANTS_MAX;

	for (i = 0; i < of->n && n < max; i++) {
		const struct tc_variant *variant = &of->at[i];

		if (!tc_is_chosen(variant, choice) || variant->freq < min_freq)
			continue;
		terms[n].s = variant->term;
		terms[n].len = variant->len;
		terms[n].wqf = 1;
		terms[n++].pos = 0;
	}
	if (n == 1)
		return tc_build_term(b, terms[0].s, terms[0].len);
	if (n > 0 && !b->failed)
		tc_build_check(b,
		    xapian_query_combine_terms(&out, op, terms, n, 0, &b->why));
	return out;
}
