/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates as workbooks keep them: days since a beginning. */
#ifndef TC_DOCUMENT_SERIAL_H
#define TC_DOCUMENT_SERIAL_H

#include <stdbool.h>
#include <tracuu/buf.h>

/* Does a format of numbers ("dd/mm/yyyy", "[$-42A]d \"tháng\" m") show one? */
bool tc_serial_format_is_date(const char *format);

/* Does a format that every workbook has, by its number? */
bool tc_serial_is_date(unsigned format);

/*
 * Append the date of a number as 29/6/2020, days counted as Excel does: from
 * 1900 with a 29 February that never was, or from 1904. False, and nothing
 * appended, when that is no day of the years 1900 to 2199.
 */
bool tc_serial_put_date(double days, bool since_1904, struct tc_buf *out);

#endif
