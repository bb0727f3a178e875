/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answering a file of queries in one go. */
#ifndef TC_CLI_BATCH_H
#define TC_CLI_BATCH_H

#include "answer.h"

/*
 * Answer the queries of a file, lines of QID<TAB>QUERY ("-" is standard input).
 * A line without a tab, and a blank query, give a warning on stderr and no
 * rows. With timing the milliseconds that each took (parsing to ranked ids, not
 * the printing) go to stderr as QID<TAB>MS. *found tells whether any query
 * found anything.
 */
enum tc_status tc_batch_run(bool *found, const char *path,
    struct tc_answerer *answerer, bool timing, struct tc_error *err);

#endif
