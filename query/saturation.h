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
#define TC_SATURATION_COUNTS 8u
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

/* Saturations to look up many: what is known of them at hand. */
struct tc_known_saturations {
	const double *at;
	uint32_t lengths; /* that are known of each count; 0: none */
	double per_mean;
};

static inline struct tc_known_saturations
tc_saturations_look(const struct tc_saturations *saturations)
{
	return (struct tc_known_saturations){saturations->at,
	    saturations->at != NULL ? TC_SATURATION_LENGTHS : 0,
	    saturations->per_mean};
}

/* Looked up where it can be, else worked out. */
static inline double
tc_saturation(
    const struct tc_known_saturations *known, uint32_t length, uint32_t count)
{
	if (__builtin_expect(
		count < TC_SATURATION_COUNTS && length < known->lengths, 1))
		return known
		    ->at[(size_t)count * TC_SATURATION_LENGTHS + length];
	return tc_saturation_divide(known->per_mean, length, count);
}

#endif
