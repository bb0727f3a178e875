/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of query/common.c, query/hits.c and query/intent.c: scoring afterwards
 * is scoring as Xapian does it, hits get their ids, topics name what they want.
 */
#include "tracuu_test.h"

#include <math.h>

#include "common.h"
#include "hits.h"
#include "search_test.h"

/* clang-format off */
static const struct sample samples[] = {
    {"d", "Nghị quyết đại hội", "đại hội đảng bộ đại hội", "Nghị quyết", "", "2020-06-29"},
    {"b", "", "đại biểu dự hội nghị và đại hội công đoàn", "Quyết định", "", "2020"},
    {"a", "", "hội", "Quyết định", "", "2018"},
    {"c", "", "công nghiệp", "Quyết định hành chính", "", "2019"},
    {"e", "", "kế hoạch đại hội nhiệm kỳ 2020-2025 của hội", "Kế hoạch", "", "2021"},
};
/* clang-format on */

static struct xapian_error why;

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), 0);
}

static void
make_plan(struct tc_plan *plan, struct tc_parsed *parsed, const char *typed)
{
	struct tc_search_options options = {.limit = 0};

	assert_ok(
	    tc_parse(parsed, S(typed), tc_search_analyser(search), &test_err));
	assert_ok(tc_plan_make(plan, index_, parsed, &options,
	    tc_search_analyser(search), &test_err));
}

/* What Xapian gives a term of each document, by docid; 0 where it has none. */
static void
ask_xapian(double scores[COUNT(samples) + 1], const char *term)
{
	struct xapian_query *query;

	memset(scores, 0, (COUNT(samples) + 1) * sizeof(*scores));
	assert_int_equal(xapian_query_term(&query, S(term), 1, 0, &why), 0);
	weigh_by_xapian(scores, query);
}

static void
check_word(const char *typed)
{
	struct tc_hit hits[COUNT(samples)] = {{.docid = 0}};
	double scores[COUNT(samples) + 1];
	struct tc_common common = {.n = 1};
	struct tc_parsed parsed;
	struct tc_plan plan;
	size_t i;

	make_plan(&plan, &parsed, typed);
	assert_int_equal(plan.words[0].spellings.n, 1);
	common.at[0] = (struct tc_common_item){
	    &plan.words[0].spellings, TC_CHOOSE_ANY, 0, 1};
	/* In no order of docids: that is the function's to make. */
	for (i = 0; i < COUNT(samples); i++)
		hits[i].docid = (uint32_t)(COUNT(samples) - i);
	assert_ok(
	    tc_common_score(hits, COUNT(samples), &common, index_, &test_err));
	ask_xapian(scores, plan.words[0].spellings.at[0].term);
	for (i = 0; i < COUNT(samples); i++) {
		assert_int_equal(hits[i].docid, i + 1);
		assert_true(fabs(hits[i].score - scores[i + 1]) < 1e-9);
	}
	tc_plan_free(&plan);
	tc_parsed_free(&parsed);
}

/* Rare ones, one in nearly every document, and one with repetitions. */
static void
common_words_score_as_in_xapian(void **state)
{
	(void)state;
	check_word("hội");
	check_word("đại");
	check_word("nghiệp");
	check_word("công");
}

static void
hits_are_named_and_sorted(void **state)
{
	static const double scores[] = {1, 2, 2, 3, 2};
	struct tc_results results = {.n = COUNT(samples)};
	char got[COUNT(samples) + 1] = "";
	size_t i;

	(void)state;
	results.hits = calloc(COUNT(samples), sizeof(*results.hits));
	assert_non_null(results.hits);
	for (i = 0; i < COUNT(samples); i++)
		results.hits[i] = (struct tc_hit){
		    .docid = (uint32_t)i + 1, .score = scores[i]};
	assert_ok(tc_hits_name(&results, index_, &test_err));
	tc_hits_sort(&results);
	for (i = 0; i < COUNT(samples); i++)
		got[i] = results.hits[i].id[0];
	assert_string_equal(got, "cabed");
	tc_hits_page(&results, 1, 2);
	assert_int_equal(results.n, 2);
	assert_string_equal(results.hits[0].id, "a");
	tc_hits_clear(&results);
	assert_int_equal(results.n, 0);
}

/* The terms of what topics ask for. */
static void
topics_name_what_they_want(void **state)
{
	static const struct {
		const char *typed, *terms;
	} cases[] = {
	    {"nghị quyết đại hội", "Tnghi quyet"},
	    {"nghi quyet dai hoi", "Tnghi quyet"}, {"đại hội nghị quyết", ""},
	    {"quyết định", "Tquyet dinh"},
	    {"quyết định hành chính công đoàn", "Tquyet dinh hanh chinh"},
	    {"kế hoạch 2020", "Tke hoach Y2020"},
	    {"kế hoạch tháng 6/2020", "Tke hoach Y2020 Y2020:2020-06:2020-06"},
	    {"ke hoach thang 6 nam 2020",
		"Tke hoach Y2020 Y2020:2020-06:2020-06"},
	    {"quý II/2020", "Y2020 Y2020:2020-04:2020-06"},
	    {"kế hoạch quý 4 năm 2020",
		"Tke hoach Y2020 Y2020:2020-10:2020-12"},
	    {"ngày 29/6/2020", "Y2020 Y2020:2020-06-29:2020-06-29"},
	    {"ngày 29/6", ""}, {"tháng 6/1999", ""}, {"-6/2020", ""},
	    {"kế hoạch 1999", "Tke hoach"}, {"-\"nghị quyết\" đại hội", ""},
	    {"nghị quyết nào về đại hội", ""}, /* asks */
	};
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_parsed parsed;
	struct tc_plan plan;
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		make_plan(&plan, &parsed, cases[i].typed);
		tc_buf_clear(&got);
		for (k = 0; k < plan.intents_n; k++) {
			if (k > 0)
				tc_buf_putc(&got, ' ');
			tc_buf_puts(&got, plan.intents[k].term);
			if (plan.intents[k].since[0] != '\0')
				tc_buf_printf(&got, ":%s:%s",
				    plan.intents[k].since,
				    plan.intents[k].until);
		}
		check_text(tc_buf_str(&got), got.len, cases[i].terms,
		    cases[i].typed, __FILE__, __LINE__);
		tc_plan_free(&plan);
		tc_parsed_free(&parsed);
	}
	tc_buf_free(&got);
}

/* What asks need not stand in what answers: "nào" does not. */
static void
questions_need_not_have_all_words(void **state)
{
	struct tc_search_options options = {.limit = 10, .count_up_to = 10};
	struct tc_results results;
	struct tc_parsed parsed;

	(void)state;
	assert_ok(tc_parse(&parsed, S("công nghiệp ở đâu"),
	    tc_search_analyser(search), &test_err));
	assert_ok(
	    tc_search_run(search, &parsed, &options, &results, &test_err));
	assert_int_equal(results.rung, TC_RUNG_SOME);
	assert_true(results.n > 0);
	assert_string_equal(results.hits[0].id, "c");
	tc_results_free(&results);
	tc_parsed_free(&parsed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(common_words_score_as_in_xapian),
	    cmocka_unit_test(hits_are_named_and_sorted),
	    cmocka_unit_test(topics_name_what_they_want),
	    cmocka_unit_test(questions_need_not_have_all_words),
	};

	return cmocka_run_group_tests_name(
	    "query/common", tests, begin, end_search);
}
