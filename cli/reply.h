/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the searching process of the interactive mode answers. */
#ifndef TC_CLI_REPLY_H
#define TC_CLI_REPLY_H

#include <tracuu/query.h>

#include "searcher.h"

/* What is asked; strings and options are borrowed for good. */
struct tc_reply_arg {
	const char *database;
	const struct tc_search_options *options;
	unsigned time_limit; /* seconds of a processor, 0: none */
};

/*
 * The work of a searcher, with a struct tc_reply_arg. Requests:
 *
 * {"query", "columns", "limit", "filters": [["type", "Quyết định"], ...],
 *  "sort": 0|1|2}
 *   -> {"heading", "hits": [{"id", "opens", "text"}], "suggestions": [text],
 *       "facets": [{"name", "title", "value", "n", "chosen", "exact"}]}
 * {"show": id, "query", "columns"}
 *   -> {"text", "opens"}
 *
 * or {"error"}. Texts are lines for so many columns with the escapes of
 * struct tc_page. An answer has the request's "serial".
 */
extern const struct tc_searcher_work tc_reply_work;

#endif
