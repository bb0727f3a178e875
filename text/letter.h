/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The letters of Vietnamese: base letter, mark on the letter, tone. */
#ifndef TC_TEXT_LETTER_H
#define TC_TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

/* The mark that makes another letter: a ă â, o ô ơ, d đ. */
enum tc_mark { TC_PLAIN, TC_BREVE, TC_HAT, TC_HORN, TC_STROKE };

/* The tone of the syllable: ma má mà mả mã mạ. */
enum tc_tone { TC_LEVEL, TC_SAC, TC_HUYEN, TC_HOI, TC_NGA, TC_NANG };

struct tc_letter {
	uint16_t lower; /* code point of the small letter; 0: not Vietnamese */
	char base;	/* ASCII, small */
	uint8_t mark;	/* enum tc_mark */
	uint8_t tone;	/* enum tc_tone */
};

/*
 * What letter a code point is. Letters of ASCII are letters too, f j w z
 * included (they stand in foreign words and in Telex). Anything else gives
 * lower == 0.
 */
struct tc_letter tc_letter_of(uint32_t c);

/* The small letter with that tone, such as (ê, TC_NANG) -> ệ; c when none. */
uint32_t tc_letter_with_tone(uint32_t c, enum tc_tone tone);

/* The small letter with that mark, its tone kept: (á, TC_HAT) -> ấ; else c. */
uint32_t tc_letter_with_mark(uint32_t c, enum tc_mark mark);

/* Is it one of a ă â e ê i o ô ơ u ư y, with any tone? */
bool tc_letter_is_vowel(uint32_t c);

#endif
