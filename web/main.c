/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu.cgi: one request of CGI, or many of FastCGI; its workers. */
#include <fcgiapp.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <tracuu/error.h>
#include <tracuu/version.h>
#include <tracuu/write.h>
#include <unistd.h>

#include "../program/heap.h"
#include "../program/lack.h"
#include "../program/leave.h"
#include "../program/say.h"
#include "../sandbox/sandbox.h"
#include "serve.h"
#include "site.h"

#define EXIT_TROUBLE 2

/* Bytes of address space of a process, of the log, and files open at a time. */
#define MEMORY_MAX ((size_t)1 << 30)
#define LOG_MAX ((size_t)1 << 30)
#define FILES_MAX 256

/* Seconds of a processor for a whole process of CGI, should the limit of a
 * request not hold. */
#define CGI_SECONDS 10

/* Bytes that are read of what a request brings along. */
#define BODY_MAX ((unsigned long)1 << 20)

/* Requests that wait at a socket of ours. */
#define BACKLOG 256

#define WORKERS_MAX 64

static const char help[] =
    "usage: tracuu.cgi [--socket PATH] [--workers N]\n"
    "       tracuu.cgi --check\n"
    "\n"
    "The search page, started by a web server as CGI or FastCGI program:\n"
    "tracuu.cgi(8). By hand:\n"
    "\n"
    "      --socket PATH  make this socket and answer FastCGI at it\n"
    "      --workers N    answer with so many processes\n"
    "      --check        read the settings, templates and the index, and say\n"
    "                     what is wrong with them\n"
    "      --version  --help\n";

static const char bare_failure[] =
    "Status: 503 Service Unavailable\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "Hệ thống đang được bảo trì. Vui lòng quay lại sau.\n";

static const char bare_json_failure[] =
    "Status: 503 Service Unavailable\r\n"
    "Content-Type: application/json; charset=utf-8\r\n\r\n"
    "{\"version\":1,\"status\":503,\"error\":\"Service Unavailable\","
    "\"message\":\"Hệ thống đang được bảo trì. Vui lòng quay lại sau.\"}\n";

static const char *
environment(void *arg, const char *name)
{
	(void)arg;
	return getenv(name);
}

static const char *
parameter(void *arg, const char *name)
{
	FCGX_Request *request = arg;

	return FCGX_GetParam(name, request->envp);
}

/* No more than the index can be read from now on. */
static enum tc_status
confine(const struct tc_site *site, struct tc_error *err)
{
	static const struct tc_limits limits = {
	    .memory = MEMORY_MAX, .length = LOG_MAX, .files = FILES_MAX};
	const char *folders[1];
	enum tc_status status;

	/* The first use of the zone reads its file. */
	tzset();
	folders[0] = tc_site_database(site);
	status = tc_sandbox_enter(TC_CONFINED_PAGE, &limits, folders, 1, err);
	return status == TC_OK ? tc_limit_begin(err) : status;
}

/* Whatever goes wrong with the site is answered with a page; without the
 * sandbox nothing is. */
static bool
begin(struct tc_site *site, struct tc_error *failure, bool *failed)
{
	struct tc_error error;

	*failed = tc_site_open(site, failure) != TC_OK;
	if (*failed)
		tc_say("%s", failure->text);
	if (confine(site, &error) == TC_OK)
		return true;
	tc_say("%s", error.text);
	return false;
}

/* What is sent: an answer that is whole, or that there is none; that takes no
 * memory. */
static const char *
whole(const struct tc_buf *out, const struct tc_client *client, size_t *len)
{
	const char *failure =
	    tc_request_wants_json(client->variable, client->arg)
	    ? bare_json_failure
	    : bare_failure;
	bool good = out->len > 0 && !out->failed;

	if (out->failed)
		tc_lack_say();
	*len = good ? out->len : strlen(failure);
	return good ? out->s : failure;
}

/*
 * Read what was sent with the request, which nothing is done with: where a
 * program ends before, Apache's mod_cgid finds its socket reset and loses the
 * answer. Servers see to it that this ends.
 */
static void
drain(const char *length)
{
	unsigned long left = length != NULL ? strtoul(length, NULL, 10) : 0;
	char bytes[4096];
	ssize_t n;

	if (left > BODY_MAX)
		left = BODY_MAX;
	while (left > 0 &&
	    (n = read(STDIN_FILENO, bytes,
		 left < sizeof(bytes) ? left : sizeof(bytes))) > 0)
		left -= (unsigned long)n;
}

static _Noreturn void
run_cgi(void)
{
	static const struct rlimit seconds = {CGI_SECONDS, CGI_SECONDS};
	const struct tc_client client = {
	    .variable = environment, .channel = {.fd = STDOUT_FILENO}};
	struct tc_buf out = TC_BUF_INIT(2 * TC_RESPONSE_MAX);
	struct tc_error failure;
	struct tc_site site;
	bool failed, good;
	const char *s;
	size_t len;

	setrlimit(RLIMIT_CPU, &seconds);
	if (begin(&site, &failure, &failed)) {
		drain(getenv("CONTENT_LENGTH"));
		tc_serve(&out, &site, &client, failed ? &failure : NULL);
	}
	s = whole(&out, &client, &len);
	good = tc_write_all(STDOUT_FILENO, s, len);
	tc_leave(good ? 0 : 1);
}

static void
answer(FCGX_Request *request, struct tc_site *site,
    const struct tc_error *failure, struct tc_buf *out)
{
	/* libfcgi would rather not tell of its connection, but has no other
	 * way to answer from a signal. */
	const struct tc_client client = {.variable = parameter,
	    .arg = request,
	    .channel = {
		.fd = request->ipcFd, .request = (unsigned)request->requestId}};
	const char *s;
	size_t len;

	tc_buf_clear(out);
	tc_serve(out, site, &client, failure);
	s = whole(out, &client, &len);
	if (FCGX_PutStr(s, (int)len, request->out) < 0)
		tc_buf_clear(out); /* the client went away */
	FCGX_Finish_r(request);
}

/*
 * Nothing is answered: whoever asks learns it at once, and not when the server
 * has waited for a minute. Of what is asked no byte is read.
 */
static void
turn_away(int listening)
{
	int fd = accept(listening, NULL, NULL);

	if (fd >= 0)
		close(fd);
}

/* Until the server wants no more. A site that could not be opened is tried
 * again by the next process. */
static int
run_fastcgi(int listening)
{
	struct tc_buf out = TC_BUF_INIT(2 * TC_RESPONSE_MAX);
	struct tc_error failure, error;
	struct tc_site site;
	FCGX_Request request;
	bool failed, good;

	good = begin(&site, &failure, &failed) && FCGX_Init() == 0 &&
	    FCGX_InitRequest(&request, listening, 0) == 0;
	if (!good)
		turn_away(listening);
	if (good && tc_site_keep(&site, &error) != TC_OK)
		tc_say("no answers are kept: %s", error.text);
	while (good && FCGX_Accept_r(&request) == 0) {
		answer(&request, &site, failed ? &failure : NULL, &out);
		if (failed)
			break;
	}
	tc_buf_free(&out);
	tc_site_close(&site);
	return good ? 0 : 1;
}

/*
 * The processes that answer. Signals are blocked in their parent but while it
 * waits for them: none can be missed between a look and the wait.
 */
struct workers {
	int listening;
	sigset_t before, ends, all; /* the mask it had; to end; any signal */
	bool asked;		    /* to end */
	size_t n;
	pid_t pid[WORKERS_MAX];
	time_t begun[WORKERS_MAX];
};

static void
start_worker(struct workers *workers, size_t i)
{
	workers->begun[i] = time(NULL);
	workers->pid[i] = fork();
	if (workers->pid[i] == 0) {
		sigprocmask(SIG_SETMASK, &workers->before, NULL);
		exit(run_fastcgi(workers->listening));
	}
}

/* Wait for one of these signals, for a time or as long as it takes. */
static void
wait_for(struct workers *workers, const sigset_t *signals,
    const struct timespec *most)
{
	int got = most != NULL ? sigtimedwait(signals, NULL, most)
			       : sigwaitinfo(signals, NULL);

	workers->asked |= got > 0 && sigismember(&workers->ends, got) == 1;
}

/* A worker that ended is replaced; one that cannot begin, after a second. */
static void
replace_worker(struct workers *workers, size_t i)
{
	static const struct timespec second = {.tv_sec = 1};

	workers->pid[i] = 0;
	if (time(NULL) - workers->begun[i] < 1)
		wait_for(workers, &workers->ends, &second);
	if (!workers->asked)
		start_worker(workers, i);
}

/* False: there is none any more. */
static bool
replace_workers(struct workers *workers)
{
	pid_t ended = 1;
	size_t i;

	while (!workers->asked && (ended = waitpid(-1, NULL, WNOHANG)) > 0) {
		for (i = 0; i < workers->n; i++) {
			if (workers->pid[i] == ended)
				replace_worker(workers, i);
		}
	}
	return ended >= 0;
}

static int
run_workers(int listening, size_t n)
{
	struct workers workers = {.listening = listening, .n = n};
	size_t i;

	sigemptyset(&workers.ends);
	sigaddset(&workers.ends, SIGTERM);
	sigaddset(&workers.ends, SIGINT);
	workers.all = workers.ends;
	sigaddset(&workers.all, SIGCHLD);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_BLOCK, &workers.all, &workers.before);
	for (i = 0; i < n; i++)
		start_worker(&workers, i);
	while (replace_workers(&workers) && !workers.asked)
		wait_for(&workers, &workers.all, NULL);
	for (i = 0; i < n; i++) {
		if (workers.pid[i] > 0)
			kill(workers.pid[i], SIGTERM);
	}
	while (waitpid(-1, NULL, 0) > 0)
		continue;
	return workers.asked ? 0 : 1;
}

static int
check(void)
{
	struct tc_error error;
	struct tc_site site;
	enum tc_status status = tc_site_open(&site, &error);

	if (status != TC_OK)
		tc_say("%s", error.text);
	else
		tc_print(stdout,
		    "%s: %u documents are hidden, the others public\n",
		    tc_site_database(&site), tc_index_hidden(site.index));
	tc_site_close(&site);
	return status == TC_OK ? 0 : EXIT_TROUBLE;
}

/* -1: go on; else the exit status. */
static int
parse_options(int argc, char **argv, const char **path, size_t *workers)
{
	static const struct option options[] = {
	    {"socket", required_argument, NULL, 's'},
	    {"workers", required_argument, NULL, 'w'},
	    {"check", no_argument, NULL, 'c'},
	    {"version", no_argument, NULL, 'v'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	char *rest;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 's':
			*path = optarg;
			break;
		case 'w':
			*workers = strtoul(optarg, &rest, 10);
			if (*rest == '\0' && *workers >= 1 &&
			    *workers <= WORKERS_MAX)
				break;
			tc_say("--workers %s: 1 to %d", optarg, WORKERS_MAX);
			return EXIT_TROUBLE;
		case 'c':
			return check();
		case 'v':
			printf("tracuu.cgi %s\n", TC_VERSION);
			return 0;
		case 'h':
			fputs(help, stdout);
			return 0;
		default:
			tc_say_more("tracuu.cgi --help says how");
			return EXIT_TROUBLE;
		}
	}
	return -1;
}

/* A socket for a server that runs as somebody else in our group. */
static int
make_socket(const char *path)
{
	mode_t mask = umask(S_IXUSR | S_IXGRP | S_IRWXO);
	int fd;

	unlink(path);
	fd = FCGX_OpenSocket(path, BACKLOG);
	umask(mask);
	if (fd < 0)
		tc_say("%s: no socket could be made", path);
	return fd;
}

int
main(int argc, char **argv)
{
	const char *path = NULL;
	size_t workers = 0;
	int code = -1, listening = 0;

	signal(SIGPIPE, SIG_IGN);
	tc_lack_watch();
	/* With CGI the arguments are the client's (RFC 3875, 4.4). */
	if (getenv("GATEWAY_INTERFACE") != NULL ||
	    getenv("REQUEST_METHOD") != NULL) {
		tc_heap_begin();
		run_cgi();
	}
	tc_program_begin();
	code = parse_options(argc, argv, &path, &workers);
	if (code >= 0)
		return code;
	if (path != NULL && (listening = make_socket(path)) < 0)
		return EXIT_TROUBLE;
	if (path == NULL && FCGX_IsCGI()) {
		fputs(help, stderr);
		return EXIT_TROUBLE;
	}
	return workers > 0 ? run_workers(listening, workers)
			   : run_fastcgi(listening);
}
