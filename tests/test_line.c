/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of cli/line.c: what is typed, letter by letter. */
#include "tracuu_test.h"

#include <tracuu/display.h>

#include "line.h"

static void
type(struct tc_line *line, const char *s)
{
	size_t i, n, len = strlen(s);
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = tc_display_next(s + i, len - i, &c);
		assert_true(tc_line_type(line, c));
	}
}

static void
assert_line(const struct tc_line *line, const char *before, const char *after)
{
	assert_int_equal(line->cursor, strlen(before));
	assert_memory_equal(line->text.s, before, strlen(before));
	assert_string_equal(line->text.s + line->cursor, after);
}

static void
letters_are_put_in_at_the_cursor(void **state)
{
	struct tc_line line;

	(void)state;
	tc_line_begin(&line);
	type(&line, "hội nghị");
	assert_line(&line, "hội nghị", "");
	tc_line_home(&line);
	type(&line, "Đ");
	assert_line(&line, "Đ", "hội nghị");
	tc_line_right(&line);
	tc_line_right(&line);
	assert_line(&line, "Đhộ", "i nghị");
	tc_line_left(&line);
	assert_line(&line, "Đh", "ội nghị");
	tc_line_to_end(&line);
	tc_line_right(&line);
	assert_line(&line, "Đhội nghị", "");
	tc_line_home(&line);
	tc_line_left(&line);
	assert_line(&line, "", "Đhội nghị");
	tc_line_end(&line);
}

/* As some input methods have it: e, hat, dot below. */
#define DECOMPOSED "Vie\xCC\x82\xCC\xA3t"

static void
marks_go_with_their_letter(void **state)
{
	struct tc_line line;

	(void)state;
	tc_line_begin(&line);
	type(&line, DECOMPOSED);
	tc_line_left(&line);
	tc_line_left(&line);
	assert_line(&line, "Vi", "e\xCC\x82\xCC\xA3t");
	assert_true(tc_line_erase_after(&line));
	assert_line(&line, "Vi", "t");
	tc_line_take(&line, DECOMPOSED);
	assert_true(tc_line_erase_before(&line));
	assert_true(tc_line_erase_before(&line));
	assert_line(&line, "Vi", "");
	tc_line_end(&line);
}

/* An input method takes letters back and types others: "viet", "vieejt". */
static void
letters_are_taken_back(void **state)
{
	struct tc_line line;

	(void)state;
	tc_line_begin(&line);
	assert_false(tc_line_erase_before(&line));
	assert_false(tc_line_erase_after(&line));
	assert_false(tc_line_erase_word(&line));
	assert_false(tc_line_erase_all(&line));
	type(&line, "vie");
	assert_true(tc_line_erase_before(&line));
	type(&line, "ê");
	assert_true(tc_line_erase_before(&line));
	type(&line, "ệt nam ");
	assert_line(&line, "việt nam ", "");
	assert_true(tc_line_erase_word(&line));
	assert_line(&line, "việt ", "");
	assert_true(tc_line_erase_all(&line));
	assert_line(&line, "", "");
	tc_line_end(&line);
}

static void
controls_and_too_much_are_refused(void **state)
{
	struct tc_line line;
	size_t n = 0;

	(void)state;
	tc_line_begin(&line);
	assert_false(tc_line_type(&line, 27));
	assert_false(tc_line_type(&line, 0x9B));
	assert_false(tc_line_type(&line, 0x202E));
	while (tc_line_type(&line, 0x1ED9) && n < 100000)
		n++;
	assert_true(n > 1000 && n < 100000);
	assert_int_equal(line.text.len, 3 * n);
	assert_true(tc_line_erase_before(&line));
	assert_true(tc_line_type(&line, 'x'));
	tc_line_end(&line);
}

static void
window_follows_the_cursor(void **state)
{
	struct tc_line line;
	size_t from, column;

	(void)state;
	tc_line_begin(&line);
	tc_line_take(&line, "đại hội");
	tc_line_window(&line, 20, &from, &column);
	assert_int_equal(from, 0);
	assert_int_equal(column, 7);
	tc_line_window(&line, 4, &from, &column);
	assert_string_equal(line.text.s + from, "hội");
	assert_int_equal(column, 3);
	tc_line_home(&line);
	tc_line_window(&line, 4, &from, &column);
	assert_int_equal(from, 0);
	assert_int_equal(column, 0);
	tc_line_take(&line, "\xE6\xBC\xA2\xE5\xAD\x97");
	tc_line_window(&line, 4, &from, &column);
	assert_int_equal(from, 3);
	assert_int_equal(column, 2);
	tc_line_end(&line);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_are_put_in_at_the_cursor),
	    cmocka_unit_test(marks_go_with_their_letter),
	    cmocka_unit_test(letters_are_taken_back),
	    cmocka_unit_test(controls_and_too_much_are_refused),
	    cmocka_unit_test(window_follows_the_cursor),
	};

	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
