/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The scribes of a run: one for a live index, several for a new one. */
#ifndef TC_INDEXER_SCRIBES_H
#define TC_INDEXER_SCRIBES_H

#include "scribe.h"

/*
 * A new index is built in several databases at once, which are merged at the
 * end; each document goes to the one that its id says, so that changes of one
 * document stay in order. A live index has one writer.
 */
struct tc_scribes;

/* Told after each commit of a live index how many changes are safe now. */
typedef void (*tc_committed_fn)(void *arg, uint64_t changes);

struct tc_scribes_options {
	const char *database; /* the folder; borrowed */
	unsigned live;	      /* generation to write to, or 0: make a new one */
	unsigned fresh;	      /* the number of that */
	unsigned n;	      /* scribes for it, at most */
	size_t live_batch;    /* bytes of entries to a commit of a live one */
	size_t memory;	      /* bytes that a new one's gather, all together */
	tc_committed_fn committed;
	void *arg; /* for it */
};

/* Nothing is started before the first message. */
enum tc_status tc_scribes_new(struct tc_scribes **out,
    const struct tc_scribes_options *options, struct tc_error *err);

/* Ends what runs; what it did not commit is forgotten. */
void tc_scribes_free(struct tc_scribes *scribes);

/* Queue a message about the document with that id. */
enum tc_status tc_scribes_send(struct tc_scribes *scribes, const char *id,
    size_t len, const struct tc_buf *message, struct tc_error *err);

/* Queue a message about the index as a whole. */
enum tc_status tc_scribes_send_first(struct tc_scribes *scribes,
    const struct tc_buf *message, struct tc_error *err);

/* Send and receive. A scribe's failure is returned as it told it. */
enum tc_status
tc_scribes_pump(struct tc_scribes *scribes, struct tc_error *err);

/* Bytes that wait to be written. */
size_t tc_scribes_queued(const struct tc_scribes *scribes);

/* The channels that run, for poll(2). */
unsigned tc_scribes_channels(const struct tc_scribes *scribes);
struct tc_channel *tc_scribes_channel(struct tc_scribes *scribes, unsigned i);

/*
 * Commit everything and publish it; the run is over then. A new index is made
 * even if nothing was sent.
 */
enum tc_status
tc_scribes_finish(struct tc_scribes *scribes, struct tc_error *err);

#endif
