/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts whose letters outside ASCII are gone. */
#include "legacy_parts.h"

#include <string.h>

#define REPLACEMENT_UTF8 "\xEF\xBF\xBD"

/* Bytes between spaces. */
struct token {
	size_t from, to;
	bool letter, digit;
	bool address; /* of mail or the web */
	bool hole;    /* a sign stands for a letter: ngh?a */
};

static bool
is_letter_byte(char c)
{
	return is_ascii_letter((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Is the byte at i a letter's replacement? A question has its mark at the end.
 */
static bool
is_hole(const char *s, size_t to, size_t i)
{
	return s[i] == '?'
	    ? i + 1 < to && is_letter_byte(s[i + 1])
	    : to - i >= 3 && memcmp(s + i, REPLACEMENT_UTF8, 3) == 0;
}

/* The token after this one; false when there is none. */
static bool
next_token(const char *s, size_t to, struct token *token)
{
	size_t i = token->to;

	while (i < to && (unsigned char)s[i] <= ' ')
		i++;
	*token = (struct token){.from = i};
	for (; i < to && (unsigned char)s[i] > ' '; i++) {
		token->digit |= tc_ascii_is_digit((unsigned char)s[i]);
		token->letter |= is_letter_byte(s[i]);
		token->hole |= is_hole(s, to, i);
		token->address |= s[i] == '@' ||
		    (s[i] == ':' && to - i > 2 && memcmp(s + i, "://", 3) == 0);
	}
	token->to = i;
	token->address |=
	    to - token->from > 4 && memcmp(s + token->from, "www.", 4) == 0;
	return i > token->from;
}

/* Is it made of words, and nothing else? */
static bool
is_wordy(const struct token *token)
{
	return (token->letter || token->hole) && !token->digit &&
	    !token->address;
}

static bool
is_one_of(char c, const char *list)
{
	return c != '\0' && strchr(list, c) != NULL;
}

/* The length of the consonants that begin a syllable: ngh, tr, q. */
static size_t
onset_length(const char *s)
{
	if (s[0] == 'n' && s[1] == 'g')
		return s[2] == 'h' ? 3 : 2;
	if ((s[1] == 'h' && is_one_of(s[0], "cgknpt")) ||
	    (s[0] == 't' && s[1] == 'r'))
		return 2;
	return is_one_of(s[0], "bcdghklmnpqrstvx") ? 1 : 0;
}

/* May a syllable end in this: c, ch, m, n, ng, nh, p, t, or in a vowel? */
static bool
is_coda(const char *s)
{
	if (s[0] == '\0')
		return true;
	if (s[1] == '\0')
		return is_one_of(s[0], "cmnpt");
	return s[2] == '\0' &&
	    ((s[0] == 'c' && s[1] == 'h') ||
		(s[0] == 'n' && is_one_of(s[1], "gh")));
}

/* Count one word, in small letters. */
static void
count_bare_word(struct bareness *bareness, const char *word)
{
	const char *rest = word + onset_length(word);
	size_t vowels = strspn(rest, "aeiouy");

	if (!is_coda(rest + vowels))
		return;
	if (vowels > 0) {
		bareness->shaped++;
		return;
	}
	bareness->bare++;
	if (strlen(word) < 3)
		return;
	bareness->long_bare++;
	if (bareness->first[0] == '\0')
		memcpy(bareness->first, word, strlen(word) + 1);
	else if (strcmp(bareness->first, word) != 0)
		bareness->several = true;
}

/* Count the words of a token; its hyphens and such part them. */
static void
count_bare_token(struct bareness *bareness, const char *s, size_t len)
{
	char word[TC_SYLLABLE_MAX + 1];
	size_t i, n = 0;

	for (i = 0; i <= len; i++) {
		if (i < len && is_letter_byte(s[i])) {
			if (n < TC_SYLLABLE_MAX)
				word[n] = (char)(s[i] | 0x20);
			n++;
			continue;
		}
		bareness->words += n > 1;
		if (n > 1 && n <= TC_SYLLABLE_MAX) {
			word[n] = '\0';
			count_bare_word(bareness, word);
		}
		n = 0;
	}
}

void
tc_legacy_count_bare(
    struct bareness *bareness, const char *s, size_t from, size_t to)
{
	struct token token = {.to = from};

	while (next_token(s, to, &token)) {
		if (!is_wordy(&token))
			continue;
		bareness->holes += token.hole;
		if (token.hole)
			bareness->words++;
		else
			count_bare_token(
			    bareness, s + token.from, token.to - token.from);
	}
}

void
tc_legacy_add_bare(struct bareness *sum, const struct bareness *one)
{
	sum->words += one->words;
	sum->bare += one->bare;
	sum->long_bare += one->long_bare;
	sum->shaped += one->shaped;
	sum->holes += one->holes;
	sum->several |= one->several ||
	    (sum->first[0] != '\0' && one->first[0] != '\0' &&
		strcmp(sum->first, one->first) != 0);
	if (sum->first[0] == '\0')
		memcpy(sum->first, one->first, sizeof(sum->first));
}

/*
 * A third of the words are bare, though not by abbreviations (BCH, TP), and
 * the others could be what was left of syllables.
 */
bool
tc_legacy_is_bare(const struct bareness *bareness)
{
	size_t others = bareness->words - bareness->bare;

	return bareness->words >= OWN_WORDS &&
	    10 * bareness->bare > 3 * bareness->words &&
	    20 * bareness->long_bare >= bareness->words && bareness->several &&
	    4 * bareness->shaped >= bareness->words &&
	    10 * bareness->shaped >= 6 * others;
}

bool
tc_legacy_is_holey(const struct bareness *bareness)
{
	return bareness->words >= OWN_WORDS &&
	    10 * bareness->holes > 3 * bareness->words;
}

void
tc_legacy_put_lost(
    struct tc_buf *out, const char *s, size_t from, size_t to, bool holes_only)
{
	struct token token = {.to = from};
	bool gone, run = false;

	for (; next_token(s, to, &token); from = token.to, run = gone) {
		gone = is_wordy(&token) &&
		    (token.hole || !holes_only || s[token.to - 1] == '?');
		if (!gone || !run)
			tc_buf_put(out, s + from, token.from - from);
		if (!gone)
			tc_buf_put(out, s + token.from, token.to - token.from);
		else if (!run)
			tc_buf_puts(out, REPLACEMENT_UTF8);
	}
	tc_buf_put(out, s + from, to - from);
}
