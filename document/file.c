/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the bytes of a file to a record. */
#include "extract.h"

#include <assert.h>
#include <string.h>
#include <strings.h>
#include <tracuu/legacy.h>
#include <tracuu/message.h>
#include <tracuu/text.h>

#include "charset.h"
#include "pages.h"
#include "sheets.h"

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
read_plain(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	tc_buf_put(&found->text, bytes, len);
	return tc_buf_check(&found->text, err);
}

static enum tc_status
read_html(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	return tc_html_extract(bytes, len, &found->title, &found->text, err);
}

/* What is a string of characters, and must become UTF-8 first ... */
static const tc_reader_fn text_readers[TC_FORMAT_UNKNOWN] = {
    [TC_FORMAT_TEXT] = read_plain,
    [TC_FORMAT_HTML] = read_html,
};

/* ... and what says itself how its texts are written. */
static const tc_reader_fn readers[TC_FORMAT_UNKNOWN] = {
    [TC_FORMAT_ZIP] = tc_zip_extract,
    [TC_FORMAT_FLAT] = tc_flat_extract,
    [TC_FORMAT_RTF] = tc_rtf_extract,
    [TC_FORMAT_XLS] = tc_xls_extract,
    [TC_FORMAT_PPT] = tc_ppt_extract,
    [TC_FORMAT_MAIL] = tc_mail_extract,
    [TC_FORMAT_PAGES] = tc_pages_extract,
};

/* Old files: whatever they declare, it is the bytes that tell what they are. */
static enum tc_status
read_text(tc_reader_fn reader, struct tc_document *document, const char *bytes,
    size_t len, struct tc_found *found, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(4 * TC_TEXT_MAX);
	enum tc_wide wide = tc_wide_of_bytes(bytes, len);
	enum tc_status status = TC_OK;
	size_t good;

	if (wide != TC_WIDE_NOT)
		status = tc_wide_read(bytes, len, wide, &text, err);
	else if ((status = check_text(bytes, len, err)) == TC_OK &&
	    (good = tc_text_utf8_span(bytes, len)) < len &&
	    (reader != read_html || !tc_charset_read(bytes, len, &text))) {
		tc_buf_printf(&document->note,
		    tc_message("not UTF-8 (byte %zu): read as Windows-1252"),
		    good);
		status = tc_legacy_read(bytes, len, &text, err);
	}
	if (status == TC_OK)
		status = tc_buf_check(&text, err);
	if (status == TC_OK)
		status = text.len > 0 ? reader(text.s, text.len, found, err)
				      : reader(bytes, len, found, err);
	tc_buf_free(&text);
	return status;
}

enum tc_status
tc_file_find(struct tc_document *document, enum tc_format format,
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	if (len == 0)
		return tc_fail(err, TC_INVALID, "empty file");
	if (format == TC_FORMAT_HTML && tc_html_forbids(bytes, len)) {
		document->deleted = true;
		tc_buf_clear(&document->note);
		tc_buf_puts(&document->note,
		    tc_message("it asks not to be indexed (robots: noindex)"));
		return TC_OK;
	}
	if (format == TC_FORMAT_LOCKED)
		return tc_fail(
		    err, TC_INVALID, "encrypted: it wants a password");
	if (format < TC_FORMAT_UNKNOWN && text_readers[format] != NULL)
		return read_text(
		    text_readers[format], document, bytes, len, found, err);
	if (format < TC_FORMAT_UNKNOWN && readers[format] != NULL)
		return readers[format](bytes, len, found, err);
	return tc_fail(err, TC_INVALID, "damaged, or of no kind that is read");
}

/* What is told apart from the text goes out of it: pages begin earlier then. */
static enum tc_status
describe(struct tc_document *document, struct tc_error *err)
{
	const struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	struct tc_buf before = TC_BUF_INIT(TC_TEXT_MAX);
	enum tc_status status;

	if (document->field[TC_FIELD_PAGES].len > 0)
		tc_buf_put(&before, text->s, text->len);
	status = tc_buf_check(&before, err);
	if (status == TC_OK)
		status = tc_describe(document, false, err);
	if (status == TC_OK && before.len > 0 && before.len != text->len)
		status = tc_pages_move(document, &before, err);
	tc_buf_free(&before);
	return status;
}

enum tc_status
tc_document_read_file(struct tc_document *document, enum tc_format format,
    const char *bytes, size_t len, struct tc_error *err)
{
	struct tc_found found = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_TEXT_MAX), false};
	enum tc_status status;

	status = tc_file_find(document, format, bytes, len, &found, err);
	if (status == TC_OK && !document->deleted) {
		const struct tc_raw raw[] = {
		    {TC_FIELD_TITLE, tc_buf_str(&found.title), found.title.len},
		    {TC_FIELD_TEXT, tc_buf_str(&found.text), found.text.len},
		};

		status = tc_set_raw(document, raw, 2, err);
		if (format == TC_FORMAT_HTML)
			document->page = TC_SITE_PAGE;
		if (status == TC_OK && found.sheets)
			status = tc_sheets_title(document, err);
	}
	tc_buf_free(&found.title);
	tc_buf_free(&found.text);
	if (status == TC_OK && format == TC_FORMAT_PAGES)
		status = tc_pages_resolve(document, err);
	if (status != TC_OK || document->deleted)
		return status;
	if (document->field[TC_FIELD_TEXT].len == 0 &&
	    document->field[TC_FIELD_TITLE].len == 0)
		return tc_fail(err, TC_INVALID, "no text in it");
	if ((status = describe(document, err)) != TC_OK)
		return status;
	return tc_document_check(document, err);
}
