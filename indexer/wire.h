/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages between the indexer's processes. */
#ifndef TC_INDEXER_WIRE_H
#define TC_INDEXER_WIRE_H

#include <stdbool.h>
#include <sys/types.h>
#include <tracuu/pack.h>

/* The first byte of a message says what it is; the rest is packed. */
enum tc_message {
	TC_MSG_FILE = 'F',   /* to a worker: source, format, id, path, state */
	TC_MSG_LINE = 'L',   /* to a worker: source, line of a feed */
	TC_MSG_RECORD = 'O', /* to a worker: what was read before */
	TC_MSG_RESULT = 'R', /* from a worker: see message.h */
	TC_MSG_PUT = 'P',    /* to a writer: is new, entry */
	TC_MSG_REMOVE = 'D', /* to a writer: id */
	TC_MSG_TOUCH = 'T',  /* to a writer: id, state */
	TC_MSG_SET = 'M',    /* to a writer: name, value */
	TC_MSG_FINISH = 'C', /* to a writer: commit and end */
	TC_MSG_COMMITTED = 'B', /* from a writer: so many changes are safe */
	TC_MSG_DONE = 'A',	/* from a writer: all is */
	TC_MSG_ERROR = 'E'	/* from a writer: status, text */
};

/* No message is longer: an entry of the largest document fits. */
#define TC_MSG_MAX ((size_t)1 << 30)

/*
 * Blocking ends, for child processes. TC_DONE when the other end is closed,
 * TC_IO. A message that is read replaces what was in buf.
 */
enum tc_status tc_wire_read(int fd, struct tc_buf *buf, struct tc_error *err);
enum tc_status
tc_wire_write(int fd, const struct tc_buf *message, struct tc_error *err);

/* The parent's end to one child: it never blocks. */
struct tc_channel {
	int fd;
	pid_t pid;
	bool closed; /* the child has gone */
	struct tc_buf out, in;
	size_t out_at, in_at; /* what is behind was sent, or taken */
};

void tc_channel_init(struct tc_channel *channel);
void tc_channel_free(struct tc_channel *channel);

/* Queue a message. TC_NOMEM, TC_TOOBIG. */
enum tc_status tc_channel_send(struct tc_channel *channel,
    const struct tc_buf *message, struct tc_error *err);

/* Bytes queued and not sent. */
size_t tc_channel_queued(const struct tc_channel *channel);

/* Send and receive what goes without waiting. TC_IO, TC_NOMEM. */
enum tc_status
tc_channel_pump(struct tc_channel *channel, struct tc_error *err);

/* Take a message that has arrived whole; false when there is none. Borrowed
 * until the next pump. */
bool tc_channel_take(struct tc_channel *channel, struct tc_span *message);

/*
 * Fork a child that runs body(fd, arg) and exits with what that returns. It
 * dies with its parent and keeps no other descriptor of ours than its channel.
 */
typedef int (*tc_child_fn)(int fd, void *arg);
enum tc_status tc_channel_fork(struct tc_channel *channel, tc_child_fn body,
    void *arg, struct tc_error *err);

#endif
