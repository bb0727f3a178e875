/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Expressions, and the same as queries of Xapian. */
#include "expr.h"

#include <stdlib.h>
#include <string.h>

/*
 * Not scaled by 0: Xapian 1.4 takes the list of all documents for an unweighted
 * term that all of them have, and loses the way in it where documents were
 * deleted.
 */
#define CONDITION_WEIGHT 1e-12

struct tc_expr *
tc_expr_new(enum tc_expr_kind kind)
{
	struct tc_expr *expr = calloc(1, sizeof(*expr));

	if (expr != NULL)
		expr->kind = kind;
	return expr;
}

struct tc_expr *
tc_expr_new_term(const char *s, size_t len)
{
	struct tc_expr *expr = tc_expr_new(TC_EXPR_TERM);

	if (expr == NULL)
		return NULL;
	expr->len = len;
	if ((expr->term = malloc(len + 1)) == NULL) {
		free(expr);
		return NULL;
	}
	memcpy(expr->term, s, len);
	expr->term[len] = '\0';
	return expr;
}

struct tc_expr *
tc_expr_combine(enum tc_expr_kind kind, struct tc_expr *const *at, size_t n)
{
	struct tc_expr *expr = tc_expr_new(kind);
	size_t i;

	if (expr != NULL)
		expr->at = calloc(n + 1, sizeof(struct tc_expr *));
	if (expr != NULL && expr->at != NULL) {
		memcpy(expr->at, at, n * sizeof(struct tc_expr *));
		expr->n = n;
		return expr;
	}
	free(expr);
	for (i = 0; i < n; i++)
		tc_expr_free(at[i]);
	return NULL;
}

void
tc_expr_free(struct tc_expr *expr)
{
	size_t i;

	if (expr == NULL)
		return;
	for (i = 0; i < expr->n; i++)
		tc_expr_free(expr->at[i]);
	free(expr->at);
	free(expr->term);
	free(expr);
}

static enum xapian_op
op_of(enum tc_expr_kind kind)
{
	switch (kind) {
	case TC_EXPR_SYNONYM:
		return XAPIAN_OP_SYNONYM;
	case TC_EXPR_MAX:
		return XAPIAN_OP_MAX;
	case TC_EXPR_AND:
		return XAPIAN_OP_AND;
	case TC_EXPR_FILTER:
		return XAPIAN_OP_FILTER;
	case TC_EXPR_AND_MAYBE:
		return XAPIAN_OP_AND_MAYBE;
	case TC_EXPR_AND_NOT:
		return XAPIAN_OP_AND_NOT;
	default:
		return XAPIAN_OP_OR;
	}
}

/* The children, by an operator. */
static enum xapian_status
combine(struct xapian_query **out, const struct tc_expr *expr,
    struct xapian_error *why)
{
	struct xapian_query **list = calloc(expr->n + 1, sizeof(*list));
	enum xapian_status status = XAPIAN_OK;
	size_t i;

	if (list == NULL)
		return tc_index_no_memory(why);
	for (i = 0; i < expr->n && status == XAPIAN_OK; i++)
		status = tc_expr_query(&list[i], expr->at[i], why);
	if (status == XAPIAN_OK)
		status = xapian_query_combine(
		    out, op_of(expr->kind), list, expr->n, 0, why);
	xapian_query_free_all(list, expr->n);
	free(list);
	return status;
}

/* What is made of the query of the only child. */
static enum xapian_status
wrap(struct xapian_query **out, const struct tc_expr *expr,
    struct xapian_error *why)
{
	struct xapian_query *child = NULL, *fixed = NULL;
	enum xapian_status status;

	status = tc_expr_query(&child, expr->at[0], why);
	if (status == XAPIAN_OK && expr->kind != TC_EXPR_FIXED) {
		status = xapian_query_scale_weight(out, child,
		    expr->kind == TC_EXPR_SCALE ? expr->number
						: CONDITION_WEIGHT,
		    why);
	} else if (status == XAPIAN_OK) {
		status = xapian_query_fixed_weight(&fixed, expr->number, why);
		if (status == XAPIAN_OK)
			status = xapian_query_combine2(
			    out, XAPIAN_OP_FILTER, fixed, child, why);
	}
	xapian_query_free(child);
	xapian_query_free(fixed);
	return status;
}

enum xapian_status
tc_expr_query(struct xapian_query **out, const struct tc_expr *expr,
    struct xapian_error *why)
{
	*out = NULL;
	switch (expr->kind) {
	case TC_EXPR_NOTHING:
		return xapian_query_match_nothing(out, why);
	case TC_EXPR_EVERYTHING:
		return xapian_query_match_all(out, why);
	case TC_EXPR_TERM:
		return xapian_query_term(out, expr->term, expr->len, 1, 0, why);
	case TC_EXPR_RANGE:
		return xapian_query_value_range(out, TC_SLOT_ORDER,
		    (const char *)expr->range[0], sizeof(expr->range[0]),
		    (const char *)expr->range[1], sizeof(expr->range[1]), why);
	case TC_EXPR_SCALE:
	case TC_EXPR_CONDITION:
	case TC_EXPR_FIXED:
		return wrap(out, expr, why);
	default:
		return combine(out, expr, why);
	}
}
