/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A chunk is gaps and counts, each a number of one byte or more. Reading them
 * is most of what a question of common words costs.
 */
#include "chunk.h"

#include <endian.h>
#include <string.h>

#include "counts.h"
#include "glass_number.h"

bool
tc_list_take_totals(
    struct tc_list_totals *totals, const char **s, const char *end)
{
	return tc_glass_number(&totals->documents, s, end) &&
	    tc_glass_number(&totals->occurrences, s, end) &&
	    tc_glass_number(&totals->before, s, end);
}

bool
tc_chunk_begin(struct tc_chunk *chunk, struct tc_span bytes, uint32_t begins)
{
	const char *s = bytes.s, *end = bytes.s + bytes.len;
	struct tc_list_totals totals;
	uint32_t more;

	if (begins == 0) {
		if (!tc_list_take_totals(&totals, &s, end) ||
		    totals.before == UINT32_MAX)
			return false;
		begins = totals.before + 1;
	}
	if (s >= end || (*s != '0' && *s != '1'))
		return false;
	chunk->is_last = *s++ == '1';
	if (!tc_glass_number(&more, &s, end) || more > UINT32_MAX - begins ||
	    !tc_glass_number(&chunk->row.wdf, &s, end))
		return false;
	chunk->row.docid = begins;
	chunk->until = begins + more;
	chunk->at = s;
	chunk->end = end;
	return true;
}

/* Go on to the next row of the chunk: a gap and a count. */
static enum tc_stop
step(struct tc_chunk *chunk)
{
	struct xapian_posting_row *row = &chunk->row;
	uint32_t gap, wdf;

	if (chunk->at == chunk->end)
		return row->docid == chunk->until ? TC_STOP_CHUNK_ENDS
						  : TC_STOP_NOT_SOUND;
	if (!tc_glass_number(&gap, &chunk->at, chunk->end) ||
	    !tc_glass_number(&wdf, &chunk->at, chunk->end) ||
	    gap >= chunk->until - row->docid)
		return TC_STOP_NOT_SOUND;
	row->docid += gap + 1;
	row->wdf = wdf;
	return TC_STOP_AT_ROW;
}

/* Put a row, which is of one of the documents. Inline, for its branches are
 * known where it is called. */
static inline __attribute__((always_inline)) void
put(struct tc_wanted *wanted, enum tc_target target,
    const struct xapian_posting_row *row)
{
	uint32_t i = row->docid - wanted->first;

	if (target == TC_TO_LENGTHS)
		wanted->lengths[i] = row->wdf;
	else if (target == TC_TO_ONES)
		wanted->bytes[i] = 1;
	else if (target == TC_TO_COUNTS && row->wdf < TC_COUNT_NONE)
		wanted->bytes[i] =
		    row->wdf > 0 ? (unsigned char)row->wdf : TC_COUNT_NONE;
	else if (target == TC_TO_COUNTS)
		wanted->failed =
		    !tc_counts_put_many(wanted->counts, row) || wanted->failed;
}

void
tc_wanted_put(struct tc_wanted *wanted, enum tc_target target,
    const struct xapian_posting_row *row)
{
	put(wanted, target, row);
}

/* A number of one byte has no such bit; of eight, every other is a gap. */
#define GO_ON 0x8080808080808080u
#define GAPS 0x00FF00FF00FF00FFu

/* Are all gaps and counts of one byte, and no count 0? */
static inline bool
are_small(uint64_t bytes)
{
	uint64_t ones = GO_ON & GAPS, counts = bytes >> 8 & GAPS;

	return (bytes & GO_ON) == 0 && ((counts + GAPS / 2) & ones) == ones;
}

/* Put the present row and those of the first three gaps and counts. */
static inline void
put_four(struct tc_wanted *wanted, const struct xapian_posting_row *row,
    uint64_t bytes)
{
	unsigned char *to = wanted->bytes + (row->docid - wanted->first);

	*to = (unsigned char)row->wdf;
	to += (bytes & 0xFF) + 1;
	*to = (unsigned char)(bytes >> 8);
	to += (bytes >> 16 & 0xFF) + 1;
	*to = (unsigned char)(bytes >> 24);
	to += (bytes >> 32 & 0xFF) + 1;
	*to = (unsigned char)(bytes >> 40);
}

/*
 * Four rows at once, each a gap and a count of one byte: the present one and
 * those before the fourth that follows, which becomes the present one. It must
 * not be behind up_to.
 */
static inline __attribute__((always_inline)) bool
run_four(struct xapian_posting_row *row, const char *s, uint32_t up_to,
    struct tc_wanted *wanted, enum tc_target target)
{
	uint64_t bytes, sum;

	memcpy(&bytes, s, sizeof(bytes));
	bytes = le64toh(bytes);
	sum = (bytes & GAPS) * 0x0001000100010001u >> 48;
	if (sum + 4 > up_to - row->docid || !are_small(bytes) ||
	    row->wdf - 1 >= 0x7F)
		return false;
	if (target == TC_TO_COUNTS)
		put_four(wanted, row, bytes);
	row->docid += (uint32_t)sum + 4;
	row->wdf = bytes >> 56;
	return true;
}

/* Two lengths at once, of two bytes each, without gaps. As run_four. */
static inline __attribute__((always_inline)) bool
run_two(struct xapian_posting_row *row, const char *s, uint32_t up_to,
    struct tc_wanted *wanted)
{
	uint32_t *to = wanted->lengths + (row->docid - wanted->first);
	uint64_t bytes;

	memcpy(&bytes, s, sizeof(bytes));
	bytes = le64toh(bytes);
	if (up_to - row->docid < 2 ||
	    (bytes & 0x8080FF8080FF) != 0x008000008000)
		return false;
	to[0] = row->wdf;
	to[1] = (bytes >> 8 & 0x7F) | (bytes >> 9 & 0x3F80);
	row->docid += 2;
	row->wdf = (bytes >> 32 & 0x7F) | (bytes >> 33 & 0x3F80);
	return true;
}

/* As many at once as can be. How many bytes they are, 0: none. */
static inline __attribute__((always_inline)) unsigned
run_some(struct xapian_posting_row *row, const char *s, uint32_t up_to,
    struct tc_wanted *wanted, enum tc_target target)
{
	if (target == TC_TO_LENGTHS)
		return run_two(row, s, up_to, wanted) ? 6 : 0;
	return run_four(row, s, up_to, wanted, target) ? 8 : 0;
}

/* The same of one row, whose count may have two bytes; how many they are, 0:
 * none of this kind. */
static inline __attribute__((always_inline)) unsigned
run_one(struct xapian_posting_row *row, const char *s, uint32_t up_to,
    struct tc_wanted *wanted, enum tc_target target)
{
	uint32_t bytes, gap;

	memcpy(&bytes, s, sizeof(bytes));
	bytes = le32toh(bytes);
	gap = bytes & 0x7F;
	if ((bytes & 0x80) != 0 || gap >= up_to - row->docid ||
	    (bytes & 0x808000) == 0x808000)
		return 0;
	put(wanted, target, row);
	row->docid += gap + 1;
	row->wdf = bytes >> 8 & 0x7F;
	if ((bytes & 0x8000) == 0)
		return 2;
	row->wdf |= bytes >> 9 & 0x3F80;
	return 3;
}

/*
 * Run through the rows of the chunk that are short, as nearly all are, from the
 * present one to the first that is from `from` on.
 */
static inline __attribute__((always_inline)) void
run_short(struct tc_chunk *chunk, uint32_t from, struct tc_wanted *wanted,
    enum tc_target target)
{
	/* Its own, which nothing else can change: it stays in registers. */
	struct tc_wanted own =
	    target != TC_TO_NOTHING ? *wanted : (struct tc_wanted){0};
	struct xapian_posting_row row = chunk->row;
	const uint32_t until = chunk->until;
	const char *s = chunk->at, *const end = chunk->end;
	const uint32_t up_to = until < from ? until : from;
	unsigned len = 1;

	while (row.docid < from && len > 0) {
		len = 0;
		if (end - s >= 8 && target != TC_TO_ONES)
			len = run_some(&row, s, up_to, &own, target);
		if (len == 0 && end - s >= 4)
			len = run_one(&row, s, until, &own, target);
		s += len;
	}
	if (own.failed)
		wanted->failed = true;
	chunk->row = row;
	chunk->at = s;
}

/* Run through all rows of the chunk from the present one to the first that is
 * from `from` on. */
static inline __attribute__((always_inline)) enum tc_stop
run_all(struct tc_chunk *chunk, uint32_t from, struct tc_wanted *wanted,
    enum tc_target target)
{
	enum tc_stop stop = TC_STOP_AT_ROW;

	while (stop == TC_STOP_AT_ROW) {
		run_short(chunk, from, wanted, target);
		if (chunk->row.docid >= from)
			break;
		put(wanted, target, &chunk->row);
		stop = step(chunk);
	}
	return stop;
}

enum tc_stop
tc_chunk_run(struct tc_chunk *chunk, uint32_t from, struct tc_wanted *wanted,
    enum tc_target target)
{
	switch (target) {
	case TC_TO_NOTHING:
		return run_all(chunk, from, wanted, TC_TO_NOTHING);
	case TC_TO_COUNTS:
		return run_all(chunk, from, wanted, TC_TO_COUNTS);
	case TC_TO_ONES:
		return run_all(chunk, from, wanted, TC_TO_ONES);
	default:
		return run_all(chunk, from, wanted, TC_TO_LENGTHS);
	}
}
