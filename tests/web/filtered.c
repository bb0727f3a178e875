/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Run a program with some system calls only, as systemd does: filtered FILE
 * COMMAND... FILE names those that are allowed, one a line, and after a minus
 * those that are refused (EPERM), as containers do; any other ends the process.
 */
#include <err.h>
#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE 128

/* Names of other machines' calls, or of newer ones, are passed over. */
static void
allow(scmp_filter_ctx filter, FILE *list)
{
	char line[LINE];
	int call;

	while (fgets(line, sizeof(line), list) != NULL) {
		bool refused = line[0] == '-';

		line[strcspn(line, "\n")] = '\0';
		call = seccomp_syscall_resolve_name(line + (refused ? 1 : 0));
		if (call >= 0 &&
		    seccomp_rule_add(filter,
			refused ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_ALLOW, call,
			0) != 0)
			errx(2, "%s: cannot be had", line);
	}
}

int
main(int argc, char **argv)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	FILE *list;

	if (argc < 3 || filter == NULL)
		errx(2, "usage: filtered FILE COMMAND...");
	if ((list = fopen(argv[1], "r")) == NULL)
		err(2, "%s", argv[1]);
	allow(filter, list);
	fclose(list);
	if (seccomp_load(filter) != 0)
		errx(2, "no filter can be set");
	seccomp_release(filter);
	execvp(argv[2], argv + 2);
	err(2, "%s", argv[2]);
}
