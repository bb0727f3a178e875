/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The terms of words and of pairs of words. */
#include <tracuu/index.h>

void
tc_index_word_term(const struct tc_index_word *word, struct tc_buf *out)
{
	tc_buf_put(out, word->folded.s, word->folded.len);
	if (word->marks.len == 0)
		return;
	tc_buf_putc(out, TC_MARKS_SEPARATOR);
	tc_buf_put(out, word->marks.s, word->marks.len);
}

void
tc_index_pair_term(const struct tc_index_word *left,
    const struct tc_index_word *right, struct tc_buf *out)
{
	tc_buf_put(out, left->folded.s, left->folded.len);
	tc_buf_putc(out, TC_PAIR_SEPARATOR);
	tc_buf_put(out, right->folded.s, right->folded.len);
	if (left->marks.len == 0 && right->marks.len == 0)
		return;
	tc_buf_putc(out, TC_MARKS_SEPARATOR);
	tc_buf_put(out, left->marks.s, left->marks.len);
	tc_buf_putc(out, TC_PAIR_SEPARATOR);
	tc_buf_put(out, right->marks.s, right->marks.len);
}

static void
swap(struct tc_buf *a, struct tc_buf *b)
{
	struct tc_buf old = *a;

	*a = *b;
	*b = old;
}

static struct tc_index_word
word_of(const struct tc_buf *folded, const struct tc_buf *marks)
{
	struct tc_index_word word = {
	    {tc_buf_str(folded), folded->len}, {tc_buf_str(marks), marks->len}};

	return word;
}

void
tc_word_terms_next(struct tc_word_terms *terms, const struct tc_token *token)
{
	struct tc_index_word left, right;

	tc_buf_clear(&terms->word);
	tc_buf_clear(&terms->pair);
	if (!tc_token_is_word(token->kind))
		return;
	tc_buf_clear(&terms->other_folded);
	tc_buf_clear(&terms->other_marks);
	tc_buf_put(&terms->other_folded, token->folded, token->folded_len);
	if ((terms->families & TC_FAMILY_MARKS) != 0 &&
	    token->kind == TC_TOKEN_WORD)
		tc_text_marks(
		    token->term, token->term_len, &terms->other_marks);
	left = word_of(&terms->folded, &terms->marks);
	right = word_of(&terms->other_folded, &terms->other_marks);
	tc_index_word_term(&right, &terms->word);
	if (token->joined && (terms->families & TC_FAMILY_PAIRS) != 0)
		tc_index_pair_term(&left, &right, &terms->pair);
	if (token->spans)
		return; /* thứ 3, thứ III: both are neighbours of thứ */
	swap(&terms->folded, &terms->other_folded);
	swap(&terms->marks, &terms->other_marks);
}

enum tc_status
tc_word_terms_check(const struct tc_word_terms *terms, struct tc_error *err)
{
	const struct tc_buf *bufs[] = {&terms->word, &terms->pair,
	    &terms->folded, &terms->marks, &terms->other_folded,
	    &terms->other_marks};
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < sizeof(bufs) / sizeof(bufs[0]) && status == TC_OK; i++)
		status = tc_buf_check(bufs[i], err);
	return status;
}

void
tc_word_terms_clear(struct tc_word_terms *terms)
{
	tc_buf_clear(&terms->folded);
	tc_buf_clear(&terms->marks);
}

void
tc_word_terms_free(struct tc_word_terms *terms)
{
	tc_buf_free(&terms->word);
	tc_buf_free(&terms->pair);
	tc_buf_free(&terms->folded);
	tc_buf_free(&terms->marks);
	tc_buf_free(&terms->other_folded);
	tc_buf_free(&terms->other_marks);
}
