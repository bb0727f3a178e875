/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known of terminals. */
#ifndef TC_CLI_TERMINFO_H
#define TC_CLI_TERMINFO_H

#include <stdbool.h>

/* Is TERM a terminal with a cursor that can be moved? */
bool tc_terminfo_has_screen(void);

#endif
