/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What of a query is enclosed: in quotes, in braces, in brackets. People use
 * brackets as in any text, "(sửa đổi)", so that one is syntax only where it
 * stands free and has its other half.
 */
#include "syntax.h"

#include <string.h>

size_t
tc_syntax_quote(const char *s, size_t len)
{
	if (len > 0 && s[0] == '"')
		return 1;
	if (len >= 3 &&
	    (memcmp(s, "\xE2\x80\x9C", 3) == 0 || /* U+201C */
		memcmp(s, "\xE2\x80\x9D", 3) == 0 ||
		memcmp(s, "\xE2\x80\x9E", 3) == 0))
		return 3;
	return 0;
}

static size_t
count(const char *s, size_t len, size_t at, char c)
{
	size_t n = 0;

	while (at + n < len && s[at + n] == c)
		n++;
	return n;
}

/* What stands in the braces at s[at], whatever is around them. */
static struct tc_enclosed
in_braces(const char *s, size_t len, size_t at)
{
	size_t n = count(s, len, at, '{'), end, from = at + n;

	for (end = from; n > 0 && end + n <= len; end++) {
		if (count(s, end + n, end, '}') == n)
			return (struct tc_enclosed){from, end, end + n};
	}
	return (struct tc_enclosed){0, 0, 0};
}

struct tc_enclosed
tc_enclosed_quoted(const char *s, size_t len, size_t at)
{
	struct tc_enclosed inside;
	size_t from, quote;

	from = at + tc_syntax_quote(s + at, len - at);
	inside = in_braces(s, len, from);
	quote = tc_syntax_quote(s + inside.end, len - inside.end);
	if (inside.end > 0 && quote > 0) {
		inside.end += quote;
		return inside;
	}
	for (at = from; at < len; at++) {
		quote = tc_syntax_quote(s + at, len - at);
		if (quote > 0)
			return (struct tc_enclosed){from, at, at + quote};
	}
	return (struct tc_enclosed){0, 0, 0};
}

/* Does what is enclosed end before s[at]? */
static bool
ends_before(const char *s, size_t len, size_t at)
{
	return at >= len || strchr(" ,;)", s[at]) != NULL ||
	    tc_syntax_quote(s + at, len - at) > 0;
}

struct tc_enclosed
tc_enclosed_braced(const char *s, size_t len, size_t at)
{
	static const struct tc_enclosed none = {0, 0, 0};
	struct tc_enclosed inside;

	if (s[at] != '{' || (at > 0 && strchr(" (-:", s[at - 1]) == NULL))
		return none;
	inside = in_braces(s, len, at);
	if (inside.end > 0 && inside.end < len && s[inside.end] == '*')
		inside.end++; /* {word}* is word* */
	return ends_before(s, len, inside.end) ? inside : none;
}

/*
 * Brackets
 */

static bool
may_group(const char *s, size_t len, size_t at)
{
	static const char ends[] = ",.;:?!*";

	/* An opening one stands free: "đai(sửa đổi)" is no group. */
	if (s[at] == '(')
		return at == 0 || strchr(" (-:", s[at - 1]) != NULL;
	for (at++; at < len && strchr(ends, s[at]) != NULL; at++)
		;
	return at >= len || s[at] == ' ' || s[at] == ')' ||
	    tc_syntax_quote(s + at, len - at) > 0;
}

/* The brackets that are open: those of groups, and those inside a word. */
struct open {
	size_t at[TC_BRACKETS_MAX], depth, inside;
};

static void
take_bracket(
    uint8_t *roles, const char *s, size_t len, struct open *open, size_t i)
{
	bool groups = may_group(s, len, i);
	size_t from;

	if (s[i] == '(') {
		if (!groups)
			open->inside++;
		else if (open->depth++ < TC_BRACKETS_MAX)
			open->at[open->depth - 1] = i;
	} else if (open->inside > 0) {
		open->inside--;
	} else if (groups && open->depth > 0 &&
	    open->depth-- <= TC_BRACKETS_MAX) {
		from = open->at[open->depth];
		if (strspn(s + from, " ()") >= i - from)
			return; /* nothing is between them */
		roles[from] = TC_ROLE_OPEN;
		roles[i] = TC_ROLE_CLOSE;
	}
}

void
tc_enclosed_find(uint8_t *roles, const char *s, size_t len)
{
	struct open open = {.depth = 0};
	struct tc_enclosed enclosed;
	size_t i;

	for (i = 0; i < len; i++) {
		enclosed = (struct tc_enclosed){0, 0, 0};
		if (tc_syntax_quote(s + i, len - i) > 0)
			enclosed = tc_enclosed_quoted(s, len, i);
		else if (s[i] == '{')
			enclosed = tc_enclosed_braced(s, len, i);
		if (enclosed.end > 0 && s[i] == '{')
			roles[i] = TC_ROLE_BRACES;
		if (enclosed.end > 0)
			i = enclosed.end - 1;
		else if (s[i] == ' ')
			open.inside = 0;
		else if (s[i] == '(' || s[i] == ')')
			take_bracket(roles, s, len, &open, i);
	}
}
