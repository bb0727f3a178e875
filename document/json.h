/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing JSON into a byte string. */
#ifndef TC_DOCUMENT_JSON_H
#define TC_DOCUMENT_JSON_H

#include <stddef.h>

/* For json_dump_callback(): append to the struct tc_buf at out. */
int tc_json_append(const char *s, size_t len, void *out);

#endif
