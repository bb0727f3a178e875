/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lengths are read in blocks and kept, four bytes a document. */
#include "lengths.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t none[TC_LENGTHS_BLOCK];

void
tc_lengths_free(struct tc_lengths *lengths)
{
	tc_stream_free(lengths->it);
	free(lengths->at);
	free(lengths->known);
	memset(lengths, 0, sizeof(*lengths));
}

static enum xapian_status
begin(struct tc_lengths *lengths, const struct xapian_database *database,
    struct xapian_error *why)
{
	enum xapian_status status;
	uint32_t last, blocks;

	status = xapian_database_get_lastdocid(&last, database, why);
	if (status != XAPIAN_OK)
		return status;
	blocks = last / TC_LENGTHS_BLOCK + 1;
	lengths->at = calloc(blocks, TC_LENGTHS_BLOCK * sizeof(*lengths->at));
	lengths->known = calloc(blocks, sizeof(*lengths->known));
	lengths->n = blocks * TC_LENGTHS_BLOCK;
	if (lengths->at != NULL && lengths->known != NULL)
		return XAPIAN_OK;
	tc_lengths_free(lengths);
	return tc_index_no_memory(why);
}

/* Put the iterator before a block: onwards, or anew. */
static enum xapian_status
go_to(struct tc_lengths *lengths, const struct tc_stream_source *source,
    uint32_t first, struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;

	if (lengths->it != NULL && lengths->next == first)
		return XAPIAN_OK;
	if (lengths->it != NULL && lengths->next > first) {
		tc_stream_free(lengths->it);
		lengths->it = NULL;
	}
	if (lengths->it == NULL)
		status = tc_stream_open(&lengths->it, source,
		    (struct tc_span){"", 0}, TC_STREAM_LENGTHS, why);
	return status;
}

static enum xapian_status
read_block(struct tc_lengths *lengths, const struct tc_stream_source *source,
    uint32_t first, struct xapian_error *why)
{
	enum xapian_status status;

	status = go_to(lengths, source, first, why);
	if (status == XAPIAN_OK)
		status = tc_stream_lengths(&lengths->at[first], first,
		    TC_LENGTHS_BLOCK, lengths->it, why);
	if (status != XAPIAN_OK) {
		tc_stream_free(lengths->it);
		lengths->it = NULL;
	}
	lengths->next = first + TC_LENGTHS_BLOCK;
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

enum xapian_status
tc_lengths_block(const uint32_t **out, struct tc_lengths *lengths,
    const struct tc_stream_source *source, uint32_t first,
    struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;
	bool *known;

	*out = none;
	if (lengths->at == NULL)
		status = begin(lengths, source->database, why);
	if (status != XAPIAN_OK || first >= lengths->n)
		return status;
	known = &lengths->known[first / TC_LENGTHS_BLOCK];
	if (!*known)
		status = read_block(lengths, source, first, why);
	if (status == XAPIAN_OK) {
		*known = true;
		*out = &lengths->at[first];
	}
	return status;
}
