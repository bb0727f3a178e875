/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of query/near.c, query/correct.c and query/corrections.c. */
#include "tracuu_test.h"

#include "near.h"
#include "search_test.h"

#define PUBLIC 5

/* clang-format off */
static const struct sample samples[] = {
    {"1", "", "hội đồng nhân dân tỉnh; nộp thuế; trách nhiệm bồi thường", "", "", ""},
    {"2", "", "hội đồng thành viên; người nộp thuế; trách nhiệm", "", "", ""},
    {"3", "", "hội đồng nhân dân xã; tài sản công; cơ quan thuế", "", "", ""},
    {"4", "", "quyền sử dụng đất; công chức; quyền lợi của công ty", "", "", ""},
    {"5", "", "quyền sử dụng đất ở; teach the children", "", "", ""},
    {"6", "", "kỷ luật thanh tra; kỷ luật cán bộ; quân đội; cách gửi; email", "", "", ""},
};
/* clang-format on */

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), PUBLIC);
}

/* The query as it is answered, and what else may be meant: "a|b|". */
static void
check_answer(const char *typed, const char *query, const char *first)
{
	struct tc_search_options options = {.corrections = 3};
	struct tc_results results;
	struct tc_parsed parsed;
	size_t i;

	assert_ok(tc_search_parse(search, &parsed, S(typed), false, &test_err));
	assert_text(parsed.clean, query, typed);
	assert_ok(
	    tc_search_run(search, &parsed, &options, &results, &test_err));
	if (first == NULL)
		assert_int_equal(results.corrections.n, 0);
	else
		assert_string_equal(results.corrections.at[0].query, first);
	for (i = 0; i < results.corrections.n; i++)
		assert_true(results.corrections.at[i].total > 0);
	tc_results_free(&results);
	tc_parsed_free(&parsed);
}

static void
certain_mistakes_are_repaired(void **state)
{
	(void)state;
	check_answer("hội đồgn nhân dân", "hội đồng nhân dân", NULL);
	check_answer("hoi dogn nhan dan", "hoi dong nhan dan", NULL);
	check_answer("lộp thuế", "nộp thuế", NULL);
	check_answer("chách nhiệm", "trách nhiệm", NULL);
	check_answer("quyềền sử dụng", "quyền sử dụng", NULL);
	/* A lost space. */
	check_answer("hộiđồng nhân dân", "hội đồng nhân dân", NULL);
}

static void
doubtful_ones_are_offered(void **state)
{
	(void)state;
	check_answer(
	    "hổi đồng nhân dân", "hổi đồng nhân dân", "hội đồng nhân dân");
	check_answer("tài sãn công", "tài sãn công", "tài sản công");
	/* An added space: what follows speaks for both words, or for one. */
	check_answer(
	    "hội đồng nh ân dân", "hội đồng nh ân dân", "hội đồng nhân dân");
	check_answer("trách nhiệm g ửi email của hội đồng",
	    "trách nhiệm g ửi email của hội đồng",
	    "trách nhiệm gửi email của hội đồng");
	/* Keys of Telex, if it were not for the marks elsewhere. */
	check_answer("cơ quaan thuế", "cơ quân thuế", "cơ quan thuế");
}

/* Who made one mistake is offered it without what may be others. */
static void
one_mistake_is_mended_alone(void **state)
{
	struct tc_search_options options = {.corrections = 3};
	struct tc_results results;
	struct tc_parsed parsed;
	bool alone = false;
	size_t i;

	(void)state;
	assert_ok(tc_search_parse(search, &parsed,
	    S("hổi đồng nhân dân, tài sãn công"), false, &test_err));
	assert_ok(
	    tc_search_run(search, &parsed, &options, &results, &test_err));
	assert_true(results.corrections.n > 1);
	assert_string_equal(
	    results.corrections.at[0].query, "hội đồng nhân dân, tài sản công");
	for (i = 1; i < results.corrections.n; i++)
		alone |= strcmp(results.corrections.at[i].query,
			     "hội đồng nhân dân, tài sãn công") == 0;
	assert_true(alone);
	tc_results_free(&results);
	tc_parsed_free(&parsed);
}

/* However many odd neighbours come before it. */
static void
the_end_of_a_question_is_looked_into(void **state)
{
	(void)state;
	check_answer("thuế đất tỉnh xã ở luật thanh cán, hổi đồng nhân dân",
	    "thuế đất tỉnh xã ở luật thanh cán, hổi đồng nhân dân",
	    "thuế đất tỉnh xã ở luật thanh cán, hội đồng nhân dân");
	check_answer("thuế đất tỉnh xã ở luật thanh cán tài nộp kỷ cơ bồi sử "
		     "lợi tra chức, hổi đồng nhân dân",
	    "thuế đất tỉnh xã ở luật thanh cán tài nộp kỷ cơ bồi sử lợi tra "
	    "chức, hổi đồng nhân dân",
	    "thuế đất tỉnh xã ở luật thanh cán tài nộp kỷ cơ bồi sử lợi tra "
	    "chức, hội đồng nhân dân");
}

/* With the caps lock on capitals tell of no abbreviation. */
static void
mistakes_in_capitals_are_mistakes(void **state)
{
	(void)state;
	check_answer("HỘI ĐỒGN NHÂN DÂN", "HỘI đồng NHÂN DÂN", NULL);
	check_answer("TÀI SÃN CÔNG", "TÀI SÃN CÔNG", "TÀI sản CÔNG");
	check_answer("HỘI ĐỒNG NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", NULL);
	check_answer("ĐỒGN nhân dân", "ĐỒGN nhân dân", NULL);
	check_answer("ĐỒGN KCN", "ĐỒGN KCN", NULL);
}

static void
right_words_are_left_alone(void **state)
{
	static const char *const right[] = {"hội đồng nhân dân tỉnh",
	    "quyền sử dụng đất ở", "trách nhiệm bồi thường", "nộp thuế",
	    "tai san cong", "teach the children", "công ty", "thuế", "", "KCN",
	    "\"hội đồgn\"", "-đồgn hội"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(right); i++)
		check_answer(right[i], right[i], NULL);
}

/* Mistakes and what they cost. */
struct wanted {
	const char *folded;
	double cost;
};

static void
take(void *arg, const char *folded, double cost)
{
	struct wanted *wanted = arg;

	if (strcmp(folded, wanted->folded) == 0 &&
	    (wanted->cost < 0 || cost < wanted->cost))
		wanted->cost = cost;
}

static void
mistakes_have_their_costs(void **state)
{
	static const struct {
		const char *typed, *meant;
		double cost; /* below 0: it is more than one mistake */
	} cases[] = {
	    {"lop", "nop", TC_NEAR_SOUND},
	    {"chach", "trach", TC_NEAR_SOUND},
	    {"xa", "sa", TC_NEAR_SOUND},
	    {"giao", "rao", TC_NEAR_SOUND},
	    {"cogn", "cong", TC_NEAR_KEY},
	    {"congg", "cong", TC_NEAR_KEY},
	    {"xong", "cong", TC_NEAR_KEY},
	    {"cng", "cong", TC_NEAR_LETTER},
	    {"pong", "cong", TC_NEAR_LETTER},
	    {"cong", "cong", -1},
	    {"cg", "cong", -1},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct wanted wanted = {cases[i].meant, -1};

		tc_near_words(cases[i].typed, take, &wanted);
		assert_true(wanted.cost == cases[i].cost);
	}
	assert_true(tc_near_marks("or", "oj") == TC_NEAR_TONE);
	assert_true(tc_near_marks("o", "w") == TC_NEAR_VOWEL);
	assert_true(tc_near_marks("dwwj", "wwj") == TC_NEAR_VOWEL);
	assert_true(tc_near_marks("", "oj") == TC_NEAR_VOWEL + TC_NEAR_TONE);
	assert_true(tc_near_marks("oj", "oj") == 0);
}

/* Last: the index shows no more from here on. */
static void
nothing_is_corrected_towards_what_is_hidden(void **state)
{
	(void)state;
	check_answer("kỷ luâtj", "kỷ luật", NULL);
	assert_ok(tc_index_show_public(index_, &test_err));
	check_answer("kỷ luâtj", "kỷ luâtj", NULL);
	check_answer("thanhtra", "thanhtra", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(certain_mistakes_are_repaired),
	    cmocka_unit_test(doubtful_ones_are_offered),
	    cmocka_unit_test(one_mistake_is_mended_alone),
	    cmocka_unit_test(the_end_of_a_question_is_looked_into),
	    cmocka_unit_test(mistakes_in_capitals_are_mistakes),
	    cmocka_unit_test(right_words_are_left_alone),
	    cmocka_unit_test(mistakes_have_their_costs),
	    cmocka_unit_test(nothing_is_corrected_towards_what_is_hidden),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
