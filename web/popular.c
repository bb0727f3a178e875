/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing queries that others may be told of. */
#include "popular.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/past.h>
#include <tracuu/text.h>

#define EXCEPTIONS_MAX ((size_t)1 << 20)

/* Append the keys of a file's lines, each as " key \n". */
static enum tc_status
read_exceptions(struct tc_buf *out, const char *path, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(EXCEPTIONS_MAX);
	enum tc_status status = tc_buf_read(&text, path, err);
	char *line = text.s, *end;
	size_t start;

	for (; status == TC_OK && line != NULL; line = end) {
		if ((end = strchr(line, '\n')) != NULL)
			*end++ = '\0';
		start = out->len;
		tc_buf_putc(out, ' ');
		tc_text_key(line, strlen(line), out);
		tc_buf_puts(out, " \n");
		/* An empty line would be part of everything. */
		if (out->len == start + strlen("  \n"))
			tc_buf_cut(out, start);
	}
	if (status == TC_OK)
		status = tc_buf_check(out, err);
	tc_buf_free(&text);
	return status;
}

/* Are the words of an exception among those of a query? */
static bool
is_excepted(const char *key, const struct tc_buf *exceptions)
{
	char padded[TC_PAST_QUERY + 3];
	const char *at = tc_buf_str(exceptions), *end;
	bool found = false;

	snprintf(padded, sizeof(padded), " %s ", key);
	for (; !found && (end = strchr(at, '\n')) != NULL; at = end + 1)
		found = memmem(padded, strlen(padded), at,
			    (size_t)(end - at)) != NULL;
	return found;
}

static int
by_key(const void *a, const void *b)
{
	const struct tc_past_query *x = a, *y = b;

	return strcmp(x->key, y->key);
}

/* Rows come the most frequent first. */
static size_t
choose(struct tc_past_query *chosen, const struct tc_report_rows *rows,
    const struct tc_popular_rule *rule, const struct tc_buf *exceptions)
{
	size_t i, n = 0;

	for (i = 0; i < rows->n && n < TC_PAST_MAX; i++) {
		const struct tc_report_row *row = &rows->at[i];
		uint64_t found = row->times - row->failed;

		if (found >= rule->times && row->days >= rule->days &&
		    tc_past_is_harmless(row->name) &&
		    !is_excepted(row->name, exceptions))
			chosen[n++] = (struct tc_past_query){found, row->name};
	}
	if (n > 0)
		qsort(chosen, n, sizeof(*chosen), by_key);
	return n;
}

enum tc_status
tc_popular_write(const char *index, size_t *n, const struct tc_report *report,
    const struct tc_popular_rule *rule, struct tc_error *err)
{
	struct tc_buf exceptions = TC_BUF_INIT(EXCEPTIONS_MAX);
	struct tc_past_query *chosen = calloc(TC_PAST_MAX, sizeof(*chosen));
	enum tc_status status = TC_OK;

	*n = 0;
	if (chosen == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	if (status == TC_OK && rule->except != NULL)
		status = read_exceptions(&exceptions, rule->except, err);
	if (status == TC_OK) {
		*n = choose(chosen, &report->queries, rule, &exceptions);
		status = tc_past_write(index, chosen, *n, err);
	}
	tc_buf_free(&exceptions);
	free(chosen);
	return status;
}
