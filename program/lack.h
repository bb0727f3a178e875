/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Jansson goes on without what it had no memory for: an object lacks a member,
 * an array an element, and nobody hears of it who does not ask at each step.
 */
#ifndef TC_PROGRAM_LACK_H
#define TC_PROGRAM_LACK_H

#include <stdbool.h>

/* Watch Jansson's allocations from now on. To be called before its first. */
void tc_lack_watch(void);

/* Has one failed since this was last asked? Then a value made since is not
 * whole. */
bool tc_lack_was(void);

#endif
