/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telling when an answer had no memory. */
#include "lack.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static bool lacked;

static void *
allocate(size_t size)
{
	void *p = malloc(size);

	lacked |= p == NULL;
	return p;
}

void
tc_lack_watch(void)
{
	json_set_alloc_funcs(allocate, free);
}

void
tc_lack_free(struct tc_buf *buf)
{
	lacked |= tc_buf_lacks(buf);
	tc_buf_free(buf);
}

bool
tc_lack_was(void)
{
	bool was = lacked;

	lacked = false;
	return was;
}

void
tc_lack_say(void)
{
	fprintf(stderr, "%s: out of memory\n", program_invocation_short_name);
}
