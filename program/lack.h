/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Jansson goes on without what it had no memory for: an object lacks a member,
 * an array an element, and nobody hears of it who does not ask at each step.
 */
#ifndef TC_PROGRAM_LACK_H
#define TC_PROGRAM_LACK_H

#include <stdbool.h>
#include <tracuu/buf.h>

/* Watch Jansson's allocations from now on. To be called before its first. */
void tc_lack_watch(void);

/* Free a buffer that went into such a value: where it lacked memory, so does
 * the value. */
void tc_lack_free(struct tc_buf *buf);

/* Has one failed since this was last asked? Then a value made since is not
 * whole. */
bool tc_lack_was(void);

/* Say on standard error that memory is out, which takes none. */
void tc_lack_say(void);

#endif
