/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of xapian-c/database.cc and iterator.cc: what can be read. */

#include "xapian_test.h"

#include <sys/stat.h>

static void
numbers_of_the_samples(void **state)
{
	struct xapian_database *db = open_database("samples");
	uint64_t total, revision;
	uint32_t n;
	double length;
	bool yes;

	(void)state;
	assert_int_equal(doccount(db), 5);
	assert_int_equal(xapian_database_size(db), 1);
	assert_ok(xapian_database_get_lastdocid(&n, db, &test_err));
	assert_int_equal(n, 5);
	assert_ok(xapian_database_get_total_length(&total, db, &test_err));
	assert_int_equal(total, 5 + 6 + 5 + 5 + 4);
	assert_ok(xapian_database_get_avlength(&length, db, &test_err));
	assert_true(length == 5.0);
	assert_ok(xapian_database_get_doclength(&n, db, 2, &test_err));
	assert_int_equal(n, 6);
	assert_ok(xapian_database_get_unique_terms(&n, db, 2, &test_err));
	assert_int_equal(n, 6);
	assert_ok(xapian_database_has_positions(&yes, db, &test_err));
	assert_true(yes);
	assert_ok(xapian_database_get_revision(&revision, db, &test_err));
	assert_int_equal(revision, 1);
	assert_ok(xapian_database_keep_alive(db, &test_err));
	assert_ok(xapian_database_locked(&yes, db, &test_err));
	assert_false(yes);
	xapian_database_free(db);
}

static void
numbers_of_a_term(void **state)
{
	static const struct {
		const char *term;
		uint32_t termfreq, collection_freq;
		bool exists;
	} cases[] = {
	    {"về", 5, 5, true}, {"đất", 3, 3, true}, {"nhà", 2, 2, true},
	    {"ruộng", 0, 0, false}, {"", 5, 5, true}, /* every document */
	};
	struct xapian_database *db = open_database("samples");
	uint32_t n;
	bool exists;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_ok(xapian_database_get_termfreq(
		    &n, db, S(cases[i].term), &test_err));
		assert_int_equal(n, cases[i].termfreq);
		assert_ok(xapian_database_get_collection_freq(
		    &n, db, S(cases[i].term), &test_err));
		assert_int_equal(n, cases[i].collection_freq);
		assert_ok(xapian_database_term_exists(
		    &exists, db, S(cases[i].term), &test_err));
		assert_int_equal(exists, cases[i].exists);
	}
	xapian_database_free(db);
}

static void
values_have_bounds_and_a_frequency(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_string text;
	uint32_t n;

	(void)state;
	assert_ok(xapian_database_get_value_freq(&n, db, 1, &test_err));
	assert_int_equal(n, 5);
	assert_ok(
	    xapian_database_get_value_lower_bound(&text, db, 1, &test_err));
	assert_text(text, "2020");
	assert_ok(
	    xapian_database_get_value_upper_bound(&text, db, 1, &test_err));
	assert_text(text, "2023");
	assert_ok(
	    xapian_database_get_value_upper_bound(&text, db, 9, &test_err));
	assert_text(text, "");
	xapian_database_free(db);
}

static void
uuid_stays_and_differs(void **state)
{
	struct xapian_database *a = open_database("samples");
	struct xapian_database *b = open_database("samples");
	struct xapian_database *c = open_database("first");
	struct xapian_string ua, ub, uc;

	(void)state;
	assert_ok(xapian_database_get_uuid(&ua, a, &test_err));
	assert_ok(xapian_database_get_uuid(&ub, b, &test_err));
	assert_ok(xapian_database_get_uuid(&uc, c, &test_err));
	assert_int_equal(ua.len, 36);
	assert_string_equal(ua.s, ub.s);
	assert_string_not_equal(ua.s, uc.s);
	xapian_database_free(a);
	xapian_database_free(b);
	xapian_database_free(c);
}

static void
document_is_read_back(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_document *doc;
	struct xapian_string text;

	(void)state;
	assert_ok(xapian_database_get_document(
	    &doc, db, 3, XAPIAN_DOC_ASSUME_VALID, &test_err));
	xapian_database_free(db); /* the document keeps what it needs */
	assert_int_equal(xapian_document_get_docid(doc), 3);
	assert_ok(xapian_document_get_data(&text, doc, &test_err));
	assert_text(text, samples[2].text);
	assert_ok(xapian_document_get_value(&text, doc, 1, &test_err));
	assert_text(text, "2022");
	xapian_document_free(doc);
}

static void
document_of_a_closed_database_says_so(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_document *doc;
	struct xapian_string text;

	(void)state;
	assert_ok(xapian_database_get_document(&doc, db, 3, 0, &test_err));
	assert_ok(xapian_database_close(db, &test_err));
	assert_status(
	    XAPIAN_CLOSED, xapian_document_get_data(&text, doc, &test_err));
	assert_null(text.s);
	assert_int_equal(text.len, 0);
	xapian_document_free(doc);
	xapian_database_free(db);
}

/* Terms */

/* Test that the rows are these, with these numbers, and the end after them. */
static void
assert_terms(struct xapian_term_iterator *it,
    const struct xapian_term_count *want, size_t n, bool is_termfreq)
{
	struct xapian_term_row row;

	for (size_t i = 0; i < n; i++) {
		assert_ok(xapian_term_iterator_next(&row, it, &test_err));
		assert_text(row.term, want[i].s);
		assert_int_equal(row.wdf, is_termfreq ? 0 : want[i].wdf);
		assert_int_equal(row.termfreq, is_termfreq ? want[i].wdf : 0);
	}
	for (int i = 0; i < 2; i++) {
		row.term.s = "old";
		assert_status(XAPIAN_DONE,
		    xapian_term_iterator_next(&row, it, &test_err));
		assert_null(row.term.s);
	}
	xapian_term_iterator_free(it);
}

static void
all_terms_with_a_prefix(void **state)
{
	static const struct xapian_term_count n_words[] = {
	    {"nghị", 0, 2}, {"nhà", 0, 2}};
	struct xapian_database *db = open_database("samples");
	struct xapian_term_iterator *it;

	(void)state;
	assert_ok(xapian_database_allterms(&it, db, "n", 1, &test_err));
	assert_terms(it, n_words, 2, true);
	assert_ok(xapian_database_allterms(&it, db, S("zzz"), &test_err));
	assert_terms(it, NULL, 0, true);
	xapian_database_free(db);
}

static void
terms_of_a_document(void **state)
{
	static const struct xapian_term_count want[] = {
	    {"giá", 0, 1}, {"thông", 0, 1}, {"tư", 0, 1}, {"về", 0, 1}};
	struct xapian_database *db = open_database("samples");
	struct xapian_term_iterator *it;

	(void)state;
	assert_ok(xapian_database_termlist(&it, db, 5, &test_err));
	xapian_database_free(db); /* the iterator keeps what it needs */
	assert_terms(it, want, 4, false);
}

static void
term_iterator_skips_and_asks(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_term_iterator *it;
	struct xapian_position_iterator *positions;
	struct xapian_term_row row;
	uint32_t n;

	(void)state;
	assert_ok(xapian_database_termlist(&it, db, 1, &test_err));
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_term_iterator_get_termfreq(&n, it, &test_err));
	assert_ok(xapian_term_iterator_skip_to(&row, it, S("r"), &test_err));
	assert_text(row.term, "về");
	assert_ok(xapian_term_iterator_get_termfreq(&n, it, &test_err));
	assert_int_equal(n, 5);
	assert_ok(xapian_term_iterator_positionlist(&positions, it, &test_err));
	assert_ok(xapian_position_iterator_next(&n, positions, &test_err));
	assert_int_equal(n, 3);
	assert_status(XAPIAN_DONE,
	    xapian_position_iterator_next(&n, positions, &test_err));
	assert_int_equal(n, 0);
	xapian_position_iterator_free(positions);

	assert_ok(xapian_term_iterator_next(&row, it, &test_err));
	assert_text(row.term, "đai");
	assert_status(XAPIAN_DONE,
	    xapian_term_iterator_skip_to(&row, it, S("\xff"), &test_err));
	assert_status(XAPIAN_DONE,
	    xapian_term_iterator_skip_to(&row, it, S("a"), &test_err));
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_term_iterator_get_termfreq(&n, it, &test_err));
	xapian_term_iterator_free(it);
	xapian_database_free(db);
}

static void
metadata_has_keys(void **state)
{
	static const struct xapian_term_count want[] = {
	    {"tool.name", 0, 0}, {"tool.version", 0, 0}};
	struct xapian_writable *w = open_writable("metadata");
	const struct xapian_database *db = xapian_writable_database(w);
	struct xapian_term_iterator *it;
	struct xapian_string text;

	(void)state;
	assert_ok(xapian_writable_set_metadata(
	    w, S("tool.version"), "1\0002", 3, &test_err));
	assert_ok(
	    xapian_writable_set_metadata(w, S("tool.name"), S("x"), &test_err));
	assert_ok(
	    xapian_writable_set_metadata(w, S("other"), S("y"), &test_err));
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_ok(xapian_database_get_metadata(
	    &text, db, S("tool.version"), &test_err));
	assert_int_equal(text.len, 3);
	assert_memory_equal(text.s, "1\0002", 4);
	assert_ok(
	    xapian_database_get_metadata(&text, db, S("none"), &test_err));
	assert_text(text, "");
	assert_ok(
	    xapian_database_metadata_keys(&it, db, S("tool."), &test_err));
	assert_terms(it, want, 2, false);

	assert_ok(
	    xapian_writable_set_metadata(w, S("tool.name"), "", 0, &test_err));
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_ok(
	    xapian_database_metadata_keys(&it, db, S("tool."), &test_err));
	assert_terms(it, want + 1, 1, false);
	xapian_writable_free(w);
}

static void
spelling_suggests_a_word(void **state)
{
	static const struct xapian_term_count words[] = {
	    {"nghị", 0, 3}, {"quyết", 0, 2}};
	struct xapian_writable *w = open_writable("spelling");
	const struct xapian_database *db = xapian_writable_database(w);
	struct xapian_term_iterator *it;
	struct xapian_string text;

	(void)state;
	assert_ok(xapian_writable_add_spelling(w, S("quyết"), 2, &test_err));
	assert_ok(xapian_writable_add_spelling(w, S("nghị"), 5, &test_err));
	assert_ok(xapian_writable_remove_spelling(w, S("nghị"), 2, &test_err));
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_ok(xapian_database_spellings(&it, db, &test_err));
	assert_terms(it, words, 2, true);
	assert_ok(xapian_database_get_spelling_suggestion(
	    &text, db, S("quyet"), 2, &test_err));
	assert_text(text, "quyết");
	assert_ok(xapian_database_get_spelling_suggestion(
	    &text, db, S("xxxxxxxx"), 2, &test_err));
	assert_text(text, "");
	xapian_writable_free(w);
}

/* Postings, positions, values */

static void
postings_of_a_term(void **state)
{
	static const uint32_t want[] = {1, 2, 4};
	struct xapian_database *db = open_database("samples");
	struct xapian_posting_iterator *it;
	struct xapian_posting_row row;
	uint32_t length;

	(void)state;
	assert_ok(xapian_database_postlist(&it, db, S("đất"), &test_err));
	xapian_database_free(db);
	for (size_t i = 0; i < 3; i++) {
		assert_ok(xapian_posting_iterator_next(&row, it, &test_err));
		assert_int_equal(row.docid, want[i]);
		assert_int_equal(row.wdf, 1);
		assert_ok(xapian_posting_iterator_get_doclength(
		    &length, it, &test_err));
		assert_int_equal(length, i == 1 ? 6 : 5);
	}
	for (int i = 0; i < 2; i++)
		assert_status(XAPIAN_DONE,
		    xapian_posting_iterator_next(&row, it, &test_err));
	assert_int_equal(row.docid, 0);
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_posting_iterator_get_doclength(&length, it, &test_err));
	xapian_posting_iterator_free(it);
}

static void
postings_skip(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_posting_iterator *it;
	struct xapian_position_iterator *positions;
	struct xapian_posting_row row;
	uint32_t n;

	(void)state;
	assert_ok(xapian_database_postlist(&it, db, S("đất"), &test_err));
	assert_ok(xapian_posting_iterator_skip_to(&row, it, 2, &test_err));
	assert_int_equal(row.docid, 2);
	assert_ok(xapian_posting_iterator_skip_to(&row, it, 1, &test_err));
	assert_int_equal(row.docid, 2); /* never back */
	assert_ok(xapian_posting_iterator_skip_to(&row, it, 3, &test_err));
	assert_int_equal(row.docid, 4);
	assert_ok(
	    xapian_posting_iterator_positionlist(&positions, it, &test_err));
	assert_ok(xapian_position_iterator_next(&n, positions, &test_err));
	assert_int_equal(n, 5);
	xapian_position_iterator_free(positions);
	assert_status(XAPIAN_DONE,
	    xapian_posting_iterator_skip_to(&row, it, 5, &test_err));
	xapian_posting_iterator_free(it);

	/* An empty list can be skipped in, too. */
	assert_ok(xapian_database_postlist(&it, db, S("none"), &test_err));
	assert_status(XAPIAN_DONE,
	    xapian_posting_iterator_skip_to(&row, it, 1, &test_err));
	xapian_posting_iterator_free(it);
	xapian_database_free(db);
}

static void
postings_are_read_together(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_posting_iterator *it;
	struct xapian_posting_row rows[8];
	uint32_t n;

	(void)state;
	assert_ok(xapian_database_postlist(&it, db, S("đất"), &test_err));
	/* Up to a document, up to so many, and then the rest. */
	assert_ok(xapian_posting_iterator_read(&n, rows, 8, it, 2, &test_err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].docid, 1);
	assert_ok(xapian_posting_iterator_read(
	    &n, rows, 1, it, UINT32_MAX, &test_err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].docid, 2);
	assert_int_equal(rows[0].wdf, 1);
	assert_ok(xapian_posting_iterator_read(&n, rows, 8, it, 4, &test_err));
	assert_int_equal(n, 0);
	assert_status(XAPIAN_DONE,
	    xapian_posting_iterator_read(
		&n, rows, 8, it, UINT32_MAX, &test_err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].docid, 4);
	assert_status(XAPIAN_DONE,
	    xapian_posting_iterator_read(
		&n, rows, 8, it, UINT32_MAX, &test_err));
	assert_int_equal(n, 0);
	xapian_posting_iterator_free(it);

	/* From where it was skipped to, with lengths. */
	assert_ok(xapian_database_postlist(&it, db, S(""), &test_err));
	assert_ok(xapian_posting_iterator_skip_to(rows, it, 2, &test_err));
	assert_ok(xapian_posting_iterator_read_doclengths(
	    &n, rows, 8, it, 3, &test_err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].docid, 2);
	assert_int_equal(rows[0].wdf, 6);
	xapian_posting_iterator_free(it);
	xapian_database_free(db);
}

static void
postings_of_no_term_are_all_documents(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_posting_iterator *it;
	struct xapian_posting_row row;

	(void)state;
	assert_ok(xapian_database_postlist(&it, db, NULL, 0, &test_err));
	for (uint32_t docid = 1; docid <= 5; docid++) {
		assert_ok(xapian_posting_iterator_next(&row, it, &test_err));
		assert_int_equal(row.docid, docid);
	}
	assert_status(
	    XAPIAN_DONE, xapian_posting_iterator_next(&row, it, &test_err));
	xapian_posting_iterator_free(it);
	xapian_database_free(db);
}

static void
positions_of_a_term(void **state)
{
	struct xapian_writable *w = open_writable("positions");
	struct xapian_position_iterator *it;
	uint32_t n;

	(void)state;
	add_text(w, "a b a c a a");
	assert_ok(xapian_database_positionlist(
	    &it, xapian_writable_database(w), 1, S("a"), &test_err));
	assert_ok(xapian_position_iterator_next(&n, it, &test_err));
	assert_int_equal(n, 1);
	assert_ok(xapian_position_iterator_skip_to(&n, it, 4, &test_err));
	assert_int_equal(n, 5);
	assert_ok(xapian_position_iterator_next(&n, it, &test_err));
	assert_int_equal(n, 6);
	assert_status(
	    XAPIAN_DONE, xapian_position_iterator_next(&n, it, &test_err));
	xapian_position_iterator_free(it);

	assert_ok(xapian_database_positionlist(
	    &it, xapian_writable_database(w), 1, S("none"), &test_err));
	assert_status(XAPIAN_DONE,
	    xapian_position_iterator_skip_to(&n, it, 1, &test_err));
	xapian_position_iterator_free(it);
	xapian_writable_free(w);
}

static void
values_of_a_slot(void **state)
{
	struct xapian_database *db = open_database("samples");
	struct xapian_value_iterator *it;
	struct xapian_value_row row;

	(void)state;
	assert_ok(xapian_database_valuestream(&it, db, 1, &test_err));
	assert_ok(xapian_value_iterator_next(&row, it, &test_err));
	assert_int_equal(row.docid, 1);
	assert_int_equal(row.slot, 1);
	assert_text(row.value, "2021");
	assert_ok(xapian_value_iterator_skip_to(&row, it, 4, &test_err));
	assert_int_equal(row.docid, 4);
	assert_text(row.value, "2023");
	assert_ok(xapian_value_iterator_next(&row, it, &test_err));
	assert_text(row.value, "2020");
	assert_status(
	    XAPIAN_DONE, xapian_value_iterator_next(&row, it, &test_err));
	assert_null(row.value.s);
	xapian_value_iterator_free(it);
	xapian_database_free(db);
}

/*
 * With blocks of 2048 bytes this list has several; those that aren't read yet
 * can't be after the close.
 */
static void
end_is_told_from_failure(void **state)
{
	struct xapian_writable *w = open_writable("long");
	struct xapian_database *db;
	struct xapian_posting_iterator *it;
	struct xapian_posting_row row;
	enum xapian_status status;
	unsigned n = 0;

	(void)state;
	for (int i = 0; i < 5000; i++)
		add_text(w, "x");
	assert_ok(xapian_writable_commit(w, &test_err));
	xapian_writable_free(w);

	db = open_database("long");
	assert_ok(xapian_database_postlist(&it, db, "x", 1, &test_err));
	assert_ok(xapian_posting_iterator_next(&row, it, &test_err));
	assert_ok(xapian_database_close(db, &test_err));
	do {
		status = xapian_posting_iterator_next(&row, it, &test_err);
		n++;
	} while (status == XAPIAN_OK);
	assert_int_equal(status, XAPIAN_CLOSED);
	assert_int_equal(row.docid, 0);
	assert_true(n > 1 && n < 4000);
	/* It stays broken, and says that it is. */
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_posting_iterator_next(&row, it, &test_err));
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_posting_iterator_skip_to(&row, it, 4999, &test_err));
	xapian_posting_iterator_free(it);
	xapian_database_free(db);
}

/* Several as one */

static void
assert_two_shards(struct xapian_database *db)
{
	const char *const order[] = {samples[0].text, samples[2].text,
	    samples[1].text, samples[3].text, NULL, samples[4].text};
	struct xapian_document *doc;
	struct xapian_string text;
	uint64_t revision;
	uint32_t n;

	assert_int_equal(xapian_database_size(db), 2);
	assert_int_equal(doccount(db), 5);
	assert_ok(xapian_database_get_termfreq(&n, db, S("đất"), &test_err));
	assert_int_equal(n, 3);
	for (uint32_t i = 0; i < 6; i++) {
		if (order[i] == NULL)
			continue;
		assert_ok(xapian_database_get_document(
		    &doc, db, i + 1, 0, &test_err));
		assert_ok(xapian_document_get_data(&text, doc, &test_err));
		assert_text(text, order[i]);
		xapian_document_free(doc);
	}
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_database_get_revision(&revision, db, &test_err));
}

static void
stub_opens_two_databases_as_one(void **state)
{
	FILE *fp = fopen(in_test_dir("stub"), "w");
	struct xapian_database *db;

	(void)state;
	assert_non_null(fp);
	fprintf(fp, "auto first\nauto second\n");
	assert_int_equal(fclose(fp), 0);
	db = open_database("stub");
	assert_two_shards(db);
	xapian_database_free(db);

	assert_int_equal(mkdir(in_test_dir("dir"), 0777), 0);
	fp = fopen(in_test_dir("dir/XAPIANDB"), "w");
	assert_non_null(fp);
	fprintf(fp, "auto ../first\nauto ../second\n");
	assert_int_equal(fclose(fp), 0);
	db = open_database("dir");
	assert_two_shards(db);
	xapian_database_free(db);
}

static void
databases_are_added_up(void **state)
{
	struct xapian_database *all, *first = open_database("first");
	struct xapian_database *second = open_database("second");

	(void)state;
	assert_ok(xapian_database_new(&all, &test_err));
	assert_ok(xapian_database_add_database(all, first, &test_err));
	assert_ok(xapian_database_add_database(all, second, &test_err));
	xapian_database_free(first);
	xapian_database_free(second);
	assert_two_shards(all);
	xapian_database_free(all);
}

static void
empty_stub_is_no_database(void **state)
{
	FILE *fp = fopen(in_test_dir("emptystub"), "w");
	struct xapian_database *db;

	(void)state;
	assert_non_null(fp);
	assert_int_equal(fclose(fp), 0);
	db = open_database("emptystub");
	assert_int_equal(xapian_database_size(db), 0);
	assert_int_equal(doccount(db), 0);
	xapian_database_free(db);
}

/* Checking */

static void
keep_output(const char *s, size_t len, void *arg)
{
	char *report = arg;
	size_t have = strlen(report);

	assert_true(have + len < 4000);
	memcpy(report + have, s, len);
	report[have + len] = '\0';
}

static void
check_finds_no_errors(void **state)
{
	char report[4096] = "";
	size_t n_errors = 1;

	(void)state;
	assert_ok(xapian_database_check(&n_errors, in_test_dir("samples"), 0,
	    keep_output, report, &test_err));
	assert_int_equal(n_errors, 0);
	assert_non_null(strstr(report, "postlist:\n"));
	n_errors = 1;
	assert_ok(xapian_database_check(&n_errors, in_test_dir("samples"),
	    XAPIAN_DBCHECK_SHOW_STATS, NULL, NULL, &test_err));
	assert_int_equal(n_errors, 0);
	n_errors = 1;
	assert_status(XAPIAN_OPENING,
	    xapian_database_check(
		&n_errors, in_test_dir("nosuch"), 0, NULL, NULL, &test_err));
	assert_int_equal(n_errors, 0);
}

/* Retrying */

static enum xapian_status
modified_until(struct xapian_database *db, void *arg, struct xapian_error *err)
{
	int *calls = arg;

	(void)db;
	(void)err;
	return --*calls > 0 ? XAPIAN_MODIFIED : XAPIAN_RANGE;
}

static void
retry_ends(void **state)
{
	struct xapian_database *db = open_database("samples");
	int calls = 3;

	(void)state;
	assert_int_equal(
	    xapian_database_retry(db, 2, modified_until, &calls, NULL),
	    XAPIAN_RANGE);
	assert_int_equal(calls, 0);
	calls = 3;
	assert_int_equal(
	    xapian_database_retry(db, 1, modified_until, &calls, NULL),
	    XAPIAN_MODIFIED);
	assert_int_equal(calls, 1);
	assert_ok(xapian_database_close(db, &test_err));
	calls = 3;
	assert_int_equal(
	    xapian_database_retry(db, 9, modified_until, &calls, &test_err),
	    XAPIAN_CLOSED);
	xapian_database_free(db);
}

static int
make_databases(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	make_samples("samples", 0, N_SAMPLES);
	make_samples("first", 0, 2);
	make_samples("second", 2, N_SAMPLES);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_of_the_samples),
	    cmocka_unit_test(numbers_of_a_term),
	    cmocka_unit_test(values_have_bounds_and_a_frequency),
	    cmocka_unit_test(uuid_stays_and_differs),
	    cmocka_unit_test(document_is_read_back),
	    cmocka_unit_test(document_of_a_closed_database_says_so),
	    cmocka_unit_test(all_terms_with_a_prefix),
	    cmocka_unit_test(terms_of_a_document),
	    cmocka_unit_test(term_iterator_skips_and_asks),
	    cmocka_unit_test(metadata_has_keys),
	    cmocka_unit_test(spelling_suggests_a_word),
	    cmocka_unit_test(postings_of_a_term),
	    cmocka_unit_test(postings_skip),
	    cmocka_unit_test(postings_are_read_together),
	    cmocka_unit_test(postings_of_no_term_are_all_documents),
	    cmocka_unit_test(positions_of_a_term),
	    cmocka_unit_test(values_of_a_slot),
	    cmocka_unit_test(end_is_told_from_failure),
	    cmocka_unit_test(stub_opens_two_databases_as_one),
	    cmocka_unit_test(databases_are_added_up),
	    cmocka_unit_test(empty_stub_is_no_database),
	    cmocka_unit_test(check_finds_no_errors),
	    cmocka_unit_test(retry_ends),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/database", tests, make_databases, remove_test_dir);
}
