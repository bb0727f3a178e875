/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plan: which documents match, and how they rank.
 *
 * Words decide what matches, in any spelling that carries the marks typed;
 * pairs of neighbours and equal marks only rank. Long questions are matched by
 * what is rare in them, since reading the lists of common words to the end is
 * most of the work and changes nothing among the first hundred.
 */
#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Weights, from bench/TERMS.md. A pair of words against a word: */
#define PAIR_WEIGHT 0.5
/*
 * A whole number, date or address, beside its parts. Who writes a date in
 * another way has few of the parts that were typed: the whole must outweigh
 * them ("tháng tư năm 2018" for 4/2018).
 */
#define MENTION_WEIGHT 2.0
/* A document's own number, when that was typed: before all else. */
#define OWN_NUMBER_WEIGHT 100.0

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

/* The rarest words stay candidates, however common they are. */
#define CANDIDATES_KEPT 3

/* A list of queries, and the first failure of whatever made them. */
struct list {
	struct xapian_query *at[2 * TC_QUERY_WORDS_MAX + 16];
	size_t n;
};

struct builder {
	const struct tc_plan *plan;
	enum tc_rung rung;
	struct xapian_error why;
	bool failed;
	bool pruned; /* common words make no candidates */
};

static bool
check(struct builder *b, enum xapian_status status)
{
	if (status != XAPIAN_OK)
		b->failed = true;
	return status == XAPIAN_OK;
}

static void
add(struct list *list, struct xapian_query *query)
{
	if (query == NULL)
		return;
	if (list->n == sizeof(list->at) / sizeof(list->at[0]))
		xapian_query_free(query);
	else
		list->at[list->n++] = query;
}

/* Combine and free what is in the list. NULL on failure. */
static struct xapian_query *
combine(struct builder *b, enum xapian_op op, struct list *list)
{
	struct xapian_query *out = NULL;

	if (!b->failed)
		check(b,
		    xapian_query_combine(
			&out, op, list->at, list->n, 0, &b->why));
	xapian_query_free_all(list->at, list->n);
	list->n = 0;
	return out;
}

static struct xapian_query *
combine2(struct builder *b, enum xapian_op op, struct xapian_query *left,
    struct xapian_query *right)
{
	struct list both = {{left, right}, 2};

	if (right == NULL)
		return left;
	if (left == NULL)
		return right;
	return combine(b, op, &both);
}

static struct xapian_query *
scale(struct builder *b, struct xapian_query *query, double factor)
{
	struct xapian_query *out = NULL;

	if (!b->failed && query != NULL)
		check(
		    b, xapian_query_scale_weight(&out, query, factor, &b->why));
	xapian_query_free(query);
	return out;
}

/*
 * A condition: it must hold but adds nothing that shows in a score. Not scaled
 * by 0: Xapian 1.4 takes the list of all documents for an unweighted term that
 * all of them have, and loses the way in it where documents were deleted.
 */
#define CONDITION_WEIGHT 1e-12

static struct xapian_query *
condition(struct builder *b, struct xapian_query *query)
{
	return scale(b, query, CONDITION_WEIGHT);
}

static struct xapian_query *
term(struct builder *b, const char *s, size_t len)
{
	struct xapian_query *out = NULL;

	if (!b->failed)
		check(b, xapian_query_term(&out, s, len, 1, 0, &b->why));
	return out;
}

/* Which spellings of a word are meant. */
enum choice { CHOOSE_EQUAL, CHOOSE_MEANT, CHOOSE_COMPATIBLE, CHOOSE_ANY };

static bool
is_chosen(const struct tc_variant *variant, enum choice choice)
{
	switch (choice) {
	case CHOOSE_EQUAL:
		return variant->equal;
	case CHOOSE_MEANT:
		return variant->meant;
	case CHOOSE_COMPATIBLE:
		return variant->compatible;
	default:
		return true;
	}
}

static uint32_t
chosen_freq(const struct tc_plan *plan, const struct tc_spellings *of,
    enum choice choice)
{
	uint64_t freq = 0;
	size_t i;

	for (i = 0; i < of->n; i++) {
		if (is_chosen(&of->at[i], choice))
			freq += of->at[i].freq;
	}
	return freq < plan->documents ? (uint32_t)freq : plan->documents;
}

/*
 * The chosen spellings that are in at least min_freq documents by an operator;
 * NULL when there are none.
 */
static struct xapian_query *
spellings(struct builder *b, const struct tc_spellings *of, enum choice choice,
    uint32_t min_freq, enum xapian_op op)
{
	struct xapian_query_term terms[TC_VARIANTS_MAX];
	struct xapian_query *out = NULL;
	size_t i, n = 0;

	for (i = 0; i < of->n && n < TC_VARIANTS_MAX; i++) {
		const struct tc_variant *variant = &of->at[i];

		if (!is_chosen(variant, choice) || variant->freq < min_freq)
			continue;
		terms[n].s = variant->term;
		terms[n].len = variant->len;
		terms[n].wqf = 1;
		terms[n++].pos = 0;
	}
	if (n == 1)
		return term(b, terms[0].s, terms[0].len);
	if (n > 0 && !b->failed)
		check(b,
		    xapian_query_combine_terms(&out, op, terms, n, 0, &b->why));
	return out;
}

static enum choice
match_choice(const struct builder *b, const struct tc_plan_word *word)
{
	if (b->plan->exact_marks)
		return CHOOSE_EQUAL;
	/* What is unwanted is so in the spelling that was typed. */
	return b->rung == TC_RUNG_ALL || word->word->excluded
	    ? CHOOSE_COMPATIBLE
	    : CHOOSE_ANY;
}

/* Is some chosen spelling in every document? */
static bool
is_everywhere(const struct tc_plan *plan, const struct tc_spellings *of,
    enum choice choice)
{
	size_t i;

	for (i = 0; i < of->n; i++) {
		if (is_chosen(&of->at[i], choice) &&
		    of->at[i].freq >= plan->documents)
			return true;
	}
	return false;
}

/* What ranks: the spellings that may be meant, if any is known. */
static enum choice
rank_choice(const struct builder *b, const struct tc_spellings *of)
{
	const struct tc_plan *plan = b->plan;
	enum choice best = plan->exact_marks ? CHOOSE_EQUAL : CHOOSE_MEANT;

	if (chosen_freq(plan, of, best) > 0)
		return best;
	return chosen_freq(plan, of, CHOOSE_COMPATIBLE) > 0 ? CHOOSE_COMPATIBLE
							    : CHOOSE_ANY;
}

/* What has a chosen spelling. */
static struct xapian_query *
match(struct builder *b, const struct tc_spellings *of, enum choice choice)
{
	struct xapian_query *out = NULL;

	if (is_everywhere(b->plan, of, choice)) {
		if (!b->failed)
			check(b, xapian_query_match_all(&out, &b->why));
		return out;
	}
	out = spellings(b, of, choice, 0, XAPIAN_OP_OR);
	if (out == NULL && !b->failed)
		check(b, xapian_query_match_nothing(&out, &b->why));
	return out;
}

static struct xapian_query *
match_word(struct builder *b, const struct tc_plan_word *word)
{
	return match(b, &word->spellings, match_choice(b, word));
}

static bool
is_whole(const struct tc_plan *plan, size_t i)
{
	return !plan->words[i].word->part && i + 1 < plan->n &&
	    plan->words[i + 1].word->part;
}

static struct xapian_query *match_group(struct builder *b, size_t *i);

/* A mention, or all that it spans, mentions in it included. */
static struct xapian_query *
match_mention(struct builder *b, size_t *i)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *whole;
	struct list spanned = {{NULL}, 0};
	size_t to = plan->words[*i].word->to;

	whole = match_word(b, &plan->words[(*i)++]);
	while (*i < plan->n && plan->words[*i].word->from < to)
		add(&spanned, match_group(b, i));
	if (spanned.n == 0) /* the query was too long */
		return whole;
	return combine2(
	    b, XAPIAN_OP_OR, whole, combine(b, XAPIAN_OP_AND, &spanned));
}

/*
 * One word, or a structured token: the whole, or all of its parts. Moves *i
 * behind it.
 */
static struct xapian_query *
match_group(struct builder *b, size_t *i)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *whole;
	struct list parts = {{NULL}, 0};
	bool structured = is_whole(plan, *i);

	if (plan->words[*i].word->spans)
		return match_mention(b, i);
	whole = match_word(b, &plan->words[(*i)++]);
	if (!structured)
		return whole;
	while (*i < plan->n && plan->words[*i].word->part)
		add(&parts, match_word(b, &plan->words[(*i)++]));
	return combine2(
	    b, XAPIAN_OP_OR, whole, combine(b, XAPIAN_OP_AND, &parts));
}

/* An item that adds to the rank, and in how many documents it is. */
struct item {
	struct xapian_query *query;
	uint32_t freq;
};

struct items {
	struct item at[2 * TC_QUERY_WORDS_MAX];
	size_t n;
};

static void
add_item(struct items *items, struct xapian_query *query, uint32_t freq)
{
	if (query == NULL)
		return;
	items->at[items->n].query = query;
	items->at[items->n++].freq = freq;
}

/* What is in more documents than this makes no candidates. */
static uint32_t
candidate_limit(const struct tc_plan *plan)
{
	uint32_t limit = (uint32_t)((double)plan->documents * CANDIDATE_SHARE);

	return limit < CANDIDATE_FLOOR ? CANDIDATE_FLOOR : limit;
}

/*
 * The chosen spellings as one item. Of a common one spellings that are rare do
 * not count.
 */
static void
rank_spellings(struct builder *b, const struct tc_spellings *of, double weight,
    struct items *items)
{
	enum choice choice = rank_choice(b, of);
	uint32_t freq = chosen_freq(b->plan, of, choice);
	uint32_t rare =
	    freq > candidate_limit(b->plan) ? freq / RARE_SPELLING : 0;
	struct xapian_query *query;

	query = spellings(b, of, choice, rare, XAPIAN_OP_SYNONYM);
	if (weight < 1 || weight > 1)
		query = scale(b, query, weight);
	add_item(items, query, freq);
}

/* Words, pairs and whole tokens by which wanted documents rank. */
static void
make_items(struct builder *b, struct items *items)
{
	const struct tc_plan *plan = b->plan;
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->excluded)
			continue;
		rank_spellings(b, &word->spellings,
		    tc_token_is_word(word->word->kind) ? 1 : MENTION_WEIGHT,
		    items);
		rank_spellings(b, &word->pair, PAIR_WEIGHT, items);
	}
}

/* Documents whose own number was typed. */
static struct xapian_query *
own_numbers(struct builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *weight, *number;
	struct list numbers = {{NULL}, 0};
	char key[XAPIAN_TERM_MAX + 1];
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (word->kind != TC_TOKEN_DOCNO || word->excluded)
			continue;
		snprintf(key, sizeof(key), TC_PREFIX_NUMBER "%s", word->folded);
		number = term(b, key, strlen(key));
		weight = NULL;
		if (!b->failed)
			check(b,
			    xapian_query_fixed_weight(
				&weight, OWN_NUMBER_WEIGHT, &b->why));
		add(&numbers, combine2(b, XAPIAN_OP_FILTER, weight, number));
	}
	return numbers.n > 0 ? combine(b, XAPIAN_OP_OR, &numbers) : NULL;
}

static int
by_rarity(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return x->freq < y->freq ? -1 : x->freq > y->freq;
}

/* What stands in quotes must stand there on every rung. */
static struct xapian_query *
phrases(struct builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct list all = {{NULL}, 0};
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (!word->word->in_phrase || word->word->excluded ||
		    word->word->part)
			continue;
		add(&all, match_word(b, word));
		if (word->before != NULL && !word->word->begins_phrase)
			add(&all, match(b, &word->pair, match_choice(b, word)));
	}
	return all.n > 0 ? combine(b, XAPIAN_OP_AND, &all) : NULL;
}

/* All words, as the rung has them. */
static struct xapian_query *
all_groups(struct builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct list wanted = {{NULL}, 0};
	struct xapian_query *group;
	size_t i = 0, first;

	while (i < plan->n && !b->failed) {
		first = i;
		group = match_group(b, &i);
		if (plan->words[first].word->excluded)
			xapian_query_free(group);
		else
			add(&wanted, group);
	}
	return condition(b, combine(b, XAPIAN_OP_AND, &wanted));
}

/*
 * The lowest rung: candidates by what is rare, the rest only ranks. What the
 * rung above has, in whatever spelling, stays.
 */
static struct xapian_query *
some_words(struct builder *b)
{
	uint32_t limit = candidate_limit(b->plan);
	struct list candidates = {{NULL}, 0}, others = {{NULL}, 0};
	struct items items = {.n = 0};
	struct xapian_query *own, *wanted;
	size_t i;

	make_items(b, &items);
	qsort(items.at, items.n, sizeof(items.at[0]), by_rarity);
	for (i = 0; i < items.n; i++) {
		if (i < CANDIDATES_KEPT || items.at[i].freq <= limit)
			add(&candidates, items.at[i].query);
		else
			add(&others, items.at[i].query);
	}
	b->pruned = others.n > 0;
	if (tc_plan_wanted(b->plan) <= TC_ALL_WORDS_MAX)
		add(&candidates, all_groups(b));
	add(&candidates, condition(b, phrases(b)));
	if ((own = own_numbers(b)) != NULL)
		add(&candidates, own);
	wanted = combine(b, XAPIAN_OP_OR, &candidates);
	if (others.n == 0)
		return wanted;
	return combine2(
	    b, XAPIAN_OP_AND_MAYBE, wanted, combine(b, XAPIAN_OP_OR, &others));
}

/* The upper rungs: all words must be there. */
static struct xapian_query *
all_words(struct builder *b)
{
	struct list ranks = {{NULL}, 0};
	struct items items = {.n = 0};
	struct xapian_query *match = all_groups(b);
	size_t i;

	make_items(b, &items);
	for (i = 0; i < items.n; i++)
		add(&ranks, items.at[i].query);
	add(&ranks, own_numbers(b));
	return combine2(
	    b, XAPIAN_OP_AND_MAYBE, match, combine(b, XAPIAN_OP_OR, &ranks));
}

/* -word, -"two words": a phrase is unwanted when all of it is there. */
static struct xapian_query *
unwanted(struct builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct list all = {{NULL}, 0}, phrase = {{NULL}, 0};
	size_t i = 0;

	while (i < plan->n && !b->failed) {
		const struct tc_plan_word *word = &plan->words[i];

		if (!word->word->excluded) {
			i++;
			continue;
		}
		if (word->word->in_phrase && word->before != NULL &&
		    !word->word->begins_phrase)
			add(&phrase,
			    match(b, &word->pair, match_choice(b, word)));
		add(word->word->in_phrase ? &phrase : &all, match_group(b, &i));
		if (phrase.n > 0 &&
		    (i >= plan->n || !plan->words[i].word->in_phrase ||
			plan->words[i].word->begins_phrase))
			add(&all, combine(b, XAPIAN_OP_AND, &phrase));
	}
	if (phrase.n > 0)
		add(&all, combine(b, XAPIAN_OP_AND, &phrase));
	return all.n > 0 ? combine(b, XAPIAN_OP_OR, &all) : NULL;
}

static struct xapian_query *
names(struct builder *b, const char *prefix, const char *const *values,
    size_t n, bool fold)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct list any = {{NULL}, 0};
	size_t i;

	for (i = 0; i < n && !b->failed; i++) {
		tc_buf_clear(&key);
		tc_buf_puts(&key, prefix);
		if (fold)
			tc_text_key(values[i], strlen(values[i]), &key);
		else
			tc_buf_puts(&key, values[i]);
		tc_buf_cut(&key, XAPIAN_TERM_MAX);
		add(&any, term(b, tc_buf_str(&key), key.len));
	}
	tc_buf_free(&key);
	return n > 0 ? combine(b, XAPIAN_OP_OR, &any) : NULL;
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
static struct xapian_query *
dates(struct builder *b, const char *from, const char *to)
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
		check(b,
		    xapian_query_value_range(&out, TC_SLOT_ORDER, newest,
			sizeof(newest), oldest, sizeof(oldest), &b->why));
	return out;
}

static struct xapian_query *
both(struct builder *b, struct xapian_query *query, struct xapian_query *filter)
{
	return combine2(b, XAPIAN_OP_AND, query, condition(b, filter));
}

static struct xapian_query *
filter(struct builder *b, struct xapian_query *query,
    const struct tc_filters *filters)
{
	query = both(b, query, phrases(b));
	query = both(b, query,
	    names(b, TC_PREFIX_TYPE, filters->types, filters->types_n, true));
	query = both(b, query,
	    names(b, TC_PREFIX_YEAR, filters->years, filters->years_n, false));
	query = combine2(
	    b, XAPIAN_OP_FILTER, query, dates(b, filters->from, filters->to));
	return combine2(b, XAPIAN_OP_AND_NOT, query, unwanted(b));
}

size_t
tc_plan_wanted(const struct tc_plan *plan)
{
	size_t i, n = 0;

	for (i = 0; i < plan->n; i++)
		n += !plan->words[i].word->part &&
		    !plan->words[i].word->spans &&
		    !plan->words[i].word->excluded;
	return n;
}

/* Two words are a phrase when their pair is there; of more words pairs tell
 * only nearly. */
static bool
phrases_are_exact(const struct tc_plan *plan)
{
	size_t i, run = 0;

	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		run = word->in_phrase ? run + 1 : 0;
		if (run > 2)
			return false;
	}
	return true;
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

enum tc_status
tc_plan_query(struct xapian_query **out, bool *exact,
    const struct tc_plan *plan, enum tc_rung rung,
    const struct tc_filters *filters, struct tc_error *err)
{
	struct builder b = {.plan = plan, .rung = rung};

	*out = NULL;
	if (tc_plan_wanted(plan) == 0 && plan->n == 0 && !plan->blank)
		check(&b, xapian_query_match_nothing(out, &b.why));
	else if (tc_plan_wanted(plan) == 0)
		check(&b, xapian_query_match_all(out, &b.why));
	else if (rung == TC_RUNG_SOME)
		*out = some_words(&b);
	else
		*out = all_words(&b);
	*out = filter(&b, *out, filters);
	*exact = !b.pruned && phrases_are_exact(plan);
	if (!b.failed)
		return TC_OK;
	xapian_query_free(*out);
	*out = NULL;
	return tc_index_fail(err, &b.why, "search");
}
