/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How texts look on a terminal: columns, and what must not reach it. */
#ifndef TC_DISPLAY_H
#define TC_DISPLAY_H

#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The character that a text of len > 0 bytes begins with, as *c, and its length
 * in bytes. A byte that begins none is U+FFFD.
 */
size_t tc_display_next(const char *s, size_t len, uint32_t *c);

/*
 * Columns that a character takes: 0 for one that is laid over the one before it
 * or is not seen, 2 for wide ones (UAX 11), else 1; -1 for those that move the
 * cursor, change colours or turn the writing round: C0, DEL, C1, line and
 * paragraph separators, bidirectional controls.
 */
int tc_display_width(uint32_t c);

/* Columns of a text; what moves the cursor counts as the one space of
 * tc_display_put. */
size_t tc_display_columns(const char *s, size_t len);

/*
 * How many bytes of a text fit into so many columns. Marks that are laid over
 * the last letter are among them.
 */
size_t tc_display_fit(const char *s, size_t len, size_t columns);

/*
 * The number of bytes up to the end of what is seen as one character, from a
 * place where one begins: a letter with the marks that are laid over it.
 */
size_t tc_display_cluster(const char *s, size_t len);

/* Append a text with a space for each character that would move the cursor,
 * U+FFFD for bytes that are no UTF-8. Failure is remembered by out. */
void tc_display_put(const char *s, size_t len, struct tc_buf *out);

/* The letter of ASCII that a character is without its marks: D for Đ, o for ớ;
 * 0 where there is none. */
char tc_display_bare(uint32_t c);

#ifdef __cplusplus
}
#endif
#endif
