/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searches that are kept, and what is new since they were last looked at. */
#ifndef TC_CLI_SAVED_H
#define TC_CLI_SAVED_H

#include <jansson.h>
#include <stdio.h>
#include <tracuu/query.h>

/*
 * A saved search: its query, filters and the ids of all documents that it has
 * shown. Kept as one file of JSON, tracuu(1) has its form, in
 * $XDG_DATA_HOME/tracuu/searches, else ~/.local/share/tracuu/searches.
 */
struct tc_saved {
	struct tc_buf path;
	json_t *json;
	struct tc_filter_values values[TC_FACET_COUNT]; /* borrow from json */
};

/*
 * Begin a new one of this name, with a query and the filters of options, or
 * replace that name's. Nothing is written before tc_saved_write. TC_INVALID for
 * a name that is none of a file; TC_NOTFOUND where there is no home; TC_NOMEM.
 */
enum tc_status
tc_saved_new(struct tc_saved *saved, const char *name, const char *query,
    const struct tc_search_options *options, struct tc_error *err);

/* Read the one of this name. TC_NOTFOUND, TC_CORRUPT, TC_IO and as above. */
enum tc_status
tc_saved_read(struct tc_saved *saved, const char *name, struct tc_error *err);

/* Its query, and its filters put into options; both borrow from saved. */
const char *tc_saved_query(const struct tc_saved *saved);
void
tc_saved_options(struct tc_saved *saved, struct tc_search_options *options);

/*
 * Move the hits that it has not shown to the front of the results, in their
 * order, and return how many they are.
 */
size_t tc_saved_sort_out(
    const struct tc_saved *saved, const struct tc_results *results);

/* Note that it has shown a document. */
enum tc_status
tc_saved_note(struct tc_saved *saved, const char *id, struct tc_error *err);

/*
 * Write it, whole or not at all, with the time of day. TC_IO, TC_FULL,
 * TC_NOMEM.
 */
enum tc_status tc_saved_write(struct tc_saved *saved, struct tc_error *err);

void tc_saved_free(struct tc_saved *saved);

/* Remove the one of this name. TC_NOTFOUND and as above. */
enum tc_status tc_saved_forget(const char *name, struct tc_error *err);

/*
 * Print all of them by name: name, tab, when it was last looked at, tab, query
 * and filters. *n is how many there are. TC_IO, TC_NOMEM.
 */
enum tc_status tc_saved_list(FILE *fp, size_t *n, struct tc_error *err);

#endif
