/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lengths of documents, kept from question to question. */
#ifndef TC_INDEX_LENGTHS_H
#define TC_INDEX_LENGTHS_H

#include <tracuu/index.h>

#include "stream.h"

/* Begin with zeros; all of it is of one state of the database. */
struct tc_lengths {
	uint32_t *at; /* by docid; 0: no such document, or not read yet */
	uint32_t n;
	bool *known;	      /* which blocks were read */
	struct tc_stream *it; /* over all documents */
	uint32_t next;	      /* the block that it stands before */
};

/* Forget them all: the database is of another state. */
void tc_lengths_free(struct tc_lengths *lengths);

/*
 * The lengths of TC_LENGTHS_BLOCK documents from docid `first` on, a multiple
 * of that. Borrowed. XAPIAN_NO_MEMORY, or what reading them met.
 */
enum xapian_status tc_lengths_block(const uint32_t **out,
    struct tc_lengths *lengths, const struct tc_stream_source *source,
    uint32_t first, struct xapian_error *why);

#endif
