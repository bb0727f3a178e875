/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drawing by ncurses. */
#include "screen.h"

#include <string.h>
#include <tracuu/display.h>
#include <tracuu/message.h>

/* Before it: the libraries' headers have macros of common names. */
#define NCURSES_NOMACROS
#define NCURSES_WIDECHAR 1
#include <curses.h>

/* From here on facets stand beside the hits. */
#define WIDE 100
#define FACET_COLUMNS 34

/* The prompt, the suggestions; the help. */
#define TOP_ROWS 2
#define BOTTOM_ROWS 1

/* What is said of the answer has a third of the screen, and so many rows at
 * least; how many there are is its last line. */
#define HEADING_SHARE 3
#define HEADING_ROWS 3

/* Marks on one letter that are drawn. */
#define LETTER_MAX 8

static bool
is_wide(void)
{
	return COLS >= WIDE;
}

size_t
tc_screen_rows(void)
{
	int rows = LINES - TOP_ROWS - BOTTOM_ROWS;

	return rows > 1 ? (size_t)rows : 1;
}

size_t
tc_screen_columns(void)
{
	return COLS > 2 ? (size_t)COLS : 2;
}

size_t
tc_screen_list_columns(void)
{
	return tc_screen_columns() - (is_wide() ? FACET_COLUMNS : 0);
}

static const char *
string_of(const json_t *json, const char *name)
{
	const char *s = json_string_value(json_object_get(json, name));

	return s != NULL ? s : "";
}

size_t
tc_screen_hits(const struct tc_screen *screen)
{
	return json_array_size(json_object_get(screen->answer, "hits"));
}

size_t
tc_screen_facets(const struct tc_screen *screen)
{
	return json_array_size(json_object_get(screen->answer, "facets"));
}

const json_t *
tc_screen_hit(const struct tc_screen *screen, size_t i)
{
	return json_array_get(json_object_get(screen->answer, "hits"), i);
}

/* The escapes of cli/page.c; anything else that begins so cannot be there. */
static size_t
read_escape(const char *s, attr_t *style)
{
	const char *end = strchr(s, 'm');

	if (end == NULL)
		return 1;
	if (strncmp(s, "\033[1;33m", 7) == 0)
		*style = A_BOLD | COLOR_PAIR(1);
	else if (strncmp(s, "\033[1m", 4) == 0)
		*style = A_BOLD;
	else if (strncmp(s, "\033[2m", 4) == 0)
		*style = A_DIM;
	else
		*style = A_NORMAL;
	return (size_t)(end - s) + 1;
}

/* Put one letter with its marks. */
static void
put_letter(const char *s, size_t len, attr_t style)
{
	wchar_t letter[LETTER_MAX + 1];
	size_t i, n = 0;
	cchar_t cell;
	uint32_t c;

	for (i = 0; i < len && n < LETTER_MAX;) {
		i += tc_display_next(s + i, len - i, &c);
		letter[n++] = tc_display_width(c) < 0 ? L' ' : (wchar_t)c;
	}
	letter[n] = L'\0';
	/* A mark without a letter has no cell. */
	if (setcchar(&cell, letter, style & A_ATTRIBUTES, PAIR_NUMBER(style),
		NULL) == OK)
		add_wch(&cell);
}

/* Put a text of one row into so many columns; more is cut. */
static void
put_text(
    int row, int column, size_t columns, const char *s, size_t len, attr_t base)
{
	attr_t style = A_NORMAL;
	size_t i, n, width, used = 0;

	if (row < 0 || row >= LINES || move(row, column) == ERR)
		return;
	for (i = 0; i < len; i += n) {
		if (s[i] == '\033') {
			n = read_escape(s + i, &style);
			continue;
		}
		n = tc_display_cluster(s + i, len - i);
		width = tc_display_columns(s + i, n);
		if (used + width > columns)
			break;
		put_letter(s + i, n, style | base);
		used += width;
	}
	for (; base != A_NORMAL && used < columns; used++)
		put_letter(" ", 1, base);
}

static void
put_string(int row, int column, size_t columns, const char *s, attr_t base)
{
	put_text(row, column, columns, s, strlen(s), base);
}

/* Rows of a text; the last line end ends no row. */
static size_t
count_rows(const char *s)
{
	size_t rows = 0;

	for (; *s != '\0'; rows++)
		s += strcspn(s, "\n") + (s[strcspn(s, "\n")] == '\n');
	return rows;
}

/* The text of one row, *len bytes; NULL behind the last. */
static const char *
find_row(const char *s, size_t row, size_t *len)
{
	for (; row > 0 && *s != '\0'; row--)
		s += strcspn(s, "\n") + (s[strcspn(s, "\n")] == '\n');
	*len = strcspn(s, "\n");
	return *s != '\0' ? s : NULL;
}

/* Put rows of a text below one another; returns how many there were. */
static size_t
put_rows(size_t at, size_t columns, const char *s, size_t most, attr_t first)
{
	size_t rows, len;

	for (rows = 0; *s != '\0' && rows < most; rows++) {
		len = strcspn(s, "\n");
		put_text((int)(at + rows), 0, columns, s, len,
		    rows == 0 ? first : A_NORMAL);
		s += len + (s[len] == '\n');
	}
	return rows;
}

static void
draw_prompt(const struct tc_screen *screen, size_t *column)
{
	const char *prompt = tc_message("Search: ");
	size_t width = tc_display_columns(prompt, strlen(prompt));
	size_t from, room = tc_screen_columns() - width;

	tc_line_window(&screen->line, room, &from, column);
	put_string(0, 0, width, prompt, A_BOLD);
	put_string(0, (int)width, room, tc_buf_str(&screen->line.text) + from,
	    A_NORMAL);
	*column += width;
}

static void
draw_suggestions(const struct tc_screen *screen)
{
	const json_t *of = json_object_get(screen->answer, "suggestions");
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	if (json_array_size(of) > 0)
		tc_buf_printf(&text, "Tab: ");
	for (i = 0; i < json_array_size(of); i++)
		tc_buf_printf(&text, "%s%s", i > 0 ? " · " : "",
		    json_string_value(json_array_get(of, i)));
	put_string(1, 0, tc_screen_columns(), tc_buf_str(&text), A_DIM);
	tc_buf_free(&text);
}

static size_t
hit_rows(const struct tc_screen *screen, size_t i)
{
	return count_rows(string_of(tc_screen_hit(screen, i), "text"));
}

/* Begin the list so that what is selected is whole on the screen. */
static void
follow_selected(struct tc_screen *screen, size_t room)
{
	size_t i, rows = 0;

	if (screen->first > screen->selected)
		screen->first = screen->selected;
	for (i = screen->selected + 1; i-- > screen->first;) {
		rows += hit_rows(screen, i);
		if (rows > room && i < screen->selected) {
			screen->first = i + 1;
			break;
		}
	}
}

static size_t
heading_rows(size_t all)
{
	size_t share = all / HEADING_SHARE;
	size_t rows = share > HEADING_ROWS ? share : HEADING_ROWS;

	return rows < all ? rows : all;
}

static void
draw_list(struct tc_screen *screen)
{
	const char *heading = string_of(screen->answer, "heading");
	size_t columns = tc_screen_list_columns(), all = tc_screen_rows();
	size_t rows, i;

	rows =
	    put_rows(TOP_ROWS, columns, heading, heading_rows(all), A_NORMAL);
	follow_selected(screen, all - rows);
	for (i = screen->first; i < tc_screen_hits(screen) && rows < all; i++)
		rows += put_rows(TOP_ROWS + rows, columns,
		    string_of(tc_screen_hit(screen, i), "text"), all - rows,
		    i == screen->selected ? A_REVERSE : A_NORMAL);
}

static void
draw_facet(const struct tc_screen *screen, size_t i, int row, int column)
{
	const json_t *facet =
	    json_array_get(json_object_get(screen->answer, "facets"), i);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	bool selected = screen->focus == TC_FOCUS_FACETS && i == screen->facet;

	tc_buf_printf(&text, "%s %s (%s%" JSON_INTEGER_FORMAT ")",
	    json_is_true(json_object_get(facet, "chosen")) ? "[x]" : "[ ]",
	    string_of(facet, "value"),
	    json_is_true(json_object_get(facet, "exact")) ? "" : "~",
	    json_integer_value(json_object_get(facet, "n")));
	put_string(row, column, FACET_COLUMNS - 1, tc_buf_str(&text),
	    selected ? A_REVERSE : A_NORMAL);
	tc_buf_free(&text);
}

/* Facets with a title above each; the one in hand is on the screen. */
static void
draw_facets(const struct tc_screen *screen)
{
	const json_t *facets = json_object_get(screen->answer, "facets");
	int column = is_wide() ? COLS - FACET_COLUMNS + 1 : 0;
	size_t all = tc_screen_rows(), row = 0, skipped = 0, i;
	const char *title = "", *own;

	if (screen->facet + 6 > all)
		skipped = screen->facet + 6 - all;
	for (i = skipped; i < json_array_size(facets) && row < all; i++) {
		own = string_of(json_array_get(facets, i), "title");
		if (strcmp(own, title) != 0)
			put_string((int)(TOP_ROWS + row++), column,
			    FACET_COLUMNS - 1, own, A_BOLD);
		title = own;
		if (row < all)
			draw_facet(screen, i, (int)(TOP_ROWS + row++), column);
	}
}

size_t
tc_screen_document_rows(const struct tc_screen *screen)
{
	return count_rows(string_of(screen->document, "text"));
}

size_t
tc_screen_next_mark(const struct tc_screen *screen, bool before)
{
	const char *text = string_of(screen->document, "text"), *at, *mark;
	size_t row = 0, found = screen->row, len;

	for (at = text; *at != '\0'; row++) {
		len = strcspn(at, "\n");
		mark = memmem(at, len, "\033[1;33m", 7);
		if (mark != NULL && before && row < screen->row)
			found = row;
		if (mark != NULL && !before && row > screen->row)
			return row;
		at += len + (at[len] == '\n');
	}
	return found;
}

static void
draw_document(const struct tc_screen *screen)
{
	size_t len, all = tc_screen_rows() + TOP_ROWS;
	const char *at =
	    find_row(string_of(screen->document, "text"), screen->row, &len);

	if (at != NULL)
		put_rows(0, tc_screen_columns(), at, all, A_NORMAL);
}

static const char *
help_of(const struct tc_screen *screen)
{
	switch (screen->focus) {
	case TC_FOCUS_FACETS:
		return tc_message("Up/Down choose  Enter only these  Del all "
				  "again  F2/Esc back");
	case TC_FOCUS_DOCUMENT:
		return tc_message(
		    "Up/Down PgUp/PgDn scroll  n/p next, previous "
		    "mark  o open  q/Esc back");
	case TC_FOCUS_LIST:
		break;
	}
	return tc_message("Up/Down choose  Enter read  Ctrl-O open  Tab "
			  "complete  F2 filter  F4 order  Esc clear, leave");
}

static void
draw_bottom(const struct tc_screen *screen)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	if (screen->message[0] != '\0')
		tc_buf_puts(&text, screen->message);
	else
		tc_buf_printf(&text, "%s%s%s",
		    screen->waiting ? tc_message("searching ...  ") : "",
		    screen->focus == TC_FOCUS_LIST ? screen->sort : "",
		    help_of(screen));
	put_string(
	    LINES - 1, 0, tc_screen_columns(), tc_buf_str(&text), A_REVERSE);
	tc_buf_free(&text);
}

void
tc_screen_draw(struct tc_screen *screen)
{
	size_t column = 0;

	erase();
	if (screen->focus == TC_FOCUS_DOCUMENT) {
		draw_document(screen);
	} else {
		draw_prompt(screen, &column);
		draw_suggestions(screen);
		if (is_wide() || screen->focus == TC_FOCUS_LIST)
			draw_list(screen);
		if (is_wide() || screen->focus == TC_FOCUS_FACETS)
			draw_facets(screen);
	}
	draw_bottom(screen);
	curs_set(screen->focus == TC_FOCUS_LIST);
	move(0, (int)column);
	refresh();
}
