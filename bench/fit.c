/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fit heading|text N [I...] < ROWS: fit a linear model to what bench/features.c
 * prints, by the first N features but for those numbered I.
 *
 * The likelihood is that of each relevant hit among the hits of its query
 * (softmax), with a quadratic penalty on the coefficients of standardised
 * features; it is convex, and gradient descent (Adam; Kingma, Ba 2015) finds
 * its end. Prints nDCG@10 and MRR@10 cross-validated over five parts of the
 * queries, of the model fitted to all, and its coefficients for raw features.
 * text: only the hits whose texts were read are learnt from and put in order,
 * the others stay where they are.
 */
#include <err.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FEATURES_MAX 32
#define FOLDS 5
#define PENALTY 3e-3
#define STEPS 400
#define RATE 0.05

struct row {
	double at[FEATURES_MAX];
	double score;
	int grade;
	bool text;
};

/* The hits of one query: rows [from, to). */
struct query {
	size_t from, to;
	double ideal;
	unsigned fold;
};

struct data {
	struct row *rows;
	size_t rows_n;
	struct query *queries;
	size_t queries_n;
	size_t n; /* features */
	bool used[FEATURES_MAX];
	bool text;
	double mean[FEATURES_MAX], deviation[FEATURES_MAX];
};

static void *
grow(void *list, size_t n, size_t size)
{
	if ((n & (n - 1)) == 0 &&
	    (list = realloc(list, (n == 0 ? 1 : 2 * n) * size)) == NULL)
		err(2, NULL);
	return list;
}

/* Which part of the queries, whatever their order. */
static unsigned
fold_of(const char *name)
{
	unsigned hash = 2166136261u;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return (hash >> 8) % FOLDS;
}

static void
add_row(struct data *data, char *line, char last[256])
{
	char *rest = line, *name = strsep(&rest, "\t");
	struct row *row;
	double ideal;
	size_t i;

	data->rows = grow(data->rows, data->rows_n, sizeof(*data->rows));
	row = &data->rows[data->rows_n++];
	strsep(&rest, "\t"); /* the id is not to be learnt from */
	if (rest == NULL)
		errx(2, "a row is cut short");
	row->grade = (int)strtol(rest, &rest, 10);
	ideal = strtod(rest, &rest);
	row->text = strtol(rest, &rest, 10) != 0;
	for (i = 0; i < FEATURES_MAX; i++)
		row->at[i] = i < data->n ? strtod(rest, &rest) : 0;
	if (strcmp(name, last) != 0) {
		data->queries = grow(
		    data->queries, data->queries_n, sizeof(*data->queries));
		data->queries[data->queries_n++] = (struct query){
		    data->rows_n - 1, data->rows_n, ideal, fold_of(name)};
		snprintf(last, 256, "%s", name);
	}
	data->queries[data->queries_n - 1].to = data->rows_n;
}

/* Bring the features to mean 0 and deviation 1. */
static void
standardise(struct data *data)
{
	size_t i, k;

	for (k = 0; k < data->n; k++) {
		double sum = 0, squares = 0, *mean = &data->mean[k];

		for (i = 0; i < data->rows_n; i++)
			sum += data->rows[i].at[k];
		*mean = sum / (double)data->rows_n;
		for (i = 0; i < data->rows_n; i++)
			squares += pow(data->rows[i].at[k] - *mean, 2);
		data->deviation[k] =
		    sqrt(squares / (double)data->rows_n) + 1e-9;
		for (i = 0; i < data->rows_n; i++)
			data->rows[i].at[k] =
			    (data->rows[i].at[k] - *mean) / data->deviation[k];
	}
}

static double
score(const struct data *data, const double *model, const struct row *row)
{
	double sum = 0;
	size_t k;

	for (k = 0; k < data->n; k++)
		sum += data->used[k] ? model[k] * row->at[k] : 0;
	return sum;
}

static bool
counts(const struct data *data, const struct row *row)
{
	return !data->text || row->text;
}

/* Add the gradient of one query's loss; is there anything to learn from it? */
static bool
add_gradient(const struct data *data, const struct query *query,
    const double *model, double *gradient)
{
	double sum = 0, positives = 0, top = -HUGE_VAL;
	size_t i, k;

	for (i = query->from; i < query->to; i++) {
		struct row *row = &data->rows[i];

		if (!counts(data, row))
			continue;
		row->score = score(data, model, row);
		positives += row->grade > 0;
		top = row->score > top ? row->score : top;
	}
	if (positives < 1)
		return false;
	for (i = query->from; i < query->to; i++) {
		if (counts(data, &data->rows[i]))
			sum += exp(data->rows[i].score - top);
	}
	for (i = query->from; i < query->to; i++) {
		const struct row *row = &data->rows[i];
		double error;

		if (!counts(data, row))
			continue;
		error = exp(row->score - top) / sum -
		    (row->grade > 0 ? 1 / positives : 0);
		for (k = 0; k < data->n; k++)
			gradient[k] += error * row->at[k];
	}
	return true;
}

/* Fit to the queries outside a fold; FOLDS is none. */
static void
fit(const struct data *data, unsigned fold, double *model)
{
	double first[FEATURES_MAX] = {0}, second[FEATURES_MAX] = {0};
	size_t i, k, n;
	int step;

	memset(model, 0, FEATURES_MAX * sizeof(*model));
	for (step = 1; step <= STEPS; step++) {
		double gradient[FEATURES_MAX] = {0};

		for (i = n = 0; i < data->queries_n; i++) {
			if (data->queries[i].fold != fold)
				n += add_gradient(
				    data, &data->queries[i], model, gradient);
		}
		for (k = 0; k < data->n && n > 0; k++) {
			double g =
			    gradient[k] / (double)n + 2 * PENALTY * model[k];

			first[k] = 0.9 * first[k] + 0.1 * g;
			second[k] = 0.999 * second[k] + 0.001 * g * g;
			if (data->used[k])
				model[k] -= RATE * first[k] /
				    (1 - pow(0.9, step)) /
				    (sqrt(second[k] / (1 - pow(0.999, step))) +
					1e-9);
		}
	}
}

static int
by_score(const void *a, const void *b)
{
	const struct row *x = *(const struct row *const *)a;
	const struct row *y = *(const struct row *const *)b;

	if (x->score < y->score || x->score > y->score)
		return x->score < y->score ? 1 : -1;
	return x < y ? -1 : x > y;
}

/* The rows of a query as a model orders them; the caller frees them. */
static const struct row **
order(const struct data *data, const struct query *query, const double *model)
{
	size_t n = query->to - query->from, from = 0, to, i;
	const struct row **rows = calloc(n, sizeof(*rows));

	if (rows == NULL)
		err(2, NULL);
	for (i = 0; i < n; i++) {
		struct row *row = &data->rows[query->from + i];

		row->score = score(data, model, row);
		rows[i] = row;
	}
	while (from < n && !counts(data, rows[from]))
		from++;
	for (to = from; to < n && counts(data, rows[to]);)
		to++;
	qsort(rows + from, to - from, sizeof(*rows), by_score);
	return rows;
}

/* Add nDCG@10, MRR@10 and how many relevant ones are among the first 40 and
 * 100. */
static void
measure(const struct data *data, const struct query *query, const double *model,
    double sums[4])
{
	const struct row **rows = order(data, query, model);
	size_t i, n = query->to - query->from;
	bool found = false;

	for (i = 0; i < n; i++) {
		if (rows[i]->grade <= 0)
			continue;
		if (i < 10)
			sums[0] += (exp2(rows[i]->grade) - 1) /
			    log2((double)i + 2) / query->ideal;
		if (i < 10 && !found)
			sums[1] += 1 / ((double)i + 1);
		found = true;
		sums[2] += i < 40;
		sums[3] += i < 100;
	}
	free(rows);
}

static void
report(const struct data *data, const char *label, const double sums[4])
{
	double n = (double)data->queries_n;

	printf("%s\tnDCG@10 %.4f\tMRR@10 %.4f\thits in 40 %.4f, in 100 %.4f\n",
	    label, sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
}

static void
cross_validate(const struct data *data)
{
	double model[FEATURES_MAX], sums[4] = {0};
	unsigned fold;
	size_t i;

	for (fold = 0; fold < FOLDS; fold++) {
		fit(data, fold, model);
		for (i = 0; i < data->queries_n; i++) {
			if (data->queries[i].fold == fold)
				measure(data, &data->queries[i], model, sums);
		}
	}
	report(data, "cross-validated", sums);
}

static void
fit_all(const struct data *data)
{
	double model[FEATURES_MAX], sums[4] = {0};
	size_t i;

	fit(data, FOLDS, model);
	for (i = 0; i < data->queries_n; i++)
		measure(data, &data->queries[i], model, sums);
	report(data, "fitted to all", sums);
	for (i = 0; i < data->n; i++) {
		if (data->used[i])
			printf("%zu\t%.3f\t(standardised %.3f)\n", i,
			    model[i] / data->deviation[i], model[i]);
	}
}

int
main(int argc, char **argv)
{
	struct data data = {0};
	char *line = NULL, last[256] = "";
	size_t cap = 0, i;
	int k;

	if (argc < 3)
		errx(2, "usage: fit heading|text N [I...] < ROWS");
	data.text = strcmp(argv[1], "text") == 0;
	data.n = strtoul(argv[2], NULL, 10);
	if (data.n > FEATURES_MAX)
		errx(2, "no more than %d features", FEATURES_MAX);
	for (i = 0; i < data.n; i++)
		data.used[i] = true;
	for (k = 3; k < argc; k++)
		data.used[strtoul(argv[k], NULL, 10) % FEATURES_MAX] = false;
	while (getline(&line, &cap, stdin) > 0)
		add_row(&data, line, last);
	free(line);
	if (data.queries_n == 0)
		errx(2, "no rows");
	standardise(&data);
	cross_validate(&data);
	fit_all(&data);
	free(data.rows);
	free(data.queries);
	return 0;
}
