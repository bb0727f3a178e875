/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counting the blocks of pages, in two rounds. */
#include "recur.h"

#include <stdlib.h>
#include <string.h>

/* Numbers that share a counter of the first round may be taken for one that
 * recurs; the second knows them apart. */
#define COUNTERS ((size_t)1 << 20)
#define FIRST_SLOTS 256

struct site {
	uint32_t number;
	uint32_t pages;
};

/* A block that may recur, and its site's pages. */
struct candidate {
	uint32_t number; /* 0: free */
	uint32_t pages;
	uint32_t least; /* that make it furniture */
};

struct tc_recur {
	bool sifted;
	struct site *sites;
	size_t sites_n;
	uint32_t *counters;
	struct candidate *slots; /* by number; a power of two */
	size_t slots_n, used;
};

enum tc_status
tc_recur_new(struct tc_recur **out, struct tc_error *err)
{
	struct tc_recur *recur = calloc(1, sizeof(*recur));

	*out = NULL;
	if (recur != NULL) {
		recur->slots_n = FIRST_SLOTS;
		recur->counters = calloc(COUNTERS, sizeof(*recur->counters));
		recur->slots = calloc(FIRST_SLOTS, sizeof(*recur->slots));
	}
	if (recur == NULL || recur->counters == NULL || recur->slots == NULL) {
		tc_recur_free(recur);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = recur;
	return TC_OK;
}

void
tc_recur_free(struct tc_recur *recur)
{
	if (recur == NULL)
		return;
	free(recur->sites);
	free(recur->counters);
	free(recur->slots);
	free(recur);
}

static size_t
counter_of(uint32_t number)
{
	return number * 2654435761u >> 12; /* 20 bits, of Fibonacci's hashing */
}

static struct site *
site_of(const struct tc_recur *recur, uint32_t number)
{
	size_t i;

	for (i = 0; i < recur->sites_n; i++) {
		if (recur->sites[i].number == number)
			return &recur->sites[i];
	}
	return NULL;
}

static enum tc_status
count_site(struct tc_recur *recur, uint32_t number, struct tc_error *err)
{
	struct site *site = site_of(recur, number), *sites;

	if (site == NULL) {
		sites = realloc(
		    recur->sites, (recur->sites_n + 1) * sizeof(*sites));
		if (sites == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		recur->sites = sites;
		site = &sites[recur->sites_n++];
		*site = (struct site){number, 0};
	}
	site->pages++;
	return TC_OK;
}

/* How many of so many pages make a block furniture. */
static uint32_t
least_of(uint32_t pages)
{
	uint32_t part = pages / TC_RECUR_PART + (pages % TC_RECUR_PART != 0);

	return part > TC_RECUR_PAGES ? part : TC_RECUR_PAGES;
}

static struct candidate *
slot_of(struct candidate *slots, size_t n, uint32_t number)
{
	size_t i = counter_of(number) & (n - 1);

	while (slots[i].number != 0 && slots[i].number != number)
		i = (i + 1) & (n - 1);
	return &slots[i];
}

static bool
grow(struct tc_recur *recur)
{
	size_t i, n = 2 * recur->slots_n;
	struct candidate *slots = calloc(n, sizeof(*slots));

	if (slots == NULL)
		return false;
	for (i = 0; i < recur->slots_n; i++) {
		if (recur->slots[i].number != 0)
			*slot_of(slots, n, recur->slots[i].number) =
			    recur->slots[i];
	}
	free(recur->slots);
	recur->slots = slots;
	recur->slots_n = n;
	return true;
}

static enum tc_status
count_candidate(struct tc_recur *recur, uint32_t number, uint32_t least,
    struct tc_error *err)
{
	struct candidate *slot;

	if (recur->counters[counter_of(number)] < least)
		return TC_OK;
	if (2 * recur->used >= recur->slots_n && !grow(recur))
		return tc_fail(err, TC_NOMEM, "out of memory");
	slot = slot_of(recur->slots, recur->slots_n, number);
	if (slot->number == 0) {
		*slot = (struct candidate){number, 0, least};
		recur->used++;
	}
	slot->pages++;
	return TC_OK;
}

enum tc_status
tc_recur_count(
    struct tc_recur *recur, struct tc_span outline, struct tc_error *err)
{
	size_t i, n = tc_outline_count(outline);
	uint32_t site = n > 0 ? tc_outline_at(outline, 0) : 0, number;
	uint32_t least = 0;
	enum tc_status status = TC_OK;

	if (site == 0) /* it teaches nothing */
		return TC_OK;
	if (!recur->sifted)
		status = count_site(recur, site, err);
	else if (site_of(recur, site) != NULL)
		least = least_of(site_of(recur, site)->pages);
	for (i = 1; i < n && status == TC_OK; i++) {
		number = tc_outline_at(outline, i) & ~TC_OUTLINE_FURNITURE;
		if (recur->sifted)
			status = count_candidate(recur, number, least, err);
		else
			recur->counters[counter_of(number)]++;
	}
	return status;
}

void
tc_recur_sift(struct tc_recur *recur)
{
	recur->sifted = true;
}

void
tc_recur_restart(struct tc_recur *recur)
{
	if (recur->sifted) {
		memset(recur->slots, 0, recur->slots_n * sizeof(*recur->slots));
		recur->used = 0;
	} else {
		memset(recur->counters, 0, COUNTERS * sizeof(*recur->counters));
		recur->sites_n = 0;
	}
}

static bool
is_furniture(const struct tc_recur *recur, uint32_t number)
{
	const struct candidate *slot =
	    slot_of(recur->slots, recur->slots_n, number);

	return slot->number != 0 && slot->pages >= slot->least;
}

bool
tc_recur_mark(const struct tc_recur *recur, char *outline, size_t len)
{
	struct tc_span span = {outline, len};
	size_t i, n = tc_outline_count(span);
	uint32_t was, is;
	bool changed = false;

	for (i = 1; i < n; i++) {
		was = tc_outline_at(span, i);
		is = was & ~TC_OUTLINE_FURNITURE;
		if (is_furniture(recur, is))
			is |= TC_OUTLINE_FURNITURE;
		changed |= is != was;
		tc_outline_set(outline, i, is);
	}
	return changed;
}
