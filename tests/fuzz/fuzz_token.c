/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The analyser (text/break.c, token.c, number.c, word.c) over any bytes, and
 * over them cleaned: tokens lie in the text, in order, between characters;
 * parts lie inside their whole; terms are UTF-8, not empty, not longer than
 * TC_TERM_MAX; positions count up; only words pair, and not with nothing. Of a
 * word the canonical form is its own canonical form, and folds to the folded
 * form.
 */
#include "fuzz.h"

static void
check_forms(const struct tc_token *token)
{
	struct tc_buf form = FUZZ_BUF;

	if (token->kind != TC_TOKEN_WORD)
		return;
	tc_text_canonical(token->term, token->term_len, &form);
	must(form.len == token->term_len &&
	    memcmp(form.s, token->term, form.len) == 0);
	tc_buf_clear(&form);
	tc_text_fold(token->term, token->term_len, &form);
	must(form.len == token->folded_len &&
	    memcmp(form.s, token->folded, form.len) == 0);
	tc_buf_free(&form);
}

static void
check_token(const struct tc_token *token, const char *s, size_t len)
{
	must(token->kind <= TC_TOKEN_AMOUNT);
	must(token->from < token->to && token->to <= len);
	must(token->term_len > 0 && token->term_len <= TC_TERM_MAX);
	must(token->folded_len > 0 && token->folded_len <= TC_TERM_MAX);
	must(fuzz_is_utf8(token->term, token->term_len));
	must(fuzz_is_utf8(token->folded, token->folded_len));
	must(memchr(token->term, '\0', token->term_len) == NULL);
	if (fuzz_is_utf8(s, len))
		must(fuzz_is_cut_between(s, len, token->from, token->to));
	check_forms(token);
}

/* What came before a token. */
struct before {
	size_t from;
	uint32_t position;
	struct tc_token whole, word;
};

static void
check_order(const struct tc_token *token, struct before *before)
{
	must(token->from >= before->from);
	must(token->position >= before->position);
	if (token->part)
		must(before->whole.kind > TC_TOKEN_NUMBER &&
		    token->from >= before->whole.from &&
		    token->to <= before->whole.to);
	else if (!token->spans)
		before->whole = *token;
	if (token->joined)
		must(!token->part && tc_token_is_word(token->kind) &&
		    before->word.to > 0 && token->from >= before->word.to);
	if (tc_token_is_word(token->kind) && !token->spans)
		before->word = *token;
	before->from = token->from;
	before->position = token->position;
}

static void
check_tokens(const char *s, size_t len)
{
	struct before before = {0};
	struct tc_token token;
	enum tc_status status;

	must(tc_analyser_start(fuzz_analyser(), s, len, NULL) == TC_OK);
	while ((status = tc_analyser_next(fuzz_analyser(), &token, NULL)) ==
	    TC_OK) {
		check_token(&token, s, len);
		check_order(&token, &before);
	}
	must(status == TC_DONE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf text = FUZZ_BUF;

	check_tokens((const char *)data, len);
	must(tc_text_clean((const char *)data, len, &text, NULL) == TC_OK);
	check_tokens(tc_buf_str(&text), text.len);
	tc_buf_free(&text);
	return 0;
}
