/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists of postings, a window of documents at a time. */
#include "window.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/pack.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * Reading all rows of a window costs as much as READ_COST rows more; a row that
 * is skipped to costs as much as so many.
 */
#define SKIP_COST 40u
#define READ_COST 140u

/* A term in one of so many documents is worth to be read for several lists. */
#define COMMON 64u

/* Terms in so many documents are weighed often enough in one scan to work out
 * what there is to weigh by before. */
#define OFTEN 65536u

void
tc_bits_or(struct tc_bits *to, const struct tc_bits *in)
{
	size_t i;

	for (i = 0; i < TC_WINDOW / 64; i++)
		to->at[i] |= in->at[i];
}

void
tc_bits_and(struct tc_bits *to, const struct tc_bits *in)
{
	size_t i;

	for (i = 0; i < TC_WINDOW / 64; i++)
		to->at[i] &= in->at[i];
}

void
tc_bits_and_not(struct tc_bits *from, const struct tc_bits *out)
{
	size_t i;

	for (i = 0; i < TC_WINDOW / 64; i++)
		from->at[i] &= ~out->at[i];
}

/*
 * In each byte of a word how many of its bits are set: eight words are added up
 * before their bytes are. Without an instruction for it a call for each word
 * costs three times as much.
 */
static uint64_t
count_by_byte(uint64_t word)
{
	word -= word >> 1 & 0x5555555555555555u;
	word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
	return (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
}

/* The sum of the bytes of a word. */
static uint32_t
add_bytes(uint64_t word)
{
	static const uint64_t even = 0x00FF00FF00FF00FFu;

	word = (word & even) + (word >> 8 & even);
	return (uint32_t)(word * 0x0001000100010001u >> 48);
}

uint32_t
tc_bits_count(const struct tc_bits *bits)
{
	uint64_t sum;
	uint32_t n = 0;
	size_t i, k;

	for (i = 0; i < TC_WINDOW / 64; i += 8) {
		sum = 0;
		for (k = i; k < i + 8; k++)
			sum += count_by_byte(bits->at[k]);
		n += add_bytes(sum);
	}
	return n;
}

/* Are there fewer than so many? Counted no further. */
static bool
are_fewer(const struct tc_bits *bits, uint32_t than)
{
	uint32_t n = 0;
	size_t k;

	for (k = 0; k < TC_WINDOW / 64 && n < than; k++)
		if (bits->at[k] != 0)
			n += add_bytes(count_by_byte(bits->at[k]));
	return n < than;
}

/* So many scores of 64 are looked at one by one, more all together. */
#define ONE_BY_ONE 12u

/* Which of 64 scores are no less, the first one in the lowest bit. */
#ifdef __SSE2__
static uint64_t
reaching(const double *scores, double least)
{
	const __m128d both = _mm_set1_pd(least);
	uint64_t bits = 0;
	__m128d two;
	unsigned i;

	for (i = 0; i < 64; i += 2) {
		two = _mm_cmpge_pd(_mm_loadu_pd(scores + i), both);
		bits |= (uint64_t)_mm_movemask_pd(two) << i;
	}
	return bits;
}
#else
static uint64_t
reaching(const double *scores, double least)
{
	uint64_t bits = 0;
	unsigned i;

	for (i = 0; i < 64; i++)
		bits |= (uint64_t)(scores[i] >= least) << i;
	return bits;
}
#endif

/* Those of some of 64 scores that are less. */
static uint64_t
lighter(uint64_t some, const double *scores, double least)
{
	uint64_t bits, lost = 0;

	for (bits = some; bits != 0; bits &= bits - 1)
		if (scores[__builtin_ctzll(bits)] < least)
			lost |= bits & -bits;
	return lost;
}

/* Those of some of 64 scores that are no less. */
static uint64_t
heavier(uint64_t some, const double *scores, double least)
{
	if (some == 0)
		return 0;
	return add_bytes(count_by_byte(some)) > ONE_BY_ONE
	    ? some & reaching(scores, least)
	    : some & ~lighter(some, scores, least);
}

void
tc_bits_worth(struct tc_bits *worth, const struct tc_bits *in,
    const struct tc_bits *some, const double *scores, double least)
{
	uint64_t bits;
	size_t k;

	for (k = 0; k < TC_WINDOW / 64; k++) {
		bits = some->at[k] & (in != NULL ? in->at[k] : ~(uint64_t)0);
		worth->at[k] = heavier(bits, scores + 64 * k, least);
	}
}

void
tc_bits_add(double *to, const double *scores, const struct tc_bits *some)
{
	uint64_t bits;
	size_t k, i;

	for (k = 0; k < TC_WINDOW / 64; k++) {
		for (bits = some->at[k]; bits != 0; bits &= bits - 1) {
			i = 64 * k + (size_t)__builtin_ctzll(bits);
			to[i] += scores[i];
		}
	}
}

void
tc_window_fail(struct tc_window *window, const struct xapian_error *why)
{
	if (window->status == TC_OK)
		window->status = tc_index_fail(window->err, why, "search");
}

void
tc_window_no_memory(struct tc_window *window)
{
	if (window->status == TC_OK)
		window->status =
		    tc_fail(window->err, TC_NOMEM, "out of memory");
}

static void
begin_read(struct tc_read *read)
{
	read->from = TC_NO_DOCUMENT;
	read->counts.at = read->bytes;
	read->counts.n = TC_WINDOW;
}

void
tc_window_init(struct tc_window *window, const struct tc_index *index,
    struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index);
	struct xapian_error why;
	double mean = 0;

	memset(window, 0, sizeof(*window));
	window->index = index;
	window->err = err;
	begin_read(&window->read);
	if (xapian_database_get_doccount(&window->documents, db, &why) !=
		XAPIAN_OK ||
	    xapian_database_get_avlength(&mean, db, &why) != XAPIAN_OK)
		tc_window_fail(window, &why);
	window->saturations = &window->own;
	tc_saturations_begin(&window->own, mean > 0 ? 1 / mean : 0);
}

void
tc_window_keep(struct tc_window *window, struct tc_saturations *kept)
{
	tc_saturations_begin(kept, window->own.per_mean);
	if (kept->scanned > 1)
		tc_saturations_know(kept);
	window->saturations = kept;
}

void
tc_window_move(struct tc_window *window, uint32_t docid)
{
	window->base = docid - docid % TC_WINDOW;
	memset(window->lengths, 0, sizeof(window->lengths));
}

/* All of no length, for after a failure. */
static const uint32_t none[TC_LENGTHS_BLOCK];

static const uint32_t *
read_lengths(struct tc_window *window, uint32_t block)
{
	const uint32_t *lengths = none;
	enum tc_status status;

	status = tc_index_lengths(&lengths, window->index,
	    window->base + block * TC_LENGTHS_BLOCK, window->err);
	if (status != TC_OK && window->status == TC_OK)
		window->status = status;
	return status == TC_OK ? lengths : none;
}

/* Of 64 documents of the window. */
static const uint32_t *
lengths_of(struct tc_window *window, size_t k)
{
	uint32_t i = (uint32_t)k * 64, block = i / TC_LENGTHS_BLOCK;

	if (window->lengths[block] == NULL)
		window->lengths[block] = read_lengths(window, block);
	return window->lengths[block] + i % TC_LENGTHS_BLOCK;
}

void
tc_window_free(struct tc_window *window)
{
	struct tc_read *read, *next;

	tc_saturations_free(&window->own);
	free(window->read.counts.many);
	for (read = window->shared; read != NULL; read = next) {
		next = read->next;
		free(read->counts.many);
		free(read);
	}
	window->read.counts.many = NULL;
	window->shared = NULL;
}

void
tc_list_init(struct tc_list *list, struct tc_window *window, const char *term,
    size_t len)
{
	struct xapian_error why;

	memset(list, 0, sizeof(*list));
	list->term = (struct tc_span){term, len};
	list->freq = window->documents;
	list->done = true;
	if (window->status == TC_OK && len > 0 &&
	    tc_index_termfreq(&list->freq, window->index, list->term, &why) !=
		XAPIAN_OK)
		tc_window_fail(window, &why);
}

/* Is it less work to skip to each of some documents of the window than to read
 * all of it? */
static bool
is_rather_skipped(const struct tc_list *list, const struct tc_window *window,
    const struct tc_bits *some)
{
	uint32_t rows = (uint32_t)((uint64_t)list->freq * TC_WINDOW /
	    (window->documents + 1));
	uint32_t skips =
	    (rows + READ_COST - 1) / SKIP_COST; /* that cost less */

	return rows <= skips || are_fewer(some, skips + 1);
}

/*
 * The words of an abbreviation are asked for beside those of the query, and it
 * is asked for once more to add to their weight: a term that has several lists
 * is read for all of them, each of which is at its own place.
 */
static void
share(struct tc_list *list, struct tc_window *window)
{
	struct tc_list *other = window->opened;
	struct tc_read *read;

	while (other != NULL &&
	    (other->term.len != list->term.len ||
		memcmp(other->term.s, list->term.s, list->term.len) != 0))
		other = other->next;
	list->next = window->opened;
	window->opened = list;
	if (other == NULL)
		return;
	if (other->shared == NULL &&
	    (read = calloc(1, sizeof(*read))) != NULL) {
		begin_read(read);
		read->next = window->shared;
		window->shared = other->shared = read;
	}
	list->shared = other->shared;
}

void
tc_list_open(struct tc_list *list, struct tc_window *window)
{
	struct xapian_error why;

	if (window->status != TC_OK || list->freq == 0)
		return;
	window->status = tc_index_counts(
	    &list->counts, window->index, list->term, list->freq, window->err);
	if (window->status == TC_OK && list->counts == NULL &&
	    tc_index_stream(&list->it, window->index, list->term, &why) !=
		XAPIAN_OK)
		tc_window_fail(window, &why);
	list->done = list->it == NULL && list->counts == NULL;
	if (list->it != NULL && list->freq >= READ_COST &&
	    list->freq >= window->documents / COMMON)
		share(list, window);
	if (list->freq >= OFTEN)
		tc_saturations_know(window->saturations);
}

void
tc_list_close(struct tc_list *list, const struct tc_window *window)
{
	tc_index_put_counts(window->index, list->counts);
	tc_stream_free(list->it);
	memset(list, 0, sizeof(*list));
	list->done = true;
}

/* Note how a step ended. */
static void
stepped(struct tc_list *list, struct tc_window *window,
    enum xapian_status status, const struct xapian_error *why)
{
	list->done = status != XAPIAN_OK;
	if (status != XAPIAN_OK && status != XAPIAN_DONE)
		tc_window_fail(window, why);
}

static struct xapian_posting_row
skip_to(struct tc_list *list, struct tc_window *window, uint32_t docid)
{
	struct xapian_posting_row row = {TC_NO_DOCUMENT, 0};
	struct xapian_error why;

	if (list->done || window->status != TC_OK)
		return row;
	stepped(
	    list, window, tc_stream_skip_to(&row, list->it, docid, &why), &why);
	if (list->done)
		row.docid = TC_NO_DOCUMENT;
	return row;
}

uint32_t
tc_list_first(struct tc_list *list, struct tc_window *window, uint32_t docid)
{
	if (list->counts != NULL)
		return docid < list->counts->n ? docid : TC_NO_DOCUMENT;
	return skip_to(list, window, docid).docid;
}

static uint32_t
count_at(const struct tc_counts *counts, uint32_t docid)
{
	uint32_t count = counts->at[docid - counts->first];

	return count < TC_COUNT_NONE ? count : tc_count_many(counts, docid);
}

uint32_t
tc_list_count(struct tc_list *list, struct tc_window *window, uint32_t docid)
{
	const struct tc_counts *counts = list->counts;

	if (counts != NULL)
		return docid < counts->n ? count_at(counts, docid) : 0;
	if (list->row.docid < docid)
		list->row = skip_to(list, window, docid);
	return list->row.docid == docid ? list->row.wdf : 0;
}

/* Which of 64 bytes are not 0, the first one in the lowest bit. */
#ifdef __SSE2__
static inline uint64_t
absent(const unsigned char *bytes)
{
	__m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)bytes);

	sixteen = _mm_cmpeq_epi8(sixteen, _mm_setzero_si128());
	return (uint64_t)_mm_movemask_epi8(sixteen);
}

static uint64_t
present(const unsigned char *bytes)
{
	return ~(absent(bytes) | absent(bytes + 16) << 16 |
	    absent(bytes + 32) << 32 | absent(bytes + 48) << 48);
}
#else
static uint64_t
present(const unsigned char *bytes)
{
	static const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
	/* Moves the top bits of eight bytes into one. */
	static const uint64_t gather = 0x0002040810204081u;
	uint64_t word, bits = 0;
	unsigned i;

	for (i = 0; i < 8; i++) {
		word = tc_load_le64((const char *)bytes + 8 * (size_t)i);
		if (word == 0)
			continue;
		word = ((word & low) + low) | word;
		bits |= (((word & ~low) >> 7) * (gather << 7) >> 56) << (8 * i);
	}
	return bits;
}
#endif

/* The documents 64 * k on of the window among some that have counts. */
static uint64_t
counted(const struct tc_counts *counts, const struct tc_window *window,
    const struct tc_bits *among, size_t k)
{
	uint32_t i = window->base - counts->first + (uint32_t)(64 * k);

	if (among->at[k] == 0 || i >= counts->n)
		return 0;
	return among->at[k] & present(counts->at + i);
}

/*
 * Skip to each of the documents, from the first row on that is not before the
 * first of them.
 */
static void
look_up(struct tc_counts *counts, struct tc_list *list,
    struct tc_window *window, const struct tc_bits *among,
    struct xapian_posting_row row)
{
	uint32_t i = 0;

	while (row.docid - window->base < TC_WINDOW) {
		i = tc_bits_next(among, row.docid - window->base);
		if (i == TC_WINDOW)
			break;
		if (row.docid == window->base + i) {
			if (!tc_counts_put(counts, &row))
				tc_window_no_memory(window);
			if ((i = tc_bits_next(among, i + 1)) == TC_WINDOW)
				break;
		}
		row = skip_to(list, window, window->base + i);
	}
}

/* Read on from a document to the end of the window. */
static void
read_on(struct tc_read *read, struct tc_list *list, struct tc_window *window,
    uint32_t from)
{
	struct xapian_error why;

	stepped(
	    list, window, tc_stream_count(&read->counts, list->it, &why), &why);
	read->from = from;
}

/*
 * How often those of the documents that have the term have it, and maybe
 * others. NULL: none has it.
 */
static const struct tc_counts *
counts_of(
    struct tc_list *list, struct tc_window *window, const struct tc_bits *among)
{
	struct tc_read *read =
	    list->shared != NULL ? list->shared : &window->read;
	uint32_t first = tc_bits_next(among, 0);
	struct xapian_posting_row row;

	if (list->counts != NULL)
		return list->counts;
	if (first == TC_WINDOW)
		return NULL;
	if (list->shared != NULL && read->from >= window->base &&
	    read->from <= window->base + first)
		return &read->counts;
	row = skip_to(list, window, window->base + first);
	if (row.docid - window->base >= TC_WINDOW)
		return NULL;
	memset(read->bytes, 0, sizeof(read->bytes));
	read->from = TC_NO_DOCUMENT;
	read->counts.first = window->base;
	read->counts.many_n = 0;
	if (is_rather_skipped(list, window, among))
		look_up(&read->counts, list, window, among, row);
	else
		read_on(read, list, window, window->base + first);
	return &read->counts;
}

/* Add what some of 64 documents of the window weigh. */
static void
weigh(double *scores, struct tc_window *window, const struct tc_counts *counts,
    size_t k, uint64_t bits, double weight)
{
	const struct tc_known_saturations known =
	    tc_saturations_look(window->saturations);
	const uint32_t *lengths = lengths_of(window, k);
	const uint32_t first = window->base + (uint32_t)(64 * k);
	const unsigned char *at = counts->at + (first - counts->first);
	uint32_t count;
	size_t i;

	for (scores += 64 * k; bits != 0; bits &= bits - 1) {
		i = (size_t)__builtin_ctzll(bits);
		count = at[i];
		if (count >= TC_COUNT_NONE)
			count = tc_count_many(counts, first + (uint32_t)i);
		scores[i] += weight * tc_saturation(&known, lengths[i], count);
	}
}

void
tc_list_match(struct tc_list *list, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores,
    double weight)
{
	const struct tc_counts *counts = counts_of(list, window, among);
	uint64_t bits;
	size_t k;

	for (k = 0; counts != NULL && k < TC_WINDOW / 64; k++) {
		bits = counted(counts, window, among, k);
		match->at[k] |= bits;
		if (window->worth != NULL)
			bits &= window->worth->at[k];
		if (scores != NULL && bits != 0)
			weigh(scores, window, counts, k, bits, weight);
	}
}

/* Add the counts that a list has. */
static void
add_counts(struct tc_list *list, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match)
{
	const struct tc_counts *counts = counts_of(list, window, among);
	uint64_t bits;
	uint32_t i;
	size_t k;

	for (k = 0; counts != NULL && k < TC_WINDOW / 64; k++) {
		bits = counted(counts, window, among, k);
		match->at[k] |= bits;
		for (; bits != 0; bits &= bits - 1) {
			i = (uint32_t)(64 * k) +
			    (uint32_t)__builtin_ctzll(bits);
			window->sums[i] += count_at(counts, window->base + i);
		}
	}
}

/* Add what some of 64 documents of the window weigh by the sums. */
static void
weigh_sums(double *scores, struct tc_window *window, size_t k, uint64_t bits,
    double weight)
{
	const struct tc_known_saturations known =
	    tc_saturations_look(window->saturations);
	const uint32_t *lengths = lengths_of(window, k);
	const uint32_t *sums = &window->sums[64 * k];
	size_t i;

	for (scores += 64 * k; bits != 0; bits &= bits - 1) {
		i = (size_t)__builtin_ctzll(bits);
		scores[i] +=
		    weight * tc_saturation(&known, lengths[i], sums[i]);
	}
}

void
tc_lists_match(struct tc_list *lists, size_t n, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores,
    double weight)
{
	struct tc_bits any = {{0}};
	uint64_t bits;
	size_t k;

	for (k = 0; k < n; k++)
		add_counts(&lists[k], window, among, &any);
	for (k = 0; k < TC_WINDOW / 64; k++) {
		if ((bits = any.at[k]) == 0)
			continue;
		if (window->worth != NULL)
			bits &= window->worth->at[k];
		if (scores != NULL && bits != 0)
			weigh_sums(scores, window, k, bits, weight);
		memset(&window->sums[64 * k], 0, 64 * sizeof(window->sums[0]));
	}
	tc_bits_or(match, &any);
}
