/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which blocks of pages recur on so many of their site that they are furniture.
 */
#ifndef TC_INDEXER_RECUR_H
#define TC_INDEXER_RECUR_H

#include <tracuu/furniture.h>

/*
 * A block is furniture when so many pages of its site have it, and at least
 * this part of them: 1 in so many. It depends on the pages alone, whatever
 * order they come in.
 */
#define TC_RECUR_PAGES 10
#define TC_RECUR_PART 5

struct tc_recur;
enum tc_status tc_recur_new(struct tc_recur **out, struct tc_error *err);
void tc_recur_free(struct tc_recur *recur);

/*
 * Outlines of all pages are given twice: count them, sift, and count them
 * again. The first time tells which blocks may recur, in memory that does
 * not grow with the pages; the second counts these. TC_NOMEM.
 */
enum tc_status tc_recur_count(
    struct tc_recur *recur, struct tc_span outline, struct tc_error *err);
void tc_recur_sift(struct tc_recur *recur);

/* Begin anew with the pages of one of the two times. */
void tc_recur_restart(struct tc_recur *recur);

/* Say in an outline which blocks are furniture. Did it say something else? */
bool tc_recur_mark(const struct tc_recur *recur, char *outline, size_t len);

#endif
