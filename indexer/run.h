/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One run of the indexer: from sources to a committed index. */
#ifndef TC_INDEXER_RUN_H
#define TC_INDEXER_RUN_H

#include "ocr.h"
#include "report.h"
#include "source.h"

struct tc_run_options {
	const char *database;
	const struct tc_sources *sources;
	unsigned jobs;	      /* processes of each kind, at least 1 */
	unsigned families;    /* for an index that is made anew */
	unsigned generations; /* that are kept, the live one among them */
	unsigned wait;	      /* seconds, for another indexer to end */
	size_t batch;	      /* bytes of entries to a commit of a live index */
	size_t memory;	      /* bytes that a new one gathers in memory */
	bool rebuild;	      /* make the index anew, and swap it in */
	bool keep;	      /* remove nothing */
	bool dry_run;	      /* write nothing */
	bool compare;	      /* as dry_run, and read nothing: only tell what is
			       * new, changed or gone by size and time */
	bool yes;	      /* remove without asking, however much */
	enum tc_ocr ocr;      /* when scans are read */
	bool unconfined;      /* read without the sandbox */
	bool retry_failed;    /* read again what became no document */
};

/*
 * Bring the index up to date with the sources. What went wrong with single
 * documents is in the report alone; TC_OK then. Otherwise the job could not be
 * done: TC_LOCKED, TC_FULL, TC_VERSION ... and the index holds what was
 * committed, nothing half done.
 *
 * *incomplete is set when a source could not be walked, its removals were not
 * confirmed, or no document could be read and none was there: the rest was
 * done. A rebuild is thrown away then.
 */
enum tc_status tc_run(const struct tc_run_options *options,
    struct tc_report *report, bool *incomplete, struct tc_error *err);

#endif
