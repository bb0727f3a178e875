/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorting terms by their bytes. */
#ifndef TC_INDEX_TERMSORT_H
#define TC_INDEX_TERMSORT_H

#include <stdint.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>

/* A term to sort; item is the caller's. Set by tc_termsort_key. */
struct tc_termsort_key {
	uint64_t prefix; /* its first bytes, as a number that sorts so */
	struct tc_span term;
	uint32_t item;
};

void tc_termsort_key(
    struct tc_termsort_key *key, struct tc_span term, uint32_t item);

/*
 * Sort n keys of different terms; scratch has room for as many. It does little
 * but compare numbers, which is what makes it quick.
 */
void tc_termsort(
    struct tc_termsort_key *keys, struct tc_termsort_key *scratch, size_t n);

#endif
