/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/aside.c: parts of a text that are beside the matter. */
#include "tracuu_test.h"

#include "document_test.h"

static void
put(const char *text, const char *aside)
{
	tc_document_clear(&doc);
	tc_buf_puts(&doc.field[TC_FIELD_TEXT], text);
	tc_buf_puts(&doc.field[TC_FIELD_ASIDE], aside);
}

static void
what_is_aside_is_left_out(void **state)
{
	/* clang-format off */
	static const struct {
		const char *aside, *rest; /* pieces in brackets */
	} cases[] = {
	    {"", "[0123456789]"},
	    {"0-3", "[3456789]"},
	    {"3-5", "[012][56789]"},
	    {"0-1 9-10", "[12345678]"},
	    {"1-2 3-4 5-6", "[0][2][4][6789]"},
	    {"2-4 4-6", "[01][6789]"},
	    {"0-10", ""},
	    /* What no record of ours has still stays within the text. */
	    {"8-99", "[01234567]"},
	    {"20-30", "[0123456789]"},
	    {"5-2", "[0123456789]"},
	    {"2-6 3-4", "[01][6789]"},
	    {"x", "[0123456789]"},
	    {"2-", "[0123456789]"},
	    {"2-4,6-8", "[01][456789]"},
	    {"-3", "[0123456789]"},
	};
	/* clang-format on */
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, from, to;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		put("0123456789", cases[i].aside);
		tc_buf_clear(&got);
		to = 0;
		while (tc_aside_next(&doc, &from, &to))
			tc_buf_printf(&got, "[%.*s]", (int)(to - from),
			    doc.field[TC_FIELD_TEXT].s + from);
		assert_text(got, cases[i].rest, cases[i].aside);
	}
	tc_buf_free(&got);
}

static void
what_is_put_is_dropped(void **state)
{
	(void)state;
	put("đầu\nmột hai\ncuối", "");
	tc_aside_drop(&doc);
	assert_text(doc.field[TC_FIELD_TEXT], "đầu\nmột hai\ncuối", "nothing");
	tc_aside_put(&doc, 0, strlen("đầu\n"));
	tc_aside_put(&doc, 7, 7); /* nothing */
	tc_aside_put(&doc, strlen("đầu\nmột"), strlen("đầu\nmột "));
	assert_text(doc.field[TC_FIELD_ASIDE], "0-7 12-13", "aside");
	tc_aside_drop(&doc);
	assert_text(doc.field[TC_FIELD_TEXT], "một\nhai\ncuối", "pieces");
	put("", "0-5");
	tc_aside_drop(&doc);
	assert_int_equal(doc.field[TC_FIELD_TEXT].len, 0);
	put("abc", "0-3");
	tc_aside_drop(&doc);
	assert_int_equal(doc.field[TC_FIELD_TEXT].len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_aside_is_left_out),
	    cmocka_unit_test(what_is_put_is_dropped),
	};

	return cmocka_run_group_tests_name(
	    "document/aside", tests, init_document, free_document);
}
