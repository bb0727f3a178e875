/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding all that an expression matches. */
#ifndef TC_QUERY_SCAN_H
#define TC_QUERY_SCAN_H

#include "expr.h"

/*
 * Called for each document that matches, in their order, with its weight.
 * False ends the scan.
 */
typedef bool (*tc_scan_fn)(void *arg, uint32_t docid, double score);

/* All documents that a scan found: a bit for each docid. Begin with zeros. */
struct tc_found {
	uint64_t *at;
	uint32_t windows; /* of TC_WINDOW documents */
	uint64_t n;	  /* documents */
};

void tc_found_free(struct tc_found *found);

struct tc_saturations;

struct tc_scan {
	bool scored; /* else each weight is 0 */
	/* Documents that weigh less need not be told of. It may rise on the
	 * way. */
	double least;
	tc_scan_fn take; /* NULL: they are only counted */
	void *arg;
	/* What the scans before worked out, NULL: nothing is kept. */
	struct tc_saturations *saturations;
	struct tc_found *found; /* out, freed by the caller; NULL: not wanted */
	uint64_t total;		/* out: documents that match, told of or not */
};

/*
 * Find all documents that match, and weigh them by BM25 (bm25.h). Terms that
 * count as one are taken for independent of each other: so many documents are
 * expected to have any. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_scan_run(struct tc_scan *scan, const struct tc_expr *expr,
    const struct tc_index *index, struct tc_error *err);

/* Count the documents that match; *n is 0 after a failure. As tc_scan_run. */
enum tc_status tc_scan_count(uint64_t *n, const struct tc_expr *expr,
    const struct tc_index *index, struct tc_error *err);

/*
 * List the documents that match, max at most: the first ones then. The caller
 * frees *docids, NULL after a failure. As tc_scan_run.
 */
enum tc_status
tc_scan_list(uint32_t **docids, size_t *n, const struct tc_expr *expr,
    const struct tc_index *index, size_t max, struct tc_error *err);

#endif
