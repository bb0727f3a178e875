/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file of queries that were asked often. */
#include <tracuu/past.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/ascii.h>
#include <tracuu/index.h>

#include "sync.h"

#define FILE_MAX ((size_t)2 << 20)

/* Digits that are no year's. */
#define DIGITS_MAX 3

#define LETTERS_MIN 2

/* Digits of a year. */
#define YEAR 4

struct tc_past {
	struct tc_buf text; /* of the file; keys lie in it */
	struct tc_past_query *at;
	size_t n;
	struct stat of; /* the file, st_ino 0: none was read */
};

/*
 * What is harmless
 */

static bool
is_year(const char *word, size_t len)
{
	return len == YEAR &&
	    (memcmp(word, "19", 2) == 0 || memcmp(word, "20", 2) == 0) &&
	    tc_ascii_is_digit(word[2]) && tc_ascii_is_digit(word[3]);
}

bool
tc_past_is_harmless(const char *key)
{
	size_t len = strlen(key), from, to = 0, at = 0, i;
	size_t words = 0, letters = 0, digits = 0;

	if (len > TC_PAST_QUERY)
		return false;
	while (tc_text_next_word(key, len, &from, &to)) {
		if (from != at + (words > 0) || (words > 0 && key[at] != ' '))
			return false;
		for (i = from; i < to && !is_year(key + from, to - from); i++) {
			digits += tc_ascii_is_digit(key[i]);
			letters += key[i] >= 'a' && key[i] <= 'z';
			/* Folded words have no others. */
			if (!tc_ascii_is_digit(key[i]) &&
			    (key[i] < 'a' || key[i] > 'z'))
				return false;
		}
		words++;
		at = to;
	}
	return at == len && letters >= LETTERS_MIN && digits <= DIGITS_MAX &&
	    words <= TC_PAST_WORDS;
}

/*
 * Writing
 */

static enum tc_status
path_of(const char *folder, struct tc_buf *path, struct tc_error *err)
{
	tc_buf_printf(path, "%s/%s", folder, TC_PAST_FILE);
	return tc_buf_check(path, err);
}

enum tc_status
tc_past_write(const char *folder, const struct tc_past_query *queries, size_t n,
    struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(FILE_MAX);
	enum tc_status status;
	unsigned live;
	size_t i;

	if ((status = tc_layout_live(&live, folder, err)) != TC_OK)
		return status;
	if (live == 0)
		return tc_fail(err, TC_NOTFOUND, "%s: no index there", folder);
	for (i = 0; i < n; i++)
		tc_buf_printf(&text, "%" PRIu64 "\t%s\n", queries[i].times,
		    queries[i].key);
	status = tc_buf_check(&text, err);
	if (status == TC_OK)
		status = path_of(folder, &path, err);
	if (status == TC_OK)
		status =
		    tc_sync_replace(path.s, tc_buf_str(&text), text.len, err);
	tc_buf_free(&path);
	tc_buf_free(&text);
	return status;
}

/*
 * Reading
 */

enum tc_status
tc_past_new(struct tc_past **out, struct tc_error *err)
{
	*out = calloc(1, sizeof(**out));
	if (*out == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	(*out)->text = (struct tc_buf)TC_BUF_INIT(FILE_MAX);
	return TC_OK;
}

static void
forget(struct tc_past *past)
{
	free(past->at);
	past->at = NULL;
	past->n = 0;
	tc_buf_clear(&past->text);
}

void
tc_past_free(struct tc_past *past)
{
	if (past == NULL)
		return;
	forget(past);
	tc_buf_free(&past->text);
	free(past);
}

/*
 * "12<TAB>khu cong nghiep"; the line is ended behind it. Whether it is harmless
 * is seen when it is found: of ten thousand lines that takes milliseconds.
 */
static bool
read_line(struct tc_past_query *query, char *line)
{
	char *tab;

	if (!tc_ascii_is_digit(line[0]))
		return false;
	query->times = strtoull(line, &tab, 10);
	query->key = tab + 1;
	return *tab == '\t';
}

static int
by_key(const void *a, const void *b)
{
	const struct tc_past_query *x = a, *y = b;

	return strcmp(x->key, y->key);
}

/* In the order of keys, which the file has unless somebody wrote it by hand. */
static void
read_lines(struct tc_past *past)
{
	char *line = past->text.s, *end;
	bool in_order = true;

	past->at = calloc(TC_PAST_MAX, sizeof(*past->at));
	for (; past->at != NULL && line != NULL && past->n < TC_PAST_MAX;
	     line = end) {
		if ((end = strchr(line, '\n')) != NULL)
			*end++ = '\0';
		if (!read_line(&past->at[past->n], line))
			continue;
		past->n++;
		in_order = in_order &&
		    (past->n < 2 ||
			by_key(&past->at[past->n - 2],
			    &past->at[past->n - 1]) <= 0);
	}
	if (!in_order)
		qsort(past->at, past->n, sizeof(*past->at), by_key);
}

/* A file that was replaced is another one; one that was edited has other times.
 */
static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

void
tc_past_refresh(struct tc_past *past, const char *folder)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct stat now = {.st_ino = 0};

	if (path_of(folder, &path, NULL) != TC_OK || stat(path.s, &now) != 0 ||
	    !S_ISREG(now.st_mode))
		now = (struct stat){.st_ino = 0};
	if (!is_same(&now, &past->of)) {
		forget(past);
		past->of = now;
		if (now.st_ino != 0 &&
		    tc_buf_read(&past->text, path.s, NULL) == TC_OK)
			read_lines(past);
	}
	tc_buf_free(&path);
}

void
tc_past_state(const struct tc_past *past, struct tc_buf *out)
{
	const struct stat *of = &past->of;

	if (of->st_ino != 0)
		tc_buf_printf(out, "%ju %jd %jd.%ld", (uintmax_t)of->st_ino,
		    (intmax_t)of->st_size, (intmax_t)of->st_mtim.tv_sec,
		    of->st_mtim.tv_nsec);
}

/* The first query that is not before a key. */
static size_t
lower_bound(const struct tc_past *past, const char *key)
{
	size_t from = 0, to = past->n, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (strcmp(past->at[middle].key, key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

size_t
tc_past_find(const struct tc_past *past, const char *begin,
    struct tc_past_query *out, size_t max)
{
	size_t len = strlen(begin), n = 0, i, k;

	for (i = lower_bound(past, begin);
	     i < past->n && strncmp(past->at[i].key, begin, len) == 0; i++) {
		for (k = n; k > 0 && out[k - 1].times < past->at[i].times; k--)
			continue;
		if (k == max || !tc_past_is_harmless(past->at[i].key))
			continue;
		n += n < max;
		memmove(&out[k + 1], &out[k], (n - k - 1) * sizeof(*out));
		out[k] = past->at[i];
	}
	return n;
}
