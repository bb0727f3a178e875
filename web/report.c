/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Adding up the log of searches. */
#include "report.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>

/* A line of the log; its strings lie in the log. */
struct line {
	const char *day, *query;
	double taken;
	bool failed;
};

struct lines {
	struct line *at;
	size_t n, cap;
};

/* Cut a field off the front of a line; NULL when there is none. */
static char *
take_field(char **at)
{
	char *field = *at, *tab;

	if (field == NULL)
		return NULL;
	tab = strchr(field, '\t');
	if (tab != NULL)
		*tab++ = '\0';
	*at = tab;
	return field;
}

static bool
is_day(const char *s)
{
	static const char form[] = "dddd-dd-dd";
	size_t i;

	if (strlen(s) != TC_REPORT_DAY)
		return false;
	for (i = 0; i < TC_REPORT_DAY; i++) {
		if (form[i] == 'd' ? !tc_ascii_is_digit(s[i]) : s[i] != '-')
			return false;
	}
	return true;
}

static bool
read_line(struct line *line, char *s)
{
	char *day = take_field(&s), *taken = take_field(&s);
	char *found = take_field(&s), *query = take_field(&s), *rest;

	if (query == NULL || s != NULL || !is_day(day))
		return false;
	errno = 0;
	line->day = day;
	line->query = query;
	line->taken = strtod(taken, &rest);
	if (rest == taken || *rest != '\0' || !(line->taken >= 0))
		return false;
	line->failed = strtoull(found, &rest, 10) == 0;
	return rest != found && *rest == '\0' && errno == 0;
}

static bool
add_line(struct lines *lines, const struct line *line)
{
	if (lines->n == lines->cap) {
		size_t cap = lines->cap * 2 + 1024;
		struct line *grown = realloc(lines->at, cap * sizeof(*grown));

		if (grown == NULL)
			return false;
		lines->at = grown;
		lines->cap = cap;
	}
	lines->at[lines->n++] = *line;
	return true;
}

static int
by_query(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->query, y->query);

	return order != 0 ? order : strcmp(x->day, y->day);
}

static int
by_day(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return strcmp(x->day, y->day);
}

static int
by_taken(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return x->taken < y->taken ? -1 : x->taken > y->taken;
}

static int
compare(uint64_t a, uint64_t b, const void *x, const void *y)
{
	const struct tc_report_row *left = x, *right = y;

	if (a != b)
		return a > b ? -1 : 1;
	return strcmp(left->name, right->name);
}

static int
by_times(const void *a, const void *b)
{
	const struct tc_report_row *x = a, *y = b;

	return compare(x->times, y->times, a, b);
}

static int
by_failed(const void *a, const void *b)
{
	const struct tc_report_row *x = a, *y = b;

	return compare(x->failed, y->failed, a, b);
}

static int
by_slowest(const void *a, const void *b)
{
	const struct tc_report_row *x = a, *y = b;

	if (x->slowest != y->slowest)
		return x->slowest > y->slowest ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
sort(struct tc_report_rows *rows, int (*order)(const void *, const void *))
{
	if (rows->n > 0)
		qsort(rows->at, rows->n, sizeof(*rows->at), order);
}

void
tc_report_by_failed(struct tc_report_rows *rows)
{
	sort(rows, by_failed);
}

void
tc_report_by_slowest(struct tc_report_rows *rows)
{
	sort(rows, by_slowest);
}

/* Make a row of lines with the same name, which are in that order, then by day.
 */
static bool
gather(struct tc_report_rows *rows, const struct lines *lines, bool days)
{
	struct tc_report_row *row = NULL;
	const char *day = "";
	size_t i;

	rows->at = calloc(lines->n + 1, sizeof(*rows->at));
	for (i = 0; i < lines->n && rows->at != NULL; i++) {
		const struct line *line = &lines->at[i];
		const char *name = days ? line->day : line->query;

		if (row == NULL || strcmp(row->name, name) != 0) {
			row = &rows->at[rows->n];
			if ((row->name = strdup(name)) == NULL)
				return false;
			rows->n++;
			day = "";
		}
		row->times++;
		if (!line->failed && strcmp(day, line->day) != 0) {
			row->days++;
			day = line->day;
		}
		row->failed += line->failed;
		if (line->taken > row->slowest)
			row->slowest = line->taken;
	}
	return rows->at != NULL;
}

static bool
read_lines(struct tc_report *report, struct lines *lines, char *at,
    const char *from, const char *to)
{
	struct line line;
	bool good = true;
	char *line_end;

	for (; at != NULL && *at != '\0' && good; at = line_end) {
		if ((line_end = strchr(at, '\n')) != NULL)
			*line_end++ = '\0';
		if (!read_line(&line, at))
			report->odd++;
		else if (strcmp(line.day, from) >= 0 &&
		    (to[0] == '\0' || strcmp(line.day, to) <= 0))
			good = add_line(lines, &line);
	}
	return good;
}

enum tc_status
tc_report_make(struct tc_report *report, struct tc_buf *log, const char *from,
    const char *to, struct tc_error *err)
{
	struct lines lines = {NULL, 0, 0};
	bool good;
	size_t i;

	memset(report, 0, sizeof(*report));
	good = read_lines(report, &lines, log->s, from, to);
	if (good && lines.n > 0) {
		qsort(lines.at, lines.n, sizeof(*lines.at), by_query);
		good = gather(&report->queries, &lines, false);
		qsort(lines.at, lines.n, sizeof(*lines.at), by_day);
		good = good && gather(&report->days, &lines, true);
		qsort(lines.at, lines.n, sizeof(*lines.at), by_taken);
		report->half = lines.at[lines.n / 2].taken;
		report->most = lines.at[lines.n * 95 / 100].taken;
		sort(&report->queries, by_times);
	}
	report->searches = lines.n;
	for (i = 0; i < lines.n; i++)
		report->failed += lines.at[i].failed;
	free(lines.at);
	if (good)
		return TC_OK;
	tc_report_free(report);
	return tc_fail(err, TC_NOMEM, "out of memory");
}

static void
free_rows(struct tc_report_rows *rows)
{
	while (rows->n > 0)
		free(rows->at[--rows->n].name);
	free(rows->at);
	rows->at = NULL;
}

void
tc_report_free(struct tc_report *report)
{
	free_rows(&report->queries);
	free_rows(&report->days);
}
