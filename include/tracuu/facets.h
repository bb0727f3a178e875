/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How many of the documents that match are of each type, year, signer ... */
#ifndef TC_FACETS_H
#define TC_FACETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/index.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A value of a facet. Names that are equal but for marks, case and spaces are
 * one value, as they are to a filter; it is shown as most documents have it.
 */
struct tc_facet_count {
	char *value;
	uint64_t n;  /* documents */
	bool chosen; /* a filter asks for it */
};

/*
 * The values of one facet among the documents that match the query and all
 * filters but those of the facet itself: what choosing another one would find.
 */
struct tc_facet_counts {
	struct tc_facet_count *at; /* the most frequent first, then by value;
				      what is chosen is always among them */
	size_t n;
	size_t more;   /* values that are left out */
	uint64_t none; /* documents without a value */
	bool exact;    /* else numbers are about right */
};

struct tc_facets {
	bool counted; /* it was asked for */
	struct tc_facet_counts of[TC_FACETS_COUNTED];
};

void tc_facets_free(struct tc_facets *facets);

#ifdef __cplusplus
}
#endif
#endif
