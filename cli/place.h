/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a document is, for people who want to open it. */
#ifndef TC_CLI_PLACE_H
#define TC_CLI_PLACE_H

#include <tracuu/index.h>

/*
 * Append the file of a document: its source's folder, as it was when it was
 * indexed, and its path below that. Nothing for a document of a feed. TC_NOMEM,
 * TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_place_path(struct tc_buf *out, const struct tc_index *index,
    const char *id, struct tc_error *err);

/*
 * Append what opens a document: its address, where it has one, else file://
 * with this machine's name and its file; of a member, its archive. Nothing
 * where it has neither.
 */
enum tc_status
tc_place_address(struct tc_buf *out, const struct tc_index *index,
    const char *id, const char *url, struct tc_error *err);

#endif
