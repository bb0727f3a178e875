/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What libfreexl passes over in workbooks of Excel 3 to 2003 ([MS-XLS]): what
 * formulas come to, that numbers are shares (2,04%), and that a workbook wants
 * a password.
 */
#ifndef TC_DOCUMENT_BIFF_H
#define TC_DOCUMENT_BIFF_H

#include <tracuu/buf.h>

/* The result of a formula, or a share, as text. Sheets, rows and columns count
 * from 0. */
struct tc_formula {
	uint32_t sheet, row, column;
	uint32_t from; /* in the texts, where it ends in a NUL */
};

struct tc_formulas {
	struct tc_buf at;   /* a struct tc_formula each, in their order */
	struct tc_buf text; /* their texts, UTF-8 */
	bool locked;	    /* it is encrypted: there is nothing else */
};

#define TC_FORMULAS_MAX ((size_t)64 << 20)

/* clang-format off */
#define TC_FORMULAS_INIT { TC_BUF_INIT(TC_FORMULAS_MAX), \
	TC_BUF_INIT(TC_FORMULAS_MAX), false }
/* clang-format on */

/*
 * Read a stream of records, "Workbook" or "Book" of its file, as far as it
 * goes. Numbers are as tc_serial_put shows them; errors (#N/A), truth values
 * and empty texts are left out. TC_OK, TC_NOMEM, TC_TOOBIG.
 */
enum tc_status tc_biff_formulas(struct tc_formulas *out, const char *stream,
    size_t len, struct tc_error *err);

/* How many there are, and the i-th. */
size_t tc_formulas_count(const struct tc_formulas *formulas);
struct tc_formula tc_formulas_get(const struct tc_formulas *formulas, size_t i);

void tc_formulas_free(struct tc_formulas *formulas);

#endif
