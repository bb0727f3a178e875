/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns of characters, by ICU and not by the locale of the moment. */
#include <tracuu/display.h>

#include <ctype.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "letter.h"

#define REPLACEMENT 0xFFFD

size_t
tc_display_next(const char *s, size_t len, uint32_t *c)
{
	int32_t i = 0, n = len > U8_MAX_LENGTH ? U8_MAX_LENGTH : (int32_t)len;
	UChar32 next;

	U8_NEXT((const uint8_t *)s, i, n, next);
	*c = next < 0 ? REPLACEMENT : (uint32_t)next;
	/* A text that ends amid a character is bad byte by byte. */
	return next < 0 ? 1 : (size_t)i;
}

/* Explicit embeddings, overrides and isolates of UAX 9. */
static bool
turns_round(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

int
tc_display_width(uint32_t c)
{
	int width;

	if (c >= ' ' && c < 0x7F)
		return 1;
	if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
	    turns_round(c))
		return -1;
	switch (u_charType((UChar32)c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
		return 0;
	case U_FORMAT_CHAR:
		return c == 0xAD ? 1 : 0; /* terminals show soft hyphens */
	default:
		width =
		    u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
		return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
	}
}

static size_t
shown_width(uint32_t c)
{
	int width = tc_display_width(c);

	return width < 0 ? 1 : (size_t)width;
}

size_t
tc_display_columns(const char *s, size_t len)
{
	size_t i, columns = 0;
	uint32_t c;

	for (i = 0; i < len;) {
		i += tc_display_next(s + i, len - i, &c);
		columns += shown_width(c);
	}
	return columns;
}

size_t
tc_display_fit(const char *s, size_t len, size_t columns)
{
	size_t i = 0, next, width;
	uint32_t c;

	while (i < len) {
		next = i + tc_display_next(s + i, len - i, &c);
		width = shown_width(c);
		if (width > columns)
			break;
		columns -= width;
		i = next;
	}
	return i;
}

size_t
tc_display_cluster(const char *s, size_t len)
{
	size_t i, n;
	uint32_t c;

	if (len == 0)
		return 0;
	for (i = tc_display_next(s, len, &c); i < len; i += n) {
		n = tc_display_next(s + i, len - i, &c);
		if (tc_display_width(c) != 0)
			break;
	}
	return i;
}

void
tc_display_put(const char *s, size_t len, struct tc_buf *out)
{
	size_t i, n;
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = tc_display_next(s + i, len - i, &c);
		if (tc_display_width(c) < 0)
			tc_buf_putc(out, ' ');
		else if (c == REPLACEMENT)
			tc_buf_put_char(out, c);
		else
			tc_buf_put(out, s + i, n);
	}
}

char
tc_display_bare(uint32_t c)
{
	struct tc_letter letter = tc_letter_of(c);

	if (letter.lower == 0)
		return 0;
	return letter.lower == c ? letter.base
				 : (char)toupper((unsigned char)letter.base);
}
