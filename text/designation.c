/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents in odd forms, and standards: "12 2020 nq hdnd". */
#include <stdio.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "codes.h"
#include "compose.h"

/* 01/2010/TTLT-VKSTC-TATC-BCA-BQP-BTC-BNN is signed by six. */
#define CODES_MAX 8
#define YEAR_MIN 1945
#define YEAR_MAX 2099

struct code {
	const char *s; /* folded */
	size_t len;
	unsigned means;
	enum tc_gap gap; /* before it */
	bool capitals;	 /* written so: HĐND, TTg */
	bool word;	 /* spelt like a word: tu, hu */
};

struct number {
	char digits[8]; /* with a letter: 2525a */
	unsigned year;	/* 0: none */
	struct code codes[CODES_MAX];
	size_t n;
	size_t units, to; /* how many it takes, where it ends */
};

/* Two capitals or all of them: HĐND, TTg, QĐi; not Tu. */
static bool
is_capitals(const char *s, size_t len)
{
	size_t i = 0, upper = 0, letters = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (c >= 0 && u_isalpha(c)) {
			letters++;
			upper += u_isupper(c) != 0;
		}
	}
	return upper > 0 && (upper > 1 || upper == letters);
}

/* Marks that a code may have: those of Đ and Ư, none of a tone. */
static bool
has_code_marks(const struct tc_unit *unit)
{
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	bool good;

	tc_text_marks(unit->term, unit->term_len, &marks);
	good = strspn(tc_buf_str(&marks), "dw") == marks.len;
	tc_buf_free(&marks);
	return good;
}

/* qh14, ubtvqh10: without the number of the term. */
static size_t
without_term(const char *s, size_t len)
{
	size_t n = len;

	while (n > 0 && len - n < 2 && tc_ascii_is_digit(s[n - 1]))
		n--;
	return n;
}

static unsigned
find_code(const char *s, size_t len)
{
	size_t base = without_term(s, len);
	unsigned means = tc_code_find(s, base);

	if (base == len)
		return (means & ~(unsigned)TC_CODE_TERM) != 0 ? means : 0;
	return (means & TC_CODE_TERM) != 0 ? means : 0;
}

bool
tc_designation_is_code(const char *folded, size_t len)
{
	return find_code(folded, len) != 0 ||
	    (len == 2 && memcmp(folded, "si", 2) == 0); /* SY, see spell_code */
}

/*
 * The letters of a unit: its folded form, but that words are folded to i where
 * codes have y. Of all codes that is SY (sao y) alone, for sỹ and sĩ are one.
 */
static void
spell_code(const struct tc_unit *unit, const char *s, struct code *code)
{
	static const char copy[] = "sy";
	bool y = (s[unit->to - 1] | 0x20) == 'y';

	code->s = unit->folded;
	code->len = unit->folded_len;
	if (y && code->len == 2 && memcmp(code->s, "si", 2) == 0)
		code->s = copy;
}

/* Unit k as a code. False when it is none. */
static bool
read_code(struct tc_composer *c, size_t k, struct code *code)
{
	const struct tc_unit *unit = tc_unit_at(c, k);
	const char *s = tc_unit_text(c);

	if (unit == NULL ||
	    (unit->kind != TC_TOKEN_WORD && unit->kind != TC_TOKEN_CODE))
		return false;
	code->gap = tc_unit_gap(c, k);
	if (code->gap > TC_GAP_DOT)
		return false;
	spell_code(unit, s, code);
	code->means = find_code(code->s, code->len);
	if (code->means == 0 || !has_code_marks(unit))
		return false;
	code->capitals = is_capitals(s + unit->from, unit->to - unit->from);
	code->word = code->len == 1 ||
	    tc_text_is_syllable(s + unit->from, unit->to - unit->from);
	return true;
}

static bool
is_year(unsigned year)
{
	return year >= YEAR_MIN && year <= YEAR_MAX;
}

/* The digits of the number without zeros in front, a letter after them. */
static bool
put_digits(struct number *number, const char *s, size_t len)
{
	size_t digits = 0;

	while (len > 1 && s[0] == '0') {
		s++;
		len--;
	}
	while (digits < len && tc_ascii_is_digit(s[digits]))
		digits++;
	if (digits < 1 || digits > 5 || len - digits > 1 ||
	    (len > digits && (s[digits] < 'a' || s[digits] > 'z')))
		return false;
	memcpy(number->digits, s, len);
	number->digits[len] = '\0';
	return true;
}

/* What a number begins with: 12, 2525a, 12/2020, 12-2020, 12 2020. */
static bool
read_begin(struct tc_composer *c, struct number *number)
{
	const struct tc_unit *unit = tc_unit_at(c, 0), *next;
	unsigned g[2];
	enum tc_gap gap;

	number->units = 1;
	if (unit->kind == TC_TOKEN_DATE || unit->kind == TC_TOKEN_FRACTION) {
		if (tc_unit_groups(c, unit, g, 2) != 2 || !is_year(g[1]) ||
		    g[0] > 99999 || g[0] == 0)
			return false;
		snprintf(number->digits, sizeof(number->digits), "%u", g[0]);
		number->year = g[1];
		return true;
	}
	if ((unit->kind != TC_TOKEN_NUMBER && unit->kind != TC_TOKEN_CODE) ||
	    !put_digits(number, unit->folded, unit->folded_len))
		return false;
	next = tc_unit_at(c, 1);
	gap = tc_unit_gap(c, 1);
	if (next != NULL && next->kind == TC_TOKEN_NUMBER &&
	    gap >= TC_GAP_SPACE && gap <= TC_GAP_DOT &&
	    tc_unit_groups(c, next, g, 1) == 1 && is_year(g[0])) {
		number->year = g[0];
		number->units = 2;
	}
	return true;
}

static void
read_codes(struct tc_composer *c, struct number *number)
{
	while (number->n < CODES_MAX &&
	    read_code(c, number->units, &number->codes[number->n])) {
		number->units++;
		number->n++;
	}
	number->to = tc_unit_at(c, number->units - 1)->to;
}

/* Type first and organs behind it, and not just words: "5 da du". */
static bool
is_type_and_organs(struct number *number)
{
	bool code = false;
	size_t i, n;

	if (number->n < 2 || (number->codes[0].means & TC_CODE_TYPE) == 0)
		return false;
	for (n = 1; n < number->n; n++) {
		if ((number->codes[n].means & TC_CODE_ORGAN) == 0)
			break;
	}
	if (n < 2)
		return false;
	for (i = 0; i < n; i++)
		code =
		    code || number->codes[i].capitals || !number->codes[i].word;
	number->n = n;
	return code;
}

/*
 * 8652-UBND-NC, 1431-VX-UBND: an official letter has no type but a unit of its
 * organ. In small letters behind a slash: 109/ubnd - vx.
 */
static bool
is_letter(const struct number *number)
{
	const struct code *codes = number->codes;
	bool organ_first = number->n == 2 &&
	    (codes[0].means & TC_CODE_ORGAN) != 0 &&
	    (codes[1].means & TC_CODE_UNIT) != 0;
	bool unit_first = number->n == 2 &&
	    (codes[0].means & TC_CODE_UNIT) != 0 &&
	    (codes[1].means & TC_CODE_ORGAN) != 0;

	if (codes[0].gap == TC_GAP_SPACE || codes[1].gap == TC_GAP_SPACE)
		return false;
	return (organ_first && codes[0].gap == TC_GAP_SLASH &&
		   !codes[0].word) ||
	    ((organ_first || unit_first) && codes[0].capitals &&
		codes[1].capitals);
}

/*
 * Numbers with one code: 45 2019 qh14; the old 83-CP, 135 HĐBT. With a space
 * only where words say that it is a number, or for what is no word.
 */
static bool
is_old(struct tc_composer *c, struct number *number)
{
	const struct code *code = &number->codes[0];
	const struct tc_unit *last = tc_unit_before(c, 0);

	if (number->n < 1)
		return false;
	number->n = 1;
	if ((code->means & TC_CODE_TERM) != 0 && number->year > 0)
		return without_term(code->s, code->len) < code->len;
	if (number->year > 0)
		return false;
	/* 251-BCĐ: its own series, without a type. */
	if ((code->means & TC_CODE_ORGAN) != 0 && code->capitals &&
	    !code->word && code->len > 2 && code->gap == TC_GAP_DASH)
		return true;
	if ((code->means & TC_CODE_OLD) == 0)
		return false;
	if (code->gap == TC_GAP_DASH || code->gap == TC_GAP_SLASH)
		return code->capitals ||
		    (last != NULL && (last->roles & TC_ROLE_NUMBERED) != 0);
	return code->gap == TC_GAP_SPACE &&
	    ((code->capitals && code->len > 3 && code->s[0] == 'h') ||
		(last != NULL && (last->roles & TC_ROLE_NUMBERED) != 0 &&
		    tc_unit_gap(c, 0) == TC_GAP_SPACE));
}

/* The normal key: 12/2020/nq-hdnd; of the Party 5-nq/tu. */
static size_t
put_key(const struct number *number, unsigned year, char key[TC_TERM_MAX])
{
	bool party = number->n == 2 && year == 0 &&
	    (number->codes[0].means & TC_CODE_TYPE) != 0 &&
	    (number->codes[1].means & TC_CODE_PARTY) != 0;
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, len;

	tc_buf_puts(&out, number->digits);
	if (year > 0)
		tc_buf_printf(&out, "/%u", year);
	for (i = 0; i < number->n; i++) {
		tc_buf_putc(&out, (i == 0) != party ? '/' : '-');
		tc_buf_put(&out, number->codes[i].s, number->codes[i].len);
	}
	len = out.failed || out.len > TC_TERM_MAX ? 0 : out.len;
	if (len > 0)
		memcpy(key, out.s, len);
	tc_buf_free(&out);
	return len;
}

static bool
is_of_party(const struct number *number)
{
	return number->n > 1 && (number->codes[1].means & TC_CODE_PARTY) != 0;
}

/*
 * The number, unless it is said just so by the token in hand; and with the year
 * that follows: "12/NQ-HĐND ngày 15/7/2020" is 12/2020/nq-hdnd as well. The
 * Party's numbers run through a term of office, so they have none.
 */
static void
add_number(struct tc_composer *c, const struct number *number)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);
	char key[TC_TERM_MAX];
	size_t len = put_key(number, number->year, key), to;
	unsigned year;

	if (unit->kind != TC_TOKEN_DOCNO || len != unit->term_len ||
	    memcmp(key, unit->term, len) != 0)
		tc_compose_add(c, TC_TOKEN_DOCNO, number->to, key, len);
	if (number->year > 0 || is_of_party(number) ||
	    (number->codes[0].means & TC_CODE_TYPE) == 0)
		return;
	year = tc_calendar_year(c, number->units, &to);
	if (is_year(year))
		tc_compose_add(
		    c, TC_TOKEN_DOCNO, to, key, put_key(number, year, key));
}

/* Codes of units that belong to the number no longer. */
static void
cut_units(struct tc_composer *c, struct number *number, size_t codes_from)
{
	number->units = codes_from + number->n;
	number->to = tc_unit_at(c, number->units - 1)->to;
}

/* 13-2020/NQ-HĐND: the rules found 2020/NQ-HĐND, behind a dash. */
static bool
compose_before_year(struct tc_composer *c, const struct number *number)
{
	const struct tc_unit *unit = tc_unit_at(c, 1);
	char key[TC_TERM_MAX];
	int len;

	if (number->year > 0 || unit == NULL || unit->kind != TC_TOKEN_DOCNO ||
	    tc_unit_gap(c, 1) != TC_GAP_DASH || unit->term_len < 6 ||
	    unit->term[4] != '/' ||
	    (memcmp(unit->term, "19", 2) != 0 &&
		memcmp(unit->term, "20", 2) != 0))
		return false;
	len = snprintf(key, sizeof(key), "%s/%.*s", number->digits,
	    (int)unit->term_len, unit->term);
	if (len < (int)sizeof(key))
		tc_compose_add(c, TC_TOKEN_DOCNO, unit->to, key, (size_t)len);
	return true;
}

static void
compose_loose(struct tc_composer *c)
{
	struct number number = {.n = 0};
	size_t begin;

	if (tc_compose_covered(c, TC_TOKEN_DOCNO) || !read_begin(c, &number) ||
	    compose_before_year(c, &number))
		return;
	begin = number.units;
	read_codes(c, &number);
	if (!is_type_and_organs(&number) && !is_letter(&number) &&
	    !is_old(c, &number))
		return;
	cut_units(c, &number, begin);
	add_number(c, &number);
}

/* NQHĐND: a type and an organ without anything between. */
static bool
split_code(struct number *number)
{
	struct code *codes = number->codes;
	size_t len = codes[0].len, n;
	unsigned organ;

	for (n = len - 1; n > 0; n--) {
		organ = find_code(codes[0].s + n, len - n);
		if ((tc_code_find(codes[0].s, n) & TC_CODE_TYPE) == 0 ||
		    (organ & TC_CODE_ORGAN) == 0)
			continue;
		codes[0].means = TC_CODE_TYPE;
		codes[0].len = n;
		codes[1].s = codes[0].s + n;
		codes[1].len = len - n;
		codes[1].means = organ;
		number->n = 2;
		return true;
	}
	return false;
}

/* The parts of a key that the break rules found: 12/2020/nq-hdnd. */
static bool
read_written(const struct tc_unit *unit, struct number *number)
{
	size_t from = 0, to, parts = 0;

	for (; from < unit->term_len; from = to + 1, parts++) {
		const char *s = unit->term + from;
		struct code *code = &number->codes[number->n];

		to = from;
		while (to < unit->term_len && unit->term[to] != '/' &&
		    unit->term[to] != '-')
			to++;
		if (parts == 0) {
			if (!put_digits(number, s, to - from))
				return false;
		} else if (parts == 1 && to - from == 4 &&
		    tc_ascii_is_digit(s[0])) {
			number->year = (unsigned)((s[0] - '0') * 1000 +
			    (s[1] - '0') * 100 + (s[2] - '0') * 10 + s[3] -
			    '0');
		} else {
			if (number->n == CODES_MAX || to == from)
				return false;
			code->s = s;
			code->len = to - from;
			code->means = find_code(s, to - from);
			number->n++;
		}
	}
	number->units = 1;
	number->to = unit->to;
	return number->n > 0;
}

/* 12/2020/NQ.HĐND, 12/2020/NQ HĐND: the organ comes as the next unit. */
static bool
read_organ(struct tc_composer *c, struct number *number)
{
	struct code code;

	if (number->n != 1 || (number->codes[0].means & TC_CODE_TYPE) == 0 ||
	    !read_code(c, 1, &code) || (code.means & TC_CODE_ORGAN) == 0 ||
	    (!code.capitals && code.word))
		return false;
	number->codes[number->n++] = code;
	number->units = 2;
	number->to = tc_unit_at(c, 1)->to;
	return true;
}

/* A number that the break rules found may have another, normal form. */
static void
compose_written(struct tc_composer *c)
{
	struct number number = {.n = 0};
	size_t i;

	if (!read_written(tc_unit_at(c, 0), &number))
		return;
	if (number.n == 1 && !read_organ(c, &number) &&
	    (number.codes[0].means != 0 || !split_code(&number)))
		return;
	for (i = 0; i < number.n; i++) {
		if ((number.codes[i].means &
			(i == 0 ? TC_CODE_TYPE : TC_CODE_ORGAN)) == 0)
			return;
	}
	if (number.n > 1)
		add_number(c, &number);
}

/*
 * Standards: letters, a number, perhaps a year and an issuer.
 */

struct standard {
	struct tc_buf key;
	size_t k, to; /* the next unit; where the last one ends */
	bool numbered;
};

static void
take(struct tc_composer *c, struct standard *standard, char sign)
{
	const struct tc_unit *unit = tc_unit_at(c, standard->k++);

	if (sign != '\0')
		tc_buf_putc(&standard->key, sign);
	tc_buf_put(&standard->key, unit->folded, unit->folded_len);
	standard->to = unit->to;
}

/* TCVN ISO, ISO/IEC: the letters, with the number if it is glued to them. */
static void
read_letters(struct tc_composer *c, struct standard *standard)
{
	enum tc_gap gap = TC_GAP_NONE;
	const struct tc_unit *unit;

	while (standard->k < 3 && gap <= TC_GAP_SLASH &&
	    (unit = tc_unit_at(c, standard->k)) != NULL &&
	    unit->kind == TC_TOKEN_WORD &&
	    (unit->roles & TC_ROLE_STANDARD) != 0) {
		take(c, standard, standard->k > 0 ? '-' : '\0');
		gap = tc_unit_gap(c, standard->k);
	}
}

/* QCVN40, ISO9001: letters and digits in one. */
static bool
read_glued(struct tc_composer *c, struct standard *standard)
{
	static const char *const letters[] = {
	    "qcvn", "tcvn", "tcxdvn", "qcxdvn", "tccs", "iso"};
	const struct tc_unit *unit = tc_unit_at(c, 0);
	size_t i, k, n;

	for (i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		n = strlen(letters[i]);
		if (unit->folded_len <= n || unit->folded_len > n + 6 ||
		    memcmp(unit->folded, letters[i], n) != 0)
			continue;
		for (k = n; k < unit->folded_len; k++) {
			if (!tc_ascii_is_digit(unit->folded[k]))
				return false;
		}
		while (n + 1 < unit->folded_len && unit->folded[n] == '0')
			n++; /* QCVN08 is 8 */
		tc_buf_puts(&standard->key, letters[i]);
		tc_buf_putc(&standard->key, '-');
		tc_buf_put(
		    &standard->key, unit->folded + n, unit->folded_len - n);
		standard->k = 1;
		standard->to = unit->to;
		return true;
	}
	return false;
}

/* The year behind the number: ":2015", "-2015", " 2015". */
static bool
read_standard_year(struct tc_composer *c, struct standard *standard)
{
	const struct tc_unit *unit = tc_unit_at(c, standard->k);
	enum tc_gap gap = tc_unit_gap(c, standard->k);
	unsigned year;

	if (unit == NULL || unit->kind != TC_TOKEN_NUMBER ||
	    tc_unit_groups(c, unit, &year, 1) != 1 || !is_year(year) ||
	    (gap != TC_GAP_COLON && gap != TC_GAP_DASH && gap != TC_GAP_SPACE))
		return false;
	take(c, standard, ':');
	return true;
}

/* The issuer behind the year, /BTNMT, or the letters before it, 08-MT:2015. */
static bool
read_capitals(struct tc_composer *c, struct standard *standard, enum tc_gap gap)
{
	const struct tc_unit *unit = tc_unit_at(c, standard->k);

	if (unit == NULL || unit->kind != TC_TOKEN_WORD ||
	    tc_unit_gap(c, standard->k) != gap || unit->folded_len < 2 ||
	    unit->folded_len > 8 ||
	    !is_capitals(tc_unit_text(c) + unit->from, unit->to - unit->from))
		return false;
	take(c, standard, gap == TC_GAP_SLASH ? '/' : '-');
	return true;
}

/* :2015/BTNMT behind letters looks like a document's number by itself. */
static bool
read_year_and_issuer(struct tc_composer *c, struct standard *standard)
{
	const struct tc_unit *unit = tc_unit_at(c, standard->k);

	if (unit == NULL || unit->kind != TC_TOKEN_DOCNO ||
	    tc_unit_gap(c, standard->k) != TC_GAP_COLON || unit->term_len < 6 ||
	    unit->term[4] != '/')
		return false;
	take(c, standard, ':');
	return true;
}

/* QCVN 01 - 26: 2010/BNNPTNT: the part of a standard, which is no year. */
static void
read_part(struct tc_composer *c, struct standard *standard)
{
	const struct tc_unit *unit = tc_unit_at(c, standard->k);

	if (unit != NULL && unit->kind == TC_TOKEN_NUMBER &&
	    unit->folded_len <= 3 && tc_unit_gap(c, standard->k) == TC_GAP_DASH)
		take(c, standard, '-');
}

/* The number with what follows, in one unit (40:2011/BTNMT) or in several. */
static void
read_number(struct tc_composer *c, struct standard *standard)
{
	const struct tc_unit *unit = tc_unit_at(c, standard->k);
	enum tc_gap gap = tc_unit_gap(c, standard->k);
	unsigned g[2];

	if (unit == NULL || (gap != TC_GAP_SPACE && gap != TC_GAP_DASH))
		return;
	if (unit->kind == TC_TOKEN_STDNO) {
		take(c, standard, '-');
		standard->numbered = true;
	} else if (unit->kind == TC_TOKEN_DATE &&
	    tc_unit_groups(c, unit, g, 2) == 2 && is_year(g[1])) {
		tc_buf_printf(&standard->key, "-%u:%u", g[0], g[1]);
		standard->to = unit->to;
		standard->k++;
		standard->numbered = true;
		read_capitals(c, standard, TC_GAP_SLASH);
	} else if (unit->kind == TC_TOKEN_NUMBER && unit->folded_len <= 6) {
		take(c, standard, '-');
		standard->numbered = true;
		read_part(c, standard);
		read_capitals(c, standard, TC_GAP_DASH);
		if (!read_year_and_issuer(c, standard) &&
		    read_standard_year(c, standard))
			read_capitals(c, standard, TC_GAP_SLASH);
	}
}

static void
compose_standard(struct tc_composer *c, const struct tc_unit *unit)
{
	struct standard standard = {TC_BUF_INIT(TC_BUF_LINE), 0, 0, false};

	if (unit->kind == TC_TOKEN_WORD) {
		read_letters(c, &standard);
		read_number(c, &standard);
	} else if (read_glued(c, &standard)) {
		standard.numbered = true;
		if (!read_year_and_issuer(c, &standard) &&
		    read_standard_year(c, &standard))
			read_capitals(c, &standard, TC_GAP_SLASH);
	}
	if (standard.numbered && !standard.key.failed)
		tc_compose_add(c, TC_TOKEN_STDNO, standard.to,
		    tc_buf_str(&standard.key), standard.key.len);
	tc_buf_free(&standard.key);
}

void
tc_designation_compose(struct tc_composer *c)
{
	const struct tc_unit *unit = tc_unit_at(c, 0);

	if (unit->kind == TC_TOKEN_DOCNO)
		compose_written(c);
	else if (unit->kind != TC_TOKEN_WORD)
		compose_loose(c);
	if ((unit->kind == TC_TOKEN_WORD &&
		(unit->roles & TC_ROLE_STANDARD) != 0) ||
	    unit->kind == TC_TOKEN_CODE)
		compose_standard(c, unit);
}
