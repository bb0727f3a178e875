/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a document has instead of a word. */
#ifndef TC_QUERY_INSTEAD_H
#define TC_QUERY_INSTEAD_H

#include <tracuu/query.h>

/*
 * Append lines: words of a document that are a given one with other marks, or,
 * where there are none, one letter away from it; the most frequent first, three
 * at most. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_instead_find(struct tc_buf *out, const struct tc_index *index,
    uint32_t docid, const struct tc_query_word *word, struct tc_error *err);

#endif
