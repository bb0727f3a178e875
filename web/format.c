/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers as they are written in Vietnam. */
#include "format.h"

#include <inttypes.h>
#include <stdio.h>

void
tc_format_number(struct tc_buf *out, uint64_t n)
{
	char digits[24];
	size_t i, len;

	len = (size_t)snprintf(digits, sizeof(digits), "%" PRIu64, n);
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			tc_buf_putc(out, '.');
		tc_buf_putc(out, digits[i]);
	}
}

void
tc_format_about(struct tc_buf *out, uint64_t n, bool exact)
{
	uint64_t unit = 1;

	while (!exact && n / unit >= 100)
		unit *= 10;
	tc_format_number(out, (n + unit / 2) / unit * unit);
}
