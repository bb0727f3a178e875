/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Web pages (document/html.c through file.c): any bytes are a page or are
 * refused; what a page gives is a record like any other, parts of which may be
 * furniture (document/furniture.c). Text and title alone are tried on bytes
 * that are no text, too.
 */
#include <tracuu/furniture.h>

#include "extract.h"
#include "record.h"

/* Say of every step-th block of the outline that it is furniture. */
static void
mark(struct tc_document *document, size_t step)
{
	struct tc_span outline = {
	    tc_buf_str(&document->outline), document->outline.len};
	size_t i, n = tc_outline_count(outline);
	uint32_t number;

	for (i = 1; i < n; i++) {
		number = tc_outline_at(outline, i) & ~TC_OUTLINE_FURNITURE;
		tc_outline_set(document->outline.s, i,
		    number | (step > 0 && i % step == 0));
	}
	must(tc_furniture_apply(document, "tin", NULL) == TC_OK);
}

/* Furniture is set aside whole characters at a time, and comes back. */
static void
check_furniture(struct tc_document *document)
{
	const struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	struct tc_buf before = FUZZ_BUF;
	size_t step, from, to;

	tc_buf_puts(&before, tc_document_str(document, TC_FIELD_ASIDE));
	must(tc_outline_make(document, "tin", NULL) == TC_OK);
	for (step = 1; step <= 3; step++) {
		mark(document, step);
		for (to = 0; tc_aside_next(document, &from, &to);) {
			must(from < to && to <= text->len);
			must(fuzz_is_utf8(text->s + from, to - from));
		}
	}
	mark(document, 0);
	must(fuzz_same(&document->field[TC_FIELD_ASIDE], &before));
	tc_buf_free(&before);
}

static void
check_page(const uint8_t *data, size_t len)
{
	struct tc_document document;
	enum tc_status status;

	tc_document_init(&document);
	tc_buf_puts(&document.field[TC_FIELD_ID], "tin/a.html");
	status = tc_document_read_file(
	    &document, TC_FORMAT_HTML, (const char *)data, len, NULL);
	must(status == TC_OK || status == TC_INVALID || status == TC_TOOBIG);
	if (status == TC_OK && !document.deleted) {
		check_furniture(&document);
		fuzz_check_record(&document);
	}
	tc_document_free(&document);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf title = FUZZ_BUF, text = FUZZ_BUF;
	enum tc_status status;

	status = tc_html_extract((const char *)data, len, &title, &text, NULL);
	must(status == TC_OK || status == TC_INVALID);
	if (fuzz_is_utf8((const char *)data, len)) {
		must(fuzz_is_utf8(tc_buf_str(&title), title.len));
		must(fuzz_is_utf8(tc_buf_str(&text), text.len));
	}
	must(strstr(tc_buf_str(&text), "\n\n\n") == NULL);
	tc_buf_free(&title);
	tc_buf_free(&text);
	check_page(data, len);
	return 0;
}
