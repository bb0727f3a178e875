/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hold what was found out about real files against labels.
 * usage: gold LABELS.tsv <HITS.jsonl
 * The hits are those of tracuu --format jsonl. Exit status 1 when a field is
 * right less often than it should be.
 */
#include <err.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/text.h>

/* Columns of the labels. */
enum column { FILE_NAME, NUMBER, DATE, TYPE, ISSUER, SIGNER, TITLE, COLUMNS };

/* How often fields must be right where a document shows them, in percent. */
static const struct {
	const char *name;
	double wanted;
} fields[COLUMNS] = {
    [NUMBER] = {"number", 95},
    [DATE] = {"date", 95},
    [TYPE] = {"type", 98},
    [ISSUER] = {"issuer", 90},
    [SIGNER] = {"signer", 0},
    [TITLE] = {"title", 0},
};

struct label {
	char *line;
	const char *column[COLUMNS];
	bool seen;
};

struct counts {
	unsigned shown, right, wrong, missing, invented;
};

struct gold {
	struct label *labels;
	size_t n;
	struct counts counts[COLUMNS];
	struct tc_analyser *analyser;
};

static bool
split(struct label *label)
{
	char *at = label->line;
	int i;

	for (i = 0; i < COLUMNS; i++) {
		label->column[i] = strsep(&at, "\t");
		if (label->column[i] == NULL)
			return false;
	}
	return at == NULL;
}

static void
read_labels(struct gold *gold, const char *path)
{
	FILE *fp = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	if (fp == NULL)
		err(2, "%s", path);
	while ((len = getline(&line, &cap, fp)) > 0) {
		struct label *labels;

		if (line[0] == '#' || line[0] == '\n')
			continue;
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		labels = realloc(gold->labels, (gold->n + 1) * sizeof(*labels));
		if (labels == NULL)
			err(2, NULL);
		gold->labels = labels;
		labels[gold->n] = (struct label){.line = line};
		if (!split(&labels[gold->n++]))
			errx(
			    2, "%s: a label without %d columns", path, COLUMNS);
		line = NULL;
		cap = 0;
	}
	free(line);
	fclose(fp);
}

/* The label of a document: its file's name, or that with .txt behind it. */
static struct label *
label_of(struct gold *gold, const char *id)
{
	const char *slash = strrchr(id, '/'), *name;
	size_t i, len;

	name = slash != NULL ? slash + 1 : id;
	for (i = 0; i < gold->n; i++) {
		const char *file = gold->labels[i].column[FILE_NAME];

		len = strlen(file);
		if (strncmp(name, file, len) == 0 &&
		    (name[len] == '\0' || strcmp(name + len, ".txt") == 0))
			return &gold->labels[i];
	}
	return NULL;
}

static bool
same_key(const char *a, const char *b)
{
	struct tc_buf x = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf y = TC_BUF_INIT(TC_BUF_LINE);
	bool same;

	tc_text_key(a, strlen(a), &x);
	tc_text_key(b, strlen(b), &y);
	same = strcmp(tc_buf_str(&x), tc_buf_str(&y)) == 0;
	tc_buf_free(&x);
	tc_buf_free(&y);
	return same;
}

/* Numbers are the same however they are spaced. */
static bool
same_number(struct gold *gold, const char *a, const char *b)
{
	struct tc_buf x = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf y = TC_BUF_INIT(TC_BUF_LINE);
	bool same;

	same = tc_text_docno_key(gold->analyser, a, strlen(a), &x, NULL) ==
		TC_OK &&
	    tc_text_docno_key(gold->analyser, b, strlen(b), &y, NULL) ==
		TC_OK &&
	    strcmp(x.s, y.s) == 0;
	tc_buf_free(&x);
	tc_buf_free(&y);
	return same || same_key(a, b);
}

/* A title may have the type before it. */
static bool
same_title(const struct label *label, const char *got)
{
	struct tc_buf whole = TC_BUF_INIT(TC_BUF_LINE);
	bool same;

	tc_buf_printf(
	    &whole, "%s %s", label->column[TYPE], label->column[TITLE]);
	same = same_key(label->column[TITLE], got) ||
	    same_key(tc_buf_str(&whole), got);
	tc_buf_free(&whole);
	return same;
}

static bool
is_right(struct gold *gold, const struct label *label, enum column column,
    const char *got)
{
	const char *want = label->column[column];

	if (column == NUMBER)
		return same_number(gold, want, got);
	if (column == DATE)
		return strncmp(want, got, strlen(want)) == 0;
	return column == TITLE ? same_title(label, got) : same_key(want, got);
}

static void
judge(struct gold *gold, const struct label *label, enum column column,
    const char *got)
{
	struct counts *counts = &gold->counts[column];
	const char *want = label->column[column];
	bool shown = strcmp(want, "-") != 0;

	if (strcmp(want, "?") == 0)
		return;
	counts->shown += shown;
	if (!shown && got[0] == '\0')
		return;
	if (shown && got[0] != '\0' && is_right(gold, label, column, got)) {
		counts->right++;
		return;
	}
	if (!shown)
		counts->invented++;
	else if (got[0] == '\0')
		counts->missing++;
	else
		counts->wrong++;
	printf("%s\t%s\twant %s\tgot %s\n", label->column[FILE_NAME],
	    fields[column].name, want, got);
}

static void
judge_document(struct gold *gold, const char *line)
{
	json_t *hit = json_loads(line, 0, NULL);
	const char *id = json_string_value(json_object_get(hit, "id"));
	struct label *label = id != NULL ? label_of(gold, id) : NULL;
	int i;

	if (label != NULL && !label->seen) {
		label->seen = true;
		for (i = NUMBER; i < COLUMNS; i++) {
			const char *got = json_string_value(
			    json_object_get(hit, fields[i].name));

			judge(gold, label, (enum column)i,
			    got != NULL ? got : "");
		}
	}
	json_decref(hit);
}

/* What could not be read shows nothing; that counts as well. */
static void
judge_unread(struct gold *gold)
{
	size_t i;
	int k;

	for (i = 0; i < gold->n; i++) {
		if (gold->labels[i].seen)
			continue;
		printf("%s\tnot in the index\n",
		    gold->labels[i].column[FILE_NAME]);
		for (k = NUMBER; k < COLUMNS; k++)
			judge(gold, &gold->labels[i], (enum column)k, "");
	}
}

static double
percent(unsigned part, unsigned of)
{
	return of > 0 ? 100.0 * part / of : 100.0;
}

static int
print_table(const struct gold *gold)
{
	int i, status = 0;

	printf("\n%-8s %6s %6s %6s %7s %8s %8s %9s\n", "field", "shown",
	    "right", "wrong", "missing", "invented", "recall", "precision");
	for (i = NUMBER; i < COLUMNS; i++) {
		const struct counts *c = &gold->counts[i];
		double recall = percent(c->right, c->shown);

		printf("%-8s %6u %6u %6u %7u %8u %7.1f%% %8.1f%%\n",
		    fields[i].name, c->shown, c->right, c->wrong, c->missing,
		    c->invented, recall,
		    percent(c->right, c->right + c->wrong + c->invented));
		if (recall < fields[i].wanted)
			status = 1;
	}
	return status;
}

int
main(int argc, char **argv)
{
	struct gold gold = {.n = 0};
	char *line = NULL;
	size_t cap = 0, i;
	int status;

	if (argc != 2)
		errx(2, "usage: gold LABELS.tsv <HITS.jsonl");
	if (tc_analyser_new(&gold.analyser, NULL) != TC_OK)
		errx(2, "no analyser");
	read_labels(&gold, argv[1]);
	while (getline(&line, &cap, stdin) > 0)
		judge_document(&gold, line);
	judge_unread(&gold);
	status = print_table(&gold);
	for (i = 0; i < gold.n; i++)
		free(gold.labels[i].line);
	free(gold.labels);
	free(line);
	tc_analyser_free(gold.analyser);
	return status;
}
