/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/format.c and wide.c: what a file is, by its bytes. */
#include "tracuu_test.h"

#include <tracuu/document.h>

#include "extract.h"

/* A directory entry of an [MS-CFB] file: a name in UTF-16 and its length. */
static void
put_entry(char *to, const char *name)
{
	size_t i, len = strlen(name);

	for (i = 0; i < len; i++)
		to[2 * i] = name[i];
	to[64] = (char)(2 * (len + 1));
}

static void
bytes_tell_the_format(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
		enum tc_format format;
	} cases[] = {
#define B(text) text, sizeof(text) - 1
	    {B("%PDF-1.4\n"), "a", TC_FORMAT_PDF},
	    {B("\0\0junk %PDF-1.4\n"), "a.doc", TC_FORMAT_PDF},
	    {B("PK\3\4xxx"), "a.pdf", TC_FORMAT_ZIP},
	    {B("{\\rtf1 x}"), "a.doc", TC_FORMAT_RTF},
	    {B("<html><body>x"), "a.doc", TC_FORMAT_HTML},
	    {B("\xEF\xBB\xBF \n<!DOCTYPE HTML>x"), "a", TC_FORMAT_HTML},
	    {B("<p>x</p>"), "a.txt", TC_FORMAT_HTML},
	    {B("x <p>y"), "a.txt", TC_FORMAT_TEXT},
	    {B("x <p>y"), "a.html", TC_FORMAT_HTML},
	    {B("chữ"), "a.txt", TC_FORMAT_TEXT},
	    {B("chữ"), "a.docx", TC_FORMAT_TEXT},
	    {B("tên,số"), "A.CSV", TC_FORMAT_TEXT},
	    {B("chữ"), "a.css", TC_FORMAT_UNKNOWN},
	    {B("chữ"), "a", TC_FORMAT_UNKNOWN},
	    {B(""), "a.txt", TC_FORMAT_TEXT},
	    {B("a\0b"), "a.txt", TC_FORMAT_TEXT},
	    {B("a\0b"), "a.pdf", TC_FORMAT_UNKNOWN},
	    {B("\x89PNG\r\n\x1A\n\0\0"), "a.png", TC_FORMAT_UNKNOWN},
	    {B("\xFF\xFEx\0y\0"), "a.txt", TC_FORMAT_TEXT},
	    {B("\xFF\xFE\0\0x\0\0\0"), "a.txt", TC_FORMAT_TEXT},
	    {B("From: a@b.vn\r\nTo: c@d.vn\r\nSubject: x\r\n\r\nText"), "a",
		TC_FORMAT_MAIL},
	    {B("From: here\nthere is no header\nTo: x\n\n"), "a.txt",
		TC_FORMAT_TEXT},
	    {B("\xDB\xA5-\0"), "a", TC_FORMAT_DOC},
#undef B
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(
		    tc_format_of_bytes(cases[i].bytes, cases[i].len,
			tc_format_of_name(cases[i].name)),
		    cases[i].format);
}

static void
names_of_streams_tell_office_files(void **state)
{
	static const struct {
		const char *first, *second;
		enum tc_format format;
	} cases[] = {
	    {"WordDocument", "x", TC_FORMAT_DOC},
	    {"Workbook", "WordDocument", TC_FORMAT_DOC},
	    {"x", "Book", TC_FORMAT_XLS},
	    {"PowerPoint Document", "Workbook", TC_FORMAT_PPT},
	    {"EncryptedPackage", "Workbook", TC_FORMAT_LOCKED},
	    {"Bookx", "WordDocumen", TC_FORMAT_UNKNOWN},
	};
	char bytes[1024];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(bytes, 0, sizeof(bytes));
		memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
		put_entry(bytes + 512, cases[i].first);
		put_entry(bytes + 640, cases[i].second);
		assert_int_equal(
		    tc_format_of_bytes(bytes, sizeof(bytes), TC_FORMAT_DOC),
		    cases[i].format);
		assert_true(tc_format_needs_whole(bytes, 8));
	}
	assert_false(tc_format_needs_whole("\xD0\xCF", 2));
}

static void
wide_becomes_utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *want;
	} cases[] = {
#define B(text) text, sizeof(text) - 1
	    {B("\xFF\xFE\x11\x01"), "đ"},
	    {B("\xFE\xFF\x01\x11\x1E\xC7"), "đệ"},
	    {B("a\0b\0c\0d\0"), "abcd"},
	    {B("\0a\0b\0c\0d"), "abcd"},
	    {B("\xFF\xFE\x3D\xD8\x00\xDE"), "\xF0\x9F\x98\x80"},
	    {B("\xFF\xFE\x3D\xD8x\0y"), "\xEF\xBF\xBDx"},
	    {B("\xFF\xFE\0\0\x11\x01\0\0\0\xF6\x01\0"), "đ\xF0\x9F\x98\x80"},
	    {B("\0\0\xFE\xFF\0\0\x1E\xC7"), "ệ"},
	    {B("a\0\0\0\x11\x01\0\0"), "ađ"},
	    {B("\0\0\0a\0\0\x01\x11"), "ađ"},
	    {B("\xFF\xFE\0\0\0\xD8\0\0x\0\0\0y"), "\xEF\xBF\xBDx"},
#undef B
	};
	struct tc_buf out = TC_BUF_INIT(100);
	enum tc_wide which;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		which = tc_wide_of_bytes(cases[i].bytes, cases[i].len);
		assert_int_not_equal(which, TC_WIDE_NOT);
		tc_buf_clear(&out);
		assert_ok(tc_wide_read(
		    cases[i].bytes, cases[i].len, which, &out, &test_err));
		assert_string_equal(tc_buf_str(&out), cases[i].want);
	}
	assert_int_equal(tc_wide_of_bytes(S("plain text")), TC_WIDE_NOT);
	assert_status(TC_INVALID,
	    tc_wide_read("a\0\0\0", 4, TC_WIDE_16LE, &out, &test_err));
	tc_buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bytes_tell_the_format),
	    cmocka_unit_test(names_of_streams_tell_office_files),
	    cmocka_unit_test(wide_becomes_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
