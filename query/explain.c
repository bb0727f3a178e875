/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a query was read and what is searched for, for people. */
#include <inttypes.h>
#include <string.h>

#include "plan.h"

/* Spellings that are named, the most frequent ones. */
#define NAMED_MAX 6

/* Append a spelling as it is written: duong=dwwf is đường. */
static void
put_written(const char *folded, struct tc_span marks, struct tc_buf *out)
{
	if (!tc_text_put_marks(folded, strlen(folded), marks.s, marks.len, out))
		tc_buf_puts(out, folded);
}

static void
put_variant(const struct tc_plan_word *word, bool pair,
    const struct tc_variant *variant, struct tc_buf *out)
{
	struct tc_span left, right;

	tc_variant_both_marks(variant, &left, &right);
	if (pair) {
		put_written(word->before->folded, left, out);
		tc_buf_putc(out, ' ');
	}
	put_written(word->word->folded, right, out);
	/* The rest of a number that was begun. */
	if (tc_number_has_year(word->word))
		tc_buf_puts(out,
		    variant->term + strlen(TC_PREFIX_MENTION) +
			strlen(word->word->folded));
}

/* "đường 812*, đương 12, dương 3": those with a star rank. */
static void
put_spellings(const struct tc_plan_word *word, bool pair, struct tc_buf *out)
{
	const struct tc_spellings *of = pair ? &word->pair : &word->spellings;
	size_t i;

	if (of->n == 0)
		tc_buf_puts(out, " in no document");
	for (i = 0; i < of->n && i < NAMED_MAX; i++) {
		tc_buf_puts(out, i > 0 ? ", " : " ");
		put_variant(word, pair, &of->at[i], out);
		tc_buf_printf(out, " %" PRIu32 "%s", of->at[i].freq,
		    of->at[i].meant ? "*" : "");
	}
	if (of->n > NAMED_MAX)
		tc_buf_printf(out, ", %zu more", of->n - NAMED_MAX);
	tc_buf_putc(out, '\n');
}

static const char *
role_of(const struct tc_query_word *word)
{
	if (word->excluded)
		return "not";
	if (word->in_phrase)
		return "phrase";
	if (word->prefix)
		return "prefix";
	if (word->in_title)
		return "title";
	if (word->spans || !tc_token_is_word(word->kind))
		return "whole";
	return word->part ? "part" : "word";
}

static void
put_words(const struct tc_plan *plan, struct tc_buf *out)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		tc_buf_printf(
		    out, "%-7s %s:", role_of(word->word), word->word->folded);
		put_spellings(word, false, out);
		if (word->before == NULL || word->pair.n == 0)
			continue;
		tc_buf_printf(out, "pair    %s %s:", word->before->folded,
		    word->word->folded);
		put_spellings(word, true, out);
	}
}

void
tc_plan_explain(const struct tc_plan *plan, const struct tc_parsed *parsed,
    struct tc_buf *out)
{
	size_t i;

	if (parsed->typed.len > 0)
		tc_buf_printf(out, "typed   %s\n", tc_buf_str(&parsed->typed));
	tc_buf_printf(out, "query   %s\n", tc_buf_str(&parsed->clean));
	if (tc_query_has_syntax(parsed)) {
		tc_buf_puts(out, "read as ");
		tc_query_print(parsed, out);
		tc_buf_putc(out, '\n');
	}
	put_words(plan, out);
	for (i = 0; i < plan->alternatives_n; i++) {
		tc_buf_puts(out, "also    ");
		tc_alternative_describe(plan->alternatives[i].of, out);
		tc_buf_putc(out, '\n');
	}
	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (word->kind == TC_TOKEN_DOCNO && !word->excluded)
			tc_buf_printf(out, "first   the document numbered %s\n",
			    word->folded);
	}
	if (plan->begun.n > 0)
		tc_buf_printf(out, "first   the documents numbered %s ...\n",
		    tc_buf_str(&plan->begun.terms) + 1);
}
