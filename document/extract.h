/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the readers of formats and what they have in common. */
#ifndef TC_DOCUMENT_EXTRACT_H
#define TC_DOCUMENT_EXTRACT_H

#include <tracuu/document.h>

/*
 * The text and the title of a web page, as the parser found them (not yet
 * cleaned). Paragraphs are parted by a blank line, <br> is a line end. Menus,
 * side bars and footers are left out unless nothing else is there. TC_INVALID
 * when there is no HTML in it, TC_NOMEM, TC_TOOBIG.
 */
enum tc_status tc_html_extract(const char *bytes, size_t len,
    struct tc_buf *title, struct tc_buf *text, struct tc_error *err);

/*
 * Find out what a document says about itself: the letterhead of an
 * administrative document (number, issuer, place and date, type, abstract), its
 * bases, signer and recipients; of a page of a site title, date, origin and
 * author, and its address block at the end is cut off. Marks of confidentiality
 * go to their field. The text is clean. Fields that have something stay, but a
 * letterhead gives the title; given says that a feed gave the record: then that
 * stays, too, and so does the text. TC_OK, TC_NOMEM, TC_INTERNAL.
 */
enum tc_status
tc_describe(struct tc_document *document, bool given, struct tc_error *err);

/* Does a page say in its head that it is not to be indexed (robots)? */
bool tc_html_forbids(const char *bytes, size_t len);

/* Texts whose units are wider than a byte, with the end they begin at. */
enum tc_wide {
	TC_WIDE_NOT,
	TC_WIDE_16LE,
	TC_WIDE_16BE,
	TC_WIDE_32LE,
	TC_WIDE_32BE
};

/* Which is it, by its byte order mark or by where the NULs are? */
enum tc_wide tc_wide_of_bytes(const char *bytes, size_t len);

/* Append it as UTF-8, without the mark; what is no character is U+FFFD. */
enum tc_status tc_wide_read(const char *bytes, size_t len, enum tc_wide which,
    struct tc_buf *out, struct tc_error *err);

/*
 * What a reader found, not yet cleaned: it appends UTF-8 to both. Lines end in
 * "\n", paragraphs in two of them.
 */
struct tc_found {
	struct tc_buf title; /* empty: none that is told apart */
	struct tc_buf text;
	bool sheets; /* it is a workbook's */
};

/*
 * A reader of a format: TC_INVALID with the reason, TC_NOMEM, TC_TOOBIG. What
 * it found before it failed is not used.
 */
typedef enum tc_status (*tc_reader_fn)(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/* DOCX, XLSX, PPTX, ODT, ODS, ODP; TC_DONE for any other archive. */
enum tc_status tc_zip_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/* OpenDocument as one file (FODT, FODS, FODP), XML of Word and Excel 2003. */
enum tc_status tc_flat_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/* Rich Text Format. */
enum tc_status tc_rtf_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/* Workbooks and slides of before Office 2007. */
enum tc_status tc_xls_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);
enum tc_status tc_ppt_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/* Letters, and pages saved as letters. */
enum tc_status tc_mail_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/*
 * Append what the reader of a format finds in a file. The document only learns
 * what was odd (note) and whether it wants to be left out (deleted).
 */
enum tc_status tc_file_find(struct tc_document *document, enum tc_format format,
    const char *bytes, size_t len, struct tc_found *found,
    struct tc_error *err);

/* A text of a record as it was found. */
struct tc_raw {
	enum tc_field field;
	const char *s; /* UTF-8 */
	size_t len;
};

/*
 * Set fields from texts as they were found: what is in an old encoding is
 * repaired, all of them together, since a title alone is too short to tell;
 * TC_FIELD_REPAIR says from what. Then they are cleaned. All are squeezed to
 * one line but the last, which is there. TC_OK, TC_NOMEM, TC_TOOBIG.
 */
enum tc_status tc_set_raw(struct tc_document *document,
    const struct tc_raw *raw, size_t n, struct tc_error *err);

/* Clean s into a field and squeeze it to one line. */
enum tc_status tc_set_line(
    struct tc_buf *field, const char *s, size_t len, struct tc_error *err);

/* Clean s into the text field: no blank edges, no run of blank lines. */
enum tc_status tc_set_text(
    struct tc_buf *field, const char *s, size_t len, struct tc_error *err);

#endif
