/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/past.c: what may be told of, and the file of it. */
#include "tracuu_test.h"

#include <tracuu/past.h>
#include <tracuu/suggest.h>

#include "search_test.h"

#define PUBLIC 4
#define FOUND_MAX 3

/* clang-format off */
static const struct sample samples[] = {
    {"1", "Đăng ký kinh doanh", "hộ kinh doanh cá thể", "", "", "2020"},
    {"2", "Đăng ký kết hôn", "lệ phí năm 2020", "", "", "2021"},
    {"3", "Quyền sử dụng đất", "quản lý đất đai", "", "", "2021"},
    {"4", "Thông báo", "đang xây dựng quy chế", "", "", "2021"},
    {"5", "Kết luận thanh tra", "đăng ký mật, quản lý cán bộ", "", "", "2022"},
};
/* clang-format on */

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), PUBLIC);
}

static void
what_could_be_somebody_is_not_harmless(void **state)
{
	static const char *const harmless[] = {"dang ki kinh doanh",
	    "nghi quyet 12", "dieu 123 bo luat", "dai hoi 2020 2025",
	    "ke hoach 5 nam 2021 2025", "covid 19", "qd"};
	static const char *const others[] = {"", " ", "a", "12", "2020",
	    "0912345678", "so 0912345678 cua ai", "goi 0912 345 678",
	    "cccd 001099012345", "sinh 12 05 1990", "tai khoan 19034567",
	    "ma 1234", " dai hoi", "dai hoi ", "dai  hoi", "dai\thoi",
	    "dai-hoi", "a@b vn", "<b>xyz</b>", "đại hội", "Dai hoi", "dai\nhoi",
	    "\xFF\xFE", "mot hai ba bon nam sau bay tam chin muoi muoimot",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaa"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(harmless); i++) {
		if (!tc_past_is_harmless(harmless[i]))
			fail_msg("\"%s\" is harmless", harmless[i]);
	}
	for (i = 0; i < COUNT(others); i++) {
		if (tc_past_is_harmless(others[i]))
			fail_msg("\"%s\" is not harmless", others[i]);
	}
}

static void
write_past(const char *text)
{
	FILE *fp = fopen(in_test_dir("db/" TC_PAST_FILE), "we");

	assert_non_null(fp);
	fputs(text, fp);
	assert_int_equal(fclose(fp), 0);
}

/* "times key|times key|" of those that begin so. */
static void
check_found(const struct tc_past *past, const char *from, const char *want)
{
	struct tc_past_query found[FOUND_MAX];
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n = tc_past_find(past, from, found, FOUND_MAX);

	for (i = 0; i < n; i++)
		tc_buf_printf(
		    &got, "%d %s|", (int)found[i].times, found[i].key);
	assert_text(got, want, from);
	tc_buf_free(&got);
}

static void
what_is_written_is_found_by_its_beginning(void **state)
{
	static const struct tc_past_query queries[] = {{5, "dai hoi"},
	    {7, "dang ki"}, {9, "dang ki ket hon"}, {7, "dang ki xe"},
	    {2, "dat dai"}};
	const char *db = in_test_dir("db");
	struct tc_past *past;

	(void)state;
	assert_ok(tc_past_new(&past, &test_err));
	check_found(past, "d", "");
	tc_past_refresh(past, db);
	check_found(past, "d", "");
	assert_ok(tc_past_write(db, queries, COUNT(queries), &test_err));
	check_found(past, "d", "");
	tc_past_refresh(past, db);
	check_found(past, "d", "9 dang ki ket hon|7 dang ki|7 dang ki xe|");
	check_found(past, "dang ki ", "9 dang ki ket hon|7 dang ki xe|");
	check_found(past, "dat dai", "2 dat dai|");
	check_found(past, "dat dai ", "");
	check_found(past, "a", "");
	check_found(past, "x", "");
	assert_ok(tc_past_write(db, queries, 1, &test_err));
	tc_past_refresh(past, db);
	check_found(past, "d", "5 dai hoi|");
	assert_int_equal(remove(in_test_dir("db/" TC_PAST_FILE)), 0);
	tc_past_refresh(past, db);
	check_found(past, "d", "");
	tc_past_free(past);
	assert_status(TC_NOTFOUND,
	    tc_past_write(in_test_dir("none"), queries, 1, &test_err));
}

/* Whoever wrote the file, and in whatever order. */
static void
lines_that_are_none_of_ours_are_left_out(void **state)
{
	struct tc_past *past;

	(void)state;
	assert_ok(tc_past_new(&past, &test_err));
	write_past("3\tdat dai\n9\tgoi 0912345678\n\n5\tdai hoi\nx\tda\n-4\td\n"
		   "7 dang ki\n7\n\t\n99999999999999999999999\tdao\n8\tdo\tda\n"
		   "6\tdo thi");
	tc_past_refresh(past, in_test_dir("db"));
	check_found(past, "da", "-1 dao|5 dai hoi|3 dat dai|");
	check_found(past, "do", "6 do thi|");
	check_found(past, "g", "");
	tc_past_free(past);
	assert_int_equal(remove(in_test_dir("db/" TC_PAST_FILE)), 0);
}

static void
the_state_tells_one_file_from_another(void **state)
{
	struct tc_buf one = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf two = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_suggest_state(search, &one);
	assert_int_equal(one.len, 0);
	write_past("3\tdat dai\n");
	tc_suggest_state(search, &one);
	tc_suggest_state(search, &two);
	assert_true(one.len > 0);
	assert_text(two, one.s, "the same file");
	tc_buf_clear(&two);
	write_past("3\tdat dai\n4\tdai hoi\n");
	tc_suggest_state(search, &two);
	assert_string_not_equal(one.s, two.s);
	assert_int_equal(remove(in_test_dir("db/" TC_PAST_FILE)), 0);
	tc_buf_free(&one);
	tc_buf_free(&two);
}

/* "text n|" of the queries among what a text may become. */
static void
check_suggested(const char *typed, size_t max, const char *want)
{
	struct tc_suggestions suggestions;
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	assert_ok(tc_suggest(search, S(typed), max, &suggestions, &test_err));
	for (i = 0; i < suggestions.n; i++) {
		const struct tc_suggestion *at = &suggestions.at[i];

		if (at->kind != TC_SUGGEST_QUERY)
			continue;
		assert_null(at->id);
		tc_buf_printf(&got, "%s %d|", at->text, (int)at->n);
	}
	assert_text(got, want, typed);
	tc_buf_free(&got);
	tc_suggestions_free(&suggestions);
}

/* Last: the index shows no more from here on. */
static void
queries_take_the_marks_of_what_is_shown(void **state)
{
	static const char *const cases[][2] = {
	    {"dang", "đăng ký kinh doanh 1|đăng ký 3|đang xây dựng 1|"},
	    {"dang ", "đăng ký kinh doanh 1|đăng ký 3|đang xây dựng 1|"},
	    {"Đăng K", "Đăng ký kinh doanh 1|Đăng ký 3|Đăng ký mật 1|"},
	    {"đang", "đăng ký kinh doanh 1|đăng ký 3|đang xây dựng 1|"},
	    {"đáng", ""},
	    {"dang ki k", "đăng kí kinh doanh 1|"},
	    {"dang ky k", "đăng ký kinh doanh 1|"},
	    /* What was typed is no suggestion, its marks are. */
	    {"đăng ký", "đăng ký kinh doanh 1|đăng ký mật 1|"},
	    {"dang ky", "đăng ký kinh doanh 1|đăng ký 3|đăng ký mật 1|"},
	    {"qu", "quyền sử dụng đất 1|quản lý cán bộ 1|quản lý 2|"},
	    {"quy", "quy chế 1|quyền sử dụng đất 1|"},
	    {"le phi", "lệ phí năm 2020 1|"},
	    /* Syntax goes on in ways of its own. */
	    {"-dang", ""},
	    {"\"dang", ""},
	    {"dang ki OR (k", ""},
	    {"xyz", ""},
	};
	size_t i;

	(void)state;
	write_past(
	    "90\tdang ki kinh doanh\n80\tdang ki\n70\tdang xay dung\n"
	    "65\tdang ki mat\n60\tquyen su dung dat\n50\tquan li can bo\n"
	    "40\tquan li\n30\tquy che\n30\tqui che\n20\tle phi nam 2020\n"
	    "10\tdang xyz\n5\txyz\n5\tthanh tra\n");
	for (i = 0; i < COUNT(cases); i++)
		check_suggested(cases[i][0], 10, cases[i][1]);
	check_suggested("dang", 1, "đăng ký kinh doanh 1|");
	check_suggested("dang", 0, "");
	check_suggested("thanh", 10, "thanh tra 1|");
	assert_ok(tc_index_show_public(index_, &test_err));
	check_suggested("thanh", 10, "");
	check_suggested("dang ky m", 10, "");
	check_suggested(
	    "dang", 10, "đăng ký kinh doanh 1|đăng ký 2|đang xây dựng 1|");
	check_suggested("qu", 10, "quyền sử dụng đất 1|quản lý 1|quy chế 1|");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_could_be_somebody_is_not_harmless),
	    cmocka_unit_test(what_is_written_is_found_by_its_beginning),
	    cmocka_unit_test(lines_that_are_none_of_ours_are_left_out),
	    cmocka_unit_test(the_state_tells_one_file_from_another),
	    cmocka_unit_test(queries_take_the_marks_of_what_is_shown),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
