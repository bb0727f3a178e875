/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents that have several terms, without a query. */
#include "postings.h"

void
tc_postings_open(struct tc_postings *postings, const struct tc_index *index,
    const char *term, size_t len)
{
	if (postings->failed || postings->n == TC_POSTINGS_MAX_LISTS)
		return;
	postings->failed =
	    tc_index_stream(&postings->at[postings->n], index,
		(struct tc_span){term, len}, &postings->why) != XAPIAN_OK;
	postings->n += !postings->failed;
}

void
tc_postings_open_shown(
    struct tc_postings *postings, const struct tc_index *index)
{
	static const char term[] = TC_PREFIX_VISIBILITY "public";

	if (tc_index_hidden(index) > 0)
		tc_postings_open(postings, index, term, sizeof(term) - 1);
}

uint32_t
tc_postings_skip(struct tc_postings *postings, size_t i, uint32_t docid)
{
	struct xapian_posting_row row;
	enum xapian_status status;

	if (postings->failed || i >= postings->n)
		return 0;
	status =
	    tc_stream_skip_to(&row, postings->at[i], docid, &postings->why);
	postings->failed = status != XAPIAN_OK && status != XAPIAN_DONE;
	return status == XAPIAN_OK ? row.docid : 0;
}

uint32_t
tc_postings_meet(struct tc_postings *postings, uint32_t docid)
{
	size_t i, same = 0;

	for (i = 0; same < postings->n && docid > 0;
	     i = (i + 1) % postings->n) {
		uint32_t found = tc_postings_skip(postings, i, docid);

		same = found == docid ? same + 1 : 1;
		docid = found;
	}
	return postings->n > 0 ? docid : 0;
}

uint64_t
tc_postings_count(struct tc_postings *postings, uint64_t max)
{
	uint32_t docid = 0;
	uint64_t n = 0;

	while (n < max && (docid = tc_postings_meet(postings, docid + 1)) > 0)
		n++;
	return n;
}

enum tc_status
tc_postings_close(struct tc_postings *postings, struct tc_error *err)
{
	size_t i;

	for (i = 0; i < postings->n; i++)
		tc_stream_free(postings->at[i]);
	postings->n = 0;
	return postings->failed ? tc_index_fail(err, &postings->why, "suggest")
				: TC_OK;
}
