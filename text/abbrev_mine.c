/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Definitions of abbreviations in a text: "Hội đồng nhân dân (HĐND)".
 *
 * They are looked for at each opening parenthesis and at each "tắt" (short) of
 * "viết tắt là", "gọi tắt là". From there a bounded piece of text is read in
 * both directions, up to the end of the sentence.
 */
#include <tracuu/abbrev.h>

#include <string.h>
#include <tracuu/ascii.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "letter.h"
#include "repair.h"
#include "word.h"

/* Letters of an abbreviation that stand for a word each. */
#define INITIALS_MIN 2
#define INITIALS_MAX 12

/* With fewer letters no word but a function word may be left out. */
#define SKIP_MIN 4

/* The bytes, and the words, that are read on either side. */
#define REACH 320
#define WORDS_MAX 40

/* The words of "sau đây được gọi tắt là", and of a tail such as "cấp tỉnh". */
#define MARKERS_MAX 8
#define TAIL_MAX 4

/* Bytes [from, to) of the text. */
struct piece {
	size_t from, to;
};

struct initial {
	struct tc_letter letter;
	char digit; /* in place of a letter, else 0 */
	char small; /* the base of the r of CTr, which is in the same word */
};

struct abbrev {
	struct piece at;
	struct initial initial[INITIALS_MAX];
	size_t n;
};

struct miner {
	const char *s;
	size_t len;
	tc_abbrev_found_fn found;
	void *arg;
	struct tc_error *err;
};

static bool
is_word_char(UChar32 c)
{
	return c >= 0 && (u_isalnum(c) || tc_repair_is_mark((uint32_t)c));
}

static bool
is_quote(UChar32 c)
{
	return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) ||
	    c == 0x00AB || c == 0x00BB;
}

static bool
is_one_of(UChar32 c, const char *signs)
{
	return c > 0 && c < 0x80 && strchr(signs, c) != NULL;
}

/* Does it end what may be an expansion? */
static bool
is_boundary(UChar32 c)
{
	return c < 0 || is_one_of(c, "().;:!?\n\"") ||
	    (is_quote(c) && c != '\'' && c != 0x2019);
}

/* The last word before at, at most REACH bytes back to floor, unless a boundary
 * comes first. */
static bool
word_before(const char *s, size_t at, size_t floor, struct piece *word)
{
	const uint8_t *from = (const uint8_t *)s + floor;
	int32_t i = (int32_t)(at - floor), end;
	bool inside = false;
	UChar32 c;

	while (i > 0) {
		end = i;
		U8_PREV(from, 0, i, c);
		if (is_word_char(c)) {
			if (!inside)
				word->to = floor + (size_t)end;
			inside = true;
			word->from = floor + (size_t)i;
		} else if (inside || is_boundary(c)) {
			break;
		}
	}
	return inside;
}

/* The word that begins at from, if one does. */
static bool
word_at(const char *s, size_t from, size_t to, struct piece *word)
{
	size_t i = from;
	UChar32 c;

	word->from = word->to = from;
	while (i < to) {
		U8_NEXT((const uint8_t *)s, i, to, c);
		if (!is_word_char(c))
			break;
		word->to = i;
	}
	return word->to > from;
}

static size_t
skip_quotes_and_spaces(const char *s, size_t from, size_t to)
{
	size_t i = from;
	UChar32 c;

	while (i < to) {
		U8_NEXT((const uint8_t *)s, i, to, c);
		if (c != ' ' && !is_quote(c))
			break;
		from = i;
	}
	return from;
}

/*
 * Reading an abbreviation
 */

/* Is a capital or digit at i, so that a sign before it belongs to the whole? */
static bool
goes_on(const char *s, size_t i, size_t to)
{
	UChar32 c = 0;

	if (i < to)
		U8_NEXT((const uint8_t *)s, i, to, c);
	return c > 0 && (u_isupper(c) || tc_ascii_is_digit(c));
}

/* Take one more character; false where it is none of an abbreviation. */
static bool
add_initial(struct abbrev *abbrev, UChar32 c, bool after_capital)
{
	struct tc_letter letter = tc_letter_of((uint32_t)c);
	struct initial *initial = &abbrev->initial[abbrev->n];

	if (u_islower(c)) { /* CTr, TTg */
		if (!after_capital || letter.lower == 0)
			return false;
		initial[-1].small = letter.base;
		return true;
	}
	if (abbrev->n == INITIALS_MAX)
		return false;
	memset(initial, 0, sizeof(*initial));
	if (tc_ascii_is_digit(c))
		initial->digit = (char)c;
	else if (letter.lower == 0 || letter.tone != TC_LEVEL)
		return false;
	initial->letter = letter;
	abbrev->n++;
	return true;
}

/* An abbreviation that begins at from: UBND, TN&MT, KT-XH, U.B.N.D, ThS. */
static bool
read_abbrev(const char *s, size_t from, size_t to, struct abbrev *abbrev)
{
	size_t i = from, capitals = 0, small = 0, start;
	bool after_capital = false;
	UChar32 c;

	abbrev->n = 0;
	abbrev->at = (struct piece){from, from};
	while (i < to) {
		start = i;
		U8_NEXT((const uint8_t *)s, i, to, c);
		if (!is_word_char(c)) {
			if (start == from || !is_one_of(c, "&-.") ||
			    !goes_on(s, i, to))
				break;
			after_capital = false;
			continue;
		}
		if (!add_initial(abbrev, c, after_capital))
			return false;
		after_capital = u_isupper(c);
		capitals += after_capital;
		small += u_islower(c) ? 1 : 0;
		abbrev->at.to = i;
	}
	return capitals >= INITIALS_MIN && small <= 2;
}

/*
 * Aligning it with words
 */

/* Does the word begin so? W is ư: TW is trung ương. */
static bool
begins_with(struct tc_letter word, struct tc_letter letter)
{
	if (letter.base == 'w' && word.base == 'u')
		return word.mark == TC_HORN;
	if (word.base != letter.base)
		return false;
	/* Vowels lose their marks (Ở -> O), đ never does. */
	return word.mark == letter.mark ||
	    (letter.mark == TC_PLAIN && word.base != 'd');
}

static bool
stands_for(const struct initial *initial, const char *s, struct piece word)
{
	struct tc_letter letter;
	size_t i = word.from;
	UChar32 c;

	U8_NEXT((const uint8_t *)s, i, word.to, c);
	if (initial->digit != 0)
		return c == initial->digit && i == word.to;
	letter = tc_letter_of((uint32_t)c);
	if (letter.lower == 0 || !begins_with(letter, initial->letter))
		return false;
	while (initial->small != 0 && i < word.to) {
		U8_NEXT((const uint8_t *)s, i, word.to, c);
		if (tc_letter_of((uint32_t)c).base == initial->small)
			return true;
	}
	return initial->small == 0;
}

static bool
is_function_word(const char *s, struct piece word)
{
	struct tc_word_forms forms;

	if (word.to - word.from > strlen("những"))
		return false;
	tc_word_forms(s + word.from, word.to - word.from, &forms);
	return tc_abbrev_is_function_word(forms.canonical, forms.canonical_len);
}

/*
 * The states of an alignment, from the last word to the first: bit i of
 * left[k] is set when the first i initials are yet to be found and k words
 * that are no function words were left out.
 */
struct states {
	uint32_t left[2];
};

static struct states
step(const struct abbrev *abbrev, struct states from, const char *s,
    struct piece word)
{
	uint32_t whole = (uint32_t)1 << abbrev->n, matches = 0;
	uint32_t between = (whole - 1) & ~(uint32_t)1;
	struct states to;
	size_t i, k;

	for (i = 0; i < abbrev->n; i++) {
		if (stands_for(&abbrev->initial[i], s, word))
			matches |= (uint32_t)2 << i;
	}
	for (k = 0; k < 2; k++)
		to.left[k] = (from.left[k] & matches) >> 1;
	if (((from.left[0] | from.left[1]) & between) != 0) {
		if (is_function_word(s, word)) {
			to.left[0] |= from.left[0] & between;
			to.left[1] |= from.left[1] & between;
		} else if (abbrev->n >= SKIP_MIN) {
			to.left[1] |= from.left[0] & between;
		}
	}
	return to;
}

/*
 * Align the initials with the words that end at `at`, down to floor. *from is
 * where the first word begins. With whole, all the words must be used.
 */
static bool
align(const struct abbrev *abbrev, const char *s, size_t at, size_t floor,
    bool whole, size_t *from)
{
	struct states states = {{(uint32_t)1 << abbrev->n, 0}};
	struct piece word, before;
	size_t n;

	for (n = 0; n < WORDS_MAX && word_before(s, at, floor, &word); n++) {
		states = step(abbrev, states, s, word);
		at = word.from;
		if (((states.left[0] | states.left[1]) & 1) != 0 &&
		    !(whole && word_before(s, at, floor, &before))) {
			*from = at;
			return true;
		}
		if ((states.left[0] | states.left[1]) == 0)
			break;
	}
	return false;
}

static size_t
reach_back(size_t at)
{
	return at > REACH ? at - REACH : 0;
}

static enum tc_status
report(const struct miner *miner, const struct abbrev *abbrev,
    struct piece expansion)
{
	struct tc_abbrev_pair pair;
	const char *s = miner->s;

	if (!tc_abbrev_forms(s + abbrev->at.from,
		abbrev->at.to - abbrev->at.from, &pair.abbr) ||
	    !tc_abbrev_forms(s + expansion.from, expansion.to - expansion.from,
		&pair.expansion))
		return TC_OK;
	return miner->found(miner->arg, &pair, miner->err);
}

/*
 * The forms of a definition
 */

/* Is it a word of "sau đây được gọi chung là", "tên viết tắt là"? */
static bool
is_marker(const char *s, struct piece word)
{
	static const char *const markers[] = {"chung", "dưới", "gọi", "là",
	    "sau", "tên", "tắt", "từ", "viết", "đây", "được"};
	struct tc_word_forms forms;
	size_t i;

	tc_word_forms(s + word.from, word.to - word.from, &forms);
	for (i = 0; i < sizeof(markers) / sizeof(markers[0]); i++) {
		if (strlen(markers[i]) == forms.canonical_len &&
		    memcmp(markers[i], forms.canonical, forms.canonical_len) ==
			0)
			return true;
	}
	return false;
}

/* The end of the piece in which a definition may go on from at. */
static size_t
reach_on(const struct miner *miner, size_t at)
{
	return miner->len - at > REACH ? at + REACH : miner->len;
}

/* Go over marker words, as many as there are; n counts them. */
static size_t
skip_markers(const struct miner *miner, size_t at, size_t to, size_t *n)
{
	struct piece word;

	for (*n = 0; *n < MARKERS_MAX; ++*n) {
		at = skip_quotes_and_spaces(miner->s, at, to);
		if (!word_at(miner->s, at, to, &word) ||
		    !is_marker(miner->s, word))
			break;
		at = word.to;
	}
	if (*n > 0 && at < to && miner->s[at] == ':')
		at++;
	return skip_quotes_and_spaces(miner->s, at, to);
}

static bool
same_word(const char *s, struct piece a, struct piece b)
{
	struct tc_word_forms x, y;

	tc_word_forms(s + a.from, a.to - a.from, &x);
	tc_word_forms(s + b.from, b.to - b.from, &y);
	return x.canonical_len == y.canonical_len &&
	    memcmp(x.canonical, y.canonical, x.canonical_len) == 0;
}

/*
 * What stands between the abbreviation and the closing parenthesis must stand
 * before the opening one, too: "Ủy ban nhân dân cấp tỉnh (UBND cấp tỉnh)".
 * *at moves from the parenthesis to the end of the expansion.
 */
static bool
skip_tail(const struct miner *miner, size_t from, size_t to, size_t *at)
{
	struct piece tail[TAIL_MAX], word;
	size_t n = 0;

	if (from < to && miner->s[from] == '.') /* U.B.N.D. */
		from++;
	from = skip_quotes_and_spaces(miner->s, from, to);
	while (n < TAIL_MAX && word_at(miner->s, from, to, &tail[n]))
		from = skip_quotes_and_spaces(miner->s, tail[n++].to, to);
	if (from == to || miner->s[from] != ')')
		return false;
	while (n > 0) {
		if (!word_before(miner->s, *at, reach_back(*at), &word) ||
		    !same_word(miner->s, word, tail[--n]))
			return false;
		*at = word.from;
	}
	return true;
}

/* "... words (ABBR)", "... words (sau đây gọi tắt là ABBR)" */
static enum tc_status
mine_inside(const struct miner *miner, size_t open, bool *done)
{
	size_t to = reach_on(miner, open), at = open + 1, end = open, n, from;
	struct abbrev abbrev;
	struct piece word;

	at = skip_markers(miner, at, to, &n);
	if (!read_abbrev(miner->s, at, to, &abbrev))
		return TC_OK;
	*done = true;
	if (!skip_tail(miner, abbrev.at.to, to, &end)) {
		end = open;
		if (n == 0)
			return TC_OK;
	}
	if (!align(&abbrev, miner->s, end, reach_back(end), false, &from) ||
	    !word_before(miner->s, end, from, &word))
		return TC_OK;
	return report(miner, &abbrev, (struct piece){from, word.to});
}

/* "ABBR (words)" */
static enum tc_status
mine_outside(const struct miner *miner, size_t open)
{
	const char *s = miner->s;
	size_t close = open + 1, from = open, to = open, first;
	size_t reach = reach_on(miner, close);
	struct abbrev abbrev;
	struct piece word;

	while (to > 0 && open - to < 2 && s[to - 1] == ' ')
		to--;
	for (from = to; from > 0 && to - from < (size_t)4 * INITIALS_MAX &&
	     s[from - 1] != ' ' && s[from - 1] != '\n' && s[from - 1] != '(';)
		from--;
	if (!read_abbrev(s, from, to, &abbrev) || abbrev.at.to != to)
		return TC_OK;
	while (close < reach && !is_one_of(s[close], "()\n"))
		close++;
	if (close == reach || s[close] != ')' ||
	    !align(&abbrev, s, close, open + 1, true, &first) ||
	    !word_before(s, close, open + 1, &word))
		return TC_OK;
	/* Nothing but words: no quotes, no full stops. */
	if (skip_quotes_and_spaces(s, open + 1, close) != first)
		return TC_OK;
	return report(miner, &abbrev, (struct piece){first, word.to});
}

static enum tc_status
mine_parenthesis(const struct miner *miner, size_t open)
{
	bool done = false;
	enum tc_status status = mine_inside(miner, open, &done);

	return status == TC_OK && !done ? mine_outside(miner, open) : status;
}

/* Back over ", sau đây được viết": to where the expansion must end. */
static size_t
before_markers(const struct miner *miner, size_t at)
{
	const char *s = miner->s;
	struct piece word;
	size_t n;

	for (n = 0; n <= MARKERS_MAX; n++) {
		while (at > 0 && is_one_of(s[at - 1], " ,"))
			at--;
		if (!word_before(s, at, reach_back(at), &word) ||
		    word.to != at || !is_marker(s, word))
			break;
		at = word.from;
	}
	return at;
}

/* "... words, sau đây viết tắt là ABBR"; not in parentheses, see above. */
static enum tc_status
mine_short(const struct miner *miner, size_t at)
{
	size_t to = reach_on(miner, at), end, n, from;
	struct abbrev abbrev;
	struct piece word;

	end = before_markers(miner, at);
	at = skip_markers(miner, at, to, &n);
	if (n == 0 || n > 2 || !read_abbrev(miner->s, at, to, &abbrev) ||
	    !align(&abbrev, miner->s, end, reach_back(end), false, &from) ||
	    !word_before(miner->s, end, from, &word))
		return TC_OK;
	return report(miner, &abbrev, (struct piece){from, word.to});
}

/* Call mine at each place where the text has this sign. */
static enum tc_status
mine_at(const struct miner *miner, const char *sign,
    enum tc_status mine(const struct miner *, size_t))
{
	const char *end = miner->s + miner->len, *at = miner->s;
	size_t len = strlen(sign);
	enum tc_status status = TC_OK;

	while (status == TC_OK &&
	    (at = memmem(at, (size_t)(end - at), sign, len)) != NULL) {
		status = mine(miner, (size_t)(at - miner->s));
		at += len;
	}
	return status;
}

enum tc_status
tc_abbrev_mine(const char *s, size_t len, tc_abbrev_found_fn found, void *arg,
    struct tc_error *err)
{
	const struct miner miner = {s, len, found, arg, err};
	enum tc_status status = mine_at(&miner, "(", mine_parenthesis);

	return status == TC_OK ? mine_at(&miner, "tắt", mine_short) : status;
}
