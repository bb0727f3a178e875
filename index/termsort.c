/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A merge sort of prefixes, which looks at strings where these are equal. */
#include "termsort.h"

#include <stdbool.h>
#include <string.h>

/* Shorter runs are sorted by insertion. */
#define RUN 12

void
tc_termsort_key(struct tc_termsort_key *key, struct tc_span term, uint32_t item)
{
	size_t i;

	key->prefix = 0;
	for (i = 0; i < sizeof(key->prefix); i++)
		key->prefix = key->prefix << 8 |
		    (i < term.len ? (unsigned char)term.s[i] : 0);
	key->term = term;
	key->item = item;
}

static bool
comes_before(const struct tc_termsort_key *a, const struct tc_termsort_key *b)
{
	size_t len = a->term.len < b->term.len ? a->term.len : b->term.len;
	int order;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix;
	order = memcmp(a->term.s, b->term.s, len);
	return order != 0 ? order < 0 : a->term.len < b->term.len;
}

static void
insert_all(struct tc_termsort_key *keys, size_t n)
{
	struct tc_termsort_key key;
	size_t i, to;

	for (i = 1; i < n; i++) {
		key = keys[i];
		for (to = i; to > 0 && comes_before(&key, &keys[to - 1]); to--)
			keys[to] = keys[to - 1];
		keys[to] = key;
	}
}

void
tc_termsort(
    struct tc_termsort_key *keys, struct tc_termsort_key *scratch, size_t n)
{
	size_t half = n / 2, left = 0, right = half, to = 0;

	if (n <= RUN) {
		insert_all(keys, n);
		return;
	}
	tc_termsort(keys, scratch, half);
	tc_termsort(keys + half, scratch, n - half);
	/* Only the left half needs to be out of the way. */
	memcpy(scratch, keys, half * sizeof(*keys));
	while (left < half && right < n) {
		if (comes_before(&keys[right], &scratch[left]))
			keys[to++] = keys[right++];
		else
			keys[to++] = scratch[left++];
	}
	memcpy(keys + to, scratch + left, (half - left) * sizeof(*keys));
}
