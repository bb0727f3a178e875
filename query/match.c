/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What matches: words in their spellings, phrases, filters. */
#include <stdio.h>
#include <string.h>

#include "builder.h"

enum tc_choice
tc_match_choice(const struct tc_builder *b, const struct tc_plan_word *word)
{
	if (b->plan->exact_marks)
		return TC_CHOOSE_EQUAL;
	/* What is unwanted is so in the spelling that was typed. */
	return b->rung == TC_RUNG_ALL || word->word->excluded
	    ? TC_CHOOSE_COMPATIBLE
	    : TC_CHOOSE_ANY;
}

/* Is some chosen spelling in every document? */
static bool
is_everywhere(const struct tc_plan *plan, const struct tc_spellings *of,
    enum tc_choice choice)
{
	size_t i;

	for (i = 0; i < of->n; i++) {
		if (tc_is_chosen(&of->at[i], choice) &&
		    of->at[i].freq >= plan->documents)
			return true;
	}
	return false;
}

/* What has a chosen spelling. */
static struct xapian_query *
match(
    struct tc_builder *b, const struct tc_spellings *of, enum tc_choice choice)
{
	struct xapian_query *out = NULL;

	if (is_everywhere(b->plan, of, choice)) {
		if (!b->failed)
			tc_build_check(
			    b, xapian_query_match_all(&out, &b->why));
		return out;
	}
	out = tc_build_spellings(b, of, choice, 0, XAPIAN_OP_OR);
	if (out == NULL && !b->failed)
		tc_build_check(b, xapian_query_match_nothing(&out, &b->why));
	return out;
}

static struct xapian_query *
match_word(struct tc_builder *b, const struct tc_plan_word *word)
{
	return match(b, &word->spellings, tc_match_choice(b, word));
}

static bool
is_whole(const struct tc_plan *plan, size_t i)
{
	return !plan->words[i].word->part && i + 1 < plan->n &&
	    plan->words[i + 1].word->part;
}

static struct xapian_query *match_group(struct tc_builder *b, size_t *i);

/* A mention, or all that it spans, mentions in it included. */
static struct xapian_query *
match_mention(struct tc_builder *b, size_t *i)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *whole;
	struct tc_queries spanned = {{NULL}, 0};
	size_t to = plan->words[*i].word->to;

	whole = match_word(b, &plan->words[(*i)++]);
	while (*i < plan->n && plan->words[*i].word->from < to)
		tc_build_add(&spanned, match_group(b, i));
	if (spanned.n == 0) /* the query was too long */
		return whole;
	return tc_build_combine2(b, XAPIAN_OP_OR, whole,
	    tc_build_combine(b, XAPIAN_OP_AND, &spanned));
}

/*
 * One word, or a structured token: the whole, or all of its parts. Moves *i
 * behind it.
 */
struct xapian_query *
match_group(struct tc_builder *b, size_t *i)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *whole;
	struct tc_queries parts = {{NULL}, 0};
	bool structured = is_whole(plan, *i);

	if (plan->words[*i].word->spans)
		return match_mention(b, i);
	whole = match_word(b, &plan->words[(*i)++]);
	if (!structured)
		return whole;
	while (*i < plan->n && plan->words[*i].word->part)
		tc_build_add(&parts, match_word(b, &plan->words[(*i)++]));
	return tc_build_combine2(
	    b, XAPIAN_OP_OR, whole, tc_build_combine(b, XAPIAN_OP_AND, &parts));
}

/* What stands in quotes must stand there on every rung. */
struct xapian_query *
tc_match_phrases(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries all = {{NULL}, 0};
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (!word->word->in_phrase || word->word->excluded ||
		    word->word->part)
			continue;
		tc_build_add(&all, match_word(b, word));
		if (word->before != NULL && !word->word->begins_phrase)
			tc_build_add(&all,
			    match(b, &word->pair, tc_match_choice(b, word)));
	}
	return all.n > 0 ? tc_build_combine(b, XAPIAN_OP_AND, &all) : NULL;
}

/* All words of an alternative, and as a phrase where they are joined. */
static struct xapian_query *
match_alternative(
    struct tc_builder *b, const struct tc_plan_alternative *alternative)
{
	struct tc_queries all = {{NULL}, 0};
	size_t i;

	for (i = 0; i < alternative->n && !b->failed; i++) {
		const struct tc_plan_word *word = &alternative->words[i];
		enum tc_choice choice = tc_match_choice(b, word);

		if (word->before != NULL)
			tc_build_add(&all, match(b, &word->pair, choice));
		else
			tc_build_add(&all, match(b, &word->spellings, choice));
	}
	return tc_build_combine(b, XAPIAN_OP_AND, &all);
}

/*
 * What begins at word *i: a group, or several that have an alternative as one.
 * Moves *i behind it.
 */
static struct xapian_query *
match_span(struct tc_builder *b, size_t *i)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries any = {{NULL}, 0}, all = {{NULL}, 0};
	size_t k, to = *i + 1;

	for (k = 0; k < plan->alternatives_n; k++) {
		const struct tc_plan_alternative *alternative =
		    &plan->alternatives[k];

		if (alternative->of->first != *i)
			continue;
		tc_build_add(&any, match_alternative(b, alternative));
		to = alternative->of->first + alternative->of->n;
	}
	while (*i < to && !b->failed)
		tc_build_add(&all, match_group(b, i));
	return tc_build_combine2(b, XAPIAN_OP_OR,
	    tc_build_combine(b, XAPIAN_OP_AND, &all),
	    any.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &any) : NULL);
}

struct xapian_query *
tc_match_all(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries wanted = {{NULL}, 0};
	struct xapian_query *span;
	size_t i = 0, first;

	while (i < plan->n && !b->failed) {
		first = i;
		span = match_span(b, &i);
		if (plan->words[first].word->excluded)
			xapian_query_free(span);
		else
			tc_build_add(&wanted, span);
	}
	return tc_build_condition(
	    b, tc_build_combine(b, XAPIAN_OP_AND, &wanted));
}

/* -word, -"two words": a phrase is unwanted when all of it is there. */
static struct xapian_query *
unwanted(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries all = {{NULL}, 0}, phrase = {{NULL}, 0};
	size_t i = 0;

	while (i < plan->n && !b->failed) {
		const struct tc_plan_word *word = &plan->words[i];

		if (!word->word->excluded) {
			i++;
			continue;
		}
		if (word->word->in_phrase && word->before != NULL &&
		    !word->word->begins_phrase)
			tc_build_add(&phrase,
			    match(b, &word->pair, tc_match_choice(b, word)));
		tc_build_add(
		    word->word->in_phrase ? &phrase : &all, match_group(b, &i));
		if (phrase.n > 0 &&
		    (i >= plan->n || !plan->words[i].word->in_phrase ||
			plan->words[i].word->begins_phrase))
			tc_build_add(
			    &all, tc_build_combine(b, XAPIAN_OP_AND, &phrase));
	}
	if (phrase.n > 0)
		tc_build_add(&all, tc_build_combine(b, XAPIAN_OP_AND, &phrase));
	return all.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &all) : NULL;
}

/* One of the values that are asked of a facet; NULL when none are. */
static struct xapian_query *
match_facet(struct tc_builder *b, enum tc_facet facet,
    const struct tc_filter_values *values)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_queries any = {{NULL}, 0};
	struct xapian_query *none = NULL;
	size_t i;

	for (i = 0; i < values->n && !b->failed; i++) {
		tc_buf_clear(&term);
		if (tc_facet_term(facet, b->plan->analyser, values->at[i],
			strlen(values->at[i]), &term, NULL) != TC_OK ||
		    term.failed) {
			snprintf(b->why.message, sizeof(b->why.message),
			    "out of memory");
			b->why.status = XAPIAN_NO_MEMORY;
			tc_build_check(b, XAPIAN_NO_MEMORY);
		} else if (term.len > 0) {
			tc_build_add(&any, tc_build_term(b, term.s, term.len));
		} else {
			tc_build_check(
			    b, xapian_query_match_nothing(&none, &b->why));
			tc_build_add(&any, none);
		}
	}
	tc_buf_free(&term);
	return any.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &any) : NULL;
}

static void
put_order(char bytes[4], uint32_t order)
{
	int i;

	for (i = 0; i < 4; i++)
		bytes[i] = (char)(order >> (24 - 8 * i) & 0xFF);
}

/*
 * Values begin with four bytes that are smaller for newer dates, and the id
 * follows: so the upper end is the next number, without an id. Undated
 * documents lie beyond every end.
 */
struct xapian_query *
tc_match_dates(struct tc_builder *b, const char *from, const char *to)
{
	struct xapian_query *out = NULL;
	uint32_t first = from != NULL ? tc_date_minutes(from, false) : 0;
	char newest[4], oldest[4];

	if (from == NULL && to == NULL)
		return NULL;
	put_order(
	    newest, to != NULL ? UINT32_MAX - tc_date_minutes(to, true) : 0);
	put_order(oldest, first > 0 ? UINT32_MAX - first + 1 : UINT32_MAX);
	if (!b->failed)
		tc_build_check(b,
		    xapian_query_value_range(&out, TC_SLOT_ORDER, newest,
			sizeof(newest), oldest, sizeof(oldest), &b->why));
	return out;
}

static struct xapian_query *
both(struct tc_builder *b, struct xapian_query *query,
    struct xapian_query *filter)
{
	return tc_build_combine2(
	    b, XAPIAN_OP_AND, query, tc_build_condition(b, filter));
}

struct xapian_query *
tc_match_filters(struct tc_builder *b, struct xapian_query *query,
    const struct tc_filters *filters)
{
	size_t i;

	query = both(b, query, tc_match_phrases(b));
	for (i = 0; i < TC_FACET_COUNT; i++)
		query = both(b, query,
		    match_facet(b, (enum tc_facet)i, &filters->facets[i]));
	query = tc_build_combine2(b, XAPIAN_OP_FILTER, query,
	    tc_match_dates(b, filters->from, filters->to));
	return tc_build_combine2(b, XAPIAN_OP_AND_NOT, query, unwanted(b));
}
