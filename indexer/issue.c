/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What must be read is handed to workers, in the order of the walk. */
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

#include "busy.h"
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
	enum tc_status status;

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
	if (job->unmet && strcmp(job->path, source->path) == 0)
		run->incomplete = true;
	tc_buf_clear(&run->id);
	tc_source_id(source, job->path, &run->id);
	if ((status = tc_buf_check(&run->id, err)) != TC_OK)
		return status;
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

/* Can the index have a document of this name? */
static bool
has_good_name(struct tc_running *run, const struct tc_job *job)
{
	const char *why = NULL;

	if (run->id.failed || run->id.len > TC_ID_MAX)
		why = tc_message("its name is too long");
	else if (tc_text_utf8_span(run->id.s, run->id.len) < run->id.len)
		why = tc_message("its name is not UTF-8");
	if (why != NULL)
		tc_report_fate(run->report, TC_FATE_FAILED, job->path, why);
	return why == NULL;
}

/* Did it become no document before, as it is? Then tell that again. */
static bool
is_passed_over(struct tc_running *run, const struct tc_job *job,
    const char state[TC_STATE_LEN])
{
	struct tc_buf *told = &run->message;
	enum tc_memo_kind kind;
	const char *why;

	if (run->memo == NULL || run->options->retry_failed ||
	    run->options->rebuild || job->deferred ||
	    !tc_memo_knows(run->memo, &run->id, state, &kind, &why))
		return false;
	tc_buf_clear(told);
	tc_buf_printf(told, "%s (%s)", why, tc_message("not tried again"));
	if (kind == TC_MEMO_FAILED)
		tc_report_fate(
		    run->report, TC_FATE_FAILED, job->path, tc_buf_str(told));
	else if (kind == TC_MEMO_UNREAD)
		tc_report_unread(run->report, job->path, why);
	else
		tc_report_fate(run->report, TC_FATE_SKIPPED, job->path, why);
	return true;
}

/* Read it; row is what the index knows of it, or NULL. */
static enum tc_status
send_file(struct tc_running *run, const struct tc_job *job,
    struct tc_known_row *row, const char state[TC_STATE_LEN],
    struct tc_error *err)
{
	struct tc_job_slot *slot = tc_pool_issue(run->pool);
	struct tc_file_job file = {.source = job->source,
	    .claimed = job->format,
	    .ocr = job->deferred || run->options->ocr == TC_OCR_NOW,
	    .id = {run->id.s, run->id.len},
	    .path = {job->path, strlen(job->path)}};
	struct tc_buf moved = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;

	slot->source = job->source;
	slot->deferred = job->deferred;
	memcpy(slot->known, state, TC_STATE_LEN);
	tc_buf_puts(&slot->name, job->path);
	if (row != NULL) {
		file.known = (struct tc_span){row->state, row->state_len};
	} else {
		status = tc_running_candidates(run, slot, &moved, err);
		file.moved = moved.len > 0;
		file.known = (struct tc_span){tc_buf_str(&moved), moved.len};
	}
	tc_job_put_file(&slot->message, &file);
	tc_buf_free(&moved);
	if (status != TC_OK)
		return status;
	run->report->bytes += (uint64_t)job->info.st_size;
	return tc_pool_send(run->pool, slot, (size_t)job->info.st_size, err);
}

/* Is nothing to be done about a file that the index knows? */
static bool
is_settled(struct tc_running *run, struct tc_known_row *row,
    const char state[TC_STATE_LEN])
{
	row->seen = row->kept = true;
	if (!is_as_it_was(row, state))
		return false;
	tc_report_fate(run->report, TC_FATE_UNCHANGED, run->id.s, "");
	return true;
}

/* Is it, but for scans in it that were not read? */
static bool
is_waiting(const struct tc_running *run, const struct tc_job *job,
    const struct tc_known_row *row, const char state[TC_STATE_LEN])
{
	char waiting[TC_STATE_LEN];

	memcpy(waiting, state, sizeof(waiting));
	tc_state_wait(waiting);
	return !job->deferred && run->options->ocr != TC_OCR_NOW &&
	    is_as_it_was(row, waiting);
}

static enum tc_status
issue_file(
    struct tc_running *run, const struct tc_job *job, struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, job->source);
	struct tc_known_row *row;
	char state[TC_STATE_LEN];
	enum tc_status status;
	bool own;

	tc_buf_clear(&run->id);
	tc_source_id(source, job->path, &run->id);
	if ((status = tc_buf_check(&run->id, err)) != TC_OK)
		return status;
	if (!has_good_name(run, job))
		return TC_OK;
	row = tc_known_find(run->known, run->id.s, run->id.len);
	own = row != NULL && strcmp(row->source, source->name) == 0;
	tc_state_begin(state, source, &job->info);
	if ((own && is_settled(run, row, state)) ||
	    is_passed_over(run, job, state))
		return TC_OK;
	if (own && is_waiting(run, job, row, state))
		return take_waiting(run, job, err);
	if (run->options->compare) {
		tc_report_fate(run->report,
		    row != NULL ? TC_FATE_CHANGED : TC_FATE_ADDED, run->id.s,
		    "");
		return TC_OK;
	}
	if (tc_file_is_busy(job->path, &job->info)) {
		tc_report_fate(run->report, TC_FATE_SKIPPED, job->path,
		    tc_message("is being written: left for the next run"));
		return TC_OK;
	}
	return send_file(run, job, row, state, err);
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
	return tc_pool_send(run->pool, slot, job->line_len, err);
}

bool
tc_running_has_room(const struct tc_running *run)
{
	size_t queued = tc_writing_queued(run->writing);

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
