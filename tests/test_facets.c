/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of query/facets.c: what the documents that match are counted by. */
#include "tracuu_test.h"

#include "search_test.h"

#include "columns.h"

/* clang-format off */
static const struct sample samples[] = {
    {"1", "", "đường đất", "Quyết định", "", "2020-06-29"},
    {"2", "", "đường đá", "Quyết định", "", "2020-06-29T17:00"},
    {"3", "", "đường nhựa", "quyet dinh", "", "2021-06-30"},
    {"4", "", "đường sông", "QUYẾT  ĐỊNH\nNghị quyết", "", "2021"},
    {"5", "", "đường biển", "Nghị quyết\nnghị quyết", "", "1945-09-02"},
    {"6", "", "đường mòn", " - ", "", ""},
    {"7", "", "đường", "", "", ""},
    {"8", "", "sông", "Kế hoạch", "", "2021-01-01"},
};
/* clang-format on */

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), 0);
}

static void
ask(struct tc_results *results, const char *query,
    const struct tc_search_options *options)
{
	struct tc_parsed parsed;

	assert_ok(tc_search_parse(
	    search, &parsed, S(query), options->literal, &test_err));
	assert_ok(tc_search_run(search, &parsed, options, results, &test_err));
	tc_parsed_free(&parsed);
}

/* The values of a facet: "Quyết định 4 *Nghị quyết 2, none 2, more 0". */
static void
check_counts(
    const struct tc_results *results, enum tc_facet facet, const char *want)
{
	const struct tc_facet_counts *counts = &results->facets.of[facet];
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	assert_true(results->facets.counted);
	for (i = 0; i < counts->n; i++)
		tc_buf_printf(&got, "%s%s %d ", counts->at[i].chosen ? "*" : "",
		    counts->at[i].value, (int)counts->at[i].n);
	tc_buf_printf(
	    &got, "none %d more %d", (int)counts->none, (int)counts->more);
	assert_text(got, want, want);
	tc_buf_free(&got);
}

static void
values_of_one_key_are_one(void **state)
{
	struct tc_search_options options = {
	    .facet_values = 10, .facets_up_to = SIZE_MAX};
	struct tc_results results;

	(void)state;
	ask(&results, "đường", &options);
	assert_int_equal(results.total, 7);
	assert_true(results.exact);
	check_counts(
	    &results, TC_FACET_TYPE, "Quyết định 4 Nghị quyết 2 none 2 more 0");
	check_counts(
	    &results, TC_FACET_YEAR, "2020 2 2021 2 1945 1 none 2 more 0");
	check_counts(&results, TC_FACET_SIGNER, "none 7 more 0");
	assert_true(results.facets.of[TC_FACET_TYPE].exact);
	tc_results_free(&results);
}

static void
facet_leaves_its_own_filter_out(void **state)
{
	const char *type = "NGHI QUYET", *absent = "Thông báo", *year = "2021";
	const char *types[] = {absent, type};
	struct tc_search_options options = {
	    .facet_values = 1, .facets_up_to = SIZE_MAX};
	struct tc_results results;

	(void)state;
	options.filters.facets[TC_FACET_YEAR] =
	    (struct tc_filter_values){&year, 1};
	ask(&results, "đường", &options);
	check_counts(&results, TC_FACET_TYPE, "QUYẾT  ĐỊNH 2 none 0 more 1");
	check_counts(&results, TC_FACET_YEAR, "2020 2 *2021 2 none 2 more 1");
	tc_results_free(&results);
	options.facet_values = 10;
	options.filters.facets[TC_FACET_TYPE] =
	    (struct tc_filter_values){types, 2};
	ask(&results, "đường", &options);
	assert_int_equal(results.total, 1);
	check_counts(&results, TC_FACET_TYPE,
	    "QUYẾT  ĐỊNH 2 *Nghị quyết 1 *Thông báo 0 none 0 more 0");
	check_counts(&results, TC_FACET_YEAR, "1945 1 *2021 1 none 0 more 0");
	tc_results_free(&results);
}

static void
few_are_looked_at_of_many(void **state)
{
	struct tc_search_options options = {
	    .facet_values = 10, .facets_up_to = 4};
	struct tc_results results = {.n = 0};
	const struct tc_facet_counts *counts =
	    &results.facets.of[TC_FACET_YEAR];
	uint64_t sum;
	size_t i;

	(void)state;
	ask(&results, "", &options);
	assert_int_equal(results.total, 8);
	assert_true(results.exact);
	assert_false(counts->exact);
	for (sum = counts->none, i = 0; i < counts->n; i++)
		sum += counts->at[i].n;
	assert_int_equal(sum, 8);
	tc_results_free(&results);
	options.facets_up_to = 8;
	ask(&results, "", &options);
	assert_true(counts->exact);
	tc_results_free(&results);
}

/* Columns of the index as it is, made by asking for them often enough. */
static void
make_columns(struct tc_columns *columns)
{
	int i;

	for (i = 0; i < 3; i++)
		assert_ok(tc_columns_prepare(
		    columns, index_, COUNT(samples), &test_err));
	assert_true(columns->made);
}

/* The value that a column has of a document. */
struct wanted {
	const struct tc_column *column;
	const uint32_t *docids;
};

static enum tc_status
check_value(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	const struct wanted *wanted = arg;
	const struct tc_column *column = wanted->column;
	unsigned number = column->at[wanted->docids[i] * TC_FACETS_COUNTED];

	(void)err;
	assert_int_equal(number == 0, value.len == 0);
	if (number > 0) {
		assert_int_equal(column->values.at[number - 1].len, value.len);
		assert_memory_equal(
		    column->values.at[number - 1].s, value.s, value.len);
	}
	return TC_OK;
}

static void
columns_have_what_the_index_has(void **state)
{
	static const uint32_t docids[] = {1, 2, 3, 4, 5, 6, 7, 8};
	struct tc_columns columns = {.made = false};
	uint32_t counts[COUNT(samples) + 1] = {0};
	struct wanted wanted = {.docids = docids};
	uint16_t *rows;
	size_t i;

	(void)state;
	/* Only when so many values were read as it takes. */
	assert_ok(tc_columns_prepare(&columns, index_, 7, &test_err));
	assert_ok(tc_columns_prepare(&columns, index_, 1, &test_err));
	assert_false(columns.made);
	assert_ok(tc_columns_prepare(&columns, index_, 1, &test_err));
	assert_true(columns.made);
	for (i = 0; i < TC_FACETS_COUNTED; i++) {
		wanted.column = &columns.of[i];
		assert_ok(tc_index_values(index_, TC_SLOT_FACET + (uint32_t)i,
		    docids, COUNT(docids), check_value, &wanted, &test_err));
	}
	rows = tc_columns_rows(&columns, docids, COUNT(docids));
	assert_non_null(rows);
	tc_rows_count(rows, COUNT(docids), TC_FACET_YEAR, counts);
	assert_int_equal(counts[0], 2);
	free(rows);
	tc_columns_free(&columns);
}

/* Columns of one state are nothing to another: neither counts nor values. */
static void
columns_are_of_one_state(void **state)
{
	static const struct sample other[] = {
	    {"9", "", "đường", "Công văn", "", "1999"}};
	struct tc_columns columns = {.made = false};
	struct tc_search_options options = {
	    .facet_values = 10, .facets_up_to = SIZE_MAX};
	struct tc_results results;
	int i;

	(void)state;
	make_columns(&columns);
	for (i = 0; i < 3; i++) {
		ask(&results, "đường", &options);
		check_counts(&results, TC_FACET_YEAR,
		    "2020 2 2021 2 1945 1 none 2 more 0");
		tc_results_free(&results);
	}
	publish_samples(in_test_dir("db"), 2, other, COUNT(other), 0);
	assert_ok(tc_index_refresh(NULL, index_, &test_err));
	assert_ok(tc_columns_prepare(&columns, index_, 0, &test_err));
	assert_false(columns.made);
	for (i = 0; i < 3; i++) {
		ask(&results, "đường", &options);
		check_counts(
		    &results, TC_FACET_TYPE, "Công văn 1 none 0 more 0");
		check_counts(&results, TC_FACET_YEAR, "1999 1 none 0 more 0");
		tc_results_free(&results);
	}
	tc_columns_free(&columns);
	publish_samples(in_test_dir("db"), 3, samples, COUNT(samples), 0);
	assert_ok(tc_index_refresh(NULL, index_, &test_err));
}

static void
nothing_is_counted_unasked(void **state)
{
	struct tc_search_options options = {.limit = 1};
	struct tc_results results;

	(void)state;
	ask(&results, "đường", &options);
	assert_false(results.facets.counted);
	tc_results_free(&results);
	options.facet_values = 3;
	options.facets_up_to = SIZE_MAX;
	ask(&results, "xyzzyq", &options);
	check_counts(&results, TC_FACET_TYPE, "none 0 more 0");
	tc_results_free(&results);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_of_one_key_are_one),
	    cmocka_unit_test(facet_leaves_its_own_filter_out),
	    cmocka_unit_test(few_are_looked_at_of_many),
	    cmocka_unit_test(columns_have_what_the_index_has),
	    cmocka_unit_test(columns_are_of_one_state),
	    cmocka_unit_test(nothing_is_counted_unasked),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
