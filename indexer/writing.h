/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The scribe of a run, as the parent sees it. */
#ifndef TC_INDEXER_WRITING_H
#define TC_INDEXER_WRITING_H

#include "scribe.h"

/*
 * One process writes, whatever the number of jobs: a new index is the same
 * then, byte for byte, and it keeps up with its workers, for it takes a third
 * of what they take of a processor. Of two shards the index of law was 2 %
 * larger, of four 5 %: Xapian's compactor leaves each its own items.
 */
struct tc_writing;

/* Told after each commit of a live index how many changes are safe now. */
typedef void (*tc_committed_fn)(void *arg, uint64_t changes);

struct tc_writing_options {
	const char *database; /* the folder; borrowed */
	unsigned live;	      /* generation to write to, or 0: make a new one */
	unsigned fresh;	      /* the number of that */
	size_t live_batch;    /* bytes of entries to a commit of a live one */
	size_t memory;	      /* bytes that a new one gathers */
	tc_committed_fn committed;
	void *arg; /* for it */
};

/* Nothing is started before the first message. */
enum tc_status tc_writing_new(struct tc_writing **out,
    const struct tc_writing_options *options, struct tc_error *err);

/* Ends what runs; what it did not commit is forgotten. */
void tc_writing_free(struct tc_writing *writing);

/* Queue a message (see scribe.h). */
enum tc_status tc_writing_send(struct tc_writing *writing,
    const struct tc_buf *message, struct tc_error *err);

/* Send and receive. The scribe's failure is returned as it told it. */
enum tc_status
tc_writing_pump(struct tc_writing *writing, struct tc_error *err);

/* Bytes that wait to be written. */
size_t tc_writing_queued(const struct tc_writing *writing);

/* The channel, for poll(2); NULL before the first message. */
const struct tc_channel *tc_writing_channel(const struct tc_writing *writing);

/*
 * Commit everything and publish it; the run is over then. A new index is made
 * even if nothing was sent.
 */
enum tc_status
tc_writing_finish(struct tc_writing *writing, struct tc_error *err);

#endif
