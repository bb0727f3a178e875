/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of the page's sandbox and limit of time: nothing but the index can be
 * opened, nothing executed, no socket made, no memory taken without end; and a
 * request that takes too long is answered.
 */
#include "tracuu_test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <tracuu/query.h>

#include "../sandbox/sandbox.h"
#include "../web/limit.h"
#include "index_test.h"

#define MEMORY ((size_t)1 << 30)

static const struct sample samples[] = {
    {"a", "Thông báo", "nghỉ lễ", "Thông báo", "", "2021"}};

/* What a confined process tries; true when it was refused. */
typedef bool (*attempt_fn)(void);

static bool
refused(int result)
{
	return result < 0 && (errno == EACCES || errno == EPERM);
}

static bool
read_passwd(void)
{
	return refused(open("/etc/passwd", O_RDONLY));
}

static bool
read_by_way_of_index(void)
{
	return refused(
	    open(in_test_dir("db/../../../../../../etc/passwd"), O_RDONLY));
}

static bool
read_beside_index(void)
{
	return refused(open(in_test_dir("beside"), O_RDONLY));
}

static bool
list_root(void)
{
	return refused(open("/", O_RDONLY | O_DIRECTORY));
}

static bool
read_environment(void)
{
	return refused(open("/proc/self/environ", O_RDONLY));
}

static bool
write_in_index(void)
{
	return refused(open(in_test_dir("db/new"), O_WRONLY | O_CREAT, 0600));
}

static bool
change_index(void)
{
	return refused(open(in_test_dir("db/XAPIANDB"), O_RDWR)) &&
	    refused(unlink(in_test_dir("db/XAPIANDB"))) &&
	    refused(rename(in_test_dir("db/XAPIANDB"), in_test_dir("db/x")));
}

static bool
execute(void)
{
	return refused(execl("/bin/true", "true", (char *)NULL));
}

static bool
fork_it(void)
{
	return refused(fork());
}

static bool
make_sockets(void)
{
	int ends[2];

	return refused(socket(AF_INET, SOCK_STREAM, 0)) &&
	    refused(socket(AF_UNIX, SOCK_STREAM, 0)) &&
	    refused(socket(AF_NETLINK, SOCK_RAW, 0)) &&
	    refused(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
}

static bool
connect_what_is_open(void)
{
	struct sockaddr to = {.sa_family = AF_UNSPEC};

	return refused(connect(0, &to, sizeof(to)));
}

static bool
run_what_was_written(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page != MAP_FAILED &&
	    refused(mprotect(page, 4096, PROT_READ | PROT_EXEC)) &&
	    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0) == MAP_FAILED;
}

static bool
touch_others(void)
{
	return refused(kill(getppid(), 0)) &&
	    refused((int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}

static bool
take_memory(void)
{
#ifdef __SANITIZE_ADDRESS__ /* which maps terabytes: it has no limit */
	return true;
#else
	return mmap(NULL, 2 * MEMORY, PROT_READ | PROT_WRITE,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
#endif
}

static bool
search_all_the_same(void)
{
	struct tc_search_options options = {.limit = 10};
	struct tc_results results;
	struct tc_parsed parsed;
	struct tc_search *search;
	struct tc_index *again;
	bool good;

	good = tc_index_open(&again, in_test_dir("db"), NULL) == TC_OK &&
	    tc_search_new(&search, again, NULL) == TC_OK &&
	    tc_search_parse(search, &parsed, S("nghi le"), false, NULL) ==
		TC_OK &&
	    tc_search_run(search, &parsed, &options, &results, NULL) == TC_OK;
	return good && results.n == 1;
}

static void
the_page_is_confined(void **state)
{
	static const attempt_fn attempts[] = {read_passwd, read_by_way_of_index,
	    read_beside_index, list_root, read_environment, write_in_index,
	    change_index, execute, fork_it, make_sockets, connect_what_is_open,
	    run_what_was_written, touch_others, take_memory,
	    search_all_the_same};
	static const struct tc_limits limits = {
	    .memory = MEMORY, .length = 1 << 20, .files = 64};
	const char *folders[1];
	struct tc_index *index;
	int status;
	size_t i;
	pid_t pid;

	(void)state;
	index = make_sample_index(samples, COUNT(samples));
	tc_index_free(index);
	make_file("beside", "secret");
	folders[0] = in_test_dir("db");
	assert_true((pid = fork()) >= 0);
	if (pid == 0) {
		if (tc_sandbox_enter(TC_CONFINED_PAGE, &limits, folders, 1,
			&test_err) != TC_OK)
			_exit(100);
		for (i = 0; i < COUNT(attempts) && attempts[i](); i++)
			continue;
		_exit((int)i);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	/* Else the number of the attempt that was not refused. */
	assert_int_equal(WEXITSTATUS(status), COUNT(attempts));
}

/* What is answered to a request that SIGPROF or a crash ends. */
static size_t
answer_late(unsigned request, int signal_number, char *said, size_t max)
{
	static const char answer[] = "Status: 503\r\n\r\nlate";
	int ends[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	assert_true((pid = fork()) >= 0);
	if (pid == 0) {
		struct tc_channel channel = {.fd = ends[1], .request = request};

		if (tc_limit_begin(NULL) == TC_OK) {
			tc_limit_start(&channel, answer, sizeof(answer) - 1);
			raise(signal_number);
		}
		_exit(99);
	}
	close(ends[1]);
	while ((n = read(ends[0], said + len, max - len)) > 0)
		len += (size_t)n;
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_not_equal(WEXITSTATUS(status), 99);
	return len;
}

static void
a_late_request_is_answered(void **state)
{
	/* Records of FastCGI: the answer, its end, the end of the request. */
	static const char records[] = "\x01\x06\x01\x02\0\x13\0\0"
				      "Status: 503\r\n\r\nlate"
				      "\x01\x06\x01\x02\0\0\0\0"
				      "\x01\x03\x01\x02\0\x08\0\0"
				      "\0\0\0\0\0\0\0\0";
	char said[256];
	size_t len;

	(void)state;
	len = answer_late(0, SIGPROF, said, sizeof(said));
	assert_int_equal(len, strlen("Status: 503\r\n\r\nlate"));
	assert_memory_equal(said, "Status: 503\r\n\r\nlate", len);
	len = answer_late(0x102, SIGPROF, said, sizeof(said));
	assert_int_equal(len, sizeof(records) - 1);
	assert_memory_equal(said, records, len);
#ifndef __SANITIZE_ADDRESS__
	len = answer_late(0, SIGABRT, said, sizeof(said));
	assert_int_equal(len, strlen("Status: 503\r\n\r\nlate"));
#endif
}

static void
the_limit_is_of_processor_time(void **state)
{
	struct tc_channel channel = {.fd = STDOUT_FILENO};
	volatile bool always = true;
	int status;
	pid_t pid;

	(void)state;
	assert_true((pid = fork()) >= 0);
	if (pid == 0) {
		if (tc_limit_begin(NULL) != TC_OK)
			_exit(99);
		tc_limit_start(&channel, "", 0);
		tc_limit_stop();
		tc_limit_start(&channel, "", 0);
		while (always)
			continue;
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		the_page_is_confined, make_test_dir, remove_test_dir),
	    cmocka_unit_test(a_late_request_is_answered),
	    cmocka_unit_test(the_limit_is_of_processor_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
