/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of index/visible.c: what only internal documents hold is not found,
 * counted, read, suggested, corrected towards or expanded to.
 */
#include "tracuu_test.h"

#include "search_test.h"

#define PUBLIC 4

/* clang-format off */
static const struct sample samples[] = {
    {"p1", "Quyết định", "khu cong trinh phuc loi", "Quyết định", "1/QĐ-UBND", "2020"},
    {"p2", "Thông báo", "nghỉ lễ công nghiệp", "Thông báo", "", "2021"},
    {"p3", "Thông báo", "nghỉ lễ giải phóng", "Thông báo", "", "2022"},
    {"p4", "Thông báo", "công viên của công nhân", "Thông báo", "", "2023"},
    {"s1", "Thanh tra", "công trình phúc lợi, tham nhũng, nghỉ lễ", "Kết luận", "9/KL-TTr", "2020"},
    {"s2", "Thanh tra", "công trình phúc lợi, tham nhũng", "Kết luận", "", "2021"},
};
/* clang-format on */

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), PUBLIC);
}

static void
ask(struct tc_results *results, struct tc_parsed *parsed, const char *query)
{
	struct tc_search_options options = {
	    .limit = 10, .count_up_to = SIZE_MAX};

	assert_ok(tc_search_parse(search, parsed, S(query), false, &test_err));
	assert_ok(tc_search_run(search, parsed, &options, results, &test_err));
}

static uint64_t
count(const char *query)
{
	struct tc_results results;
	struct tc_parsed parsed;
	uint64_t total;
	size_t i;

	ask(&results, &parsed, query);
	total = results.total;
	assert_int_equal(results.n, total);
	for (i = 0; i < results.n; i++) {
		if (tc_index_hidden(index_) > 0)
			assert_int_equal(results.hits[i].id[0], 'p');
	}
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	return total;
}

static void
everything_is_shown_at_first(void **state)
{
	(void)state;
	assert_int_equal(tc_index_hidden(index_), 0);
	assert_int_equal(count(""), COUNT(samples));
	assert_int_equal(count("tham nhũng"), 2);
}

static void
only_public_documents_are_found(void **state)
{
	static const struct {
		const char *query;
		uint64_t n;
	} cases[] = {{"", PUBLIC}, {"nghỉ lễ", 2}, {"\"nghỉ lễ\"", 2},
	    {"tham nhũng", 0}, {"tham*", 0}, {"thanh tra", 0},
	    {"loại:kết_luận", 0}, {"số:9/KL-TTr", 0}, {"9/KL-TTr", 0},
	    {"ngày:2020", 1}, {"-nghỉ", 2}, {"(nghỉ OR nhũng)", 2},
	    {"nghỉ NEAR lễ", 2}, {"tiêu_đề:thanh", 0}};
	size_t i;

	(void)state;
	assert_ok(tc_index_show_public(index_, &test_err));
	assert_int_equal(tc_index_hidden(index_), COUNT(samples) - PUBLIC);
	for (i = 0; i < COUNT(cases); i++) {
		uint64_t n = count(cases[i].query);

		if (n != cases[i].n)
			fail_msg("%s: %d", cases[i].query, (int)n);
	}
}

static void
only_public_documents_are_read(void **state)
{
	struct tc_document document;
	uint32_t docid;

	(void)state;
	tc_document_init(&document);
	assert_ok(tc_index_find(&docid, index_, S("s1"), &test_err));
	assert_int_equal(docid, 0);
	assert_ok(tc_index_find(&docid, index_, S("p1"), &test_err));
	assert_int_not_equal(docid, 0);
	assert_ok(tc_index_document(index_, docid, &document, &test_err));
	for (docid = 1; docid <= COUNT(samples); docid++) {
		tc_document_clear(&document);
		if (tc_index_document(index_, docid, &document, &test_err) ==
		    TC_OK)
			assert_int_equal(
			    tc_document_str(&document, TC_FIELD_ID)[0], 'p');
		else
			assert_int_equal(test_err.status, TC_NOTFOUND);
	}
	tc_document_free(&document);
}

/* Public documents have "cong trinh phuc loi" without marks only. */
static void
nothing_is_suggested_that_is_hidden(void **state)
{
	static const char *const queries[] = {"cong trinh phuc loi",
	    "tham nhung", "thamnhung", "nhũgn", "tham nhugn", "ddaauw", "kl"};
	struct tc_results results;
	struct tc_parsed parsed;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(queries); i++) {
		ask(&results, &parsed, queries[i]);
		assert_null(strstr(tc_buf_str(&results.suggestion), "trình"));
		assert_null(strstr(tc_buf_str(&results.suggestion), "nhũng"));
		assert_null(strstr(tc_buf_str(&parsed.clean), "nhũng"));
		tc_results_free(&results);
		tc_parsed_free(&parsed);
	}
}

/* Another generation: one public document, two internal ones. */
static void
publish_another(void)
{
	const char *shards[1] = {in_test_dir("other")};
	struct tc_writer *writer = open_sample_writer(shards[0]);
	struct tc_maker *maker;

	assert_ok(tc_maker_new(&maker, TC_FAMILY_ALL, &test_err));
	put_sample_as(writer, maker, &samples[0], TC_PUBLIC);
	put_sample(writer, maker, &samples[1]);
	put_sample(writer, maker, &samples[4]);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_maker_free(maker);
	assert_ok(
	    tc_layout_publish(in_test_dir("db"), 2, shards, 1, &test_err));
}

static bool
is_shown(const char *term, uint32_t freq)
{
	struct xapian_error why;
	bool shown;

	assert_int_equal(
	    tc_index_shows_term(&shown, index_, term, strlen(term), freq, &why),
	    XAPIAN_OK);
	return shown;
}

/* By lists at first, then by what is known of all documents. */
static void
terms_are_shown_however_often_it_is_asked(void **state)
{
	int i;

	(void)state;
	assert_ok(tc_index_show_public(index_, &test_err));
	for (i = 0; i < 200; i++) {
		assert_false(is_shown("tham", 2));
		assert_false(is_shown("tra", 2));
		assert_true(is_shown("vien=e", 1));
		assert_true(is_shown("giai=r", 1));
	}
}

static void
it_holds_after_a_refresh(void **state)
{
	bool changed;

	(void)state;
	assert_ok(tc_index_refresh(&changed, index_, &test_err));
	assert_int_equal(count(""), PUBLIC);
	publish_another();
	assert_ok(tc_index_refresh(&changed, index_, &test_err));
	assert_true(changed);
	assert_int_equal(tc_index_hidden(index_), 2);
	assert_int_equal(count(""), 1);
	assert_int_equal(count("nghỉ lễ"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everything_is_shown_at_first),
	    cmocka_unit_test(only_public_documents_are_found),
	    cmocka_unit_test(only_public_documents_are_read),
	    cmocka_unit_test(nothing_is_suggested_that_is_hidden),
	    cmocka_unit_test(terms_are_shown_however_often_it_is_asked),
	    cmocka_unit_test(it_holds_after_a_refresh),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
