/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line in UTF-8, whatever the characters of the terminal. */
#ifndef TC_CLI_ARGUMENTS_H
#define TC_CLI_ARGUMENTS_H

#include <tracuu/error.h>

struct tc_arguments {
	char **raw;  /* as they were given; borrowed */
	char **text; /* in UTF-8; may be permuted, as getopt_long does */
	char **kept; /* text in its first order */
	int n;
};

/* What main() was given. TC_NOMEM. */
enum tc_status tc_arguments_begin(struct tc_arguments *arguments, int argc,
    char **argv, struct tc_error *err);

/*
 * The same bytes as they were given, of a string that lies in one of the texts
 * behind nothing but ASCII (an option's value): names of files are bytes, not
 * text. Borrowed.
 */
const char *
tc_arguments_raw(const struct tc_arguments *arguments, const char *value);

void tc_arguments_free(struct tc_arguments *arguments);

#endif
