/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of what a crash, and a query without an end, come to. */
#include "tracuu_test.h"

#include <signal.h>
#include <sys/wait.h>

#include "guard.h"

/* What a child did: its exit status and what it said. */
struct outcome {
	int status;
	char said[512];
};

static void
run(struct outcome *outcome, void (*body)(void))
{
	int ends[2];
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	assert_true((pid = fork()) >= 0);
	if (pid == 0) {
		dup2(ends[1], STDERR_FILENO);
		if (tc_guard_begin(NULL) == TC_OK)
			body();
		_exit(0);
	}
	close(ends[1]);
	n = read(ends[0], outcome->said, sizeof(outcome->said) - 1);
	outcome->said[n > 0 ? n : 0] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(pid, &outcome->status, 0), pid);
}

static void
loop(void)
{
	volatile bool always = true;

	tc_guard_limit(1);
	while (always)
		;
}

static void
end_in_time(void)
{
	tc_guard_limit(1);
	tc_guard_limit(0);
	raise(SIGTERM); /* the limit is off: nothing but this ends it */
}

static void
abort_it(void)
{
	abort();
}

static int
deeper(volatile int *left)
{
	char room[4096];

	memset(room, *left, sizeof(room));
	return *left == 0 ? room[0] : deeper(left) + room[*left & 1023];
}

static void
overflow(void)
{
	volatile int left = 1;

	deeper(&left);
}

static void
check_trouble(const struct outcome *outcome, const char *said)
{
	assert_true(WIFEXITED(outcome->status));
	assert_int_equal(WEXITSTATUS(outcome->status), 2);
	assert_contains(outcome->said, said);
	assert_contains(outcome->said, "tracuu-index --check");
}

static void
query_without_an_end_is_given_up(void **state)
{
	struct outcome outcome;

	(void)state;
	run(&outcome, loop);
	check_trouble(&outcome, "took too long");
	run(&outcome, end_in_time);
	assert_true(WIFSIGNALED(outcome.status));
	assert_int_equal(WTERMSIG(outcome.status), SIGTERM);
}

static void
crash_is_told(void **state)
{
	struct outcome outcome;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* the sanitizer tells of crashes */
#endif
	run(&outcome, abort_it);
	check_trouble(&outcome, "crashed");
	run(&outcome, overflow);
	check_trouble(&outcome, "crashed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(query_without_an_end_is_given_up),
	    cmocka_unit_test(crash_is_told),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
