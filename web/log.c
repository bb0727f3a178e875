/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The log of searches. */
#include "log.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

void
tc_log_search(const struct tc_site *site, const struct tc_request *request,
    uint64_t found, const struct timespec *begun)
{
	const char *query = tc_request_get(request, TC_PARAMETER_Q);
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	struct timespec now, today;
	struct tm day;
	double taken;

	if (site->log < 0 || query[0] == '\0' || request->page > 1)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	clock_gettime(CLOCK_REALTIME, &today);
	taken = (double)(now.tv_sec - begun->tv_sec) * 1e3 +
	    (double)(now.tv_nsec - begun->tv_nsec) / 1e6;
	/* Vietnam's day: no file of zones can be read here any more. */
	today.tv_sec += (time_t)7 * 3600;
	gmtime_r(&today.tv_sec, &day);
	tc_buf_printf(&line, "%04d-%02d-%02d\t%.1f\t%" PRIu64 "\t",
	    day.tm_year + 1900, day.tm_mon + 1, day.tm_mday, taken, found);
	tc_text_key(query, strlen(query), &line);
	tc_buf_putc(&line, '\n');
	/* One write, so that lines of several workers do not mix. What cannot
	 * be written is lost: a search must not fail for it. */
	if (!line.failed && write(site->log, line.s, line.len) < 0)
		tc_buf_clear(&line);
	tc_buf_free(&line);
}
