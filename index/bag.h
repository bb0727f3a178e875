/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The terms of a document, each once, with what is counted of it. */
#ifndef TC_INDEX_BAG_H
#define TC_INDEX_BAG_H

#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#include "termsort.h"

struct tc_bag_term {
	uint32_t from, hash; /* in the bag's strings */
	uint32_t wdf;
	uint8_t len;
	uint8_t heading; /* the maker's: the text that had it last */
};

/* Its memory is reused. Begin with TC_BAG_INIT. */
struct tc_bag {
	uint32_t *slots; /* numbers of terms from 1, by hash; 0: free */
	uint32_t slots_n;
	struct tc_bag_term *terms; /* as they came */
	uint32_t n, cap;
	struct tc_buf strings;
	struct tc_termsort_key *keys; /* two for each of cap */
};

#define TC_BAG_INIT                                                            \
	{                                                                      \
		NULL, 0, NULL, 0, 0, TC_BUF_INIT((size_t)UINT32_MAX - 1), NULL \
	}

void tc_bag_clear(struct tc_bag *bag);
void tc_bag_free(struct tc_bag *bag);

/*
 * Find a term of 1 to 255 bytes; one that is new has zeros. Borrowed until the
 * next call. NULL when there is no memory.
 */
struct tc_bag_term *tc_bag_find(struct tc_bag *bag, const char *s, size_t len);

/* The terms by their bytes: n keys, whose items are the terms' places. */
const struct tc_termsort_key *tc_bag_sort(struct tc_bag *bag);

#endif
