/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making changes to a directory outlast a loss of power. */
#ifndef TC_INDEX_SYNC_H
#define TC_INDEX_SYNC_H

#include <stddef.h>
#include <tracuu/error.h>

/* The failure of a system call on path, by errno: TC_FULL, TC_NOMEM, TC_IO. */
enum tc_status tc_sync_error(struct tc_error *err, const char *path);

/* Write all of these bytes and fsync. TC_IO, TC_FULL. */
enum tc_status tc_sync_write(int fd, const char *path, const char *bytes,
    size_t len, struct tc_error *err);

/* fsync a directory (or a file). TC_IO. */
enum tc_status tc_sync_path(const char *path, struct tc_error *err);

/* fsync the directory that path lies in. TC_IO. */
enum tc_status tc_sync_parent(const char *path, struct tc_error *err);

/*
 * Replace the file at path by these bytes: written beside it, synced, renamed,
 * the directory synced. Readers see the old file or the new one. TC_IO,
 * TC_FULL.
 */
enum tc_status tc_sync_replace(
    const char *path, const char *bytes, size_t len, struct tc_error *err);

#endif
