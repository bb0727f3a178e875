/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A hash table of terms, whose postings grow in slices of one large array: the
 * first of a term is short, each next one twice as long, and the last bytes of
 * one say where the next begins. (Lucene's indexer does so, too.)
 */
#include "inverter.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/buf.h>
#include <tracuu/hash.h>

#include "glass.h"
#include "sorted.h"
#include "termsort.h"

#define FIRST_SLOTS 65536u

/* Most terms of a batch have one posting, of at most 4 bytes. */
#define FIRST_SLICE 4u
#define SLICE_MAX 1024u
#define LINK sizeof(uint32_t) /* to the next slice, at a slice's end */

struct slot {
	uint32_t hash, term; /* its number from 1; 0: free */
};

struct term {
	uint32_t string; /* where it begins */
	uint32_t first;	 /* slice */
	uint32_t at, end, slice;
	uint32_t documents, occurrences, last;
	uint8_t len;
};

struct tc_inverter {
	struct slot *slots;
	uint32_t slots_n; /* a power of two, over twice terms_n */
	struct term *terms;
	uint32_t terms_n, terms_cap;
	struct tc_buf strings;
	struct tc_buf slices;
};

enum tc_status
tc_inverter_new(struct tc_inverter **out, struct tc_error *err)
{
	struct tc_inverter *inverter = calloc(1, sizeof(*inverter));

	*out = NULL;
	if (inverter != NULL) {
		inverter->slots_n = FIRST_SLOTS;
		inverter->slots = calloc(FIRST_SLOTS, sizeof(*inverter->slots));
		inverter->strings.max = inverter->slices.max = UINT32_MAX - 1;
	}
	if (inverter == NULL || inverter->slots == NULL) {
		tc_inverter_free(inverter);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = inverter;
	return TC_OK;
}

void
tc_inverter_free(struct tc_inverter *inverter)
{
	if (inverter == NULL)
		return;
	free(inverter->slots);
	free(inverter->terms);
	tc_buf_free(&inverter->strings);
	tc_buf_free(&inverter->slices);
	free(inverter);
}

/* What is in use: what was allocated for more is used again. */
size_t
tc_inverter_size(const struct tc_inverter *inverter)
{
	return inverter->terms_n *
	    (sizeof(struct term) + 3 * sizeof(struct slot)) +
	    inverter->strings.len + inverter->slices.len;
}

static bool
grow_slots(struct tc_inverter *inverter)
{
	uint32_t n = 2 * inverter->slots_n, i, to;
	struct slot *slots = calloc(n, sizeof(*slots));

	if (slots == NULL)
		return false;
	for (i = 0; i < inverter->slots_n; i++) {
		if (inverter->slots[i].term == 0)
			continue;
		to = inverter->slots[i].hash & (n - 1);
		while (slots[to].term != 0)
			to = (to + 1) & (n - 1);
		slots[to] = inverter->slots[i];
	}
	free(inverter->slots);
	inverter->slots = slots;
	inverter->slots_n = n;
	return true;
}

static bool
grow_terms(struct tc_inverter *inverter)
{
	uint32_t cap = inverter->terms_cap > 0 ? 2 * inverter->terms_cap : 4096;
	struct term *terms =
	    realloc(inverter->terms, (size_t)cap * sizeof(*terms));

	if (terms == NULL)
		return false;
	inverter->terms = terms;
	inverter->terms_cap = cap;
	return true;
}

/* Begin a slice of len bytes of postings: where, or 0 without memory. */
static uint32_t
new_slice(struct tc_inverter *inverter, uint32_t len)
{
	uint32_t at;

	/* 0 stands for none. */
	if (inverter->slices.len == 0)
		tc_buf_putc(&inverter->slices, 0);
	at = (uint32_t)inverter->slices.len;
	if (tc_buf_reserve(&inverter->slices, len + LINK) == NULL)
		return 0;
	inverter->slices.len += len + LINK;
	return at;
}

static uint32_t
new_term(struct tc_inverter *inverter, const struct tc_posting *posting,
    struct slot *slot)
{
	struct term *term;
	uint32_t slice;

	if (inverter->terms_n == inverter->terms_cap && !grow_terms(inverter))
		return 0;
	if ((slice = new_slice(inverter, FIRST_SLICE)) == 0)
		return 0;
	term = &inverter->terms[inverter->terms_n];
	memset(term, 0, sizeof(*term));
	term->string = (uint32_t)inverter->strings.len;
	term->len = (uint8_t)posting->term.len;
	tc_buf_put(&inverter->strings, posting->term.s, posting->term.len);
	if (inverter->strings.failed)
		return 0;
	term->first = term->at = slice;
	term->slice = FIRST_SLICE;
	term->end = slice + FIRST_SLICE;
	slot->hash = posting->hash;
	slot->term = ++inverter->terms_n;
	return slot->term;
}

/* The term's number from 1, a new one's as well; 0 without memory. */
static uint32_t
find_term(struct tc_inverter *inverter, const struct tc_posting *posting)
{
	uint32_t mask = inverter->slots_n - 1, i = posting->hash & mask;
	struct slot *slot = &inverter->slots[i];
	const struct term *term;

	for (; slot->term != 0; slot = &inverter->slots[i]) {
		term = &inverter->terms[slot->term - 1];
		if (slot->hash == posting->hash &&
		    term->len == posting->term.len &&
		    memcmp(inverter->strings.s + term->string, posting->term.s,
			term->len) == 0)
			return slot->term;
		i = (i + 1) & mask;
	}
	return new_term(inverter, posting, slot);
}

static bool
put_byte(struct tc_inverter *inverter, struct term *term, unsigned byte)
{
	uint32_t next;

	if (term->at == term->end) {
		if (term->slice < SLICE_MAX)
			term->slice *= 2;
		if ((next = new_slice(inverter, term->slice)) == 0)
			return false;
		memcpy(inverter->slices.s + term->end, &next, LINK);
		term->at = next;
		term->end = next + term->slice;
	}
	inverter->slices.s[term->at++] = (char)byte;
	return true;
}

static bool
put_number(struct tc_inverter *inverter, struct term *term, uint32_t n)
{
	for (; n >= 0x80; n >>= 7) {
		if (!put_byte(inverter, term, (n & 0x7F) | 0x80))
			return false;
	}
	return put_byte(inverter, term, n);
}

static bool
put_posting(struct tc_inverter *inverter, struct term *term, uint32_t document,
    uint32_t wdf)
{
	if (!put_number(inverter, term, document - term->last - 1) ||
	    !put_number(inverter, term, wdf))
		return false;
	term->last = document;
	term->documents++;
	term->occurrences += wdf;
	return true;
}

/*
 * In three rounds, each of which asks the processor for the memory that the
 * next will need: terms lie everywhere.
 */
enum tc_status
tc_inverter_add(struct tc_inverter *inverter, uint32_t document,
    struct tc_posting *postings, size_t n, struct tc_error *err)
{
	bool ok = true;
	size_t i;

	while (ok && (inverter->terms_n + n) * 2 >= inverter->slots_n)
		ok = grow_slots(inverter);
	for (i = 0; i < n && ok; i++) {
		postings[i].hash =
		    tc_hash_quick(postings[i].term.s, postings[i].term.len);
		__builtin_prefetch(
		    &inverter
			 ->slots[postings[i].hash & (inverter->slots_n - 1)]);
	}
	for (i = 0; i < n && ok; i++) {
		postings[i].number = find_term(inverter, &postings[i]);
		ok = postings[i].number != 0;
		if (ok)
			__builtin_prefetch(inverter->slices.s +
			    inverter->terms[postings[i].number - 1].at);
	}
	for (i = 0; i < n && ok; i++)
		ok = put_posting(inverter,
		    &inverter->terms[postings[i].number - 1], document,
		    postings[i].wdf);
	return ok ? TC_OK : tc_fail(err, TC_NOMEM, "out of memory");
}

/* The slices of a term, one after the other. */
static void
gather(const struct tc_inverter *inverter, const struct term *term,
    struct tc_buf *out)
{
	uint32_t slice = FIRST_SLICE, at = term->first;

	tc_buf_clear(out);
	while (at + slice != term->end) {
		tc_buf_put(out, inverter->slices.s + at, slice);
		memcpy(&at, inverter->slices.s + at + slice, LINK);
		if (slice < SLICE_MAX)
			slice *= 2;
	}
	tc_buf_put(out, inverter->slices.s + at, term->at - at);
}

static enum tc_status
write_terms(const struct tc_inverter *inverter,
    const struct tc_termsort_key *keys, FILE *fp, struct tc_error *err)
{
	struct tc_buf before = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf scratch = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf postings = TC_BUF_INIT(UINT32_MAX);
	enum tc_status status = TC_OK;
	uint32_t i;

	for (i = 0; i < inverter->terms_n && status == TC_OK; i++) {
		const struct term *term = &inverter->terms[keys[i].item];

		gather(inverter, term, &postings);
		tc_sorted_put(fp, &before,
		    &(struct tc_sorted_term){keys[i].term, term->documents,
			term->occurrences, term->last,
			{postings.s, postings.len}},
		    &scratch);
		if (postings.failed || before.failed || scratch.failed)
			status = tc_fail(err, TC_NOMEM, "out of memory");
	}
	tc_buf_free(&before);
	tc_buf_free(&scratch);
	tc_buf_free(&postings);
	return status;
}

static void
forget(struct tc_inverter *inverter)
{
	memset(inverter->slots, 0, inverter->slots_n * sizeof(struct slot));
	inverter->terms_n = 0;
	tc_buf_clear(&inverter->strings);
	tc_buf_clear(&inverter->slices);
}

enum tc_status
tc_inverter_write(struct tc_inverter *inverter, FILE *fp, struct tc_error *err)
{
	size_t n = inverter->terms_n;
	struct tc_termsort_key *keys = malloc((2 * n + 1) * sizeof(*keys));
	enum tc_status status;
	uint32_t i;

	if (keys == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < n; i++) {
		const struct term *term = &inverter->terms[i];

		tc_termsort_key(&keys[i],
		    (struct tc_span){
			inverter->strings.s + term->string, term->len},
		    i);
	}
	tc_termsort(keys, keys + n, n);
	status = write_terms(inverter, keys, fp, err);
	free(keys);
	forget(inverter);
	return status;
}
