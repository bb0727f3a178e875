/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "saturation.h"

#include <stdlib.h>

void
tc_saturations_begin(struct tc_saturations *saturations, double per_mean)
{
	if (saturations->per_mean < per_mean ||
	    saturations->per_mean > per_mean)
		tc_saturations_free(saturations);
	saturations->per_mean = per_mean;
	saturations->scanned++;
}

void
tc_saturations_know(struct tc_saturations *saturations)
{
	const uint32_t n = TC_SATURATION_COUNTS * TC_SATURATION_LENGTHS;
	double *at;
	uint32_t i;

	if (saturations->at != NULL || (at = malloc(n * sizeof(*at))) == NULL)
		return;
	for (i = 0; i < n; i++)
		at[i] = tc_saturation_divide(saturations->per_mean,
		    i % TC_SATURATION_LENGTHS, i / TC_SATURATION_LENGTHS);
	saturations->at = at;
}

void
tc_saturations_free(struct tc_saturations *saturations)
{
	free(saturations->at);
	*saturations = (struct tc_saturations){.at = NULL};
}
