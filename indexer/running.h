/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A run while it goes on: what its parts share. */
#ifndef TC_INDEXER_RUNNING_H
#define TC_INDEXER_RUNNING_H

#include "jobs.h"
#include "known.h"
#include "memo.h"
#include "pool.h"
#include "rebuild.h"
#include "recur.h"
#include "run.h"
#include "waiting.h"
#include "writing.h"

/* What may wait in memory for its turn or for the scribe, in bytes. */
#define TC_HELD_MAX ((size_t)48 << 20)

struct tc_running {
	const struct tc_run_options *options;
	struct tc_report *report;
	bool incomplete;
	int lock;
	unsigned live;	/* generation to write to, 0: the index is made anew */
	unsigned fresh; /* its number then */
	bool sealed;	/* no run was killed while it wrote to the live one */
	struct tc_replaced replaced; /* by a rebuild */
	struct tc_known *known;
	struct tc_memo *memo;	/* NULL: it is not asked */
	struct tc_index *index; /* open for a moment, where records are moved */
	struct tc_jobs *jobs;
	bool walked; /* no more jobs */
	struct tc_worker_job worker_job;
	struct tc_pool *pool;
	struct tc_writing *writing;
	struct tc_waiting *waiting; /* pages of sites */
	struct tc_recur *recur;	    /* what is furniture of them */
	uint32_t page;		    /* of those that wait, the last issued */
	struct tc_buf message, id, ocr_cache;
	char **unmet; /* ids of folders that could not be read */
	size_t unmet_n;
};

/* A source by its number. */
const struct tc_source *
tc_running_source(const struct tc_running *run, uint32_t i);

/* Is the index only looked at? */
bool tc_running_looks(const struct tc_running *run);

/* issue.c: may more be on its way? */
bool tc_running_has_room(const struct tc_running *run);

/* issue.c: hand files and lines to workers while there is room for them. Sets
 * walked after the last. */
enum tc_status tc_running_issue(struct tc_running *run, struct tc_error *err);

/* take.c: take what was answered, in the order of issue. */
enum tc_status tc_running_retire(struct tc_running *run, struct tc_error *err);

/* vanished.c: remove what is no longer in the sources; and has a new index a
 * good part of what the old one had of each source? */
enum tc_status
tc_running_remove_vanished(struct tc_running *run, struct tc_error *err);
void tc_running_check_rebuilt(struct tc_running *run);

/* vanished.c: a tc_memo_fn. Is it of no file that this run should have met? */
bool tc_running_may_be_there(void *run, const struct tc_known_row *row);

/* take.c: remove the document of a row; and without a line in the report. */
enum tc_status tc_running_remove(
    struct tc_running *run, struct tc_known_row *row, struct tc_error *err);
enum tc_status tc_running_forget(
    struct tc_running *run, struct tc_known_row *row, struct tc_error *err);

/* sites.c: let a page wait until all of its site are met. */
enum tc_status tc_running_wait(struct tc_running *run,
    const struct tc_job_slot *slot, const struct tc_record_job *record,
    struct tc_known_row *row, struct tc_error *err);

/*
 * moved.c: append the states of documents that the slot's file may have been
 * under another name: of the same size, time and settings, with a name that
 * claims the same, which is no file's any more.
 */
enum tc_status
tc_running_candidates(struct tc_running *run, const struct tc_job_slot *slot,
    struct tc_buf *states, struct tc_error *err);

/*
 * moved.c: the bytes of a file are those of such a document, and so is what was
 * read out of them. Where its record serves, the slot is sent again with it, or
 * it waits; else to be read.
 */
enum tc_status tc_running_move(struct tc_running *run, struct tc_job_slot *slot,
    const struct tc_result *result, struct tc_error *err);

/* moved.c: it has another name now; forget the old one. */
enum tc_status tc_running_moved(struct tc_running *run,
    const struct tc_job_slot *slot, struct tc_error *err);

/*
 * sites.c: all pages are met. Find out which of their blocks are furniture and
 * make ready to issue those that wait, and those in the index for which that
 * has changed.
 */
enum tc_status tc_running_learn(struct tc_running *run, struct tc_error *err);

/* sites.c: hand these to workers while there is room. Sets walked. */
enum tc_status
tc_running_issue_pages(struct tc_running *run, struct tc_error *err);

#endif
