/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers in words and figures, money, measures, ordinals. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <tracuu/ascii.h>

#include "compose.h"
#include "number.h"

/* Larger values are left alone: a thousand million million. */
#define VALUE_MAX UINT64_C(1000000000000000000)

#define DIGITS (TC_ROLE_DIGIT | TC_ROLE_ZERO)

/* Digit after a ten: hai mươi mốt, mười lăm; but mười năm is ten years. */
static const struct tc_unit *
ones_after_ten(struct tc_composer *c, size_t k)
{
	const struct tc_unit *unit =
	    tc_unit_with(c, k, TC_ROLE_DIGIT | TC_ROLE_ENDING);

	return unit != NULL && (unit->roles & TC_ROLE_YEAR) == 0 ? unit : NULL;
}

/* mười lăm, hai mươi mốt, hai lăm, ba; how many words, 0: none. */
static size_t
read_below_hundred(struct tc_composer *c, size_t k, uint64_t *value)
{
	const struct tc_unit *unit = tc_unit_with(c, k, DIGITS);
	const struct tc_unit *ending, *ones;
	size_t n = 1;

	if (unit == NULL) {
		if (tc_unit_with(c, k, TC_ROLE_TEN) == NULL)
			return 0;
		*value = 10;
	} else if (tc_unit_with(c, k + 1, TC_ROLE_TENS) != NULL) {
		*value = (uint64_t)unit->value * 10;
		n = 2;
	} else {
		*value = unit->value;
		ending = tc_unit_with(c, k + 1, TC_ROLE_ENDING);
		if (ending == NULL || ending->value != 5)
			return 1;
		*value = (uint64_t)unit->value * 10 + 5;
		return 2;
	}
	ones = ones_after_ten(c, k + n);
	if (ones == NULL)
		return n;
	*value += ones->value;
	return n + 1;
}

/* một trăm linh năm, tám trăm bốn mươi mốt, and what is below a hundred. */
static size_t
read_below_thousand(struct tc_composer *c, size_t k, uint64_t *value)
{
	const struct tc_unit *digit = tc_unit_with(c, k, DIGITS), *ones;
	uint64_t rest = 0;
	size_t n;

	if (digit == NULL || tc_unit_with(c, k + 1, TC_ROLE_HUNDRED) == NULL)
		return read_below_hundred(c, k, value);
	*value = (uint64_t)digit->value * 100;
	ones = tc_unit_with(c, k + 3, TC_ROLE_DIGIT);
	if (tc_unit_with(c, k + 2, TC_ROLE_ODD) != NULL && ones != NULL) {
		*value += ones->value;
		return 4;
	}
	n = read_below_hundred(c, k + 2, &rest);
	/* "một trăm năm" is a hundred years. */
	if (n < 2 && tc_unit_with(c, k + 2, TC_ROLE_TEN) == NULL)
		return 2;
	*value += rest;
	return 2 + n;
}

/* A number as it is put together. */
struct sum {
	uint64_t total;	   /* what tỷ closed */
	uint64_t section;  /* since then */
	uint64_t group;	   /* before the next scale */
	unsigned decimals; /* of the group, which is so many tens too large */
	unsigned scale;	   /* the last, as power of ten; 0: none yet */
	bool english;	   /* the comma of the first parts thousands */
};

static uint64_t
power(unsigned exponent)
{
	uint64_t value = 1;

	while (exponent-- > 0)
		value *= 10;
	return value;
}

/*
 * The figures of a unit: 8.900, 1,5, or those of 8.900tỷ. *tail is what is
 * glued to them (folded), "" for nothing.
 */
static bool
read_figures(const struct tc_unit *unit, struct sum *sum, const char **tail,
    size_t *tail_len)
{
	size_t i = 0, digits = 0;
	bool point = false;

	if (unit->kind != TC_TOKEN_NUMBER && unit->kind != TC_TOKEN_CODE)
		return false;
	sum->group = 0;
	sum->decimals = 0;
	*tail = "";
	for (; i < unit->folded_len; i++) {
		char ch = unit->folded[i];

		if (tc_ascii_is_digit(ch)) {
			sum->group = sum->group * 10 + (uint64_t)(ch - '0');
			sum->decimals += point;
			if (++digits > 15)
				return false;
		} else if (ch == '.' && !point && digits > 0) {
			point = true;
		} else {
			break;
		}
	}
	*tail = unit->folded + i;
	*tail_len = unit->folded_len - i;
	return digits > 0 &&
	    (*tail_len == 0) == (unit->kind == TC_TOKEN_NUMBER);
}

/* A scale closes the group before it. False: it does not fit. */
static bool
apply_scale(struct sum *sum, unsigned scale, bool group)
{
	uint64_t value = group ? sum->group : 0;

	if (scale == 9) { /* tỷ counts all before it: ba nghìn tám trăm tỷ */
		if (sum->total > 0 || sum->decimals > 9 ||
		    (sum->decimals > 0 && sum->section > 0))
			return false;
		value += sum->section;
		if (value == 0 || value >= VALUE_MAX / power(9 - sum->decimals))
			return false;
		sum->total = value * power(9 - sum->decimals);
		sum->section = 0;
	} else {
		if (!group || (sum->scale > 0 && scale >= sum->scale) ||
		    sum->decimals > scale || value >= VALUE_MAX / 10000000)
			return false;
		sum->section += value * power(scale - sum->decimals);
	}
	sum->scale = scale;
	sum->decimals = 0;
	return true;
}

/* The scales from k on (nghìn tỷ is two); how many words. */
static size_t
read_scales(struct tc_composer *c, size_t k, struct sum *sum, bool group)
{
	const struct tc_unit *unit;
	size_t n = 0;

	while ((unit = tc_unit_with(c, k + n, TC_ROLE_SCALE)) != NULL &&
	    (k + n > 0) && apply_scale(sum, unit->value, group && n == 0))
		n++;
	return n;
}

/* The next group and its scales at k; how many units, 0: there is none. */
static size_t
read_group(struct tc_composer *c, size_t k, struct sum *sum)
{
	const struct tc_unit *unit = tc_unit_at(c, k);
	struct sum before = *sum;
	size_t n, scales, tail_len = 0;
	const char *tail;

	if (unit == NULL || (k > 0 && tc_unit_gap(c, k) != TC_GAP_SPACE))
		return 0;
	sum->decimals = 0;
	if (read_figures(unit, sum, &tail, &tail_len)) {
		n = 1;
		if (tail_len > 0)
			return 0;
		if (k == 0 && sum->english)
			sum->decimals = 0;
	} else if ((n = read_below_thousand(c, k, &sum->group)) == 0) {
		return 0;
	}
	scales = read_scales(c, k + n, sum, true);
	if (scales > 0 || k == 0)
		return n + scales;
	/* Without a scale it ends the number: figures, or one digit, or what
	 * counts something else ("2 tỷ 300 dự án"), do not. */
	if (unit->kind == TC_TOKEN_NUMBER || n < 2 || before.scale == 0) {
		*sum = before;
		return 0;
	}
	sum->section += sum->group;
	sum->scale = 1;
	return n;
}

/* rưỡi: hai triệu rưỡi is 2500000. */
static size_t
read_half(struct tc_composer *c, size_t k, struct sum *sum)
{
	if (sum->scale < 2 || tc_unit_with(c, k, TC_ROLE_HALF) == NULL)
		return 0;
	sum->section += power(sum->scale) / 2;
	return 1;
}

/* 30.000đ, 8.900tỷ: the scale or currency that is glued to figures. */
static bool
read_glued(struct tc_composer *c, struct sum *sum, const char **currency)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);
	const char *tail = "";
	size_t i, len = 0;
	static const struct {
		const char *tail;
		unsigned scale;
		const char *currency;
	} glued[] = {
	    {"ti", 9, NULL},
	    {"tr", 6, NULL},
	    {"trieu", 6, NULL},
	    {"nghin", 3, NULL},
	    {"ngan", 3, NULL},
	    {"d", 0, "vnd"},
	    {"dong", 0, "vnd"},
	    {"vnd", 0, "vnd"},
	    {"usd", 0, "usd"},
	};

	if (unit->kind != TC_TOKEN_CODE ||
	    !read_figures(unit, sum, &tail, &len))
		return false;
	for (i = 0; i < sizeof(glued) / sizeof(glued[0]); i++) {
		if (strlen(glued[i].tail) != len ||
		    memcmp(glued[i].tail, tail, len) != 0)
			continue;
		*currency = glued[i].currency;
		/* 3D is no money. */
		if (glued[i].currency != NULL &&
		    (sum->decimals > 0 || (len == 1 && sum->group < 100)))
			return false;
		return glued[i].scale == 0 ||
		    apply_scale(sum, glued[i].scale, true);
	}
	return false;
}

/* What was read: its key, where it ends, how many units it takes. */
struct quantity {
	char key[32];
	size_t len;
	size_t n, to;
	bool says_more; /* than the first unit by itself */
	const char *currency;
};

static void
put_key(struct quantity *quantity, const struct sum *sum)
{
	uint64_t value = sum->total + sum->section;

	if (sum->scale == 0)
		value = sum->group;
	if (sum->scale == 0 && sum->decimals > 0)
		return;
	quantity->len = (size_t)snprintf(
	    quantity->key, sizeof(quantity->key), "%" PRIu64, value);
}

/* From the unit in hand on. False when there is no number. */
static bool
read_quantity(struct tc_composer *c, bool english, struct quantity *quantity)
{
	struct sum sum = {.english = english};
	const struct tc_unit *unit = tc_unit_at(c, 0);
	bool glued = read_glued(c, &sum, &quantity->currency);
	size_t n, more;

	if (glued) {
		n = 1;
		if (sum.scale > 0)
			n += read_scales(c, 1, &sum, false);
	} else if ((n = read_group(c, 0, &sum)) == 0) {
		return false;
	}
	while (sum.scale > 1 && (more = read_group(c, n, &sum)) > 0)
		n += more;
	n += read_half(c, n, &sum);
	quantity->n = n;
	quantity->to = tc_unit_at(c, n - 1)->to;
	quantity->says_more = n > 1 || sum.scale > 0 || english;
	put_key(quantity, &sum);
	if (quantity->len == 0 && unit->term_len < sizeof(quantity->key)) {
		quantity->len = unit->term_len; /* 1.5 */
		memcpy(quantity->key, unit->term, unit->term_len);
	}
	return quantity->len > 0;
}

size_t
tc_quantity_words(struct tc_composer *c, size_t k, uint64_t *value)
{
	uint64_t thousands;
	size_t n = read_below_thousand(c, k, value), more;
	const struct tc_unit *scale = tc_unit_with(c, k + n, TC_ROLE_SCALE);

	if (n == 0 || scale == NULL || scale->value != 3)
		return n;
	thousands = *value * 1000; /* hai nghìn không trăm hai mươi */
	more = read_below_thousand(c, k + n + 1, value);
	if (more < 2)
		more = 0;
	*value = thousands + (more > 0 ? *value : 0);
	return n + 1 + more;
}

static void
add_joined(struct tc_composer *c, enum tc_token_kind kind, size_t to,
    const struct quantity *quantity, const char *between, const char *name)
{
	char key[sizeof(quantity->key) + 16];
	int len = snprintf(key, sizeof(key), "%.*s%s%s", (int)quantity->len,
	    quantity->key, between, name);

	tc_compose_add(c, kind, to, key, (size_t)len);
}

/* đồng or USD after the number, not the đồng of đồng chí; "đô la". */
static void
compose_money(struct tc_composer *c, const struct quantity *quantity)
{
	const struct tc_unit *unit =
	    tc_unit_with(c, quantity->n, TC_ROLE_MONEY);

	if (quantity->currency != NULL) {
		add_joined(c, TC_TOKEN_AMOUNT, quantity->to, quantity, "-",
		    quantity->currency);
	} else if (unit != NULL &&
	    tc_unit_with(c, quantity->n + 1, TC_ROLE_NOMONEY) == NULL) {
		add_joined(c, TC_TOKEN_AMOUNT, unit->to, quantity, "-",
		    tc_lexicon_name(unit->value));
	}
}

/* 178%, 178 %, hai mươi phần trăm */
static void
compose_share(struct tc_composer *c, const struct quantity *quantity)
{
	size_t sign = tc_unit_percent(c, quantity->to);

	if (sign > 0) {
		add_joined(
		    c, TC_TOKEN_AMOUNT, quantity->to + sign, quantity, "%", "");
	} else if (tc_unit_with(c, quantity->n, TC_ROLE_PERCENT) != NULL &&
	    tc_unit_with(c, quantity->n + 1, TC_ROLE_HUNDRED) != NULL) {
		add_joined(c, TC_TOKEN_AMOUNT,
		    tc_unit_at(c, quantity->n + 1)->to, quantity, "%", "");
	}
}

/* 200 ha is 200ha, which is a code. */
static void
compose_measure(struct tc_composer *c, const struct quantity *quantity)
{
	const struct tc_unit *unit = tc_unit_with(c, quantity->n, TC_ROLE_UNIT);

	if (unit != NULL)
		add_joined(c, TC_TOKEN_CODE, unit->to, quantity, "",
		    tc_lexicon_name(unit->value));
}

/* Is unit k three digits after one space, as in 1 234 567? */
static bool
is_three_digits(struct tc_composer *c, size_t k)
{
	const struct tc_unit *unit = tc_unit_at(c, k);
	const char *s = tc_unit_text(c);
	size_t i;

	if (unit == NULL || unit->kind != TC_TOKEN_NUMBER ||
	    unit->to - unit->from != 3 || s[unit->from - 1] != ' ' ||
	    unit->from - tc_unit_at(c, k - 1)->to != 1)
		return false;
	for (i = unit->from; i < unit->to; i++) {
		if (!tc_ascii_is_digit(s[i]))
			return false;
	}
	return true;
}

/*
 * 1 234 567, and 30 000 before a currency or unit. One group alone may be two
 * numbers, and so may be what comes after another number.
 */
static bool
read_spaced(struct tc_composer *c, struct quantity *quantity)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);
	const struct tc_unit *last = tc_unit_before(c, 0);
	const char *s = tc_unit_text(c);
	size_t n = 1, i;

	if (unit->kind != TC_TOKEN_NUMBER || unit->to - unit->from > 3 ||
	    s[unit->from] == '0' ||
	    (last != NULL && last->kind == TC_TOKEN_NUMBER &&
		tc_unit_gap(c, 0) == TC_GAP_SPACE))
		return false;
	while (n < 5 && is_three_digits(c, n))
		n++;
	if (n < 2 || is_three_digits(c, n) ||
	    (n == 2 &&
		tc_unit_with(c, n, TC_ROLE_MONEY | TC_ROLE_UNIT) == NULL))
		return false;
	memcpy(quantity->key, unit->term, unit->term_len);
	quantity->len = unit->term_len;
	for (i = 1; i < n; i++, quantity->len += 3)
		memcpy(quantity->key + quantity->len,
		    s + tc_unit_at(c, i)->from, 3);
	quantity->n = n;
	quantity->to = tc_unit_at(c, n - 1)->to;
	quantity->says_more = true;
	return true;
}

/*
 * May the comma part thousands, as in English? 8,900 is a decimal first, by its
 * own token; a mention says 8900. 8.900 is nothing but 8900.
 */
static bool
may_be_thousands(struct tc_composer *c, const struct tc_unit *unit)
{
	const char *s = tc_unit_text(c) + unit->from;
	size_t len = unit->to - unit->from;

	return unit->kind == TC_TOKEN_NUMBER && len >= 5 && len <= 7 &&
	    s[len - 4] == ',' && s[0] != '0' &&
	    memchr(s, ',', len - 4) == NULL && memchr(s, '.', len) == NULL &&
	    unit->term_len == len;
}

/* A Roman figure's value below 400, by its one right spelling; small letters
 * only together. */
unsigned
tc_quantity_roman(const char *s, size_t len)
{
	static const struct {
		const char *letters;
		unsigned value;
	} parts[] = {{"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10},
	    {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1}};
	bool small = len > 0 && s[0] >= 'a';
	unsigned value = 0;
	size_t i = 0, part, times;

	for (part = 0; part < sizeof(parts) / sizeof(parts[0]); part++) {
		const char *letters = parts[part].letters;
		size_t n = strlen(letters);
		size_t most =
		    n == 2 || letters[0] == 'L' || letters[0] == 'V' ? 1 : 3;

		for (times = 0; times < most && len - i >= n; times++) {
			if ((s[i] & ~0x20) != letters[0] ||
			    (n == 2 && (s[i + 1] & ~0x20) != letters[1]) ||
			    (s[i] >= 'a') != small ||
			    (n == 2 && (s[i + 1] >= 'a') != small))
				break;
			value += parts[part].value;
			i += n;
		}
	}
	return i == len && value < 256 ? value : 0;
}

/* Words with I, V, X that stand for themselves: XI MĂNG, VI PHẠM; XX is open.
 */
static bool
is_unmistakable(const char *s, size_t len)
{
	static const char *const words[] = {"VI", "XI", "XX", "XXX"};
	size_t i;

	if (len < 2)
		return false;
	for (i = 0; i < len; i++) {
		if (s[i] != 'I' && s[i] != 'V' && s[i] != 'X')
			return false;
	}
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i]) == len && memcmp(words[i], s, len) == 0)
			return false;
	}
	return true;
}

/*
 * After khóa, quý, thứ ... even I and V are figures, small ones but for words
 * ("khoa vi sinh") too; C, L and their like (phụ lục C) only in longer ones.
 */
static bool
is_roman_here(struct tc_composer *c, const struct tc_unit *unit)
{
	const struct tc_unit *last = tc_unit_before(c, 0);
	const char *s = tc_unit_text(c) + unit->from;
	size_t len = unit->to - unit->from;

	if (is_unmistakable(s, len))
		return true;
	if (last == NULL || tc_unit_gap(c, 0) != TC_GAP_SPACE ||
	    (last->roles & TC_ROLE_COUNTED) == 0)
		return false;
	if (s[0] >= 'a' && len > 1 && tc_text_is_syllable(s, len))
		return (last->roles & (TC_ROLE_ORDINAL | TC_ROLE_QUARTER)) != 0;
	return len > 2 || strchr("IVXivx", s[0]) != NULL;
}

static void
compose_roman(struct tc_composer *c, const struct tc_unit *unit)
{
	char key[8];
	int len;

	if (!is_roman_here(c, unit))
		return;
	len = snprintf(key, sizeof(key), "%u", unit->value);
	tc_compose_add(c, TC_TOKEN_NUMBER, unit->to, key, (size_t)len);
}

/* lần thứ ba, kỳ họp thứ nhất, quý hai; thứ ba alone is Tuesday. */
static void
compose_ordinal(struct tc_composer *c, const struct tc_unit *unit)
{
	const struct tc_unit *last = tc_unit_before(c, 0);
	const struct tc_unit *other = tc_unit_before(c, 1);
	uint32_t roles = last != NULL ? last->roles : 0;
	uint64_t value = unit->value;
	char key[24];
	size_t n = 1;
	int len;

	if (unit->kind != TC_TOKEN_WORD || tc_unit_gap(c, 0) != TC_GAP_SPACE)
		return;
	if ((unit->roles & TC_ROLE_FIRST) == 0)
		n = tc_quantity_words(c, 0, &value);
	else if ((roles & TC_ROLE_ORDINAL) == 0)
		return;
	else
		other = last; /* thứ nhất is no day of the week */
	if (n == 0 || value == 0 ||
	    !((roles & TC_ROLE_QUARTER) != 0 ||
		((roles & TC_ROLE_ORDINAL) != 0 && other != NULL &&
		    (other == last || (other->roles & TC_ROLE_TIMES) != 0))))
		return;
	len = snprintf(key, sizeof(key), "%" PRIu64, value);
	tc_compose_add(
	    c, TC_TOKEN_NUMBER, tc_unit_at(c, n - 1)->to, key, (size_t)len);
}

/* The mentions that a number makes. */
static void
compose_quantity(struct tc_composer *c, const struct quantity *quantity)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);

	compose_share(c, quantity);
	if (unit->kind != TC_TOKEN_WORD || quantity->n > 1) {
		compose_money(c, quantity);
		compose_measure(c, quantity);
	}
	if (quantity->says_more)
		tc_compose_add(c, TC_TOKEN_NUMBER, quantity->to, quantity->key,
		    quantity->len);
}

/* One digit alone is no number: "ba người". */
static bool
may_begin(struct tc_composer *c, const struct tc_unit *unit)
{
	if (unit->kind == TC_TOKEN_NUMBER || unit->kind == TC_TOKEN_CODE ||
	    (unit->roles & TC_ROLE_TEN) != 0)
		return true;
	return (unit->roles & TC_ROLE_DIGIT) != 0 &&
	    tc_unit_with(c, 1,
		TC_ROLE_TENS | TC_ROLE_HUNDRED | TC_ROLE_SCALE |
		    TC_ROLE_ENDING | TC_ROLE_PERCENT) != NULL;
}

void
tc_quantity_compose(struct tc_composer *c)
{
	struct quantity quantity = {.len = 0}, english = {.len = 0};
	const struct tc_unit *unit = tc_unit_at(c, 0);

	if ((unit->roles & TC_ROLE_ROMAN) != 0)
		compose_roman(c, unit);
	if (tc_compose_covered(c, TC_TOKEN_NUMBER))
		return;
	if (may_begin(c, unit) &&
	    (read_spaced(c, &quantity) || read_quantity(c, false, &quantity))) {
		compose_quantity(c, &quantity);
		if (may_be_thousands(c, unit) &&
		    read_quantity(c, true, &english))
			compose_quantity(c, &english);
	}
	if (!quantity.says_more)
		compose_ordinal(c, unit);
}
