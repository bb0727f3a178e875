/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text for people: styles, links and lines that fit the terminal. */
#ifndef TC_CLI_PAGE_H
#define TC_CLI_PAGE_H

#include <stdbool.h>
#include <stdio.h>
#include <tracuu/buf.h>

enum tc_style {
	TC_STYLE_PLAIN,
	TC_STYLE_TITLE,
	TC_STYLE_MARK, /* a word that was found: [in brackets] without colours
			*/
	TC_STYLE_DIM,
	TC_STYLE_COUNT
};

/*
 * Where text is put. Whatever the text holds, nothing of it but line ends moves
 * the cursor or changes colours. Lines are broken at spaces, or between wide
 * characters, so that they fit; a longer word stands alone.
 */
struct tc_page {
	FILE *fp;
	size_t columns; /* 0: lines are never broken */
	bool color;	/* use ISO 6429's colours */
	bool links;	/* use OSC 8's links */

	size_t indent; /* columns that lines which go on begin with */
	size_t at;     /* columns of the line so far, less the word */
	size_t spaces; /* before the word */
	struct tc_buf word;
	size_t word_columns;
	bool failed; /* something had no memory: known after the end */
};

/* Free what was put on a page, which fails with it. */
void tc_page_release(struct tc_page *page, struct tc_buf *buf);

/* For the rest of its life; the caller says what there is of columns, colours
 * and links. */
void tc_page_begin(struct tc_page *page, FILE *fp);

/* Put UTF-8 in a style. A line end in it is one on the page. */
void tc_page_put(
    struct tc_page *page, enum tc_style style, const char *s, size_t len);
void tc_page_puts(struct tc_page *page, enum tc_style style, const char *s);

/* Plain text with arguments. The format is not translated. */
void tc_page_printf(struct tc_page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* From here to the next call, which gives "", text leads to this address. Only
 * http, https, ftp and file are linked to. */
void tc_page_link(struct tc_page *page, const char *address);

/* End the line, and begin the next ones that go on so many columns in. */
void tc_page_line(struct tc_page *page, size_t indent);

/* Put what is still held, and free what the page owns. */
void tc_page_end(struct tc_page *page);

#endif
