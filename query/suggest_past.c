/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries that were asked often and begin as the text does.
 *
 * The file has folded words. They are shown with the marks that the documents
 * give them, and only where one document that is shown has all of these words:
 * what nothing public has, or no longer, is not told to anybody.
 */
#include "suggesting.h"

#include <string.h>

#include "lookup.h"
#include "plan.h"

/* Of a request; and how many are looked at for them. */
#define PAST_MAX 3
#define PAST_TRIED 6

/* Documents that are counted of one: common words have many to walk over. */
#define COUNT_MAX 20

/* Is it words and nothing else? Syntax goes on in ways of its own. */
static bool
is_words(const char *s, size_t len)
{
	size_t from, to = 0, at = 0;

	while (tc_text_next_word(s, len, &from, &to)) {
		if (strspn(s + at, " ") < from - at)
			return false;
		at = to;
	}
	return at > 0 && strspn(s + at, " ") == len - at;
}

/* The key of what was typed, and a space where the last word is whole. */
static void
put_key(const struct tc_asking *asking, struct tc_buf *key)
{
	const struct tc_buf *clean = &asking->clean;

	tc_text_key(clean->s, clean->len, key);
	if (!asking->begin.open)
		tc_buf_putc(key, ' ');
}

/* What was typed, and how the query goes on behind it. */
static void
put_whole(const struct tc_asking *asking, const char *key, size_t key_len,
    struct tc_buf *out)
{
	const char *text = tc_buf_str(&asking->clean);
	size_t n = asking->begin.typed.n;

	tc_buf_put(out, text, n > 0 ? asking->to[n - 1] : 0);
	if (!asking->begin.open)
		tc_buf_putc(out, ' ');
	tc_buf_puts(out, key + key_len);
}

/* The spelling that is meant; NULL when the documents do not tell. */
static const struct tc_variant *
meant_spelling(const struct tc_plan_word *word)
{
	size_t i;

	for (i = 0; word->likeliest == NULL && i < word->spellings.n; i++) {
		if (word->spellings.at[i].meant)
			return &word->spellings.at[i];
	}
	return word->likeliest;
}

/* A word that was typed keeps its letters, others are as they are written. */
static bool
put_word(const struct tc_asking *asking, const struct tc_plan_word *word,
    const char *text, struct tc_buf *out)
{
	const struct tc_query_word *typed = word->word;
	const struct tc_variant *variant = meant_spelling(word);
	size_t len = typed->to - typed->from;
	const char *marks;

	if (typed->kind != TC_TOKEN_WORD) {
		tc_buf_put(out, text + typed->from, len);
		return true;
	}
	if (variant == NULL)
		return false;
	/* They end with the term. */
	marks = variant->term + variant->marks;
	if (typed->to > asking->clean.len ||
	    !tc_text_put_marks(text + typed->from, len, marks,
		variant->len - variant->marks, out))
		tc_word_show(typed->folded, marks, out);
	return true;
}

/* Append a query with the marks that are meant; nothing if one is not known. */
static void
put_spelt(const struct tc_asking *asking, const struct tc_plan *plan,
    const char *text, struct tc_buf *out)
{
	size_t i, at = 0, start = out->len;
	bool good = true;

	for (i = 0; i < plan->n && good; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (word->spans || word->from < at)
			continue;
		tc_buf_put(out, text + at, word->from - at);
		good = put_word(asking, &plan->words[i], text, out);
		at = word->to;
	}
	if (!good)
		tc_buf_cut(out, start);
}

/* Append what a query that was folded is with its marks. */
static enum tc_status
spell(struct tc_asking *asking, const struct tc_buf *whole, struct tc_buf *out,
    struct tc_error *err)
{
	static const struct tc_search_options options = {
	    .without = TC_PART_BIT(TC_PART_INTENTS)};
	struct tc_parsed parsed;
	struct tc_plan plan;
	enum tc_status status;

	status = tc_search_parse(
	    asking->search, &parsed, tc_buf_str(whole), whole->len, true, err);
	if (status != TC_OK)
		return status;
	status = tc_plan_make(
	    &plan, asking->index, &parsed, &options, asking->analyser, err);
	if (status == TC_OK) {
		put_spelt(asking, &plan, tc_buf_str(&parsed.clean), out);
		status = tc_buf_check(out, err);
		tc_plan_free(&plan);
	}
	tc_parsed_free(&parsed);
	return status;
}

/* How many documents that are shown have all words of a text, in this very
 * spelling? */
static enum tc_status
count_with(uint64_t *n, const struct tc_asking *asking,
    const struct tc_buf *text, struct tc_error *err)
{
	struct tc_word_terms terms =
	    TC_WORD_TERMS_INIT(tc_index_families(asking->index));
	struct tc_postings postings = {.n = 0};
	struct tc_token token;
	enum tc_status status, closed;

	*n = 0;
	/* First of all: there may be more words than lists. */
	tc_postings_open_shown(&postings, asking->index);
	status = tc_analyser_start(
	    asking->analyser, tc_buf_str(text), text->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next_word(asking->analyser, &token, err)) ==
		TC_OK) {
		if (token.spans)
			continue;
		tc_word_terms_next(&terms, &token);
		status = tc_word_terms_check(&terms, err);
		if (status == TC_OK && terms.word.len > 0)
			tc_postings_open(&postings, asking->index, terms.word.s,
			    terms.word.len);
	}
	if (status == TC_DONE) {
		status = TC_OK;
		*n = tc_postings_count(&postings, COUNT_MAX);
	}
	closed = tc_postings_close(&postings, err);
	tc_word_terms_free(&terms);
	return status == TC_OK ? closed : status;
}

static enum tc_status
add_past(struct tc_asking *asking, const char *key, size_t key_len,
    struct tc_error *err)
{
	struct tc_buf whole = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	uint64_t n = 0;

	put_whole(asking, key, key_len, &whole);
	status = tc_buf_check(&whole, err);
	if (status == TC_OK)
		status = spell(asking, &whole, &text, err);
	if (status == TC_OK && text.len > 0)
		status = count_with(&n, asking, &text, err);
	/* What was typed is no suggestion. */
	if (status == TC_OK && n > 0 &&
	    strcmp(text.s, tc_buf_str(&asking->clean)) != 0)
		status = tc_suggest_add(
		    asking, TC_SUGGEST_QUERY, text.s, NULL, n, err);
	tc_buf_free(&whole);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
add_all(
    struct tc_asking *asking, const struct tc_buf *key, struct tc_error *err)
{
	struct tc_past_query found[PAST_TRIED];
	enum tc_status status = TC_OK;
	size_t n, i;

	n = tc_past_find(
	    tc_search_past(asking->search), key->s, found, PAST_TRIED);
	for (i = 0; i < n && status == TC_OK; i++)
		status = add_past(asking, found[i].key, key->len, err);
	return status;
}

enum tc_status
tc_suggest_past(struct tc_asking *asking, struct tc_error *err)
{
	const char *text = tc_buf_str(&asking->clean);
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	size_t max = asking->max;
	enum tc_status status;

	if (!is_words(text, asking->clean.len))
		return TC_OK;
	if (max > PAST_MAX)
		asking->max = PAST_MAX;
	put_key(asking, &key);
	status = tc_buf_check(&key, err);
	if (status == TC_OK)
		status = add_all(asking, &key, err);
	/* "quy" by itself is the same word as "qui", and begins "quyet". */
	if (status == TC_OK && key.s[key.len - 1] == 'i' &&
	    text[asking->clean.len - 1] == 'y') {
		key.s[key.len - 1] = 'y';
		status = add_all(asking, &key, err);
	}
	asking->max = max;
	tc_buf_free(&key);
	return status;
}
