/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types of documents, by their names. */
#include "types.h"

#include <string.h>
#include <tracuu/document.h>

/* clang-format off */
/* Decree 30/2020, articles 7 and 25 and appendix III, and the legal and Party
 * documents. */
static const struct tc_type types[] = {
    {"an le", "", "Án lệ", true, false},
    {"ban ghi nho", "bgn", "Bản ghi nhớ", true, false},
    {"ban sao luc", "sl", "Bản sao lục", true, true},
    {"ban sao y", "sy", "Bản sao y", true, true},
    {"ban thoa thuan", "btt", "Bản thỏa thuận", true, false},
    {"ban trich sao", "trs", "Bản trích sao", true, true},
    {"bao cao", "bc", "Báo cáo", true, false},
    {"bien ban", "bb", "Biên bản", true, false},
    {"bo luat", "-", "Bộ luật", true, false},
    {"chi thi", "ct", "Chỉ thị", true, false},
    {"chien luoc", "cl", "Chiến lược", false, false},
    {"chuong trinh", "ctr", "Chương trình", false, false},
    {"chuong trinh hanh dong", "cthd ctr", "Chương trình hành động", true, false},
    {"cong dien", "cd", "Công điện", true, false},
    {"cong van", "cv -", "Công văn", true, false},
    {"de an", "da", "Đề án", false, false},
    {"du an", "da", "Dự án", false, false},
    {"giay gioi thieu", "ggt", "Giấy giới thiệu", true, false},
    {"giay moi", "gm", "Giấy mời", true, false},
    {"giay nghi phep", "gnp", "Giấy nghỉ phép", true, false},
    {"giay uy quyen", "guq", "Giấy ủy quyền", true, false},
    {"hien phap", "hp", "Hiến pháp", false, false},
    {"hop dong", "hd", "Hợp đồng", false, false},
    {"huong dan", "hd", "Hướng dẫn", true, false},
    {"ke hoach", "kh", "Kế hoạch", true, false},
    {"ket luan", "kl", "Kết luận", true, false},
    {"lenh", "l", "Lệnh", false, false},
    {"loi keu goi", "lkg", "Lời kêu gọi", true, false},
    {"luat", "-", "Luật", false, false},
    {"nghi dinh", "nd", "Nghị định", true, false},
    {"nghi quyet", "nq", "Nghị quyết", true, false},
    {"nghi quyet lien tich", "nqlt", "Nghị quyết liên tịch", true, false},
    {"phap lenh", "pl -", "Pháp lệnh", true, false},
    {"phieu bao", "pb", "Phiếu báo", true, false},
    {"phieu chuyen", "pc", "Phiếu chuyển", true, false},
    {"phieu gui", "pg", "Phiếu gửi", true, false},
    {"phuong an", "pa", "Phương án", false, false},
    {"qui che", "qc", "Quy chế", true, false},
    {"qui dinh", "qyd qd qdi", "Quy định", true, false},
    {"quyet dinh", "qd", "Quyết định", true, false},
    {"thong bao", "tb", "Thông báo", true, false},
    {"thong cao", "tc", "Thông cáo", true, false},
    {"thong tri", "tt", "Thông tri", true, false},
    {"thong tu", "tt", "Thông tư", true, false},
    {"thong tu lien tich", "ttlt", "Thông tư liên tịch", true, false},
    {"thu cong", "", "Thư công", true, false},
    {"to trinh", "ttr", "Tờ trình", true, false},
    {"tuyen bo", "tb", "Tuyên bố", false, false},
    {"van ban hop nhat", "vbhn", "Văn bản hợp nhất", true, false},
};
/* clang-format on */

static const struct tc_type *
find_type(const char *key)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(types[i].key, key) == 0)
			return &types[i];
	}
	return NULL;
}

/* Is a code one of those of a type? */
static bool
has_code(const struct tc_type *type, const char *code, size_t len)
{
	const char *at = type->codes;
	size_t n = strcspn(at, " ");

	while (n > 0 && (n != len || memcmp(at, code, n) != 0)) {
		at += n + (at[n] == ' ');
		n = strcspn(at, " ");
	}
	return n > 0;
}

bool
tc_document_type_is(const char *key)
{
	return find_type(key) != NULL;
}

bool
tc_document_type_has_code(const char *key, const char *code, size_t len)
{
	const struct tc_type *type = find_type(key);
	size_t i;

	if (type == NULL || has_code(type, code, len))
		return type != NULL;
	if (!has_code(type, "-", 1))
		return false;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (has_code(&types[i], code, len))
			return false;
	}
	return true;
}

const struct tc_type *
tc_type_of(const char *key, size_t len)
{
	const struct tc_type *best = NULL;
	size_t i, n, longest = 0;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		n = strlen(types[i].key);
		if (n > longest && n <= len &&
		    memcmp(key, types[i].key, n) == 0 &&
		    (n == len || key[n] == ' ')) {
			best = &types[i];
			longest = n;
		}
	}
	return best;
}
