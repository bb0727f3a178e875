/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of documents that were typed with the input method off. */
#ifndef TC_INDEX_SLIPS_H
#define TC_INDEX_SLIPS_H

#include <tracuu/index.h>

/* One slip that waits for the word after it. Begin with TC_SLIPS_INIT. */
struct tc_slips {
	struct tc_buf folded, marks;	       /* of what was meant */
	struct tc_buf left_folded, left_marks; /* of its neighbour, or "" */
	struct tc_buf term;
	bool pending, beside_marks;
};

#define TC_SLIPS_INIT                                                   \
	{                                                               \
		TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE),     \
		    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE), \
		    TC_BUF_INIT(TC_BUF_LINE), false, false              \
	}

/*
 * Look at the next token of a text, which words has just taken; add is called
 * for the terms of what was meant by a slip: its word, and its pairs.
 */
enum tc_status tc_slips_next(struct tc_slips *slips,
    const struct tc_token *token, const struct tc_word_terms *words,
    tc_term_fn add, void *arg, struct tc_error *err);

/* The text ends. */
enum tc_status tc_slips_end(
    struct tc_slips *slips, tc_term_fn add, void *arg, struct tc_error *err);
void tc_slips_free(struct tc_slips *slips);

#endif
