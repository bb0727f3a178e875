/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of indexer/wire.c: messages over socket pairs. */
#include "tracuu_test.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <tracuu/index.h>

#include "wire.h"
#include "worker.h"

static int ends[2];

static int
open_pair(void **state)
{
	(void)state;
	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

static int
close_pair(void **state)
{
	(void)state;
	close(ends[0]);
	if (ends[1] >= 0)
		close(ends[1]);
	return 0;
}

static void
close_end(void)
{
	close(ends[1]);
	ends[1] = -1;
}

static void
messages_arrive_one_by_one(void **state)
{
	static const char *const messages[] = {"F", "", "một hai", "x"};
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf in = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(messages); i++) {
		tc_buf_clear(&out);
		tc_buf_puts(&out, messages[i]);
		assert_ok(tc_wire_write(ends[1], &out, &test_err));
	}
	close_end();
	for (i = 0; i < COUNT(messages); i++) {
		assert_ok(tc_wire_read(ends[0], &in, &test_err));
		assert_text(in, messages[i], "message");
	}
	assert_status(TC_DONE, tc_wire_read(ends[0], &in, &test_err));
	assert_int_equal(in.len, 0);
	assert_status(TC_DONE, tc_wire_read(ends[0], &in, &test_err));
	tc_buf_free(&out);
	tc_buf_free(&in);
}

/* Each beginning of a message but the empty one is a fault. */
static void
cut_messages_are_no_end(void **state)
{
	static const char text[] = "nghiệp";
	char bytes[sizeof(uint32_t) + sizeof(text)];
	uint32_t len = sizeof(text);
	struct tc_buf in = TC_BUF_INIT(TC_BUF_LINE);
	size_t n;

	memcpy(bytes, &len, sizeof(len));
	memcpy(bytes + sizeof(len), text, sizeof(text));
	for (n = 1; n < sizeof(bytes); n++) {
		assert_int_equal(send(ends[1], bytes, n, 0), n);
		close_end();
		assert_status(TC_IO, tc_wire_read(ends[0], &in, &test_err));
		assert_int_equal(in.len, 0);
		close_pair(state);
		assert_int_equal(open_pair(state), 0);
	}
	tc_buf_free(&in);
}

static void
message_over_the_limit_is_refused(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf in = TC_BUF_INIT(10);

	(void)state;
	tc_buf_puts(&out, "eleven byte");
	assert_ok(tc_wire_write(ends[1], &out, &test_err));
	assert_status(TC_TOOBIG, tc_wire_read(ends[0], &in, &test_err));
	tc_buf_free(&in);
	out.failed = out.full = true;
	assert_status(TC_TOOBIG, tc_wire_write(ends[1], &out, &test_err));
	tc_buf_free(&out);
}

static void
nobody_reads_is_an_error_and_no_signal(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_buf_puts(&out, "x");
	close_end();
	assert_status(TC_IO, tc_wire_write(ends[0], &out, &test_err));
	tc_buf_free(&out);
}

/* The child's end of the tests below. */
static int
echo(int fd, void *arg)
{
	struct tc_buf in = TC_BUF_INIT(TC_MSG_MAX);
	enum tc_status status;

	(void)arg;
	while ((status = tc_wire_read(fd, &in, NULL)) == TC_OK &&
	    strcmp(tc_buf_str(&in), "exit") != 0)
		tc_wire_write(fd, &in, NULL);
	tc_buf_free(&in);
	return status == TC_DONE ? 0 : 7;
}

static int
exit_status(const struct tc_channel *channel)
{
	int status = 0;

	assert_int_equal(waitpid(channel->pid, &status, 0), channel->pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Pump until a message is there. */
static void
receive(struct tc_channel *channel, struct tc_span *message)
{
	while (!tc_channel_take(channel, message)) {
		assert_false(channel->closed);
		assert_ok(tc_channel_pump(channel, &test_err));
	}
}

static void
child_answers_in_order(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_channel channel;
	struct tc_span message;
	char want[16];
	int i;

	(void)state;
	tc_channel_init(&channel);
	assert_ok(tc_channel_fork(&channel, echo, NULL, &test_err));
	assert_false(tc_channel_take(&channel, &message));
	for (i = 0; i < 1000; i++) {
		tc_buf_clear(&out);
		tc_buf_printf(&out, "số %d", i);
		assert_ok(tc_channel_send(&channel, &out, &test_err));
	}
	assert_true(tc_channel_queued(&channel) > 0);
	for (i = 0; i < 1000; i++) {
		snprintf(want, sizeof(want), "số %d", i);
		receive(&channel, &message);
		check_text(
		    message.s, message.len, want, "echo", __FILE__, __LINE__);
	}
	assert_int_equal(tc_channel_queued(&channel), 0);
	close(channel.fd);
	channel.fd = -1;
	assert_int_equal(exit_status(&channel), 0);
	tc_channel_free(&channel);
	tc_buf_free(&out);
}

static void
big_messages_go_through_in_pieces(void **state)
{
	struct tc_buf out = TC_BUF_INIT((size_t)32 << 20);
	struct tc_channel channel;
	struct tc_span message;
	int i;

	(void)state;
	put_times(&out, "0123456789abcdef", 1 << 19);
	tc_channel_init(&channel);
	assert_ok(tc_channel_fork(&channel, echo, NULL, &test_err));
	for (i = 0; i < 3; i++) {
		assert_ok(tc_channel_send(&channel, &out, &test_err));
		receive(&channel, &message);
		assert_int_equal(message.len, out.len);
		assert_memory_equal(message.s, out.s, out.len);
	}
	tc_channel_free(&channel);
	assert_int_equal(exit_status(&channel), 0);
	tc_buf_free(&out);
}

static void
child_that_goes_is_noticed(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_channel channel;
	struct tc_span message;

	(void)state;
	tc_buf_puts(&out, "exit");
	tc_channel_init(&channel);
	assert_true(channel.closed);
	assert_ok(tc_channel_pump(&channel, &test_err));
	assert_ok(tc_channel_fork(&channel, echo, NULL, &test_err));
	assert_ok(tc_channel_send(&channel, &out, &test_err));
	while (!channel.closed)
		assert_ok(tc_channel_pump(&channel, &test_err));
	assert_false(tc_channel_take(&channel, &message));
	assert_ok(tc_channel_send(&channel, &out, &test_err));
	assert_ok(tc_channel_pump(&channel, &test_err));
	assert_int_equal(exit_status(&channel), 7);
	tc_channel_free(&channel);
	tc_channel_free(&channel);
	tc_buf_free(&out);
}

/*
 * A page with one element of so many attributes keeps libxml2 for hours. An
 * answer would be that the worker could not even begin: it is not confined, for
 * the memory that leaves is too little for valgrind.
 */
static void
worker_ends_what_takes_too_long(void **state)
{
	struct tc_source source = {.name = "tin", .root = "/", .path = "-"};
	struct tc_sources sources = {&source, 1};
	struct tc_worker_job job = {.sources = &sources,
	    .families = TC_FAMILY_ALL,
	    .seconds = 1,
	    .unconfined = true};
	struct tc_buf line = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_buf message = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_channel channel;
	struct tc_span answer;
	unsigned i;
	int how;

	(void)state;
	tc_buf_puts(&line, "{\"id\":\"a\",\"html\":\"<p");
	for (i = 0; i < 1000000; i++)
		tc_buf_printf(&line, " a%u=1", i);
	tc_buf_puts(&line, ">\"}");
	tc_job_put_line(&message, 0, line.s, line.len);
	tc_channel_init(&channel);
	assert_ok(tc_channel_fork(&channel, tc_worker_main, &job, &test_err));
	assert_ok(tc_channel_send(&channel, &message, &test_err));
	while (!channel.closed) {
		assert_ok(tc_channel_pump(&channel, &test_err));
		assert_false(tc_channel_take(&channel, &answer));
	}
	assert_int_equal(waitpid(channel.pid, &how, 0), channel.pid);
	assert_true(WIFSIGNALED(how));
	assert_int_equal(WTERMSIG(how), SIGXCPU);
	tc_channel_free(&channel);
	tc_buf_free(&line);
	tc_buf_free(&message);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		messages_arrive_one_by_one, open_pair, close_pair),
	    cmocka_unit_test_setup_teardown(
		cut_messages_are_no_end, open_pair, close_pair),
	    cmocka_unit_test_setup_teardown(
		message_over_the_limit_is_refused, open_pair, close_pair),
	    cmocka_unit_test_setup_teardown(
		nobody_reads_is_an_error_and_no_signal, open_pair, close_pair),
	    cmocka_unit_test(child_answers_in_order),
	    cmocka_unit_test(big_messages_go_through_in_pieces),
	    cmocka_unit_test(child_that_goes_is_noticed),
	    cmocka_unit_test(worker_ends_what_takes_too_long),
	};

	return cmocka_run_group_tests_name("indexer/wire", tests, NULL, NULL);
}
