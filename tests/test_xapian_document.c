/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of xapian-c/document.cc: what a document holds. */

#include "xapian_test.h"

/* Test that the terms are these, in this order, with these wdfs. */
static void
assert_terms(const struct xapian_document *doc,
    const struct xapian_term_count *want, size_t n)
{
	struct xapian_term_iterator *it;
	struct xapian_term_row row;
	uint32_t count;

	assert_ok(xapian_document_termlist_count(&count, doc, &test_err));
	assert_int_equal(count, n);
	assert_ok(xapian_document_termlist(&it, doc, &test_err));
	for (size_t i = 0; i < n; i++) {
		assert_ok(xapian_term_iterator_next(&row, it, &test_err));
		assert_int_equal(row.term.len, want[i].len);
		assert_memory_equal(row.term.s, want[i].s, want[i].len);
		assert_int_equal(row.wdf, want[i].wdf);
	}
	assert_status(
	    XAPIAN_DONE, xapian_term_iterator_next(&row, it, &test_err));
	xapian_term_iterator_free(it);
}

static void
terms_are_counted(void **state)
{
	static const struct xapian_term_count want[] = {
	    {"Qx", 2, 0}, {"b\0c", 3, 4}, {"đất", 6, 3}};
	struct xapian_document *doc;

	(void)state;
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_terms(doc, NULL, 0);
	assert_ok(xapian_document_add_term(doc, S("đất"), 1, &test_err));
	assert_ok(xapian_document_add_term(doc, S("đất"), 2, &test_err));
	assert_ok(xapian_document_add_boolean_term(doc, S("Qx"), &test_err));
	assert_ok(xapian_document_add_boolean_term(doc, S("Qx"), &test_err));
	assert_ok(xapian_document_add_term(doc, "b\0c", 3, 4, &test_err));
	assert_terms(doc, want, 3);
	assert_ok(xapian_document_remove_term(doc, S("Qx"), &test_err));
	assert_terms(doc, want + 1, 2);
	assert_ok(xapian_document_clear_terms(doc, &test_err));
	assert_terms(doc, NULL, 0);
	xapian_document_free(doc);
}

static void
many_terms_go_in_at_once(void **state)
{
	static const struct xapian_term_count given[] = {
	    {"c", 1, 1}, {"a", 1, 2}, {"c", 1, 5}, {"b", 1, 0}};
	static const struct xapian_term_count want[] = {
	    {"a", 1, 2}, {"b", 1, 0}, {"c", 1, 6}};
	struct xapian_document *doc;

	(void)state;
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_ok(xapian_document_add_terms(doc, NULL, 0, &test_err));
	assert_ok(xapian_document_add_terms(doc, given, 4, &test_err));
	assert_terms(doc, want, 3);
	xapian_document_free(doc);
}

static void
postings_have_positions(void **state)
{
	static const struct xapian_term_count want[] = {{"a", 1, 8}};
	static const uint32_t positions[] = {9, 2, 5};
	struct xapian_position_iterator *it;
	struct xapian_term_iterator *terms;
	struct xapian_term_row row;
	struct xapian_document *doc;
	uint32_t position;

	(void)state;
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_ok(xapian_document_add_postings(
	    doc, "a", 1, positions, 3, 2, &test_err));
	/* The same place once more counts, but is no new place. */
	assert_ok(xapian_document_add_posting(doc, "a", 1, 5, 2, &test_err));
	assert_terms(doc, want, 1);

	assert_ok(xapian_document_termlist(&terms, doc, &test_err));
	xapian_document_free(doc); /* the iterators keep what they need */
	assert_ok(xapian_term_iterator_next(&row, terms, &test_err));
	assert_ok(xapian_term_iterator_positionlist(&it, terms, &test_err));
	xapian_term_iterator_free(terms);
	assert_ok(xapian_position_iterator_next(&position, it, &test_err));
	assert_int_equal(position, 2);
	assert_ok(xapian_position_iterator_next(&position, it, &test_err));
	assert_int_equal(position, 5);
	assert_ok(xapian_position_iterator_next(&position, it, &test_err));
	assert_int_equal(position, 9);
	assert_status(XAPIAN_DONE,
	    xapian_position_iterator_next(&position, it, &test_err));
	xapian_position_iterator_free(it);
}

static void
values_stand_in_slots(void **state)
{
	struct xapian_document *doc;
	struct xapian_string text;
	struct xapian_value_iterator *it;
	struct xapian_value_row row;

	(void)state;
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_ok(xapian_document_add_value(doc, 70, S("bảy mươi"), &test_err));
	assert_ok(xapian_document_add_value(doc, 3, "a\0b", 3, &test_err));
	assert_ok(xapian_document_add_value(doc, 4, S("gone"), &test_err));
	assert_ok(xapian_document_add_value(doc, 4, "", 0, &test_err));
	assert_ok(xapian_document_get_value(&text, doc, 70, &test_err));
	assert_text(text, "bảy mươi");
	assert_ok(xapian_document_get_value(&text, doc, 4, &test_err));
	assert_text(text, "");

	assert_ok(xapian_document_values(&it, doc, &test_err));
	assert_ok(xapian_value_iterator_next(&row, it, &test_err));
	assert_int_equal(row.slot, 3);
	assert_int_equal(row.docid, 0);
	assert_int_equal(row.value.len, 3);
	assert_memory_equal(row.value.s, "a\0b", 4);
	assert_ok(xapian_value_iterator_skip_to(&row, it, 5, &test_err));
	assert_int_equal(row.slot, 70);
	assert_status(
	    XAPIAN_DONE, xapian_value_iterator_next(&row, it, &test_err));
	xapian_value_iterator_free(it);

	assert_ok(xapian_document_clear_values(doc, &test_err));
	assert_ok(xapian_document_get_value(&text, doc, 70, &test_err));
	assert_text(text, "");
	xapian_document_free(doc);
}

static void
data_is_any_bytes(void **state)
{
	struct xapian_document *doc;
	struct xapian_string data, value;

	(void)state;
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_int_equal(xapian_document_get_docid(doc), 0);
	assert_ok(xapian_document_get_data(&data, doc, &test_err));
	assert_text(data, "");
	assert_ok(xapian_document_set_data(doc, "\0\xff", 2, &test_err));
	assert_ok(xapian_document_add_value(doc, 1, S("v"), &test_err));
	assert_ok(xapian_document_get_data(&data, doc, &test_err));
	assert_ok(xapian_document_get_value(&value, doc, 1, &test_err));
	assert_int_equal(data.len, 2); /* asking for a value leaves it */
	assert_memory_equal(data.s, "\0\xff", 3);
	xapian_document_free(doc);
}

static void
document_survives_as_bytes(void **state)
{
	struct xapian_document *doc = make_document("a b a", "type", "2020");
	struct xapian_document *copy;
	struct xapian_string bytes, text;
	static const struct xapian_term_count want[] = {
	    {"a", 1, 2}, {"b", 1, 1}};

	(void)state;
	assert_ok(xapian_document_serialise(&bytes, doc, &test_err));
	assert_ok(
	    xapian_document_unserialise(&copy, bytes.s, bytes.len, &test_err));
	xapian_document_free(doc);
	assert_terms(copy, want, 2);
	assert_ok(xapian_document_get_data(&text, copy, &test_err));
	assert_text(text, "a b a");
	assert_ok(xapian_document_get_value(&text, copy, 0, &test_err));
	assert_text(text, "type");
	xapian_document_free(copy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(terms_are_counted),
	    cmocka_unit_test(many_terms_go_in_at_once),
	    cmocka_unit_test(postings_have_positions),
	    cmocka_unit_test(values_stand_in_slots),
	    cmocka_unit_test(data_is_any_bytes),
	    cmocka_unit_test(document_survives_as_bytes),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/document", tests, NULL, NULL);
}
