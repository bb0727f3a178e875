/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines that letterheads draw with signs. */
#ifndef TC_QUERY_RULED_H
#define TC_QUERY_RULED_H

#include <stddef.h>

/*
 * The bytes of a drawn line, "-------", "* * *", "---o0o---", that begins at a
 * byte of a text, and of the spaces behind it; 0: none does. What a word or
 * anything else touches is no line, nor is a dash or two.
 */
size_t tc_ruled_span(const char *text, size_t len, size_t at);

#endif
