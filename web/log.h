/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was searched for: nothing that says by whom. */
#ifndef TC_WEB_LOG_H
#define TC_WEB_LOG_H

#include <time.h>

#include "request.h"
#include "site.h"

/*
 * Write a line to the site's log: the day, milliseconds since begun, documents
 * found, and the query, folded. Searches with no query and further pages are
 * not logged. tracuu-report(1) reads it.
 */
void tc_log_search(const struct tc_site *site, const struct tc_request *request,
    uint64_t found, const struct timespec *begun);

#endif
