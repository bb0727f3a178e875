/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys of structured tokens. */
#include "number.h"

#include <stdint.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/text.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "letter.h"

/* Keys are terms: no longer than one. */
#define KEY_MAX TC_TERM_MAX

static uint32_t
next(const char *s, size_t len, size_t *i)
{
	UChar32 c;

	U8_NEXT((const uint8_t *)s, *i, len, c);
	return c < 0 ? 0xFFFD : (uint32_t)c;
}

int
tc_number_digit(uint32_t c)
{
	if (tc_ascii_is_digit(c))
		return (int)c - '0';
	if (c < 0x80)
		return -1;
	if (c == 0x00B9)
		return 1;
	if (c == 0x00B2 || c == 0x00B3)
		return (int)c - 0x00B0;
	if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079))
		return (int)c - 0x2070;
	if (c >= 0x2080 && c <= 0x2089)
		return (int)c - 0x2080;
	return u_charDigitValue((UChar32)c);
}

bool
tc_number_is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool
tc_number_is_slash(uint32_t c)
{
	return c == '/' || c == 0x2044 || c == 0x2215 || c == 0xFF0F;
}

#define GROUPS_MAX 4

/* The runs of digits in a token as numbers; those beyond 10^6 are cut. */
static size_t
digit_groups(const char *s, size_t len, unsigned *groups)
{
	size_t i = 0, n = 0;
	bool inside = false;

	while (i < len) {
		int d = tc_number_digit(next(s, len, &i));

		if (d >= 0 && !inside) {
			if (n == GROUPS_MAX)
				break;
			groups[n++] = 0;
		}
		inside = d >= 0;
		if (inside && groups[n - 1] < 1000000)
			groups[n - 1] = groups[n - 1] * 10 + (unsigned)d;
	}
	return n;
}

/* The digits of s without leading zeros, at least one. */
static void
put_digits(const char *s, size_t len, struct tc_buf *out)
{
	size_t i = 0, start = out->len;

	while (i < len && out->len - start < KEY_MAX) {
		int d = tc_number_digit(next(s, len, &i));

		if (d > 0 || (d == 0 && out->len > start))
			tc_buf_putc(out, (char)('0' + d));
	}
	if (out->len == start)
		tc_buf_putc(out, '0');
}

void
tc_number_integer(const char *s, size_t len, struct tc_buf *out)
{
	put_digits(s, len, out);
}

static size_t
count(const char *s, size_t len, char c)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += s[i] == c;
	return n;
}

/* Is it digits in threes: 8.900, 1.234.567? */
static bool
is_grouped(const char *s, size_t len, char separator)
{
	size_t first = len % 4 == 0 ? 0 : len % 4, i;

	if (len < 5 || first == 0)
		return false;
	for (i = 0; i < len; i++) {
		bool here = i >= first && (i - first) % 4 == 0;

		if (here ? s[i] != separator : !tc_ascii_is_digit(s[i]))
			return false;
	}
	return true;
}

/* With the comma for thousands beyond doubt: twice, or before a point. */
static bool
is_english(const char *s, size_t len)
{
	const char *dot = memchr(s, '.', len);
	size_t whole = dot != NULL ? (size_t)(dot - s) : len;

	if (!is_grouped(s, whole, ','))
		return false;
	if (dot == NULL)
		return count(s, len, ',') > 1;
	return count(dot, len - whole, '.') == 1 &&
	    count(dot, len - whole, ',') == 0 && len > whole + 1;
}

/* Copy digits and what is between them, as far as a key goes from start. */
static void
put_plain(const char *s, size_t len, size_t start, struct tc_buf *out)
{
	size_t i = 0, from;

	while (i < len && out->len - start + U8_MAX_LENGTH <= KEY_MAX) {
		int d;

		from = i;
		d = tc_number_digit(next(s, len, &i));
		if (d >= 0)
			tc_buf_putc(out, (char)('0' + d));
		else
			tc_buf_put(out, s + from, i - from);
	}
}

void
tc_number_decimal(const char *s, size_t len, struct tc_buf *out)
{
	const char *comma = memchr(s, ',', len);
	size_t whole = comma != NULL ? (size_t)(comma - s) : len;
	size_t start = out->len;

	if (is_english(s, len)) { /* 1,234,567  1,234.5 */
		const char *dot = memchr(s, '.', len);

		whole = dot != NULL ? (size_t)(dot - s) : len;
		put_digits(s, whole, out);
		if (dot != NULL && out->len - start < KEY_MAX)
			put_plain(dot, len - whole, start, out);
	} else if (count(s, len, ',') <= 1 &&
	    (is_grouped(s, whole, '.') ||
		(comma != NULL && count(s, whole, '.') == 0))) {
		put_digits(s, whole, out);
		if (comma != NULL && out->len - start < KEY_MAX) {
			tc_buf_putc(out, '.');
			put_plain(comma + 1, len - whole - 1, start, out);
		}
	} else { /* 4.0, 1.2.3 */
		put_plain(s, len, start, out);
	}
}

void
tc_number_document(const char *s, size_t len, struct tc_buf *out)
{
	size_t i = 0, from, start = out->len;

	while (i < len && out->len - start + 4 < KEY_MAX) {
		uint32_t c;

		from = i;
		c = next(s, len, &i);
		if (c == '0' && out->len == start && i < len &&
		    tc_ascii_is_digit(s[i]))
			continue; /* 012/2020 is 12/2020, but 00/2020 0/2020 */
		if (tc_number_is_dash(c))
			tc_buf_putc(out, '-');
		else if (tc_number_is_slash(c))
			tc_buf_putc(out, '/');
		else if (c == ':')
			tc_buf_putc(out, ':');
		else if (u_isalnum((UChar32)c))
			tc_text_fold(s + from, i - from, out);
	}
}

/* Is it a day of that month, in a year or (0) in some year? */
bool
tc_number_is_day(unsigned year, unsigned month, unsigned day)
{
	static const unsigned char days[] = {
	    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day < 29 || leap;
}

size_t
tc_number_groups(const char *s, size_t len, unsigned *groups, size_t n)
{
	unsigned all[GROUPS_MAX];
	size_t found = digit_groups(s, len, all);

	if (found > n)
		return 0;
	memcpy(groups, all, found * sizeof(*groups));
	return found;
}

void
tc_number_date(const char *s, size_t len, struct tc_buf *out)
{
	unsigned g[GROUPS_MAX], year;

	if (digit_groups(s, len, g) != 3)
		return;
	if (g[0] > 31) {
		tc_buf_printf(out, "%04u-%02u-%02u", g[0], g[1], g[2]);
		return;
	}
	year = g[2];
	if (year < 100) /* 29/06/20; nobody here files documents of 2050 */
		year += year < 50 ? 2000 : 1900;
	tc_buf_printf(out, "%04u-%02u-%02u", year, g[1], g[0]);
}

void
tc_number_day(const char *s, size_t len, struct tc_buf *out)
{
	unsigned g[GROUPS_MAX];

	if (digit_groups(s, len, g) == 2)
		tc_buf_printf(out, "--%02u-%02u", g[1], g[0]);
}

void
tc_number_month(const char *s, size_t len, struct tc_buf *out)
{
	unsigned g[GROUPS_MAX];

	if (digit_groups(s, len, g) == 2)
		tc_buf_printf(out, "%04u-%02u", g[1], g[0]);
}

void
tc_number_years(const char *s, size_t len, struct tc_buf *out)
{
	unsigned g[GROUPS_MAX];

	if (digit_groups(s, len, g) == 2)
		tc_buf_printf(out, "%04u-%04u", g[0], g[1]);
}

void
tc_number_time(const char *s, size_t len, struct tc_buf *out)
{
	unsigned g[GROUPS_MAX] = {0, 0, 0, 0};

	if (digit_groups(s, len, g) > 0)
		tc_buf_printf(out, "%02u:%02u", g[0], g[1]);
}

void
tc_number_phone(const char *s, size_t len, struct tc_buf *out)
{
	size_t i = 0;

	tc_buf_putc(out, '0');
	if (len > 3 && strncmp(s, "+84", 3) == 0)
		i = 3;
	else if (len > 1)
		i = 1;
	while (i < len) {
		int d = tc_number_digit(next(s, len, &i));

		if (d >= 0)
			tc_buf_putc(out, (char)('0' + d));
	}
}

void
tc_number_net(const char *s, size_t len, struct tc_buf *out)
{
	size_t i = 0, start = out->len;

	for (i = 0; i + 2 < len; i++) {
		if (strncmp(s + i, "://", 3) == 0) {
			s += i + 3;
			len -= i + 3;
			break;
		}
		if (s[i] == '/' || s[i] == '@' || i > 8)
			break;
	}
	while (len > 0 && s[len - 1] == '/')
		len--;
	for (i = 0; i < len && out->len - start + 4 < KEY_MAX;) {
		size_t from = i;

		next(s, len, &i);
		if (i == from + 1 && s[from] >= 'A' && s[from] <= 'Z')
			tc_buf_putc(out, (char)(s[from] - 'A' + 'a'));
		else
			tc_buf_put(out, s + from, i - from);
	}
}
