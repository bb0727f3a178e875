/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/display.c: columns, and what must not reach a terminal. */
#include "tracuu_test.h"

#include <tracuu/display.h>

static const struct {
	const char *text;
	size_t columns;
} widths[] = {
    {"", 0}, {"đường", 5}, {"đươ\xCC\x80ng", 5}, /* tone laid over its letter */
    {"Vie\xCC\xA3\xCC\x82t", 4},		 /* two marks on one letter */
    {"\xE6\xBC\xA2\xE5\xAD\x97", 4},		 /* 漢字 */
    {"\xEF\xBC\xA1", 2},			 /* full width A */
    {"\xE2\x80\x8B", 0},			 /* zero width space */
    {"\xF0\x9F\x93\x84", 2},			 /* a picture of a page */
    {"a\tb\n", 4},				 /* a space for each */
    {"\033[31mx", 6},				 /* the escape is a space */
    {"\xC2\x9B"
     "1m",
	3},	      /* CSI as one character */
    {"\xFF\xFEx", 3}, /* no UTF-8 */
    {"\xE1\xBB", 2},  /* cut amid a character */
};

static void
columns_are_counted(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(widths); i++)
		assert_int_equal(
		    tc_display_columns(S(widths[i].text)), widths[i].columns);
}

/* Whatever comes, what is put has as many columns, and nothing to obey. */
static void
nothing_put_moves_the_cursor(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	char bytes[64];
	size_t round, i, n;
	uint32_t c;

	(void)state;
	for (round = 0; round < 20000; round++) {
		for (i = 0; i < sizeof(bytes); i++)
			bytes[i] =
			    (char)(rand() % 4 == 0 ? rand() : rand() % 64);
		tc_buf_clear(&out);
		tc_display_put(bytes, sizeof(bytes), &out);
		assert_int_equal(tc_display_columns(out.s, out.len),
		    tc_display_columns(bytes, sizeof(bytes)));
		for (i = 0; i < out.len; i += n) {
			n = tc_display_next(out.s + i, out.len - i, &c);
			assert_true(tc_display_width(c) >= 0);
		}
	}
	tc_buf_free(&out);
}

static void
controls_become_spaces(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_display_put(S("a\033]8;;x\007b\xC2\x9B"
			 "2J\xE2\x80\xAE"
			 "c\x7F"),
	    &out);
	assert_string_equal(out.s, "a ]8;;x b 2J c ");
	tc_buf_free(&out);
}

static void
text_is_fit_into_columns(void **state)
{
	(void)state;
	assert_int_equal(tc_display_fit(S("đường"), 3), strlen("đườ"));
	assert_int_equal(tc_display_fit(S("e\xCC\xA3\xCC\x82x"), 1), 5);
	assert_int_equal(tc_display_fit(S("a\xE6\xBC\xA2"), 2), 1);
	assert_int_equal(tc_display_fit(S("ab"), 9), 2);
	assert_int_equal(tc_display_fit(S("ab"), 0), 0);
}

static void
clusters_are_letters_with_their_marks(void **state)
{
	(void)state;
	assert_int_equal(tc_display_cluster(S("ệx")), 3);
	assert_int_equal(tc_display_cluster(S("e\xCC\xA3\xCC\x82x")), 5);
	assert_int_equal(tc_display_cluster(S("")), 0);
}

static void
letters_lose_their_marks(void **state)
{
	(void)state;
	assert_int_equal(tc_display_bare(0x110), 'D');
	assert_int_equal(tc_display_bare(0x1EDB), 'o');
	assert_int_equal(tc_display_bare(0x1EDA), 'O');
	assert_int_equal(tc_display_bare('x'), 'x');
	assert_int_equal(tc_display_bare(0x6F22), 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_are_counted),
	    cmocka_unit_test(nothing_put_moves_the_cursor),
	    cmocka_unit_test(controls_become_spaces),
	    cmocka_unit_test(text_is_fit_into_columns),
	    cmocka_unit_test(clusters_are_letters_with_their_marks),
	    cmocka_unit_test(letters_lose_their_marks),
	};

	return cmocka_run_group_tests_name("display", tests, NULL, NULL);
}
