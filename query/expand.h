/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms of the index that what was typed stands for. */
#ifndef TC_QUERY_EXPAND_H
#define TC_QUERY_EXPAND_H

#include "lookup.h"
#include "plan.h"

/*
 * Put the words that begin as `word` does, each spelling by itself: nghiệ*
 * stands for nghiệp, nghiệm and so on. prefix is what their terms begin with.
 * Those that are compatible with the marks that were typed come first, then the
 * most frequent ones; where there are too many, or they are in too many
 * documents, plan->notes says how many are looked for. TC_NOMEM, or a failure
 * of the index.
 */
enum tc_status tc_expand_word(struct tc_spellings *to,
    const struct tc_query_word *word, const char *prefix, struct tc_plan *plan,
    struct tc_lookup *lookup, struct tc_error *err);

/*
 * Find the names that the values of fields stand for, plan->names: of types and
 * numbers the very one if there is such, else all that have its words side by
 * side, or begin with it. TC_NOMEM, or a failure of the index.
 */
enum tc_status tc_expand_fields(
    struct tc_plan *plan, struct tc_lookup *lookup, struct tc_error *err);

#endif
