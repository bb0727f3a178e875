/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which queries of the log others may be told of. */
#ifndef TC_WEB_POPULAR_H
#define TC_WEB_POPULAR_H

#include "report.h"

/*
 * The log does not say who asked, so days stand for people: what was found
 * often, and on many days.
 */
struct tc_popular_rule {
	size_t times, days;
	const char *except; /* a file of what is never told, or NULL */
};

/* Of either there may be asked no less, and no more. */
#define TC_POPULAR_LEAST 2u
#define TC_POPULAR_MOST 1000000u

/*
 * Write the file of such queries into an index (tracuu/past.h), which makes
 * suggestions of those that it has public documents of: the most frequent ones,
 * TC_PAST_MAX at most, that tc_past_is_harmless holds of. One that has all
 * words of a line of the exceptions, in this order and side by side, is left
 * out. *n is how many there are. TC_NOTFOUND: no index, no exceptions; TC_IO,
 * TC_FULL, TC_NOMEM.
 */
enum tc_status
tc_popular_write(const char *index, size_t *n, const struct tc_report *report,
    const struct tc_popular_rule *rule, struct tc_error *err);

#endif
