/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files that have another name now: their documents are not read again. */
#include <errno.h>
#include <string.h>
#include <tracuu/message.h>
#include <tracuu/path.h>

#include "archives.h"
#include "running.h"

/* Files of one size and time that are looked at: more are a coincidence. */
#define CANDIDATES_MAX 256

/* Has the file of a document gone from where its id says? */
static bool
has_gone(const struct tc_source *source, const struct tc_known_row *row)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct stat info;
	bool gone;

	tc_buf_printf(
	    &path, "%s%s", source->root, row->id + strlen(source->name));
	gone = !path.failed && lstat(path.s, &info) != 0 &&
	    (errno == ENOENT || errno == ENOTDIR);
	tc_buf_free(&path);
	return gone;
}

/* The next document that the slot's file may have been; NULL: no more. */
static enum tc_status
next_candidate(struct tc_known_row **row, const struct tc_running *run,
    const struct tc_job_slot *slot, uint32_t *at, struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, slot->source);
	enum tc_format claimed = tc_format_of_name(tc_buf_str(&slot->name));
	enum tc_status status;

	do
		status = tc_known_alike(
		    row, run->known, source->name, slot->known, at, err);
	while (status == TC_OK && *row != NULL &&
	    (tc_archives_member((*row)->id, (*row)->id_len) ||
		tc_format_of_name((*row)->id) != claimed ||
		!has_gone(source, *row)));
	return status;
}

enum tc_status
tc_running_candidates(struct tc_running *run, const struct tc_job_slot *slot,
    struct tc_buf *states, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	struct tc_known_row *row;
	uint32_t at = 0;
	int n = 0;

	if (run->live == 0 || run->options->keep)
		return TC_OK;
	while (n++ < CANDIDATES_MAX &&
	    (status = next_candidate(&row, run, slot, &at, err)) == TC_OK &&
	    row != NULL)
		tc_buf_put(states, row->state, row->state_len);
	return status == TC_OK ? tc_buf_check(states, err) : status;
}

/* The one that it was, for no other file to take. NULL: others did. */
static enum tc_status
claim(struct tc_known_row **row, const struct tc_running *run,
    struct tc_job_slot *slot, const struct tc_result *result,
    struct tc_error *err)
{
	enum tc_status status;
	uint32_t at = 0;

	do
		status = next_candidate(row, run, slot, &at, err);
	while (status == TC_OK && *row != NULL &&
	    !tc_state_is_same((*row)->state, result->state.s));
	if (status == TC_OK && *row != NULL) {
		(*row)->moved = true;
		tc_buf_put(&slot->moved, (*row)->id, (*row)->id_len);
		status = tc_buf_check(&slot->moved, err);
	}
	return status;
}

/* What is stored of the document that it was. TC_NOTFOUND ... */
static enum tc_status
read_stored(struct tc_running *run, const struct tc_buf *id,
    struct tc_buf *json, struct tc_buf *outline, enum tc_visibility *visibility)
{
	enum tc_status status = TC_OK;
	uint32_t docid = 0;

	if (run->index == NULL)
		status =
		    tc_index_open(&run->index, run->options->database, NULL);
	if (status == TC_OK)
		status =
		    tc_index_find(&docid, run->index, id->s, id->len, NULL);
	if (status == TC_OK && docid == 0)
		status = TC_NOTFOUND;
	return status == TC_OK ? tc_index_stored(run->index, docid, json,
				     outline, visibility, NULL)
			       : status;
}

/* May a record have a number from either name, and not from the other? */
static bool
may_be_renumbered(const struct tc_job_slot *slot)
{
	const char *old = tc_buf_str(&slot->moved);
	const char *new = tc_buf_str(&slot->name);

	return strcmp(tc_path_name(old), tc_path_name(new)) != 0 &&
	    (tc_file_is_numbered(old) || tc_file_is_numbered(new));
}

/*
 * Has a record nothing in it of the name that the file had, and will it have
 * none of the new one? The text of a scan that shows no letters is its name: it
 * has no pages.
 */
static bool
is_of_bytes(const struct tc_job_slot *slot, const struct tc_buf *json)
{
	static const char pages[] = "\"pages\":";

	if (may_be_renumbered(slot))
		return false;
	return tc_format_of_name(tc_buf_str(&slot->name)) != TC_FORMAT_PDF ||
	    memmem(json->s, json->len, pages, strlen(pages)) != NULL;
}

/* Have it read, as a file that is new. */
static enum tc_status
read_anew(
    struct tc_running *run, struct tc_job_slot *slot, struct tc_error *err)
{
	struct tc_span message = {slot->message.s + 1, slot->message.len - 1};
	struct tc_buf old = TC_BUF_INIT(TC_MSG_MAX);
	struct tc_file_job file;
	enum tc_status status;

	tc_buf_clear(&slot->moved);
	tc_buf_put(&old, message.s, message.len);
	if ((status = tc_buf_check(&old, err)) == TC_OK)
		status = tc_job_take_file(
		    &file, (struct tc_span){old.s, old.len}, err);
	if (status == TC_OK) {
		file.moved = false;
		file.known = (struct tc_span){"", 0};
		tc_job_put_file(&slot->message, &file);
		tc_buf_clear(&slot->answer);
		status = tc_pool_send(run->pool, slot, slot->message.len, err);
	}
	tc_buf_free(&old);
	return status;
}

/* The record under its new name: to a worker, or of a page to wait. */
static enum tc_status
use_record(struct tc_running *run, struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_stored stored,
    struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, slot->source);
	const char *path = tc_buf_str(&slot->name);
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf topic = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_record_job record = {
	    .source = {source->name, strlen(source->name)},
	    .id = result->id,
	    .state = result->state,
	    .note = {"", 0},
	    .stored = stored};
	struct tc_known_row *row;
	enum tc_status status;

	tc_source_url(source, path, &url);
	tc_source_topic(source, path, &topic);
	record.url = (struct tc_span){tc_buf_str(&url), url.len};
	record.topic = (struct tc_span){tc_buf_str(&topic), topic.len};
	if (stored.outline.len > 0) {
		status = tc_known_add(&row, run->known, result->id.s,
		    result->id.len, source->name, err);
		if (status == TC_OK)
			status = tc_running_wait(run, slot, &record, row, err);
		if (status == TC_OK)
			status = tc_known_set_state(
			    run->known, row, result->state, err);
	} else {
		tc_job_put_record(&slot->message, &record);
		tc_buf_clear(&slot->answer);
		status = tc_pool_send(run->pool, slot, slot->message.len, err);
	}
	tc_buf_free(&url);
	tc_buf_free(&topic);
	return status;
}

static void
report_moved(struct tc_running *run, const struct tc_job_slot *slot)
{
	struct tc_buf id = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf why = TC_BUF_INIT(TC_BUF_LINE);

	tc_source_id(
	    tc_running_source(run, slot->source), tc_buf_str(&slot->name), &id);
	tc_buf_printf(&why, tc_message("it was %s"), tc_buf_str(&slot->moved));
	tc_report_fate(
	    run->report, TC_FATE_RENAMED, tc_buf_str(&id), tc_buf_str(&why));
	tc_buf_free(&id);
	tc_buf_free(&why);
}

enum tc_status
tc_running_move(struct tc_running *run, struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	struct tc_buf json = TC_BUF_INIT(TC_MSG_MAX);
	struct tc_buf outline = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_known_row *row = NULL;
	struct tc_stored stored = {0};
	enum tc_status status, found = TC_NOTFOUND;

	status = claim(&row, run, slot, result, err);
	if (status != TC_OK)
		return status;
	if (row != NULL && tc_running_looks(run)) {
		report_moved(run, slot);
		return TC_OK;
	}
	if (row != NULL)
		found = read_stored(
		    run, &slot->moved, &json, &outline, &stored.visibility);
	if (found == TC_OK && is_of_bytes(slot, &json)) {
		stored.json = (struct tc_span){json.s, json.len};
		stored.outline =
		    (struct tc_span){tc_buf_str(&outline), outline.len};
		status = use_record(run, slot, result, stored, err);
	} else {
		if (row != NULL)
			row->moved = false;
		status = read_anew(run, slot, err);
	}
	tc_buf_free(&json);
	tc_buf_free(&outline);
	return status;
}

enum tc_status
tc_running_moved(struct tc_running *run, const struct tc_job_slot *slot,
    struct tc_error *err)
{
	struct tc_known_row *row =
	    tc_known_find(run->known, slot->moved.s, slot->moved.len);

	report_moved(run, slot);
	return row != NULL ? tc_running_forget(run, row, err) : TC_OK;
}
