/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Workbooks of Excel 2 to 2003: cells by libfreexl, which does not tell what
 * formulas come to; that by ourselves (biff.c).
 */
#include "biff.h"

#include <errno.h>
#include <fcntl.h>
#include <freexl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <tracuu/document.h>
#include <tracuu/message.h>
#include <tracuu/write.h>
#include <unistd.h>

#include "extract.h"
#include "ole.h"

/* Sheets have 65,536 rows of 256 cells; so many may be looked at in all. */
#define CELLS_MAX 40000000

/* libfreexl opens files by name: a file in memory has one. */
static enum tc_status
put_in_memory(int *fd, const char *bytes, size_t len, struct tc_error *err)
{
	if ((*fd = memfd_create("workbook", MFD_CLOEXEC)) < 0 ||
	    !tc_write_all(*fd, bytes, len))
		return tc_fail(
		    err, TC_IO, "memory: %s", tc_message_errno(errno));
	return TC_OK;
}

/* 2020-06-29 as the sheet shows it to those who read it here. */
static void
put_date(const char *s, struct tc_buf *out)
{
	unsigned year, month, day;

	if (sscanf(s, "%4u-%2u-%2u", &year, &month, &day) == 3)
		tc_buf_printf(out, "%u/%u/%u", day, month, year);
	else
		tc_buf_puts(out, s);
}

/* Text of a cell stays on its line. */
static void
put_line(const char *s, struct tc_buf *out)
{
	for (; *s != '\0'; s++)
		tc_buf_putc(out, *s == '\n' || *s == '\r' ? ' ' : *s);
}

static void
put_cell(const FreeXL_CellValue *cell, struct tc_buf *out)
{
	switch (cell->type) {
	case FREEXL_CELL_INT:
		tc_buf_printf(out, "%d", cell->value.int_value);
		break;
	case FREEXL_CELL_DOUBLE:
		tc_buf_printf(out, "%.15g", cell->value.double_value);
		break;
	case FREEXL_CELL_TEXT:
	case FREEXL_CELL_SST_TEXT:
	case FREEXL_CELL_TIME:
		put_line(cell->value.text_value, out);
		break;
	case FREEXL_CELL_DATE:
	case FREEXL_CELL_DATETIME:
		put_date(cell->value.text_value, out);
		break;
	default:
		break;
	}
}

/* What is read: the cells, and formulas, the next of which is at. */
struct book {
	const void *cells;
	struct tc_formulas formulas;
	size_t at;
	uint64_t looked_at; /* cells */
	struct tc_buf *out;
};

/* Is the next formula on this sheet, and on this row unless it is NULL? */
static bool
has_formula(const struct book *book, unsigned sheet, const unsigned *row,
    struct tc_formula *formula)
{
	if (book->at >= tc_formulas_count(&book->formulas))
		return false;
	*formula = tc_formulas_get(&book->formulas, book->at);
	return formula->sheet == sheet && (row == NULL || formula->row == *row);
}

/* A cell is empty, a value, or a formula, which is one cell only; of a share
 * libfreexl has the number. */
static void
put_place(
    struct book *book, unsigned sheet, unsigned row, unsigned short column)
{
	FreeXL_CellValue cell = {.type = FREEXL_CELL_NULL};
	struct tc_formula formula;
	size_t before = book->out->len;

	if (freexl_get_cell_value(book->cells, row, column, &cell) == FREEXL_OK)
		put_cell(&cell, book->out);
	while (has_formula(book, sheet, &row, &formula) &&
	    formula.column <= column) {
		if (formula.column == column) {
			tc_buf_cut(book->out, before);
			tc_buf_puts(
			    book->out, book->formulas.text.s + formula.from);
		}
		book->at++;
	}
}

static void
put_row(struct book *book, unsigned sheet, unsigned row, unsigned short columns)
{
	static const char bar[] = " | ";
	struct tc_buf *out = book->out;
	size_t start = out->len, before, text;
	struct tc_formula formula;
	unsigned column;

	for (column = 0;
	     column < columns || has_formula(book, sheet, &row, &formula);
	     column++) {
		before = out->len;
		if (before > start)
			tc_buf_puts(out, bar);
		text = out->len;
		put_place(book, sheet, row, (unsigned short)column);
		if (out->len == text)
			tc_buf_cut(out, before); /* it is empty */
	}
	book->looked_at += columns;
	if (out->len > start)
		tc_buf_putc(out, '\n');
}

static void
put_sheet(struct book *book, unsigned short sheet)
{
	const char *name = NULL;
	unsigned rows = 0, row;
	unsigned short columns = 0;
	struct tc_formula formula;

	if (freexl_select_active_worksheet(book->cells, sheet) != FREEXL_OK)
		return;
	if (freexl_get_worksheet_name(book->cells, sheet, &name) == FREEXL_OK &&
	    name != NULL)
		put_line(name, book->out);
	tc_buf_putc(book->out, '\n');
	freexl_worksheet_dimensions(book->cells, &rows, &columns);
	for (row = 0;
	     (row < rows || has_formula(book, sheet, NULL, &formula)) &&
	     book->looked_at < CELLS_MAX;
	     row++)
		put_row(book, sheet, row, columns);
	tc_buf_puts(book->out, "\n\n");
}

static enum tc_status
read_book(struct book *book, struct tc_error *err)
{
	unsigned sheets = 0, i;

	if (freexl_get_info(book->cells, FREEXL_BIFF_SHEET_COUNT, &sheets) !=
	    FREEXL_OK)
		sheets = 0;
	for (i = 0; i < sheets && i < USHRT_MAX; i++)
		put_sheet(book, (unsigned short)i);
	if (book->looked_at >= CELLS_MAX)
		return tc_fail(err, TC_TOOBIG,
		    "more cells than the limit of %d", CELLS_MAX);
	return tc_buf_check(book->out, err);
}

/* The stream of Excel 97 or of 5; what is older is nothing but the stream. */
static enum tc_status
read_formulas(struct tc_formulas *formulas, const char *bytes, size_t len,
    struct tc_error *err)
{
	struct tc_buf stream = TC_BUF_INIT(len);
	enum tc_status status = TC_OK;

	if (!tc_format_needs_whole(bytes, len))
		return tc_biff_formulas(formulas, bytes, len, err);
	status = tc_ole_read(bytes, len, "Workbook", &stream, err);
	if (status == TC_OK && stream.len == 0)
		status = tc_ole_read(bytes, len, "Book", &stream, err);
	if (status == TC_OK && stream.len > 0)
		status = tc_biff_formulas(formulas, stream.s, stream.len, err);
	tc_buf_free(&stream);
	if (status == TC_OK && formulas->locked)
		return tc_fail(
		    err, TC_INVALID, "encrypted: it wants a password");
	return status;
}

enum tc_status
tc_xls_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	struct book book = {.formulas = TC_FORMULAS_INIT, .out = &found->text};
	char path[64];
	enum tc_status status;
	int fd = -1, code;

	found->sheets = true;
	if ((status = read_formulas(&book.formulas, bytes, len, err)) != TC_OK)
		goto out;
	if ((status = put_in_memory(&fd, bytes, len, err)) != TC_OK)
		goto out;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	code = freexl_open(path, &book.cells);
	if (code == FREEXL_OK)
		status = read_book(&book, err);
	else if (code == FREEXL_INSUFFICIENT_MEMORY)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else
		status = tc_fail(err, TC_INVALID,
		    "damaged: no workbook in it (code %d)", code);
out:
	if (book.cells != NULL)
		freexl_close(book.cells);
	if (fd >= 0)
		close(fd);
	tc_formulas_free(&book.formulas);
	return status;
}
