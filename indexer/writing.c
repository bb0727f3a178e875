/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting the scribe, feeding it, and publishing what it wrote. */
#include "writing.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <tracuu/index.h>

struct tc_writing {
	struct tc_writing_options options;
	bool started;
	bool done; /* the scribe has committed all and said so */
	struct tc_channel channel;
	struct tc_scribe_job job;
	struct tc_buf path; /* of the live generation, or of the shard */
};

enum tc_status
tc_writing_new(struct tc_writing **out,
    const struct tc_writing_options *options, struct tc_error *err)
{
	struct tc_writing *writing = calloc(1, sizeof(*writing));

	*out = writing;
	if (writing == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	writing->options = *options;
	writing->path.max = TC_BUF_LINE;
	tc_channel_init(&writing->channel);
	return TC_OK;
}

static void
wait_for(struct tc_channel *channel)
{
	while (channel->pid > 0 && waitpid(channel->pid, NULL, 0) < 0 &&
	    errno == EINTR)
		;
	channel->pid = -1;
}

void
tc_writing_free(struct tc_writing *writing)
{
	if (writing == NULL)
		return;
	if (writing->channel.pid > 0 && !writing->done)
		kill(writing->channel.pid, SIGKILL);
	wait_for(&writing->channel);
	tc_channel_free(&writing->channel);
	if (writing->options.live == 0 && writing->path.len > 0)
		tc_layout_remove(writing->path.s, NULL);
	tc_buf_free(&writing->path);
	free(writing);
}

static enum tc_status
start(struct tc_writing *writing, struct tc_error *err)
{
	const struct tc_writing_options *options = &writing->options;
	bool live = options->live != 0;
	enum tc_status status;

	if (writing->started)
		return TC_OK;
	if (live &&
	    (status = tc_layout_begin(options->database, options->live, err)) !=
		TC_OK)
		return status;
	writing->started = true;
	tc_layout_path(options->database, live ? options->live : options->fresh,
	    &writing->path);
	if (!live)
		tc_buf_puts(&writing->path, ".shard");
	if ((status = tc_buf_check(&writing->path, err)) != TC_OK)
		return status;
	writing->job.path = writing->path.s;
	writing->job.durable = live;
	writing->job.batch = live ? options->live_batch : options->memory;
	return tc_channel_fork(
	    &writing->channel, tc_scribe_main, &writing->job, err);
}

enum tc_status
tc_writing_send(struct tc_writing *writing, const struct tc_buf *message,
    struct tc_error *err)
{
	enum tc_status status;

	if ((status = start(writing, err)) == TC_OK)
		status = tc_channel_send(&writing->channel, message, err);
	return status;
}

static enum tc_status
take_message(const struct tc_writing *writing, struct tc_span message,
    struct tc_error *err)
{
	enum tc_status status;
	uint64_t committed = 0;

	status = tc_scribe_answer(&committed, message, err);
	if (status == TC_OK && writing->options.live != 0)
		writing->options.committed(writing->options.arg, committed);
	return status;
}

enum tc_status
tc_writing_pump(struct tc_writing *writing, struct tc_error *err)
{
	struct tc_span message;
	enum tc_status status;

	if (writing->done || writing->channel.fd < 0)
		return TC_OK;
	if ((status = tc_channel_pump(&writing->channel, err)) != TC_OK)
		return status;
	while (status == TC_OK && tc_channel_take(&writing->channel, &message))
		status = take_message(writing, message, err);
	writing->done = status == TC_DONE;
	if (status != TC_OK)
		return writing->done ? TC_OK : status;
	if (writing->channel.closed)
		return tc_fail(err, TC_INTERNAL, "the writer process died");
	return TC_OK;
}

size_t
tc_writing_queued(const struct tc_writing *writing)
{
	return tc_channel_queued(&writing->channel);
}

const struct tc_channel *
tc_writing_channel(const struct tc_writing *writing)
{
	return writing->started ? &writing->channel : NULL;
}

/* Wait until the scribe can be written to or has something to say. */
static void
wait_ready(const struct tc_channel *channel)
{
	struct pollfd ready = {channel->fd, POLLIN, 0};

	if (tc_channel_queued(channel) > 0)
		ready.events |= POLLOUT;
	poll(&ready, 1, -1);
}

static enum tc_status
finish_scribe(struct tc_writing *writing, struct tc_error *err)
{
	struct tc_buf message = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	tc_scribe_finish(&message);
	if ((status = tc_writing_send(writing, &message, err)) == TC_OK)
		status = tc_writing_pump(writing, err);
	while (status == TC_OK && !writing->done) {
		wait_ready(&writing->channel);
		status = tc_writing_pump(writing, err);
	}
	wait_for(&writing->channel);
	tc_buf_free(&message);
	return status;
}

enum tc_status
tc_writing_finish(struct tc_writing *writing, struct tc_error *err)
{
	const struct tc_writing_options *options = &writing->options;
	const char *shard;
	enum tc_status status;

	if (!writing->started && options->live != 0)
		return TC_OK;
	if ((status = finish_scribe(writing, err)) != TC_OK)
		return status;
	if (options->live != 0)
		return tc_layout_seal(options->database, options->live, err);
	shard = writing->path.s;
	return tc_layout_publish(
	    options->database, options->fresh, &shard, 1, err);
}
