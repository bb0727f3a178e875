/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was searched for, added up from the log of the page. */
#ifndef TC_WEB_REPORT_H
#define TC_WEB_REPORT_H

#include <stdint.h>
#include <tracuu/buf.h>

/* "2026-11-25" */
#define TC_REPORT_DAY 10

/* All searches for one query, or of one day. */
struct tc_report_row {
	char *name;	 /* the query, folded, or the day */
	uint64_t times;	 /* searches */
	uint64_t failed; /* of them, without results */
	uint64_t days;	 /* on which it had results */
	double slowest;	 /* milliseconds */
};

struct tc_report_rows {
	struct tc_report_row *at;
	size_t n;
};

struct tc_report {
	uint64_t searches, failed;
	uint64_t odd;	   /* lines that are none of the log's */
	double half, most; /* milliseconds that half of them, 95 % took */
	struct tc_report_rows queries; /* the most frequent first */
	struct tc_report_rows days;    /* in their order */
};

/*
 * Add up a log (tc_log_search), between two days; "" is no bound. The text is
 * changed. On TC_OK the caller frees the report. TC_NOMEM.
 */
enum tc_status tc_report_make(struct tc_report *report, struct tc_buf *log,
    const char *from, const char *to, struct tc_error *err);
void tc_report_free(struct tc_report *report);

/* Order rows by failed, or by slowest, the greatest first. */
void tc_report_by_failed(struct tc_report_rows *rows);
void tc_report_by_slowest(struct tc_report_rows *rows);

#endif
