/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stored records (document/record.c): bytes are a record or TC_CORRUPT. A
 * record that was read can be written, and is the same when read again. What is
 * aside lies in the text, whatever the record says.
 */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_document document, again;
	struct tc_buf json = TC_BUF_INIT(8 * TC_TEXT_MAX);
	enum tc_status status;
	int i;

	tc_document_init(&document);
	tc_document_init(&again);
	status =
	    tc_document_from_json(&document, (const char *)data, len, NULL);
	must(status == TC_OK || status == TC_CORRUPT || status == TC_TOOBIG);
	if (status == TC_OK) {
		must(tc_document_to_json(&document, &json, NULL) == TC_OK);
		must(tc_document_from_json(&again, json.s, json.len, NULL) ==
		    TC_OK);
		for (i = 0; i < TC_FIELD_COUNT; i++)
			must(fuzz_same(&document.field[i], &again.field[i]));
		tc_aside_drop(&again);
		must(again.field[TC_FIELD_TEXT].len <=
		    document.field[TC_FIELD_TEXT].len);
	}
	tc_document_free(&document);
	tc_document_free(&again);
	tc_buf_free(&json);
	return 0;
}
