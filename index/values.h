/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values of documents, those that are asked for again kept in memory. */
#ifndef TC_INDEX_VALUES_H
#define TC_INDEX_VALUES_H

#include <tracuu/index.h>

#include "stream.h"

struct tc_values_block;

/* Blocks of the values in a slot. */
struct tc_kept_slot {
	struct tc_values_block **at; /* NULL: not kept */
	uint32_t *asked;	     /* the reading that first asked for one */
};

/* Begin with zeros; all of it is of one state of the database. */
struct tc_kept_values {
	struct tc_kept_slot slots[TC_SLOTS];
	uint32_t blocks;   /* of a slot */
	uint32_t readings; /* so far */
	size_t bytes;
};

/* Forget all: the database is of another state. */
void tc_kept_values_free(struct tc_kept_values *kept);

/*
 * As tc_index_values; *status is what take made of it. XAPIAN_NO_MEMORY, or
 * what reading them met.
 */
enum xapian_status tc_kept_values_read(enum tc_status *status,
    struct tc_kept_values *kept, const struct tc_stream_source *source,
    uint32_t slot, const uint32_t *docids, size_t n, tc_value_fn take,
    void *arg, struct xapian_error *why, struct tc_error *err);

#endif
