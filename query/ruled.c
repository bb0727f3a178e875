/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines that letterheads draw with signs. */
#include "ruled.h"

#include <stdbool.h>
#include <string.h>

/* So many signs are a line. */
#define SIGNS_MIN 3

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

/* The bytes of a sign that lines are drawn with; 0: it is none. */
static size_t
sign_len(const char *s, size_t len)
{
	/* U+2012 to U+2015, U+2500, U+2550 */
	static const char *const dashes[] = {"‒", "–", "—", "―", "─", "═"};
	size_t i;

	if (len > 0 && strchr("-_=*~", s[0]) != NULL && s[0] != '\0')
		return 1;
	for (i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t n = strlen(dashes[i]);

		if (len >= n && memcmp(s, dashes[i], n) == 0)
			return n;
	}
	return 0;
}

/*
 * The end of a run of signs from a byte on, which may have "o0o" in its middle,
 * and how many there are.
 */
static size_t
run_end(const char *text, size_t len, size_t at, size_t *signs)
{
	size_t n, end = at;

	*signs = 0;
	while (at < len) {
		n = sign_len(text + at, len - at);
		if (n == 0 &&
		    (*signs == 0 || strchr("oO0", text[at]) == NULL ||
			text[at] == '\0'))
			break;
		at += n > 0 ? n : 1;
		*signs += n > 0;
		end = n > 0 ? at : end;
	}
	return end;
}

static size_t
skip_spaces(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] == ' ')
		at++;
	return at;
}

size_t
tc_ruled_span(const char *text, size_t len, size_t at)
{
	size_t begin = at, end = at, signs = 0, n;

	if (at > 0 && !is_space(text[at - 1]))
		return 0; /* a word touches it */
	/* One run, or several of one sign each in a line. */
	do {
		size_t next = run_end(text, len, at, &n);

		if (n == 0 || (next < len && !is_space(text[next])) ||
		    (signs > 0 && n > 1))
			break;
		signs += n;
		end = next;
		at = skip_spaces(text, len, next);
	} while (n == 1);
	if (signs < SIGNS_MIN)
		return 0;
	while (end < len && is_space(text[end]))
		end++;
	return end - begin;
}
