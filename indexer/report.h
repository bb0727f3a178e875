/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What became of each document: on stderr, and as JSON lines. */
#ifndef TC_INDEXER_REPORT_H
#define TC_INDEXER_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <tracuu/error.h>

enum tc_fate {
	TC_FATE_ADDED,
	TC_FATE_CHANGED,
	TC_FATE_REMOVED,
	TC_FATE_UNCHANGED, /* counted only */
	TC_FATE_SKIPPED,
	TC_FATE_FAILED,
	TC_FATE_RENAMED, /* a file has another name, or another folder */
	TC_FATE_COUNT
};

struct tc_report {
	FILE *json;   /* NULL: nobody asked */
	bool silent;  /* nothing on stderr */
	bool quiet;   /* failures only */
	bool verbose; /* every document */
	bool progress;
	bool bar; /* one is on the terminal now */
	uint64_t count[TC_FATE_COUNT];
	uint64_t bytes;	 /* of what was read */
	uint64_t unread; /* skipped because there is no reader for it */
	char unread_example[80];
	uint64_t remade; /* unchanged pages whose site's furniture changed */
	struct timespec begun, shown;
};

void tc_report_begin(struct tc_report *report);

/*
 * Tell of one document. name is its id, or the place in a source where there
 * is none; why may be "".
 */
void tc_report_fate(struct tc_report *report, enum tc_fate fate,
    const char *name, const char *why);

/* The same of one that was read; repair is its field of the record, or "". */
void tc_report_read(struct tc_report *report, enum tc_fate fate,
    const char *name, const char *repair, const char *why);

/* A file of a kind that has no reader: told only at the end, but for -v. */
void
tc_report_unread(struct tc_report *report, const char *name, const char *why);

/* So many changes have been committed; told where every document is. */
void tc_report_committed(struct tc_report *report, uint64_t n);

/* Show the bar if it is time for it; fraction from 0 to 1. */
bool tc_report_wants_progress(const struct tc_report *report);
void tc_report_progress(struct tc_report *report, double fraction);

/* Take the bar off the terminal, before something else is written there. */
void tc_report_clear_bar(struct tc_report *report);

/* Did each document fail that was met, so that nothing came of the run? */
bool tc_report_is_all_failed(const struct tc_report *report);

/* The totals. TC_IO when the JSON lines could not be written. */
enum tc_status
tc_report_end(struct tc_report *report, const char *verb, struct tc_error *err);

#endif
