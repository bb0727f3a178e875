/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Splitting a feed into lines (indexer/jobs.c), plain or compressed: jobs come
 * with rising line numbers and end; a line has no line end in it and is not
 * blank; a damaged file is one failure, the last job.
 */
#include "fuzz.h"

#include "jobs.h"

static void
check_line(const struct tc_job *job, uint64_t before)
{
	must(job->line_number > before);
	must(memchr(job->line, '\n', job->line_len) == NULL);
	must(job->line_len > 0);
}

static void
check_jobs(struct tc_jobs *jobs, bool damaged)
{
	uint64_t before = 0;
	struct tc_job job;
	enum tc_status status;

	while ((status = tc_jobs_next(jobs, &job, NULL)) == TC_OK) {
		must(!damaged);
		must(job.kind == TC_JOB_LINE || job.kind == TC_JOB_FAILED);
		if (job.kind == TC_JOB_LINE)
			check_line(&job, before);
		else
			must(job.why[0] != '\0');
		/* A line over the limit fails alone, a bad file for good. */
		damaged = job.kind == TC_JOB_FAILED &&
		    strstr(job.why, "a line over") == NULL;
		before = job.line_number;
		must(tc_jobs_fraction(jobs) <= 1);
	}
	must(status == TC_DONE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_file file = fuzz_make_file(data, len);
	struct tc_source source = {.kind = TC_SOURCE_FEED,
	    .format = TC_FORMAT_FEED_GZ,
	    .name = file.path,
	    .root = file.path,
	    .path = file.path};
	struct tc_sources sources = {&source, 1};
	struct tc_jobs *jobs;

	must(tc_jobs_new(&jobs, &sources, "/", NULL) == TC_OK);
	check_jobs(jobs, false);
	tc_jobs_free(jobs);
	close(file.fd);
	return 0;
}
