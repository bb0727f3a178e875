/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What workers answered becomes messages to the scribe, and lines of the
 * report.
 */
#include <string.h>
#include <tracuu/message.h>

#include "archives.h"
#include "running.h"

static const char no_reader[] = TC_MESSAGE("no reader for this kind of file");

/*
 * Is it what the index has, or what this run has written? Only a scan that
 * still waits comes so, with what else is in its archive: members have the time
 * of that when all are told.
 */
static bool
is_as_it_was(const struct tc_known_row *row, const struct tc_job_slot *slot,
    const struct tc_result *result)
{
	size_t from =
	    tc_archives_member(row->id, row->id_len) ? TC_STATE_STAT : 0;
	bool written = row->sent || row->waits > 0;

	return (written ? slot->deferred : row->indexed) &&
	    row->state_len == TC_STATE_LEN &&
	    result->state.len == TC_STATE_LEN &&
	    memcmp(row->state + from, result->state.s + from,
		TC_STATE_LEN - from) == 0;
}

/* Of what this run has met already only why it still waits is news. */
static void
report_same(struct tc_running *run, const struct tc_known_row *row,
    const struct tc_result *result)
{
	if (!row->sent && row->waits == 0) {
		tc_report_fate(run->report, TC_FATE_UNCHANGED, row->id, "");
	} else if (result->text.len > 0) {
		tc_buf_clear(&run->message);
		tc_buf_put(&run->message, result->text.s, result->text.len);
		tc_report_fate(run->report, TC_FATE_SKIPPED, row->id,
		    tc_buf_str(&run->message));
	}
}

/*
 * A document was read. *row is its row; NULL where that belongs to another
 * source, or has it as it is: then this has been reported, else *is_new.
 */
static enum tc_status
claim_row(struct tc_known_row **row, bool *is_new, struct tc_running *run,
    const struct tc_job_slot *slot, const struct tc_result *result,
    struct tc_error *err)
{
	const char *source = tc_running_source(run, slot->source)->name;
	enum tc_status status;

	status = tc_known_add(
	    row, run->known, result->id.s, result->id.len, source, err);
	if (status != TC_OK)
		return status;
	if (strcmp((*row)->source, source) != 0) {
		tc_report_fate(run->report, TC_FATE_FAILED,
		    tc_buf_str(&slot->name),
		    tc_message(
			"its id belongs to a document of another source"));
		*row = NULL;
		return TC_OK;
	}
	(*row)->seen = true;
	if (is_as_it_was(*row, slot, result)) {
		report_same(run, *row, result);
		*row = NULL;
		return TC_OK;
	}
	*is_new = !(*row)->indexed && !(*row)->sent;
	return TC_OK;
}

static void
report_read(struct tc_running *run, const struct tc_known_row *row, bool is_new,
    const struct tc_result *result)
{
	tc_buf_clear(&run->id);
	tc_buf_put(&run->id, result->text.s, result->text.len);
	tc_buf_clear(&run->message);
	tc_buf_put(&run->message, result->repair.s, result->repair.len);
	tc_report_read(run->report, is_new ? TC_FATE_ADDED : TC_FATE_CHANGED,
	    row->id, tc_buf_str(&run->message), tc_buf_str(&run->id));
}

static enum tc_status
take_entry(struct tc_running *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	struct tc_known_row *row;
	enum tc_status status;
	bool is_new;

	status = claim_row(&row, &is_new, run, slot, result, err);
	if (status != TC_OK || row == NULL)
		return status;
	row->sent = true;
	row->waits = 0;
	if (slot->moved.len == 0)
		report_read(run, row, is_new, result);
	status = tc_known_set_state(run->known, row, result->state, err);
	if (status != TC_OK || tc_running_looks(run))
		return status;
	tc_scribe_put(&run->message, result->entry, is_new && !row->removed);
	status = tc_writing_send(run->writing, &run->message, err);
	return status == TC_OK && slot->moved.len > 0
	    ? tc_running_moved(run, slot, err)
	    : status;
}

/* A page waits until all are met; where nothing is written that is all. */
static enum tc_status
take_page(struct tc_running *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	struct tc_record_job record = {.note = result->text};
	struct tc_span entry = result->entry;
	struct tc_known_row *row;
	enum tc_status status;
	bool is_new;

	status = claim_row(&row, &is_new, run, slot, result, err);
	if (status != TC_OK || row == NULL)
		return status;
	if (tc_running_looks(run)) {
		row->sent = true;
		report_read(run, row, is_new, result);
	} else {
		record.source =
		    (struct tc_span){row->source, strlen(row->source)};
		status = tc_stored_take(&record.stored, &entry, err);
		if (status == TC_OK)
			status = tc_running_wait(run, slot, &record, row, err);
	}
	return status == TC_OK
	    ? tc_known_set_state(run->known, row, result->state, err)
	    : status;
}

/* The entry of a page in the index, whose furniture has changed. */
static enum tc_status
take_remade(struct tc_running *run, const struct tc_result *result,
    struct tc_error *err)
{
	if (result->outcome != TC_OUTCOME_ENTRY)
		return TC_OK; /* then it stays as it is */
	run->report->remade++;
	tc_scribe_put(&run->message, result->entry, false);
	return tc_writing_send(run->writing, &run->message, err);
}

enum tc_status
tc_running_forget(
    struct tc_running *run, struct tc_known_row *row, struct tc_error *err)
{
	row->indexed = row->sent = false;
	row->waits = 0;
	row->removed = true;
	if (tc_running_looks(run))
		return TC_OK;
	tc_scribe_remove(&run->message, row->id, row->id_len);
	return tc_writing_send(run->writing, &run->message, err);
}

enum tc_status
tc_running_remove(
    struct tc_running *run, struct tc_known_row *row, struct tc_error *err)
{
	tc_report_fate(run->report, TC_FATE_REMOVED, row->id, "");
	return tc_running_forget(run, row, err);
}

/*
 * A file became no document, nor did anything in it: it is not read again as it
 * is. Lines of feeds and members of archives are not remembered, for they are
 * read with the others.
 */
static enum tc_status
remember(struct tc_running *run, const struct tc_job_slot *slot,
    enum tc_memo_kind kind, const struct tc_result *result,
    struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, slot->source);

	if (run->memo == NULL || slot->message.s[0] != TC_MSG_FILE ||
	    tc_archives_member(result->id.s, result->id.len))
		return TC_OK;
	tc_buf_clear(&run->id);
	tc_source_id(source, tc_buf_str(&slot->name), &run->id);
	tc_buf_clear(&run->message);
	tc_buf_put(&run->message, result->text.s, result->text.len);
	if (run->id.failed || run->message.failed)
		return tc_fail(err, TC_NOMEM, "out of memory");
	return tc_memo_note(run->memo, (struct tc_span){run->id.s, run->id.len},
	    source->name, slot->known, kind,
	    kind == TC_MEMO_UNREAD ? tc_message(no_reader)
				   : tc_buf_str(&run->message),
	    err);
}

/* What became of it, under the name of the file, or of the member of one. */
static void
take_fate(struct tc_running *run, const struct tc_job_slot *slot,
    enum tc_fate fate, const struct tc_result *result)
{
	bool member = tc_archives_member(result->id.s, result->id.len);
	const char *name;

	tc_buf_clear(&run->id);
	tc_buf_put(&run->id, result->id.s, result->id.len);
	tc_buf_clear(&run->message);
	tc_buf_put(&run->message, result->text.s, result->text.len);
	name = member ? tc_buf_str(&run->id) : tc_buf_str(&slot->name);
	if (result->outcome == TC_OUTCOME_UNREAD)
		tc_report_unread(run->report, name, tc_message(no_reader));
	else
		tc_report_fate(
		    run->report, fate, name, tc_buf_str(&run->message));
}

/* A feed says that a document is gone. */
static enum tc_status
take_deletion(struct tc_running *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	const struct tc_source *source = tc_running_source(run, slot->source);
	struct tc_known_row *row =
	    tc_known_find(run->known, result->id.s, result->id.len);
	struct tc_span none = {"", 0};
	bool asks = result->text.len > 0; /* a page, not to be indexed */
	enum tc_status status;

	if (row == NULL || (!row->indexed && !row->sent && row->waits == 0)) {
		take_fate(run, slot, asks ? TC_FATE_SKIPPED : TC_FATE_UNCHANGED,
		    result);
		return asks ? remember(run, slot, TC_MEMO_SKIPPED, result, err)
			    : TC_OK;
	}
	if (strcmp(row->source, source->name) != 0) {
		tc_report_fate(run->report, TC_FATE_FAILED,
		    tc_buf_str(&slot->name),
		    tc_message(
			"its id belongs to a document of another source"));
		return TC_OK;
	}
	if ((status = tc_running_remove(run, row, err)) == TC_OK)
		status = tc_known_set_state(run->known, row, none, err);
	return status == TC_OK && asks
	    ? remember(run, slot, TC_MEMO_SKIPPED, result, err)
	    : status;
}

/* A document is as it was, but for its state, which of an archive is kept with
 * one of its members. */
static enum tc_status
take_state(struct tc_running *run, const struct tc_result *result,
    struct tc_error *err)
{
	struct tc_known_row *row =
	    tc_known_find(run->known, result->id.s, result->id.len);
	enum tc_status status;

	if (row != NULL && !row->indexed && row->keeper != 0)
		row = tc_known_row(run->known, row->keeper - 1);
	if (row == NULL || tc_running_looks(run) ||
	    !(row->indexed || row->sent || row->waits > 0) ||
	    (row->state_len == result->state.len &&
		memcmp(row->state, result->state.s, row->state_len) == 0))
		return TC_OK;
	status = tc_known_set_state(run->known, row, result->state, err);
	/* What waits will be written with it. */
	if (status != TC_OK || row->waits > 0)
		return status;
	tc_scribe_touch(&run->message, row->id, row->id_len, result->state);
	return tc_writing_send(run->writing, &run->message, err);
}

/* Something came of a file: what it held before, and does not now, goes. */
static void
forget_members(struct tc_running *run, const struct tc_result *result)
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
take_scan(struct tc_running *run, const struct tc_job_slot *slot,
    struct tc_error *err)
{
	if (run->options->ocr != TC_OCR_LATER || slot->deferred)
		return TC_OK;
	run->walked = false;
	return tc_jobs_defer(
	    run->jobs, slot->source, tc_buf_str(&slot->name), err);
}

/* Nothing came of it. */
static enum tc_status
take_nothing(struct tc_running *run, const struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	switch (result->outcome) {
	case TC_OUTCOME_CHANGING:
		take_fate(run, slot, TC_FATE_SKIPPED, result);
		return TC_OK;
	case TC_OUTCOME_UNREAD:
		take_fate(run, slot, TC_FATE_SKIPPED, result);
		return remember(run, slot, TC_MEMO_UNREAD, result, err);
	case TC_OUTCOME_FAILED:
		take_fate(run, slot, TC_FATE_FAILED, result);
		return remember(run, slot, TC_MEMO_FAILED, result, err);
	default:
		take_fate(run, slot, TC_FATE_FAILED, result);
		return TC_OK;
	}
}

static enum tc_status
take_result(struct tc_running *run, struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err)
{
	if (slot->remade)
		return take_remade(run, result, err);
	switch (result->outcome) {
	case TC_OUTCOME_ENTRY:
		forget_members(run, result);
		return take_entry(run, slot, result, err);
	case TC_OUTCOME_PAGE:
		forget_members(run, result);
		return take_page(run, slot, result, err);
	case TC_OUTCOME_SAME:
		tc_report_fate(run->report, TC_FATE_UNCHANGED, "", "");
		return take_state(run, result, err);
	case TC_OUTCOME_MOVED:
		return tc_running_move(run, slot, result, err);
	case TC_OUTCOME_WHOLE:
		return take_state(run, result, err);
	case TC_OUTCOME_SCAN:
		return take_scan(run, slot, err);
	case TC_OUTCOME_DELETED:
		return take_deletion(run, slot, result, err);
	default:
		return take_nothing(run, slot, result, err);
	}
}

static enum tc_status
take_answer(
    struct tc_running *run, struct tc_job_slot *slot, struct tc_error *err)
{
	struct tc_span message = {slot->answer.s, slot->answer.len};
	struct tc_result result;
	enum tc_status status;

	status = tc_results_begin(&message, err);
	while (status == TC_OK &&
	    (status = tc_result_take(&result, &message, err)) == TC_OK)
		status = take_result(run, slot, &result, err);
	return status == TC_DONE ? TC_OK : status;
}

/* Retire, in the order of issue, what has been answered. */
enum tc_status
tc_running_retire(struct tc_running *run, struct tc_error *err)
{
	struct tc_job_slot *slot;
	enum tc_status status = TC_OK;

	while (status == TC_OK && (slot = tc_pool_oldest(run->pool)) != NULL &&
	    !tc_slot_is_out(slot)) {
		if (slot->state == TC_SLOT_ANSWERED) {
			status = take_answer(run, slot, err);
			if (tc_slot_is_out(slot))
				break; /* again, with what is stored of it */
		} else if (tc_known_has_state(
			       run->known, slot->known, TC_STATE_LEN)) {
			tc_report_fate(run->report, TC_FATE_UNCHANGED,
			    tc_buf_str(&slot->name), "");
		} else if (run->options->compare) {
			tc_report_fate(run->report, TC_FATE_CHANGED,
			    tc_buf_str(&slot->name), "");
		} else {
			status = tc_pool_send(
			    run->pool, slot, slot->message.len, err);
			break;
		}
		tc_pool_retire(run->pool);
	}
	/* Before another worker is forked. */
	tc_index_free(run->index);
	run->index = NULL;
	return status;
}
