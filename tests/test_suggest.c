/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of query/suggest.c and query/completion.c. */
#include "tracuu_test.h"

#include <tracuu/suggest.h>

#include "search_test.h"

#define PUBLIC 7

/* clang-format off */
static const struct sample samples[] = {
    {"1", "Đại hội Đảng bộ các Khu công nghiệp lần thứ II", "", "", "12/2020/NQ-ĐHĐB", "2020-06-29"},
    {"2", "Kế hoạch tổ chức Đại hội Đảng bộ", "", "", "3/KH-ĐU", "2019"},
    {"3", "ĐẠI HỘI ĐOÀN THANH NIÊN", "", "", "", "2017"},
    {"4", "Quản lý quy hoạch khu công nghiệp", "", "", "12/2021/QĐ-UBND", "2021"},
    {"5", "Đường giao thông khu công nghiệp", "", "", "120/2021/QĐ-UBND", "2022"},
    {"6", "Công nhân vui Tết", "hòa nhạc", "", "", "2023"},
    {"7", "Công tác thi đua", "", "", "", ""},
    {"8", "Đại hội kín của Đảng ủy", "", "", "12/2022/KL-ĐU", "2022"},
    {"9", "Thanh tra đột xuất", "bí mật", "", "", "2022"},
};
/* clang-format on */

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), PUBLIC);
}

/* "kind text|kind text|" of what a text may become. */
static void
check_suggestions(const char *typed, size_t max, const char *want)
{
	struct tc_suggestions suggestions;
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	assert_ok(tc_suggest(search, S(typed), max, &suggestions, &test_err));
	for (i = 0; i < suggestions.n; i++)
		tc_buf_printf(&got, "%c %s|",
		    *tc_suggestion_kind_name(suggestions.at[i].kind),
		    suggestions.at[i].text);
	assert_text(got, want, typed);
	tc_buf_free(&got);
	tc_suggestions_free(&suggestions);
}

static void
words_go_on_as_in_titles(void **state)
{
	static const char *const cases[][2] = {
	    {"khu cong n",
		"p khu công nghiệp|"
		"t Đường giao thông khu công nghiệp|"
		"t Quản lý quy hoạch khu công nghiệp|"
		"t Đại hội Đảng bộ các Khu công nghiệp lần thứ II|"},
	    {"Khu Công N",
		"p Khu Công nghiệp|"
		"t Đường giao thông khu công nghiệp|"
		"t Quản lý quy hoạch khu công nghiệp|"
		"t Đại hội Đảng bộ các Khu công nghiệp lần thứ II|"},
	    /* Marks that were typed hold: no dai, no đoàn. */
	    {"đại hội đo", "p đại hội đoàn|t ĐẠI HỘI ĐOÀN THANH NIÊN|"},
	    {"đu", "p đua|p đường|"},
	    {"đừ", "p đường|"},
	    /* i and y are shown as they are mostly written. */
	    {"quan l", "p quản lý|t Quản lý quy hoạch khu công nghiệp|"},
	    {"cong t", "p công tác|t Công tác thi đua|"},
	    /* Titles have no such words, texts do. */
	    {"hòa ", "p hòa nhạc|"},
	    {"hoa nh", "p hòa nhạc|"},
	    {"", ""},
	    {"  ", ""},
	    {"-", ""},
	    {"xyz", ""},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check_suggestions(cases[i][0], 10, cases[i][1]);
	check_suggestions("khu cong n", 1, "p khu công nghiệp|");
	check_suggestions("khu cong n", 0, "");
}

static void
numbers_come_newest_first(void **state)
{
	(void)state;
	check_suggestions("12/20", 10,
	    "n 12/2022/KL-ĐU|n 12/2021/QĐ-UBND|n 12/2020/NQ-ĐHĐB|");
	check_suggestions("nghị quyết 012/2020/nq-đ", 10, "n 12/2020/NQ-ĐHĐB|");
	check_suggestions("12", 2, "n 12/2022/KL-ĐU|n 12/2021/QĐ-UBND|");
}

static void
what_is_too_long_becomes_nothing(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	put_times(&text, "đại ", 40);
	check_suggestions(tc_buf_str(&text), 10, "");
	put_times(&text, "h", TC_SUGGEST_MAX);
	check_suggestions(tc_buf_str(&text), 10, "");
	tc_buf_free(&text);
}

/* Last: the index shows no more from here on. */
static void
what_is_hidden_is_not_suggested(void **state)
{
	(void)state;
	check_suggestions("thanh tr", 10, "p thanh tra|t Thanh tra đột xuất|");
	check_suggestions("bi m", 10, "p bí mật|");
	assert_ok(tc_index_show_public(index_, &test_err));
	check_suggestions("thanh tr", 10, "");
	check_suggestions("bi m", 10, "");
	check_suggestions("đại hội k", 10, "");
	check_suggestions("12/2022", 10, "");
	check_suggestions("12/20", 10, "n 12/2021/QĐ-UBND|n 12/2020/NQ-ĐHĐB|");
	check_suggestions("cong t", 10, "p công tác|t Công tác thi đua|");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_go_on_as_in_titles),
	    cmocka_unit_test(numbers_come_newest_first),
	    cmocka_unit_test(what_is_too_long_becomes_nothing),
	    cmocka_unit_test(what_is_hidden_is_not_suggested),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
