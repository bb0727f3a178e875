/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of text/docno.c: numbers of documents, however they are put together.
 */
#include "tracuu_test.h"

#include <tracuu/docno.h>
#include <tracuu/text.h>

static uint64_t seed = 20261126;

static uint32_t
below(size_t n)
{
	return random_below(&seed, (uint32_t)n);
}

/* Is there a key of some first parts that is this one? */
static bool
reads_as(const char *text, const char *want)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_docno docno;
	bool found = false;
	unsigned way;
	size_t n;

	if (!tc_docno_read(&docno, S(text)))
		return false;
	for (n = docno.n; n > 0 && !found; n--) {
		for (way = 0; way < 2 && !found; way++) {
			tc_buf_clear(&key);
			if (tc_docno_key(&docno, n, way, &key))
				found = want == NULL ||
				    strcmp(tc_buf_str(&key), want) == 0;
			else
				assert_int_equal(key.len, 0);
		}
	}
	tc_buf_free(&key);
	return found;
}

static void
numbers_are_read_whatever_stands_between_their_parts(void **state)
{
	static const struct {
		const char *text, *key;
	} cases[] = {{"20-NQ-HĐND8", "20/nq-hdnd8"},
	    {"4423-ubnd-kt", "4423/ubnd-kt"}, {"4423 ubnd kt", "4423/ubnd-kt"},
	    {"157/TB_UBND", "157/tb-ubnd"}, {"0088.TB.BQL", "88/tb-bql"},
	    {"12 / 2020 / NQ - HĐND", "12/2020/nq-hdnd"},
	    {"12-2020-nq-hdnd", "12/2020/nq-hdnd"},
	    {"12／2020／NQ–HĐND", "12/2020/nq-hdnd"}, {"5 nq tu", "5-nq/tu"},
	    {"05-NQ/TU", "5-nq/tu"}, {"2525a/QĐ-UB", "2525a/qd-ub"},
	    {"45 2019 QH14", "45/2019/qh14"}, {"83-CP", "83/cp"},
	    {"01/2010/TTLT-VKSTC-TATC-BCA-BQP-BTC-BNN",
		"1/2010/ttlt-vkstc-tatc-bca-bqp-btc-bnn"},
	    /* What follows is for whoever knows the numbers to leave out. */
	    {"12/QĐ-UBND ngay 5", "12/qd-ubnd"},
	    {"16/CT-TTg của Thủ tướng", "16/ct-ttg"}};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		if (!reads_as(cases[i].text, cases[i].key))
			fail_msg("%s is not %s", cases[i].text, cases[i].key);
	}
}

static void
words_dates_and_standards_are_no_numbers(void **state)
{
	static const char *const texts[] = {"", "covid-19", "24-7", "24/7",
	    "29/6/2020", "29-06-2020", "2020-2025", "NQ18", "ISO 9001",
	    "0912 345 678", "02083.845.435", "8.900", "12/2020", "1/500",
	    "5 da du", "5 năm qua", "12 từ vựng", "17h30", "000/QĐ-UBND",
	    "123456/QĐ", "12, QĐ", "12: QĐ", "12\nQĐ", "12 // QĐ", "12\xFFQĐ",
	    "12/aaaaaaaaaaaaaaaaaaaa"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++) {
		if (reads_as(texts[i], NULL))
			fail_msg("%s is no number", texts[i]);
	}
}

/* A designation, as it is normally written. */
static void
make_designation(char *out, size_t len)
{
	static const char *const codes[] = {"NQ", "QĐ", "CTr", "TB", "UBND",
	    "HĐND8", "KTTH", "XPVPHC", "TTg", "BĐH", "QH14", "ĐU", "SY"};
	size_t n = 2 + below(3), at, i;

	at = (size_t)snprintf(out, len, "%u", 1 + below(99999));
	if (below(3) == 0)
		at += (size_t)snprintf(
		    out + at, len - at, "/%u", 1990 + below(40));
	for (i = 0; i < n; i++)
		at += (size_t)snprintf(out + at, len - at, "%c%s",
		    i == 0 ? '/' : '-', codes[below(COUNT(codes))]);
}

/* The same with other signs, and in small letters or not. */
static void
retype(char *out, size_t len, const char *designation)
{
	static const char *const signs[] = {
	    "/", "-", " / ", " - ", "_", ".", "–", " ／ ", "- ", "/ ", " "};
	bool small = below(2) == 0; /* and only spaces: words */
	const char *sign = signs[below(COUNT(signs) - small)];
	size_t at = 0;

	for (; *designation != '\0'; designation++) {
		char c = *designation;

		if (c == '/' || c == '-') {
			if (below(3) == 0)
				sign = signs[below(COUNT(signs) - small)];
			at += (size_t)snprintf(out + at, len - at, "%s", sign);
			continue;
		}
		if (small && c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (small && (unsigned char)c == 0x90) /* Đ */
			c = (char)0x91;
		out[at++] = c;
	}
	out[at] = '\0';
}

/* Any designation, typed in any way, has its key among those that are read. */
static void
designations_keep_their_keys_in_any_form(void **state)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	char designation[128], typed[256];
	struct tc_analyser *analyser;
	int i;

	(void)state;
	assert_ok(tc_analyser_new(&analyser, &test_err));
	for (i = 0; i < 20000; i++) {
		make_designation(designation, sizeof(designation));
		retype(typed, sizeof(typed), designation);
		tc_buf_clear(&key);
		assert_ok(tc_text_docno_key(
		    analyser, S(designation), &key, &test_err));
		if (!reads_as(typed, tc_buf_str(&key)))
			fail_msg("%s is not %s", typed, tc_buf_str(&key));
		if (tc_docno_distance(S(typed), S(designation)) ==
			TC_DOCNO_OTHER ||
		    tc_docno_distance(S(typed), S(typed)) != 0 ||
		    tc_docno_distance(S(typed), S(designation)) !=
			tc_docno_distance(S(designation), S(typed)))
			fail_msg("%s is not near %s", typed, designation);
	}
	tc_buf_free(&key);
	tc_analyser_free(analyser);
}

static void
the_nearest_number_is_the_one_that_was_typed(void **state)
{
	static const struct {
		const char *typed, *near, *far;
	} cases[] = {{"157/tb-ubnd", "157/TB-UBND", "157/TB_UBND"},
	    {"157 / TB_UBND", "157/TB_UBND", "157/TB-UBND"},
	    {"157-TB_UBND", "157/TB_UBND", "157/TB-UBND"},
	    {"157–TB–UBND", "157/TB-UBND", "157/TB_UBND"},
	    {"9/ct-ubnd", "9/CT-UBND", "09/CT-UBND"},
	    {"09/CT-UBND", "09/CT-UBND", "9/CT-UBND"},
	    {"1036 /QĐ-UBND", "1036 /QĐ-UBND", "1036/QĐ-UBND"},
	    {"1036 / QĐ-UBND", "1036/QĐ-UBND", "1036 /QĐ-UBND"},
	    {"1036 - QĐ - UBND", "1036/QĐ-UBND", "1036 /QĐ-UBND"},
	    {"19/CTr-UBND", "19/CTr-UBND", "19/Ctr-UBND"},
	    {"7/QĐ-UBND", "7/QĐ-UBND", "7/QD-UBND"},
	    {"7/QD-UBND", "7/QD-UBND", "7/QĐ-UBND"},
	    {"12/NQ-HĐND", "12/NQ-HĐND", "12/NQ-HĐND8"},
	    {"12/NQ-HĐND", "12/NQ-HĐND", "112/NQ-HĐND"},
	    {"12/NQ-HĐND", "12/NQ-HĐND", "12/NQ, HĐND"},
	    {"12/NQ-HĐND", "12/NQ-HĐND", ""}};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		if (tc_docno_distance(S(cases[i].typed), S(cases[i].near)) >=
		    tc_docno_distance(S(cases[i].typed), S(cases[i].far)))
			fail_msg("%s is nearer %s than %s", cases[i].typed,
			    cases[i].far, cases[i].near);
	}
	assert_int_equal(
	    tc_docno_distance(S("12/NQ"), S("12/NQ-HĐND")), TC_DOCNO_OTHER);
}

/* Any bytes: parts lie in the text, one behind the other. */
static void
parts_lie_in_the_text(void **state)
{
	static const char bytes[] = "0129aQdđĐế/-_. \xFF\xE2\x80\x93";
	char text[40];
	int k;

	(void)state;
	for (k = 0; k < 200000; k++) {
		size_t len = below(sizeof(text)), at = 0, i;
		struct tc_docno docno;

		for (i = 0; i < len; i++)
			text[i] = bytes[below(sizeof(bytes) - 1)];
		if (len > 0)
			text[0] = '1';
		if (!tc_docno_read(&docno, text, len))
			continue;
		assert_in_range(docno.n, 2, TC_DOCNO_PARTS);
		for (i = 0; i < docno.n; i++) {
			assert_true(docno.at[i].from >= at);
			assert_true(docno.at[i].to > docno.at[i].from);
			at = docno.at[i].to;
		}
		assert_true(at <= len);
		tc_docno_distance(text, len, text, at);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		numbers_are_read_whatever_stands_between_their_parts),
	    cmocka_unit_test(words_dates_and_standards_are_no_numbers),
	    cmocka_unit_test(designations_keep_their_keys_in_any_form),
	    cmocka_unit_test(the_nearest_number_is_the_one_that_was_typed),
	    cmocka_unit_test(parts_lie_in_the_text),
	};

	return cmocka_run_group_tests_name("text/docno", tests, NULL, NULL);
}
