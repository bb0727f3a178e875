/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paragraphs and rows of tables, as lines of text. */
#ifndef TC_DOCUMENT_ROWS_H
#define TC_DOCUMENT_ROWS_H

#include <tracuu/buf.h>

/* Tables in tables in tables ...: rows that are deeper are just lines. */
#define TC_ROWS_MAX 16

struct tc_rows {
	struct tc_buf *out;
	size_t start;		  /* of this text in out */
	size_t from[TC_ROWS_MAX]; /* where open rows begin */
	size_t n;		  /* open ones */
};

/* Begin at the end of out. */
void tc_rows_init(struct tc_rows *rows, struct tc_buf *out);

/*
 * A paragraph ends: a blank line, or in a row a line end; nothing where none
 * began.
 */
void tc_rows_paragraph(struct tc_rows *rows);

/*
 * A row begins, one of its cells ends, it ends. Cells are parted by bars; where
 * one of them has several lines, as in letterheads that are set in tables, by
 * blank lines.
 */
void tc_rows_begin(struct tc_rows *rows);
void tc_rows_cell(struct tc_rows *rows);
void tc_rows_end(struct tc_rows *rows);

/* The text ends, in whatever it is. */
void tc_rows_finish(struct tc_rows *rows);

#endif
