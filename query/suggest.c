/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a query that is being typed may become: phrases, and all together. */
#include "suggesting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lookup.h"

/* Rows of the index that are read for one suggestion: some milliseconds. */
#define ROWS_MAX 8000

/* Documents that are counted, where some are hidden. */
#define SHOWN_MAX 200

const char *
tc_suggestion_kind_name(enum tc_suggestion_kind kind)
{
	static const char *const names[] = {[TC_SUGGEST_NUMBER] = "number",
	    [TC_SUGGEST_PHRASE] = "phrase",
	    [TC_SUGGEST_TITLE] = "title",
	    [TC_SUGGEST_QUERY] = "query"};

	return names[kind];
}

void
tc_suggestions_free(struct tc_suggestions *suggestions)
{
	size_t i;

	for (i = 0; i < suggestions->n; i++) {
		free(suggestions->at[i].text);
		free(suggestions->at[i].id);
	}
	free(suggestions->at);
	suggestions->at = NULL;
	suggestions->n = 0;
}

json_t *
tc_suggestions_json(const struct tc_suggestions *suggestions, const char *text)
{
	struct tc_buf clean = TC_BUF_INIT(TC_BUF_LINE);
	json_t *list = json_array(), *json = NULL;
	size_t i;

	for (i = 0; i < suggestions->n; i++) {
		const struct tc_suggestion *suggestion = &suggestions->at[i];
		json_t *one = json_pack("{s:s, s:s, s:I}", "kind",
		    tc_suggestion_kind_name(suggestion->kind), "text",
		    suggestion->text, "count", (json_int_t)suggestion->n);

		if (suggestion->id != NULL)
			json_object_set_new(
			    one, "id", json_string(suggestion->id));
		json_array_append_new(list, one);
	}
	/* Any bytes may have been typed, and JSON has but text. */
	if (tc_text_clean(text, strlen(text), &clean, NULL) == TC_OK)
		json = json_pack("{s:i, s:s, s:O}", "version", 1, "query",
		    tc_buf_str(&clean), "suggestions", list);
	json_decref(list);
	tc_buf_free(&clean);
	return json;
}

static enum tc_status
no_memory(struct tc_error *err)
{
	return tc_fail(err, TC_NOMEM, "out of memory");
}

/* Two texts that say the same are one suggestion. */
static enum tc_status
is_there(bool *there, const struct tc_suggestions *out, const char *text,
    struct tc_error *err)
{
	struct tc_buf a = TC_BUF_INIT(TC_BUF_LINE),
		      b = TC_BUF_INIT(TC_BUF_LINE);
	bool lacks;
	size_t i;

	*there = false;
	tc_text_canonical(text, strlen(text), &a);
	for (i = 0; i < out->n && !*there; i++) {
		tc_buf_clear(&b);
		tc_text_canonical(out->at[i].text, strlen(out->at[i].text), &b);
		*there = a.len == b.len &&
		    memcmp(tc_buf_str(&a), tc_buf_str(&b), a.len) == 0;
	}
	lacks = tc_buf_lacks(&a) || tc_buf_lacks(&b);
	tc_buf_free(&a);
	tc_buf_free(&b);
	return lacks ? no_memory(err) : TC_OK;
}

enum tc_status
tc_suggest_add(struct tc_asking *asking, enum tc_suggestion_kind kind,
    const char *text, const char *id, uint64_t n, struct tc_error *err)
{
	struct tc_suggestions *out = asking->out;
	struct tc_suggestion *suggestion = &out->at[out->n];
	enum tc_status status;
	bool there;

	if (out->n == asking->max)
		return TC_OK;
	status = is_there(&there, out, text, err);
	if (status != TC_OK || there)
		return status;
	*suggestion = (struct tc_suggestion){.kind = kind, .n = n};
	suggestion->text = strdup(text);
	suggestion->id = id != NULL ? strdup(id) : NULL;
	out->n++;
	if (suggestion->text == NULL || (id != NULL && suggestion->id == NULL))
		return no_memory(err);
	return TC_OK;
}

/*
 * What was typed
 */

static void
take_word(struct tc_asking *asking, const struct tc_token *token)
{
	struct tc_phrase *typed = &asking->begin.typed;
	struct tc_phrase_word *word = &typed->word[typed->n];
	struct tc_buf marks = TC_BUF_INIT(TC_PHRASE_WORD);

	if (token->kind == TC_TOKEN_WORD)
		tc_text_marks(token->term, token->term_len, &marks);
	snprintf(word->folded, sizeof(word->folded), "%.*s",
	    (int)token->folded_len, token->folded);
	snprintf(word->marks, sizeof(word->marks), "%s", tc_buf_str(&marks));
	word->joined = token->joined && typed->n > 0;
	asking->from[typed->n] = token->from;
	asking->to[typed->n++] = token->to;
	tc_buf_free(&marks);
}

/* The words; none when there are too many of them. */
static enum tc_status
read_words(struct tc_asking *asking, struct tc_error *err)
{
	struct tc_phrase *typed = &asking->begin.typed;
	const struct tc_buf *clean = &asking->clean;
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_start(
	    asking->analyser, tc_buf_str(clean), clean->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next_word(asking->analyser, &token, err)) ==
		TC_OK) {
		/* The parts of a word say no more than it does. */
		if (!tc_token_is_word(token.kind) || token.spans ||
		    (typed->n > 0 && token.from < asking->to[typed->n - 1]))
			continue;
		if (typed->n == TC_PHRASE_WORDS - 1 ||
		    token.folded_len > TC_PHRASE_WORD) {
			typed->n = 0;
			return TC_OK;
		}
		take_word(asking, &token);
	}
	if (typed->n > 0)
		asking->begin.open = asking->to[typed->n - 1] == clean->len;
	return status == TC_DONE ? TC_OK : status;
}

/*
 * Where phrases are
 */

void
tc_suggest_open(struct tc_postings *postings, const struct tc_asking *asking,
    const struct tc_phrase *phrase, size_t from)
{
	size_t i;

	for (i = from; i < phrase->n; i++) {
		/* What has a pair has its first word. */
		if (i + 1 == phrase->n || !phrase->word[i + 1].joined ||
		    (phrase->word[i].joined && i > from))
			tc_phrase_open(postings, phrase, i,
			    asking->begin.prefix, asking->index);
	}
	tc_postings_open_shown(postings, asking->index);
}

/*
 * How many documents that are shown have all that is new of a phrase, with the
 * word before it where it is its neighbour? When everything is shown one is
 * enough to know.
 */
static enum tc_status
count_shown(uint64_t *n, const struct tc_asking *asking,
    const struct tc_phrase *phrase, struct tc_error *err)
{
	size_t whole = asking->begin.typed.n - (asking->begin.open ? 1 : 0);
	uint64_t max = tc_index_hidden(asking->index) > 0 ? SHOWN_MAX : 1;
	struct tc_postings postings = {.n = 0};

	tc_suggest_open(&postings, asking, phrase,
	    whole - (phrase->word[whole].joined ? 1 : 0));
	*n = tc_postings_count(&postings, max);
	return tc_postings_close(&postings, err);
}

/*
 * Spellings of the words before
 */

/* The most frequent spelling before a word whose marks are known. */
struct spelling {
	const char *typed, *after;
	char marks[TC_PHRASE_WORD + 1];
	uint32_t freq;
};

/* A tc_rest_fn. */
static bool
take_spelling(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct spelling *best = arg;
	size_t own = len;

	if (best->after != NULL) {
		const char *space = memchr(marks, TC_PAIR_SEPARATOR, len);

		own = space != NULL ? (size_t)(space - marks) : 0;
		if (space == NULL
			? best->after[0] != '\0'
			: strncmp(space + 1, best->after, len - own - 1) != 0 ||
			    best->after[len - own - 1] != '\0')
			return true;
	}
	if (freq > best->freq && own <= TC_PHRASE_WORD &&
	    tc_text_marks_include(
		marks, own, best->typed, strlen(best->typed))) {
		memcpy(best->marks, marks, own);
		best->marks[own] = '\0';
		best->freq = freq;
	}
	return true;
}

/*
 * From right to left: the spelling of each typed word before one whose spelling
 * is known. Where two were never neighbours in a title, they stand apart.
 */
static void
spell_words(const struct tc_asking *asking, struct tc_phrase *phrase,
    struct tc_lookup *lookup)
{
	const struct tc_phrase *typed = &asking->begin.typed;
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	size_t i = typed->n - (asking->begin.open ? 1 : 0);

	for (i = i > 0 ? i - 1 : 0; i > 0; i--) {
		struct tc_phrase_word *word = &phrase->word[i - 1];
		struct spelling best = {.typed = typed->word[i - 1].marks};

		tc_buf_clear(&folded);
		tc_buf_printf(
		    &folded, "%s%s", asking->begin.prefix, word->folded);
		if (word[1].joined) {
			best.after = word[1].marks;
			tc_buf_printf(
			    &folded, "%c%s", TC_PAIR_SEPARATOR, word[1].folded);
			tc_lookup_spellings(
			    lookup, tc_buf_str(&folded), take_spelling, &best);
		}
		if (best.freq == 0) {
			word[1].joined = false;
			best.after = NULL;
			tc_buf_clear(&folded);
			tc_buf_printf(&folded, "%s%s", asking->begin.prefix,
			    word->folded);
			tc_lookup_spellings(
			    lookup, tc_buf_str(&folded), take_spelling, &best);
		}
		if (best.freq > 0)
			memcpy(word->marks, best.marks, sizeof(word->marks));
		if (best.freq < phrase->freq)
			phrase->freq = best.freq;
	}
	tc_buf_free(&folded);
}

/*
 * Showing phrases
 */

/* As it was typed, with the marks of the phrase, and what follows. */
static void
put_phrase(const struct tc_asking *asking, const struct tc_phrase *phrase,
    struct tc_buf *out)
{
	const struct tc_phrase *typed = &asking->begin.typed;
	const char *text = tc_buf_str(&asking->clean);
	size_t whole = typed->n - (asking->begin.open ? 1 : 0), i, at = 0;

	for (i = 0; i < phrase->n; i++) {
		const struct tc_phrase_word *word = &phrase->word[i];
		bool same = i < typed->n &&
		    strcmp(word->folded, typed->word[i].folded) == 0;

		if (i < typed->n)
			tc_buf_put(out, text + at, asking->from[i] - at);
		else if (out->len > 0 && out->s[out->len - 1] != ' ')
			tc_buf_putc(out, ' ');
		if ((i >= whole && !same) ||
		    !tc_text_put_marks(text + asking->from[i],
			asking->to[i] - asking->from[i], word->marks,
			strlen(word->marks), out)) {
			if (same)
				tc_buf_put(out, text + asking->from[i],
				    asking->to[i] - asking->from[i]);
			else
				tc_word_show(word->folded, word->marks, out);
		}
		if (i < typed->n)
			at = asking->to[i];
	}
}

/* The words before take the spelling that they have beside the last one. */
static enum tc_status
spell_phrases(struct tc_asking *asking, struct tc_error *err)
{
	struct tc_lookup lookup = {
	    .index = asking->index, .term = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < asking->phrases->n && !lookup.failed; i++)
		spell_words(asking, &asking->phrases->at[i], &lookup);
	if (lookup.failed)
		status = tc_index_fail(err, &lookup.why, "suggest");
	tc_buf_free(&lookup.term);
	return status;
}

static enum tc_status
add_phrases(struct tc_asking *asking, size_t max, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	uint64_t shown;
	size_t i;

	for (i = 0;
	     i < asking->phrases->n && status == TC_OK && asking->out->n < max;
	     i++) {
		const struct tc_phrase *phrase = &asking->phrases->at[i];

		status = count_shown(&shown, asking, phrase, err);
		if (status != TC_OK || shown == 0)
			continue;
		if (tc_index_hidden(asking->index) == 0)
			shown = phrase->freq;
		tc_buf_clear(&text);
		put_phrase(asking, phrase, &text);
		status = tc_buf_check(&text, err);
		/* What was typed is no suggestion. */
		if (status == TC_OK &&
		    strcmp(text.s, tc_buf_str(&asking->clean)) != 0)
			status = tc_suggest_add(asking, TC_SUGGEST_PHRASE,
			    text.s, NULL, shown, err);
	}
	tc_buf_free(&text);
	return status;
}

/*
 * All together
 */

/* Is there enough of a word to name titles by? */
static bool
says_enough(const struct tc_beginning *begin)
{
	return begin->typed.n > 1 || strlen(begin->typed.word[0].folded) > 2;
}

/* Phrases of the words of titles; of those of texts where titles have none. */
static enum tc_status
add_by_words(struct tc_asking *asking, struct tc_error *err)
{
	struct tc_phrase words[TC_SUGGEST_TITLES_OF];
	struct tc_phrases *phrases = asking->phrases;
	enum tc_status status;
	size_t n, max = asking->max;

	tc_complete_word(phrases, &asking->begin, asking->index);
	if (phrases->failed)
		return tc_index_fail(err, &phrases->why, "suggest");
	if ((status = spell_phrases(asking, err)) != TC_OK)
		return status;
	tc_judge_phrases(phrases, &asking->begin, asking->index);
	n = phrases->n < TC_SUGGEST_TITLES_OF ? phrases->n
					      : TC_SUGGEST_TITLES_OF;
	memcpy(words, phrases->at, n * sizeof(words[0]));
	if (asking->begin.prefix[0] == '\0' || !says_enough(&asking->begin))
		n = 0;
	tc_complete_phrases(phrases, &asking->begin, asking->index);
	if (phrases->failed)
		return tc_index_fail(err, &phrases->why, "suggest");
	status = add_phrases(asking,
	    n > 0 && max > TC_SUGGEST_TITLES_MAX ? max - TC_SUGGEST_TITLES_MAX
						 : max,
	    err);
	if (status == TC_OK)
		status = tc_suggest_titles(asking, words, n, err);
	return status;
}

static enum tc_status
suggest(struct tc_asking *asking, struct tc_error *err)
{
	enum tc_status status;

	status = read_words(asking, err);
	if (status == TC_OK)
		status = tc_suggest_numbers(asking, err);
	if (status != TC_OK || asking->out->n > 0 || asking->begin.typed.n == 0)
		return status;
	status = tc_suggest_past(asking, err);
	return status == TC_OK ? add_by_words(asking, err) : status;
}

void
tc_suggest_state(struct tc_search *search, struct tc_buf *out)
{
	struct tc_past *past = tc_search_past(search);

	tc_past_refresh(past, tc_index_path(tc_search_index(search)));
	tc_past_state(past, out);
}

enum tc_status
tc_suggest(struct tc_search *search, const char *text, size_t len, size_t max,
    struct tc_suggestions *out, struct tc_error *err)
{
	struct tc_asking asking = {.search = search,
	    .index = tc_search_index(search),
	    .analyser = tc_search_analyser(search),
	    .out = out,
	    .max = max < TC_SUGGESTIONS_MAX ? max : TC_SUGGESTIONS_MAX,
	    .clean = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;

	*out = (struct tc_suggestions){NULL, 0};
	if (len > TC_SUGGEST_MAX)
		return TC_OK;
	status = tc_text_clean(text, len, &asking.clean, err);
	out->at = calloc(TC_SUGGESTIONS_MAX, sizeof(*out->at));
	asking.phrases = calloc(1, sizeof(*asking.phrases));
	if (status == TC_OK && (out->at == NULL || asking.phrases == NULL))
		status = no_memory(err);
	if (status == TC_OK) {
		asking.phrases->rows = ROWS_MAX;
		tc_past_refresh(
		    tc_search_past(search), tc_index_path(asking.index));
		status = suggest(&asking, err);
	}
	tc_buf_free(&asking.clean);
	free(asking.phrases);
	if (status != TC_OK)
		tc_suggestions_free(out);
	return status;
}
