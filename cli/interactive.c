/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interactive mode: keys, requests, answers. */
#include "interactive.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/message.h>
#include <unistd.h>

#define NCURSES_NOMACROS
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "../program/charset.h"
#include "opener.h"
#include "screen.h"
#include "terminfo.h"

/* Hits that are asked for at first, and each time the last one is reached. */
#define HITS 30
#define HITS_MAX 300

/* A search that takes longer is given up when something else was typed. */
#define PATIENCE_MS 1500

/* For the rest of an escape sequence, that Esc alone is told from it. */
#define ESCAPE_MS 25

#define CONTROL(c) ((c)&0x1F)
#define ESCAPE 27

struct ui {
	const struct tc_reply_arg *arg;
	struct tc_searcher *searcher;
	struct tc_screen screen;
	json_t *filters; /* [name, value] */
	size_t limit;
	enum tc_sort sort;
	json_int_t serial; /* of the last request */
	bool wanted;	   /* a query is to be sent */
	bool opening;	   /* a document is wanted */
	bool asked;	   /* and asked for */
	struct timespec sent;
	size_t taken; /* suggestions that Tab went through */
	bool done;
	enum tc_status status;
	struct tc_error *err;
};

static const char *
sort_name(enum tc_sort sort)
{
	switch (sort) {
	case TC_SORT_NEWEST:
		return tc_message("[newest first]  ");
	case TC_SORT_OLDEST:
		return tc_message("[oldest first]  ");
	case TC_SORT_RELEVANCE:
		break;
	}
	return "";
}

static void
say(struct ui *ui, const char *text)
{
	snprintf(ui->screen.message, sizeof(ui->screen.message), "%s", text);
}

/* Ask anew: something of the query changed. */
static void
want(struct ui *ui)
{
	ui->wanted = true;
	ui->screen.waiting = true;
}

static void
query_changed(struct ui *ui)
{
	ui->limit = HITS;
	ui->screen.selected = ui->screen.first = 0;
	want(ui);
}

static long
milliseconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - from->tv_sec) * 1000 +
	    (now.tv_nsec - from->tv_nsec) / 1000000;
}

/* The search cannot go on; a new process takes over. */
static void
search_failed(struct ui *ui, const struct tc_error *error)
{
	struct tc_error again;

	say(ui, error->text);
	ui->screen.waiting = ui->opening = false;
	if (tc_searcher_restart(ui->searcher, &again) == TC_OK)
		return;
	*ui->err = again;
	ui->status = again.status;
	ui->done = true;
}

/* json is taken over. */
static void
send(struct ui *ui, json_t *request)
{
	struct tc_error error;

	if (request == NULL) {
		say(ui, tc_message("out of memory"));
		return;
	}
	json_object_set_new(request, "serial", json_integer(++ui->serial));
	clock_gettime(CLOCK_MONOTONIC, &ui->sent);
	if (tc_searcher_ask(ui->searcher, request, &error) != TC_OK)
		search_failed(ui, &error);
	json_decref(request);
}

static void
send_query(struct ui *ui)
{
	ui->wanted = false;
	ui->screen.waiting = true;
	send(ui,
	    json_pack("{s:s%, s:I, s:I, s:I, s:O}", "query",
		tc_buf_str(&ui->screen.line.text), ui->screen.line.text.len,
		"columns", (json_int_t)tc_screen_list_columns(), "limit",
		(json_int_t)ui->limit, "sort", (json_int_t)ui->sort, "filters",
		ui->filters));
}

static const char *
selected_string(const struct ui *ui, const char *name)
{
	const json_t *of = ui->screen.focus == TC_FOCUS_DOCUMENT
	    ? ui->screen.document
	    : tc_screen_hit(&ui->screen, ui->screen.selected);
	const char *s = json_string_value(json_object_get(of, name));

	return s != NULL ? s : "";
}

/* What is selected then; an id that is gone is no document. */
static void
send_show(struct ui *ui)
{
	const char *id = selected_string(ui, "id");

	ui->opening = ui->asked = id[0] != '\0';
	ui->screen.waiting = ui->opening;
	if (!ui->opening)
		return;
	send(ui,
	    json_pack("{s:s, s:s%, s:I}", "show", id, "query",
		tc_buf_str(&ui->screen.line.text), ui->screen.line.text.len,
		"columns", (json_int_t)tc_screen_columns()));
}

static void
want_document(struct ui *ui)
{
	ui->opening = true;
	ui->asked = false;
	ui->screen.waiting = true;
}

/* A document: it keeps the id and address of its hit, and what is asked for
 * again when the screen changes its size. */
static void
take_document(struct ui *ui, json_t *answer)
{
	json_object_set_new(
	    answer, "id", json_string(selected_string(ui, "id")));
	json_object_set_new(
	    answer, "opens", json_string(selected_string(ui, "opens")));
	ui->opening = false;
	if (ui->screen.focus != TC_FOCUS_DOCUMENT)
		ui->screen.row = 0;
	json_decref(ui->screen.document);
	ui->screen.document = answer;
	ui->screen.focus = TC_FOCUS_DOCUMENT;
}

/* The same value of the same facet in another answer; else a row that is. */
static size_t
find_facet(const json_t *answer, const json_t *wanted, size_t row)
{
	const json_t *facets = json_object_get(answer, "facets"), *facet;
	size_t i, n = json_array_size(facets);

	for (i = 0; i < n; i++) {
		facet = json_array_get(facets, i);
		if (json_equal(json_object_get(facet, "name"),
			json_object_get(wanted, "name")) &&
		    json_equal(json_object_get(facet, "value"),
			json_object_get(wanted, "value")))
			return i;
	}
	return row < n ? row : n > 0 ? n - 1 : 0;
}

static void
take_hits(struct ui *ui, json_t *answer)
{
	const json_t *facets = json_object_get(ui->screen.answer, "facets");
	size_t n;

	ui->screen.facet = ui->screen.focus == TC_FOCUS_FACETS
	    ? find_facet(answer, json_array_get(facets, ui->screen.facet),
		  ui->screen.facet)
	    : 0;
	json_decref(ui->screen.answer);
	ui->screen.answer = answer;
	ui->taken = 0;
	n = tc_screen_hits(&ui->screen);
	if (ui->screen.selected >= n)
		ui->screen.selected = n > 0 ? n - 1 : 0;
}

static void
take_answer(struct ui *ui)
{
	const char *failed;
	struct tc_error error;
	json_t *answer;

	if (tc_searcher_take(&answer, ui->searcher, &error) != TC_OK) {
		search_failed(ui, &error);
		return;
	}
	if (answer == NULL)
		return;
	ui->screen.waiting = ui->wanted || (ui->opening && !ui->asked);
	failed = json_string_value(json_object_get(answer, "error"));
	if (failed != NULL && json_is_true(json_object_get(answer, "end"))) {
		ui->status = tc_fail(ui->err, TC_IO, "%s", failed);
		ui->done = true;
	} else if (failed != NULL) {
		say(ui, failed);
	} else if (json_object_get(answer, "hits") != NULL) {
		take_hits(ui, json_incref(answer));
	} else if (ui->opening) { /* else Esc was faster */
		take_document(ui, json_incref(answer));
	}
	json_decref(answer);
}

/* Other sizes of the screen are told of while we wait and at no other time, or
 * one that comes just before would be slept through. */
static void
hold_sizes(bool hold)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGWINCH);
	sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &signals, NULL);
}

static void
open_selected(struct ui *ui)
{
	const char *address = selected_string(ui, "opens");
	struct tc_error error;

	if (address[0] == '\0') {
		say(ui, tc_message("this document has no address"));
		return;
	}
	def_prog_mode();
	endwin();
	hold_sizes(false);
	if (tc_open_address(address, &error) == TC_OK)
		say(ui, address);
	else
		say(ui, error.text);
	hold_sizes(true);
	reset_prog_mode();
	clearok(curscr, TRUE);
}

/* Tab takes the suggestions one after the other. */
static void
complete(struct ui *ui)
{
	const json_t *of = json_object_get(ui->screen.answer, "suggestions");
	size_t n = json_array_size(of);
	const char *text;

	if (n == 0)
		return;
	text = json_string_value(json_array_get(of, ui->taken % n));
	tc_line_take(&ui->screen.line, text != NULL ? text : "");
	query_changed(ui);
}

static void
select_hit(struct ui *ui, long by)
{
	long n = (long)tc_screen_hits(&ui->screen);
	long to = (long)ui->screen.selected + by;

	if (to >= n && ui->limit < HITS_MAX && n == (long)ui->limit) {
		ui->limit += HITS;
		want(ui);
	}
	to = to >= n ? n - 1 : to;
	ui->screen.selected = to > 0 ? (size_t)to : 0;
}

/* Filter by the facet's value in hand, or no longer. */
static void
toggle_facet(struct ui *ui)
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
	query_changed(ui);
}

static void
key_in_facets(struct ui *ui, bool special, wint_t key)
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
		query_changed(ui);
	} else if ((special && (key == KEY_F(2) || key == KEY_LEFT)) ||
	    (!special && (key == ESCAPE || key == '\t'))) {
		ui->screen.focus = TC_FOCUS_LIST;
	}
}

static void
scroll_to(struct ui *ui, long row)
{
	long last =
	    (long)tc_screen_document_rows(&ui->screen) - (long)tc_screen_rows();

	row = row > last ? last : row;
	ui->screen.row = row > 0 ? (size_t)row : 0;
}

static void
leave_document(struct ui *ui)
{
	json_decref(ui->screen.document);
	ui->screen.document = NULL;
	ui->screen.focus = TC_FOCUS_LIST;
}

static void
special_in_document(struct ui *ui, wint_t key)
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
key_in_document(struct ui *ui, bool special, wint_t key)
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
change_sort(struct ui *ui)
{
	ui->sort = ui->sort == TC_SORT_OLDEST ? TC_SORT_RELEVANCE
					      : (enum tc_sort)(ui->sort + 1);
	ui->screen.sort = sort_name(ui->sort);
	query_changed(ui);
}

/* Esc takes the document back that was asked for, then the filters, then the
 * query, then its leave. */
static void
go_back(struct ui *ui)
{
	if (ui->opening) {
		ui->opening = false;
		ui->screen.waiting = ui->wanted;
	} else if (json_array_size(ui->filters) > 0) {
		json_array_clear(ui->filters);
		query_changed(ui);
	} else if (tc_line_erase_all(&ui->screen.line)) {
		query_changed(ui);
	} else {
		ui->done = true;
	}
}

static void
special_in_list(struct ui *ui, wint_t key)
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
		want_document(ui);
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
		query_changed(ui);
}

static void
key_in_list(struct ui *ui, wint_t key)
{
	struct tc_line *line = &ui->screen.line;
	bool changed = false;

	switch (key) {
	case '\r':
	case '\n':
		want_document(ui);
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
		query_changed(ui);
}

/* The texts of an answer are made for the width that it was asked for. */
static void
resized(struct ui *ui)
{
	want(ui);
	if (ui->screen.focus == TC_FOCUS_DOCUMENT)
		want_document(ui);
	clearok(curscr, TRUE);
}

static void
take_key(struct ui *ui, bool special, wint_t key)
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

/* All keys that have come. */
static void
take_keys(struct ui *ui)
{
	wint_t key;
	int kind;

	while (!ui->done && (kind = get_wch(&key)) != ERR)
		take_key(ui, kind == KEY_CODE_YES, key);
}

/* Send what is wanted when nothing is on its way; what takes too long is
 * given up for it. */
static void
send_wanted(struct ui *ui)
{
	struct tc_error error;

	if (!tc_searcher_busy(ui->searcher)) {
		if (ui->wanted)
			send_query(ui);
		else if (ui->opening && !ui->asked)
			send_show(ui);
	} else if (ui->wanted && milliseconds_since(&ui->sent) >= PATIENCE_MS) {
		if (tc_searcher_restart(ui->searcher, &error) == TC_OK)
			send_query(ui);
		else
			search_failed(ui, &error);
	}
}

/* Until a key or an answer comes, or patience with a search ends. */
static void
wait_for_events(struct ui *ui)
{
	struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = tc_searcher_fd(ui->searcher), .events = POLLIN}};
	long left = PATIENCE_MS - milliseconds_since(&ui->sent);
	struct timespec patience;
	sigset_t signals;
	int n;

	left = left > 0 ? left : 0;
	patience.tv_sec = left / 1000;
	patience.tv_nsec = left % 1000 * 1000000;
	sigemptyset(&signals);
	n = ppoll(fds, tc_searcher_busy(ui->searcher) ? 2 : 1,
	    ui->wanted ? &patience : NULL, &signals);
	if (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		ui->done = true; /* the terminal has gone */
	if (tc_searcher_busy(ui->searcher) && n > 0 && fds[1].revents != 0)
		take_answer(ui);
	if (!ui->done)
		take_keys(ui); /* after a signal, too: the size has changed */
}

/* Where colours are not wanted what was found is bold. */
static void
begin_colors(void)
{
	const char *no_color = getenv("NO_COLOR");
	short color = COLOR_YELLOW;

	if (!has_colors() || start_color() == ERR)
		return;
	if (no_color != NULL && no_color[0] != '\0')
		color = -1;
	if (use_default_colors() == OK)
		init_pair(1, color, -1);
	else
		init_pair(1, COLOR_YELLOW, COLOR_BLACK);
}

static enum tc_status
begin_screen(SCREEN **out, struct tc_error *err)
{
	/* ncurses draws letters by the locale; C has none but ASCII. */
	if (strcmp(tc_charset_name(), "UTF-8") == 0 && MB_CUR_MAX == 1)
		setlocale(LC_CTYPE, "C.UTF-8");
	*out = tc_terminfo_has_screen() ? newterm(NULL, stdout, stdin) : NULL;
	if (*out == NULL)
		return tc_fail(err, TC_IO,
		    "the terminal (TERM=%s) cannot show a whole screen",
		    getenv("TERM") != NULL ? getenv("TERM") : "");
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(ESCAPE_MS);
	begin_colors();
	return TC_OK;
}

static void
run(struct ui *ui)
{
	ui->screen.sort = sort_name(ui->sort);
	query_changed(ui);
	hold_sizes(true);
	while (!ui->done) {
		send_wanted(ui);
		tc_screen_draw(&ui->screen);
		wait_for_events(ui);
	}
}

enum tc_status
tc_interactive(const struct tc_reply_arg *arg, struct tc_error *err)
{
	struct tc_searcher_work work = tc_reply_work;
	struct ui ui = {.arg = arg, .sort = arg->options->sort, .err = err};
	SCREEN *screen = NULL;

	work.arg = arg;
	tc_line_begin(&ui.screen.line);
	if ((ui.filters = json_array()) == NULL)
		ui.status = tc_fail(err, TC_NOMEM, "out of memory");
	else
		ui.status = tc_searcher_new(&ui.searcher, &work, err);
	if (ui.status == TC_OK)
		ui.status = begin_screen(&screen, err);
	if (ui.status == TC_OK)
		run(&ui);
	if (screen != NULL) {
		endwin();
		delscreen(screen);
	}
	tc_searcher_free(ui.searcher);
	json_decref(ui.screen.answer);
	json_decref(ui.screen.document);
	json_decref(ui.filters);
	tc_line_end(&ui.screen.line);
	return ui.status;
}
