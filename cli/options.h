/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of tracuu(1). */
#ifndef TC_CLI_OPTIONS_H
#define TC_CLI_OPTIONS_H

#include <tracuu/query.h>

#include "arguments.h"
#include "output.h"
#include "terminal.h"

#define TC_EXIT_FOUND 0
#define TC_EXIT_NOTHING 1
#define TC_EXIT_TROUBLE 2

/* Deeper pages cost too much and help nobody. */
#define TC_LIMIT_MAX 100000

/* What is done; settings.what is the value of the option that says so. */
enum tc_mode {
	TC_MODE_SEARCH,
	TC_MODE_BATCH,	 /* of a file */
	TC_MODE_SHOW,	 /* a document by its id */
	TC_MODE_SIMILAR, /* to a document */
	TC_MODE_WHY_NOT, /* a document is not found */
	TC_MODE_SUGGEST, /* what a text may become */
	TC_MODE_SAVE,	 /* a search under a name */
	TC_MODE_NEW,	 /* of a saved search */
	TC_MODE_SAVED,	 /* list them */
	TC_MODE_FORGET	 /* one of them */
};

struct tc_settings {
	struct tc_arguments arguments; /* behind first they are the query */
	int first;
	enum tc_mode mode;
	const char *what;
	const char *database, *abbreviations; /* NULL: the default */
	enum tc_output_format format;
	struct tc_terminal_wish wish;
	struct tc_search_options search;
	struct tc_buf from, to;
	size_t time_limit;
	bool count, duplicates, timing, no_abbreviations;
};

/*
 * Read the command line, and say what is wrong with it. *code is the exit
 * status when there is nothing more to be done (--help, wrong usage): false
 * then. In any case the caller frees the settings.
 */
bool tc_settings_read(
    struct tc_settings *settings, int argc, char **argv, int *code);
void tc_settings_free(struct tc_settings *settings);

/* The words of the command line as one query; the caller's, NULL when memory is
 * out. */
char *tc_settings_query(const struct tc_settings *settings);

/* Was there anything of a query, be it ''? */
bool tc_settings_has_query(const struct tc_settings *settings);

#endif
