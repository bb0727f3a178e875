/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/token.c and text/break.c: where words break, what they are. */
#include "tracuu_test.h"

#include <tracuu/text.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "break.h"

static struct tc_analyser *analyser;

static int
open_analyser(void **state)
{
	(void)state;
	return tc_analyser_new(&analyser, NULL) == TC_OK ? 0 : -1;
}

static int
close_analyser(void **state)
{
	(void)state;
	tc_analyser_free(analyser);
	return 0;
}

/*
 * Tokens as a text: parts after a full stop, what pairs with the word before
 * after a tilde, mentions after a caret, all but words by the letter of their
 * kind: "nghị ~quyết ~số D:12/nq-hdnd .N:12 .nq .hđnd", "quí ^~N:2 ~ii".
 */
static const char kinds[] = "WNCDSFTYHPUA";

static void
put_token(struct tc_buf *out, const struct tc_token *token)
{
	if (out->len > 0)
		tc_buf_putc(out, ' ');
	tc_buf_puts(out, token->part ? "." : token->spans ? "^" : "");
	tc_buf_puts(out, token->joined ? "~" : "");
	if (token->kind != TC_TOKEN_WORD)
		tc_buf_printf(out, "%c:", kinds[token->kind]);
	tc_buf_put(out, token->term, token->term_len);
}

static void
put_tokens(struct tc_buf *out, const char *s, size_t len)
{
	struct tc_token token;
	enum tc_status status;

	tc_buf_clear(out);
	assert_ok(tc_analyser_start(analyser, s, len, &test_err));
	while (
	    (status = tc_analyser_next(analyser, &token, &test_err)) == TC_OK)
		put_token(out, &token);
	assert_int_equal(status, TC_DONE);
}

struct pair {
	const char *text, *want;
};

static void
check_tokens(const struct pair *pairs, size_t n)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < n; i++) {
		put_tokens(&out, S(pairs[i].text));
		assert_text(out, pairs[i].want, pairs[i].text);
	}
	tc_buf_free(&out);
}

/* clang-format off */
static const struct pair segments[] = {
#include "data/segments.inc"
};

static const struct pair tokens[] = {
#include "data/tokens.inc"
};

static const struct pair mentions[] = {
#include "data/mentions.inc"
};
/* clang-format on */

/* A text composed or decomposed, by ICU. */
static void
normalise(struct tc_buf *out, const char *s, size_t len, bool decompose)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = decompose ? unorm2_getNFDInstance(&status)
					     : unorm2_getNFCInstance(&status);
	UChar from[1024], to[4096];
	int32_t from_n = 0, to_n, bytes = 0;

	u_strFromUTF8(from, 1024, &from_n, s, (int32_t)len, &status);
	to_n = unorm2_normalize(form, from, from_n, to, 4096, &status);
	u_strToUTF8(tc_buf_reserve(out, 8192), 8192, &bytes, to, to_n, &status);
	assert_true(U_SUCCESS(status));
	out->len += (size_t)bytes;
	out->s[out->len] = '\0';
}

/* Segments as «NQ»20 «12»40, composed. */
static void
put_segments(
    struct tc_buf *out, struct tc_breaker *breaker, const char *s, size_t len)
{
	enum tc_segment segment;
	enum tc_status status;
	size_t from, to = 0;

	tc_buf_clear(out);
	assert_ok(tc_breaker_start(breaker, s, len, &test_err));
	while ((status = tc_breaker_next(
		    breaker, &segment, &from, &to, &test_err)) == TC_OK) {
		tc_buf_puts(out, out->len > 0 ? " «" : "«");
		normalise(out, s + from, to - from, false);
		tc_buf_printf(out, "»%d", (int)segment);
	}
	assert_int_equal(status, TC_DONE);
}

static void
check_segments(bool reference)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_breaker *breaker;
	size_t i;

	assert_int_equal(COUNT(segments), 73);
	assert_ok(tc_breaker_new(&breaker, reference, &test_err));
	for (i = 0; i < COUNT(segments); i++) {
		put_segments(&out, breaker, S(segments[i].text));
		assert_text(out, segments[i].want, segments[i].text);
		tc_buf_clear(&text);
		normalise(&text, S(segments[i].text), true);
		put_segments(&out, breaker, text.s, text.len);
		assert_text(out, segments[i].want, text.s);
	}
	tc_breaker_free(breaker);
	tc_buf_free(&out);
	tc_buf_free(&text);
}

static void
text_breaks_by_our_rules(void **state)
{
	(void)state;
	check_segments(false);
	check_segments(true);
}

static void
segments_become_tokens(void **state)
{
	(void)state;
	assert_int_equal(COUNT(tokens), 73);
	check_tokens(tokens, COUNT(tokens));
}

static void
tokens_say_things_together(void **state)
{
	(void)state;
	assert_in_range(COUNT(mentions), 150, 1000);
	check_tokens(mentions, COUNT(mentions));
}

/*
 * Of the tokens of a text those of these kinds, but no parts: of "29/6" the
 * day, not the 29 in it.
 */
static void
check_kinds(const struct pair *pairs, size_t n, const char *only)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_token token;
	size_t i;

	for (i = 0; i < n; i++) {
		tc_buf_clear(&out);
		assert_ok(
		    tc_analyser_start(analyser, S(pairs[i].text), &test_err));
		while (tc_analyser_next(analyser, &token, &test_err) == TC_OK) {
			if (token.part ||
			    strchr(only, kinds[token.kind]) == NULL)
				continue;
			tc_buf_printf(&out, "%s%c:", out.len > 0 ? " " : "",
			    kinds[token.kind]);
			tc_buf_put(&out, token.term, token.term_len);
		}
		assert_text(out, pairs[i].want, pairs[i].text);
	}
	tc_buf_free(&out);
}

static void
dates_are_found_and_nothing_else(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"ngày 29 tháng 6 năm 2020", "T:2020-06-29"},
	    {"Thái Nguyên, ngày 05 tháng 3 năm 2020", "T:2020-03-05"},
	    {"ngày 03 tháng tư năm 2018", "T:2018-04-03"},
	    {"ngày 01 tháng giêng năm 2018", "T:2018-01-01"},
	    {"ngày 30 tháng chạp năm 2018", "T:2018-12-30"},
	    {"ngày 1 tháng mười một năm 2018", "T:2018-11-01"},
	    {"29/6/2020", "T:2020-06-29"}, {"29/06/20", "T:2020-06-29"},
	    {"29-06-2020 17:00", "T:2020-06-29 H:17:00"},
	    {"29.6.2020", "T:2020-06-29"}, {"29 - 06 - 2020", "T:2020-06-29"},
	    {"29 / 6 / 2020", "T:2020-06-29"}, {"2020-06-29", "T:2020-06-29"},
	    {"ngày 29/6", "T:--06-29"}, {"sáng 29/6", "T:--06-29"},
	    {"Ngày\u00A029/6", "T:--06-29"},
	    {"từ 15/7 đến 20/7/2020", "T:--07-15 T:2020-07-20"},
	    {"ngày 29 tháng 6", "T:--06-29"},
	    {"tháng 6/2020", "T:2020-06"}, {"tháng 6-2020", "T:2020-06"},
	    {"tháng 6 năm 2020", "T:2020-06"}, {"quý II/2020", "T:2020-q2"},
	    {"Quý 1 năm 2021", "T:2021-q1"},
	    {"nhiệm kỳ các năm 2020 – 2025", "Y:2020-2025"},
	    {"giai đoạn 2021–2025", "Y:2021-2025"},
	    /* none: a draft's blanks, scales, shares, days that are not there */
	    {"ngày … tháng … năm 2020", ""}, {"31/02/2020", ""},
	    {"tỷ lệ 1/500", ""}, {"tỷ lệ 1/2000", ""},
	    {"đạt 10/12 chỉ tiêu", ""}, {"8.900", ""}, {"24/24", ""},
	    {"5/5 đại biểu", ""}, {"1/3 số hộ", ""},
	};
	/* clang-format on */

	(void)state;
	check_kinds(pairs, COUNT(pairs), "TYH");
}

static void
numbers_in_words_have_values(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"8.900 tỷ", "N:8900000000000 N:8900"},
	    {"30.000 tỷ", "N:30000000000000 N:30000"},
	    {"41 nghìn tỷ", "N:41000000000000 N:41"},
	    {"1,5 triệu", "N:1500000 N:1.5"}, {"2,7 triệu", "N:2700000 N:2.7"},
	    {"98 ngàn lao động", "N:98000 N:98"},
	    {"31 tỷ USD", "A:31000000000-usd N:31000000000 N:31"},
	    {"41 nghìn tỷ đồng", "A:41000000000000-vnd N:41000000000000 N:41"},
	    {"1.234.567,89 đồng", "A:1234567.89-vnd N:1234567.89"},
	    {"4.0", "N:4.0"}, {"2.5", "N:2.5"}, {"1.200,5", "N:1200.5"},
	    {"gần 178%", "A:178% N:178"},
	    {"mười hai", "N:12"}, {"hai mươi lăm", "N:25"},
	    {"hai mươi nhăm", "N:25"}, {"ba mươi mốt", "N:31"},
	    {"ba mươi bốn", "N:34"}, {"ba mươi tư", "N:34"},
	    {"năm mươi sáu", "N:56"}, {"bảy mươi tám", "N:78"},
	    {"chín mươi chín", "N:99"}, {"một trăm linh năm", "N:105"},
	    {"hai nghìn không trăm lẻ một", "N:2001"},
	    {"ba nghìn tám trăm bốn mươi mốt", "N:3841"},
	    {"mười lăm nghìn", "N:15000"}, {"ba vạn", "N:30000"},
	    {"hai triệu rưỡi", "N:2500000"}, {"hai mươi tỷ", "N:20000000000"},
	    {"một nghìn tỷ", "N:1000000000000"},
	    {"chín trăm chín mươi chín tỷ", "N:999000000000"},
	    /* words that mean the same */
	    {"hai nghìn bảy trăm linh bảy", "N:2707"},
	    {"hai ngàn bẩy trăm lẻ bẩy", "N:2707"},
	    {"năm tỷ", "N:5000000000"}, {"năm tỉ", "N:5000000000"},
	    {"khóa III, lần thứ II, lần thứ hai, khóa 9", "N:3 N:2 N:2 N:9"},
	    {"lần thứ IX", "N:9"},
	};
	/* clang-format on */

	(void)state;
	check_kinds(pairs, COUNT(pairs), "NA");
}

/* A news page of the site: its sentences, and the address under each page. */
static void
page_of_the_site_has_its_tokens(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"Đại hội Đảng bộ khóa III, nhiệm kỳ 2020 - 2025\n29-06-2020 17:00\n"
	     "Ngày\u00A029/6, đại hội lần thứ IX có 7\u00A0đồng chí dự; thu hút "
	     "8.900 tỷ đồng, xuất khẩu 30.000 tỷ; đạt 109 dự án.. Doanh thu "
	     "của các KCn tăng, theo HDNĐ tỉnh.\n"
	     "Nhiệm kỳ 2020 - 2025.BAN QUẢN LÝ\n"
	     "Điện thoại: 02083.845 435; 0208.3845.435\n"
	     "Email: bbt@kcn.example.vn / Website: http://kcn.example.vn/",
	     "N:3 Y:2020-2025 T:2020-06-29 H:17:00 T:--06-29 N:9 "
	     "N:7 A:8900000000000-vnd N:8900000000000 N:8900 "
	     "N:30000000000000 N:30000 N:109 Y:2020-2025 P:02083845435 "
	     "P:02083845435 U:bbt@kcn.example.vn U:kcn.example.vn"},
	};
	/* clang-format on */

	(void)state;
	check_kinds(pairs, COUNT(pairs), "NYTHAPU");
}

/* Without its mentions a text gives what each token by itself gives. */
static void
mentions_only_add(void **state)
{
	static const char text[] = "ngày 29 tháng 6 năm 2020, lần thứ III, 8,9 "
				   "nghìn tỷ đồng, 200 ha, 12 2020 nq hdnd";
	static const char *const words[] = {"ngày", "29", "tháng", "6", "năm",
	    "2020", "lần", "thứ", "iii", "8.9", "nghìn", "tỉ", "đồng", "200",
	    "ha", "12", "2020", "nq", "hdnd"};
	struct tc_token token;
	enum tc_status status;
	size_t n = 0, spans = 0;

	(void)state;
	assert_ok(tc_analyser_start(analyser, S(text), &test_err));
	while (
	    (status = tc_analyser_next(analyser, &token, &test_err)) == TC_OK) {
		spans += token.spans;
		if (token.spans)
			continue;
		assert_in_range(n, 0, COUNT(words) - 1);
		assert_int_equal(token.position, n);
		assert_int_equal(token.term_len, strlen(words[n]));
		assert_memory_equal(token.term, words[n++], token.term_len);
	}
	assert_int_equal(status, TC_DONE);
	assert_int_equal(n, COUNT(words));
	assert_int_equal(spans, 6);
}

/* Where a mention lies does not depend on how much came before it. */
static void
mentions_are_found_anywhere(void **state)
{
	struct tc_buf text = TC_BUF_INIT((size_t)1 << 20);
	struct tc_token token;
	size_t n, i, dates;

	(void)state;
	for (n = 0; n < 300; n++) {
		tc_buf_clear(&text);
		for (i = 0; i < n; i++)
			tc_buf_puts(&text, i % 7 == 0 ? "a.vn/b " : "1 2, ");
		tc_buf_puts(&text, ". ngày 29 tháng 6 năm 2020");
		dates = 0;
		assert_ok(
		    tc_analyser_start(analyser, text.s, text.len, &test_err));
		while (tc_analyser_next(analyser, &token, NULL) == TC_OK)
			dates += token.spans && token.kind == TC_TOKEN_DATE &&
			    token.to == text.len;
		assert_int_equal(dates, 1);
	}
	tc_buf_free(&text);
}

/*
 * The analyser composes the marks of letters itself. Only cleaning composes
 * Hangul, and lets a word be split off a number that it is glued to.
 */
static void
decomposed_text_gives_the_same_tokens(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, same = 0;

	(void)state;
	for (i = 0; i < COUNT(tokens); i++) {
		tc_buf_clear(&text);
		normalise(&text, S(tokens[i].text), true);
		put_tokens(&out, text.s, text.len);
		same += strcmp(out.s, tokens[i].want) == 0;
		tc_buf_clear(&out);
		assert_ok(tc_text_clean(text.s, text.len, &out, &test_err));
		assert_text(out, tokens[i].text, text.s);
	}
	assert_int_equal(same, COUNT(tokens) - 2);
	tc_buf_free(&out);
	tc_buf_free(&text);
}

static void
structured_tokens_have_keys_of_their_kind(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"", ""}, {" \n ", ""}, {"...", ""}, {"– “” ()", ""},
	    {"109", "N:109"}, {"0109", "N:109"}, {"007", "N:7"},
	    {"8.900,5", "N:8900.5"},
	    {"U.B.N.D.", "C:ubnd .u .b .n .d"}, {"Đ.T", "C:dt .đ .t"},
	    {"u.b", "u b"}, {"A.1", "a N:1"}, {"A1.B2", "C:a1 .a .N:1 C:b2 .b .N:2"},
	    {"R&D", "C:r&d .r .d"}, {"r&d", "r d"},
	    {"QL37", "C:ql37 .ql .N:37"}, {"ĐT261", "C:dt261 .đt .N:261"},
	    {"10²", "C:102 .N:102"}, {"²", "C:2 .N:2"},
	    {"m²", "C:m2 .m .N:2"},
	    {"12/2020/NQ-HĐND", "D:12/2020/nq-hdnd .N:12 .N:2020 .nq .hđnd"},
	    {"012/2020/NQ–HĐND", "D:12/2020/nq-hdnd .N:12 .N:2020 .nq .hđnd"},
	    {"12/2020/NQ-HĐNDvề", "D:12/2020/nq-hdnd .N:12 .N:2020 .nq .hđnd về"},
	    {"16/CT-TTg", "D:16/ct-ttg .N:16 .ct .ttg"},
	    {"40:2011/BTNMT", "S:40:2011/btnmt .N:40 .N:2011 .btnmt"},
	    {"030/2020", "F:30/2020 .N:30 .N:2020"},
	    {"1/500", "F:1/500 .N:1 .N:500"},
	    {"29/6/20", "T:2020-06-29 .N:29 .N:6 .N:20"},
	    {"6/2020", "^T:2020-06 F:6/2020 .N:6 .N:2020"},
	    {"29/6", "T:--06-29 .N:29 .N:6"},
	    {"2020 – 2025", "Y:2020-2025 .N:2020 .N:2025"},
	    {"8h", "H:08:00 .N:8 .h"}, {"7g30", "H:07:30 .N:7 .g .N:30"},
	    {"0912345678", "^P:0912345678 N:912345678"},
	    {"091234567", "N:91234567"},
	    {"+84 208 3845 435", "P:02083845435"},
	    {"A@B.vn", "U:a@b.vn .a .b .vn"},
	    {"https://a.vn/đ", "U:a.vn/đ .https .a .vn .đ"},
	    {"http:///", "http"}, /* no key: nothing is a part of it */
	    {"三星", "三 星"}, {"삼성", "삼성"},
	    {"a'b", "a'b"}, {"'a'", "a"}, {"a''b", "a ~b"},
	    {"\xFF\xFE", ""}, {"a\xFF" "b", "a b"},
	};
	/* clang-format on */

	(void)state;
	check_tokens(pairs, COUNT(pairs));
}

static void
words_pair_over_spaces_line_ends_and_quotes(void **state)
{
	/* clang-format off */
	static const struct pair pairs[] = {
	    {"a b", "a ~b"}, {"a  b", "a ~b"}, {"a\nb", "a ~b"},
	    {"a \n b", "a ~b"}, {"a\n\nb", "a b"}, {"a\n \nb", "a b"},
	    {"a. b", "a b"}, {"a, b", "a b"}, {"a; b", "a b"},
	    {"a: b", "a b"}, {"a? b", "a b"}, {"a! b", "a b"},
	    {"a - b", "a b"}, {"a-b", "a b"}, {"a/b", "a b"},
	    {"a (b)", "a b"}, {"a… b", "a b"}, {"a_b", "a b"},
	    {"a \"b\" c", "a ~b ~c"}, {"a “b” c", "a ~b ~c"},
	    {"a ‘b’ c", "a ~b ~c"}, {"a «b» c", "a ~b ~c"},
	    {"a „b‟ c", "a ~b ~c"}, {"a\u00A0b", "a ~b"},
	    {"a\tb", "a b"}, /* cleaning leaves none */
	    {"khoản 1 Điều 5", "khoản ~N:1 ~điều ~N:5"},
	    {"a 12/NQ-B c d", "a D:12/nq-b .N:12 .nq .b c ~d"},
	    {"a 1,5 b c", "a N:1.5 b ~c"}, {"a A4 b c", "a C:a4 .a .N:4 b ~c"},
	    {"a 三 b", "a 三 b"}, {"KCN.Doanh thu", "kcn doanh ~thu"},
	    {"12/2020/NQ-HĐNDvề việc",
	     "D:12/2020/nq-hdnd .N:12 .N:2020 .nq .hđnd về ~việc"},
	};
	/* clang-format on */

	(void)state;
	check_tokens(pairs, COUNT(pairs));
}

static void
offsets_are_bytes_of_the_text(void **state)
{
	static const char text[] =
	    "Số: 12/NQ-ĐU, ngày  6/2020 (hòa\u0301\u00ADn) 1,5ha";
	/* clang-format off */
	static const struct {
		size_t from, to;
		uint32_t position;
	} want[] = {
	    {0, 4, 0}, {6, 15, 1}, {6, 15, 1}, {6, 8, 1}, {9, 11, 2}, {12, 15, 3},
	    {17, 22, 4}, {24, 30, 5}, {24, 30, 5}, {24, 25, 5}, {26, 30, 6},
	    {32, 41, 7}, {43, 48, 8}, {43, 46, 8}, {46, 48, 9},
	};
	/* clang-format on */
	struct tc_token token;
	size_t i;

	(void)state;
	assert_ok(tc_analyser_start(analyser, S(text), &test_err));
	for (i = 0; i < COUNT(want); i++) {
		assert_ok(tc_analyser_next(analyser, &token, &test_err));
		assert_int_equal(token.from, want[i].from);
		assert_int_equal(token.to, want[i].to);
		assert_int_equal(token.position, want[i].position);
	}
	assert_status(TC_DONE, tc_analyser_next(analyser, &token, &test_err));
	assert_status(TC_DONE, tc_analyser_next(analyser, &token, &test_err));
}

/* What holds for the tokens of any text. */
struct walk {
	const char *s;
	size_t len;
	bool valid;		    /* UTF-8 */
	struct tc_token last, word; /* the one before; that is no mention */
	size_t whole_from, whole_to;
	size_t n;
};

static void
check_strings(const struct walk *walk, const struct tc_token *token)
{
	assert_in_range(token->term_len, 1, TC_TERM_MAX);
	assert_in_range(token->folded_len, 1, TC_TERM_MAX);
	assert_true(token->from < token->to && token->to <= walk->len);
	assert_int_equal(
	    tc_text_utf8_span(token->term, token->term_len), token->term_len);
	assert_int_equal(tc_text_utf8_span(token->folded, token->folded_len),
	    token->folded_len);
	if (walk->valid)
		assert_int_equal(tc_text_utf8_span(walk->s + token->from,
				     token->to - token->from),
		    token->to - token->from);
}

static void
check_order(struct walk *walk, const struct tc_token *token)
{
	const struct tc_token *last = &walk->last;

	if (token->spans)
		assert_false(token->part);
	if (token->part) {
		assert_true(walk->n > 0);
		assert_true(token->from >= walk->whole_from);
		assert_true(token->to <= walk->whole_to);
		assert_false(token->joined);
	} else {
		walk->whole_from = token->from;
		walk->whole_to = token->to;
	}
	if (walk->n > 0) {
		assert_true(token->from >= last->from);
		assert_true(token->position >= last->position);
	}
	if (token->joined) {
		assert_true(walk->n > 0);
		assert_true(token->from >= walk->word.to);
		assert_int_equal(token->position, walk->word.position + 1);
	}
}

/* A word's term is the canonical form of what stands there. */
static void
check_word(const struct walk *walk, const struct tc_token *token)
{
	struct tc_buf form = TC_BUF_INIT(TC_BUF_LINE);

	if (token->kind == TC_TOKEN_WORD) {
		tc_text_canonical(
		    walk->s + token->from, token->to - token->from, &form);
		assert_int_equal(form.len, token->term_len);
		assert_memory_equal(form.s, token->term, form.len);
		tc_buf_clear(&form);
		tc_text_fold(token->term, token->term_len, &form);
		assert_true(form.len <= token->folded_len + 1);
	}
	tc_buf_free(&form);
}

static size_t
check_walk(const char *s, size_t len)
{
	struct walk walk = {s, len, tc_text_utf8_span(s, len) == len,
	    {.kind = TC_TOKEN_WORD}, {.kind = TC_TOKEN_WORD}, 0, 0, 0};
	struct tc_token token;
	enum tc_status status;

	assert_ok(tc_analyser_start(analyser, s, len, &test_err));
	while (
	    (status = tc_analyser_next(analyser, &token, &test_err)) == TC_OK) {
		check_strings(&walk, &token);
		check_order(&walk, &token);
		check_word(&walk, &token);
		walk.last = token;
		if (!token.spans)
			walk.word = token;
		walk.n++;
	}
	if (status != TC_DONE)
		fail_msg("%s: %s", tc_status_name(status), test_err.text);
	return walk.n;
}

static void
any_bytes_are_tokenised(void **state)
{
	uint64_t seed = 73;
	char text[64];
	size_t i, k, len;

	(void)state;
	for (i = 0; i < 20000; i++) {
		len = random_below(&seed, sizeof(text));
		for (k = 0; k < len; k++)
			text[k] = (char)next_random(&seed);
		check_walk(text, len);
	}
}

/* Scraps of numbers, dates, addresses and words, in any order. */
static void
scraps_of_structure_are_tokenised(void **state)
{
	static const char *const scraps[] = {"1", "12", "0", "2020", "/", "-",
	    ".", ",", ":", " ", "\n", "NQ", "HĐND", "về", "a", "Đ", "h", "g",
	    "@", "http://", "www.", "vn", ".vn", "+84", "0208", ")", "²", "３",
	    "–", "'", "’", "&", "\"", "“", "三", "ệ", "e\u0323\u0302", "\u0301",
	    "\u200B", "\xFF", "\xE1\xBB", "ﬁ", "_", "%", "٣", "\u1161", "Ⅳ",
	    "½", "\u0E01", "\U00020000", "ngày", "tháng", "năm", " ba", "mươi",
	    "nghìn", " tỷ", "đồng", "quý", "III", "iv", "thứ", "QCVN", "UBND",
	    "29/6", " 12 ", " 234", "8.900", "nhiệm kỳ ", "2020-2025", "lần ",
	    "khóa "};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 1975;
	size_t i, n;

	(void)state;
	for (i = 0; i < 20000; i++) {
		tc_buf_clear(&text);
		for (n = random_below(&seed, 16); n > 0; n--)
			tc_buf_puts(
			    &text, scraps[random_below(&seed, COUNT(scraps))]);
		check_walk(tc_buf_str(&text), text.len);
	}
	tc_buf_free(&text);
}

static void
long_tokens_are_cut_and_go_on(void **state)
{
	/* clang-format off */
	static const struct {
		const char *begin, *again, *end;
	} cases[] = {
	    {"", "a", ""}, {"", "đ", ""}, {"", "1", ""}, {"", "1", ",5"},
	    {"", "1", ".5"}, {"1,", "1", ""}, {"1,5", "a", ""},
	    {"1.500", "đ", ""}, {"", "1.", "1"}, {"", "123.", "456"},
	    {"", "a.", "b"}, {"", "A.", "B"}, {"", "a1.", "b2"},
	    {"", "1a", ""}, {"", "a1", ""}, {"12/2020/", "N", "-B"},
	    {"12/2020/N", "-NQ", ""}, {"", "1", "/NQ-B"}, {"", "1", "/2"},
	    {"", "1", ":2020"}, {"http://", "a/", "b"}, {"http://", "ệ", ""},
	    {"http://", "1", ""}, {"www.", "a.1-", "b"}, {"", "a-", "a"},
	    {"", "a'", "a"}, {"", "\u0301", ""}, {"a", "\u0301", "b"},
	    {"", "１", ""}, {"", "１.", "１"}, {"", "三", ""}, {"", "٣,", "٣"},
	    {"", "²", ""}, {"", "a²", ""}, {"", "&A", ""}, {"", "\xFF", ""},
	    {"1.", "٣", "tỷ"}, {"1.5", "Ａ", "²"},
	};
	/* clang-format on */
	static const size_t times[] = {
	    20, 47, 48, 49, 63, 64, 65, 95, 99, 100, 101, 5000};
	struct tc_buf text = TC_BUF_INIT((size_t)1 << 20);
	struct tc_token token, last = {.kind = TC_TOKEN_NUMBER};
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		for (k = 0; k < COUNT(times); k++) {
			tc_buf_clear(&text);
			tc_buf_puts(&text, cases[i].begin);
			put_times(&text, cases[i].again, times[k]);
			tc_buf_puts(&text, cases[i].end);
			tc_buf_puts(&text, " nghiệp");
			check_walk(text.s, text.len);
			tc_analyser_start(analyser, text.s, text.len, NULL);
			while (
			    tc_analyser_next(analyser, &token, NULL) == TC_OK)
				last = token;
			assert_int_equal(last.to, text.len);
		}
	}
	tc_buf_free(&text);
}

/* An address with more parts than the analyser keeps: the first ones stand. */
static void
parts_of_a_long_address_are_limited(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	int i;

	(void)state;
	tc_buf_puts(&text, "http://a.vn");
	for (i = 0; i < 100; i++)
		tc_buf_printf(&text, "/p%d", i);
	tc_buf_puts(&text, " sau đó");
	assert_in_range(check_walk(text.s, text.len), 10, 60);
	put_tokens(&out, text.s, text.len);
	assert_contains(out.s, "U:a.vn/p0/p1/p2");
	assert_contains(out.s, ".http .a .vn .p .N:0 .p .N:1 ");
	assert_contains(out.s, " sau ~đó");
	tc_buf_free(&text);
	tc_buf_free(&out);
}

static void
hostile_texts_are_tokenised_to_their_end(void **state)
{
	static const char *const again[] = {"a-", "a.", "1/", "www.", " ", "a@",
	    "http://", "1-1", "0", "\u0301", "Q-", "12/2020/N-", "(", "\xF0",
	    "\n", "a b ", "+84 ", "1.1,", "三", "ba ", "ba mươi ", "tỷ ",
	    "một nghìn ", "1 tỷ ", "ngày 1 ", "tháng ", "năm ", "quý I ",
	    "1 234 ", "2020 ", "NQ ", "12 NQ ", "12-", "ISO ", "III ",
	    "1/2 và ", "29/6, ", "12/NQ-A ", "phần trăm "};
	struct tc_buf text = TC_BUF_INIT((size_t)1 << 20);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(again); i++) {
		tc_buf_clear(&text);
		put_times(&text, again[i], 50000 / strlen(again[i]));
		check_walk(text.s, text.len);
	}
	tc_buf_free(&text);
}

static void
analyser_begins_anew_with_each_text(void **state)
{
	struct tc_token token;
	int i;

	(void)state;
	for (i = 0; i < 3; i++) {
		assert_ok(tc_analyser_start(
		    analyser, S("12/NQ-B một hai ba"), &test_err));
		assert_ok(tc_analyser_next(analyser, &token, &test_err));
		assert_int_equal(token.position, 0);
		assert_ok(tc_analyser_start(analyser, S("hai"), &test_err));
		assert_ok(tc_analyser_next(analyser, &token, &test_err));
		assert_int_equal(token.position, 0);
		assert_false(token.joined);
		assert_status(
		    TC_DONE, tc_analyser_next(analyser, &token, &test_err));
	}
	assert_ok(tc_analyser_start(analyser, NULL, 0, &test_err));
	assert_status(TC_DONE, tc_analyser_next(analyser, &token, &test_err));
	assert_contains(tc_analyser_version(), " icu-");
}

/* A text that goes on after another: does its first word pair with the last? */
static void
texts_go_on_across_spaces_and_quotes(void **state)
{
	/* clang-format off */
	static const struct {
		const char *before, *text;
		bool joined;
	} cases[] = {
	    {"thu", "hồi", true}, {"thu ", "hồi", true}, {"“thu”", "'hồi'", true},
	    {"thu", " 5", true}, {"1", "hồi", true},
	    {"thu,", "hồi", false}, {"thu", ", hồi", false},
	    {"12/NQ-B", "hồi", false}, {"thu", "12/NQ-B", false},
	    {"", "hồi", false}, {"…", "hồi", false},
	};
	/* clang-format on */
	struct tc_token token;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_ok(
		    tc_analyser_start(analyser, S(cases[i].before), &test_err));
		while (tc_analyser_next(analyser, &token, &test_err) == TC_OK)
			continue;
		if (!tc_analyser_ends_in_word(analyser)) {
			assert_false(cases[i].joined);
			continue;
		}
		assert_ok(
		    tc_analyser_start(analyser, S(cases[i].text), &test_err));
		tc_analyser_go_on(analyser);
		assert_ok(tc_analyser_next(analyser, &token, &test_err));
		assert_int_equal(token.joined, cases[i].joined);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_breaks_by_our_rules),
	    cmocka_unit_test(segments_become_tokens),
	    cmocka_unit_test(tokens_say_things_together),
	    cmocka_unit_test(dates_are_found_and_nothing_else),
	    cmocka_unit_test(numbers_in_words_have_values),
	    cmocka_unit_test(page_of_the_site_has_its_tokens),
	    cmocka_unit_test(mentions_only_add),
	    cmocka_unit_test(mentions_are_found_anywhere),
	    cmocka_unit_test(decomposed_text_gives_the_same_tokens),
	    cmocka_unit_test(structured_tokens_have_keys_of_their_kind),
	    cmocka_unit_test(words_pair_over_spaces_line_ends_and_quotes),
	    cmocka_unit_test(offsets_are_bytes_of_the_text),
	    cmocka_unit_test(any_bytes_are_tokenised),
	    cmocka_unit_test(scraps_of_structure_are_tokenised),
	    cmocka_unit_test(long_tokens_are_cut_and_go_on),
	    cmocka_unit_test(parts_of_a_long_address_are_limited),
	    cmocka_unit_test(hostile_texts_are_tokenised_to_their_end),
	    cmocka_unit_test(analyser_begins_anew_with_each_text),
	    cmocka_unit_test(texts_go_on_across_spaces_and_quotes),
	};

	return cmocka_run_group_tests_name(
	    "text/token", tests, open_analyser, close_analyser);
}
