/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types of documents, by their names. */
#include "types.h"

#include <string.h>

/* clang-format off */
/* Decree 30/2020, articles 7 and 25, and the legal and Party documents. */
static const struct tc_type types[] = {
    {"an le", "Án lệ", true, false},
    {"ban ghi nho", "Bản ghi nhớ", true, false},
    {"ban sao luc", "Bản sao lục", true, true},
    {"ban sao y", "Bản sao y", true, true},
    {"ban thoa thuan", "Bản thỏa thuận", true, false},
    {"ban trich sao", "Bản trích sao", true, true},
    {"bao cao", "Báo cáo", true, false},
    {"bien ban", "Biên bản", true, false},
    {"bo luat", "Bộ luật", true, false},
    {"chi thi", "Chỉ thị", true, false},
    {"chien luoc", "Chiến lược", false, false},
    {"chuong trinh", "Chương trình", false, false},
    {"chuong trinh hanh dong", "Chương trình hành động", true, false},
    {"cong dien", "Công điện", true, false},
    {"cong van", "Công văn", true, false},
    {"de an", "Đề án", false, false},
    {"du an", "Dự án", false, false},
    {"giay gioi thieu", "Giấy giới thiệu", true, false},
    {"giay moi", "Giấy mời", true, false},
    {"giay nghi phep", "Giấy nghỉ phép", true, false},
    {"giay uy quyen", "Giấy ủy quyền", true, false},
    {"hien phap", "Hiến pháp", false, false},
    {"hop dong", "Hợp đồng", false, false},
    {"huong dan", "Hướng dẫn", true, false},
    {"ke hoach", "Kế hoạch", true, false},
    {"ket luan", "Kết luận", true, false},
    {"lenh", "Lệnh", false, false},
    {"loi keu goi", "Lời kêu gọi", true, false},
    {"luat", "Luật", false, false},
    {"nghi dinh", "Nghị định", true, false},
    {"nghi quyet", "Nghị quyết", true, false},
    {"nghi quyet lien tich", "Nghị quyết liên tịch", true, false},
    {"phap lenh", "Pháp lệnh", true, false},
    {"phieu bao", "Phiếu báo", true, false},
    {"phieu chuyen", "Phiếu chuyển", true, false},
    {"phieu gui", "Phiếu gửi", true, false},
    {"phuong an", "Phương án", false, false},
    {"qui che", "Quy chế", true, false},
    {"qui dinh", "Quy định", true, false},
    {"quyet dinh", "Quyết định", true, false},
    {"thong bao", "Thông báo", true, false},
    {"thong cao", "Thông cáo", true, false},
    {"thong tri", "Thông tri", true, false},
    {"thong tu", "Thông tư", true, false},
    {"thong tu lien tich", "Thông tư liên tịch", true, false},
    {"thu cong", "Thư công", true, false},
    {"to trinh", "Tờ trình", true, false},
    {"tuyen bo", "Tuyên bố", false, false},
    {"van ban hop nhat", "Văn bản hợp nhất", true, false},
};
/* clang-format on */

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
