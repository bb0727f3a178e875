/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading scans: pictures of pages, and what letters are on them. */
#ifndef TC_INDEXER_OCR_H
#define TC_INDEXER_OCR_H

#include <tracuu/buf.h>
#include <tracuu/pack.h>

/* When scans are read. */
enum tc_ocr {
	TC_OCR_LATER, /* after everything else */
	TC_OCR_NOW,   /* when they are met */
	TC_OCR_NEVER
};

/* Pages of one document that are looked at; a scan has no more. */
#define TC_OCR_PAGES_MAX 500

/*
 * Append the text of a PDF of n pages, a form feed after each: of pages that
 * have text that text (it stands in `text`, with form feeds as well), of
 * others what is read off their pictures. cache is a folder, which is made when
 * it is missing, or NULL: what was read once is not read again. TC_NOTFOUND
 * when a program is not installed, TC_INVALID when one fails, TC_NOMEM, TC_IO.
 */
enum tc_status tc_ocr_read(const char *cache, struct tc_span pdf,
    struct tc_span text, struct tc_buf *out, struct tc_error *err);

#endif
