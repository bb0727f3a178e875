/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All terms of an index, or those that begin alike, in their order. */
#ifndef TC_INDEX_VOCABULARY_H
#define TC_INDEX_VOCABULARY_H

#include "stream.h"

/* tc_index_vocabulary, from a source that must live as long. */
enum xapian_status tc_vocabulary_open(struct tc_vocabulary **out,
    const struct tc_stream_source *source, struct tc_span prefix,
    struct xapian_error *why);

#endif
