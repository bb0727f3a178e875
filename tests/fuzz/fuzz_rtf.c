/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rich Text Format (document/rtf.c): any bytes give text in UTF-8. */
#include "record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_document document;
	enum tc_status status;

	tc_document_init(&document);
	tc_buf_puts(&document.field[TC_FIELD_ID], "a.rtf");
	status = tc_document_read_file(
	    &document, TC_FORMAT_RTF, (const char *)data, len, NULL);
	must(status == TC_OK || status == TC_INVALID || status == TC_TOOBIG);
	if (status == TC_OK)
		fuzz_check_record(&document);
	tc_document_free(&document);
	return 0;
}
