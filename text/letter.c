/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of letters: ASCII and the 134 Vietnamese ones outside it. */
#include "letter.h"

#include <stddef.h>

/* clang-format off */
#define ASCII(large, small) \
    [large] = {small, small, TC_PLAIN, TC_LEVEL}, \
    [small] = {small, small, TC_PLAIN, TC_LEVEL}

static const struct tc_letter letters[0x1EFA] = {
    ASCII('A', 'a'), ASCII('B', 'b'), ASCII('C', 'c'), ASCII('D', 'd'),
    ASCII('E', 'e'), ASCII('F', 'f'), ASCII('G', 'g'), ASCII('H', 'h'),
    ASCII('I', 'i'), ASCII('J', 'j'), ASCII('K', 'k'), ASCII('L', 'l'),
    ASCII('M', 'm'), ASCII('N', 'n'), ASCII('O', 'o'), ASCII('P', 'p'),
    ASCII('Q', 'q'), ASCII('R', 'r'), ASCII('S', 's'), ASCII('T', 't'),
    ASCII('U', 'u'), ASCII('V', 'v'), ASCII('W', 'w'), ASCII('X', 'x'),
    ASCII('Y', 'y'), ASCII('Z', 'z'),
    [0x00C0] = {0x00E0, 'a', TC_PLAIN, TC_HUYEN}, /* À */
    [0x00C1] = {0x00E1, 'a', TC_PLAIN, TC_SAC}, /* Á */
    [0x00C2] = {0x00E2, 'a', TC_HAT, TC_LEVEL}, /* Â */
    [0x00C3] = {0x00E3, 'a', TC_PLAIN, TC_NGA}, /* Ã */
    [0x00C8] = {0x00E8, 'e', TC_PLAIN, TC_HUYEN}, /* È */
    [0x00C9] = {0x00E9, 'e', TC_PLAIN, TC_SAC}, /* É */
    [0x00CA] = {0x00EA, 'e', TC_HAT, TC_LEVEL}, /* Ê */
    [0x00CC] = {0x00EC, 'i', TC_PLAIN, TC_HUYEN}, /* Ì */
    [0x00CD] = {0x00ED, 'i', TC_PLAIN, TC_SAC}, /* Í */
    [0x00D2] = {0x00F2, 'o', TC_PLAIN, TC_HUYEN}, /* Ò */
    [0x00D3] = {0x00F3, 'o', TC_PLAIN, TC_SAC}, /* Ó */
    [0x00D4] = {0x00F4, 'o', TC_HAT, TC_LEVEL}, /* Ô */
    [0x00D5] = {0x00F5, 'o', TC_PLAIN, TC_NGA}, /* Õ */
    [0x00D9] = {0x00F9, 'u', TC_PLAIN, TC_HUYEN}, /* Ù */
    [0x00DA] = {0x00FA, 'u', TC_PLAIN, TC_SAC}, /* Ú */
    [0x00DD] = {0x00FD, 'y', TC_PLAIN, TC_SAC}, /* Ý */
    [0x00E0] = {0x00E0, 'a', TC_PLAIN, TC_HUYEN}, /* à */
    [0x00E1] = {0x00E1, 'a', TC_PLAIN, TC_SAC}, /* á */
    [0x00E2] = {0x00E2, 'a', TC_HAT, TC_LEVEL}, /* â */
    [0x00E3] = {0x00E3, 'a', TC_PLAIN, TC_NGA}, /* ã */
    [0x00E8] = {0x00E8, 'e', TC_PLAIN, TC_HUYEN}, /* è */
    [0x00E9] = {0x00E9, 'e', TC_PLAIN, TC_SAC}, /* é */
    [0x00EA] = {0x00EA, 'e', TC_HAT, TC_LEVEL}, /* ê */
    [0x00EC] = {0x00EC, 'i', TC_PLAIN, TC_HUYEN}, /* ì */
    [0x00ED] = {0x00ED, 'i', TC_PLAIN, TC_SAC}, /* í */
    [0x00F2] = {0x00F2, 'o', TC_PLAIN, TC_HUYEN}, /* ò */
    [0x00F3] = {0x00F3, 'o', TC_PLAIN, TC_SAC}, /* ó */
    [0x00F4] = {0x00F4, 'o', TC_HAT, TC_LEVEL}, /* ô */
    [0x00F5] = {0x00F5, 'o', TC_PLAIN, TC_NGA}, /* õ */
    [0x00F9] = {0x00F9, 'u', TC_PLAIN, TC_HUYEN}, /* ù */
    [0x00FA] = {0x00FA, 'u', TC_PLAIN, TC_SAC}, /* ú */
    [0x00FD] = {0x00FD, 'y', TC_PLAIN, TC_SAC}, /* ý */
    [0x0102] = {0x0103, 'a', TC_BREVE, TC_LEVEL}, /* Ă */
    [0x0103] = {0x0103, 'a', TC_BREVE, TC_LEVEL}, /* ă */
    [0x0110] = {0x0111, 'd', TC_STROKE, TC_LEVEL}, /* Đ */
    [0x0111] = {0x0111, 'd', TC_STROKE, TC_LEVEL}, /* đ */
    [0x0128] = {0x0129, 'i', TC_PLAIN, TC_NGA}, /* Ĩ */
    [0x0129] = {0x0129, 'i', TC_PLAIN, TC_NGA}, /* ĩ */
    [0x0168] = {0x0169, 'u', TC_PLAIN, TC_NGA}, /* Ũ */
    [0x0169] = {0x0169, 'u', TC_PLAIN, TC_NGA}, /* ũ */
    [0x01A0] = {0x01A1, 'o', TC_HORN, TC_LEVEL}, /* Ơ */
    [0x01A1] = {0x01A1, 'o', TC_HORN, TC_LEVEL}, /* ơ */
    [0x01AF] = {0x01B0, 'u', TC_HORN, TC_LEVEL}, /* Ư */
    [0x01B0] = {0x01B0, 'u', TC_HORN, TC_LEVEL}, /* ư */
    [0x1EA0] = {0x1EA1, 'a', TC_PLAIN, TC_NANG}, /* Ạ */
    [0x1EA1] = {0x1EA1, 'a', TC_PLAIN, TC_NANG}, /* ạ */
    [0x1EA2] = {0x1EA3, 'a', TC_PLAIN, TC_HOI}, /* Ả */
    [0x1EA3] = {0x1EA3, 'a', TC_PLAIN, TC_HOI}, /* ả */
    [0x1EA4] = {0x1EA5, 'a', TC_HAT, TC_SAC}, /* Ấ */
    [0x1EA5] = {0x1EA5, 'a', TC_HAT, TC_SAC}, /* ấ */
    [0x1EA6] = {0x1EA7, 'a', TC_HAT, TC_HUYEN}, /* Ầ */
    [0x1EA7] = {0x1EA7, 'a', TC_HAT, TC_HUYEN}, /* ầ */
    [0x1EA8] = {0x1EA9, 'a', TC_HAT, TC_HOI}, /* Ẩ */
    [0x1EA9] = {0x1EA9, 'a', TC_HAT, TC_HOI}, /* ẩ */
    [0x1EAA] = {0x1EAB, 'a', TC_HAT, TC_NGA}, /* Ẫ */
    [0x1EAB] = {0x1EAB, 'a', TC_HAT, TC_NGA}, /* ẫ */
    [0x1EAC] = {0x1EAD, 'a', TC_HAT, TC_NANG}, /* Ậ */
    [0x1EAD] = {0x1EAD, 'a', TC_HAT, TC_NANG}, /* ậ */
    [0x1EAE] = {0x1EAF, 'a', TC_BREVE, TC_SAC}, /* Ắ */
    [0x1EAF] = {0x1EAF, 'a', TC_BREVE, TC_SAC}, /* ắ */
    [0x1EB0] = {0x1EB1, 'a', TC_BREVE, TC_HUYEN}, /* Ằ */
    [0x1EB1] = {0x1EB1, 'a', TC_BREVE, TC_HUYEN}, /* ằ */
    [0x1EB2] = {0x1EB3, 'a', TC_BREVE, TC_HOI}, /* Ẳ */
    [0x1EB3] = {0x1EB3, 'a', TC_BREVE, TC_HOI}, /* ẳ */
    [0x1EB4] = {0x1EB5, 'a', TC_BREVE, TC_NGA}, /* Ẵ */
    [0x1EB5] = {0x1EB5, 'a', TC_BREVE, TC_NGA}, /* ẵ */
    [0x1EB6] = {0x1EB7, 'a', TC_BREVE, TC_NANG}, /* Ặ */
    [0x1EB7] = {0x1EB7, 'a', TC_BREVE, TC_NANG}, /* ặ */
    [0x1EB8] = {0x1EB9, 'e', TC_PLAIN, TC_NANG}, /* Ẹ */
    [0x1EB9] = {0x1EB9, 'e', TC_PLAIN, TC_NANG}, /* ẹ */
    [0x1EBA] = {0x1EBB, 'e', TC_PLAIN, TC_HOI}, /* Ẻ */
    [0x1EBB] = {0x1EBB, 'e', TC_PLAIN, TC_HOI}, /* ẻ */
    [0x1EBC] = {0x1EBD, 'e', TC_PLAIN, TC_NGA}, /* Ẽ */
    [0x1EBD] = {0x1EBD, 'e', TC_PLAIN, TC_NGA}, /* ẽ */
    [0x1EBE] = {0x1EBF, 'e', TC_HAT, TC_SAC}, /* Ế */
    [0x1EBF] = {0x1EBF, 'e', TC_HAT, TC_SAC}, /* ế */
    [0x1EC0] = {0x1EC1, 'e', TC_HAT, TC_HUYEN}, /* Ề */
    [0x1EC1] = {0x1EC1, 'e', TC_HAT, TC_HUYEN}, /* ề */
    [0x1EC2] = {0x1EC3, 'e', TC_HAT, TC_HOI}, /* Ể */
    [0x1EC3] = {0x1EC3, 'e', TC_HAT, TC_HOI}, /* ể */
    [0x1EC4] = {0x1EC5, 'e', TC_HAT, TC_NGA}, /* Ễ */
    [0x1EC5] = {0x1EC5, 'e', TC_HAT, TC_NGA}, /* ễ */
    [0x1EC6] = {0x1EC7, 'e', TC_HAT, TC_NANG}, /* Ệ */
    [0x1EC7] = {0x1EC7, 'e', TC_HAT, TC_NANG}, /* ệ */
    [0x1EC8] = {0x1EC9, 'i', TC_PLAIN, TC_HOI}, /* Ỉ */
    [0x1EC9] = {0x1EC9, 'i', TC_PLAIN, TC_HOI}, /* ỉ */
    [0x1ECA] = {0x1ECB, 'i', TC_PLAIN, TC_NANG}, /* Ị */
    [0x1ECB] = {0x1ECB, 'i', TC_PLAIN, TC_NANG}, /* ị */
    [0x1ECC] = {0x1ECD, 'o', TC_PLAIN, TC_NANG}, /* Ọ */
    [0x1ECD] = {0x1ECD, 'o', TC_PLAIN, TC_NANG}, /* ọ */
    [0x1ECE] = {0x1ECF, 'o', TC_PLAIN, TC_HOI}, /* Ỏ */
    [0x1ECF] = {0x1ECF, 'o', TC_PLAIN, TC_HOI}, /* ỏ */
    [0x1ED0] = {0x1ED1, 'o', TC_HAT, TC_SAC}, /* Ố */
    [0x1ED1] = {0x1ED1, 'o', TC_HAT, TC_SAC}, /* ố */
    [0x1ED2] = {0x1ED3, 'o', TC_HAT, TC_HUYEN}, /* Ồ */
    [0x1ED3] = {0x1ED3, 'o', TC_HAT, TC_HUYEN}, /* ồ */
    [0x1ED4] = {0x1ED5, 'o', TC_HAT, TC_HOI}, /* Ổ */
    [0x1ED5] = {0x1ED5, 'o', TC_HAT, TC_HOI}, /* ổ */
    [0x1ED6] = {0x1ED7, 'o', TC_HAT, TC_NGA}, /* Ỗ */
    [0x1ED7] = {0x1ED7, 'o', TC_HAT, TC_NGA}, /* ỗ */
    [0x1ED8] = {0x1ED9, 'o', TC_HAT, TC_NANG}, /* Ộ */
    [0x1ED9] = {0x1ED9, 'o', TC_HAT, TC_NANG}, /* ộ */
    [0x1EDA] = {0x1EDB, 'o', TC_HORN, TC_SAC}, /* Ớ */
    [0x1EDB] = {0x1EDB, 'o', TC_HORN, TC_SAC}, /* ớ */
    [0x1EDC] = {0x1EDD, 'o', TC_HORN, TC_HUYEN}, /* Ờ */
    [0x1EDD] = {0x1EDD, 'o', TC_HORN, TC_HUYEN}, /* ờ */
    [0x1EDE] = {0x1EDF, 'o', TC_HORN, TC_HOI}, /* Ở */
    [0x1EDF] = {0x1EDF, 'o', TC_HORN, TC_HOI}, /* ở */
    [0x1EE0] = {0x1EE1, 'o', TC_HORN, TC_NGA}, /* Ỡ */
    [0x1EE1] = {0x1EE1, 'o', TC_HORN, TC_NGA}, /* ỡ */
    [0x1EE2] = {0x1EE3, 'o', TC_HORN, TC_NANG}, /* Ợ */
    [0x1EE3] = {0x1EE3, 'o', TC_HORN, TC_NANG}, /* ợ */
    [0x1EE4] = {0x1EE5, 'u', TC_PLAIN, TC_NANG}, /* Ụ */
    [0x1EE5] = {0x1EE5, 'u', TC_PLAIN, TC_NANG}, /* ụ */
    [0x1EE6] = {0x1EE7, 'u', TC_PLAIN, TC_HOI}, /* Ủ */
    [0x1EE7] = {0x1EE7, 'u', TC_PLAIN, TC_HOI}, /* ủ */
    [0x1EE8] = {0x1EE9, 'u', TC_HORN, TC_SAC}, /* Ứ */
    [0x1EE9] = {0x1EE9, 'u', TC_HORN, TC_SAC}, /* ứ */
    [0x1EEA] = {0x1EEB, 'u', TC_HORN, TC_HUYEN}, /* Ừ */
    [0x1EEB] = {0x1EEB, 'u', TC_HORN, TC_HUYEN}, /* ừ */
    [0x1EEC] = {0x1EED, 'u', TC_HORN, TC_HOI}, /* Ử */
    [0x1EED] = {0x1EED, 'u', TC_HORN, TC_HOI}, /* ử */
    [0x1EEE] = {0x1EEF, 'u', TC_HORN, TC_NGA}, /* Ữ */
    [0x1EEF] = {0x1EEF, 'u', TC_HORN, TC_NGA}, /* ữ */
    [0x1EF0] = {0x1EF1, 'u', TC_HORN, TC_NANG}, /* Ự */
    [0x1EF1] = {0x1EF1, 'u', TC_HORN, TC_NANG}, /* ự */
    [0x1EF2] = {0x1EF3, 'y', TC_PLAIN, TC_HUYEN}, /* Ỳ */
    [0x1EF3] = {0x1EF3, 'y', TC_PLAIN, TC_HUYEN}, /* ỳ */
    [0x1EF4] = {0x1EF5, 'y', TC_PLAIN, TC_NANG}, /* Ỵ */
    [0x1EF5] = {0x1EF5, 'y', TC_PLAIN, TC_NANG}, /* ỵ */
    [0x1EF6] = {0x1EF7, 'y', TC_PLAIN, TC_HOI}, /* Ỷ */
    [0x1EF7] = {0x1EF7, 'y', TC_PLAIN, TC_HOI}, /* ỷ */
    [0x1EF8] = {0x1EF9, 'y', TC_PLAIN, TC_NGA}, /* Ỹ */
    [0x1EF9] = {0x1EF9, 'y', TC_PLAIN, TC_NGA}, /* ỹ */
};

/* Each vowel in the order of enum tc_tone, by its base and mark. */
static const uint16_t vowels['z' + 1][TC_STROKE + 1][6] = {
    ['a'][TC_PLAIN] = {'a', 0x00E1, 0x00E0, 0x1EA3, 0x00E3, 0x1EA1},
    ['a'][TC_BREVE] = {0x0103, 0x1EAF, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EB7},
    ['a'][TC_HAT] = {0x00E2, 0x1EA5, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EAD},
    ['e'][TC_PLAIN] = {'e', 0x00E9, 0x00E8, 0x1EBB, 0x1EBD, 0x1EB9},
    ['e'][TC_HAT] = {0x00EA, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EC7},
    ['i'][TC_PLAIN] = {'i', 0x00ED, 0x00EC, 0x1EC9, 0x0129, 0x1ECB},
    ['o'][TC_PLAIN] = {'o', 0x00F3, 0x00F2, 0x1ECF, 0x00F5, 0x1ECD},
    ['o'][TC_HAT] = {0x00F4, 0x1ED1, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED9},
    ['o'][TC_HORN] = {0x01A1, 0x1EDB, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EE3},
    ['u'][TC_PLAIN] = {'u', 0x00FA, 0x00F9, 0x1EE7, 0x0169, 0x1EE5},
    ['u'][TC_HORN] = {0x01B0, 0x1EE9, 0x1EEB, 0x1EED, 0x1EEF, 0x1EF1},
    ['y'][TC_PLAIN] = {'y', 0x00FD, 0x1EF3, 0x1EF7, 0x1EF9, 0x1EF5},
};
/* clang-format on */

struct tc_letter
tc_letter_of(uint32_t c)
{
	return letters[c < sizeof(letters) / sizeof(letters[0]) ? c : 0];
}

/* 0 when no such vowel is. */
static uint32_t
vowel(char base, uint8_t mark, enum tc_tone tone)
{
	return vowels[(unsigned char)base][mark][tone];
}

uint32_t
tc_letter_with_tone(uint32_t c, enum tc_tone tone)
{
	struct tc_letter letter = tc_letter_of(c);
	uint32_t toned = vowel(letter.base, letter.mark, tone);

	return toned != 0 ? toned : c;
}

uint32_t
tc_letter_with_mark(uint32_t c, enum tc_mark mark)
{
	struct tc_letter letter = tc_letter_of(c);
	uint32_t marked;

	if (letter.base == 'd' && mark == TC_STROKE)
		return 0x0111;
	marked = vowel(letter.base, mark, (enum tc_tone)letter.tone);
	return marked != 0 ? marked : c;
}

bool
tc_letter_is_vowel(uint32_t c)
{
	struct tc_letter letter = tc_letter_of(c);

	return letter.lower != 0 &&
	    vowel(letter.base, letter.mark, TC_LEVEL) != 0;
}
