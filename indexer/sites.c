/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages of sites. What they share is known when all are met: until then their
 * records wait. The furniture is the same whatever the order was and whichever
 * run a page came in, for it is counted in the outlines of all pages, those in
 * the index and those that wait. An outline says what is set aside in its page,
 * so that pages are found for which that is no longer so, also after a run that
 * was killed; their entries are made anew from their records.
 */
#include <stdlib.h>
#include <string.h>

#include "recur.h"
#include "running.h"

/* A page that waits: who it is in this run, and a job to make its entry. */
struct page {
	uint32_t source; /* its number, or STALE for a page in the index */
	struct tc_span name, id;
	struct tc_span moved; /* the id that it had, or "" */
	struct tc_span job;
};

#define STALE UINT32_MAX

static void
pack_page(struct tc_buf *out, const struct page *page)
{
	tc_buf_clear(out);
	tc_pack_number(out, page->source);
	tc_pack_span(out, page->name.s, page->name.len);
	tc_pack_span(out, page->id.s, page->id.len);
	tc_pack_span(out, page->moved.s, page->moved.len);
	tc_pack_span(out, page->job.s, page->job.len);
}

static enum tc_status
unpack_page(struct page *page, const struct tc_buf *bytes, struct tc_error *err)
{
	struct tc_span in = {bytes->s, bytes->len};
	enum tc_status status;

	if ((status = tc_unpack_number(&page->source, &in, err)) == TC_OK &&
	    (status = tc_unpack_span(&page->name, &in, err)) == TC_OK &&
	    (status = tc_unpack_span(&page->id, &in, err)) == TC_OK &&
	    (status = tc_unpack_span(&page->moved, &in, err)) == TC_OK)
		status = tc_unpack_span(&page->job, &in, err);
	return status;
}

static struct tc_span
span_of(const struct tc_buf *buf)
{
	return (struct tc_span){tc_buf_str(buf), buf->len};
}

static struct tc_span
span_of_string(const char *s)
{
	return (struct tc_span){s, strlen(s)};
}

/* A job is made of the record; page says the rest. */
static enum tc_status
put_page(struct tc_running *run, struct page page,
    const struct tc_record_job *record, struct tc_error *err)
{
	struct tc_buf job = TC_BUF_INIT(TC_MSG_MAX);
	enum tc_status status;

	tc_job_put_record(&job, record);
	if ((status = tc_buf_check(&job, err)) == TC_OK) {
		page.job = span_of(&job);
		pack_page(&run->message, &page);
		status = tc_waiting_put(run->waiting, &run->message, err);
	}
	tc_buf_free(&job);
	return status;
}

enum tc_status
tc_running_wait(struct tc_running *run, const struct tc_job_slot *slot,
    const struct tc_record_job *record, struct tc_known_row *row,
    struct tc_error *err)
{
	struct page page = {.source = slot->source,
	    .name = span_of(&slot->name),
	    .id = {row->id, row->id_len},
	    .moved = span_of(&slot->moved)};
	enum tc_status status = put_page(run, page, record, err);

	/* Only the last that a feed says of a document stands. */
	row->waits = tc_waiting_count(run->waiting);
	return status;
}

/* A round through all pages there are now, with what is done for each. */
struct round {
	struct tc_running *run;
	struct tc_index *index;
	struct tc_recur *recur;
	struct tc_buf outline, json;
};

/* Does the page in the index stay as it is, unless its furniture changes? */
static bool
stays(const struct round *round, struct tc_span id)
{
	const struct tc_known_row *row =
	    tc_known_find(round->run->known, id.s, id.len);

	return row != NULL && row->indexed && !row->sent && !row->moved &&
	    row->waits == 0;
}

static enum tc_status
count_indexed(void *arg, uint32_t docid, struct tc_span id,
    struct tc_span outline, struct tc_error *err)
{
	const struct round *round = arg;

	(void)docid;
	return stays(round, id) ? tc_recur_count(round->recur, outline, err)
				: TC_OK;
}

/* Count those that wait and will be written. */
static enum tc_status
each_waiting(struct round *round, struct tc_error *err)
{
	struct tc_running *run = round->run;
	struct tc_record_job record;
	struct tc_known_row *row;
	enum tc_status status;
	struct page page;
	uint32_t number;

	status = tc_waiting_rewind(run->waiting, err);
	for (number = 1; status == TC_OK; number++) {
		status = tc_waiting_next(run->waiting, &run->message, err);
		if (status != TC_OK ||
		    (status = unpack_page(&page, &run->message, err)) != TC_OK)
			break;
		row = tc_known_find(run->known, page.id.s, page.id.len);
		if (row == NULL || row->waits != number)
			continue;
		page.job.s++;
		page.job.len--;
		status = tc_job_take_record(&record, page.job, err);
		if (status == TC_OK)
			status = tc_recur_count(
			    round->recur, record.stored.outline, err);
	}
	return status == TC_DONE ? TC_OK : status;
}

/* A tc_answer_fn: begins anew when the index is written to meanwhile. */
static enum tc_status
count_all(void *arg, struct tc_error *err)
{
	struct round *round = arg;
	enum tc_status status = TC_OK;

	tc_recur_restart(round->recur);
	if (round->index != NULL)
		status =
		    tc_index_outlines(round->index, count_indexed, round, err);
	return status == TC_OK ? each_waiting(round, err) : status;
}

/* A page in the index whose furniture is another now waits, too. */
static enum tc_status
remake_indexed(void *arg, uint32_t docid, struct tc_span id,
    struct tc_span outline, struct tc_error *err)
{
	struct round *round = arg;
	struct tc_running *run = round->run;
	const struct tc_known_row *row;
	struct tc_record_job record = {.note = {"", 0}};
	enum tc_status status;

	if (!stays(round, id))
		return TC_OK;
	tc_buf_clear(&round->outline);
	tc_buf_put(&round->outline, outline.s, outline.len);
	if ((status = tc_buf_check(&round->outline, err)) != TC_OK ||
	    outline.len == 0 ||
	    !tc_recur_mark(round->recur, round->outline.s, round->outline.len))
		return status;
	row = tc_known_find(run->known, id.s, id.len);
	tc_buf_clear(&round->json);
	tc_buf_clear(&round->outline);
	status = tc_index_stored(round->index, docid, &round->json,
	    &round->outline, &record.stored.visibility, err);
	if (status != TC_OK)
		return status;
	record.source = span_of_string(row->source);
	record.stored.json = span_of(&round->json);
	record.stored.outline = span_of(&round->outline);
	return put_page(run,
	    (struct page){
		.source = STALE, .name = id, .id = id, .moved = {"", 0}},
	    &record, err);
}

static enum tc_status
remake_all(void *arg, struct tc_error *err)
{
	struct round *round = arg;
	enum tc_status status;

	if ((status = tc_waiting_back(round->run->waiting, err)) != TC_OK)
		return status;
	return tc_index_outlines(round->index, remake_indexed, round, err);
}

static enum tc_status
answer(struct round *round, tc_answer_fn fn, struct tc_error *err)
{
	return round->index != NULL
	    ? tc_index_answer(round->index, fn, round, err)
	    : fn(round, err);
}

static enum tc_status
learn(struct round *round, struct tc_error *err)
{
	struct tc_running *run = round->run;
	enum tc_status status;

	if ((status = answer(round, count_all, err)) != TC_OK)
		return status;
	tc_recur_sift(round->recur);
	if ((status = answer(round, count_all, err)) != TC_OK ||
	    (status = tc_waiting_mark(run->waiting, err)) != TC_OK)
		return status;
	if (round->index != NULL)
		status = answer(round, remake_all, err);
	if (status == TC_OK)
		status = tc_waiting_rewind(run->waiting, err);
	return status;
}

enum tc_status
tc_running_learn(struct tc_running *run, struct tc_error *err)
{
	struct round round = {.run = run,
	    .outline = TC_BUF_INIT(TC_BUF_LINE),
	    .json = TC_BUF_INIT(TC_MSG_MAX)};
	enum tc_status status = TC_OK;

	run->walked = true;
	/* Nothing has changed, nor was left half done. */
	if (tc_running_looks(run) ||
	    (tc_waiting_count(run->waiting) == 0 && run->live == 0) ||
	    (tc_waiting_count(run->waiting) == 0 && run->sealed &&
		tc_writing_channel(run->writing) == NULL))
		return TC_OK;
	if (run->live != 0)
		status =
		    tc_index_open(&round.index, run->options->database, err);
	if (status == TC_OK)
		status = tc_recur_new(&run->recur, err);
	round.recur = run->recur;
	if (status == TC_OK)
		status = learn(&round, err);
	/* Before other workers are forked. */
	tc_index_free(round.index);
	tc_buf_free(&round.outline);
	tc_buf_free(&round.json);
	run->page = 0;
	run->walked = status != TC_OK || tc_waiting_count(run->waiting) == 0;
	return status;
}

/* Give its job the outline that says what is furniture now. */
static enum tc_status
issue_page(struct tc_running *run, const struct page *page,
    const struct tc_known_row *row, struct tc_error *err)
{
	struct tc_buf outline = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_span job = {page->job.s + 1, page->job.len - 1};
	struct tc_record_job record;
	struct tc_job_slot *slot;
	enum tc_status status;

	if ((status = tc_job_take_record(&record, job, err)) != TC_OK)
		return status;
	tc_buf_put(
	    &outline, record.stored.outline.s, record.stored.outline.len);
	if ((status = tc_buf_check(&outline, err)) != TC_OK)
		goto out;
	tc_recur_mark(run->recur, outline.s, outline.len);
	record.stored.outline = span_of(&outline);
	/* The last member of an archive has got another since. */
	record.state = (struct tc_span){row->state, row->state_len};
	slot = tc_pool_issue(run->pool);
	slot->source = page->source != STALE ? page->source : 0;
	slot->remade = page->source == STALE;
	tc_buf_put(&slot->name, page->name.s, page->name.len);
	tc_buf_put(&slot->moved, page->moved.s, page->moved.len);
	tc_job_put_record(&slot->message, &record);
	status = tc_pool_send(run->pool, slot, slot->message.len, err);
out:
	tc_buf_free(&outline);
	return status;
}

static enum tc_status
issue_next(struct tc_running *run, struct tc_error *err)
{
	const struct tc_known_row *row;
	enum tc_status status;
	struct page page;

	status = tc_waiting_next(run->waiting, &run->message, err);
	if (status == TC_OK)
		status = unpack_page(&page, &run->message, err);
	if (status != TC_OK)
		return status;
	run->page++;
	row = tc_known_find(run->known, page.id.s, page.id.len);
	if (row == NULL || (page.source != STALE && row->waits != run->page))
		return TC_OK;
	return issue_page(run, &page, row, err);
}

enum tc_status
tc_running_issue_pages(struct tc_running *run, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	int room = TC_POOL_WINDOW / 4;

	while (status == TC_OK && !run->walked && room-- > 0 &&
	    tc_running_has_room(run))
		status = issue_next(run, err);
	if (status != TC_DONE)
		return status;
	run->walked = true;
	return TC_OK;
}
