/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index has of the words that were typed. */
#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum tc_status
fail(const struct xapian_error *why, struct tc_error *err)
{
	return tc_index_fail(err, why, "search");
}

static int
by_frequency(const void *a, const void *b)
{
	const struct tc_variant *x = a, *y = b;

	if (x->freq != y->freq)
		return x->freq < y->freq ? 1 : -1;
	return strcmp(x->term, y->term);
}

static enum tc_status
add_variant(struct tc_plan_word *to, const char *term, size_t len,
    uint32_t freq, const char *marks, struct tc_error *err)
{
	const char *typed = to->word->marks;
	struct tc_variant *variant;

	variant = realloc(to->variants, (to->n + 1) * sizeof(*variant));
	if (variant == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->variants = variant;
	variant += to->n++;
	memcpy(variant->term, term, len);
	variant->term[len] = '\0';
	variant->len = len;
	variant->freq = freq;
	variant->equal = strcmp(marks, typed) == 0;
	variant->compatible =
	    tc_text_marks_include(marks, strlen(marks), typed, strlen(typed));
	return TC_OK;
}

/*
 * All spellings of a folded word: their terms begin with it and a separator.
 * skip_to passes over the blocks of a frequent term in one step.
 */
static enum tc_status
find_spellings(struct tc_plan_word *to, const struct xapian_database *db,
    struct tc_error *err)
{
	struct tc_buf next = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_term_iterator *it = NULL;
	struct xapian_term_row row;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;
	size_t prefix;

	tc_buf_puts(&next, to->word->folded);
	tc_buf_putc(&next, TC_MARKS_SEPARATOR);
	prefix = next.len;
	failure = xapian_database_allterms(&it, db, next.s, next.len, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_term_iterator_next(&row, it, &why);
	while (failure == XAPIAN_OK && status == TC_OK) {
		tc_buf_clear(&next);
		tc_buf_put(&next, row.term.s, row.term.len);
		status = add_variant(to, next.s, next.len, row.termfreq,
		    tc_buf_str(&next) + prefix, err);
		tc_buf_putc(&next, '\0');
		if (status == TC_OK)
			failure = xapian_term_iterator_skip_to(
			    &row, it, next.s, next.len, &why);
	}
	xapian_term_iterator_free(it);
	tc_buf_free(&next);
	if (failure != XAPIAN_OK && failure != XAPIAN_DONE)
		return fail(&why, err);
	return status;
}

/* The term that is the word itself, without marks. */
static enum tc_status
find_plain(struct tc_plan_word *to, const struct xapian_database *db,
    struct tc_error *err)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_error why;
	enum tc_status status = TC_OK;
	uint32_t freq = 0;

	if (!tc_token_is_word(to->word->kind))
		tc_buf_puts(&term, TC_PREFIX_MENTION);
	tc_buf_puts(&term, to->word->folded);
	if (term.len > 0 && term.len <= XAPIAN_TERM_MAX) {
		if (xapian_database_get_termfreq(
			&freq, db, term.s, term.len, &why) != XAPIAN_OK)
			status = fail(&why, err);
		else if (freq > 0)
			status =
			    add_variant(to, term.s, term.len, freq, "", err);
	}
	tc_buf_free(&term);
	return status;
}

static enum tc_status
find_pair(struct tc_plan_word *to, const struct tc_query_word *before,
    const struct xapian_database *db, struct tc_error *err)
{
	struct xapian_error why;

	to->pair_len = (size_t)snprintf(to->pair, sizeof(to->pair), "%s%c%s",
	    before->folded, TC_PAIR_SEPARATOR, to->word->folded);
	if (to->pair_len > XAPIAN_TERM_MAX) {
		to->pair_len = 0;
		return TC_OK;
	}
	if (xapian_database_get_termfreq(
		&to->pair_freq, db, to->pair, to->pair_len, &why) != XAPIAN_OK)
		return fail(&why, err);
	return TC_OK;
}

static enum tc_status
find_word(struct tc_plan *plan, size_t i, const struct xapian_database *db,
    struct tc_error *err)
{
	struct tc_plan_word *to = &plan->words[i];
	enum tc_status status;

	status = find_plain(to, db, err);
	if (status == TC_OK && to->word->kind == TC_TOKEN_WORD &&
	    (plan->families & TC_FAMILY_MARKS) != 0)
		status = find_spellings(to, db, err);
	if (to->n > 1)
		qsort(to->variants, to->n, sizeof(*to->variants), by_frequency);
	if (status == TC_OK && to->word->joined && i > 0 &&
	    (plan->families & TC_FAMILY_PAIRS) != 0)
		status = find_pair(to, plan->words[i - 1].word, db, err);
	return status;
}

enum tc_status
tc_plan_make(struct tc_plan *plan, const struct tc_index *index,
    const struct tc_parsed *parsed, bool exact_marks, struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index);
	struct xapian_error why;
	enum tc_status status = TC_OK;
	size_t i;

	memset(plan, 0, sizeof(*plan));
	plan->exact_marks = exact_marks;
	/* Quotes of any kind: U+201C to U+201E are made of these bytes. */
	plan->blank = strspn(tc_buf_str(&parsed->clean),
			  " \"-()\xE2\x80\x9C\x9D\x9E") == parsed->clean.len;
	plan->families = tc_index_families(index);
	plan->words = calloc(parsed->n + 1, sizeof(*plan->words));
	if (plan->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (xapian_database_get_doccount(&plan->documents, db, &why) !=
	    XAPIAN_OK)
		status = fail(&why, err);
	for (i = 0; i < parsed->n && status == TC_OK; i++) {
		plan->words[i].word = &parsed->words[i];
		plan->n++;
		status = find_word(plan, i, db, err);
	}
	if (status != TC_OK)
		tc_plan_free(plan);
	return status;
}

void
tc_plan_free(struct tc_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++)
		free(plan->words[i].variants);
	free(plan->words);
	plan->words = NULL;
	plan->n = 0;
}
