/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a hit says about the query, in numbers for the model (rerank.h).
 *
 * The query "Mức phạt khi không đội mũ bảo hiểm?" has eight words and seven
 * pairs of neighbours. Each text of a hit becomes a row of the query's words:
 * "Phạt người không đội mũ" is [phạt] - [không] [đội] [mũ].
 */
#ifndef TC_QUERY_FEATURE_H
#define TC_QUERY_FEATURE_H

#include "builder.h"

/* Different words, and pairs, of a query that are looked at: bits of a mask. */
#define TC_ASKED_MAX 64

/* A hash table for spellings of these words in headings, a power of two. */
#define TC_ASKED_CODES 1024

/* Words that an abbreviation stands for; what is longer is looked at only as
 * it is written. */
#define TC_STANDS_FOR_MAX 12

/* Words of one text that are looked at: hostile ones have no end. */
#define TC_FEATURE_WORDS_MAX 20000

/* A spelling of a word of a document, and whether it is meant. */
struct tc_judged {
	char canonical[TC_TERM_MAX];
	size_t len;
	bool meant;
};

struct tc_asked_word {
	const char *folded, *marks; /* as typed */
	size_t len;		    /* of folded */
	uint8_t next; /* number + 1 of another with this folded form, or 0 */
	const struct tc_spellings *spellings;
	enum tc_choice choice; /* which spellings are meant */
	double idf;	       /* 0: no document has it */
	bool asks, frames;     /* no sign of what is asked about */
	/* An abbreviation of words of the query counts as these: their numbers,
	 * in texts that have it. */
	uint8_t stands_for[TC_STANDS_FOR_MAX];
	size_t stands_for_n;
	struct tc_judged last;
};

struct tc_asked_pair {
	uint8_t left, right; /* numbers of words */
	double idf;
};

/* A query as the features see it. A plain value; its plan must outlive it. */
struct tc_asked {
	struct tc_asked_word words[TC_ASKED_MAX];
	size_t n;
	struct tc_asked_pair pairs[TC_ASKED_MAX];
	size_t pairs_n;
	uint8_t row[TC_QUERY_WORDS_MAX]; /* the query: numbers of words */
	size_t row_n;
	uint64_t core; /* words that say what is asked about, as bits */
	double idf, pairs_idf, core_idf; /* sums */
	double text_words;		 /* of the usual text of the index */
	uint8_t slots[256]; /* hash table of the words: number + 1 */
	/* The same of the codes that headings have for them, by code. */
	struct {
		uint32_t code;
		uint8_t number;
	} codes[TC_ASKED_CODES];
	size_t codes_n;
	/* How long words are that begin with a byte, in bits: most words of
	 * texts are told from those of the query by that alone. */
	uint32_t lengths[256];
	/* The pair that two words are: number + 1. */
	uint8_t pair_of[TC_ASKED_MAX][TC_ASKED_MAX];
	bool lacks; /* there was no memory to tell what a token is */
};

/* mean_length is the average length of Xapian's documents. */
void tc_asked_make(
    struct tc_asked *asked, const struct tc_plan *plan, double mean_length);

/* A text as a row of the query's words. */
struct tc_row {
	struct {
		int8_t word; /* its number, -1: another word */
		bool joined; /* pairs with the word before it */
		bool is;     /* the word là, "is" */
	} at[TC_FEATURE_WORDS_MAX];
	size_t n;
};

/* Append the words of a text. TC_NOMEM, TC_INTERNAL. */
enum tc_status tc_row_read(struct tc_row *row, struct tc_asked *asked,
    struct tc_analyser *analyser, const struct tc_buf *text,
    struct tc_error *err);

/* A heading of a hit. */
struct tc_heading {
	struct tc_row title;
	struct tc_row document; /* type, number and name */
	size_t article; /* words of "Điều 5." that the title begins with */
	uint32_t act;	/* hash of number and name: which document; 0: none */
	bool news;	/* a title, and neither type nor number nor name */
};

/* Read the value of a heading. */
void tc_heading_read(struct tc_heading *heading, const struct tc_asked *asked,
    struct tc_span value);

/* Are the words from one on the whole query, in its order? */
bool tc_row_is_query(
    const struct tc_row *row, size_t from, const struct tc_asked *asked);

/*
 * The features. T is the title, H the type, number and name of the document, B
 * the text. "Share" is by idf, of all words or pairs of the query.
 */
enum tc_feature {
	/* Score of the first stage for each idf of the query. */
	TC_FEATURE_SCORE,
	/* The same against that of the first hit. */
	TC_FEATURE_AGAINST_FIRST,
	/* Mean of the best three scores of hits of the same H: a decree with
	 * several articles about it is likely the right one. */
	TC_FEATURE_SIBLINGS,
	/* Words of T that were asked for, of its words without "Điều 5.". */
	TC_FEATURE_TITLE_PRECISION,
	/* Share of core words in T. */
	TC_FEATURE_TITLE_CORE,
	/* Words in T as BM25 counts them: takes back what the first stage
	 * gives too much. */
	TC_FEATURE_TITLE_WORDS,
	/* Share of pairs in H. */
	TC_FEATURE_DOCUMENT_PAIRS,
	/* Neighbours in the query that are within 8 words in T. */
	TC_FEATURE_TITLE_NEAR,
	/* ln(1 + words of H): long names have everything. */
	TC_FEATURE_DOCUMENT_LENGTH,
	TC_FEATURE_OF_HEADING, /* those above need no text */

	/* "Bảo hiểm xã hội là ...": the share of core words that an item
	 * defines, by beginning with them before "là" (is). */
	TC_FEATURE_DEFINITION = TC_FEATURE_OF_HEADING,
	/* Share of core words in T, H and the best 40 words of B: the heading
	 * says what it is about, one passage the rest. */
	TC_FEATURE_PASSAGE,
	/* Words of the longest piece of the query that stands in B as it was
	 * typed, of all its words. */
	TC_FEATURE_RUN,
	/* Pairs in B as BM25 counts them: lists repeat pairs. */
	TC_FEATURE_TEXT_PAIRS,
	/* Share of words, and of pairs, anywhere. */
	TC_FEATURE_ALL_WORDS,
	TC_FEATURE_ALL_PAIRS,
	/* Neighbours in the query that are within 8 words in B. */
	TC_FEATURE_TEXT_NEAR,
	TC_FEATURE_COUNT
};

/* What the features of the heading found, for those of the text. */
struct tc_features {
	double at[TC_FEATURE_COUNT];
	uint64_t title, document, pairs; /* words of T, of H; pairs of both */
};

/* Fill in the features of a heading: but those that look at other hits. */
void tc_features_of_heading(struct tc_features *features,
    const struct tc_asked *asked, const struct tc_heading *heading);

/* Fill in the rest. */
void tc_features_of_text(struct tc_features *features,
    const struct tc_asked *asked, const struct tc_row *text);

#endif
