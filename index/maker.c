/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a document to its entry: which terms it gets, and how often. */
#include <tracuu/index.h>

#include <stdlib.h>
#include <string.h>
#include <tracuu/sketch.h>

#include "bag.h"
#include "entry.h"
#include "shrink.h"
#include "slips.h"

/* The usual title has so many tokens; b and the rest are from bench/TERMS.md.
 */
#define TITLE_WORDS 20
#define TITLE_B 0.7
#define TITLE_WEIGHT_MAX 15

struct tc_maker {
	unsigned families;
	struct tc_analyser *analyser;
	struct tc_bag bag;
	uint8_t heading;    /* the text in hand, from 1; 0: the body */
	struct tc_buf term; /* the one that is being put together */
	struct tc_word_terms words;
	struct tc_slips slips;
	struct tc_buf data; /* the record, and as it is stored */
	struct tc_buf shrunk;
	struct tc_shrinker *shrinker;
	struct tc_buf heading_value;
	bool in_heading;	 /* words go into it */
	struct tc_sketch sketch; /* of the body */
};

/* The texts whose words make the heading, title first. */
static const enum tc_field heading[] = {
    TC_FIELD_TITLE, TC_FIELD_TYPE, TC_FIELD_NUMBER, TC_FIELD_DOCUMENT};

enum tc_status
tc_maker_new(struct tc_maker **out, unsigned families, struct tc_error *err)
{
	struct tc_maker *maker;
	enum tc_status status;

	*out = NULL;
	if ((maker = calloc(1, sizeof(*maker))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	maker->families = families;
	maker->bag = (struct tc_bag)TC_BAG_INIT;
	maker->term = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	maker->words = (struct tc_word_terms)TC_WORD_TERMS_INIT(families);
	maker->slips = (struct tc_slips)TC_SLIPS_INIT;
	maker->data = (struct tc_buf)TC_BUF_INIT(8 * TC_TEXT_MAX);
	maker->shrunk = (struct tc_buf)TC_BUF_INIT(9 * TC_TEXT_MAX);
	maker->heading_value = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	status = tc_analyser_new(&maker->analyser, err);
	if (status == TC_OK)
		status = tc_shrinker_new(&maker->shrinker, err);
	if (status != TC_OK) {
		tc_maker_free(maker);
		return status;
	}
	*out = maker;
	return TC_OK;
}

void
tc_maker_free(struct tc_maker *maker)
{
	if (maker == NULL)
		return;
	tc_analyser_free(maker->analyser);
	tc_bag_free(&maker->bag);
	tc_buf_free(&maker->term);
	tc_word_terms_free(&maker->words);
	tc_slips_free(&maker->slips);
	tc_buf_free(&maker->data);
	tc_buf_free(&maker->shrunk);
	tc_shrinker_free(maker->shrinker);
	tc_buf_free(&maker->heading_value);
	free(maker);
}

/* Count a term; wdf 0 is a term to filter by. */
static enum tc_status
add(struct tc_maker *maker, const char *s, size_t len, uint32_t wdf,
    struct tc_error *err)
{
	struct tc_bag_term *term;

	/* No word has such a term, no query asks for it. */
	if (len == 0 || len > XAPIAN_TERM_MAX || memchr(s, '\0', len) != NULL)
		return TC_OK;
	if ((term = tc_bag_find(&maker->bag, s, len)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	/* A heading that repeats a word is not more about it. */
	if (maker->heading != 0 && term->heading == maker->heading)
		return TC_OK;
	term->heading = maker->heading;
	term->wdf += wdf;
	return TC_OK;
}

static enum tc_status
add_term(struct tc_maker *maker, uint32_t wdf, struct tc_error *err)
{
	enum tc_status status = tc_buf_check(&maker->term, err);

	return status == TC_OK
	    ? add(maker, tc_buf_str(&maker->term), maker->term.len, wdf, err)
	    : status;
}

/* The title is the first text of the heading. */
static bool
in_title(const struct tc_maker *maker)
{
	return maker->heading == 1;
}

/* A term of the title, to be found by where it stands. */
static enum tc_status
add_title(
    struct tc_maker *maker, const struct tc_buf *term, struct tc_error *err)
{
	if (term->len == 0)
		return TC_OK;
	tc_buf_clear(&maker->term);
	tc_buf_puts(&maker->term, TC_PREFIX_TITLE);
	tc_buf_put(&maker->term, term->s, term->len);
	return add_term(maker, 0, err);
}

static enum tc_status
add_mention(struct tc_maker *maker, const struct tc_token *token, uint32_t wdf,
    struct tc_error *err)
{
	enum tc_status status;

	if ((maker->families & TC_FAMILY_MENTIONS) == 0)
		return TC_OK;
	tc_buf_puts(&maker->term, TC_PREFIX_MENTION);
	tc_buf_put(&maker->term, token->term, token->term_len);
	status = add_term(maker, wdf, err);
	if (status != TC_OK || !in_title(maker))
		return status;
	tc_buf_clear(&maker->term);
	tc_buf_puts(&maker->term, TC_PREFIX_TITLE TC_PREFIX_MENTION);
	tc_buf_put(&maker->term, token->term, token->term_len);
	return add_term(maker, 0, err);
}

/* A term of a word that was meant, as often as the slip. */
struct meant {
	struct tc_maker *maker;
	uint32_t wdf;
};

static enum tc_status
add_meant(void *arg, const char *s, size_t len, struct tc_error *err)
{
	const struct meant *meant = arg;

	return add(meant->maker, s, len, meant->wdf, err);
}

static void
add_to_sketch(struct tc_maker *maker)
{
	const struct tc_word_terms *words = &maker->words;

	tc_sketch_word(&maker->sketch, words->word.s, words->word.len);
	if (words->pair.len > 0)
		tc_sketch_pair(&maker->sketch, words->pair.s, words->pair.len);
}

static enum tc_status
add_word(struct tc_maker *maker, const struct tc_token *token, uint32_t wdf,
    struct tc_error *err)
{
	struct meant meant = {maker, wdf};
	enum tc_status status;

	tc_word_terms_next(&maker->words, token);
	if ((status = tc_word_terms_check(&maker->words, err)) != TC_OK)
		return status;
	if (maker->in_heading && !token->spans)
		tc_heading_put(&maker->heading_value, maker->words.word.s,
		    maker->words.word.len, token->joined);
	if (!maker->in_heading && !token->spans)
		add_to_sketch(maker);
	status = add(maker, tc_buf_str(&maker->words.word),
	    maker->words.word.len, wdf, err);
	if (status == TC_OK)
		status = add(maker, tc_buf_str(&maker->words.pair),
		    maker->words.pair.len, wdf, err);
	if (status == TC_OK && in_title(maker))
		status = add_title(maker, &maker->words.word, err);
	if (status == TC_OK && in_title(maker))
		status = add_title(maker, &maker->words.pair, err);
	if (status == TC_OK && maker->families == TC_FAMILY_ALL)
		status = tc_slips_next(&maker->slips, token, &maker->words,
		    add_meant, &meant, err);
	return status;
}

static enum tc_status
add_text(struct tc_maker *maker, const char *s, size_t len, uint32_t wdf,
    struct tc_error *err)
{
	struct meant meant = {maker, wdf};
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_start(maker->analyser, s, len, err);
	while (status == TC_OK) {
		status = tc_analyser_next(maker->analyser, &token, err);
		if (status != TC_OK)
			break;
		tc_buf_clear(&maker->term);
		status = tc_token_is_word(token.kind)
		    ? add_word(maker, &token, wdf, err)
		    : add_mention(maker, &token, wdf, err);
	}
	if (status == TC_DONE)
		status = tc_slips_end(&maker->slips, add_meant, &meant, err);
	return status;
}

static enum tc_status
add_filter(struct tc_maker *maker, const char *prefix, const char *s,
    size_t len, struct tc_error *err)
{
	tc_buf_clear(&maker->term);
	tc_buf_puts(&maker->term, prefix);
	tc_buf_put(&maker->term, s, len);
	return add_term(maker, 0, err);
}

static enum tc_status
add_plain(void *maker, const char *s, size_t len, struct tc_error *err)
{
	return add(maker, s, len, 0, err);
}

static enum tc_status
add_filters(struct tc_maker *maker, const struct tc_document *document,
    const char *source, struct tc_error *err)
{
	const struct tc_buf *field = document->field;
	const char *visibility =
	    document->visibility == TC_PUBLIC ? "public" : "internal";
	enum tc_status status;

	tc_buf_clear(&maker->term);
	tc_index_id_term(
	    field[TC_FIELD_ID].s, field[TC_FIELD_ID].len, &maker->term);
	if ((status = add_term(maker, 0, err)) != TC_OK ||
	    (status = add_filter(maker, TC_PREFIX_SOURCE, source,
		 strlen(source), err)) != TC_OK ||
	    (status = add_filter(maker, TC_PREFIX_VISIBILITY, visibility,
		 strlen(visibility), err)) != TC_OK)
		return status;
	return tc_facet_terms(document, maker->analyser, add_plain, maker, err);
}

/*
 * What a word of a title counts: the more, the shorter the title, as in BM25F
 * (Robertson, Zaragoza, Taylor 2004), where a field's length is set against the
 * usual one before fields are added up.
 */
static enum tc_status
title_weight(struct tc_maker *maker, const struct tc_buf *title,
    uint32_t *weight, struct tc_error *err)
{
	struct tc_token token;
	enum tc_status status;
	size_t n = 0;
	double w;

	status = tc_analyser_start(
	    maker->analyser, tc_buf_str(title), title->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(maker->analyser, &token, err)) == TC_OK)
		n++;
	w = TC_HEADING_WEIGHT /
	    (1 - TITLE_B + TITLE_B * (double)n / TITLE_WORDS);
	*weight = w < 1		   ? 1
	    : w > TITLE_WEIGHT_MAX ? TITLE_WEIGHT_MAX
				   : (uint32_t)(w + 0.5);
	return status == TC_DONE ? TC_OK : status;
}

static enum tc_status
add_heading(struct tc_maker *maker, const struct tc_document *document,
    struct tc_error *err)
{
	bool weighted = (maker->families & TC_FAMILY_HEADING) != 0;
	enum tc_status status = TC_OK;
	size_t i;

	maker->in_heading = true;
	for (i = 0; i < sizeof(heading) / sizeof(heading[0]); i++) {
		const struct tc_buf *text = &document->field[heading[i]];
		uint32_t weight = weighted ? TC_HEADING_WEIGHT : 1;

		if (weighted && heading[i] == TC_FIELD_TITLE)
			status = title_weight(maker, text, &weight, err);
		maker->heading = weighted ? (uint8_t)(i + 1) : 0;
		if (status == TC_OK)
			status = add_text(
			    maker, tc_buf_str(text), text->len, weight, err);
		if (status != TC_OK)
			break;
		if (heading[i] != TC_FIELD_NUMBER)
			tc_heading_end(&maker->heading_value);
	}
	maker->heading = 0;
	maker->in_heading = false;
	return status;
}

/*
 * What was read off a scan has errors: it counts as a text that is a sixth
 * longer, a word being about six bytes.
 */
static enum tc_status
add_doubt(struct tc_maker *maker, const struct tc_document *document,
    struct tc_error *err)
{
	size_t len = document->field[TC_FIELD_TEXT].len;

	if (document->field[TC_FIELD_OCR].len == 0)
		return TC_OK;
	return add(maker, TC_TERM_OCR, strlen(TC_TERM_OCR),
	    (uint32_t)(len / 36) + 1, err);
}

/* The text, but what is beside the matter. */
static enum tc_status
add_body(struct tc_maker *maker, const struct tc_document *document,
    struct tc_error *err)
{
	const char *s = tc_document_str(document, TC_FIELD_TEXT);
	enum tc_status status = TC_OK;
	size_t from, to = 0;

	while (status == TC_OK && tc_aside_next(document, &from, &to))
		status = add_text(maker, s + from, to - from, 1, err);
	return status;
}

static enum tc_status
add_document(struct tc_maker *maker, const struct tc_document *document,
    const char *source, struct tc_error *err)
{
	enum tc_status status;

	if ((status = add_heading(maker, document, err)) == TC_OK &&
	    (status = add_body(maker, document, err)) == TC_OK &&
	    (status = add_doubt(maker, document, err)) == TC_OK &&
	    (status = tc_index_definitions(document, add_plain, maker, err)) ==
		TC_OK)
		status = add_filters(maker, document, source, err);
	return status;
}

/* Sorted, because Xapian takes them fastest so. */
static void
put_terms(struct tc_maker *maker, struct tc_buf *out)
{
	const struct tc_termsort_key *keys = tc_bag_sort(&maker->bag);
	uint32_t i;

	tc_pack_number(out, maker->bag.n);
	for (i = 0; i < maker->bag.n; i++)
		tc_entry_put_term(out, keys[i].term.s, keys[i].term.len,
		    maker->bag.terms[keys[i].item].wdf);
}

static void
put_order(struct tc_maker *maker, const struct tc_document *document,
    struct tc_buf *out)
{
	tc_buf_clear(&maker->term);
	tc_index_order_value(tc_document_str(document, TC_FIELD_DATE),
	    tc_document_str(document, TC_FIELD_ID),
	    document->field[TC_FIELD_ID].len, &maker->term);
	tc_pack_span(out, maker->term.s, maker->term.len);
}

/* What is shown of each facet that is counted. */
static void
put_facets(struct tc_maker *maker, const struct tc_document *document,
    struct tc_buf *out)
{
	size_t i;

	for (i = 0; i < TC_FACETS_COUNTED; i++) {
		tc_buf_clear(&maker->term);
		tc_facet_value((enum tc_facet)i, document, &maker->term);
		tc_pack_span(out, tc_buf_str(&maker->term), maker->term.len);
	}
}

static void
put_sketch(struct tc_maker *maker, struct tc_buf *out)
{
	tc_buf_clear(&maker->term);
	tc_sketch_put(&maker->sketch, &maker->term);
	tc_pack_span(out, tc_buf_str(&maker->term), maker->term.len);
}

enum tc_status
tc_maker_entry(struct tc_maker *maker, const struct tc_document *document,
    const char *source, const char *state, size_t state_len, struct tc_buf *out,
    struct tc_error *err)
{
	enum tc_status status;

	tc_bag_clear(&maker->bag);
	tc_word_terms_clear(&maker->words);
	tc_buf_clear(&maker->data);
	tc_buf_clear(&maker->shrunk);
	tc_buf_clear(&maker->heading_value);
	tc_sketch_clear(&maker->sketch);
	if ((status = add_document(maker, document, source, err)) != TC_OK ||
	    (status = tc_buf_check(&maker->heading_value, err)) != TC_OK ||
	    (status = tc_document_to_json(document, &maker->data, err)) !=
		TC_OK ||
	    (status = tc_shrink(maker->shrinker,
		 (struct tc_span){maker->data.s, maker->data.len},
		 &maker->shrunk, err)) != TC_OK)
		return status;
	tc_pack_span(out, tc_document_str(document, TC_FIELD_ID),
	    document->field[TC_FIELD_ID].len);
	tc_pack_span(out, maker->shrunk.s, maker->shrunk.len);
	put_order(maker, document, out);
	tc_pack_span(out, maker->heading_value.s, maker->heading_value.len);
	tc_pack_span(out, state, state_len);
	put_facets(maker, document, out);
	put_sketch(maker, out);
	tc_pack_span(
	    out, tc_buf_str(&document->outline), document->outline.len);
	put_terms(maker, out);
	return tc_buf_check(out, err);
}
