/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/number.c: one key for each number, however it is written. */
#include "tracuu_test.h"

#include <tracuu/text.h>

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_way_to_write_a_number_gives_its_key),
	    cmocka_unit_test(days_are_those_of_the_calendar),
	    cmocka_unit_test(digits_of_any_height_count),
	    cmocka_unit_test(keys_of_endless_numbers_are_short),
	    cmocka_unit_test(document_numbers_in_texts_have_keys),
	};

	return cmocka_run_group_tests_name("text/number", tests, NULL, NULL);
}
