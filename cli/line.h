/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line that is being typed. */
#ifndef TC_CLI_LINE_H
#define TC_CLI_LINE_H

#include <stdbool.h>
#include <stdint.h>
#include <tracuu/buf.h>

/*
 * UTF-8 with a cursor, which moves by letters as they are seen: a letter and
 * the marks that are laid over it are one, however they were typed.
 */
struct tc_line {
	struct tc_buf text;
	size_t cursor; /* byte, at the edge of a letter */
};

void tc_line_begin(struct tc_line *line);
void tc_line_end(struct tc_line *line);

/* Put a character in at the cursor; false for what cannot be typed. */
bool tc_line_type(struct tc_line *line, uint32_t c);

/* Take another text instead, the cursor at its end. */
void tc_line_take(struct tc_line *line, const char *text);

/* Each returns whether the text changed. */
bool tc_line_erase_before(struct tc_line *line);
bool tc_line_erase_after(struct tc_line *line);
bool tc_line_erase_word(struct tc_line *line); /* before the cursor */
bool tc_line_erase_all(struct tc_line *line);

void tc_line_left(struct tc_line *line);
void tc_line_right(struct tc_line *line);
void tc_line_home(struct tc_line *line);
void tc_line_to_end(struct tc_line *line);

/*
 * The part that is shown in so many columns (at least 2), which has the cursor
 * in it: from byte *from on, the cursor *column columns in.
 */
void tc_line_window(
    const struct tc_line *line, size_t columns, size_t *from, size_t *column);

#endif
