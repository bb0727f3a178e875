/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/describe.c: what a document says about itself. */
#include "tracuu_test.h"

#include <tracuu/abbrev.h>
#include <tracuu/document.h>
#include <tracuu/text.h>

static struct tc_document doc;

static int
init_document(void **state)
{
	(void)state;
	tc_document_init(&doc);
	return 0;
}

static int
free_document(void **state)
{
	(void)state;
	tc_document_free(&doc);
	return 0;
}

static void
read_as(enum tc_format format, const char *text)
{
	tc_document_clear(&doc);
	assert_ok(tc_document_read_file(&doc, format, S(text), &test_err));
}

#define assert_field(name, want)                                               \
	check_text(tc_document_str(&doc, (name)), doc.field[name].len, (want), \
	    #name, __FILE__, __LINE__)

#define FOOTER                                                                \
	"BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH THÁI NGUYÊN\n"       \
	"Trụ sở: Phường Bách Quang\nĐiện thoại: 02083.845 435\n" \
	"Email: bbt@kcn.vn / Website: http://kcn.vn/"

static void
page_of_a_site_has_title_and_date(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "Đại hội Đảng bộ lần thứ II\n29-06-2020 17:00\n\n"
	    "Ngày 29/6, đại hội đã họp.\nKết thúc tốt đẹp.");
	assert_field(TC_FIELD_TITLE, "Đại hội Đảng bộ lần thứ II");
	assert_field(TC_FIELD_DATE, "2020-06-29T17:00");
	assert_field(TC_FIELD_TYPE, "");
	assert_contains(tc_document_str(&doc, TC_FIELD_TEXT), "Ngày 29/6,");
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_TEXT), "29-06-2020"));
}

static void
heading_of_a_web_page_stays(void **state)
{
	(void)state;
	read_as(TC_FORMAT_HTML,
	    "<h1>Đại hội Đảng bộ</h1><p>29/6/2020<p>Ngày 29/6, họp.");
	assert_field(TC_FIELD_TITLE, "Đại hội Đảng bộ");
	assert_field(TC_FIELD_DATE, "2020-06-29");
	assert_contains(tc_document_str(&doc, TC_FIELD_TEXT), "Ngày 29/6,");
}

static void
footer_of_a_site_is_cut(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"Tên\n\nNhiệm kỳ 2020 - 2025.\n\n" FOOTER,
	     "Nhiệm kỳ 2020 - 2025."},
	    {"Tên\n\nNhiệm kỳ 2020 - 2025." FOOTER, /* glued */
	     "Nhiệm kỳ 2020 - 2025."},
	    {"Tên\n\nÔng Nguyễn Văn Hà\n\n" FOOTER, "Ông Nguyễn Văn Hà"},
	    {"Tên\n\nđã họp ở Phổ Yế\n" FOOTER, "đã họp ở Phổ Yế"},
	    {"Tên\n\nTrụ sở mới đã xong.", "Trụ sở mới đã xong."},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		const char *text;

		read_as(TC_FORMAT_TEXT, cases[i].text);
		text = tc_document_str(&doc, TC_FIELD_TEXT);
		assert_contains(text, cases[i].want);
		assert_int_equal(tc_text_utf8_span(S(text)), strlen(text));
		if (i < 4)
			assert_null(strstr(text, "Bách Quang"));
	}
}

static void
text_long_after_an_address_is_no_footer(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_buf_puts(&text, "Tên\n\nMột\n\n" FOOTER "\n\n");
	put_times(&text, "Nội dung của văn bản. ", 50);
	read_as(TC_FORMAT_TEXT, text.s);
	assert_contains(tc_document_str(&doc, TC_FIELD_TEXT), "Bách Quang");
	tc_buf_free(&text);
}

#define MOTTO                                             \
	"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" \
	"Độc lập - Tự do - Hạnh phúc\n"

static const char decision[] =
    "ỦY BAN NHÂN DÂN\nTỈNH THÁI NGUYÊN\n" MOTTO
    "Số: 1382/QĐ-UBND\nThái Nguyên, ngày 05 tháng 3 năm 2020\n\n"
    "QUYẾT ĐỊNH\nVề việc phê duyệt quy hoạch\nKhu công nghiệp Yên Bình\n"
    "-------\nCăn cứ Luật số 45/2019/QH14;\nCăn cứ ngày 1/1/2019;";

static void
administrative_letterhead_is_read(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT, decision);
	assert_field(TC_FIELD_NUMBER, "1382/QĐ-UBND");
	assert_field(TC_FIELD_DATE, "2020-03-05");
	assert_field(TC_FIELD_TYPE, "Quyết định");
	assert_field(TC_FIELD_TITLE,
	    "Quyết định Về việc phê duyệt quy hoạch Khu công nghiệp Yên "
	    "Bình");
	assert_contains(tc_document_str(&doc, TC_FIELD_TEXT), "ỦY BAN");
}

static void
letterhead_may_stand_in_columns(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "UBND TỈNH | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
	    "BAN QUẢN LÝ | Độc lập - Tự do - Hạnh phúc\n"
	    "Số: 12 / KH - BQL | Thái Nguyên, ngày 29 tháng 12 năm 2019\n"
	    "KẾ HOẠCH\nCải cách hành chính năm 2020\n\nThực hiện Nghị quyết");
	assert_field(TC_FIELD_NUMBER, "12 / KH - BQL");
	assert_field(TC_FIELD_DATE, "2019-12-29");
	assert_field(TC_FIELD_TYPE, "Kế hoạch");
	assert_field(TC_FIELD_TITLE, "Kế hoạch Cải cách hành chính năm 2020");
}

static void
party_letterhead_is_read(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "TỈNH ỦY THÁI NGUYÊN\nĐẢNG CỘNG SẢN VIỆT NAM\n"
	    "Số 05-NQ/TU\nThái Nguyên, ngày 9 tháng 01 năm 2021\n\n"
	    "NGHỊ QUYẾT\nvề phát triển khu công nghiệp\n\nCăn cứ Điều lệ");
	assert_field(TC_FIELD_NUMBER, "05-NQ/TU");
	assert_field(TC_FIELD_DATE, "2021-01-09");
	assert_field(TC_FIELD_TYPE, "Nghị quyết");
	assert_field(
	    TC_FIELD_TITLE, "Nghị quyết về phát triển khu công nghiệp");
}

static void
official_letter_has_a_subject(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "BAN QUẢN LÝ\n" MOTTO "Số: 456/BQL-QLĐT\n"
	    "V/v đôn đốc báo cáo\nquý I năm 2020\n\n"
	    "Thái Nguyên, ngày 10 tháng 4 năm 2020\n\nKính gửi: các đơn vị");
	assert_field(TC_FIELD_TYPE, "Công văn");
	assert_field(TC_FIELD_NUMBER, "456/BQL-QLĐT");
	assert_field(TC_FIELD_TITLE, "V/v đôn đốc báo cáo quý I năm 2020");
	assert_field(TC_FIELD_DATE, "2020-04-10");
	/* of one line, over place and date, or the letter itself */
	read_as(TC_FORMAT_TEXT,
	    "BAN QUẢN LÝ\n" MOTTO "Số: 456/BQL-QLĐT\n"
	    "V/v báo cáo\nThái Nguyên, ngày 10 tháng 4 năm 2020\n"
	    "Kính gửi: các đơn vị");
	assert_field(TC_FIELD_TITLE, "V/v báo cáo");
	assert_field(TC_FIELD_DATE, "2020-04-10");
	read_as(TC_FORMAT_TEXT,
	    "BAN QUẢN LÝ\n" MOTTO "V/v báo cáo\n\nKính gửi: các đơn vị\n"
	    "Đề nghị các đơn vị gửi báo cáo của tháng 3, ngày 31 tháng 3 "
	    "năm 2020\n");
	assert_field(TC_FIELD_TITLE, "V/v báo cáo");
	assert_field(TC_FIELD_DATE, "");
}

static const struct {
	const char *name, *code, *number;
} types[] = {
/* clang-format off */
#include "data/doc_types.inc"
    /* clang-format on */
};

/* Under a motto: a number, the type on a line of its own, an abstract. */
static void
read_type(const char *name, const char *number)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	tc_buf_printf(&text,
	    "BAN QUẢN LÝ\n" MOTTO "Số: %s\nThái Nguyên, ngày 03 tháng tư "
	    "năm 2018\n\n%s\nvề A\n\nXét B",
	    number, name);
	read_as(TC_FORMAT_TEXT, text.s);
	tc_buf_free(&text);
}

/* As it is written, in capitals, without marks and with i for y. */
static void
types_are_told_by_their_names(void **state)
{
	struct tc_buf form = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	assert_int_equal(COUNT(types), 66);
	for (i = 0; i < COUNT(types); i++) {
		read_type(types[i].name, types[i].number);
		assert_field(TC_FIELD_TYPE, types[i].name);
		assert_field(TC_FIELD_NUMBER, types[i].number);
		assert_field(TC_FIELD_DATE, "2018-04-03");
		tc_buf_clear(&form);
		tc_abbrev_upper(types[i].name, &form);
		read_type(form.s, "");
		assert_field(TC_FIELD_TYPE, types[i].name);
		tc_buf_clear(&form);
		tc_text_key(S(types[i].name), &form);
		read_type(form.s, "");
		assert_field(TC_FIELD_TYPE, types[i].name);
	}
	tc_buf_free(&form);
}

static void
copies_have_the_type_of_what_was_copied(void **state)
{
	(void)state;
	read_type("BẢN SAO Y\n\nQUYẾT ĐỊNH", "1382/QĐ-UBND");
	assert_field(TC_FIELD_TYPE, "Quyết định");
	assert_field(TC_FIELD_TITLE, "Quyết định về A");
	read_type("BẢN SAO LỤC\nV/v báo cáo", "456/BQL-QLĐT");
	assert_field(TC_FIELD_TYPE, "Công văn");
	read_type("BẢN SAO Y\n\nBẢN TRÍCH SAO", "12/SY-BQL");
	assert_field(TC_FIELD_TYPE, "Bản sao y");
	assert_field(TC_FIELD_NUMBER, "12/SY-BQL");
}

static void
title_tells_type_and_number(void **state)
{
	/* clang-format off */
	static const struct {
		const char *title, *type, *number;
	} cases[] = {
	    {"Kế hoạch số 15-KH/ĐU về công tác Đảng", "Kế hoạch", "15-KH/ĐU"},
	    {"NGHỊ QUYẾT 12/2020/NQ-HĐND", "Nghị quyết", "12/2020/NQ-HĐND"},
	    {"Thông tư liên tịch 01/2015/TTLT-BNV-BTC", "Thông tư liên tịch",
	     "01/2015/TTLT-BNV-BTC"},
	    {"Báo cáo kết quả năm 2020", "Báo cáo", ""},
	    {"Luật sư tư vấn cho công nhân", "", ""}, /* no law */
	    {"Dự án khởi công", "", ""},
	    {"Triển khai Nghị quyết 12/2020/NQ-HĐND", "", ""},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(&text, "%s\n\nNội dung.", cases[i].title);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_TITLE, cases[i].title);
		assert_field(TC_FIELD_TYPE, cases[i].type);
		assert_field(TC_FIELD_NUMBER, cases[i].number);
	}
	tc_buf_free(&text);
}

static void
what_cannot_be_told_is_left_empty(void **state)
{
	static const char *const texts[] = {"Một dòng", "Một\nHai\nBa",
	    "12/2020", "ngày 31 tháng 2 năm 2020", "V/v báo cáo",
	    "Số: ", "Trụ sở", MOTTO, "DỰ THẢO\n" MOTTO "Số:"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++) {
		read_as(TC_FORMAT_TEXT, texts[i]);
		assert_field(TC_FIELD_TYPE, "");
		assert_field(TC_FIELD_NUMBER, "");
		assert_field(TC_FIELD_ISSUER, "");
		assert_true(doc.field[TC_FIELD_TITLE].len > 0 ||
		    doc.field[TC_FIELD_TEXT].len > 0);
	}
}

/* An abstract that does not end is the text, not the title. */
static void
title_is_no_longer_than_an_abstract(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_buf_puts(&text, "BAN QUẢN LÝ\n" MOTTO "QUYẾT ĐỊNH\n");
	put_times(&text, "Về việc này và việc kia nữa\n", 200);
	read_as(TC_FORMAT_TEXT, text.s);
	assert_in_range(doc.field[TC_FIELD_TITLE].len, 10, 700);
	/* A text in one line: its beginning, cut anywhere, is still a line. */
	tc_buf_clear(&text);
	put_times(&text, "dai ", 300);
	read_as(TC_FORMAT_TEXT, text.s);
	assert_int_equal(doc.field[TC_FIELD_TITLE].len, 599);
	tc_buf_free(&text);
}

static void
any_lines_are_described(void **state)
{
	static const char *const lines[] = {(MOTTO), "QUYẾT ĐỊNH\n",
	    "Số: 1/QĐ-A", "V/v ", "ngày 5 tháng 3 năm 2020",
	    "ngày 5 tháng 3 năm", "\n", "\n\n", " ", "29-06-2020 17:00\n",
	    "Trụ sở", ":", "Điện thoại", "Email", "Căn cứ", "---\n", "|",
	    "Một hai ba.", "BAN QUẢN LÝ", "Kính gửi", "12/2020/NQ-HĐND\n",
	    "Kế hoạch", "số", "Á", "x"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 30;
	size_t i, n;
	int k;

	(void)state;
	for (i = 0; i < 2000; i++) {
		tc_buf_clear(&text);
		for (n = 1 + random_below(&seed, 20); n > 0; n--)
			tc_buf_puts(
			    &text, lines[random_below(&seed, COUNT(lines))]);
		tc_document_clear(&doc);
		if (tc_document_read_file(&doc, TC_FORMAT_TEXT, text.s,
			text.len, &test_err) != TC_OK)
			continue;
		for (k = 0; k < TC_FIELD_COUNT; k++)
			assert_int_equal(
			    tc_text_utf8_span(
				tc_buf_str(&doc.field[k]), doc.field[k].len),
			    doc.field[k].len);
	}
	tc_buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(page_of_a_site_has_title_and_date),
	    cmocka_unit_test(heading_of_a_web_page_stays),
	    cmocka_unit_test(footer_of_a_site_is_cut),
	    cmocka_unit_test(text_long_after_an_address_is_no_footer),
	    cmocka_unit_test(administrative_letterhead_is_read),
	    cmocka_unit_test(letterhead_may_stand_in_columns),
	    cmocka_unit_test(party_letterhead_is_read),
	    cmocka_unit_test(official_letter_has_a_subject),
	    cmocka_unit_test(types_are_told_by_their_names),
	    cmocka_unit_test(copies_have_the_type_of_what_was_copied),
	    cmocka_unit_test(title_tells_type_and_number),
	    cmocka_unit_test(what_cannot_be_told_is_left_empty),
	    cmocka_unit_test(title_is_no_longer_than_an_abstract),
	    cmocka_unit_test(any_lines_are_described),
	};

	return cmocka_run_group_tests_name(
	    "document/describe", tests, init_document, free_document);
}
