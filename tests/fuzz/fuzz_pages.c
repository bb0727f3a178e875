/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts in pages (document/pages.c): whatever pdftotext writes becomes a record
 * whose pages begin in its text, one after the other, and at no other place
 * than before a character.
 */
#include "record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_document document;
	const struct tc_buf *text;
	unsigned page, last = 1;
	enum tc_status status;
	size_t at;

	tc_document_init(&document);
	tc_buf_puts(&document.field[TC_FIELD_ID], "a.pdf");
	status = tc_document_read_file(
	    &document, TC_FORMAT_PAGES, (const char *)data, len, NULL);
	must(status == TC_OK || status == TC_INVALID || status == TC_TOOBIG);
	text = &document.field[TC_FIELD_TEXT];
	for (at = 0; status == TC_OK && at < text->len; at++) {
		page = tc_document_page(&document, at);
		must(page >= last);
		must(page == last ||
		    fuzz_is_cut_between(text->s, text->len, at, text->len));
		last = page;
	}
	if (status == TC_OK)
		fuzz_check_record(&document);
	tc_document_free(&document);
	return 0;
}
