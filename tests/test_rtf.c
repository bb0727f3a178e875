/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/rtf.c: Rich Text Format as Word and others write it. */
#include "tracuu_test.h"

#include "extract.h"

static void
text_is_read(void **state)
{
	static const struct {
		const char *rtf, *want;
	} cases[] = {
	    {"{\\rtf1\\ansi mot\\par hai}", "mot\n\nhai"},
	    /* \u with what stands for it, for none and for two characters */
	    {"{\\rtf1 Vi\\u7879\\'3ft}", "Việt"},
	    {"{\\rtf1\\uc0 Vi\\u7879 t}", "Việt"},
	    {"{\\rtf1\\uc2 Vi\\u7879 abt}", "Việt"},
	    {"{\\rtf1{\\uc0 \\u7879 x}\\u7879 y z}", "ệxệ z"},
	    {"{\\rtf1\\uc1 \\u-3913?x}", "\xEF\x82\xB7x"},
	    {"{\\rtf1\\uc1\\u-10179?\\u-8704?}", "\xF0\x9F\x98\x80"},
	    {"{\\rtf1\\uc1\\u7879{}x}", "ệx"},
	    /* bytes of old fonts: what they mean is told later */
	    {"{\\rtf1 Vi\\'d6t Nam\\'ad\\-x}", "ViÖt Nam\u00AD\u00ADx"},
	    /* no text */
	    {"{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}"
	     "{\\info{\\title x}}{\\*\\generator y;}{\\header h}a}",
		"a"},
	    {"{\\rtf1{\\pict 0102}{\\*\\shppict{\\pict 0304}}a}", "a"},
	    {"{\\rtf1{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}}", "7"},
	    {"{\\rtf1 a{\\v an}b\\v x\\v0 c\\v y\\plain d}", "abcd"},
	    {"{\\rtf1 a\\bin3 }\\{b}", "ab"},
	    /* symbols */
	    {"{\\rtf1 \\{\\}\\\\\\~\\_\\emdash\\ldblquote x}",
		"{}\\\u00A0\u2011—“x"},
	    {"{\\rtf1 a\r\nb\\\nc}", "ab\n\nc"},
	    {"{\\rtf1 a\\line b\\tab c}", "a\nb c"},
	    /* tables */
	    {"{\\rtf1\\trowd\\intbl a\\cell b\\cell\\row"
	     "\\trowd\\intbl c\\cell\\cell\\row\\pard d}",
		"a | b\nc\nd"},
	    {"{\\rtf1\\trowd a\\par b\\cell c\\cell\\trowd\\row}",
		"a\nb\n\n\nc\n"},
	    /* unfinished */
	    {"{\\rtf1 a{b{c", "abc"},
	    {"{\\rtf1 a}}}}b", "ab"},
	    {"{\\rtf1 a\\", "a"},
	    {"{\\rtf1 a\\'", "a"},
	    {"{\\rtf1 a\\'4", "a4"},
	    {"{\\rtf1 a\\u", "a"},
	    {"{\\rtf1 a\\*", "a"},
	};
	struct tc_found found = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_TEXT_MAX), false};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&found.text);
		assert_ok(tc_rtf_extract(S(cases[i].rtf), &found, &test_err));
		assert_string_equal(tc_buf_str(&found.text), cases[i].want);
	}
	tc_buf_free(&found.text);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
