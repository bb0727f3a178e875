/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Phrases and words near one another, looked for in what is stored. */
#ifndef TC_QUERY_VERIFY_H
#define TC_QUERY_VERIFY_H

#include "builder.h"

/* What was found of a node of the tree: the documents that have it. */
struct tc_verified {
	bool known; /* all that come into question were looked at */
	struct tc_names documents;
};

/*
 * Can the index not tell where a node holds: is it a phrase of more than two
 * words or of words with a comma between them, or words near one another?
 */
bool
tc_verify_wants(const struct tc_plan *plan, const struct tc_query_node *node);

/*
 * Look for a node in the documents that `candidates` matches, unless there are
 * too many of them or they are too long: then to->known stays false. much: who
 * asks wants to count, and has the time. TC_NOMEM, or a failure of the index.
 */
enum tc_status tc_verify(struct tc_verified *to, const struct tc_builder *b,
    const struct tc_query_node *node, const struct tc_expr *candidates,
    bool much, struct tc_error *err);

/*
 * Is a structured token looked for by its parts? What a number with a slash or
 * a span of years is depends on what stands beside it: 26/6 is a day before
 * "năm 2022", and the beginning of 26/6/2022, and phrases are what stands in a
 * text.
 */
bool tc_verify_splits(enum tc_token_kind kind);

#endif
