/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What must be read is handed to workers, in the order of the walk. */
#include <stdlib.h>
#include <string.h>

#include "running.h"

static enum tc_status
remember_unmet(struct tc_running *run, const char *id, struct tc_error *err)
{
	char **unmet = realloc(run->unmet, (run->unmet_n + 1) * sizeof(*unmet));

	if (unmet != NULL) {
		run->unmet = unmet;
		if ((unmet[run->unmet_n] = strdup(id)) != NULL) {
			run->unmet_n++;
			return TC_OK;
		}
	}
	return tc_fail(err, TC_NOMEM, "out of memory");
}

/* A file or folder that is no job for a worker. */
static enum tc_status
take_problem(
    struct tc_running *run, const struct tc_job *job, struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, job->source);
	struct tc_buf *name = &run->message;

	tc_buf_clear(name);
	tc_buf_puts(name, job->path);
	if (job->line_number > 0)
		tc_buf_printf(
		    name, ":%llu", (unsigned long long)job->line_number);
	if (job->kind == TC_JOB_FAILED)
		tc_report_fate(
		    run->report, TC_FATE_FAILED, tc_buf_str(name), job->why);
	else
		tc_report_fate(
		    run->report, TC_FATE_SKIPPED, tc_buf_str(name), job->why);
	if (job->kind != TC_JOB_FAILED)
		return TC_OK;
	if (job->folder && strcmp(job->path, source->path) == 0)
		run->incomplete = true;
	tc_buf_clear(&run->id);
	tc_source_id(source, job->path, &run->id);
	return remember_unmet(run, tc_buf_str(&run->id), err);
}

/* Is a file, by size, time and settings, what this row came of? */
static bool
is_as_it_was(const struct tc_known_row *row, const char state[TC_STATE_LEN])
{
	return row->state_len == TC_STATE_LEN &&
	    memcmp(row->state, state, TC_STATE_STAT + TC_STATE_SETTINGS) == 0;
}

/* A scan that was not read in the last run. */
static enum tc_status
take_waiting(
    struct tc_running *run, const struct tc_job *job, struct tc_error *err)
{
	if (run->options->ocr == TC_OCR_LATER && !run->options->compare)
		return tc_jobs_defer(run->jobs, job->source, job->path, err);
	tc_report_fate(run->report, TC_FATE_UNCHANGED, run->id.s, "");
	return TC_OK;
}

static void
fill_job(const struct tc_running *run, const struct tc_job *job,
    const struct tc_known_row *row, struct tc_buf *message)
{
	struct tc_file_job file = {.source = job->source,
	    .claimed = job->format,
	    .ocr = job->deferred || run->options->ocr == TC_OCR_NOW,
	    .id = {run->id.s, run->id.len},
	    .path = {job->path, strlen(job->path)}};

	if (row != NULL)
		file.known = (struct tc_span){row->state, row->state_len};
	tc_job_put_file(message, &file);
}

static enum tc_status
issue_file(
    struct tc_running *run, const struct tc_job *job, struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, job->source);
	struct tc_known_row *row;
	struct tc_job_slot *slot;
	char state[TC_STATE_LEN];

	tc_buf_clear(&run->id);
	tc_source_id(source, job->path, &run->id);
	if (run->id.failed || run->id.len > TC_ID_MAX) {
		tc_report_fate(run->report, TC_FATE_FAILED, job->path,
		    "its name is too long");
		return TC_OK;
	}
	if (tc_text_utf8_span(run->id.s, run->id.len) < run->id.len) {
		tc_report_fate(run->report, TC_FATE_FAILED, job->path,
		    "its name is not UTF-8");
		return TC_OK;
	}
	row = tc_known_find(run->known, run->id.s, run->id.len);
	if (row != NULL && strcmp(row->source, source->name) == 0) {
		row->seen = row->kept = true;
		tc_state_begin(state, source, &job->info);
		if (is_as_it_was(row, state)) {
			tc_report_fate(
			    run->report, TC_FATE_UNCHANGED, run->id.s, "");
			return TC_OK;
		}
		tc_state_wait(state);
		if (!job->deferred && is_as_it_was(row, state) &&
		    run->options->ocr != TC_OCR_NOW)
			return take_waiting(run, job, err);
	}
	if (run->options->compare) {
		tc_report_fate(run->report,
		    row != NULL ? TC_FATE_CHANGED : TC_FATE_ADDED, run->id.s,
		    "");
		return TC_OK;
	}
	slot = tc_pool_issue(run->pool);
	slot->source = job->source;
	slot->deferred = job->deferred;
	tc_buf_puts(&slot->name, job->path);
	fill_job(run, job, row, &slot->message);
	run->report->bytes += (uint64_t)job->info.st_size;
	return tc_pool_send(run->pool, slot, err);
}

/*
 * A line whose very bytes some document came from needs no reading, unless an
 * earlier line of this run gives that document another content: so it is held
 * until its turn.
 */
static enum tc_status
issue_line(
    struct tc_running *run, const struct tc_job *job, struct tc_error *err)
{
	struct tc_job_slot *slot = tc_pool_issue(run->pool);

	slot->source = job->source;
	tc_buf_printf(&slot->name, "%s:%llu", job->path,
	    (unsigned long long)job->line_number);
	tc_job_put_line(&slot->message, job->source, job->line, job->line_len);
	tc_state_begin(slot->known, tc_running_source(run, job->source), NULL);
	tc_state_hash(slot->known, job->line, job->line_len);
	run->report->bytes += job->line_len;
	if (run->options->compare ||
	    tc_known_has_state(run->known, slot->known, TC_STATE_LEN))
		return TC_OK;
	return tc_pool_send(run->pool, slot, err);
}

bool
tc_running_has_room(const struct tc_running *run)
{
	size_t queued = tc_scribes_queued(run->scribes);

	return !tc_pool_full(run->pool) && queued <= TC_HELD_MAX &&
	    (tc_pool_oldest(run->pool) == NULL ||
		queued + tc_pool_held(run->pool) <= TC_HELD_MAX);
}

static enum tc_status
issue_job(
    struct tc_running *run, const struct tc_job *job, struct tc_error *err)
{
	if (job->kind == TC_JOB_FILE)
		return issue_file(run, job, err);
	if (job->kind == TC_JOB_LINE)
		return issue_line(run, job, err);
	return take_problem(run, job, err);
}

enum tc_status
tc_running_issue(struct tc_running *run, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	int room = TC_POOL_WINDOW / 4;
	struct tc_job job;

	while (status == TC_OK && !run->walked && room-- > 0 &&
	    tc_running_has_room(run)) {
		status = tc_jobs_next(run->jobs, &job, err);
		if (status == TC_DONE) {
			run->walked = true;
			return TC_OK;
		}
		if (status == TC_OK)
			status = issue_job(run, &job, err);
	}
	return status;
}
