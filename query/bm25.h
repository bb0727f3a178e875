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
 * What a word counts that is in freq of so many documents, as
 * Xapian::BM25Weight has it: what is in most of them still counts.
 */
double tc_bm25_idf(uint32_t documents, uint32_t freq);

#endif
