/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where tracuu.conf(5) is, and the index that it names. */
#ifndef TC_PROGRAM_CONFIGURED_H
#define TC_PROGRAM_CONFIGURED_H

#include <stdbool.h>
#include <tracuu/buf.h>

/*
 * The file of settings: $TRACUU_CONF, which sets *named, else
 * /etc/tracuu.conf. Borrowed from the environment.
 */
const char *tc_configured_file(bool *named);

/* Append a path that a file of settings has: relative to the folder of the
 * file. Failure is remembered by out. */
void tc_configured_path(const char *file, const char *path, struct tc_buf *out);

/*
 * Append the database that the file of settings names; nothing where it names
 * none, is not there, or is not for this user to read. TC_NOTFOUND
 * where $TRACUU_CONF names a file that is not there, TC_INVALID with the line
 * where it is no file of settings, TC_IO, TC_NOMEM.
 */
enum tc_status tc_configured_database(struct tc_buf *out, struct tc_error *err);

#endif
