/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Near duplicates: the same news on two pages, a resolution as PDF and as page.
 * Sketches say which hits to compare (tracuu/sketch.h), their texts decide.
 */
#include "duplicates.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/hash.h>
#include <tracuu/sketch.h>

/* Hits before one that it is compared with, the nearest: copies score alike. */
#define COMPARED_MAX 128

/* Texts that agree in fewer values of their sketches are not read: of those
 * with four of five pairs in common one in a hundred is missed. */
#define ALIKE_MIN 9

/* Texts that are read for an answer; what is beyond is taken for different. */
#define TEXTS_MAX 64

/* Shares of what either text has that both must have. */
#define PAIRS_SHARED 0.8
#define PAIRS_SHARED_RETITLED 0.85
#define NUMBERS_SHARED 0.8

#define BIT(field) (1u << (field))

/* Hashes of terms, sorted, each once. */
struct set {
	uint32_t *at;
	size_t n, cap;
};

/* What is compared of a text. */
struct text {
	bool named;		     /* title and number were read */
	bool read;		     /* and the words */
	struct tc_buf title, number; /* their words, folded */
	struct set pairs, numbers;
};

/* A hit that stays. */
struct leader {
	size_t hit;
	struct text text;
};

struct kept_sketch {
	char bytes[TC_SKETCH_BYTES];
	size_t len;
};

struct joining {
	struct tc_results *results;
	const struct tc_index *index;
	struct tc_analyser *analyser;
	struct tc_document record;
	struct tc_word_terms terms;
	struct kept_sketch *sketches; /* of hits */
	struct leader *leaders;
	size_t leaders_n;
	size_t page;  /* so many leaders are shown, or before what is */
	size_t texts; /* that were read */
};

static enum tc_status
add(struct set *set, const struct tc_buf *term, struct tc_error *err)
{
	size_t cap;
	uint32_t *at;

	if (set->n == set->cap) {
		cap = set->cap > 0 ? 2 * set->cap : 256;
		at = realloc(set->at, cap * sizeof(*at));
		if (at == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		set->at = at;
		set->cap = cap;
	}
	set->at[set->n++] = tc_hash(term->s, term->len);
	return TC_OK;
}

static int
by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void
sort_unique(struct set *set)
{
	size_t i, n = 0;

	if (set->n > 1)
		qsort(set->at, set->n, sizeof(*set->at), by_value);
	for (i = 0; i < set->n; i++) {
		if (n == 0 || set->at[n - 1] != set->at[i])
			set->at[n++] = set->at[i];
	}
	set->n = n;
}

/* The share of what either has that both have; 1 where neither has any. */
static double
shared(const struct set *a, const struct set *b)
{
	size_t i = 0, k = 0, both = 0, either;

	while (i < a->n && k < b->n) {
		if (a->at[i] == b->at[k]) {
			both++;
			i++;
			k++;
		} else if (a->at[i] < b->at[k]) {
			i++;
		} else {
			k++;
		}
	}
	either = a->n + b->n - both;
	return either > 0 ? (double)both / (double)either : 1;
}

static enum tc_status
take_token(struct joining *joining, const struct tc_token *token,
    struct text *text, struct tc_error *err)
{
	struct tc_word_terms *terms = &joining->terms;
	enum tc_status status;

	if (!tc_token_is_word(token->kind) || token->spans)
		return TC_OK;
	tc_word_terms_next(terms, token);
	status = tc_word_terms_check(terms, err);
	if (status == TC_OK && terms->pair.len > 0)
		status = add(&text->pairs, &terms->pair, err);
	if (status == TC_OK && terms->word.len > 0 &&
	    tc_ascii_is_digit(terms->word.s[0]))
		status = add(&text->numbers, &terms->word, err);
	return status;
}

static enum tc_status
take_words(struct joining *joining, struct text *text, struct tc_error *err)
{
	const struct tc_buf *body = &joining->record.field[TC_FIELD_TEXT];
	struct tc_token token;
	enum tc_status status;

	tc_word_terms_clear(&joining->terms);
	status = tc_analyser_start(
	    joining->analyser, tc_buf_str(body), body->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(joining->analyser, &token, err)) ==
		TC_OK)
		status = take_token(joining, &token, text, err);
	sort_unique(&text->pairs);
	sort_unique(&text->numbers);
	return status == TC_DONE ? TC_OK : status;
}

/* The words of a field without what may differ in how it is written. */
static enum tc_status
take_field(struct joining *joining, enum tc_field field, struct tc_buf *out,
    struct tc_error *err)
{
	const struct tc_buf *from = &joining->record.field[field];
	struct tc_token token;
	enum tc_status status;

	out->max = TC_BUF_LINE;
	tc_buf_clear(out);
	status = tc_analyser_start(
	    joining->analyser, tc_buf_str(from), from->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(joining->analyser, &token, err)) ==
		TC_OK) {
		if (!tc_token_is_word(token.kind) || token.spans)
			continue;
		tc_buf_put(out, token.folded, token.folded_len);
		tc_buf_putc(out, ' ');
	}
	return status == TC_DONE ? tc_buf_check(out, err) : status;
}

static void
free_text(struct text *text)
{
	free(text->pairs.at);
	free(text->numbers.at);
	tc_buf_free(&text->title);
	tc_buf_free(&text->number);
	memset(text, 0, sizeof(*text));
}

/* Read what a hit is called, and with words all that is compared of it. The
 * caller frees text in any case. */
static enum tc_status
read_text(struct joining *joining, size_t hit, bool words, struct text *text,
    struct tc_error *err)
{
	unsigned fields = BIT(TC_FIELD_TITLE) | BIT(TC_FIELD_NUMBER);
	enum tc_status status;

	if (text->read || (text->named && !words))
		return TC_OK;
	if (words)
		fields |= BIT(TC_FIELD_ASIDE) | BIT(TC_FIELD_TEXT);
	joining->texts += words;
	status = tc_index_fields(joining->index,
	    joining->results->hits[hit].docid, fields, &joining->record, err);
	if (status == TC_OK)
		status = take_field(joining, TC_FIELD_TITLE, &text->title, err);
	if (status == TC_OK)
		status =
		    take_field(joining, TC_FIELD_NUMBER, &text->number, err);
	text->named = status == TC_OK;
	if (status == TC_OK && words) {
		tc_aside_drop(&joining->record);
		status = take_words(joining, text, err);
		text->read = status == TC_OK;
	}
	return status;
}

static bool
is_numbered_alike(const struct text *a, const struct text *b)
{
	return a->number.len == 0 || b->number.len == 0 ||
	    strcmp(a->number.s, b->number.s) == 0;
}

static bool
is_worded_alike(const struct text *a, const struct text *b)
{
	bool retitled =
	    strcmp(tc_buf_str(&a->title), tc_buf_str(&b->title)) != 0;
	double least = retitled ? PAIRS_SHARED_RETITLED : PAIRS_SHARED;

	return shared(&a->pairs, &b->pairs) >= least &&
	    shared(&a->numbers, &b->numbers) >= NUMBERS_SHARED;
}

static struct tc_span
sketch_of(const struct joining *joining, size_t hit)
{
	const struct kept_sketch *sketch = &joining->sketches[hit];

	return (struct tc_span){sketch->bytes, sketch->len};
}

static enum tc_status
read_both(struct joining *joining, struct leader *leader, size_t hit,
    bool words, struct text *text, struct tc_error *err)
{
	enum tc_status status =
	    read_text(joining, leader->hit, words, &leader->text, err);

	return status == TC_OK ? read_text(joining, hit, words, text, err)
			       : status;
}

/* Is a hit a copy of this leader? text is what was read of it so far. */
static enum tc_status
compare(bool *copy, struct joining *joining, struct leader *leader, size_t hit,
    struct text *text, struct tc_error *err)
{
	struct tc_span a = sketch_of(joining, leader->hit);
	struct tc_span b = sketch_of(joining, hit);
	bool same = tc_sketch_same(a, b);
	enum tc_status status;

	*copy = false;
	if (!same &&
	    (tc_sketch_alike(a, b) < ALIKE_MIN || joining->texts >= TEXTS_MAX))
		return TC_OK;
	/* Articles of laws are alike by the dozen, but of other numbers. */
	status = read_both(joining, leader, hit, false, text, err);
	if (status != TC_OK || !is_numbered_alike(&leader->text, text))
		return status;
	if (!same)
		status = read_both(joining, leader, hit, true, text, err);
	*copy =
	    status == TC_OK && (same || is_worded_alike(&leader->text, text));
	return status;
}

/* Hand the id of a hit over to the copies of another, behind its own. */
static enum tc_status
give_copy(struct tc_hit *to, struct tc_hit *from, struct tc_error *err)
{
	char **copies =
	    realloc(to->copies, (to->copies_n + 1) * sizeof(*copies));

	if (copies == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->copies = copies;
	copies[to->copies_n++] = from->id;
	from->id = NULL;
	return TC_OK;
}

/* Find whose copy a hit is, or let it lead. */
static enum tc_status
place(struct joining *joining, size_t hit, struct tc_error *err)
{
	struct tc_hit *hits = joining->results->hits;
	struct text text = {.read = false};
	enum tc_status status = TC_OK;
	size_t last = joining->leaders_n;
	size_t end = last > COMPARED_MAX ? last - COMPARED_MAX : 0;
	size_t k = last < joining->page ? last : joining->page;
	bool copy = false;

	while (k > end && !copy && status == TC_OK)
		status = compare(
		    &copy, joining, &joining->leaders[--k], hit, &text, err);
	if (status == TC_OK && copy) {
		status =
		    give_copy(&hits[joining->leaders[k].hit], &hits[hit], err);
	} else if (status == TC_OK) {
		joining->leaders[joining->leaders_n++] =
		    (struct leader){hit, text};
		return TC_OK;
	}
	free_text(&text);
	return status;
}

/* A tc_value_fn. */
static enum tc_status
take_sketch(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	struct kept_sketch *sketch = &((struct joining *)arg)->sketches[i];

	(void)err;
	if (value.len <= sizeof(sketch->bytes)) {
		memcpy(sketch->bytes, value.s, value.len);
		sketch->len = value.len;
	}
	return TC_OK;
}

static enum tc_status
read_sketches(struct joining *joining, struct tc_error *err)
{
	size_t i, n = joining->results->n;
	uint32_t *docids = calloc(n, sizeof(*docids));
	enum tc_status status;

	if (docids == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < n; i++)
		docids[i] = joining->results->hits[i].docid;
	status = tc_index_values(joining->index, TC_SLOT_SKETCH, docids, n,
	    take_sketch, joining, err);
	free(docids);
	return status;
}

/* Only leaders stay. */
static void
close_ranks(struct tc_results *results)
{
	size_t i, n = 0;

	for (i = 0; i < results->n; i++) {
		if (results->hits[i].id != NULL)
			results->hits[n++] = results->hits[i];
	}
	results->n = n;
}

enum tc_status
tc_duplicates_join(struct tc_results *results, size_t page,
    const struct tc_index *index, struct tc_analyser *analyser,
    struct tc_error *err)
{
	struct joining joining = {.results = results,
	    .index = index,
	    .analyser = analyser,
	    .page = page,
	    .terms = TC_WORD_TERMS_INIT(TC_FAMILY_ALL)};
	enum tc_status status = TC_OK;
	size_t i, n = results->n;

	if (n < 2)
		return TC_OK;
	tc_document_init(&joining.record);
	joining.sketches = calloc(n, sizeof(*joining.sketches));
	joining.leaders = calloc(n, sizeof(*joining.leaders));
	if (joining.sketches == NULL || joining.leaders == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	if (status == TC_OK)
		status = read_sketches(&joining, err);
	for (i = 0; i < n && status == TC_OK; i++)
		status = place(&joining, i, err);
	if (status == TC_OK)
		close_ranks(results);
	for (i = 0; joining.leaders != NULL && i < joining.leaders_n; i++)
		free_text(&joining.leaders[i].text);
	free(joining.sketches);
	free(joining.leaders);
	tc_word_terms_free(&joining.terms);
	tc_document_free(&joining.record);
	return status;
}
