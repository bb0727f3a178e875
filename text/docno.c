/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents as people write them. */
#include <tracuu/docno.h>

#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/text.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "codes.h"
#include "letter.h"
#include "number.h"

/* Bytes that may lie between two parts. */
#define GAP_MAX 8

/* The character at *i, 0 at the end and for bytes that are none. */
static UChar32
next(const char *s, size_t len, size_t *i)
{
	UChar32 c = 0;

	if (*i < len)
		U8_NEXT((const uint8_t *)s, *i, len, c);
	return c < 0 ? 0 : c;
}

/* A sign between parts as it is typed on any keyboard; 0 for what is none. */
static char
sign_of(UChar32 c)
{
	if (tc_number_is_dash((uint32_t)c))
		return '-';
	if (tc_number_is_slash((uint32_t)c))
		return '/';
	return c == '_' || c == '.' ? (char)c : '\0';
}

/* What lies before a part. */
struct gap {
	char sign;	      /* ' ' for only spaces, 0 for nothing */
	size_t before, after; /* spaces on either side of the sign */
};

/* Go behind a gap. False when what is there is none. */
static bool
read_gap(struct gap *gap, const char *s, size_t len, size_t *i)
{
	size_t start = *i, at = *i;

	*gap = (struct gap){0, 0, 0};
	while (at < len && at - start <= GAP_MAX) {
		UChar32 c = next(s, len, &at);
		bool space = c == ' ';

		if (u_isalnum(c))
			break;
		if (!space && (sign_of(c) == 0 || gap->sign != 0))
			return false;
		if (!space)
			gap->sign = sign_of(c);
		else if (gap->sign == 0)
			gap->before++;
		else
			gap->after++;
		*i = at;
	}
	if (gap->sign == 0 && gap->before > 0)
		gap->sign = ' ';
	return *i - start <= GAP_MAX;
}

/* The letter or digit that keys have for one of any case; 0: they have none. */
static char
base_of(UChar32 c)
{
	struct tc_letter letter = tc_letter_of((uint32_t)c);

	if (letter.lower != 0)
		return letter.base;
	return tc_ascii_is_digit((uint32_t)c) ? (char)c : '\0';
}

/* Codes have the marks of Đ and Ư, and none of a tone. */
static bool
is_of_code(UChar32 c)
{
	struct tc_letter letter = tc_letter_of((uint32_t)c);

	return base_of(c) != '\0' && letter.tone == TC_LEVEL &&
	    letter.mark != TC_HAT;
}

/* Digits, and perhaps a letter: 12, 2525a. */
static bool
is_serial(const char *key)
{
	size_t digits = strspn(key, "0123456789");

	return digits > 0 && digits < 6 && strlen(key) - digits < 2;
}

static bool
is_year(const char *key)
{
	return strlen(key) == 4 && strspn(key, "0123456789") == 4 &&
	    (memcmp(key, "19", 2) == 0 || memcmp(key, "20", 2) == 0);
}

/* May a part with this key be the next one? */
static bool
may_follow(const struct tc_docno *docno, const char *key)
{
	if (docno->n == 0)
		return is_serial(key);
	return key[0] != '\0' &&
	    (!tc_ascii_is_digit(key[0]) || (docno->n == 1 && is_year(key)));
}

/* Read the letters and digits at *from as the next part, and go behind it.
 * False where no part can be. */
static bool
read_part(
    struct tc_docno *docno, const char *s, size_t len, size_t *from, char sign)
{
	struct tc_docno_part *part = &docno->at[docno->n];
	size_t start = *from, at = start, n = 0, capitals = 0;
	UChar32 c = next(s, len, &at), first = c;

	for (; u_isalnum(c); c = next(s, len, &at)) {
		if (!is_of_code(c) || n == TC_DOCNO_PART_MAX)
			return false;
		if (n > 0 || c != '0' || docno->n > 0)
			part->key[n++] = base_of(c);
		capitals += u_isupper(c) != 0;
		*from = at;
	}
	part->key[n] = '\0';
	part->from = start;
	part->to = *from;
	part->code = capitals > 1 || tc_code_find(part->key, n) != 0;
	part->word = sign == ' ' && u_islower(first) &&
	    tc_text_is_syllable(s + start, *from - start);
	if (!may_follow(docno, part->key))
		return false;
	docno->n++;
	return true;
}

bool
tc_docno_read(struct tc_docno *docno, const char *s, size_t len)
{
	struct gap gap = {0, 0, 0};
	size_t from = 0;

	docno->n = 0;
	while (read_part(docno, s, len, &from, gap.sign)) {
		if (docno->n == TC_DOCNO_PARTS ||
		    !read_gap(&gap, s, len, &from))
			break;
	}
	return docno->n > 1 &&
	    !(docno->n == 2 && tc_ascii_is_digit(docno->at[1].key[0]));
}

/* "5 da du" is words; "5 nq du" is not. */
static bool
has_code(const struct tc_docno *docno, size_t first, size_t n)
{
	size_t i;

	for (i = first; i < n; i++) {
		if (!docno->at[i].word)
			return true;
	}
	return false;
}

bool
tc_docno_key(
    const struct tc_docno *docno, size_t n, unsigned way, struct tc_buf *out)
{
	bool year = n > 1 && tc_ascii_is_digit(docno->at[1].key[0]);
	size_t first = year ? 2 : 1, i;
	bool party = way == 1 && !year && n > 2;

	if (n > docno->n || n <= first || (way > 0 && !party) ||
	    !has_code(docno, first, n))
		return false;
	tc_buf_puts(out, docno->at[0].key);
	for (i = 1; i < n; i++) {
		/* The slash is before the type, the Party's behind it. */
		tc_buf_putc(out, i == first + party || i < first ? '/' : '-');
		tc_buf_puts(out, docno->at[i].key);
	}
	return true;
}

bool
tc_docno_key_of(const char *s, size_t len, struct tc_buf *out)
{
	struct tc_docno docno;

	while (len > 0 && s[len - 1] == ' ')
		len--;
	while (len > 0 && s[0] == ' ') {
		s++;
		len--;
	}
	return tc_docno_read(&docno, s, len) &&
	    docno.at[docno.n - 1].to == len &&
	    tc_docno_key(&docno, docno.n, 0, out);
}

/*
 * How alike two numbers are written
 */

/* A number that is read letter by letter. */
struct reading {
	const char *s;
	size_t len, at;
	struct gap gap; /* before the letter in hand */
	UChar32 letter; /* 0: the end */
	bool begun;
	size_t zeros; /* in front */
};

static bool
is_zero_in_front(const struct reading *reading)
{
	return !reading->begun && reading->letter == '0' &&
	    reading->at < reading->len &&
	    tc_ascii_is_digit(reading->s[reading->at]);
}

/* False at what can be in no number. */
static bool
advance(struct reading *reading)
{
	do {
		size_t at = reading->at;

		if (at < reading->len &&
		    !read_gap(
			&reading->gap, reading->s, reading->len, &reading->at))
			return false;
		reading->letter = next(reading->s, reading->len, &reading->at);
		reading->zeros += is_zero_in_front(reading);
	} while (is_zero_in_front(reading));
	reading->begun = true;
	return reading->letter == 0 || u_isalnum(reading->letter);
}

/* The same letter, but for its marks and case. */
static bool
is_alike(UChar32 a, UChar32 b)
{
	return u_tolower(a) == u_tolower(b) ||
	    (base_of(a) != '\0' && base_of(a) == base_of(b));
}

static bool
is_uneven(const struct gap *gap)
{
	return gap->sign != ' ' && gap->before != gap->after;
}

unsigned
tc_docno_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	struct reading x = {.s = a, .len = a_len}, y = {.s = b, .len = b_len};
	unsigned distance = 0;
	bool cases = false;

	do {
		if (!advance(&x) || !advance(&y) ||
		    !is_alike(x.letter, y.letter))
			return TC_DOCNO_OTHER;
		distance += u_tolower(x.letter) != u_tolower(y.letter);
		cases |= u_isupper(x.letter) != u_isupper(y.letter);
		distance += x.gap.sign != y.gap.sign;
		distance += is_uneven(&x.gap) != is_uneven(&y.gap);
	} while (x.letter != 0);
	return distance + (x.zeros != y.zeros) + cases;
}
