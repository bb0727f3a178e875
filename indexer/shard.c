/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scribes of a new index: each makes a shard, of documents that are all new. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <tracuu/index.h>
#include <tracuu/message.h>

#include "scribe.h"

/*
 * A shard takes new documents only. What changes one that it has (a feed that
 * gives an id twice, or takes one back) waits in a file until it is complete.
 */
struct shard {
	const struct tc_scribe_job *job;
	struct tc_bulk *bulk;
	FILE *later;
};

static enum tc_status
later_error(const struct shard *shard, struct tc_error *err)
{
	return tc_fail(err, errno == ENOSPC ? TC_FULL : TC_IO, "%s: %s",
	    shard->job->path, tc_message_errno(errno));
}

static enum tc_status
keep_for_later(
    struct shard *shard, const struct tc_buf *message, struct tc_error *err)
{
	uint32_t len = (uint32_t)message->len;

	if (shard->later == NULL)
		shard->later = tmpfile();
	if (shard->later == NULL ||
	    fwrite(&len, sizeof(len), 1, shard->later) != 1 ||
	    fwrite(message->s, 1, len, shard->later) != len)
		return later_error(shard, err);
	return TC_OK;
}

static enum tc_status
do_shard_message(
    struct shard *shard, const struct tc_buf *message, struct tc_error *err)
{
	struct tc_span in = {message->s + 1, message->len - 1};
	struct tc_span name, value;
	enum tc_status status;

	switch (message->s[0]) {
	case TC_MSG_PUT:
		if (in.len == 0 || in.s[0] == 0)
			return keep_for_later(shard, message, err);
		in.s++;
		in.len--;
		return tc_bulk_put(shard->bulk, in, err);
	case TC_MSG_REMOVE:
	case TC_MSG_TOUCH:
		return keep_for_later(shard, message, err);
	case TC_MSG_SET:
		if ((status = tc_unpack_span(&name, &in, err)) == TC_OK &&
		    (status = tc_unpack_span(&value, &in, err)) == TC_OK)
			status = tc_bulk_set(shard->bulk, name.s, value.s, err);
		return status;
	case TC_MSG_FINISH:
		return TC_DONE;
	default:
		return tc_fail(err, TC_CORRUPT, "the indexer talks nonsense");
	}
}

/* Make the changes that waited. */
static enum tc_status
catch_up(
    const struct shard *shard, struct tc_buf *message, struct tc_error *err)
{
	struct tc_writer *writer = NULL;
	enum tc_status status;
	uint32_t len;
	char *to;

	if (fflush(shard->later) != 0 || fseeko(shard->later, 0, SEEK_SET) != 0)
		return later_error(shard, err);
	status = tc_writer_open(&writer, shard->job->path, false, err);
	while (
	    status == TC_OK && fread(&len, sizeof(len), 1, shard->later) == 1) {
		tc_buf_clear(message);
		if ((to = tc_buf_reserve(message, len)) == NULL)
			status = tc_buf_check(message, err);
		else if (fread(to, 1, len, shard->later) != len)
			status = later_error(shard, err);
		else
			message->len = len;
		if (status == TC_OK)
			status = tc_scribe_do(writer, message, err);
	}
	if (status == TC_OK)
		status = tc_writer_commit(writer, err);
	tc_writer_free(writer);
	return status;
}

enum tc_status
tc_shard_write(int fd, const struct tc_scribe_job *job, struct tc_buf *message,
    struct tc_error *err)
{
	struct shard shard = {.job = job};
	enum tc_status status;

	status = tc_bulk_new(&shard.bulk, job->path, job->batch, err);
	while (status == TC_OK) {
		if ((status = tc_scribe_next(fd, message, err)) == TC_OK)
			status = do_shard_message(&shard, message, err);
	}
	if (status == TC_DONE)
		status = tc_bulk_finish(shard.bulk, err);
	tc_bulk_free(shard.bulk);
	if (status == TC_OK && shard.later != NULL)
		status = catch_up(&shard, message, err);
	if (shard.later != NULL)
		fclose(shard.later);
	return status;
}
