/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The fast path beside vi_word.rbbi: letters, digits, spaces, punctuation.
 *
 * The rules have no "!!chain": what segment begins at a boundary depends on
 * what follows it and on nothing before. So it is enough to know, for a run of
 * letters or digits, that no longer token of the rules can begin with it; one
 * or two characters after the run tell. Where they leave any doubt, we say so
 * and ICU decides. Characters are known here by these sets only:
 *  - letters: A-Z a-z, U+00C0-U+023F without × ÷, U+1E00-U+1EFF; that is all
 *    134 Vietnamese ones, and no sign among them is a mark (Extend);
 *  - other signs that are no mark: ASCII, « », no-break space, dashes, curved
 *    quotes, bullet, ellipsis (U+2010-U+2027).
 * tests/test_fast.c and tests/fuzz/fuzz_fast.c hold it against the rules.
 */
#include "plain.h"

/* clang-format off */
#define A TC_PLAIN_CLOSING
#define S TC_PLAIN_SPACE
#define L TC_PLAIN_LETTER
#define D TC_PLAIN_DIGIT
#define J TC_PLAIN_JOINING
const uint8_t tc_plain_classes[256] = {
    A, A, A, A, A, A, A, A, A, S, S, S, S, S, A, A,
    A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    /*  ! " # $ % & ' ( ) * + , - . / */
    S, A, A, A, A, J, J, J, A, J, A, J, J, J, J, J,
    D, D, D, D, D, D, D, D, D, D, J, A, A, A, A, A,
    J, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, A, A, A, A, J,
    J, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, A, A, A, A, A,
    [0xC3] = TC_PLAIN_LEAD_2, TC_PLAIN_LEAD_2, TC_PLAIN_LEAD_2,
    TC_PLAIN_LEAD_2, TC_PLAIN_LEAD_2, TC_PLAIN_LEAD_2,
    [0xE1] = TC_PLAIN_LEAD_3,
};
/* clang-format on */
#undef A
#undef S
#undef L
#undef D
#undef J

struct text {
	const uint8_t *s;
	size_t len;
};

static inline enum tc_plain_class
class_at(struct text text, size_t i)
{
	return (enum tc_plain_class)tc_plain_classes[text.s[i]];
}

static bool
is_tail(uint8_t byte)
{
	return (byte & 0xC0) == 0x80;
}

/* The bytes of the letter beyond ASCII at i; 0 when there is none we know. */
static inline size_t
wide_letter(struct text text, size_t i)
{
	const uint8_t *s = text.s + i;
	size_t room = text.len - i;

	switch (class_at(text, i)) {
	case TC_PLAIN_LEAD_2: /* × is C3 97, ÷ is C3 B7 */
		return room >= 2 && is_tail(s[1]) &&
			(s[0] != 0xC3 || (s[1] != 0x97 && s[1] != 0xB7))
		    ? 2
		    : 0;
	case TC_PLAIN_LEAD_3: /* E1 B8 80 to E1 BB BF */
		return room >= 3 && (s[1] & 0xFC) == 0xB8 && is_tail(s[2]) ? 3
									   : 0;
	default:
		return 0;
	}
}

/* The bytes of the sign beyond ASCII at i, neither letter nor mark; or 0. */
static size_t
wide_sign(struct text text, size_t i)
{
	const uint8_t *s = text.s + i;
	size_t room = text.len - i;

	if (s[0] == 0xC2) /* no-break space, « » */
		return room >= 2 &&
			(s[1] == 0xA0 || s[1] == 0xAB || s[1] == 0xBB)
		    ? 2
		    : 0;
	if (s[0] == 0xE2) /* U+2010 to U+2027 */
		return room >= 3 && s[1] == 0x80 && s[2] >= 0x90 && s[2] <= 0xA7
		    ? 3
		    : 0;
	return 0;
}

/* Is what stands at i, or the end, known to be no mark on what precedes? */
static bool
is_no_mark(struct text text, size_t i)
{
	return i == text.len || text.s[i] < 0x80 || wide_letter(text, i) > 0 ||
	    wide_sign(text, i) > 0;
}

static bool
is_ascii_word(struct text text, size_t i)
{
	return i < text.len &&
	    (class_at(text, i) == TC_PLAIN_LETTER ||
		class_at(text, i) == TC_PLAIN_DIGIT);
}

static bool
is_digit(struct text text, size_t i)
{
	return i < text.len && class_at(text, i) == TC_PLAIN_DIGIT;
}

/* Neither a letter nor a digit of any script, nor a mark; or the end. */
static bool
is_ascii_sign(struct text text, size_t i)
{
	return i == text.len || (text.s[i] < 0x80 && !is_ascii_word(text, i));
}

static bool
is_space_or_end(struct text text, size_t i)
{
	return i == text.len || class_at(text, i) == TC_PLAIN_SPACE;
}

/*
 * Does a word surely end before the sign at `to`? The longer tokens that begin
 * with letters are H'Mông, R&D, TP.HCM, addresses (a-b.vn, a_b@c.vn, http://,
 * www.) and QL37, m², which have no sign.
 */
static bool
ends_word(struct text text, size_t from, size_t to, bool ascii)
{
	switch (text.s[to]) {
	case '\'':
	case '`':
		return is_ascii_sign(text, to + 1) || is_digit(text, to + 1);
	case '&':
		return is_ascii_sign(text, to + 1);
	case '.': /* after www. any sign may go on, but no space */
		return is_ascii_sign(text, to + 1) &&
		    (to - from != 3 || is_space_or_end(text, to + 1));
	case ':':
		return to + 1 == text.len || text.s[to + 1] != '/';
	case '-':
	case '%':
	case '+':
	case '@':
	case '_':
		return !ascii || !is_ascii_word(text, to + 1);
	default: /* ) , / */
		return true;
	}
}

/* 0912 345 678, 0208-3845 ...: the first group of a telephone number. */
static bool
is_dialling_code(struct text text, size_t from, size_t to)
{
	return text.s[from] == '0' && to - from >= 3 && to - from <= 5;
}

/*
 * Does a number surely end before the blank at `to`? Not where a slash or a
 * dash comes after it: "29 / 6 / 2020", "2020 - 2025", "12 / QĐ - BQL".
 */
static bool
ends_number_blank(struct text text, size_t from, size_t to)
{
	if (is_dialling_code(text, from, to))
		return false;
	while (to < text.len && text.s[to] == ' ')
		to++;
	if (to == text.len || wide_letter(text, to) > 0)
		return true;
	return text.s[to] < 0x80 && text.s[to] != '/' && text.s[to] != '-';
}

/*
 * Does a number surely end before the sign at `to`? It goes on in 8.900 1,5
 * 2025.BAN 17:30 40:2011 12/2020 05-NQ/TU (0208) 3845435 and in addresses.
 */
static bool
ends_number(struct text text, size_t from, size_t to)
{
	switch (text.s[to]) {
	case '.':
		return is_ascii_sign(text, to + 1);
	case ',':
		return is_ascii_sign(text, to + 1) ||
		    class_at(text, to + 1) == TC_PLAIN_LETTER ||
		    wide_letter(text, to + 1) > 0;
	case ')':
		return !is_dialling_code(text, from, to);
	case ':':
		return !is_digit(text, to + 1);
	case '%':
	case '+':
	case '@':
	case '_':
		return !is_ascii_word(text, to + 1);
	case '-':
	case '/':
		return false;
	default: /* & ' ` */
		return true;
	}
}

/* Does a word or a number end before the sign beyond ASCII at `to`? */
static bool
ends_wide(struct text text, size_t to, bool number)
{
	const uint8_t *s = text.s + to;

	if (wide_sign(text, to) == 0)
		return false;
	if (s[0] == 0xC2) /* a no-break space is a blank to numbers */
		return s[1] != 0xA0 || !number;
	/* U+2010 to U+2015 are dashes, U+2019 is the apostrophe of H’Mông. */
	return number ? s[2] > 0x95 : s[2] != 0x99;
}

static enum tc_segment
word_at(struct text text, size_t from, size_t *end)
{
	size_t to = from, n;
	bool ascii = true, certain;

	for (;;) {
		while (to < text.len && class_at(text, to) == TC_PLAIN_LETTER)
			to++;
		if (to == text.len || (n = wide_letter(text, to)) == 0)
			break;
		to += n;
		ascii = false;
	}
	*end = to;
	if (to == text.len)
		return TC_SEGMENT_WORD;
	switch (class_at(text, to)) {
	case TC_PLAIN_SPACE:
	case TC_PLAIN_CLOSING:
		return TC_SEGMENT_WORD;
	case TC_PLAIN_JOINING:
		certain = ends_word(text, from, to, ascii);
		break;
	case TC_PLAIN_DIGIT:
		certain = false;
		break;
	default:
		certain = ends_wide(text, to, false);
		break;
	}
	return certain ? TC_SEGMENT_WORD : TC_SEGMENT_OTHER;
}

static enum tc_segment
number_at(struct text text, size_t from, size_t *end)
{
	size_t to = from;
	bool certain;

	while (is_digit(text, to))
		to++;
	*end = to;
	if (to == text.len)
		return TC_SEGMENT_INT;
	switch (class_at(text, to)) {
	case TC_PLAIN_SPACE: /* a line end is no blank */
		certain =
		    text.s[to] != ' ' || ends_number_blank(text, from, to);
		break;
	case TC_PLAIN_CLOSING:
		certain = true;
		break;
	case TC_PLAIN_JOINING:
		certain = ends_number(text, from, to);
		break;
	case TC_PLAIN_LETTER:
		certain = false;
		break;
	default:
		certain = ends_wide(text, to, true);
		break;
	}
	return certain ? TC_SEGMENT_INT : TC_SEGMENT_OTHER;
}

/*
 * The bytes of punctuation at i that is a segment by itself, or 0: a mark may
 * stand on it, and +84 208 is a telephone number.
 */
static size_t
sign_at(struct text text, size_t i)
{
	size_t n = text.s[i] < 0x80 ? 1 : wide_sign(text, i);

	if (text.s[i] == '+' && is_digit(text, i + 1))
		return 0;
	return n > 0 && is_no_mark(text, i + n) ? n : 0;
}

enum tc_segment
tc_plain_next(const char *s, size_t len, size_t *at, size_t *to)
{
	struct text text = {(const uint8_t *)s, len};
	size_t i = *at, n;

	for (; i < len; i += n) {
		switch (class_at(text, i)) {
		case TC_PLAIN_SPACE:
			n = 1;
			continue;
		case TC_PLAIN_LETTER:
			*at = i;
			return word_at(text, i, to);
		case TC_PLAIN_DIGIT:
			*at = i;
			return number_at(text, i, to);
		default:
			*at = i;
			if (wide_letter(text, i) > 0)
				return word_at(text, i, to);
			if ((n = sign_at(text, i)) == 0)
				return TC_SEGMENT_OTHER;
			break;
		}
	}
	*at = len;
	return TC_SEGMENT_OTHER;
}

bool
tc_plain_is_word(const char *s, size_t len)
{
	struct text text = {(const uint8_t *)s, len};
	size_t to;

	if (len == 0 ||
	    (class_at(text, 0) != TC_PLAIN_LETTER && wide_letter(text, 0) == 0))
		return false;
	return word_at(text, 0, &to) == TC_SEGMENT_WORD && to == len;
}
