/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tells whether a document must be read again. */
#ifndef TC_INDEXER_STATE_H
#define TC_INDEXER_STATE_H

#include <stddef.h>
#include <sys/stat.h>

#include "source.h"

/*
 * The state of a document, which tells whether it must be read again:
 * a file's size and time, a hash of its bytes, and a hash of the settings that
 * go into its record (address, visibility) and of the version of the readers.
 * For a line of a feed size and time are 0.
 */
#define TC_STATE_STAT 16
#define TC_STATE_SETTINGS 4
#define TC_STATE_HASH 16
#define TC_STATE_LEN (TC_STATE_STAT + TC_STATE_SETTINGS + TC_STATE_HASH)

/* Write the parts of a state that need no look into the file. */
void tc_state_begin(char state[TC_STATE_LEN], const struct tc_source *source,
    const struct stat *info);

/* Are two files the same by their bytes and all else that goes into a record?
 */
bool tc_state_is_same(const char *state, const char *other);

/* Make the state that of a file with scans that were not read yet, or undo it.
 */
void tc_state_wait(char state[TC_STATE_LEN]);

/* Write the hash of the bytes. */
void tc_state_hash(char state[TC_STATE_LEN], const char *bytes, size_t len);

#endif
