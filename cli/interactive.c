/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interactive mode: its terminal, and waiting for keys and answers. */
#include "interactive.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../program/charset.h"
#include "keys.h"
#include "terminfo.h"

/* For the rest of an escape sequence, that Esc alone is told from it. */
#define ESCAPE_MS 25

/* All keys that have come. */
static void
take_keys(struct tc_ui *ui)
{
	wint_t key;
	int kind;

	while (!ui->done && (kind = get_wch(&key)) != ERR)
		tc_keys_take(ui, kind == KEY_CODE_YES, key);
}

/* Until a key or an answer comes, or patience with a search ends. */
static void
wait_for_events(struct tc_ui *ui)
{
	struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = tc_searcher_fd(ui->searcher), .events = POLLIN}};
	long left = tc_ui_patience(ui);
	struct timespec patience;
	sigset_t signals;
	int n;

	patience.tv_sec = left / 1000;
	patience.tv_nsec = left % 1000 * 1000000;
	sigemptyset(&signals);
	n = ppoll(fds, tc_searcher_busy(ui->searcher) ? 2 : 1,
	    ui->wanted ? &patience : NULL, &signals);
	if (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		ui->done = true; /* the terminal has gone */
	if (tc_searcher_busy(ui->searcher) && n > 0 && fds[1].revents != 0)
		tc_ui_take_answer(ui);
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
run(struct tc_ui *ui)
{
	tc_ui_sort(ui, ui->sort);
	tc_ui_hold_sizes(true);
	while (!ui->done) {
		tc_ui_send_wanted(ui);
		tc_screen_draw(&ui->screen);
		wait_for_events(ui);
	}
}

enum tc_status
tc_interactive(const struct tc_reply_arg *arg, struct tc_error *err)
{
	struct tc_searcher_work work = tc_reply_work;
	struct tc_ui ui = {.arg = arg, .sort = arg->options->sort, .err = err};
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
