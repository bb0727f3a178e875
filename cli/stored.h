/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A stored document as people read it. */
#ifndef TC_CLI_STORED_H
#define TC_CLI_STORED_H

#include <tracuu/query.h>

#include "page.h"

/*
 * Put the document with this id on a page, the words of a query marked in its
 * text; "" marks none. Of the options those count that say how a query is read.
 * TC_NOTFOUND when none has this id; TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_stored_show(struct tc_page *page, const struct tc_index *index,
    struct tc_search *search, const char *id, const char *query,
    const struct tc_search_options *options, struct tc_error *err);

/* Read the record of the document with this id. TC_NOTFOUND and as above. */
enum tc_status tc_stored_read(struct tc_document *document,
    const struct tc_index *index, const char *id, struct tc_error *err);

#endif
