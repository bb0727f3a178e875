/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that may have been meant by one that was mistyped. */
#ifndef TC_QUERY_NEAR_H
#define TC_QUERY_NEAR_H

#include <stddef.h>

/* Letters of a word that is looked into. */
#define TC_NEAR_LETTERS 24

/* What a mistake costs: about its chance, as -log10(chance) / 4. */
#define TC_NEAR_TONE 0.3  /* hổi for hội */
#define TC_NEAR_VOWEL 0.5 /* hôi for hơi, đ for d */
#define TC_NEAR_SOUND 0.5 /* l and n, s and x, tr and ch ... */
#define TC_NEAR_SPACE 0.7 /* one lost or added */
#define TC_NEAR_KEY                                                           \
	0.75		   /* the key beside it, two that changed places, one \
			      twice */
#define TC_NEAR_LETTER 1.0 /* any other letter, lost, added or another */

/* Called for a folded word; the same one may come again with another cost. */
typedef void (*tc_near_fn)(void *arg, const char *folded, double cost);

/* Tell of every string that one mistake in a folded word of ASCII makes. */
void tc_near_words(const char *folded, tc_near_fn tell, void *arg);

/* What it costs to have typed the marks `typed` (tc_text_marks) for others. */
double tc_near_marks(const char *typed, const char *meant);

#endif
