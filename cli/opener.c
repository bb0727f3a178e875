/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening addresses. */
#include "opener.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <tracuu/message.h>
#include <unistd.h>

#define EXIT_NO_PROGRAM 127

bool
tc_address_is_safe(const char *address)
{
	static const char *const schemes[] = {
	    "http://", "https://", "ftp://", "file://"};
	size_t i;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (strncasecmp(address, schemes[i], strlen(schemes[i])) == 0)
			return true;
	}
	return false;
}

static const char *
choose_opener(void)
{
	const char *opener = getenv("TRACUU_OPENER");

	return opener != NULL && opener[0] != '\0' ? opener : "xdg-open";
}

enum tc_status
tc_open_address(const char *address, struct tc_error *err)
{
	const char *opener = choose_opener();
	int status = 0;
	pid_t pid;

	if (!tc_address_is_safe(address))
		return tc_fail(err, TC_INVALID,
		    "%s: only http, https, ftp and file are opened", address);
	if ((pid = fork()) == 0) {
		signal(SIGPIPE, SIG_DFL);
		execlp(opener, opener, address, (char *)NULL);
		_exit(EXIT_NO_PROGRAM);
	}
	if (pid < 0)
		return tc_fail(err, TC_IO, "fork: %s", tc_message_errno(errno));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return TC_OK;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_PROGRAM)
		return tc_fail(err, TC_NOTFOUND,
		    "%s: no such program (TRACUU_OPENER names another)",
		    opener);
	return tc_fail(err, TC_IO, "%s could not open %s", opener, address);
}
