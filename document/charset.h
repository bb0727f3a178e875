/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages in the encodings of China. */
#ifndef TC_DOCUMENT_CHARSET_H
#define TC_DOCUMENT_CHARSET_H

#include <stdbool.h>
#include <tracuu/buf.h>

/* Names for iconv(3) of those that a page may be in, up to NULL. */
extern const char *const tc_charset_names[];

/*
 * Append a page as UTF-8, if it declares one of these encodings and its bytes
 * are that: Vietnamese pages of old fonts declare what their writer's system
 * was set to. False, and nothing appended, if not.
 */
bool tc_charset_read(const char *bytes, size_t len, struct tc_buf *out);

#endif
