/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/syllable.c: which spellings are syllables, and of which. */
#include "tracuu_test.h"

#include <tracuu/text.h>

#include "syllables.h"

static struct toneless all[28 * 168];
static size_t all_n;

static int
list_all(void **state)
{
	(void)state;
	all_n = list_toneless(all);
	return 0;
}

/* A stop takes two tones only. */
static bool
tone_is_allowed(const struct toneless *s, enum tc_tone tone)
{
	return !ends_in_stop(s) || tone == TC_SAC || tone == TC_NANG;
}

static void
grammar_has_17942_syllables(void **state)
{
	size_t i, k, n = 0;
	uint32_t letters[8];
	int tone;

	(void)state;
	assert_int_equal(all_n, TONELESS);
	for (i = 0; i < all_n; i++) {
		for (k = 0; !tc_letter_is_vowel(all[i].letter[k]); k++)
			;
		for (tone = TC_LEVEL; tone <= TC_NANG; tone++) {
			put_tone(&all[i], k, (enum tc_tone)tone, letters);
			assert_int_equal(tc_syllable_valid(letters, all[i].n),
			    tone_is_allowed(&all[i], (enum tc_tone)tone));
			n += tc_syllable_valid(letters, all[i].n);
		}
	}
	assert_int_equal(n, SYLLABLES);
}

/* Put the tone on each vowel in turn: there is one canonical spelling. */
static size_t
repair_places(const struct toneless *s, enum tc_tone tone)
{
	uint32_t letters[8], first[8] = {0};
	size_t place, places = 0;

	for (place = 0; place < s->n; place++) {
		if (!put_tone(s, place, tone, letters))
			continue;
		assert_true(tc_syllable_canonical(letters, s->n));
		if (places++ == 0)
			memcpy(first, letters, sizeof(first));
		assert_memory_equal(letters, first, sizeof(first));
	}
	memcpy(letters, first, sizeof(first));
	assert_true(tc_syllable_canonical(letters, s->n));
	assert_memory_equal(letters, first, sizeof(first));
	return places;
}

static void
misplaced_tones_are_repaired(void **state)
{
	size_t i, placed = 0;
	int tone;

	(void)state;
	for (i = 0; i < all_n; i++) {
		for (tone = TC_SAC; tone <= TC_NANG; tone++) {
			if (tone_is_allowed(&all[i], (enum tc_tone)tone))
				placed +=
				    repair_places(&all[i], (enum tc_tone)tone);
		}
	}
	assert_int_equal(placed, 26353);
}

struct spelling {
	const char *typed, *canonical; /* NULL: no syllable */
};

static void
check_spellings(const struct spelling *spellings, size_t n)
{
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	uint32_t letters[32], before[32];
	size_t i, len;

	for (i = 0; i < n; i++) {
		const char *want = spellings[i].canonical;

		len = decode(spellings[i].typed, letters);
		memcpy(before, letters, sizeof(before));
		if (tc_syllable_canonical(letters, len) != (want != NULL))
			print_error("%s\n", spellings[i].typed);
		encode(&got, letters, len);
		assert_text(got, want != NULL ? want : spellings[i].typed,
		    spellings[i].typed);
	}
	tc_buf_free(&got);
}

static void
tone_has_its_one_place(void **state)
{
	/* clang-format off */
	static const struct spelling spellings[] = {
	    {"hoà", "hòa"}, {"hòa", "hòa"}, {"khoẻ", "khỏe"},
	    {"thuỷ", "thủy"}, {"thủy", "thủy"}, {"uỷ", "ủy"},
	    {"mủa", "mủa"}, {"muả", "mủa"}, {"mía", "mía"}, {"mià", "mìa"},
	    {"tóan", "toán"}, {"hoạch", "hoạch"}, {"họach", "hoạch"},
	    {"húyt", "huýt"}, {"ngóai", "ngoái"}, {"khủyu", "khuỷu"},
	    {"ngòăn", "ngoằn"}, {"đựơc", "được"}, {"trừơng", "trường"},
	    {"nguỳên", "nguyền"}, {"quả", "quả"}, {"qủa", "quả"},
	    {"gía", "giá"}, {"giá", "giá"}, {"gìa", "già"}, {"gì", "gì"},
	    {"giềng", "giềng"}, {"gíêng", "giếng"}, {"quốc", "quốc"},
	    {"qúôc", "quốc"}, {"quyển", "quyển"}, {"qủyên", "quyển"},
	    {"gịong", "giọng"}, {"thuở", "thuở"}, {"thủơ", "thuở"},
	    {"khuya", "khuya"}, {"ngoẻo", "ngoẻo"}, {"rượu", "rượu"},
	    {"rựơu", "rượu"}, {"xoong", "xoong"}, {"xòong", "xoòng"},
	};
	/* clang-format on */

	(void)state;
	check_spellings(spellings, COUNT(spellings));
}

/* After h k l m t s and qu only: elsewhere they are different words. */
static void
i_and_y_merge_where_they_spell_one_word(void **state)
{
	/* clang-format off */
	static const struct spelling spellings[] = {
	    {"hy", "hi"}, {"kỹ", "kĩ"}, {"lý", "lí"}, {"mỹ", "mĩ"},
	    {"tỷ", "tỉ"}, {"sỹ", "sĩ"}, {"ky", "ki"}, {"kĩ", "kĩ"},
	    {"quý", "quí"}, {"quí", "quí"}, {"quỵ", "quị"},
	    {"quýt", "quít"}, {"quỳnh", "quình"}, {"quých", "quích"},
	    {"qúy", "quí"},
	    /* those stay apart */
	    {"ý", "ý"}, {"í", "í"}, {"y", "y"}, {"vy", "vy"}, {"vi", "vi"},
	    {"thy", "thy"}, {"thi", "thi"}, {"ny", "ny"}, {"by", "by"},
	    {"dy", "dy"}, {"đy", "đy"}, {"xy", "xy"}, {"khy", "khy"},
	    {"chy", "chy"}, {"nhy", "nhy"}, {"phy", "phy"}, {"ry", "ry"},
	    {"try", "try"}, {"gy", "gy"},
	    {"yêu", "yêu"}, {"yết", "yết"}, {"thuý", "thúy"},
	    {"thúi", "thúi"}, {"quyết", "quyết"}, {"quyên", "quyên"},
	    {"tay", "tay"}, {"tai", "tai"}, {"hay", "hay"}, {"huy", "huy"},
	    {"dành", "dành"}, {"giành", "giành"},
	};
	/* clang-format on */

	(void)state;
	check_spellings(spellings, COUNT(spellings));
}

static bool
begins_with_one_of(const char *word, const char *const *onsets, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strlen(word) == strlen(onsets[i]) + 1 &&
		    strncmp(word, onsets[i], strlen(onsets[i])) == 0)
			return true;
	}
	return false;
}

/* With every onset and tone: y becomes i after seven of them, i never y. */
static void
y_is_i_after_seven_onsets_only(void **state)
{
	static const char *const merging[] = {
	    "h", "k", "l", "m", "t", "s", "qu"};
	static const char *const qu[] = {"quy", "quyt", "quynh", "quych"};
	struct tc_buf word = TC_BUF_INIT(TC_BUF_LINE);
	uint32_t letters[8];
	size_t i, k, merged = 0, seen = 0;
	int tone;

	(void)state;
	for (i = 0; i < all_n; i++) {
		bool merges;

		encode(&word, all[i].letter, all[i].n);
		merges = begins_with_one_of(word.s, merging, COUNT(merging)) &&
		    word.s[word.len - 1] == 'y';
		for (k = 0; k < COUNT(qu); k++)
			merges |= strcmp(word.s, qu[k]) == 0;
		for (k = all[i].n; all[i].letter[k - 1] != 'y' && k > 1;)
			k--;
		if (all[i].letter[k - 1] != 'y')
			continue;
		for (tone = TC_LEVEL; tone <= TC_NANG; tone++) {
			put_tone(&all[i], k - 1, (enum tc_tone)tone, letters);
			assert_true(tc_syllable_canonical(letters, all[i].n));
			seen++;
			merged += tc_letter_of(letters[k - 1]).base == 'i';
			if ((tc_letter_of(letters[k - 1]).base == 'i') !=
			    merges)
				fail_msg("%s with tone %d", word.s, tone);
		}
	}
	assert_int_equal(merged, (6 + COUNT(qu)) * 6);
	assert_true(seen > merged);
	tc_buf_free(&word);
}

static void
foreign_words_stay(void **state)
{
	/* clang-format off */
	static const struct spelling spellings[] = {
	    {"", NULL}, {"b", NULL}, {"ng", NULL}, {"kcn", NULL},
	    {"ubnd", NULL}, {"file", NULL}, {"web", NULL}, {"fax", NULL},
	    {"samsung", NULL}, {"logistics", NULL}, {"iso", NULL},
	    {"krông", NULL}, {"đắk", NULL}, {"kạn", NULL}, {"iêu", NULL},
	    {"ca̐", NULL}, {"hoáì", NULL}, {"áá", NULL}, {"ñam", NULL},
	    {"của1", NULL}, {"h'mông", NULL}, {"ngê", NULL}, {"ghang", NULL},
	    {"ka", NULL}, {"cê", NULL}, {"quu", NULL}, {"quôn", NULL},
	    {"Hà", NULL}, /* letters must be small */
	    {"nghiêngg", NULL}, {"nghiêngnghiêng", NULL}, {"三", NULL},
	};
	/* clang-format on */

	(void)state;
	check_spellings(spellings, COUNT(spellings));
}

static void
stops_without_tone_are_typed_without_marks(void **state)
{
	/* clang-format off */
	static const struct spelling spellings[] = {
	    {"hoc", "hoc"}, {"quyt", "quit"}, {"cap", "cap"},
	    {"học", "học"}, {"hòc", "hòc"}, {"sach", "sach"},
	};
	/* clang-format on */

	(void)state;
	check_spellings(spellings, COUNT(spellings));
	assert_false(tc_text_is_syllable(S("hoc")));
	assert_false(tc_text_is_syllable(S("hỏc")));
	assert_true(tc_text_is_syllable(S("học")));
}

static void
words_are_told_from_syllables_in_any_case(void **state)
{
	static const char *const yes[] = {"nghiệp", "NGHIỆP", "Nghiệp",
	    "nghie\u0302\u0323p", "hoà", "hòa", "Đ\u1EA3ng", "ð\u1EA3ng", "a",
	    "Ý", "nghiêng", "NGHIÊNG"};
	static const char *const no[] = {"", "KCN", "12", "m²", "nghiệp ",
	    "nghiệpnghiệp", "\xFF", "hội nghị", "file", "a\0", "三"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(yes); i++)
		assert_true(tc_text_is_syllable(S(yes[i])));
	for (i = 0; i < COUNT(no); i++)
		assert_int_equal(
		    tc_text_is_syllable(S(no[i])), strcmp(no[i], "a") == 0);
	assert_false(tc_text_is_syllable("a\0", 2));
}

/* The syllables without marks, sorted. */
static char (*unmarked)[16];

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
list_unmarked(void)
{
	size_t i, k;

	unmarked = calloc(all_n, sizeof(*unmarked));
	assert_non_null(unmarked);
	for (i = 0; i < all_n; i++) {
		for (k = 0; k < all[i].n; k++)
			unmarked[i][k] =
			    (char)tc_letter_of(all[i].letter[k]).base;
	}
	qsort(unmarked, all_n, sizeof(*unmarked), compare_texts);
}

/* Number i of the texts of up to so many of some letters. */
static void
write_letters(char *to, size_t i, const char *letters)
{
	size_t n = strlen(letters);

	for (; i > 0; i = (i - 1) / n)
		*to++ = letters[(i - 1) % n];
	*to = '\0';
}

/* Whatever is made of consonants, vowels, consonants. */
static void
syllables_without_marks_are_those_of_the_grammar(void **state)
{
	static const char *const begin[] = {"", "b", "c", "ch", "d", "f", "g",
	    "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "nk",
	    "p", "ph", "q", "qu", "r", "s", "t", "th", "tr", "tt", "v", "x"};
	char text[16], vowels[4], end[3];
	size_t i, v, e, n = 0;

	(void)state;
	list_unmarked();
	for (i = 0; i < COUNT(begin); i++) {
		for (v = 0; v < 1 + 6 + 36 + 216; v++) {
			for (e = 0; e < 1 + 8 + 64; e++) {
				write_letters(vowels, v, "aeiouy");
				write_letters(end, e, "cghmnptz");
				snprintf(text, sizeof(text), "%s%s%s", begin[i],
				    vowels, end);
				assert_int_equal(
				    tc_text_is_unmarked_syllable(text),
				    bsearch(text, unmarked, all_n,
					sizeof(*unmarked),
					compare_texts) != NULL);
				n += tc_text_is_unmarked_syllable(text);
			}
		}
	}
	assert_true(n > 2000);
	free(unmarked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grammar_has_17942_syllables),
	    cmocka_unit_test(misplaced_tones_are_repaired),
	    cmocka_unit_test(tone_has_its_one_place),
	    cmocka_unit_test(i_and_y_merge_where_they_spell_one_word),
	    cmocka_unit_test(y_is_i_after_seven_onsets_only),
	    cmocka_unit_test(foreign_words_stay),
	    cmocka_unit_test(stops_without_tone_are_typed_without_marks),
	    cmocka_unit_test(words_are_told_from_syllables_in_any_case),
	    cmocka_unit_test(syllables_without_marks_are_those_of_the_grammar),
	};

	return cmocka_run_group_tests_name(
	    "text/syllable", tests, list_all, NULL);
}
