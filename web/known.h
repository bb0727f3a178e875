/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an answer depends on: where that is equal, so is the answer. */
#ifndef TC_WEB_KNOWN_H
#define TC_WEB_KNOWN_H

#include "request.h"
#include "site.h"

/*
 * Make the key of a request's answer: the state of the index, the program and
 * its files, what is asked, and the day, which "tháng này" is reckoned from.
 * Empty where it cannot be made.
 */
void tc_known_key(struct tc_buf *key, const struct tc_site *site,
    const struct tc_request *request);

/* Is the index in the state that a key was made in? */
bool tc_known_holds(const struct tc_buf *key, const struct tc_site *site);

#endif
