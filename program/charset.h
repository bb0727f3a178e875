/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The language and the characters of a terminal, for programs. */
#ifndef TC_PROGRAM_CHARSET_H
#define TC_PROGRAM_CHARSET_H

#include <stdbool.h>
#include <tracuu/buf.h>

/*
 * Take over the language and the characters that the environment names. A
 * program calls it first, before any thread. The catalogue of messages is
 * looked for beside the program: BIN/../share/locale, in the tree as when
 * installed; for lib/cgi-bin/tracuu.cgi a folder further up.
 *
 * Where LANGUAGE, or else LC_ALL, LC_MESSAGES or LANG begin with "vi", messages
 * are Vietnamese, whether or not such a locale was generated; LC_ALL=C is
 * English always, for scripts.
 */
void tc_charset_begin(void);

/*
 * The name of the characters that are read and written, as iconv knows it.
 * "UTF-8" in the C locale, too, which names none. Borrowed until the locale
 * changes.
 */
const char *tc_charset_name(void);

/*
 * Append UTF-8 in these characters. Vietnamese letters that are not among them
 * lose their marks, others become what iconv has for them or "?". Failure is
 * remembered by out.
 */
void tc_charset_encode(const char *s, size_t len, struct tc_buf *out);

/*
 * Append a string of these characters as UTF-8: what was typed. Bytes that are
 * none are left as they are. Failure is remembered by out.
 */
void tc_charset_decode(const char *s, size_t len, struct tc_buf *out);

#endif
