/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The letters of old Vietnamese encodings, by their bytes. */
#include "legacy_parts.h"

#include "legacy_tables.h"

struct scheme {
	const uint16_t *letters;  /* by byte, 0 where none */
	const struct pair *pairs; /* sorted */
	size_t pairs_n;
	bool marks_fold; /* marks have two cases that mean the same */
};

/* clang-format off */
static const struct scheme schemes[] = {
    [TC_ENCODING_TCVN3] = {tcvn3_letters, NULL, 0, false},
    [TC_ENCODING_VNI] = {vni_letters, vni_pairs, COUNT(vni_pairs), true},
    [TC_ENCODING_VISCII] = {viscii_letters, NULL, 0, false},
    [TC_ENCODING_VPS] = {vps_letters, NULL, 0, false},
    [TC_ENCODING_BKHCM1] = {bkhcm1_letters, NULL, 0, false},
    [TC_ENCODING_BKHCM2] =
	{bkhcm2_letters, bkhcm2_pairs, COUNT(bkhcm2_pairs), true},
    [TC_ENCODING_VIETWARE] =
	{vietware_letters, vietware_pairs, COUNT(vietware_pairs), true},
    [TC_ENCODING_CP1258] =
	{cp1258_letters, cp1258_pairs, COUNT(cp1258_pairs), false},
    [TC_ENCODING_MOJIBAKE] = {NULL, NULL, 0, false},
    [TC_ENCODING_ETH] = {eth_letters, NULL, 0, false},
};

static const char *const names[] = {
    [TC_ENCODING_NONE] = "none",
    [TC_ENCODING_TCVN3] = "tcvn3",
    [TC_ENCODING_VNI] = "vni",
    [TC_ENCODING_VISCII] = "viscii",
    [TC_ENCODING_VPS] = "vps",
    [TC_ENCODING_BKHCM1] = "bkhcm1",
    [TC_ENCODING_BKHCM2] = "bkhcm2",
    [TC_ENCODING_VIETWARE] = "vietware",
    [TC_ENCODING_CP1258] = "cp1258",
    [TC_ENCODING_MOJIBAKE] = "mojibake",
    [TC_ENCODING_ETH] = "eth",
    [TC_ENCODING_LOST] = "lost",
};
/* clang-format on */

const char *
tc_encoding_name(enum tc_encoding encoding)
{
	return names[encoding];
}

uint32_t
tc_legacy_cp1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte;
}

uint32_t
tc_legacy_byte(uint32_t c)
{
	uint32_t i;

	if (c < 0x100)
		return c;
	/* Most are Vietnamese letters of Unicode. */
	if (c < 0x0152 || c > 0x2122 || (c >= 0x1E00 && c < 0x2000))
		return 0x100;
	for (i = 0; i < COUNT(cp1252); i++) {
		if (cp1252[i] == c)
			return 0x80 + i;
	}
	return 0x100;
}

/*
 * Matching: the letter at *i, which is moved behind it; or 0
 */

uint32_t
tc_legacy_letter(enum tc_encoding encoding, uint32_t c)
{
	uint32_t byte = tc_legacy_byte(c);

	/* PDF of TCVN3 fonts as poppler reads them: minus sign and dot. */
	if (encoding == TC_ENCODING_TCVN3 && (c == 0x2212 || c == 0x2219))
		byte = c == 0x2212 ? 0xAD : 0xB7;
	return byte < 0x100 ? schemes[encoding].letters[byte] : 0;
}

static uint32_t
pair_letter(const struct scheme *scheme, uint32_t first, uint32_t second)
{
	size_t low = 0, high = scheme->pairs_n, middle;
	uint32_t key, found;

	if (first > 0xFF || second < 0xC0 || second > 0xFF)
		return 0;
	/* The case of a mark need not follow its letter: Uûy and UÛY. */
	key = first << 8 | (scheme->marks_fold ? second | 0x20 : second);
	while (low < high) {
		middle = low + (high - low) / 2;
		found = (uint32_t)scheme->pairs[middle].first << 8 |
		    scheme->pairs[middle].second;
		if (found == key)
			return scheme->pairs[middle].letter;
		if (found < key)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

/*
 * A byte of UTF-8 that lost its companion on the way: Đ is Ä and U+0090, which
 * browsers don't copy; à is Ã and a no-break space, which became a space.
 */
static uint32_t
lone_lead(uint32_t lead, uint32_t next)
{
	if (lead == 0xC4 &&
	    (is_ascii_letter(next) || next == 0xC3 || next == 0xC6 ||
		next == 0xE1))
		return 0x0110;
	if (lead == 0xC3 && (next == 0 || next == ' ' || next == '\n'))
		return 0x00E0;
	return 0;
}

static uint32_t
match_utf8(const char *s, size_t len, size_t *i)
{
	uint8_t bytes[4];
	size_t at = *i, want, n = 1, used = 0;
	uint32_t lead = tc_legacy_byte(next_char(s, len, &at)), byte;
	size_t first_end = at;
	UChar32 c;

	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	bytes[0] = (uint8_t)lead;
	want = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	while (n < want && at < len) {
		byte = tc_legacy_byte(next_char(s, len, &at));
		if (byte < 0x80 || byte > 0xBF)
			break;
		bytes[n++] = (uint8_t)byte;
	}
	U8_NEXT(bytes, used, n, c);
	if (n == want && c > 0 && used == n) {
		*i = at;
		return (uint32_t)c;
	}
	c = (UChar32)lone_lead(lead, peek_char(s, len, first_end));
	if (c != 0)
		*i = first_end;
	return (uint32_t)c;
}

uint32_t
tc_legacy_match(enum tc_encoding encoding, const char *s, size_t len, size_t *i)
{
	const struct scheme *scheme = &schemes[encoding];
	size_t at = *i, after;
	uint32_t first, letter;

	if (encoding == TC_ENCODING_MOJIBAKE)
		return match_utf8(s, len, i);
	first = next_char(s, len, &at);
	after = at;
	if (scheme->pairs_n > 0 && after < len) {
		letter = pair_letter(scheme, tc_legacy_byte(first),
		    tc_legacy_byte(next_char(s, len, &after)));
		if (letter != 0) {
			*i = after;
			return letter;
		}
	}
	letter = tc_legacy_letter(encoding, first);
	if (letter != 0)
		*i = at;
	return letter;
}

bool
tc_legacy_has_pairs(enum tc_encoding encoding)
{
	return schemes[encoding].pairs_n > 0;
}

bool
tc_legacy_is_control_letter(uint32_t c)
{
	return c < ' ' &&
	    (tcvn3_letters[c] | viscii_letters[c] | vps_letters[c]) != 0;
}
