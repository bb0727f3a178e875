/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_number.h"

void
tc_glass_put_number(struct tc_buf *out, uint64_t n)
{
	char bytes[10];
	size_t len = 0;

	for (; n >= 0x80; n >>= 7)
		bytes[len++] = (char)(n | 0x80);
	bytes[len++] = (char)n;
	tc_buf_put(out, bytes, len);
}

/* Two bytes below 0x8000; else as many ones as bytes follow, as UTF-8 does. */
void
tc_glass_put_sorted(struct tc_buf *out, uint32_t n)
{
	char bytes[6];
	size_t len = 2, i;

	if (n >= 0x8000)
		for (len = 3; len < 5 && n >> (7 * len + 1) != 0;)
			len++;
	for (i = 0; i < len; i++)
		bytes[i] = len - 1 - i < 4 ? (char)(n >> 8 * (len - 1 - i)) : 0;
	if (len > 2)
		bytes[0] |= (char)(0xFF << (10 - len));
	tc_buf_put(out, bytes, len);
}

bool
tc_glass_long_number(uint64_t *n, const char **s, const char *end)
{
	unsigned shift = 0;

	for (*n = 0; *s < end && shift < 63; shift += 7) {
		*n |= (uint64_t)(**s & 0x7F) << shift;
		if ((*(*s)++ & 0x80) == 0)
			return true;
	}
	return false;
}

bool
tc_glass_number(uint32_t *n, const char **s, const char *end)
{
	uint64_t number;
	bool good =
	    tc_glass_long_number(&number, s, end) && number <= UINT32_MAX;

	*n = (uint32_t)number;
	return good;
}

/* As many ones as bytes follow the first two: see tc_glass_put_sorted(). */
bool
tc_glass_sorted(uint32_t *n, const char **s, const char *end)
{
	unsigned char first = *s < end ? (unsigned char)**s : 0xFF;
	unsigned more = first < 0x80 ? 0
	    : first < 0xC0	     ? 1
	    : first < 0xE0	     ? 2
				     : 3;
	const char *stop = *s + 2 + more;

	if (first >= 0xF0 || end - *s < 2 + (ptrdiff_t)more)
		return false;
	*n = more == 0 ? first : first & (0x3Fu >> (more - 1));
	while (++*s < stop)
		*n = *n << 8 | (unsigned char)**s;
	return true;
}
