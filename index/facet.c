/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What documents are filtered by and counted by. */
#include <tracuu/index.h>

#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/docno.h>

/* A value over this is no name; its beginning is shown. */
#define VALUE_MAX 200

/* How a value becomes a key. */
enum key {
	KEY_NAME,   /* folded words */
	KEY_YEAR,   /* the first four digits of a date */
	KEY_YEARS,  /* 2020-2025 */
	KEY_NUMBER, /* of a document: the only one in it */
	KEY_BASE    /* the first number in it, else its words */
};

static const struct {
	const char *name, *prefix;
	enum tc_field field;
	enum key key;
} facets[TC_FACET_COUNT] = {
    [TC_FACET_TYPE] = {"type", "T", TC_FIELD_TYPE, KEY_NAME},
    [TC_FACET_ISSUER] = {"issuer", "I", TC_FIELD_ISSUER, KEY_NAME},
    [TC_FACET_YEAR] = {"year", "Y", TC_FIELD_DATE, KEY_YEAR},
    [TC_FACET_TOPIC] = {"field", "F", TC_FIELD_TOPIC, KEY_NAME},
    [TC_FACET_TERM] = {"term", "C", TC_FIELD_TERM, KEY_YEARS},
    [TC_FACET_SIGNER] = {"signer", "K", TC_FIELD_SIGNER, KEY_NAME},
    [TC_FACET_NUMBER] = {"number", TC_PREFIX_NUMBER, TC_FIELD_NUMBER,
	KEY_NUMBER},
    [TC_FACET_PLACE] = {"place", "P", TC_FIELD_PLACE, KEY_NAME},
    [TC_FACET_ORIGIN] = {"origin", "O", TC_FIELD_ORIGIN, KEY_NAME},
    [TC_FACET_AUTHOR] = {"author", "W", TC_FIELD_AUTHOR, KEY_NAME},
    [TC_FACET_BASE] = {"base", "B", TC_FIELD_BASES, KEY_BASE},
    [TC_FACET_RECIPIENT] = {"recipient", "R", TC_FIELD_RECIPIENTS, KEY_NAME},
};

const char *
tc_facet_name(enum tc_facet facet)
{
	return facets[facet].name;
}

const char *
tc_facet_prefix(enum tc_facet facet)
{
	return facets[facet].prefix;
}

enum tc_field
tc_facet_field(enum tc_facet facet)
{
	return facets[facet].field;
}

enum tc_facet
tc_facet_of_name(const char *name)
{
	int i;

	for (i = 0; i < TC_FACET_COUNT; i++) {
		if (strcmp(facets[i].name, name) == 0)
			break;
	}
	return (enum tc_facet)i;
}

/* "nhiệm kỳ 2020 – 2025" -> "2020-2025" */
static void
put_years(const char *s, size_t len, struct tc_buf *out)
{
	size_t i, start = out->len;
	bool inside = false;

	for (i = 0; i < len; i++) {
		bool digit = tc_ascii_is_digit(s[i]);

		if (digit && !inside && out->len > start)
			tc_buf_putc(out, '-');
		if (digit)
			tc_buf_putc(out, s[i]);
		inside = digit;
	}
}

static enum tc_status
put_number(struct tc_analyser *analyser, const char *s, size_t len,
    struct tc_buf *out, struct tc_error *err)
{
	struct tc_error why;
	enum tc_status status;

	status = tc_text_docno_key(analyser, s, len, out, &why);
	if (status == TC_INVALID) {
		/* "Không số" is to be found by its words. */
		tc_docno_key_of(s, len, out);
		return TC_OK;
	}
	return status == TC_OK ? TC_OK : tc_fail(err, status, "%s", why.text);
}

/* "Luật Đầu tư số 61/2020/QH14" -> "61/2020/qh14" */
static enum tc_status
put_base(struct tc_analyser *analyser, const char *s, size_t len,
    struct tc_buf *out, struct tc_error *err)
{
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_start(analyser, s, len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (token.kind == TC_TOKEN_DOCNO) {
			tc_buf_put(out, token.term, token.term_len);
			return TC_OK;
		}
	}
	if (status == TC_DONE)
		tc_text_key(s, len, out);
	return status == TC_DONE ? TC_OK : status;
}

static enum tc_status
put_key(enum key key, struct tc_analyser *analyser, const char *s, size_t len,
    struct tc_buf *out, struct tc_error *err)
{
	switch (key) {
	case KEY_NAME:
		tc_text_key(s, len, out);
		break;
	case KEY_YEAR:
		tc_buf_put(out, s, len < 4 ? len : 4);
		break;
	case KEY_YEARS:
		put_years(s, len, out);
		break;
	case KEY_NUMBER:
		return put_number(analyser, s, len, out, err);
	case KEY_BASE:
		return put_base(analyser, s, len, out, err);
	}
	return TC_OK;
}

enum tc_status
tc_facet_term(enum tc_facet facet, struct tc_analyser *analyser, const char *s,
    size_t len, struct tc_buf *out, struct tc_error *err)
{
	size_t start = out->len, prefix = strlen(facets[facet].prefix);
	enum tc_status status;

	tc_buf_puts(out, facets[facet].prefix);
	status = put_key(facets[facet].key, analyser, s, len, out, err);
	if (status != TC_OK || out->len == start + prefix)
		tc_buf_cut(out, start);
	else
		tc_buf_cut(out, start + XAPIAN_TERM_MAX);
	return status == TC_OK ? tc_buf_check(out, err) : status;
}

/* The terms of a facet, one for each line of its field. */
static enum tc_status
facet_terms(enum tc_facet facet, const struct tc_document *document,
    struct tc_analyser *analyser, tc_term_fn add, void *arg,
    struct tc_error *err)
{
	const struct tc_buf *field = &document->field[facets[facet].field];
	const char *at = tc_buf_str(field), *end = at + field->len, *stop;
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;

	for (; at < end && status == TC_OK; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		tc_buf_clear(&term);
		status = tc_facet_term(
		    facet, analyser, at, (size_t)(stop - at), &term, err);
		if (status == TC_OK && term.len > 0)
			status = add(arg, term.s, term.len, err);
	}
	tc_buf_free(&term);
	return status;
}

enum tc_status
tc_facet_terms(const struct tc_document *document, struct tc_analyser *analyser,
    tc_term_fn add, void *arg, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	int i;

	for (i = 0; i < TC_FACET_COUNT && status == TC_OK; i++)
		status = facet_terms(
		    (enum tc_facet)i, document, analyser, add, arg, err);
	return status;
}

void
tc_facet_value(
    enum tc_facet facet, const struct tc_document *document, struct tc_buf *out)
{
	const struct tc_buf *field = &document->field[facets[facet].field];
	size_t len = field->len;

	if (facets[facet].key == KEY_YEAR && len > 4)
		len = 4;
	if (len > VALUE_MAX) {
		len = VALUE_MAX;
		while (len > 0 && ((unsigned char)field->s[len] & 0xC0) == 0x80)
			len--;
	}
	tc_buf_put(out, tc_buf_str(field), len);
}
