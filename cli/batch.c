/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Batches, for evaluations and for scripts. */
#include "batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

#include "../program/say.h"

struct batch {
	struct tc_answerer *answerer;
	bool timing;
	bool found;
};

static enum tc_status
answer(struct batch *batch, const char *qid, const char *query,
    struct tc_error *err)
{
	enum tc_status status;
	bool found;

	batch->answerer->output->qid = qid;
	status = tc_answer_query(&found, batch->answerer, query, err);
	if (status == TC_OK && batch->timing)
		fprintf(
		    stderr, "%s\t%.3f\n", qid, batch->answerer->milliseconds);
	batch->found |= found;
	return status;
}

static enum tc_status
do_line(struct batch *batch, char *line, size_t number, struct tc_error *err)
{
	char *tab = strchr(line, '\t');

	line[strcspn(line, "\r\n")] = '\0';
	if (line[0] == '\0')
		return TC_OK;
	if (tab == NULL) {
		tc_say("line %zu: no tab after a query id", number);
		return TC_OK;
	}
	*tab++ = '\0';
	if (tab[strspn(tab, " \t")] == '\0') {
		tc_say("line %zu: query %s is blank", number, line);
		return TC_OK;
	}
	return answer(batch, line, tab, err);
}

enum tc_status
tc_batch_run(bool *found, const char *path, struct tc_answerer *answerer,
    bool timing, struct tc_error *err)
{
	struct batch batch = {answerer, timing, false};
	FILE *fp = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	enum tc_status status = TC_OK;
	char *line = NULL;
	size_t cap = 0, number = 0;

	*found = false;
	if (fp == NULL)
		return tc_fail(err, errno == ENOENT ? TC_NOTFOUND : TC_IO,
		    "%s: %s", path, tc_message_errno(errno));
	while (status == TC_OK && !ferror(answerer->output->fp) &&
	    (errno = 0, getline(&line, &cap, fp) >= 0))
		status = do_line(&batch, line, ++number, err);
	if (status == TC_OK && ferror(fp))
		status = tc_fail(
		    err, TC_IO, "%s: %s", path, tc_message_errno(errno));
	*found = batch.found;
	free(line);
	if (fp != stdin)
		fclose(fp);
	return status;
}
