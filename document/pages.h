/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts in pages: from pdftotext to the map of a record. */
#ifndef TC_DOCUMENT_PAGES_H
#define TC_DOCUMENT_PAGES_H

#include "extract.h"

/*
 * A tc_reader_fn of text with a form feed after each page. Lines that run
 * along the edges of the pages (the name of a journal, numbers of pages) are
 * left out; a mark stands before each page but the first.
 */
enum tc_status tc_pages_extract(const char *bytes, size_t len,
    struct tc_found *found, struct tc_error *err);

/*
 * Take the marks out of the text of a record, and write into TC_FIELD_PAGES
 * where each page begins. TC_NOMEM.
 */
enum tc_status
tc_pages_resolve(struct tc_document *document, struct tc_error *err);

/*
 * The text has become a part of what it was (before): move the beginnings of
 * the pages with it. TC_NOMEM.
 */
enum tc_status tc_pages_move(struct tc_document *document,
    const struct tc_buf *before, struct tc_error *err);

#endif
