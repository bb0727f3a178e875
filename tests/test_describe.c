/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/describe.c: what a document says about itself. */
#include "tracuu_test.h"

#include "document_test.h"

#include <tracuu/abbrev.h>
#include <tracuu/docno.h>
#include <tracuu/text.h>

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

/* A file is named by its own number where it has that, and no letterhead. */
static void
number_of_a_file_is_in_its_name(void **state)
{
	static const char text[] =
	    "Đại hội các chi bộ\n\nĐảng ủy vừa ban hành Kế hoạch số "
	    "15 - KH/ĐUK, theo Nghị quyết 012/2020/NQ-HĐND và 7/TB.";
	static const struct {
		const char *id, *number;
	} cases[] = {
	    {"a/so-15-kh-duk-dai-hoi.txt", "15 - KH/ĐUK"},
	    {"b/15_KH-DUK.pdf", "15 - KH/ĐUK"},
	    {"Số 15 KH DUK.txt", ""}, /* đ and ố are not spelled out */
	    {"a.zip!/c/12.2020.NQ-HDND (ban in).txt", "012/2020/NQ-HĐND"},
	    {"0012-2020-nq-hdnd", "012/2020/NQ-HĐND"},
	    {"15-kh-duk2.txt", ""},
	    {"15-kh-du.txt", ""},
	    {"16-kh-duk.txt", ""},
	    {"15khduk.txt", ""},
	    {"thuc-hien-15-kh-duk.txt", ""}, /* is about it */
	    {"15-kh-duk/tin.txt", ""},
	    {"so", ""},
	    {"0", ""},
	    {"", ""},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_document_clear(&doc);
		tc_buf_puts(&doc.field[TC_FIELD_ID], cases[i].id);
		assert_ok(tc_document_read_file(
		    &doc, TC_FORMAT_TEXT, S(text), &test_err));
		assert_field(TC_FIELD_NUMBER, cases[i].number);
	}
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

/* The numbers of a type have codes that it may have. */
static void
types_have_their_codes(void **state)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_docno docno;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(types); i++) {
		const struct tc_docno_part *code;

		tc_buf_clear(&key);
		tc_text_key(S(types[i].name), &key);
		assert_true(tc_document_type_is(key.s));
		if (types[i].number[0] == '\0')
			continue;
		assert_true(tc_docno_read(&docno, S(types[i].number)));
		code = &docno.at[docno.at[1].code ? 1 : 2];
		if (!tc_document_type_has_code(key.s, S(code->key)))
			fail_msg("%s is no code of %s", code->key, key.s);
	}
	assert_false(tc_document_type_is("quyet"));
	assert_false(tc_document_type_has_code("quyet", S("qd")));
	assert_false(tc_document_type_has_code("quyet dinh", S("kh")));
	assert_false(tc_document_type_has_code("quyet dinh", S("q")));
	assert_false(tc_document_type_has_code("quyet dinh", S("")));
	assert_true(tc_document_type_has_code("cong van", S("ubnd")));
	assert_false(tc_document_type_has_code("cong van", S("qd")));
	assert_true(tc_document_type_has_code("luat", S("qh14")));
	tc_buf_free(&key);
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

/* A document as it should be laid out, and what is found in it. */
struct laid_out {
	const char *text, *issuer, *number, *date, *place, *type, *title,
	    *signer, *capacity, *recipients, *bases;
};

static void
check_laid_out(const struct laid_out *want)
{
	read_as(TC_FORMAT_TEXT, want->text);
	assert_field(TC_FIELD_ISSUER, want->issuer);
	assert_field(TC_FIELD_NUMBER, want->number);
	assert_field(TC_FIELD_DATE, want->date);
	assert_field(TC_FIELD_PLACE, want->place);
	assert_field(TC_FIELD_TYPE, want->type);
	assert_field(TC_FIELD_TITLE, want->title);
	assert_field(TC_FIELD_SIGNER, want->signer);
	assert_field(TC_FIELD_CAPACITY, want->capacity);
	assert_field(TC_FIELD_RECIPIENTS, want->recipients);
	assert_field(TC_FIELD_BASES, want->bases);
}

/* The same decision as three readers give it. */
static void
columns_are_told_apart(void **state)
{
	static const struct laid_out by_rows = {
	    "UBND TỈNH THÁI NGUYÊN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
	    "BAN QUẢN LÝ CÁC KCN          Độc lập - Tự do - Hạnh phúc\n"
	    "  Số: 15/QĐ-BQL        Thái Nguyên, ngày 05 tháng 3 năm 2020\n\n"
	    "             QUYẾT ĐỊNH\n  Về việc thành lập Tổ công tác\n\n"
	    "TRƯỞNG BAN QUẢN LÝ CÁC KCN\n\n"
	    "Căn cứ Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6\nnăm 2020;\n"
	    "Căn cứ Quyết định số 12/2016/QĐ-UBND;\nXét đề nghị của phòng.\n"
	    "QUYẾT ĐỊNH:\nĐiều 1. Thành lập Tổ công tác./.\n\n"
	    "Nơi nhận:              KT. TRƯỞNG BAN\n"
	    "- Như Điều 3;          PHÓ TRƯỞNG BAN\n"
	    "- UBND tỉnh;\n"
	    "- Lưu: VT, VP.         Trần Thị Bích Vân\n",
	    "BAN QUẢN LÝ CÁC KCN", "15/QĐ-BQL", "2020-03-05", "Thái Nguyên",
	    "Quyết định", "Quyết định Về việc thành lập Tổ công tác",
	    "Trần Thị Bích Vân", "KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN",
	    "Như Điều 3\nUBND tỉnh\nLưu: VT, VP",
	    "Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6 năm 2020\n"
	    "Quyết định số 12/2016/QĐ-UBND"};
	struct laid_out want = by_rows;

	(void)state;
	check_laid_out(&want);
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_ASIDE), "VP"));
	tc_aside_drop(&doc);
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_TEXT), "CỘNG HÒA"));
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_TEXT), "Độc lập"));
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_TEXT), "Nơi nhận"));
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_TEXT), "UBND tỉnh;"));
	assert_contains(tc_document_str(&doc, TC_FIELD_TEXT), "Trần Thị");
	/* Cells of a table, as antiword has them. */
	want.text =
	    "|UBND TỈNH THÁI NGUYÊN   |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|\n"
	    "|BAN QUẢN LÝ CÁC KCN     |Độc lập - Tự do - Hạnh phúc     |\n"
	    "|-------                 |---------------                 |\n"
	    "|Số: 15/QĐ-BQL |Thái Nguyên, ngày 05 tháng 3 năm 2020|\n\n"
	    "QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\n\n"
	    "Căn cứ Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6 năm 2020;\n"
	    "Căn cứ Quyết định số 12/2016/QĐ-UBND;\n"
	    "Điều 1. Thành lập Tổ công tác./.\n\n"
	    "|Nơi nhận:          |KT. TRƯỞNG BAN      |\n"
	    "|- Như Điều 3;      |PHÓ TRƯỞNG BAN      |\n"
	    "|- UBND tỉnh;       |                    |\n"
	    "|- Lưu: VT, VP.     |Trần Thị Bích Vân   |\n";
	check_laid_out(&want);
	/* One column after the other, as pdftotext has them. */
	want.text = "UBND TỈNH THÁI NGUYÊN\nBAN QUẢN LÝ CÁC KCN\n\n"
		    "Số: 15/QĐ-BQL\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
		    "Độc lập - Tự do - Hạnh phúc\n\n"
		    "Thái Nguyên, ngày 05 tháng 3 năm 2020\n\n"
		    "QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\n\n"
		    "Căn cứ Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6\n"
		    "năm 2020;\nCăn cứ Quyết định số 12/2016/QĐ-UBND;\n"
		    "Điều 1. Thành lập Tổ công tác./.\n\n"
		    "Nơi nhận:\n- Như Điều 3;\n- UBND tỉnh;\n- Lưu: VT, VP.\n\n"
		    "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\n(Đã ký)\n\n"
		    "Trần Thị Bích Vân\n\nPHỤ LỤC\nDanh sách\n";
	check_laid_out(&want);
}

static void
documents_of_the_party_are_read(void **state)
{
	static const struct laid_out want = {
	    "ĐẢNG BỘ TỈNH THÁI NGUYÊN     ĐẢNG CỘNG SẢN VIỆT NAM\n"
	    "ĐẢNG ỦY CÁC KHU CÔNG NGHIỆP\n"
	    "*            Thái Nguyên, ngày 12 tháng 10 năm 2021\n"
	    "Số 08 - KH/ĐU\n\nKẾ HOẠCH\nThực hiện Nghị quyết đại hội\n"
	    "nhiệm kỳ 2020 - 2025\n-----\nThực hiện Kế hoạch số 5, Đảng ủy "
	    "các khu công nghiệp xây dựng kế hoạch.\n\n"
	    "Nơi nhận:             T/M BAN THƯỜNG VỤ\n"
	    "- Các chi bộ,         PHÓ BÍ THƯ\n- Lưu VP.\n\n"
	    "                      Hoàng Văn Thụ Anh\n",
	    "Đảng ủy các khu công nghiệp", "08 - KH/ĐU", "2021-10-12",
	    "Thái Nguyên", "Kế hoạch",
	    "Kế hoạch Thực hiện Nghị quyết đại hội nhiệm kỳ 2020 - 2025",
	    "Hoàng Văn Thụ Anh", "T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ",
	    "Các chi bộ\nLưu VP", ""};

	(void)state;
	check_laid_out(&want);
	assert_field(TC_FIELD_TERM, "2020-2025");
}

static void
subject_may_stand_beside_the_date(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "BAN QUẢN LÝ      " MOTTO "Số: 456/BQL-QLĐT\n"
	    "V/v đôn đốc báo cáo    Thái Nguyên, ngày 10 tháng 4 năm 2020\n"
	    "tình hình lao động\n\nKính gửi: các đơn vị");
	assert_field(TC_FIELD_TITLE, "V/v đôn đốc báo cáo tình hình lao động");
	assert_field(TC_FIELD_DATE, "2020-04-10");
	assert_field(TC_FIELD_PLACE, "Thái Nguyên");
	assert_field(TC_FIELD_TYPE, "Công văn");
}

static void
letters_need_no_subject(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "SỞ LAO ĐỘNG\n" MOTTO "Số: 1234/SLĐ-VL\n"
	    "Thái Nguyên, ngày 2 tháng 02 năm 2022\n\n"
	    "Kính gửi: - Ban Quản lý;\n- UBND các huyện.\n\nThực hiện A./.");
	assert_field(TC_FIELD_TYPE, "Công văn");
	assert_field(TC_FIELD_TITLE, "Công văn số 1234/SLĐ-VL");
	assert_field(TC_FIELD_ISSUER, "SỞ LAO ĐỘNG");
	/* Those of companies have it where they like. */
	read_as(TC_FORMAT_TEXT,
	    "CÔNG TY CỔ PHẦN ĐẦU TƯ    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
	    "HẠ TẦNG YÊN BÌNH      Độc lập - Tự do - Hạnh phúc\n"
	    "Số: ..../CV-YB     Phổ Yên, ngày ... tháng ... năm 2024\n\n"
	    "Về việc: Cấp phép môi trường\n\nKính gửi: Ban Quản lý\n\n"
	    "Công ty đề nghị.\n          TỔNG GIÁM ĐỐC\n"
	    "       (Ký tên, đóng dấu)\n\n         Trần Mạnh Hùng\n");
	assert_field(TC_FIELD_TYPE, "Công văn");
	assert_field(TC_FIELD_NUMBER, "");
	assert_field(TC_FIELD_DATE, "");
	assert_field(TC_FIELD_TITLE, "Về việc: Cấp phép môi trường");
	assert_field(
	    TC_FIELD_ISSUER, "CÔNG TY CỔ PHẦN ĐẦU TƯ HẠ TẦNG YÊN BÌNH");
	assert_field(TC_FIELD_SIGNER, "Trần Mạnh Hùng");
	assert_field(TC_FIELD_CAPACITY, "TỔNG GIÁM ĐỐC");
}

static void
abstracts_end_without_a_blank_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *lines, *title;
	} cases[] = {
	    {"VỀ VIỆC TIẾT KIỆM ĐIỆN\nThời gian qua, điện khó khăn.",
	     "Chỉ thị VỀ VIỆC TIẾT KIỆM ĐIỆN"},
	    {"về tiết kiệm điện\nThời gian qua, điện rất khó khăn.",
	     "Chỉ thị về tiết kiệm điện"},
	    {"Về việc tiết kiệm điện\ncủa Ban Quản lý\n\nNăm qua",
	     "Chỉ thị Về việc tiết kiệm điện của Ban Quản lý"},
	    {"Về việc tiết kiệm điện\n\nnăm 2020\n\nNăm qua",
	     "Chỉ thị Về việc tiết kiệm điện năm 2020"},
	    {"Thực hiện Nghị quyết A\n\nThực hiện B",
	     "Chỉ thị Thực hiện Nghị quyết A"},
	    {"Về việc A\nTRƯỞNG BAN QUẢN LÝ CÁC KCN\nXét B",
	     "Chỉ thị Về việc A"},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(
		    &text, "BAN QUẢN LÝ\n" MOTTO "CHỈ THỊ\n%s", cases[i].lines);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_TITLE, cases[i].title);
	}
	tc_buf_free(&text);
}

static void
places_are_told_from_what_is_beside_them(void **state)
{
	/* clang-format off */
	static const struct {
		const char *line, *place;
	} cases[] = {
	    {"Thái Nguyên, ngày 5 tháng 3 năm 2020", "Thái Nguyên"},
	    {"Số: 1/QĐ-A Hà Nội, ngày 05 tháng 3 năm 2020", "Hà Nội"},
	    {"Số: 1/QĐ-UBND TP. Hồ Chí Minh, ngày 05 tháng 3 năm 2020",
	     "TP. Hồ Chí Minh"},
	    {"Thành phố Hồ Chí Minh, ngày 05 tháng 3 năm 2020",
	     "Thành phố Hồ Chí Minh"},
	    {"Bà Rịa - Vũng Tàu, ngày 05 tháng 3 năm 2020",
	     "Bà Rịa - Vũng Tàu"},
	    {"UBND tỉnh Thái Nguyên Thái Nguyên, ngày 05 tháng 3 năm 2020",
	     "Thái Nguyên"},
	    {"Hà nội, ngày 05 tháng tư năm 2020", "Hà nội"},
	    {"ngày 05 tháng 3 năm 2020", ""},
	    {"..........., ngày 05 tháng 3 năm 2020", ""},
	    {"........, ngày ... tháng ... năm 2020", ""},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(&text, "BAN QUẢN LÝ\n" MOTTO "%s\n\nKẾ HOẠCH\nA",
		    cases[i].line);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_PLACE, cases[i].place);
	}
	tc_buf_free(&text);
}

static void
numbers_are_told_as_written(void **state)
{
	/* clang-format off */
	static const struct {
		const char *line, *number;
	} cases[] = {
	    {"Số: 28/2021/QĐ-TTg", "28/2021/QĐ-TTg"},
	    {"Luật số: 59/2020/QH14", "59/2020/QH14"},
	    {"SỐ :117 /2000/TT-BTC", "117 /2000/TT-BTC"},
	    {"Số:155/1998/TT/BTC", "155/1998/TT/BTC"},
	    {"Số: 2525a/QĐ-UBND", "2525a/QĐ-UBND"},
	    {"Số 05-NQ/TU", "05-NQ/TU"},
	    {"Số 12 QĐ/TU", "12 QĐ/TU"},
	    {"Số: 01/2022/TTLT-VKSNDTC-\nTANDTC-BCA", "01/2022/TTLT-VKSNDTC-TANDTC-BCA"},
	    {"Số: 123/CV-ĐU Thái Nguyên, ngày 05 tháng 3 năm 2020",
	     "123/CV-ĐU"},
	    {"Số:      /QĐ-UBND", ""},
	    {"Số: ..../2020", ""},
	    {"Số: 12/2020", ""},
	    {"Số: 123456/QĐ", ""},
	    {"Số nhà 12/3A", ""},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(&text, "BAN QUẢN LÝ\n" MOTTO "%s\n\nKẾ HOẠCH\nA",
		    cases[i].line);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_NUMBER, cases[i].number);
	}
	tc_buf_free(&text);
}

static void
issuers_are_the_last_of_their_column(void **state)
{
	/* clang-format off */
	static const struct {
		const char *lines, *issuer;
	} cases[] = {
	    {"CHÍNH PHỦ", "CHÍNH PHỦ"},
	    {"ỦY BAN NHÂN DÂN\nTỈNH THÁI NGUYÊN", "ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN"},
	    {"UBND TỈNH THÁI NGUYÊN\nSỞ XÂY DỰNG", "SỞ XÂY DỰNG"},
	    {"UBND TỈNH THÁI NGUYÊN\nBAN QUẢN LÝ CÁC\nKHU CÔNG NGHIỆP",
	     "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP"},
	    {"BỘ CÔNG AN -\nBỘ QUỐC PHÒNG", "BỘ CÔNG AN - BỘ QUỐC PHÒNG"},
	    {"HỘI ĐỒNG THẨM PHÁN\nTÒA ÁN NHÂN DÂN TỐI CAO",
	     "HỘI ĐỒNG THẨM PHÁN TÒA ÁN NHÂN DÂN TỐI CAO"},
	    {"CÔNG BÁO/Số 59/Ngày 27-01-2026\nBỘ TÀI CHÍNH\n\n58",
	     "BỘ TÀI CHÍNH"},
	    {"TÊN CƠ QUAN", ""},
	    {"Số:    /QĐ-UBND", ""},
	    {"", ""},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(
		    &text, "%s\n" MOTTO "\nKẾ HOẠCH\nA", cases[i].lines);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_ISSUER, cases[i].issuer);
		assert_field(TC_FIELD_TYPE, "Kế hoạch");
	}
	/* As the text writes it. */
	read_as(TC_FORMAT_TEXT,
	    "BỘ KẾ HOẠCH VÀ ĐẦU TƯ\n" MOTTO "\nKẾ HOẠCH\nA\n\nBộ Kế hoạch và "
	    "Đầu tư ban hành.");
	assert_field(TC_FIELD_ISSUER, "Bộ Kế hoạch và Đầu tư");
	tc_buf_free(&text);
}

static void
signers_are_told_from_others(void **state)
{
	/* clang-format off */
	static const struct {
		const char *end, *signer, *capacity;
	} cases[] = {
	    {"BỘ TRƯỞNG\n\nĐại tướng Nguyễn Văn Hùng\n", "Nguyễn Văn Hùng",
	     "BỘ TRƯỞNG"},
	    {"TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n"
	     "PGS.TS. Lê Thị Hà\n", "Lê Thị Hà",
	     "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"},
	    {"KT. CHÁNH ÁN\nPHÓ CHÁNH ÁN\n\nNguyễn Trí Dũng\n\n"
	     "KT. BỘ TRƯỞNG BỘ CÔNG AN\nTHỨ TRƯỞNG\n\nLê Quý An\n",
	     "Nguyễn Trí Dũng\nLê Quý An",
	     "KT. CHÁNH ÁN / PHÓ CHÁNH ÁN / KT. BỘ TRƯỞNG BỘ CÔNG AN / "
	     "THỨ TRƯỞNG"},
	    {"TM. BAN CHẤP HÀNH\nBÍ THƯ\n\n(đã ký)\n\nNGUYỄN VĂN ĐỨC\n",
	     "NGUYỄN VĂN ĐỨC", "TM. BAN CHẤP HÀNH / BÍ THƯ"},
	    {"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Ký, họ và tên, đóng dấu)\n", "",
	     ""},
	    {"Nơi nhận:\n- Sở Tư Pháp Hà Nội;\n- Lưu: VT.\n", "", ""},
	    {"Thái Nguyên\n", "", ""},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(&text,
		    "BAN QUẢN LÝ\n" MOTTO "\nKẾ HOẠCH\nA\n\nÔng Bùi Xuân "
		    "Hương chủ trì./.\n\n%s",
		    cases[i].end);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_SIGNER, cases[i].signer);
		assert_field(TC_FIELD_CAPACITY, cases[i].capacity);
	}
	tc_buf_free(&text);
}

static void
heads_of_collections_are_read(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *type, *issuer, *number, *date;
	} cases[] = {
	    {"Quyết định\n\ncủa Bộ trưởng Bộ Công Thương số 12-CT/QĐ\n"
	     "ngày 01 tháng 11 năm 1995 về quy chế A\n\nBộ trưởng",
	     "Quyết định", "Bộ Công Thương", "12-CT/QĐ", "1995-11-01"},
	    {"NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 11/2003/NĐ-CP NGÀY 10/10/2003 VỀ A",
	     "Nghị định", "CHÍNH PHỦ", "11/2003/NĐ-CP", ""},
	    {"Án lệ số 71/2024/AL về hợp đồng trước ngày 01-7-1991\n\n"
	     "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua vào "
	     "các\nngày 01, 02 tháng 02 năm 2024 và được công bố.\n\nNguồn",
	     "Án lệ", "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
	     "71/2024/AL", "2024-02-02"},
	    /* News speak of documents in the same way. */
	    {"Quyết định của người đứng đầu\n\nSố 12/QĐ-A đã có.",
	     "Quyết định", "", "", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		read_as(TC_FORMAT_TEXT, cases[i].text);
		assert_field(TC_FIELD_TYPE, cases[i].type);
		assert_field(TC_FIELD_ISSUER, cases[i].issuer);
		assert_field(TC_FIELD_NUMBER, cases[i].number);
		assert_field(TC_FIELD_DATE, cases[i].date);
	}
	/* The mark of a footnote is no part of a number. */
	read_as(TC_FORMAT_TEXT, "ÁN LỆ SỐ 71/2024/AL1\nVề A\n\nNguồn án lệ:");
	assert_field(TC_FIELD_NUMBER, "71/2024/AL");
	assert_field(TC_FIELD_TITLE, "ÁN LỆ SỐ 71/2024/AL Về A");
}

static void
laws_are_dated_by_their_adoption(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    "QUỐC HỘI\n" MOTTO "Luật số: 99/2020/QH14\n\nLUẬT\nTHANH NIÊN\n\n"
	    "Căn cứ Hiến pháp;\nĐiều 1. Luật A thông qua ngày 1/1/1999.\n"
	    "Luật này đã được Quốc hội khóa XIV thông qua\nngày 16 tháng 6 năm "
	    "2020.\n\nCHỦ TỊCH QUỐC HỘI\n\nNguyễn Thị Lan");
	assert_field(TC_FIELD_TYPE, "Luật");
	assert_field(TC_FIELD_NUMBER, "99/2020/QH14");
	assert_field(TC_FIELD_DATE, "2020-06-16");
	assert_field(TC_FIELD_ISSUER, "Quốc hội"); /* as the text has it */
}

static void
consolidated_texts_say_so_at_their_end(void **state)
{
	(void)state;
	read_as(TC_FORMAT_TEXT,
	    MOTTO "\nTHÔNG TƯ\nHướng dẫn A\nThông tư số 1/2012/TT-BTC ngày 1 "
		  "tháng 2 năm 2012.\n\nBỘ TÀI CHÍNH\n\nXÁC THỰC VĂN BẢN HỢP "
		  "NHẤT\n\nSố: 46/VBHN-BTC\n\nHà Nội, ngày 10 tháng 02 năm "
		  "2025\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLê Văn Anh\n");
	assert_field(TC_FIELD_TYPE, "Văn bản hợp nhất");
	assert_field(TC_FIELD_NUMBER, "46/VBHN-BTC");
	assert_field(TC_FIELD_DATE, "2025-02-10");
	assert_field(TC_FIELD_ISSUER, "BỘ TÀI CHÍNH");
	assert_field(TC_FIELD_TITLE, "Thông tư Hướng dẫn A");
	assert_field(TC_FIELD_SIGNER, "Lê Văn Anh");
}

static void
marks_of_confidentiality_are_seen(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *mark;
	} cases[] = {
	    {"MẬT\n" MOTTO "KẾ HOẠCH\nA", "MẬT"},
	    {"Tên\n\nMột hai.\n* TỐI MẬT *\nBa.", "TỐI MẬT"},
	    {"Tên\n\n|Một |\n|TUYỆT MẬT |\n", "TUYỆT MẬT"},
	    {"TỈNH ỦY THÁI NGUYÊN MẬT\n" MOTTO "KẾ HOẠCH\nA", "MẬT"},
	    {"DỰ THẢO\n" MOTTO "KẾ HOẠCH\nA", "DỰ THẢO"},
	    {"(DỰ THẢO LẦN 2)\n" MOTTO "KẾ HOẠCH\nA", "DỰ THẢO"},
	    {"Dự thảo 3\n" MOTTO "KẾ HOẠCH\nA", "DỰ THẢO"},
	    {MOTTO "KẾ HOẠCH\nA\nDự thảo ngày 12/3/2024\nB", "DỰ THẢO"},
	    {"Độ mật: Tối mật\n" MOTTO "KẾ HOẠCH\nA", "MẬT"},
	    {"BẢO VỆ BÍ MẬT\n\nMột", ""},
	    {"Tên\n\nMật\nmật ong\nMẬT ONG RỪNG", ""},
	    {"Lấy ý kiến dự thảo Quy chế\n\nMột", ""},
	    {"Dự thảo Luật Đất đai được Quốc hội cho ý kiến\n\nMột", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		read_as(TC_FORMAT_TEXT, cases[i].text);
		assert_field(TC_FIELD_MARK, cases[i].mark);
	}
}

static void
terms_are_told_where_there_is_one(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *term;
	} cases[] = {
	    {"Đại hội nhiệm kỳ 2020 - 2025\n\nTổng kết nhiệm kỳ 2015-2020.",
	     "2020-2025"},
	    {"Đại hội\n\nNhiệm kì 2020–2025. Trong nhiệm kỳ 2020 - 2025",
	     "2020-2025"},
	    {"Đại hội\n\nNHIỆM KỲ CÁC NĂM 2021-2026", "2021-2026"},
	    {"Đại hội\n\nNhiệm kỳ 2020-2025, nhiệm kỳ 2015-2020", ""},
	    {"Đại hội\n\nNhiệm kỳ mới, nhiệm kỳ 2020, nhiệm kỳ 20-25", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		read_as(TC_FORMAT_TEXT, cases[i].text);
		assert_field(TC_FIELD_TERM, cases[i].term);
	}
}

static void
news_say_who_wrote_them(void **state)
{
	/* clang-format off */
	static const struct {
		const char *end, *origin, *author;
	} cases[] = {
	    {"Nguồn: Báo Thái Nguyên", "Báo Thái Nguyên", ""},
	    {"(Theo Báo Nhân Dân)", "Báo Nhân Dân", ""},
	    {"Tin, ảnh: Thu Hà", "", "Thu Hà"},
	    {"Thu Hà\n\nNguồn: TTXVN", "TTXVN", "Thu Hà"},
	    {"Nguyễn Thu Hà", "", "Nguyễn Thu Hà"},
	    {"Theo kế hoạch, đoàn sẽ làm việc", "", ""},
	    {"Ông Nguyễn Văn A phát biểu.", "", ""},
	};
	/* clang-format on */
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&text);
		tc_buf_printf(&text, "Tên\n29-06-2020 17:00\n\nĐã họp.\n\n%s",
		    cases[i].end);
		read_as(TC_FORMAT_TEXT, text.s);
		assert_field(TC_FIELD_ORIGIN, cases[i].origin);
		assert_field(TC_FIELD_AUTHOR, cases[i].author);
	}
	/* What is not dated is no news. */
	read_as(TC_FORMAT_TEXT, "Tên\n\nĐã họp.\n\nNguyễn Thu Hà");
	assert_field(TC_FIELD_AUTHOR, "");
	tc_buf_free(&text);
}

static void
documents_of_feeds_are_described_too(void **state)
{
	static const char line[] =
	    "{\"id\":\"1\",\"title\":\"Tên\",\"number\":\"9/A-B\",\"text\":"
	    "\"BAN QUẢN LÝ\\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nSố: 1/QĐ-BQL\\n"
	    "Thái Nguyên, ngày 05 tháng 3 năm 2020\\nMẬT\\nQUYẾT ĐỊNH\\nVề A\"%s}";
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_buf_printf(&text, line, "");
	tc_document_clear(&doc);
	assert_ok(tc_document_read_feed(&doc, text.s, text.len, &test_err));
	assert_field(TC_FIELD_TITLE, "Tên"); /* what a feed gives stays */
	assert_field(TC_FIELD_NUMBER, "9/A-B");
	assert_field(TC_FIELD_TYPE, "Quyết định");
	assert_field(TC_FIELD_DATE, "2020-03-05");
	assert_field(TC_FIELD_ISSUER, "BAN QUẢN LÝ");
	assert_field(TC_FIELD_MARK, "MẬT");
	/* A part of a document has no head. */
	tc_buf_clear(&text);
	tc_buf_printf(&text, line, ",\"document\":\"Luật A\"");
	tc_document_clear(&doc);
	assert_ok(tc_document_read_feed(&doc, text.s, text.len, &test_err));
	assert_field(TC_FIELD_TYPE, "");
	assert_field(TC_FIELD_ISSUER, "");
	assert_field(TC_FIELD_MARK, "MẬT");
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
	    "Kế hoạch", "số", "Á", "x", "Nơi nhận:", "- Lưu: VT;\n",
	    "KT. TRƯỞNG BAN\n", "PHÓ TRƯỞNG BAN", "Nguyễn Văn An\n", "./.\n",
	    "Thái Nguyên, ", "nhiệm kỳ 2020-2025",
	    "XÁC THỰC VĂN BẢN HỢP NHẤT\n", "của Bộ Tài chính số 1/TT-B ",
	    "MẬT\n", "DỰ THẢO", "Nguồn: ", "Án lệ", "Được ", " thông qua "};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 30;
	size_t i, n;
	int k;

	(void)state;
	for (i = 0; i < 6000; i++) {
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
	    cmocka_unit_test(number_of_a_file_is_in_its_name),
	    cmocka_unit_test(heading_of_a_web_page_stays),
	    cmocka_unit_test(footer_of_a_site_is_cut),
	    cmocka_unit_test(text_long_after_an_address_is_no_footer),
	    cmocka_unit_test(administrative_letterhead_is_read),
	    cmocka_unit_test(letterhead_may_stand_in_columns),
	    cmocka_unit_test(party_letterhead_is_read),
	    cmocka_unit_test(official_letter_has_a_subject),
	    cmocka_unit_test(types_are_told_by_their_names),
	    cmocka_unit_test(types_have_their_codes),
	    cmocka_unit_test(copies_have_the_type_of_what_was_copied),
	    cmocka_unit_test(title_tells_type_and_number),
	    cmocka_unit_test(what_cannot_be_told_is_left_empty),
	    cmocka_unit_test(title_is_no_longer_than_an_abstract),
	    cmocka_unit_test(columns_are_told_apart),
	    cmocka_unit_test(documents_of_the_party_are_read),
	    cmocka_unit_test(subject_may_stand_beside_the_date),
	    cmocka_unit_test(letters_need_no_subject),
	    cmocka_unit_test(abstracts_end_without_a_blank_line),
	    cmocka_unit_test(places_are_told_from_what_is_beside_them),
	    cmocka_unit_test(numbers_are_told_as_written),
	    cmocka_unit_test(issuers_are_the_last_of_their_column),
	    cmocka_unit_test(signers_are_told_from_others),
	    cmocka_unit_test(heads_of_collections_are_read),
	    cmocka_unit_test(laws_are_dated_by_their_adoption),
	    cmocka_unit_test(consolidated_texts_say_so_at_their_end),
	    cmocka_unit_test(marks_of_confidentiality_are_seen),
	    cmocka_unit_test(terms_are_told_where_there_is_one),
	    cmocka_unit_test(news_say_who_wrote_them),
	    cmocka_unit_test(documents_of_feeds_are_described_too),
	    cmocka_unit_test(any_lines_are_described),
	};

	return cmocka_run_group_tests_name(
	    "document/describe", tests, init_document, free_document);
}
