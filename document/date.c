/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates: one form for the many that people write. */
#include <tracuu/document.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>

/* Vietnam is at UTC+7 all year (Asia/Ho_Chi_Minh). */
#define ZONE_MINUTES 420

#define FIRST_YEAR 1600
#define LAST_YEAR 2999

/* So much of what is no date is shown. */
#define QUOTED_MAX 60

/* A point in time to the precision that was given; 0 where nothing was. */
struct date {
	int year, month, day;
	bool has_time;
	int hour, minute;
};

static const int days_before[] = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in(int year, int month)
{
	int days = days_before[month] - days_before[month - 1];

	return days + (month == 2 && is_leap(year));
}

/* In minutes. */
#define HOUR 60
#define DAY 1440

/* Days from 1600-01-01 to that day; 1600 begins a cycle of 400 years. */
static int
day_number(int year, int month, int day)
{
	int y = year - FIRST_YEAR, past = y - 1;
	int leaps = y > 0 ? past / 4 - past / 100 + past / 400 + 1 : 0;

	assert(month >= 1 && month <= 12);
	return y * 365 + leaps + days_before[month - 1] +
	    (month > 2 && is_leap(year)) + day - 1;
}

static void
from_minutes(struct date *date, int64_t minutes)
{
	int days = (int)(minutes / DAY);

	date->hour = (int)(minutes % DAY / HOUR);
	date->minute = (int)(minutes % HOUR);
	date->year = FIRST_YEAR + days / 366;
	while (day_number(date->year + 1, 1, 1) <= days)
		date->year++;
	date->month = 1;
	while (date->month < 12 &&
	    day_number(date->year, date->month + 1, 1) <= days)
		date->month++;
	date->day = days - day_number(date->year, date->month, 1) + 1;
}

/* Up to max_digits digits at *s; -1 when there are none or more. */
static int
number(const char **s, const char *end, int max_digits)
{
	int value = 0, n = 0;

	while (*s < end && tc_ascii_is_digit(**s)) {
		if (++n > max_digits)
			return -1;
		value = value * 10 + (*(*s)++ - '0');
	}
	return n > 0 ? value : -1;
}

static bool
skip(const char **s, const char *end, const char *any)
{
	if (*s >= end || **s == '\0' || strchr(any, **s) == NULL)
		return false;
	(*s)++;
	return true;
}

/* "+07:00", "-0500", "Z": minutes east of Greenwich. */
static bool
read_zone(const char **s, const char *end, int *east)
{
	int hours, minutes = 0, sign;

	if (skip(s, end, "Zz")) {
		*east = 0;
		return true;
	}
	if (*s >= end || (**s != '+' && **s != '-'))
		return false;
	sign = *(*s)++ == '-' ? -1 : 1;
	if (end - *s >= 4 && (*s)[2] != ':') {
		const char *half = *s + 2;

		hours = number(s, half, 2);
		minutes = number(s, end, 2);
	} else {
		hours = number(s, end, 2);
		if (skip(s, end, ":"))
			minutes = number(s, end, 2);
	}
	*east = sign * (hours * 60 + minutes);
	return hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60;
}

/* "17:00", "17:00:05.123+07:00" */
static bool
read_time(const char **s, const char *end, struct date *date)
{
	int east = ZONE_MINUTES, seconds = 0;
	int64_t minutes;

	date->hour = number(s, end, 2);
	if (!skip(s, end, ":hH"))
		return false;
	date->minute = number(s, end, 2);
	if (skip(s, end, ":"))
		seconds = number(s, end, 2);
	if (seconds >= 0 && skip(s, end, ".,")) {
		while (skip(s, end, "0123456789"))
			; /* RFC 3339 allows any number of them */
	}
	if (date->hour < 0 || date->hour > 23 || date->minute < 0 ||
	    date->minute > 59 || seconds < 0 || seconds > 60)
		return false;
	date->has_time = true;
	if (*s < end && !read_zone(s, end, &east))
		return false;
	if (east != ZONE_MINUTES) {
		minutes = day_number(date->year, date->month, date->day);
		minutes = minutes * DAY + (int64_t)date->hour * HOUR +
		    date->minute - east + ZONE_MINUTES;
		if (minutes < 0)
			return false;
		from_minutes(date, minutes);
	}
	return date->year <= LAST_YEAR;
}

/* Day, month and year with /, - or . between, in either order; parts of it. */
static bool
read_day(const char **s, const char *end, struct date *date)
{
	int part[3] = {-1, -1, -1}, n = 0;

	do {
		part[n++] = number(s, end, 4);
		if (part[n - 1] < 0)
			return false;
	} while (n < 3 && skip(s, end, "/-."));
	if (n == 1) {
		date->year = part[0];
	} else if (part[0] >= FIRST_YEAR) { /* 2020-06-29, 2020-06 */
		date->year = part[0];
		date->month = part[1];
		date->day = n == 3 ? part[2] : 0;
		return date->month >= 1 && (n == 2 || date->day >= 1);
	} else {
		date->year = part[n - 1];
		date->month = part[n - 2];
		date->day = n == 3 ? part[0] : 0;
		return date->month >= 1 && (n == 2 || date->day >= 1);
	}
	return true;
}

static bool
is_valid(const struct date *date)
{
	if (date->year < FIRST_YEAR || date->year > LAST_YEAR)
		return false;
	if (date->month > 12)
		return false;
	return date->month == 0 || date->day == 0 ||
	    date->day <= days_in(date->year, date->month);
}

/* The whole of s must be a date. */
static bool
read_date(const char *s, size_t len, struct date *date)
{
	const char *end = s + len;
	bool separated = false;

	memset(date, 0, sizeof(*date));
	while (end > s && end[-1] == ' ')
		end--;
	while (s < end && *s == ' ')
		s++;
	if (!read_day(&s, end, date) || !is_valid(date))
		return false;
	while (skip(&s, end, " T"))
		separated = true;
	if (s == end)
		return true;
	return separated && date->day > 0 && read_time(&s, end, date) &&
	    s == end;
}

static void
put_date(struct tc_buf *out, const struct date *date)
{
	tc_buf_printf(out, "%04d", date->year);
	if (date->month > 0)
		tc_buf_printf(out, "-%02d", date->month);
	if (date->day > 0)
		tc_buf_printf(out, "-%02d", date->day);
	if (date->has_time)
		tc_buf_printf(out, "T%02d:%02d", date->hour, date->minute);
}

enum tc_status
tc_date_normalise(
    const char *s, size_t len, struct tc_buf *out, struct tc_error *err)
{
	struct date date;

	if (!read_date(s, len, &date)) {
		if (len > QUOTED_MAX) {
			len = QUOTED_MAX;
			while (
			    len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
				len--;
		}
		return tc_fail(
		    err, TC_INVALID, "\"%.*s\" is no date", (int)len, s);
	}
	put_date(out, &date);
	return tc_buf_check(out, err);
}

uint32_t
tc_date_minutes(const char *s, bool last)
{
	struct date date;
	int hour = last ? 23 : 0, minute = last ? 59 : 0;
	int64_t minutes;

	if (!read_date(s, strlen(s), &date))
		return 0;
	if (date.month == 0)
		date.month = last ? 12 : 1;
	if (date.day == 0)
		date.day = last ? days_in(date.year, date.month) : 1;
	if (date.has_time) {
		hour = date.hour;
		minute = date.minute;
	}
	minutes = day_number(date.year, date.month, date.day);
	return (uint32_t)(minutes * DAY + (int64_t)hour * HOUR + minute);
}

void
tc_date_show(const char *date, struct tc_buf *out)
{
	unsigned year, month, day;
	int n = sscanf(date, "%4u-%2u-%2u", &year, &month, &day);

	if (n == 3)
		tc_buf_printf(out, "%u/%u/%u", day, month, year);
	else if (n == 2)
		tc_buf_printf(out, "%u/%u", month, year);
	else
		tc_buf_puts(out, date);
}
