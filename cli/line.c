/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Editing a line. */
#include "line.h"

#include <string.h>
#include <tracuu/display.h>
#include <tracuu/query.h>

void
tc_line_begin(struct tc_line *line)
{
	*line = (struct tc_line){.text = TC_BUF_INIT(TC_QUERY_MAX)};
	tc_buf_puts(&line->text, "");
}

void
tc_line_end(struct tc_line *line)
{
	tc_buf_free(&line->text);
}

/* Replace [from, to) by a text; the cursor goes behind it. */
static bool
replace(struct tc_line *line, size_t from, size_t to, const char *s, size_t len)
{
	struct tc_buf text = TC_BUF_INIT(line->text.max);

	tc_buf_put(&text, tc_buf_str(&line->text), from);
	tc_buf_put(&text, s, len);
	tc_buf_put(&text, tc_buf_str(&line->text) + to, line->text.len - to);
	if (text.failed || (from == to && len == 0)) {
		tc_buf_free(&text);
		return false;
	}
	tc_buf_free(&line->text);
	line->text = text;
	line->cursor = from + len;
	return true;
}

/* The letter that begins before the cursor. */
static size_t
before(const struct tc_line *line)
{
	const char *s = tc_buf_str(&line->text);
	size_t at = 0, next;

	while ((next = at + tc_display_cluster(s + at, line->text.len - at)) <
	    line->cursor)
		at = next;
	return at;
}

bool
tc_line_type(struct tc_line *line, uint32_t c)
{
	struct tc_buf typed = TC_BUF_INIT(8);
	bool changed = false;

	if (tc_display_width(c) >= 0) {
		tc_buf_put_char(&typed, c);
		changed = replace(
		    line, line->cursor, line->cursor, typed.s, typed.len);
	}
	tc_buf_free(&typed);
	return changed;
}

void
tc_line_take(struct tc_line *line, const char *text)
{
	replace(line, 0, line->text.len, text, strlen(text));
}

bool
tc_line_erase_before(struct tc_line *line)
{
	return replace(line, before(line), line->cursor, "", 0);
}

bool
tc_line_erase_after(struct tc_line *line)
{
	size_t n = tc_display_cluster(tc_buf_str(&line->text) + line->cursor,
	    line->text.len - line->cursor);

	return replace(line, line->cursor, line->cursor + n, "", 0);
}

bool
tc_line_erase_word(struct tc_line *line)
{
	const char *s = tc_buf_str(&line->text);
	size_t at = line->cursor;

	while (at > 0 && s[at - 1] == ' ')
		at--;
	while (at > 0 && s[at - 1] != ' ')
		at--;
	return replace(line, at, line->cursor, "", 0);
}

bool
tc_line_erase_all(struct tc_line *line)
{
	return replace(line, 0, line->text.len, "", 0);
}

void
tc_line_left(struct tc_line *line)
{
	line->cursor = before(line);
}

void
tc_line_right(struct tc_line *line)
{
	line->cursor +=
	    tc_display_cluster(tc_buf_str(&line->text) + line->cursor,
		line->text.len - line->cursor);
}

void
tc_line_home(struct tc_line *line)
{
	line->cursor = 0;
}

void
tc_line_to_end(struct tc_line *line)
{
	line->cursor = line->text.len;
}

void
tc_line_window(
    const struct tc_line *line, size_t columns, size_t *from, size_t *column)
{
	const char *s = tc_buf_str(&line->text);

	*from = 0;
	*column = tc_display_columns(s, line->cursor);
	/* The cursor wants a column of its own behind the text. */
	while (*column + 1 > columns && *from < line->cursor) {
		size_t n = tc_display_cluster(s + *from, line->cursor - *from);

		*column -= tc_display_columns(s + *from, n);
		*from += n;
	}
}
