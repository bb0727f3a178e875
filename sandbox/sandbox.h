/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a process may do that reads what strangers wrote. */
#ifndef TC_SANDBOX_H
#define TC_SANDBOX_H

#include <stddef.h>
#include <tracuu/error.h>

enum tc_confinement {
	TC_CONFINED_WORKER,  /* reads the files of the sources; runs nothing */
	TC_CONFINED_PROGRAM, /* is about to become a program of the system */
	TC_CONFINED_PAGE /* answers over connections; reads the index alone */
};

/* Limits of a process; RLIMIT_CPU is left as it is. */
struct tc_limits {
	size_t memory; /* bytes of address space */
	size_t length; /* bytes of a file, which can only be one in memory */
	size_t files;  /* open at a time */
};

/*
 * Confine the calling process for good, before it reads anything: no network,
 * no writing of files, no other processes, no reading but of the n folders
 * (paths) and, but for a page, of what the system itself is made of. Where
 * there is no Landlock (a kernel before 5.13, or a container that hides it)
 * reading is not limited; everything else is required: TC_INTERNAL says what
 * the system refused, and the process must not go on.
 */
enum tc_status tc_sandbox_enter(enum tc_confinement confinement,
    const struct tc_limits *limits, const char *const *folders, size_t n,
    struct tc_error *err);

#endif
