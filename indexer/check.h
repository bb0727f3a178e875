/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is an index what was written? */
#ifndef TC_INDEXER_CHECK_H
#define TC_INDEXER_CHECK_H

#include <stdbool.h>
#include <tracuu/error.h>

/*
 * Hold the live generation against its manifest, have Xapian check its tables,
 * and read all that is in it, in a process of its own with a limit on time: a
 * damaged table may crash or hang who reads it. What is wrong is told on
 * stderr; TC_CORRUPT when something is. TC_NOTFOUND, TC_VERSION, TC_IO.
 *
 * Nobody may write to the index meanwhile. quiet: tell of faults only.
 */
enum tc_status tc_check(const char *db, bool quiet, struct tc_error *err);

#endif
