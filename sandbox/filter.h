/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which calls of the system a confined process may make: programs for seccomp.
 */
#ifndef TC_SANDBOX_FILTER_H
#define TC_SANDBOX_FILTER_H

#include <linux/filter.h>

struct tc_filter {
	struct sock_filter *at; /* not written to, but as the kernel has it */
	unsigned short len;	/* instructions */
};

/* By enum tc_confinement; made by filter_gen.c. */
extern const struct tc_filter tc_filters[];

#endif
