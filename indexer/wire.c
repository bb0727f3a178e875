/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Framed messages over socket pairs. */
#include "wire.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <tracuu/message.h>
#include <unistd.h>

#define READ_SIZE ((size_t)256 << 10)

static enum tc_status
io_error(struct tc_error *err, const char *what)
{
	return tc_fail(err, TC_IO, "%s: %s", what, tc_message_errno(errno));
}

/* TC_DONE when the other end closed before the first byte. */
static enum tc_status
read_exactly(int fd, char *to, size_t len, struct tc_error *err)
{
	size_t got = 0;

	while (got < len) {
		ssize_t n = read(fd, to + got, len - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return io_error(err, "read from the indexer");
		if (n == 0)
			return got == 0
			    ? TC_DONE
			    : tc_fail(err, TC_IO, "the indexer went away");
		got += (size_t)n;
	}
	return TC_OK;
}

enum tc_status
tc_wire_read(int fd, struct tc_buf *buf, struct tc_error *err)
{
	enum tc_status status;
	uint32_t len;
	char *to;

	tc_buf_clear(buf);
	status = read_exactly(fd, (char *)&len, sizeof(len), err);
	if (status != TC_OK)
		return status;
	if ((to = tc_buf_reserve(buf, len)) == NULL)
		return tc_buf_check(buf, err);
	status = read_exactly(fd, to, len, err);
	if (status == TC_DONE && len > 0)
		return tc_fail(err, TC_IO, "the indexer went away");
	if (status != TC_OK)
		return status;
	to[len] = '\0';
	buf->len = len;
	return TC_OK;
}

enum tc_status
tc_wire_write(int fd, const struct tc_buf *message, struct tc_error *err)
{
	uint32_t len = (uint32_t)message->len;
	struct iovec parts[2] = {
	    {&len, sizeof(len)}, {message->s, message->len}};
	struct msghdr all = {.msg_iov = parts, .msg_iovlen = 2};
	enum tc_status status;

	if ((status = tc_buf_check(message, err)) != TC_OK)
		return status;
	while (all.msg_iovlen > 0) {
		ssize_t n = sendmsg(fd, &all, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return io_error(err, "write to the indexer");
		for (; all.msg_iovlen > 0 && (size_t)n >= all.msg_iov->iov_len;
		     all.msg_iov++, all.msg_iovlen--)
			n -= (ssize_t)all.msg_iov->iov_len;
		if (all.msg_iovlen > 0) {
			all.msg_iov->iov_base =
			    (char *)all.msg_iov->iov_base + n;
			all.msg_iov->iov_len -= (size_t)n;
		}
	}
	return TC_OK;
}

void
tc_channel_init(struct tc_channel *channel)
{
	memset(channel, 0, sizeof(*channel));
	channel->fd = -1;
	channel->pid = -1;
	channel->closed = true;
	channel->out.max = channel->in.max = 2 * TC_MSG_MAX;
}

void
tc_channel_free(struct tc_channel *channel)
{
	if (channel->fd >= 0)
		close(channel->fd);
	channel->fd = -1;
	tc_buf_free(&channel->out);
	tc_buf_free(&channel->in);
}

/* Move what is left to the front once most of the buffer is behind. */
static void
compact(struct tc_buf *buf, size_t *at)
{
	if (*at == 0 || *at < buf->len / 2)
		return;
	memmove(buf->s, buf->s + *at, buf->len - *at);
	tc_buf_cut(buf, buf->len - *at);
	*at = 0;
}

enum tc_status
tc_channel_send(struct tc_channel *channel, const struct tc_buf *message,
    struct tc_error *err)
{
	compact(&channel->out, &channel->out_at);
	tc_pack_span(&channel->out, message->s, message->len);
	return tc_buf_check(&channel->out, err);
}

size_t
tc_channel_queued(const struct tc_channel *channel)
{
	return channel->out.len - channel->out_at;
}

static enum tc_status
send_some(struct tc_channel *channel, struct tc_error *err)
{
	while (channel->out_at < channel->out.len) {
		ssize_t n = send(channel->fd, channel->out.s + channel->out_at,
		    channel->out.len - channel->out_at,
		    MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0)
			channel->out_at += (size_t)n;
		else if (errno == EPIPE || errno == ECONNRESET) {
			channel->closed = true;
			break;
		} else if (errno == EAGAIN)
			break;
		else if (errno != EINTR)
			return io_error(err, "write to a child");
	}
	return TC_OK;
}

static enum tc_status
receive_some(struct tc_channel *channel, struct tc_error *err)
{
	char *to;
	ssize_t n;

	compact(&channel->in, &channel->in_at);
	for (;;) {
		if ((to = tc_buf_reserve(&channel->in, READ_SIZE)) == NULL)
			return tc_buf_check(&channel->in, err);
		n = recv(channel->fd, to, READ_SIZE, MSG_DONTWAIT);
		if (n > 0) {
			channel->in.len += (size_t)n;
			to[n] = '\0';
		} else if (n == 0 || errno == ECONNRESET) {
			channel->closed = true;
			return TC_OK;
		} else if (errno == EAGAIN) {
			return TC_OK;
		} else if (errno != EINTR) {
			return io_error(err, "read from a child");
		}
	}
}

enum tc_status
tc_channel_pump(struct tc_channel *channel, struct tc_error *err)
{
	enum tc_status status;

	if (channel->closed)
		return TC_OK;
	if ((status = send_some(channel, err)) == TC_OK)
		status = receive_some(channel, err);
	return status;
}

bool
tc_channel_take(struct tc_channel *channel, struct tc_span *message)
{
	struct tc_span in = {tc_buf_str(&channel->in) + channel->in_at,
	    channel->in.len - channel->in_at};

	if (tc_unpack_span(message, &in, NULL) != TC_OK)
		return false;
	channel->in_at = channel->in.len - in.len;
	return true;
}

static void
run_child(int fd, tc_child_fn body, void *arg, pid_t parent)
{
	/* Another child's channel kept open here would hide its end. */
	if (fd > STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 1, (unsigned)fd - 1, 0);
	close_range((unsigned)fd + 1, UINT_MAX, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent) /* it died before we asked */
		_exit(EXIT_FAILURE);
	_exit(body(fd, arg));
}

enum tc_status
tc_channel_fork(struct tc_channel *channel, tc_child_fn body, void *arg,
    struct tc_error *err)
{
	pid_t parent = getpid();
	int ends[2];

	tc_channel_free(channel);
	tc_channel_init(channel);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return io_error(err, "socketpair");
	channel->pid = fork();
	if (channel->pid < 0) {
		close(ends[0]);
		close(ends[1]);
		return io_error(err, "fork");
	}
	if (channel->pid == 0)
		run_child(ends[1], body, arg, parent);
	close(ends[1]);
	channel->fd = ends[0];
	channel->closed = false;
	return TC_OK;
}
