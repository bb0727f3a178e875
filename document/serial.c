/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates as workbooks keep them (ECMA-376, part 1, 18.17.4). */
#include "serial.h"

#include <string.h>

bool
tc_serial_format_is_date(const char *format)
{
	const char *s, *close;
	bool day = false, year = false;

	for (s = format; *s != '\0' && *s != ';'; s++) {
		if (*s == '\\' && s[1] != '\0') {
			s++; /* a character that stands for itself */
		} else if (*s == '"' || *s == '[') {
			close = strchr(s + 1, *s == '"' ? '"' : ']');
			if (close == NULL)
				break;
			s = close;
		} else {
			day |= *s == 'd' || *s == 'D';
			year |= *s == 'y' || *s == 'Y';
		}
	}
	return day || year;
}

bool
tc_serial_is_date(unsigned format)
{
	/* ECMA-376, part 1, 18.8.30; without those of hours alone. */
	return (format >= 14 && format <= 17) || format == 22;
}

static bool
is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool
tc_serial_put_date(double days, bool since_1904, struct tc_buf *out)
{
	static const int lengths[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	long left, year, month, length;

	if (!(days >= 1 && days < 109575)) /* to the end of 2199 */
		return false;
	left = (long)days + (since_1904 ? 1462 : 0);
	if (left >= 60) /* after the day that never was */
		left--;
	for (year = 1900; left > (length = is_leap(year) ? 366 : 365); year++)
		left -= length;
	for (month = 0;; month++) {
		length = lengths[month] + (month == 1 && is_leap(year));
		if (left <= length)
			break;
		left -= length;
	}
	tc_buf_printf(out, "%ld/%ld/%ld", left, month + 1, year);
	return true;
}
