/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * features DB QUERIES QRELS: what the second stage knows of its hits.
 *
 * One line a hit, in the order of the answer, parted by tabs: query, id, its
 * grade in QRELS, the sum of 2^grade - 1 that the best ten would have (by
 * rank, as nDCG discounts it), whether its text was read, the features in the
 * order of query/feature.h. Queries without a judgement are left out. For
 * bench/fit.c.
 */
#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/query.h>

#define NAME_MAX_LEN 255
#define GRADES_MAX 16

struct judgement {
	char query[NAME_MAX_LEN + 1], id[NAME_MAX_LEN + 1];
	int grade;
};

struct judged {
	struct judgement *list;
	size_t n;
	const char *query; /* in hand */
	double ideal;
};

static int
compare(const void *a, const void *b)
{
	const struct judgement *x = a, *y = b;
	int order = strcmp(x->query, y->query);

	return order != 0 ? order : strcmp(x->id, y->id);
}

static void
read_judgements(struct judged *judged, const char *path)
{
	FILE *fp = fopen(path, "re");
	char line[1024];

	if (fp == NULL)
		err(2, "%s", path);
	while (fgets(line, sizeof(line), fp) != NULL) {
		struct judgement one;
		struct judgement *list;

		if (sscanf(line, "%255s %255s %d", one.query, one.id,
			&one.grade) != 3 ||
		    one.grade <= 0)
			continue;
		list = realloc(
		    judged->list, (judged->n + 1) * sizeof(*judged->list));
		if (list == NULL)
			err(2, "%s", path);
		judged->list = list;
		list[judged->n++] = one;
	}
	fclose(fp);
	if (judged->n > 0)
		qsort(judged->list, judged->n, sizeof(*judged->list), compare);
}

static int
grade_of(const struct judged *judged, const char *id)
{
	struct judgement key = {.grade = 0}, *found;

	snprintf(key.query, sizeof(key.query), "%s", judged->query);
	snprintf(key.id, sizeof(key.id), "%s", id);
	found = bsearch(
	    &key, judged->list, judged->n, sizeof(*judged->list), compare);
	return found != NULL ? found->grade : 0;
}

/* The DCG at 10 of the best order there is. */
static double
ideal_of(const struct judged *judged)
{
	size_t of_grade[GRADES_MAX] = {0}, i, rank = 0;
	double sum = 0;
	int grade;

	for (i = 0; i < judged->n; i++) {
		grade = judged->list[i].grade;
		if (strcmp(judged->list[i].query, judged->query) == 0 &&
		    grade < GRADES_MAX)
			of_grade[grade]++;
	}
	for (grade = GRADES_MAX - 1; grade > 0; grade--) {
		for (i = 0; i < of_grade[grade] && rank < 10; i++)
			sum += (exp2(grade) - 1) / log2((double)++rank + 1);
	}
	return sum;
}

static void
print_hit(
    void *arg, const char *id, const double *features, size_t n, bool with_text)
{
	const struct judged *judged = arg;
	size_t i;

	printf("%s\t%s\t%d\t%.6f\t%d", judged->query, id, grade_of(judged, id),
	    judged->ideal, with_text);
	for (i = 0; i < n; i++)
		printf("\t%.6f", features[i]);
	putchar('\n');
}

static void
answer(struct tc_search *search, const struct tc_search_options *options,
    const char *query)
{
	struct tc_results results = {0};
	struct tc_parsed parsed;
	struct tc_error error;

	if (tc_search_parse(search, &parsed, query, strlen(query), false,
		&error) != TC_OK ||
	    tc_search_run(search, &parsed, options, &results, &error) != TC_OK)
		errx(2, "%s", error.text);
	tc_results_free(&results);
	tc_parsed_free(&parsed);
}

static void
answer_all(struct tc_search *search, struct judged *judged, const char *path)
{
	struct tc_search_options options = {
	    .limit = 10, .told = print_hit, .told_arg = judged};
	struct tc_abbrevs *abbrevs = NULL;
	FILE *fp = fopen(path, "re");
	struct tc_error error;
	char *line = NULL;
	size_t cap = 0;

	if (fp == NULL)
		err(2, "%s", path);
	if (tc_abbrevs_new(&abbrevs, &error) != TC_OK)
		errx(2, "%s", error.text);
	options.abbrevs = abbrevs;
	while (getline(&line, &cap, fp) > 0) {
		char *tab = strchr(line, '\t');

		line[strcspn(line, "\r\n")] = '\0';
		if (tab == NULL)
			continue;
		*tab = '\0';
		judged->query = line;
		judged->ideal = ideal_of(judged);
		if (judged->ideal > 0)
			answer(search, &options, tab + 1);
	}
	free(line);
	fclose(fp);
	tc_abbrevs_free(abbrevs);
}

int
main(int argc, char **argv)
{
	struct judged judged = {0};
	struct tc_index *index;
	struct tc_search *search;
	struct tc_error error;

	if (argc != 4)
		errx(2, "usage: features DB QUERIES QRELS");
	if (tc_index_open(&index, argv[1], &error) != TC_OK ||
	    tc_search_new(&search, index, &error) != TC_OK)
		errx(2, "%s", error.text);
	read_judgements(&judged, argv[3]);
	answer_all(search, &judged, argv[2]);
	tc_search_free(search);
	tc_index_free(index);
	free(judged.list);
	return fflush(stdout) == 0 ? 0 : 2;
}
