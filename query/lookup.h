/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asking the index what it has of words and pairs. */
#ifndef TC_QUERY_LOOKUP_H
#define TC_QUERY_LOOKUP_H

#include <tracuu/query.h>

/* The index, and the first failure: after one everything is 0. */
struct tc_lookup {
	const struct tc_index *index;
	struct tc_buf term;
	struct xapian_error why;
	bool failed;
};

/*
 * Free a buffer of words that the lookup was or will be asked about. Where it
 * lacked memory the lookup has failed: without a word nothing can be said of
 * any.
 */
void tc_lookup_free(struct tc_lookup *lookup, struct tc_buf *buf);

/* Called for a term without the prefix that was asked for; false stops. */
typedef bool (*tc_rest_fn)(
    void *arg, const char *rest, size_t len, uint32_t freq);

/* Tell of every term of documents that are shown that begins with a prefix, in
 * their order. */
enum xapian_status
tc_each_term(const struct tc_index *index, const struct tc_buf *prefix,
    tc_rest_fn tell, void *arg, struct xapian_error *why);

/* Documents with a folded word, or pair of words, in this very spelling. */
uint32_t tc_lookup_exact(
    struct tc_lookup *lookup, const char *folded, const char *marks);

/* Tell of every spelling of a folded word or pair ("cong nghiep"): its marks.
 */
void tc_lookup_spellings(
    struct tc_lookup *lookup, const char *folded, tc_rest_fn tell, void *arg);

/* Documents with a folded word or pair, those of all spellings together. */
uint32_t tc_lookup_count(struct tc_lookup *lookup, const char *folded);

/* Has any document a folded word or pair? */
bool tc_lookup_any(struct tc_lookup *lookup, const char *folded);

/*
 * Append a word of the index as it is mostly written: its marks put on, and y
 * for the i that terms have in its place.
 */
void tc_word_show(const char *folded, const char *marks, struct tc_buf *out);

#endif
