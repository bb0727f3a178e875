/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parent process: walks the sources, decides what must be read, hands it to
 * workers, and what they answer to scribes, in the order of the walk. It has no
 * database open while it forks.
 */
#include "run.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/index.h>
#include <unistd.h>

#include "../program/say.h"
#include "archives.h"
#include "jobs.h"
#include "known.h"
#include "pool.h"
#include "rebuild.h"
#include "scribes.h"

/* What may wait in memory for its turn or for a scribe, in bytes. */
#define HELD_MAX ((size_t)48 << 20)

struct run {
	const struct tc_run_options *options;
	struct tc_report *report;
	bool incomplete;
	int lock;
	unsigned live;	/* generation to write to, 0: the index is made anew */
	unsigned fresh; /* its number then */
	struct tc_replaced replaced; /* by a rebuild */
	struct tc_known *known;
	struct tc_jobs *jobs;
	bool walked; /* no more jobs */
	struct tc_worker_job worker_job;
	struct tc_pool *pool;
	struct tc_scribes *scribes;
	struct tc_buf message, id, ocr_cache;
	char **unmet; /* ids of folders that could not be read */
	size_t unmet_n;
};

static const struct tc_source *
source_at(const struct run *run, uint32_t i)
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
check_roots(struct run *run, const struct tc_index *index, struct tc_error *err)
{
	struct tc_buf root = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	uint32_t i;

	for (i = 0; i < run->options->sources->n && status == TC_OK; i++) {
		const struct tc_source *source = source_at(run, i);

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

static bool
writes_nothing(const struct run *run)
{
	return run->options->dry_run || run->options->compare;
}

/* Remove left-overs, and choose the number of a new generation. */
static enum tc_status
prepare_folder(struct run *run, unsigned live, struct tc_error *err)
{
	const char *db = run->options->database;

	if (writes_nothing(run))
		return TC_OK;
	tc_layout_tidy(db, live, run->options->generations);
	return tc_layout_next(&run->fresh, db, err);
}

/* A rebuild takes nothing from the index that it replaces. */
static enum tc_status
load_replaced(struct run *run, struct tc_error *err)
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
load_index(struct run *run, struct tc_error *err)
{
	struct tc_index *index = NULL;
	enum tc_status status;

	status = tc_layout_live(&run->live, run->options->database, err);
	if (status == TC_OK)
		status = prepare_folder(run, run->live, err);
	if (status != TC_OK || run->live == 0)
		return status;
	status = tc_index_open(&index, run->options->database, err);
	if (status == TC_OK && tc_index_warning(index) != NULL &&
	    !writes_nothing(run))
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
set_metadata(
    struct run *run, const char *name, const char *value, struct tc_error *err)
{
	tc_scribe_set(&run->message, name, value);
	return tc_scribes_send_first(run->scribes, &run->message, err);
}

/* What a new index says about itself, and the roots of these sources. */
static enum tc_status
send_metadata(struct run *run, struct tc_error *err)
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
		const struct tc_source *source = source_at(run, i);

		if (source->kind == TC_SOURCE_FEED)
			continue;
		root_key(source, &key);
		status = set_metadata(run, tc_buf_str(&key), source->root, err);
	}
out:
	tc_buf_free(&key);
	return status;
}

static enum tc_status
remember_unmet(struct run *run, const char *id, struct tc_error *err)
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
take_problem(struct run *run, const struct tc_job *job, struct tc_error *err)
{
	const struct tc_source *source = source_at(run, job->source);
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
take_waiting(struct run *run, const struct tc_job *job, struct tc_error *err)
{
	if (run->options->ocr == TC_OCR_LATER && !run->options->compare)
		return tc_jobs_defer(run->jobs, job->source, job->path, err);
	tc_report_fate(run->report, TC_FATE_UNCHANGED, run->id.s, "");
	return TC_OK;
}

static enum tc_status
issue_file(struct run *run, const struct tc_job *job, struct tc_error *err)
{
	const struct tc_source *source = source_at(run, job->source);
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
	tc_worker_file_job(&slot->message, job->source, job->format,
	    job->deferred || run->options->ocr == TC_OCR_NOW, &run->id,
	    job->path, row != NULL ? row->state : "",
	    row != NULL ? row->state_len : 0);
	run->report->bytes += (uint64_t)job->info.st_size;
	return tc_pool_send(run->pool, slot, err);
}

/*
 * A line whose very bytes some document came from needs no reading, unless an
 * earlier line of this run gives that document another content: so it is held
 * until its turn.
 */
static enum tc_status
issue_line(struct run *run, const struct tc_job *job, struct tc_error *err)
{
	struct tc_job_slot *slot = tc_pool_issue(run->pool);

	slot->source = job->source;
	tc_buf_printf(&slot->name, "%s:%llu", job->path,
	    (unsigned long long)job->line_number);
	tc_worker_line_job(
	    &slot->message, job->source, job->line, job->line_len);
	tc_state_begin(slot->known, source_at(run, job->source), NULL);
	tc_state_hash(slot->known, job->line, job->line_len);
	run->report->bytes += job->line_len;
	if (run->options->compare ||
	    tc_known_has_state(run->known, slot->known, TC_STATE_LEN))
		return TC_OK;
	return tc_pool_send(run->pool, slot, err);
}

/* Issue jobs while there is room for them. */
static enum tc_status
issue_jobs(struct run *run, struct tc_error *err)
{
	struct tc_job_slot *oldest = tc_pool_oldest(run->pool);
	enum tc_status status = TC_OK;
	struct tc_job job;
	int room = TC_POOL_WINDOW / 4;

	while (status == TC_OK && !run->walked && room-- > 0) {
		size_t queued = tc_scribes_queued(run->scribes);

		if (tc_pool_full(run->pool) || queued > HELD_MAX ||
		    (oldest != NULL &&
			queued + tc_pool_held(run->pool) > HELD_MAX))
			break;
		status = tc_jobs_next(run->jobs, &job, err);
		if (status == TC_DONE) {
			run->walked = true;
			return TC_OK;
		}
		if (status != TC_OK)
			break;
		if (job.kind == TC_JOB_FILE)
			status = issue_file(run, &job, err);
		else if (job.kind == TC_JOB_LINE)
			status = issue_line(run, &job, err);
		else
			status = take_problem(run, &job, err);
		oldest = tc_pool_oldest(run->pool);
	}
	return status;
}

static enum tc_status
take_entry(struct run *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	const struct tc_source *source = source_at(run, slot->source);
	struct tc_known_row *row;
	enum tc_status status;
	bool is_new;

	status = tc_known_add(
	    &row, run->known, result->id.s, result->id.len, source->name, err);
	if (status != TC_OK)
		return status;
	if (strcmp(row->source, source->name) != 0) {
		tc_report_fate(run->report, TC_FATE_FAILED,
		    tc_buf_str(&slot->name),
		    "its id belongs to a document of another source");
		return TC_OK;
	}
	is_new = !row->indexed && !row->sent;
	row->seen = row->sent = true;
	tc_buf_clear(&run->id);
	tc_buf_put(&run->id, result->text.s, result->text.len);
	tc_buf_clear(&run->message);
	tc_buf_put(&run->message, result->repair.s, result->repair.len);
	tc_report_read(run->report, is_new ? TC_FATE_ADDED : TC_FATE_CHANGED,
	    row->id, tc_buf_str(&run->message), tc_buf_str(&run->id));
	status = tc_known_set_state(run->known, row, result->state, err);
	if (status != TC_OK || writes_nothing(run))
		return status;
	tc_scribe_put(&run->message, result->entry, is_new && !row->removed);
	return tc_scribes_send(
	    run->scribes, result->id.s, result->id.len, &run->message, err);
}

static enum tc_status
remove_row(struct run *run, struct tc_known_row *row, struct tc_error *err)
{
	tc_report_fate(run->report, TC_FATE_REMOVED, row->id, "");
	row->indexed = row->sent = false;
	row->removed = true;
	if (writes_nothing(run))
		return TC_OK;
	tc_scribe_remove(&run->message, row->id, row->id_len);
	return tc_scribes_send(
	    run->scribes, row->id, row->id_len, &run->message, err);
}

/* What became of it, under the name of the file, or of the member of one. */
static void
take_fate(struct run *run, const struct tc_job_slot *slot, enum tc_fate fate,
    const struct tc_result *result)
{
	bool member = tc_archives_member(result->id.s, result->id.len);
	const char *name;

	tc_buf_clear(&run->id);
	tc_buf_put(&run->id, result->id.s, result->id.len);
	tc_buf_clear(&run->message);
	tc_buf_put(&run->message, result->text.s, result->text.len);
	name = member ? tc_buf_str(&run->id) : tc_buf_str(&slot->name);
	if (result->outcome == TC_OUTCOME_UNREAD)
		tc_report_unread(
		    run->report, name, "no reader for this kind of file");
	else
		tc_report_fate(
		    run->report, fate, name, tc_buf_str(&run->message));
}

/* A feed says that a document is gone. */
static enum tc_status
take_deletion(struct run *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	const struct tc_source *source = source_at(run, slot->source);
	struct tc_known_row *row =
	    tc_known_find(run->known, result->id.s, result->id.len);
	struct tc_span none = {"", 0};
	enum tc_status status;

	if (row == NULL || (!row->indexed && !row->sent)) {
		take_fate(run, slot,
		    result->text.len > 0 ? TC_FATE_SKIPPED : TC_FATE_UNCHANGED,
		    result);
		return TC_OK;
	}
	if (strcmp(row->source, source->name) != 0) {
		tc_report_fate(run->report, TC_FATE_FAILED,
		    tc_buf_str(&slot->name),
		    "its id belongs to a document of another source");
		return TC_OK;
	}
	if ((status = remove_row(run, row, err)) == TC_OK)
		status = tc_known_set_state(run->known, row, none, err);
	return status;
}

/* A document is as it was, but for its state. */
static enum tc_status
take_state(
    struct run *run, const struct tc_result *result, struct tc_error *err)
{
	struct tc_known_row *row =
	    tc_known_find(run->known, result->id.s, result->id.len);
	enum tc_status status;

	/* An archive has no document that could note its new time. */
	if (row == NULL || !(row->indexed || row->sent) || writes_nothing(run))
		return TC_OK;
	status = tc_known_set_state(run->known, row, result->state, err);
	if (status != TC_OK)
		return status;
	tc_scribe_touch(
	    &run->message, result->id.s, result->id.len, result->state);
	return tc_scribes_send(
	    run->scribes, result->id.s, result->id.len, &run->message, err);
}

/* Something came of a file: what it held before, and does not now, goes. */
static void
forget_members(struct run *run, const struct tc_result *result)
{
	struct tc_known_row *row =
	    tc_known_find(run->known, result->id.s, result->id.len);
	struct tc_known_row *archive =
	    tc_archives_find(run->known, result->id.s, result->id.len);

	if (row != NULL)
		row->kept = false;
	if (archive != NULL)
		archive->kept = false;
}

/* A scan waits until everything else is read; once, if it fails then, too. */
static enum tc_status
take_scan(struct run *run, const struct tc_job_slot *slot, struct tc_error *err)
{
	if (run->options->ocr != TC_OCR_LATER || slot->deferred)
		return TC_OK;
	run->walked = false;
	return tc_jobs_defer(
	    run->jobs, slot->source, tc_buf_str(&slot->name), err);
}

static enum tc_status
take_result(struct run *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	switch (result->outcome) {
	case TC_OUTCOME_ENTRY:
		forget_members(run, result);
		return take_entry(run, slot, result, err);
	case TC_OUTCOME_SAME:
		tc_report_fate(run->report, TC_FATE_UNCHANGED, "", "");
		return take_state(run, result, err);
	case TC_OUTCOME_WHOLE:
		return take_state(run, result, err);
	case TC_OUTCOME_SCAN:
		return take_scan(run, slot, err);
	case TC_OUTCOME_DELETED:
		return take_deletion(run, slot, result, err);
	case TC_OUTCOME_CHANGING:
	case TC_OUTCOME_UNREAD:
		take_fate(run, slot, TC_FATE_SKIPPED, result);
		break;
	case TC_OUTCOME_FAILED:
		take_fate(run, slot, TC_FATE_FAILED, result);
		break;
	}
	return TC_OK;
}

static enum tc_status
take_answer(
    struct run *run, const struct tc_job_slot *slot, struct tc_error *err)
{
	struct tc_span message = {slot->answer.s, slot->answer.len};
	struct tc_result result;
	enum tc_status status;

	status = tc_worker_results(&message, err);
	while (status == TC_OK &&
	    (status = tc_worker_result(&result, &message, err)) == TC_OK)
		status = take_result(run, slot, &result, err);
	return status == TC_DONE ? TC_OK : status;
}

/* Retire, in the order of issue, what has been answered. */
static enum tc_status
retire_jobs(struct run *run, struct tc_error *err)
{
	struct tc_job_slot *slot;
	enum tc_status status = TC_OK;

	while (status == TC_OK && (slot = tc_pool_oldest(run->pool)) != NULL &&
	    slot->state != TC_SLOT_SENT) {
		if (slot->state == TC_SLOT_ANSWERED) {
			status = take_answer(run, slot, err);
		} else if (tc_known_has_state(
			       run->known, slot->known, TC_STATE_LEN)) {
			tc_report_fate(run->report, TC_FATE_UNCHANGED,
			    tc_buf_str(&slot->name), "");
		} else if (run->options->compare) {
			tc_report_fate(run->report, TC_FATE_CHANGED,
			    tc_buf_str(&slot->name), "");
		} else {
			return tc_pool_send(run->pool, slot, err);
		}
		tc_pool_retire(run->pool);
	}
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
wait_children(struct run *run, struct tc_error *err)
{
	unsigned i, n = 0, workers = tc_pool_channels(run->pool);
	unsigned scribes = tc_scribes_channels(run->scribes);
	struct pollfd *fds = calloc(workers + scribes, sizeof(*fds));

	if (fds == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < workers; i++)
		watch(fds, &n, tc_pool_channel(run->pool, i));
	for (i = 0; i < scribes; i++)
		watch(fds, &n, tc_scribes_channel(run->scribes, i));
	/* The time-out is for the bar; nothing is lost if a signal comes. */
	poll(fds, n, 200);
	free(fds);
	return TC_OK;
}

/* Is there nothing to do until a worker answers or a scribe catches up? */
static bool
must_wait(struct run *run)
{
	const struct tc_job_slot *oldest = tc_pool_oldest(run->pool);

	if (oldest != NULL)
		return oldest->state == TC_SLOT_SENT;
	return !run->walked && tc_scribes_queued(run->scribes) > HELD_MAX;
}

static enum tc_status
do_jobs(struct run *run, struct tc_error *err)
{
	enum tc_status status;

	do {
		if ((status = issue_jobs(run, err)) != TC_OK ||
		    (status = tc_pool_collect(run->pool, err)) != TC_OK ||
		    (status = retire_jobs(run, err)) != TC_OK ||
		    (status = tc_scribes_pump(run->scribes, err)) != TC_OK)
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

/* Is id that of a folder or something below it? */
static bool
id_lies_in(const char *id, const char *folder)
{
	size_t len = strlen(folder);

	while (len > 0 && folder[len - 1] == '/')
		len--;
	return strncmp(id, folder, len) == 0 &&
	    (id[len] == '/' || id[len] == '\0');
}

/* Should this run have met the document if it were still there? */
static bool
has_vanished(const struct run *run, const struct tc_source *source,
    const char *walked, const struct tc_known_row *row)
{
	const struct tc_known_row *archive =
	    tc_archives_find(run->known, row->id, row->id_len);
	size_t i;

	if (archive != NULL && archive->kept)
		return false;
	if (!row->indexed || row->seen ||
	    strcmp(row->source, source->name) != 0 ||
	    !id_lies_in(row->id, walked))
		return false;
	for (i = 0; i < run->unmet_n; i++) {
		if (id_lies_in(row->id, run->unmet[i]))
			return false;
	}
	return true;
}

static bool
is_confirmed(const struct run *run, const struct tc_source *source,
    size_t vanished, size_t all)
{
	char *answer = NULL;
	size_t cap = 0;
	bool yes;

	/* One file of a small folder is nobody's accident. */
	if (run->options->yes || run->options->compare || vanished < 2 ||
	    vanished * 5 <= all)
		return true;
	tc_report_clear_bar(run->report);
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
		tc_say("%s: %zu of %zu documents are no longer there; they "
		       "stay in the index (--yes removes them)",
		    source->path, vanished, all);
		return false;
	}
	tc_say("%s: %zu of %zu documents are no longer there", source->path,
	    vanished, all);
	tc_print(stderr, "Remove them from the index? [y/N] ");
	/* "c" is có. */
	yes = getline(&answer, &cap, stdin) > 0 &&
	    strchr("yYcC", answer[0]) != NULL;
	free(answer);
	return yes;
}

static enum tc_status
remove_vanished_of(
    struct run *run, const struct tc_source *source, struct tc_error *err)
{
	struct tc_buf walked = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n = tc_known_count(run->known), vanished = 0, all = 0;
	enum tc_status status;

	tc_source_id(source, source->path, &walked);
	status = tc_buf_check(&walked, err);
	for (i = 0; i < n && status == TC_OK; i++) {
		const struct tc_known_row *row = tc_known_row(run->known, i);

		all += row->indexed && strcmp(row->source, source->name) == 0;
		vanished += has_vanished(run, source, walked.s, row);
	}
	if (status == TC_OK && !is_confirmed(run, source, vanished, all)) {
		run->incomplete = true;
		vanished = 0;
	}
	for (i = 0; i < n && status == TC_OK && vanished > 0; i++) {
		struct tc_known_row *row = tc_known_row(run->known, i);

		if (has_vanished(run, source, walked.s, row))
			status = remove_row(run, row, err);
	}
	tc_buf_free(&walked);
	return status;
}

static enum tc_status
remove_vanished(struct run *run, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	uint32_t i;

	for (i = 0; i < run->options->sources->n && status == TC_OK; i++) {
		const struct tc_source *source = source_at(run, i);

		if (source->kind == TC_SOURCE_FOLDER && !run->options->keep)
			status = remove_vanished_of(run, source, err);
	}
	return status;
}

/* Has the new index a good part of what the old one had of each source? */
static void
check_rebuilt(struct run *run)
{
	size_t i, n = tc_known_count(run->known), fresh, old;
	uint32_t k;

	for (k = 0; k < run->options->sources->n; k++) {
		const struct tc_source *source = source_at(run, k);

		fresh = 0;
		for (i = 0; i < n; i++) {
			const struct tc_known_row *row =
			    tc_known_row(run->known, i);

			fresh +=
			    row->sent && strcmp(row->source, source->name) == 0;
		}
		old = tc_replaced_documents(&run->replaced, source->name);
		if (fresh < old && !is_confirmed(run, source, old - fresh, old))
			run->incomplete = true;
	}
}

/* A tc_committed_fn: these changes survive whatever comes. */
static void
tell_committed(void *arg, uint64_t changes)
{
	struct run *run = arg;

	tc_report_committed(run->report, changes);
}

static enum tc_status
begin(struct run *run, struct tc_error *err)
{
	const struct tc_run_options *options = run->options;
	struct tc_scribes_options scribes = {.database = options->database,
	    .n = options->jobs,
	    .live_batch = options->batch,
	    .memory = options->memory,
	    .committed = tell_committed,
	    .arg = run};
	enum tc_status status;

	if ((status = tc_known_new(&run->known, err)) != TC_OK)
		return status;
	if (!writes_nothing(run) &&
	    (status = tc_layout_lock(
		 &run->lock, options->database, options->wait, err)) != TC_OK)
		return status;
	run->worker_job.sources = options->sources;
	run->worker_job.families = options->families;
	run->worker_job.unconfined = options->unconfined;
	tc_buf_printf(
	    &run->ocr_cache, "%s/%s", options->database, TC_OCR_FOLDER);
	if (!writes_nothing(run))
		run->worker_job.ocr_cache = tc_buf_str(&run->ocr_cache);
	status =
	    options->rebuild ? load_replaced(run, err) : load_index(run, err);
	if (status != TC_OK)
		return status;
	if ((status = tc_jobs_new(&run->jobs, options->sources,
		 options->database, err)) != TC_OK)
		return status;
	scribes.live = run->live;
	scribes.fresh = run->fresh;
	if ((status = tc_scribes_new(&run->scribes, &scribes, err)) != TC_OK)
		return status;
	return tc_pool_new(&run->pool, options->jobs, &run->worker_job, err);
}

/* A run that found nothing to do still ends what a killed one began. */
static enum tc_status
seal_left_open(struct run *run, struct tc_error *err)
{
	const char *db = run->options->database;
	enum tc_status status;
	bool sealed;

	status = tc_layout_is_sealed(&sealed, db, run->live, err);
	if (status != TC_OK || sealed)
		return status;
	if ((status = tc_layout_begin(db, run->live, err)) == TC_OK)
		status = tc_layout_seal(db, run->live, err);
	return status;
}

static enum tc_status
finish(struct run *run, struct tc_error *err)
{
	enum tc_status status;

	if (writes_nothing(run))
		return TC_OK;
	/* An unchanged index is left alone altogether. */
	if (run->live != 0 && tc_scribes_channels(run->scribes) == 0)
		return seal_left_open(run, err);
	if (run->options->rebuild) {
		check_rebuilt(run);
		if (run->incomplete && !run->options->yes)
			return tc_fail(err, TC_INVALID,
			    "%s: the new index would lack too much; the old "
			    "one stays (--yes takes the new one)",
			    run->options->database);
	}
	if ((status = send_metadata(run, err)) != TC_OK)
		return status;
	if ((status = tc_scribes_finish(run->scribes, err)) != TC_OK)
		return status;
	if (run->live == 0)
		tc_layout_tidy(run->options->database, run->fresh,
		    run->options->generations);
	return TC_OK;
}

static void
end(struct run *run)
{
	size_t i;

	tc_pool_free(run->pool);
	tc_scribes_free(run->scribes);
	tc_jobs_free(run->jobs);
	tc_known_free(run->known);
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
	struct run run = {
	    .options = options,
	    .report = report,
	    .lock = -1,
	    .message = TC_BUF_INIT(TC_MSG_MAX),
	    .id = TC_BUF_INIT(TC_BUF_LINE),
	    .ocr_cache = TC_BUF_INIT(TC_BUF_LINE),
	};
	enum tc_status status;

	if ((status = begin(&run, err)) == TC_OK &&
	    (status = do_jobs(&run, err)) == TC_OK &&
	    (status = remove_vanished(&run, err)) == TC_OK)
		status = finish(&run, err);
	*incomplete = run.incomplete;
	end(&run);
	return status;
}
