/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Slips of the keyboard in documents: "toogrn số" was to be "tổng số".
 *
 * A word that is no syllable but reads as keys of Telex, for a hat and for a
 * tone, in one way only, and stands beside a word with marks, also gets the
 * terms of what was meant, beside its own. On 124 MB of law this finds
 * "quyeets" (quyết) and nothing else.
 */
#include "slips.h"

#include <string.h>
#include <tracuu/typing.h>

static bool
has_marks(const struct tc_token *token)
{
	size_t i;

	for (i = 0; i < token->term_len; i++) {
		if ((unsigned char)token->term[i] >= 0x80)
			return true;
	}
	return false;
}

static struct tc_index_word
word_of(const struct tc_buf *folded, const struct tc_buf *marks)
{
	struct tc_index_word word = {
	    {tc_buf_str(folded), folded->len}, {tc_buf_str(marks), marks->len}};

	return word;
}

static enum tc_status
add_term(const struct tc_slips *slips, tc_term_fn add, void *arg,
    struct tc_error *err)
{
	enum tc_status status = tc_buf_check(&slips->term, err);

	return status == TC_OK ? add(arg, slips->term.s, slips->term.len, err)
			       : status;
}

/* Add the word that was meant, and its pair with the one before. */
static enum tc_status
add_meant(
    struct tc_slips *slips, tc_term_fn add, void *arg, struct tc_error *err)
{
	struct tc_index_word meant = word_of(&slips->folded, &slips->marks);
	struct tc_index_word left =
	    word_of(&slips->left_folded, &slips->left_marks);
	enum tc_status status;

	tc_buf_clear(&slips->term);
	tc_index_word_term(&meant, &slips->term);
	status = add_term(slips, add, arg, err);
	if (status != TC_OK || left.folded.len == 0)
		return status;
	tc_buf_clear(&slips->term);
	tc_index_pair_term(&left, &meant, &slips->term);
	return add_term(slips, add, arg, err);
}

enum tc_status
tc_slips_end(
    struct tc_slips *slips, tc_term_fn add, void *arg, struct tc_error *err)
{
	bool meant = slips->pending && slips->beside_marks;

	slips->pending = false;
	return meant ? add_meant(slips, add, arg, err) : TC_OK;
}

/* What follows a slip: it may be the neighbour with marks. */
static enum tc_status
add_pending(struct tc_slips *slips, const struct tc_token *token,
    const struct tc_word_terms *words, tc_term_fn add, void *arg,
    struct tc_error *err)
{
	struct tc_index_word meant = word_of(&slips->folded, &slips->marks);
	struct tc_index_word right = word_of(&words->folded, &words->marks);
	enum tc_status status;

	slips->beside_marks |= token->joined && has_marks(token);
	if (!slips->beside_marks || !token->joined)
		return tc_slips_end(slips, add, arg, err);
	status = tc_slips_end(slips, add, arg, err);
	if (status != TC_OK)
		return status;
	tc_buf_clear(&slips->term);
	tc_index_pair_term(&meant, &right, &slips->term);
	return add_term(slips, add, arg, err);
}

/* Remember a slip, and the word before when they are neighbours. */
static void
begin(struct tc_slips *slips, const struct tc_token *token,
    const struct tc_typing_reading *reading, const struct tc_word_terms *words)
{
	size_t len = strlen(reading->canonical);

	tc_buf_clear(&slips->folded);
	tc_buf_clear(&slips->marks);
	tc_buf_clear(&slips->left_folded);
	tc_buf_clear(&slips->left_marks);
	tc_text_fold(reading->canonical, len, &slips->folded);
	tc_text_marks(reading->canonical, len, &slips->marks);
	slips->pending = true;
	slips->beside_marks = false;
	if (!token->joined)
		return;
	tc_buf_put(&slips->left_folded, tc_buf_str(&words->other_folded),
	    words->other_folded.len);
	tc_buf_put(&slips->left_marks, tc_buf_str(&words->other_marks),
	    words->other_marks.len);
	slips->beside_marks = words->other_marks.len > 0;
}

enum tc_status
tc_slips_next(struct tc_slips *slips, const struct tc_token *token,
    const struct tc_word_terms *words, tc_term_fn add, void *arg,
    struct tc_error *err)
{
	struct tc_typing_reading reading;
	enum tc_status status = TC_OK;

	if (token->spans || token->kind != TC_TOKEN_WORD || token->part)
		return TC_OK;
	if (slips->pending)
		status = add_pending(slips, token, words, add, arg, err);
	if (status == TC_OK && token->term_len <= TC_TYPING_MAX &&
	    tc_typing_slip(token->term, token->term_len, NULL, NULL, &reading))
		begin(slips, token, &reading, words);
	return status;
}

void
tc_slips_free(struct tc_slips *slips)
{
	tc_buf_free(&slips->folded);
	tc_buf_free(&slips->marks);
	tc_buf_free(&slips->left_folded);
	tc_buf_free(&slips->left_marks);
	tc_buf_free(&slips->term);
}
