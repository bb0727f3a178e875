/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The phrases that a beginning may become, by the titles of the index. */
#ifndef TC_QUERY_COMPLETION_H
#define TC_QUERY_COMPLETION_H

#include <tracuu/suggest.h>

#include "postings.h"

/* Words of a phrase, those that were typed included. */
#define TC_PHRASE_WORDS 12

/* Bytes of a word of a phrase: longer ones are no words to suggest. */
#define TC_PHRASE_WORD 31

struct tc_phrase_word {
	char folded[TC_PHRASE_WORD + 1], marks[TC_PHRASE_WORD + 1];
	bool joined; /* stands right behind the one before it */
};

struct tc_phrase {
	struct tc_phrase_word word[TC_PHRASE_WORDS];
	size_t n;
	uint32_t freq; /* documents that have it, about */
	uint32_t last; /* those that have its last two words */
};

/* What was typed: words, the last of them perhaps not whole. */
struct tc_beginning {
	struct tc_phrase typed; /* marks are those that were typed */
	bool open;		/* the last word may go on */
	const char *prefix;	/* of the terms that are gone on with */
};

#define TC_PHRASES_MAX 64

/* Phrases of one more word that are looked at further. */
#define TC_PHRASE_SEEDS 20

struct tc_phrases {
	struct tc_phrase at[TC_PHRASES_MAX]; /* the most frequent first */
	size_t n;
	size_t rows; /* of the index that may still be read */
	bool failed;
	struct xapian_error why;
};

/*
 * Find how the last word may go on, or which may follow it: phrases of one word
 * more than the whole ones, or of two where only one was begun. In titles, else
 * in texts; as the neighbour of the word before, else for itself. begin->prefix
 * then says where.
 */
void tc_complete_word(struct tc_phrases *phrases, struct tc_beginning *begin,
    const struct tc_index *index);

/*
 * Judge phrases of more than two words, whose spellings are known, by how often
 * all of their words are there.
 */
void tc_judge_phrases(struct tc_phrases *phrases,
    const struct tc_beginning *begin, const struct tc_index *index);

/* Go on from the most frequent of them, and leave out what is but a part. */
void tc_complete_phrases(struct tc_phrases *phrases,
    const struct tc_beginning *begin, const struct tc_index *index);

/*
 * Open the list of the word at i, with the one before it if that is known to be
 * its neighbour.
 */
void
tc_phrase_open(struct tc_postings *postings, const struct tc_phrase *phrase,
    size_t i, const char *prefix, const struct tc_index *index);

#endif
