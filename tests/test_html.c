/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/html.c and document/file.c: what a page says. */
#include "tracuu_test.h"

#include <tracuu/document.h>
#include <tracuu/text.h>

#include "extract.h"

static struct tc_buf title = TC_BUF_INIT(TC_BUF_LINE);
static struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);

static int
free_buffers(void **state)
{
	(void)state;
	tc_buf_free(&title);
	tc_buf_free(&text);
	return 0;
}

static void
extract(const char *html, size_t len)
{
	tc_buf_clear(&title);
	tc_buf_clear(&text);
	assert_ok(tc_html_extract(html, len, &title, &text, &test_err));
	while (text.len > 0 && strchr(" \n", text.s[text.len - 1]) != NULL)
		tc_buf_cut(&text, text.len - 1);
}

struct page {
	const char *html, *text;
};

static void
check_pages(const struct page *pages, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		extract(S(pages[i].html));
		assert_text(text, pages[i].text, pages[i].html);
	}
}

static void
text_is_what_a_reader_sees(void **state)
{
	/* clang-format off */
	static const struct page pages[] = {
	    {"<p>Một</p>", "Một"},
	    {"Một", "Một"},
	    {"<p>Một<p>Hai<P>Ba", "Một\n\nHai\n\nBa"}, /* not closed */
	    {"<P>Một</P><DIV>Hai</DIV>", "Một\n\nHai"},
	    {"một<br>hai<BR/>ba", "một\nhai\nba"},
	    {"<p>một<br><br>hai</p>", "một\n\nhai"},
	    {"<p>một<br></p><p>hai", "một\n\nhai"},
	    {"<b>m</b>ột <i>hai</i>", "một hai"},
	    {"một\n  \t hai\r\n ba", "một hai ba"},
	    {"<p> một <p> hai ", "một\n\nhai"},
	    {"&lt;a&gt; &amp; &quot;b&quot; &#39;c&#x27;", "<a> & \"b\" 'c'"},
	    {"&agrave;&#7879;&#x1EC7;&nbsp;&copy;", "àệệ\u00A0©"},
	    {"&ecirc; &unknown; &", "ê &unknown; &"},
	    {"AT&T a&b", "AT&T a&b"},
	    {"một<!-- hai -->ba", "mộtba"},
	    {"một<!-- hai -- <p>ba</p> -->bốn", "mộtbốn"},
	    {"<script>hai</script>một", "một"},
	    {"<style>p { a: b }</style>một", "một"},
	    {"<script>if (a < b) '</p>'</script><p>một", "một"},
	    {"<noscript>bật</noscript>một<template>x</template>", "một"},
	    {"<form><button>Gửi</button><select><option>a</select>"
	     "<textarea>b</textarea><input value=c>một</form>", "một"},
	    {"<title>x</title><h2>Một</h2>hai<h3>ba</h3>", "Một\n\nhai\n\nba"},
	    {"<ul><li>một<li>hai</ul>ba", "một\n\nhai\n\nba"},
	    {"<pre>một\n hai</pre>", "một hai"},
	    {"<blockquote>một</blockquote>hai", "một\n\nhai"},
	    {"<a href=x title=y>một</a><img alt=z>", "một"},
	    {"<p>một</div></p></b>hai", "một\n\nhai"}, /* stray ends */
	    {"<p>mộ<p", "mộ"},
	    {"\xEF\xBB\xBF<p>một", "một"},
	};
	/* clang-format on */

	(void)state;
	check_pages(pages, COUNT(pages));
}

static void
cells_are_parted_and_rows_are_lines(void **state)
{
	/* clang-format off */
	static const struct page pages[] = {
	    {"<table><tr><td>a<td>b<tr><td>c<td>d</table>e",
	     "a | b\n\nc | d\n\ne"},
	    {"<table><thead><tr><th>A<th>B</thead><tbody><tr><td>1<td>2"
	     "</table>", "A | B\n\n1 | 2"},
	    {"<table><tr><td>a</td><td></td><td>b</td></tr></table>",
	     "a |  | b"},
	    {"<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>",
	     "a\n\nb"},
	};
	/* clang-format on */

	(void)state;
	check_pages(pages, COUNT(pages));
}

static void
furniture_is_left_out(void **state)
{
	/* clang-format off */
	static const struct page pages[] = {
	    {"<nav>Trang chủ</nav><p>một</p><footer>Trụ sở</footer>", "một"},
	    {"<aside>Tin khác</aside><p>một", "một"},
	    {"<div id=menu>x</div><div class='main-content'>một</div>", "một"},
	    {"<div class=\"left SIDEBAR\">x</div>một", "một"},
	    {"<div class=footer-bottom>x</div>một", "một"},
	    {"<div class='top breadcrumb'>x</div>một", "một"},
	    {"<div class=tin-lien-quan>x</div>một", "một"},
	    {"<div class='subnav nav'>x</div>một", "một"},
	    {"<div class='a\tnav'>x</div>một", "một"},
	    {"<div class=submenus>x</div>một", "x\n\nmột"},
	    {"<ul><li><a href=a>Giới thiệu</a><li><a href=b>Tin tức</a>"
	     "<li><a href=c>Liên hệ</a></ul><p>một", "một"},
	    {"<ul><li><a href=a>Luật</a> của Quốc hội ngày 5<li>"
	     "<a href=b>Nghị định</a> của Chính phủ ngày 6<li>"
	     "<a href=c>Thông tư</a> của Bộ ngày 7</ul>",
	     "Luật của Quốc hội ngày 5\n\nNghị định của Chính phủ ngày 6"
	     "\n\nThông tư của Bộ ngày 7"},
	    {"<ul><li><a href=a>a</a><li><a href=b>b</a></ul>một",
	     "a\n\nb\n\nmột"},
	    {"<body class=menu-open><p>một", "một"},
	    {"<header>x</header><main><p>một</main><p>y", "một"},
	    {"<p>x<article><p>một</article><p>y", "một"},
	    {"<p>x</p><h1>Tên</h1><p>một", "một"},
	    {"<h3>Mục 1<br>Tên</h3><p>một", "một"},
	    {"<p>x</p><h3>Tên</h3><p>một", "x\n\nTên\n\nmột"},
	};
	/* clang-format on */

	(void)state;
	check_pages(pages, COUNT(pages));
}

static void
furniture_is_text_when_nothing_else_is_there(void **state)
{
	/* clang-format off */
	static const struct page pages[] = {
	    {"<nav>một</nav>", "một"},
	    {"<div class=footer><p>một</p><script>x</script></div>", "một"},
	    {"<nav>một</nav><h1>Tên</h1>", "một\n\nTên"},
	};
	/* clang-format on */

	(void)state;
	check_pages(pages, COUNT(pages));
}

static void
title_is_the_heading_or_the_title(void **state)
{
	/* clang-format off */
	static const struct page pages[] = {
	    {"<title>Của trang</title><h1>Tên <b>bài</b></h1>", "Tên bài"},
	    {"<title>Của trang</title><p>một", "Của trang"},
	    {"<TITLE>Của trang</TITLE>", "Của trang"},
	    {"<title>a &amp; b</title>", "a & b"},
	    {"<title></title><p>một", ""}, {"<p>một", ""},
	    {"<title>Kế hoạch - Ban Quản lý các KCN</title>", "Kế hoạch"},
	    {"<title>Kế hoạch | bqlkcn.gov.vn</title>", "Kế hoạch"},
	    {"<title>Kế hoạch – Cổng thông tin</title>", "Kế hoạch"},
	    {"<title>Kế hoạch - năm 2020</title>", "Kế hoạch - năm 2020"},
	    {"<title>x</title><h1></h1>", "x"},
	    /* A lower heading, where nothing else is there and it is first. */
	    {"<nav>x</nav><div><h3> Mục 1<br />Tên </h3></div><p>một",
		"Mục 1\nTên"},
	    {"<p>x</p><h3>Tên</h3><p>một", ""},
	    {"<title>x</title><h3>Tên</h3><p>một", "x"},
	    {"<title>x</title><h1>Một</h1><h1>Hai</h1>", "Một"},
	    /* The heading of a banner is the site's, not the page's. */
	    {"<title>Lễ hội - UBND huyện</title><header><h1>Huyện</h1></header>"
	     "<main><h2>Lễ hội</h2><p>một</main>",
		"Lễ hội"},
	    {"<title>Lễ hội | Trang thông tin</title><div id=banner><h1>Huyện"
	     "</h1></div><p>một",
		"Lễ hội"},
	    {"<header><h1>Huyện</h1></header><main><h1>Lễ hội</h1></main>",
		"Lễ hội"},
	    {"<header><h1>Huyện</h1></header><main><p>một</main>", "Huyện"},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(pages); i++) {
		extract(S(pages[i].html));
		while (title.len > 0 && title.s[title.len - 1] == '\n')
			tc_buf_cut(&title, title.len - 1);
		assert_text(title, pages[i].text, pages[i].html);
	}
}

static void
what_holds_no_html_is_refused(void **state)
{
	static const char *const pages[] = {"", "<!-- x -->", " "};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(pages); i++) {
		tc_buf_clear(&text);
		assert_status(TC_INVALID,
		    tc_html_extract(S(pages[i]), &title, &text, &test_err));
		assert_int_equal(text.len, 0);
	}
}

/* Bytes are UTF-8 whatever the page says of itself. */
static void
charset_of_the_page_is_not_believed(void **state)
{
	(void)state;
	extract(S("<meta charset=iso-8859-1><meta http-equiv=Content-Type "
		  "content='text/html; charset=windows-1258'><p>Nghiệp"));
	assert_text(text, "Nghiệp", "charset");
}

static void
pages_may_nest_as_deep_as_they_like(void **state)
{
	static const char *const tags[] = {"div", "ul", "td"};
	struct tc_buf html = TC_BUF_INIT((size_t)8 << 20);
	char tag[16];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(tags); i++) {
		tc_buf_clear(&html);
		snprintf(tag, sizeof(tag), "<%s>", tags[i]);
		put_times(&html, tag, i == 0 ? 100000 : 10000);
		tc_buf_puts(&html, "một");
		extract(html.s, html.len);
		assert_text(text, "một", tag);
	}
	tc_buf_free(&html);
}

static void
huge_texts_are_not_cut(void **state)
{
	struct tc_buf html = TC_BUF_INIT((size_t)64 << 20);

	(void)state;
	tc_buf_puts(&html, "<p>");
	put_times(&html, "nghiệp ", ((size_t)12 << 20) / strlen("nghiệp "));
	tc_buf_puts(&html, "cuối");
	extract(html.s, html.len);
	assert_true(text.len > (size_t)11 << 20);
	assert_string_equal(text.s + text.len - strlen("cuối"), "cuối");
	tc_buf_free(&html);
}

static void
text_over_the_limit_is_refused(void **state)
{
	struct tc_buf small = TC_BUF_INIT(10);

	(void)state;
	tc_buf_clear(&title);
	assert_status(TC_TOOBIG,
	    tc_html_extract(S("<p>một hai ba bốn năm sáu bảy tám"), &title,
		&small, &test_err));
	tc_buf_free(&small);
}

static void
any_bytes_are_a_page_or_not(void **state)
{
	static const char *const scraps[] = {"<p>", "</p>", "<ul>", "<li>",
	    "<a href=x>", "</a>", "<!--", "-->", "<script>", "</script>",
	    "<h1>", "</h1>", "<title>", "<table>", "<td>", "<tr>", "&amp",
	    "&#0;", "&#xD800;", "&#1114112;", "<", ">", "\"", "một", "\xFF",
	    "\xE1\xBB", " ", "\n", "<br>", "<main>", "<body>", "<html>",
	    "<head>", "]]>", "<![CDATA[", "<?php", "<svg>", "<nav>",
	    "<frameset>", "=", "/"};
	struct tc_buf html = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 1989;
	size_t i, n;

	(void)state;
	for (i = 0; i < 10000; i++) {
		tc_buf_clear(&html);
		for (n = random_below(&seed, 20); n > 0; n--)
			tc_buf_puts(
			    &html, scraps[random_below(&seed, COUNT(scraps))]);
		tc_buf_clear(&title);
		tc_buf_clear(&text);
		if (tc_html_extract(tc_buf_str(&html), html.len, &title, &text,
			&test_err) == TC_OK &&
		    tc_text_utf8_span(tc_buf_str(&html), html.len) == html.len)
			assert_int_equal(
			    tc_text_utf8_span(tc_buf_str(&text), text.len),
			    text.len);
	}
	tc_buf_free(&html);
}

static void
names_tell_formats(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name;
		enum tc_format format;
	} cases[] = {
	    {"a.txt", TC_FORMAT_TEXT}, {"A.TXT", TC_FORMAT_TEXT},
	    {"a.b.text", TC_FORMAT_TEXT}, {"a.html", TC_FORMAT_HTML},
	    {"a.htm", TC_FORMAT_HTML}, {"a.xhtml", TC_FORMAT_HTML},
	    {"a.jsonl", TC_FORMAT_FEED}, {"a.ndjson", TC_FORMAT_FEED},
	    {"a.jsonl.gz", TC_FORMAT_FEED_GZ}, {"a.txt.gz", TC_FORMAT_UNKNOWN},
	    {"a.pdf", TC_FORMAT_PDF}, {"", TC_FORMAT_UNKNOWN},
	    {".txt", TC_FORMAT_UNKNOWN}, {"txt", TC_FORMAT_UNKNOWN},
	    {"a.txt~", TC_FORMAT_UNKNOWN},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(
		    tc_format_of_name(cases[i].name), cases[i].format);
}

static void
files_that_are_no_text_are_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *bytes;
		size_t len;
		enum tc_format format;
		const char *why;
	} cases[] = {
	    {"", 0, TC_FORMAT_TEXT, "empty file"},
	    {" \n\xC2\xA0", 4, TC_FORMAT_TEXT, "no text in it"},
	    {"a\0b", 3, TC_FORMAT_TEXT, "NUL at byte 1"},
	    {"\1\2\3\4\5\6\7\16\17\20", 10, TC_FORMAT_TEXT, "control"},
	    {"<!-- -->", 8, TC_FORMAT_HTML, "no HTML"},
	    {"<p> </p>", 8, TC_FORMAT_HTML, "no text in it"},
	};
	/* clang-format on */
	struct tc_document doc;
	size_t i;

	(void)state;
	tc_document_init(&doc);
	for (i = 0; i < COUNT(cases); i++) {
		tc_document_clear(&doc);
		assert_status(TC_INVALID,
		    tc_document_read_file(&doc, cases[i].format, cases[i].bytes,
			cases[i].len, &test_err));
		assert_contains(test_err.text, cases[i].why);
	}
	tc_document_free(&doc);
}

/* What a page declares is not believed. */
static void
old_pages_are_read_by_their_bytes(void **state)
{
	/* clang-format off */
	static const struct {
		const char *bytes, *title, *text, *repair;
	} cases[] = {
	    {"<meta charset=x-user-defined><title>B\xB8o c\xB8o</title>"
	     "<p>K\xD5t qu\xB6 th\xF9""c hi\xD6n nhi\xD6m v\xF4 \xAE\xAD\xEE""c giao",
	     "Báo cáo", "Kết quả thực hiện nhiệm vụ được giao", "tcvn3"},
	    {"<meta charset=utf-8><h1>Tho\xE2ng ba\xF9o</h1><p>\xD1""a\xE1t "
	     "&ntilde;ai, nha\xF8 &ocirc;&ucirc; cu&ucirc;a nha\xE2n da\xE2n",
	     "Thông báo", "Đất đai, nhà ở của nhân dân", "vni"},
	    /* A page in UTF-8 that was stored as if it were Windows-1252. */
	    {"<h1>\xC3\x84\xC2\x90\xC3\xA1\xC2\xBA\xC2\xA5t</h1><p>"
	     "\xC3\x84\xE2\x80\x98\xC3\xA1\xC2\xBA\xC2\xA5t "
	     "v\xC3\x83\xC2\xA0 nh\xC3\x83\xC2\xA0",
	     "Đất", "đất và nhà", "mojibake"},
	    {"<h1>Caf\xE9</h1><p>cr\xE8me",  "Café", "crème", ""},
	};
	/* clang-format on */
	struct tc_document doc;
	size_t i;

	(void)state;
	tc_document_init(&doc);
	for (i = 0; i < COUNT(cases); i++) {
		tc_document_clear(&doc);
		assert_ok(tc_document_read_file(
		    &doc, TC_FORMAT_HTML, S(cases[i].bytes), &test_err));
		assert_text(doc.field[TC_FIELD_TITLE], cases[i].title, "page");
		assert_text(doc.field[TC_FIELD_TEXT], cases[i].text, "page");
		assert_text(
		    doc.field[TC_FIELD_REPAIR], cases[i].repair, "page");
	}
	tc_document_free(&doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_what_a_reader_sees),
	    cmocka_unit_test(cells_are_parted_and_rows_are_lines),
	    cmocka_unit_test(furniture_is_left_out),
	    cmocka_unit_test(furniture_is_text_when_nothing_else_is_there),
	    cmocka_unit_test(title_is_the_heading_or_the_title),
	    cmocka_unit_test(what_holds_no_html_is_refused),
	    cmocka_unit_test(charset_of_the_page_is_not_believed),
	    cmocka_unit_test(pages_may_nest_as_deep_as_they_like),
	    cmocka_unit_test(huge_texts_are_not_cut),
	    cmocka_unit_test(text_over_the_limit_is_refused),
	    cmocka_unit_test(any_bytes_are_a_page_or_not),
	    cmocka_unit_test(names_tell_formats),
	    cmocka_unit_test(files_that_are_no_text_are_refused),
	    cmocka_unit_test(old_pages_are_read_by_their_bytes),
	};

	return cmocka_run_group_tests_name(
	    "document/html", tests, NULL, free_buffers);
}
