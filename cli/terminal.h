/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What standard output is, and showing more than fits on it. */
#ifndef TC_CLI_TERMINAL_H
#define TC_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

enum tc_when { TC_WHEN_AUTO, TC_WHEN_ALWAYS, TC_WHEN_NEVER };

/* "auto", "always", "never"; false for what is none of them. */
bool tc_when_of(enum tc_when *when, const char *name);

struct tc_terminal {
	bool is;	   /* standard output is a terminal */
	size_t columns;	   /* 0 where it is none */
	size_t rows;	   /* 0 where it is none */
	bool color, links; /* what to use of them */
	const char
	    *pager; /* a command, or NULL; borrowed from the environment */
};

/* What was asked for on the command line. */
struct tc_terminal_wish {
	enum tc_when color, links;
	bool no_pager;
	size_t columns; /* 0: as the terminal is; else that many, wherever */
};

/*
 * Colours are used on a terminal unless NO_COLOR is set (no-color.org) or TERM
 * is "dumb"; links where colours are, but not on the Linux console nor through
 * a pager that is not less. The pager is PAGER, else less where it is there.
 */
void tc_terminal_ask(
    struct tc_terminal *terminal, const struct tc_terminal_wish *wish);

/*
 * Write a text of UTF-8 to standard output in the characters of the locale,
 * through the pager where it is longer than the screen. What fails shows at
 * tc_end_output().
 */
void tc_terminal_write(
    const struct tc_terminal *terminal, const char *s, size_t len);

#endif
