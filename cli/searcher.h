/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A process that searches, so that who types need not wait. */
#ifndef TC_CLI_SEARCHER_H
#define TC_CLI_SEARCHER_H

#include <jansson.h>
#include <stdbool.h>
#include <tracuu/error.h>

/*
 * What the process does: answer requests, JSON objects, in their order. Begun
 * in the process with arg as it was in the parent; NULL when memory is out.
 */
typedef json_t *(*tc_reply_fn)(void *state, const json_t *request);

struct tc_searcher_work {
	/* Called once in the process; *state is given to reply. A failure is
	 * the answer to every request. */
	enum tc_status (*begin)(
	    void **state, const void *arg, struct tc_error *err);
	tc_reply_fn reply;
	const void *arg;
};

struct tc_searcher;

/*
 * Start the process. To be done before the caller opens an index or threads. On
 * TC_OK the caller frees *out. TC_IO, TC_NOMEM.
 */
enum tc_status tc_searcher_new(struct tc_searcher **out,
    const struct tc_searcher_work *work, struct tc_error *err);

/* End the process, whatever it does. */
void tc_searcher_free(struct tc_searcher *searcher);

/* Where answers come from, for poll(): read when it is ready. */
int tc_searcher_fd(const struct tc_searcher *searcher);

/* Is a request on its way? Then no other may be sent. */
bool tc_searcher_busy(const struct tc_searcher *searcher);

/* Send a request. TC_IO when the process has gone. */
enum tc_status tc_searcher_ask(
    struct tc_searcher *searcher, const json_t *request, struct tc_error *err);

/*
 * Read what there is of an answer without waiting. *answer, the caller's, stays
 * NULL while it is not whole. TC_IO when the process has gone, and after that
 * from every call; TC_NOMEM, TC_CORRUPT.
 */
enum tc_status tc_searcher_take(
    json_t **answer, struct tc_searcher *searcher, struct tc_error *err);

/*
 * Throw away what is being done, and start anew. TC_IO, TC_NOMEM.
 */
enum tc_status
tc_searcher_restart(struct tc_searcher *searcher, struct tc_error *err);

#endif
