/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How Vietnamese syllables are spelt. */
#ifndef TC_TEXT_SYLLABLE_H
#define TC_TEXT_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest syllable has 7 letters: nghiêng. */
#define TC_SYLLABLE_MAX 7

/*
 * Rewrite a syllable of n small letters (code points) in its canonical
 * spelling, in place: the tone mark where it belongs, i for y. False, and
 * nothing changed, where the letters are no syllable. A syllable that ends in
 * a stop and carries no tone (cap, hoc) is none, but typed without marks it is
 * one: it is taken.
 */
bool tc_syllable_canonical(uint32_t *letters, size_t n);

/* Are these n small letters a whole syllable, its tone allowed there? */
bool tc_syllable_valid(const uint32_t *letters, size_t n);

/* Are these letters of ASCII a whole syllable once it has its marks? */
bool tc_syllable_folded(const char *folded);

#endif
