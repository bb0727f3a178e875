/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Xapian's tables have no checksums of their own: of 120 damaged ones some made
 * a reader loop for ever and some made it crash. What a reader does then must
 * be bounded, and must be said.
 */
#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <tracuu/message.h>
#include <unistd.h>

#define EXIT_TROUBLE 2

/* A crash may be that of a full stack. */
#define STACK_SIZE ((size_t)64 << 10)

static const char too_long[] =
    "tracuu: the query took too long (--time-limit allows more); if every "
    "query does, tracuu-index --check says whether the index is damaged\n";
static const char crashed[] =
    "tracuu: crashed; tracuu-index --check says whether the index is damaged\n";

static void
give_up(int signal_number)
{
	const char *text = signal_number == SIGPROF ? too_long : crashed;
	size_t len = strlen(text);

	while (len > 0) {
		ssize_t n = write(STDERR_FILENO, text, len);

		if (n <= 0)
			break;
		text += n;
		len -= (size_t)n;
	}
	_exit(EXIT_TROUBLE);
}

enum tc_status
tc_guard_catch(void (*handler)(int), struct tc_error *err)
{
	static const int signals[] = {SIGPROF,
#ifndef __SANITIZE_ADDRESS__ /* which says more of a crash than we do */
	    SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT
#endif
	};
	struct sigaction action = {
	    .sa_handler = handler, .sa_flags = SA_ONSTACK};
	stack_t stack = {.ss_size = STACK_SIZE};
	size_t i;

	/* It stays until the end of the process. */
	stack.ss_sp = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (stack.ss_sp == MAP_FAILED || sigaltstack(&stack, NULL) != 0)
		return tc_fail(
		    err, TC_IO, "signal stack: %s", tc_message_errno(errno));
	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		if (sigaction(signals[i], &action, NULL) != 0)
			return tc_fail(err, TC_IO, "sigaction: %s",
			    tc_message_errno(errno));
	}
	return TC_OK;
}

enum tc_status
tc_guard_begin(struct tc_error *err)
{
	return tc_guard_catch(give_up, err);
}

void
tc_guard_limit(unsigned seconds)
{
	struct itimerval limit = {.it_value = {.tv_sec = seconds}};

	/* It fails only where its arguments are wrong. */
	setitimer(ITIMER_PROF, &limit, NULL);
}
