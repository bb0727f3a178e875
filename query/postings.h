/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists of the documents that have terms, walked together. */
#ifndef TC_QUERY_POSTINGS_H
#define TC_QUERY_POSTINGS_H

#include <tracuu/index.h>

#define TC_POSTINGS_MAX_LISTS 20

/* Begin with zeros; after a failure nothing more is found. */
struct tc_postings {
	struct tc_stream *at[TC_POSTINGS_MAX_LISTS];
	size_t n;
	bool failed;
	struct xapian_error why;
};

/* Add the list of a term; one too many is left out. */
void tc_postings_open(struct tc_postings *postings,
    const struct tc_index *index, const char *term, size_t len);

/* Add the list of what is shown, unless that is everything. */
void tc_postings_open_shown(
    struct tc_postings *postings, const struct tc_index *index);

/*
 * The first document from docid on that is in list i; 0: there is none. docid
 * must not fall from one call to the next.
 */
uint32_t
tc_postings_skip(struct tc_postings *postings, size_t i, uint32_t docid);

/* The first document from docid on that is in all lists, as above. */
uint32_t tc_postings_meet(struct tc_postings *postings, uint32_t docid);

/* Count the documents that are in all lists, max at most. */
uint64_t tc_postings_count(struct tc_postings *postings, uint64_t max);

/* Free the lists. TC_OK, or what failed on the way. */
enum tc_status
tc_postings_close(struct tc_postings *postings, struct tc_error *err);

#endif
