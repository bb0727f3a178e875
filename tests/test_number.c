/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/number.c: one key for each number, however it is written. */
#include "tracuu_test.h"

#include <tracuu/text.h>

#include "codes.h"
#include "number.h"

typedef void key_fn(const char *s, size_t len, struct tc_buf *out);

static void
every_way_to_write_a_number_gives_its_key(void **state)
{
	/* clang-format off */
	static const struct {
		key_fn *key;
		const char *written, *want;
	} cases[] = {
	    {tc_number_integer, "109", "109"},
	    {tc_number_integer, "0109", "109"},
	    {tc_number_integer, "000", "0"},
	    {tc_number_integer, "１０９", "109"},
	    {tc_number_integer, "٣", "3"},
	    {tc_number_integer, "m²", "2"},
	    {tc_number_integer, "⁰¹²³⁴⁵⁶⁷⁸⁹", "123456789"},
	    {tc_number_integer, "₀₁₂₃₄₅₆₇₈₉", "123456789"},
	    {tc_number_decimal, "8.900", "8900"},
	    {tc_number_decimal, "30.000", "30000"},
	    {tc_number_decimal, "1.234.567", "1234567"},
	    {tc_number_decimal, "1.234.567,89", "1234567.89"},
	    {tc_number_decimal, "1,5", "1.5"},
	    {tc_number_decimal, "01,50", "1.50"},
	    {tc_number_decimal, "0,5", "0.5"},
	    {tc_number_decimal, "1,234,567", "1234567"},
	    {tc_number_decimal, "1,234", "1.234"}, /* ours is a decimal */
	    {tc_number_decimal, "1,234,567.89", "1234567.89"},
	    {tc_number_decimal, "1,234.5", "1234.5"},
	    {tc_number_decimal, "12,345.678", "12345.678"},
	    {tc_number_decimal, "1,234.5,6", "1,234.5,6"},
	    {tc_number_decimal, "4.0", "4.0"},
	    {tc_number_decimal, "2.5", "2.5"},
	    {tc_number_decimal, "1.2.3", "1.2.3"},
	    {tc_number_decimal, "12.34", "12.34"},
	    {tc_number_decimal, "1234.567", "1234.567"},
	    {tc_number_decimal, "1.2,3", "1.2,3"},
	    {tc_number_decimal, "1.234.56", "1.234.56"},
	    {tc_number_decimal, "4.０", "4.0"},
	    {tc_number_document, "12/2020/NQ-HĐND", "12/2020/nq-hdnd"},
	    {tc_number_document, "12/2020/NQ-HDND", "12/2020/nq-hdnd"},
	    {tc_number_document, "012/2020/nq-hđnd", "12/2020/nq-hdnd"},
	    {tc_number_document, "12 / 2020 / NQ – HĐND", "12/2020/nq-hdnd"},
	    {tc_number_document, "12⁄2020∕NQ−HĐND", "12/2020/nq-hdnd"},
	    {tc_number_document, "12／2020/NQ‑HĐND", "12/2020/nq-hdnd"},
	    {tc_number_document, "05-NQ/TU", "5-nq/tu"},
	    {tc_number_document, "2525a/QĐ-UBND", "2525a/qd-ubnd"},
	    {tc_number_document, "40:2011/BTNMT", "40:2011/btnmt"},
	    {tc_number_document, "7957-1:2008", "7957-1:2008"},
	    {tc_number_document, "030/2020", "30/2020"},
	    {tc_number_document, "00/2020/NQ-CP", "0/2020/nq-cp"},
	    {tc_number_document, "105/2003", "105/2003"},
	    {tc_number_date, "29/6/2020", "2020-06-29"},
	    {tc_number_date, "29-06-20", "2020-06-29"},
	    {tc_number_date, "02/9/45", "2045-09-02"},
	    {tc_number_date, "02/9/75", "1975-09-02"},
	    {tc_number_date, "29 / 6 / 2020", "2020-06-29"},
	    {tc_number_date, "29.6.2020", "2020-06-29"},
	    {tc_number_date, "2020-06-29", "2020-06-29"},
	    {tc_number_date, "2020/06/29", "2020-06-29"},
	    {tc_number_date, "29/6", ""},
	    {tc_number_day, "29/6", "--06-29"},
	    {tc_number_day, "5/12", "--12-05"},
	    {tc_number_day, "5", ""},
	    {tc_number_month, "6/2020", "2020-06"},
	    {tc_number_month, "12-2020", "2020-12"},
	    {tc_number_years, "2020-2025", "2020-2025"},
	    {tc_number_years, "2020 – 2025", "2020-2025"},
	    {tc_number_time, "17h30", "17:30"},
	    {tc_number_time, "17:30:00", "17:30"},
	    {tc_number_time, "7g05", "07:05"},
	    {tc_number_time, "8h", "08:00"},
	    {tc_number_phone, "02083845435", "02083845435"},
	    {tc_number_phone, "02083.845 435", "02083845435"},
	    {tc_number_phone, "0208) 3845 435", "02083845435"},
	    {tc_number_phone, "+84 208 3845 435", "02083845435"},
	    {tc_number_phone, "+842083845435", "02083845435"},
	    {tc_number_net, "http://A.vn/x/", "a.vn/x"},
	    {tc_number_net, "HTTPS://A.VN", "a.vn"},
	    {tc_number_net, "ftp://a.vn//", "a.vn"},
	    {tc_number_net, "Bbt@KCN.vn", "bbt@kcn.vn"},
	    {tc_number_net, "www.a.vn/Tin-Tức", "www.a.vn/tin-tức"},
	    {tc_number_net, "a.vn/?u=http://b.vn", "a.vn/?u=http://b.vn"},
	    {tc_number_net, "http:///", ""},
	    {tc_number_net, "", ""},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_buf_putc(&out, '!'); /* keys are appended */
		cases[i].key(S(cases[i].written), &out);
		assert_int_equal(out.s[0], '!');
		check_text(out.s + 1, out.len - 1, cases[i].want,
		    cases[i].written, __FILE__, __LINE__);
	}
	tc_buf_free(&out);
}

static void
days_are_those_of_the_calendar(void **state)
{
	(void)state;
	assert_true(tc_number_is_day(2020, 2, 29));
	assert_false(tc_number_is_day(2021, 2, 29));
	assert_false(tc_number_is_day(1900, 2, 29));
	assert_true(tc_number_is_day(2000, 2, 29));
	assert_true(tc_number_is_day(0, 2, 29)); /* of some year */
	assert_false(tc_number_is_day(0, 2, 30));
	assert_true(tc_number_is_day(2020, 12, 31));
	assert_false(tc_number_is_day(2020, 11, 31));
	assert_false(tc_number_is_day(2020, 13, 1));
	assert_false(tc_number_is_day(2020, 0, 1));
	assert_false(tc_number_is_day(2020, 1, 0));
}

static void
digits_of_any_height_count(void **state)
{
	uint32_t c, n = 0;

	(void)state;
	for (c = '0'; c <= '9'; c++) {
		assert_int_equal(tc_number_digit(c), (int)(c - '0'));
		assert_int_equal(
		    tc_number_digit(0x2080 + c - '0'), (int)(c - '0'));
	}
	for (c = 0x80; c < 0x2500; c++)
		n += tc_number_digit(c) >= 0 && c >= 0x00B2 && c <= 0x00B9;
	assert_int_equal(n, 3);
	assert_int_equal(tc_number_digit('a'), -1);
	assert_int_equal(tc_number_digit(0x00BD), -1);
	assert_int_equal(tc_number_digit(0x2071), -1);
	assert_int_equal(tc_number_digit(0xFFFD), -1);
}

/* Whatever a token of digits, separators and letters is, its key is a term. */
static void
keys_of_endless_numbers_are_short(void **state)
{
	static key_fn *const keys[] = {tc_number_integer, tc_number_decimal,
	    tc_number_document, tc_number_date, tc_number_day, tc_number_month,
	    tc_number_years, tc_number_time, tc_number_net};
	static const char *const pieces[] = {"1", "0", "12.", "123.", "1,",
	    "123,", "đ/", "１", "٣.", "9,123.", "a@", "三", "\xFF"};
	static const char *const ends[] = {"", ",5", ".500", "ệ", "\xE1\xBB"};
	struct tc_buf in = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(1000);
	size_t i, k, n, e;

	(void)state;
	for (i = 0; i < COUNT(pieces) * COUNT(ends); i++) {
		e = i / COUNT(pieces);
		for (n = 90; n < 3000; n = n < 110 ? n + 1 : n * 2) {
			tc_buf_clear(&in);
			put_times(&in, pieces[i % COUNT(pieces)], n);
			tc_buf_puts(&in, ends[e]);
			for (k = 0; k < COUNT(keys); k++) {
				tc_buf_clear(&out);
				keys[k](in.s, in.len, &out);
				assert_false(out.failed);
				assert_true(out.len <= TC_TERM_MAX);
			}
		}
	}
	tc_buf_free(&in);
	tc_buf_free(&out);
}

static void
document_numbers_in_texts_have_keys(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *key; /* NULL: not just one number */
	} cases[] = {
	    {"12/2020/NQ-HĐND", "12/2020/nq-hdnd"},
	    {"Số: 012 / 2020 / NQ–HĐND", "12/2020/nq-hdnd"},
	    {"Số 15 - KH/ĐUK", "15-kh/duk"},
	    {"số 0123/BC-BQL, ngày 5/3/2020", "123/bc-bql"},
	    {"1382/qđ-ubnd", "1382/qd-ubnd"},
	    {"", NULL}, {"Không số", NULL}, {"30/2020", NULL},
	    {"29/6/2020", NULL}, {"40:2011/BTNMT", NULL},
	    {"12 2020 nq hdnd", "12/2020/nq-hdnd"},
	    {"12-2020-NQ-HĐND", "12/2020/nq-hdnd"},
	    {"12/2020/NQHĐND", "12/2020/nq-hdnd"},
	    {"12/2020/NQ.HĐND", "12/2020/nq-hdnd"},
	    {"05/NQ-TU", "5-nq/tu"}, {"83-CP", "83/cp"},
	    /* The shorter reading is the number; the year only adds to it. */
	    {"12/NQ-HĐND ngày 15/7/2020", "12/nq-hdnd"},
	    {"12/NQ-HĐND năm 2020", "12/nq-hdnd"},
	    {"12/NQ-HĐND và 13/NQ-HĐND", NULL}, {"12/NQ-HĐND, 12/NQ-HĐND",
	     NULL},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_analyser *analyser;
	size_t i;

	(void)state;
	assert_ok(tc_analyser_new(&analyser, &test_err));
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_buf_puts(&out, "N");
		assert_status(cases[i].key != NULL ? TC_OK : TC_INVALID,
		    tc_text_docno_key(
			analyser, S(cases[i].text), &out, &test_err));
		check_text(out.s + 1, out.len - 1,
		    cases[i].key != NULL ? cases[i].key : "", cases[i].text,
		    __FILE__, __LINE__);
	}
	tc_analyser_free(analyser);
	tc_buf_free(&out);
}

static const struct {
	const char *name, *code, *number;
} types[] = {
/* clang-format off */
#include "data/doc_types.inc"
    /* clang-format on */
};

/* A code of a type is known, however a number with it is written. */
static void
check_code(struct tc_analyser *analyser, const char *code)
{
	static const char *const forms[] = {"Số: 012/2020/%s-UBND",
	    "12-2020-%s-UBND", "số 12 2020 %s UBND", "12/2020/%sUBND"};
	struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	const size_t before = strlen("12/2020/"), after = strlen("-ubnd");
	char text[64];
	size_t i;

	snprintf(text, sizeof(text), forms[0], code);
	tc_number_document(S(strstr(text, "012")), &want);
	if (!(tc_code_find(want.s + before, want.len - before - after) &
		TC_CODE_TYPE))
		fail_msg("%s is no code", code);
	for (i = 0; i < COUNT(forms); i++) {
		tc_buf_clear(&key);
		snprintf(text, sizeof(text), forms[i], code);
		assert_ok(
		    tc_text_docno_key(analyser, S(text), &key, &test_err));
		assert_text(key, want.s, text);
	}
	tc_buf_free(&want);
	tc_buf_free(&key);
}

static void
types_have_codes(void **state)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_analyser *analyser;
	size_t i, codes = 0;

	(void)state;
	assert_ok(tc_analyser_new(&analyser, &test_err));
	for (i = 0; i < COUNT(types); i++) {
		if (types[i].number[0] != '\0') {
			tc_buf_clear(&key);
			assert_ok(tc_text_docno_key(
			    analyser, S(types[i].number), &key, &test_err));
		}
		if (types[i].code[0] != '\0') {
			check_code(analyser, types[i].code);
			codes++;
		}
	}
	assert_int_equal(codes, 62);
	tc_analyser_free(analyser);
	tc_buf_free(&key);
}

/* Numbers of all kinds in running text, and strings that are none. */
static void
document_numbers_are_found_in_texts(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *keys;
	} cases[] = {
	    {"theo Nghị quyết số 12/2020/NQ-HĐND ngày 15/7/2020",
	     "12/2020/nq-hdnd"},
	    {"NGHỊ QUYẾT 12/2020/NQ-HDND", "12/2020/nq-hdnd"},
	    {"nghi quyet 12/2020/nq-hdnd", "12/2020/nq-hdnd"},
	    {"(12/2020/NQ–HĐND);", "12/2020/nq-hdnd"},
	    {"Nghị quyết số 05-NQ/TU", "5-nq/tu"},
	    {"Số: 12 / QĐ - BQL", "12/qd-bql"},
	    {"0123/BC-BQL", "123/bc-bql"},
	    {"Số 15 - KH/ĐUK", "15-kh/duk"},
	    {"2525a/QĐ-UBND", "2525a/qd-ubnd"},
	    {"Nghị định 30/2020/NĐ-CP của Chính phủ", "30/2020/nd-cp"},
	    {"155/2020/nd-cp và 156/2020/nđ-cp", "155/2020/nd-cp 156/2020/nd-cp"},
	    {"Luật số 45/2019/QH14", "45/2019/qh14"},
	    {"Pháp lệnh 01/2020/UBTVQH14", "1/2020/ubtvqh14"},
	    {"Lệnh 14/2020/L-CTN", "14/2020/l-ctn"},
	    {"Chỉ thị 16/CT-TTg", "16/ct-ttg"},
	    {"124/2004/QĐ-TTg", "124/2004/qd-ttg"},
	    {"Số: 1382/QĐ-UBND", "1382/qd-ubnd"},
	    {"Công văn số 8652/UBND-NC", "8652/ubnd-nc"},
	    {"số 456/BQL-QLĐT.", "456/bql-qldt"},
	    {"01/2015/TTLT-BNV-BTC", "1/2015/ttlt-bnv-btc"},
	    {"09/2020/TT-BLĐTBXH", "9/2020/tt-bldtbxh"},
	    {"13/VBHN-VPQH", "13/vbhn-vpqh"},
	    {"Hướng dẫn 36-HD/VPTW", "36-hd/vptw"},
	    {"12-NQ/ĐU", "12-nq/du"},
	    {"Quy định 08-QĐi/TW và 37-QĐ/TW", "8-qdi/tw 37-qd/tw"},
	    {"15-BC/BTGTU, 399-QĐ/TW", "15-bc/btgtu 399-qd/tw"},
	    {"33-CTr/TU", "33-ctr/tu"},
	    {"123-CV/TU", "123-cv/tu"},
	    {"12-TTr/ĐU", "12-ttr/du"},
	    /* dashes and slashes of other kinds */
	    {"5‐NQ/TU 5‑NQ/TU 5‒NQ/TU 5–NQ/TU 5—NQ/TU 5―NQ/TU 5−NQ/TU",
	     "5-nq/tu 5-nq/tu 5-nq/tu 5-nq/tu 5-nq/tu 5-nq/tu 5-nq/tu"},
	    {"12⁄2020⁄NQ-CP 12∕2020∕NQ-CP 12／2020／NQ-CP",
	     "12/2020/nq-cp 12/2020/nq-cp 12/2020/nq-cp"},
	    /* none */
	    {"QCVN 40:2011/BTNMT", ""}, {"tỷ lệ 1/500", ""},
	    {"29/6/2020", ""}, {"KCN/CCN", ""}, {"24/24h", ""},
	    {"đạt 10/12 chỉ tiêu", ""}, {"NĐ-CP và/hoặc", ""},
	    {"Nghị định 30/2020 của Chính phủ", ""}, {"3/B", ""},
	};
	/* clang-format on */
	struct tc_buf keys = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_analyser *analyser;
	struct tc_token token;
	size_t i;

	(void)state;
	assert_ok(tc_analyser_new(&analyser, &test_err));
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&keys);
		assert_ok(
		    tc_analyser_start(analyser, S(cases[i].text), &test_err));
		while (tc_analyser_next(analyser, &token, &test_err) == TC_OK) {
			if (token.kind != TC_TOKEN_DOCNO)
				continue;
			tc_buf_puts(&keys, keys.len > 0 ? " " : "");
			tc_buf_put(&keys, token.folded, token.folded_len);
		}
		assert_text(keys, cases[i].keys, cases[i].text);
	}
	tc_analyser_free(analyser);
	tc_buf_free(&keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_way_to_write_a_number_gives_its_key),
	    cmocka_unit_test(days_are_those_of_the_calendar),
	    cmocka_unit_test(digits_of_any_height_count),
	    cmocka_unit_test(keys_of_endless_numbers_are_short),
	    cmocka_unit_test(document_numbers_in_texts_have_keys),
	    cmocka_unit_test(types_have_codes),
	    cmocka_unit_test(document_numbers_are_found_in_texts),
	};

	return cmocka_run_group_tests_name("text/number", tests, NULL, NULL);
}
