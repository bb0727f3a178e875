/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of workbooks as they are shown: dates, which are days since a
 * beginning, and shares. */
#ifndef TC_DOCUMENT_SERIAL_H
#define TC_DOCUMENT_SERIAL_H

#include <stdbool.h>
#include <tracuu/buf.h>

/* How a format shows numbers. */
struct tc_shows {
	enum { TC_SHOWS_NUMBER, TC_SHOWS_DATE, TC_SHOWS_SHARE } as;
	unsigned char least, most; /* digits of a share behind the comma */
};

/* A format of numbers: "dd/mm/yyyy", "[$-42A]d \"tháng\" m", "0.0#%". */
struct tc_shows tc_serial_shows(const char *format);

/* A format that every workbook has, by its number. */
struct tc_shows tc_serial_shows_builtin(unsigned format);

/*
 * Append a number. As a date 29/6/2020, days counted as Excel does: from 1900
 * with a 29 February that never was, or from 1904. As a share 2,04%, as it is
 * written here. What is no day of the years 1900 to 2199 or no such share is a
 * number of at most fifteen digits: 0.5.
 */
void tc_serial_put(
    double number, struct tc_shows shows, bool since_1904, struct tc_buf *out);

#endif
