/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents in a query, and the documents that have them. */
#ifndef TC_QUERY_NUMBERS_H
#define TC_QUERY_NUMBERS_H

#include "builder.h"

struct tc_lookup;

/*
 * Find numbers of documents of the index that were typed in ways that the
 * analyser takes for words ("20-NQ-HĐND8", "4423-ubnd-kt"), and put them among
 * the words as mentions. A failure of the index is remembered by lookup.
 */
void tc_numbers_find(struct tc_parsed *parsed, struct tc_lookup *lookup);

/* Is a word of the query within the number of a document? */
bool tc_numbers_have(const struct tc_parsed *parsed, size_t i);

/* Is word i a day or year that documents may be of? Not the year of a day. */
bool tc_numbers_day(const struct tc_plan *plan, size_t i);

/* Is word i of such a day or year, or does it say that one follows? */
bool tc_numbers_of_day(const struct tc_plan *plan, size_t i);

/* Is what stands before word i a type of documents, "số" or both? Appends the
 * key of the type, nothing for any. Failure is remembered by type. */
bool tc_numbers_type(const struct tc_plan *plan, size_t i, struct tc_buf *type);

/*
 * Where several documents have a number that was typed, find out whose number
 * is written most as it was typed. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_numbers_compare(struct tc_plan *plan, struct tc_error *err);

/*
 * Find the numbers of which only the beginning was typed, and nothing else:
 * "quyết định số 12", "số 12 năm 2018", "chỉ thị 16" (begun.c). A failure is
 * remembered by lookup.
 */
void tc_numbers_begin(struct tc_plan *plan, struct tc_lookup *lookup);

/* Does the query say no more than the digits of a number, word i, its type and
 * day? */
bool tc_numbers_is_begun(const struct tc_plan *plan, size_t i);

/*
 * Has any document that is shown a number that begins with digits, "168/2024",
 * and has the code of a type (its key, "" for any)? A failure is remembered by
 * lookup.
 */
bool
tc_numbers_any(const char *digits, const char *type, struct tc_lookup *lookup);

/*
 * Documents with a number of their own that was typed, for no condition of an
 * operator: these match, whatever other words they lack. NULL: none was.
 */
struct tc_expr *tc_numbers_match(struct tc_builder *b);

/* The same with weights, and without that exception. */
struct tc_expr *tc_numbers_rank(struct tc_builder *b);

#endif
