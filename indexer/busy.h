/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files that somebody is writing at this moment. */
#ifndef TC_INDEXER_BUSY_H
#define TC_INDEXER_BUSY_H

#include <stdbool.h>
#include <sys/stat.h>

/*
 * Has the file been written to in the last minute, and is it open to be written
 * to still? Then half of it may be there. Where the system does not tell (it
 * does to the owner of a file, of most file systems) nothing is busy.
 */
bool tc_file_is_busy(const char *path, const struct stat *info);

#endif
