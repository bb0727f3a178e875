/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting the marks of one word on the letters of another: cong + o is công.
 */
#include <tracuu/text.h>

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "letter.h"
#include "syllable.h"

/* Longer words are foreign. */
#define LETTERS_MAX 16

/* A word letter by letter, and the marks that are still to be put on. */
struct marking {
	uint32_t letter[LETTERS_MAX]; /* small, with the marks so far */
	bool capital[LETTERS_MAX];
	size_t n;
	const char *marks;
	size_t marks_n;
	enum tc_tone tone;
};

static bool
read_letters(struct marking *marking, const char *s, size_t len)
{
	size_t i = 0;
	UChar32 c;

	while (i < len) {
		struct tc_letter letter;

		U8_NEXT((const uint8_t *)s, i, len, c);
		letter = tc_letter_of(c < 0 ? 0 : (uint32_t)c);
		if (letter.lower == 0 || marking->n == LETTERS_MAX)
			return false;
		marking->capital[marking->n] = u_isupper(c);
		marking->letter[marking->n++] = (uint32_t)letter.base;
	}
	return marking->n > 0;
}

/* The tone is the last of the marks. */
static void
read_tone(struct marking *marking)
{
	static const char keys[] = "sfrxj"; /* as in enum tc_tone, from 1 */
	const char *key;

	marking->tone = TC_LEVEL;
	if (marking->marks_n == 0)
		return;
	key = strchr(keys, marking->marks[marking->marks_n - 1]);
	if (key == NULL || *key == '\0')
		return;
	marking->tone = (enum tc_tone)(key - keys + 1);
	marking->marks_n--;
}

/* The letter that a key makes of a plain one, or 0. */
static uint32_t
press(uint32_t letter, char key)
{
	enum tc_mark mark = TC_PLAIN;
	uint32_t made;

	if (key == 'd' && letter == 'd')
		mark = TC_STROKE;
	else if (key == 'w')
		mark = letter == 'a' ? TC_BREVE : TC_HORN;
	else if ((uint32_t)key == letter)
		mark = TC_HAT;
	if (mark == TC_PLAIN)
		return 0;
	made = tc_letter_with_mark(letter, mark);
	return made != letter ? made : 0;
}

/*
 * Where the tone goes the spelling rules say. They write i for y, which the
 * word need not: kỹ stays kỹ.
 */
static bool
put_tone(struct marking *marking, bool syllable)
{
	uint32_t canonical[LETTERS_MAX];
	size_t i, vowel = LETTERS_MAX;

	for (i = 0; i < marking->n; i++) {
		if (tc_letter_is_vowel(marking->letter[i]))
			vowel = i;
	}
	memcpy(canonical, marking->letter, sizeof(canonical));
	if (vowel < LETTERS_MAX)
		canonical[vowel] =
		    tc_letter_with_tone(canonical[vowel], marking->tone);
	else if (marking->tone != TC_LEVEL)
		return false;
	if (syllable && !tc_syllable_canonical(canonical, marking->n))
		return false;
	for (i = 0; i < marking->n; i++) {
		enum tc_tone tone =
		    (enum tc_tone)tc_letter_of(canonical[i]).tone;

		marking->letter[i] =
		    tc_letter_with_tone(marking->letter[i], tone);
	}
	return true;
}

/*
 * Put the marks from number `used` on the letters from `at`. A key may go to
 * several letters (w: hoặc has it on a, not on o): the first way that makes a
 * syllable is right, and each of the few ways is tried.
 */
static bool
put_marks(struct marking *marking, size_t at, size_t used, bool syllable)
{
	struct marking with = *marking;

	if (used == marking->marks_n)
		return put_tone(marking, syllable);
	if (at == marking->n)
		return false;
	with.letter[at] = press(marking->letter[at], marking->marks[used]);
	if (with.letter[at] != 0 &&
	    put_marks(&with, at + 1, used + 1, syllable)) {
		*marking = with;
		return true;
	}
	return put_marks(marking, at + 1, used, syllable);
}

bool
tc_text_put_marks(const char *word, size_t len, const char *marks,
    size_t marks_len, struct tc_buf *out)
{
	struct marking marking = {.marks = marks, .marks_n = marks_len};
	char s[U8_MAX_LENGTH];
	size_t i, n;

	if (!read_letters(&marking, word, len))
		return false;
	read_tone(&marking);
	if (!put_marks(&marking, 0, 0, true) &&
	    !put_marks(&marking, 0, 0, false))
		return false;
	for (i = 0; i < marking.n; i++) {
		UChar32 c = (UChar32)marking.letter[i];

		n = 0;
		if (marking.capital[i])
			c = u_toupper(c);
		U8_APPEND_UNSAFE((uint8_t *)s, n, c);
		tc_buf_put(out, s, n);
	}
	return true;
}
