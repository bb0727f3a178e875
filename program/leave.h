/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The end of short-lived programs. */
#ifndef TC_PROGRAM_LEAVE_H
#define TC_PROGRAM_LEAVE_H

/*
 * End the process, whose output was written, with an exit status. What it has
 * is left to the system, which takes it back sooner than it can be given: that
 * is a thirtieth of what a question takes from the start of a process to its
 * end. Where leaks are looked for it ends as others do.
 */
_Noreturn void tc_leave(int code);

#endif
