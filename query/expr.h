/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is asked of the index: which documents match, and what each weighs. The
 * scan (scan.h) answers it; Xapian does where an order other than by weight is
 * wanted.
 */
#ifndef TC_QUERY_EXPR_H
#define TC_QUERY_EXPR_H

#include <tracuu/index.h>

enum tc_expr_kind {
	TC_EXPR_NOTHING,
	TC_EXPR_EVERYTHING,
	TC_EXPR_TERM,	   /* what has a term, by BM25 */
	TC_EXPR_SYNONYM,   /* what has any of some terms, as one term */
	TC_EXPR_RANGE,	   /* what has a value of TC_SLOT_ORDER in a range */
	TC_EXPR_OR,	   /* the weights of all children that match */
	TC_EXPR_MAX,	   /* OR, with the weight of the best */
	TC_EXPR_AND,	   /* all children match */
	TC_EXPR_FILTER,	   /* AND, with the weight of the first */
	TC_EXPR_AND_MAYBE, /* the first; the others only add weight */
	TC_EXPR_AND_NOT,   /* the first, but none of the others */
	TC_EXPR_SCALE,	   /* the child, with so many times its weight */
	TC_EXPR_CONDITION, /* the child, without its weight */
	TC_EXPR_FIXED	   /* the child, each document with the same weight */
};

struct tc_expr {
	enum tc_expr_kind kind;
	double number; /* of SCALE the factor, of FIXED the weight */
	char *term;    /* of TERM; with a NUL behind it */
	size_t len;
	unsigned char range[2][4]; /* of RANGE: the first and the last value */
	struct tc_expr **at;	   /* children, owned; of SYNONYM: TERMs */
	size_t n;
};

/* NULL for want of memory. */
struct tc_expr *tc_expr_new(enum tc_expr_kind kind);
struct tc_expr *tc_expr_new_term(const char *s, size_t len);

/* With these children: theirs is the expression's, also when it fails. */
struct tc_expr *
tc_expr_combine(enum tc_expr_kind kind, struct tc_expr *const *at, size_t n);

/* NULL is fine. */
void tc_expr_free(struct tc_expr *expr);

/*
 * The query of Xapian that matches the same, with the same weights but for
 * conditions, which add what does not show. The caller frees it.
 */
enum xapian_status tc_expr_query(struct xapian_query **out,
    const struct tc_expr *expr, struct xapian_error *why);

#endif
