/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What matches: words in their spellings, phrases, the tree. */
#include "numbers.h"
#include "verify.h"

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
static struct tc_expr *
match(
    struct tc_builder *b, const struct tc_spellings *of, enum tc_choice choice)
{
	struct tc_expr *out;

	if (is_everywhere(b->plan, of, choice))
		return tc_build_everything(b);
	out = tc_build_spellings(b, of, choice, 0, TC_EXPR_OR);
	return out != NULL ? out : tc_build_nothing(b);
}

static struct tc_expr *
match_word(struct tc_builder *b, const struct tc_plan_word *word)
{
	return match(b, word->word->in_title ? &word->title : &word->spellings,
	    tc_match_choice(b, word));
}

/* The word right behind the one before it. */
static struct tc_expr *
match_pair(struct tc_builder *b, const struct tc_plan_word *word)
{
	return match(b, word->word->in_title ? &word->title_pair : &word->pair,
	    tc_match_choice(b, word));
}

static bool
is_whole(const struct tc_plan *plan, size_t i, size_t end)
{
	return !plan->words[i].word->part && i + 1 < end &&
	    plan->words[i + 1].word->part;
}

/* A mention, or all that it spans, mentions in it included. */
static struct tc_expr *
match_mention(struct tc_builder *b, size_t *i, size_t end)
{
	const struct tc_plan *plan = b->plan;
	struct tc_expr *whole;
	struct tc_queries spanned = {{NULL}, 0};
	size_t to = plan->words[*i].word->to;

	whole = match_word(b, &plan->words[(*i)++]);
	while (*i < end && plan->words[*i].word->from < to)
		tc_build_add(&spanned, tc_match_group(b, i, end));
	if (spanned.n == 0) /* the query was too long */
		return whole;
	return tc_build_combine2(
	    b, TC_EXPR_OR, whole, tc_build_combine(b, TC_EXPR_AND, &spanned));
}

/* The whole, or all of its parts. */
struct tc_expr *
tc_match_group(struct tc_builder *b, size_t *i, size_t end)
{
	const struct tc_plan *plan = b->plan;
	struct tc_expr *whole;
	struct tc_queries parts = {{NULL}, 0};
	bool structured = is_whole(plan, *i, end);

	if (plan->words[*i].word->spans)
		return match_mention(b, i, end);
	whole = match_word(b, &plan->words[(*i)++]);
	if (!structured)
		return whole;
	while (*i < end && plan->words[*i].word->part)
		tc_build_add(&parts, match_word(b, &plan->words[(*i)++]));
	return tc_build_combine2(
	    b, TC_EXPR_OR, whole, tc_build_combine(b, TC_EXPR_AND, &parts));
}

/* All words of an alternative, and as a phrase where they are joined. */
static struct tc_expr *
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
	return tc_build_combine(b, TC_EXPR_AND, &all);
}

/* Does an alternative to the words from i on take their place? */
static bool
takes_place(const struct tc_plan *plan,
    const struct tc_plan_alternative *alternative, size_t i, size_t end)
{
	return alternative->of->first == i && i + alternative->of->n <= end &&
	    !plan->words[i].word->excluded;
}

/* Where what begins at word i ends: behind it, or what an alternative is of. */
static size_t
span_end(const struct tc_plan *plan, size_t i, size_t end)
{
	size_t k, to = i + 1;

	for (k = 0; k < plan->alternatives_n; k++) {
		if (takes_place(plan, &plan->alternatives[k], i, end))
			to = i + plan->alternatives[k].of->n;
	}
	return to;
}

/* Any of the alternatives to the words from i on. NULL: there are none. */
static struct tc_expr *
match_alternatives(struct tc_builder *b, size_t i, size_t end)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries any = {{NULL}, 0};
	size_t k;

	for (k = 0; k < plan->alternatives_n; k++) {
		if (takes_place(plan, &plan->alternatives[k], i, end))
			tc_build_add(
			    &any, match_alternative(b, &plan->alternatives[k]));
	}
	return any.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &any) : NULL;
}

/* What is unwanted means what it says. */
struct tc_expr *
tc_match_span(struct tc_builder *b, size_t *i, size_t end)
{
	struct tc_expr *any = match_alternatives(b, *i, end);
	struct tc_queries all = {{NULL}, 0};
	size_t to = span_end(b->plan, *i, end);

	while (*i < to && !b->failed)
		tc_build_add(&all, tc_match_group(b, i, end));
	return tc_build_combine2(
	    b, TC_EXPR_OR, tc_build_combine(b, TC_EXPR_AND, &all), any);
}

/*
 * Words that rank where they match: the postings of each are read once.
 */

/* Do only spellings that match rank, and not in all documents? */
static bool
may_weigh(const struct tc_builder *b, const struct tc_plan_word *word)
{
	const struct tc_spellings *of = &word->spellings;
	enum tc_choice choice = tc_match_choice(b, word);

	return !word->word->in_title && !word->word->excluded &&
	    tc_token_is_word(word->word->kind) &&
	    tc_rank_choice(b->plan, of) <= choice &&
	    !is_everywhere(b->plan, of, choice);
}

/* Does each word before `to` match by itself, and rank by what matches? */
static bool
may_weigh_all(const struct tc_builder *b, size_t i, size_t to, size_t end)
{
	const struct tc_plan *plan = b->plan;

	for (; i < to; i++) {
		if (plan->words[i].word->spans || is_whole(plan, i, end) ||
		    !may_weigh(b, &plan->words[i]))
			return false;
	}
	return true;
}

/* Add to all what a word matches, and to any what ranks of it. */
static void
weigh_word(struct tc_builder *b, size_t i, struct tc_queries *all,
    struct tc_queries *any)
{
	const struct tc_plan_word *word = &b->plan->words[i];
	struct tc_rank_item item = {
	    .spellings = tc_rank_spellings(
		b->plan, &word->spellings, tc_rank_share(b->plan, i, false))};
	struct tc_expr *others, *match;

	b->weighed[i] = true;
	others = tc_build_others(b, &item.spellings, tc_match_choice(b, word));
	match = tc_build_combine2(b, TC_EXPR_OR, tc_rank_query(b, &item),
	    tc_build_condition(b, others));
	tc_build_add(all, match != NULL ? match : tc_build_nothing(b));
	if (any != NULL)
		tc_build_add(any, tc_rank_query(b, &item));
}

/*
 * All words of a span, with their weights; or an alternative to them, with the
 * weights of those that are there. What has both has the words' weights once.
 */
static struct tc_expr *
weigh_span(struct tc_builder *b, size_t *i, size_t to, size_t end)
{
	struct tc_queries all = {{NULL}, 0}, any = {{NULL}, 0};
	struct tc_expr *alternatives = match_alternatives(b, *i, end);
	bool has_alternatives = alternatives != NULL;

	while (*i < to)
		weigh_word(b, (*i)++, &all, has_alternatives ? &any : NULL);
	alternatives = tc_build_condition(b, alternatives);
	if (any.n > 0)
		alternatives = tc_build_combine2(b, TC_EXPR_AND_MAYBE,
		    alternatives, tc_build_combine(b, TC_EXPR_OR, &any));
	return tc_build_combine2(b, TC_EXPR_MAX,
	    tc_build_combine(b, TC_EXPR_AND, &all), alternatives);
}

/* Add what the words of a leaf ask for, with their weights if they may. */
static void
weigh_words(struct tc_builder *b, const struct tc_query_node *leaf,
    struct tc_queries *to)
{
	size_t i = leaf->first, end = leaf->first + leaf->n;

	while (i < end && !b->failed) {
		size_t span = span_end(b->plan, i, end);

		if (may_weigh_all(b, i, span, end))
			tc_build_add(to, weigh_span(b, &i, span, end));
		else
			tc_build_add(to,
			    tc_build_condition(b, tc_match_span(b, &i, end)));
	}
}

/*
 * Leaves and operators
 */

/* Add what the words of a leaf ask for, one by one. */
static void
add_words(struct tc_builder *b, const struct tc_query_node *leaf,
    struct tc_queries *to)
{
	size_t i = leaf->first, end = leaf->first + leaf->n;

	while (i < end && !b->failed)
		tc_build_add(to, tc_match_span(b, &i, end));
}

/*
 * What was found of a node in the texts of documents. False when nobody looked:
 * then its pairs of words stand for it.
 */
static bool
add_verified(struct tc_builder *b, const struct tc_query_node *node,
    struct tc_queries *to)
{
	const struct tc_verified *verified;

	if (!tc_verify_wants(b->plan, node))
		return false;
	verified = b->verified != NULL
	    ? &b->verified[node - b->plan->parsed->nodes]
	    : NULL;
	if (verified != NULL && verified->known) {
		tc_build_add(to,
		    tc_build_terms(
			b, &verified->documents.terms, verified->documents.n));
		return true;
	}
	b->unverified = true;
	return false;
}

/* Add the words of a phrase, and the pairs of neighbours in it. */
static void
add_phrase(struct tc_builder *b, const struct tc_query_node *leaf,
    struct tc_queries *to)
{
	const struct tc_plan *plan = b->plan;
	size_t i, end = leaf->first + leaf->n;

	if (add_verified(b, leaf, to))
		return;

	for (i = leaf->first; i < end && !b->failed; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->part)
			continue;
		if (b->by_parts && tc_verify_splits(word->word->kind)) {
			tc_build_add(to, tc_match_group(b, &i, end));
			i--; /* behind its parts */
			continue;
		}
		tc_build_add(to, match_word(b, word));
		if (word->before != NULL && !word->word->begins_phrase)
			tc_build_add(to, match_pair(b, word));
	}
}

/* Words, phrases and operators in the order of the tree. */
static struct tc_expr *
match_node(struct tc_builder *b, const struct tc_query_node *node)
{
	const struct tc_query_node *child = tc_build_node(b, node->child);
	struct tc_queries list = {{NULL}, 0}, unwanted = {{NULL}, 0};
	struct tc_expr *all = NULL, *match;

	if (node->kind == TC_NODE_FIELD)
		return tc_match_field(b, node);
	if (node->kind == TC_NODE_NEAR && add_verified(b, node, &list))
		return tc_build_combine(b, TC_EXPR_OR, &list);
	if (node->kind == TC_NODE_WORDS)
		add_words(b, node, &list);
	else if (node->kind == TC_NODE_PHRASE)
		add_phrase(b, node, &list);
	for (; child != NULL && !b->failed;
	     child = tc_build_node(b, child->next)) {
		match = match_node(b, child);
		/* What is not there is so of all documents. */
		if (child->kind == TC_NODE_NOT && node->kind == TC_NODE_ANY)
			match = tc_build_combine2(
			    b, TC_EXPR_AND_NOT, tc_build_everything(b), match);
		tc_build_add(
		    child->kind == TC_NODE_NOT && node->kind == TC_NODE_ALL
			? &unwanted
			: &list,
		    match);
	}
	if (list.n > 0)
		all = tc_build_combine(b,
		    node->kind == TC_NODE_ANY ? TC_EXPR_OR : TC_EXPR_AND,
		    &list);
	if (unwanted.n == 0)
		return all;
	return tc_build_combine2(b, TC_EXPR_AND_NOT,
	    all != NULL ? all : tc_build_everything(b),
	    tc_build_combine(b, TC_EXPR_OR, &unwanted));
}

/* What a child of the root is for. */
enum role { ROLE_WORDS, ROLE_PHRASE, ROLE_OPERATOR, ROLE_UNWANTED };

static enum role
role_of(const struct tc_query_node *node)
{
	if (node->kind == TC_NODE_NOT)
		return ROLE_UNWANTED;
	if (node->field == TC_QUERY_TITLE)
		return ROLE_OPERATOR;
	if (node->kind == TC_NODE_WORDS)
		return ROLE_WORDS;
	return node->kind == TC_NODE_PHRASE ? ROLE_PHRASE : ROLE_OPERATOR;
}

static const struct tc_query_node *
first_node(const struct tc_builder *b)
{
	const struct tc_parsed *parsed = b->plan->parsed;

	return tc_build_node(b, parsed->nodes[parsed->root].child);
}

struct tc_expr *
tc_match_phrases(struct tc_builder *b)
{
	const struct tc_query_node *node = first_node(b);
	struct tc_queries all = {{NULL}, 0};

	for (; node != NULL && !b->failed;
	     node = tc_build_node(b, node->next)) {
		if (role_of(node) == ROLE_PHRASE)
			add_phrase(b, node, &all);
	}
	return all.n > 0 ? tc_build_combine(b, TC_EXPR_AND, &all) : NULL;
}

/* All words that are wanted, each leaf by a function. */
static struct tc_expr *
match_wanted(struct tc_builder *b,
    void (*add)(
	struct tc_builder *, const struct tc_query_node *, struct tc_queries *))
{
	const struct tc_query_node *node = first_node(b);
	struct tc_queries wanted = {{NULL}, 0};

	for (; node != NULL && !b->failed;
	     node = tc_build_node(b, node->next)) {
		if (role_of(node) == ROLE_WORDS || role_of(node) == ROLE_PHRASE)
			add(b, node, &wanted);
	}
	return tc_build_combine(b, TC_EXPR_AND, &wanted);
}

struct tc_expr *
tc_match_all(struct tc_builder *b)
{
	return tc_build_condition(b,
	    tc_build_combine2(b, TC_EXPR_OR, match_wanted(b, add_words),
		tc_numbers_match(b)));
}

struct tc_expr *
tc_match_weighed(struct tc_builder *b)
{
	return match_wanted(b, weigh_words);
}

/* The children of the root with this role, by an operator; NULL: none has it.
 */
static struct tc_expr *
match_role(struct tc_builder *b, enum role role, enum tc_expr_kind kind)
{
	const struct tc_query_node *node = first_node(b);
	struct tc_queries list = {{NULL}, 0};

	for (; node != NULL && !b->failed;
	     node = tc_build_node(b, node->next)) {
		if (role_of(node) == role)
			tc_build_add(&list, match_node(b, node));
	}
	return list.n > 0 ? tc_build_combine(b, kind, &list) : NULL;
}

struct tc_expr *
tc_match_operators(struct tc_builder *b)
{
	return tc_build_condition(b, match_role(b, ROLE_OPERATOR, TC_EXPR_AND));
}

struct tc_expr *
tc_match_unwanted(struct tc_builder *b)
{
	return match_role(b, ROLE_UNWANTED, TC_EXPR_OR);
}

/* The positive side of the root, as far as the index tells. */
struct tc_expr *
tc_match_context(struct tc_builder *b)
{
	struct tc_queries all = {{NULL}, 0};

	if (b->rung != TC_RUNG_SOME && tc_plan_wanted(b->plan) > 0)
		tc_build_add(&all, tc_match_all(b));
	tc_build_add(&all, tc_match_phrases(b));
	tc_build_add(&all, tc_match_operators(b));
	return all.n > 0 ? tc_build_combine(b, TC_EXPR_AND, &all) : NULL;
}

struct tc_expr *
tc_match_node(struct tc_builder *b, const struct tc_query_node *node)
{
	return match_node(b, node);
}
