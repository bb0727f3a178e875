/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The folders that an index is read from, and whether they still are the same.
 */
#ifndef TC_INDEX_FOLDERS_H
#define TC_INDEX_FOLDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

/*
 * One for an index in a folder; as many as are named by a stub that names
 * several, without the remote ones and those that are no folders of ours. All
 * zeroes is a valid value.
 */
struct tc_folders {
	char **paths; /* of the folders */
	size_t n;
	char **stubs; /* the files that say what is live */
	size_t stubs_n;
	struct tc_buf seen; /* what the stubs looked like */
};

/*
 * Find the folders of the index at path. TC_NOTFOUND, TC_INVALID, TC_IO with
 * better words than Xapian's. Free them in any case.
 */
enum tc_status tc_folders_find(
    struct tc_folders *folders, const char *path, struct tc_error *err);
void tc_folders_free(struct tc_folders *folders);

/* Has a stub been replaced since they were found? */
bool tc_folders_changed(const struct tc_folders *folders);

/* Are all tables of what is live there? See tc_manifest_tables. */
enum tc_status
tc_folders_check(const struct tc_folders *folders, struct tc_error *err);

#endif
