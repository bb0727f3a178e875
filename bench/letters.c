/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts as code points, dice, and typing slips. */
#include "letters.h"

#include <assert.h>
#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../text/letter.h"

/* Shorter words are hit only where there is no longer one. */
#define SLIP_LETTERS 3

void
points_insert(struct points *text, size_t i, uint32_t c)
{
	if (text->n == text->cap) {
		text->cap = text->cap * 2 + 64;
		text->c = reallocarray(text->c, text->cap, sizeof(*text->c));
		if (text->c == NULL)
			err(2, NULL);
	}
	memmove(text->c + i + 1, text->c + i, (text->n - i) * sizeof(*text->c));
	text->c[i] = c;
	text->n++;
}

void
points_add(struct points *text, uint32_t c)
{
	points_insert(text, text->n, c);
}

void
points_remove(struct points *text, size_t i)
{
	text->n--;
	memmove(text->c + i, text->c + i + 1, (text->n - i) * sizeof(*text->c));
}

void
points_read(struct points *text, const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t i = 0, left;
	uint32_t c;

	text->n = 0;
	while (i < len) {
		left = u[i] < 0x80 ? 0 : u[i] < 0xE0 ? 1 : u[i] < 0xF0 ? 2 : 3;
		c = left == 0 ? u[i] : u[i] & (0x3Fu >> left);
		for (i++; left > 0 && i < len; i++, left--)
			c = c << 6 | (u[i] & 0x3F);
		points_add(text, c);
	}
}

static void
put_point(uint32_t c, struct tc_buf *out)
{
	static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
	int left = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;

	tc_buf_putc(out, (char)(lead[left] | c >> (6 * left)));
	while (left-- > 0)
		tc_buf_putc(out, (char)(0x80 | (c >> (6 * left) & 0x3F)));
}

void
points_write(
    const struct points *text, size_t from, size_t to, struct tc_buf *out)
{
	for (; from < to; from++)
		put_point(text->c[from], out);
}

static bool
is_letter(uint32_t c)
{
	return tc_letter_of(c).lower != 0;
}

bool
points_word(const struct points *text, size_t *from, size_t *to)
{
	size_t i = *to;

	while (i < text->n && !is_letter(text->c[i]))
		i++;
	*from = i;
	while (i < text->n && is_letter(text->c[i]))
		i++;
	*to = i;
	return *from < *to;
}

/* Latin-1 has its capitals 32 before, later blocks beside the small letter. */
uint32_t
capital_of(uint32_t c)
{
	uint32_t capital = c < 0x100 ? c - 0x20 : c - 1;

	if (tc_letter_of(c).lower != c || c == 0)
		return c;
	return tc_letter_of(capital).lower == c ? capital : c;
}

size_t
dice_throw(struct dice *dice, size_t n)
{
	uint64_t z = dice->state += UINT64_C(0x9E3779B97F4A7C15);

	assert(n > 0);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (size_t)((z ^ z >> 31) % n);
}

enum slip { SLIP_SWAP, SLIP_DROP, SLIP_DOUBLE, SLIPS };

/* Is there such a slip at i, in the word [from, to)? aa can't be swapped. */
static bool
can_slip(
    const struct points *text, size_t from, size_t to, size_t i, enum slip slip)
{
	if (slip == SLIP_SWAP)
		return i + 1 < to && text->c[i] != text->c[i + 1];
	return slip == SLIP_DOUBLE || to - from > 1;
}

/* How long a word must be: SLIP_LETTERS, or as long as the longest. */
static size_t
least_letters(const struct points *text)
{
	size_t from, to = 0, longest = 0;

	while (points_word(text, &from, &to)) {
		if (to - from > longest)
			longest = to - from;
	}
	return longest < SLIP_LETTERS ? longest : SLIP_LETTERS;
}

/*
 * Count the places for a slip, up to place number `stop`. There [*from, *to) is
 * the word and *at the letter.
 */
static size_t
walk_places(const struct points *text, enum slip slip, size_t stop,
    size_t *from, size_t *to, size_t *at)
{
	size_t i, n = 0, least = least_letters(text);

	*to = 0;
	while (points_word(text, from, to)) {
		for (i = *from; i < *to && *to - *from >= least; i++) {
			if (!can_slip(text, *from, *to, i, slip))
				continue;
			*at = i;
			if (n++ == stop)
				return n;
		}
	}
	return n;
}

static void
slip_at(struct points *text, enum slip slip, size_t i, size_t *to)
{
	uint32_t c = text->c[i];

	if (slip == SLIP_SWAP) {
		text->c[i] = text->c[i + 1];
		text->c[i + 1] = c;
	} else if (slip == SLIP_DROP) {
		points_remove(text, i);
		--*to;
	} else {
		points_insert(text, i, c);
		++*to;
	}
}

bool
make_slip(struct points *text, struct dice *dice, size_t *from, size_t *to)
{
	enum slip slip, possible[SLIPS];
	size_t n = 0, places, at = 0;

	for (slip = 0; slip < SLIPS; slip++) {
		if (walk_places(text, slip, 0, from, to, &at) > 0)
			possible[n++] = slip;
	}
	if (n == 0)
		return false;
	slip = possible[dice_throw(dice, n)];
	places = walk_places(text, slip, SIZE_MAX, from, to, &at);
	walk_places(text, slip, dice_throw(dice, places), from, to, &at);
	slip_at(text, slip, at, to);
	return true;
}
