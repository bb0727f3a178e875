/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plan: which documents match, and how they rank.
 *
 * Words decide what matches, in any spelling that carries the marks typed;
 * pairs of neighbours and equal marks only rank. Long questions are matched by
 * what is rare in them, since reading the lists of common words to the end is
 * most of the work and changes nothing among the first hundred.
 */
#include <stdlib.h>

#include "builder.h"
#include "note.h"
#include "numbers.h"
#include "verify.h"

/* The rarest words stay candidates, however common they are. */
#define CANDIDATES_KEPT 3

/*
 * Postings that are read for candidates, as a share of the documents, and at
 * least: from the rarest item on until they are spent. On law 0.3 finds one
 * question of 748 more than 0.15 for a twentieth more work, 0.6 none.
 */
#define CANDIDATE_BUDGET 0.3
#define CANDIDATE_BUDGET_MIN 10000.0

/*
 * What is in more than this share of the documents (của, được) is not looked at
 * in a question: its lists are the longest and say the least. On law nDCG@10
 * rises by 0.002.
 */
#define WIDESPREAD 0.4

static int
by_rarity(const void *a, const void *b)
{
	const struct tc_rank_item *x = a, *y = b;

	return x->freq < y->freq ? -1 : x->freq > y->freq;
}

/*
 * The lowest rung: candidates by what is rare. What is common only ranks, and
 * is looked up in the best of them. What the rung above has, in whatever
 * spelling, stays.
 */
static struct tc_expr *
some_words(struct tc_builder *b)
{
	struct tc_common *common = b->common;
	double left = CANDIDATE_BUDGET * b->plan->documents;
	double widespread = WIDESPREAD * b->plan->documents;
	struct tc_queries candidates = {{NULL}, 0}, others = {{NULL}, 0};
	struct tc_rank_items items = {.n = 0};
	size_t i;

	tc_rank_items(b->plan, &items);
	qsort(items.at, items.n, sizeof(items.at[0]), by_rarity);
	if (left < CANDIDATE_BUDGET_MIN)
		left = CANDIDATE_BUDGET_MIN;
	if (!tc_plan_uses(b->plan, TC_PART_CANDIDATES))
		left = UINT32_MAX;
	for (i = 0; i < items.n; i++) {
		const struct tc_rank_item *item = &items.at[i];

		left -= item->freq;
		if (i < CANDIDATES_KEPT || left >= 0)
			tc_build_add(&candidates, tc_rank_query(b, item));
		else if (item->alternative != NULL)
			tc_build_add(&others, tc_rank_query(b, item));
		else if (item->freq <= widespread &&
		    tc_plan_uses(b->plan, TC_PART_COMMON))
			common->at[common->n++] = item->spellings;
	}
	b->pruned = others.n > 0 || common->n > 0;
	if (!b->unranked)
		tc_build_add(&others, tc_rank_intents(b));
	if (tc_plan_wanted(b->plan) <= TC_ALL_WORDS_MAX)
		tc_build_add(&candidates, tc_match_all(b));
	tc_build_add(&candidates, tc_build_condition(b, tc_match_phrases(b)));
	tc_build_add(&candidates, tc_numbers_rank(b));
	return tc_build_combine2(b, TC_EXPR_AND_MAYBE,
	    tc_build_combine(b, TC_EXPR_OR, &candidates),
	    others.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &others) : NULL);
}

/*
 * Postings that are read for the words of a query: one of TC_ALL_WORDS_MAX
 * words and their pairs has no more.
 */
static uint64_t
postings_limit(const struct tc_plan *plan)
{
	uint64_t limit = (uint64_t)plan->documents * 2 * TC_ALL_WORDS_MAX;

	return limit > TC_POSTINGS_MAX ? limit : TC_POSTINGS_MAX;
}

void
tc_plan_weigh(struct tc_plan *plan)
{
	uint64_t postings = 0;
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->strict && !word->word->excluded)
			postings += tc_build_freq(
			    plan, &word->spellings, TC_CHOOSE_ANY);
	}
	plan->wide = postings > postings_limit(plan);
	if (plan->wide)
		tc_note_add(
		    &plan->notes, &(struct tc_note){.kind = TC_NOTE_WIDE});
}

/* Of a wide query only the rarest words rank: others are read to match. */
#define WIDE_SHARE 10

/* Does it rank where it matches? */
static bool
is_weighed(const struct tc_builder *b, const struct tc_rank_item *item)
{
	size_t i;

	for (i = 0; i < b->plan->n; i++) {
		if (b->weighed[i] &&
		    item->spellings.of == &b->plan->words[i].spellings)
			return true;
	}
	return false;
}

static void
add_ranks(struct tc_builder *b, struct tc_queries *ranks)
{
	struct tc_rank_items items = {.n = 0};
	uint64_t left = postings_limit(b->plan) / WIDE_SHARE;
	size_t i;

	tc_rank_items(b->plan, &items);
	if (b->plan->wide)
		qsort(items.at, items.n, sizeof(items.at[0]), by_rarity);
	for (i = 0; i < items.n; i++) {
		if (is_weighed(b, &items.at[i]) ||
		    (b->plan->wide && items.at[i].freq > left))
			continue;
		left -= b->plan->wide ? items.at[i].freq : 0;
		tc_build_add(ranks, tc_rank_query(b, &items.at[i]));
	}
}

/*
 * The upper rungs: all words must be there. Where there are none but those of
 * operators, these decide.
 */
static struct tc_expr *
all_words(struct tc_builder *b)
{
	struct tc_queries ranks = {{NULL}, 0};
	struct tc_expr *match;

	if (tc_plan_wanted(b->plan) == 0)
		match = tc_match_operators(b);
	else if (b->unranked || b->plan->wide || b->plan->numbered)
		match = tc_match_all(b);
	else
		match = tc_match_weighed(b);
	if (b->unranked)
		return match;
	add_ranks(b, &ranks);
	tc_build_add(&ranks, tc_numbers_rank(b));
	tc_build_add(&ranks, tc_rank_intents(b));
	return tc_build_combine2(b, TC_EXPR_AND_MAYBE, match,
	    tc_build_combine(b, TC_EXPR_OR, &ranks));
}

size_t
tc_plan_wanted(const struct tc_plan *plan)
{
	size_t i, n = 0;

	for (i = 0; i < plan->n; i++)
		n += !plan->words[i].word->part &&
		    !plan->words[i].word->spans &&
		    !plan->words[i].word->strict &&
		    !plan->words[i].word->excluded;
	return n;
}

bool
tc_plan_ranks(const struct tc_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		if (!plan->words[i].word->excluded)
			return true;
	}
	return false;
}

bool
tc_plan_has_marks(const struct tc_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		if (plan->words[i].word->marks[0] != '\0')
			return true;
	}
	return false;
}

static struct tc_expr *
both(struct tc_builder *b, struct tc_expr *query, struct tc_expr *condition)
{
	return tc_build_combine2(
	    b, TC_EXPR_AND, query, tc_build_condition(b, condition));
}

/* All of a rung: what ranks, what holds, what is unwanted, filters. */
static struct tc_expr *
build_rung(struct tc_builder *b, const struct tc_filters *filters)
{
	const struct tc_plan *plan = b->plan;
	size_t wanted = tc_plan_wanted(plan);
	struct tc_expr *query;

	b->common->n = 0;
	if (!tc_plan_ranks(plan))
		query = plan->says_nothing ? tc_build_nothing(b)
					   : tc_build_everything(b);
	else if (b->rung == TC_RUNG_SOME && wanted > 0)
		query = some_words(b);
	else
		query = all_words(b);
	if (wanted > 0 || !tc_plan_ranks(plan))
		query = tc_build_combine2(
		    b, TC_EXPR_AND, query, tc_match_operators(b));
	query = both(b, query, tc_match_phrases(b));
	query = tc_match_filters(b, query, filters);
	return tc_build_combine2(
	    b, TC_EXPR_AND_NOT, query, tc_match_unwanted(b));
}

/* Look for a node among what else holds. */
static enum tc_status
verify_node(struct tc_verified *to, struct tc_builder *b,
    const struct tc_query_node *node, const struct tc_filters *filters,
    bool much, struct tc_error *err)
{
	enum tc_status status;
	struct tc_expr *query;

	query = tc_build_combine2(
	    b, TC_EXPR_AND, tc_match_node(b, node), tc_match_context(b));
	query = tc_match_filters(b, query, filters);
	if (b->failed)
		status = tc_index_fail(err, &b->why, "search");
	else
		status = tc_verify(to, b, node, query, much, err);
	tc_expr_free(query);
	return status;
}

/* Is something in a phrase that is looked for by its parts? */
static bool
has_splits(const struct tc_parsed *parsed)
{
	size_t i;

	for (i = 0; i < parsed->n; i++) {
		if (parsed->words[i].in_phrase &&
		    tc_verify_splits(parsed->words[i].kind))
			return true;
	}
	return false;
}

/*
 * Look for the nodes that the index does not tell. Where the parts of a day are
 * in too many documents, "ngày 1/1", only in those that have it as a whole.
 */
static enum tc_status
verify_nodes(struct tc_verified *verified, struct tc_builder *b,
    const struct tc_filters *filters, bool much, struct tc_error *err)
{
	const struct tc_parsed *parsed = b->plan->parsed;
	bool splits = has_splits(parsed);
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < parsed->nodes_n && status == TC_OK; i++) {
		const struct tc_query_node *node = &parsed->nodes[i];
		struct tc_verified *to = &verified[i];

		if (!tc_verify_wants(b->plan, node))
			continue;
		b->by_parts = splits;
		status = verify_node(to, b, node, filters, much, err);
		b->by_parts = false;
		if (status != TC_OK || to->known || !splits)
			continue;
		tc_buf_clear(&to->documents.terms);
		to->documents.n = 0;
		status = verify_node(to, b, node, filters, much, err);
	}
	return status;
}

static enum tc_status
make_query(struct tc_rung_query *out, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options, bool unranked,
    struct tc_error *err)
{
	const struct tc_builder begin = {.plan = plan,
	    .rung = rung,
	    .common = &out->common,
	    .unranked = unranked};
	struct tc_builder b = begin;
	struct tc_verified *verified = NULL;
	enum tc_status status = TC_OK;
	size_t i, n = plan->parsed->nodes_n;

	out->query = build_rung(&b, &options->filters);
	if (b.unverified && !b.failed) {
		tc_expr_free(out->query);
		out->query = NULL;
		if ((verified = calloc(n, sizeof(*verified))) == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		status = verify_nodes(verified, &b, &options->filters,
		    options->count_up_to == SIZE_MAX, err);
		b = begin;
		b.verified = verified;
		if (status == TC_OK)
			out->query = build_rung(&b, &options->filters);
	}
	out->exact = !b.pruned && !b.unverified;
	if (status == TC_OK && b.failed)
		status = tc_index_fail(err, &b.why, "search");
	for (i = 0; verified != NULL && i < n; i++)
		tc_buf_free(&verified[i].documents.terms);
	free(verified);
	if (status != TC_OK) {
		tc_expr_free(out->query);
		out->query = NULL;
	}
	return status;
}

enum tc_status
tc_plan_query(struct tc_rung_query *out, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options,
    struct tc_error *err)
{
	return make_query(out, plan, rung, options, false, err);
}

enum tc_status
tc_plan_matches(struct tc_rung_query *out, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options,
    struct tc_error *err)
{
	return make_query(out, plan, rung, options, true, err);
}
