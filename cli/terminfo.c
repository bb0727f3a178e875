/* SPDX-License-Identifier: GPL-2.0-or-later */
/* By terminfo(3), apart from other files: term.h has macros of common names. */
#include "terminfo.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

bool
tc_terminfo_has_screen(void)
{
	bool has;
	int known;

	/* newterm() would say the same of an unknown one, but it leaks then. */
	if (setupterm(NULL, STDOUT_FILENO, &known) != OK)
		return false;
	has = cursor_address != NULL && clear_screen != NULL;
	del_curterm(cur_term);
	return has;
}
