/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The keys of Telex, VNI and VIQR that type a text. */
#include <tracuu/typing.h>

#include <unicode/utf8.h>

#include "letter.h"
#include "syllable.h"
#include "typing_keys.h"

/* A key that copies the case of its letter: Đ is DD. */
static void
put_key(struct tc_buf *out, char key, bool capital)
{
	tc_buf_putc(
	    out, capital && is_letter(key) ? (char)(key - 'a' + 'A') : key);
}

static char
mark_key(enum tc_typing method, struct tc_letter letter)
{
	static const char vni[] = {0, '8', '6', '7', '9'};
	static const char viqr[] = {0, '(', '^', '+', 'd'};

	if (method == TC_VNI)
		return vni[letter.mark];
	if (method == TC_VIQR)
		return viqr[letter.mark];
	if (letter.mark == TC_HAT || letter.mark == TC_STROKE)
		return letter.base;
	return 'w';
}

struct letter_run {
	const char *s;
	size_t len;
	size_t tones;	   /* letters that carry one */
	enum tc_tone tone; /* the last of them */
	bool capitals;	   /* no small letter among them */
	bool horn_follows; /* Telex: uow makes both letters of ươ */
	enum tc_typing method;
};

/* Where the letters that begin at s end, and what tones they have. */
static size_t
measure_run(const char *s, size_t len, struct letter_run *run)
{
	struct tc_letter letter;
	size_t i = 0, at;
	UChar32 c;

	run->s = s;
	run->tones = 0;
	run->capitals = true;
	for (at = 0; at < len; at = i) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (c < 0 || (letter = tc_letter_of((uint32_t)c)).lower == 0)
			break;
		run->capitals &= letter.lower != c;
		if (letter.tone != TC_LEVEL) {
			run->tone = (enum tc_tone)letter.tone;
			run->tones++;
		}
	}
	return run->len = at;
}

/* Is the ơ of an ươ at s? Then Telex leaves the horn of the ư to it. */
static bool
starts_with_horned_o(const char *s, size_t len)
{
	struct tc_letter letter;
	size_t i = 0;
	UChar32 c = 0;

	if (len > 0)
		U8_NEXT((const uint8_t *)s, i, len, c);
	letter = tc_letter_of(c > 0 ? (uint32_t)c : 0);
	return letter.base == 'o' && letter.mark == TC_HORN;
}

/* Do the letters hold an oo that is no ô, as in xoong? */
static bool
has_literal_oo(const struct letter_run *run)
{
	uint32_t letters[TC_SYLLABLE_MAX];
	bool found = false;
	size_t i = 0, n = 0;
	UChar32 c;

	while (i < run->len && n < TC_SYLLABLE_MAX) {
		U8_NEXT((const uint8_t *)run->s, i, run->len, c);
		letters[n] = tc_letter_of((uint32_t)c).lower;
		found |= n > 0 && letters[n - 1] == 'o' &&
		    tc_letter_with_tone(letters[n], TC_LEVEL) == 'o';
		n++;
	}
	return found && i == run->len && tc_syllable_canonical(letters, n);
}

static void
put_letter_keys(const struct letter_run *run, uint32_t c, const char *rest,
    struct tc_buf *out)
{
	struct tc_letter letter = tc_letter_of(c);
	size_t left = run->len - (size_t)(rest - run->s);
	bool capital = letter.lower != c;
	bool split = run->method == TC_VIQR || run->tones > 1;

	put_key(out, letter.base, capital);
	if (letter.mark != TC_PLAIN &&
	    !(run->method == TC_TELEX && letter.base == 'u' &&
		starts_with_horned_o(rest, left)))
		put_key(out, mark_key(run->method, letter), capital);
	if (split && letter.tone != TC_LEVEL)
		put_key(out, tc_typing_tone_keys[run->method][letter.tone],
		    capital);
}

static void
put_run(const struct letter_run *run, struct tc_buf *out)
{
	bool literal_oo = run->method == TC_TELEX && has_literal_oo(run);
	bool after_o = false;
	struct tc_letter letter;
	size_t i = 0;
	UChar32 c;

	while (i < run->len) {
		U8_NEXT((const uint8_t *)run->s, i, run->len, c);
		letter = tc_letter_of((uint32_t)c);
		put_letter_keys(run, (uint32_t)c, run->s + i, out);
		if (literal_oo && after_o && letter.base == 'o')
			put_key(out, 'o', letter.lower != c);
		after_o = letter.base == 'o';
	}
	if (run->method != TC_VIQR && run->tones == 1)
		put_key(out, tc_typing_tone_keys[run->method][run->tone],
		    run->capitals);
}

void
tc_typing_encode(
    enum tc_typing method, const char *text, size_t len, struct tc_buf *out)
{
	struct letter_run run = {.method = method};
	size_t i = 0, n;

	while (i < len) {
		n = measure_run(text + i, len - i, &run);
		if (n > 0) {
			put_run(&run, out);
			i += n;
		} else {
			tc_buf_putc(out, text[i++]);
		}
	}
}
