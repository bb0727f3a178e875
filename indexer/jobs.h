/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walking the sources: one job for each file or line of a feed. */
#ifndef TC_INDEXER_JOBS_H
#define TC_INDEXER_JOBS_H

#include <stdint.h>
#include <sys/stat.h>

#include "source.h"

enum tc_job_kind {
	TC_JOB_FILE,	/* to be read unless it is unchanged */
	TC_JOB_LINE,	/* a record of a feed */
	TC_JOB_SKIPPED, /* not a document; why says what it is */
	TC_JOB_FAILED	/* could not be looked at; why says so */
};

/* Strings are borrowed until the next job. */
struct tc_job {
	enum tc_job_kind kind;
	uint32_t source;
	enum tc_format format;
	const char *path; /* of the file or feed */
	struct stat info; /* of a file */
	const char *line; /* of a feed, without its line end */
	size_t line_len;
	uint64_t line_number; /* from 1 */
	const char *why;
	bool deferred; /* it was put off: see tc_jobs_defer() */
	bool
	    unmet; /* a folder or feed failed: what is left in it was not met */
};

struct tc_jobs;

/*
 * Walk these sources in their order; files in the order of their names, so
 * that every run is the same. The folder skip (of the index itself) is left
 * out. The sources must outlive the jobs.
 */
enum tc_status tc_jobs_new(struct tc_jobs **out,
    const struct tc_sources *sources, const char *skip, struct tc_error *err);
void tc_jobs_free(struct tc_jobs *jobs);

/* The next job: TC_OK, TC_DONE after the last, TC_NOMEM. */
enum tc_status
tc_jobs_next(struct tc_jobs *jobs, struct tc_job *job, struct tc_error *err);

/*
 * Give a file again, marked as deferred, when all sources are walked; also
 * after tc_jobs_next() has said TC_DONE. TC_NOMEM.
 */
enum tc_status tc_jobs_defer(struct tc_jobs *jobs, uint32_t source,
    const char *path, struct tc_error *err);

/*
 * How much is behind, from 0 to 1. Files are counted first, which costs a walk;
 * call it only where somebody looks at it.
 */
double tc_jobs_fraction(struct tc_jobs *jobs);

#endif
