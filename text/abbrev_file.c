/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading tables of abbreviations, tracuu-abbreviations(5): staff's and ours.
 */
#include "abbrev_table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Abbreviation, readings, kind, flag. */
#define COLUMNS 4

/* The longest abbreviation in bytes of its key; ours go up to 11. */
#define LETTERS_MAX 20

struct parser {
	struct tc_abbrevs *abbrevs;
	bool staff;
	unsigned line;
	const struct tc_abbrev_warning *warning;
	struct tc_buf column[COLUMNS];
	struct tc_error *err;
};

static void
warn(const struct parser *parser, const char *why)
{
	const struct tc_abbrev_warning *to = parser->warning;
	struct tc_error text;

	if (to == NULL || to->warn == NULL)
		return;
	tc_fail(&text, TC_INVALID, "%s:%u: %s", to->path, parser->line, why);
	to->warn(to->arg, text.text);
}

/* Cut "TP (chức vụ)" at its context, which is returned; "" without one. */
static char *
split_context(char *s)
{
	char *open = strchr(s, '('), *end = s + strlen(s);

	if (open == NULL || open == s || end[-1] != ')')
		return end;
	end[-1] = '\0';
	for (end = open; end > s && end[-1] == ' ';)
		*--end = '\0';
	*open = '\0';
	return open + 1;
}

static const char *
keep(char **to, const char *s)
{
	char *at = *to;

	*to = stpcpy(at, s) + 1;
	return at;
}

/* A copy of a row with its strings behind it in one block. */
static struct tc_abbrev *
copy_row(const struct tc_abbrev *from)
{
	const char *const strings[] = {from->spelling, from->context,
	    from->expansion, from->kind, from->key, from->letters, from->abbr,
	    from->words, from->folded};
	size_t size = sizeof(*from), i;
	struct tc_abbrev *row;
	char *s;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		size += strlen(strings[i]) + 1;
	if ((row = malloc(size)) == NULL)
		return NULL;
	*row = *from;
	s = (char *)(row + 1);
	row->spelling = keep(&s, from->spelling);
	row->context = keep(&s, from->context);
	row->expansion = keep(&s, from->expansion);
	row->kind = keep(&s, from->kind);
	row->key = keep(&s, from->key);
	row->letters = keep(&s, from->letters);
	row->abbr = keep(&s, from->abbr);
	row->words = keep(&s, from->words);
	row->folded = keep(&s, from->folded);
	return row;
}

bool
tc_abbrevs_make_room(struct tc_abbrevs *abbrevs, size_t n)
{
	const struct tc_abbrev **rows;

	if (n <= abbrevs->cap)
		return true;
	n = n < 2 * abbrevs->cap ? 2 * abbrevs->cap : n;
	rows = realloc(abbrevs->by_key, n * sizeof(*rows));
	if (rows == NULL)
		return false;
	abbrevs->by_key = rows;
	rows = realloc(abbrevs->by_folded, n * sizeof(*rows));
	if (rows == NULL)
		return false;
	abbrevs->by_folded = rows;
	abbrevs->cap = n;
	return true;
}

/* Have the table free a row with itself. */
static bool
own(struct tc_abbrevs *abbrevs, struct tc_abbrev *row)
{
	size_t cap = abbrevs->own_cap > 0 ? 2 * abbrevs->own_cap : 64;
	struct tc_abbrev **rows = abbrevs->own;

	if (abbrevs->own_n == abbrevs->own_cap) {
		if ((rows = realloc(rows, cap * sizeof(*rows))) == NULL)
			return false;
		abbrevs->own = rows;
		abbrevs->own_cap = cap;
	}
	rows[abbrevs->own_n++] = row;
	return true;
}

static enum tc_status
insert(struct parser *parser, const struct tc_abbrev *row)
{
	struct tc_abbrevs *abbrevs = parser->abbrevs;
	struct tc_abbrev *copy = copy_row(row);

	if (copy == NULL || !own(abbrevs, copy)) {
		free(copy);
		return tc_fail(parser->err, TC_NOMEM, "out of memory");
	}
	if (!tc_abbrevs_make_room(abbrevs, abbrevs->n + 1))
		return tc_fail(parser->err, TC_NOMEM, "out of memory");
	copy->order = abbrevs->orders++;
	abbrevs->by_key[abbrevs->n++] = copy;
	return TC_OK;
}

/* Add one reading; none switches the abbreviation off. */
static enum tc_status
add_reading(struct parser *parser, struct tc_abbrev *row, char *reading)
{
	struct tc_abbrev_forms forms = {.n = 0};
	char *context = split_context(reading);
	enum tc_status status;

	/* "quyền (cấp trưởng)" is in that sense, too. */
	if (row->context[0] == '\0')
		row->context = context;
	row->expansion = reading;
	if (strlen(reading) > TC_ABBREV_MAX ||
	    (!row->off && !tc_abbrev_forms(reading, strlen(reading), &forms))) {
		warn(parser, "the expansion has no words or is too long");
		return TC_OK;
	}
	row->words = forms.words;
	row->folded = forms.folded;
	status = insert(parser, row);
	row->words = row->folded = NULL;
	return status;
}

/* The readings between semicolons. */
static enum tc_status
add_readings(struct parser *parser, struct tc_abbrev *row, char *readings)
{
	const char *context = row->context;
	enum tc_status status = TC_OK;
	char *next = readings;

	row->off = readings[0] == '\0';
	while (status == TC_OK && next != NULL) {
		char *reading = next + strspn(next, " ");

		next = strchr(reading, ';');
		if (next != NULL)
			*next++ = '\0';
		row->context = context;
		status = add_reading(parser, row, reading);
	}
	return status;
}

/* The columns are clean and trimmed; the rest is the same for every reading. */
static enum tc_status
add_line(struct parser *parser, bool ambiguous)
{
	char *spelling = parser->column[0].s;
	struct tc_abbrev_forms forms;
	char key[TC_ABBREV_MAX + 1], letters[TC_ABBREV_MAX + 1];
	struct tc_abbrev row = {.kind = tc_buf_str(&parser->column[2]),
	    .ambiguous = ambiguous,
	    .staff = parser->staff};

	row.context = split_context(spelling);
	row.spelling = spelling;
	if (!tc_abbrev_forms(spelling, strlen(spelling), &forms)) {
		warn(parser, "the abbreviation has no letters or is too long");
		return TC_OK;
	}
	tc_abbrev_key(forms.folded, key);
	tc_abbrev_key(forms.words, letters);
	if (strlen(key) > LETTERS_MAX) {
		warn(parser, "the abbreviation is too long");
		return TC_OK;
	}
	row.key = key;
	row.letters = letters;
	row.abbr = forms.words;
	return add_readings(parser, &row, parser->column[1].s);
}

/*
 * Clean one column and take the spaces off its ends. Cleaning makes line ends
 * of signs such as a lone carriage return; here they are spaces.
 */
static enum tc_status
read_column(
    struct parser *parser, struct tc_buf *column, const char *s, size_t len)
{
	enum tc_status status;
	size_t spaces;
	char *at;

	tc_buf_clear(column);
	tc_buf_puts(column, "");
	status = tc_text_clean(s, len, column, parser->err);
	if (status == TC_OK)
		status = tc_buf_check(column, parser->err);
	if (status != TC_OK)
		return status;
	for (at = column->s; (at = strchr(at, '\n')) != NULL;)
		*at = ' ';
	spaces = strspn(column->s, " ");
	memmove(column->s, column->s + spaces, column->len - spaces + 1);
	column->len -= spaces;
	while (column->len > 0 && column->s[column->len - 1] == ' ')
		tc_buf_cut(column, column->len - 1);
	return TC_OK;
}

/* What is wrong with a line's bytes and columns, or NULL. */
static const char *
complaint(const char *s, size_t len, size_t columns)
{
	if (memchr(s, '\0', len) != NULL)
		return "a NUL byte";
	if (tc_text_utf8_span(s, len) < len)
		return "not UTF-8";
	if (columns > COLUMNS)
		return "more than four columns";
	if (columns == 1 && s[0] != '-')
		return "no tab between abbreviation and expansion";
	return NULL;
}

static size_t
count_columns(const char *s, size_t len)
{
	size_t n = 1, i;

	for (i = 0; i < len; i++)
		n += s[i] == '\t';
	return n;
}

static enum tc_status
read_columns(struct parser *parser, const char *s, size_t len)
{
	enum tc_status status = TC_OK;
	const char *end = s + len, *tab;
	size_t i;

	for (i = 0; i < COLUMNS && status == TC_OK; i++) {
		tab = memchr(s, '\t', (size_t)(end - s));
		if (tab == NULL)
			tab = end;
		status = read_column(
		    parser, &parser->column[i], s, (size_t)(tab - s));
		s = tab < end ? tab + 1 : end;
	}
	return status;
}

static enum tc_status
read_line(struct parser *parser, const char *s, size_t len)
{
	const char *flag, *why;
	enum tc_status status;
	bool off;

	for (; len > 0 && s[0] == ' '; len--)
		s++;
	while (len > 0 && (s[len - 1] == '\r' || s[len - 1] == ' '))
		len--;
	if (len == 0 || s[0] == '#')
		return TC_OK;
	if ((why = complaint(s, len, count_columns(s, len))) != NULL) {
		warn(parser, why);
		return TC_OK;
	}
	off = s[0] == '-'; /* -UBND: no such abbreviation */
	if ((status = read_columns(parser, s + off, len - off)) != TC_OK)
		return status;
	if (off && parser->column[1].len > 0) {
		warn(parser, "both switched off and expanded");
		return TC_OK;
	}
	flag = tc_buf_str(&parser->column[3]);
	if (flag[0] != '\0' && strcmp(flag, "ambiguous") != 0) {
		warn(parser, "the flag is neither empty nor \"ambiguous\"");
		return TC_OK;
	}
	return add_line(parser, flag[0] != '\0');
}

static enum tc_status
read_lines(struct parser *parser, const char *s, size_t len)
{
	enum tc_status status = TC_OK;
	const char *end = s + len, *newline;

	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	while (s < end && status == TC_OK) {
		newline = memchr(s, '\n', (size_t)(end - s));
		if (newline == NULL)
			newline = end;
		parser->line++;
		status = read_line(parser, s, (size_t)(newline - s));
		s = newline + 1;
	}
	return status;
}

enum tc_status
tc_abbrevs_parse(struct tc_abbrevs *abbrevs, const char *s, size_t len,
    bool staff, const struct tc_abbrev_warning *warning, struct tc_error *err)
{
	struct parser parser = {
	    .abbrevs = abbrevs, .staff = staff, .warning = warning, .err = err};
	size_t before = abbrevs->n, i;
	enum tc_status status;

	for (i = 0; i < COLUMNS; i++)
		parser.column[i].max = TC_BUF_LINE;
	status = read_lines(&parser, s, len);
	for (i = 0; i < COLUMNS; i++)
		tc_buf_free(&parser.column[i]);
	if (status == TC_OK) {
		tc_abbrevs_sort(abbrevs);
		return TC_OK;
	}
	abbrevs->n = before;
	return status;
}

enum tc_status
tc_abbrevs_read(struct tc_abbrevs *abbrevs, const char *path,
    tc_abbrev_warn_fn warn_, void *arg, struct tc_error *err)
{
	struct tc_abbrev_warning warning = {warn_, arg, path};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = tc_buf_read(&text, path, err);

	if (status == TC_OK)
		status = tc_abbrevs_parse(
		    abbrevs, tc_buf_str(&text), text.len, true, &warning, err);
	tc_buf_free(&text);
	return status;
}
