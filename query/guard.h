/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A damaged index must neither hang a program nor end it without a word. */
#ifndef TC_QUERY_GUARD_H
#define TC_QUERY_GUARD_H

#include <tracuu/error.h>

/*
 * From now on a crash, and the end of the time limit, print what to do on
 * standard error and end the process with this exit status (2, tracuu's of
 * trouble). TC_IO.
 */
enum tc_status tc_guard_begin(struct tc_error *err);

/*
 * The same with another handler, which is to end the process. It may need the
 * stack for signals only, after a crash.
 */
enum tc_status tc_guard_catch(void (*handler)(int), struct tc_error *err);

/* The time limit begins now: seconds of a processor, 0 for no limit. */
void tc_guard_limit(unsigned seconds);

#endif
