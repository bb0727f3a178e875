/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all suggestions are made with. */
#ifndef TC_QUERY_SUGGESTING_H
#define TC_QUERY_SUGGESTING_H

#include <tracuu/past.h>
#include <tracuu/suggest.h>

#include "completion.h"
#include "postings.h"

/* Titles at most, and phrases that they are looked for of. */
#define TC_SUGGEST_TITLES_MAX 3
#define TC_SUGGEST_TITLES_OF 2

/* One request. */
struct tc_asking {
	struct tc_search *search;
	const struct tc_index *index;
	struct tc_analyser *analyser;
	struct tc_suggestions *out;
	size_t max;
	struct tc_buf clean; /* what was typed */
	struct tc_beginning begin;
	size_t from[TC_PHRASE_WORDS]; /* bytes of clean: [from, to) */
	size_t to[TC_PHRASE_WORDS];
	struct tc_phrases *phrases;
};

/* Add a suggestion, unless there are enough or one says the same. TC_NOMEM. */
enum tc_status
tc_suggest_add(struct tc_asking *asking, enum tc_suggestion_kind kind,
    const char *text, const char *id, uint64_t n, struct tc_error *err);

/* Open the lists of the words and pairs of a phrase from a word on, and of what
 * is shown. */
void
tc_suggest_open(struct tc_postings *postings, const struct tc_asking *asking,
    const struct tc_phrase *phrase, size_t from);

/*
 * Add titles, the newest ones, that have a phrase: n phrases, the likeliest
 * words that the last one may become. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_suggest_titles(struct tc_asking *asking,
    const struct tc_phrase *words, size_t n, struct tc_error *err);

/* Add numbers of documents that begin as the text ends. The same failures. */
enum tc_status
tc_suggest_numbers(struct tc_asking *asking, struct tc_error *err);

/* Add queries that were asked often and begin as the text does. TC_NOMEM, or a
 * failure of the index. */
enum tc_status tc_suggest_past(struct tc_asking *asking, struct tc_error *err);

/* The queries that were asked often, as they were when the search was last
 * asked for suggestions; borrowed from it. */
struct tc_past *tc_search_past(struct tc_search *search);

#endif
