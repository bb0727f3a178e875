/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages, and the beginning and end of a program. */
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/buf.h>
#include <tracuu/display.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "charset.h"

void
tc_put(FILE *fp, const char *s, size_t len)
{
	struct tc_buf out = TC_BUF_INIT(SIZE_MAX);

	if (strcmp(tc_charset_name(), "UTF-8") == 0) {
		fwrite(s, 1, len, fp);
		return;
	}
	tc_charset_encode(s, len, &out);
	fwrite(tc_buf_str(&out), 1, out.len, fp);
	tc_buf_free(&out);
}

void
tc_print(FILE *fp, const char *format, ...)
{
	char *text = NULL;
	va_list args;
	int len;

	va_start(args, format);
	len = vasprintf(&text, tc_message(format), args);
	va_end(args);
	if (len < 0)
		return;
	tc_put(fp, text, (size_t)len);
	free(text);
}

/* One write for a line, so that those of several processes do not mix. */
static void
say(bool begins, int number, const char *format, va_list args)
{
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	char *text = NULL;
	int len = vasprintf(&text, tc_message(format), args);

	if (begins)
		tc_buf_printf(&line, "%s: ", program_invocation_short_name);
	if (len >= 0) {
		tc_display_put(text, (size_t)len, &line);
		free(text);
	}
	if (number != 0)
		tc_buf_printf(&line, ": %s", tc_message_errno(number));
	tc_buf_putc(&line, '\n');
	tc_put(stderr, tc_buf_str(&line), line.len);
	tc_buf_free(&line);
}

void
tc_say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(true, 0, format, args);
	va_end(args);
}

void
tc_say_errno(const char *format, ...)
{
	int number = errno;
	va_list args;

	va_start(args, format);
	say(true, number, format, args);
	va_end(args);
}

void
tc_say_more(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(false, 0, format, args);
	va_end(args);
}

bool
tc_reader_gone(FILE *fp)
{
	struct pollfd output = {.fd = fileno(fp), .events = POLLOUT};

	return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

bool
tc_end_output(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	if (tc_reader_gone(stdout))
		return true;
	tc_say_errno("standard output");
	return false;
}

/* Opened the wrong way round, so that reading and writing fail. */
static void
fill_standard_descriptors(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	}
}

void
tc_program_begin(void)
{
	fill_standard_descriptors();
	signal(SIGPIPE, SIG_IGN);
	tc_charset_begin();
}
