/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terminals and pagers. */
#include "terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <tracuu/display.h>
#include <unistd.h>

#include "../program/charset.h"
#include "../program/say.h"

/* Longer lines are hard to read. */
#define COLUMNS_MAX 100

/* A shell says so of a program that is not there. */
#define EXIT_NO_PROGRAM 127

bool
tc_when_of(enum tc_when *when, const char *name)
{
	static const char *const names[] = {
	    [TC_WHEN_AUTO] = "auto",
	    [TC_WHEN_ALWAYS] = "always",
	    [TC_WHEN_NEVER] = "never",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i]) == 0) {
			*when = (enum tc_when)i;
			return true;
		}
	}
	return false;
}

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL ? value : "";
}

static void
ask_size(struct tc_terminal *terminal)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return;
	terminal->columns =
	    size.ws_col < COLUMNS_MAX ? size.ws_col : COLUMNS_MAX;
	terminal->rows = size.ws_row;
}

static const char *
choose_pager(void)
{
	const char *pager = getenv("PAGER");

	if (pager == NULL)
		pager = "less";
	return pager[0] != '\0' && strcmp(pager, "cat") != 0 ? pager : NULL;
}

static bool
shows_links(const struct tc_terminal *terminal)
{
	if (terminal->pager != NULL && strncmp(terminal->pager, "less", 4) != 0)
		return false;
	return strcmp(environment("TERM"), "linux") != 0;
}

void
tc_terminal_ask(
    struct tc_terminal *terminal, const struct tc_terminal_wish *wish)
{
	const char *term = environment("TERM");
	bool rich;

	*terminal = (struct tc_terminal){.is = isatty(STDOUT_FILENO) != 0};
	if (terminal->is) {
		ask_size(terminal);
		terminal->pager = wish->no_pager ? NULL : choose_pager();
	}
	if (wish->columns > 0)
		terminal->columns = wish->columns;
	rich = terminal->is && environment("NO_COLOR")[0] == '\0' &&
	    term[0] != '\0' && strcmp(term, "dumb") != 0;
	terminal->color = wish->color == TC_WHEN_ALWAYS ||
	    (wish->color == TC_WHEN_AUTO && rich);
	terminal->links = wish->links == TC_WHEN_ALWAYS ||
	    (wish->links == TC_WHEN_AUTO && rich && terminal->color &&
		shows_links(terminal));
}

/* Lines of the screen that a text takes, more or less: escapes count, too. */
static size_t
count_rows(const char *s, size_t len, size_t columns)
{
	const char *end = s + len, *line_end;
	size_t rows = 0, width;

	for (; s < end; s = line_end + 1) {
		line_end = memchr(s, '\n', (size_t)(end - s));
		if (line_end == NULL)
			line_end = end;
		width = tc_display_columns(s, (size_t)(line_end - s));
		rows +=
		    1 + (columns > 0 && width > 0 ? (width - 1) / columns : 0);
	}
	return rows;
}

static void
become_pager(const char *command, int input)
{
	dup2(input, STDIN_FILENO);
	close(input);
	signal(SIGPIPE, SIG_DFL);
	/* Quit if it fits, colours, leave the text on the screen; see less(1).
	 */
	setenv("LESS", "FRX", 0);
	if (strcmp(tc_charset_name(), "UTF-8") == 0)
		setenv("LESSCHARSET", "utf-8", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(EXIT_NO_PROGRAM);
}

/* The status that a child ended with, -1 for none. */
static int
wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

/* False where there is no such pager: nothing was shown then. */
static bool
page(const char *command, const char *s, size_t len)
{
	void (*interrupt)(int), (*quit)(int);
	int ends[2], status;
	FILE *to;
	pid_t pid;

	if (pipe(ends) != 0)
		return false;
	if ((pid = fork()) == 0) {
		close(ends[1]);
		become_pager(command, ends[0]);
	}
	close(ends[0]);
	to = pid > 0 ? fdopen(ends[1], "w") : NULL;
	/* Its keys are the pager's. */
	interrupt = signal(SIGINT, SIG_IGN);
	quit = signal(SIGQUIT, SIG_IGN);
	if (to == NULL) {
		close(ends[1]);
	} else {
		tc_put(to, s, len);
		fclose(to); /* who has read enough goes away: no failure */
	}
	status = pid > 0 ? wait_for(pid) : EXIT_NO_PROGRAM;
	signal(SIGINT, interrupt);
	signal(SIGQUIT, quit);
	return status != EXIT_NO_PROGRAM;
}

void
tc_terminal_write(const struct tc_terminal *terminal, const char *s, size_t len)
{
	fflush(stdout);
	if (terminal->pager != NULL && terminal->rows > 0 &&
	    count_rows(s, len, terminal->columns) >= terminal->rows &&
	    page(terminal->pager, s, len))
		return;
	tc_put(stdout, s, len);
}
