/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines that letterheads draw with signs. */
#ifndef TC_QUERY_RULED_H
#define TC_QUERY_RULED_H

#include <stdbool.h>
#include <stddef.h>

/* May a drawn line begin with a byte? That is told of every byte of a text. */
static inline bool
tc_ruled_may_begin(char c)
{
	return c == '-' || c == '_' || c == '=' || c == '*' || c == '~' ||
	    c == '\xE2';
}

/*
 * The bytes of a drawn line, "-------", "* * *", "---o0o---", that begins at a
 * byte of a text, and of the spaces behind it; 0: none does. What a word or
 * anything else touches is no line, nor is a dash or two.
 */
size_t tc_ruled_span(const char *text, size_t len, size_t at);

#endif
