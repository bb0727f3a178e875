/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of web/escape.c, web/scan.c and web/template*.c: a value means nothing
 * but itself wherever it stands, and can stand nowhere else.
 */
#include "tracuu_test.h"

#include "../web/escape.h"
#include "../web/format.h"
#include "../web/template.h"

static void
values_are_escaped_by_their_place(void **state)
{
	static const struct {
		enum tc_place place;
		const char *value, *want;
	} cases[] = {
	    {TC_PLACE_TEXT, "", ""},
	    {TC_PLACE_TEXT, "Đại hội", "Đại hội"},
	    {TC_PLACE_TEXT, "<script>alert('1')</script>",
		"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"},
	    {TC_PLACE_TEXT, "a\" onclick=\"x", "a&quot; onclick=&quot;x"},
	    {TC_PLACE_TEXT, "&lt;", "&amp;lt;"},
	    {TC_PLACE_TEXT,
		"a\x01\x1B\r\x7F"
		"b",
		"a\uFFFD\uFFFD\uFFFD\uFFFDb"},
	    {TC_PLACE_TEXT, "a\tb\nc", "a\tb\nc"},
	    {TC_PLACE_TEXT, "\uFFFE\uFFFF\uFFFD\uF900",
		"\uFFFD\uFFFD\uFFFD\uF900"},
	    {TC_PLACE_URL, "/tra-cuu?q=a&p=2", "/tra-cuu?q=a&amp;p=2"},
	    {TC_PLACE_URL, "https://www.a.vn/tệp 1.pdf#page=2", "#"},
	    {TC_PLACE_URL, "https://www.a.vn/t%E1%BB%87p.pdf#page=2",
		"https://www.a.vn/t%E1%BB%87p.pdf#page=2"},
	    {TC_PLACE_URL, "HTTP://A.VN/'\"<>", "HTTP://A.VN/&#39;%22%3C%3E"},
	    {TC_PLACE_URL, "javascript:alert(1)", "#"},
	    {TC_PLACE_URL, "JaVaScRiPt:alert(1)", "#"},
	    {TC_PLACE_URL, "java\nscript:alert(1)", "#"},
	    {TC_PLACE_URL, "\x01javascript:alert(1)", "#"},
	    {TC_PLACE_URL, " javascript:alert(1)", "#"},
	    {TC_PLACE_URL, "data:text/html,<p>", "#"},
	    {TC_PLACE_URL, "vbscript:x", "#"},
	    {TC_PLACE_URL, "ftp://a.vn/x", "#"},
	    {TC_PLACE_URL, "?q=a:b", "?q=a:b"},
	    {TC_PLACE_URL, "tin/a:b", "tin/a:b"},
	    {TC_PLACE_URL, "", ""},
	    {TC_PLACE_QUERY, "a&b=c d/é\"", "a%26b%3Dc%20d%2F%C3%A9%22"},
	    {TC_PLACE_QUERY, "\r\nSet-Cookie: x", "%0D%0ASet-Cookie%3A%20x"},
	};
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_escape(&out, cases[i].place, S(cases[i].value));
		assert_string_equal(tc_buf_str(&out), cases[i].want);
	}
	tc_buf_free(&out);
}

static void
no_byte_breaks_out_of_text(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	char s[3] = "x?";
	int c;

	(void)state;
	for (c = 1; c < 256; c++) {
		s[1] = (char)c;
		tc_buf_clear(&out);
		tc_escape(&out, TC_PLACE_TEXT, s, 2);
		assert_null(strpbrk(tc_buf_str(&out), "<>\"'"));
	}
	tc_buf_free(&out);
}

static const char *
other(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "again") == 0)
		return "{{>again}}";
	return strcmp(name, "foot") == 0 ? "<p>{{x}}</p>" : NULL;
}

/* The page that a template makes of these values. */
static void
fill(struct tc_buf *out, const char *source, const char *values)
{
	struct tc_template *page;
	struct tc_texts *texts;
	json_t *json = json_loads(values, 0, NULL);

	assert_non_null(json);
	assert_ok(tc_texts_new(&texts, &test_err));
	assert_ok(tc_texts_read(texts, "texts",
	    S("# comment\n\ncount\tTìm thấy {n} <kết quả>\r\nplain\tA & B\n"
	      "open\tx {n\n"),
	    &test_err));
	assert_ok(
	    tc_template_read(&page, "page", source, other, NULL, &test_err));
	tc_buf_clear(out);
	tc_template_fill(page, texts, json, out);
	tc_template_free(page);
	tc_texts_free(texts);
	json_decref(json);
}

static void
templates_are_filled(void **state)
{
	static const struct {
		const char *source, *values, *want;
	} cases[] = {
	    {"<p>{{x}}</p>", "{\"x\":\"<b>\"}", "<p>&lt;b&gt;</p>"},
	    {"<p>{{x}}</p>", "{}", "<p></p>"},
	    {"<p>{{x}}</p>", "{\"x\":12}", "<p>12</p>"},
	    {"<p>{{a.b}}</p>", "{\"a\":{\"b\":\"c\"}}", "<p>c</p>"},
	    {"<a href=\"{{x}}\">", "{\"x\":\"javascript:1\"}",
		"<a href=\"#\">"},
	    {"<a href='/a?q={{x}}'>", "{\"x\":\"a&b'\"}",
		"<a href='/a?q=a%26b%27'>"},
	    {"<i title=\"{{x}}\">", "{\"x\":\"\\\"><\"}",
		"<i title=\"&quot;&gt;&lt;\">"},
	    {"{{#x}}[{{.}}]{{/x}}", "{\"x\":[\"a\",\"<\"]}", "[a][&lt;]"},
	    {"{{#x}}[{{n}}{{y}}]{{/x}}",
		"{\"x\":[{\"n\":1},{\"n\":2}],\"y\":\"z\"}", "[1z][2z]"},
	    {"{{^x}}none{{/x}}{{#x}}some{{/x}}", "{\"x\":[]}", "none"},
	    {"{{^x}}none{{/x}}{{#x}}some{{/x}}", "{\"x\":0}", "none"},
	    {"{{^x}}none{{/x}}{{#x}}some{{/x}}", "{\"x\":\"\"}", "none"},
	    {"{{^x}}none{{/x}}{{#x}}some{{/x}}", "{\"x\":{}}", "none"},
	    {"{{^x}}none{{/x}}{{#x}}some{{/x}}", "{\"x\":false}", "none"},
	    {"{{^x}}none{{/x}}{{#x}}some{{/x}}", "{\"x\":true}", "some"},
	    {"<li {{#x}}class=\"on\"{{/x}}>", "{\"x\":true}",
		"<li class=\"on\">"},
	    {"<p>{{$count}}</p>", "{\"n\":\"<7>\"}",
		"<p>Tìm thấy &lt;7&gt; &lt;kết quả&gt;</p>"},
	    {"<p title=\"{{$plain}}\">{{$none}}", "{}",
		"<p title=\"A &amp; B\">"},
	    {"{{$open}}", "{\"n\":1}", "x {n"},
	    {"a{{>foot}}b", "{\"x\":1}", "a<p>1</p>b"},
	    {"<!-- a \"' -- > --><p>{{x}}", "{\"x\":\"'\"}",
		"<!-- a \"' -- > --><p>&#39;"},
	    {"<script src=\"{{x}}\" defer></script>{{x}}", "{\"x\":\"/a.js\"}",
		"<script src=\"/a.js\" defer></script>/a.js"},
	    {"<?xml version=\"1.0\"?><a>{{x}}</a>", "{\"x\":\"&\"}",
		"<?xml version=\"1.0\"?><a>&amp;</a>"},
	};
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		fill(&out, cases[i].source, cases[i].values);
		assert_string_equal(tc_buf_str(&out), cases[i].want);
	}
	tc_buf_free(&out);
}

static void
unsafe_templates_are_refused(void **state)
{
	static const struct {
		const char *source, *what;
	} cases[] = {
	    {"<p class={{x}}>", "page:1: a value can stand"},
	    {"<p {{x}}>", "a value can stand"},
	    {"<{{x}}>", "a value can stand"},
	    {"<p>\n<a onclick=\"{{x}}\">", "page:2: a value can stand"},
	    {"<p style='{{x}}'>", "a value can stand"},
	    {"<p STYLE='{{x}}'>", "a value can stand"},
	    {"<iframe srcdoc=\"{{x}}\">", "a value can stand"},
	    {"<img srcset=\"{{x}}\">", "a value can stand"},
	    {"<!-- {{x}} -->", "a value can stand"},
	    {"<script>{{x}}</script>", "a value can stand"},
	    {"<script>alert(1)</script>", "nothing may stand in <script>"},
	    {"<style>p { color: red }</style>", "nothing may stand"},
	    {"{{#x}}<p title=\"{{/x}}", "a section ends elsewhere"},
	    {"<a href=\"{{#x}}/a{{/x}}\">", "a section ends elsewhere"},
	    {"{{#x}}", "a section has no end"},
	    {"{{/x}}", "no section begins here"},
	    {"{{#x}}{{#y}}{{/x}}{{/y}}", "another section ends here"},
	    {"{{x", "{{ without }}"},
	    {"{{}}", "has no name"},
	    {"{{#}}", "has no name"},
	    {"{{a b}}", "has no name"},
	    {"{{>none}}", "no such template"},
	    {"{{>again}}", "too many templates"},
	};
	struct tc_template *page;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_status(TC_INVALID,
		    tc_template_read(&page, "page", cases[i].source, other,
			NULL, &test_err));
		assert_null(page);
		assert_contains(test_err.text, cases[i].what);
	}
}

static void
texts_say_which_line_is_wrong(void **state)
{
	struct tc_texts *texts;

	(void)state;
	assert_ok(tc_texts_new(&texts, &test_err));
	assert_status(TC_INVALID,
	    tc_texts_read(texts, "t", S("a\tb\nno tab\n"), &test_err));
	assert_contains(test_err.text, "t:2:");
	assert_status(
	    TC_INVALID, tc_texts_read(texts, "t", S("a\t\xFF\n"), &test_err));
	assert_string_equal(tc_texts_get(texts, "a"), "b");
	assert_string_equal(tc_texts_get(texts, "z"), "");
	tc_texts_free(texts);
}

/* Estimates do not look as if they were exact. */
static void
estimates_have_two_figures(void **state)
{
	static const struct {
		uint64_t n;
		const char *about, *exact;
	} cases[] = {{0, "0", "0"}, {7, "7", "7"}, {99, "99", "99"},
	    {104, "100", "104"}, {105, "110", "105"}, {5149, "5.100", "5.149"},
	    {12500, "13.000", "12.500"}, {996000, "1.000.000", "996.000"}};
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_format_about(&out, cases[i].n, false);
		assert_string_equal(out.s, cases[i].about);
		tc_buf_clear(&out);
		tc_format_about(&out, cases[i].n, true);
		assert_string_equal(out.s, cases[i].exact);
	}
	tc_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_escaped_by_their_place),
	    cmocka_unit_test(no_byte_breaks_out_of_text),
	    cmocka_unit_test(templates_are_filled),
	    cmocka_unit_test(unsafe_templates_are_refused),
	    cmocka_unit_test(texts_say_which_line_is_wrong),
	    cmocka_unit_test(estimates_have_two_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
