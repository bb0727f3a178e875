/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From old encodings to Unicode. */
#include "legacy_parts.h"

#include <unicode/uchar.h>

#include "repair.h"

/* Symbols, and spaces: what Latin-1 has between its letters. */
static bool
is_symbol(uint32_t c)
{
	return c < 0xC0 || c == 0xD7 || c == 0xF7 || c >= 0x2000;
}

/* Could it be a letter, in this encoding or any? */
static bool
is_letter_in(enum tc_encoding encoding, uint32_t c)
{
	return is_ascii_letter(c) ||
	    (c >= 0x80 && tc_legacy_letter(encoding, c) != 0);
}

/* Does the word around the character read as a syllable? */
static bool
is_in_syllable(
    enum tc_encoding encoding, const char *s, size_t from, size_t to, size_t at)
{
	struct word word = {.from = at, .to = at};
	size_t i, n;

	for (i = at, n = 0; i > from && n <= TC_SYLLABLE_MAX; n++) {
		do
			i--;
		while (i > from && ((unsigned char)s[i] & 0xC0) == 0x80);
		if (!is_letter_in(encoding, peek_char(s, to, i)))
			break;
		word.from = i;
	}
	for (i = at, n = 0; i < to && n <= TC_SYLLABLE_MAX; n++) {
		if (!is_letter_in(encoding, next_char(s, to, &i)))
			break;
		word.to = i;
	}
	/* A sign by itself is no word. */
	return word.to - word.from > 3 &&
	    tc_legacy_reads_as(encoding, s, &word) != READS_NOT;
}

/* Signs that the text itself may have, as a byte or typed in another font. */
static bool
is_punctuation(uint32_t c)
{
	return c == NO_BREAK_SPACE || c >= 0x2000 || c < ' ';
}

/* Words of one letter: ô tô is « t« in TCVN3, 5.000 đ is 5.000 ®. */
static bool
is_lone_word(uint32_t letter)
{
	return letter == 0x00E0 || letter == 0x00E1 || letter == 0x00F4 ||
	    letter == 0x00D4 || letter == 0x0111 || letter == 0x1EDF;
}

/*
 * Must a sign that is also a letter of this encoding stay what it is? [at,
 * next) is the sign, before the character before it.
 */
static bool
stays_sign(enum tc_encoding encoding, const char *s, size_t from, size_t to,
    size_t at, uint32_t before)
{
	size_t next = at;
	uint32_t c = next_char(s, to, &next), after = peek_char(s, to, next);
	bool inside = (before != c && is_letter_in(encoding, before)) ||
	    (after != c && is_letter_in(encoding, after));

	/* § 5 is a section; §/c is Đ/c. */
	if (encoding == TC_ENCODING_TCVN3 && c == 0x00A7)
		return tc_ascii_is_digit(after) ||
		    (after == ' ' &&
			tc_ascii_is_digit(peek_char(s, to, next + 1)));
	if (is_lone_word(tc_legacy_letter(encoding, c)) && c != 0x00BD)
		return c == 0x00B7 && before == 0; /* a bullet */
	if ((c == 0x00B0 || c == 0x00BA) &&
	    tc_ascii_is_digit(before)) /* 20°C */
		return true;
	if (is_punctuation(c))
		return !is_in_syllable(encoding, s, from, to, at);
	return !inside;
}

/* Read the word at the end of out. */
static bool
read_out(const struct tc_buf *out, size_t from, struct letters *word)
{
	word->n = 0;
	while (from < out->len) {
		if (!tc_legacy_add_letter(
			word, next_char(out->s, out->len, &from), true))
			return false;
	}
	return word->n > 0;
}

/*
 * TCVN3 has no capitals with tones, and they are shown by another font. Where
 * the letters of ASCII say that a word is in capitals, all of it is: VIÖT.
 */
static bool
is_in_capitals(const struct letters *word)
{
	size_t i, capitals = 0;

	for (i = 0; i < word->n; i++) {
		if (word->letter[i] >= 'a' && word->letter[i] <= 'z')
			return false;
		capitals += word->letter[i] < 0x80;
	}
	return capitals >= 2;
}

/* Is it nh, th (như, thư), or an onset and ng (trng: trưng)? */
static bool
lacks_horn(const struct letters *word, size_t *at)
{
	size_t i, n = word->n;

	for (i = 0; i < n; i++) {
		if (word->letter[i] >= 0x80 ||
		    tc_letter_is_vowel(word->letter[i]))
			return false;
	}
	*at = n;
	if (n == 2 && word->letter[1] == 'h')
		return word->letter[0] == 'n' || word->letter[0] == 't';
	*at = n - 2;
	return n > 2 && word->letter[n - 2] == 'n' &&
	    word->letter[n - 1] == 'g';
}

/*
 * Where a word has lost ư with a soft hyphen: được was đợc; and where the whole
 * text has none, words without any vowel.
 */
static bool
find_horn(const struct letters *word, bool all, size_t *at)
{
	struct letters small = *word;
	size_t i;

	for (i = 0; i < small.n; i++)
		small.letter[i] = lower(small.letter[i]);
	if (all && lacks_horn(&small, at))
		return true;
	*at = tc_legacy_restore_horn(small.letter, small.n);
	return *at < small.n;
}

static void
insert_horn(struct letters *word, size_t at)
{
	size_t i;

	for (i = word->n; i > at; i--)
		word->letter[i] = word->letter[i - 1];
	word->letter[at] = 0x01B0;
	word->n++;
}

/* Finish a word of TCVN3, which stands in out from there. */
static void
finish_word(struct tc_buf *out, size_t from, bool no_horns)
{
	struct letters word;
	bool capitals;
	size_t i, at;

	if (!read_out(out, from, &word))
		return;
	capitals = is_in_capitals(&word);
	if (word.n < COUNT(word.letter) &&
	    find_horn(&word, no_horns && !capitals, &at))
		insert_horn(&word, at);
	tc_buf_cut(out, from);
	for (i = 0; i < word.n; i++)
		append_char(out,
		    capitals ? (uint32_t)u_toupper((UChar32)word.letter[i])
			     : word.letter[i]);
}

/* The letter at *i, or 0 where what stands there stays. */
static uint32_t
decode_letter(const struct decoder *decoder, size_t *i, uint32_t before)
{
	enum tc_encoding encoding = decoder->encoding;
	size_t at = *i;
	uint32_t letter = tc_legacy_match(encoding, decoder->s, decoder->to, i);

	if (letter == 0 || encoding == TC_ENCODING_MOJIBAKE ||
	    tc_legacy_has_pairs(encoding) ||
	    !is_symbol(peek_char(decoder->s, decoder->to, at)) ||
	    !stays_sign(
		encoding, decoder->s, decoder->from, decoder->to, at, before))
		return letter;
	*i = at;
	return 0;
}

void
tc_legacy_decode(struct decoder *decoder)
{
	struct tc_buf *out = decoder->out;
	size_t i = decoder->from, at;
	uint32_t before = 0, c, letter;

	decoder->word = out->len;
	while (i < decoder->to) {
		at = i;
		letter = decode_letter(decoder, &i, before);
		before = next_char(decoder->s, decoder->to, &at);
		c = letter != 0 ? letter : before;
		if (decoder->encoding == TC_ENCODING_TCVN3 && lower(c) == 0)
			finish_word(out, decoder->word, decoder->no_horns);
		if (letter != 0) {
			append_char(out, letter);
		} else {
			tc_buf_put(out, decoder->s + i, at - i);
			i = at;
		}
		if (lower(c) == 0)
			decoder->word = out->len;
	}
	if (decoder->encoding == TC_ENCODING_TCVN3)
		finish_word(out, decoder->word, decoder->no_horns);
}

/* Is there a letter in it that only Unicode has? */
static bool
is_unicode(const char *s, const struct word *word)
{
	size_t i = word->from;
	uint32_t c;

	while (i < word->to) {
		c = next_char(s, word->to, &i);
		if (tc_repair_is_mark(c) || (c > 0xFF && lower(c) != 0))
			return true;
	}
	return false;
}

/*
 * Decode a paragraph that is partly in Unicode. A word that means something
 * either way goes with what is before it: "quy ho¹ch kết cấu ... giao thông".
 */
void
tc_legacy_decode_mixed(struct decoder *decoder)
{
	const char *s = decoder->s;
	size_t i = decoder->from, to = decoder->to;
	struct decoder part = *decoder;
	bool old = true, as_is, decoded;
	enum reading how;
	struct word word;

	for (part.from = i; tc_legacy_next_word(s, to, &i, &word);
	     part.from = word.to) {
		tc_buf_put(part.out, s + part.from, word.from - part.from);
		as_is = tc_legacy_reads_as_is(s, &word);
		how = tc_legacy_reads_as(decoder->encoding, s, &word);
		decoded = how == READS_SAME ? as_is : how != READS_NOT;
		if (word.counts && is_unicode(s, &word))
			old = false;
		else if (word.counts && as_is != decoded)
			old = decoded;
		part.from = word.from;
		part.to = word.to;
		if (old)
			tc_legacy_decode(&part);
		else
			tc_buf_put(
			    part.out, s + word.from, word.to - word.from);
	}
	tc_buf_put(part.out, s + part.from, to - part.from);
}

void
tc_legacy_decode_eth(struct tc_buf *out, const char *s, size_t from, size_t to)
{
	struct word word;
	size_t i = from, at;
	uint32_t letter;

	while (tc_legacy_next_word(s, to, &i, &word)) {
		if (!word.eth ||
		    (tc_legacy_reads_as(TC_ENCODING_ETH, s, &word) ==
			    READS_NOT &&
			!tc_legacy_is_abbreviation(s, &word)))
			continue;
		for (at = word.from; at < word.to;) {
			tc_buf_put(out, s + from, at - from);
			from = at;
			letter =
			    tc_legacy_match(TC_ENCODING_ETH, s, word.to, &at);
			if (letter != 0) {
				append_char(out, letter);
				from = at;
			} else {
				next_char(s, word.to, &at);
			}
		}
	}
	tc_buf_put(out, s + from, to - from);
}
