/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "memory.h"

static ssize_t
append(void *arg, const char *s, size_t len)
{
	struct tc_buf *buf = arg;

	tc_buf_put(buf, s, len);
	return buf->failed ? 0 : (ssize_t)len; /* 0: an error */
}

FILE *
tc_open_memory(struct tc_buf *buf)
{
	const cookie_io_functions_t functions = {.write = append};

	tc_buf_clear(buf);
	return fopencookie(buf, "w", functions);
}
