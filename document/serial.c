/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates and shares as workbooks keep them (ECMA-376, part 1, 18.8.31, 18.17.4).
 */
#include "serial.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Greater numbers show nothing that anybody looks for. */
#define SHARE_MAX 1e9

/* Digits behind the comma that are shown at most. */
#define DIGITS_MAX 9

/* What stands in a format for something else than itself. */
struct code {
	bool day, year;
	unsigned shares;	 /* % */
	bool behind;		 /* the comma, while digits go on */
	unsigned digits, zeroes; /* there; zeroes are shown in any case */
};

static void
take_symbol(struct code *code, char c)
{
	bool digit = c == '0' || c == '#' || c == '?';

	code->day |= c == 'd' || c == 'D';
	code->year |= c == 'y' || c == 'Y';
	code->shares += c == '%';
	code->digits += code->behind && digit;
	code->zeroes += code->behind && c == '0';
	code->behind = c == '.' || (code->behind && digit);
}

/* The first section, which is that of positive numbers. */
static void
read_code(struct code *code, const char *s)
{
	const char *close;

	for (; *s != '\0' && *s != ';'; s++) {
		if (strchr("\\_*", *s) != NULL && s[1] != '\0') {
			s++; /* itself, as wide as it, as many as there is room
				for */
		} else if (*s == '"' || *s == '[') {
			close = strchr(s + 1, *s == '"' ? '"' : ']');
			if (close == NULL)
				break;
			s = close;
		} else {
			take_symbol(code, *s);
		}
	}
}

struct tc_shows
tc_serial_shows(const char *format)
{
	struct code code = {.day = false};

	read_code(&code, format);
	if (code.day || code.year)
		return (struct tc_shows){TC_SHOWS_DATE, 0, 0};
	if (code.shares != 1 || code.digits > DIGITS_MAX)
		return (struct tc_shows){TC_SHOWS_NUMBER, 0, 0};
	return (struct tc_shows){TC_SHOWS_SHARE, (unsigned char)code.zeroes,
	    (unsigned char)code.digits};
}

struct tc_shows
tc_serial_shows_builtin(unsigned format)
{
	/* ECMA-376, part 1, 18.8.30; dates without those of hours alone. */
	if ((format >= 14 && format <= 17) || format == 22)
		return (struct tc_shows){TC_SHOWS_DATE, 0, 0};
	if (format == 9)
		return (struct tc_shows){TC_SHOWS_SHARE, 0, 0};
	if (format == 10)
		return (struct tc_shows){TC_SHOWS_SHARE, 2, 2};
	return (struct tc_shows){TC_SHOWS_NUMBER, 0, 0};
}

static bool
is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool
put_date(double days, bool since_1904, struct tc_buf *out)
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

static bool
put_share(double number, struct tc_shows shows, struct tc_buf *out)
{
	double unit = pow(10, shows.most), share = 100 * number;
	char text[64], *end;

	if (!(fabs(share) < SHARE_MAX))
		return false;
	/* Halves go up, as Excel has it; and there is no -0. */
	snprintf(text, sizeof(text), "%.*f", (int)shows.most,
	    round(share * unit) / unit + 0.0);
	end = text + strlen(text);
	if (shows.most > 0) {
		end[-1 - (int)shows.most] = ',';
		while (shows.most > shows.least && end[-1] == '0') {
			end--;
			shows.most--;
		}
		end -= shows.most == 0;
	}
	tc_buf_put(out, text, (size_t)(end - text));
	tc_buf_putc(out, '%');
	return true;
}

void
tc_serial_put(
    double number, struct tc_shows shows, bool since_1904, struct tc_buf *out)
{
	bool put = false;

	if (shows.as == TC_SHOWS_DATE)
		put = put_date(number, since_1904, out);
	else if (shows.as == TC_SHOWS_SHARE)
		put = put_share(number, shows, out);
	if (!put)
		tc_buf_printf(out, "%.15g", number);
}
