/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The time that a request may take, and what is said when it is over. */
#ifndef TC_WEB_LIMIT_H
#define TC_WEB_LIMIT_H

#include <stddef.h>
#include <tracuu/error.h>

/* Seconds of a processor for one request. */
#define TC_LIMIT_SECONDS 3

/* Where the answer of a request goes. */
struct tc_channel {
	int fd;
	unsigned request; /* its number in FastCGI; 0 with CGI */
};

/*
 * From now on a request that takes too long, or crashes, ends the process: what
 * Xapian has in hand then cannot be used again. TC_IO.
 */
enum tc_status tc_limit_begin(struct tc_error *err);

/*
 * The time of a request begins. When it is over before tc_limit_stop, the
 * client gets these bytes, which must stay until then.
 */
void tc_limit_start(
    const struct tc_channel *channel, const char *answer, size_t len);
void tc_limit_stop(void);

#endif
