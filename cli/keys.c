/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interactive mode: what keys do. */
#include "keys.h"

#include <tracuu/message.h>

#include "opener.h"

#define CONTROL(c) ((c)&0x1F)
#define ESCAPE 27

static void
open_selected(struct tc_ui *ui)
{
	const char *address = tc_ui_selected(ui, "opens");
	struct tc_error error;

	if (address[0] == '\0') {
		tc_ui_say(ui, tc_message("this document has no address"));
		return;
	}
	def_prog_mode();
	endwin();
	tc_ui_hold_sizes(false);
	if (tc_open_address(address, &error) == TC_OK)
		tc_ui_say(ui, address);
	else
		tc_ui_say(ui, error.text);
	tc_ui_hold_sizes(true);
	reset_prog_mode();
	clearok(curscr, TRUE);
}

/* Tab takes the suggestions one after the other. */
static void
complete(struct tc_ui *ui)
{
	const json_t *of = json_object_get(ui->screen.answer, "suggestions");
	size_t n = json_array_size(of);
	const char *text;

	if (n == 0)
		return;
	text = json_string_value(json_array_get(of, ui->taken % n));
	tc_line_take(&ui->screen.line, text != NULL ? text : "");
	tc_ui_changed(ui);
}

static void
select_hit(struct tc_ui *ui, long by)
{
	long n = (long)tc_screen_hits(&ui->screen);
	long to = (long)ui->screen.selected + by;

	if (to >= n)
		tc_ui_want_more(ui);
	to = to >= n ? n - 1 : to;
	ui->screen.selected = to > 0 ? (size_t)to : 0;
}

/* Filter by the facet's value in hand, or no longer. */
static void
toggle_facet(struct tc_ui *ui)
{
	const json_t *facet = json_array_get(
	    json_object_get(ui->screen.answer, "facets"), ui->screen.facet);
	const json_t *name = json_object_get(facet, "name");
	const json_t *value = json_object_get(facet, "value");
	json_t *pair = json_pack("[O, O]", name, value);
	size_t i;

	if (pair == NULL)
		return;
	for (i = 0; i < json_array_size(ui->filters); i++) {
		if (json_equal(json_array_get(ui->filters, i), pair))
			break;
	}
	if (i < json_array_size(ui->filters))
		json_array_remove(ui->filters, i);
	else
		json_array_append(ui->filters, pair);
	json_decref(pair);
	tc_ui_changed(ui);
}

static void
key_in_facets(struct tc_ui *ui, bool special, wint_t key)
{
	size_t n = tc_screen_facets(&ui->screen);

	if (special && key == KEY_UP && ui->screen.facet > 0) {
		ui->screen.facet--;
	} else if (special && key == KEY_DOWN && ui->screen.facet + 1 < n) {
		ui->screen.facet++;
	} else if ((special && key == KEY_ENTER) ||
	    (!special && (key == '\r' || key == '\n' || key == ' '))) {
		toggle_facet(ui);
	} else if ((special && (key == KEY_DC || key == KEY_BACKSPACE)) ||
	    (!special && (key == 127 || key == CONTROL('H')))) {
		json_array_clear(ui->filters);
		tc_ui_changed(ui);
	} else if ((special && (key == KEY_F(2) || key == KEY_LEFT)) ||
	    (!special && (key == ESCAPE || key == '\t'))) {
		ui->screen.focus = TC_FOCUS_LIST;
	}
}

static void
scroll_to(struct tc_ui *ui, long row)
{
	long last =
	    (long)tc_screen_document_rows(&ui->screen) - (long)tc_screen_rows();

	row = row > last ? last : row;
	ui->screen.row = row > 0 ? (size_t)row : 0;
}

static void
leave_document(struct tc_ui *ui)
{
	json_decref(ui->screen.document);
	ui->screen.document = NULL;
	ui->screen.focus = TC_FOCUS_LIST;
}

static void
special_in_document(struct tc_ui *ui, wint_t key)
{
	long row = (long)ui->screen.row, page = (long)tc_screen_rows();

	switch (key) {
	case KEY_UP:
		scroll_to(ui, row - 1);
		break;
	case KEY_DOWN:
		scroll_to(ui, row + 1);
		break;
	case KEY_PPAGE:
		scroll_to(ui, row - page);
		break;
	case KEY_NPAGE:
		scroll_to(ui, row + page);
		break;
	case KEY_HOME:
		scroll_to(ui, 0);
		break;
	case KEY_END:
		scroll_to(ui, (long)tc_screen_document_rows(&ui->screen));
		break;
	case KEY_LEFT:
	case KEY_BACKSPACE:
		leave_document(ui);
		break;
	default:
		break;
	}
}

static void
key_in_document(struct tc_ui *ui, bool special, wint_t key)
{
	if (special) {
		special_in_document(ui, key);
		return;
	}
	switch (key) {
	case ' ':
		scroll_to(ui, (long)(ui->screen.row + tc_screen_rows()));
		break;
	case 'n':
	case 'p':
		scroll_to(
		    ui, (long)tc_screen_next_mark(&ui->screen, key == 'p'));
		break;
	case 'o':
	case CONTROL('O'):
		open_selected(ui);
		break;
	case 'q':
	case ESCAPE:
		leave_document(ui);
		break;
	default:
		break;
	}
}

static void
change_sort(struct tc_ui *ui)
{
	tc_ui_sort(ui,
	    ui->sort == TC_SORT_OLDEST ? TC_SORT_RELEVANCE
				       : (enum tc_sort)(ui->sort + 1));
}

/* Esc takes the document back that was asked for, then the filters, then the
 * query, then its leave. */
static void
go_back(struct tc_ui *ui)
{
	if (ui->opening) {
		ui->opening = false;
		ui->screen.waiting = ui->wanted;
	} else if (json_array_size(ui->filters) > 0) {
		json_array_clear(ui->filters);
		tc_ui_changed(ui);
	} else if (tc_line_erase_all(&ui->screen.line)) {
		tc_ui_changed(ui);
	} else {
		ui->done = true;
	}
}

static void
special_in_list(struct tc_ui *ui, wint_t key)
{
	struct tc_line *line = &ui->screen.line;
	bool changed = false;

	switch (key) {
	case KEY_UP:
	case KEY_DOWN:
		select_hit(ui, key == KEY_UP ? -1 : 1);
		break;
	case KEY_PPAGE:
	case KEY_NPAGE:
		select_hit(ui, key == KEY_PPAGE ? -5 : 5);
		break;
	case KEY_LEFT:
		tc_line_left(line);
		break;
	case KEY_RIGHT:
		tc_line_right(line);
		break;
	case KEY_HOME:
		tc_line_home(line);
		break;
	case KEY_END:
		tc_line_to_end(line);
		break;
	case KEY_BACKSPACE:
		changed = tc_line_erase_before(line);
		break;
	case KEY_DC:
		changed = tc_line_erase_after(line);
		break;
	case KEY_ENTER:
		tc_ui_want_document(ui);
		break;
	case KEY_F(2):
		ui->screen.focus = TC_FOCUS_FACETS;
		break;
	case KEY_F(4):
		change_sort(ui);
		break;
	default:
		break;
	}
	if (changed)
		tc_ui_changed(ui);
}

static void
key_in_list(struct tc_ui *ui, wint_t key)
{
	struct tc_line *line = &ui->screen.line;
	bool changed = false;

	switch (key) {
	case '\r':
	case '\n':
		tc_ui_want_document(ui);
		break;
	case '\t':
		complete(ui);
		break;
	case CONTROL('O'):
		open_selected(ui);
		break;
	case 127:
	case CONTROL('H'):
		changed = tc_line_erase_before(line);
		break;
	case CONTROL('W'):
		changed = tc_line_erase_word(line);
		break;
	case CONTROL('U'):
		changed = tc_line_erase_all(line);
		break;
	case CONTROL('A'):
		tc_line_home(line);
		break;
	case CONTROL('E'):
		tc_line_to_end(line);
		break;
	case ESCAPE:
		go_back(ui);
		break;
	default:
		changed = tc_line_type(line, (uint32_t)key);
		break;
	}
	if (changed)
		tc_ui_changed(ui);
}

/* The texts of an answer are made for the width that it was asked for. */
static void
resized(struct tc_ui *ui)
{
	tc_ui_want(ui);
	if (ui->screen.focus == TC_FOCUS_DOCUMENT)
		tc_ui_want_document(ui);
	clearok(curscr, TRUE);
}

void
tc_keys_take(struct tc_ui *ui, bool special, wint_t key)
{
	ui->screen.message[0] = '\0';
	if (special && key == KEY_RESIZE)
		resized(ui);
	else if (!special && key == CONTROL('C'))
		ui->done = true;
	else if (!special && key == CONTROL('L'))
		clearok(curscr, TRUE);
	else if (ui->screen.focus == TC_FOCUS_FACETS)
		key_in_facets(ui, special, key);
	else if (ui->screen.focus == TC_FOCUS_DOCUMENT)
		key_in_document(ui, special, key);
	else if (special)
		special_in_list(ui, key);
	else
		key_in_list(ui, key);
}
