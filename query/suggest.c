/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a query that is being typed may become: numbers, phrases, titles. */
#include <tracuu/suggest.h>

#include <stdlib.h>
#include <string.h>

#include "completion.h"
#include "lookup.h"

/* Rows of the index that are read for one suggestion: some milliseconds. */
#define ROWS_MAX 8000

/* Documents that are counted, where some are hidden. */
#define SHOWN_MAX 200

/* Titles at most, out of so many documents for each of so many phrases. */
#define TITLES_MAX 3
#define TITLES_READ 6
#define TITLES_OF 2

/* More titles than this have the words: it is too early to name one. */
#define TITLES_AMONG 300

/* Numbers that are compared, and rows read for them. */
#define NUMBERS_MAX 64
#define NUMBERS_ROWS 2000

/* One request. */
struct asking {
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

const char *
tc_suggestion_kind_name(enum tc_suggestion_kind kind)
{
	static const char *const names[] = {[TC_SUGGEST_NUMBER] = "number",
	    [TC_SUGGEST_PHRASE] = "phrase",
	    [TC_SUGGEST_TITLE] = "title"};

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
static bool
is_there(const struct tc_suggestions *out, const char *text)
{
	struct tc_buf a = TC_BUF_INIT(TC_BUF_LINE),
		      b = TC_BUF_INIT(TC_BUF_LINE);
	bool same = false;
	size_t i;

	tc_text_canonical(text, strlen(text), &a);
	for (i = 0; i < out->n && !same; i++) {
		tc_buf_clear(&b);
		tc_text_canonical(out->at[i].text, strlen(out->at[i].text), &b);
		same = a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
	}
	tc_buf_free(&a);
	tc_buf_free(&b);
	return same;
}

static enum tc_status
add(struct asking *asking, enum tc_suggestion_kind kind, const char *text,
    const char *id, uint64_t n, struct tc_error *err)
{
	struct tc_suggestions *out = asking->out;
	struct tc_suggestion *suggestion = &out->at[out->n];

	if (out->n == asking->max || is_there(out, text))
		return TC_OK;
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
take_word(struct asking *asking, const struct tc_token *token)
{
	struct tc_phrase *typed = &asking->begin.typed;
	struct tc_phrase_word *word = &typed->word[typed->n];
	struct tc_buf marks = TC_BUF_INIT(TC_PHRASE_WORD);

	if (token->kind == TC_TOKEN_WORD)
		tc_text_marks(token->term, token->term_len, &marks);
	memcpy(word->folded, token->folded, token->folded_len);
	word->folded[token->folded_len] = '\0';
	memcpy(word->marks, tc_buf_str(&marks), marks.len);
	word->marks[marks.len] = '\0';
	word->joined = token->joined && typed->n > 0;
	asking->from[typed->n] = token->from;
	asking->to[typed->n++] = token->to;
	tc_buf_free(&marks);
}

/* The words; none when there are too many of them. */
static enum tc_status
read_words(struct asking *asking, struct tc_error *err)
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

/* Lists of the words and pairs of a phrase from a word on, and of what is
 * shown. */
static void
open_phrase(struct tc_postings *postings, const struct asking *asking,
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
count_shown(uint64_t *n, const struct asking *asking,
    const struct tc_phrase *phrase, struct tc_error *err)
{
	size_t whole = asking->begin.typed.n - (asking->begin.open ? 1 : 0);
	size_t max = tc_index_hidden(asking->index) > 0 ? SHOWN_MAX : 1;
	struct tc_postings postings = {.n = 0};
	uint32_t docid = 0;

	open_phrase(&postings, asking, phrase,
	    whole - (phrase->word[whole].joined ? 1 : 0));
	for (*n = 0;
	     *n < max && (docid = tc_postings_meet(&postings, docid + 1)) > 0;)
		++*n;
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
spell_words(const struct asking *asking, struct tc_phrase *phrase,
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
put_phrase(const struct asking *asking, const struct tc_phrase *phrase,
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
spell_phrases(struct asking *asking, struct tc_error *err)
{
	struct tc_lookup lookup = {.index = asking->index,
	    .db = tc_index_database(asking->index),
	    .term = TC_BUF_INIT(TC_BUF_LINE)};
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
add_phrases(struct asking *asking, size_t max, struct tc_error *err)
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
			status = add(asking, TC_SUGGEST_PHRASE, text.s, NULL,
			    shown, err);
	}
	tc_buf_free(&text);
	return status;
}

/*
 * Titles
 */

/* Documents with a phrase in their titles, and how new each is. */
struct dated {
	uint32_t docid;
	char *order; /* its value: newer is smaller, then ids */
	size_t len;
};

struct newest {
	uint32_t docids[TITLES_AMONG];
	size_t n;
	struct dated at[TITLES_READ];
	size_t read;
};

static int
compare_orders(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t len = a_len < b_len ? a_len : b_len;
	int order = memcmp(a, b, len);

	return order != 0 ? order : a_len < b_len ? -1 : a_len > b_len;
}

/* A tc_value_fn: keep the newest few, in their order. */
static enum tc_status
keep_newest(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	struct newest *newest = arg;
	size_t k = newest->read;
	char *order;

	while (k > 0 &&
	    compare_orders(value.s, value.len, newest->at[k - 1].order,
		newest->at[k - 1].len) < 0)
		k--;
	if (k == TITLES_READ)
		return TC_OK;
	if ((order = malloc(value.len + 1)) == NULL)
		return no_memory(err);
	memcpy(order, value.s, value.len);
	if (newest->read == TITLES_READ)
		free(newest->at[--newest->read].order);
	memmove(&newest->at[k + 1], &newest->at[k],
	    (newest->read - k) * sizeof(newest->at[0]));
	newest->at[k] = (struct dated){newest->docids[i], order, value.len};
	newest->read++;
	return TC_OK;
}

static enum tc_status
add_title(struct asking *asking, uint32_t docid, struct tc_error *err)
{
	struct tc_document document;
	enum tc_status status;
	const char *title;

	tc_document_init(&document);
	status = tc_index_fields(asking->index, docid,
	    1u << TC_FIELD_TITLE | 1u << TC_FIELD_ID, &document, err);
	title = tc_document_str(&document, TC_FIELD_TITLE);
	if (status == TC_OK && title[0] != '\0')
		status = add(asking, TC_SUGGEST_TITLE, title,
		    tc_document_str(&document, TC_FIELD_ID), 1, err);
	tc_document_free(&document);
	return status;
}

/* The newest titles with a phrase, unless there are too many of them. */
static enum tc_status
add_titles_of(struct asking *asking, const struct tc_phrase *phrase,
    struct newest *newest, struct tc_error *err)
{
	struct tc_postings postings = {.n = 0};
	uint32_t docid = 0;
	enum tc_status status;
	size_t i;

	open_phrase(&postings, asking, phrase, 0);
	newest->n = newest->read = 0;
	while (newest->n < TITLES_AMONG &&
	    (docid = tc_postings_meet(&postings, docid + 1)) > 0)
		newest->docids[newest->n++] = docid;
	status = tc_postings_close(&postings, err);
	if (status != TC_OK || newest->n == TITLES_AMONG)
		return status;
	status = tc_index_values(asking->index, TC_SLOT_ORDER, newest->docids,
	    newest->n, keep_newest, newest, err);
	for (i = 0; i < newest->read; i++) {
		if (status == TC_OK)
			status = add_title(asking, newest->at[i].docid, err);
		free(newest->at[i].order);
	}
	return status;
}

/* Of the likeliest words that the last one may become. */
static enum tc_status
add_titles(struct asking *asking, const struct tc_phrase *words, size_t n,
    struct tc_error *err)
{
	struct newest *newest = malloc(sizeof(*newest));
	size_t max = asking->max, i;
	enum tc_status status = TC_OK;

	if (newest == NULL)
		return no_memory(err);
	if (asking->out->n + TITLES_MAX < max)
		asking->max = asking->out->n + TITLES_MAX;
	for (i = 0; i < n && status == TC_OK; i++)
		status = add_titles_of(asking, &words[i], newest, err);
	asking->max = max;
	free(newest);
	return status;
}

/*
 * Numbers
 */

struct number {
	char term[XAPIAN_TERM_MAX + 1];
	uint32_t freq;
	unsigned year; /* 0: none is in it */
	bool whole;    /* the digits that were typed are all of the first */
};

struct numbers {
	struct number at[NUMBERS_MAX];
	size_t n;
	const struct tc_buf *typed; /* of the term */
	size_t rows;		    /* that may still be read */
};

static int
by_newness(const void *a, const void *b)
{
	const struct number *x = a, *y = b;

	if (x->whole != y->whole)
		return x->whole ? -1 : 1;
	if (x->year != y->year)
		return x->year < y->year ? 1 : -1;
	return strcmp(x->term, y->term);
}

/* 2020 in "N12/2020/nq-hdnd" */
static unsigned
year_of(const char *term)
{
	const char *at = strchr(term, '/');

	for (; at != NULL; at = strchr(at + 1, '/')) {
		size_t digits = strspn(at + 1, "0123456789");

		if (digits == 4 && (at[5] == '/' || at[5] == '\0'))
			return (unsigned)strtoul(at + 1, NULL, 10);
	}
	return 0;
}

/* A tc_rest_fn. */
static bool
take_number(void *arg, const char *rest, size_t len, uint32_t freq)
{
	struct numbers *numbers = arg;
	struct number *number;

	if (numbers->n == NUMBERS_MAX) {
		qsort(numbers->at, numbers->n, sizeof(numbers->at[0]),
		    by_newness);
		numbers->n = NUMBERS_MAX / 2;
	}
	number = &numbers->at[numbers->n];
	if (numbers->typed->len + len <= XAPIAN_TERM_MAX) {
		memcpy(number->term, numbers->typed->s, numbers->typed->len);
		memcpy(number->term + numbers->typed->len, rest, len);
		number->term[numbers->typed->len + len] = '\0';
		number->freq = freq;
		number->year = year_of(number->term);
		number->whole = len == 0 || strchr("0123456789", *rest) == NULL;
		numbers->n++;
	}
	return --numbers->rows > 0;
}

/* Append the term of the number that the text ends in the midst of. */
static void
put_number(const struct tc_buf *clean, struct tc_buf *out)
{
	const char *text = tc_buf_str(clean), *at = strrchr(text, ' ');
	struct tc_buf canonical = TC_BUF_INIT(TC_BUF_LINE);

	at = at != NULL ? at + 1 : text;
	at += strspn(at, "0");
	/* One digit begins too many of them. */
	if (*at < '1' || *at > '9' || at[1] == '\0')
		return;
	tc_buf_puts(out, TC_PREFIX_NUMBER);
	tc_text_canonical(at, strlen(at), &canonical);
	tc_text_fold(tc_buf_str(&canonical), canonical.len, out);
	tc_buf_free(&canonical);
}

/* As the first document that has it and is shown writes it. */
static enum tc_status
add_number(
    struct asking *asking, const struct number *number, struct tc_error *err)
{
	struct tc_postings postings = {.n = 0};
	struct tc_document document;
	enum tc_status status;
	uint32_t docid;

	tc_postings_open(
	    &postings, asking->index, number->term, strlen(number->term));
	tc_postings_open_shown(&postings, asking->index);
	docid = tc_postings_meet(&postings, 1);
	status = tc_postings_close(&postings, err);
	if (status != TC_OK || docid == 0)
		return status;
	tc_document_init(&document);
	status = tc_index_fields(asking->index, docid,
	    1u << TC_FIELD_NUMBER | 1u << TC_FIELD_ID, &document, err);
	if (status == TC_OK)
		status = add(asking, TC_SUGGEST_NUMBER,
		    tc_document_str(&document, TC_FIELD_NUMBER),
		    tc_document_str(&document, TC_FIELD_ID), number->freq, err);
	tc_document_free(&document);
	return status;
}

static enum tc_status
add_numbers(struct asking *asking, struct tc_error *err)
{
	struct tc_buf typed = TC_BUF_INIT(XAPIAN_TERM_MAX);
	struct numbers *numbers = calloc(1, sizeof(*numbers));
	enum tc_status status = TC_OK;
	struct xapian_error why;
	size_t i;

	if (numbers == NULL)
		return no_memory(err);
	put_number(&asking->clean, &typed);
	numbers->typed = &typed;
	numbers->rows = NUMBERS_ROWS;
	if (typed.len > 0 && !typed.failed &&
	    tc_each_term(asking->index, &typed, take_number, numbers, &why) !=
		XAPIAN_OK)
		status = tc_index_fail(err, &why, "suggest");
	if (numbers->n > 1)
		qsort(numbers->at, numbers->n, sizeof(numbers->at[0]),
		    by_newness);
	for (i = 0; i < numbers->n && status == TC_OK; i++)
		status = add_number(asking, &numbers->at[i], err);
	free(numbers);
	tc_buf_free(&typed);
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
add_by_words(struct asking *asking, struct tc_error *err)
{
	struct tc_phrase words[TITLES_OF];
	struct tc_phrases *phrases = asking->phrases;
	enum tc_status status;
	size_t n, max = asking->max;

	tc_complete_word(phrases, &asking->begin, asking->index);
	if (phrases->failed)
		return tc_index_fail(err, &phrases->why, "suggest");
	if ((status = spell_phrases(asking, err)) != TC_OK)
		return status;
	tc_judge_phrases(phrases, &asking->begin, asking->index);
	n = phrases->n < TITLES_OF ? phrases->n : TITLES_OF;
	memcpy(words, phrases->at, n * sizeof(words[0]));
	if (asking->begin.prefix[0] == '\0' || !says_enough(&asking->begin))
		n = 0;
	tc_complete_phrases(phrases, &asking->begin, asking->index);
	if (phrases->failed)
		return tc_index_fail(err, &phrases->why, "suggest");
	status = add_phrases(
	    asking, n > 0 && max > TITLES_MAX ? max - TITLES_MAX : max, err);
	if (status == TC_OK)
		status = add_titles(asking, words, n, err);
	return status;
}

static enum tc_status
suggest(struct asking *asking, struct tc_error *err)
{
	enum tc_status status;

	status = read_words(asking, err);
	if (status == TC_OK)
		status = add_numbers(asking, err);
	if (status == TC_OK && asking->out->n == 0 && asking->begin.typed.n > 0)
		status = add_by_words(asking, err);
	return status;
}

enum tc_status
tc_suggest(struct tc_search *search, const char *text, size_t len, size_t max,
    struct tc_suggestions *out, struct tc_error *err)
{
	struct asking asking = {.index = tc_search_index(search),
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
		status = suggest(&asking, err);
	}
	tc_buf_free(&asking.clean);
	free(asking.phrases);
	if (status != TC_OK)
		tc_suggestions_free(out);
	return status;
}
