/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Requests and answers over a socket, each after its length. */
#include "searcher.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <tracuu/buf.h>
#include <tracuu/message.h>
#include <tracuu/write.h>
#include <unistd.h>

/* More than a document and the marks in it. */
#define MESSAGE_MAX ((size_t)256 << 20)

struct tc_searcher {
	struct tc_searcher_work work;
	pid_t pid; /* 0: none */
	int fd;
	bool busy;
	struct tc_buf come; /* of the answer and its length */
};

static bool
read_all(int fd, char *s, size_t len)
{
	while (len > 0) {
		ssize_t n = read(fd, s, len);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		if (n > 0) {
			s += n;
			len -= (size_t)n;
		}
	}
	return true;
}

static bool
send_json(int fd, const json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);
	uint32_t len = text != NULL ? (uint32_t)strlen(text) : 0;
	bool sent = text != NULL &&
	    tc_write_all(fd, (char *)&len, sizeof(len)) &&
	    tc_write_all(fd, text, len);

	free(text);
	return sent;
}

static json_t *
receive_json(int fd)
{
	json_t *json = NULL;
	char *text = NULL;
	uint32_t len;

	if (read_all(fd, (char *)&len, sizeof(len)) && len <= MESSAGE_MAX &&
	    (text = malloc(len)) != NULL && read_all(fd, text, len))
		json = json_loadb(text, len, 0, NULL);
	free(text);
	return json;
}

/* The keys of the terminal are its parent's, and so is the screen. */
static void
leave_terminal(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	if (null < 0)
		return;
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
}

/* The life of the process. */
static void
serve(const struct tc_searcher_work *work, int fd)
{
	json_t *request, *answer;
	void *state = NULL;
	struct tc_error error;
	enum tc_status status;
	bool sent = true;

	leave_terminal();
	status = work->begin(&state, work->arg, &error);
	while (sent && (request = receive_json(fd)) != NULL) {
		answer = status == TC_OK
		    ? work->reply(state, request)
		    : json_pack("{s:s, s:b}", "error", error.text, "end", 1);
		sent = answer != NULL && send_json(fd, answer);
		json_decref(answer);
		json_decref(request);
	}
	_exit(0);
}

static enum tc_status
start(struct tc_searcher *searcher, struct tc_error *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return tc_fail(
		    err, TC_IO, "socketpair: %s", tc_message_errno(errno));
	searcher->pid = fork();
	if (searcher->pid < 0) {
		searcher->pid = 0;
		close(ends[0]);
		close(ends[1]);
		return tc_fail(err, TC_IO, "fork: %s", tc_message_errno(errno));
	}
	if (searcher->pid == 0) {
		close(ends[0]);
		serve(&searcher->work, ends[1]);
	}
	close(ends[1]);
	searcher->fd = ends[0];
	searcher->busy = false;
	tc_buf_clear(&searcher->come);
	return TC_OK;
}

static void
stop(struct tc_searcher *searcher)
{
	if (searcher->fd >= 0)
		close(searcher->fd);
	searcher->fd = -1;
	if (searcher->pid > 0) {
		kill(searcher->pid, SIGKILL);
		while (waitpid(searcher->pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	searcher->pid = 0;
	searcher->busy = false;
}

enum tc_status
tc_searcher_new(struct tc_searcher **out, const struct tc_searcher_work *work,
    struct tc_error *err)
{
	struct tc_searcher *searcher = calloc(1, sizeof(*searcher));
	enum tc_status status;

	*out = NULL;
	if (searcher == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	searcher->work = *work;
	searcher->fd = -1;
	searcher->come = (struct tc_buf)TC_BUF_INIT(MESSAGE_MAX);
	if ((status = start(searcher, err)) != TC_OK)
		tc_searcher_free(searcher);
	else
		*out = searcher;
	return status;
}

void
tc_searcher_free(struct tc_searcher *searcher)
{
	if (searcher == NULL)
		return;
	stop(searcher);
	tc_buf_free(&searcher->come);
	free(searcher);
}

int
tc_searcher_fd(const struct tc_searcher *searcher)
{
	return searcher->fd;
}

bool
tc_searcher_busy(const struct tc_searcher *searcher)
{
	return searcher->busy;
}

static enum tc_status
gone(struct tc_searcher *searcher, struct tc_error *err)
{
	stop(searcher);
	return tc_fail(err, TC_IO,
	    "the search took too long or crashed; tracuu-index --check says "
	    "whether the index is damaged");
}

enum tc_status
tc_searcher_ask(
    struct tc_searcher *searcher, const json_t *request, struct tc_error *err)
{
	if (searcher->fd < 0 || !send_json(searcher->fd, request))
		return gone(searcher, err);
	searcher->busy = true;
	return TC_OK;
}

/* Take the answer out, when all of it has come. */
static enum tc_status
take_whole(json_t **answer, struct tc_searcher *searcher, struct tc_error *err)
{
	struct tc_buf *come = &searcher->come;
	uint32_t len;

	if (come->len < sizeof(len))
		return TC_OK;
	memcpy(&len, come->s, sizeof(len));
	if (come->len < sizeof(len) + len)
		return TC_OK;
	*answer = json_loadb(come->s + sizeof(len), len, 0, NULL);
	tc_buf_clear(come);
	searcher->busy = false;
	return *answer != NULL
	    ? TC_OK
	    : tc_fail(err, TC_CORRUPT, "the search answers nonsense");
}

enum tc_status
tc_searcher_take(
    json_t **answer, struct tc_searcher *searcher, struct tc_error *err)
{
	char bytes[1 << 16];
	ssize_t n;

	*answer = NULL;
	if (searcher->fd < 0)
		return gone(searcher, err);
	while ((n = recv(searcher->fd, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0)
		tc_buf_put(&searcher->come, bytes, (size_t)n);
	if (n == 0 || (errno != EAGAIN && errno != EINTR))
		return gone(searcher, err);
	if (searcher->come.failed)
		return tc_buf_check(&searcher->come, err);
	return take_whole(answer, searcher, err);
}

enum tc_status
tc_searcher_restart(struct tc_searcher *searcher, struct tc_error *err)
{
	stop(searcher);
	return start(searcher, err);
}
