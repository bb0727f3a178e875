/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory for a program that runs for some milliseconds. */
#ifndef TC_PROGRAM_HEAP_H
#define TC_PROGRAM_HEAP_H

/*
 * Have the heap begin with pages of 2 MB, where the system has them, and give
 * none of it back before the end. For programs that answer one question and
 * are gone: a quarter of their time were faults of small pages. To be called
 * first; without effect where it cannot be done.
 */
void tc_heap_begin(void);

#endif
