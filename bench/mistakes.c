/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mistakes that people make when they type Vietnamese. */
#include <string.h>

#include "../text/letter.h"
#include "letters.h"

/* A word of the text in small letters, and a place in it. */
struct victim {
	struct points *text;
	size_t from, to, at;
	struct dice *dice;
};

static char
base_at(const struct points *text, size_t i)
{
	return tc_letter_of(text->c[i]).base;
}

static bool
other_tone(struct victim *victim)
{
	struct tc_letter letter = tc_letter_of(victim->text->c[victim->at]);
	enum tc_tone tone =
	    (enum tc_tone)(1 + dice_throw(victim->dice, TC_NANG));

	if (letter.tone == TC_LEVEL || tone == letter.tone)
		return false;
	victim->text->c[victim->at] =
	    tc_letter_with_tone(victim->text->c[victim->at], tone);
	return true;
}

/* ư for u, đ for d, â for ă ... */
static bool
other_mark(struct victim *victim)
{
	uint32_t c = victim->text->c[victim->at], other;
	enum tc_mark mark =
	    (enum tc_mark)dice_throw(victim->dice, TC_STROKE + 1);

	if (tc_letter_of(c).mark == TC_PLAIN)
		return false;
	other = tc_letter_with_mark(c, mark);
	if (other == c)
		return false;
	victim->text->c[victim->at] = other;
	return true;
}

static bool
begins(const struct victim *victim, const char *s)
{
	size_t i, n = strlen(s);

	for (i = 0; i < n; i++) {
		if (victim->from + i + 1 >= victim->to ||
		    victim->text->c[victim->from + i] !=
			(uint32_t)(unsigned char)s[i])
			return false;
	}
	return true;
}

static bool
other_sound(struct victim *victim)
{
	static const char *const sounds[][2] = {{"l", "n"}, {"s", "x"},
	    {"tr", "ch"}, {"r", "d"}, {"r", "gi"}, {"d", "gi"}, {"d", "r"}};
	size_t row = dice_throw(victim->dice, 7), i;
	size_t way = dice_throw(victim->dice, 2);
	const char *old = sounds[row][way], *new = sounds[row][1 - way];

	/* n is not the n of ng and nh, gi not that of gì. */
	if (!begins(victim, old) || begins(victim, "ng") ||
	    begins(victim, "nh") || victim->to - victim->from < strlen(old) + 2)
		return false;
	for (i = 0; old[i] != '\0'; i++)
		points_remove(victim->text, victim->from);
	for (i = 0; new[i] != '\0'; i++)
		points_insert(
		    victim->text, victim->from + i, (unsigned char)new[i]);
	return true;
}

static bool
other_key(struct victim *victim)
{
	static const char *const rows[] = {
	    "qwertyuiop", "asdfghjkl", "zxcvbnm"};
	uint32_t c = victim->text->c[victim->at];
	size_t i;

	for (i = 0; i < 3; i++) {
		const char *at = c < 0x80 ? strchr(rows[i], (int)c) : NULL;
		size_t n = strlen(rows[i]), place;

		if (at == NULL || c == 0)
			continue;
		place = (size_t)(at - rows[i]);
		if (place == 0)
			place = 1;
		else if (place + 1 == n || dice_throw(victim->dice, 2) == 0)
			place--;
		else
			place++;
		victim->text->c[victim->at] = (unsigned char)rows[i][place];
		return true;
	}
	return false;
}

static bool
lost(struct victim *victim)
{
	points_remove(victim->text, victim->at);
	return true;
}

static bool
doubled(struct victim *victim)
{
	points_insert(victim->text, victim->at, victim->text->c[victim->at]);
	return true;
}

static bool
swapped(struct victim *victim)
{
	uint32_t *c = victim->text->c + victim->at, kept = c[0];

	if (victim->at + 1 >= victim->to || c[0] == c[1])
		return false;
	c[0] = c[1];
	c[1] = kept;
	return true;
}

static bool
space_lost(struct victim *victim)
{
	struct points *text = victim->text;

	if (victim->to + 1 >= text->n || text->c[victim->to] != ' ' ||
	    base_at(text, victim->to + 1) == 0 ||
	    tc_letter_of(text->c[victim->to + 1]).lower !=
		text->c[victim->to + 1])
		return false;
	points_remove(text, victim->to);
	return true;
}

static bool
space_added(struct victim *victim)
{
	if (victim->at == victim->from)
		return false;
	points_insert(victim->text, victim->at, ' ');
	return true;
}

static bool (*const mistakes[])(struct victim *victim) = {other_tone,
    other_mark, other_sound, other_key, lost, doubled, swapped, space_lost,
    space_added};

#define MISTAKES (sizeof(mistakes) / sizeof(mistakes[0]))

/* Words of at least so many letters, and how often luck is tried. */
#define LETTERS 3
#define TRIES 500

static bool
is_small(const struct points *text, size_t from, size_t to)
{
	for (; from < to; from++) {
		if (tc_letter_of(text->c[from]).lower != text->c[from])
			return false;
	}
	return true;
}

/* The n-th of the words that are long enough and small; counts them. */
static size_t
walk_words(struct victim *victim, size_t stop)
{
	size_t n = 0;

	victim->to = 0;
	while (points_word(victim->text, &victim->from, &victim->to)) {
		if (victim->to - victim->from < LETTERS ||
		    !is_small(victim->text, victim->from, victim->to))
			continue;
		if (n++ == stop)
			return n;
	}
	return n;
}

bool
make_mistake(struct points *text, struct dice *dice)
{
	struct victim victim = {.text = text, .dice = dice};
	size_t n = walk_words(&victim, SIZE_MAX), i;
	size_t kind = dice_throw(dice, MISTAKES);

	for (i = 0; i < TRIES && n > 0; i++) {
		/* Without marks there are none to get wrong. */
		if (i > 0 && i % (TRIES / 5) == 0)
			kind = dice_throw(dice, MISTAKES);
		walk_words(&victim, dice_throw(dice, n));
		victim.at =
		    victim.from + dice_throw(dice, victim.to - victim.from);
		if (mistakes[kind](&victim))
			return true;
	}
	return false;
}
