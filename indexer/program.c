/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs of the system, each run in a cage with its input in memory. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <tracuu/message.h>
#include <tracuu/write.h>
#include <unistd.h>

#include "../sandbox/sandbox.h"

/* What a program says of its troubles, in bytes. */
#define COMPLAINT_MAX 1000

/* Exit status of a child that could not become the program. */
#define NOT_FOUND 127
#define NOT_CONFINED 126

struct kind {
	const char *path;
	const char *arguments[12]; /* after the name; %u is the number */
	size_t memory;		   /* bytes of address space */
	unsigned seconds;	   /* of a processor; three times that in all */
	bool patient;		   /* gives way to everything else */
};

/* clang-format off */
/* Standard input is a file in memory: programs that want to go back and forth
 * in it get it by name. */
static const struct kind kinds[TC_PROGRAM_COUNT] = {
    [TC_PROGRAM_PDFTOTEXT] = {"/usr/bin/pdftotext",
	{"-enc", "UTF-8", "/dev/stdin", "-"}, (size_t)1 << 30, 60, false},
    [TC_PROGRAM_ANTIWORD] = {"/usr/bin/antiword",
	{"-m", "UTF-8.txt", "-w", "0", "/dev/stdin"}, (size_t)512 << 20, 30, false},
    [TC_PROGRAM_PDFTOPPM] = {"/usr/bin/pdftoppm",
	{"-f", "%u", "-l", "%u", "-r", "300", "-gray", "/dev/stdin"},
	(size_t)1 << 30, 60, true},
    [TC_PROGRAM_TESSERACT] = {"/usr/bin/tesseract",
	{"/dev/stdin", "stdout", "-l", "vie"},
	(size_t)1 << 30, 120, true},
};
/* clang-format on */

static char *const environment[] = {(char[]){"PATH=/usr/bin:/bin"},
    (char[]){"LC_ALL=C.UTF-8"}, (char[]){"HOME=/nonexistent"},
    (char[]){"OMP_THREAD_LIMIT=1"}, NULL};

/* A program that runs: what it says is read from these, -1 once closed. */
struct running {
	pid_t pid;
	int out, err;
	struct timespec begun;
};

/* The bytes as a file that can be read and no longer changed; -1. */
static int
input_of(struct tc_span in)
{
	int fd = memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 &&
	    (!tc_write_all(fd, in.s, in.len) || lseek(fd, 0, SEEK_SET) != 0 ||
		fcntl(fd, F_ADD_SEALS,
		    F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) !=
		    0)) {
		close(fd);
		return -1;
	}
	return fd;
}

static _Noreturn void
become(const struct kind *kind, unsigned number, int in, int out, int complaint,
    pid_t parent)
{
	const struct tc_limits limits = {kind->memory, 0, 64};
	struct rlimit cpu = {kind->seconds, kind->seconds + 1};
	char digits[16], *argv[16] = {NULL};
	struct tc_error err;
	size_t i;

	snprintf(digits, sizeof(digits), "%u", number);
	argv[0] = strdup(kind->path);
	for (i = 0; kind->arguments[i] != NULL; i++)
		argv[i + 1] = strcmp(kind->arguments[i], "%u") == 0
		    ? digits
		    : strdup(kind->arguments[i]);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || setpgid(0, 0) != 0 || dup2(in, 0) < 0 ||
	    dup2(out, 1) < 0 || dup2(complaint, 2) < 0 ||
	    close_range(3, ~0U, 0) != 0 || setrlimit(RLIMIT_CPU, &cpu) != 0)
		_exit(NOT_CONFINED);
	if (access(kind->path, X_OK) != 0)
		_exit(NOT_FOUND);
	if (kind->patient)
		setpriority(PRIO_PROCESS, 0, 10);
	if (tc_sandbox_enter(TC_CONFINED_PROGRAM, &limits, NULL, 0, &err) !=
	    TC_OK) {
		fputs(err.text, stderr);
		_exit(NOT_CONFINED);
	}
	execve(kind->path, argv, environment);
	_exit(NOT_FOUND);
}

static enum tc_status
start(struct running *running, const struct kind *kind, unsigned number,
    struct tc_span in, struct tc_error *err)
{
	int input = input_of(in), out[2] = {-1, -1}, complaint[2] = {-1, -1};
	enum tc_status status = TC_OK;
	pid_t parent = getpid();

	*running = (struct running){.pid = -1, .out = -1, .err = -1};
	if (input < 0 || pipe2(out, O_CLOEXEC) != 0 ||
	    pipe2(complaint, O_CLOEXEC) != 0 || (running->pid = fork()) < 0)
		status = tc_fail(
		    err, TC_IO, "%s: %s", kind->path, tc_message_errno(errno));
	else if (running->pid == 0)
		become(kind, number, input, out[1], complaint[1], parent);
	if (input >= 0)
		close(input);
	if (out[1] >= 0)
		close(out[1]);
	if (complaint[1] >= 0)
		close(complaint[1]);
	running->out = out[0];
	running->err = complaint[0];
	clock_gettime(CLOCK_MONOTONIC, &running->begun);
	return status;
}

/* Milliseconds that are left of so many seconds, 0 when none. */
static int
left_of(const struct running *running, unsigned seconds)
{
	struct timespec now;
	long long gone;

	clock_gettime(CLOCK_MONOTONIC, &now);
	gone = (long long)(now.tv_sec - running->begun.tv_sec) * 1000 +
	    (now.tv_nsec - running->begun.tv_nsec) / 1000000;
	gone = (long long)seconds * 1000 - gone;
	return gone > 0 ? (int)gone : 0;
}

/* Read what is there; closes *fd at its end. Over the limit the rest of what
 * a complaint says is dropped, and *full is set. */
static void
take_some(int *fd, struct tc_buf *to, bool *full)
{
	char block[16384];
	ssize_t n = read(*fd, block, sizeof(block));

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0) {
		close(*fd);
		*fd = -1;
		return;
	}
	if (to->len + (size_t)n > to->max) {
		*full = true;
		n = (ssize_t)(to->max - to->len);
	}
	tc_buf_put(to, block, (size_t)n);
}

static enum tc_status
listen_to(struct running *running, const struct kind *kind, struct tc_buf *out,
    struct tc_buf *complaint, struct tc_error *err)
{
	bool full = false, ignored = false;
	unsigned seconds = 3 * kind->seconds;
	int left;

	while (running->out >= 0 && !full && !out->failed) {
		struct pollfd fds[] = {
		    {running->out, POLLIN, 0}, {running->err, POLLIN, 0}};

		if ((left = left_of(running, seconds)) == 0)
			return tc_fail(err, TC_INVALID,
			    "%s did not end in %u seconds", kind->path,
			    seconds);
		if (poll(fds, 2, left) < 0 && errno != EINTR)
			return tc_fail(
			    err, TC_IO, "poll: %s", tc_message_errno(errno));
		if (fds[0].revents != 0)
			take_some(&running->out, out, &full);
		if (running->err >= 0 && fds[1].revents != 0)
			take_some(&running->err, complaint, &ignored);
	}
	if (full)
		return tc_fail(err, TC_TOOBIG,
		    "what %s reads in it is over the limit of %zu MiB",
		    kind->path, out->max >> 20);
	return tc_buf_check(out, err);
}

/* Wait until it has gone; whatever it started goes too. */
static int
finish(struct running *running, bool hurry)
{
	int how = 0;

	if (running->pid <= 0)
		return 0;
	if (hurry)
		kill(-running->pid, SIGKILL);
	if (hurry)
		kill(running->pid, SIGKILL); /* before it had its group */
	while (waitpid(running->pid, &how, 0) < 0 && errno == EINTR)
		;
	kill(-running->pid, SIGKILL);
	return how;
}

/* The last line that it said, and nothing of our own paths. */
static const char *
last_line(struct tc_buf *complaint)
{
	char *s;

	while (complaint->len > 0 && complaint->s[complaint->len - 1] <= ' ' &&
	    complaint->s[complaint->len - 1] >= 0)
		tc_buf_cut(complaint, complaint->len - 1);
	if (complaint->len == 0)
		return "no reason given";
	s = strrchr(complaint->s, '\n');
	return s != NULL ? s + 1 : complaint->s;
}

/* What programs say of files that want a password. */
static const char *const locked[] = {
    "Incorrect password", "Encrypted documents are not supported"};

/* A program gave up, and says why. */
static enum tc_status
refuse(const struct kind *kind, struct tc_buf *complaint, struct tc_error *err)
{
	const char *words = last_line(complaint);
	size_t i;

	for (i = 0; i < sizeof(locked) / sizeof(locked[0]); i++) {
		if (strstr(words, locked[i]) != NULL)
			return tc_fail(
			    err, TC_INVALID, "encrypted: it wants a password");
	}
	return tc_fail(err, TC_INVALID, "damaged: %s says: %s",
	    strrchr(kind->path, '/') + 1, words);
}

static enum tc_status
judge(const struct kind *kind, int how, struct tc_buf *complaint,
    struct tc_error *err)
{
	if (WIFSIGNALED(how))
		return tc_fail(err, TC_INVALID, "%s crashed on it (%s)",
		    kind->path, strsignal(WTERMSIG(how)));
	if (WEXITSTATUS(how) == NOT_FOUND)
		return tc_fail(
		    err, TC_NOTFOUND, "%s is not installed", kind->path);
	if (WEXITSTATUS(how) == NOT_CONFINED)
		return tc_fail(err, TC_INTERNAL, "%s", last_line(complaint));
	if (WEXITSTATUS(how) != 0)
		return refuse(kind, complaint, err);
	return TC_OK;
}

enum tc_status
tc_program_run(enum tc_program program, unsigned number, struct tc_span in,
    struct tc_buf *out, struct tc_error *err)
{
	const struct kind *kind = &kinds[program];
	struct tc_buf complaint = TC_BUF_INIT(COMPLAINT_MAX);
	struct running running;
	enum tc_status status;
	int how;

	status = start(&running, kind, number, in, err);
	if (status == TC_OK)
		status = listen_to(&running, kind, out, &complaint, err);
	if (running.out >= 0)
		close(running.out);
	how = finish(&running, status != TC_OK);
	/* Its last words may still be in the pipe. */
	if (status == TC_OK && running.err >= 0) {
		bool ignored = false;

		fcntl(running.err, F_SETFL, O_NONBLOCK);
		take_some(&running.err, &complaint, &ignored);
	}
	if (running.err >= 0)
		close(running.err);
	if (status == TC_OK)
		status = judge(kind, how, &complaint, err);
	tc_buf_free(&complaint);
	return status;
}
