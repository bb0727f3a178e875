/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Showing tokens and their terms, for whoever asks why something is found. */
#include "analyse.h"

#include <errno.h>
#include <string.h>
#include <tracuu/index.h>
#include <tracuu/message.h>

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
    [TC_TOKEN_AMOUNT] = "amount",
};

static void
print_token(
    FILE *out, const struct tc_token *token, struct tc_word_terms *terms)
{
	fprintf(out, "%zu\t%zu\t%s%s\t%.*s\t%.*s\t", token->from, token->to,
	    token->part	       ? "+"
		: token->spans ? "^"
			       : "",
	    kinds[token->kind], (int)token->term_len, token->term,
	    (int)token->folded_len, token->folded);
	tc_word_terms_next(terms, token);
	if (tc_token_is_word(token->kind))
		fputs(tc_buf_str(&terms->word), out);
	else
		fprintf(out, TC_PREFIX_MENTION "%.*s", (int)token->term_len,
		    token->term);
	if (terms->pair.len > 0)
		fprintf(out, "\t%s", tc_buf_str(&terms->pair));
	fputc('\n', out);
}

static enum tc_status
print_tokens(FILE *out, const struct tc_buf *text, struct tc_error *err)
{
	struct tc_word_terms terms = TC_WORD_TERMS_INIT(TC_FAMILY_ALL);
	struct tc_analyser *analyser = NULL;
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_new(&analyser, err);
	if (status == TC_OK)
		status = tc_analyser_start(
		    analyser, tc_buf_str(text), text->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK)
		print_token(out, &token, &terms);
	tc_analyser_free(analyser);
	tc_word_terms_free(&terms);
	return status == TC_DONE ? TC_OK : status;
}

/* As documents are: in UTF-8, repaired, cleaned. Empties bytes. */
static enum tc_status
clean(struct tc_buf *bytes, struct tc_buf *out, enum tc_encoding *repair,
    struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(3 * TEXT_MAX);
	enum tc_status status;

	status = tc_legacy_read(tc_buf_str(bytes), bytes->len, &text, err);
	tc_buf_clear(bytes);
	if (status == TC_OK)
		status = tc_legacy_repair(
		    tc_buf_str(&text), text.len, bytes, repair, NULL, err);
	tc_buf_free(&text);
	if (status == TC_OK)
		status = tc_text_clean(tc_buf_str(bytes), bytes->len, out, err);
	tc_buf_free(bytes);
	return status;
}

enum tc_status
tc_analyse(
    FILE *out, const char *path, enum tc_encoding *repair, struct tc_error *err)
{
	struct tc_buf bytes = TC_BUF_INIT(3 * TEXT_MAX);
	struct tc_buf text = TC_BUF_INIT(3 * TEXT_MAX);
	enum tc_status status;

	*repair = TC_ENCODING_NONE;
	status = tc_buf_read(&bytes, path, err);
	if (status == TC_OK)
		status = clean(&bytes, &text, repair, err);
	if (status == TC_OK)
		status = print_tokens(out, &text, err);
	if (status == TC_OK && (fflush(out) != 0 || ferror(out)))
		status =
		    tc_fail(err, TC_IO, "output: %s", tc_message_errno(errno));
	tc_buf_free(&bytes);
	tc_buf_free(&text);
	return status;
}
