/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The heading over the tables of a workbook. */
#include "sheets.h"

#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/text.h>

/* Headings stand in the first rows, and have some words, most no numbers. */
#define LINES 12
#define WORDS 4
#define WORDS_TO_NUMBER 3
#define HEADING_MAX 600

/* Rows of so many cells belong to a table. */
#define TABLE_CELLS 3

/* What else stands over tables, by how it begins. */
static const char *const others[] = {"don vi tinh", "dvt", "mau so", "bieu so",
    "kinh gui", "cong hoa xa hoi", "doc lap", "ngay", "tinh den"};

static size_t
count(const char *s, size_t len, char c)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += s[i] == c;
	return n;
}

/* Words of a folded line that begin with a digit. */
static size_t
count_numbers(const struct tc_buf *key)
{
	size_t i, n = 0;

	for (i = 0; i < key->len; i++)
		n += tc_ascii_is_digit(key->s[i]) &&
		    (i == 0 || key->s[i - 1] == ' ');
	return n;
}

static bool
may_be_heading(const char *line, size_t len, struct tc_buf *key)
{
	size_t i, n;

	if (len > HEADING_MAX || count(line, len, '|') > 0)
		return false;
	tc_buf_clear(key);
	tc_text_key(line, len, key);
	n = count(tc_buf_str(key), key->len, ' ') + 1;
	if (n < WORDS || count_numbers(key) * WORDS_TO_NUMBER >= n)
		return false;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (strncmp(tc_buf_str(key), others[i], strlen(others[i])) == 0)
			return false;
	}
	return true;
}

enum tc_status
tc_sheets_title(struct tc_document *document, struct tc_error *err)
{
	const struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	struct tc_buf *title = &document->field[TC_FIELD_TITLE];
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	const char *line = tc_buf_str(text), *end = line + text->len, *stop;
	const char *heading = NULL;
	size_t len, heading_len = 0;
	enum tc_status status;
	int n = 0;

	for (; title->len == 0 && n < LINES && line < end; line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		if (stop == NULL)
			stop = end;
		len = (size_t)(stop - line);
		n += len > 0;
		if (line[0] == '(' || count(line, len, '|') + 1 >= TABLE_CELLS)
			break;
		if (may_be_heading(line, len, &key)) {
			heading = line;
			heading_len = len;
		}
	}
	status = tc_buf_check(&key, err);
	tc_buf_free(&key);
	return status == TC_OK && heading != NULL
	    ? tc_set_line(title, heading, heading_len, err)
	    : status;
}
