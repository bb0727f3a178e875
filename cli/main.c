/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu: one query, a batch, a document or a whole screen; exit status. */
#include <stdlib.h>
#include <string.h>
#include <tracuu/abbrev.h>
#include <tracuu/query.h>
#include <unistd.h>

#include "../program/configured.h"
#include "../program/heap.h"
#include "../program/lack.h"
#include "../program/leave.h"
#include "../program/say.h"
#include "../query/guard.h"
#include "answer.h"
#include "batch.h"
#include "interactive.h"
#include "options.h"
#include "gains.h"
#include "saved.h"

#define DEFAULT_DATABASE "./tracuu.db"
#define DEFAULT_ABBREVIATIONS "/etc/tracuu-abbreviations.tsv"

/* Output that could not be written was for nothing. */
static int
end_output(int code)
{
	return tc_end_output() ? code : TC_EXIT_TROUBLE;
}

static int
trouble(const struct tc_error *error)
{
	tc_say("%s", error->text);
	if (error->status == TC_CORRUPT)
		tc_say("the index is damaged: tracuu-index --rollback goes "
		       "back to an older one, --rebuild makes it anew");
	return TC_EXIT_TROUBLE;
}

/* Who asks for a thing by its name and it is not there has found nothing. */
static int
not_found_or_trouble(const struct tc_error *error)
{
	if (error->status != TC_NOTFOUND)
		return trouble(error);
	tc_say("%s", error->text);
	return TC_EXIT_NOTHING;
}

static int
show_document(struct tc_answerer *answerer, const char *id, const char *query)
{
	struct tc_error error;

	if (tc_answer_show(answerer, id, query, &error) != TC_OK)
		return not_found_or_trouble(&error);
	return TC_EXIT_FOUND;
}

static int
run_batch(const struct tc_settings *settings, struct tc_answerer *answerer)
{
	struct tc_error error;
	bool found;

	if (tc_batch_run(&found, settings->what, answerer, settings->timing,
		&error) != TC_OK)
		return trouble(&error);
	return found ? TC_EXIT_FOUND : TC_EXIT_NOTHING;
}

/* The exit status of hits that were printed. */
static int
tell_found(const struct tc_answerer *answerer, bool found)
{
	if (!found && !answerer->output->count &&
	    answerer->output->format == TC_OUTPUT_TEXT)
		tc_say("nothing found");
	return found ? TC_EXIT_FOUND : TC_EXIT_NOTHING;
}

static int
run_query(struct tc_answerer *answerer, const char *query)
{
	struct tc_error error;
	bool found;

	if (tc_answer_query(&found, answerer, query, &error) != TC_OK)
		return trouble(&error);
	return tell_found(answerer, found);
}

static int
run_similar(struct tc_answerer *answerer, const char *id)
{
	struct tc_error error;
	bool found;

	if (tc_answer_similar(&found, answerer, id, &error) != TC_OK)
		return not_found_or_trouble(&error);
	return tell_found(answerer, found);
}

static int
say_why_not(struct tc_answerer *answerer, const char *id, const char *query)
{
	struct tc_error error;
	bool found;

	if (tc_answer_why_not(&found, answerer, id, query, &error) != TC_OK)
		return trouble(&error);
	return found ? TC_EXIT_FOUND : TC_EXIT_NOTHING;
}

static int
suggest(struct tc_answerer *answerer, const char *text)
{
	struct tc_error error;
	bool found;

	if (tc_answer_suggest(&found, answerer, text, &error) != TC_OK)
		return trouble(&error);
	return found ? TC_EXIT_FOUND : TC_EXIT_NOTHING;
}

/* Every document counts that matches, each by itself. */
static int
run_saved(const struct tc_settings *settings, struct tc_answerer *answerer,
    struct tc_saved *saved, bool quiet)
{
	struct tc_search_options options = settings->search;
	const struct tc_search_options *before = answerer->options;
	struct tc_error error;
	enum tc_status status;
	bool found;

	tc_saved_options(saved, &options);
	options.offset = 0;
	options.limit = TC_LIMIT_MAX;
	options.count_up_to = SIZE_MAX;
	options.facet_values = options.fewer = 0;
	options.collapse = false;
	answerer->options = &options;
	answerer->saved = saved;
	answerer->fresh_limit = quiet ? SIZE_MAX : settings->search.limit;
	answerer->quiet = quiet;
	status =
	    tc_answer_query(&found, answerer, tc_saved_query(saved), &error);
	answerer->options = before;
	if (status != TC_OK)
		return trouble(&error);
	if (!found && !quiet && settings->format == TC_OUTPUT_TEXT)
		tc_say("nothing new");
	return found || quiet ? TC_EXIT_FOUND : TC_EXIT_NOTHING;
}

/* What is found now has been seen. */
static int
save_search(const struct tc_settings *settings, struct tc_answerer *answerer,
    const char *query)
{
	struct tc_saved saved;
	struct tc_error error;
	int code;

	if (tc_saved_new(&saved, settings->what, query, &settings->search,
		&error) != TC_OK)
		return trouble(&error);
	code = run_saved(settings, answerer, &saved, true);
	tc_saved_free(&saved);
	return code;
}

static int
show_new(const struct tc_settings *settings, struct tc_answerer *answerer)
{
	struct tc_saved saved;
	struct tc_error error;
	int code;

	if (tc_saved_read(&saved, settings->what, &error) != TC_OK)
		return trouble(&error);
	code = run_saved(settings, answerer, &saved, false);
	tc_saved_free(&saved);
	return code;
}

static int
run_mode(const struct tc_settings *settings, struct tc_answerer *answerer,
    const char *query)
{
	switch (settings->mode) {
	case TC_MODE_BATCH:
		return run_batch(settings, answerer);
	case TC_MODE_SHOW:
		return show_document(answerer, settings->what, query);
	case TC_MODE_SIMILAR:
		return run_similar(answerer, settings->what);
	case TC_MODE_WHY_NOT:
		return say_why_not(answerer, settings->what, query);
	case TC_MODE_SUGGEST:
		return suggest(answerer, settings->what);
	case TC_MODE_SAVE:
		return save_search(settings, answerer, query);
	case TC_MODE_NEW:
		return show_new(settings, answerer);
	default:
		return run_query(answerer, query);
	}
}

static int
search_index(const struct tc_settings *settings, struct tc_index *index)
{
	struct tc_output output = {.fp = stdout,
	    .format = settings->format,
	    .index = index,
	    .count = settings->count};
	struct tc_search_options options = settings->search;
	struct tc_search *search = NULL;
	struct tc_answerer answerer = {.index = index,
	    .options = &options,
	    .output = &output,
	    .time_limit = (unsigned)settings->time_limit};
	char *query = tc_settings_query(settings);
	struct tc_error error;
	int code = TC_EXIT_TROUBLE;

	tc_terminal_ask(&output.terminal, &settings->wish);
	if (options.explain && (output.gains = json_object()) != NULL)
		tc_gains_note(&options, output.gains);
	if (query == NULL || (options.explain && output.gains == NULL)) {
		tc_say("out of memory");
	} else if (tc_search_new(&search, index, &error) != TC_OK) {
		trouble(&error);
	} else {
		output.analyser = tc_search_analyser(search);
		answerer.search = search;
		code = run_mode(settings, &answerer, query);
	}
	tc_search_free(search);
	json_decref(output.gains);
	free(query);
	return code;
}

/* The index: of the command line, the environment, the file of settings, or in
 * this folder. */
static enum tc_status
choose_database(const struct tc_settings *settings, struct tc_buf *out,
    struct tc_error *err)
{
	const char *from_environment = getenv("TRACUU_DB");
	enum tc_status status = TC_OK;

	if (settings->database != NULL)
		tc_buf_puts(out, settings->database);
	else if (from_environment != NULL && from_environment[0] != '\0')
		tc_buf_puts(out, from_environment);
	else
		status = tc_configured_database(out, err);
	if (status == TC_OK && out->len == 0 && settings->database == NULL)
		tc_buf_puts(out, DEFAULT_DATABASE);
	return status == TC_OK ? tc_buf_check(out, err) : status;
}

static void
warn_of_line(void *arg, const char *text)
{
	(void)arg;
	tc_say("%s", text);
}

/* The abbreviations that are built in, and the file that adds to them. The
 * caller frees *out in any case. */
static bool
read_abbreviations(const struct tc_settings *settings, struct tc_abbrevs **out)
{
	const char *path = settings->abbreviations;
	struct tc_error error;
	enum tc_status status;

	*out = NULL;
	if (settings->no_abbreviations)
		return true;
	if (path == NULL)
		path = getenv("TRACUU_ABBREVIATIONS");
	if (path != NULL && path[0] == '\0')
		path = NULL;
	status = tc_abbrevs_new(out, &error);
	if (status == TC_OK)
		status = tc_abbrevs_read(*out,
		    path != NULL ? path : DEFAULT_ABBREVIATIONS, warn_of_line,
		    NULL, &error);
	if (status == TC_OK || (status == TC_NOTFOUND && path == NULL))
		return true;
	tc_say("%s", error.text);
	return false;
}

static int
list_saved(void)
{
	struct tc_error error;
	size_t n;

	if (tc_saved_list(stdout, &n, &error) != TC_OK)
		return trouble(&error);
	return end_output(n > 0 ? TC_EXIT_FOUND : TC_EXIT_NOTHING);
}

static int
forget_saved(const char *name)
{
	struct tc_error error;

	if (tc_saved_forget(name, &error) != TC_OK)
		return not_found_or_trouble(&error);
	return TC_EXIT_FOUND;
}

static int
run_interactive(const struct tc_settings *settings, const char *database)
{
	struct tc_reply_arg arg = {.database = database,
	    .options = &settings->search,
	    .time_limit = (unsigned)settings->time_limit};
	struct tc_error error;

	if (tc_interactive(&arg, &error) != TC_OK)
		return trouble(&error);
	return TC_EXIT_FOUND;
}

static int
run_with_index(const struct tc_settings *settings, const char *database)
{
	struct tc_index *index = NULL;
	struct tc_error error;

	if (tc_guard_begin(&error) != TC_OK)
		return trouble(&error);
	tc_guard_limit((unsigned)settings->time_limit);
	if (tc_index_open(&index, database, &error) != TC_OK)
		return trouble(&error);
	if (tc_index_warning(index) != NULL)
		tc_say("%s", tc_index_warning(index));
	tc_leave(end_output(search_index(settings, index)));
}

static int
run_on_database(const struct tc_settings *settings,
    int (*run)(const struct tc_settings *, const char *))
{
	struct tc_buf database = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_error error;
	int code;

	if (choose_database(settings, &database, &error) == TC_OK)
		code = run(settings, tc_buf_str(&database));
	else
		code = trouble(&error);
	tc_buf_free(&database);
	return code;
}

static int
run(const struct tc_settings *settings)
{
	bool wants_query = settings->mode == TC_MODE_SEARCH ||
	    settings->mode == TC_MODE_SAVE || settings->mode == TC_MODE_WHY_NOT;

	if (settings->mode == TC_MODE_SAVED)
		return list_saved();
	if (settings->mode == TC_MODE_FORGET)
		return forget_saved(settings->what);
	if (!wants_query || tc_settings_has_query(settings))
		return run_on_database(settings, run_with_index);
	if (settings->mode == TC_MODE_SEARCH && isatty(STDIN_FILENO) &&
	    isatty(STDOUT_FILENO))
		return run_on_database(settings, run_interactive);
	tc_say("no QUERY ('' is every document)");
	tc_say_more("tracuu --help says how");
	return TC_EXIT_TROUBLE;
}

int
main(int argc, char **argv)
{
	struct tc_settings settings;
	struct tc_abbrevs *abbrevs = NULL;
	int code;

	tc_heap_begin();
	tc_lack_watch();
	tc_program_begin();
	if (tc_settings_read(&settings, argc, argv, &code)) {
		if (read_abbreviations(&settings, &abbrevs)) {
			settings.search.abbrevs = abbrevs;
			code = run(&settings);
		} else {
			code = TC_EXIT_TROUBLE;
		}
	}
	tc_abbrevs_free(abbrevs);
	tc_settings_free(&settings);
	return code;
}
