/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Office files (document/zip.c, office.c, workbook.c, markup.c): any bytes are
 * refused or give a record. An input that is no ZIP is taken for the main part
 * of one, so that the fuzzer need not learn to pack.
 */
#include "markup.h"
#include "record.h"
#include "workbook.h"

static void
check_file(const uint8_t *data, size_t len)
{
	struct tc_document document;
	enum tc_status status;

	tc_document_init(&document);
	tc_buf_puts(&document.field[TC_FIELD_ID], "a.docx");
	status = tc_document_read_file(
	    &document, TC_FORMAT_ZIP, (const char *)data, len, NULL);
	must(status == TC_OK || status == TC_DONE || status == TC_INVALID ||
	    status == TC_TOOBIG);
	if (status == TC_OK)
		fuzz_check_record(&document);
	tc_document_free(&document);
}

/* One part under each of the names that a workbook looks for. */
static void
check_workbook(const struct tc_buf *bytes)
{
	static const char *const names[] = {"xl/sharedStrings.xml",
	    "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
	    "xl/a.xml"};
	struct tc_part at[5];
	struct tc_parts parts = {at, 5};
	struct tc_buf out = FUZZ_BUF;
	enum tc_status status;
	size_t i;

	for (i = 0; i < parts.n; i++) {
		at[i].name = strdup(names[i]);
		must(at[i].name != NULL);
		at[i].bytes = *bytes;
	}
	status = tc_workbook_read(&parts, "xl/workbook.xml", &out, NULL);
	must(status == TC_OK || status == TC_INVALID || status == TC_TOOBIG);
	for (i = 0; i < parts.n; i++)
		free(at[i].name);
	tc_buf_free(&out);
}

static void
check_markup(const struct tc_buf *bytes)
{
	static const struct tc_markup_name names[] = {{"t", TC_MARKUP_TEXT},
	    {"p", TC_MARKUP_PARAGRAPH}, {"h", TC_MARKUP_PROSE},
	    {"tr", TC_MARKUP_ROW}, {"tc", TC_MARKUP_CELL},
	    {"s", TC_MARKUP_SPACE}, {"br", TC_MARKUP_LINE},
	    {"n", TC_MARKUP_SHEET}, {"x", TC_MARKUP_SKIP},
	    {NULL, TC_MARKUP_NONE}};
	static const struct tc_vocabulary vocabulary = {names};
	struct tc_buf out = FUZZ_BUF;
	enum tc_status status;

	status = tc_markup_read(bytes, &vocabulary, &out, NULL);
	must(status == TC_OK || status == TC_INVALID || status == TC_TOOBIG);
	must(fuzz_is_utf8(tc_buf_str(&out), out.len));
	must(memchr(tc_buf_str(&out), '\x1F', out.len) == NULL);
	tc_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf bytes = FUZZ_BUF;

	if (len >= 2 && memcmp(data, "PK", 2) == 0) {
		check_file(data, len);
		return 0;
	}
	tc_buf_put(&bytes, (const char *)data, len);
	check_markup(&bytes);
	check_workbook(&bytes);
	tc_buf_free(&bytes);
	return 0;
}
