/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A search cannot be stopped from without: Xapian's own limit of time does not
 * hold, and to jump out of it would leave its objects in pieces. So the process
 * ends, with a page that was made before, and another one goes on.
 */
#include "limit.h"

#include <signal.h>
#include <stdbool.h>
#include <tracuu/write.h>
#include <unistd.h>

#include "../query/guard.h"

/* Records of FastCGI: type, and what fits into one. */
#define FCGI_VERSION 1
#define FCGI_END_REQUEST 3
#define FCGI_STDOUT 6
#define RECORD_MAX 8192

/* All that the handler knows; a handler has no other way to be told. */
static struct {
	const char *answer;
	size_t len;
	volatile sig_atomic_t fd; /* -1: no request is in hand */
	volatile sig_atomic_t request;
} limit = {NULL, 0, -1, 0};

static bool
write_record(int type, const char *s, size_t len)
{
	char head[8] = {FCGI_VERSION, 0, 0, 0, 0, 0, 0, 0};

	head[1] = (char)type;
	head[2] = (char)(limit.request >> 8);
	head[3] = (char)limit.request;
	head[4] = (char)(len >> 8);
	head[5] = (char)len;
	return tc_write_all(limit.fd, head, sizeof(head)) &&
	    tc_write_all(limit.fd, s, len);
}

static void
give_up(int signal_number)
{
	static const char end[8]; /* status 0, the request is complete */
	const char *s = limit.answer;
	size_t left = limit.len, n;
	bool good = limit.fd >= 0;

	if (good && limit.request == 0)
		good = tc_write_all(limit.fd, s, left);
	for (; good && limit.request != 0 && left > 0; s += n, left -= n) {
		n = left < RECORD_MAX ? left : RECORD_MAX;
		good = write_record(FCGI_STDOUT, s, n);
	}
	if (good && limit.request != 0 && write_record(FCGI_STDOUT, "", 0))
		write_record(FCGI_END_REQUEST, end, sizeof(end));
	_exit(signal_number == SIGPROF ? 0 : 1);
}

enum tc_status
tc_limit_begin(struct tc_error *err)
{
	return tc_guard_catch(give_up, err);
}

void
tc_limit_start(const struct tc_channel *channel, const char *answer, size_t len)
{
	limit.answer = answer;
	limit.len = len;
	limit.request = (sig_atomic_t)channel->request;
	limit.fd = channel->fd;
	tc_guard_limit(TC_LIMIT_SECONDS);
}

void
tc_limit_stop(void)
{
	tc_guard_limit(0);
	limit.fd = -1;
}
