/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index that shows only what is public: documents, and what they have. */
#include "visible.h"

static const char public_term[] = TC_PREFIX_VISIBILITY "public";

#define PUBLIC_TERM_LEN (sizeof(public_term) - 1)

static const struct tc_span public_span = {public_term, PUBLIC_TERM_LEN};

enum xapian_status
tc_visible_count_hidden(uint32_t *hidden,
    const struct xapian_database *database, struct xapian_error *why)
{
	uint32_t all = 0, shown = 0;
	enum xapian_status status;

	*hidden = UINT32_MAX;
	status = xapian_database_get_doccount(&all, database, why);
	if (status == XAPIAN_OK)
		status = xapian_database_get_termfreq(
		    &shown, database, public_term, PUBLIC_TERM_LEN, why);
	if (status == XAPIAN_OK)
		*hidden = all - shown;
	return status;
}

/* Move on to the first document from docid on. */
static enum xapian_status
skip_to(struct tc_stream *it, struct xapian_posting_row *row, uint32_t docid,
    struct xapian_error *why)
{
	if (row->docid >= docid)
		return XAPIAN_OK;
	return tc_stream_skip_to(row, it, docid, why);
}

enum xapian_status
tc_index_shows_docid(bool *shown, const struct tc_index *index, uint32_t docid,
    struct xapian_error *why)
{
	struct tc_stream *it = NULL;
	struct xapian_posting_row row = {0, 0};
	enum xapian_status status;

	*shown = tc_index_hidden(index) == 0;
	if (*shown)
		return XAPIAN_OK;
	status = tc_index_stream(&it, index, public_span, why);
	if (status == XAPIAN_OK)
		status = skip_to(it, &row, docid, why);
	*shown = status == XAPIAN_OK && row.docid == docid;
	tc_stream_free(it);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* Both lists are walked in turns, each up to where the other one stands. */
enum xapian_status
tc_index_shows_term(bool *shown, const struct tc_index *index, const char *term,
    size_t len, uint32_t freq, struct xapian_error *why)
{
	struct tc_stream *its[2] = {NULL, NULL};
	struct xapian_posting_row rows[2] = {{0, 0}, {0, 0}};
	enum xapian_status status;
	uint32_t docid = 1;

	/* More documents have it than are hidden. */
	*shown = freq > tc_index_hidden(index);
	if (*shown || freq == 0)
		return XAPIAN_OK;
	status =
	    tc_index_stream(&its[0], index, (struct tc_span){term, len}, why);
	if (status == XAPIAN_OK)
		status = tc_index_stream(&its[1], index, public_span, why);
	while (status == XAPIAN_OK && !*shown) {
		status = skip_to(its[0], &rows[0], docid, why);
		if (status == XAPIAN_OK)
			status = skip_to(its[1], &rows[1], rows[0].docid, why);
		docid = rows[1].docid;
		*shown = status == XAPIAN_OK && rows[0].docid == docid;
	}
	tc_stream_free(its[0]);
	tc_stream_free(its[1]);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}
