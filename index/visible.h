/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which documents of a database are public. */
#ifndef TC_INDEX_VISIBLE_H
#define TC_INDEX_VISIBLE_H

#include <tracuu/index.h>

/* Count the documents that are not; UINT32_MAX after a failure. */
enum xapian_status tc_visible_count_hidden(uint32_t *hidden,
    const struct xapian_database *database, struct xapian_error *why);

#endif
