/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing all of something. */
#ifndef TC_WRITE_H
#define TC_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Write so many bytes to a descriptor, in as many pieces as it takes. False
 * when that fails, for what errno says; some may have been written then. May be
 * called by a signal handler.
 */
bool tc_write_all(int fd, const char *s, size_t len);

#ifdef __cplusplus
}
#endif

#endif
