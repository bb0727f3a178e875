/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a heading as a value: to be read without the record. */
#include <tracuu/index.h>

#include <string.h>

#define JOINED ' '
#define APART '\t'
#define END '\n'

/* A heading is a few lines; of longer ones so many bytes are kept. */
#define KEPT_MAX 4096

void
tc_heading_put(struct tc_buf *value, const char *term, size_t len, bool joined)
{
	if (len == 0 || value->len + len >= KEPT_MAX)
		return;
	tc_buf_putc(value, joined ? JOINED : APART);
	tc_buf_put(value, term, len);
}

void
tc_heading_end(struct tc_buf *value)
{
	tc_buf_putc(value, END);
}

static bool
is_separator(char c)
{
	return c == JOINED || c == APART || c == END;
}

bool
tc_heading_next(struct tc_span *value, struct tc_heading_word *word)
{
	const char *s = value->s, *marks;
	size_t to = 1;

	if (value->len == 0)
		return false;
	word->joined = s[0] == JOINED;
	while (to < value->len && !is_separator(s[to]))
		to++;
	value->s += s[0] == END ? 1 : to;
	value->len -= s[0] == END ? 1 : to;
	if (s[0] == END)
		return false;
	marks = memchr(s, TC_MARKS_SEPARATOR, to);
	word->folded.s = s + 1;
	word->folded.len = (marks != NULL ? (size_t)(marks - s) : to) - 1;
	word->marks.s = marks != NULL ? marks + 1 : s + to;
	word->marks.len = (size_t)(s + to - word->marks.s);
	return true;
}
