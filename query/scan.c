/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Evaluation a window of documents at a time, as Lucene's BooleanScorer has it:
 * each list of postings is read once, onwards, and what a document weighs is
 * added up in an array. Xapian's matcher goes from document to document through
 * the whole tree; where much matches that takes four times as long. Nothing is
 * estimated: the number of matches comes for free.
 */
#include "scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scan_tree.h"

struct job {
	struct tc_scan *scan;
	struct tc_window window;
	struct tc_scan_node root;
};

/*
 * Matching. Each function sets in match the bits of the documents among some
 * that the node matches, and adds what these weigh, and no others, to scores.
 * scores is NULL where no weights count.
 */

static void match_node(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores);

/* Is a value in the range? A longer one that begins alike is greater. */
static bool
is_in_range(const struct tc_expr *expr, struct xapian_string value)
{
	size_t size = sizeof(expr->range[0]);
	size_t len = value.len < size ? value.len : size;
	int from = memcmp(value.s, expr->range[0], len);
	int to = memcmp(value.s, expr->range[1], len);

	return (from > 0 || (from == 0 && len == size)) &&
	    (to < 0 || (to == 0 && value.len <= size));
}

static void
match_range(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match)
{
	struct xapian_value_row row = {.docid = 0};
	enum xapian_status status = XAPIAN_OK;
	struct xapian_error why;
	uint32_t i;

	for (i = tc_bits_next(among, 0); i < TC_WINDOW;
	     i = tc_bits_next(among, i + 1)) {
		uint32_t docid = window->base + i;

		if (row.docid < docid)
			status = xapian_value_iterator_skip_to(
			    &row, node->values, docid, &why);
		if (status != XAPIAN_OK)
			break;
		if (row.docid == docid && is_in_range(node->expr, row.value))
			tc_bits_set(match, i);
	}
	if (status != XAPIAN_OK && status != XAPIAN_DONE)
		tc_window_fail(window, &why);
}

/*
 * MaxScore (Turtle and Flood 1995), a window at a time: a document is weighed
 * as long as what it weighs by then, and what the rest may add, can be enough
 * to be told of. The others only match.
 */

/* What the others than a node weigh at most; INFINITY: that is not known. */
static double
most_of_others(const struct tc_scan_node *node, const struct tc_window *window)
{
	return window->later < INFINITY ? window->most - node->most : INFINITY;
}

/* Match the child of a node, after which at most so much is added. */
static void
match_before(double later, struct tc_scan_node *child, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	double after_all = window->later;

	window->later = later;
	match_node(child, window, among, match, scores);
	window->later = after_all;
}

/* From now on weigh those only of some that are worth it, in worth. False: it
 * is not known which. */
static bool
narrow(struct tc_bits *worth, struct tc_window *window,
    const struct tc_bits *some, const double *scores, double later)
{
	if (scores == NULL || window->least <= later)
		return false;
	tc_bits_worth(
	    worth, window->worth, some, scores, window->least - later);
	window->worth = worth;
	window->left = *worth;
	return true;
}

/* The children's documents; each child adds what its own weigh. */
static void
match_or(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	size_t i;

	for (i = 0; i < node->n; i++)
		match_before(
		    INFINITY, &node->at[i], window, among, match, scores);
}

/* Keep the best of the scores of documents, and forget the others. */
static void
keep_best(double *best, double *own, const struct tc_bits *found)
{
	uint32_t i;

	for (i = tc_bits_next(found, 0); i < TC_WINDOW;
	     i = tc_bits_next(found, i + 1)) {
		best[i] = own[i] > best[i] ? own[i] : best[i];
		own[i] = 0;
	}
}

/* The last child of a MAX, of which the others match some, with scores. */
static void
match_last(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, const struct tc_bits *some,
    struct tc_bits *match, double *scores)
{
	double *own = node->own, *best = own + TC_WINDOW;
	uint32_t i;

	for (i = tc_bits_next(some, 0); i < TC_WINDOW;
	     i = tc_bits_next(some, i + 1)) {
		own[i] = scores[i];
		scores[i] = 0;
	}
	match_before(
	    INFINITY, &node->at[node->n - 1], window, among, match, scores);
	for (i = tc_bits_next(some, 0); i < TC_WINDOW;
	     i = tc_bits_next(some, i + 1)) {
		scores[i] =
		    own[i] + (scores[i] > best[i] ? scores[i] : best[i]);
		own[i] = best[i] = 0;
	}
}

/*
 * What the last child, the most frequent, matches alone is added at once: only
 * what others match needs the arrays.
 */
static void
match_max(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	struct tc_bits some = {{0}};
	size_t k;

	if (scores == NULL) { /* nor has it any of its own */
		match_or(node, window, among, match, NULL);
		return;
	}
	for (k = 0; k + 1 < node->n; k++) {
		struct tc_bits found = {{0}};

		match_before(
		    INFINITY, &node->at[k], window, among, &found, node->own);
		tc_bits_or(match, &found);
		if (window->worth != NULL)
			tc_bits_and(&found, window->worth);
		keep_best(node->own + TC_WINDOW, node->own, &found);
		tc_bits_or(&some, &found);
	}
	if (node->n > 0)
		match_last(node, window, among, &some, match, scores);
}

/* What all children match, each asked of what is left by those before it. */
static void
match_and(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	const struct tc_bits *before = window->worth;
	double *own = scores != NULL ? node->own : NULL;
	double *to = own != NULL ? own : scores;
	double later = own != NULL ? INFINITY : window->later + node->most;
	struct tc_bits left = *among, worth;
	size_t k;

	if (own != NULL)
		memset(own, 0, TC_WINDOW * sizeof(*own));
	for (k = 0; k < node->n; k++) {
		struct tc_bits found = {{0}};

		later -= node->at[k].most;
		match_before(later, &node->at[k], window, &left, &found, to);
		left = found;
		if (tc_bits_next(&left, 0) == TC_WINDOW)
			break;
		if (k + 1 < node->n)
			(void)narrow(&worth, window, &left, to, later);
	}
	window->worth = before;
	if (own != NULL)
		tc_bits_add(scores, own, &left);
	tc_bits_or(match, &left);
}

/*
 * The first child alone makes no document worth it: it comes last. Each of the
 * others is asked of what those before it have left.
 */
static void
match_worthy(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	const struct tc_bits *before = window->worth;
	struct tc_bits found = {{0}}, worth = *among;
	double later = window->later + node->most;
	size_t i;

	for (i = 1; i < node->n; i++) {
		later -= node->at[i].most;
		match_before(
		    INFINITY, &node->at[i], window, &worth, &found, scores);
		if (narrow(&worth, window, &found, scores, later))
			found = worth;
	}
	match_before(window->later, &node->at[0], window, among, match, scores);
	window->worth = before;
}

static void
match_and_maybe(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	const struct tc_bits *before = window->worth;
	struct tc_bits found = {{0}}, ignored = {{0}}, worth;
	double later = window->later + node->most - node->at[0].most;
	size_t i;

	if (scores != NULL &&
	    window->least > most_of_others(node, window) + node->at[0].most) {
		match_worthy(node, window, among, match, scores);
		return;
	}
	match_before(later, &node->at[0], window, among, &found, scores);
	tc_bits_or(match, &found);
	(void)narrow(&worth, window, &found, scores, later);
	if (window->worth != NULL)
		tc_bits_and(&found, window->worth);
	for (i = 1; i < node->n && scores != NULL; i++)
		match_before(
		    INFINITY, &node->at[i], window, &found, &ignored, scores);
	window->worth = before;
}

static void
match_and_not(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	struct tc_bits unwanted = {{0}}, left = *among;
	size_t i;

	for (i = 1; i < node->n; i++)
		match_node(&node->at[i], window, among, &unwanted, NULL);
	tc_bits_and_not(&left, &unwanted);
	match_node(&node->at[0], window, &left, match, scores);
}

static void
match_fixed(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	struct tc_bits found = {{0}};
	uint32_t i;

	match_node(&node->at[0], window, among, &found, NULL);
	for (i = tc_bits_next(&found, 0); scores != NULL && i < TC_WINDOW;
	     i = tc_bits_next(&found, i + 1))
		scores[i] += node->weight;
	tc_bits_or(match, &found);
}

static void
match_node(struct tc_scan_node *node, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores)
{
	if (window->status != TC_OK)
		return;
	if (node->weight <= 0)
		scores = NULL;
	switch (node->kind) {
	case TC_EXPR_TERM:
	case TC_EXPR_EVERYTHING:
		tc_list_match(
		    node->lists, window, among, match, scores, node->weight);
		break;
	case TC_EXPR_SYNONYM:
		tc_lists_match(node->lists, node->lists_n, window, among, match,
		    scores, node->weight);
		break;
	case TC_EXPR_RANGE:
		match_range(node, window, among, match);
		break;
	case TC_EXPR_OR:
		match_or(node, window, among, match, scores);
		break;
	case TC_EXPR_MAX:
		match_max(node, window, among, match, scores);
		break;
	case TC_EXPR_AND:
	case TC_EXPR_FILTER:
		match_and(node, window, among, match, scores);
		break;
	case TC_EXPR_AND_MAYBE:
		match_and_maybe(node, window, among, match, scores);
		break;
	case TC_EXPR_AND_NOT:
		match_and_not(node, window, among, match, scores);
		break;
	case TC_EXPR_FIXED:
		match_fixed(node, window, among, match, scores);
		break;
	default:
		break;
	}
}

/*
 * The scan
 */

void
tc_found_free(struct tc_found *found)
{
	free(found->at);
	memset(found, 0, sizeof(*found));
}

/* Nothing was found yet. */
static void
begin_found(struct tc_found *found, struct tc_window *window)
{
	struct xapian_error why;
	uint32_t last = 0;

	tc_found_free(found);
	if (xapian_database_get_lastdocid(
		&last, tc_index_database(window->index), &why) != XAPIAN_OK)
		tc_window_fail(window, &why);
	found->windows = last / TC_WINDOW + 1;
	found->at = calloc(found->windows, TC_WINDOW / 64 * sizeof(*found->at));
	if (found->at == NULL)
		tc_window_no_memory(window);
}

/* Which of a window were found, and how many. */
static void
add_found(struct tc_found *found, uint32_t base, const struct tc_bits *match,
    uint32_t n)
{
	/* A damaged list may have any docid. */
	if (base / TC_WINDOW >= found->windows)
		return;
	memcpy(&found->at[base / 64], match->at, sizeof(match->at));
	found->n += n;
}

/* Tell of the matches that weigh enough; false: no more are wanted. */
static bool
tell(const struct tc_scan *scan, const struct tc_window *window,
    const struct tc_bits *match, const double *scores)
{
	struct tc_bits enough = *match;
	uint32_t i, base = window->base;
	bool more = true;

	if (scan->least > 0)
		tc_bits_worth(
		    &enough, &window->left, match, scores, scan->least);
	for (i = tc_bits_next(&enough, 0); i < TC_WINDOW && more;
	     i = tc_bits_next(&enough, i + 1)) {
		if (scores[i] >= scan->least)
			more = scan->take(scan->arg, base + i, scores[i]);
	}
	return more;
}

/* The matches of a window; false: no more are wanted. */
static bool
take_window(struct job *job)
{
	double scores[TC_WINDOW] = {0};
	struct tc_scan *scan = job->scan;
	struct tc_bits all, match = {{0}};
	uint32_t n;

	memset(&all, 0xFF, sizeof(all));
	if (job->window.base == 0)
		all.at[0] &= ~(uint64_t)1; /* docids begin at 1 */
	job->window.left = all;
	job->window.least = scan->least;
	match_node(&job->root, &job->window, &all, &match,
	    scan->scored ? scores : NULL);
	if (job->window.status != TC_OK)
		return false;
	n = tc_bits_count(&match);
	scan->total += n;
	if (scan->found != NULL)
		add_found(scan->found, job->window.base, &match, n);
	return scan->take == NULL || tell(scan, &job->window, &match, scores);
}

enum tc_status
tc_scan_run(struct tc_scan *scan, const struct tc_expr *expr,
    const struct tc_index *index, struct tc_error *err)
{
	struct job *job = calloc(1, sizeof(*job));
	enum tc_status status;
	uint32_t docid = 1;

	scan->total = 0;
	if (job == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	job->scan = scan;
	tc_window_init(&job->window, index, err);
	if (scan->saturations != NULL)
		tc_window_keep(&job->window, scan->saturations);
	if (scan->found != NULL)
		begin_found(scan->found, &job->window);
	tc_scan_tree_open(&job->root, &job->window, expr, scan->scored);
	job->window.most = job->root.most;
	while (job->window.status == TC_OK) {
		docid = tc_scan_tree_first(&job->root, &job->window, docid);
		if (docid == TC_NO_DOCUMENT)
			break;
		tc_window_move(&job->window, docid);
		if (!take_window(job))
			break;
		docid = job->window.base + TC_WINDOW;
	}
	status = job->window.status;
	tc_scan_tree_close(&job->root, &job->window);
	tc_window_free(&job->window);
	free(job);
	return status;
}

enum tc_status
tc_scan_count(uint64_t *n, const struct tc_expr *expr,
    const struct tc_index *index, struct tc_error *err)
{
	struct tc_scan scan = {.take = NULL};
	enum tc_status status = tc_scan_run(&scan, expr, index, err);

	*n = status == TC_OK ? scan.total : 0;
	return status;
}

/* A list that grows. */
struct list {
	uint32_t *at;
	size_t n, room, max;
	bool failed;
};

/* A tc_scan_fn. */
static bool
add_docid(void *arg, uint32_t docid, double score)
{
	struct list *list = arg;
	uint32_t *at;

	(void)score;
	if (list->n == list->max)
		return false;
	if (list->n == list->room) {
		size_t room = list->room * 2 + 64;

		if ((at = realloc(list->at, room * sizeof(*at))) == NULL) {
			list->failed = true;
			return false;
		}
		list->at = at;
		list->room = room;
	}
	list->at[list->n++] = docid;
	return true;
}

enum tc_status
tc_scan_list(uint32_t **docids, size_t *n, const struct tc_expr *expr,
    const struct tc_index *index, size_t max, struct tc_error *err)
{
	struct list list = {.max = max};
	struct tc_scan scan = {.take = add_docid, .arg = &list};
	enum tc_status status;

	status = tc_scan_run(&scan, expr, index, err);
	if (status == TC_OK && list.failed)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	if (status != TC_OK) {
		free(list.at);
		list.at = NULL;
	}
	*docids = list.at;
	*n = list.n;
	return status;
}
