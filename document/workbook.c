/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workbooks of Office Open XML (ECMA-376, part 1, chapter 18). */
#include "workbook.h"

#include <stdlib.h>
#include <string.h>

#include "markup.h"
#include "serial.h"

/* A list of strings: where each begins in the text, one after the other. */
struct strings {
	struct tc_buf text;
	struct tc_buf from; /* a size_t each */
};

struct workbook {
	const struct tc_parts *parts;
	struct strings shared;
	struct tc_buf shows; /* a struct tc_shows for each style */
	struct tc_buf *out;
	bool since_1904; /* dates count from there */
};

static size_t
string_count(const struct strings *strings)
{
	return strings->from.len / sizeof(size_t);
}

/* The string of a number, "" when there is none. */
static const char *
string_at(const struct strings *strings, size_t i)
{
	size_t from;

	if (i >= string_count(strings))
		return "";
	memcpy(&from, strings->from.s + i * sizeof(from), sizeof(from));
	return strings->text.s + from;
}

static void
begin_string(struct strings *strings)
{
	size_t from = strings->text.len;

	tc_buf_put(&strings->from, (const char *)&from, sizeof(from));
}

static bool
is_element(xmlTextReaderPtr reader, const char *name)
{
	return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
	    strcmp(tc_xml_name(reader), name) == 0;
}

static bool
is_end(xmlTextReaderPtr reader, const char *name)
{
	return xmlTextReaderNodeType(reader) == XML_READER_TYPE_END_ELEMENT &&
	    strcmp(tc_xml_name(reader), name) == 0;
}

/* Append the characters of the node; those of a cell stay on its line. */
static void
put_text(xmlTextReaderPtr reader, struct tc_buf *out)
{
	int type = xmlTextReaderNodeType(reader);
	const xmlChar *s = NULL;

	if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
	    type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
		s = xmlTextReaderConstValue(reader);
	for (; s != NULL && *s != '\0'; s++)
		tc_buf_putc(out, *s == '\n' ? ' ' : (char)*s);
}

/* What every part is read by: called for each node. */
typedef void (*node_fn)(xmlTextReaderPtr reader, void *arg);

static enum tc_status
read_part(const struct tc_parts *parts, const char *name, node_fn take,
    void *arg, struct tc_error *err)
{
	const struct tc_part *part = tc_parts_find(parts, name);
	enum tc_status status = TC_OK;
	xmlTextReaderPtr reader;

	if (part == NULL)
		return TC_OK;
	if ((reader = tc_xml_open(&part->bytes)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	while ((status = tc_xml_next(reader, err)) == TC_OK)
		take(reader, arg);
	xmlFreeTextReader(reader);
	return status == TC_DONE ? TC_OK : status;
}

/* Where a text may stand, in a list of strings and in a cell. */
struct inside {
	struct workbook *book;
	bool text;     /* in t or v, whose characters count */
	bool phonetic; /* how the characters are spoken: not shown */
	bool cells;    /* some cell of the row is written */
	char type[12]; /* of the cell */
	long style;
	struct tc_buf value;
};

static void
take_shared(xmlTextReaderPtr reader, void *arg)
{
	struct inside *in = arg;
	struct strings *shared = &in->book->shared;

	if (is_element(reader, "si"))
		begin_string(shared);
	else if (is_element(reader, "rPh"))
		in->phonetic = xmlTextReaderIsEmptyElement(reader) != 1;
	else if (is_end(reader, "rPh"))
		in->phonetic = false;
	else if (is_end(reader, "si"))
		tc_buf_putc(&shared->text, '\0');
	else if (is_element(reader, "t"))
		in->text = xmlTextReaderIsEmptyElement(reader) != 1;
	else if (is_end(reader, "t"))
		in->text = false;
	else if (in->text && !in->phonetic && string_count(shared) > 0)
		put_text(reader, &shared->text);
}

/* A number of an attribute, or a default. */
static long
attribute_number(xmlTextReaderPtr reader, const char *name, long otherwise)
{
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	long n = otherwise;

	if (tc_xml_attribute(reader, name, &value))
		n = strtol(tc_buf_str(&value), NULL, 10);
	tc_buf_free(&value);
	return n;
}

/* A format of numbers that a workbook defines. */
struct own_format {
	long id;
	struct tc_shows shows;
};

/* All of them, and which its styles use. */
struct styles {
	struct workbook *book;
	struct tc_buf own; /* a struct own_format each */
	bool cells;	   /* inside cellXfs */
};

static void
take_format(struct styles *styles, xmlTextReaderPtr reader)
{
	struct tc_buf code = TC_BUF_INIT(TC_BUF_LINE);
	struct own_format own = {
	    .id = attribute_number(reader, "numFmtId", -1)};

	if (tc_xml_attribute(reader, "formatCode", &code)) {
		own.shows = tc_serial_shows(tc_buf_str(&code));
		tc_buf_put(&styles->own, (const char *)&own, sizeof(own));
	}
	tc_buf_free(&code);
}

static void
take_shows(struct styles *styles, long id)
{
	struct own_format own = {.id = -1};
	size_t i;

	for (i = 0; i + sizeof(own) <= styles->own.len; i += sizeof(own)) {
		memcpy(&own, styles->own.s + i, sizeof(own));
		if (own.id == id)
			break;
	}
	if (own.id != id)
		own.shows = tc_serial_shows_builtin((unsigned)id);
	tc_buf_put(
	    &styles->book->shows, (const char *)&own.shows, sizeof(own.shows));
}

static void
take_style(xmlTextReaderPtr reader, void *arg)
{
	struct styles *styles = arg;

	if (is_element(reader, "numFmt"))
		take_format(styles, reader);
	else if (is_element(reader, "cellXfs"))
		styles->cells = true;
	else if (is_end(reader, "cellXfs"))
		styles->cells = false;
	else if (styles->cells && is_element(reader, "xf"))
		take_shows(styles, attribute_number(reader, "numFmtId", 0));
}

static void
begin_cell(struct inside *in, xmlTextReaderPtr reader)
{
	struct tc_buf type = TC_BUF_INIT(TC_BUF_LINE);

	tc_xml_attribute(reader, "t", &type);
	snprintf(in->type, sizeof(in->type), "%s", tc_buf_str(&type));
	tc_buf_free(&type);
	in->style = attribute_number(reader, "s", 0);
	tc_buf_clear(&in->value);
}

/* What is no number stands as it is. */
static void
put_number(const struct inside *in, const char *value, struct tc_buf *out)
{
	struct tc_shows shows = {.as = TC_SHOWS_NUMBER};
	char *end;
	double number = strtod(value, &end);

	if (end == value || *end != '\0') {
		tc_buf_puts(out, value);
		return;
	}
	if (in->style >= 0 &&
	    (size_t)in->style < in->book->shows.len / sizeof(shows))
		memcpy(&shows,
		    in->book->shows.s + (size_t)in->style * sizeof(shows),
		    sizeof(shows));
	tc_serial_put(number, shows, in->book->since_1904, out);
}

static void
end_cell(struct inside *in)
{
	struct tc_buf *out = in->book->out;
	const char *value = tc_buf_str(&in->value);

	if (strcmp(in->type, "s") == 0)
		value = string_at(
		    &in->book->shared, (size_t)strtoul(value, NULL, 10));
	if (*value == '\0' || strcmp(in->type, "e") == 0)
		return;
	if (in->cells)
		tc_buf_puts(out, " | ");
	in->cells = true;
	if (in->type[0] == '\0' || strcmp(in->type, "n") == 0)
		put_number(in, value, out);
	else
		tc_buf_puts(out, value);
}

static void
take_cell(xmlTextReaderPtr reader, void *arg)
{
	struct inside *in = arg;
	bool empty = xmlTextReaderIsEmptyElement(reader) == 1;

	if (is_element(reader, "c"))
		begin_cell(in, reader);
	else if (is_end(reader, "c"))
		end_cell(in);
	else if (is_element(reader, "v") || is_element(reader, "t"))
		in->text = !empty;
	else if (is_end(reader, "v") || is_end(reader, "t"))
		in->text = false;
	else if (is_end(reader, "row") && in->cells) {
		tc_buf_putc(in->book->out, '\n');
		in->cells = false;
	} else if (in->text)
		put_text(reader, &in->value);
}

static enum tc_status
read_sheet(struct workbook *book, const char *name, struct tc_error *err)
{
	struct inside in = {.book = book, .value = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;

	status = read_part(book->parts, name, take_cell, &in, err);
	tc_buf_puts(book->out, "\n\n");
	tc_buf_free(&in.value);
	return status;
}

/* The sheets as the main part lists them: name and relation of each. */
struct sheets {
	struct workbook *book;
	struct strings names, relations;
};

static void
take_string(
    xmlTextReaderPtr reader, const char *attribute, struct strings *strings)
{
	begin_string(strings);
	tc_xml_attribute(reader, attribute, &strings->text);
	tc_buf_putc(&strings->text, '\0');
}

static void
take_sheet(xmlTextReaderPtr reader, void *arg)
{
	struct sheets *sheets = arg;
	struct tc_buf on = TC_BUF_INIT(TC_BUF_LINE);

	if (is_element(reader, "sheet")) {
		take_string(reader, "name", &sheets->names);
		/* "id" without its prefix; "sheetId" is another. */
		take_string(reader, "id", &sheets->relations);
	} else if (is_element(reader, "workbookPr") &&
	    tc_xml_attribute(reader, "date1904", &on)) {
		sheets->book->since_1904 = strcmp(tc_buf_str(&on), "1") == 0 ||
		    strcmp(tc_buf_str(&on), "true") == 0;
	}
	tc_buf_free(&on);
}

/* What the relations of the main part are called and lead to. */
struct relations {
	struct strings ids, targets;
};

static void
take_relation(xmlTextReaderPtr reader, void *arg)
{
	struct relations *relations = arg;

	if (!is_element(reader, "Relationship"))
		return;
	take_string(reader, "Id", &relations->ids);
	take_string(reader, "Target", &relations->targets);
}

static enum tc_status
read_sheets(struct workbook *book, const struct sheets *sheets,
    const struct relations *relations, struct tc_error *err)
{
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	const char *target;
	size_t i, k;

	for (i = 0; i < string_count(&sheets->names) && status == TC_OK; i++) {
		for (k = 0; k < string_count(&relations->ids); k++) {
			if (strcmp(string_at(&relations->ids, k),
				string_at(&sheets->relations, i)) == 0)
				break;
		}
		target = string_at(&relations->targets, k);
		tc_buf_clear(&name);
		if (target[0] == '/')
			tc_buf_puts(&name, target + 1);
		else
			tc_buf_printf(&name, "xl/%s", target);
		tc_buf_puts(book->out, string_at(&sheets->names, i));
		tc_buf_putc(book->out, '\n');
		status = read_sheet(book, tc_buf_str(&name), err);
	}
	tc_buf_free(&name);
	return status;
}

static void
free_strings(struct strings *strings)
{
	tc_buf_free(&strings->text);
	tc_buf_free(&strings->from);
}

/* clang-format off */
#define STRINGS_INIT { TC_BUF_INIT((size_t)64 << 20), \
	TC_BUF_INIT((size_t)64 << 20) }
/* clang-format on */

enum tc_status
tc_workbook_read(const struct tc_parts *parts, const char *main,
    struct tc_buf *out, struct tc_error *err)
{
	struct workbook book = {.parts = parts,
	    .shared = STRINGS_INIT,
	    .shows = TC_BUF_INIT(TC_BUF_LINE),
	    .out = out};
	struct inside shared = {.book = &book};
	struct styles styles = {.book = &book, .own = TC_BUF_INIT(TC_BUF_LINE)};
	struct sheets sheets = {
	    .book = &book, .names = STRINGS_INIT, .relations = STRINGS_INIT};
	struct relations relations = {STRINGS_INIT, STRINGS_INIT};
	enum tc_status status;

	if ((status = read_part(parts, "xl/sharedStrings.xml", take_shared,
		 &shared, err)) == TC_OK &&
	    (status = read_part(
		 parts, "xl/styles.xml", take_style, &styles, err)) == TC_OK &&
	    (status = read_part(parts, main, take_sheet, &sheets, err)) ==
		TC_OK &&
	    (status = read_part(parts, "xl/_rels/workbook.xml.rels",
		 take_relation, &relations, err)) == TC_OK)
		status = read_sheets(&book, &sheets, &relations, err);
	if (status == TC_OK &&
	    (book.shared.text.failed || book.shared.from.failed))
		status = tc_fail(err, TC_TOOBIG, "too many strings in it");
	free_strings(&book.shared);
	tc_buf_free(&book.shows);
	tc_buf_free(&styles.own);
	free_strings(&sheets.names);
	free_strings(&sheets.relations);
	free_strings(&relations.ids);
	free_strings(&relations.targets);
	return status == TC_OK ? tc_buf_check(out, err) : status;
}
