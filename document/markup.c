/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text out of the XML of office programs, by libxml2's reader. */
#include "markup.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/document.h>

#include "rows.h"

/*
 * Without XML_PARSE_HUGE libxml2 refuses what is nested deeper than 256 levels
 * and stops entities that grow; no office program writes either.
 */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

struct walker {
	const struct tc_vocabulary *vocabulary;
	xmlTextReaderPtr reader;
	struct tc_buf *out;
	struct tc_rows rows;
	size_t texts; /* open elements whose characters are text */
};

void
tc_markup_allocate_by(void *(*allocate)(size_t size),
    void *(*reallocate)(void *p, size_t size),
    char *(*duplicate)(const char *s))
{
	xmlMemSetup(free, allocate, reallocate, duplicate);
}

xmlTextReaderPtr
tc_xml_open(const struct tc_buf *bytes)
{
	return xmlReaderForMemory(
	    tc_buf_str(bytes), (int)bytes->len, NULL, NULL, OPTIONS);
}

enum tc_status
tc_xml_next(xmlTextReaderPtr reader, struct tc_error *err)
{
	int code = xmlTextReaderRead(reader);

	if (code == 0)
		return TC_DONE;
	if (code == 1 &&
	    xmlTextReaderNodeType(reader) == XML_READER_TYPE_DOCUMENT_TYPE)
		return tc_fail(err, TC_INVALID,
		    "damaged: its XML has a document type of its own");
	if (code == 1)
		return TC_OK;
	return tc_fail(err, TC_INVALID, "damaged: its XML cannot be read");
}

const char *
tc_xml_name(xmlTextReaderPtr reader)
{
	int type = xmlTextReaderNodeType(reader);
	const xmlChar *name = NULL;

	if (type == XML_READER_TYPE_ELEMENT ||
	    type == XML_READER_TYPE_END_ELEMENT)
		name = xmlTextReaderConstLocalName(reader);
	return name != NULL ? (const char *)name : "";
}

bool
tc_xml_attribute(xmlTextReaderPtr reader, const char *name, struct tc_buf *out)
{
	bool found = false;
	int more = xmlTextReaderMoveToFirstAttribute(reader);

	for (; more == 1 && !found;
	     more = xmlTextReaderMoveToNextAttribute(reader)) {
		const xmlChar *local = xmlTextReaderConstLocalName(reader);
		const xmlChar *value = xmlTextReaderConstValue(reader);

		if (local == NULL || value == NULL ||
		    strcmp((const char *)local, name) != 0)
			continue;
		tc_buf_puts(out, (const char *)value);
		found = true;
	}
	xmlTextReaderMoveToElement(reader);
	return found;
}

static enum tc_markup
markup_of(const struct walker *walker)
{
	const char *name = tc_xml_name(walker->reader);
	const struct tc_markup_name *at = walker->vocabulary->names;

	for (; at->name != NULL; at++) {
		if (strcmp(at->name, name) == 0)
			return at->markup;
	}
	return TC_MARKUP_NONE;
}

static void
name_sheet(struct walker *walker)
{
	size_t before = walker->out->len;

	if (tc_xml_attribute(walker->reader, "name", walker->out) &&
	    walker->out->len > before)
		tc_buf_puts(walker->out, "\n\n");
}

/* An element begins; false when what is in it is to be skipped. */
static bool
begin(struct walker *walker, bool empty)
{
	switch (markup_of(walker)) {
	case TC_MARKUP_SKIP:
		return false;
	case TC_MARKUP_PROSE:
	case TC_MARKUP_TEXT:
		walker->texts += !empty;
		break;
	case TC_MARKUP_ROW:
		if (!empty)
			tc_rows_begin(&walker->rows);
		break;
	case TC_MARKUP_SHEET:
		name_sheet(walker);
		break;
	case TC_MARKUP_SPACE:
		tc_buf_putc(walker->out, ' ');
		break;
	case TC_MARKUP_LINE:
		tc_buf_putc(walker->out, '\n');
		break;
	case TC_MARKUP_HYPHEN:
		tc_buf_putc(walker->out, '-');
		break;
	case TC_MARKUP_CELL:
		if (empty)
			tc_rows_cell(&walker->rows);
		break;
	case TC_MARKUP_NONE:
	case TC_MARKUP_PARAGRAPH:
		break;
	}
	return true;
}

static void
end(struct walker *walker)
{
	switch (markup_of(walker)) {
	case TC_MARKUP_TEXT:
		walker->texts -= walker->texts > 0;
		break;
	case TC_MARKUP_PROSE:
		walker->texts -= walker->texts > 0;
		tc_rows_paragraph(&walker->rows);
		break;
	case TC_MARKUP_PARAGRAPH:
		tc_rows_paragraph(&walker->rows);
		break;
	case TC_MARKUP_CELL:
		tc_rows_cell(&walker->rows);
		break;
	case TC_MARKUP_ROW:
		tc_rows_end(&walker->rows);
		break;
	default:
		break;
	}
}

static void
put_text(struct walker *walker)
{
	const xmlChar *s = xmlTextReaderConstValue(walker->reader);

	if (s != NULL && walker->texts > 0)
		tc_buf_puts(walker->out, (const char *)s);
}

/* Returns whether the reader stands on the next node already. */
static bool
take_node(struct walker *walker)
{
	switch (xmlTextReaderNodeType(walker->reader)) {
	case XML_READER_TYPE_ELEMENT:
		return !begin(walker,
			   xmlTextReaderIsEmptyElement(walker->reader) == 1) &&
		    xmlTextReaderNext(walker->reader) == 1;
	case XML_READER_TYPE_END_ELEMENT:
		end(walker);
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		put_text(walker);
		break;
	default:
		break;
	}
	return false;
}

enum tc_status
tc_markup_read(const struct tc_buf *bytes,
    const struct tc_vocabulary *vocabulary, struct tc_buf *out,
    struct tc_error *err)
{
	struct walker walker = {
	    .vocabulary = vocabulary, .reader = tc_xml_open(bytes), .out = out};
	enum tc_status status = TC_OK;
	bool stands = false;

	tc_rows_init(&walker.rows, out);
	if (walker.reader == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	while (status == TC_OK && !out->failed) {
		if (!stands)
			status = tc_xml_next(walker.reader, err);
		if (status == TC_OK)
			stands = take_node(&walker);
	}
	tc_rows_finish(&walker.rows);
	xmlFreeTextReader(walker.reader);
	if (status == TC_DONE || status == TC_OK)
		return tc_buf_check(out, err);
	return status;
}
