/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The analyser without its short cuts, to hold the other one against. */
#ifndef TC_TEXT_TOKEN_H
#define TC_TEXT_TOKEN_H

#include <string.h>
#include <tracuu/text.h>

/*
 * An analyser that asks ICU about every word, remembers none, and tries all
 * rules on whatever may begin a mention. Its tokens
 * are by definition right, and those of tc_analyser_new equal in every field.
 */
enum tc_status
tc_analyser_new_reference(struct tc_analyser **out, struct tc_error *err);

static inline bool
tc_token_same(const struct tc_token *a, const struct tc_token *b)
{
	return a->kind == b->kind && a->from == b->from && a->to == b->to &&
	    a->position == b->position && a->part == b->part &&
	    a->joined == b->joined && a->term_len == b->term_len &&
	    a->folded_len == b->folded_len &&
	    memcmp(a->term, b->term, a->term_len) == 0 &&
	    memcmp(a->folded, b->folded, a->folded_len) == 0;
}

#endif
