/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fewer words. Each part of the query, a word of one syllable or more, a
 * phrase, an operator, is left out in turn. Where that is not enough, the parts
 * are taken in turn instead, the rarest first, as long as some document has
 * them all.
 */
#include "fewer.h"

#include <stdlib.h>
#include <string.h>

#include "builder.h"
#include "scan.h"
#include "syntax.h"

/* Parts of a query that are looked into: as many as all words are wanted of,
 * and some operators. */
#define PARTS_MAX 12

/* Two syllables are of one word when so many have them side by side. */
#define TOGETHER 0.3

struct part {
	const struct tc_query_node *node;
	size_t first, end; /* words of the node; 0, 0: all of it */
	uint64_t freq;	   /* documents with it */
	bool kept;
};

struct fewer {
	struct tc_question *question;
	struct tc_builder b;
	struct part parts[PARTS_MAX];
	size_t n;
};

void
tc_fewer_free(struct tc_fewer_list *fewer)
{
	size_t i;

	for (i = 0; i < fewer->n; i++) {
		free(fewer->at[i].query);
		tc_buf_free(&fewer->at[i].without);
	}
	free(fewer->at);
	memset(fewer, 0, sizeof(*fewer));
}

/* Documents that a query matches within the filters; it is freed. */
static enum tc_status
count(uint64_t *n, struct fewer *fewer, struct tc_expr *query,
    struct tc_error *err)
{
	struct tc_builder *b = &fewer->b;
	enum tc_status status = TC_OK;

	*n = 0;
	query = tc_match_filters(b, query, &fewer->question->options->filters);
	if (b->failed)
		status = tc_index_fail(err, &b->why, "search");
	else if (query != NULL)
		status = tc_scan_count(n, query, b->plan->index, err);
	tc_expr_free(query);
	return status;
}

static struct tc_expr *
match_part(struct fewer *fewer, const struct part *part)
{
	struct tc_queries all = {{NULL}, 0};
	size_t i = part->first;

	if (part->end == 0)
		return tc_match_node(&fewer->b, part->node);
	while (i < part->end && !fewer->b.failed)
		tc_build_add(&all, tc_match_span(&fewer->b, &i, part->end));
	return tc_build_combine(&fewer->b, TC_EXPR_AND, &all);
}

/* Documents with all parts that are kept. */
static enum tc_status
count_kept(uint64_t *n, struct fewer *fewer, struct tc_error *err)
{
	struct tc_builder *b = &fewer->b;
	struct tc_queries wanted = {{NULL}, 0}, unwanted = {{NULL}, 0};
	struct tc_expr *query = NULL;
	size_t i;

	*n = 0;
	b->unverified = false;
	for (i = 0; i < fewer->n; i++) {
		const struct part *part = &fewer->parts[i];

		if (part->kept)
			tc_build_add(part->node->kind == TC_NODE_NOT ? &unwanted
								     : &wanted,
			    match_part(fewer, part));
	}
	if (wanted.n > 0)
		query = tc_build_combine(b, TC_EXPR_AND, &wanted);
	if (unwanted.n > 0)
		query = tc_build_combine2(b, TC_EXPR_AND_NOT,
		    query != NULL ? query : tc_build_everything(b),
		    tc_build_combine(b, TC_EXPR_OR, &unwanted));
	return query != NULL || b->failed ? count(n, fewer, query, err) : TC_OK;
}

/*
 * Parts
 */

static bool
add_part(struct fewer *fewer, const struct tc_query_node *node, size_t first,
    size_t end)
{
	if (fewer->n == PARTS_MAX)
		return false;
	fewer->parts[fewer->n++] = (struct part){
	    .node = node, .first = first, .end = end, .kept = true};
	return true;
}

/* Documents with what is likely meant. */
static uint32_t
meant(const struct tc_plan *plan, const struct tc_spellings *of)
{
	return tc_build_freq(plan, of, tc_rank_choice(plan, of));
}

/*
 * Is it the next syllable of one word, đại and hội? So it is where that many of
 * the documents with the rarer one have them side by side.
 */
static bool
goes_on(const struct fewer *fewer, size_t i)
{
	const struct tc_plan *plan = fewer->b.plan;
	const struct tc_plan_word *word = &plan->words[i], *before;
	uint32_t pair, one, other;

	if (word->before == NULL)
		return false;
	before = &plan->words[word->before - plan->parsed->words];
	pair = meant(plan, &word->pair);
	one = meant(plan, &word->spellings);
	other = meant(plan, &before->spellings);
	return pair > 0 &&
	    pair >= TOGETHER * (double)(one < other ? one : other);
}

/* A part for each word, or what an abbreviation or a number has of them. */
static bool
add_words(
    struct fewer *fewer, const struct tc_query_node *leaf, bool by_syllables)
{
	size_t i = leaf->first, end = leaf->first + leaf->n, first;

	while (i < end && !fewer->b.failed) {
		first = i;
		tc_expr_free(tc_match_span(&fewer->b, &i, end));
		if (first > leaf->first && !by_syllables &&
		    goes_on(fewer, first))
			fewer->parts[fewer->n - 1].end = i;
		else if (!add_part(fewer, leaf, first, i))
			return false;
	}
	return true;
}

/* False when there are too many of them. */
static bool
list_parts(struct fewer *fewer, bool by_syllables)
{
	const struct tc_parsed *parsed = fewer->question->parsed;
	const struct tc_query_node *node =
	    tc_build_node(&fewer->b, parsed->nodes[parsed->root].child);

	fewer->n = 0;
	for (; node != NULL; node = tc_build_node(&fewer->b, node->next)) {
		if (node->kind == TC_NODE_WORDS &&
			    node->field == TC_QUERY_ANYWHERE
			? !add_words(fewer, node, by_syllables)
			: !add_part(fewer, node, 0, 0))
			return false;
	}
	return true;
}

/* What is unwanted is tried last. */
static enum tc_status
weigh_parts(struct fewer *fewer, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < fewer->n && status == TC_OK; i++) {
		struct part *part = &fewer->parts[i];

		part->freq = UINT64_MAX;
		if (part->node->kind != TC_NODE_NOT)
			status = count(
			    &part->freq, fewer, match_part(fewer, part), err);
	}
	return status;
}

/*
 * What is offered
 */

/* Append a part as it was typed, or as it was read. */
static void
put_part(const struct fewer *fewer, const struct part *part, bool inner,
    struct tc_buf *out)
{
	const struct tc_parsed *parsed = fewer->question->parsed;
	size_t from, to, i;

	if (part->end == 0) {
		tc_query_print_node(parsed, part->node, inner, out);
		return;
	}
	from = parsed->words[part->first].from;
	to = parsed->words[part->first].to;
	for (i = part->first; i < part->end; i++)
		to = parsed->words[i].to > to ? parsed->words[i].to : to;
	tc_query_print_words(parsed, from, to, out);
	tc_buf_puts(out, parsed->words[part->first].prefix ? "*" : "");
}

/* Offer what is kept, which so many documents meet. */
static enum tc_status
offer(struct fewer *fewer, uint64_t total, struct tc_error *err)
{
	struct tc_fewer_list *list = &fewer->question->results->fewer;
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_fewer *to = &list->at[list->n];
	enum tc_status status;
	size_t i;

	*to = (struct tc_fewer){.total = total,
	    .exact = !fewer->b.unverified,
	    .without = TC_BUF_INIT(TC_BUF_LINE)};
	for (i = 0; i < fewer->n; i++) {
		struct tc_buf *out =
		    fewer->parts[i].kept ? &query : &to->without;

		tc_buf_puts(out,
		    out->len == 0	? ""
			: out == &query ? " "
					: "\n");
		put_part(fewer, &fewer->parts[i], out == &query, out);
	}
	list->n++;
	if ((status = tc_buf_check(&to->without, err)) == TC_OK)
		status = tc_buf_check(&query, err);
	if (status == TC_OK)
		to->query = query.s;
	else
		tc_buf_free(&query);
	return status;
}

/* Parts that nothing has are out; the rest is met as a whole, or not. */
static enum tc_status
drop_unknown(struct fewer *fewer, bool *done, struct tc_error *err)
{
	size_t i, unknown = 0;
	enum tc_status status;
	uint64_t n;

	for (i = 0; i < fewer->n; i++) {
		fewer->parts[i].kept = fewer->parts[i].freq > 0;
		unknown += !fewer->parts[i].kept;
	}
	*done = unknown == fewer->n;
	if (unknown == 0 || *done)
		return TC_OK;
	status = count_kept(&n, fewer, err);
	*done = status != TC_OK || n > 0;
	return status == TC_OK && n > 0 ? offer(fewer, n, err) : status;
}

/* Leave out one of what is kept, what says the least first. */
static enum tc_status
drop_one(struct fewer *fewer, struct tc_error *err)
{
	const struct tc_question *question = fewer->question;
	struct tc_fewer_list *list = &question->results->fewer;
	struct part *order[PARTS_MAX], *part;
	enum tc_status status = TC_OK;
	size_t i, k, n = 0;
	uint64_t total;

	for (i = 0; i < fewer->n; i++) {
		part = &fewer->parts[i];
		if (!part->kept)
			continue;
		for (k = n++; k > 0 && order[k - 1]->freq < part->freq; k--)
			order[k] = order[k - 1];
		order[k] = part;
	}
	for (i = 0; i < n && n > 1 && status == TC_OK &&
	     list->n < question->options->fewer;
	     i++) {
		order[i]->kept = false;
		status = count_kept(&total, fewer, err);
		if (status == TC_OK && total > 0)
			status = offer(fewer, total, err);
		order[i]->kept = true;
	}
	return status;
}

/* Take one after the other, the rarest first, while some document has all. */
static enum tc_status
take_in_turn(struct fewer *fewer, struct tc_error *err)
{
	struct part *order[PARTS_MAX], *part;
	enum tc_status status = TC_OK;
	uint64_t total;
	size_t i, k, n = 0;

	for (i = 0; i < fewer->n; i++) {
		part = &fewer->parts[i];
		part->kept = false;
		if (part->freq == 0)
			continue;
		for (k = n++; k > 0 && order[k - 1]->freq > part->freq; k--)
			order[k] = order[k - 1];
		order[k] = part;
	}
	for (i = 0; i < n && status == TC_OK; i++) {
		order[i]->kept = true;
		status = count_kept(&total, fewer, err);
		order[i]->kept = total > 0;
	}
	if (status == TC_OK)
		status = count_kept(&total, fewer, err);
	return status == TC_OK && total > 0 ? offer(fewer, total, err) : status;
}

static enum tc_status
look(struct fewer *fewer, struct tc_error *err)
{
	struct tc_fewer_list *list = &fewer->question->results->fewer;
	enum tc_status status;
	bool done = true;
	uint64_t n = 1;

	if (!list_parts(fewer, false) ||
	    (fewer->n < 2 && !list_parts(fewer, true)) || fewer->n < 2)
		return TC_OK;
	status = count_kept(&n, fewer, err);
	if (status != TC_OK || n > 0)
		return status;
	list->at =
	    calloc(fewer->question->options->fewer + 1, sizeof(*list->at));
	if (list->at == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	status = weigh_parts(fewer, err);
	if (status == TC_OK)
		status = drop_unknown(fewer, &done, err);
	if (status == TC_OK && !done)
		status = drop_one(fewer, err);
	if (status == TC_OK && !done && list->n == 0)
		status = take_in_turn(fewer, err);
	return status;
}

/* A question need not be met whole. */
enum tc_status
tc_fewer_find(struct tc_question *question, struct tc_error *err)
{
	const struct tc_results *results = question->results;
	bool exact = question->options->exact_marks;
	struct fewer fewer = {.question = question,
	    .b = {.plan = question->plan,
		.rung = exact ? TC_RUNG_ALL : TC_RUNG_FOLDED}};

	if (!tc_plan_wants_all(question->plan) ||
	    !tc_plan_ranks(question->plan) ||
	    (results->rung != TC_RUNG_SOME && results->total > 0))
		return TC_OK;
	return look(&fewer, err);
}
