/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * score: how well runs answer judged queries.
 *
 * Queries with a positive judgement that a run misses count as 0; queries
 * without one are left out. The gain of a document of grade g is 2^g - 1
 * (Burges et al. 2005), its discount log2(rank + 1).
 */
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/buf.h>

#define EXIT_BELOW 1
#define EXIT_TROUBLE 2

/* Tens of millions of lines. */
#define FILE_MAX ((size_t)1 << 31)

#define COLUMNS_MAX 6
#define GRADE_MIN (-9)
#define GRADE_MAX 30
#define RANK_MAX 1000000
#define FLOORS_MAX 16

/* A line of judgements (n is the grade) or of a run (n is the rank). */
struct row {
	const char *qid, *doc;
	int n;
	size_t line;
};

/* Rows borrow their strings from the text. */
struct table {
	const char *path;
	struct tc_buf text;
	struct row *rows;
	size_t n, cap;
};

enum metric { NDCG10, MRR10, MAP100, R20, R100, METRICS };

static const char *const metric_names[] = {
    "ndcg10", "mrr10", "map100", "r20", "r100"};

/* What the queries of one class add up to. */
struct total {
	double sum[METRICS];
	size_t queries;
};

/* The classes are first bytes of query ids; 0 is all of them together. */
struct totals {
	struct total of[256];
};

struct floor {
	unsigned char class;
	enum metric metric;
	double value;
};

struct settings {
	bool classes;
	struct floor floors[FLOORS_MAX];
	size_t floors_n;
};

static const char help[] =
    "usage: score [--classes] [--floor [CLASS:]METRIC=VALUE]... QRELS RUN...\n"
    "\n"
    "Score TREC runs against judgements: QID DOCID GRADE on a line, or TREC's\n"
    "four columns. Metrics: ndcg10 mrr10 map100 r20 r100.\n"
    "\n"
    "      --classes  a row for each first letter of the query ids, too\n"
    "      --floor    fail when a run is below; with CLASS, a letter, when\n"
    "                 its queries of that class are\n"
    "\n"
    "Exit status: 0 scored, 1 below a floor, 2 trouble.\n";

static bool
complain(const struct table *table, size_t line, const char *what)
{
	warnx("%s: line %zu: %s", table->path, line, what);
	return false;
}

static bool
read_text(struct table *table)
{
	FILE *fp = fopen(table->path, "re");
	size_t n = 1;
	char *to;

	if (fp == NULL) {
		warn("%s", table->path);
		return false;
	}
	while (n > 0 && (to = tc_buf_reserve(&table->text, 65536)) != NULL) {
		n = fread(to, 1, 65536, fp);
		table->text.len += n;
	}
	tc_buf_puts(&table->text, "\n"); /* so that the last line ends */
	if (ferror(fp))
		warnx("%s: cannot read", table->path);
	else if (table->text.failed)
		warnx("%s: too big", table->path);
	n = ferror(fp) || table->text.failed;
	fclose(fp);
	return n == 0;
}

/* Cut a line into columns; returns how many, or COLUMNS_MAX + 1. */
static size_t
split(char *line, char **columns)
{
	size_t n = 0;
	char *rest = line;

	while (*(rest += strspn(rest, " \t\r")) != '\0') {
		if (n == COLUMNS_MAX)
			return n + 1;
		columns[n++] = rest;
		rest += strcspn(rest, " \t\r");
		if (*rest != '\0')
			*rest++ = '\0';
	}
	return n;
}

static bool
read_number(const char *s, int min, int max, int *n)
{
	char *rest;
	long value;

	errno = 0;
	value = strtol(s, &rest, 10);
	*n = (int)value;
	return errno == 0 && rest != s && *rest == '\0' && value >= min &&
	    value <= max;
}

static bool
add_row(struct table *table, const struct row *row)
{
	struct row *grown;

	if (table->n == table->cap) {
		table->cap = table->cap > 0 ? 2 * table->cap : 1024;
		grown = realloc(table->rows, table->cap * sizeof(*grown));
		if (grown == NULL)
			return complain(table, row->line, "out of memory");
		table->rows = grown;
	}
	table->rows[table->n++] = *row;
	return true;
}

static bool
add_judgement(struct table *table, char **columns, size_t n, size_t line)
{
	struct row row = {.qid = columns[0], .line = line};

	if (n != 3 && n != 4)
		return complain(
		    table, line, "no QID DOCID GRADE, nor QID 0 DOCID GRADE");
	row.doc = columns[n - 2];
	if (!read_number(columns[n - 1], GRADE_MIN, GRADE_MAX, &row.n))
		return complain(table, line, "the grade is no small number");
	return add_row(table, &row);
}

static bool
add_hit(struct table *table, char **columns, size_t n, size_t line)
{
	struct row row = {.qid = columns[0], .line = line};

	if (n != 6)
		return complain(
		    table, line, "no six columns QID Q0 DOCID RANK SCORE NAME");
	row.doc = columns[2];
	if (!read_number(columns[3], 0, RANK_MAX, &row.n))
		return complain(table, line, "the rank is no number");
	return add_row(table, &row);
}

static int
by_doc(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = strcmp(x->qid, y->qid);

	return order != 0 ? order : strcmp(x->doc, y->doc);
}

static int
by_rank(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = strcmp(x->qid, y->qid);

	if (order == 0)
		order = x->n < y->n ? -1 : x->n > y->n;
	return order != 0 ? order : strcmp(x->doc, y->doc);
}

static int
by_grade(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return *x > *y ? -1 : *x < *y;
}

typedef bool (*add_fn)(struct table *, char **, size_t, size_t);

static bool
read_rows(struct table *table, add_fn add)
{
	char *columns[COLUMNS_MAX], *line, *next;
	size_t n, number = 1;

	if (!read_text(table))
		return false;
	if (strlen(table->text.s) != table->text.len) {
		warnx("%s: holds a NUL: no text", table->path);
		return false;
	}
	for (line = table->text.s; *line != '\0'; line = next, number++) {
		next = strchr(line, '\n');
		*next++ = '\0';
		n = split(line, columns);
		if (n > 0 && !add(table, columns, n, number))
			return false;
	}
	if (table->n > 0)
		qsort(table->rows, table->n, sizeof(*table->rows), by_doc);
	return true;
}

static void
free_table(struct table *table)
{
	tc_buf_free(&table->text);
	free(table->rows);
}

/* Judgements, sorted, each document once for a query. */
static bool
read_judgements(struct table *table)
{
	size_t i, kept = 0;

	if (!read_rows(table, add_judgement))
		return false;
	if (table->n == 0) {
		warnx("%s: empty", table->path);
		return false;
	}
	for (i = 0; i < table->n; i++) {
		struct row *row = &table->rows[i];

		if (kept == 0 || by_doc(row, &table->rows[kept - 1]) != 0)
			table->rows[kept++] = *row;
		else if (row->n != table->rows[kept - 1].n)
			return complain(table, row->line,
			    "the document has two different grades");
	}
	table->n = kept;
	return true;
}

static bool
read_run(struct table *table)
{
	size_t i;

	if (!read_rows(table, add_hit))
		return false;
	for (i = 1; i < table->n; i++) {
		if (by_doc(&table->rows[i - 1], &table->rows[i]) == 0)
			return complain(table, table->rows[i].line,
			    "the document is there twice for its query");
	}
	if (table->n > 0)
		qsort(table->rows, table->n, sizeof(*table->rows), by_rank);
	return true;
}

/* How many rows from the first one on are of its query. */
static size_t
group_len(const struct row *rows, size_t n)
{
	size_t i = 1;

	while (i < n && strcmp(rows[i].qid, rows[0].qid) == 0)
		i++;
	return i;
}

/* The hits of a query; *n is 0 when there are none. */
static const struct row *
find_hits(const struct table *run, const char *qid, size_t *n)
{
	size_t from = 0, to = run->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(run->rows[middle].qid, qid) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	*n = 0;
	if (from < run->n && strcmp(run->rows[from].qid, qid) == 0)
		*n = group_len(&run->rows[from], run->n - from);
	return run->rows + from;
}

static double
gain(int grade, size_t place)
{
	return grade > 0 ? (exp2(grade) - 1) / log2((double)place + 2) : 0;
}

/* The best that the ten first can be worth; n_relevant is what is positive. */
static bool
ideal_gain(
    double *ideal, size_t *n_relevant, const struct row *judged, size_t n)
{
	int *grades = malloc(n * sizeof(*grades));
	size_t i;

	*ideal = 0;
	*n_relevant = 0;
	if (grades == NULL) {
		warnx("out of memory");
		return false;
	}
	for (i = 0; i < n; i++) {
		if (judged[i].n > 0)
			grades[(*n_relevant)++] = judged[i].n;
	}
	qsort(grades, *n_relevant, sizeof(*grades), by_grade);
	for (i = 0; i < *n_relevant && i < 10; i++)
		*ideal += gain(grades[i], i);
	free(grades);
	return true;
}

static void
add_total(struct total *total, const double *value)
{
	size_t i;

	for (i = 0; i < METRICS; i++)
		total->sum[i] += value[i];
	total->queries++;
}

/* Add one query to the totals. judged are its n judgements, by document. */
static bool
score_query(struct totals *totals, const struct table *run,
    const struct row *judged, size_t n)
{
	double value[METRICS] = {0}, ideal;
	size_t i, relevant, hits_n, found = 0;
	const struct row *hits = find_hits(run, judged->qid, &hits_n);

	if (!ideal_gain(&ideal, &relevant, judged, n))
		return false;
	if (relevant == 0)
		return true;
	for (i = 0; i < hits_n && i < 100; i++) {
		const struct row *row =
		    bsearch(&hits[i], judged, n, sizeof(*judged), by_doc);

		if (row == NULL || row->n <= 0)
			continue;
		found++;
		if (i < 10)
			value[NDCG10] += gain(row->n, i) / ideal;
		if (i < 10 && found == 1)
			value[MRR10] = 1 / ((double)i + 1);
		value[MAP100] += (double)found / ((double)i + 1) /
		    (double)(relevant < 100 ? relevant : 100);
		if (i < 20)
			value[R20] += 1 / (double)relevant;
		value[R100] += 1 / (double)relevant;
	}
	add_total(&totals->of[0], value);
	add_total(&totals->of[(unsigned char)judged->qid[0]], value);
	return true;
}

static double
mean(const struct total *total, enum metric metric)
{
	if (total->queries == 0)
		return 0;
	return total->sum[metric] / (double)total->queries;
}

static void
print_row(const char *name, char class, const struct total *total)
{
	int width = class != '\0' ? 38 : 40;
	size_t i;

	printf("%-*s", width, name);
	if (class != '\0')
		printf(" %c", class);
	printf(" %6zu", total->queries);
	for (i = 0; i < METRICS; i++)
		printf(" %7.4f", mean(total, (enum metric)i));
	putchar('\n');
}

/* The file's name without its folders. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static int
check_floors(const struct settings *settings, const char *path,
    const struct totals *totals)
{
	int code = EXIT_SUCCESS;
	size_t i;

	for (i = 0; i < settings->floors_n; i++) {
		const struct floor *least = &settings->floors[i];
		double value = mean(&totals->of[least->class], least->metric);
		char class[] = {(char)least->class, ':', '\0'};

		if (value >= least->value)
			continue;
		warnx("%s: %s%s is %.4f, below the floor of %.4f", path,
		    least->class != 0 ? class : "", metric_names[least->metric],
		    value, least->value);
		code = EXIT_BELOW;
	}
	return code;
}

static int
score_run(const struct settings *settings, const struct table *judgements,
    const char *path)
{
	struct table run = {.path = path, .text = TC_BUF_INIT(FILE_MAX)};
	struct totals totals = {0};
	size_t i, n;
	int class, code = EXIT_SUCCESS;

	if (!read_run(&run))
		code = EXIT_TROUBLE;
	for (i = 0; i < judgements->n && code == EXIT_SUCCESS; i += n) {
		n = group_len(&judgements->rows[i], judgements->n - i);
		if (!score_query(&totals, &run, &judgements->rows[i], n))
			code = EXIT_TROUBLE;
	}
	free_table(&run);
	if (code != EXIT_SUCCESS)
		return code;
	print_row(base_name(path), '\0', &totals.of[0]);
	for (class = 1; settings->classes && class < 256; class ++) {
		if (totals.of[class].queries > 0)
			print_row(
			    base_name(path), (char)class, &totals.of[class]);
	}
	return check_floors(settings, path, &totals);
}

/* [CLASS:]METRIC=VALUE */
static bool
parse_floor(const char *s, struct settings *settings)
{
	struct floor least = {0};
	const char *name = s, *value = strchr(s, '=');
	size_t i = 0;
	char *rest;

	if (settings->floors_n == FLOORS_MAX) {
		warnx("over %d floors", FLOORS_MAX);
		return false;
	}
	if (s[0] != '\0' && s[1] == ':') {
		least.class = (unsigned char)s[0];
		name = s + 2;
	}
	while (value != NULL && i < METRICS &&
	    (strlen(metric_names[i]) != (size_t)(value - name) ||
		strncmp(metric_names[i], name, (size_t)(value - name)) != 0))
		i++;
	if (value == NULL || i == METRICS) {
		warnx("--floor %s: no METRIC=VALUE", s);
		return false;
	}
	least.metric = (enum metric)i;
	least.value = strtod(value + 1, &rest);
	if (rest == value + 1 || *rest != '\0' || !isfinite(least.value)) {
		warnx("--floor %s: the value is no number", s);
		return false;
	}
	settings->floors[settings->floors_n++] = least;
	return true;
}

static const struct option long_options[] = {
    {"classes", no_argument, NULL, 'c'},
    {"floor", required_argument, NULL, 'f'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* -1: go on; else the exit status. */
static int
parse_options(int argc, char **argv, struct settings *settings)
{
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'h') {
			fputs(help, stdout);
			return EXIT_SUCCESS;
		}
		if (c == 'c')
			settings->classes = true;
		else if (c != 'f' || !parse_floor(optarg, settings)) {
			fputs("score --help says how\n", stderr);
			return EXIT_TROUBLE;
		}
	}
	if (argc - optind >= 2)
		return -1;
	fputs(help, stderr);
	return EXIT_TROUBLE;
}

int
main(int argc, char **argv)
{
	struct table judgements = {.text = TC_BUF_INIT(FILE_MAX)};
	struct settings settings = {0};
	int i, code = parse_options(argc, argv, &settings), worst = 0;

	if (code >= 0)
		return code;
	judgements.path = argv[optind];
	if (!read_judgements(&judgements))
		worst = EXIT_TROUBLE;
	else
		printf("%-40s %6s %7s %7s %7s %7s %7s\n", "run", "nq", "ndcg10",
		    "mrr10", "map100", "r20", "r100");
	for (i = optind + 1; i < argc && worst != EXIT_TROUBLE; i++) {
		code = score_run(&settings, &judgements, argv[i]);
		worst = code > worst ? code : worst;
	}
	free_table(&judgements);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		warn("standard output");
		worst = EXIT_TROUBLE;
	}
	return worst;
}
