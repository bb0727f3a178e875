/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Strings, each once, with how often each came. */
#ifndef TC_QUERY_TALLY_H
#define TC_QUERY_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tc_tally_entry {
	char *s; /* with a NUL behind it */
	size_t len;
	uint64_t n;
	uint32_t hash;
	size_t extra, last; /* the caller's; 0 at first */
};

/* Begin with TC_TALLY_INIT. */
struct tc_tally {
	struct tc_tally_entry *at; /* as they came */
	size_t n, cap;
	size_t *slots; /* numbers of entries from 1, by hash; 0: free */
	size_t slots_n;
};

/* clang-format off */
#define TC_TALLY_INIT { NULL, 0, 0, NULL, 0 }
/* clang-format on */

/*
 * The entry of a string, which is made when there is none. Borrowed until the
 * next call; NULL when there is no memory.
 */
struct tc_tally_entry *
tc_tally_find(struct tc_tally *tally, const char *s, size_t len);

void tc_tally_clear(struct tc_tally *tally);
void tc_tally_free(struct tc_tally *tally);

#endif
