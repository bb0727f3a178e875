/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A window of jobs over some worker processes. */
#include "pool.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <tracuu/message.h>

/* A worker that dies so often before its first answer is no accident. */
#define EARLY_DEATHS_MAX 100

/*
 * A worker that has something to do is given more up to so many jobs and bytes,
 * so that it need not wait for the parent after each small one.
 */
#define AHEAD_JOBS 16
#define AHEAD_BYTES ((size_t)256 << 10)

/* Over so many bytes that wait for their turn the oldest job comes first. */
#define HURRY ((size_t)16 << 20)

/* What a job costs beside its bytes, in bytes. */
#define JOB_WEIGHT ((size_t)4 << 10)

struct burden {
	unsigned jobs;
	size_t bytes;
};

struct tc_pool {
	struct tc_worker_job *job;
	struct tc_channel *channels;
	struct burden *burdens; /* of each worker */
	unsigned n;
	uint64_t sent;
	size_t ready; /* slots */
	unsigned early_deaths;
	struct tc_job_slot slots[TC_POOL_WINDOW];
	uint64_t issued, retired;
};

static struct tc_job_slot *
slot_at(struct tc_pool *pool, uint64_t number)
{
	return &pool->slots[number % TC_POOL_WINDOW];
}

enum tc_status
tc_pool_new(struct tc_pool **out, unsigned workers, struct tc_worker_job *job,
    struct tc_error *err)
{
	struct tc_pool *pool = calloc(1, sizeof(*pool));
	enum tc_status status = TC_OK;
	unsigned i;

	*out = NULL;
	if (pool != NULL)
		pool->channels = calloc(workers, sizeof(*pool->channels));
	if (pool != NULL && pool->channels != NULL)
		pool->burdens = calloc(workers, sizeof(*pool->burdens));
	if (pool == NULL || pool->burdens == NULL) {
		if (pool != NULL)
			free(pool->channels);
		free(pool);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	pool->job = job;
	pool->n = workers;
	for (i = 0; i < TC_POOL_WINDOW; i++) {
		pool->slots[i].name.max = TC_BUF_LINE;
		pool->slots[i].moved.max = TC_BUF_LINE;
		pool->slots[i].message.max = TC_MSG_MAX;
		pool->slots[i].answer.max = TC_MSG_MAX;
	}
	for (i = 0; i < workers; i++)
		tc_channel_init(&pool->channels[i]);
	for (i = 0; i < workers && status == TC_OK; i++)
		status = tc_channel_fork(
		    &pool->channels[i], tc_worker_main, job, err);
	if (status != TC_OK) {
		tc_pool_free(pool);
		return status;
	}
	*out = pool;
	return TC_OK;
}

/* Closing its channel ends a worker; one that hangs is not waited for. */
static void
end_worker(struct tc_channel *channel)
{
	tc_channel_free(channel);
	if (channel->pid <= 0)
		return;
	kill(channel->pid, SIGTERM);
	while (waitpid(channel->pid, NULL, 0) < 0 && errno == EINTR)
		;
	channel->pid = -1;
}

void
tc_pool_free(struct tc_pool *pool)
{
	unsigned i;

	if (pool == NULL)
		return;
	for (i = 0; i < pool->n; i++)
		end_worker(&pool->channels[i]);
	for (i = 0; i < TC_POOL_WINDOW; i++) {
		tc_buf_free(&pool->slots[i].name);
		tc_buf_free(&pool->slots[i].moved);
		tc_buf_free(&pool->slots[i].message);
		tc_buf_free(&pool->slots[i].answer);
	}
	free(pool->channels);
	free(pool->burdens);
	free(pool);
}

bool
tc_slot_is_out(const struct tc_job_slot *slot)
{
	return slot->state == TC_SLOT_READY || slot->state == TC_SLOT_SENT;
}

bool
tc_pool_full(const struct tc_pool *pool)
{
	return pool->issued - pool->retired == TC_POOL_WINDOW;
}

struct tc_job_slot *
tc_pool_issue(struct tc_pool *pool)
{
	struct tc_job_slot *slot = slot_at(pool, pool->issued++);

	slot->state = TC_SLOT_HELD;
	slot->again = slot->deferred = slot->remade = false;
	tc_buf_clear(&slot->name);
	tc_buf_clear(&slot->moved);
	tc_buf_clear(&slot->message);
	tc_buf_clear(&slot->answer);
	return slot;
}

/* What is to be sent next. Some slot is ready. */
static struct tc_job_slot *
next_ready(struct tc_pool *pool)
{
	bool hurry = tc_pool_held(pool) > HURRY;
	struct tc_job_slot *best = NULL;
	uint64_t number;

	for (number = pool->retired; number < pool->issued; number++) {
		struct tc_job_slot *slot = slot_at(pool, number);

		if (slot->state != TC_SLOT_READY)
			continue;
		if (best == NULL || slot->weight > best->weight)
			best = slot;
		if (hurry)
			break;
	}
	return best;
}

/* The worker that has the least to do, if it may have more. */
static bool
choose_worker(const struct tc_pool *pool, unsigned *worker)
{
	unsigned i, best = 0;

	for (i = 1; i < pool->n; i++) {
		if (pool->burdens[i].bytes < pool->burdens[best].bytes)
			best = i;
	}
	*worker = best;
	return pool->burdens[best].jobs == 0 ||
	    (pool->burdens[best].jobs < AHEAD_JOBS &&
		pool->burdens[best].bytes < AHEAD_BYTES);
}

/* Give workers what they may have. */
static enum tc_status
dispatch(struct tc_pool *pool, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	struct tc_job_slot *slot;
	unsigned worker;

	while (status == TC_OK && pool->ready > 0 &&
	    choose_worker(pool, &worker)) {
		slot = next_ready(pool);
		slot->state = TC_SLOT_SENT;
		slot->worker = worker;
		slot->sent = ++pool->sent;
		pool->ready--;
		pool->burdens[worker].jobs++;
		pool->burdens[worker].bytes += slot->weight;
		status = tc_channel_send(
		    &pool->channels[worker], &slot->message, err);
	}
	return status;
}

enum tc_status
tc_pool_send(struct tc_pool *pool, struct tc_job_slot *slot, size_t weight,
    struct tc_error *err)
{
	slot->state = TC_SLOT_READY;
	slot->weight = weight + JOB_WEIGHT;
	pool->ready++;
	return dispatch(pool, err);
}

struct tc_job_slot *
tc_pool_oldest(struct tc_pool *pool)
{
	return pool->retired < pool->issued ? slot_at(pool, pool->retired)
					    : NULL;
}

void
tc_pool_retire(struct tc_pool *pool)
{
	struct tc_job_slot *slot = slot_at(pool, pool->retired++);

	slot->state = TC_SLOT_FREE;
	/* One huge document must not make every slot huge for good. */
	if (slot->answer.cap > ((size_t)1 << 20))
		tc_buf_free(&slot->answer);
	if (slot->message.cap > ((size_t)1 << 20))
		tc_buf_free(&slot->message);
}

size_t
tc_pool_held(const struct tc_pool *pool)
{
	size_t held = 0;
	uint64_t number;

	for (number = pool->retired; number < pool->issued; number++) {
		const struct tc_job_slot *slot =
		    &pool->slots[number % TC_POOL_WINDOW];

		held += slot->message.len + slot->answer.len;
	}
	return held;
}

unsigned
tc_pool_channels(const struct tc_pool *pool)
{
	return pool->n;
}

struct tc_channel *
tc_pool_channel(struct tc_pool *pool, unsigned i)
{
	return &pool->channels[i];
}

/* Workers answer in the order of their jobs: what i was sent first. */
static struct tc_job_slot *
oldest_of(struct tc_pool *pool, unsigned worker)
{
	struct tc_job_slot *oldest = NULL;
	uint64_t number;

	for (number = pool->retired; number < pool->issued; number++) {
		struct tc_job_slot *slot = slot_at(pool, number);

		if (slot->state == TC_SLOT_SENT && slot->worker == worker &&
		    (oldest == NULL || slot->sent < oldest->sent))
			oldest = slot;
	}
	return oldest;
}

static enum tc_status
take_answers(struct tc_pool *pool, unsigned worker, struct tc_error *err)
{
	struct tc_channel *channel = &pool->channels[worker];
	struct tc_job_slot *slot;
	struct tc_span message;

	while (tc_channel_take(channel, &message)) {
		if ((slot = oldest_of(pool, worker)) == NULL)
			return tc_fail(err, TC_INTERNAL,
			    "a worker answers what it was not asked");
		tc_buf_put(&slot->answer, message.s, message.len);
		if (slot->answer.failed)
			return tc_buf_check(&slot->answer, err);
		slot->state = TC_SLOT_ANSWERED;
		pool->burdens[worker].jobs--;
		pool->burdens[worker].bytes -= slot->weight;
		pool->early_deaths = 0;
	}
	return TC_OK;
}

static void
answer_crash(struct tc_job_slot *slot, int how)
{
	static const char state[TC_STATE_LEN];
	struct tc_buf why = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_result result = {
	    .outcome = TC_OUTCOME_FAILED, .state = {state, sizeof(state)}};

	/* Who is killed, or gives up, may have lacked memory. */
	if (!WIFSIGNALED(how) || WTERMSIG(how) == SIGKILL)
		result.outcome = TC_OUTCOME_UNABLE;
	if (WIFSIGNALED(how))
		tc_buf_printf(&why, tc_message("its reader crashed (%s)"),
		    strsignal(WTERMSIG(how)));
	else
		tc_buf_puts(
		    &why, tc_message("its reader gave up (no memory?)"));
	result.text = (struct tc_span){tc_buf_str(&why), why.len};
	tc_result_put(&slot->answer, &result);
	tc_buf_free(&why);
	slot->state = TC_SLOT_ANSWERED;
}

/* The worker has gone: find out why, start another, give it the jobs. */
static enum tc_status
replace_worker(struct tc_pool *pool, unsigned worker, struct tc_error *err)
{
	struct tc_channel *channel = &pool->channels[worker];
	struct tc_job_slot *slot;
	uint64_t number;
	int how = 0;

	while (waitpid(channel->pid, &how, 0) < 0 && errno == EINTR)
		;
	slot = oldest_of(pool, worker);
	if (slot != NULL && WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL &&
	    !slot->again)
		slot->again = true;
	else if (slot != NULL)
		answer_crash(slot, how);
	if (++pool->early_deaths > EARLY_DEATHS_MAX)
		return tc_fail(err, TC_INTERNAL, "the workers keep dying");
	for (number = pool->retired; number < pool->issued; number++) {
		slot = slot_at(pool, number);
		if (slot->state != TC_SLOT_SENT || slot->worker != worker)
			continue;
		slot->state = TC_SLOT_READY;
		pool->ready++;
	}
	pool->burdens[worker] = (struct burden){0, 0};
	return tc_channel_fork(channel, tc_worker_main, pool->job, err);
}

enum tc_status
tc_pool_collect(struct tc_pool *pool, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	unsigned i;

	for (i = 0; i < pool->n && status == TC_OK; i++) {
		status = tc_channel_pump(&pool->channels[i], err);
		if (status == TC_OK)
			status = take_answers(pool, i, err);
		if (status == TC_OK && pool->channels[i].closed)
			status = replace_worker(pool, i, err);
	}
	return status == TC_OK ? dispatch(pool, err) : status;
}
