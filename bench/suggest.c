/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How long suggestions take: every beginning of every query.
 * usage: suggest DB [N] <queries.tsv
 *
 * Lines are QID<TAB>QUERY. Prints processor time of one suggestion in
 * milliseconds: mean, median, 99 % and the longest, with what was typed then;
 * with N only of every N-th beginning.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/suggest.h>

struct times {
	double *at;
	size_t n, cap;
	double longest;
	char of[TC_SUGGEST_MAX + 1];
};

static double
now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void
add(struct times *times, double ms, const char *text, size_t len)
{
	if (times->n == times->cap) {
		times->cap = 2 * times->cap + 1024;
		times->at =
		    realloc(times->at, times->cap * sizeof(times->at[0]));
		if (times->at == NULL)
			errx(2, "out of memory");
	}
	times->at[times->n++] = ms;
	if (ms > times->longest) {
		times->longest = ms;
		memcpy(times->of, text, len);
		times->of[len] = '\0';
	}
}

static void
ask(struct times *times, struct tc_search *search, const char *text, size_t len)
{
	struct tc_suggestions suggestions;
	struct tc_error error;
	double from = now();

	if (tc_suggest(search, text, len, 10, &suggestions, &error) != TC_OK)
		errx(2, "%s", error.text);
	add(times, now() - from, text, len);
	tc_suggestions_free(&suggestions);
}

static int
by_time(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void
read_queries(struct times *times, struct tc_search *search, size_t every)
{
	char line[4096];
	size_t count = 0, i, len;

	while (fgets(line, sizeof(line), stdin) != NULL) {
		char *query = strchr(line, '\t');

		if (query == NULL)
			continue;
		len = strcspn(++query, "\n");
		if (len > TC_SUGGEST_MAX)
			len = TC_SUGGEST_MAX;
		for (i = 1; i <= len; i++) {
			if ((query[i] & 0xC0) != 0x80 && count++ % every == 0)
				ask(times, search, query, i);
		}
	}
}

int
main(int argc, char **argv)
{
	struct times times = {NULL, 0, 0, 0, ""};
	struct tc_search *search = NULL;
	struct tc_index *index = NULL;
	struct tc_error error;
	double sum = 0;
	size_t i, every = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;

	if (argc < 2 || every == 0)
		errx(2, "usage: suggest DB [N] <queries.tsv");
	if (tc_index_open(&index, argv[1], &error) != TC_OK ||
	    tc_search_new(&search, index, &error) != TC_OK)
		errx(2, "%s", error.text);
	read_queries(&times, search, every);
	if (times.n == 0)
		errx(1, "no queries");
	qsort(times.at, times.n, sizeof(times.at[0]), by_time);
	for (i = 0; i < times.n; i++)
		sum += times.at[i];
	printf("%zu beginnings: mean %.2f, median %.2f, 99 %% %.2f, longest "
	       "%.2f ms (%s)\n",
	    times.n, sum / (double)times.n, times.at[times.n / 2],
	    times.at[times.n * 99 / 100], times.longest, times.of);
	free(times.at);
	tc_search_free(search);
	tc_index_free(index);
	return 0;
}
