/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams of [MS-CFB] files, in which Office 97 to 2003 keep theirs. */
#ifndef TC_DOCUMENT_OLE_H
#define TC_DOCUMENT_OLE_H

#include <tracuu/buf.h>

/*
 * Append the stream of this name; nothing when there is none. TC_INVALID when
 * it is no such file or damaged, TC_NOMEM, TC_TOOBIG (out's limit).
 */
enum tc_status tc_ole_read(const char *bytes, size_t len, const char *name,
    struct tc_buf *out, struct tc_error *err);

#endif
