/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening a document with the program that the desktop has for it. */
#ifndef TC_CLI_OPENER_H
#define TC_CLI_OPENER_H

#include <stdbool.h>
#include <tracuu/error.h>

/*
 * Have an address opened by the program that the environment's TRACUU_OPENER
 * names, else by xdg-open, and wait until that has started it. Only http,
 * https, ftp and file: an index may come from elsewhere. TC_INVALID for others;
 * TC_NOTFOUND where there is no such program; TC_IO.
 */
enum tc_status tc_open_address(const char *address, struct tc_error *err);

/* Is it an address that may be opened, and be linked to? */
bool tc_address_is_safe(const char *address);

#endif
