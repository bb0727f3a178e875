/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Showing tokens and their terms, for whoever asks why something is found. */
#include "analyse.h"

#include <errno.h>
#include <string.h>
#include <tracuu/index.h>

/* More than any document: hostile texts are tried with it. */
#define TEXT_MAX ((size_t)1 << 30)

static const char *const kinds[] = {
    [TC_TOKEN_WORD] = "word",
    [TC_TOKEN_NUMBER] = "number",
    [TC_TOKEN_CODE] = "code",
    [TC_TOKEN_DOCNO] = "docno",
    [TC_TOKEN_STDNO] = "stdno",
    [TC_TOKEN_FRACTION] = "fraction",
    [TC_TOKEN_DATE] = "date",
    [TC_TOKEN_YEARS] = "years",
    [TC_TOKEN_TIME] = "time",
    [TC_TOKEN_PHONE] = "phone",
    [TC_TOKEN_NET] = "net",
};

static enum tc_status
read_all(struct tc_buf *text, const char *path, struct tc_error *err)
{
	FILE *fp = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	enum tc_status status = TC_OK;
	size_t n = 1;
	char *to;

	if (fp == NULL)
		return tc_fail(err, errno == ENOENT ? TC_NOTFOUND : TC_IO,
		    "%s: %s", path, strerror(errno));
	while (n > 0 && (to = tc_buf_reserve(text, 65536)) != NULL) {
		n = fread(to, 1, 65536, fp);
		text->len += n;
	}
	if (ferror(fp))
		status = tc_fail(err, TC_IO, "%s: %s", path, strerror(errno));
	else
		status = tc_buf_check(text, err);
	if (fp != stdin)
		fclose(fp);
	return status;
}

/* Prints a token; *previous is the folded word before it, then this one. */
static void
print_token(FILE *out, const struct tc_token *token, struct tc_buf *previous,
    struct tc_buf *term)
{
	bool is_word = tc_token_is_word(token->kind);

	tc_buf_clear(term);
	if (is_word) {
		tc_index_word_term(token, TC_FAMILY_ALL, term);
	} else {
		tc_buf_puts(term, TC_PREFIX_MENTION);
		tc_buf_put(term, token->term, token->term_len);
	}
	fprintf(out, "%zu\t%zu\t%s%s\t%.*s\t%.*s\t%s", token->from, token->to,
	    token->part ? "+" : "", kinds[token->kind], (int)token->term_len,
	    token->term, (int)token->folded_len, token->folded,
	    tc_buf_str(term));
	if (token->joined)
		fprintf(out, "\t%s%c%.*s", tc_buf_str(previous),
		    TC_PAIR_SEPARATOR, (int)token->folded_len, token->folded);
	fputc('\n', out);
	if (is_word) {
		tc_buf_clear(previous);
		tc_buf_put(previous, token->folded, token->folded_len);
	}
}

static enum tc_status
print_tokens(FILE *out, const struct tc_buf *text, struct tc_error *err)
{
	struct tc_buf previous = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_analyser *analyser = NULL;
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_new(&analyser, err);
	if (status == TC_OK)
		status = tc_analyser_start(
		    analyser, tc_buf_str(text), text->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK)
		print_token(out, &token, &previous, &term);
	tc_analyser_free(analyser);
	tc_buf_free(&previous);
	tc_buf_free(&term);
	return status == TC_DONE ? TC_OK : status;
}

enum tc_status
tc_analyse(FILE *out, const char *path, struct tc_error *err)
{
	struct tc_buf bytes = TC_BUF_INIT(TEXT_MAX);
	struct tc_buf text = TC_BUF_INIT(3 * TEXT_MAX);
	enum tc_status status;

	status = read_all(&bytes, path, err);
	if (status == TC_OK)
		status =
		    tc_text_clean(tc_buf_str(&bytes), bytes.len, &text, err);
	tc_buf_free(&bytes);
	if (status == TC_OK)
		status = print_tokens(out, &text, err);
	if (status == TC_OK && (fflush(out) != 0 || ferror(out)))
		status = tc_fail(err, TC_IO, "output: %s", strerror(errno));
	tc_buf_free(&text);
	return status;
}
