/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unmark: QID<TAB>QUERY lines as they look when nobody types marks.
 *
 * Letters lose their marks and keep their case; punctuation, digits and
 * whatever is no Latin letter stay, so that 12/2020/NQ-HĐND becomes
 * 12/2020/NQ-HDND and not three words.
 */
#include <ctype.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/text.h>

/* The bytes of the character at s, which is clean UTF-8. */
static size_t
char_len(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* U+0300 to U+036F: what cleaning could not join to a letter. */
static bool
is_combining(const char *s)
{
	unsigned char a = (unsigned char)s[0], b = (unsigned char)s[1];

	return a == 0xCC || (a == 0xCD && b <= 0xAF);
}

/* Append a character of several bytes without its marks. */
static void
put_unmarked(const char *s, size_t len, struct tc_buf *folded,
    struct tc_buf *lower, struct tc_buf *out)
{
	bool small;

	if (is_combining(s))
		return;
	tc_buf_clear(folded);
	tc_buf_clear(lower);
	tc_text_fold(s, len, folded);
	tc_text_canonical(s, len, lower);
	small = lower->len == len && memcmp(tc_buf_str(lower), s, len) == 0;
	if (folded->len == 1 && isalpha((unsigned char)folded->s[0]))
		tc_buf_putc(out,
		    small ? folded->s[0]
			  : (char)toupper((unsigned char)folded->s[0]));
	else
		tc_buf_put(out, s, len);
}

static enum tc_status
unmark(const char *query, struct tc_buf *out, struct tc_error *err)
{
	struct tc_buf clean = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf lower = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	size_t i, len;

	tc_buf_clear(out);
	status = tc_text_clean(query, strlen(query), &clean, err);
	for (i = 0; i < clean.len && status == TC_OK; i += len) {
		len = char_len(clean.s + i);
		if (len == 1)
			tc_buf_putc(out, clean.s[i]);
		else
			put_unmarked(clean.s + i, len, &folded, &lower, out);
	}
	if (status == TC_OK)
		status = tc_buf_check(out, err);
	tc_buf_free(&clean);
	tc_buf_free(&folded);
	tc_buf_free(&lower);
	return status;
}

int
main(int argc, char **argv)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_error error;
	char *line = NULL, *tab;
	size_t cap = 0, number = 0;

	(void)argv;
	if (argc != 1)
		errx(2, "usage: unmark < QUERIES > UNMARKED");
	while (getline(&line, &cap, stdin) >= 0) {
		number++;
		line[strcspn(line, "\r\n")] = '\0';
		if ((tab = strchr(line, '\t')) == NULL)
			errx(2, "line %zu: no tab after a query id", number);
		*tab++ = '\0';
		if (unmark(tab, &out, &error) != TC_OK)
			errx(2, "line %zu: %s", number, error.text);
		printf("%s\t%s\n", line, tc_buf_str(&out));
	}
	free(line);
	tc_buf_free(&out);
	if (ferror(stdin))
		err(2, "standard input");
	if (fflush(stdout) != 0 || ferror(stdout))
		err(2, "standard output");
	return 0;
}
