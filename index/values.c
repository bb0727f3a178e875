/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A value is found by a search in a table, for each of a hundred hits of a
 * question. What every question asks of its hits stays in memory, a block of
 * documents at a time, once it was asked for by a second one: a process that
 * answers one question reads nothing more than it needs.
 */
#include "values.h"

#include <stdlib.h>
#include <string.h>

#include "value_stream.h"

/* Documents of a block. */
#define BLOCK 128u

/* Bytes that are kept at most, in each of a web server's processes. What comes
 * later is read time and again. */
#define BYTES_MAX ((size_t)32 << 20)

struct tc_values_block {
	uint32_t end[BLOCK]; /* where each value ends and the next one begins */
	char bytes[];
};

/* Reading some values. */
struct reading {
	struct tc_kept_values *kept;
	const struct tc_stream_source *source;
	uint32_t slot;
	struct tc_value_stream stream; /* for what is not kept */
	struct xapian_value_row row;
};

/* A document whose value is wanted, and its place in the caller's list. */
struct wanted {
	uint32_t docid;
	size_t i;
};

void
tc_kept_values_free(struct tc_kept_values *kept)
{
	uint32_t slot, k;

	for (slot = 0; slot < TC_SLOTS; slot++) {
		struct tc_kept_slot *one = &kept->slots[slot];

		for (k = 0; one->at != NULL && k < kept->blocks; k++)
			free(one->at[k]);
		free(one->at);
		free(one->asked);
	}
	memset(kept, 0, sizeof(*kept));
}

/*
 * Blocks
 */

/* Facets have columns of their own, outlines are read while indexing. */
static bool
is_kept(uint32_t slot)
{
	return slot == TC_SLOT_ORDER || slot == TC_SLOT_HEADING ||
	    slot == TC_SLOT_SKETCH;
}

/* Without memory nothing is kept. */
static enum xapian_status
begin(struct tc_kept_slot *slot, struct tc_kept_values *kept,
    const struct xapian_database *database, struct xapian_error *why)
{
	enum xapian_status status;
	uint32_t last;

	status = xapian_database_get_lastdocid(&last, database, why);
	if (status != XAPIAN_OK)
		return status;
	kept->blocks = last / BLOCK + 1;
	slot->at = calloc(kept->blocks, sizeof(struct tc_values_block *));
	slot->asked = calloc(kept->blocks, sizeof(*slot->asked));
	if (slot->at == NULL || slot->asked == NULL) {
		free(slot->at);
		free(slot->asked);
		slot->at = NULL;
		slot->asked = NULL;
	}
	return XAPIAN_OK;
}

/* A damaged slot may be in no order: its block ends there. */
static enum xapian_status
read_block(uint32_t end[BLOCK], struct tc_buf *bytes,
    const struct tc_stream_source *source, uint32_t slot, uint32_t first,
    struct xapian_error *why)
{
	struct xapian_value_row row = {.docid = 0};
	struct tc_value_stream stream;
	enum xapian_status status;
	uint32_t i = 0;

	tc_value_stream_init(&stream, source, slot);
	status = tc_value_stream_skip_to(&row, &stream, first, why);
	while (status == XAPIAN_OK && row.docid >= first + i &&
	    row.docid < first + BLOCK) {
		while (i < row.docid - first)
			end[i++] = (uint32_t)bytes->len;
		tc_buf_put(bytes, row.value.s, row.value.len);
		end[i++] = (uint32_t)bytes->len;
		status = tc_value_stream_next(&row, &stream, why);
	}
	while (i < BLOCK)
		end[i++] = (uint32_t)bytes->len;
	tc_value_stream_free(&stream);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

static enum xapian_status
keep_block(struct tc_values_block **block, struct reading *reading,
    uint32_t first, struct xapian_error *why)
{
	struct tc_buf bytes = TC_BUF_INIT(BYTES_MAX);
	uint32_t end[BLOCK];
	enum xapian_status status;

	status =
	    read_block(end, &bytes, reading->source, reading->slot, first, why);
	if (status == XAPIAN_OK && !bytes.failed)
		*block = malloc(sizeof(**block) + bytes.len);
	if (*block != NULL) {
		memcpy((*block)->end, end, sizeof(end));
		memcpy((*block)->bytes, tc_buf_str(&bytes), bytes.len);
		reading->kept->bytes += sizeof(**block) + bytes.len;
	}
	tc_buf_free(&bytes);
	return status;
}

/* The block of a document, NULL where it is not kept. */
static enum xapian_status
find_block(const struct tc_values_block **out, struct reading *reading,
    uint32_t docid, struct xapian_error *why)
{
	struct tc_kept_values *kept = reading->kept;
	struct tc_kept_slot *slot = &kept->slots[reading->slot];
	enum xapian_status status = XAPIAN_OK;
	uint32_t k = docid / BLOCK;

	*out = NULL;
	if (!is_kept(reading->slot))
		return XAPIAN_OK;
	if (slot->at == NULL)
		status = begin(slot, kept, reading->source->database, why);
	if (status != XAPIAN_OK || slot->at == NULL || k >= kept->blocks)
		return status;
	if (slot->asked[k] == 0)
		slot->asked[k] = kept->readings;
	if (slot->at[k] == NULL && slot->asked[k] != kept->readings &&
	    kept->bytes < BYTES_MAX)
		status = keep_block(&slot->at[k], reading, k * BLOCK, why);
	*out = slot->at[k];
	return status;
}

/*
 * Values
 */

static struct tc_span
value_of(const struct tc_values_block *block, uint32_t docid)
{
	uint32_t i = docid % BLOCK, from = i > 0 ? block->end[i - 1] : 0;

	return (struct tc_span){block->bytes + from, block->end[i] - from};
}

/* Of documents with ever greater docids. */
static enum xapian_status
read_value(struct tc_span *value, struct reading *reading, uint32_t docid,
    struct xapian_error *why)
{
	struct xapian_value_row *row = &reading->row;
	enum xapian_status status = XAPIAN_OK;

	if (row->docid < docid)
		status =
		    tc_value_stream_skip_to(row, &reading->stream, docid, why);
	if (status == XAPIAN_OK && row->docid == docid)
		*value = (struct tc_span){row->value.s, row->value.len};
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

static int
by_docid(const void *a, const void *b)
{
	const struct wanted *x = a, *y = b;

	return x->docid < y->docid ? -1 : x->docid > y->docid;
}

static struct wanted *
order_wanted(const uint32_t *docids, size_t n)
{
	struct wanted *wanted = calloc(n + 1, sizeof(*wanted));
	bool sorted = true;
	size_t i;

	for (i = 0; i < n && wanted != NULL; i++) {
		wanted[i] = (struct wanted){docids[i], i};
		sorted &= i == 0 || docids[i] > docids[i - 1];
	}
	if (wanted != NULL && !sorted)
		qsort(wanted, n, sizeof(*wanted), by_docid);
	return wanted;
}

enum xapian_status
tc_kept_values_read(enum tc_status *status, struct tc_kept_values *kept,
    const struct tc_stream_source *source, uint32_t slot,
    const uint32_t *docids, size_t n, tc_value_fn take, void *arg,
    struct xapian_error *why, struct tc_error *err)
{
	struct reading reading = {.kept = kept, .source = source, .slot = slot};
	struct wanted *wanted = order_wanted(docids, n);
	enum xapian_status failure = XAPIAN_OK;
	const struct tc_values_block *block;
	size_t k;

	*status = TC_OK;
	if (wanted == NULL) {
		*status = tc_fail(err, TC_NOMEM, "out of memory");
		return XAPIAN_OK;
	}
	kept->readings++;
	tc_value_stream_init(&reading.stream, source, slot);
	for (k = 0; k < n && *status == TC_OK; k++) {
		struct tc_span value = {"", 0};

		failure = find_block(&block, &reading, wanted[k].docid, why);
		if (failure == XAPIAN_OK && block != NULL)
			value = value_of(block, wanted[k].docid);
		else if (failure == XAPIAN_OK)
			failure =
			    read_value(&value, &reading, wanted[k].docid, why);
		if (failure != XAPIAN_OK)
			break;
		*status = take(arg, wanted[k].i, value, err);
	}
	tc_value_stream_free(&reading.stream);
	free(wanted);
	return failure;
}
