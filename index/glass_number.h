/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers as Xapian's glass tables have them: seven bits a byte, the lowest
 * first; or so that their bytes sort as they do.
 */
#ifndef TC_INDEX_GLASS_NUMBER_H
#define TC_INDEX_GLASS_NUMBER_H

#include <stdbool.h>
#include <stdint.h>
#include <tracuu/buf.h>

void tc_glass_put_number(struct tc_buf *out, uint64_t n);
void tc_glass_put_sorted(struct tc_buf *out, uint32_t n);

/* Take such a number out of [*s, end). False: there is none so small. */
bool tc_glass_long_number(uint64_t *n, const char **s, const char *end);
bool tc_glass_number(uint32_t *n, const char **s, const char *end);
bool tc_glass_sorted(uint32_t *n, const char **s, const char *end);

/* tc_glass_number, where most have one byte. */
static inline bool
tc_glass_small_number(uint32_t *n, const char **s, const char *end)
{
	if (*s == end || (**s & 0x80) != 0)
		return tc_glass_number(n, s, end);
	*n = (unsigned char)*(*s)++;
	return true;
}

#endif
