/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a parsed query to Xapian's. */
#ifndef TC_QUERY_PLAN_H
#define TC_QUERY_PLAN_H

#include <tracuu/query.h>

#include "abbrev.h"
#include "expr.h"

/* Spellings of a word or pair that are considered, the most frequent ones. */
#define TC_VARIANTS_MAX 48

/* Words that word* stands for, the most frequent ones. */
#define TC_EXPANSIONS_MAX ((size_t)100)

/* One spelling in the index of a word or a pair that was typed. */
struct tc_variant {
	char term[XAPIAN_TERM_MAX + 1];
	size_t len;
	size_t marks;	 /* where its marks begin in term; len: it has none */
	uint32_t freq;	 /* documents */
	bool compatible; /* has at least the marks that were typed */
	bool equal;	 /* has the very marks that were typed */
	bool meant;	 /* may be the one that is meant: restore.c */
};

/* The marks of a word's spelling; of a pair's those of both, and apart. */
struct tc_span tc_variant_marks(const struct tc_variant *variant);
void tc_variant_both_marks(const struct tc_variant *variant,
    struct tc_span *left, struct tc_span *right);
bool tc_marks_are(struct tc_span marks, const char *s, size_t len);

/* What the index has of it, the most frequent spelling first. */
struct tc_spellings {
	struct tc_variant *at;
	size_t n;
	bool expanded; /* words that word* stands for */
	bool literal;  /* ranks as it was typed or not at all */
};

/* A word of the query, and it with the word before when they are a pair. */
struct tc_plan_word {
	const struct tc_query_word *word;
	struct tc_spellings spellings, pair;
	struct tc_spellings title, title_pair; /* if it is wanted there */
	const struct tc_query_word *before;    /* of the pair, or NULL */
	const struct tc_variant *likeliest; /* of spellings; NULL: not sure */
	bool guessed; /* no neighbour says so, and others are not much rarer */
};

/* What words of the query may also be written as; documents have it. */
struct tc_plan_alternative {
	const struct tc_alternative *of;
	struct tc_plan_word *words;
	size_t n;
	/* Of their weights, what was typed and this have so much (rank.c). */
	double typed_share, share;
};

/* Terms that stand for one another: names of a facet that a field of the query
 * may mean, or documents by their ids. */
struct tc_names {
	struct tc_buf terms; /* each with a NUL behind it */
	size_t n;
};

/* Append a document. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED. */
enum tc_status tc_names_add_document(struct tc_names *to,
    const struct tc_index *index, uint32_t docid, struct tc_error *err);

/* What a query may cost: terms looked at, and postings of what word* means. */
#define TC_VISITS_MAX 100000u
#define TC_POSTINGS_MAX 2000000u

/* What documents should be by the words of a topic: of a type, of a year, or of
 * days of that year. */
struct tc_intent {
	enum tc_facet facet;
	char term[XAPIAN_TERM_MAX + 1];
	char since[TC_QUERY_DAY], until[TC_QUERY_DAY]; /* both "": all of it */
	uint32_t freq; /* of the term; of days about so many */
};

#define TC_INTENTS_MAX 8

/* How many places of a number may be written otherwise, see tc_docno_distance.
 */
#define TC_ALIKE_MAX 4

struct tc_plan {
	const struct tc_parsed *parsed; /* borrowed */
	const struct tc_index *index;	/* borrowed */
	struct tc_plan_word *words;
	size_t n;
	struct tc_alternatives found; /* that abbreviations have */
	struct tc_plan_alternative alternatives[TC_ALTERNATIVES_MAX];
	size_t alternatives_n;
	struct tc_intent intents[TC_INTENTS_MAX];
	size_t intents_n;
	uint32_t documents;	      /* in the index */
	struct tc_analyser *analyser; /* borrowed */
	unsigned families;
	bool exact_marks;
	unsigned without;	/* bits of enum tc_part */
	bool wide;		/* it is dear to rank by all of its words */
	bool says_nothing;	/* something was typed, but no word or syntax */
	struct tc_names *names; /* of each node of the tree */
	struct tc_names begun;	/* terms of numbers that begin as was typed */
	bool numbered;		/* documents have a number that was typed */
	bool off_days;		/* none of them is of a day that was typed */
	bool says_more;		/* than a number that was typed */
	/* Where several have, those that differ from it in so many places. */
	struct tc_names alike[TC_ALIKE_MAX];
	uint32_t visits, postings; /* so many more may be read */
	struct tc_notes notes;
};

struct tc_lookup;

/*
 * Append the query with its slips repaired (correct.c); nothing when it has
 * none. A failure of the index is remembered by lookup.
 */
void tc_correct(struct tc_lookup *lookup, const struct tc_parsed *parsed,
    struct tc_buf *out);

/*
 * Find the numbers of documents in a query (numbers.h). Where it was typed in
 * keys of Telex, VNI or VIQR with the input method off, or has slips, read it
 * anew as it was meant, unless it is literal; parsed->typed says what was
 * typed. TC_NOMEM, or a failure of the index; parsed is the caller's to free
 * then too.
 */
enum tc_status tc_decode(struct tc_parsed *parsed, const struct tc_index *index,
    struct tc_analyser *analyser, bool literal, struct tc_error *err);

/* Look the words up. On TC_OK the caller frees the plan. */
enum tc_status tc_plan_make(struct tc_plan *plan, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_search_options *options,
    struct tc_analyser *analyser, struct tc_error *err);
void tc_plan_free(struct tc_plan *plan);

/*
 * Find out which spellings of words and pairs may be meant, by what stands
 * beside them: "dai hoi dang bo" is đại hội đảng bộ. Marks that were typed
 * hold. TC_NOMEM.
 */
enum tc_status tc_plan_restore(struct tc_plan *plan, struct tc_error *err);

/* Is it a year by itself, such as 2018? */
bool tc_is_year(const struct tc_query_word *word);

/* Is it the number of a document as far as its year, 168/2024? */
bool tc_number_has_year(const struct tc_query_word *word);

/* Is such a number a month as well, 6/2020? */
bool tc_number_may_be_month(const struct tc_query_word *word);

/* Is it a year or a whole day, such as 29/6/2020? */
bool tc_is_day(const struct tc_query_word *word);

/*
 * Find out what share of its weight each alternative has, and what was typed:
 * once it is known which spellings are meant.
 */
void tc_plan_share(struct tc_plan *plan);

/*
 * Find what documents the words of a topic ask for: those of a type that they
 * begin with (nghị quyết đại hội), of a year, quarter, month or day, of a term
 * of office. Types are what documents of the index are. A failure is remembered
 * by lookup.
 */
void tc_plan_intents(struct tc_plan *plan, struct tc_lookup *lookup);

/*
 * Append the query with the spellings that are likeliest, keeping what lies
 * between the words; nothing when it was typed so.
 */
void tc_plan_suggest(const struct tc_plan *plan, const struct tc_parsed *parsed,
    struct tc_buf *out);

/*
 * Append lines that say what the words are, in which spellings documents have
 * them, and what else is searched for.
 */
void tc_plan_explain(const struct tc_plan *plan, const struct tc_parsed *parsed,
    struct tc_buf *out);

/* How many words must be met on the upper rungs; 0 is an empty query. */
size_t tc_plan_wanted(const struct tc_plan *plan);

/* Find out whether operators name too much, and note it. */
void tc_plan_weigh(struct tc_plan *plan);

/* Is a part of the ranking in use? */
bool tc_plan_uses(const struct tc_plan *plan, enum tc_part part);

/* Is there any word by which documents rank? */
bool tc_plan_ranks(const struct tc_plan *plan);

/*
 * Is it a question, "Ai là chủ tịch tỉnh?", "có được làm thêm không" or of more
 * words than topics have? The model of rerank.c was fitted to such.
 */
bool tc_plan_is_question(const struct tc_plan *plan);

/*
 * Must documents have all of its words if there are any that do? Not what
 * answers a question, or is about a topic of more than TC_ALL_WORDS_MAX words.
 */
bool tc_plan_wants_all(const struct tc_plan *plan);

/* Was any mark typed? Without, the two upper rungs are one. */
bool tc_plan_has_marks(const struct tc_plan *plan);

/* Which spellings of a word are taken. */
enum tc_choice {
	TC_CHOOSE_EQUAL,
	TC_CHOOSE_MEANT,
	TC_CHOOSE_COMPATIBLE,
	TC_CHOOSE_ANY
};

bool tc_is_chosen(const struct tc_variant *variant, enum tc_choice choice);

/* Some spellings of a word or pair, of at least min_freq documents each. */
struct tc_common_item {
	const struct tc_spellings *of;
	enum tc_choice choice;
	uint32_t min_freq;
	double weight;
};

/* What is too common to make candidates: common.h. */
struct tc_common {
	struct tc_common_item at[2 * TC_QUERY_WORDS_MAX];
	size_t n;
};

/* The query of a rung, see tc_plan_query. */
struct tc_rung_query {
	struct tc_expr *query;
	struct tc_common common; /* borrows from the plan */
	bool exact;
};

/*
 * Make the ranked query of a rung with its filters, and what adds to the scores
 * of its hits afterwards. The caller frees out->query. out->exact is false when
 * it matches not just what it should: a count of it is "about". Longer phrases
 * and NEAR are looked for in what is stored, among more documents where all
 * matches are to be counted.
 */
enum tc_status tc_plan_query(struct tc_rung_query *out,
    const struct tc_plan *plan, enum tc_rung rung,
    const struct tc_search_options *options, struct tc_error *err);

/* Make the query that matches the same documents and ranks nothing. */
enum tc_status tc_plan_matches(struct tc_rung_query *out,
    const struct tc_plan *plan, enum tc_rung rung,
    const struct tc_search_options *options, struct tc_error *err);

#endif
