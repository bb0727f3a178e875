/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting strings where they mean nothing but themselves. */
#ifndef TC_WEB_ESCAPE_H
#define TC_WEB_ESCAPE_H

#include <tracuu/buf.h>

/* Where in a page a value stands, which says how it is escaped. */
enum tc_place {
	TC_PLACE_TEXT, /* between tags, and in quoted attributes */
	TC_PLACE_URL,  /* a whole address in a quoted attribute */
	TC_PLACE_QUERY /* a part of an address after its beginning */
};

/*
 * Append UTF-8 as it may stand at that place of HTML and of XML. Characters
 * that XML 1.0 does not have become U+FFFD. An address with another scheme than
 * http and https becomes "#". Failure is remembered by out.
 */
void
tc_escape(struct tc_buf *out, enum tc_place place, const char *s, size_t len);

/* Append a part of a query string, percent-encoded (RFC 3986, unreserved). */
void tc_escape_query(struct tc_buf *out, const char *s, size_t len);

#endif
