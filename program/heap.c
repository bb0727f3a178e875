/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The heap of short-lived programs. */
#include "heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

/* A question takes 1 to 3 MB; in it there is an aligned page. */
#define ROOM (2 * HUGE_PAGE)

/* Beyond what is asked for at once: mapped, and given back. */
#define KEPT ((int)(8 * HUGE_PAGE))

void
tc_heap_begin(void)
{
	/* Before the page, so that what is asked for next begins with it. */
	static char *volatile before;
	char *room;
	size_t len;

	if (mallopt(M_MMAP_THRESHOLD, KEPT) != 1 ||
	    mallopt(M_TRIM_THRESHOLD, 2 * KEPT) != 1 ||
	    (room = malloc(ROOM)) == NULL)
		return;
	len = HUGE_PAGE - (uintptr_t)room % HUGE_PAGE;
	(void)madvise(room + len, HUGE_PAGE, MADV_HUGEPAGE);
	free(room);
	/* Nothing is written there but its size: it takes no memory. */
	before = malloc(len);
	(void)before;
}
