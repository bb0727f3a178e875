/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of texts that may be in an old encoding. */
#include "legacy_parts.h"

#include <string.h>
#include <tracuu/text.h>
#include <unicode/uchar.h>

/* Is what follows the rest of a letter of UTF-8 that was read as 1252? */
static bool
is_inside_utf8(uint32_t before, uint32_t before_that)
{
	return (before >= 0xC3 && before <= 0xC6) ||
	    (before_that == 0xE1 && (before == 0xBA || before == 0xBB));
}

static bool
is_separator(uint32_t c)
{
	if (c < 0x80)
		return !is_ascii_letter(c) && !tc_ascii_is_digit(c) &&
		    !tc_legacy_is_control_letter(c);
	return c == NO_BREAK_SPACE || c == 0x2026 || c == 0x2022 ||
	    (c >= 0x2000 && c <= 0x201F) || c == 0x202F || c == 0x3000;
}

bool
tc_legacy_next_word(const char *s, size_t to, size_t *i, struct word *word)
{
	uint32_t c = 0, before = 0, before_that = 0;
	size_t at = *i, chars = 0;
	bool digit = false;

	*word = (struct word){.from = *i};
	while (*i < to) {
		at = *i;
		before_that = before;
		before = c;
		c = next_char(s, to, i);
		if (is_separator(c) && !is_inside_utf8(before, before_that)) {
			if (chars > 0)
				break;
			word->from = at = *i;
			c = 0;
			continue;
		}
		at = *i;
		chars++;
		digit |= tc_ascii_is_digit(c);
		word->counts |= c >= 0x80;
		word->eth |= tc_legacy_letter(TC_ENCODING_ETH, c) != 0;
	}
	word->to = at;
	/* One character by itself (±, ß, à) says nothing. */
	word->counts &= !digit && chars > 1;
	return chars > 0;
}

/*
 * Some TCVN3 texts write À as A and the small letter: Aµ. The letter that both
 * are, or 0.
 */
static uint32_t
merge_capital(uint32_t capital, uint32_t small)
{
	if (tc_letter_of(small).tone == TC_LEVEL ||
	    tc_letter_with_tone(small, TC_LEVEL) != lower(capital))
		return 0;
	return (uint32_t)u_toupper((UChar32)small);
}

size_t
tc_legacy_restore_horn(uint32_t *letters, size_t n)
{
	uint32_t longer[TC_SYLLABLE_MAX + 1];
	size_t i;

	for (i = 0; i < n; i++) {
		if (tc_letter_of(letters[i]).base == 'o' &&
		    tc_letter_of(letters[i]).mark == TC_HORN)
			break;
	}
	if (n >= TC_SYLLABLE_MAX || i == n || tc_syllable_valid(letters, n))
		return n;
	memcpy(longer, letters, i * sizeof(longer[0]));
	longer[i] = 0x01B0;
	memcpy(longer + i + 1, letters + i, (n - i) * sizeof(longer[0]));
	if (!tc_syllable_valid(longer, n + 1))
		return n;
	memcpy(letters, longer, (n + 1) * sizeof(longer[0]));
	return i;
}

bool
tc_legacy_reads_as_is(const char *s, const struct word *word)
{
	size_t i = word->from;
	bool after_small = false;
	uint32_t c, small;

	while (i < word->to) {
		c = next_char(s, word->to, &i);
		small = lower(c);
		if (after_small && small != c && small != 0)
			return false;
		after_small |= small == c;
	}
	return tc_text_is_syllable(s + word->from, word->to - word->from);
}

bool
tc_legacy_add_letter(struct letters *word, uint32_t c, bool tcvn3)
{
	uint32_t *last = word->n > 0 ? &word->letter[word->n - 1] : NULL;
	bool small = lower(c) == c;
	uint32_t merged;

	if (tcvn3 && small && last != NULL && !word->small &&
	    (merged = merge_capital(*last, c)) != 0) {
		*last = merged;
		return true;
	}
	if (lower(c) == 0 || word->n == TC_SYLLABLE_MAX ||
	    (last != NULL && word->small && !small))
		return false;
	word->letter[word->n++] = c;
	word->small = small && !(tcvn3 && tc_letter_of(c).tone != TC_LEVEL);
	return true;
}

/* A word is in one encoding: ñầu is no VNI, though its ñ could be. */
static bool
read_letters(enum tc_encoding encoding, const char *s, const struct word *word,
    struct letters *out)
{
	size_t i = word->from;
	bool unicode = false;
	uint32_t c;

	out->n = 0;
	out->same = true;
	while (i < word->to) {
		c = tc_legacy_match(encoding, s, word->to, &i);
		out->same &= c == 0;
		if (c == 0) {
			c = next_char(s, word->to, &i);
			unicode |= c > 0xFF && encoding != TC_ENCODING_ETH;
		}
		/* “ and such, whose bytes hang on the word */
		if (encoding == TC_ENCODING_MOJIBAKE && c >= 0x2000)
			continue;
		if (!tc_legacy_add_letter(
			out, c, encoding == TC_ENCODING_TCVN3))
			return false;
	}
	return out->same || !unicode;
}

static size_t
toned_letter(const struct letters *word)
{
	size_t i;

	for (i = 0; i < word->n; i++) {
		if (tc_letter_of(word->letter[i]).tone != TC_LEVEL)
			break;
	}
	return i;
}

/* Is the tone where people write it? The new style has hoà, khoẻ, thuỷ. */
static bool
is_placed(const struct letters *word)
{
	struct letters canonical = *word;
	size_t at = toned_letter(word), right;

	if (!tc_syllable_canonical(canonical.letter, canonical.n))
		return false;
	right = toned_letter(&canonical);
	return at == right || (at == right + 1 && at + 1 == word->n);
}

enum reading
tc_legacy_reads_as(
    enum tc_encoding encoding, const char *s, const struct word *word)
{
	struct letters letters;
	size_t i;

	if (!read_letters(encoding, s, word, &letters))
		return READS_NOT;
	if (letters.same)
		return READS_SAME;
	for (i = 0; i < letters.n; i++)
		letters.letter[i] = lower(letters.letter[i]);
	if (tc_syllable_valid(letters.letter, letters.n))
		return is_placed(&letters) ? READS_WELL : READS;
	if (encoding == TC_ENCODING_TCVN3 &&
	    tc_legacy_restore_horn(letters.letter, letters.n) < letters.n)
		return READS;
	return READS_NOT;
}

bool
tc_legacy_is_abbreviation(const char *s, const struct word *word)
{
	size_t i = word->from, vowels = 0;
	uint32_t c;

	while (i < word->to) {
		c = next_char(s, word->to, &i);
		if (lower(c) == c ||
		    (lower(c) == 0 &&
			tc_legacy_letter(TC_ENCODING_ETH, c) != 0x0110))
			return false;
		vowels += tc_letter_is_vowel(c);
	}
	return vowels < 2;
}
