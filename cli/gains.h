/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each part of the ranking gave each hit, for --explain. */
#ifndef TC_CLI_GAINS_H
#define TC_CLI_GAINS_H

#include <jansson.h>
#include <tracuu/query.h>

/*
 * Have a search note into an object, which is emptied, what gives its hits
 * their places: under the id of each that the second stage looked at a line
 * such as "9.84 against the first hit + 5.50 one passage - 2.46 all words".
 */
void tc_gains_note(struct tc_search_options *options, json_t *parts);

/* The line of a hit, "" where there is none. Borrowed. */
const char *tc_gains_of(const json_t *parts, const char *id);

#endif
