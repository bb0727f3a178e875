/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scribes: entries into a database, commit by commit. */
#include "scribe.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/index.h>

/* How often to look, every 20 ms, whether a scribe that is to die has died. */
#define LOCK_TRIES 500

void
tc_scribe_put(struct tc_buf *message, struct tc_span entry, bool is_new)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_PUT);
	tc_buf_putc(message, is_new ? 1 : 0);
	tc_buf_put(message, entry.s, entry.len);
}

void
tc_scribe_remove(struct tc_buf *message, const char *id, size_t len)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_REMOVE);
	tc_buf_put(message, id, len);
}

void
tc_scribe_touch(
    struct tc_buf *message, const char *id, size_t len, struct tc_span state)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_TOUCH);
	tc_pack_span(message, id, len);
	tc_pack_span(message, state.s, state.len);
}

void
tc_scribe_set(struct tc_buf *message, const char *name, const char *value)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_SET);
	tc_pack_span(message, name, strlen(name) + 1);
	tc_pack_span(message, value, strlen(value) + 1);
}

void
tc_scribe_finish(struct tc_buf *message)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_FINISH);
}

enum tc_status
tc_scribe_answer(
    uint64_t *committed, struct tc_span message, struct tc_error *err)
{
	struct tc_span text;
	uint32_t status;
	char kind = message.len > 0 ? message.s[0] : '\0';

	if (kind == TC_MSG_DONE)
		return TC_DONE;
	message.s += kind != '\0';
	message.len -= kind != '\0';
	if (kind == TC_MSG_COMMITTED &&
	    tc_unpack_number(&status, &message, err) == TC_OK) {
		*committed = status;
		return TC_OK;
	}
	if (kind != TC_MSG_ERROR)
		return tc_fail(err, TC_CORRUPT, "a writer talks nonsense");
	if (tc_unpack_number(&status, &message, err) != TC_OK ||
	    tc_unpack_span(&text, &message, err) != TC_OK)
		return TC_CORRUPT;
	return tc_fail(
	    err, (enum tc_status)status, "%.*s", (int)text.len, text.s);
}

static enum tc_status
do_touch(struct tc_writer *writer, struct tc_span in, struct tc_error *err)
{
	struct tc_span id, state;
	enum tc_status status;

	if ((status = tc_unpack_span(&id, &in, err)) == TC_OK &&
	    (status = tc_unpack_span(&state, &in, err)) == TC_OK)
		status = tc_writer_touch(
		    writer, id.s, id.len, state.s, state.len, err);
	return status;
}

static enum tc_status
do_set(struct tc_writer *writer, struct tc_span in, struct tc_error *err)
{
	struct tc_span name, value;
	enum tc_status status;

	if ((status = tc_unpack_span(&name, &in, err)) == TC_OK &&
	    (status = tc_unpack_span(&value, &in, err)) == TC_OK)
		status = tc_writer_set(writer, name.s, value.s, err);
	return status;
}

enum tc_status
tc_scribe_do(struct tc_writer *writer, const struct tc_buf *message,
    struct tc_error *err)
{
	struct tc_span in = {message->s + 1, message->len - 1};
	bool is_new;

	switch (message->s[0]) {
	case TC_MSG_PUT:
		is_new = in.len > 0 && in.s[0] != 0;
		in.s++;
		in.len--;
		return tc_writer_put(writer, in, is_new, err);
	case TC_MSG_REMOVE:
		return tc_writer_remove(writer, in.s, in.len, err);
	case TC_MSG_TOUCH:
		return do_touch(writer, in, err);
	case TC_MSG_SET:
		return do_set(writer, in, err);
	case TC_MSG_FINISH:
		return TC_DONE;
	default:
		return tc_fail(err, TC_CORRUPT, "the indexer talks nonsense");
	}
}

/* Commit, and tell the parent what is safe now. */
static enum tc_status
commit(int fd, struct tc_writer *writer, uint32_t changes,
    struct tc_buf *message, struct tc_error *err)
{
	enum tc_status status;

	if ((status = tc_writer_commit(writer, err)) != TC_OK)
		return status;
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_COMMITTED);
	tc_pack_number(message, changes);
	return tc_wire_write(fd, message, err);
}

enum tc_status
tc_scribe_next(int fd, struct tc_buf *message, struct tc_error *err)
{
	enum tc_status status;

	do {
		status = tc_wire_read(fd, message, err);
	} while (status == TC_OK && message->len == 0);
	if (status == TC_DONE)
		return tc_fail(err, TC_IO, "the indexer went away");
	return status;
}

/*
 * Who runs holds the lock of the folder, so it is no other indexer that has
 * the database locked, but the scribe of one that was killed: the system ends
 * it with its parent, a moment after the folder's lock is free.
 */
static enum tc_status
open_live(struct tc_writer **writer, const char *path, struct tc_error *err)
{
	static const struct timespec pause = {0, 20 * 1000000L};
	enum tc_status status;
	unsigned i;

	for (i = 0;
	     (status = tc_writer_open(writer, path, true, err)) == TC_LOCKED &&
	     i < LOCK_TRIES;
	     i++)
		nanosleep(&pause, NULL);
	return status;
}

/* Until the end is asked for (TC_OK) or something fails. */
static enum tc_status
write_live(int fd, const struct tc_scribe_job *job, struct tc_buf *message,
    struct tc_error *err)
{
	struct tc_writer *writer = NULL;
	enum tc_status status;
	uint32_t changes = 0;
	size_t bytes = 0;

	status = open_live(&writer, job->path, err);
	while (status == TC_OK) {
		if ((status = tc_scribe_next(fd, message, err)) != TC_OK)
			break;
		bytes += message->len;
		changes += message->s[0] != TC_MSG_SET;
		status = tc_scribe_do(writer, message, err);
		if (status == TC_OK && bytes >= job->batch) {
			status = commit(fd, writer, changes, message, err);
			bytes = 0;
		}
	}
	if (status == TC_DONE) {
		changes -= 1; /* that was the word to end */
		status = commit(fd, writer, changes, message, err);
	}
	tc_writer_free(writer);
	return status;
}

int
tc_scribe_main(int fd, void *arg)
{
	const struct tc_scribe_job *job = arg;
	struct tc_buf message = TC_BUF_INIT(TC_MSG_MAX);
	struct tc_error err = {0};
	enum tc_status status;

	status = job->durable ? write_live(fd, job, &message, &err)
			      : tc_shard_write(fd, job, &message, &err);
	tc_buf_clear(&message);
	if (status == TC_OK) {
		tc_buf_putc(&message, TC_MSG_DONE);
	} else {
		tc_buf_putc(&message, TC_MSG_ERROR);
		tc_pack_number(&message, status);
		tc_pack_span(&message, err.text, strlen(err.text));
	}
	tc_wire_write(fd, &message, NULL);
	tc_buf_free(&message);
	return status == TC_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
