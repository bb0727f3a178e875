/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan_tree.h"

#include <stdlib.h>

#include "bm25.h"

static void compile(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_expr *expr, double factor, bool alone);

/* In how many documents any of the lists is, were they independent. */
static uint32_t
expected(const struct tc_scan_node *node, uint32_t documents)
{
	double missed = 1;
	size_t i;

	if (node->lists_n == 1)
		return node->lists[0].freq;
	for (i = 0; i < node->lists_n && documents > 0; i++)
		missed *= 1 - (double)node->lists[i].freq / documents;
	return (uint32_t)((1 - missed) * documents + 0.5);
}

/* What a node weighs at most: no count reaches what many would weigh. */
static double
most_of(const struct tc_scan_node *node)
{
	double sum = 0, best = 0;
	size_t i;

	if (node->lists_n > 0 || node->kind == TC_EXPR_FIXED)
		return node->weight;
	for (i = 0; i < node->n; i++) {
		double most = node->at[i].most;

		sum += most;
		best = most > best ? most : best;
	}
	return node->kind == TC_EXPR_MAX ? best : sum;
}

static void
compile_lists(
    struct tc_scan_node *node, struct tc_window *window, double factor)
{
	const struct tc_expr *expr = node->expr;
	size_t i, n = expr->kind == TC_EXPR_SYNONYM ? expr->n : 1;
	double weight;

	node->lists = calloc(n + 1, sizeof(*node->lists));
	if (node->lists == NULL) {
		tc_window_no_memory(window);
		return;
	}
	node->lists_n = n;
	for (i = 0; i < n; i++) {
		const struct tc_expr *term =
		    expr->kind == TC_EXPR_SYNONYM ? expr->at[i] : expr;

		tc_list_init(&node->lists[i], window,
		    term->term != NULL ? term->term : "", term->len);
	}
	node->freq = expected(node, window->documents);
	weight = (TC_BM25_K1 + 1) * tc_bm25_idf(window->documents, node->freq);
	node->weight = expr->kind == TC_EXPR_EVERYTHING ? 0 : factor * weight;
}

/* Does the weight of a child count? */
static bool
counts(enum tc_expr_kind kind, size_t child)
{
	return !(kind == TC_EXPR_FIXED ||
	    (kind == TC_EXPR_FILTER && child > 0) ||
	    (kind == TC_EXPR_AND_NOT && child > 0));
}

static int
by_freq(const void *a, const void *b)
{
	const struct tc_scan_node *x = a, *y = b;

	return x->freq < y->freq ? -1 : x->freq > y->freq;
}

/* How many documents an operator matches at most. */
static uint32_t
limit(const struct tc_scan_node *node, uint32_t documents)
{
	uint64_t sum = 0;
	size_t i;

	if (node->n == 0)
		return 0;
	if (node->kind != TC_EXPR_OR && node->kind != TC_EXPR_MAX)
		return node->at[0].freq; /* the first, or rarest */
	for (i = 0; i < node->n; i++)
		sum += node->at[i].freq;
	return sum < documents ? (uint32_t)sum : documents;
}

/*
 * Scores of its own: a node that stands alone, so that what it does not match
 * is no match at all, may leave the scores of that as they are.
 */
static bool
needs_own(enum tc_expr_kind kind, bool alone)
{
	return kind == TC_EXPR_MAX ||
	    ((kind == TC_EXPR_AND || kind == TC_EXPR_FILTER) && !alone);
}

/* Does a child of what stands alone stand alone? */
static bool
stays_alone(enum tc_expr_kind kind, size_t child)
{
	return kind == TC_EXPR_AND || kind == TC_EXPR_FILTER ||
	    (kind == TC_EXPR_AND_MAYBE && child == 0) ||
	    (kind == TC_EXPR_AND_NOT && child == 0);
}

/* The rarest first, where the order is free and tells something. */
static bool
has_order(enum tc_expr_kind kind)
{
	return kind == TC_EXPR_AND || kind == TC_EXPR_FILTER ||
	    kind == TC_EXPR_MAX;
}

/* A child that only adds to scores may be taken apart. */
static bool
is_taken_apart(const struct tc_expr *parent, size_t child)
{
	return parent->kind == TC_EXPR_AND_MAYBE && child > 0 &&
	    parent->at[child]->kind == TC_EXPR_OR;
}

/* How many children a node has. */
static size_t
count_children(const struct tc_expr *expr)
{
	size_t i, n = expr->n;

	for (i = 0; i < expr->n; i++) {
		if (is_taken_apart(expr, i))
			n += expr->at[i]->n - 1;
	}
	return n;
}

static void
compile_child(struct tc_scan_node *node, struct tc_window *window, size_t child,
    double factor, bool alone)
{
	const struct tc_expr *expr = node->expr, *its = expr->at[child];
	size_t i;

	if (!counts(expr->kind, child))
		factor = 0;
	alone = alone && stays_alone(expr->kind, child);
	if (!is_taken_apart(expr, child))
		compile(&node->at[node->n++], window, its, factor, alone);
	for (i = 0; is_taken_apart(expr, child) && i < its->n; i++)
		compile(
		    &node->at[node->n++], window, its->at[i], factor, alone);
}

static void
compile_operator(struct tc_scan_node *node, struct tc_window *window,
    double factor, bool alone)
{
	const struct tc_expr *expr = node->expr;
	bool own = factor > 0 && needs_own(node->kind, alone);
	size_t i;

	node->at = calloc(count_children(expr) + 1, sizeof(*node->at));
	if (own)
		node->own = calloc((size_t)2 * TC_WINDOW, sizeof(*node->own));
	if (node->at == NULL || (own && node->own == NULL)) {
		tc_window_no_memory(window);
		return;
	}
	for (i = 0; i < expr->n; i++)
		compile_child(node, window, i, factor, alone);
	if (has_order(expr->kind))
		qsort(node->at, node->n, sizeof(*node->at), by_freq);
	node->freq = limit(node, window->documents);
	node->weight =
	    expr->kind == TC_EXPR_FIXED ? factor * expr->number : factor;
}

static void
compile_range(struct tc_scan_node *node, struct tc_window *window)
{
	struct xapian_error why;

	node->freq = window->documents;
	if (xapian_database_valuestream(&node->values,
		tc_index_database(window->index), TC_SLOT_ORDER,
		&why) != XAPIAN_OK)
		tc_window_fail(window, &why);
}

static void
compile(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_expr *expr, double factor, bool alone)
{
	while (expr->kind == TC_EXPR_SCALE || expr->kind == TC_EXPR_CONDITION) {
		factor *= expr->kind == TC_EXPR_SCALE ? expr->number : 0;
		expr = expr->at[0];
	}
	node->kind = expr->kind;
	node->expr = expr;
	if (window->status != TC_OK || expr->kind == TC_EXPR_NOTHING)
		return;
	if (expr->kind == TC_EXPR_TERM || expr->kind == TC_EXPR_SYNONYM ||
	    expr->kind == TC_EXPR_EVERYTHING)
		compile_lists(node, window, factor);
	else if (expr->kind == TC_EXPR_RANGE)
		compile_range(node, window);
	else
		compile_operator(node, window, factor, alone);
	node->most = most_of(node);
}

/* Open the lists. */
static void
start(struct tc_scan_node *node, struct tc_window *window)
{
	size_t i;

	for (i = 0; i < node->lists_n; i++)
		tc_list_open(&node->lists[i], window);
	for (i = 0; i < node->n; i++)
		start(&node->at[i], window);
}

void
tc_scan_tree_close(struct tc_scan_node *node, const struct tc_window *window)
{
	size_t i;

	for (i = 0; i < node->n; i++)
		tc_scan_tree_close(&node->at[i], window);
	for (i = 0; i < node->lists_n; i++)
		tc_list_close(&node->lists[i], window);
	xapian_value_iterator_free(node->values);
	free(node->at);
	free(node->own);
	free(node->lists);
}

/* Whole windows are looked at: what may match in this one is not looked for
 * among many. */
static bool
is_here(uint32_t found, uint32_t docid)
{
	return found != TC_NO_DOCUMENT &&
	    found / TC_WINDOW == docid / TC_WINDOW;
}

static uint32_t
first_list(struct tc_scan_node *node, struct tc_window *window, uint32_t docid)
{
	uint32_t found, least = TC_NO_DOCUMENT;
	size_t i;

	for (i = 0; i < node->lists_n && !is_here(least, docid); i++) {
		found = tc_list_first(&node->lists[i], window, docid);
		least = found < least ? found : least;
	}
	return is_here(least, docid) ? docid : least;
}

static uint32_t
first_value(struct tc_scan_node *node, struct tc_window *window, uint32_t docid)
{
	struct xapian_value_row row = {.docid = TC_NO_DOCUMENT};
	struct xapian_error why;
	enum xapian_status status;

	status = xapian_value_iterator_skip_to(&row, node->values, docid, &why);
	if (status != XAPIAN_OK && status != XAPIAN_DONE)
		tc_window_fail(window, &why);
	return status == XAPIAN_OK ? row.docid : TC_NO_DOCUMENT;
}

uint32_t
tc_scan_tree_first(
    struct tc_scan_node *node, struct tc_window *window, uint32_t docid)
{
	bool all = node->kind == TC_EXPR_AND || node->kind == TC_EXPR_FILTER;
	uint32_t found, least = TC_NO_DOCUMENT, most = docid;
	size_t i;

	if (node->kind == TC_EXPR_NOTHING)
		return TC_NO_DOCUMENT;
	if (node->kind == TC_EXPR_RANGE)
		return first_value(node, window, docid);
	if (node->lists_n > 0)
		return first_list(node, window, docid);
	for (i = 0; i < node->n && (all || !is_here(least, docid)); i++) {
		found = tc_scan_tree_first(&node->at[i], window, docid);
		least = found < least ? found : least;
		most = found > most ? found : most;
		if (node->kind == TC_EXPR_AND_MAYBE ||
		    node->kind == TC_EXPR_AND_NOT)
			break; /* the first child decides */
	}
	/* Others that were not asked may match before it. */
	return all ? most : is_here(least, docid) ? docid : least;
}

void
tc_scan_tree_open(struct tc_scan_node *root, struct tc_window *window,
    const struct tc_expr *expr, bool scored)
{
	compile(root, window, expr, scored ? 1 : 0, true);
	start(root, window);
}
