/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What ranks: words, pairs, whole tokens, the number of a document. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "asking.h"
#include "bm25.h"
#include "builder.h"
#include "scan.h"

/* Weights, from bench/TERMS.md and RANKING.md. A pair of words against a word:
 */
#define PAIR_WEIGHT 0.45
/*
 * A whole number, date or address, beside its parts. Who writes a date in
 * another way has few of the parts that were typed: the whole must outweigh
 * them ("tháng tư năm 2018" for 4/2018).
 */
#define MENTION_WEIGHT 2.0
/*
 * What an abbreviation may also be written as, against what was typed. On the
 * topics of corpus/ 0.3 is the best for nDCG@10, 0.1 and 0.5 are 0.001 to 0.002
 * less. On the questions of law 0.6 adds 0.001 to what 0.4 does, and 0.002 to
 * R@100.
 */
#define ALTERNATIVE_WEIGHT 0.3
#define ALTERNATIVE_WEIGHT_ASKED 0.6
/*
 * Documents of the type, year or term of office that a topic names, against a
 * word that is as rare. On the topics of corpus/ 0 to 3 are within 0.003.
 */
#define INTENT_WEIGHT 1.0

/* In a small collection everything makes candidates. */
#define SMALL_COLLECTION 1000u
/*
 * Of a common word, in more documents than this share, spellings that are rarer
 * than one in so many do not rank: each costs a look for every candidate.
 */
#define COMMON_SHARE 0.05
#define RARE_SPELLING 50

enum tc_choice
tc_rank_choice(const struct tc_plan *plan, const struct tc_spellings *of)
{
	enum tc_choice best = plan->exact_marks || of->literal ? TC_CHOOSE_EQUAL
	    : tc_plan_uses(plan, TC_PART_MEANT)		       ? TC_CHOOSE_MEANT
						: TC_CHOOSE_COMPATIBLE;

	if (of->literal || tc_build_freq(plan, of, best) > 0)
		return best;
	return tc_build_freq(plan, of, TC_CHOOSE_COMPATIBLE) > 0
	    ? TC_CHOOSE_COMPATIBLE
	    : TC_CHOOSE_ANY;
}

static void
add_item(struct tc_rank_items *items, const struct tc_rank_item *item)
{
	if (item->freq > 0)
		items->at[items->n++] = *item;
}

static bool
is_common(const struct tc_plan *plan, uint32_t freq)
{
	return freq > SMALL_COLLECTION && freq > COMMON_SHARE * plan->documents;
}

/*
 * "như thế nào", "bao nhiêu": rare in what answers, but no sign of it. It makes
 * no candidates of a question, and ranks.
 */
static bool
only_asks(const struct tc_plan *plan, const struct tc_plan_word *word)
{
	return plan->documents > SMALL_COLLECTION && tc_is_asking(word);
}

/* Of what is common spellings that are rare do not count. */
struct tc_common_item
tc_rank_spellings(
    const struct tc_plan *plan, const struct tc_spellings *of, double weight)
{
	enum tc_choice choice = tc_rank_choice(plan, of);
	uint32_t freq = tc_build_freq(plan, of, choice);
	uint32_t rare = is_common(plan, freq) ? freq / RARE_SPELLING : 0;
	struct tc_common_item item = {of, choice, rare, weight};

	return item;
}

/* The chosen spellings as one item. */
static void
add_spellings(const struct tc_plan *plan, const struct tc_spellings *of,
    double weight, bool only_asks, struct tc_rank_items *items)
{
	struct tc_rank_item item = {
	    .spellings = tc_rank_spellings(plan, of, weight)};

	item.freq = tc_build_freq(plan, of, item.spellings.choice);
	if (only_asks && item.freq > 0)
		item.freq = plan->documents;
	add_item(items, &item);
}

/* Does its pair with the next word of the alternative say as much? */
static bool
is_in_pair(const struct tc_plan_alternative *alternative, size_t i)
{
	return alternative->words[i].before == NULL && i + 1 < alternative->n &&
	    alternative->words[i + 1].before != NULL;
}

static const struct tc_spellings *
said_by(const struct tc_plan_word *word)
{
	return word->before != NULL ? &word->pair : &word->spellings;
}

/* Documents that have all words of a phrase, and each pair of them, at most. */
static uint32_t
phrase_freq(
    const struct tc_plan *plan, const struct tc_plan_word *words, size_t n)
{
	uint32_t least = plan->documents, freq;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct tc_spellings *of =
		    i > 0 ? said_by(&words[i]) : &words[i].spellings;

		freq = tc_build_freq(plan, of, tc_rank_choice(plan, of));
		if (freq < least)
			least = freq;
	}
	return least;
}

/*
 * An abbreviation and what it stands for are one thing, and no way of writing
 * it weighs more than the most frequent: where nearly all documents have KCN,
 * the few with "khu công nghiệp" are not about it for that. BHYT, which few
 * laws have, says no more than "bảo hiểm y tế". On law this adds 0.002 to
 * nDCG@10 and 0.001 to R@100, on the topics of corpus/ 0.004 to nDCG@10.
 */
void
tc_plan_share(struct tc_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->alternatives_n; i++) {
		struct tc_plan_alternative *to = &plan->alternatives[i];
		uint32_t typed =
		    phrase_freq(plan, &plan->words[to->of->first], to->of->n);
		uint32_t other = phrase_freq(plan, to->words, to->n);
		double usual =
		    tc_bm25_idf(plan->documents, typed > other ? typed : other);

		to->typed_share = usual / tc_bm25_idf(plan->documents, typed);
		to->share = usual / tc_bm25_idf(plan->documents, other);
	}
}

double
tc_rank_share(const struct tc_plan *plan, size_t i, bool pair)
{
	double share = 1;
	size_t k;

	for (k = 0; k < plan->alternatives_n; k++) {
		const struct tc_plan_alternative *to = &plan->alternatives[k];

		if (i >= to->of->first + pair && i < to->of->first + to->of->n)
			share = fmin(share, to->typed_share);
	}
	return share;
}

static void
add_alternative(const struct tc_plan *plan,
    const struct tc_plan_alternative *alternative, struct tc_rank_items *items)
{
	struct tc_rank_item item = {.alternative = alternative,
	    .freq = phrase_freq(plan, alternative->words, alternative->n)};

	add_item(items, &item);
}

void
tc_rank_items(const struct tc_plan *plan, struct tc_rank_items *items)
{
	bool pairs = tc_plan_uses(plan, TC_PART_PAIRS);
	bool mentions = tc_plan_uses(plan, TC_PART_MENTIONS);
	const struct tc_query_word *last = NULL; /* asks */
	bool asks;
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->excluded)
			continue;
		asks = only_asks(plan, word);
		if (mentions || tc_token_is_word(word->word->kind))
			add_spellings(plan, &word->spellings,
			    tc_token_is_word(word->word->kind)
				? tc_rank_share(plan, i, false)
				: MENTION_WEIGHT,
			    asks, items);
		if (pairs)
			add_spellings(plan, &word->pair,
			    PAIR_WEIGHT * tc_rank_share(plan, i, true),
			    asks && word->before == last, items);
		last = asks ? word->word : NULL;
	}
	for (i = 0; i < plan->alternatives_n; i++)
		add_alternative(plan, &plan->alternatives[i], items);
}

/*
 * What an abbreviation stands for, or the abbreviation of words, as a whole:
 * documents have to have all of it.
 */
static struct tc_expr *
rank_alternative(
    struct tc_builder *b, const struct tc_plan_alternative *alternative)
{
	struct tc_queries all = {{NULL}, 0};
	double weight = tc_plan_is_question(b->plan) ? ALTERNATIVE_WEIGHT_ASKED
						     : ALTERNATIVE_WEIGHT;
	size_t i;

	for (i = 0; i < alternative->n && !b->failed; i++) {
		const struct tc_spellings *of = said_by(&alternative->words[i]);
		enum tc_choice choice = tc_rank_choice(b->plan, of);
		uint32_t freq = tc_build_freq(b->plan, of, choice);

		if (is_in_pair(alternative, i))
			continue;
		tc_build_add(&all,
		    tc_build_spellings(
			b, of, choice, freq / RARE_SPELLING, TC_EXPR_OR));
	}
	return tc_build_scale(b, tc_build_combine(b, TC_EXPR_AND, &all),
	    weight * alternative->share);
}

struct tc_expr *
tc_rank_query(struct tc_builder *b, const struct tc_rank_item *item)
{
	const struct tc_common_item *one = &item->spellings;
	struct tc_expr *query;

	if (item->alternative != NULL)
		return rank_alternative(b, item->alternative);
	query = tc_build_spellings(
	    b, one->of, one->choice, one->min_freq, TC_EXPR_SYNONYM);
	if (one->weight < 1 || one->weight > 1)
		query = tc_build_scale(b, query, one->weight);
	return query;
}

/* What is of a type or year, or of days of a year: only its documents are
 * looked at for these. */
static struct tc_expr *
match_intent(struct tc_builder *b, const struct tc_intent *intent)
{
	struct tc_expr *term = intent->term[0] != '\0'
	    ? tc_build_term(b, intent->term, strlen(intent->term))
	    : NULL;
	const char *since = intent->since, *until = intent->until;

	return tc_build_combine2(b, TC_EXPR_FILTER, term,
	    tc_match_dates(b, since[0] != '\0' ? since : NULL,
		until[0] != '\0' ? until : NULL));
}

struct tc_expr *
tc_rank_intents(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries all = {{NULL}, 0};
	size_t i;

	for (i = 0; i < plan->intents_n; i++) {
		const struct tc_intent *intent = &plan->intents[i];
		double weight =
		    INTENT_WEIGHT * tc_bm25_idf(plan->documents, intent->freq);

		tc_build_add(
		    &all, tc_build_fixed(b, match_intent(b, intent), weight));
	}
	return all.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &all) : NULL;
}
