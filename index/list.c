/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting together lists of terms. */
#include "list.h"

#include "glass.h"

void
tc_list_begin(struct tc_buf *tag, uint32_t length, uint32_t n)
{
	tc_glass_put_number(tag, length);
	tc_glass_put_number(tag, n);
}

static size_t
shared(struct tc_span a, struct tc_span b)
{
	size_t i = 0, len = a.len < b.len ? a.len : b.len;

	while (i < len && a.s[i] == b.s[i])
		i++;
	return i;
}

/*
 * How much of the term before it begins with, the rest, and its frequency. A
 * small frequency shares a byte with the first.
 */
void
tc_list_put(struct tc_buf *tag, struct tc_span before, struct tc_span term,
    uint32_t wdf)
{
	size_t same, packed;

	if (before.len == 0) {
		tc_buf_putc(tag, (char)term.len);
		tc_buf_put(tag, term.s, term.len);
		tc_glass_put_number(tag, wdf);
		return;
	}
	same = shared(before, term);
	packed = wdf < 127 ? (wdf + 1) * (before.len + 1) + same : 256;
	tc_buf_putc(tag, (char)(packed < 256 ? packed : same));
	tc_buf_putc(tag, (char)(term.len - same));
	tc_buf_put(tag, term.s + same, term.len - same);
	if (packed >= 256)
		tc_glass_put_number(tag, wdf);
}
