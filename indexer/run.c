/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parent process: walks the sources, decides what must be read, hands it to
 * workers, and what they answer to the scribe, in the order of the walk. It has
 * no database open while it forks.
 */
#include "running.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/index.h>
#include <unistd.h>

#include "../program/say.h"
#include "archives.h"

const struct tc_source *
tc_running_source(const struct tc_running *run, uint32_t i)
{
	return &run->options->sources->at[i];
}

/* Metadata key that holds the root of a source. */
static void
root_key(const struct tc_source *source, struct tc_buf *key)
{
	tc_buf_clear(key);
	tc_buf_printf(key, "source:%s", source->name);
}

/* A name means one folder: another with the same name would replace it. */
static enum tc_status
check_roots(
    struct tc_running *run, const struct tc_index *index, struct tc_error *err)
{
	struct tc_buf root = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	uint32_t i;

	for (i = 0; i < run->options->sources->n && status == TC_OK; i++) {
		const struct tc_source *source = tc_running_source(run, i);

		if (source->kind == TC_SOURCE_FEED)
			continue;
		root_key(source, &run->message);
		tc_buf_clear(&root);
		status =
		    tc_index_get(index, tc_buf_str(&run->message), &root, err);
		if (status == TC_OK && root.len > 0 &&
		    strcmp(root.s, source->root) != 0)
			status = tc_fail(err, TC_INVALID,
			    "%s: \"%s\" is %s in this index; give this folder "
			    "another name in the configuration",
			    source->root, source->name, root.s);
	}
	tc_buf_free(&root);
	return status;
}

bool
tc_running_looks(const struct tc_running *run)
{
	return run->options->dry_run || run->options->compare;
}

/* Remove left-overs, and choose the number of a new generation. */
static enum tc_status
prepare_folder(struct tc_running *run, unsigned live, struct tc_error *err)
{
	const char *db = run->options->database;

	if (tc_running_looks(run))
		return TC_OK;
	tc_layout_tidy(db, live, run->options->generations);
	return tc_layout_next(&run->fresh, db, err);
}

/* A rebuild takes nothing from the index that it replaces. */
static enum tc_status
load_replaced(struct tc_running *run, struct tc_error *err)
{
	const struct tc_run_options *options = run->options;
	enum tc_status status;
	unsigned live, next;

	status = tc_layout_live(&live, options->database, err);
	/* A stub that cannot be read may be replaced if it is one of ours. */
	if (status == TC_INVALID &&
	    tc_layout_next(&next, options->database, NULL) == TC_OK && next > 1)
		status = TC_OK;
	if (status != TC_OK)
		return status;
	if ((status = tc_replaced_count(
		 &run->replaced, options->database, live, err)) != TC_OK)
		return status;
	if (!options->yes &&
	    (status = tc_replaced_check(&run->replaced, options->sources,
		 options->database, err)) != TC_OK)
		return status;
	return prepare_folder(run, live, err);
}

/* Look at the index as it is, and close it before anything is forked. */
static enum tc_status
load_index(struct tc_running *run, struct tc_error *err)
{
	struct tc_index *index = NULL;
	enum tc_status status;

	status = tc_layout_live(&run->live, run->options->database, err);
	if (status == TC_OK)
		status = prepare_folder(run, run->live, err);
	if (status != TC_OK || run->live == 0)
		return status;
	status = tc_layout_is_sealed(
	    &run->sealed, run->options->database, run->live, err);
	if (status == TC_OK)
		status = tc_index_open(&index, run->options->database, err);
	if (status == TC_OK && tc_index_warning(index) != NULL &&
	    !tc_running_looks(run))
		status =
		    tc_fail(err, TC_VERSION, "%s", tc_index_warning(index));
	if (status == TC_OK) {
		run->worker_job.families = tc_index_families(index);
		status = check_roots(run, index, err);
	}
	if (status == TC_OK)
		status = tc_known_load(run->known, index, err);
	if (status == TC_OK)
		status = tc_archives_load(run->known, err);
	tc_index_free(index);
	return status;
}

static enum tc_status
set_metadata(struct tc_running *run, const char *name, const char *value,
    struct tc_error *err)
{
	tc_scribe_set(&run->message, name, value);
	return tc_writing_send(run->writing, &run->message, err);
}

/* What a new index says about itself, and the roots of these sources. */
static enum tc_status
send_metadata(struct tc_running *run, struct tc_error *err)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	char families[16];
	uint32_t i;

	snprintf(families, sizeof(families), "%u", run->worker_job.families);
	if (run->live == 0 &&
	    ((status = set_metadata(run, "schema", TC_SCHEMA, err)) != TC_OK ||
		(status = set_metadata(
		     run, "analyser", tc_analyser_version(), err)) != TC_OK ||
		(status = set_metadata(run, "families", families, err)) !=
		    TC_OK))
		goto out;
	for (i = 0; i < run->options->sources->n && status == TC_OK; i++) {
		const struct tc_source *source = tc_running_source(run, i);

		if (source->kind == TC_SOURCE_FEED)
			continue;
		root_key(source, &key);
		status = set_metadata(run, tc_buf_str(&key), source->root, err);
	}
out:
	tc_buf_free(&key);
	return status;
}

static void
watch(struct pollfd *fds, unsigned *n, const struct tc_channel *channel)
{
	if (channel->fd < 0 || channel->closed)
		return;
	fds[*n].fd = channel->fd;
	fds[*n].events = POLLIN;
	if (tc_channel_queued(channel) > 0)
		fds[*n].events |= POLLOUT;
	(*n)++;
}

/* Wait until some child can be written to or has something to say. */
static enum tc_status
wait_children(struct tc_running *run, struct tc_error *err)
{
	unsigned i, n = 0, workers = tc_pool_channels(run->pool);
	const struct tc_channel *scribe = tc_writing_channel(run->writing);
	struct pollfd *fds = calloc(workers + 1, sizeof(*fds));

	if (fds == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < workers; i++)
		watch(fds, &n, tc_pool_channel(run->pool, i));
	if (scribe != NULL)
		watch(fds, &n, scribe);
	/* The time-out is for the bar; nothing is lost if a signal comes. */
	poll(fds, n, 200);
	free(fds);
	return TC_OK;
}

/* Is there nothing to do until a worker answers or a scribe catches up? */
static bool
must_wait(struct tc_running *run)
{
	const struct tc_job_slot *oldest = tc_pool_oldest(run->pool);

	if (oldest != NULL)
		return tc_slot_is_out(oldest);
	return !run->walked && tc_writing_queued(run->writing) > TC_HELD_MAX;
}

/* Hand out jobs and take what comes of them until all are done. */
static enum tc_status
do_jobs(struct tc_running *run,
    enum tc_status (*issue)(struct tc_running *run, struct tc_error *err),
    struct tc_error *err)
{
	enum tc_status status;

	do {
		if ((status = issue(run, err)) != TC_OK ||
		    (status = tc_pool_collect(run->pool, err)) != TC_OK ||
		    (status = tc_running_retire(run, err)) != TC_OK ||
		    (status = tc_writing_pump(run->writing, err)) != TC_OK)
			return status;
		if (tc_report_wants_progress(run->report))
			tc_report_progress(
			    run->report, tc_jobs_fraction(run->jobs));
		if (must_wait(run))
			status = wait_children(run, err);
	} while (status == TC_OK &&
	    (!run->walked || tc_pool_oldest(run->pool) != NULL));
	return status;
}

/* A tc_committed_fn: these changes survive whatever comes. */
static void
tell_committed(void *arg, uint64_t changes)
{
	struct tc_running *run = arg;

	tc_report_committed(run->report, changes);
}

static enum tc_status
begin(struct tc_running *run, struct tc_error *err)
{
	const struct tc_run_options *options = run->options;
	struct tc_writing_options writing = {.database = options->database,
	    .live_batch = options->batch,
	    .memory = options->memory,
	    .committed = tell_committed,
	    .arg = run};
	enum tc_status status;

	if ((status = tc_known_new(&run->known, err)) != TC_OK)
		return status;
	if (!tc_running_looks(run) &&
	    (status = tc_layout_lock(
		 &run->lock, options->database, options->wait, err)) != TC_OK)
		return status;
	/* What only looks at one file for once has it read. */
	if (!options->dry_run &&
	    (status = tc_memo_load(&run->memo, options->database, err)) !=
		TC_OK)
		return status;
	run->worker_job.sources = options->sources;
	run->worker_job.families = options->families;
	run->worker_job.unconfined = options->unconfined;
	tc_buf_printf(
	    &run->ocr_cache, "%s/%s", options->database, TC_OCR_FOLDER);
	if (!tc_running_looks(run))
		run->worker_job.ocr_cache = tc_buf_str(&run->ocr_cache);
	status =
	    options->rebuild ? load_replaced(run, err) : load_index(run, err);
	if (status != TC_OK)
		return status;
	if ((status = tc_waiting_new(&run->waiting, options->database, err)) !=
		TC_OK ||
	    (status = tc_jobs_new(&run->jobs, options->sources,
		 options->database, err)) != TC_OK)
		return status;
	writing.live = run->live;
	writing.fresh = run->fresh;
	if ((status = tc_writing_new(&run->writing, &writing, err)) != TC_OK)
		return status;
	return tc_pool_new(&run->pool, options->jobs, &run->worker_job, err);
}

/* A run that found nothing to do still ends what a killed one began. */
static enum tc_status
seal_left_open(struct tc_running *run, struct tc_error *err)
{
	const char *db = run->options->database;
	enum tc_status status;

	if (run->sealed)
		return TC_OK;
	if ((status = tc_layout_begin(db, run->live, err)) == TC_OK)
		status = tc_layout_seal(db, run->live, err);
	return status;
}

static bool
has_documents(const struct tc_running *run)
{
	size_t i, n = tc_known_count(run->known);
	const struct tc_known_row *row;

	for (i = 0; i < n; i++) {
		row = tc_known_row(run->known, i);
		if (row->indexed || row->sent)
			return true;
	}
	return false;
}

/* Documents were met, none could be read, and none is there from before: to
 * have an empty index would look like success. */
static void
note_all_failed(struct tc_running *run)
{
	struct tc_report *report = run->report;

	if (run->options->compare || !tc_report_is_all_failed(report) ||
	    has_documents(run))
		return;
	run->incomplete = true;
	if (report->silent)
		return;
	tc_report_clear_bar(report);
	tc_say("%s: nothing to be searched: none of %ju document(s) could be "
	       "read",
	    run->options->database, (uintmax_t)report->count[TC_FATE_FAILED]);
}

static enum tc_status
finish(struct tc_running *run, struct tc_error *err)
{
	enum tc_status status;

	note_all_failed(run);
	if (tc_running_looks(run))
		return TC_OK;
	/* A new index of sources that could not be read would be none. */
	if (run->live == 0 && run->incomplete && !run->options->rebuild &&
	    run->report->count[TC_FATE_ADDED] == 0)
		return TC_OK;
	/* An unchanged index is left alone altogether. */
	if (run->live != 0 && tc_writing_channel(run->writing) == NULL)
		return seal_left_open(run, err);
	if (run->options->rebuild) {
		tc_running_check_rebuilt(run);
		if (run->incomplete && !run->options->yes)
			return tc_fail(err, TC_INVALID,
			    "%s: the new index would lack too much; the old "
			    "one stays (--yes takes the new one)",
			    run->options->database);
	}
	if ((status = send_metadata(run, err)) != TC_OK)
		return status;
	if ((status = tc_writing_finish(run->writing, err)) != TC_OK)
		return status;
	if (run->live == 0)
		tc_layout_tidy(run->options->database, run->fresh,
		    run->options->generations);
	return TC_OK;
}

static void
end(struct tc_running *run)
{
	size_t i;

	tc_pool_free(run->pool);
	tc_writing_free(run->writing);
	tc_jobs_free(run->jobs);
	tc_known_free(run->known);
	tc_waiting_free(run->waiting);
	tc_memo_free(run->memo);
	tc_index_free(run->index);
	tc_recur_free(run->recur);
	tc_replaced_free(&run->replaced);
	for (i = 0; i < run->unmet_n; i++)
		free(run->unmet[i]);
	free(run->unmet);
	tc_buf_free(&run->message);
	tc_buf_free(&run->id);
	tc_buf_free(&run->ocr_cache);
	if (run->lock >= 0)
		close(run->lock);
}

enum tc_status
tc_run(const struct tc_run_options *options, struct tc_report *report,
    bool *incomplete, struct tc_error *err)
{
	struct tc_running run = {
	    .options = options,
	    .report = report,
	    .lock = -1,
	    .message = TC_BUF_INIT(TC_MSG_MAX),
	    .id = TC_BUF_INIT(TC_BUF_LINE),
	    .ocr_cache = TC_BUF_INIT(TC_BUF_LINE),
	};
	enum tc_status status;

	if ((status = begin(&run, err)) == TC_OK &&
	    (status = do_jobs(&run, tc_running_issue, err)) == TC_OK &&
	    (status = tc_running_remove_vanished(&run, err)) == TC_OK &&
	    (status = tc_running_learn(&run, err)) == TC_OK &&
	    (status = do_jobs(&run, tc_running_issue_pages, err)) == TC_OK)
		status = finish(&run, err);
	if (status == TC_OK && run.memo != NULL && !tc_running_looks(&run))
		tc_memo_save(
		    run.memo, options->database, tc_running_may_be_there, &run);
	*incomplete = run.incomplete;
	end(&run);
	return status;
}
