/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Topics that end in "mới nhất". */
#ifndef TC_QUERY_NEWEST_H
#define TC_QUERY_NEWEST_H

#include <tracuu/query.h>

#include "likely.h"

/* Is there something besides the words of a query, such as a field? */
bool tc_newest_has_more(const struct tc_parsed *parsed);

/*
 * "quyết định mới nhất", "lich tiep dan moi nhat" ask for what is new about a
 * topic, in words that few documents have. How many bytes of the query are the
 * topic; 0: it does not end so, or has nothing else.
 */
size_t tc_newest_topic(const struct tc_parsed *parsed);

/* Is a word of the topic itself: of no phrase, field or prefix, and wanted? */
bool tc_topic_has(const struct tc_query_word *word);

/* Does a word say this, with these marks or fewer? */
bool
tc_topic_says(const struct tc_query_word *word, const struct tc_form *what);

#endif
