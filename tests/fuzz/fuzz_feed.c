/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One line of a feed (document/feed.c): it is a record, or what is wrong with
 * it is said. Fields are clean, lines are lines, the date is a normal one; the
 * record survives JSON, and its entry has sorted terms that Xapian takes.
 */
#include "record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_document document;
	struct tc_error err = {TC_OK, 0, ""};
	enum tc_status status;

	tc_document_init(&document);
	status =
	    tc_document_read_feed(&document, (const char *)data, len, &err);
	must(status == TC_OK || status == TC_INVALID || status == TC_TOOBIG);
	must(status == TC_OK || (err.text[0] != '\0' && err.pos <= len));
	if (status == TC_OK) {
		must(document.field[TC_FIELD_ID].len > 0);
		if (!document.deleted)
			fuzz_check_record(&document);
	}
	tc_document_free(&document);
	return 0;
}
