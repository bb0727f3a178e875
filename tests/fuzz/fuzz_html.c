/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Web pages (document/html.c through file.c): any bytes are a page or are
 * refused; what a page gives is a record like any other. Text and title alone
 * are tried on bytes that are no text, too.
 */
#include "extract.h"
#include "record.h"

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
	if (status == TC_OK && !document.deleted)
		fuzz_check_record(&document);
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
