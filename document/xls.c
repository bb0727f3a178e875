/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workbooks of Excel 2 to 2003, by libfreexl. */
#include "extract.h"

#include <errno.h>
#include <fcntl.h>
#include <freexl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Sheets have 65,536 rows of 256 cells; so many may be looked at in all. */
#define CELLS_MAX 40000000

/* libfreexl opens files by name: a file in memory has one. */
static enum tc_status
put_in_memory(int *fd, const char *bytes, size_t len, struct tc_error *err)
{
	size_t at = 0;
	ssize_t n;

	if ((*fd = memfd_create("workbook", MFD_CLOEXEC)) < 0)
		return tc_fail(err, TC_IO, "memory: %s", strerror(errno));
	while (at < len) {
		n = write(*fd, bytes + at, len - at);
		if (n < 0 && errno != EINTR)
			return tc_fail(
			    err, TC_IO, "memory: %s", strerror(errno));
		at += n > 0 ? (size_t)n : 0;
	}
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

static void
put_row(
    const void *book, unsigned row, unsigned short columns, struct tc_buf *out)
{
	static const char bar[] = " | ";
	size_t start = out->len, before, text;
	FreeXL_CellValue cell;
	unsigned short column;

	for (column = 0; column < columns; column++) {
		if (freexl_get_cell_value(book, row, column, &cell) !=
		    FREEXL_OK)
			continue;
		before = out->len;
		if (before > start)
			tc_buf_puts(out, bar);
		text = out->len;
		put_cell(&cell, out);
		if (out->len == text)
			tc_buf_cut(out, before); /* it is empty */
	}
	if (out->len > start)
		tc_buf_putc(out, '\n');
}

static void
put_sheet(
    const void *book, unsigned short sheet, uint64_t *cells, struct tc_buf *out)
{
	const char *name = NULL;
	unsigned rows = 0, row;
	unsigned short columns = 0;

	if (freexl_select_active_worksheet(book, sheet) != FREEXL_OK)
		return;
	if (freexl_get_worksheet_name(book, sheet, &name) == FREEXL_OK &&
	    name != NULL)
		put_line(name, out);
	tc_buf_putc(out, '\n');
	if (freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK)
		return;
	for (row = 0; row < rows && *cells < CELLS_MAX; row++) {
		put_row(book, row, columns, out);
		*cells += columns;
	}
	tc_buf_puts(out, "\n\n");
}

static enum tc_status
read_book(const void *book, struct tc_buf *out, struct tc_error *err)
{
	unsigned info = 0, sheets = 0, i;
	uint64_t cells = 0;

	if (freexl_get_info(book, FREEXL_BIFF_PASSWORD, &info) == FREEXL_OK &&
	    info == FREEXL_BIFF_OBFUSCATED)
		return tc_fail(
		    err, TC_INVALID, "encrypted: it wants a password");
	if (freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &sheets) !=
	    FREEXL_OK)
		sheets = 0;
	for (i = 0; i < sheets && i < USHRT_MAX; i++)
		put_sheet(book, (unsigned short)i, &cells, out);
	if (cells >= CELLS_MAX)
		return tc_fail(err, TC_TOOBIG,
		    "more cells than the limit of %d", CELLS_MAX);
	return tc_buf_check(out, err);
}

enum tc_status
tc_xls_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	const void *book = NULL;
	char path[64];
	enum tc_status status;
	int fd = -1, code;

	if ((status = put_in_memory(&fd, bytes, len, err)) != TC_OK)
		goto out;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	code = freexl_open(path, &book);
	found->sheets = true;
	if (code == FREEXL_OK)
		status = read_book(book, &found->text, err);
	else if (code == FREEXL_INSUFFICIENT_MEMORY)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else
		status = tc_fail(err, TC_INVALID,
		    "damaged: no workbook in it (code %d)", code);
out:
	if (book != NULL)
		freexl_close(book);
	if (fd >= 0)
		close(fd);
	return status;
}
