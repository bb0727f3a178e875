/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Office files that are ZIP archives of XML: Office Open XML (ECMA-376) and
 * OpenDocument (ISO 26300). And those that are one file of XML: OpenDocument
 * as well, and Word's and Excel's of 2003.
 */
#include "extract.h"

#include <stdio.h>
#include <string.h>

#include "markup.h"
#include "workbook.h"
#include "zip.h"

/* XML is much longer than the text in it. */
#define UNPACKED_MAX ((size_t)96 << 20)

/* So much of a flat document tells what it is: a root has many namespaces. */
#define FLAT_LOOK 4096

/* clang-format off */
/* Of a text and of slides: w: and a: call the same things by the same names. */
static const struct tc_markup_name ooxml_names[] = {
    {"t", TC_MARKUP_TEXT},
    {"p", TC_MARKUP_PARAGRAPH},
    {"tr", TC_MARKUP_ROW},
    {"tc", TC_MARKUP_CELL},
    {"tab", TC_MARKUP_SPACE},
    {"br", TC_MARKUP_LINE},
    {"cr", TC_MARKUP_LINE},
    {"noBreakHyphen", TC_MARKUP_HYPHEN},
    {"Fallback", TC_MARKUP_SKIP}, /* says again what Choice says */
    {"fld", TC_MARKUP_SKIP},      /* the number of a slide, today's date */
    {"tabs", TC_MARKUP_SKIP},     /* where tabs stand: no tabs themselves */
    {"hdr", TC_MARKUP_SKIP},      /* of 2003; later ones are other parts */
    {"ftr", TC_MARKUP_SKIP},
    {NULL, TC_MARKUP_NONE},
};

static const struct tc_markup_name odf_names[] = {
    {"p", TC_MARKUP_PROSE},
    {"h", TC_MARKUP_PROSE},
    {"table-row", TC_MARKUP_ROW},
    {"table-cell", TC_MARKUP_CELL},
    {"tab", TC_MARKUP_SPACE},
    {"s", TC_MARKUP_SPACE},
    {"line-break", TC_MARKUP_LINE},
    {"tracked-changes", TC_MARKUP_SKIP},
    {"annotation", TC_MARKUP_SKIP},
    {"note-citation", TC_MARKUP_SKIP},
    {"page-number", TC_MARKUP_SKIP},
    {"title", TC_MARKUP_SKIP}, /* svg: what a picture shows */
    {"desc", TC_MARKUP_SKIP},
    {"styles", TC_MARKUP_SKIP}, /* of a flat document; else other files */
    {"master-styles", TC_MARKUP_SKIP},
    {NULL, TC_MARKUP_NONE},
};

/* The same of a workbook, whose tables have names. */
static const struct tc_markup_name ods_names[] = {
    {"p", TC_MARKUP_PROSE},
    {"table", TC_MARKUP_SHEET},
    {"table-row", TC_MARKUP_ROW},
    {"table-cell", TC_MARKUP_CELL},
    {"tab", TC_MARKUP_SPACE},
    {"s", TC_MARKUP_SPACE},
    {"line-break", TC_MARKUP_LINE},
    {"annotation", TC_MARKUP_SKIP},
    {"tracked-changes", TC_MARKUP_SKIP},
    {"styles", TC_MARKUP_SKIP},
    {"master-styles", TC_MARKUP_SKIP},
    {NULL, TC_MARKUP_NONE},
};

/* SpreadsheetML of 2003. */
static const struct tc_markup_name excel_names[] = {
    {"Worksheet", TC_MARKUP_SHEET},
    {"Row", TC_MARKUP_ROW},
    {"Cell", TC_MARKUP_CELL},
    {"Data", TC_MARKUP_PROSE},
    {"Comment", TC_MARKUP_SKIP},
    {NULL, TC_MARKUP_NONE},
};
/* clang-format on */

static const struct tc_vocabulary ooxml = {ooxml_names};
static const struct tc_vocabulary odf = {odf_names};
static const struct tc_vocabulary ods = {ods_names};
static const struct tc_vocabulary excel_2003 = {excel_names};

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool
ends(const char *s, const char *with)
{
	size_t len = strlen(s), n = strlen(with);

	return len >= n && strcmp(s + len - n, with) == 0;
}

/* What may hold text: nothing that is a picture, a font or a style. */
static bool
is_text_part(const char *name)
{
	return strcmp(name, "mimetype") == 0 ||
	    strcmp(name, "content.xml") == 0 ||
	    strcmp(name, "META-INF/manifest.xml") == 0 ||
	    strcmp(name, "[Content_Types].xml") == 0 ||
	    (begins(name, "word/") && strchr(name + 5, '/') == NULL &&
		ends(name, ".xml")) ||
	    (begins(name, "xl/") &&
		(ends(name, ".xml") || ends(name, ".rels"))) ||
	    (begins(name, "ppt/slides/slide") && ends(name, ".xml")) ||
	    (begins(name, "ppt/notesSlides/notesSlide") && ends(name, ".xml"));
}

/*
 * The name of the part that [Content_Types].xml gives a type with this word in
 * it, appended to name without the slash that it begins with.
 */
static enum tc_status
find_main(const struct tc_part *types, const char *word, struct tc_buf *name,
    struct tc_error *err)
{
	xmlTextReaderPtr reader = tc_xml_open(&types->bytes);
	struct tc_buf type = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;

	if (reader == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	while (name->len == 0 && (status = tc_xml_next(reader, err)) == TC_OK) {
		tc_buf_clear(&type);
		if (strcmp(tc_xml_name(reader), "Override") == 0 &&
		    tc_xml_attribute(reader, "ContentType", &type) &&
		    strstr(tc_buf_str(&type), word) != NULL)
			tc_xml_attribute(reader, "PartName", name);
	}
	xmlFreeTextReader(reader);
	tc_buf_free(&type);
	if (name->len > 0 && name->s[0] == '/') {
		memmove(name->s, name->s + 1, name->len);
		name->len--;
	}
	return status == TC_DONE ? TC_OK : status;
}

static enum tc_status
read_part(const struct tc_parts *parts, const char *name,
    struct tc_found *found, struct tc_error *err)
{
	const struct tc_part *part = tc_parts_find(parts, name);

	if (part == NULL)
		return TC_OK;
	tc_buf_puts(&found->text, "\n\n");
	return tc_markup_read(&part->bytes, &ooxml, &found->text, err);
}

static enum tc_status
read_word(const struct tc_parts *parts, const char *main,
    struct tc_found *found, struct tc_error *err)
{
	static const char *const notes[] = {
	    "word/footnotes.xml", "word/endnotes.xml"};
	enum tc_status status;

	if (tc_parts_find(parts, main) == NULL)
		return tc_fail(
		    err, TC_INVALID, "damaged: it has no part %s", main);
	if ((status = read_part(parts, main, found, err)) == TC_OK &&
	    (status = read_part(parts, notes[0], found, err)) == TC_OK)
		status = read_part(parts, notes[1], found, err);
	return status;
}

/* The highest number of a slide. */
static unsigned
last_slide(const struct tc_parts *parts)
{
	unsigned n, last = 0;
	size_t i;

	for (i = 0; i < parts->n; i++) {
		if (sscanf(parts->at[i].name, "ppt/slides/slide%5u", &n) == 1 &&
		    n > last)
			last = n;
	}
	return last;
}

/* Slides by their numbers, each with its notes. */
static enum tc_status
read_slides(const struct tc_parts *parts, const char *main,
    struct tc_found *found, struct tc_error *err)
{
	static const char *const names[] = {
	    "ppt/slides/slide%u.xml", "ppt/notesSlides/notesSlide%u.xml"};
	enum tc_status status = TC_OK;
	unsigned i, last = last_slide(parts);
	char name[64];
	size_t k;

	(void)main; /* it lists them, but numbers tell their order as well */
	for (i = 1; i <= last && status == TC_OK; i++) {
		for (k = 0; k < 2 && status == TC_OK; k++) {
			snprintf(name, sizeof(name), names[k], i);
			status = read_part(parts, name, found, err);
		}
	}
	return status;
}

static enum tc_status
read_workbook(const struct tc_parts *parts, const char *main,
    struct tc_found *found, struct tc_error *err)
{
	found->sheets = true;
	return tc_workbook_read(parts, main, &found->text, err);
}

/* By the type of the main part. Macros and templates have types of their own.
 */
static const struct {
	const char *type;
	enum tc_status (*read)(const struct tc_parts *parts, const char *main,
	    struct tc_found *found, struct tc_error *err);
} kinds[] = {
    {"wordprocessingml.document.main", read_word},
    {"wordprocessingml.template.main", read_word},
    {"ms-word.document.macroEnabled.main", read_word},
    {"spreadsheetml.sheet.main", read_workbook},
    {"spreadsheetml.template.main", read_workbook},
    {"ms-excel.sheet.macroEnabled.main", read_workbook},
    {"presentationml.presentation.main", read_slides},
    {"presentationml.slideshow.main", read_slides},
    {"presentationml.template.main", read_slides},
    {"ms-powerpoint.presentation.macroEnabled.main", read_slides},
};

static enum tc_status
read_ooxml(const struct tc_parts *parts, const struct tc_part *types,
    struct tc_found *found, struct tc_error *err)
{
	struct tc_buf main = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	size_t i, n = sizeof(kinds) / sizeof(kinds[0]);

	for (i = 0; i < n && status == TC_OK && main.len == 0; i++) {
		status = find_main(types, kinds[i].type, &main, err);
		if (status == TC_OK && main.len > 0)
			status =
			    kinds[i].read(parts, tc_buf_str(&main), found, err);
	}
	if (status == TC_OK && main.len == 0)
		status = tc_fail(err, TC_INVALID,
		    "an Office file of a kind that is not read");
	tc_buf_free(&main);
	return status;
}

static enum tc_status
read_odf(const struct tc_parts *parts, const struct tc_part *type,
    struct tc_found *found, struct tc_error *err)
{
	const struct tc_part *content = tc_parts_find(parts, "content.xml");
	const struct tc_part *manifest =
	    tc_parts_find(parts, "META-INF/manifest.xml");

	if (manifest != NULL &&
	    strstr(tc_buf_str(&manifest->bytes), "encryption-data") != NULL)
		return tc_fail(
		    err, TC_INVALID, "encrypted: it wants a password");
	if (content == NULL)
		return tc_fail(
		    err, TC_INVALID, "damaged: it has no part content.xml");
	found->sheets =
	    strstr(tc_buf_str(&type->bytes), ".spreadsheet") != NULL;
	return tc_markup_read(
	    &content->bytes, found->sheets ? &ods : &odf, &found->text, err);
}

enum tc_status
tc_zip_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	const struct tc_part *part;
	struct tc_parts parts;
	enum tc_status status;

	status =
	    tc_zip_read(&parts, bytes, len, is_text_part, UNPACKED_MAX, err);
	if (status != TC_OK)
		goto out;
	if ((part = tc_parts_find(&parts, "[Content_Types].xml")) != NULL)
		status = read_ooxml(&parts, part, found, err);
	else if ((part = tc_parts_find(&parts, "mimetype")) != NULL &&
	    begins(tc_buf_str(&part->bytes),
		"application/vnd.oasis.opendocument."))
		status = read_odf(&parts, part, found, err);
	else
		status = TC_DONE;
out:
	tc_parts_free(&parts);
	return status;
}

/* Flat documents, by what only they have near their beginning. */
static const struct {
	const char *mark;
	const struct tc_vocabulary *vocabulary;
	bool sheets;
} flat[] = {
    {"office/word/2003/wordml", &ooxml, false},
    {"microsoft-com:office:spreadsheet", &excel_2003, true},
    {"opendocument.spreadsheet", &ods, true},
    {"opendocument.text", &odf, false},
    {"opendocument.presentation", &odf, false},
};

enum tc_status
tc_flat_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	size_t i, look = len < FLAT_LOOK ? len : FLAT_LOOK;
	struct tc_buf xml = TC_BUF_INIT(len);
	enum tc_status status;

	for (i = 0; i < sizeof(flat) / sizeof(flat[0]); i++) {
		if (memmem(bytes, look, flat[i].mark, strlen(flat[i].mark)) !=
		    NULL)
			break;
	}
	if (i == sizeof(flat) / sizeof(flat[0]))
		return tc_fail(err, TC_INVALID,
		    "an Office file of a kind that is not read");
	found->sheets = flat[i].sheets;
	tc_buf_put(&xml, bytes, len);
	if ((status = tc_buf_check(&xml, err)) == TC_OK)
		status =
		    tc_markup_read(&xml, flat[i].vocabulary, &found->text, err);
	tc_buf_free(&xml);
	return status;
}
