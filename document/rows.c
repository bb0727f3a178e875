/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paragraphs and rows of tables, as lines of text. */
#include "rows.h"

#include <string.h>

/*
 * Where a cell ends, until it is known how the row is written: " | " or a
 * blank line. Texts that hold these characters lose them.
 */
static const char cell_end[] = "\x1E\x1F\x1E";
#define CELL_SPACE '\x1E'
#define CELL_BAR '\x1F'

void
tc_rows_init(struct tc_rows *rows, struct tc_buf *out)
{
	memset(rows, 0, sizeof(*rows));
	rows->out = out;
	rows->start = out->len;
}

static bool
is_end(char c)
{
	return c == '\n' || c == CELL_SPACE;
}

void
tc_rows_paragraph(struct tc_rows *rows)
{
	struct tc_buf *out = rows->out;

	if (out->len > rows->start && !is_end(out->s[out->len - 1]))
		tc_buf_puts(out, rows->n > 0 ? "\n" : "\n\n");
}

/* Where the innermost row begins that is more than lines. */
static size_t
row_start(const struct tc_rows *rows)
{
	return rows->n <= TC_ROWS_MAX ? rows->from[rows->n - 1] : rows->start;
}

void
tc_rows_cell(struct tc_rows *rows)
{
	struct tc_buf *out = rows->out;

	if (rows->n == 0) { /* a cell of nothing */
		tc_rows_paragraph(rows);
		return;
	}
	while (out->len > row_start(rows) && out->s[out->len - 1] == '\n')
		tc_buf_cut(out, out->len - 1);
	tc_buf_puts(out, cell_end);
}

void
tc_rows_begin(struct tc_rows *rows)
{
	if (rows->n < TC_ROWS_MAX)
		rows->from[rows->n] = rows->out->len;
	rows->n++;
}

void
tc_rows_end(struct tc_rows *rows)
{
	struct tc_buf *out = rows->out;
	size_t from;
	bool lines;
	char *at;

	if (rows->n == 0 || --rows->n >= TC_ROWS_MAX || out->failed)
		return;
	from = rows->from[rows->n];
	while (out->len > from &&
	    (is_end(out->s[out->len - 1]) || out->s[out->len - 1] == CELL_BAR))
		tc_buf_cut(out, out->len - 1);
	if (out->len <= from)
		return;
	lines = memchr(out->s + from, '\n', out->len - from) != NULL;
	for (at = out->s + from; at < out->s + out->len; at++) {
		if (*at == CELL_SPACE)
			*at = lines ? '\n' : ' ';
		else if (*at == CELL_BAR)
			*at = lines ? '\n' : '|';
	}
	tc_buf_putc(out, '\n');
}

void
tc_rows_finish(struct tc_rows *rows)
{
	while (rows->n > 0)
		tc_rows_end(rows);
}
