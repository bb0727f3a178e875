/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading all of an index, and holding its tables against each other. Xapian's
 * own check looks at each table alone, and not at what is in it.
 */
#include <tracuu/index.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Sums that the tables must agree about. */
struct sums {
	uint64_t documents, postings, length;
};

struct examination {
	const struct tc_index *index;
	struct xapian_database *database;
	tc_fault_fn told;
	void *arg;
	struct tc_document document;
	struct tc_buf term;
	struct sums listed; /* by the lists of the documents */
	struct sums posted; /* by the lists of the terms */
};

static void tell(struct examination *examination, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
tell(struct examination *examination, const char *format, ...)
{
	char text[TC_ERROR_TEXT + 80];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	examination->told(examination->arg, text);
}

static bool
is_id_term(struct examination *examination, struct xapian_string term)
{
	const struct tc_buf *id = &examination->document.field[TC_FIELD_ID];

	tc_buf_clear(&examination->term);
	tc_index_id_term(tc_buf_str(id), id->len, &examination->term);
	return term.len == examination->term.len &&
	    memcmp(term.s, examination->term.s, term.len) == 0;
}

/* The terms of a document: they can be read, and add up to its length. */
static void
examine_terms_of(struct examination *examination, uint32_t docid)
{
	struct xapian_term_iterator *terms = NULL;
	struct xapian_term_row row;
	struct xapian_error why;
	enum xapian_status status;
	uint64_t length = 0;
	uint32_t stored = 0;
	bool has_id = false;

	status = xapian_database_termlist(
	    &terms, examination->database, docid, &why);
	while (status == XAPIAN_OK) {
		status = xapian_term_iterator_next(&row, terms, &why);
		if (status != XAPIAN_OK)
			break;
		examination->listed.postings++;
		length += row.wdf;
		has_id |= is_id_term(examination, row.term);
	}
	xapian_term_iterator_free(terms);
	if (status == XAPIAN_DONE)
		status = xapian_database_get_doclength(
		    &stored, examination->database, docid, &why);
	examination->listed.length += length;
	if (status != XAPIAN_OK)
		tell(examination, "the terms of document %" PRIu32 ": %s",
		    docid, why.message);
	else if (length != stored || !has_id)
		tell(examination,
		    "the terms of document %" PRIu32 " are not its own", docid);
}

/* The record, and whether it is found under its id. */
static void
examine_record(struct examination *examination, uint32_t docid)
{
	struct tc_document *document = &examination->document;
	const struct tc_buf *id = &document->field[TC_FIELD_ID];
	struct tc_error error = {0};
	enum tc_status status;
	uint32_t found = 0;

	tc_document_clear(document);
	status = tc_index_document(examination->index, docid, document, &error);
	if (status == TC_OK)
		status = tc_index_find(&found, examination->index,
		    tc_buf_str(id), id->len, &error);
	if (status != TC_OK)
		tell(
		    examination, "document %" PRIu32 ": %s", docid, error.text);
	else if (found != docid)
		tell(examination,
		    "document %" PRIu32 " is not found by its id \"%s\"", docid,
		    tc_buf_str(id));
}

/* Does the value by which documents are ordered have the id of the record? */
static void
examine_order(struct examination *examination, uint32_t docid)
{
	const struct tc_buf *want = &examination->document.field[TC_FIELD_ID];
	struct xapian_document *doc = NULL;
	struct xapian_string value = {"", 0};
	struct xapian_error why;
	enum xapian_status status;
	const char *id;
	size_t len;

	status = xapian_database_get_document(
	    &doc, examination->database, docid, XAPIAN_DOC_ASSUME_VALID, &why);
	if (status == XAPIAN_OK)
		status =
		    xapian_document_get_value(&value, doc, TC_SLOT_ORDER, &why);
	id = tc_index_order_id(value.s, value.len, &len);
	if (status != XAPIAN_OK)
		tell(examination, "the values of document %" PRIu32 ": %s",
		    docid, why.message);
	else if (len != want->len || memcmp(id, tc_buf_str(want), len) != 0)
		tell(examination,
		    "the values of document %" PRIu32 " are not its own",
		    docid);
	xapian_document_free(doc);
}

static void
examine_documents(struct examination *examination)
{
	struct xapian_posting_iterator *documents = NULL;
	struct xapian_posting_row row;
	struct xapian_error why;
	enum xapian_status status;

	status = xapian_database_postlist(
	    &documents, examination->database, "", 0, &why);
	while (status == XAPIAN_OK) {
		status = xapian_posting_iterator_next(&row, documents, &why);
		if (status != XAPIAN_OK)
			break;
		examination->listed.documents++;
		examine_record(examination, row.docid);
		examine_order(examination, row.docid);
		examine_terms_of(examination, row.docid);
	}
	xapian_posting_iterator_free(documents);
	if (status != XAPIAN_DONE)
		tell(examination, "the list of documents: %s", why.message);
}

static enum xapian_status
count_postings(struct examination *examination, struct xapian_string term,
    uint32_t *n, struct xapian_error *why)
{
	struct xapian_posting_iterator *postings = NULL;
	struct xapian_posting_row row;
	enum xapian_status status;

	*n = 0;
	tc_buf_clear(&examination->term);
	tc_buf_put(&examination->term, term.s, term.len);
	status = xapian_database_postlist(&postings, examination->database,
	    tc_buf_str(&examination->term), examination->term.len, why);
	while (status == XAPIAN_OK) {
		status = xapian_posting_iterator_next(&row, postings, why);
		if (status != XAPIAN_OK)
			break;
		++*n;
		examination->posted.length += row.wdf;
	}
	examination->posted.postings += *n;
	xapian_posting_iterator_free(postings);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

static void
examine_terms(struct examination *examination)
{
	struct xapian_term_iterator *terms = NULL;
	struct xapian_term_row row;
	struct xapian_error why;
	enum xapian_status status;
	uint32_t n;

	status = xapian_database_allterms(
	    &terms, examination->database, "", 0, &why);
	while (status == XAPIAN_OK) {
		status = xapian_term_iterator_next(&row, terms, &why);
		if (status == XAPIAN_OK)
			status =
			    count_postings(examination, row.term, &n, &why);
		if (status == XAPIAN_OK && n != row.termfreq)
			tell(examination,
			    "the term \"%s\" is in %" PRIu32
			    " documents, not in %" PRIu32,
			    tc_buf_str(&examination->term), n, row.termfreq);
	}
	xapian_term_iterator_free(terms);
	if (status != XAPIAN_DONE)
		tell(examination, "the terms after \"%s\": %s",
		    tc_buf_str(&examination->term), why.message);
}

static void
examine_values(struct examination *examination, uint32_t slot)
{
	struct xapian_value_iterator *values = NULL;
	struct xapian_value_row row;
	struct xapian_error why;
	enum xapian_status status;
	uint32_t wanted = 0, n = 0;

	status = xapian_database_get_value_freq(
	    &wanted, examination->database, slot, &why);
	if (status == XAPIAN_OK)
		status = xapian_database_valuestream(
		    &values, examination->database, slot, &why);
	while (status == XAPIAN_OK) {
		status = xapian_value_iterator_next(&row, values, &why);
		n += status == XAPIAN_OK;
	}
	xapian_value_iterator_free(values);
	if (status != XAPIAN_DONE)
		tell(examination, "the values %" PRIu32 ": %s", slot,
		    why.message);
	else if (n != wanted)
		tell(examination,
		    "there are %" PRIu32 " values %" PRIu32 ", not %" PRIu32, n,
		    slot, wanted);
}

static void
compare(struct examination *examination, const char *what, uint64_t listed,
    uint64_t posted)
{
	if (listed != posted)
		tell(examination,
		    "the documents have %" PRIu64
		    " %s, the index says %" PRIu64,
		    listed, what, posted);
}

static void
compare_sums(struct examination *examination)
{
	struct xapian_error why;
	uint64_t length = 0;
	uint32_t documents = 0;

	if (xapian_database_get_doccount(
		&documents, examination->database, &why) != XAPIAN_OK ||
	    xapian_database_get_total_length(
		&length, examination->database, &why) != XAPIAN_OK) {
		tell(examination, "its sums: %s", why.message);
		return;
	}
	compare(
	    examination, "entries", examination->listed.documents, documents);
	compare(examination, "terms", examination->listed.postings,
	    examination->posted.postings);
	compare(examination, "words", examination->listed.length,
	    examination->posted.length);
	compare(examination, "words", examination->listed.length, length);
}

enum tc_status
tc_index_examine(const struct tc_index *index, tc_fault_fn told, void *arg,
    struct tc_error *err)
{
	struct examination examination = {
	    .index = index,
	    .database = tc_index_database(index),
	    .told = told,
	    .arg = arg,
	    .term = TC_BUF_INIT(TC_BUF_LINE),
	};
	enum tc_status status;
	uint32_t slot;

	tc_document_init(&examination.document);
	examine_documents(&examination);
	examine_terms(&examination);
	for (slot = 0; slot < TC_SLOTS; slot++)
		examine_values(&examination, slot);
	compare_sums(&examination);
	status = tc_buf_check(&examination.term, err);
	tc_document_free(&examination.document);
	tc_buf_free(&examination.term);
	return status;
}
