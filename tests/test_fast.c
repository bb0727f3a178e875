/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of text/plain.c and text/forms.c: the analyser's fast path gives the
 * tokens that the rules give (tests/fuzz/fuzz_fast.c does the same with texts
 * that the fuzzer finds).
 */
#include "tracuu_test.h"

#include <dirent.h>
#include <fcntl.h>

#include "forms.h"
#include "plain.h"
#include "token.h"
#include "word.h"

static struct tc_analyser *fast, *reference;

static int
open_analysers(void **state)
{
	(void)state;
	return tc_analyser_new(&fast, NULL) == TC_OK &&
		tc_analyser_new_reference(&reference, NULL) == TC_OK
	    ? 0
	    : -1;
}

static int
close_analysers(void **state)
{
	(void)state;
	tc_analyser_free(fast);
	tc_analyser_free(reference);
	return 0;
}

static void
fail_at(const char *s, size_t len, const struct tc_token *got,
    const struct tc_token *want)
{
	print_error("\"%.*s\"\n\tgives [%zu, %zu) \"%.*s\", not [%zu, %zu) "
		    "\"%.*s\"\n",
	    (int)len, s, got->from, got->to, (int)got->term_len, got->term,
	    want->from, want->to, (int)want->term_len, want->term);
	fail();
}

/* Both analysers make the same of a text; returns how many tokens. */
static size_t
compare(const char *s, size_t len)
{
	struct tc_token got, want;
	enum tc_status status;
	size_t n = 0;

	assert_ok(tc_analyser_start(fast, s, len, &test_err));
	assert_ok(tc_analyser_start(reference, s, len, &test_err));
	while (
	    (status = tc_analyser_next(reference, &want, &test_err)) == TC_OK) {
		assert_ok(tc_analyser_next(fast, &got, &test_err));
		if (!tc_token_same(&got, &want))
			fail_at(s, len, &got, &want);
		n++;
	}
	assert_int_equal(status, TC_DONE);
	assert_status(TC_DONE, tc_analyser_next(fast, &got, &test_err));
	return n;
}

/* A text in memory of its own size, so that a byte read too far shows. */
static size_t
compare_copy(const char *s, size_t len)
{
	char *copy = malloc(len + (len == 0));
	size_t n;

	assert_non_null(copy);
	memcpy(copy, s, len);
	n = compare(copy, len);
	free(copy);
	return n;
}

/*
 * Random texts
 */

/* What rules and fast path tell apart, and what only ICU knows. */
static const char *const nasty[] = {"a", "B", "z", "đ", "Đ", "ế", "ư", "QĐ",
    "khu", "nghiệp", "H", "h", "g", "www", "http", "vn", "com", "VP", "0", "1",
    "2", "3", "5", "12", "2020", "1999", "02083", "0912", "345", "678", "31",
    " ", " ", " ", " ", "  ", "\n", "\t", "\r\n", ".", ".", ",", ",", "-", "-",
    "/", "/", ":", "@", "&", "_", "'", "`", "%", "+", "+84", "(", ")", ";", "!",
    "\"", "#", "=", "~", "<", "\xC2\xA0", "\xE2\x80\x89", "\xE3\x80\x80", "’",
    "‘", "“", "”", "«", "»", "–", "—", "\xE2\x80\x91", "−", "⁄", "／", "…", "•",
    "·", "×", "÷", "´", "ʼ", "²", "₂", "¹", "º", "ª", "ð", "ǎ", "ß", "ſ", "ḍ",
    "ẞ", "À", "ɐ", "ʰ", "α", "Ж", "中", "ひ", "ก", "가", "٣", "１", "Ａ", "ﬁ",
    "\xCC\x81", "\xCC\x82", "\xCC\xA3", "\xCD\x8F", "\xE2\x80\x8B",
    "\xE2\x80\x8D", "\xC2\xAD", "\xEF\xBB\xBF", "\xEF\xBE\x9E", "\xE3\x82\x99",
    "\xF0\x96\xBF\xB0", "😀", "\xF0\x9F\x8F\xBB", "\xC3", "\xE1\xBB", "\xE1",
    "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\x80", "\xE2\x80",
    "\xC2", "\xC4\x41"};

/* Pieces of structured tokens, with spaces and without. */
static const char *const pieces[] = {"12/2020/NQ-HĐND", "12 / 2020 / NQ - HĐND",
    "12/2020/NQ–HĐND", "05-NQ/TU", "05 - NQ / TU", "12 / QĐ - BQL", "16/CT-TTg",
    "45/2019/QH14", "29/6/2020", "29 / 6 / 2020", "29-06-2020", "29 - 6 - 2020",
    "29.6.2020", "6/2020", "29/6", "2020-06-29", "2020 - 2025", "2021–2025",
    "17:00", "17h30", "8h", "02083.845 435", "0912 345 678", "(0208) 3845 435",
    "+84 208 3845 435", "02083845435", "8.900", "1,5", "1.234.567,89",
    "8.900tỷ", "1.2.3", "1/500", "40:2011/BTNMT", "QCVN 40:2011", "9001:2015",
    "200ha", "QL37", "m²", "R&D", "TP.HCM", "KCN.Doanh", "U.B.N.D", "H'Mông",
    "H’Mông", "a-b.vn", "bqlkcn.gov.vn", "a_b.c@d-e.com.vn",
    "http://a.vn/x?y=(1)", "www.a.vn.", "khu", "công nghiệp", "Điều", "khoản 1",
    "a)", "1.", "và", "số", "internationalisation", "BTTTT"};

static const char *const joints[] = {
    "", " ", " ", " ", ", ", ". ", "\n", "; ", " - ", "-", "/", ".", ",", ":"};

static void
put_random(struct tc_buf *out, uint64_t *seed, const char *const *list,
    size_t n, bool joined)
{
	size_t i, words = 1 + random_below(seed, joined ? 6 : 24);

	tc_buf_clear(out);
	for (i = 0; i < words; i++) {
		tc_buf_puts(out, list[random_below(seed, (uint32_t)n)]);
		if (joined)
			tc_buf_puts(
			    out, joints[random_below(seed, COUNT(joints))]);
	}
}

/* Texts long enough for both ends of the fast path: near the end, and not. */
static void
nasty_texts_give_the_same_tokens(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 20200629;
	size_t i, n = 0;

	(void)state;
	for (i = 0; i < 40000; i++) {
		put_random(&text, &seed, nasty, COUNT(nasty), false);
		n += compare_copy(text.s, text.len);
		if (i % 4 == 0) {
			tc_buf_puts(&text, " và còn nhiều chữ thường nữa.");
			n += compare_copy(text.s, text.len);
		}
	}
	assert_true(n > 100000);
	tc_buf_free(&text);
}

/* Words that tie numbers together, and such as do not: "hai mươi người". */
static const char *const tying[] = {"ngày", "tháng", "năm", "quý", "giêng",
    "chạp", "từ", "đến", "và", "một", "hai", "ba", "năm", "tư", "không", "mốt",
    "lăm", "mười", "mươi", "linh", "trăm", "nghìn", "triệu", "tỷ", "rưỡi",
    "nhất", "thứ", "lần", "họp", "khóa", "chương", "kỳ", "đoạn", "phần", "đồng",
    "USD", "chí", "ha", "km", "m2", "TCVN", "QCVN", "ISO", "lệ", "số", "định",
    "thang", "nam", "quy", "ty", "thu", "muoi", "I", "V", "X", "XIV", "VI",
    "vi", "ii", "c", "C", "NQ", "HĐND", "QĐ", "UBND", "TTg", "HĐBT", "qh14",
    "NC", "BTNMT", "tu", "người", "của", "nhân", "dân", "xã", "1", "2", "5",
    "12", "20", "29", "31", "234", "000", "1999", "2020", "2025", "8.900",
    "8,900", "1,5", "6/2020", "29/6", "31/02/2020", "1/500", "2016-2021",
    "2525a", "12/NQ-HĐND", "2020/NQ-HĐND", "40:2011", "QCVN40", "30.000đ",
    "8.900tỷ", "0912345678", "17:30"};

static const char *const ties[] = {" ", " ", " ", " ", " ", " ", " ", " ", " ",
    " ", "-", "/", ".", " - ", " / ", ", ", ". ", ": ", "; ", " (", ") ", "\n",
    "\n\n", "% ", " % ", "\xC2\xA0"};

/* What the composer passes by at a glance is what it would find nothing in. */
static void
mentions_give_the_same_tokens(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 20160701;
	size_t i, words, n = 0;

	(void)state;
	for (i = 0; i < 60000; i++) {
		tc_buf_clear(&text);
		for (words = 1 + random_below(&seed, 12); words > 0; words--) {
			tc_buf_puts(
			    &text, tying[random_below(&seed, COUNT(tying))]);
			tc_buf_puts(
			    &text, ties[random_below(&seed, COUNT(ties))]);
		}
		n += compare_copy(text.s, text.len);
	}
	assert_true(n > 400000);
	tc_buf_free(&text);
}

/* Every third space becomes one that does not break: 29 / 6 all the same. */
static void
bind_spaces(const struct tc_buf *text, struct tc_buf *out)
{
	size_t i, spaces = 0;

	tc_buf_clear(out);
	for (i = 0; i < text->len; i++) {
		if (text->s[i] == ' ' && ++spaces % 3 == 0)
			tc_buf_puts(out, "\xC2\xA0");
		else
			tc_buf_putc(out, text->s[i]);
	}
}

/* Grammar-made text, and what is left of it at every byte. */
static void
cut_numbers_give_the_same_tokens(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf bound = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 12;
	size_t i, cut, n = 0;

	(void)state;
	for (i = 0; i < 400; i++) {
		put_random(&text, &seed, pieces, COUNT(pieces), true);
		bind_spaces(&text, &bound);
		n += compare_copy(bound.s, bound.len);
		for (cut = 0; cut <= text.len; cut++) {
			n += compare_copy(text.s, cut);
			n += compare_copy(text.s + cut, text.len - cut);
		}
	}
	assert_true(n > 100000);
	tc_buf_free(&text);
	tc_buf_free(&bound);
}

/* Every sign of two and three bytes after, before and inside words. */
static void
every_sign_gives_the_same_tokens(void **state)
{
	static const char *const forms[] = {"khu%s công", "khu %s công",
	    "12%s 3", "12 %s3", "Kh%su", " \"%s 1"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf sign = TC_BUF_INIT(TC_BUF_LINE);
	uint32_t c;
	size_t i, n = 0;

	(void)state;
	for (c = 1; c < 0x3200; c++) {
		tc_buf_clear(&sign);
		put_char(&sign, c);
		for (i = 0; i < COUNT(forms); i++) {
			tc_buf_clear(&text);
			tc_buf_printf(&text, forms[i], sign.s);
			n += compare(text.s, text.len);
		}
	}
	assert_true(n > 100000);
	tc_buf_free(&text);
	tc_buf_free(&sign);
}

/*
 * The texts of the sample corpus
 */

static void
read_file(int dir, const char *name, struct tc_buf *out)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	ssize_t n = 1;
	char *to;

	assert_true(fd >= 0);
	tc_buf_clear(out);
	while (n > 0 && (to = tc_buf_reserve(out, 65536)) != NULL) {
		assert_true((n = read(fd, to, 65536)) >= 0);
		out->len += (size_t)n;
	}
	assert_ok(tc_buf_check(out, &test_err));
	close(fd);
}

/* Compare the files of a folder as they are and cleaned; how many tokens. */
static size_t
compare_folder(const char *path)
{
	struct tc_buf text = TC_BUF_INIT((size_t)1 << 24);
	struct tc_buf clean = TC_BUF_INIT((size_t)1 << 24);
	DIR *dir = opendir(path);
	const struct dirent *entry;
	size_t n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		read_file(dirfd(dir), entry->d_name, &text);
		tc_buf_clear(&clean);
		assert_ok(tc_text_clean(text.s, text.len, &clean, &test_err));
		n += compare(text.s, text.len);
		n += compare(tc_buf_str(&clean), clean.len);
	}
	closedir(dir);
	tc_buf_free(&text);
	tc_buf_free(&clean);
	return n;
}

static void
the_sample_corpus_gives_the_same_tokens(void **state)
{
	(void)state;
	assert_true(compare_folder("corpus/van-ban") > 1000);
	assert_true(compare_folder("corpus/tin-tuc") > 1000);
	assert_true(compare_folder("corpus/thong-bao") > 1000);
}

/*
 * The parts
 */

/* What the fast path itself says of the first segment of a text. */
struct plain {
	const char *text;
	enum tc_segment segment;
	size_t from, to;
};

/* clang-format off */
static const struct plain plains[] = {
    {"nghiệp vụ", TC_SEGMENT_WORD, 0, 8},
    {" (khu", TC_SEGMENT_WORD, 2, 5},
    {"khu, 1", TC_SEGMENT_WORD, 0, 3},
    {"khu.", TC_SEGMENT_WORD, 0, 3},
    {"khu. A", TC_SEGMENT_WORD, 0, 3},
    {"Luật: x", TC_SEGMENT_WORD, 0, 6},
    {"tế-xã", TC_SEGMENT_WORD, 0, 4}, /* no address begins with ế */
    {"“khu”", TC_SEGMENT_WORD, 3, 6},
    {"2020", TC_SEGMENT_INT, 0, 4},
    {"2020 và", TC_SEGMENT_INT, 0, 4},
    {"2020\n- 2", TC_SEGMENT_INT, 0, 4},
    {"5, 6", TC_SEGMENT_INT, 0, 1},
    {"5.", TC_SEGMENT_INT, 0, 1},
    {"5% x", TC_SEGMENT_INT, 0, 1},
    {"2) x", TC_SEGMENT_INT, 0, 1},
    {" .. ", TC_SEGMENT_OTHER, 4, 0}, /* the end */
    {"kinh-te", TC_SEGMENT_OTHER, 0, 0}, /* kinh-te.vn? */
    {"www.(a", TC_SEGMENT_OTHER, 0, 0},
    {"http://a", TC_SEGMENT_OTHER, 0, 0},
    {"R&D", TC_SEGMENT_OTHER, 0, 0},
    {"H'Mông", TC_SEGMENT_OTHER, 0, 0},
    {"H’Mông", TC_SEGMENT_OTHER, 0, 0},
    {"TP.HCM", TC_SEGMENT_OTHER, 0, 0},
    {"QL37", TC_SEGMENT_OTHER, 0, 0},
    {"m²", TC_SEGMENT_OTHER, 0, 0},
    {"a\xCC\x81", TC_SEGMENT_OTHER, 0, 0},
    {"29 / 6 / 2020", TC_SEGMENT_OTHER, 0, 0},
    {"2020   - 2025", TC_SEGMENT_OTHER, 0, 0},
    {"2020 – 2025", TC_SEGMENT_OTHER, 0, 0},
    {"0912 345 678", TC_SEGMENT_OTHER, 0, 0},
    {"02083 845 435", TC_SEGMENT_OTHER, 0, 0},
    {"8.900", TC_SEGMENT_OTHER, 0, 0},
    {"17:00", TC_SEGMENT_OTHER, 0, 0},
    {"8h", TC_SEGMENT_OTHER, 0, 0},
    {" +84 208", TC_SEGMENT_OTHER, 1, 0},
    {"(\xF0\x96\xBF\xB0", TC_SEGMENT_OTHER, 0, 0}, /* a mark, and Han alone */
    {"khu\xC3", TC_SEGMENT_OTHER, 0, 0},
};
/* clang-format on */

static void
plain_text_needs_no_rules(void **state)
{
	size_t i, at, to;
	enum tc_segment segment;

	(void)state;
	for (i = 0; i < COUNT(plains); i++) {
		at = to = 0;
		segment = tc_plain_next(S(plains[i].text), &at, &to);
		if (segment != plains[i].segment || at != plains[i].from ||
		    (segment != TC_SEGMENT_OTHER && to != plains[i].to))
			fail_msg("%s: %d [%zu, %zu)", plains[i].text,
			    (int)segment, at, to);
	}
}

/* The word at s, as remembered. */
static const struct tc_forms *
seen(const struct tc_forms_cache *cache, const char *s, size_t want_len)
{
	char room[2 * TC_FORMS_MAX] = {0};
	const struct tc_forms *forms;
	size_t len;

	memcpy(room, s, strlen(s));
	forms = tc_forms_seen(cache, room, &len);
	if (forms != NULL)
		assert_int_equal(len, want_len);
	return forms;
}

static void
only_plain_words_are_seen(void **state)
{
	struct tc_forms_cache *cache = tc_forms_new();
	const struct tc_forms *forms;

	(void)state;
	assert_non_null(cache);
	assert_null(seen(cache, "Hoà", 4));
	assert_null(seen(cache, "", 0));
	forms = tc_forms_of(cache, S("Hoà"));
	assert_int_equal(forms->canonical_len, 4);
	assert_memory_equal(forms->canonical, "hòa", 4);
	assert_int_equal(forms->folded_len, 3);
	assert_memory_equal(forms->folded, "hoa", 3);
	assert_ptr_equal(seen(cache, "Hoà", 4), forms);
	assert_ptr_equal(seen(cache, "Hoà bình", 4), forms);
	assert_null(seen(cache, "Hoàt", 5));
	assert_null(seen(cache, "hoà", 4));
	assert_memory_equal(tc_forms_of(cache, S("0012"))->folded, "12", 2);
	assert_null(seen(cache, "0012", 4));
	assert_non_null(tc_forms_of(cache, S("a\xCC\x81")));
	assert_null(seen(cache, "a\xCC\x81", 3));
	assert_null(tc_forms_of(cache, S("internationalisation")));
	tc_forms_free(cache);
}

/* What was made while building is what would be made now. */
static void
usual_words_have_their_forms(void **state)
{
	struct tc_forms_cache *cache = tc_forms_new();
	const struct tc_forms *one = tc_usual_forms[0];
	const struct tc_forms *end = one + 2 * COUNT(tc_usual_forms);
	char word[TC_FORMS_MAX + 1] = "";
	struct tc_word_forms forms;
	size_t n = 0;

	(void)state;
	assert_non_null(cache);
	for (; one < end; one++) {
		if (one->folded_len == 0)
			continue;
		memcpy(word, one->key, TC_FORMS_MAX);
		tc_word_forms(word, strlen(word), &forms);
		assert_int_equal(one->canonical_len, forms.canonical_len);
		assert_memory_equal(
		    one->canonical, forms.canonical, forms.canonical_len);
		assert_int_equal(one->folded_len, forms.folded_len);
		assert_memory_equal(
		    one->folded, forms.folded, forms.folded_len);
		assert_true(tc_plain_is_word(word, strlen(word)));
		assert_int_equal(one->plain, 1);
		assert_int_equal(one->known, 1);
		assert_ptr_equal(seen(cache, word, strlen(word)), one);
		assert_ptr_equal(tc_forms_of(cache, word, strlen(word)), one);
		n++;
	}
	assert_in_range(n, 1000, 2 * COUNT(tc_usual_forms));
	tc_forms_free(cache);
}

/* More words than the memory holds, twice over; some come back. */
static void
forgotten_words_keep_their_forms(void **state)
{
	struct tc_buf text = TC_BUF_INIT((size_t)1 << 20);
	uint64_t seed = 7;
	size_t i;

	(void)state;
	for (i = 0; i < 60000; i++)
		tc_buf_printf(&text, "%c%c%c%c ",
		    'a' + (char)random_below(&seed, 26),
		    'A' + (char)random_below(&seed, 26),
		    'a' + (char)random_below(&seed, 26),
		    'a' + (char)random_below(&seed, 5));
	assert_int_equal(compare(text.s, text.len), 60000);
	assert_int_equal(compare(text.s, text.len), 60000);
	tc_buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain_text_needs_no_rules),
	    cmocka_unit_test(only_plain_words_are_seen),
	    cmocka_unit_test(usual_words_have_their_forms),
	    cmocka_unit_test(forgotten_words_keep_their_forms),
	    cmocka_unit_test(nasty_texts_give_the_same_tokens),
	    cmocka_unit_test(mentions_give_the_same_tokens),
	    cmocka_unit_test(cut_numbers_give_the_same_tokens),
	    cmocka_unit_test(every_sign_gives_the_same_tokens),
	    cmocka_unit_test(the_sample_corpus_gives_the_same_tokens),
	};

	return cmocka_run_group_tests(tests, open_analysers, close_analysers);
}
