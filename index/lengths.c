/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lengths are read in blocks and kept, four bytes a document. */
#include "lengths.h"

#include <stdlib.h>
#include <string.h>

/* Documents. */
#define NEAR (16 * TC_LENGTHS_BLOCK)

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
	lengths->at =
	    malloc((size_t)blocks * TC_LENGTHS_BLOCK * sizeof(*lengths->at));
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
		status = tc_stream_open(
		    &lengths->it, source, (struct tc_span){"", 0}, why);
	return status;
}

/* Where to read from, to have a block: what is skipped to from not far before
 * takes longer than reading it. */
static uint32_t
reading_from(const struct tc_lengths *lengths, uint32_t first)
{
	bool near = lengths->it != NULL && lengths->next <= first &&
	    first - lengths->next <= NEAR;

	return near ? lengths->next : first;
}

/* Read a block, and maybe some before it. */
static enum xapian_status
read_blocks(struct tc_lengths *lengths, const struct tc_stream_source *source,
    uint32_t first, struct xapian_error *why)
{
	uint32_t from = reading_from(lengths, first);
	uint32_t next = first + TC_LENGTHS_BLOCK, k;
	enum xapian_status status;

	/* What has no document has no length. */
	memset(&lengths->at[from], 0, (next - from) * sizeof(*lengths->at));
	status = go_to(lengths, source, from, why);
	if (status == XAPIAN_OK)
		status = tc_stream_lengths(
		    &lengths->at[from], from, next - from, lengths->it, why);
	if (status != XAPIAN_OK) {
		tc_stream_free(lengths->it);
		lengths->it = NULL;
	}
	if (status == XAPIAN_DONE)
		status = XAPIAN_OK;
	for (k = from; k < next && status == XAPIAN_OK; k += TC_LENGTHS_BLOCK)
		lengths->known[k / TC_LENGTHS_BLOCK] = true;
	lengths->next = next;
	return status;
}

enum xapian_status
tc_lengths_block(const uint32_t **out, struct tc_lengths *lengths,
    const struct tc_stream_source *source, uint32_t first,
    struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;

	*out = none;
	if (lengths->at == NULL)
		status = begin(lengths, source->database, why);
	if (status != XAPIAN_OK || first >= lengths->n)
		return status;
	if (!lengths->known[first / TC_LENGTHS_BLOCK])
		status = read_blocks(lengths, source, first, why);
	if (status == XAPIAN_OK)
		*out = &lengths->at[first];
	return status;
}
