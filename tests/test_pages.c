/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/pages.c: running lines, and where pages begin. */
#include "tracuu_test.h"

#include "document_test.h"

#include "pages.h"

static void
read_pages(const char *text)
{
	tc_document_clear(&doc);
	assert_ok(
	    tc_document_read_file(&doc, TC_FORMAT_PAGES, S(text), &test_err));
}

#define MARK "\xF4\x8F\xBF\xBD"

/* What is found, without the marks before pages. */
static void
assert_found(const char *pages, const char *want)
{
	struct tc_found found = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_TEXT_MAX), false};
	struct tc_buf got = TC_BUF_INIT(TC_TEXT_MAX);
	const char *at, *mark;

	assert_ok(tc_pages_extract(S(pages), &found, &test_err));
	for (at = tc_buf_str(&found.text); (mark = strstr(at, MARK "\n"));
	     at = mark + strlen(MARK "\n"))
		tc_buf_put(&got, at, (size_t)(mark - at));
	tc_buf_puts(&got, at);
	while (got.len > 0 && got.s[got.len - 1] == '\n')
		tc_buf_cut(&got, got.len - 1);
	assert_string_equal(
	    tc_buf_str(&got) + strspn(tc_buf_str(&got), "\n"), want);
	tc_buf_free(&found.title);
	tc_buf_free(&found.text);
	tc_buf_free(&got);
}

static void
running_lines_go(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    /* left and right pages, numbers that grow */
	    {"CÔNG BÁO/Số 7\n3\nmột hai\n\f4\nCÔNG BÁO/Số 7\nba\n\f"
	     "CÔNG BÁO/Số 7\n5\nbốn\n\f6\nCÔNG BÁO/Số 7\nnăm\n\f",
		"một hai\nba\nbốn\nnăm"},
	    /* at the foot */
	    {"một\nTrang 1/3\n\fhai\nTrang 2/3\n\fba\nTrang 3/3\n\f",
		"một\nhai\nba"},
	    /* a stamp stands over them */
	    {"Người ký: A\nEmail: b\nTỈNH\n1\nmột\n\fTỈNH\n2\nhai\n\f"
	     "TỈNH\n3\nba\n\f",
		"Người ký: A\nEmail: b\nmột\nhai\nba"},
	    /* two pages: only with a number in it */
	    {"CÔNG BÁO 3\na\n\fCÔNG BÁO 4\nb\n\f", "a\nb"},
	    {"ĐƠN XIN\na\n\fĐƠN XIN\nb\n\f", "ĐƠN XIN\na\nĐƠN XIN\nb"},
	    /* what recurs on few of many pages is text */
	    {"Phụ lục\na\n\fPhụ lục\nb\n\fc\n\fd\n\fe\n\ff\n\f",
		"Phụ lục\na\nPhụ lục\nb\nc\nd\ne\nf"},
	    /* what recurs in the middle is text */
	    {"a\na\na\nĐiều\na\na\na\na\n\fb\nb\nb\nĐiều\nb\nb\nb\nb\n\f"
	     "c\nc\nc\nĐiều\nc\nc\nc\nc\n\f",
		"a\na\na\nĐiều\na\na\na\na\nb\nb\nb\nĐiều\nb\nb\nb\nb\n"
		"c\nc\nc\nĐiều\nc\nc\nc\nc"},
	    /* our own mark in a text */
	    {"x " MARK " y\n\fz\n\f", "x      y\nz"},
	    {"\f\fx\f", "x"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_found(cases[i].text, cases[i].want);
}

static void
bytes_tell_their_page(void **state)
{
	static const struct {
		const char *text, *word;
		unsigned page;
	} cases[] = {
	    {"Tên\n\nmột\n\fhai\n\fba\n\f", "một", 1},
	    {"Tên\n\nmột\n\fhai\n\fba\n\f", "hai", 2},
	    {"Tên\n\nmột\n\fhai\n\fba\n\f", "ba", 3},
	    {"Tên\n\nmột\n\f\fba\n\f", "ba", 3},
	    {"\f\fTên\n\nba\n\f", "ba", 3},
	    {"Tên\n\nmột", "một", 1},
	    /* an old encoding: Cộng hoà, on the second page */
	    {"Tªn\n\nViÖt Nam c«ng nghiÖp hãa.\n\fn­íc Céng hßa x· héi\n\f",
		"Cộng", 2},
	    /* title and date are taken out of the text before it */
	    {"Khai mạc hội thi nấu ăn\n29-06-2020 17:00\n\nSáng nay\n\f"
	     "Chiều nay\n\f",
		"Chiều", 2},
	};
	const char *text;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		read_pages(cases[i].text);
		text = tc_document_str(&doc, TC_FIELD_TEXT);
		assert_contains(text, cases[i].word);
		assert_int_equal(
		    tc_document_page(
			&doc, (size_t)(strstr(text, cases[i].word) - text)),
		    cases[i].page);
	}
	tc_document_clear(&doc);
	assert_ok(tc_document_read_file(
	    &doc, TC_FORMAT_TEXT, S("không có trang"), &test_err));
	assert_int_equal(tc_document_page(&doc, 0), 0);
}

static void
pages_are_kept_in_the_record(void **state)
{
	struct tc_buf json = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_document again;

	(void)state;
	read_pages("Tên\n\nmột\n\fhai\n\f");
	assert_ok(tc_document_to_json(&doc, &json, &test_err));
	tc_document_init(&again);
	assert_ok(tc_document_from_json(&again, json.s, json.len, &test_err));
	assert_int_equal(tc_document_page(&again, strlen("một")), 1);
	assert_int_equal(tc_document_page(&again, strlen("một\n")), 2);
	tc_document_free(&again);
	tc_buf_free(&json);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(running_lines_go),
	    cmocka_unit_test(bytes_tell_their_page),
	    cmocka_unit_test(pages_are_kept_in_the_record),
	};

	return cmocka_run_group_tests(tests, init_document, free_document);
}
