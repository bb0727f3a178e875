/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workers, and the order of their answers. */
#ifndef TC_INDEXER_POOL_H
#define TC_INDEXER_POOL_H

#include "worker.h"

/* Jobs that may be on their way at a time. */
#define TC_POOL_WINDOW 256

enum tc_slot_state {
	TC_SLOT_FREE,
	TC_SLOT_HELD,  /* not sent: looked at again when its turn comes */
	TC_SLOT_READY, /* for the next worker that is free */
	TC_SLOT_SENT,  /* with a worker */
	TC_SLOT_ANSWERED
};

/*
 * One job from when it is issued until it is retired, which happens in the
 * order of issue whatever order the answers come in: so every run writes the
 * same.
 */
struct tc_job_slot {
	enum tc_slot_state state;
	unsigned worker;
	uint64_t sent; /* its number among all that were sent */
	size_t weight; /* bytes to be read: what it may cost */
	bool again;    /* a worker was killed while it had this job */
	uint32_t source;
	bool deferred;	       /* a scan that had waited */
	bool remade;	       /* a document of the index, made anew */
	struct tc_buf name;    /* what to call it when it fails */
	struct tc_buf moved;   /* id of the file that it may have been */
	struct tc_buf message; /* the job, to send it again after a crash */
	struct tc_buf answer;
	char known[TC_STATE_LEN]; /* its state: of a file the beginning */
};

struct tc_pool;

/* TC_NOMEM, TC_IO. The job is borrowed until the pool is freed. */
enum tc_status tc_pool_new(struct tc_pool **out, unsigned workers,
    struct tc_worker_job *job, struct tc_error *err);
void tc_pool_free(struct tc_pool *pool);

/* Is there no room for another job? */
bool tc_pool_full(const struct tc_pool *pool);

/* A slot for the next job. The window must not be full. */
struct tc_job_slot *tc_pool_issue(struct tc_pool *pool);

/*
 * Have a slot's message done by a worker, the next that is free: workers get
 * little more than they have in hand, and of what is ready the heaviest first,
 * so that none is left with much to do when the others have nothing.
 */
enum tc_status tc_pool_send(struct tc_pool *pool, struct tc_job_slot *slot,
    size_t weight, struct tc_error *err);

/* Does nobody know yet what comes of it? */
bool tc_slot_is_out(const struct tc_job_slot *slot);

/* The oldest slot that was issued and not retired, NULL when none is. */
struct tc_job_slot *tc_pool_oldest(struct tc_pool *pool);
void tc_pool_retire(struct tc_pool *pool);

/* Bytes of jobs on their way and of answers that wait for their turn. */
size_t tc_pool_held(const struct tc_pool *pool);

/* The channels, for poll(2). */
unsigned tc_pool_channels(const struct tc_pool *pool);
struct tc_channel *tc_pool_channel(struct tc_pool *pool, unsigned i);

/*
 * Take the answers that have come, and replace workers that have died: the job
 * that a worker died of has failed, its others are sent again. Who is killed
 * (when memory is short, the kernel does that) has not died of its job: that is
 * sent again once, too.
 */
enum tc_status tc_pool_collect(struct tc_pool *pool, struct tc_error *err);

#endif
