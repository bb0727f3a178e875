/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of xapian-c/query.cc: what each kind of query matches. */

#include "xapian_test.h"

static struct xapian_database *db;

/* Test that exactly the documents of these digits match, and free query. */
static void
assert_matches(struct xapian_query *query, const char *digits)
{
	struct xapian_enquire *enquire;
	struct xapian_mset *mset;
	struct xapian_mset_row row;
	bool found[10] = {false};
	char got[11], *end = got;

	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	xapian_query_free(query); /* the enquire keeps what it needs */
	assert_ok(xapian_enquire_get_mset(&mset, enquire, 0, 10, 0, &test_err));
	for (uint32_t i = 0; i < xapian_mset_size(mset); i++) {
		assert_ok(xapian_mset_get_row(&row, mset, i, &test_err));
		assert_in_range(row.docid, 1, 9);
		found[row.docid] = true;
	}
	for (int i = 1; i <= 9; i++)
		if (found[i])
			*end++ = (char)('0' + i);
	*end = '\0';
	assert_string_equal(got, digits);
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
}

static void
leaves_match(void **state)
{
	struct xapian_query *query;
	char term[300];

	(void)state;
	assert_ok(xapian_query_match_nothing(&query, &test_err));
	assert_true(xapian_query_empty(query));
	assert_matches(query, "");
	assert_ok(xapian_query_match_all(&query, &test_err));
	assert_false(xapian_query_empty(query));
	assert_matches(query, "12345");
	assert_ok(xapian_query_term(&query, NULL, 0, 1, 0, &test_err));
	assert_matches(query, "12345");
	assert_matches(term_query("đất"), "124");
	memset(term, 'x', sizeof(term));
	assert_ok(
	    xapian_query_term(&query, term, sizeof(term), 1, 0, &test_err));
	assert_matches(query, ""); /* too long to be there, and no fault */
	assert_ok(xapian_query_fixed_weight(&query, 2.5, &test_err));
	assert_matches(query, "12345");
}

static void
operators_combine(void **state)
{
	static const struct {
		enum xapian_op op;
		const char *matches;
	} cases[] = {
	    {XAPIAN_OP_AND, "2"},
	    {XAPIAN_OP_OR, "1234"},
	    {XAPIAN_OP_AND_NOT, "14"},
	    {XAPIAN_OP_XOR, "134"},
	    {XAPIAN_OP_AND_MAYBE, "124"},
	    {XAPIAN_OP_FILTER, "2"},
	    {XAPIAN_OP_NEAR, ""},   /* two words apart */
	    {XAPIAN_OP_PHRASE, ""}, /* likewise */
	    {XAPIAN_OP_ELITE_SET, "1234"},
	    {XAPIAN_OP_SYNONYM, "1234"},
	    {XAPIAN_OP_MAX, "1234"},
	};
	const struct xapian_query_term terms[] = {
	    {S("đất"), 1, 1}, {S("nhà"), 1, 2}};
	struct xapian_query *part[] = {term_query("đất"), term_query("nhà")};
	struct xapian_query *query;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_ok(xapian_query_combine(
		    &query, cases[i].op, part, 2, 0, &test_err));
		assert_matches(query, cases[i].matches);
		assert_ok(xapian_query_combine2(
		    &query, cases[i].op, part[0], part[1], &test_err));
		assert_matches(query, cases[i].matches);
		assert_ok(xapian_query_combine_terms(
		    &query, cases[i].op, terms, 2, 0, &test_err));
		assert_matches(query, cases[i].matches);
	}
	assert_ok(
	    xapian_query_combine(&query, XAPIAN_OP_AND, NULL, 0, 0, &test_err));
	assert_matches(query, "");
	xapian_query_free_all(part, 2);
	assert_null(part[0]);
	xapian_query_free_all(part, 2);
}

/* The numbers 8 and 9 are Xapian's VALUE_RANGE and SCALE_WEIGHT. */
static void
other_operators_are_refused(void **state)
{
	struct xapian_query *part[] = {term_query("a"), NULL};
	struct xapian_query *query = part[0];

	(void)state;
	for (unsigned op = 8; op < 10; op++) {
		assert_status(XAPIAN_INVALID_ARGUMENT,
		    xapian_query_combine(
			&query, (enum xapian_op)op, part, 1, 0, &test_err));
		assert_null(query);
	}
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_query_combine(&query, XAPIAN_OP_OR, part, 2, 0, &test_err));
	assert_null(query);
	xapian_query_free_all(part, 2);
}

static void
elite_set_keeps_the_weightiest(void **state)
{
	const struct xapian_query_term terms[] = {
	    {S("về"), 1, 1}, {S("giá"), 1, 2}};
	struct xapian_query *query;

	(void)state;
	assert_ok(xapian_query_combine_terms(
	    &query, XAPIAN_OP_ELITE_SET, terms, 2, 1, &test_err));
	assert_matches(query, "5");
}

static void
phrases_need_order_and_nearness(void **state)
{
	struct xapian_query *part[] = {term_query("về"), term_query("đất")};
	struct xapian_query *back[] = {part[1], part[0]};
	struct xapian_query *query;

	(void)state;
	assert_ok(xapian_query_phrase(&query, part, 2, 0, &test_err));
	assert_matches(query, "12");
	assert_ok(xapian_query_phrase(&query, part, 2, 3, &test_err));
	assert_matches(query, "124"); /* về giao đất */
	assert_ok(xapian_query_phrase(&query, back, 2, 3, &test_err));
	assert_matches(query, "");
	assert_ok(xapian_query_near(&query, back, 2, 2, &test_err));
	assert_matches(query, "12");
	assert_ok(xapian_query_near(&query, back, 2, 3, &test_err));
	assert_matches(query, "124");
	xapian_query_free_all(part, 2);
}

static void
phrases_take_alternatives_but_no_synonyms(void **state)
{
	const struct xapian_query_term either[] = {
	    {S("quyết"), 1, 0}, {S("nghị"), 1, 0}};
	struct xapian_query *part[2], *query;

	(void)state;
	part[1] = term_query("định");
	assert_ok(xapian_query_combine_terms(
	    &part[0], XAPIAN_OP_OR, either, 2, 0, &test_err));
	assert_ok(xapian_query_phrase(&query, part, 2, 0, &test_err));
	assert_matches(query, "124");
	xapian_query_free(part[0]);

	assert_ok(xapian_query_combine_terms(
	    &part[0], XAPIAN_OP_SYNONYM, either, 2, 0, &test_err));
	assert_status(XAPIAN_UNIMPLEMENTED,
	    xapian_query_phrase(&query, part, 2, 0, &test_err));
	assert_null(query);
	xapian_query_free_all(part, 2);
}

/* With OR or MAX, cutting by frequency loses memory of Xapian's: see README. */
static void
wildcard_expands_up_to_its_limit(void **state)
{
	static const struct {
		const char *prefix;
		uint32_t max;
		enum xapian_wildcard_limit limit;
		enum xapian_op combiner;
		const char *matches;
	} cases[] = {
	    {"gi", 0, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM, "45"},
	    {"gi", 2, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_OR, "45"},
	    {"gi", 1, XAPIAN_WILDCARD_LIMIT_FIRST, XAPIAN_OP_MAX, "4"},
	    /* đất or định in three documents, but not đai in one */
	    {"đ", 1, XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT, XAPIAN_OP_SYNONYM,
		"124"},
	    {"zz", 1, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM, ""},
	};
	struct xapian_query *query;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_ok(xapian_query_wildcard(&query, S(cases[i].prefix),
		    cases[i].max, cases[i].limit, cases[i].combiner,
		    &test_err));
		assert_matches(query, cases[i].matches);
	}
}

static void
wildcard_over_its_limit_is_told_when_run(void **state)
{
	struct xapian_enquire *enquire;
	struct xapian_query *query;
	struct xapian_mset *mset;

	(void)state;
	assert_ok(xapian_query_wildcard(&query, "gi", 2, 1,
	    XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM, &test_err));
	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	assert_status(XAPIAN_WILDCARD,
	    xapian_enquire_get_mset(&mset, enquire, 0, 10, 0, &test_err));
	assert_null(mset);
	xapian_query_free(query);
	xapian_enquire_free(enquire);

	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_query_wildcard(&query, "gi", 2, 1,
		XAPIAN_WILDCARD_LIMIT_FIRST, XAPIAN_OP_AND, &test_err));
	assert_null(query);
}

static void
values_are_compared_as_bytes(void **state)
{
	struct xapian_query *query;

	(void)state;
	assert_ok(xapian_query_value_range(
	    &query, 1, S("2021"), S("2022"), &test_err));
	assert_matches(query, "13");
	assert_ok(xapian_query_value_range(
	    &query, 1, S("2022"), S("2021"), &test_err));
	assert_matches(query, "");
	assert_ok(xapian_query_value_ge(&query, 1, S("2022"), &test_err));
	assert_matches(query, "34");
	assert_ok(xapian_query_value_le(&query, 1, S("2020"), &test_err));
	assert_matches(query, "25");
	assert_ok(xapian_query_value_le(&query, 9, S("2020"), &test_err));
	assert_matches(query, ""); /* no value is in no range */
}

static void
weights_scale(void **state)
{
	struct xapian_query *query, *half;
	struct xapian_string text;

	(void)state;
	query = term_query("a");
	assert_ok(xapian_query_scale_weight(&half, query, 0.5, &test_err));
	assert_ok(xapian_query_get_description(&text, half, &test_err));
	assert_text(text, "Query(0.5 * a)");
	xapian_query_free(half);
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_query_scale_weight(&half, query, -1, &test_err));
	assert_null(half);
	xapian_query_free(query);
}

static void
query_tells_its_terms(void **state)
{
	const struct xapian_query_term terms[] = {
	    {"b", 1, 2, 1}, {"a", 1, 1, 2}, {"b", 1, 1, 3}};
	static const char *const in_place[] = {"b", "a", "b"};
	static const char *const unique[] = {"a", "b"};
	struct xapian_term_iterator *it;
	struct xapian_term_row row;
	struct xapian_query *query;

	(void)state;
	assert_ok(xapian_query_combine_terms(
	    &query, XAPIAN_OP_OR, terms, 3, 0, &test_err));
	assert_int_equal(xapian_query_get_length(query), 4);
	assert_ok(xapian_query_terms(&it, query, &test_err));
	for (size_t i = 0; i < 3; i++) {
		assert_ok(xapian_term_iterator_next(&row, it, &test_err));
		assert_text(row.term, in_place[i]);
	}
	assert_status(
	    XAPIAN_DONE, xapian_term_iterator_next(&row, it, &test_err));
	xapian_term_iterator_free(it);

	assert_ok(xapian_query_unique_terms(&it, query, &test_err));
	xapian_query_free(query);
	for (size_t i = 0; i < 2; i++) {
		assert_ok(xapian_term_iterator_next(&row, it, &test_err));
		assert_text(row.term, unique[i]);
	}
	assert_status(
	    XAPIAN_DONE, xapian_term_iterator_next(&row, it, &test_err));
	xapian_term_iterator_free(it);
}

static void
query_survives_as_bytes(void **state)
{
	struct xapian_query *part[3], *query, *copy;
	struct xapian_string bytes;

	(void)state;
	part[0] = term_query("đất");
	part[1] = term_query("nhà");
	assert_ok(xapian_query_fixed_weight(&part[2], 1.5, &test_err));
	assert_ok(
	    xapian_query_combine(&query, XAPIAN_OP_AND, part, 3, 0, &test_err));
	xapian_query_free_all(part, 3);
	assert_ok(xapian_query_serialise(&bytes, query, &test_err));
	assert_ok(
	    xapian_query_unserialise(&copy, bytes.s, bytes.len, &test_err));
	xapian_query_free(query);
	assert_matches(copy, "2");
}

static void
numbers_sort_as_bytes(void **state)
{
	static const double numbers[] = {
	    -1e300, -2, -1, 0, 1e-9, 1, 2, 10, 2020, 1e300};
	char last[XAPIAN_SORTABLE_MAX] = {0}, now[XAPIAN_SORTABLE_MAX];
	size_t last_len = 0, len;
	int order;

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		len = xapian_sortable_serialise(now, numbers[i]);
		assert_in_range(len, 0, XAPIAN_SORTABLE_MAX);
		assert_true(
		    xapian_sortable_unserialise(now, len) == numbers[i]);
		order = memcmp(last, now, len < last_len ? len : last_len);
		if (i > 0)
			assert_true(
			    order < 0 || (order == 0 && last_len < len));
		memcpy(last, now, len);
		last_len = len;
	}
	xapian_sortable_unserialise("many more bytes than a number", 29);
}

static int
open_samples(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	make_samples("samples", 0, N_SAMPLES);
	db = open_database("samples");
	return 0;
}

static int
close_samples(void **state)
{
	xapian_database_free(db);
	return remove_test_dir(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(leaves_match),
	    cmocka_unit_test(operators_combine),
	    cmocka_unit_test(other_operators_are_refused),
	    cmocka_unit_test(elite_set_keeps_the_weightiest),
	    cmocka_unit_test(phrases_need_order_and_nearness),
	    cmocka_unit_test(phrases_take_alternatives_but_no_synonyms),
	    cmocka_unit_test(wildcard_expands_up_to_its_limit),
	    cmocka_unit_test(wildcard_over_its_limit_is_told_when_run),
	    cmocka_unit_test(values_are_compared_as_bytes),
	    cmocka_unit_test(weights_scale),
	    cmocka_unit_test(query_tells_its_terms),
	    cmocka_unit_test(query_survives_as_bytes),
	    cmocka_unit_test(numbers_sort_as_bytes),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/query", tests, open_samples, close_samples);
}
