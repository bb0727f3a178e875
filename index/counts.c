/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A list of postings costs some 3 ns for each. Those of the most common words
 * are the longest and are asked for again and again; kept as a byte for each
 * document they cost next to nothing. The process may answer one question only:
 * a term is kept when a second answer asks for it.
 */
#include "counts.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>

/* A term in one of so many documents is common. */
#define COMMON 64u

/* In fewer documents lists are short. */
#define DOCUMENTS_MIN 10000u

/* Bytes that are kept at most; in each of a web server's processes. */
#define BYTES_MAX ((size_t)64 << 20)

/* After so many questions what was used before counts half. */
#define AGE 4096u

static void
drop(struct tc_kept *one)
{
	free(one->term);
	tc_counts_free(&one->counts);
	memset(one, 0, sizeof(*one));
}

void
tc_kept_counts_free(struct tc_kept_counts *kept)
{
	size_t i;

	for (i = 0; i < kept->n; i++)
		drop(&kept->at[i]);
	memset(kept, 0, sizeof(*kept));
}

bool
tc_counts_put_many(
    struct tc_counts *counts, const struct xapian_posting_row *row)
{
	struct tc_many *many = counts->many;
	size_t n = counts->many_n, room = n * 2 + 16;

	if (n == counts->many_room) {
		many = realloc(many, room * sizeof(*many));
		if (many == NULL)
			return false;
		counts->many = many;
		counts->many_room = room;
	}
	/* The last one may be put again. */
	if (n == 0 || many[n - 1].docid != row->docid)
		counts->many_n++;
	many[counts->many_n - 1] = (struct tc_many){row->docid, row->wdf};
	counts->at[row->docid - counts->first] = TC_COUNT_MANY;
	return true;
}

void
tc_counts_free(struct tc_counts *counts)
{
	free(counts->at);
	free(counts->many);
	memset(counts, 0, sizeof(*counts));
}

enum xapian_status
tc_counts_read(struct tc_counts *counts, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why)
{
	struct tc_stream *it = NULL;
	enum xapian_status status;
	uint32_t last;

	status = xapian_database_get_lastdocid(&last, source->database, why);
	if (status != XAPIAN_OK)
		return status;
	counts->n = (last / TC_COUNTS_UNIT + 1) * TC_COUNTS_UNIT;
	if ((counts->at = calloc(counts->n, 1)) == NULL)
		return tc_index_no_memory(why);
	status = tc_stream_open(&it, source, term, why);
	if (status == XAPIAN_OK)
		status = tc_stream_count(counts, it, why);
	tc_stream_free(it);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* What keeping it saves. */
static double
worth(const struct tc_kept *one)
{
	return (double)one->freq * one->uses;
}

/*
 * Where a term that is worth more than what is there may be kept; NULL: it is
 * worth less, or all are in use.
 */
static struct tc_kept *
find_room(struct tc_kept_counts *kept, uint32_t documents, double worth_of_it)
{
	size_t i, max = BYTES_MAX / (documents + 1);
	struct tc_kept *least = NULL;

	if (max > TC_COUNTS_KEPT)
		max = TC_COUNTS_KEPT;
	if (kept->n < max)
		return &kept->at[kept->n++];
	for (i = 0; i < kept->n; i++) {
		struct tc_kept *one = &kept->at[i];

		if (one->users == 0 &&
		    (least == NULL || worth(one) < worth(least)))
			least = one;
	}
	return least != NULL && worth(least) < worth_of_it ? least : NULL;
}

/* Let go of the past. */
static void
grow_old(struct tc_kept_counts *kept)
{
	size_t i;

	if (++kept->asked % AGE != 0)
		return;
	for (i = 0; i < kept->n; i++)
		kept->at[i].uses /= 2;
}

static enum xapian_status
keep(struct tc_kept *one, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why)
{
	enum xapian_status status;

	drop(one);
	if ((one->term = malloc(term.len + 1)) == NULL)
		return XAPIAN_OK;
	memcpy(one->term, term.s, term.len);
	one->len = term.len;
	status = tc_counts_read(&one->counts, source, term, why);
	if (status != XAPIAN_OK)
		drop(one);
	return status == XAPIAN_NO_MEMORY ? XAPIAN_OK : status;
}

/* Did no answer before this one ask for it, as far as is known? */
static bool
is_new(struct tc_kept_counts *kept, struct tc_span term)
{
	uint32_t hash = tc_hash(term.s, term.len);
	size_t place = hash % (sizeof(kept->seen) / sizeof(kept->seen[0]));

	if (kept->seen[place].hash == hash)
		return kept->seen[place].answer == kept->answers;
	kept->seen[place].hash = hash;
	kept->seen[place].answer = kept->answers;
	return true;
}

static struct tc_kept *
find(struct tc_kept_counts *kept, struct tc_span term)
{
	size_t i;

	for (i = 0; i < kept->n; i++) {
		struct tc_kept *one = &kept->at[i];

		if (one->len == term.len && one->term != NULL &&
		    memcmp(one->term, term.s, term.len) == 0)
			return one;
	}
	return NULL;
}

enum xapian_status
tc_kept_counts_get(const struct tc_counts **out, struct tc_kept_counts *kept,
    const struct tc_stream_source *source, struct tc_span term, uint32_t freq,
    struct xapian_error *why)
{
	enum xapian_status status;
	struct tc_kept *one;
	uint32_t documents;

	*out = NULL;
	status =
	    xapian_database_get_doccount(&documents, source->database, why);
	if (status != XAPIAN_OK || documents < DOCUMENTS_MIN ||
	    freq < documents / COMMON)
		return status;
	grow_old(kept);
	if ((one = find(kept, term)) == NULL) {
		if (is_new(kept, term) ||
		    (one = find_room(kept, documents, 2.0 * freq)) == NULL)
			return XAPIAN_OK;
		status = keep(one, source, term, why);
		if (status != XAPIAN_OK || one->term == NULL)
			return status;
		one->freq = freq;
	}
	one->uses++;
	one->users++;
	*out = &one->counts;
	return XAPIAN_OK;
}

void
tc_kept_counts_put(struct tc_kept_counts *kept, const struct tc_counts *counts)
{
	size_t i;

	for (i = 0; i < kept->n && counts != NULL; i++) {
		if (&kept->at[i].counts == counts)
			kept->at[i].users--;
	}
}

uint32_t
tc_count_many(const struct tc_counts *counts, uint32_t docid)
{
	size_t from = 0, to = counts->many_n;

	bool one = counts->at[docid - counts->first] == TC_COUNT_MANY;

	while (one && from < to) {
		size_t middle = from + (to - from) / 2;
		const struct tc_many *many = &counts->many[middle];

		if (many->docid == docid)
			return many->count;
		if (many->docid < docid)
			from = middle + 1;
		else
			to = middle;
	}
	return 0;
}
