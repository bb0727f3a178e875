/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parameters of BM25, from bench/TERMS.md. */
#ifndef TC_QUERY_BM25_H
#define TC_QUERY_BM25_H

#include <stdint.h>

#define TC_BM25_K1 1.2
#define TC_BM25_B 0.75
/* No document counts as shorter than this share of the usual length. */
#define TC_BM25_MIN_LENGTH 0.5

/*
 * How often a document must have a term for half of its weight: count /
 * (half + count) is what it gets. The length is given as a share of the usual
 * one.
 */
static inline double
tc_bm25_half(double length)
{
	if (length < TC_BM25_MIN_LENGTH)
		length = TC_BM25_MIN_LENGTH;
	return TC_BM25_K1 * (TC_BM25_B * length + 1 - TC_BM25_B);
}

/*
 * What a word counts that is in freq of so many documents, as
 * Xapian::BM25Weight has it: what is in most of them still counts.
 */
double tc_bm25_idf(uint32_t documents, uint32_t freq);

#endif
