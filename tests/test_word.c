/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/word.c and text/letter.c: forms, keys and marks of words. */
#include "tracuu_test.h"

#include <tracuu/text.h>

#include "syllables.h"

/* The 134 letters of Vietnamese outside ASCII. */
static const struct {
	const char *letter, *lower;
	int tone;
	const char *toneless, *base, *decomposed;
} letters[] = {
/* clang-format off */
#include "data/letters.inc"
    /* clang-format on */
};

static uint32_t
character(const char *s)
{
	uint32_t c[8];

	assert_int_equal(decode(s, c), 1);
	return c[0];
}

static void
letters_are_as_in_the_table(void **state)
{
	size_t i;

	(void)state;
	assert_int_equal(COUNT(letters), 134);
	for (i = 0; i < COUNT(letters); i++) {
		uint32_t c = character(letters[i].letter);
		struct tc_letter letter = tc_letter_of(c);
		uint32_t level = character(letters[i].toneless);

		assert_int_equal(letter.lower, character(letters[i].lower));
		assert_int_equal(letter.base, letters[i].base[0]);
		assert_int_equal(letter.tone, letters[i].tone);
		assert_int_equal(tc_letter_of(level).tone, TC_LEVEL);
		assert_int_equal(letter.mark, tc_letter_of(level).mark);
		assert_int_equal(tc_letter_is_vowel(c), letter.base != 'd');
		if (letter.base == 'd')
			continue;
		assert_int_equal(tc_letter_with_tone(c, TC_LEVEL), level);
		assert_int_equal(
		    tc_letter_with_tone(level, (enum tc_tone)letter.tone),
		    letter.lower);
	}
}

static void
no_other_character_is_a_letter(void **state)
{
	size_t i, n = 0;
	uint32_t c;

	(void)state;
	for (c = 0x80; c < 0x30000; c++)
		n += tc_letter_of(c).lower != 0;
	assert_int_equal(n, COUNT(letters));
	for (c = 0; c < 0x80; c++) {
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		assert_int_equal(tc_letter_of(c).lower, letter ? c | 0x20 : 0);
	}
	for (i = 0; i < COUNT(letters); i++)
		assert_false(tc_letter_is_vowel(0x20000 + (uint32_t)i));
	assert_int_equal(tc_letter_of(UINT32_MAX).lower, 0);
}

static void
letters_fold_to_their_base(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(letters); i++) {
		tc_buf_clear(&out);
		tc_text_fold(S(letters[i].letter), &out);
		assert_text(out, letters[i].base, letters[i].letter);
		tc_buf_clear(&out);
		tc_text_fold(S(letters[i].decomposed), &out);
		assert_text(out, letters[i].base, letters[i].decomposed);
		tc_buf_clear(&out);
		tc_text_canonical(S(letters[i].decomposed), &out);
		assert_text(out, letters[i].lower, letters[i].decomposed);
	}
	tc_buf_free(&out);
}

static void
words_have_canonical_and_folded_forms(void **state)
{
	/* clang-format off */
	static const struct {
		const char *word, *canonical, *folded;
	} cases[] = {
	    {"", "", ""},
	    {"Nghị", "nghị", "nghi"},
	    {"NGHIỆP", "nghiệp", "nghiep"},
	    {"Đường", "đường", "duong"},
	    {"hoà", "hòa", "hoa"},
	    {"THUỶ", "thủy", "thuy"},
	    {"Mỹ", "mĩ", "mi"},
	    {"Quý", "quí", "qui"},
	    {"Thụy", "thụy", "thuy"},
	    {"HĐND", "hđnd", "hdnd"},
	    {"nghie\u0302\u0323p", "nghiệp", "nghiep"}, /* combining marks */
	    {"nghie\u0323\u0302p", "nghiệp", "nghiep"},
	    {"\u00F0\u1EA3ng", "đảng", "dang"}, /* eth */
	    {"d\u0336a\u0309ng", "đảng", "dang"},
	    {"n\u01CEm", "năm", "nam"}, /* caron for breve */
	    {"N\u01CDm", "năm", "nam"},
	    {"sh\u01CEnghai", "sh\u01CEnghai", "shanghai"},
	    {"Ngu\u200Byên", "nguyên", "nguyen"},
	    {"ＫＣＮ", "kcn", "kcn"}, /* full width */
	    {"Ａ１", "a1", "a1"},
	    {"m²", "m2", "m2"}, {"m³", "m3", "m3"}, {"x¹", "x1", "x1"},
	    {"CO₂", "co2", "co2"}, {"10⁹", "109", "109"},
	    {"e⁰₀₉", "e009", "e009"},
	    {"ﬁle", "file", "file"}, {"ﬂy", "fly", "fly"},
	    {"H'Mông", "h'mông", "hmong"},
	    {"H’Mông", "h'mông", "hmong"}, {"H‘Mông", "h'mông", "hmong"},
	    {"HʼMông", "h'mông", "hmong"}, {"H`Mông", "h'mông", "hmong"},
	    {"H´Mông", "h'mông", "hmong"},
	    {"Ñandú", "ñandú", "nandu"}, {"über", "über", "uber"},
	    {"Straße", "straße", "straße"}, {"ΑΘΉΝΑ", "αθήνα", "αθηνα"},
	    {"Łódź", "łódź", "łodz"}, {"ŽIVOT", "život", "zivot"},
	    {"三", "三", "三"}, {"삼성전자", "삼성전자", "삼성전자"},
	    {"Москва", "москва", "москва"}, {"İ", "i", "i"},
	    {"q\u0301", "q\u0301", "q"}, /* a mark of no letter */
	    {"'", "'", ""},
	    {"a\xFF", "a\uFFFD", "a\uFFFD"},
	    {"toogrn", "toogrn", "toogrn"}, {"Samsung", "samsung", "samsung"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_text_canonical(S(cases[i].word), &out);
		assert_text(out, cases[i].canonical, cases[i].word);
		tc_buf_clear(&out);
		tc_text_fold(S(cases[i].word), &out);
		assert_text(out, cases[i].folded, cases[i].word);
		tc_buf_clear(&out);
		tc_text_fold(S(cases[i].canonical), &out);
		assert_text(out, cases[i].folded, cases[i].canonical);
	}
	tc_buf_free(&out);
}

/* As it is, in capitals, canonical, and without any mark: one folded form. */
static void
check_foldings(const char *word, const uint32_t *small, size_t n)
{
	struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf form = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	tc_text_fold(S(word), &want);
	tc_text_canonical(S(word), &form);
	tc_text_fold(form.s, form.len, &got);
	assert_text(got, want.s, word);
	tc_buf_clear(&form);
	for (i = 0; i < n; i++)
		tc_buf_putc(&form, tc_letter_of(small[i]).base);
	tc_buf_clear(&got);
	tc_text_fold(form.s, form.len, &got);
	assert_text(got, want.s, word);
	tc_buf_clear(&form);
	for (i = 0; i < n; i++)
		put_char(&form, (uint32_t)u_toupper((UChar32)small[i]));
	tc_buf_clear(&got);
	tc_text_fold(form.s, form.len, &got);
	assert_text(got, want.s, word);
	tc_buf_free(&want);
	tc_buf_free(&got);
	tc_buf_free(&form);
}

static void
marks_do_not_change_the_folded_form(void **state)
{
	static struct toneless all[28 * 168];
	struct tc_buf word = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n = list_toneless(all), k, words = 0;
	uint32_t small[8];
	int tone;

	(void)state;
	for (i = 0; i < n; i++) {
		for (k = 0; !tc_letter_is_vowel(all[i].letter[k]); k++)
			;
		for (tone = TC_LEVEL; tone <= TC_NANG; tone++) {
			put_tone(&all[i], k, (enum tc_tone)tone, small);
			if (!tc_syllable_valid(small, all[i].n))
				continue;
			encode(&word, small, all[i].n);
			check_foldings(word.s, small, all[i].n);
			words++;
		}
	}
	assert_int_equal(words, SYLLABLES);
	tc_buf_free(&word);
}

static void
long_words_are_cut_between_characters(void **state)
{
	static const char *const letter[] = {
	    "a", "đ", "ệ", "三", "\U00020000", "ﬁ", "\xFF"};
	struct tc_buf word = TC_BUF_INIT((size_t)4 << 20);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, shift;

	(void)state;
	for (i = 0; i < COUNT(letter); i++) {
		for (shift = 0; shift < 4; shift++) {
			tc_buf_clear(&word);
			put_times(&word, "x", shift);
			put_times(&word, letter[i], shift == 0 ? 1 << 20 : 100);
			tc_buf_clear(&out);
			tc_text_canonical(word.s, word.len, &out);
			assert_in_range(out.len, 64, TC_TERM_MAX);
			assert_int_equal(
			    tc_text_utf8_span(out.s, out.len), out.len);
			tc_buf_clear(&out);
			tc_text_fold(word.s, word.len, &out);
			assert_in_range(out.len, 33, TC_TERM_MAX);
			assert_int_equal(
			    tc_text_utf8_span(out.s, out.len), out.len);
		}
	}
	/* The mark of a letter that is cut off marks no other. */
	tc_buf_clear(&word);
	put_times(&word, "a", 64);
	tc_buf_clear(&out);
	tc_text_canonical(word.s, word.len, &out);
	assert_text(out, word.s, "64 letters");
	tc_buf_puts(&word, "b\u0301");
	tc_buf_clear(&out);
	tc_text_canonical(word.s, word.len, &out);
	tc_buf_cut(&word, 64);
	assert_text(out, word.s, "66 characters");
	tc_buf_free(&word);
	tc_buf_free(&out);
}

static void
keys_compare_names(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name, *key;
	} cases[] = {
	    {"", ""}, {" ", ""}, {"–", ""}, {"(.,;)", ""},
	    {"  Nghị   Quyết ", "nghi quyet"},
	    {"NGHỊ QUYẾT", "nghi quyet"}, {"nghi quyet", "nghi quyet"},
	    {"Quy chế", "qui che"}, {"Qui chế", "qui che"},
	    {"Công ty TNHH Samsung Electronics (SEVT)",
	     "cong ti tnhh samsung electronics sevt"},
	    {"UBND tỉnh Thái-Nguyên", "ubnd tinh thai nguyen"},
	    {"Hoà\tBình\nHoa\u00A0Binh", "hoa binh hoa binh"},
	    {"nghie\u0302\u0323p", "nghiep"},
	    {"QĐ 12/2020", "qd 12 2020"}, {"a\xFF" "b", "a b"},
	    {"H’Mông", "h mong"}, {"三星", "三星"},
	    {"quy \u0301 chế", "qui che"}, {"\u0323", ""}, {"chế \u0301", "che"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_text_key(S(cases[i].name), &out);
		assert_text(out, cases[i].key, cases[i].name);
		tc_buf_clear(&out);
		tc_text_key(S(cases[i].key), &out);
		assert_text(out, cases[i].key, cases[i].key);
	}
	tc_buf_clear(&out);
	tc_buf_puts(&out, "T");
	tc_text_key(S("Báo cáo"), &out);
	assert_text(out, "Tbao cao", "appended");
	tc_buf_free(&out);
}

static void
marks_are_telex_keys(void **state)
{
	/* clang-format off */
	static const struct {
		const char *word, *marks;
	} cases[] = {
	    {"", ""}, {"khu", ""}, {"nghị", "j"}, {"quyết", "es"},
	    {"đường", "dwwf"}, {"đương", "dww"}, {"đuong", "d"},
	    {"dương", "ww"}, {"duong", ""}, {"tổng", "or"}, {"sữa", "wx"},
	    {"năm", "w"}, {"hòa", "f"}, {"ấy", "as"}, {"über", "ü"},
	    {"ñandú", "ñs"}, {"hđnd", "d"}, {"三", "三"}, {"sfrxj", ""},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_text_marks(S(cases[i].word), &out);
		assert_text(out, cases[i].marks, cases[i].word);
	}
	tc_buf_free(&out);
}

/* Folded form and marks together must tell all syllables apart. */
static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
marks_tell_words_apart(void **state)
{
	static struct toneless all[28 * 168];
	static char *terms[SYLLABLES];
	struct tc_buf form = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n = list_toneless(all), words = 0, same = 0, merged = 0;
	uint32_t small[8], before[8];
	int tone;

	(void)state;
	for (i = 0; i < n; i++) {
		for (tone = TC_LEVEL; tone <= TC_NANG; tone++) {
			size_t k = 0;

			while (!tc_letter_is_vowel(all[i].letter[k]))
				k++;
			put_tone(&all[i], k, (enum tc_tone)tone, small);
			if (!tc_syllable_valid(small, all[i].n))
				continue;
			assert_true(tc_syllable_canonical(small, all[i].n));
			put_tone(&all[i], k, TC_LEVEL, before);
			for (k = 0; k < all[i].n; k++)
				merged += before[k] == 'y' &&
				    tc_letter_of(small[k]).base == 'i';
			encode(&form, small, all[i].n);
			tc_buf_clear(&term);
			tc_text_fold(form.s, form.len, &term);
			tc_buf_putc(&term, '=');
			tc_text_marks(form.s, form.len, &term);
			terms[words++] = strdup(term.s);
		}
	}
	qsort(terms, words, sizeof(terms[0]), compare_strings);
	for (i = 1; i < words; i++)
		same += strcmp(terms[i - 1], terms[i]) == 0;
	assert_int_equal(words, SYLLABLES);
	assert_int_equal(same, merged); /* kỹ and kĩ are one, no others */
	for (i = 0; i < words; i++)
		free(terms[i]);
	tc_buf_free(&form);
	tc_buf_free(&term);
}

static bool
includes(const char *word, const char *typed)
{
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf wanted = TC_BUF_INIT(TC_BUF_LINE);
	bool result;

	tc_text_marks(S(word), &marks);
	tc_text_marks(S(typed), &wanted);
	result = tc_text_marks_include(
	    tc_buf_str(&marks), marks.len, tc_buf_str(&wanted), wanted.len);
	tc_buf_free(&marks);
	tc_buf_free(&wanted);
	return result;
}

static void
typed_marks_must_be_there(void **state)
{
	static const char *const words[] = {
	    "duong", "dưong", "dương", "đương", "đường", "đưỡng", "dượng"};
	/* clang-format off */
	static const struct {
		const char *typed, *taken; /* of words, 1 for those */
	} cases[] = {
	    {"duong", "1111111"}, {"dưong", "0111111"}, {"dương", "0011111"},
	    {"đuong", "0001110"}, {"đương", "0001110"}, {"đường", "0000100"},
	    {"duòng", "0000100"}, {"duọng", "0000001"}, {"đưỡng", "0000010"},
	};
	/* clang-format on */
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		for (k = 0; k < COUNT(words); k++) {
			if (includes(words[k], cases[i].typed) !=
			    (cases[i].taken[k] == '1'))
				fail_msg("%s for %s", words[k], cases[i].typed);
		}
	}
	assert_true(includes("quyết", "quyêt"));
	assert_true(includes("quyết", "quyét"));
	assert_false(includes("quyệt", "quyét"));
	assert_false(includes("quyêt", "quyết"));
	assert_true(includes("über", "uber"));
	assert_true(includes("über", "über"));
	assert_false(includes("uber", "über"));
	assert_true(tc_text_marks_include("\0", 1, "", 0));
}

/* Take the marks of a syllable off and put them on again: y stays y. */
static void
marks_go_where_they_belong(void **state)
{
	static struct toneless all[28 * 168];
	/* clang-format off */
	static const struct {
		const char *word, *marks, *expected; /* NULL: cannot be */
	} cases[] = {
	    {"hoac", "wj", "hoặc"}, {"HOI", "oj", "HỘI"}, {"Ky", "x", "Kỹ"},
	    {"quy", "s", "quý"}, {"ty", "", "ty"}, {"duong", "dwwf", "đường"},
	    {"đưòng", "dwws", "đướng"}, {"thuy", "r", "thủy"},
	    {"Dien", "ded", NULL}, {"Dien", "de", "Điên"}, {"hdnd", "d", "hđnd"},
	    {"lak", "ws", "lắk"}, {"khu", "oo", NULL}, {"pdf", "s", NULL},
	    {"uber", "\xC3\xBC", NULL}, {"", "", NULL}, {"c2", "s", NULL},
	};
	/* clang-format on */
	struct tc_buf word = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, k, n = list_toneless(all), done = 0;
	uint32_t small[8];
	int tone;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&got);
		assert_int_equal(tc_text_put_marks(
				     S(cases[i].word), S(cases[i].marks), &got),
		    cases[i].expected != NULL);
		if (cases[i].expected != NULL)
			assert_string_equal(got.s, cases[i].expected);
		else
			assert_int_equal(got.len, 0);
	}
	for (i = 0; i < n; i++) {
		for (tone = TC_LEVEL; tone <= TC_NANG; tone++) {
			for (k = 0; !tc_letter_is_vowel(all[i].letter[k]);)
				k++;
			put_tone(&all[i], k, (enum tc_tone)tone, small);
			if (!tc_syllable_valid(small, all[i].n))
				continue;
			encode(&word, small, all[i].n);
			tc_buf_clear(&got);
			tc_text_canonical(word.s, word.len, &got);
			tc_buf_clear(&marks);
			tc_text_marks(got.s, got.len, &marks);
			tc_buf_clear(&got);
			assert_true(tc_text_put_marks(word.s, word.len,
			    tc_buf_str(&marks), marks.len, &got));
			tc_buf_clear(&marks);
			tc_text_canonical(word.s, word.len, &marks);
			tc_buf_clear(&word);
			tc_text_canonical(got.s, got.len, &word);
			assert_string_equal(word.s, marks.s);
			done++;
		}
	}
	assert_int_equal(done, SYLLABLES);
	tc_buf_free(&word);
	tc_buf_free(&marks);
	tc_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_are_as_in_the_table),
	    cmocka_unit_test(no_other_character_is_a_letter),
	    cmocka_unit_test(letters_fold_to_their_base),
	    cmocka_unit_test(words_have_canonical_and_folded_forms),
	    cmocka_unit_test(marks_do_not_change_the_folded_form),
	    cmocka_unit_test(long_words_are_cut_between_characters),
	    cmocka_unit_test(keys_compare_names),
	    cmocka_unit_test(marks_are_telex_keys),
	    cmocka_unit_test(marks_tell_words_apart),
	    cmocka_unit_test(typed_marks_must_be_there),
	    cmocka_unit_test(marks_go_where_they_belong),
	};

	return cmocka_run_group_tests_name("text/word", tests, NULL, NULL);
}
