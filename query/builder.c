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
tc_build_add(struct tc_queries *list, struct tc_expr *query)
{
	if (query == NULL)
		return;
	if (list->n == sizeof(list->at) / sizeof(list->at[0]))
		tc_expr_free(query);
	else
		list->at[list->n++] = query;
}

/* What could not be made is missed for want of memory. */
static struct tc_expr *
made(struct tc_builder *b, struct tc_expr *expr)
{
	if (expr == NULL)
		tc_build_no_memory(b);
	return expr;
}

/* Combine and free what is in the list. NULL on failure. */
struct tc_expr *
tc_build_combine(
    struct tc_builder *b, enum tc_expr_kind kind, struct tc_queries *list)
{
	size_t i, n = list->n;

	list->n = 0;
	if (n == 0)
		return tc_build_nothing(b);
	if (n == 1 && !b->failed)
		return list->at[0];
	if (!b->failed)
		return made(b, tc_expr_combine(kind, list->at, n));
	for (i = 0; i < n; i++)
		tc_expr_free(list->at[i]);
	return NULL;
}

struct tc_expr *
tc_build_combine2(struct tc_builder *b, enum tc_expr_kind kind,
    struct tc_expr *left, struct tc_expr *right)
{
	struct tc_queries both = {{left, right}, 2};

	if (right == NULL)
		return left;
	if (left == NULL)
		return right;
	return tc_build_combine(b, kind, &both);
}

/* Around one child. */
static struct tc_expr *
wrap(struct tc_builder *b, enum tc_expr_kind kind, struct tc_expr *child,
    double number)
{
	struct tc_expr *out;

	if (child == NULL || b->failed) {
		tc_expr_free(child);
		return NULL;
	}
	out = made(b, tc_expr_combine(kind, &child, 1));
	if (out != NULL)
		out->number = number;
	return out;
}

struct tc_expr *
tc_build_scale(struct tc_builder *b, struct tc_expr *child, double factor)
{
	return wrap(b, TC_EXPR_SCALE, child, factor);
}

struct tc_expr *
tc_build_fixed(struct tc_builder *b, struct tc_expr *child, double weight)
{
	return wrap(b, TC_EXPR_FIXED, child, weight);
}

struct tc_expr *
tc_build_condition(struct tc_builder *b, struct tc_expr *child)
{
	return wrap(b, TC_EXPR_CONDITION, child, 0);
}

struct tc_expr *
tc_build_term(struct tc_builder *b, const char *s, size_t len)
{
	return b->failed ? NULL : made(b, tc_expr_new_term(s, len));
}

struct tc_expr *
tc_build_everything(struct tc_builder *b)
{
	return b->failed ? NULL : made(b, tc_expr_new(TC_EXPR_EVERYTHING));
}

struct tc_expr *
tc_build_nothing(struct tc_builder *b)
{
	return b->failed ? NULL : made(b, tc_expr_new(TC_EXPR_NOTHING));
}

/* A tc_value_fn: the id is in the value that documents are ordered by. */
static enum tc_status
add_document(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	struct tc_names *to = arg;
	const char *id;
	size_t len;

	(void)i;
	id = tc_index_order_id(value.s, value.len, &len);
	tc_index_id_term(id, len, &to->terms);
	tc_buf_putc(&to->terms, '\0');
	to->n++;
	return tc_buf_check(&to->terms, err);
}

enum tc_status
tc_names_add_document(struct tc_names *to, const struct tc_index *index,
    uint32_t docid, struct tc_error *err)
{
	return tc_index_values(
	    index, TC_SLOT_ORDER, &docid, 1, add_document, to, err);
}

struct tc_expr *
tc_build_terms(struct tc_builder *b, const struct tc_buf *terms, size_t n)
{
	struct tc_expr **list = calloc(n + 1, sizeof(struct tc_expr *));
	struct tc_expr *out = NULL;
	const char *term = tc_buf_str(terms);
	size_t i;

	if (list == NULL)
		tc_build_no_memory(b);
	for (i = 0; list != NULL && i < n && !b->failed; i++) {
		size_t len = strlen(term);

		list[i] = tc_build_term(b, term, len);
		term += len + 1;
	}
	if (!b->failed)
		out = n > 0 ? made(b, tc_expr_combine(TC_EXPR_OR, list, n))
			    : tc_build_nothing(b);
	else
		for (n = i, i = 0; i < n; i++)
			tc_expr_free(list[i]);
	free(list);
	return out;
}

void
tc_build_no_memory(struct tc_builder *b)
{
	tc_build_check(b, tc_index_no_memory(&b->why));
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

/* Add the term of a spelling; the limit on how many counts what is there. */
static void
add_variant(struct tc_builder *b, const struct tc_spellings *of,
    const struct tc_variant *variant, struct tc_queries *list)
{
	size_t max = of->expanded ? TC_EXPANSIONS_MAX : TC_VARIANTS_MAX;

	if (list->n < max)
		tc_build_add(
		    list, tc_build_term(b, variant->term, variant->len));
}

struct tc_expr *
tc_build_spellings(struct tc_builder *b, const struct tc_spellings *of,
    enum tc_choice choice, uint32_t min_freq, enum tc_expr_kind kind)
{
	struct tc_queries list = {{NULL}, 0};
	size_t i;

	for (i = 0; i < of->n; i++) {
		if (tc_is_chosen(&of->at[i], choice) &&
		    of->at[i].freq >= min_freq)
			add_variant(b, of, &of->at[i], &list);
	}
	return list.n > 0 ? tc_build_combine(b, kind, &list) : NULL;
}

struct tc_expr *
tc_build_others(struct tc_builder *b, const struct tc_common_item *item,
    enum tc_choice choice)
{
	const struct tc_spellings *of = item->of;
	struct tc_queries list = {{NULL}, 0};
	size_t i;

	for (i = 0; i < of->n; i++) {
		if (tc_is_chosen(&of->at[i], choice) &&
		    (!tc_is_chosen(&of->at[i], item->choice) ||
			of->at[i].freq < item->min_freq))
			add_variant(b, of, &of->at[i], &list);
	}
	return list.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &list) : NULL;
}
