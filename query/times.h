/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Topics that end in a time that documents do not name so. */
#ifndef TC_QUERY_TIMES_H
#define TC_QUERY_TIMES_H

#include "syntax.h"

/*
 * "báo cáo năm ngoái", "thong bao thang nay", "báo cáo từ 2019 đến 2021" ask
 * for documents of that time, in words that these do not have. How many bytes
 * of the query are the topic, and which time it is of; 0: it does not end so,
 * or has nothing else.
 */
size_t tc_times_topic(
    const struct tc_parsed *parsed, struct tc_when *when, long today);

#endif
