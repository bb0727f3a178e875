/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The document record and its JSON form. */
#include <tracuu/document.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/text.h>

#include "json.h"

#define SHORT_MAX ((size_t)64 << 10)

static const char *const names[TC_FIELD_COUNT] = {
    [TC_FIELD_ID] = "id",
    [TC_FIELD_URL] = "url",
    [TC_FIELD_TITLE] = "title",
    [TC_FIELD_TYPE] = "type",
    [TC_FIELD_NUMBER] = "number",
    [TC_FIELD_ISSUER] = "issuer",
    [TC_FIELD_SIGNER] = "signer",
    [TC_FIELD_CAPACITY] = "capacity",
    [TC_FIELD_DOCUMENT] = "document",
    [TC_FIELD_LANG] = "lang",
    [TC_FIELD_DATE] = "date",
    [TC_FIELD_PLACE] = "place",
    [TC_FIELD_TERM] = "term",
    [TC_FIELD_TOPIC] = "field",
    [TC_FIELD_ORIGIN] = "origin",
    [TC_FIELD_AUTHOR] = "author",
    [TC_FIELD_MARK] = "mark",
    [TC_FIELD_BASES] = "bases",
    [TC_FIELD_RECIPIENTS] = "recipients",
    [TC_FIELD_REPAIR] = "repair",
    [TC_FIELD_ASIDE] = "aside",
    [TC_FIELD_OCR] = "ocr",
    [TC_FIELD_PAGES] = "pages",
    [TC_FIELD_TEXT] = "text",
    [TC_FIELD_EXTRA] = "extra",
};

const char *
tc_field_name(enum tc_field field)
{
	return names[field];
}

static size_t
limit_of(enum tc_field field)
{
	if (field == TC_FIELD_ID)
		return TC_ID_MAX;
	if (field == TC_FIELD_TEXT || field == TC_FIELD_EXTRA)
		return TC_TEXT_MAX;
	if (field == TC_FIELD_PAGES)
		return TC_BUF_LINE;
	return SHORT_MAX;
}

void
tc_document_init(struct tc_document *document)
{
	int i;

	memset(document, 0, sizeof(*document));
	for (i = 0; i < TC_FIELD_COUNT; i++)
		document->field[i].max = limit_of((enum tc_field)i);
	document->note.max = SHORT_MAX;
	document->outline.max = SHORT_MAX;
}

void
tc_document_clear(struct tc_document *document)
{
	int i;

	for (i = 0; i < TC_FIELD_COUNT; i++)
		tc_buf_clear(&document->field[i]);
	tc_buf_clear(&document->note);
	tc_buf_clear(&document->outline);
	document->visibility = TC_INTERNAL_ONLY;
	document->visibility_given = false;
	document->deleted = false;
	document->page = TC_SITE_PAGE_NOT;
}

void
tc_document_free(struct tc_document *document)
{
	int i;

	for (i = 0; i < TC_FIELD_COUNT; i++)
		tc_buf_free(&document->field[i]);
	tc_buf_free(&document->note);
	tc_buf_free(&document->outline);
}

enum tc_status
tc_document_check(const struct tc_document *document, struct tc_error *err)
{
	int i;

	for (i = 0; i < TC_FIELD_COUNT; i++) {
		const struct tc_buf *field = &document->field[i];

		if (field->failed && field->full)
			return tc_fail(err, TC_TOOBIG,
			    "%s over the limit of %zu bytes", names[i],
			    field->max);
		if (field->failed)
			return tc_fail(err, TC_NOMEM, "out of memory");
	}
	return TC_OK;
}

const char *
tc_document_str(const struct tc_document *document, enum tc_field field)
{
	return tc_buf_str(&document->field[field]);
}

int
tc_json_append(const char *s, size_t len, void *out)
{
	tc_buf_put(out, s, len);
	return ((struct tc_buf *)out)->failed ? -1 : 0;
}

/* A JSON string of UTF-8: only what must be escaped is. */
static void
put_string(struct tc_buf *out, const char *s, size_t len)
{
	static const char short_names[] = "btn?fr"; /* of 8 to 13 */
	size_t i, from = 0;

	tc_buf_putc(out, '"');
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		tc_buf_put(out, s + from, i - from);
		from = i + 1;
		tc_buf_putc(out, '\\');
		if (c >= 0x20)
			tc_buf_putc(out, (char)c);
		else if (c >= '\b' && c <= '\r' && c != '\v')
			tc_buf_putc(out, short_names[c - '\b']);
		else
			tc_buf_printf(out, "u%04X", c);
	}
	tc_buf_put(out, s + from, len - from);
	tc_buf_putc(out, '"');
}

/* Written without jansson, which would copy each text three times. */
enum tc_status
tc_document_to_json(const struct tc_document *document, struct tc_buf *out,
    struct tc_error *err)
{
	char before = '{';
	int i;

	for (i = 0; i < TC_FIELD_COUNT; i++) {
		const struct tc_buf *field = &document->field[i];

		if (field->len == 0)
			continue;
		if (tc_text_utf8_span(field->s, field->len) < field->len)
			return tc_fail(err, TC_INVALID,
			    "%s of the record is no UTF-8", names[i]);
		tc_buf_putc(out, before);
		before = ',';
		put_string(out, names[i], strlen(names[i]));
		tc_buf_putc(out, ':');
		/* That is a JSON object already. */
		if (i == TC_FIELD_EXTRA)
			tc_buf_put(out, field->s, field->len);
		else
			put_string(out, field->s, field->len);
	}
	if (before == '{')
		tc_buf_putc(out, before);
	tc_buf_putc(out, '}');
	return tc_buf_check(out, err);
}

static enum tc_status
field_from_json(struct tc_document *document, enum tc_field field,
    const json_t *value, struct tc_error *err)
{
	struct tc_buf *to = &document->field[field];
	bool is_object = field == TC_FIELD_EXTRA;

	if (json_is_string(value) && !is_object) {
		tc_buf_put(
		    to, json_string_value(value), json_string_length(value));
		return TC_OK;
	}
	if (json_is_object(value) && is_object &&
	    json_dump_callback(value, tc_json_append, to, JSON_COMPACT) == 0)
		return TC_OK;
	return tc_fail(err, TC_CORRUPT, "a stored document is damaged");
}

enum tc_status
tc_document_from_json(struct tc_document *document, const char *json,
    size_t len, struct tc_error *err)
{
	json_t *object = json_loadb(json, len, 0, NULL), *value;
	enum tc_status status = TC_OK;
	int i;

	tc_document_clear(document);
	if (!json_is_object(object)) {
		json_decref(object);
		return tc_fail(err, TC_CORRUPT, "a stored document is damaged");
	}
	for (i = 0; i < TC_FIELD_COUNT && status == TC_OK; i++) {
		if ((value = json_object_get(object, names[i])) != NULL)
			status = field_from_json(
			    document, (enum tc_field)i, value, err);
	}
	json_decref(object);
	if (status == TC_OK)
		status = tc_document_check(document, err);
	return status;
}
