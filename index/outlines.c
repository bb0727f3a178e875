/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The outlines of the pages in an index, and what it keeps of a document. */
#include <tracuu/index.h>

#include <string.h>

static enum tc_status
fail(struct tc_error *err, const struct xapian_error *why)
{
	return tc_index_fail(err, why, "the index");
}

enum tc_status
tc_index_outlines(const struct tc_index *index, tc_outline_fn take, void *arg,
    struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index);
	struct xapian_value_iterator *outlines = NULL, *orders = NULL;
	struct xapian_value_row outline = {0}, order = {0};
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;
	struct tc_span id;

	failure =
	    xapian_database_valuestream(&outlines, db, TC_SLOT_OUTLINE, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_database_valuestream(
		    &orders, db, TC_SLOT_ORDER, &why);
	while (failure == XAPIAN_OK && status == TC_OK) {
		failure = xapian_value_iterator_next(&outline, outlines, &why);
		if (failure == XAPIAN_OK)
			failure = xapian_value_iterator_skip_to(
			    &order, orders, outline.docid, &why);
		if (failure != XAPIAN_OK)
			break;
		id.s =
		    tc_index_order_id(order.value.s, order.value.len, &id.len);
		status = take(arg, outline.docid, id,
		    (struct tc_span){outline.value.s, outline.value.len}, err);
	}
	xapian_value_iterator_free(outlines);
	xapian_value_iterator_free(orders);
	if (failure != XAPIAN_OK && failure != XAPIAN_DONE)
		return fail(err, &why);
	return status;
}

/* Has the document a term? */
static enum xapian_status
has_term(bool *has, const struct tc_index *index, uint32_t docid,
    const char *term, struct xapian_error *why)
{
	struct xapian_posting_iterator *it = NULL;
	struct xapian_posting_row row = {0, 0};
	enum xapian_status failure;

	failure = xapian_database_postlist(
	    &it, tc_index_database(index), term, strlen(term), why);
	if (failure == XAPIAN_OK)
		failure = xapian_posting_iterator_skip_to(&row, it, docid, why);
	*has = failure == XAPIAN_OK && row.docid == docid;
	xapian_posting_iterator_free(it);
	return failure == XAPIAN_DONE ? XAPIAN_OK : failure;
}

enum tc_status
tc_index_stored(const struct tc_index *index, uint32_t docid,
    struct tc_buf *json, struct tc_buf *outline, enum tc_visibility *visibility,
    struct tc_error *err)
{
	struct xapian_document *doc = NULL;
	struct xapian_string data = {"", 0}, value = {"", 0};
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;
	struct tc_span record = {"", 0};
	bool public = false;

	failure = xapian_database_get_document(
	    &doc, tc_index_database(index), docid, 0, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_document_get_value(
		    &value, doc, TC_SLOT_OUTLINE, &why);
	if (failure == XAPIAN_OK) {
		tc_buf_put(outline, value.s, value.len);
		failure = xapian_document_get_data(&data, doc, &why);
	}
	if (failure == XAPIAN_OK) {
		status = tc_index_expand(
		    &record, index, (struct tc_span){data.s, data.len}, err);
		tc_buf_put(json, record.s, record.len);
		failure = has_term(
		    &public, index, docid, TC_PREFIX_VISIBILITY "public", &why);
	}
	xapian_document_free(doc);
	*visibility = public ? TC_PUBLIC : TC_INTERNAL_ONLY;
	if (failure != XAPIAN_OK)
		return fail(err, &why);
	if (status != TC_OK)
		return status;
	return json->failed ? tc_buf_check(json, err)
			    : tc_buf_check(outline, err);
}
