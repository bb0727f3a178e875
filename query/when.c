/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The days that people ask for: 6/2020, quý I/2025, từ 2019 đến 2021, năm
 * ngoái. */
#include "syntax.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/ascii.h>

/* Vietnam is at UTC+7 all year. */
#define ZONE_SECONDS (7L * 3600)
#define DAY_SECONDS 86400

/* A word of dates has so many bytes at most, and a date so many pieces. */
#define WORD_MAX 16
#define PIECES_MAX 16

/* A number, a word folded, or a sign, in a text of days. */
struct piece {
	char word[WORD_MAX]; /* "" for numbers and signs */
	unsigned number;
	char sign;     /* '/', '-', '.', '<' ...; 0: none; '~' for ".." */
	size_t digits; /* of a number; 0: it is none */
	bool free;     /* a space is before it */
	size_t to;     /* behind it, in the text */
};

struct pieces {
	struct piece at[PIECES_MAX];
	size_t n, i;
	long today;
};

/* A span of days, both in it; months and years as days. */
struct days {
	int year[2], month[2],
	    day[2]; /* the first and the last; day 0: month */
};

/*
 * Days and months
 */

struct day {
	int year, month, day;
};

/* From days since 1970-01-01 (H. Hinnant, chrono-compatible algorithms). */
static struct day
civil(long days)
{
	long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	long doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;
	struct day day;

	day.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	day.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	day.year = (int)(yoe + era * 400) + (day.month <= 2);
	return day;
}

long
tc_when_today(void)
{
	return (long)((time(NULL) + ZONE_SECONDS) / DAY_SECONDS);
}

static void
put_day(char to[TC_QUERY_DAY], struct day day)
{
	char text[40];

	if (day.day > 0)
		snprintf(text, sizeof(text), "%04d-%02d-%02d", day.year,
		    day.month, day.day);
	else if (day.month > 0)
		snprintf(text, sizeof(text), "%04d-%02d", day.year, day.month);
	else
		snprintf(text, sizeof(text), "%04d", day.year);
	snprintf(to, TC_QUERY_DAY, "%.10s", text);
}

/*
 * Pieces
 */

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Take a word, folded; one that is too long says nothing here. */
static size_t
take_word(struct piece *piece, const char *s, size_t len)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	size_t n = 0;

	while (n < len && is_letter((unsigned char)s[n]))
		n++;
	tc_text_fold(s, n, &folded);
	snprintf(piece->word, sizeof(piece->word), "%s",
	    folded.len > 0 && folded.len < WORD_MAX ? folded.s : "?");
	tc_buf_free(&folded);
	return n;
}

static size_t
take_number(struct piece *piece, const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && tc_ascii_is_digit(s[n])) {
		if (n < 8)
			piece->number =
			    piece->number * 10 + (unsigned)(s[n] - '0');
		n++;
	}
	piece->digits = n;
	return n;
}

static size_t
take_sign(struct piece *piece, const char *s, size_t len)
{
	piece->sign = s[0];
	if (len < 2)
		return 1;
	if (s[0] == '.' && s[1] == '.')
		piece->sign = '~';
	return s[1] == s[0] && s[0] == '.' ? 2 : 1;
}

static void
cut_pieces(struct pieces *pieces, const char *s, size_t len)
{
	size_t at = 0;

	while (pieces->n < PIECES_MAX) {
		struct piece *piece = &pieces->at[pieces->n];
		size_t from = at;

		while (at < len && s[at] == ' ')
			at++;
		if (at == len)
			break;
		memset(piece, 0, sizeof(*piece));
		piece->free = at > from;
		if (is_letter((unsigned char)s[at]))
			at += take_word(piece, s + at, len - at);
		else if (tc_ascii_is_digit(s[at]))
			at += take_number(piece, s + at, len - at);
		else
			at += take_sign(piece, s + at, len - at);
		piece->to = at;
		pieces->n++;
	}
}

static const struct piece *
piece_at(const struct pieces *pieces, size_t ahead)
{
	static const struct piece none;

	return pieces->i + ahead < pieces->n ? &pieces->at[pieces->i + ahead]
					     : &none;
}

static bool
is_word(const struct pieces *pieces, size_t ahead, const char *word)
{
	return strcmp(piece_at(pieces, ahead)->word, word) == 0;
}

static bool
skip_word(struct pieces *pieces, const char *word)
{
	if (word[0] == '\0' || !is_word(pieces, 0, word))
		return false;
	pieces->i++;
	return true;
}

static bool
is_number(const struct pieces *pieces, size_t ahead, unsigned max)
{
	const struct piece *piece = piece_at(pieces, ahead);

	return piece->digits > 0 && piece->digits <= 2 && piece->number >= 1 &&
	    piece->number <= max;
}

static bool
is_year(const struct pieces *pieces, size_t ahead)
{
	const struct piece *piece = piece_at(pieces, ahead);

	return piece->digits == 4 && piece->number >= 1600 &&
	    piece->number < 3000;
}

/* Two of the same signs between numbers that have no space. */
static bool
is_sign(const struct pieces *pieces, size_t ahead, char sign)
{
	return piece_at(pieces, ahead)->sign == sign &&
	    !piece_at(pieces, ahead)->free &&
	    !piece_at(pieces, ahead + 1)->free;
}

static bool
is_parting(const struct pieces *pieces, size_t ahead)
{
	char sign = piece_at(pieces, ahead)->sign;

	return (sign == '/' || sign == '-' || sign == '.') &&
	    is_sign(pieces, ahead, sign);
}

/*
 * One date
 */

/* From the first month to the last of a year. */
static struct days
months(int year, int first, int last)
{
	return (struct days){{year, year}, {first, last}, {0, 0}};
}

static int
number_at(const struct pieces *pieces, size_t ahead)
{
	return (int)piece_at(pieces, ahead)->number;
}

/* A date that there is, as tc_date_normalise knows. */
static bool
is_date(struct day day)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	char text[TC_QUERY_DAY];
	bool there;

	put_day(text, day);
	there = tc_date_normalise(text, strlen(text), &out, NULL) == TC_OK;
	tc_buf_free(&out);
	return there;
}

static bool
take_day(struct pieces *pieces, struct days *days, struct day day, size_t n)
{
	if (!is_date(day))
		return false;
	*days = (struct days){
	    {day.year, day.year}, {day.month, day.month}, {day.day, day.day}};
	pieces->i += n;
	return true;
}

/* 29/6/2020, 2020-06-29, 6/2020, 2020-06, 2020. */
static bool
read_numbers(struct pieces *pieces, struct days *days)
{
	bool two = is_parting(pieces, 1);
	bool three = two && is_sign(pieces, 3, piece_at(pieces, 1)->sign);
	struct day day = {number_at(pieces, 0), 0, 0};

	if (three && is_number(pieces, 0, 31) && is_number(pieces, 2, 12) &&
	    is_year(pieces, 4)) {
		day = (struct day){number_at(pieces, 4), number_at(pieces, 2),
		    number_at(pieces, 0)};
		return take_day(pieces, days, day, 5);
	}
	if (three && is_year(pieces, 0) && is_number(pieces, 2, 12) &&
	    is_number(pieces, 4, 31)) {
		day.month = number_at(pieces, 2);
		day.day = number_at(pieces, 4);
		return take_day(pieces, days, day, 5);
	}
	if (two && is_number(pieces, 0, 12) && is_year(pieces, 2)) {
		day =
		    (struct day){number_at(pieces, 2), number_at(pieces, 0), 0};
		return take_day(pieces, days, day, 3);
	}
	if (two && is_year(pieces, 0) && is_number(pieces, 2, 12)) {
		day.month = number_at(pieces, 2);
		return take_day(pieces, days, day, 3);
	}
	return is_year(pieces, 0) && take_day(pieces, days, day, 1);
}

/* "năm 2020", "/2020" or "2020"; 0: no year is there. */
static int
take_year(struct pieces *pieces)
{
	size_t ahead =
	    is_word(pieces, 0, "nam") || piece_at(pieces, 0)->sign == '/';

	if (!is_year(pieces, ahead))
		return 0;
	pieces->i += ahead + 1;
	return (int)pieces->at[pieces->i - 1].number;
}

/* ngày 29 tháng 6 năm 2020, tháng 6/2020, năm 2020. */
static bool
read_words(struct pieces *pieces, struct days *days)
{
	struct day day = {0, 0, 0};

	if (is_word(pieces, 0, "ngay") && is_number(pieces, 1, 31) &&
	    is_word(pieces, 2, "thang")) {
		day.day = number_at(pieces, 1);
		pieces->i += 2;
	} else if (is_word(pieces, 0, "ngay")) {
		pieces->i++;
		return read_numbers(pieces, days);
	}
	if (is_word(pieces, 0, "thang") && is_number(pieces, 1, 12)) {
		day.month = number_at(pieces, 1);
		pieces->i += 2;
	} else if (!is_word(pieces, 0, "nam")) {
		return false;
	}
	day.year = take_year(pieces);
	return day.year > 0 && take_day(pieces, days, day, 0);
}

/* The number of a quarter: 3 or III; 0: it is none. */
static int
quarter_at(const struct pieces *pieces, size_t ahead)
{
	static const char *const roman[] = {"i", "ii", "iii", "iv"};
	int i;

	if (is_number(pieces, ahead, 4))
		return number_at(pieces, ahead);
	for (i = 0; i < 4; i++) {
		if (is_word(pieces, ahead, roman[i]))
			return i + 1;
	}
	return 0;
}

/* quý I/2025, 6 tháng đầu năm 2020, 6 tháng cuối năm 2020. */
static bool
read_parts(struct pieces *pieces, struct days *days)
{
	bool first = is_word(pieces, 2, "dau"),
	     last = is_word(pieces, 2, "cuoi");
	int quarter = quarter_at(pieces, 1), year, n;

	if (is_word(pieces, 0, "qui") && quarter > 0) {
		pieces->i += 2;
		year = take_year(pieces);
		*days = months(year, 3 * quarter - 2, 3 * quarter);
		return year > 0;
	}
	if (!is_number(pieces, 0, 11) || !is_word(pieces, 1, "thang") ||
	    (!first && !last))
		return false;
	n = number_at(pieces, 0);
	pieces->i += 3;
	year = take_year(pieces);
	*days = first ? months(year, 1, n) : months(year, 13 - n, 12);
	return year > 0;
}

/* How many units ago: "này" 0, "trước" 1; -1: it says no such thing. */
static int
ago(const struct pieces *pieces, size_t ahead)
{
	static const struct {
		const char *word;
		int ago;
	} words[] = {{"nay", 0}, {"truoc", 1}, {"qua", 1}, {"ngoai", 1},
	    {"roi", 1}, {"kia", 2}};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (is_word(pieces, ahead, words[i].word))
			return words[i].ago;
	}
	return -1;
}

static struct days
from_to(struct day first, struct day last)
{
	return (struct days){{first.year, last.year}, {first.month, last.month},
	    {first.day, last.day}};
}

/* hôm qua, tuần này, tháng trước, quý này, năm ngoái. */
static bool
read_relative(struct pieces *pieces, struct days *days)
{
	struct day now = civil(pieces->today);
	long monday = pieces->today - (pieces->today + 3) % 7;
	int past = ago(pieces, 1), month, quarter;

	if (past < 0)
		return false;
	month = now.year * 12 + now.month - 1 - past;
	quarter = now.year * 4 + (now.month - 1) / 3 - past;
	if (is_word(pieces, 0, "hom"))
		*days = from_to(
		    civil(pieces->today - past), civil(pieces->today - past));
	else if (is_word(pieces, 0, "tuan"))
		*days = from_to(
		    civil(monday - 7L * past), civil(monday - 7L * past + 6));
	else if (is_word(pieces, 0, "thang"))
		*days = months(month / 12, month % 12 + 1, month % 12 + 1);
	else if (is_word(pieces, 0, "qui"))
		*days = months(
		    quarter / 4, quarter % 4 * 3 + 1, quarter % 4 * 3 + 3);
	else if (is_word(pieces, 0, "nam"))
		*days = months(now.year - past, 0, 0);
	else
		return false;
	pieces->i += 2;
	return true;
}

static bool
read_date(struct pieces *pieces, struct days *days)
{
	static bool (*const readers[])(struct pieces *, struct days *) = {
	    read_numbers, read_words, read_parts, read_relative};
	size_t i, at = pieces->i;

	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		if (readers[i](pieces, days))
			return true;
		pieces->i = at;
	}
	return false;
}

/*
 * Spans
 */

static struct day
edge(const struct days *days, int which)
{
	return (struct day){
	    days->year[which], days->month[which], days->day[which]};
}

static void
set_since(struct tc_when *when, const struct days *days)
{
	put_day(when->since, edge(days, 0));
}

static void
set_until(struct tc_when *when, const struct days *days)
{
	put_day(when->until, edge(days, 1));
}

/* "đến", "tới", "..", and between two years "-". */
static bool
skip_to_sign(struct pieces *pieces, bool between)
{
	char sign = piece_at(pieces, 0)->sign;

	if (sign == '~' || (between && sign == '-')) {
		pieces->i++;
		return true;
	}
	return skip_word(pieces, "den") || skip_word(pieces, "toi") ||
	    (between && skip_word(pieces, "to"));
}

/* ..2020, đến 2020, từ 2019: one side. */
static bool
read_open(struct tc_when *when, struct pieces *pieces)
{
	struct days days;

	if (skip_to_sign(pieces, false)) {
		if (!read_date(pieces, &days))
			return false;
		set_until(when, &days);
		return true;
	}
	if (!skip_word(pieces, "tu") && !skip_word(pieces, "from"))
		return false;
	if (!read_date(pieces, &days))
		return false;
	set_since(when, &days);
	return true;
}

/* A date, or from one to another. */
static bool
read_span(struct tc_when *when, struct pieces *pieces)
{
	struct days days;
	size_t at;

	skip_word(pieces, "giai");
	skip_word(pieces, "doan");
	if (read_open(when, pieces)) {
		if (when->since[0] == '\0')
			return true;
	} else if (read_date(pieces, &days)) {
		set_since(when, &days);
		set_until(when, &days);
	} else {
		return false;
	}
	at = pieces->i;
	if (!skip_to_sign(pieces, true))
		return true;
	if (read_date(pieces, &days))
		set_until(when, &days);
	else if (pieces->at[at].sign == '~')
		when->until[0] = '\0'; /* 2020.. is open at its end */
	else
		pieces->i = at;
	return true;
}

size_t
tc_when_read(struct tc_when *when, const char *s, size_t len, long today)
{
	struct pieces pieces = {.today = today};
	const struct piece *next;

	memset(when, 0, sizeof(*when));
	cut_pieces(&pieces, s, len);
	if (!read_span(when, &pieces) || pieces.i == 0)
		return 0;
	/* 2020abc and 2020/7 are no days. */
	next = piece_at(&pieces, 0);
	if (pieces.i < pieces.n && !next->free &&
	    (next->digits > 0 || next->word[0] != '\0' || next->sign == '/' ||
		next->sign == '-'))
		return 0;
	return pieces.at[pieces.i - 1].to;
}

bool
tc_when_is(struct tc_when *when, const char *s, size_t len, long today)
{
	size_t n = tc_when_read(when, s, len, today);

	while (n > 0 && n < len && s[n] == ' ')
		n++;
	return n > 0 && n == len;
}
