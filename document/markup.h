/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text out of the XML of office programs. */
#ifndef TC_DOCUMENT_MARKUP_H
#define TC_DOCUMENT_MARKUP_H

#include <libxml/xmlreader.h>
#include <tracuu/buf.h>

/* What an element means to a reader of the text. */
enum tc_markup {
	TC_MARKUP_NONE,	     /* look inside */
	TC_MARKUP_SKIP,	     /* with all that is in it */
	TC_MARKUP_TEXT,	     /* its characters are text */
	TC_MARKUP_PARAGRAPH, /* ends one; its characters are not text */
	TC_MARKUP_PROSE,     /* a paragraph whose characters are text */
	TC_MARKUP_ROW,	     /* of a table */
	TC_MARKUP_CELL,
	TC_MARKUP_SHEET, /* a table with a name worth reading */
	TC_MARKUP_SPACE,
	TC_MARKUP_LINE, /* a line end inside a paragraph */
	TC_MARKUP_HYPHEN
};

/* Elements by their names without the prefix. */
struct tc_markup_name {
	const char *name;
	enum tc_markup markup;
};

/* A vocabulary: names up to one that is NULL. */
struct tc_vocabulary {
	const struct tc_markup_name *names;
};

/*
 * Open a document of XML: no network, no entities of its own (a document type
 * is refused by tc_xml_next). NULL when memory is out.
 */
xmlTextReaderPtr tc_xml_open(const struct tc_buf *bytes);

/* On to the next node: TC_OK, TC_DONE at the end, TC_INVALID. */
enum tc_status tc_xml_next(xmlTextReaderPtr reader, struct tc_error *err);

/* The name of the element without its prefix, "" for anything else. */
const char *tc_xml_name(xmlTextReaderPtr reader);

/*
 * Append the value of an attribute of the element, by its name without the
 * prefix. False when there is none.
 */
bool
tc_xml_attribute(xmlTextReaderPtr reader, const char *name, struct tc_buf *out);

/*
 * Append the text of a document of XML: paragraphs are parted by a blank line,
 * the cells of a row by bars, or by lines where one of them has several. TC_OK,
 * TC_INVALID, TC_NOMEM, TC_TOOBIG.
 */
enum tc_status tc_markup_read(const struct tc_buf *bytes,
    const struct tc_vocabulary *vocabulary, struct tc_buf *out,
    struct tc_error *err);

#endif
