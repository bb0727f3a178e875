/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hash table by open addressing, over an array of terms. */
#include "bag.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>

#define FIRST_TERMS 2048u

/* As many slots as terms would have two of. */
static bool
grow(struct tc_bag *bag)
{
	uint32_t cap = bag->cap > 0 ? 2 * bag->cap : FIRST_TERMS;
	uint32_t mask = 2 * cap - 1, i, to;
	struct tc_bag_term *terms = realloc(bag->terms, cap * sizeof(*terms));
	struct tc_termsort_key *keys;
	uint32_t *slots;

	if (terms == NULL)
		return false;
	bag->terms = terms;
	keys = realloc(bag->keys, 2 * (size_t)cap * sizeof(*keys));
	if (keys == NULL)
		return false;
	bag->keys = keys;
	if ((slots = calloc(2 * (size_t)cap, sizeof(*slots))) == NULL)
		return false;
	for (i = 0; i < bag->n; i++) {
		to = terms[i].hash & mask;
		while (slots[to] != 0)
			to = (to + 1) & mask;
		slots[to] = i + 1;
	}
	free(bag->slots);
	bag->slots = slots;
	bag->slots_n = 2 * cap;
	bag->cap = cap;
	return true;
}

/* Slots are freed one by one: a huge document leaves many of them. */
void
tc_bag_clear(struct tc_bag *bag)
{
	uint32_t i, at, mask = bag->slots_n - 1;

	for (i = 0; i < bag->n; i++) {
		at = bag->terms[i].hash & mask;
		while (bag->slots[at] != i + 1)
			at = (at + 1) & mask;
		bag->slots[at] = 0;
	}
	bag->n = 0;
	tc_buf_clear(&bag->strings);
}

void
tc_bag_free(struct tc_bag *bag)
{
	free(bag->slots);
	free(bag->terms);
	free(bag->keys);
	tc_buf_free(&bag->strings);
}

struct tc_bag_term *
tc_bag_find(struct tc_bag *bag, const char *s, size_t len)
{
	uint32_t hash = tc_hash_quick(s, len), mask, at;
	struct tc_bag_term *term;

	if (bag->n == bag->cap && !grow(bag))
		return NULL;
	mask = bag->slots_n - 1;
	for (at = hash & mask; bag->slots[at] != 0; at = (at + 1) & mask) {
		term = &bag->terms[bag->slots[at] - 1];
		if (term->hash == hash && term->len == len &&
		    memcmp(bag->strings.s + term->from, s, len) == 0)
			return term;
	}
	term = &bag->terms[bag->n];
	memset(term, 0, sizeof(*term));
	term->from = (uint32_t)bag->strings.len;
	term->hash = hash;
	term->len = (uint8_t)len;
	tc_buf_put(&bag->strings, s, len);
	if (bag->strings.failed)
		return NULL;
	bag->slots[at] = ++bag->n;
	return term;
}

const struct tc_termsort_key *
tc_bag_sort(struct tc_bag *bag)
{
	uint32_t i;

	for (i = 0; i < bag->n; i++)
		tc_termsort_key(&bag->keys[i],
		    (struct tc_span){
			bag->strings.s + bag->terms[i].from, bag->terms[i].len},
		    i);
	if (bag->n > 0)
		tc_termsort(bag->keys, bag->keys + bag->cap, bag->n);
	return bag->keys;
}
