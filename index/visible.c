/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index that shows only what is public: documents, and what they have. */
#include "visible.h"

/* To walk two lists so often takes as long as to read all of one. */
#define OFTEN 64u

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

void
tc_public_free(struct tc_public *shown)
{
	tc_counts_free(&shown->counts);
	shown->asked = 0;
}

enum xapian_status
tc_public_get(const struct tc_counts **out, struct tc_public *shown,
    const struct tc_stream_source *source, struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;

	*out = NULL;
	if (shown->counts.at == NULL && ++shown->asked == OFTEN) {
		status =
		    tc_counts_read(&shown->counts, source, public_span, why);
		if (status != XAPIAN_OK)
			tc_public_free(shown);
	}
	if (shown->counts.at != NULL)
		*out = &shown->counts;
	return status == XAPIAN_NO_MEMORY ? XAPIAN_OK : status;
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

/* Is any document of a list public? */
static enum xapian_status
has_shown(bool *shown, struct tc_stream *it, const struct tc_counts *counts,
    struct xapian_error *why)
{
	struct xapian_posting_row row = {0, 0};
	enum xapian_status status = XAPIAN_OK;

	while (status == XAPIAN_OK && !*shown) {
		status = tc_stream_skip_to(&row, it, row.docid + 1, why);
		*shown = status == XAPIAN_OK && row.docid < counts->n &&
		    counts->at[row.docid] != 0;
	}
	return status;
}

/* Both lists are walked in turns, each up to where the other one stands. */
static enum xapian_status
meet_shown(bool *shown, struct tc_stream *it, const struct tc_index *index,
    struct xapian_error *why)
{
	struct xapian_posting_row row = {0, 0}, other = {0, 0};
	struct tc_stream *public = NULL;
	enum xapian_status status;
	uint32_t docid = 1;

	status = tc_index_stream(&public, index, public_span, why);
	while (status == XAPIAN_OK && !*shown) {
		status = skip_to(it, &row, docid, why);
		if (status == XAPIAN_OK)
			status = skip_to(public, &other, row.docid, why);
		docid = other.docid;
		*shown = status == XAPIAN_OK && row.docid == docid;
	}
	tc_stream_free(public);
	return status;
}

enum xapian_status
tc_index_shows_term(bool *shown, const struct tc_index *index, const char *term,
    size_t len, uint32_t freq, struct xapian_error *why)
{
	const struct tc_counts *counts = NULL;
	struct tc_stream *it = NULL;
	enum xapian_status status;

	/* More documents have it than are hidden. */
	*shown = freq > tc_index_hidden(index);
	if (*shown || freq == 0)
		return XAPIAN_OK;
	status = tc_index_public(&counts, index, why);
	if (status == XAPIAN_OK)
		status = tc_index_stream(
		    &it, index, (struct tc_span){term, len}, why);
	if (status == XAPIAN_OK)
		status = counts != NULL ? has_shown(shown, it, counts, why)
					: meet_shown(shown, it, index, why);
	tc_stream_free(it);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}
