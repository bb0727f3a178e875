/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Archives, of which an index knows only the members. */
#ifndef TC_INDEXER_ARCHIVES_H
#define TC_INDEXER_ARCHIVES_H

#include "known.h"

/*
 * Add a row for each file that documents of the index lie in, with the state of
 * it: the last member that was written has that (the others no size and time),
 * so that one that was written in part is read again. TC_NOMEM.
 */
enum tc_status tc_archives_load(struct tc_known *known, struct tc_error *err);

/* Is it the id of a member? */
bool tc_archives_member(const char *id, size_t len);

/* The row of the file that a document lies in, NULL where it is none. */
struct tc_known_row *
tc_archives_find(const struct tc_known *known, const char *id, size_t len);

#endif
