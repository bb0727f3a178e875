/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates, months and quarters in words, terms of office: "quý II năm 2020". */
#include <stdio.h>
#include <string.h>
#include <tracuu/ascii.h>

#include "compose.h"
#include "number.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2099
/* The longest term of office: nhiệm kỳ 2016-2026 is a mistake already. */
#define TERM_YEARS 10

struct date {
	unsigned day, month, year; /* 0: not said */
	size_t to;
};

static bool
is_year(uint64_t year)
{
	return year >= YEAR_MIN && year <= YEAR_MAX;
}

static unsigned
number_of(const struct tc_unit *unit)
{
	unsigned value = 0;
	size_t i;

	if (unit == NULL || unit->kind != TC_TOKEN_NUMBER || unit->term_len > 4)
		return 0;
	for (i = 0; i < unit->term_len; i++) {
		if (!tc_ascii_is_digit(unit->term[i]))
			return 0; /* 1.5 */
		value = 10 * value + (unsigned)(unit->term[i] - '0');
	}
	return value;
}

/* 29 or hai mươi chín; how many units it takes, 0: no number up to max. */
static size_t
read_number(struct tc_composer *c, size_t k, unsigned max, unsigned *number)
{
	uint64_t value = number_of(tc_unit_at(c, k));
	size_t n = 1;

	if (tc_unit_gap(c, k) != TC_GAP_SPACE)
		return 0;
	if (value == 0)
		n = tc_quantity_words(c, k, &value);
	if (n == 0 || value == 0 || value > max)
		return 0;
	*number = (unsigned)value;
	return n;
}

/* The year at k: "năm 2020", "/2020", "-2020", or just "2020". */
static size_t
read_year(struct tc_composer *c, size_t k, struct date *date)
{
	enum tc_gap gap = tc_unit_gap(c, k);
	uint64_t year = 0;
	size_t n = 1;

	if (tc_unit_with(c, k, TC_ROLE_YEAR) != NULL &&
	    tc_unit_gap(c, k + 1) == TC_GAP_SPACE) {
		year = number_of(tc_unit_at(c, k + 1));
		if (year == 0)
			n = tc_quantity_words(c, k + 1, &year);
		n++;
	} else if (gap == TC_GAP_SPACE || gap == TC_GAP_SLASH ||
	    gap == TC_GAP_DASH) {
		year = number_of(tc_unit_at(c, k));
	}
	if (!is_year(year))
		return 0;
	date->year = (unsigned)year;
	date->to = tc_unit_at(c, k + n - 1)->to;
	return n;
}

/* A month with its year in one unit, after tháng: 6/2020, 6-2020. */
static bool
read_month_unit(struct tc_composer *c, size_t k, struct date *date)
{
	const struct tc_unit *unit = tc_unit_at(c, k);
	unsigned g[2];

	if (unit == NULL || unit->kind != TC_TOKEN_DATE ||
	    tc_unit_gap(c, k) != TC_GAP_SPACE ||
	    tc_unit_groups(c, unit, g, 2) != 2 || !is_year(g[1]))
		return false;
	date->month = g[0];
	date->year = g[1];
	date->to = unit->to;
	return true;
}

/*
 * What follows tháng, from k on: "6 năm 2020", "giêng", "mười hai/2020". How
 * many units. In "tháng năm 2020" the month was left open.
 */
static size_t
read_month(struct tc_composer *c, size_t k, struct date *date)
{
	const struct tc_unit *moon = tc_unit_with(c, k, TC_ROLE_MOON);
	size_t n = 1, year;

	if (read_month_unit(c, k, date))
		return 1;
	if (moon != NULL)
		date->month = moon->value;
	else if ((n = read_number(c, k, 12, &date->month)) == 0)
		return 0;
	date->to = tc_unit_at(c, k + n - 1)->to;
	if (n == 1 && tc_unit_with(c, k, TC_ROLE_YEAR) != NULL &&
	    number_of(tc_unit_at(c, k + 1)) > 0)
		return 0;
	year = read_year(c, k + n, date);
	return n + year;
}

static void
add_date(struct tc_composer *c, const struct date *date)
{
	char key[32];
	int len;

	if (date->day > 0 &&
	    !tc_number_is_day(date->year, date->month, date->day)) {
		tc_compose_cover(c, TC_TOKEN_DATE, date->to);
		return;
	}
	if (date->day > 0 && date->year > 0)
		len = snprintf(key, sizeof(key), "%04u-%02u-%02u", date->year,
		    date->month, date->day);
	else if (date->day > 0)
		len = snprintf(
		    key, sizeof(key), "--%02u-%02u", date->month, date->day);
	else if (date->year > 0)
		len = snprintf(
		    key, sizeof(key), "%04u-%02u", date->year, date->month);
	else
		len = snprintf(key, sizeof(key), "--%02u", date->month);
	tc_compose_add(c, TC_TOKEN_DATE, date->to, key, (size_t)len);
}

/* A day and its month in one unit, 29/6 or 29.6; then perhaps "năm 2020". */
static bool
read_day_unit(struct tc_composer *c, size_t k, struct date *date)
{
	const struct tc_unit *unit = tc_unit_at(c, k);
	unsigned g[2];

	if (unit == NULL ||
	    (unit->kind != TC_TOKEN_DATE && unit->kind != TC_TOKEN_NUMBER &&
		unit->kind != TC_TOKEN_FRACTION) ||
	    (k > 0 && tc_unit_gap(c, k) != TC_GAP_SPACE) ||
	    tc_unit_groups(c, unit, g, 2) != 2 ||
	    !tc_number_is_day(0, g[1], g[0]))
		return false;
	date->day = g[0];
	date->month = g[1];
	date->to = unit->to;
	if (tc_unit_with(c, k + 1, TC_ROLE_YEAR) != NULL)
		read_year(c, k + 1, date);
	return true;
}

/* The day at k and its month: "29 tháng 6 năm 2020". */
static bool
read_day(struct tc_composer *c, size_t k, struct date *date)
{
	size_t n;

	if (k == 0) { /* ngày is before, or nothing */
		date->day = number_of(tc_unit_at(c, 0));
		n = date->day > 0 && date->day <= 31;
	} else {
		n = read_number(c, k, 31, &date->day);
	}
	return n > 0 && tc_unit_with(c, k + n, TC_ROLE_MONTH) != NULL &&
	    read_month(c, k + n + 1, date) > 0;
}

/* From ngày on. A day alone ("ngày 29/6") is a date of its own already. */
static void
compose_day(struct tc_composer *c)
{
	struct date date = {0, 0, 0, 0};
	const struct tc_unit *next = tc_unit_at(c, 1);

	if (read_day(c, 1, &date) ||
	    (read_day_unit(c, 1, &date) &&
		(date.year > 0 || next->kind == TC_TOKEN_NUMBER)))
		add_date(c, &date);
}

/* May what is in hand be a day, by the words before it? */
static bool
follows_date_word(const struct tc_composer *c, enum tc_gap gap)
{
	const struct tc_unit *last = tc_unit_before(c, 0);

	return last != NULL && gap == TC_GAP_SPACE &&
	    (last->roles & TC_ROLE_DATES) != 0;
}

/* From a number on: "29 tháng 6 năm 2020", "sáng 29 tháng 6". */
static void
compose_bare_day(struct tc_composer *c)
{
	struct date date = {0, 0, 0, 0};

	if (read_day(c, 0, &date) &&
	    (date.year > 0 || follows_date_word(c, tc_unit_gap(c, 0))))
		add_date(c, &date);
}

/*
 * From tháng on. A month without a year is none in "6 tháng 12 ngày", "mỗi
 * tháng hai lần" or "ngày tháng năm".
 */
static void
compose_month(struct tc_composer *c)
{
	const struct tc_unit *last = tc_unit_before(c, 0);
	struct date date = {0, 0, 0, 0};
	size_t n = read_month(c, 1, &date);

	if (n == 0 || date.to == tc_unit_at(c, 0)->to)
		return;
	if (date.year == 0 &&
	    (tc_unit_with(c, n + 1, TC_ROLE_TIMES) != NULL ||
		(last != NULL &&
		    (last->kind == TC_TOKEN_NUMBER ||
			(last->roles & (TC_ROLE_DAY | TC_ROLE_DIGIT)) != 0))))
		return;
	if (tc_unit_at(c, 1)->kind != TC_TOKEN_DATE)
		add_date(c, &date);
}

/* The number of a quarter at k: II, 2, hai, nhất; with a year 2/2020. */
static bool
read_quarter(struct tc_composer *c, size_t k, struct date *date)
{
	const struct tc_unit *unit;

	if (read_month_unit(c, k, date))
		return true;
	unit =
	    tc_unit_with(c, k, TC_ROLE_ROMAN | TC_ROLE_DIGIT | TC_ROLE_FIRST);
	if (unit != NULL)
		date->month = unit->value;
	else if (read_number(c, k, 4, &date->month) == 0)
		return false;
	return read_year(c, k + 1, date) > 0;
}

static void
compose_quarter(struct tc_composer *c)
{
	size_t k = tc_unit_with(c, 1, TC_ROLE_ORDINAL) != NULL ? 2 : 1;
	struct date date = {0, 0, 0, 0};
	char key[16];
	int len;

	if (!read_quarter(c, k, &date) || date.month < 1 || date.month > 4)
		return;
	len = snprintf(key, sizeof(key), "%04u-q%u", date.year, date.month);
	tc_compose_add(c, TC_TOKEN_DATE, date.to, key, (size_t)len);
}

/* Behind nhiệm kỳ or giai đoạn, "các năm" or "từ năm" between? */
static bool
follows_term(struct tc_composer *c)
{
	const struct tc_unit *unit;
	enum tc_gap gap = tc_unit_gap(c, 0);
	size_t k;

	for (k = 0; (unit = tc_unit_before(c, k)) != NULL; k++) {
		if (unit->kind != TC_TOKEN_WORD ||
		    (gap != TC_GAP_SPACE && gap != TC_GAP_COLON))
			return false;
		if ((unit->roles & TC_ROLE_TERM) != 0)
			return true;
		gap = tc_unit_gap_before(c, k);
	}
	return false;
}

/* nhiệm kỳ 2020/2025, nhiệm kỳ 2020 2025, nhiệm kỳ 2020 đến năm 2025 */
static void
compose_term(struct tc_composer *c)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);
	unsigned g[2] = {0, 0};
	enum tc_gap gap;
	size_t k = 1;
	char key[16];
	int len;

	if (unit->kind == TC_TOKEN_FRACTION) {
		if (tc_unit_groups(c, unit, g, 2) != 2)
			return;
	} else {
		g[0] = number_of(unit);
		if (!is_year(g[0]))
			return;
		if (tc_unit_with(c, k, TC_ROLE_AND) != NULL)
			k++;
		if (k == 2 && tc_unit_with(c, k, TC_ROLE_YEAR) != NULL)
			k++;
		gap = tc_unit_gap(c, k);
		unit = tc_unit_at(c, k);
		if (gap < TC_GAP_SPACE || gap > TC_GAP_SLASH)
			return;
		g[1] = number_of(unit);
	}
	if (!is_year(g[0]) || !is_year(g[1]) || g[1] <= g[0] ||
	    g[1] - g[0] > TERM_YEARS || !follows_term(c))
		return;
	len = snprintf(key, sizeof(key), "%u-%u", g[0], g[1]);
	tc_compose_add(c, TC_TOKEN_YEARS, unit->to, key, (size_t)len);
}

void
tc_calendar_compose(struct tc_composer *c)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);
	struct date date = {0, 0, 0, 0};

	if (unit->kind == TC_TOKEN_NUMBER || unit->kind == TC_TOKEN_FRACTION)
		compose_term(c);
	if (tc_compose_covered(c, TC_TOKEN_DATE))
		return;
	if (unit->kind == TC_TOKEN_NUMBER)
		compose_bare_day(c);
	else if ((unit->roles & TC_ROLE_DAY) != 0)
		compose_day(c);
	else if ((unit->roles & TC_ROLE_MONTH) != 0)
		compose_month(c);
	else if ((unit->roles & TC_ROLE_QUARTER) != 0)
		compose_quarter(c);
	else if (unit->kind == TC_TOKEN_DATE && read_day_unit(c, 0, &date) &&
	    date.year > 0)
		add_date(c, &date);
}

unsigned
tc_calendar_year(struct tc_composer *c, size_t k, size_t *to)
{
	const struct tc_unit *unit;
	struct date date = {0, 0, 0, 0};
	unsigned g[3];

	if (tc_unit_with(c, k, TC_ROLE_YEAR) != NULL) {
		read_year(c, k, &date);
	} else if (tc_unit_with(c, k, TC_ROLE_DAY) != NULL) {
		unit = tc_unit_at(c, k + 1);
		if (unit != NULL && unit->kind == TC_TOKEN_DATE &&
		    tc_unit_gap(c, k + 1) == TC_GAP_SPACE &&
		    tc_unit_groups(c, unit, g, 3) == 3) {
			date.year = g[0] > 31 ? g[0] : g[2];
			date.to = unit->to;
		} else if (!read_day(c, k + 1, &date)) {
			read_day_unit(c, k + 1, &date);
		}
	}
	*to = date.to;
	return is_year(date.year) ? date.year : 0;
}

/* In a list after a unit of that kind: "30/4-1/5", "1/500 và 1/2000". */
static bool
goes_on(struct tc_composer *c, enum tc_token_kind kind)
{
	const struct tc_unit *last = tc_unit_before(c, 0);
	const struct tc_unit *other = tc_unit_before(c, 1);
	enum tc_gap gap = tc_unit_gap(c, 0);

	if (last == NULL)
		return false;
	if (last->kind == kind)
		return gap == TC_GAP_DASH || gap == TC_GAP_COMMA;
	return (last->roles & TC_ROLE_AND) != 0 && gap == TC_GAP_SPACE &&
	    other != NULL && other->kind == kind &&
	    tc_unit_gap_before(c, 0) == TC_GAP_SPACE;
}

/*
 * A day and a month need a word before them: ngày 29/6, sáng 29/6, từ 15/7; or
 * are all that was asked.
 */
static enum tc_verdict
judge_day(struct tc_composer *c, const struct tc_unit *unit)
{
	bool alone = tc_unit_before(c, 0) == NULL && tc_unit_at(c, 1) == NULL;
	const struct tc_unit *last = tc_unit_before(c, 0);
	unsigned g[2];

	if (tc_unit_groups(c, unit, g, 2) != 2 ||
	    !tc_number_is_day(0, g[1], g[0]))
		return TC_DATE_IS_FRACTION;
	if (alone || follows_date_word(c, tc_unit_gap(c, 0)) ||
	    tc_unit_with(c, 1, TC_ROLE_YEAR) != NULL ||
	    goes_on(c, TC_TOKEN_DATE))
		return TC_DATE_STANDS;
	/* sáng nay (29/6) */
	return last != NULL && (last->roles & TC_ROLE_DATES) != 0 &&
		unit->from == last->to + 2 &&
		memcmp(tc_unit_text(c) + last->to, " (", 2) == 0
	    ? TC_DATE_STANDS
	    : TC_DATE_IS_FRACTION;
}

enum tc_verdict
tc_calendar_judge(struct tc_composer *c)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);
	const struct tc_unit *last = tc_unit_before(c, 0);
	unsigned y, m, d;

	if (unit->term_len == 10) { /* 2020-06-29 */
		y = (unsigned)((unit->term[0] - '0') * 1000 +
		    (unit->term[1] - '0') * 100 + (unit->term[2] - '0') * 10 +
		    unit->term[3] - '0');
		m = (unsigned)((unit->term[5] - '0') * 10 + unit->term[6] -
		    '0');
		d = (unsigned)((unit->term[8] - '0') * 10 + unit->term[9] -
		    '0');
		return tc_number_is_day(y, m, d) ? TC_DATE_STANDS
						 : TC_DATE_IS_NUMBERS;
	}
	if (unit->term[0] == '-') /* --06-29 */
		return judge_day(c, unit);
	/* 2020-06, and a fraction follows if it was written with a slash */
	if ((last != NULL && tc_unit_gap(c, 0) == TC_GAP_SPACE &&
		(last->roles & (TC_ROLE_RATIO | TC_ROLE_QUARTER)) != 0) ||
	    goes_on(c, TC_TOKEN_FRACTION))
		return TC_DATE_GOES;
	return TC_DATE_STANDS;
}
