/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counting strings: a table with open addressing, at most half full. */
#include "tally.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>

#define SLOTS_MIN 64

/* The slot of a string, or the free one where it belongs. */
static size_t *
find_slot(
    const struct tc_tally *tally, const char *s, size_t len, uint32_t hash)
{
	size_t mask = tally->slots_n - 1, i;

	for (i = hash & mask; tally->slots[i] != 0; i = (i + 1) & mask) {
		const struct tc_tally_entry *entry =
		    &tally->at[tally->slots[i] - 1];

		if (entry->hash == hash && entry->len == len &&
		    memcmp(entry->s, s, len) == 0)
			break;
	}
	return &tally->slots[i];
}

static bool
grow(struct tc_tally *tally)
{
	size_t n = tally->slots_n > 0 ? 2 * tally->slots_n : SLOTS_MIN, i;
	struct tc_tally_entry *at;
	size_t *slots = calloc(n, sizeof(*slots));

	if (slots == NULL)
		return false;
	at = realloc(tally->at, n / 2 * sizeof(*at));
	if (at == NULL) {
		free(slots);
		return false;
	}
	free(tally->slots);
	tally->at = at;
	tally->cap = n / 2;
	tally->slots = slots;
	tally->slots_n = n;
	for (i = 0; i < tally->n; i++)
		*find_slot(tally, at[i].s, at[i].len, at[i].hash) = i + 1;
	return true;
}

struct tc_tally_entry *
tc_tally_find(struct tc_tally *tally, const char *s, size_t len)
{
	uint32_t hash = tc_hash(s, len);
	struct tc_tally_entry *entry;
	size_t *slot;

	if (tally->n == tally->cap && !grow(tally))
		return NULL;
	slot = find_slot(tally, s, len, hash);
	if (*slot != 0)
		return &tally->at[*slot - 1];
	entry = &tally->at[tally->n];
	*entry = (struct tc_tally_entry){.len = len, .hash = hash};
	if ((entry->s = malloc(len + 1)) == NULL)
		return NULL;
	memcpy(entry->s, s, len);
	entry->s[len] = '\0';
	*slot = ++tally->n;
	return entry;
}

void
tc_tally_clear(struct tc_tally *tally)
{
	size_t i;

	for (i = 0; i < tally->n; i++)
		free(tally->at[i].s);
	tally->n = 0;
	if (tally->slots != NULL)
		memset(tally->slots, 0, tally->slots_n * sizeof(size_t));
}

void
tc_tally_free(struct tc_tally *tally)
{
	tc_tally_clear(tally);
	free(tally->at);
	free(tally->slots);
	*tally = (struct tc_tally)TC_TALLY_INIT;
}
