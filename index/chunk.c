/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A chunk is gaps and counts, each a number of one byte or more. Reading them
 * is most of what a question of common words costs.
 */
#include "chunk.h"

#include <endian.h>
#include <string.h>
#include <tracuu/pack.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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
	uint32_t i;

	if (target == TC_TO_NOTHING)
		return;
	i = row->docid - wanted->first;
	if (target == TC_TO_LENGTHS)
		wanted->lengths[i] = row->wdf;
	else if (target == TC_TO_ONES)
		wanted->counts->at[i] = 1;
	else if (!tc_counts_put(wanted->counts, row))
		wanted->failed = true;
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
#define ONES 0x0001000100010001u

/* Are all gaps and counts of one byte, and no count 0? One that is 0 borrows
 * the bit from the next. */
static inline bool
are_small(uint64_t bytes)
{
	return (((bytes - (ONES << 8)) | bytes) & GO_ON) == 0;
}

/* Are all gaps of one byte, and all counts 0? Filters have such lists. */
static inline bool
are_noughts(uint64_t bytes)
{
	return (bytes & (GO_ON | ~GAPS)) == 0;
}

/* How far each of four rows is behind the present one, in 16 bits each: the
 * gaps, and the rows themselves, summed up by multiplying. */
static inline uint64_t
sum_up(uint64_t bytes)
{
	return ((bytes & GAPS) + ONES) * ONES;
}

/* Put a count, and those of the first three rows. */
static inline void
put_four(unsigned char *to, uint32_t count, uint64_t bytes, uint64_t behind)
{
	to[0] = (unsigned char)count;
	to[behind & 0xFFFF] = (unsigned char)(bytes >> 8);
	to[behind >> 16 & 0xFFFF] = (unsigned char)(bytes >> 24);
	to[behind >> 32 & 0xFFFF] = (unsigned char)(bytes >> 40);
}

/*
 * Four rows at a time, as long as they are small, or noughts: the present one
 * and those before the fourth that follows, which becomes the present one and
 * is not behind up_to. Where it stopped.
 */
static inline __attribute__((always_inline)) const char *
run_fours(struct xapian_posting_row *row, const char *s, const char *end,
    uint32_t up_to, const struct tc_wanted *wanted, enum tc_target target,
    bool noughts)
{
	/* What noughts are in the place of counts. */
	const uint64_t none = noughts ? (ONES << 8) * TC_COUNT_NONE : 0;
	unsigned char *to = target == TC_TO_COUNTS
	    ? wanted->counts->at + (row->docid - wanted->first)
	    : NULL;
	uint64_t left = up_to - row->docid;
	uint32_t count = noughts ? TC_COUNT_NONE : row->wdf;
	uint64_t bytes, behind;

	while (end - s >= (ptrdiff_t)sizeof(bytes)) {
		bytes = tc_load_le64(s);
		behind = sum_up(bytes);
		if (!(noughts ? are_noughts(bytes) : are_small(bytes)) ||
		    behind >> 48 > left)
			break;
		if (target == TC_TO_COUNTS) {
			put_four(to, count, bytes | none, behind);
			to += behind >> 48;
		}
		left -= behind >> 48;
		count = (bytes | none) >> 56;
		s += sizeof(bytes);
	}
	*row = (struct xapian_posting_row){
	    up_to - (uint32_t)left, noughts ? 0 : count};
	return s;
}

/*
 * The same of eight rows at a time that nobody wants, whatever their counts:
 * most of what is skipped to is in the middle of a chunk.
 */
static inline const char *
pass_eights(struct xapian_posting_row *row, const char *s, const char *end,
    uint32_t up_to)
{
#ifdef __SSE2__
	const __m128i gaps = _mm_set1_epi16(0x00FF), none = _mm_setzero_si128();
	uint32_t left = up_to - row->docid, span;
	__m128i rows, sums;

	while (end - s >= (ptrdiff_t)sizeof(rows)) {
		rows = _mm_loadu_si128((const __m128i *)(const void *)s);
		sums = _mm_sad_epu8(_mm_and_si128(rows, gaps), none);
		span = (uint32_t)_mm_cvtsi128_si32(sums) +
		    (uint32_t)_mm_extract_epi16(sums, 4) + 8;
		if (_mm_movemask_epi8(rows) != 0 || span > left)
			break;
		left -= span;
		s += sizeof(rows);
		row->docid = up_to - left;
		row->wdf = (unsigned char)s[-1];
	}
#else
	(void)end;
	(void)row;
	(void)up_to;
#endif
	return s;
}

/* Two rows without gaps whose counts have two bytes each: 0 L H 0 L H, of which
 * each L says that it goes on. */
#define TWO_FIXED 0x8080FF8080FFu
#define TWO_GO_ON 0x008000008000u
#define TWO_LOWS 0x007F00007F00u
#define TWO_HIGHS 0x7F00007F0000u
#define TWO_LEN 6u

/* The two counts, 24 bits each. */
static inline uint64_t
join_two(uint64_t bytes)
{
	return (bytes & TWO_LOWS) >> 8 | (bytes & TWO_HIGHS) >> 9;
}

/*
 * The same of four lengths at a time, of two bytes each, as long as there are
 * no gaps.
 */
static inline const char *
run_lengths(struct xapian_posting_row *row, const char *s, const char *end,
    uint32_t up_to, const struct tc_wanted *wanted)
{
	uint32_t *to = wanted->lengths + (row->docid - wanted->first);
	uint32_t left = up_to - row->docid, length = row->wdf;
	uint64_t one, other;

	while (end - s >= (ptrdiff_t)(TWO_LEN + sizeof(one)) && left >= 4) {
		one = tc_load_le64(s);
		other = tc_load_le64(s + TWO_LEN);
		if ((((one ^ TWO_GO_ON) | (other ^ TWO_GO_ON)) & TWO_FIXED) !=
		    0)
			break;
		one = join_two(one);
		other = join_two(other);
		to[0] = length;
		to[1] = one & 0xFFFFFF;
		to[2] = (uint32_t)(one >> 24);
		to[3] = other & 0xFFFFFF;
		length = (uint32_t)(other >> 24);
		to += 4;
		left -= 4;
		s += (size_t)2 * TWO_LEN;
	}
	*row = (struct xapian_posting_row){up_to - left, length};
	return s;
}

/* As many at once as can be, up to a document. Where it stopped. */
static inline __attribute__((always_inline)) const char *
run_many(struct xapian_posting_row *row, const char *s, const char *end,
    uint32_t up_to, const struct tc_wanted *wanted, enum tc_target target)
{
	if (row->docid >= up_to || target == TC_TO_ONES)
		return s;
	if (target == TC_TO_LENGTHS)
		return run_lengths(row, s, end, up_to, wanted);
	if (target == TC_TO_NOTHING)
		s = pass_eights(row, s, end, up_to);
	if (row->wdf == 0)
		return run_fours(row, s, end, up_to, wanted, target, true);
	return row->wdf < 0x80
	    ? run_fours(row, s, end, up_to, wanted, target, false)
	    : s;
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
		s = run_many(&row, s, end, up_to, &own, target);
		len = 0;
		if (row.docid < from && end - s >= 4)
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
