/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One mistake away from a word.
 *
 * Costs say how likely a mistake is: tones and vowel marks are mistyped most,
 * then come letters that sound alike somewhere in the country, then neighbours
 * on the keyboard, then anything.
 */
#include "near.h"

#include <stdbool.h>
#include <string.h>

struct near {
	const char *word;
	size_t n;
	tc_near_fn tell;
	void *arg;
};

/* The word with `with` in the place of its letters [from, to). */
static void
replace(const struct near *near, size_t from, size_t to, const char *with,
    double cost)
{
	char other[2 * TC_NEAR_LETTERS];
	size_t n = strlen(with);

	if (from + n + near->n - to == 0 || near->n > TC_NEAR_LETTERS)
		return;
	memcpy(other, near->word, from);
	memcpy(other + from, with, n);
	memcpy(other + from + n, near->word + to, near->n - to);
	other[from + n + near->n - to] = '\0';
	near->tell(near->arg, other, cost);
}

/* Beginnings and ends of syllables that sound alike to many. */
static const char *const beginnings[][4] = {
    {"l", "n", NULL, NULL},
    {"s", "x", NULL, NULL},
    {"tr", "ch", NULL, NULL},
    {"d", "gi", "r", "v"},
    {"g", "gh", NULL, NULL},
    {"ng", "ngh", NULL, NULL},
    {"c", "k", "q", NULL},
    {"h", "qu", NULL, NULL},
};
static const char *const ends[][4] = {
    {"n", "ng", "nh", NULL},
    {"t", "c", "ch", NULL},
    {"i", "y", NULL, NULL},
    {"o", "u", NULL, NULL},
};

/* Does the word begin (end) so, and not with a longer one of any row? */
static bool
has_part(const struct near *near, const char *part, bool at_end)
{
	size_t n = strlen(part);

	if (n >= near->n)
		return false;
	return at_end ? strcmp(near->word + near->n - n, part) == 0
		      : strncmp(near->word, part, n) == 0;
}

static void
try_sounds(const struct near *near, const char *const row[4], bool at_end)
{
	size_t i, k;

	for (i = 0; i < 4 && row[i] != NULL; i++) {
		size_t n = strlen(row[i]);
		size_t from = at_end ? near->n - n : 0;

		if (!has_part(near, row[i], at_end))
			continue;
		for (k = 0; k < 4 && row[k] != NULL; k++) {
			if (k != i)
				replace(near, from, from + n, row[k],
				    TC_NEAR_SOUND);
		}
	}
}

/* Are two keys neighbours? A row is half a key to the right of the one above.
 */
static bool
are_neighbours(char a, char b)
{
	static const char *const rows[] = {
	    "qwertyuiop", "asdfghjkl", "zxcvbnm"};
	int row[2] = {-1, -1}, place[2] = {0, 0}, i;

	for (i = 0; i < 3; i++) {
		const char *at = strchr(rows[i], a), *bt = strchr(rows[i], b);

		if (at != NULL) {
			row[0] = i;
			place[0] = (int)(at - rows[i]);
		}
		if (bt != NULL) {
			row[1] = i;
			place[1] = (int)(bt - rows[i]);
		}
	}
	if (row[0] < 0 || row[1] < 0)
		return false;
	if (row[0] == row[1])
		return place[0] - place[1] == 1 || place[1] - place[0] == 1;
	if (row[0] - row[1] == 1) /* a lies below b */
		return place[1] == place[0] || place[1] == place[0] + 1;
	if (row[1] - row[0] == 1)
		return place[0] == place[1] || place[0] == place[1] + 1;
	return false;
}

static void
try_letters(const struct near *near, size_t i)
{
	const char *word = near->word;
	char letter[2] = "";

	for (letter[0] = 'a'; letter[0] <= 'z'; letter[0]++) {
		/* A letter was lost before this one, or it was another. */
		replace(near, i, i, letter,
		    i > 0 && letter[0] == word[i - 1] ? TC_NEAR_KEY
						      : TC_NEAR_LETTER);
		if (i < near->n && letter[0] != word[i])
			replace(near, i, i + 1, letter,
			    are_neighbours(letter[0], word[i])
				? TC_NEAR_KEY
				: TC_NEAR_LETTER);
	}
}

void
tc_near_words(const char *folded, tc_near_fn tell, void *arg)
{
	struct near near = {folded, strlen(folded), tell, arg};
	char pair[3] = "";
	size_t i;

	for (i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		try_sounds(&near, beginnings[i], false);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		try_sounds(&near, ends[i], true);
	for (i = 0; i < near.n; i++) {
		bool twice = i > 0 && folded[i] == folded[i - 1];

		replace(
		    &near, i, i + 1, "", twice ? TC_NEAR_KEY : TC_NEAR_LETTER);
		pair[0] = folded[i + 1];
		pair[1] = folded[i];
		if (i + 1 < near.n && pair[0] != pair[1])
			replace(&near, i, i + 2, pair, TC_NEAR_KEY);
	}
	for (i = 0; i <= near.n; i++)
		try_letters(&near, i);
}

/* The tone of marks, which is their last key; 0: level. */
static char
tone_of(const char *marks)
{
	size_t n = strlen(marks);

	return n > 0 && strchr("sfrxj", marks[n - 1]) != NULL ? marks[n - 1]
							      : '\0';
}

/* Keys of one that the other has not, tones aside. */
static size_t
count_missing(const char *marks, const char *of)
{
	char rest[TC_NEAR_LETTERS + 1] = "";
	size_t n = 0;
	char *at;

	strncpy(rest, of, TC_NEAR_LETTERS);
	for (; *marks != '\0' && strchr("sfrxj", *marks) == NULL; marks++) {
		if ((at = strchr(rest, *marks)) != NULL)
			*at = ' ';
		else
			n++;
	}
	return n;
}

double
tc_near_marks(const char *typed, const char *meant)
{
	size_t more = count_missing(meant, typed);
	size_t less = count_missing(typed, meant);

	return (tone_of(typed) != tone_of(meant) ? TC_NEAR_TONE : 0) +
	    TC_NEAR_VOWEL * (double)(more > less ? more : less);
}
