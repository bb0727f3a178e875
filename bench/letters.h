/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts as code points, and dice: what the makers of query variants share. */
#ifndef TC_BENCH_LETTERS_H
#define TC_BENCH_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>

/* Starts as {0}. Without memory the program ends. */
struct points {
	uint32_t *c;
	size_t n, cap;
};

/* Make room at i, which is at most n, and put c there. */
void points_insert(struct points *text, size_t i, uint32_t c);
void points_add(struct points *text, uint32_t c);
void points_remove(struct points *text, size_t i);

/* Read UTF-8 that tc_text_clean() made, in place of what is there. */
void points_read(struct points *text, const char *s, size_t len);

/* Append code points [from, to) as UTF-8. */
void points_write(
    const struct points *text, size_t from, size_t to, struct tc_buf *out);

/*
 * Find the next word, a run of Vietnamese letters, at *to or later, and set
 * [*from, *to). False when there is none.
 */
bool points_word(const struct points *text, size_t *from, size_t *to);

/* The capital of a small Vietnamese letter, ệ: Ệ; another c stays. */
uint32_t capital_of(uint32_t c);

/* The same numbers on every machine: splitmix64 (Steele et al. 2014). */
struct dice {
	uint64_t state;
};

/* A number below n, which is not 0. */
size_t dice_throw(struct dice *dice, size_t n);

/*
 * Make one typing slip at a random place in a word of three letters or more:
 * two neighbours change places, one is missing or one comes twice. Where all
 * words are shorter it happens in the longest of them, where there are none
 * not at all. [*from, *to) is then the word as it came out.
 */
bool
make_slip(struct points *text, struct dice *dice, size_t *from, size_t *to);

/*
 * Make one mistake of a person in a random word of small letters: another tone
 * or vowel mark, a letter that sounds alike (l and n, s and x, tr and ch, d and
 * gi and r), the key beside it, a letter lost, doubled or changed with its
 * neighbour, a space lost or added. False when none is possible.
 */
bool make_mistake(struct points *text, struct dice *dice);

#endif
