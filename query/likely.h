/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How likely a word is in its place, by what documents have side by side. */
#ifndef TC_QUERY_LIKELY_H
#define TC_QUERY_LIKELY_H

#include "lookup.h"
#include "near.h"

/* What a document with other marks than those that were typed counts. */
#define TC_OTHER_MARKS 0.0005

/* A word as it may be spelt. */
struct tc_form {
	const char *folded, *marks;
};

/* Spellings of a word that are told apart, the first of the index. */
#define TC_FORMS_MAX 32

/* A spelling of a word. */
struct tc_spelled {
	char marks[TC_NEAR_LETTERS + 1];
	double freq;   /* documents */
	double chance; /* of a neighbour, by the word beyond it */
	double
	    weight; /* how likely it is beside the likeliest one, which is 1 */
};

struct tc_spelled_list {
	struct tc_spelled at[TC_FORMS_MAX];
	size_t n;
	double freq; /* of all */
};

/* A place in a query. All but the first line is filled in. */
struct tc_likely {
	struct tc_lookup *lookup;
	double documents;   /* in the index, at least 1 */
	bool marked;	    /* the query has marks: spellings are counted */
	double other_marks; /* what documents with others count then */
	const struct tc_query_word *left, *right; /* neighbours, or NULL */
	double left_freq;
	struct tc_spelled_list before, after; /* of an unmarked query */
	double left_seen, right_seen;	      /* pairs of the last one scored */
};

struct tc_form tc_form_of(const struct tc_query_word *word);

/* List the spellings of a folded word. */
void tc_likely_list(const struct tc_likely *likely, const char *folded,
    struct tc_spelled_list *list);

/* Stand in the place of words [i, end) of a query. */
void tc_likely_stand(struct tc_likely *likely, const struct tc_parsed *parsed,
    size_t i, size_t end);

/*
 * Weigh the spellings of the neighbours of an unmarked word: before anything is
 * scored in a place.
 */
void tc_likely_weigh(struct tc_likely *likely, const struct tc_parsed *parsed);

/* Documents with a word. */
double tc_likely_word(struct tc_likely *likely, const struct tc_form *word);

/* Documents in which two words stand side by side. */
double tc_likely_pair(struct tc_likely *likely, const struct tc_form *left,
    const struct tc_form *right);

/* ln of the chance of a word in this place, freq being tc_likely_word(). */
double tc_likely_score(
    struct tc_likely *likely, const struct tc_form *word, double freq);

/*
 * May a folded word, or one of its spellings, score so much in this place?
 * Told by its pairs alone: a word is one of many, pairs with one neighbour
 * stand together in the index, and most were never seen.
 */
bool
tc_likely_may_score(struct tc_likely *likely, const char *folded, double score);

/* ln of the chance of a word after another, wherever they stand. */
double tc_likely_after(struct tc_likely *likely, const struct tc_form *left,
    const struct tc_form *right);

/* Is it a word that questions have and documents hardly do: nào? */
bool tc_likely_asks(const struct tc_form *word);

/* Is it often beside each of its neighbours? */
bool tc_likely_is_usual(struct tc_likely *likely, const struct tc_form *word);

#endif
