/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The process that writes entries into one Xapian database. */
#ifndef TC_INDEXER_SCRIBE_H
#define TC_INDEXER_SCRIBE_H

#include <tracuu/index.h>

#include "wire.h"

struct tc_scribe_job {
	const char *path; /* of the database */
	bool durable;	  /* it is live: sync each commit; else a shard */
	size_t batch;	  /* bytes of entries to a commit; of a shard, those
			     that tc_bulk_new is given */
};

/* Messages to it; each replaces what is in message. */
void tc_scribe_put(struct tc_buf *message, struct tc_span entry, bool is_new);
void tc_scribe_remove(struct tc_buf *message, const char *id, size_t len);
void tc_scribe_touch(
    struct tc_buf *message, const char *id, size_t len, struct tc_span state);
void tc_scribe_set(struct tc_buf *message, const char *name, const char *value);
void tc_scribe_finish(struct tc_buf *message);

/*
 * Take its answer apart: TC_DONE when it committed everything and ends, TC_OK
 * when it goes on, else its failure in err. *committed is how many changes will
 * survive whatever happens; left alone where it does not say.
 */
enum tc_status tc_scribe_answer(
    uint64_t *committed, struct tc_span message, struct tc_error *err);

/*
 * What scribes of both kinds are made of: take the next message; do what it
 * says with a database that stands, TC_DONE when that is to end; and make a
 * shard until the end is asked for.
 */
enum tc_status
tc_scribe_next(int fd, struct tc_buf *message, struct tc_error *err);
enum tc_status tc_scribe_do(struct tc_writer *writer,
    const struct tc_buf *message, struct tc_error *err);
enum tc_status tc_shard_write(int fd, const struct tc_scribe_job *job,
    struct tc_buf *message, struct tc_error *err);

/* The body of the process, a tc_child_fn; arg is a struct tc_scribe_job. */
int tc_scribe_main(int fd, void *arg);

#endif
