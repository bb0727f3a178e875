/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting scribes, feeding them, and publishing what they wrote. */
#include "scribes.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <tracuu/hash.h>
#include <tracuu/index.h>

struct scribe {
	struct tc_channel channel;
	struct tc_scribe_job job;
	struct tc_buf path;
	bool done; /* it has committed all and said so */
};

struct tc_scribes {
	struct tc_scribes_options options;
	unsigned n;
	bool started;
	struct scribe *at;
};

enum tc_status
tc_scribes_new(struct tc_scribes **out,
    const struct tc_scribes_options *options, struct tc_error *err)
{
	struct tc_scribes *scribes = calloc(1, sizeof(*scribes));
	unsigned i, n = options->live != 0 ? 1 : options->n;

	*out = NULL;
	if (scribes != NULL)
		scribes->at = calloc(n, sizeof(*scribes->at));
	if (scribes == NULL || scribes->at == NULL) {
		free(scribes);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	scribes->options = *options;
	scribes->n = n;
	for (i = 0; i < n; i++) {
		tc_channel_init(&scribes->at[i].channel);
		scribes->at[i].path.max = TC_BUF_LINE;
	}
	*out = scribes;
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
tc_scribes_free(struct tc_scribes *scribes)
{
	unsigned i;

	if (scribes == NULL)
		return;
	for (i = 0; i < scribes->n; i++) {
		struct scribe *scribe = &scribes->at[i];

		if (scribe->channel.pid > 0 && !scribe->done)
			kill(scribe->channel.pid, SIGKILL);
		wait_for(&scribe->channel);
		tc_channel_free(&scribe->channel);
		if (scribes->options.live == 0 && scribe->path.len > 0)
			tc_layout_remove(scribe->path.s, NULL);
		tc_buf_free(&scribe->path);
	}
	free(scribes->at);
	free(scribes);
}

static enum tc_status
start_one(struct tc_scribes *scribes, unsigned i, struct tc_error *err)
{
	const struct tc_scribes_options *options = &scribes->options;
	struct scribe *scribe = &scribes->at[i];
	bool live = options->live != 0;
	enum tc_status status;

	tc_layout_path(options->database, live ? options->live : options->fresh,
	    &scribe->path);
	if (!live)
		tc_buf_printf(&scribe->path, ".shard-%u", i);
	if ((status = tc_buf_check(&scribe->path, err)) != TC_OK)
		return status;
	scribe->job.path = scribe->path.s;
	scribe->job.durable = live;
	scribe->job.batch =
	    live ? options->live_batch : options->memory / scribes->n;
	return tc_channel_fork(
	    &scribe->channel, tc_scribe_main, &scribe->job, err);
}

static enum tc_status
start(struct tc_scribes *scribes, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	unsigned i;

	if (scribes->started)
		return TC_OK;
	if (scribes->options.live != 0 &&
	    (status = tc_layout_begin(scribes->options.database,
		 scribes->options.live, err)) != TC_OK)
		return status;
	scribes->started = true;
	for (i = 0; i < scribes->n && status == TC_OK; i++)
		status = start_one(scribes, i, err);
	return status;
}

enum tc_status
tc_scribes_send(struct tc_scribes *scribes, const char *id, size_t len,
    const struct tc_buf *message, struct tc_error *err)
{
	unsigned i = tc_hash(id, len) % scribes->n;
	enum tc_status status;

	if ((status = start(scribes, err)) == TC_OK)
		status = tc_channel_send(&scribes->at[i].channel, message, err);
	return status;
}

enum tc_status
tc_scribes_send_first(struct tc_scribes *scribes, const struct tc_buf *message,
    struct tc_error *err)
{
	enum tc_status status;

	if ((status = start(scribes, err)) == TC_OK)
		status = tc_channel_send(&scribes->at[0].channel, message, err);
	return status;
}

static enum tc_status
take_message(const struct tc_scribes *scribes, struct tc_span message,
    struct tc_error *err)
{
	enum tc_status status;
	uint64_t committed = 0;

	status = tc_scribe_answer(&committed, message, err);
	if (status == TC_OK && scribes->options.live != 0)
		scribes->options.committed(scribes->options.arg, committed);
	return status;
}

static enum tc_status
pump(const struct tc_scribes *scribes, struct scribe *scribe,
    struct tc_error *err)
{
	struct tc_span message;
	enum tc_status status;

	if (scribe->done || scribe->channel.fd < 0)
		return TC_OK;
	if ((status = tc_channel_pump(&scribe->channel, err)) != TC_OK)
		return status;
	while (status == TC_OK && tc_channel_take(&scribe->channel, &message))
		status = take_message(scribes, message, err);
	scribe->done = status == TC_DONE;
	if (status != TC_OK)
		return scribe->done ? TC_OK : status;
	if (scribe->channel.closed)
		return tc_fail(err, TC_INTERNAL, "a writer process died");
	return TC_OK;
}

enum tc_status
tc_scribes_pump(struct tc_scribes *scribes, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	unsigned i;

	for (i = 0; i < scribes->n && status == TC_OK; i++)
		status = pump(scribes, &scribes->at[i], err);
	return status;
}

size_t
tc_scribes_queued(const struct tc_scribes *scribes)
{
	size_t queued = 0;
	unsigned i;

	for (i = 0; i < scribes->n; i++)
		queued += tc_channel_queued(&scribes->at[i].channel);
	return queued;
}

unsigned
tc_scribes_channels(const struct tc_scribes *scribes)
{
	return scribes->started ? scribes->n : 0;
}

struct tc_channel *
tc_scribes_channel(struct tc_scribes *scribes, unsigned i)
{
	return &scribes->at[i].channel;
}

/* Wait until this scribe can be written to or has something to say. */
static void
wait_ready(const struct tc_channel *channel)
{
	struct pollfd ready = {channel->fd, POLLIN, 0};

	if (tc_channel_queued(channel) > 0)
		ready.events |= POLLOUT;
	poll(&ready, 1, -1);
}

static enum tc_status
finish_all(struct tc_scribes *scribes, struct tc_error *err)
{
	struct tc_buf message = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	unsigned i;

	tc_scribe_finish(&message);
	for (i = 0; i < scribes->n && status == TC_OK; i++)
		status =
		    tc_channel_send(&scribes->at[i].channel, &message, err);
	if (status == TC_OK)
		status = tc_scribes_pump(scribes, err);
	for (i = 0; i < scribes->n && status == TC_OK; i++) {
		while (status == TC_OK && !scribes->at[i].done) {
			wait_ready(&scribes->at[i].channel);
			status = tc_scribes_pump(scribes, err);
		}
		wait_for(&scribes->at[i].channel);
	}
	tc_buf_free(&message);
	return status;
}

static enum tc_status
publish_new(struct tc_scribes *scribes, struct tc_error *err)
{
	const char **paths = calloc(scribes->n, sizeof(*paths));
	enum tc_status status;
	unsigned i;

	if (paths == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < scribes->n; i++)
		paths[i] = scribes->at[i].path.s;
	status = tc_layout_publish(scribes->options.database,
	    scribes->options.fresh, paths, scribes->n, err);
	free(paths);
	return status;
}

enum tc_status
tc_scribes_finish(struct tc_scribes *scribes, struct tc_error *err)
{
	enum tc_status status;

	if (!scribes->started && scribes->options.live != 0)
		return TC_OK;
	if ((status = start(scribes, err)) == TC_OK)
		status = finish_all(scribes, err);
	if (status != TC_OK)
		return status;
	if (scribes->options.live != 0)
		return tc_layout_seal(
		    scribes->options.database, scribes->options.live, err);
	return publish_new(scribes, err);
}
