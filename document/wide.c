/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts in UTF-16, as Windows' Notepad writes them, and in UTF-32. */
#include "extract.h"

#include <string.h>

/* So much of a text tells whether it is in UTF-16 or UTF-32. */
#define LOOK 512

/* Byte order marks: those of UTF-32 begin as one of UTF-16 does. */
static const struct {
	const char *bytes;
	size_t len;
	enum tc_wide which;
} marks[] = {
    {"\xFF\xFE\0\0", 4, TC_WIDE_32LE},
    {"\0\0\xFE\xFF", 4, TC_WIDE_32BE},
    {"\xFF\xFE", 2, TC_WIDE_16LE},
    {"\xFE\xFF", 2, TC_WIDE_16BE},
};

/*
 * Without a mark. In UTF-16 every second byte of the beginning is a NUL,
 * mostly; in UTF-32 one end of each four has at least two.
 */
static enum tc_wide
guess(const char *bytes, size_t len)
{
	size_t i, n = len < LOOK ? len / 4 * 4 : LOOK;
	size_t nul[4] = {0};

	for (i = 0; i < n; i++)
		nul[i % 4] += bytes[i] == '\0';
	if (n >= 8 && nul[0] == 0 && nul[2] == n / 4 && nul[3] == n / 4)
		return TC_WIDE_32LE;
	if (n >= 8 && nul[3] == 0 && nul[0] == n / 4 && nul[1] == n / 4)
		return TC_WIDE_32BE;
	if (n >= 8 && nul[0] + nul[2] == 0 && (nul[1] + nul[3]) * 5 > n)
		return TC_WIDE_16LE;
	if (n >= 8 && nul[1] + nul[3] == 0 && (nul[0] + nul[2]) * 5 > n)
		return TC_WIDE_16BE;
	return TC_WIDE_NOT;
}

enum tc_wide
tc_wide_of_bytes(const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (len >= marks[i].len &&
		    memcmp(bytes, marks[i].bytes, marks[i].len) == 0)
			return marks[i].which;
	}
	return guess(bytes, len);
}

static bool
is_32(enum tc_wide which)
{
	return which == TC_WIDE_32LE || which == TC_WIDE_32BE;
}

static uint32_t
unit_at(const char *bytes, enum tc_wide which)
{
	const unsigned char *c = (const unsigned char *)bytes;

	switch (which) {
	case TC_WIDE_16BE:
		return (uint32_t)c[0] << 8 | c[1];
	case TC_WIDE_32LE:
		return c[0] | (uint32_t)c[1] << 8 | (uint32_t)c[2] << 16 |
		    (uint32_t)c[3] << 24;
	case TC_WIDE_32BE:
		return (uint32_t)c[0] << 24 | (uint32_t)c[1] << 16 |
		    (uint32_t)c[2] << 8 | c[3];
	default:
		return c[0] | (uint32_t)c[1] << 8;
	}
}

enum tc_status
tc_wide_read(const char *bytes, size_t len, enum tc_wide which,
    struct tc_buf *out, struct tc_error *err)
{
	size_t i, unit = is_32(which) ? 4 : 2;
	uint32_t c, next;

	for (i = 0; i + unit <= len; i += unit) {
		c = unit_at(bytes + i, which);
		if (i == 0 && c == 0xFEFF)
			continue;
		next = unit == 2 && i + 4 <= len ? unit_at(bytes + i + 2, which)
						 : 0;
		if (c >> 10 == 0xD800 >> 10 && next >> 10 == 0xDC00 >> 10) {
			c = 0x10000 + ((c & 0x3FF) << 10 | (next & 0x3FF));
			i += 2;
		}
		/* Binary data is no text in any encoding. */
		if (c == 0)
			return tc_fail(err, TC_INVALID,
			    "binary data, not text (NUL at byte %zu)", i);
		tc_buf_put_char(out, c);
	}
	return tc_buf_check(out, err);
}
