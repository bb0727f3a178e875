/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain texts and what they say about themselves (document/file.c, describe.c):
 * the text of the record is a part of what was read, if that was neither UTF-16
 * nor an old encoding, the rest are fields like any other. A number that was
 * found has a key.
 */
#include "extract.h"
#include "record.h"

#include <tracuu/legacy.h>

static void
check_described(
    const struct tc_document *document, const uint8_t *data, size_t len)
{
	const struct tc_buf *number = &document->field[TC_FIELD_NUMBER];
	struct tc_buf read = FUZZ_BUF, whole = FUZZ_BUF, key = FUZZ_BUF;

	must(tc_legacy_read((const char *)data, len, &read, NULL) == TC_OK);
	must(tc_set_text(&whole, tc_buf_str(&read), read.len, NULL) == TC_OK);
	if (document->field[TC_FIELD_REPAIR].len == 0 &&
	    tc_wide_of_bytes((const char *)data, len) == TC_WIDE_NOT)
		must(strstr(tc_buf_str(&whole),
			 tc_document_str(document, TC_FIELD_TEXT)) != NULL);
	if (number->len > 0)
		must(tc_text_docno_key(fuzz_analyser(), number->s, number->len,
			 &key, NULL) == TC_OK);
	tc_buf_free(&read);
	tc_buf_free(&whole);
	tc_buf_free(&key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_document document;
	enum tc_status status;

	tc_document_init(&document);
	tc_buf_puts(&document.field[TC_FIELD_ID], "van-ban/a.txt");
	status = tc_document_read_file(
	    &document, TC_FORMAT_TEXT, (const char *)data, len, NULL);
	must(status == TC_OK || status == TC_INVALID);
	if (status == TC_OK) {
		check_described(&document, data, len);
		fuzz_check_record(&document);
	}
	tc_document_free(&document);
	return 0;
}
