/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/clean.c and text/repair.c: texts as they are read. */
#include "tracuu_test.h"

#include <tracuu/text.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define TEXT_MAX ((size_t)16 << 20)

static void
clean(struct tc_buf *out, const char *s, size_t len)
{
	tc_buf_clear(out);
	assert_ok(tc_text_clean(s, len, out, &test_err));
	assert_int_equal(
	    tc_text_utf8_span(tc_buf_str(out), out->len), out->len);
}

struct pair {
	const char *typed, *cleaned;
};

static void
check_pairs(const struct pair *pairs, size_t n)
{
	struct tc_buf out = TC_BUF_INIT(TEXT_MAX);
	size_t i;

	for (i = 0; i < n; i++) {
		clean(&out, S(pairs[i].typed));
		assert_text(out, pairs[i].cleaned, pairs[i].typed);
	}
	tc_buf_free(&out);
}

static void
clean_text_stays(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"", ""},
	    {"Khu Công nghiệp Yên Bình", "Khu Công nghiệp Yên Bình"},
	    {"12/2020/NQ-HĐND, 8.900 tỷ; \"m²\" & <b>",
	     "12/2020/NQ-HĐND, 8.900 tỷ; \"m²\" & <b>"},
	    {"µ ª º ¹ ½ ﬁ Ａ ①", "µ ª º ¹ ½ ﬁ Ａ ①"}, /* no NFKC here */
	    {"三星 삼성전자 Ñandú \U0001F600", "三星 삼성전자 Ñandú \U0001F600"},
	    {"H’Mông “đẹp” – …", "H’Mông “đẹp” – …"},
	};
	/* clang-format on */

	(void)state;
	check_pairs(pairs, COUNT(pairs));
}

static void
confusables_are_repaired(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
#include "data/confusables.inc"
	};
	/* clang-format on */
	struct tc_buf typed = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf cleaned = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	check_pairs(pairs, COUNT(pairs));
	for (i = 0; i < COUNT(pairs); i++) { /* and between letters */
		tc_buf_clear(&typed);
		tc_buf_clear(&cleaned);
		tc_buf_printf(&typed, "t%sn, %s", pairs[i].typed, "đ");
		tc_buf_printf(&cleaned, "t%sn, %s", pairs[i].cleaned, "đ");
		clean(&out, typed.s, typed.len);
		assert_text(out, cleaned.s, typed.s);
	}
	tc_buf_free(&typed);
	tc_buf_free(&cleaned);
	tc_buf_free(&out);
}

/* The letters with their marks, each letter decomposed. */
static const struct letter {
	const char *letter, *lower;
	int tone;
	const char *toneless, *base, *decomposed;
} letters[] = {
/* clang-format off */
#include "data/letters.inc"
    /* clang-format on */
};

static void
clean_to(struct tc_buf *out, const char *first, const char *second,
    const char *third, const char *want)
{
	struct tc_buf typed = TC_BUF_INIT(TC_BUF_LINE);

	tc_buf_printf(&typed, "x%s%s%sx", first, second, third);
	clean(out, typed.s, typed.len);
	assert_int_equal(out->len, strlen(want) + 2);
	tc_buf_cut(out, out->len - 1);
	check_text(out->s + 1, out->len - 1, want, typed.s, __FILE__, __LINE__);
	tc_buf_free(&typed);
}

/* Base and marks of a letter: "a", U+0302, U+0301 or nothing. */
static void
take_apart(const struct letter *letter, char parts[3][4])
{
	const char *s = letter->decomposed;
	size_t len = strlen(s);

	memset(parts, 0, 3 * sizeof(parts[0]));
	if (len == strlen("đ")) { /* đ has no parts */
		memcpy(parts[0], s, len);
		return;
	}
	parts[0][0] = s[0];
	memcpy(parts[1], s + 1, 2);
	if (len > 3)
		memcpy(parts[2], s + 3, 2);
}

static void
marks_may_come_in_any_order_and_twice(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(letters); i++) {
		char part[3][4], twice[8];

		take_apart(&letters[i], part);
		clean_to(&out, part[0], part[1], part[2], letters[i].letter);
		clean_to(&out, part[0], part[2], part[1], letters[i].letter);
		snprintf(twice, sizeof(twice), "%s%s", part[1], part[1]);
		clean_to(&out, part[0], twice, part[2], letters[i].letter);
		clean_to(&out, part[0], part[2], twice, letters[i].letter);
		clean_to(
		    &out, letters[i].letter, part[1], "", letters[i].letter);
		clean_to(
		    &out, letters[i].letter, part[2], "", letters[i].letter);
	}
	tc_buf_free(&out);
}

static void
marks_that_belong_to_no_letter_stay(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"\u0301", "\u0301"},
	    {" \u0301x", " \u0301x"},
	    {"q\u0301", "q\u0301"},
	    {"a\u0316", "a\u0316"},
	    {"x\u0301\u0316", "x\u0316\u0301"}, /* as NFC orders them */
	    {"a\u0301\u0316", "á\u0316"},
	    {"u\u0308", "ü"},
	    {"\u0131\u0301", "í"}, /* dotless i */
	    {"\u0131", "\u0131"},
	    {"a\u0301\u0300", "á"}, /* the first of two tones */
	    {"1\u0336", "1\u0336"},
	    {"\u01CE", "\u01CE"}, /* ǎ may be Chinese: see words */
	    {"a\u00AD\u0301", "á"},
	    {"x\u0301\u200D\u0323", "x\u0323\u0301"},
	};
	/* clang-format on */

	(void)state;
	check_pairs(pairs, COUNT(pairs));
}

static void
every_space_is_a_space_and_every_line_end_a_newline(void **state)
{
	static const uint32_t spaces[] = {'\t', '\v', '\f', 0x00, 0x01, 0x1B,
	    0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0x00A0, 0x1680, 0x2000, 0x2001,
	    0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
	    0x200A, 0x202F, 0x205F, 0x3000, ' '};
	static const uint32_t line_ends[] = {'\n', '\r', 0x85, 0x2028, 0x2029};
	struct tc_buf in = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(spaces) + COUNT(line_ends); i++) {
		bool line = i >= COUNT(spaces);

		tc_buf_clear(&in);
		tc_buf_puts(&in, "bảy");
		put_char(&in, line ? line_ends[i - COUNT(spaces)] : spaces[i]);
		tc_buf_puts(&in, "đồng");
		clean(&out, in.s, in.len);
		assert_text(out, line ? "bảy\nđồng" : "bảy đồng", in.s);
	}
	tc_buf_free(&in);
	tc_buf_free(&out);
}

static void
line_ends_of_all_systems_are_one(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"a\r\nb", "a\nb"}, {"a\rb", "a\nb"}, {"a\n\rb", "a\n\nb"},
	    {"a\r\n\r\nb", "a\n\nb"}, {"a\r\rb", "a\n\nb"},
	    {"\r\n", "\n"}, {"\r", "\n"}, {"a\r b\n", "a\n b\n"},
	    {"ab\rcd\nef", "ab\ncd\nef"}, {"ệ\r\nệ", "ệ\nệ"},
	};
	/* clang-format on */

	(void)state;
	check_pairs(pairs, COUNT(pairs));
}

static void
zero_width_space_joins_syllables_and_parts_words(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"Ngu\u200Byên", "Nguyên"},
	    {"NGU\u200BYÊN", "NGUYÊN"},
	    {"Công\u200Bnghiệp", "Công nghiệp"},
	    {"Khu\u200B công", "Khu  công"},
	    {"\u200BKhu\u200B", " Khu "},
	    {"data\u200Bbase", "data base"},
	    {"a\u200B\u200Bb", "a  b"},
	    {"Thái Ngu\u200Byên, th\u200Bành phố", "Thái Nguyên, thành phố"},
	    {"12\u200B34", "12 34"},
	    {"ngu\u200Bye\u0302n", "nguyên"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	check_pairs(pairs, COUNT(pairs));
	/* What was in the buffer is no part of the text. */
	tc_buf_puts(&out, "Ngu\u200B");
	assert_ok(tc_text_clean(S("\u200Byên"), &out, &test_err));
	assert_text(out, "Ngu\u200B yên", "yên");
	tc_buf_free(&out);
}

static void
invisible_characters_go(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"công\u00ADnghiệp", "côngnghiệp"},
	    {"\uFEFFKhu\uFEFF", "Khu"},
	    {"n\u2060g\u200Ch\u200Di\u200Eệ\u200Fp", "nghiệp"},
	    {"\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee\u2066f\u2067g\u2068h\u2069",
	     "abcdefgh"},
	    {"\u00AD", ""},
	};
	/* clang-format on */

	(void)state;
	check_pairs(pairs, COUNT(pairs));
}

static void
bytes_that_are_no_utf8_are_replaced(void **state)
{
	/* clang-format off */
	static const struct {
		const char *bytes;
		size_t good; /* bytes before the first bad one */
		const char *cleaned;
	} cases[] = {
	    {"a\x80z", 1, "a\uFFFDz"}, /* a continuation by itself */
	    {"a\xFFz", 1, "a\uFFFDz"},
	    {"a\xC3z", 1, "a\uFFFDz"}, /* cut characters */
	    {"đ\xE1\xBBz", 2, "đ\uFFFDz"},
	    {"\xF0\x9F\x98", 0, "\uFFFD"},
	    {"\xC0\xAF", 0, "\uFFFD\uFFFD"}, /* too long */
	    {"\xE0\x80\xAF", 0, "\uFFFD\uFFFD\uFFFD"},
	    {"\xF0\x80\x80\xAF", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
	    {"\xED\xA0\x80", 0, "\uFFFD\uFFFD\uFFFD"}, /* a surrogate */
	    {"\xF4\x90\x80\x80", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"}, /* over */
	    {"\xF8\x88\x80\x80\x80", 0,
	     "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"}, /* once was UTF-8 */
	    {"\xC3\xA1\xCC", 2, "á\uFFFD"},
	    {"\xEF\xBF\xBD", 3, "\uFFFD"}, /* U+FFFD itself is good */
	    {"\xEF\xBF\xBF", 3, "\uFFFF"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_int_equal(
		    tc_text_utf8_span(S(cases[i].bytes)), cases[i].good);
		clean(&out, S(cases[i].bytes));
		assert_text(out, cases[i].cleaned, cases[i].bytes);
	}
	tc_buf_free(&out);
}

/* Characters that do something to their neighbours. */
static const uint32_t lively[] = {'a', 'e', 'o', 'u', 'i', 'y', 'd', 'D', 'n',
    'g', ' ', '\r', '\n', 'x', 0x0300, 0x0301, 0x0302, 0x0303, 0x0306, 0x0309,
    0x031B, 0x0323, 0x0335, 0x0336, 0x0308, 0x0316, 0x0344, 0x0345, 0x034F,
    0x0131, 0x00E1, 0x00E2, 0x1EA5, 0x01A1, 0x0111, 0x00F0, 0x01CE, 0x200B,
    0x200D, 0x00AD, 0xFEFF, 0x2060, 0x00A0, 0x2028, 0x0085, 0x1E0D, 0x01D5,
    0x1100, 0x1161, 0x11A8, 0xAC00, 0x0BC6, 0x0BBE, 0x3099, 0x304B, 0x2126,
    0x212B, 0xFB01, 0x1D15E, 0xD800, 0x05D0, 0x05B8, 0x0F71, 0x0F72};

/* A text of up to n characters; one in eight is any byte. */
static void
put_random(struct tc_buf *out, uint64_t *seed, uint32_t n, bool bytes)
{
	n = random_below(seed, n) + 1;
	while (n-- > 0) {
		uint32_t c = next_random(seed);

		if (bytes && c % 8 == 0)
			tc_buf_putc(out, (char)(c >> 8));
		else
			put_char(out, lively[(c >> 8) % COUNT(lively)]);
	}
}

static void
cleaning_twice_changes_nothing(void **state)
{
	struct tc_buf in = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf once = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf twice = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 20200629;
	int i;

	(void)state;
	for (i = 0; i < 50000; i++) {
		tc_buf_clear(&in);
		put_random(&in, &seed, i % 50 == 0 ? 200 : 12, true);
		clean(&once, in.s, in.len);
		clean(&twice, tc_buf_str(&once), once.len);
		assert_text(twice, tc_buf_str(&once), in.s);
	}
	tc_buf_free(&in);
	tc_buf_free(&once);
	tc_buf_free(&twice);
}

/* ICU's NFC of a text, in pieces of its own. */
static void
normalise(struct tc_buf *out, const struct tc_buf *in)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	UChar from[4096], to[16384];
	int32_t from_n = 0, to_n, len = 0;

	u_strFromUTF8(from, 4096, &from_n, in->s, (int32_t)in->len, &status);
	to_n = unorm2_normalize(nfc, from, from_n, to, 16384, &status);
	tc_buf_clear(out);
	u_strToUTF8(tc_buf_reserve(out, 65536), 65536, &len, to, to_n, &status);
	assert_true(U_SUCCESS(status));
	out->len = (size_t)len;
	out->s[len] = '\0';
}

/* Random characters of all planes that we have no repair for. */
static uint32_t
random_character(uint64_t *seed)
{
	static const uint32_t ends[] = {
	    0x250, 0x500, 0x1000, 0x3100, 0x10000, 0x20000};
	uint32_t c;

	do {
		c = random_below(seed, ends[random_below(seed, COUNT(ends))]);
	} while (c < ' ' || (c >= 0x7F && c <= 0xAD) || c == 0xD0 ||
	    c == 0xF0 || c == 0x131 || c == 0x189 || c == 0x18A || c == 0x256 ||
	    c == 0x257 || (c >= 0x0300 && c <= 0x036F) || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x2069) || c == 0x3000 ||
	    (c >= 0xD800 && c < 0xE000) || c == 0xFEFF);
	return c;
}

static void
other_texts_come_out_as_icu_normalises_them(void **state)
{
	struct tc_buf in = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 1954;
	uint32_t i, k, n;

	(void)state;
	for (i = 0; i < 20000; i++) {
		tc_buf_clear(&in);
		n = 1 + random_below(&seed, 20);
		for (k = 0; k < n; k++)
			put_char(&in, random_character(&seed));
		normalise(&want, &in);
		clean(&out, in.s, in.len);
		assert_text(out, want.s, in.s);
	}
	tc_buf_free(&in);
	tc_buf_free(&want);
	tc_buf_free(&out);
}

/* Unicode's stream-safe format allows 30 marks; the rest is dropped. */
static void
hostile_marks_are_cut(void **state)
{
	static const char *const marks[] = {
	    "\u0301", "\u0316", "\u0344", "\u1161", "\u0302\u0301", "\u0F73"};
	struct tc_buf in = TC_BUF_INIT(TEXT_MAX);
	struct tc_buf out = TC_BUF_INIT(TEXT_MAX);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(marks); i++) {
		tc_buf_clear(&in);
		tc_buf_puts(&in, "a");
		put_times(&in, marks[i], ((size_t)1 << 20) / strlen(marks[i]));
		tc_buf_puts(&in, "đ");
		clean(&out, in.s, in.len);
		assert_in_range(out.len, 3, 200);
		assert_memory_equal(out.s + out.len - 2, "đ", 2);
	}
	tc_buf_free(&in);
	tc_buf_free(&out);
}

static void
zero_widths_of_hostile_texts_are_resolved(void **state)
{
	struct tc_buf in = TC_BUF_INIT(TEXT_MAX);
	struct tc_buf out = TC_BUF_INIT(TEXT_MAX);

	(void)state;
	put_times(&in, "\u200B", 1 << 18);
	clean(&out, in.s, in.len);
	assert_int_equal(out.len, 1 << 18);
	tc_buf_clear(&in);
	put_times(&in, "a\u200B", 1 << 18);
	clean(&out, in.s, in.len);
	assert_int_equal(out.len, 1 << 19);
	tc_buf_free(&in);
	tc_buf_free(&out);
}

static void
limit_of_the_output_is_exact(void **state)
{
	static const char *const texts[] = {
	    "nghiệp", "abcdef", "Ngu\u200Byên", "đ\nđ", "ấ ấ ấ", "a\u0301"};
	struct tc_buf whole = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, max;

	(void)state;
	for (i = 0; i < COUNT(texts); i++) {
		clean(&whole, S(texts[i]));
		for (max = 0; max < whole.len; max++) {
			struct tc_buf out = TC_BUF_INIT(max);

			assert_status(TC_TOOBIG,
			    tc_text_clean(S(texts[i]), &out, &test_err));
			assert_true(out.len <= max);
			tc_buf_free(&out);
		}
	}
	for (i = 0; i < 2; i++) {
		struct tc_buf out = TC_BUF_INIT(0);

		clean(&whole, S(texts[i]));
		out.max = whole.len;
		assert_ok(tc_text_clean(S(texts[i]), &out, &test_err));
		assert_text(out, texts[i], texts[i]);
		tc_buf_free(&out);
	}
	tc_buf_free(&whole);
}

static void
cleaned_text_is_appended(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_buf_puts(&out, "a");
	assert_ok(tc_text_clean(S("\u0301"), &out, &test_err));
	assert_ok(tc_text_clean(S("b"), &out, &test_err));
	assert_ok(tc_text_clean(NULL, 0, &out, &test_err));
	assert_text(out, "a\u0301b", "what was there is no part of it");
	tc_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clean_text_stays),
	    cmocka_unit_test(confusables_are_repaired),
	    cmocka_unit_test(marks_may_come_in_any_order_and_twice),
	    cmocka_unit_test(marks_that_belong_to_no_letter_stay),
	    cmocka_unit_test(
		every_space_is_a_space_and_every_line_end_a_newline),
	    cmocka_unit_test(line_ends_of_all_systems_are_one),
	    cmocka_unit_test(zero_width_space_joins_syllables_and_parts_words),
	    cmocka_unit_test(invisible_characters_go),
	    cmocka_unit_test(bytes_that_are_no_utf8_are_replaced),
	    cmocka_unit_test(cleaning_twice_changes_nothing),
	    cmocka_unit_test(other_texts_come_out_as_icu_normalises_them),
	    cmocka_unit_test(hostile_marks_are_cut),
	    cmocka_unit_test(zero_widths_of_hostile_texts_are_resolved),
	    cmocka_unit_test(limit_of_the_output_is_exact),
	    cmocka_unit_test(cleaned_text_is_appended),
	};

	return cmocka_run_group_tests_name("text/clean", tests, NULL, NULL);
}
