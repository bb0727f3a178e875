/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts in UTF-16, as Windows' Notepad writes them. */
#include "extract.h"

#include <string.h>

/* So much of a text tells whether it is in UTF-16. */
#define LOOK 512

static bool
has_mark(const char *bytes, size_t len, const char *mark)
{
	return len >= 2 && memcmp(bytes, mark, 2) == 0;
}

/* Without a mark: every second byte of the beginning is a NUL, mostly. */
enum tc_utf16
tc_utf16_of_bytes(const char *bytes, size_t len)
{
	size_t i, even = 0, odd = 0, n = len < LOOK ? len / 2 * 2 : LOOK;

	if (has_mark(bytes, len, "\xFF\xFE"))
		return TC_UTF16_LE;
	if (has_mark(bytes, len, "\xFE\xFF"))
		return TC_UTF16_BE;
	for (i = 0; i + 1 < n; i += 2) {
		even += bytes[i] == '\0';
		odd += bytes[i + 1] == '\0';
	}
	if (n >= 8 && even == 0 && odd * 5 > n)
		return TC_UTF16_LE;
	if (n >= 8 && odd == 0 && even * 5 > n)
		return TC_UTF16_BE;
	return TC_UTF16_NOT;
}

static uint32_t
unit_at(const char *bytes, enum tc_utf16 which)
{
	const unsigned char *c = (const unsigned char *)bytes;

	return which == TC_UTF16_LE ? (uint32_t)(c[0] | c[1] << 8)
				    : (uint32_t)(c[0] << 8 | c[1]);
}

enum tc_status
tc_utf16_read(const char *bytes, size_t len, enum tc_utf16 which,
    struct tc_buf *out, struct tc_error *err)
{
	size_t i;
	uint32_t c, next;

	for (i = 0; i + 1 < len; i += 2) {
		c = unit_at(bytes + i, which);
		if (i == 0 && c == 0xFEFF)
			continue;
		next = i + 3 < len ? unit_at(bytes + i + 2, which) : 0;
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
