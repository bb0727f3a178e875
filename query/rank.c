/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What ranks: words, pairs, whole tokens, the number of a document. */
#include <stdio.h>
#include <string.h>

#include "builder.h"

/* Weights, from bench/TERMS.md. A pair of words against a word: */
#define PAIR_WEIGHT 0.5
/*
 * A whole number, date or address, beside its parts. Who writes a date in
 * another way has few of the parts that were typed: the whole must outweigh
 * them ("tháng tư năm 2018" for 4/2018).
 */
#define MENTION_WEIGHT 2.0
/*
 * What an abbreviation may also be written as, against what was typed. On law
 * 0.4 adds 0.005 to nDCG@10, 0.8 adds 0.002; on the sample documents 0.009.
 */
#define ALTERNATIVE_WEIGHT 0.4
/* A document's own number, when that was typed: before all else. */
#define OWN_NUMBER_WEIGHT 100.0
/* Its own date beside that number: */
#define OWN_DATE_WEIGHT 50.0

/*
 * What is in more documents than this share does not make candidates of a long
 * question (same nDCG@10, a fifth of the time), but in a small collection
 * everything does.
 */
#define CANDIDATE_SHARE 0.02
#define CANDIDATE_FLOOR 1000u
/*
 * Of a common word spellings that are rarer than one in so many do not rank:
 * each costs a look for every candidate.
 */
#define RARE_SPELLING 50

enum tc_choice
tc_rank_choice(const struct tc_plan *plan, const struct tc_spellings *of)
{
	enum tc_choice best =
	    plan->exact_marks ? TC_CHOOSE_EQUAL : TC_CHOOSE_MEANT;

	if (tc_build_freq(plan, of, best) > 0)
		return best;
	return tc_build_freq(plan, of, TC_CHOOSE_COMPATIBLE) > 0
	    ? TC_CHOOSE_COMPATIBLE
	    : TC_CHOOSE_ANY;
}

static void
add_item(struct tc_rank_items *items, struct xapian_query *query, uint32_t freq)
{
	if (query == NULL)
		return;
	items->at[items->n].query = query;
	items->at[items->n++].freq = freq;
}

/* What is in more documents than this makes no candidates. */
uint32_t
tc_rank_limit(const struct tc_plan *plan)
{
	uint32_t limit = (uint32_t)((double)plan->documents * CANDIDATE_SHARE);

	return limit < CANDIDATE_FLOOR ? CANDIDATE_FLOOR : limit;
}

/*
 * "như thế nào", "bao nhiêu": rare in what answers, but no sign of it. It makes
 * no candidates of a question, and ranks.
 */
static bool
only_asks(const struct tc_plan *plan, const struct tc_plan_word *word)
{
	return plan->documents > CANDIDATE_FLOOR && tc_is_asking(word);
}

/*
 * The chosen spellings as one item. Of a common one spellings that are rare do
 * not count.
 */
static void
rank_spellings(struct tc_builder *b, const struct tc_spellings *of,
    double weight, bool only_asks, struct tc_rank_items *items)
{
	enum tc_choice choice = tc_rank_choice(b->plan, of);
	uint32_t freq = tc_build_freq(b->plan, of, choice);
	uint32_t rare =
	    freq > tc_rank_limit(b->plan) ? freq / RARE_SPELLING : 0;
	struct xapian_query *query;

	query = tc_build_spellings(b, of, choice, rare, XAPIAN_OP_SYNONYM);
	if (weight < 1 || weight > 1)
		query = tc_build_scale(b, query, weight);
	add_item(items, query, only_asks ? b->plan->documents : freq);
}

/*
 * What an abbreviation stands for, or the abbreviation of words, as a whole:
 * documents have to have all of it.
 */
static void
rank_alternative(struct tc_builder *b,
    const struct tc_plan_alternative *alternative, struct tc_rank_items *items)
{
	struct tc_queries all = {{NULL}, 0};
	uint32_t least = b->plan->documents;
	size_t i;

	for (i = 0; i < alternative->n && !b->failed; i++) {
		const struct tc_plan_word *word = &alternative->words[i];
		const struct tc_spellings *of =
		    word->before != NULL ? &word->pair : &word->spellings;
		enum tc_choice choice = tc_rank_choice(b->plan, of);
		uint32_t freq = tc_build_freq(b->plan, of, choice);

		if (word->before == NULL && i + 1 < alternative->n &&
		    alternative->words[i + 1].before != NULL)
			continue; /* its pair says as much */
		least = freq < least ? freq : least;
		tc_build_add(&all,
		    tc_build_spellings(
			b, of, choice, freq / RARE_SPELLING, XAPIAN_OP_OR));
	}
	add_item(items,
	    tc_build_scale(b, tc_build_combine(b, XAPIAN_OP_AND, &all),
		ALTERNATIVE_WEIGHT),
	    least);
}

/* Words, pairs and whole tokens by which wanted documents rank. */
void
tc_rank_items(struct tc_builder *b, struct tc_rank_items *items)
{
	const struct tc_plan *plan = b->plan;
	const struct tc_query_word *last = NULL; /* asks */
	bool asks;
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->excluded)
			continue;
		asks = only_asks(plan, word);
		rank_spellings(b, &word->spellings,
		    tc_token_is_word(word->word->kind) ? 1 : MENTION_WEIGHT,
		    asks, items);
		rank_spellings(b, &word->pair, PAIR_WEIGHT,
		    asks && word->before == last, items);
		last = asks ? word->word : NULL;
	}
	for (i = 0; i < plan->alternatives_n && !b->failed; i++)
		rank_alternative(b, &plan->alternatives[i], items);
}

/* Documents that have it get this weight, whatever else they have. */
static struct xapian_query *
weighted(struct tc_builder *b, double weight, struct xapian_query *query)
{
	struct xapian_query *fixed = NULL;

	if (query == NULL)
		return NULL;
	if (!b->failed)
		tc_build_check(
		    b, xapian_query_fixed_weight(&fixed, weight, &b->why));
	return tc_build_combine2(b, XAPIAN_OP_FILTER, fixed, query);
}

/* Documents with a number of their own that was typed. NULL: none was. */
static struct xapian_query *
numbered(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries numbers = {{NULL}, 0};
	char key[XAPIAN_TERM_MAX + 1];
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (word->kind != TC_TOKEN_DOCNO || word->excluded)
			continue;
		snprintf(key, sizeof(key), TC_PREFIX_NUMBER "%s", word->folded);
		tc_build_add(&numbers, tc_build_term(b, key, strlen(key)));
	}
	return numbers.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &numbers)
			     : NULL;
}

/* Documents of a day that was typed. NULL: none was. */
static struct xapian_query *
dated(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries days = {{NULL}, 0};
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (word->kind == TC_TOKEN_DATE && !word->excluded &&
		    strlen(word->folded) == strlen("2020-06-29"))
			tc_build_add(&days,
			    tc_match_dates(b, word->folded, word->folded));
	}
	return days.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &days) : NULL;
}

/*
 * Numbers begin anew every year, and every organ has its own: of several with
 * the number that was typed the one of the day that was typed comes first.
 */
struct xapian_query *
tc_rank_own_numbers(struct tc_builder *b)
{
	struct xapian_query *days, *number = numbered(b);

	if (number == NULL || (days = dated(b)) == NULL)
		return weighted(b, OWN_NUMBER_WEIGHT, number);
	return tc_build_combine2(b, XAPIAN_OP_OR,
	    weighted(b, OWN_NUMBER_WEIGHT, number),
	    weighted(b, OWN_DATE_WEIGHT,
		tc_build_combine2(b, XAPIAN_OP_FILTER, days, numbered(b))));
}
