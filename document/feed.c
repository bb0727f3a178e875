/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The feed: one JSON object a line. */
#include "extract.h"

#include <jansson.h>
#include <string.h>

#include "json.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Fields that become the record's own, by their JSON names. */
static const enum tc_field lines[] = {
    TC_FIELD_URL, TC_FIELD_LANG, TC_FIELD_REPAIR};

/* And those that may be in an old encoding. */
static const enum tc_field words[] = {TC_FIELD_TITLE, TC_FIELD_TYPE,
    TC_FIELD_NUMBER, TC_FIELD_ISSUER, TC_FIELD_SIGNER, TC_FIELD_DOCUMENT};

/*
 * The same, when they are strings: what a feed keeps under these names may be
 * something else.
 */
static const enum tc_field more_words[] = {TC_FIELD_CAPACITY, TC_FIELD_PLACE,
    TC_FIELD_TERM, TC_FIELD_TOPIC, TC_FIELD_ORIGIN, TC_FIELD_AUTHOR,
    TC_FIELD_MARK, TC_FIELD_BASES, TC_FIELD_RECIPIENTS};

/* Fields that mean something and are read elsewhere. */
static const char *const handled[] = {
    "id", "date", "text", "html", "deleted", "visibility"};

static enum tc_status
wrong(struct tc_error *err, const char *name, const char *what)
{
	return tc_fail(err, TC_INVALID, "\"%s\" is %s", name, what);
}

static enum tc_status
read_id(struct tc_document *document, const json_t *value, struct tc_error *err)
{
	struct tc_buf *id = &document->field[TC_FIELD_ID];

	if (json_is_integer(value))
		tc_buf_printf(
		    id, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else if (json_is_string(value))
		tc_buf_put(
		    id, json_string_value(value), json_string_length(value));
	else
		return wrong(err, "id", "missing");
	if (id->failed)
		return wrong(err, "id", "too long");
	if (id->len == 0)
		return wrong(err, "id", "empty");
	return TC_OK;
}

/* The texts of a line as they stand there. */
struct raws {
	struct tc_raw at[COUNT(words) + COUNT(more_words) + 2];
	size_t n;
};

static void
add_raw(struct raws *raws, enum tc_field field, const char *s, size_t len)
{
	raws->at[raws->n++] = (struct tc_raw){field, s, len};
}

static enum tc_status
read_line(struct tc_document *document, enum tc_field field,
    const json_t *value, struct tc_error *err)
{
	if (value == NULL || json_is_null(value))
		return TC_OK;
	if (!json_is_string(value))
		return wrong(err, tc_field_name(field), "no string");
	return tc_set_line(&document->field[field], json_string_value(value),
	    json_string_length(value), err);
}

static enum tc_status
read_words(struct raws *raws, const json_t *object, struct tc_error *err)
{
	const json_t *value;
	const char *name;
	size_t i;

	for (i = 0; i < COUNT(words); i++) {
		name = tc_field_name(words[i]);
		value = json_object_get(object, name);
		if (value == NULL || json_is_null(value))
			continue;
		if (!json_is_string(value))
			return wrong(err, name, "no string");
		add_raw(raws, words[i], json_string_value(value),
		    json_string_length(value));
	}
	for (i = 0; i < COUNT(more_words); i++) {
		value = json_object_get(object, tc_field_name(more_words[i]));
		if (json_is_string(value))
			add_raw(raws, more_words[i], json_string_value(value),
			    json_string_length(value));
	}
	return TC_OK;
}

/* A document with a date that nobody can read is still a document. */
static enum tc_status
read_date(struct tc_document *document, json_t *extra, json_t *value,
    struct tc_error *err)
{
	struct tc_error why;
	enum tc_status status;

	if (value == NULL || json_is_null(value))
		return TC_OK;
	if (!json_is_string(value))
		return wrong(err, "date", "no string");
	if (json_string_length(value) == 0)
		return TC_OK;
	status = tc_date_normalise(json_string_value(value),
	    json_string_length(value), &document->field[TC_FIELD_DATE], &why);
	if (status == TC_OK)
		return TC_OK;
	if (status != TC_INVALID)
		return tc_fail(err, status, "%s", why.text);
	tc_buf_printf(&document->note, "%s: left without a date", why.text);
	if (json_object_set(extra, "date", value) != 0)
		return tc_fail(err, TC_NOMEM, "out of memory");
	return TC_OK;
}

static bool
has_title(const struct raws *raws)
{
	return raws->n > 0 && raws->at[0].field == TC_FIELD_TITLE &&
	    raws->at[0].len > 0;
}

static enum tc_status
read_html(struct tc_document *document, struct raws *raws, const json_t *value,
    struct tc_error *err)
{
	struct tc_buf title = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);
	enum tc_status status;

	status = tc_html_extract(json_string_value(value),
	    json_string_length(value), &title, &text, err);
	if (!has_title(raws))
		add_raw(raws, TC_FIELD_TITLE, tc_buf_str(&title), title.len);
	add_raw(raws, TC_FIELD_TEXT, tc_buf_str(&text), text.len);
	if (status == TC_OK)
		status = tc_set_raw(document, raws->at, raws->n, err);
	document->page = TC_SITE_PAGE;
	tc_buf_free(&title);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
read_text(
    struct tc_document *document, const json_t *object, struct tc_error *err)
{
	const json_t *text = json_object_get(object, "text");
	const json_t *html = json_object_get(object, "html");
	struct raws raws = {.n = 0};
	enum tc_status status = read_words(&raws, object, err);

	if (status != TC_OK)
		return status;
	if (json_is_string(text)) {
		add_raw(&raws, TC_FIELD_TEXT, json_string_value(text),
		    json_string_length(text));
		return tc_set_raw(document, raws.at, raws.n, err);
	}
	if (text != NULL && !json_is_null(text))
		return wrong(err, "text", "no string");
	if (json_is_string(html))
		return read_html(document, &raws, html, err);
	if (html != NULL && !json_is_null(html))
		return wrong(err, "html", "no string");
	return tc_fail(err, TC_INVALID, "neither \"text\" nor \"html\" in it");
}

static enum tc_status
read_flags(
    struct tc_document *document, const json_t *object, struct tc_error *err)
{
	const json_t *deleted = json_object_get(object, "deleted");
	const json_t *visibility = json_object_get(object, "visibility");
	const char *word = json_string_value(visibility);

	if (deleted != NULL && !json_is_boolean(deleted))
		return wrong(err, "deleted", "neither true nor false");
	document->deleted = json_is_true(deleted);
	if (visibility == NULL)
		return TC_OK;
	if (word == NULL ||
	    (strcmp(word, "public") != 0 && strcmp(word, "internal") != 0))
		return wrong(
		    err, "visibility", "neither \"public\" nor \"internal\"");
	document->visibility_given = true;
	document->visibility =
	    strcmp(word, "public") == 0 ? TC_PUBLIC : TC_INTERNAL_ONLY;
	return TC_OK;
}

static bool
is_named(const char *name, const enum tc_field *fields, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(name, tc_field_name(fields[i])) == 0)
			return true;
	}
	return false;
}

static bool
is_known(const char *name, const json_t *value)
{
	size_t i;

	if (is_named(name, lines, COUNT(lines)) ||
	    is_named(name, words, COUNT(words)) ||
	    (is_named(name, more_words, COUNT(more_words)) &&
		json_is_string(value)))
		return true;
	for (i = 0; i < COUNT(handled); i++) {
		if (strcmp(name, handled[i]) == 0)
			return true;
	}
	return false;
}

/* Unknown fields are kept and returned with the document. */
static enum tc_status
keep_extra(struct tc_document *document, json_t *object, json_t *extra,
    struct tc_error *err)
{
	struct tc_buf *out = &document->field[TC_FIELD_EXTRA];
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	{
		if (!is_known(name, value) &&
		    json_object_set(extra, name, value) != 0)
			return tc_fail(err, TC_NOMEM, "out of memory");
	}
	if (json_object_size(extra) > 0 &&
	    json_dump_callback(extra, tc_json_append, out, JSON_COMPACT) != 0)
		return tc_buf_check(out, err);
	return TC_OK;
}

static enum tc_status
read_object(struct tc_document *document, json_t *object, json_t *extra,
    struct tc_error *err)
{
	enum tc_status status;
	size_t i;

	status = read_id(document, json_object_get(object, "id"), err);
	if (status == TC_OK)
		status = read_flags(document, object, err);
	if (status != TC_OK || document->deleted)
		return status;
	for (i = 0; i < COUNT(lines); i++) {
		status = read_line(document, lines[i],
		    json_object_get(object, tc_field_name(lines[i])), err);
		if (status != TC_OK)
			return status;
	}
	if ((status = read_text(document, object, err)) != TC_OK ||
	    (status = read_date(document, extra,
		 json_object_get(object, "date"), err)) != TC_OK)
		return status;
	return keep_extra(document, object, extra, err);
}

enum tc_status
tc_document_read_feed(struct tc_document *document, const char *line,
    size_t len, struct tc_error *err)
{
	json_error_t why;
	json_t *object = json_loadb(line, len, 0, &why), *extra = NULL;
	enum tc_status status;

	if (object == NULL) {
		status = tc_fail(err, TC_INVALID, "no JSON: %s (byte %d)",
		    why.text, why.position);
		if (err != NULL)
			err->pos = (size_t)why.position;
	} else if (!json_is_object(object)) {
		status = tc_fail(err, TC_INVALID, "no JSON object");
	} else if ((extra = json_object()) == NULL) {
		status = tc_fail(err, TC_NOMEM, "out of memory");
	} else {
		status = read_object(document, object, extra, err);
	}
	json_decref(extra);
	json_decref(object);
	if (status == TC_OK && !document->deleted)
		status = tc_describe(document, true, err);
	if (status == TC_OK)
		status = tc_document_check(document, err);
	return status;
}
