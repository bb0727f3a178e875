/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What matches: words in their spellings, phrases, the tree. */
#include "builder.h"
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
static struct xapian_query *
match(
    struct tc_builder *b, const struct tc_spellings *of, enum tc_choice choice)
{
	struct xapian_query *out;

	if (is_everywhere(b->plan, of, choice))
		return tc_build_everything(b);
	out = tc_build_spellings(b, of, choice, 0, XAPIAN_OP_OR);
	return out != NULL ? out : tc_build_nothing(b);
}

static struct xapian_query *
match_word(struct tc_builder *b, const struct tc_plan_word *word)
{
	return match(b, word->word->in_title ? &word->title : &word->spellings,
	    tc_match_choice(b, word));
}

/* The word right behind the one before it. */
static struct xapian_query *
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
static struct xapian_query *
match_mention(struct tc_builder *b, size_t *i, size_t end)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *whole;
	struct tc_queries spanned = {{NULL}, 0};
	size_t to = plan->words[*i].word->to;

	whole = match_word(b, &plan->words[(*i)++]);
	while (*i < end && plan->words[*i].word->from < to)
		tc_build_add(&spanned, tc_match_group(b, i, end));
	if (spanned.n == 0) /* the query was too long */
		return whole;
	return tc_build_combine2(b, XAPIAN_OP_OR, whole,
	    tc_build_combine(b, XAPIAN_OP_AND, &spanned));
}

/* The whole, or all of its parts. */
struct xapian_query *
tc_match_group(struct tc_builder *b, size_t *i, size_t end)
{
	const struct tc_plan *plan = b->plan;
	struct xapian_query *whole;
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
	    b, XAPIAN_OP_OR, whole, tc_build_combine(b, XAPIAN_OP_AND, &parts));
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

/* What is unwanted means what it says. */
struct xapian_query *
tc_match_span(struct tc_builder *b, size_t *i, size_t end)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries any = {{NULL}, 0}, all = {{NULL}, 0};
	size_t k, to = *i + 1;

	for (k = 0; k < plan->alternatives_n; k++) {
		const struct tc_plan_alternative *alternative =
		    &plan->alternatives[k];

		if (alternative->of->first != *i ||
		    alternative->of->first + alternative->of->n > end ||
		    plan->words[*i].word->excluded)
			continue;
		tc_build_add(&any, match_alternative(b, alternative));
		to = alternative->of->first + alternative->of->n;
	}
	while (*i < to && !b->failed)
		tc_build_add(&all, tc_match_group(b, i, end));
	return tc_build_combine2(b, XAPIAN_OP_OR,
	    tc_build_combine(b, XAPIAN_OP_AND, &all),
	    any.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &any) : NULL);
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
		tc_build_add(
		    to, tc_build_terms(b, &verified->terms, verified->n));
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
	size_t i;

	if (add_verified(b, leaf, to))
		return;

	for (i = leaf->first; i < leaf->first + leaf->n && !b->failed; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->part)
			continue;
		tc_build_add(to, match_word(b, word));
		if (word->before != NULL && !word->word->begins_phrase)
			tc_build_add(to, match_pair(b, word));
	}
}

/* Words, phrases and operators in the order of the tree. */
static struct xapian_query *
match_node(struct tc_builder *b, const struct tc_query_node *node)
{
	const struct tc_query_node *child = tc_build_node(b, node->child);
	struct tc_queries list = {{NULL}, 0}, unwanted = {{NULL}, 0};
	struct xapian_query *all = NULL, *match;

	if (node->kind == TC_NODE_FIELD)
		return tc_match_field(b, node);
	if (node->kind == TC_NODE_NEAR && add_verified(b, node, &list))
		return tc_build_combine(b, XAPIAN_OP_OR, &list);
	if (node->kind == TC_NODE_WORDS)
		add_words(b, node, &list);
	else if (node->kind == TC_NODE_PHRASE)
		add_phrase(b, node, &list);
	for (; child != NULL && !b->failed;
	     child = tc_build_node(b, child->next)) {
		match = match_node(b, child);
		/* What is not there is so of all documents. */
		if (child->kind == TC_NODE_NOT && node->kind == TC_NODE_ANY)
			match = tc_build_combine2(b, XAPIAN_OP_AND_NOT,
			    tc_build_everything(b), match);
		tc_build_add(
		    child->kind == TC_NODE_NOT && node->kind == TC_NODE_ALL
			? &unwanted
			: &list,
		    match);
	}
	if (list.n > 0)
		all = tc_build_combine(b,
		    node->kind == TC_NODE_ANY ? XAPIAN_OP_OR : XAPIAN_OP_AND,
		    &list);
	if (unwanted.n == 0)
		return all;
	return tc_build_combine2(b, XAPIAN_OP_AND_NOT,
	    all != NULL ? all : tc_build_everything(b),
	    tc_build_combine(b, XAPIAN_OP_OR, &unwanted));
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

struct xapian_query *
tc_match_phrases(struct tc_builder *b)
{
	const struct tc_query_node *node = first_node(b);
	struct tc_queries all = {{NULL}, 0};

	for (; node != NULL && !b->failed;
	     node = tc_build_node(b, node->next)) {
		if (role_of(node) == ROLE_PHRASE)
			add_phrase(b, node, &all);
	}
	return all.n > 0 ? tc_build_combine(b, XAPIAN_OP_AND, &all) : NULL;
}

struct xapian_query *
tc_match_all(struct tc_builder *b)
{
	const struct tc_query_node *node = first_node(b);
	struct tc_queries wanted = {{NULL}, 0};

	for (; node != NULL && !b->failed;
	     node = tc_build_node(b, node->next)) {
		if (role_of(node) == ROLE_WORDS || role_of(node) == ROLE_PHRASE)
			add_words(b, node, &wanted);
	}
	return tc_build_condition(
	    b, tc_build_combine(b, XAPIAN_OP_AND, &wanted));
}

/* The children of the root with this role, by an operator; NULL: none has it.
 */
static struct xapian_query *
match_role(struct tc_builder *b, enum role role, enum xapian_op op)
{
	const struct tc_query_node *node = first_node(b);
	struct tc_queries list = {{NULL}, 0};

	for (; node != NULL && !b->failed;
	     node = tc_build_node(b, node->next)) {
		if (role_of(node) == role)
			tc_build_add(&list, match_node(b, node));
	}
	return list.n > 0 ? tc_build_combine(b, op, &list) : NULL;
}

struct xapian_query *
tc_match_operators(struct tc_builder *b)
{
	return tc_build_condition(
	    b, match_role(b, ROLE_OPERATOR, XAPIAN_OP_AND));
}

struct xapian_query *
tc_match_unwanted(struct tc_builder *b)
{
	return match_role(b, ROLE_UNWANTED, XAPIAN_OP_OR);
}

/* The positive side of the root, as far as the index tells. */
struct xapian_query *
tc_match_context(struct tc_builder *b)
{
	struct tc_queries all = {{NULL}, 0};

	if (b->rung != TC_RUNG_SOME && tc_plan_wanted(b->plan) > 0)
		tc_build_add(&all, tc_match_all(b));
	tc_build_add(&all, tc_match_phrases(b));
	tc_build_add(&all, tc_match_operators(b));
	return all.n > 0 ? tc_build_combine(b, XAPIAN_OP_AND, &all) : NULL;
}

struct xapian_query *
tc_match_node(struct tc_builder *b, const struct tc_query_node *node)
{
	return match_node(b, node);
}
