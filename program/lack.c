/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telling when JSON had no memory. */
#include "lack.h"

#include <jansson.h>
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

bool
tc_lack_was(void)
{
	bool was = lacked;

	lacked = false;
	return was;
}
