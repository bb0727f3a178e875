/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What keys of the interactive mode do. */
#ifndef TC_CLI_KEYS_H
#define TC_CLI_KEYS_H

#define NCURSES_NOMACROS
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "ui.h"

/* Do what a key says: a character, or (special) one of ncurses' KEY_. */
void tc_keys_take(struct tc_ui *ui, bool special, wint_t key);

#endif
