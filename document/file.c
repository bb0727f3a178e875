/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the bytes of a file to a record. */
#include "extract.h"

#include <assert.h>
#include <string.h>
#include <strings.h>
#include <tracuu/legacy.h>
#include <tracuu/text.h>

static const struct {
	const char *suffix;
	enum tc_format format;
} suffixes[] = {
    {".txt", TC_FORMAT_TEXT},
    {".text", TC_FORMAT_TEXT},
    {".html", TC_FORMAT_HTML},
    {".htm", TC_FORMAT_HTML},
    {".xhtml", TC_FORMAT_HTML},
    {".jsonl", TC_FORMAT_FEED},
    {".ndjson", TC_FORMAT_FEED},
    {".jsonl.gz", TC_FORMAT_FEED_GZ},
};

enum tc_format
tc_format_of_name(const char *name)
{
	size_t i, len = strlen(name);

	for (i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		size_t suffix = strlen(suffixes[i].suffix);

		if (len > suffix &&
		    strcasecmp(name + len - suffix, suffixes[i].suffix) == 0)
			return suffixes[i].format;
	}
	return TC_FORMAT_UNKNOWN;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* Append s with its runs of spaces squeezed; three line ends become two. */
static void
put_squeezed(struct tc_buf *out, const char *s, size_t len, bool one_line)
{
	size_t start = out->len, from = 0, i = 0, lines;

	while (i < len) {
		if (!is_blank(s[i])) {
			i++;
			continue;
		}
		tc_buf_put(out, s + from, i - from);
		for (lines = 0; i < len && is_blank(s[i]); i++)
			lines += s[i] == '\n';
		from = i;
		if (out->len == start || i == len)
			continue;
		if (one_line || lines == 0)
			tc_buf_putc(out, ' ');
		else
			tc_buf_puts(out, lines == 1 ? "\n" : "\n\n");
	}
	tc_buf_put(out, s + from, len - from);
}

static enum tc_status
set_squeezed(struct tc_buf *field, const char *s, size_t len, bool one_line,
    struct tc_error *err)
{
	struct tc_buf clean = TC_BUF_INIT(4 * field->max);
	enum tc_status status;

	tc_buf_clear(field);
	status = tc_text_clean(s, len, &clean, err);
	if (status == TC_OK) {
		put_squeezed(field, tc_buf_str(&clean), clean.len, one_line);
		status = tc_buf_check(field, err);
	}
	tc_buf_free(&clean);
	return status;
}

enum tc_status
tc_set_line(
    struct tc_buf *field, const char *s, size_t len, struct tc_error *err)
{
	return set_squeezed(field, s, len, true, err);
}

enum tc_status
tc_set_text(
    struct tc_buf *field, const char *s, size_t len, struct tc_error *err)
{
	return set_squeezed(field, s, len, false, err);
}

/* Each text becomes a line, but the last stays as it is. */
static void
join_raw(const struct tc_raw *raw, size_t n, struct tc_buf *out)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		k = out->len;
		tc_buf_put(out, raw[i].s, raw[i].len);
		for (; i + 1 < n && k < out->len; k++) {
			if (out->s[k] >= '\n' && out->s[k] <= '\r')
				out->s[k] = ' ';
		}
		if (i + 1 < n)
			tc_buf_putc(out, '\n');
	}
}

/* Set the fields from the lines that join_raw() made. */
static enum tc_status
set_lines(struct tc_document *document, const struct tc_raw *raw, size_t n,
    const struct tc_buf *lines, struct tc_error *err)
{
	const char *at = tc_buf_str(lines), *end = at + lines->len, *stop;
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i + 1 < n && status == TC_OK; i++, at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		assert(stop != NULL); /* repair keeps line ends */
		status = tc_set_line(&document->field[raw[i].field], at,
		    (size_t)(stop - at), err);
	}
	if (status != TC_OK)
		return status;
	return tc_set_text(
	    &document->field[raw[i].field], at, (size_t)(end - at), err);
}

enum tc_status
tc_set_raw(struct tc_document *document, const struct tc_raw *raw, size_t n,
    struct tc_error *err)
{
	struct tc_buf found = TC_BUF_INIT(4 * TC_TEXT_MAX);
	struct tc_buf repaired = TC_BUF_INIT(4 * TC_TEXT_MAX);
	struct tc_buf *repair = &document->field[TC_FIELD_REPAIR];
	enum tc_encoding encoding = TC_ENCODING_NONE;
	enum tc_status status;

	join_raw(raw, n, &found);
	if ((status = tc_buf_check(&found, err)) == TC_OK)
		status = tc_legacy_repair(tc_buf_str(&found), found.len,
		    &repaired, &encoding, NULL, err);
	if (status == TC_OK)
		status = set_lines(document, raw, n, &repaired, err);
	if (status == TC_OK && encoding != TC_ENCODING_NONE) {
		tc_buf_clear(repair);
		tc_buf_puts(repair, tc_encoding_name(encoding));
	}
	tc_buf_free(&found);
	tc_buf_free(&repaired);
	return status;
}

/* Text holds no NUL and hardly a control character. */
static enum tc_status
check_text(const char *bytes, size_t len, struct tc_error *err)
{
	size_t i, controls = 0;

	if (len == 0)
		return tc_fail(err, TC_INVALID, "empty file");
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == 0)
			return tc_fail(err, TC_INVALID,
			    "binary data, not text (NUL at byte %zu)", i);
		controls += c < ' ' && strchr("\t\n\v\f\r\033", c) == NULL;
	}
	if (controls > 8 + len / 100)
		return tc_fail(err, TC_INVALID,
		    "binary data, not text (%zu control characters)", controls);
	return TC_OK;
}

static enum tc_status
read_html(struct tc_document *document, const char *bytes, size_t len,
    struct tc_error *err)
{
	struct tc_buf title = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);
	enum tc_status status;

	status = tc_html_extract(bytes, len, &title, &text, err);
	if (status == TC_OK) {
		const struct tc_raw raw[] = {
		    {TC_FIELD_TITLE, tc_buf_str(&title), title.len},
		    {TC_FIELD_TEXT, tc_buf_str(&text), text.len},
		};

		status = tc_set_raw(document, raw, 2, err);
	}
	tc_buf_free(&title);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
read_utf8(struct tc_document *document, enum tc_format format, const char *s,
    size_t len, struct tc_error *err)
{
	const struct tc_raw raw = {TC_FIELD_TEXT, s, len};

	if (format == TC_FORMAT_HTML)
		return read_html(document, s, len, err);
	return tc_set_raw(document, &raw, 1, err);
}

/* Old files: whatever they declare, it is the bytes that tell what they are. */
static enum tc_status
read_bytes(struct tc_document *document, enum tc_format format,
    const char *bytes, size_t len, struct tc_error *err)
{
	size_t good = tc_text_utf8_span(bytes, len);
	struct tc_buf text = TC_BUF_INIT(4 * TC_TEXT_MAX);
	enum tc_status status;

	if (good == len)
		return read_utf8(document, format, bytes, len, err);
	tc_buf_printf(&document->note,
	    "not UTF-8 (byte %zu): read as Windows-1252", good);
	status = tc_legacy_read(bytes, len, &text, err);
	if (status == TC_OK)
		status = read_utf8(
		    document, format, tc_buf_str(&text), text.len, err);
	tc_buf_free(&text);
	return status;
}

enum tc_status
tc_document_read_file(struct tc_document *document, enum tc_format format,
    const char *bytes, size_t len, struct tc_error *err)
{
	enum tc_status status;

	if ((status = check_text(bytes, len, err)) != TC_OK)
		return status;
	status = read_bytes(document, format, bytes, len, err);
	if (status != TC_OK)
		return status;
	if (document->field[TC_FIELD_TEXT].len == 0 &&
	    document->field[TC_FIELD_TITLE].len == 0)
		return tc_fail(err, TC_INVALID, "no text in it");
	if ((status = tc_describe(document, false, err)) != TC_OK)
		return status;
	return tc_document_check(document, err);
}
