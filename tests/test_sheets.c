/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/sheets.c: what a workbook is called. */
#include "tracuu_test.h"

#include "sheets.h"

static void
the_heading_over_the_first_table_is_the_title(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *title;
	} cases[] = {
	    {"Sheet1\nDanh sách công nhân đăng ký tiêm phòng\nSTT | Tên | Tổ",
		"Danh sách công nhân đăng ký tiêm phòng"},
	    /* Who made it stands above, what it comes with below. */
	    {"Trang1\nBAN QUẢN LÝ CÁC KHU\nMẫu số 3\n"
	     "Dự toán sửa chữa nhà kho năm 2021\n"
	     "(Kèm theo Quyết định số 5 ngày 6 tháng 7\ncủa Ban Quản lý)\n"
	     "Mục | Tiền | Ghi chú", "Dự toán sửa chữa nhà kho năm 2021"},
	    {"a\nBảng kê vật tư tháng sáu\nĐơn vị tính: nghìn đồng\n"
	     "A | B | C\nCâu này ở sau bảng rồi", "Bảng kê vật tư tháng sáu"},
	    {"a\nSổ theo dõi máy móc\nNgày 30 tháng 6 năm 2021\nA | B | C",
		"Sổ theo dõi máy móc"},
	    {"a\nSổ theo dõi máy móc\nQuý 2 năm 2021\nA | B | C",
		"Sổ theo dõi máy móc"},
	    {"Tên | B | C\nCâu này ở sau bảng rồi", ""},
	    {"Sheet1\nTổng\n12", ""},
	    {"", ""},
	};
	/* clang-format on */
	struct tc_document doc;
	size_t i;

	(void)state;
	tc_document_init(&doc);
	for (i = 0; i < COUNT(cases); i++) {
		tc_document_clear(&doc);
		tc_buf_puts(&doc.field[TC_FIELD_TEXT], cases[i].text);
		assert_ok(tc_sheets_title(&doc, &test_err));
		assert_text(
		    doc.field[TC_FIELD_TITLE], cases[i].title, cases[i].text);
		assert_string_equal(
		    tc_document_str(&doc, TC_FIELD_TEXT), cases[i].text);
	}
	/* One that is there stays. */
	tc_buf_puts(&doc.field[TC_FIELD_TITLE], "Tên");
	tc_buf_puts(&doc.field[TC_FIELD_TEXT], cases[0].text);
	assert_ok(tc_sheets_title(&doc, &test_err));
	assert_text(doc.field[TC_FIELD_TITLE], "Tên", "a title");
	tc_document_free(&doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_heading_over_the_first_table_is_the_title),
	};

	return cmocka_run_group_tests_name(
	    "document/sheets", tests, NULL, NULL);
}
