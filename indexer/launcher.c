/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running programs for a worker that may not. */
#include "launcher.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* What a program may print: text, or the picture of a page of 300 dpi. */
#define OUTPUT_MAX ((size_t)64 << 20)

/* A request that is no program of program.h, but reads a scan by several. */
#define READ_SCAN TC_PROGRAM_COUNT

static enum tc_status
obey(const char *cache, struct tc_span request, struct tc_buf *out,
    struct tc_error *err)
{
	uint32_t program = 0, number = 0;
	struct tc_span in, text;
	enum tc_status status;

	if ((status = tc_unpack_number(&program, &request, err)) != TC_OK ||
	    (status = tc_unpack_number(&number, &request, err)) != TC_OK ||
	    (status = tc_unpack_span(&in, &request, err)) != TC_OK ||
	    (status = tc_unpack_span(&text, &request, err)) != TC_OK)
		return status;
	if (program == READ_SCAN)
		return tc_ocr_read(cache, in, text, out, err);
	if (program > TC_PROGRAM_COUNT)
		return tc_fail(err, TC_INTERNAL, "no such program");
	return tc_program_run((enum tc_program)program, number, in, out, err);
}

static int
launcher_main(int fd, void *arg)
{
	struct tc_buf request = TC_BUF_INIT(TC_MSG_MAX);
	struct tc_buf answer = TC_BUF_INIT(TC_MSG_MAX);
	struct tc_buf out = TC_BUF_INIT(OUTPUT_MAX);
	enum tc_status status = TC_OK;

	while (status == TC_OK && tc_wire_read(fd, &request, NULL) == TC_OK) {
		struct tc_error err = {.text = ""};

		tc_buf_free(&out); /* one huge text must not stay */
		status = obey(
		    arg, (struct tc_span){request.s, request.len}, &out, &err);
		tc_buf_clear(&answer);
		tc_pack_number(&answer, (uint32_t)status);
		tc_pack_span(&answer, err.text, strlen(err.text));
		tc_pack_span(&answer, tc_buf_str(&out), out.len);
		status = tc_wire_write(fd, &answer, NULL);
	}
	tc_buf_free(&request);
	tc_buf_free(&answer);
	tc_buf_free(&out);
	return EXIT_SUCCESS;
}

enum tc_status
tc_launcher_start(
    struct tc_launcher *launcher, const char *cache, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	tc_channel_init(&launcher->channel);
	launcher->message = (struct tc_buf)TC_BUF_INIT(TC_MSG_MAX);
	if (cache != NULL)
		tc_buf_puts(&path, cache);
	/* The child has a copy of the path. */
	status =
	    tc_channel_fork(&launcher->channel, launcher_main, path.s, err);
	tc_buf_free(&path);
	return status;
}

void
tc_launcher_end(struct tc_launcher *launcher)
{
	/* A confined process may not wait for it: it ends by itself. */
	tc_channel_free(&launcher->channel);
	tc_buf_free(&launcher->message);
}

/* Send what is in the message, and append what comes back to out. */
static enum tc_status
ask(struct tc_launcher *launcher, struct tc_buf *out, struct tc_error *err)
{
	struct tc_buf *message = &launcher->message;
	struct tc_span answer, why, printed;
	enum tc_status status;
	uint32_t code;

	if ((status = tc_wire_write(launcher->channel.fd, message, err)) !=
		TC_OK ||
	    (status = tc_wire_read(launcher->channel.fd, message, err)) !=
		TC_OK)
		return status == TC_DONE
		    ? tc_fail(err, TC_INTERNAL, "the launcher has gone")
		    : status;
	answer = (struct tc_span){message->s, message->len};
	if ((status = tc_unpack_number(&code, &answer, err)) != TC_OK ||
	    (status = tc_unpack_span(&why, &answer, err)) != TC_OK ||
	    (status = tc_unpack_span(&printed, &answer, err)) != TC_OK)
		return status;
	if (code != TC_OK)
		return tc_fail(
		    err, (enum tc_status)code, "%.*s", (int)why.len, why.s);
	tc_buf_put(out, printed.s, printed.len);
	return tc_buf_check(out, err);
}

/* Ask, and do not keep the memory that a long answer took. */
static enum tc_status
request(struct tc_launcher *launcher, uint32_t what, unsigned number,
    struct tc_span in, struct tc_span text, struct tc_buf *out,
    struct tc_error *err)
{
	enum tc_status status;

	tc_buf_clear(&launcher->message);
	tc_pack_number(&launcher->message, what);
	tc_pack_number(&launcher->message, number);
	tc_pack_span(&launcher->message, in.s, in.len);
	tc_pack_span(&launcher->message, text.s, text.len);
	status = ask(launcher, out, err);
	tc_buf_free(&launcher->message);
	return status;
}

enum tc_status
tc_launcher_run(struct tc_launcher *launcher, enum tc_program program,
    unsigned number, struct tc_span in, struct tc_buf *out,
    struct tc_error *err)
{
	return request(launcher, (uint32_t)program, number, in,
	    (struct tc_span){"", 0}, out, err);
}

enum tc_status
tc_launcher_ocr(struct tc_launcher *launcher, struct tc_span pdf,
    struct tc_span text, struct tc_buf *out, struct tc_error *err)
{
	return request(launcher, READ_SCAN, 0, pdf, text, out, err);
}
