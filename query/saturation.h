/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a count weighs in a document of a length, against the most: BM25. */
#ifndef TC_QUERY_SATURATION_H
#define TC_QUERY_SATURATION_H

#include <stddef.h>

#include "bm25.h"

/*
 * A division takes longer than all else that weighing does. Its results are
 * kept, of counts and lengths below these: of nearly all there are.
 */
#define TC_SATURATION_COUNTS 16u
#define TC_SATURATION_LENGTHS 2048u

/* Begin with zeros. */
struct tc_saturations {
	double per_mean;  /* 1 / the mean length of documents */
	double *at;	  /* by count and length; NULL: not worked out */
	unsigned scanned; /* so many times, with this mean */
};

/* Another scan begins, of an index whose documents have such a mean. */
void tc_saturations_begin(struct tc_saturations *saturations, double per_mean);

/* Work them out, unless they are known. Without memory they stay unknown. */
void tc_saturations_know(struct tc_saturations *saturations);

void tc_saturations_free(struct tc_saturations *saturations);

static inline double
tc_saturation_divide(double per_mean, uint32_t length, uint32_t count)
{
	return count / (tc_bm25_half(length * per_mean) + count);
}

/* Looked up where it can be, else worked out. */
static inline double
tc_saturation(
    const struct tc_saturations *saturations, uint32_t length, uint32_t count)
{
	return saturations->at != NULL && count < TC_SATURATION_COUNTS &&
		length < TC_SATURATION_LENGTHS
	    ? saturations->at[count * TC_SATURATION_LENGTHS + length]
	    : tc_saturation_divide(saturations->per_mean, length, count);
}

#endif
