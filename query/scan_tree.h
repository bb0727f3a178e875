/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An expression at work: what each part of it needs to be scanned for. */
#ifndef TC_QUERY_SCAN_TREE_H
#define TC_QUERY_SCAN_TREE_H

#include "expr.h"
#include "window.h"

/* A part of the expression at work. */
struct tc_scan_node {
	enum tc_expr_kind kind;
	struct tc_scan_node
	    *at; /* children; of AND and FILTER the rarest first */
	size_t n;
	uint32_t freq;	       /* documents that match, at most */
	double weight;	       /* of its own; 0: it only matches */
	double most;	       /* that it weighs, with its children */
	double *own;	       /* scores of a child alone, and of the best */
	struct tc_list *lists; /* of TERM one, of SYNONYM those of its terms */
	size_t lists_n;
	struct xapian_value_iterator *values; /* of RANGE */
	const struct tc_expr *expr;
};

/*
 * Compile an expression, which is borrowed, and open its lists; with weights if
 * scored. Failures are the window's. Freed by tc_scan_tree_close, also then.
 */
void tc_scan_tree_open(struct tc_scan_node *root, struct tc_window *window,
    const struct tc_expr *expr, bool scored);
void
tc_scan_tree_close(struct tc_scan_node *root, const struct tc_window *window);

/* Nothing from docid on matches before this document. */
uint32_t tc_scan_tree_first(
    struct tc_scan_node *node, struct tc_window *window, uint32_t docid);

#endif
