/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Printing into memory. */
#ifndef TC_CLI_MEMORY_H
#define TC_CLI_MEMORY_H

#include <stdio.h>
#include <tracuu/buf.h>

/*
 * A stream that prints into a buffer, which is cleared and borrowed until the
 * stream is closed. As open_memstream (POSIX), which says nothing where it
 * lacks memory for what is printed: here writing and closing fail. NULL: no
 * memory.
 */
FILE *tc_open_memory(struct tc_buf *buf);

#endif
