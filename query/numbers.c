/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents in a query, and the documents that have them. */
#include "numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/docno.h>

#include "lookup.h"
#include "scan.h"

/* More than any other part of a score: who types a number wants it. */
#define OWN_NUMBER_WEIGHT 100.0

/*
 * Each place in which a number is written otherwise than it was typed costs so
 * much. Where only the number was typed that tells; else the words do, and this
 * no more than which of two comes first.
 */
#define PLACE_WEIGHT 50.0
#define PLACE_WEIGHT_AMONG_WORDS 0.25

/* So many documents of one number are compared, to keep within a millisecond;
 * where more have it they come as their words say. */
#define COMPARED_MAX 64

/*
 * Finding them
 */

/* The leaf with the byte `at`. NULL: a phrase has it, or nothing does. */
static const struct tc_query_node *
leaf_at(const struct tc_parsed *parsed, size_t at)
{
	size_t i;

	for (i = 0; i < parsed->nodes_n; i++) {
		const struct tc_query_node *node = &parsed->nodes[i];

		if (node->kind == TC_NODE_WORDS && node->from <= at &&
		    at < node->to)
			return node;
	}
	return NULL;
}

static bool
is_docno_at(const struct tc_query_word *word, size_t from)
{
	return word->kind == TC_TOKEN_DOCNO && word->from == from;
}

/* Does a word that begins at i or behind it end at `to`, and is the number no
 * more than what the analyser found? */
static bool
may_insert(const struct tc_parsed *parsed, size_t i, size_t to, const char *key)
{
	size_t from = parsed->words[i].from, k = i;
	bool ends = false;

	while (k > 0 && parsed->words[k - 1].from == from)
		k--;
	for (; k < parsed->n && parsed->words[k].from < to; k++) {
		const struct tc_query_word *word = &parsed->words[k];

		if (is_docno_at(word, from) && strcmp(word->folded, key) == 0)
			return false;
		ends |= word->to == to;
	}
	return ends && parsed->n < TC_QUERY_WORDS_MAX;
}

/* Put a mention before word i, in the order of mentions: the longer first. */
static void
insert(struct tc_parsed *parsed, size_t i, size_t to, const char *key)
{
	struct tc_query_word *word;
	size_t at = i, k;

	while (at > 0 && parsed->words[at - 1].spans &&
	    parsed->words[at - 1].from == parsed->words[i].from &&
	    parsed->words[at - 1].to <= to)
		at--;
	for (k = 0; k < parsed->nodes_n; k++) {
		struct tc_query_node *node = &parsed->nodes[k];

		if (node->first <= i && i < node->first + node->n)
			node->n++;
		else if (node->first > i)
			node->first++;
	}
	word = &parsed->words[at];
	memmove(word + 1, word, (parsed->n++ - at) * sizeof(*word));
	*word = (struct tc_query_word){.kind = TC_TOKEN_DOCNO,
	    .spans = true,
	    .strict = parsed->words[i + 1].strict,
	    .from = parsed->words[i + 1].from,
	    .to = to};
	snprintf(word->folded, sizeof(word->folded), "%s", key);
}

/* Find the longest number that begins with word i, and its end. */
static bool
find_number(const struct tc_parsed *parsed, size_t i,
    const struct tc_query_node *leaf, struct tc_lookup *lookup,
    struct tc_buf *term, size_t *to)
{
	const char *s = tc_buf_str(&parsed->clean);
	size_t from = parsed->words[i].from, n;
	struct tc_docno docno;
	unsigned way;

	if (!tc_docno_read(&docno, s + from, leaf->to - from))
		return false;
	for (n = docno.n; n > 1; n--) {
		*to = from + docno.at[n - 1].to;
		for (way = 0; way < 2; way++) {
			tc_buf_clear(term);
			tc_buf_puts(term, TC_PREFIX_NUMBER);
			if (!tc_docno_key(&docno, n, way, term))
				continue;
			if (term->failed)
				return false;
			if (may_insert(parsed, i, *to, term->s + 1) &&
			    tc_lookup_exact(lookup, term->s, "") > 0)
				return true;
		}
	}
	return false;
}

/* May a number of a document begin with it? */
static bool
may_begin(const struct tc_parsed *parsed, const struct tc_query_word *word)
{
	char c = tc_buf_str(&parsed->clean)[word->from];

	return tc_ascii_is_digit(c) && !word->part && !word->spans &&
	    !word->excluded && !word->prefix;
}

void
tc_numbers_find(struct tc_parsed *parsed, struct tc_lookup *lookup)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, to, end = 0;

	for (i = 0; i < parsed->n && !lookup->failed; i++) {
		const struct tc_query_word *word = &parsed->words[i];
		const struct tc_query_node *leaf;

		if (word->from < end || !may_begin(parsed, word))
			continue;
		leaf = leaf_at(parsed, word->from);
		if (leaf == NULL ||
		    !find_number(parsed, i, leaf, lookup, &term, &to))
			continue;
		insert(parsed, i++, to, term.s + 1);
		end = to;
	}
	tc_lookup_free(lookup, &term);
}

bool
tc_numbers_have(const struct tc_parsed *parsed, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++) {
		if (parsed->words[k].kind == TC_TOKEN_DOCNO &&
		    parsed->words[k].from <= parsed->words[i].from &&
		    parsed->words[i].to <= parsed->words[k].to)
			return true;
	}
	return false;
}

/*
 * What was typed beside them
 */

bool
tc_numbers_day(const struct tc_plan *plan, size_t i)
{
	const struct tc_query_word *word = plan->words[i].word;
	size_t k;

	if (!tc_is_day(word))
		return false;
	for (k = 0; k < i && tc_is_year(word); k++) {
		const struct tc_query_word *day = plan->words[k].word;

		if (day->spans && tc_is_day(day) && word->to <= day->to)
			return false;
	}
	return true;
}

/* Is it a number that is typed, not said to be unwanted? */
static bool
is_number(const struct tc_query_word *word)
{
	return word->kind == TC_TOKEN_DOCNO && !word->excluded;
}

bool
tc_numbers_of_day(const struct tc_plan *plan, size_t i)
{
	const struct tc_query_word *word = plan->words[i].word;
	size_t k;

	for (k = 0; k <= i; k++) {
		if (tc_numbers_day(plan, k) &&
		    word->to <= plan->words[k].word->to)
			return true;
	}
	return (strcmp(word->folded, "ngay") == 0 ||
		   strcmp(word->folded, "nam") == 0) &&
	    i + 1 < plan->n && tc_numbers_day(plan, i + 1);
}

/*
 * Does the query say more than a number, its type and day: what the document is
 * about? So it does without a number.
 */
static enum tc_status
find_more(struct tc_plan *plan, struct tc_error *err)
{
	struct tc_buf type = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, end = 0, first = plan->n;
	enum tc_status status;

	for (i = plan->n; i-- > 0;) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!is_number(word))
			continue;
		first = i;
		if (word->to > end)
			end = word->to;
	}
	plan->says_more = first == plan->n ||
	    (plan->words[0].word->from < plan->words[first].word->from &&
		!tc_numbers_type(plan, first, &type));
	for (i = 0; i < plan->n; i++)
		plan->says_more |= plan->words[i].word->from >= end &&
		    !tc_numbers_of_day(plan, i);
	status = tc_buf_check(&type, err);
	tc_buf_free(&type);
	return status;
}

/*
 * What they match
 */

/* Documents with a number of their own that was typed, or begun. NULL: none
 * was. */
static struct tc_expr *
numbered(struct tc_builder *b, bool strict)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries numbers = {{NULL}, 0};
	char key[XAPIAN_TERM_MAX + 1];
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!is_number(word) || (word->strict && !strict))
			continue;
		snprintf(key, sizeof(key), TC_PREFIX_NUMBER "%s", word->folded);
		tc_build_add(&numbers, tc_build_term(b, key, strlen(key)));
	}
	if (plan->begun.n > 0)
		tc_build_add(&numbers,
		    tc_build_terms(b, &plan->begun.terms, plan->begun.n));
	return numbers.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &numbers) : NULL;
}

/* Documents of a day or year that was typed. NULL: none was. */
static struct tc_expr *
dated(struct tc_builder *b)
{
	const struct tc_plan *plan = b->plan;
	struct tc_queries days = {{NULL}, 0};
	size_t i;

	for (i = 0; i < plan->n && !b->failed; i++) {
		const char *day = plan->words[i].word->folded;

		if (tc_numbers_day(plan, i))
			tc_build_add(&days, tc_match_dates(b, day, day));
	}
	return days.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &days) : NULL;
}

/*
 * Numbers begin anew every year, and every organ has its own: of several with
 * the number that was typed those of the day or year that was typed come first,
 * and the others are none of what was asked for. Where there are none of that
 * day all are.
 */
static struct tc_expr *
own(struct tc_builder *b, bool strict)
{
	struct tc_expr *number, *days;

	if (!b->plan->numbered)
		return NULL;
	number = numbered(b, strict);
	if (number == NULL || b->plan->off_days || (days = dated(b)) == NULL)
		return number;
	return tc_build_combine2(b, TC_EXPR_FILTER, days, number);
}

/* What of an expression may be shown. */
static struct tc_expr *
shown(struct tc_builder *b, struct tc_expr *expr)
{
	static const struct tc_filters none = {.from = NULL};

	return expr != NULL ? tc_match_filters(b, expr, &none) : NULL;
}

/* Is none of the documents with a number that was typed of a day that was? */
static bool
is_off_days(struct tc_builder *b)
{
	struct tc_expr *days = dated(b), *both;
	struct tc_error err;
	uint64_t n = 1;

	if (days == NULL)
		return false;
	both = shown(
	    b, tc_build_combine2(b, TC_EXPR_FILTER, days, numbered(b, true)));
	if (both != NULL &&
	    tc_scan_count(&n, both, b->plan->index, &err) == TC_NOMEM)
		tc_build_no_memory(b);
	/* What else is wrong the search itself will say. */
	tc_expr_free(both);
	return n == 0;
}

struct tc_expr *
tc_numbers_match(struct tc_builder *b)
{
	return own(b, false);
}

struct tc_expr *
tc_numbers_rank(struct tc_builder *b)
{
	struct tc_expr *all =
	    tc_build_fixed(b, own(b, true), OWN_NUMBER_WEIGHT);
	double place =
	    b->plan->says_more ? PLACE_WEIGHT_AMONG_WORDS : PLACE_WEIGHT;
	size_t i;

	for (i = 0; all != NULL && i < TC_ALIKE_MAX; i++) {
		const struct tc_names *alike = &b->plan->alike[i];

		if (alike->n == 0)
			continue;
		all = tc_build_combine2(b, TC_EXPR_OR, all,
		    tc_build_fixed(b,
			tc_build_combine2(b, TC_EXPR_FILTER, own(b, true),
			    tc_build_terms(b, &alike->terms, alike->n)),
			place * (double)(TC_ALIKE_MAX - i)));
	}
	return all;
}

/*
 * Comparing how numbers are written
 */

/* The places in which a document's number differs from the one that was typed;
 * TC_ALIKE_MAX for many. */
static unsigned
distance_to(const struct tc_plan *plan, const struct tc_buf *number)
{
	const char *s = tc_buf_str(&plan->parsed->clean);
	unsigned least = TC_ALIKE_MAX, distance;
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!is_number(word))
			continue;
		distance = tc_docno_distance(s + word->from,
		    word->to - word->from, tc_buf_str(number), number->len);
		if (distance < least)
			least = distance;
	}
	return least;
}

static enum tc_status
compare(struct tc_plan *plan, const uint32_t *docids, size_t n,
    struct tc_error *err)
{
	struct tc_document record;
	enum tc_status status = TC_OK;
	unsigned distance;
	size_t i;

	tc_document_init(&record);
	for (i = 0; i < n && status == TC_OK; i++) {
		status = tc_index_fields(plan->index, docids[i],
		    1u << TC_FIELD_NUMBER, &record, err);
		if (status != TC_OK)
			break;
		distance = distance_to(plan, &record.field[TC_FIELD_NUMBER]);
		if (distance < TC_ALIKE_MAX)
			status = tc_names_add_document(&plan->alike[distance],
			    plan->index, docids[i], err);
	}
	tc_document_free(&record);
	return status;
}

enum tc_status
tc_numbers_compare(struct tc_plan *plan, struct tc_error *err)
{
	struct tc_builder b = {.plan = plan};
	struct tc_expr *numbers;
	uint32_t *docids = NULL;
	enum tc_status status;
	size_t i, n = 0;

	for (i = 0; i < TC_ALIKE_MAX; i++)
		plan->alike[i].terms.max = TC_BUF_LINE;
	status = find_more(plan, err);
	if (status != TC_OK || !tc_plan_uses(plan, TC_PART_NUMBERS))
		return status;
	numbers = shown(&b, numbered(&b, true));
	if (b.failed)
		status = tc_index_fail(err, &b.why, "search");
	else if (numbers != NULL)
		status = tc_scan_list(
		    &docids, &n, numbers, plan->index, COMPARED_MAX + 1, err);
	plan->numbered = n > 0;
	plan->off_days = n > 0 && is_off_days(&b);
	if (status == TC_OK && b.failed)
		status = tc_index_fail(err, &b.why, "search");
	if (status == TC_OK && n > 1 && n <= COMPARED_MAX && plan->begun.n == 0)
		status = compare(plan, docids, n, err);
	tc_expr_free(numbers);
	free(docids);
	return status;
}
