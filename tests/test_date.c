/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/date.c: dates as people write them. */
#include "tracuu_test.h"

#include <tracuu/document.h>
#include <tracuu/text.h>

static void
every_form_becomes_one(void **state)
{
	/* clang-format off */
	static const struct {
		const char *written, *normal;
	} cases[] = {
	    {"2020-06-29", "2020-06-29"}, {"2020-6-9", "2020-06-09"},
	    {"2020/06/29", "2020-06-29"}, {"29/6/2020", "2020-06-29"},
	    {"29-06-2020", "2020-06-29"}, {"29.6.2020", "2020-06-29"},
	    {"09/06/2020", "2020-06-09"}, {"6/2020", "2020-06"},
	    {"2020-06", "2020-06"}, {"06.2020", "2020-06"}, {"2020", "2020"},
	    {"  29/6/2020  ", "2020-06-29"},
	    {"29-06-2020 17:00", "2020-06-29T17:00"},
	    {"29/6/2020 7:05", "2020-06-29T07:05"},
	    {"29/6/2020 17h30", "2020-06-29T17:30"},
	    {"29/6/2020 17H30", "2020-06-29T17:30"},
	    {"2020-06-29T17:00", "2020-06-29T17:00"},
	    {"2020-06-29T17:00:05", "2020-06-29T17:00"},
	    {"2020-06-29T17:00:05.123456", "2020-06-29T17:00"},
	    {"2020-06-29T17:00:05.444444444444Z", "2020-06-30T00:00"},
	    {"2020-06-29T23:59:60", "2020-06-29T23:59"}, /* leap second */
	    {"2020-06-29T17:00+07:00", "2020-06-29T17:00"},
	    {"2020-06-29T17:00:05.123+0700", "2020-06-29T17:00"},
	    {"2020-06-29T17:00+07", "2020-06-29T17:00"},
	    {"2020-06-29T10:00Z", "2020-06-29T17:00"},
	    {"2020-06-29T10:00z", "2020-06-29T17:00"},
	    {"2020-06-29T17:00Z", "2020-06-30T00:00"}, /* the next day */
	    {"2020-12-31T23:00Z", "2021-01-01T06:00"},
	    {"2020-02-28T17:30Z", "2020-02-29T00:30"},
	    {"2021-02-28T17:30Z", "2021-03-01T00:30"},
	    {"2020-06-29T05:00+14:00", "2020-06-28T22:00"},
	    {"2021-01-01T00:00+09:00", "2020-12-31T22:00"},
	    {"2020-03-01T00:00+08:00", "2020-02-29T23:00"},
	    {"2020-06-29T05:30-05:30", "2020-06-29T18:00"},
	    {"1600", "1600"}, {"1600-01-01", "1600-01-01"},
	    {"2999-12-31", "2999-12-31"},
	    {"29/2/2020", "2020-02-29"}, {"29/2/2000", "2000-02-29"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		assert_ok(
		    tc_date_normalise(S(cases[i].written), &out, &test_err));
		assert_text(out, cases[i].normal, cases[i].written);
		tc_buf_clear(&out);
		assert_ok(
		    tc_date_normalise(S(cases[i].normal), &out, &test_err));
		assert_text(out, cases[i].normal, cases[i].normal);
	}
	tc_buf_free(&out);
}

static void
what_is_no_date_is_refused(void **state)
{
	static const char *const cases[] = {"", " ", "hôm nay", "ngày 29/6",
	    "31/4/2020", "30/2/2020", "29/2/2021", "29/2/1900", "32/1/2020",
	    "0/1/2020", "1/0/2020", "1/13/2020", "2020-13", "2020-00",
	    "2020-06-31", "2020-06-00", "0/2020", "13/2020", "29/6", "29/6/20",
	    "29/6/1599", "1599", "3000", "20200629", "12020", "99999-1-1",
	    "29/6/2020/1", "29/6/2020x", "x29/6/2020", "29//2020", "29/6/",
	    "/6/2020", "-", "29/6/2020 24:00", "29/6/2020 17:60",
	    "29/6/2020 17", "29/6/2020 17h", "29/6/2020 :30",
	    "29/6/2020 17:00:61", "29/6/202017:00", "6/2020 17:00",
	    "2020T17:00", "2020-06-29T17:00+15:00", "2020-06-29T17:00+07:60",
	    "2020-06-29T17:00+", "2020-06-29T17:00+7x", "2020-06-29T17:00 x",
	    "1600-01-01T00:00+14:00", "2999-12-31T23:00-12:00", "२९/६/२०२०",
	    "29⁄6⁄2020"};
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		if (tc_date_normalise(S(cases[i]), &out, &test_err) !=
		    TC_INVALID)
			fail_msg("\"%s\" is a date", cases[i]);
		assert_int_equal(out.len, 0);
		assert_int_equal(tc_date_minutes(cases[i], false), 0);
		assert_int_equal(tc_date_minutes(cases[i], true), 0);
	}
	assert_status(
	    TC_INVALID, tc_date_normalise("2020\0", 5, &out, &test_err));
	assert_status(TC_INVALID,
	    tc_date_normalise("29\0"
			      "6\0"
			      "2020",
		9, &out, &test_err));
	assert_status(TC_INVALID, tc_date_normalise(NULL, 0, &out, NULL));
	tc_buf_free(&out);
}

static void
length_and_limit_are_kept(void **state)
{
	struct tc_buf out = TC_BUF_INIT(9);

	(void)state;
	assert_ok(tc_date_normalise("2020-06-29", 7, &out, &test_err));
	assert_text(out, "2020-06", "7 bytes of it");
	assert_status(
	    TC_TOOBIG, tc_date_normalise(S("2020-06-29"), &out, &test_err));
	tc_buf_free(&out);
}

/* The message quotes what was written: whole characters of it. */
static void
message_is_utf8(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t shift, len;

	(void)state;
	for (shift = 0; shift < 4; shift++) {
		tc_buf_clear(&text);
		put_times(&text, "x", shift);
		put_times(&text, "ệ", 100);
		assert_status(TC_INVALID,
		    tc_date_normalise(text.s, text.len, &out, &test_err));
		len = strlen(test_err.text);
		assert_int_equal(tc_text_utf8_span(test_err.text, len), len);
	}
	tc_buf_free(&text);
	tc_buf_free(&out);
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Each day begins where the day before ended. */
static void
minutes_follow_each_other_for_500_years(void **state)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	uint32_t minutes = 0, month_minutes, year_minutes;
	int year, month, day, n;
	char date[32];

	(void)state;
	for (year = 1600; year <= 2100; year++) {
		year_minutes = minutes;
		for (month = 1; month <= 12; month++) {
			month_minutes = minutes;
			n = days[month - 1] + (month == 2 && is_leap(year));
			for (day = 1; day <= n; day++, minutes += 1440) {
				snprintf(date, sizeof(date), "%04d-%02d-%02d",
				    year, month, day);
				assert_int_equal(
				    tc_date_minutes(date, false), minutes);
				assert_int_equal(tc_date_minutes(date, true),
				    minutes + 1439);
			}
			snprintf(date, sizeof(date), "%04d-%02d", year, month);
			assert_int_equal(
			    tc_date_minutes(date, false), month_minutes);
			assert_int_equal(
			    tc_date_minutes(date, true), minutes - 1);
		}
		snprintf(date, sizeof(date), "%04d", year);
		assert_int_equal(tc_date_minutes(date, false), year_minutes);
		assert_int_equal(tc_date_minutes(date, true), minutes - 1);
	}
}

static void
time_is_a_minute(void **state)
{
	uint32_t day = tc_date_minutes("2020-06-29", false);

	(void)state;
	assert_int_equal(
	    tc_date_minutes("2020-06-29T17:30", false), day + 17 * 60 + 30);
	assert_int_equal(
	    tc_date_minutes("2020-06-29T17:30", true), day + 17 * 60 + 30);
	assert_int_equal(tc_date_minutes("2020-06-29T00:00", false), day);
	assert_int_equal(tc_date_minutes("2020-06-29T23:59", false),
	    tc_date_minutes("2020-06-29", true));
}

/* Every hour of a day in every zone is the same as in ours, shifted. */
static void
zones_shift_by_their_hours(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	uint32_t here = tc_date_minutes("2020-03-01T12:34", false);
	char date[64];
	int hours;

	(void)state;
	for (hours = -14; hours <= 14; hours++) {
		snprintf(date, sizeof(date), "2020-03-01T12:34%c%02d:00",
		    hours < 0 ? '-' : '+', abs(hours));
		tc_buf_clear(&out);
		assert_ok(tc_date_normalise(S(date), &out, &test_err));
		assert_int_equal(tc_date_minutes(out.s, false),
		    here + (uint32_t)((7 - hours) * 60));
	}
	tc_buf_free(&out);
}

static void
any_bytes_are_a_date_or_not(void **state)
{
	static const char *const scraps[] = {"2020", "29", "6", "02", "1", "/",
	    "-", ".", ":", "T", " ", "17", "h", "Z", "+07:00", "+", "00",
	    "\xE1\xBB", "x"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf again = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 2020;
	size_t i, n, dates = 0;

	(void)state;
	for (i = 0; i < 200000; i++) {
		tc_buf_clear(&text);
		for (n = random_below(&seed, 10); n > 0; n--)
			tc_buf_puts(
			    &text, scraps[random_below(&seed, COUNT(scraps))]);
		tc_buf_clear(&out);
		if (tc_date_normalise(
			tc_buf_str(&text), text.len, &out, NULL) != TC_OK)
			continue;
		dates++;
		tc_buf_clear(&again);
		assert_ok(tc_date_normalise(out.s, out.len, &again, &test_err));
		assert_text(again, out.s, out.s);
	}
	assert_true(dates > 100);
	tc_buf_free(&text);
	tc_buf_free(&out);
	tc_buf_free(&again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_form_becomes_one),
	    cmocka_unit_test(what_is_no_date_is_refused),
	    cmocka_unit_test(length_and_limit_are_kept),
	    cmocka_unit_test(message_is_utf8),
	    cmocka_unit_test(minutes_follow_each_other_for_500_years),
	    cmocka_unit_test(time_is_a_minute),
	    cmocka_unit_test(zones_shift_by_their_hours),
	    cmocka_unit_test(any_bytes_are_a_date_or_not),
	};

	return cmocka_run_group_tests_name("document/date", tests, NULL, NULL);
}
