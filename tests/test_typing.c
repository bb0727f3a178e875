/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/typing.h: Telex, VNI and VIQR keys, and what stays literal. */
#include "tracuu_test.h"

#include <tracuu/text.h>

#include "syllables.h"
#include <tracuu/typing.h>

static const enum tc_typing methods[] = {TC_TELEX, TC_VNI, TC_VIQR};

static struct toneless all[28 * 168];
static size_t all_n;

static int
list_all(void **state)
{
	(void)state;
	all_n = list_toneless(all);
	return 0;
}

/*
 * Every syllable
 */

struct syllable {
	struct tc_buf text;	 /* as it is written: kỹ */
	struct tc_buf canonical; /* kĩ */
};

/* The syllable of these letters and that tone; false where there is none. */
static bool
make_syllable(
    const struct toneless *from, enum tc_tone tone, struct syllable *out)
{
	uint32_t written[8], letters[8];
	size_t i;

	for (i = 0; !tc_letter_is_vowel(from->letter[i]); i++)
		;
	put_tone(from, i, tone, letters);
	if (!tc_syllable_valid(letters, from->n))
		return false;
	tc_syllable_canonical(letters, from->n);
	encode(&out->canonical, letters, from->n);
	memcpy(written, letters, sizeof(written));
	for (i = 0; i < from->n; i++) {
		if (from->letter[i] == 'y')
			written[i] = tc_letter_with_tone(
			    'y', (enum tc_tone)tc_letter_of(letters[i]).tone);
	}
	encode(&out->text, written, from->n);
	return true;
}

static bool
is_ascii(const struct tc_buf *text)
{
	size_t i;

	for (i = 0; i < text->len; i++) {
		if ((unsigned char)text->s[i] >= 0x80)
			return false;
	}
	return true;
}

typedef void (*syllable_fn)(const struct syllable *syllable, void *arg);

static void
for_each_syllable(syllable_fn call, void *arg)
{
	struct syllable syllable = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE)};
	size_t i;
	int tone;

	for (i = 0; i < all_n; i++) {
		for (tone = TC_LEVEL; tone <= TC_NANG; tone++) {
			if (make_syllable(
				&all[i], (enum tc_tone)tone, &syllable))
				call(&syllable, arg);
		}
	}
	tc_buf_free(&syllable.text);
	tc_buf_free(&syllable.canonical);
}

struct round_trip {
	enum tc_typing method;
	struct tc_buf keys;
	size_t syllables;
	size_t plain;	   /* no key but letters: nothing to decode */
	size_t literal_oo; /* xoong, which Telex types xooong */
};

static void
go_there_and_back(const struct syllable *syllable, void *arg)
{
	struct round_trip *trip = arg;
	struct tc_typing_reading reading;
	bool decoded;

	tc_buf_clear(&trip->keys);
	tc_typing_encode(trip->method, tc_buf_str(&syllable->text),
	    syllable->text.len, &trip->keys);
	assert_true(is_ascii(&trip->keys));
	assert_true(trip->keys.len <= TC_TYPING_MAX);
	decoded = tc_typing_strict(
	    trip->method, trip->keys.s, trip->keys.len, &reading);
	trip->syllables++;
	if (!decoded) {
		assert_text(trip->keys, tc_buf_str(&syllable->text),
		    tc_buf_str(&syllable->text));
		trip->plain++;
		return;
	}
	assert_text(syllable->text, reading.text, trip->keys.s);
	assert_text(syllable->canonical, reading.canonical, trip->keys.s);
	trip->literal_oo += strstr(trip->keys.s, "ooo") != NULL;
}

/*
 * The exceptions are the syllables that need no marks (ban): their keys are
 * themselves. Those with oo (xoong) need a third o in Telex even so.
 */
static void
every_syllable_goes_there_and_back(void **state)
{
	static const size_t plain[] = {1144, 1167, 1167};
	static const size_t literal_oo[] = {192, 0, 0};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(methods); i++) {
		struct round_trip trip = {
		    .method = methods[i], .keys = TC_BUF_INIT(TC_BUF_LINE)};

		for_each_syllable(go_there_and_back, &trip);
		assert_int_equal(trip.syllables, SYLLABLES);
		assert_int_equal(trip.plain, plain[i]);
		assert_int_equal(trip.literal_oo, literal_oo[i]);
		tc_buf_free(&trip.keys);
	}
}

/* Everything is known, and one word is more frequent than all others. */
static bool
knows_best(void *arg, const char *canonical, size_t len, uint32_t *freq)
{
	const struct tc_buf *best = arg;

	*freq = len == best->len && memcmp(canonical, best->s, len) == 0;
	return true;
}

struct swaps {
	enum tc_typing method;
	struct tc_buf keys;
	size_t tried, found, first;
};

static void
swap_at(struct swaps *swaps, size_t i, const struct syllable *syllable)
{
	struct tc_typing_reading readings[TC_TYPING_READINGS];
	struct tc_buf best = syllable->canonical;
	char keys[TC_TYPING_MAX];
	size_t k, n;

	memcpy(keys, swaps->keys.s, swaps->keys.len);
	keys[i] = swaps->keys.s[i + 1];
	keys[i + 1] = swaps->keys.s[i];
	n = tc_typing_read(swaps->method, keys, swaps->keys.len, TC_TYPING_SWAP,
	    knows_best, &best, readings);
	swaps->tried++;
	for (k = 0; k < n; k++) {
		if (strcmp(readings[k].canonical, best.s) == 0)
			break;
	}
	swaps->found += k < n;
	swaps->first += k == 0 && n > 0;
}

static void
try_all_swaps(const struct syllable *syllable, void *arg)
{
	struct swaps *swaps = arg;
	size_t i;

	if (is_ascii(&syllable->text))
		return;
	tc_buf_clear(&swaps->keys);
	tc_typing_encode(swaps->method, tc_buf_str(&syllable->text),
	    syllable->text.len, &swaps->keys);
	for (i = 0; i + 1 < swaps->keys.len; i++) {
		if (swaps->keys.s[i] != swaps->keys.s[i + 1])
			swap_at(swaps, i, syllable);
	}
}

static void
swapped_keys_are_put_right(void **state)
{
	/* How often the syllable is not the only or the best reading: tarngj
	 * is tạng as it stands, though trạng may be meant. */
	static const size_t tried[] = {66392, 73372}, first[] = {61414, 71864};
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct swaps swaps = {
		    .method = methods[i], .keys = TC_BUF_INIT(TC_BUF_LINE)};

		for_each_syllable(try_all_swaps, &swaps);
		assert_int_equal(swaps.tried, tried[i]);
		assert_int_equal(swaps.found, tried[i]);
		assert_int_equal(swaps.first, first[i]);
		tc_buf_free(&swaps.keys);
	}
}

/*
 * Keys and texts
 */

static void
texts_are_encoded(void **state)
{
	/* clang-format off */
	static const struct {
		enum tc_typing method;
		const char *text, *keys;
	} rows[] = {
	    {TC_TELEX, "đại hội", "ddaij hooij"},
	    {TC_TELEX, "đường", "dduowngf"}, {TC_TELEX, "thuở", "thuowr"},
	    {TC_TELEX, "hoặc", "hoawcj"}, {TC_TELEX, "lưu", "luwu"},
	    {TC_TELEX, "mưa", "muwa"}, {TC_TELEX, "quơ", "quow"},
	    {TC_TELEX, "xoong", "xooong"}, {TC_TELEX, "moóc", "mooocs"},
	    {TC_TELEX, "Google", "Google"}, {TC_TELEX, "ngoéo", "ngoeos"},
	    {TC_TELEX, "Đại Hội ĐẢNG", "DDaij Hooij DDANGR"},
	    {TC_TELEX, "Ở", "OWR"}, {TC_TELEX, "Ư", "UW"},
	    {TC_TELEX, "12/2020/NQ-HĐND", "12/2020/NQ-HDDND"},
	    {TC_TELEX, "là gì?", "laf gif?"}, {TC_TELEX, "hànội", "hafnooji"},
	    {TC_TELEX, "", ""}, {TC_TELEX, "über 三", "über 三"},
	    {TC_TELEX, "xe\xFFm \xE1\xBA", "xe\xFFm \xE1\xBA"},
	    {TC_VNI, "đường", "d9u7o7ng2"}, {TC_VNI, "nghiệp", "nghie6p5"},
	    {TC_VNI, "ăn xoong", "a8n xoong"}, {TC_VNI, "ĐÃ", "D9A4"},
	    {TC_VIQR, "đại hội", "dda.i ho^.i"},
	    {TC_VIQR, "được sử", "ddu+o+.c su+?"}, {TC_VIQR, "ắn", "a('n"},
	    {TC_VIQR, "ĐÃ kỹ", "DDA~ ky~"},
	};
	/* clang-format on */
	struct tc_buf keys = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		tc_buf_clear(&keys);
		tc_typing_encode(rows[i].method, S(rows[i].text), &keys);
		assert_text(keys, rows[i].keys, rows[i].text);
	}
	tc_buf_free(&keys);
}

/* The 134 letters, and what the keys of each method for them are. */
static const struct {
	const char *letter, *keys[3];
} letter_keys[] = {
/* clang-format off */
#include "data/letter_keys.inc"
    /* clang-format on */
};

/* The keys give the letter, within a syllable: ă and đ alone are none. */
static void
check_keys(enum tc_typing method, const char *letter, const char *keys)
{
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_typing_reading reading;
	const char *after = strstr("đĐ", letter) != NULL ? "a"
	    : tc_text_is_syllable(S(letter))		 ? ""
							 : "n";

	/* A letter is a word in capitals: AR, not Ar. */
	tc_typing_encode(method, S(letter), &got);
	assert_int_equal(strcasecmp(got.s, keys), 0);
	tc_buf_clear(&got);
	tc_buf_printf(&got, "%s%s", keys, after);
	assert_true(tc_typing_strict(method, got.s, got.len, &reading));
	tc_buf_clear(&got);
	tc_buf_printf(&got, "%s%s", letter, after);
	tc_text_canonical(got.s, got.len, &want);
	assert_text(want, reading.text, keys);
	tc_buf_free(&got);
	tc_buf_free(&want);
}

static void
letters_have_their_keys(void **state)
{
	size_t i, m;

	(void)state;
	assert_int_equal(COUNT(letter_keys), 134);
	for (i = 0; i < COUNT(letter_keys); i++) {
		for (m = 0; m < COUNT(methods); m++)
			check_keys(methods[m], letter_keys[i].letter,
			    letter_keys[i].keys[m]);
	}
}

static void
encoding_stops_at_the_limit(void **state)
{
	struct tc_buf keys = TC_BUF_INIT(3);

	(void)state;
	tc_typing_encode(TC_TELEX, S("đại hội"), &keys);
	assert_true(keys.failed);
	assert_true(keys.len <= 3);
	tc_buf_free(&keys);
}

struct sample {
	enum tc_typing method;
	bool hat, tone;
	const char *keys, *text, *canonical; /* NULL: none; as text */
};

static void
check_sample(const struct sample *sample)
{
	struct tc_typing_reading reading;
	bool decoded =
	    tc_typing_strict(sample->method, S(sample->keys), &reading);

	if (decoded != (sample->text != NULL))
		print_error("%s\n", sample->keys);
	assert_int_equal(decoded, sample->text != NULL);
	if (!decoded || sample->text == NULL)
		return;
	check_text(
	    S(reading.text), sample->text, sample->keys, __FILE__, __LINE__);
	check_text(S(reading.canonical),
	    sample->canonical != NULL ? sample->canonical : sample->text,
	    sample->keys, __FILE__, __LINE__);
	if (reading.hat != sample->hat || reading.tone != sample->tone)
		print_error("%s\n", sample->keys);
	assert_int_equal(reading.hat, sample->hat);
	assert_int_equal(reading.tone, sample->tone);
	assert_int_equal(reading.cost, TC_TYPING_EXACT);
}

/* clang-format off */
static const struct sample samples[] = {
    {TC_TELEX, true, true, "ddaij", "đại", NULL},
    {TC_TELEX, true, true, "hooij", "hội", NULL},
    {TC_TELEX, true, true, "hooji", "hội", NULL},
    {TC_TELEX, false, true, "hoijo", "hội", NULL}, /* o from afar */
    {TC_TELEX, true, true, "dduwowngf", "đường", NULL},
    {TC_TELEX, true, true, "dduowngf", "đường", NULL},
    {TC_TELEX, true, true, "duongdwf", "đường", NULL},
    {TC_TELEX, true, true, "nguwowif", "người", NULL},
    {TC_TELEX, false, true, "ngwoif", "người", NULL},
    {TC_TELEX, true, true, "thuowr", "thuở", NULL},
    {TC_TELEX, true, true, "nghieepj", "nghiệp", NULL},
    {TC_TELEX, false, true, "nghiepej", "nghiệp", NULL},
    {TC_TELEX, true, false, "quow", "quơ", NULL},
    {TC_TELEX, true, false, "muaw", "mưa", NULL},
    {TC_TELEX, true, false, "luuw", "lưu", NULL},
    {TC_TELEX, true, true, "hoawcj", "hoặc", NULL},
    {TC_TELEX, true, false, "xooong", "xoong", NULL},
    {TC_TELEX, true, false, "xoong", "xông", NULL},
    {TC_TELEX, false, true, "ngoeos", "ngoéo", NULL},
    {TC_TELEX, false, true, "kyx", "kỹ", "kĩ"},
    {TC_TELEX, false, true, "hoas", "hóa", NULL},
    {TC_TELEX, false, true, "gif", "gì", NULL},
    {TC_TELEX, false, false, "asf", "à", NULL}, /* the last wins */
    {TC_TELEX, false, false, "laz", "la", NULL},
    {TC_TELEX, false, false, "lasz", "la", NULL}, /* z takes it away */
    {TC_TELEX, true, true, "DDANGR", "đảng", NULL},
    {TC_TELEX, false, true, "dangr", "dảng", NULL},
    {TC_TELEX, false, false, "hddnd", "hđnd", NULL},
    {TC_TELEX, false, false, "toogrn", NULL, NULL},
    {TC_TELEX, false, false, "ban", NULL, NULL},
    {TC_TELEX, false, false, "quyeet", NULL, NULL}, /* stop, no tone */
    {TC_TELEX, false, false, "", NULL, NULL},
    {TC_TELEX, false, false, "w", "ư", NULL},
    {TC_TELEX, false, false, "s", NULL, NULL},
    {TC_TELEX, false, false, "đại", NULL, NULL},
    {TC_TELEX, false, false, "nghieepjnghieepj", NULL, NULL},
    {TC_VNI, true, true, "d9u7o7ng2", "đường", NULL},
    {TC_VNI, true, true, "duong972", "đường", NULL},
    {TC_VNI, false, false, "la10", "la", NULL}, /* as does 0 */
    {TC_VNI, true, false, "a8n", "ăn", NULL},
    {TC_VNI, true, true, "nghie6p5", "nghiệp", NULL},
    {TC_VNI, true, true, "thuo73", "thuở", NULL},
    {TC_VNI, false, true, "ky4", "kỹ", "kĩ"},
    {TC_VNI, false, true, "co2", "cò", NULL},
    {TC_VNI, false, true, "a4", "ã", NULL},
    {TC_VNI, false, true, "so2", "sò", NULL},
    {TC_VNI, true, false, "hd9nd", "hđnd", NULL},
    {TC_VNI, false, false, "ql37", NULL, NULL},
    {TC_VNI, false, false, "37", NULL, NULL},
    {TC_VNI, false, false, "b6", NULL, NULL},
    {TC_VIQR, true, true, "dda.i", "đại", NULL},
    {TC_VIQR, true, true, "ho^.i", "hội", NULL},
    {TC_VIQR, true, true, "ddu+o+`ng", "đường", NULL},
    {TC_VIQR, false, false, "d*uo`ng", NULL, NULL},
    {TC_VIQR, true, true, "ddu*o*`ng", "đường", NULL},
    {TC_VIQR, true, true, "dduo+`ng", "đường", NULL},
    {TC_VIQR, true, true, "a('n", "ắn", NULL},
    {TC_VIQR, false, false, "gi`?", NULL, NULL},
    {TC_VIQR, false, false, "o'clock", NULL, NULL},
    {TC_VIQR, false, false, "b^", NULL, NULL},
};
/* clang-format on */

static void
keys_are_read_as_the_input_method_does(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(samples); i++)
		check_sample(&samples[i]);
}

/* file, web, fax, FDI, KCN, ISO, samsung, logistics have no reading. */
static void
english_and_codes_mostly_have_no_reading(void **state)
{
	static const char *const none[] = {"file", "web", "fax", "FDI", "KCN",
	    "ISO", "samsung", "logistics", "covid", "email", "usd", "pdf"};
	struct tc_typing_reading reading;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(none); i++) {
		if (tc_typing_strict(TC_TELEX, S(none[i]), &reading))
			print_error("%s = %s\n", none[i], reading.text);
	}
	assert_true(tc_typing_strict(TC_TELEX, S("visa"), &reading));
	assert_string_equal(reading.text, "vía");
	assert_true(tc_typing_strict(TC_TELEX, S("test"), &reading));
	assert_string_equal(reading.text, "tét");
}

/*
 * A vocabulary of a few words
 */

struct word {
	const char *canonical;
	uint32_t freq;
};

static bool
knows(void *arg, const char *canonical, size_t len, uint32_t *freq)
{
	const struct word *words = arg;
	size_t i;

	assert_int_equal(strlen(canonical), len);
	for (i = 0; words[i].canonical != NULL; i++) {
		if (strcmp(words[i].canonical, canonical) == 0) {
			*freq = words[i].freq;
			return true;
		}
	}
	return false;
}

static struct word vocabulary[] = {{"đại", 90}, {"hội", 95}, {"đảng", 70},
    {"bộ", 99}, {"tổng", 60}, {"số", 200}, {"án", 400}, {"của", 500},
    {"kĩ", 12}, {"thuật", 30}, {"thế", 300}, {"hết", 40}, {"kinh", 100},
    {"có", 800}, {"cóc", 2}, {"thương", 44}, {"thường", 90}, {"vía", 1},
    {"bõ", 1}, {"gá", 1}, {"cò", 1}, {"hđnd", 33}, {"trong", 600}, {"tét", 1},
    {"bết", 1}, {"tư", 77}, {"đầu", 88}, {NULL, 0}};

static void
check_read(enum tc_typing method, const char *keys, enum tc_typing_cost max,
    const char *want)
{
	struct tc_typing_reading readings[TC_TYPING_READINGS];
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n;

	n = tc_typing_read(method, S(keys), max, knows, vocabulary, readings);
	assert_true(n <= TC_TYPING_READINGS);
	for (i = 0; i < n; i++)
		tc_buf_printf(&got, "%s%s %u %u", i > 0 ? ", " : "",
		    readings[i].text, readings[i].cost, readings[i].freq);
	assert_text(got, want, keys);
	tc_buf_free(&got);
}

static void
readings_come_cheapest_and_most_frequent_first(void **state)
{
	/* clang-format off */
	static const struct {
		enum tc_typing method;
		enum tc_typing_cost max;
		const char *keys, *want;
	} rows[] = {
	    {TC_TELEX, TC_TYPING_SLIP, "ddaij", "đại 0 90"},
	    {TC_TELEX, TC_TYPING_EXACT, "DDaij", "đại 0 90"},
	    {TC_TELEX, TC_TYPING_EXACT, "toogrn", ""},
	    {TC_TELEX, TC_TYPING_SWAP, "toogrn", "tổng 2 60"},
	    {TC_TELEX, TC_TYPING_SWAP, "toorgn", "tổng 2 60"},
	    {TC_TELEX, TC_TYPING_SWAP, "ttoongr", "tổng 2 60"},
	    {TC_TELEX, TC_TYPING_SWAP, "tooongr", "tổng 2 60"},
	    {TC_TELEX, TC_TYPING_SWAP, "dangr", "đảng 1 70"},
	    {TC_VNI, TC_TYPING_SWAP, "dang3", "đảng 1 70"},
	    {TC_TELEX, TC_TYPING_SWAP, "htees", "thế 2 300, hết 2 40"},
	    {TC_TELEX, TC_TYPING_SWAP, "ccos", "có 2 800, cóc 2 2"},
	    {TC_TELEX, TC_TYPING_SLIP, "thwng", "thương 3 44"},
	    {TC_TELEX, TC_TYPING_SWAP, "thwng", ""},
	    {TC_TELEX, TC_TYPING_SWAP, "knih", ""},
	    {TC_TELEX, TC_TYPING_SLIP, "knih", "kinh 3 100"},
	    {TC_TELEX, TC_TYPING_SLIP, "kyx", "kỹ 0 12"},
	    {TC_VNI, TC_TYPING_SLIP, "thua65t", "thuật 0 30"},
	    {TC_VNI, TC_TYPING_SLIP, "thau65t", "thuật 2 30"},
	    {TC_VIQR, TC_TYPING_SLIP, "dda.i", "đại 0 90"},
	    {TC_VIQR, TC_TYPING_SLIP, "da.di", ""},
	    {TC_TELEX, TC_TYPING_SLIP, "zzzz", ""},
	    {TC_TELEX, TC_TYPING_SLIP, "", ""},
	    {TC_TELEX, TC_TYPING_SLIP, "đại", ""},
	    {TC_TELEX, TC_TYPING_SLIP, "thuwowngthuwowng", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		check_read(
		    rows[i].method, rows[i].keys, rows[i].max, rows[i].want);
}

/*
 * Queries
 */

#define WORDS_MAX 16

/* Words of a query; ! before one: the index knows it; # it is a number. */
static size_t
read_query(char *query, struct tc_typing_token tokens[WORDS_MAX])
{
	size_t n = 0;
	char *word, *rest = query;

	while ((word = strtok_r(rest, " ", &rest)) != NULL) {
		struct tc_typing_token *token = &tokens[n++];

		memset(token, 0, sizeof(*token));
		if (*word == '!')
			token->freq = 10;
		if (*word == '#')
			token->freq = TC_TYPING_NOT_A_WORD;
		token->text = word + (token->freq > 0);
		token->len = strlen(token->text);
	}
	return n;
}

static size_t
decide(
    const char *query, tc_typing_known_fn known, void *arg, struct tc_buf *got)
{
	struct tc_typing_token tokens[WORDS_MAX];
	char copy[256];
	size_t i, n, decoded;

	snprintf(copy, sizeof(copy), "%s", query);
	n = read_query(copy, tokens);
	decoded = tc_typing_decide(tokens, n, known, arg);
	tc_buf_clear(got);
	for (i = 0; i < n; i++) {
		decoded -= tokens[i].decoded;
		tc_buf_printf(got, "%s%s", i > 0 ? " " : "",
		    tokens[i].decoded ? tokens[i].reading.text
				      : tokens[i].text);
	}
	assert_int_equal(decoded, 0);
	return n;
}

static void
queries_are_decided_as_a_whole(void **state)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} rows[] = {
	    /* one word: keys for hat and tone */
	    {"ddaij", "đại"}, {"toogrn", "tổng"}, {"ho65i", "hội"},
	    {"ho6i5", "hội"}, {"box", "box"}, {"gas", "gas"},
	    {"visa", "visa"}, {"test", "test"}, {"co2", "co2"},
	    {"ans", "ans"}, {"dangr", "dangr"}, {"!ddaij", "ddaij"},
	    {"hddnd", "hddnd"}, {"beets", "bết"},
	    /* a strong one among others */
	    {"ddaij hooij ddangr", "đại hội đảng"},
	    {"d9a5i ho6i5 d9ang3", "đại hội đảng"},
	    {"!bao ddaij !cao", "bao đại cao"},
	    {"!bao ddaij gas", "bao đại gá"},
	    {"ddaij samsung", "đại samsung"},
	    {"ddaij samsung logistics", "ddaij samsung logistics"},
	    /* two weak ones, or all that is unknown */
	    {"ans cos", "án có"}, {"ans samsung cos", "ans samsung cos"},
	    {"!cong ans", "cong án"}, {"!cong toogrn", "cong tổng"},
	    {"!cong dangr", "cong đảng"}, {"!cong cso", "cong cso"},
	    {"ans cuar cos logistics", "án của có logistics"},
	    {"ans cuar logistics", "ans cuar logistics"},
	    {"ans cuar cos !gas !max knih", "án của có gas max kinh"},
	    {"ans cso", "ans cso"}, {"ans cuar cso", "án của có"}, {"ans logistics", "ans logistics"},
	    {"ans", "ans"}, {"#2020 ans", "2020 án"},
	    /* words with marks stay, and so do numbers and codes */
	    {"đại hooij", "đại hội"}, {"đại ans", "đại án"},
	    {"ddaij hooij #37 ql37 co2", "đại hội 37 ql37 co2"},
	    {"đại hội", "đại hội"}, {"!dai !hoi", "dai hoi"},
	    /* beyond doubt: known words, abbreviations, slips */
	    {"ddaij hooij !ans", "đại hội án"},
	    {"ddaij hooij !gas", "đại hội gas"},
	    {"ddaij hooij !tootngr", "đại hội tootngr"},
	    {"ddaij hooij !toongr", "đại hội tổng"},
	    {"ddaij hooij hddnd", "đại hội hđnd"},
	    {"ddaij hooij knih thwng", "đại hội kinh thương"},
	    {"ddaij knih", "đại knih"}, {"ddaij hooij kcn", "đại hội kcn"},
	    {"ho6i5 d9a5i torng", "hội đại trong"},
	    {"kyx thuaatj", "kỹ thuật"}, {"", ""},
	};
	/* clang-format on */
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		decide(rows[i].query, knows, vocabulary, &got);
		assert_text(got, rows[i].want, rows[i].query);
	}
	tc_buf_free(&got);
}

static void
english_is_never_decoded(void **state)
{
	static const char *const words[] = {
#include "data/typing_english.inc"
	    "file", "web", "fax", "FDI", "KCN", "ISO", "samsung", "logistics",
	    "visa", "car", "test", "co2", "so2", "a4", "box", "gas", "max"};
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	/* Every syllable is known, and none of these words is. */
	for (i = 0; i < COUNT(words); i++) {
		decide(words[i], NULL, NULL, &got);
		assert_text(got, words[i], words[i]);
	}
	assert_int_equal(COUNT(words), 217);
	tc_buf_free(&got);
}

/*
 * The words of the sample documents: what an index of them would know, as they
 * are spelt and folded.
 */
struct vocabulary {
	char *terms[100000], *folded[100000];
	size_t n;
};

static struct vocabulary corpus;

static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
has_string(char *const *strings, size_t n, const char *string)
{
	return bsearch(&string, strings, n, sizeof(*strings),
		   compare_strings) != NULL;
}

static int
learn_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct tc_buf text = TC_BUF_INIT((size_t)1 << 20);
	struct tc_analyser *analyser;
	struct tc_token token;

	(void)st;
	(void)ftw;
	if (type != FTW_F)
		return 0;
	assert_ok(tc_buf_read(&text, path, &test_err));
	assert_ok(tc_analyser_new(&analyser, &test_err));
	assert_ok(tc_analyser_start(analyser, text.s, text.len, &test_err));
	while (tc_analyser_next(analyser, &token, &test_err) == TC_OK) {
		if (token.kind != TC_TOKEN_WORD ||
		    corpus.n == COUNT(corpus.terms))
			continue;
		corpus.terms[corpus.n] = strndup(token.term, token.term_len);
		corpus.folded[corpus.n++] =
		    strndup(token.folded, token.folded_len);
	}
	tc_analyser_free(analyser);
	tc_buf_free(&text);
	return 0;
}

static bool
corpus_knows(void *arg, const char *canonical, size_t len, uint32_t *freq)
{
	(void)arg;
	(void)len;
	*freq = has_string(corpus.terms, corpus.n, canonical);
	return *freq > 0;
}

/* Words of a file of small letters only; the caller frees them. */
static size_t
read_words(const char *path, char **words, size_t max)
{
	FILE *fp = fopen(path, "r");
	size_t size = 0, n = 0;
	char *line = NULL;

	if (fp == NULL)
		return 0;
	while (n < max && getline(&line, &size, fp) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0' &&
		    line[strspn(line, "abcdefghijklmnopqrstuvwxyz")] == '\0')
			words[n++] = strdup(line);
	}
	fclose(fp);
	free(line);
	return n;
}

/* Of so many queries of so many words, drawn by chance, how many change? */
static size_t
count_touched(char **words, size_t n, size_t queries, size_t length,
    tc_typing_known_fn known)
{
	struct tc_typing_token tokens[3];
	uint64_t seed = 4000;
	size_t i, k, touched = 0;

	for (i = 0; i < queries; i++) {
		memset(tokens, 0, sizeof(tokens));
		for (k = 0; k < length; k++) {
			char **word = &words[random_below(&seed, (uint32_t)n)];

			tokens[k].text = *word;
			tokens[k].len = strlen(*word);
			tokens[k].freq =
			    has_string(corpus.folded, corpus.n, *word);
		}
		touched += tc_typing_decide(tokens, length, known, NULL) > 0;
	}
	return touched;
}

/* Words of Debian's wamerican, alone and by three. */
static void
english_of_a_dictionary_is_hardly_touched(void **state)
{
	static char *words[200000];
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n, touched;

	(void)state;
	n = read_words("/usr/share/dict/american-english", words, COUNT(words));
	if (n == 0) {
		print_message("no list of English words: not tried\n");
		return;
	}
	assert_in_range(n, 20000, COUNT(words) - 1);
	assert_int_equal(nftw("corpus", learn_file, 8, FTW_PHYS), 0);
	assert_in_range(corpus.n, 10000, COUNT(corpus.terms) - 1);
	qsort(corpus.terms, corpus.n, sizeof(char *), compare_strings);
	qsort(corpus.folded, corpus.n, sizeof(char *), compare_strings);
	decide("ddaij hooij", corpus_knows, NULL, &got);
	assert_text(got, "đại hội", "what is no English");
	touched = count_touched(words, n, 4000, 1, corpus_knows);
	assert_in_range(touched, 0, 3);
	touched = count_touched(words, n, 2000, 3, corpus_knows);
	assert_in_range(touched, 0, 3);
	tc_buf_free(&got);
	for (i = 0; i < n; i++)
		free(words[i]);
	for (i = 0; i < corpus.n; i++) {
		free(corpus.terms[i]);
		free(corpus.folded[i]);
	}
}

/* Text that is Vietnamese already, with and without marks, is left alone. */
static void
vietnamese_is_never_decoded(void **state)
{
	static const char *const queries[] = {"!đại !hội !đảng !bộ",
	    "đại hội đảng bộ", "hoà thuỷ khoẻ", "!dai !hoi !dang !bo",
	    "!khu !cong !nghiep #2020 !tinh !thai !nguyen", "!xoong !nồi",
	    "dai hoi dang bo tinh thai nguyen nhiem ky", "hoc", "nghiep", "KCN",
	    "!KCN điềm thuỵ", "nghị quyêt", "đuong"};
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(queries); i++) {
		tc_buf_clear(&want);
		for (k = 0; queries[i][k] != '\0'; k++) {
			if (queries[i][k] != '!' && queries[i][k] != '#')
				tc_buf_putc(&want, queries[i][k]);
		}
		decide(queries[i], NULL, NULL, &got);
		assert_text(got, tc_buf_str(&want), queries[i]);
	}
	tc_buf_free(&got);
	tc_buf_free(&want);
}

static void
slips_of_long_queries_are_limited(void **state)
{
	enum { N = 20000 };
	struct tc_typing_token *tokens = calloc(N, sizeof(*tokens));
	size_t i, decoded;

	(void)state;
	assert_non_null(tokens);
	for (i = 0; i < N; i++) {
		tokens[i].text = i % 4 != 3 ? "ddaij" : "thwng";
		tokens[i].len = 5;
	}
	decoded = tc_typing_decide(tokens, N, knows, vocabulary);
	assert_int_equal(decoded, N / 4 * 3 + 16);
	free(tokens);
}

/*
 * VIQR
 */

static void
check_viqr(const char *query, size_t len, const char *want)
{
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	bool changed;

	tc_buf_puts(&got, "> ");
	changed = tc_typing_viqr(query, len, knows, vocabulary, &got);
	check_text(got.s, 2, "> ", query, __FILE__, __LINE__);
	check_text(got.s + 2, got.len - 2, want != NULL ? want : "", query,
	    __FILE__, __LINE__);
	assert_int_equal(changed, want != NULL);
	tc_buf_free(&got);
}

static void
viqr_is_decided_on_the_query_as_typed(void **state)
{
	/* clang-format off */
	static const struct {
		const char *query, *want; /* NULL: stays */
	} rows[] = {
	    {"dda.i ho^.i", "đại hội"}, {"Dda.i HO^.I", "đại hội"},
	    {"dda.i ho^.i DDa?ng", "đại hội đảng"},
	    {"\"dda.i ho^.i\"", "\"đại hội\""},
	    {"(dda.i ho^.i), bo^.", "(đại hội), bộ"},
	    {"the^', cu?a,trong", "thế, của,trong"},
	    {"dda.i ho^.i/bo^.", "đại hội/bộ"},
	    {"dda.i ho^.i 12/2020/NQ-HDDND", "đại hội 12/2020/NQ-hđnd"},
	    /* a mark at the end, once another word is sure */
	    {"dda.i co'", "đại có"}, {"co' dda.i", "có đại"}, {"co'", NULL},
	    {"a'n co'", "án có"}, {"dda.i co'?", "đại có?"},
	    {"dda.i the^'?", "đại thế?"}, {"cu?a trong?", "của trong?"},
	    {"dda.i tu+?", "đại tư?"}, /* tử is unknown */
	    {"dda.i ho^.i.", "đại hội."},
	    /* the samples of the specification, and others that stay */
	    {"TP.HCM", NULL}, {"o'clock", NULL}, {"la gi?", NULL},
	    {"là gì?", NULL}, {"U.B.N.D", NULL}, {"what's new?", NULL},
	    {"công ty dda.i", NULL}, {"khu.cong", NULL}, {"c++", NULL},
	    {"ho^.i@example.com", NULL}, {"www.dda.i", NULL},
	    {"co.uk", NULL}, {"i.e. e.g.", NULL}, {"dai hoi", NULL},
	    {"ddaij hooij", NULL}, {"", NULL}, {"'''???...", NULL},
	    {"12/2020/NQ-HDND", NULL}, {"KCN (Song Cong)", NULL},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		check_viqr(S(rows[i].query), rows[i].want);
}

/* The last word of a question ends in a question mark, not in a tone. */
static void
marks_at_the_end_follow_frequency(void **state)
{
	static struct word words[] = {{"đại", 9}, {"viên", 900}, {"viển", 3},
	    {"vụ", 500}, {"vu", 2}, {NULL, 0}};
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	assert_true(tc_typing_viqr(S("dda.i vie^n?"), knows, words, &got));
	assert_text(got, "đại viên?", "vie^n?");
	tc_buf_clear(&got);
	assert_true(tc_typing_viqr(S("dda.i vu."), knows, words, &got));
	assert_text(got, "đại vụ", "vu.");
	tc_buf_free(&got);
}

/*
 * Documents
 */

static void
slips_are_found_in_documents(void **state)
{
	/* clang-format off */
	static const struct {
		const char *token, *want;
	} rows[] = {
	    {"toogrn", "tổng"}, {"ddaij", "đại"}, {"thees", "thế"},
	    {"toongr", "tổng"}, {"htees", NULL}, /* thế or hết */
	    {"Toogrn", NULL}, {"tổng", NULL}, {"cos", NULL}, {"ans", NULL},
	    {"ban", NULL}, {"xoong", NULL}, {"HDND", NULL}, {"hddnd", NULL},
	    {"dangr", NULL}, {"roots", NULL}, /* rốt is unknown */
	    {"these", NULL}, {"a4", NULL}, {"ho6i5", NULL}, {"", NULL},
	    {"toogrntoogrntoogrn", NULL}, {"too grn", NULL},
	};
	/* clang-format on */
	struct tc_typing_reading reading;
	size_t i;
	bool found;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		found = tc_typing_slip(
		    S(rows[i].token), knows, vocabulary, &reading);
		if (found != (rows[i].want != NULL))
			print_error("%s\n", rows[i].token);
		assert_int_equal(found, rows[i].want != NULL);
		if (found)
			assert_string_equal(reading.text, rows[i].want);
	}
	assert_true(tc_typing_slip(S("toogrn"), NULL, NULL, &reading));
	assert_string_equal(reading.canonical, "tổng");
}

/*
 * Any bytes
 */

static void
check_reading(const struct tc_typing_reading *reading)
{
	size_t len = strlen(reading->text);

	assert_true(len > 0 && len < sizeof(reading->text));
	assert_true(strlen(reading->canonical) < sizeof(reading->canonical));
	assert_int_equal(tc_text_utf8_span(reading->text, len), len);
}

static void
read_twice(enum tc_typing method, const char *s, size_t len)
{
	struct tc_typing_reading reading;
	struct tc_typing_reading a[TC_TYPING_READINGS], b[TC_TYPING_READINGS];
	size_t i, n;

	if (tc_typing_strict(method, s, len, &reading))
		check_reading(&reading);
	n = tc_typing_read(method, s, len, TC_TYPING_SLIP, NULL, NULL, a);
	assert_int_equal(
	    n, tc_typing_read(method, s, len, TC_TYPING_SLIP, NULL, NULL, b));
	assert_memory_equal(a, b, n * sizeof(a[0]));
	for (i = 0; i < n; i++)
		check_reading(&a[i]);
}

static void
try_bytes(const char *s, size_t len)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_typing_reading reading;
	struct tc_typing_token tokens[2] = {
	    {.text = s, .len = len}, {.text = "ddaij", .len = 5}};
	bool changed;
	size_t m;

	for (m = 0; m < COUNT(methods); m++) {
		tc_typing_encode(methods[m], s, len, &out);
		read_twice(methods[m], s, len);
	}
	if (tc_typing_slip(s, len, NULL, NULL, &reading))
		check_reading(&reading);
	tc_buf_clear(&out);
	changed = tc_typing_viqr(s, len, NULL, NULL, &out);
	assert_int_equal(changed, out.len > 0);
	tc_typing_decide(tokens, COUNT(tokens), NULL, NULL);
	if (tokens[0].decoded)
		check_reading(&tokens[0].reading);
	tc_buf_free(&out);
}

/* Each stands in memory of its own size, which the sanitisers watch. */
static void
any_bytes_are_taken(void **state)
{
	static const char likely[] =
	    "aaeeooduuwwsfrxjzgnnhhct123456789'`?~.^(+* @:/";
	uint64_t seed = 20250701;
	size_t i, k, len;
	char *s;

	(void)state;
	for (i = 0; i < 4000; i++) {
		len = 1 + random_below(&seed, 24);
		assert_non_null(s = malloc(len));
		for (k = 0; k < len; k++)
			s[k] = i % 3 == 0
			    ? (char)random_below(&seed, 256)
			    : likely[random_below(&seed, COUNT(likely) - 1)];
		try_bytes(s, len);
		free(s);
	}
}

static void
long_texts_are_taken(void **state)
{
	static const char *const parts[] = {"a", "w", "d", "'", "a'", ".", " ",
	    "a.", "dda.i ", "\xE1\xBA\xA1", "\xFF", "o^", "@", "ồ"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT((size_t)16 << 20);
	struct tc_typing_reading reading;
	size_t i, m;

	(void)state;
	for (i = 0; i < COUNT(parts); i++) {
		tc_buf_clear(&text);
		put_times(&text, parts[i], 100000);
		for (m = 0; m < COUNT(methods); m++) {
			tc_buf_clear(&out);
			tc_typing_encode(methods[m], text.s, text.len, &out);
			assert_false(out.failed);
			assert_false(tc_typing_strict(
			    methods[m], text.s, text.len, &reading));
		}
		tc_typing_viqr(text.s, text.len, NULL, NULL, &out);
		assert_false(
		    tc_typing_slip(text.s, text.len, NULL, NULL, &reading));
	}
	tc_buf_free(&text);
	tc_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_syllable_goes_there_and_back),
	    cmocka_unit_test(swapped_keys_are_put_right),
	    cmocka_unit_test(texts_are_encoded),
	    cmocka_unit_test(letters_have_their_keys),
	    cmocka_unit_test(encoding_stops_at_the_limit),
	    cmocka_unit_test(keys_are_read_as_the_input_method_does),
	    cmocka_unit_test(english_and_codes_mostly_have_no_reading),
	    cmocka_unit_test(readings_come_cheapest_and_most_frequent_first),
	    cmocka_unit_test(queries_are_decided_as_a_whole),
	    cmocka_unit_test(english_is_never_decoded),
	    cmocka_unit_test(english_of_a_dictionary_is_hardly_touched),
	    cmocka_unit_test(vietnamese_is_never_decoded),
	    cmocka_unit_test(slips_of_long_queries_are_limited),
	    cmocka_unit_test(viqr_is_decided_on_the_query_as_typed),
	    cmocka_unit_test(marks_at_the_end_follow_frequency),
	    cmocka_unit_test(slips_are_found_in_documents),
	    cmocka_unit_test(any_bytes_are_taken),
	    cmocka_unit_test(long_texts_are_taken),
	};

	return cmocka_run_group_tests_name(
	    "text/typing", tests, list_all, NULL);
}
