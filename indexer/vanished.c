/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents whose files are gone, and how many may be without a question. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../program/say.h"
#include "archives.h"
#include "running.h"

/* Is id that of a folder or something below it? */
static bool
id_lies_in(const char *id, const char *folder)
{
	size_t len = strlen(folder);

	while (len > 0 && folder[len - 1] == '/')
		len--;
	return strncmp(id, folder, len) == 0 &&
	    (id[len] == '/' || id[len] == '\0');
}

/* Does it lie in a folder that could not be read? */
static bool
is_unmet(const struct tc_running *run, const struct tc_known_row *row)
{
	size_t i;

	for (i = 0; i < run->unmet_n; i++) {
		if (id_lies_in(row->id, run->unmet[i]))
			return true;
	}
	return false;
}

/* Should this run have met the document if it were still there? */
static bool
has_vanished(const struct tc_running *run, const struct tc_source *source,
    const char *walked, const struct tc_known_row *row)
{
	const struct tc_known_row *archive =
	    tc_archives_find(run->known, row->id, row->id_len);

	if (archive != NULL && archive->kept)
		return false;
	if (!row->indexed || row->seen || row->moved ||
	    strcmp(row->source, source->name) != 0 ||
	    !id_lies_in(row->id, walked))
		return false;
	return !is_unmet(run, row);
}

bool
tc_running_may_be_there(void *arg, const struct tc_known_row *row)
{
	const struct tc_running *run = arg;
	struct tc_buf walked = TC_BUF_INIT(TC_BUF_LINE);
	bool met = false;
	uint32_t i;

	for (i = 0; i < run->options->sources->n && !met; i++) {
		const struct tc_source *source = tc_running_source(run, i);

		if (source->kind != TC_SOURCE_FOLDER ||
		    strcmp(source->name, row->source) != 0)
			continue;
		tc_buf_clear(&walked);
		tc_source_id(source, source->path, &walked);
		met = !walked.failed && id_lies_in(row->id, walked.s) &&
		    !is_unmet(run, row);
	}
	tc_buf_free(&walked);
	return !met;
}

static bool
is_confirmed(const struct tc_running *run, const struct tc_source *source,
    size_t vanished, size_t all)
{
	char *answer = NULL;
	size_t cap = 0;
	bool yes;

	/* One file of a small folder is nobody's accident. */
	if (run->options->yes || run->options->compare || vanished < 2 ||
	    vanished * 5 <= all)
		return true;
	tc_report_clear_bar(run->report);
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
		tc_say("%s: %zu of %zu documents are no longer there; they "
		       "stay in the index (--yes removes them)",
		    source->path, vanished, all);
		return false;
	}
	tc_say("%s: %zu of %zu documents are no longer there", source->path,
	    vanished, all);
	tc_print(stderr, "Remove them from the index? [y/N] ");
	/* "c" is có. */
	yes = getline(&answer, &cap, stdin) > 0 &&
	    strchr("yYcC", answer[0]) != NULL;
	free(answer);
	return yes;
}

static enum tc_status
remove_vanished_of(struct tc_running *run, const struct tc_source *source,
    struct tc_error *err)
{
	struct tc_buf walked = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n = tc_known_count(run->known), vanished = 0, all = 0;
	enum tc_status status;

	tc_source_id(source, source->path, &walked);
	status = tc_buf_check(&walked, err);
	for (i = 0; i < n && status == TC_OK; i++) {
		const struct tc_known_row *row = tc_known_row(run->known, i);

		all += row->indexed && strcmp(row->source, source->name) == 0;
		vanished += has_vanished(run, source, walked.s, row);
	}
	if (status == TC_OK && !is_confirmed(run, source, vanished, all)) {
		run->incomplete = true;
		vanished = 0;
	}
	for (i = 0; i < n && status == TC_OK && vanished > 0; i++) {
		struct tc_known_row *row = tc_known_row(run->known, i);

		if (has_vanished(run, source, walked.s, row))
			status = tc_running_remove(run, row, err);
	}
	tc_buf_free(&walked);
	return status;
}

enum tc_status
tc_running_remove_vanished(struct tc_running *run, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	uint32_t i;

	for (i = 0; i < run->options->sources->n && status == TC_OK; i++) {
		const struct tc_source *source = tc_running_source(run, i);

		if (source->kind == TC_SOURCE_FOLDER && !run->options->keep)
			status = remove_vanished_of(run, source, err);
	}
	return status;
}

/* Has the new index a good part of what the old one had of each source? */
void
tc_running_check_rebuilt(struct tc_running *run)
{
	size_t i, n = tc_known_count(run->known), fresh, old;
	uint32_t k;

	for (k = 0; k < run->options->sources->n; k++) {
		const struct tc_source *source = tc_running_source(run, k);

		fresh = 0;
		for (i = 0; i < n; i++) {
			const struct tc_known_row *row =
			    tc_known_row(run->known, i);

			fresh +=
			    row->sent && strcmp(row->source, source->name) == 0;
		}
		old = tc_replaced_documents(&run->replaced, source->name);
		if (fresh < old && !is_confirmed(run, source, old - fresh, old))
			run->incomplete = true;
	}
}
