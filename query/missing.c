/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers that were typed and that no document has. Who types the number of a
 * document wants that one: where it is not there he should read so, instead of
 * finding out by looking through what has some of the words.
 */
#include "missing.h"

#include <stdio.h>
#include <string.h>
#include <tracuu/ascii.h>

#include "lookup.h"
#include "note.h"
#include "numbers.h"
#include "scan.h"

static const struct tc_filters no_filters = {.from = NULL};

/* One look at the numbers of a question. */
struct missing {
	struct tc_question *question;
	struct tc_builder b;
	struct tc_lookup lookup;
};

/*
 * Is word i the beginning of a number of a document, of digits only? "220/380"
 * is none; 6/2020 is one behind "số", "nghị định 2020" is of a year. Appends
 * the key of the type that stands before it, if any.
 */
static bool
is_begun(const struct tc_plan *plan, size_t i, struct tc_buf *type)
{
	const struct tc_query_word *word = plan->words[i].word;
	bool typed = tc_numbers_type(plan, i, type);

	if (!typed)
		tc_buf_clear(type);
	if (tc_number_has_year(word))
		return !tc_number_may_be_month(word) ||
		    (typed && type->len == 0);
	return typed && word->kind == TC_TOKEN_NUMBER && !tc_is_year(word) &&
	    tc_numbers_is_begun(plan, i);
}

/* Is it asked for, and ends where it was typed? 168/2024* goes on. */
static bool
is_whole(const struct tc_plan *plan, const struct tc_query_word *word)
{
	return !word->excluded && !word->in_phrase && !word->part &&
	    tc_buf_str(&plan->parsed->clean)[word->to] != '*';
}

/* Has some document the whole number that a word is? */
static bool
is_had(struct missing *missing, const struct tc_query_word *word)
{
	char term[XAPIAN_TERM_MAX + 1];

	snprintf(term, sizeof(term), TC_PREFIX_NUMBER "%s", word->folded);
	return tc_lookup_exact(&missing->lookup, term, "") > 0;
}

/* Is word i within a number that was looked at, or that some document has?
 * "Số 12/2020 NQ HĐND" is one number and the beginning of it. */
static bool
is_within(struct missing *missing, size_t i)
{
	const struct tc_plan *plan = missing->question->plan;
	const struct tc_query_word *word = plan->words[i].word, *other;
	size_t k;

	for (k = 0; k < plan->n; k++) {
		other = plan->words[k].word;
		if (k != i && other->kind == TC_TOKEN_DOCNO &&
		    other->from < word->to && word->from < other->to &&
		    (k < i || is_had(missing, other)))
			return true;
	}
	return false;
}

static uint64_t
count(struct missing *missing, struct tc_expr *expr,
    const struct tc_filters *filters, enum tc_status *status,
    struct tc_error *err)
{
	struct tc_builder *b = &missing->b;
	uint64_t n = 0;

	if (expr != NULL)
		expr = tc_match_filters(b, expr, filters);
	if (b->failed)
		*status = tc_index_fail(err, &b->why, "search");
	else if (expr != NULL)
		*status = tc_scan_count(&n, expr, b->plan->index, err);
	tc_expr_free(expr);
	return n;
}

/* Note something of what was typed in [from, to). */
static void
add_note(struct missing *missing, enum tc_note_kind kind, size_t from,
    size_t to, uint64_t n)
{
	struct tc_results *results = missing->question->results;
	const char *query = tc_buf_str(&missing->b.plan->parsed->clean);
	struct tc_note note = {
	    .kind = kind, .n = (size_t)n, .more = results->total > 0};

	tc_note_set_word(&note, query + from, to - from);
	tc_note_add(&results->notes, &note);
}

static void
add_word_note(struct missing *missing, enum tc_note_kind kind,
    const struct tc_query_word *word, uint64_t n)
{
	add_note(missing, kind, word->from, word->to, n);
}

/* Word i is a number that no document has: how many cite it? */
static enum tc_status
note_missing(struct missing *missing, size_t i, const struct tc_buf *type,
    struct tc_error *err)
{
	const struct tc_plan_word *word = &missing->b.plan->words[i];
	enum tc_status status = TC_OK;
	uint64_t n;

	if (type->len > 0 &&
	    tc_numbers_any(word->word->folded, "", &missing->lookup)) {
		add_word_note(missing, TC_NOTE_OTHER_TYPE, word->word, 0);
		return TC_OK;
	}
	n = count(missing,
	    tc_token_is_word(word->word->kind)
		? NULL
		: tc_build_spellings(&missing->b, &word->spellings,
		      TC_CHOOSE_ANY, 0, TC_EXPR_OR),
	    &no_filters, &status, err);
	if (status == TC_OK)
		add_word_note(missing, TC_NOTE_NO_NUMBER, word->word, n);
	return status;
}

/* Look at one word. Sets *had where it is a number that some document has. */
static enum tc_status
look_at(struct missing *missing, size_t i, const struct tc_query_word **had,
    struct tc_error *err)
{
	const struct tc_plan *plan = missing->question->plan;
	const struct tc_query_word *word = plan->words[i].word;
	struct tc_buf type = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	bool is_docno = word->kind == TC_TOKEN_DOCNO, found;

	if (!is_whole(plan, word) ||
	    (!is_docno && !tc_ascii_is_digit(word->folded[0])) ||
	    (!is_docno && !is_begun(plan, i, &type)))
		goto out;
	found = is_had(missing, word) ||
	    (!is_docno &&
		tc_numbers_any(
		    word->folded, tc_buf_str(&type), &missing->lookup));
	if (found)
		*had = word;
	else if (!is_within(missing, i) && !missing->lookup.failed)
		status = note_missing(missing, i, &type, err);
out:
	tc_lookup_free(&missing->lookup, &type);
	return status;
}

static bool
has_filters(const struct tc_filters *filters)
{
	bool any = filters->from != NULL || filters->to != NULL;
	size_t i;

	for (i = 0; i < TC_FACET_COUNT; i++)
		any |= filters->facets[i].n > 0;
	return any;
}

/* Documents have a number that was typed: are they left out, or of other days?
 */
static enum tc_status
note_left_out(struct missing *missing, const struct tc_query_word *had,
    struct tc_error *err)
{
	const struct tc_plan *plan = missing->b.plan;
	const struct tc_filters *filters = &missing->question->options->filters;
	enum tc_status status = TC_OK;

	if (!plan->numbered)
		return TC_OK;
	if (plan->off_days && (!plan->says_more || plan->begun.n > 0))
		add_word_note(missing, TC_NOTE_OTHER_DAY, had, 0);
	if (has_filters(filters) &&
	    count(missing, tc_numbers_rank(&missing->b), filters, &status,
		err) == 0 &&
	    status == TC_OK)
		add_word_note(missing, TC_NOTE_FILTERED_OUT, had, 0);
	return status;
}

/* so:168/2024, where there is none that may be shown. */
static enum tc_status
look_at_field(struct missing *missing, size_t i, struct tc_error *err)
{
	const struct tc_plan *plan = missing->b.plan;
	const struct tc_query_node *node = &plan->parsed->nodes[i];
	enum tc_status status = TC_OK;

	if (node->kind == TC_NODE_FIELD && node->field == TC_QUERY_NUMBER &&
	    !node->excluded &&
	    count(missing,
		tc_build_terms(
		    &missing->b, &plan->names[i].terms, plan->names[i].n),
		&no_filters, &status, err) == 0 &&
	    status == TC_OK)
		add_note(missing, TC_NOTE_NO_NUMBER, node->from, node->to, 0);
	return status;
}

enum tc_status
tc_missing_note(struct tc_question *question, struct tc_error *err)
{
	struct missing missing = {.question = question,
	    .b = {.plan = question->plan, .rung = TC_RUNG_FOLDED},
	    .lookup = {
		.index = question->index, .term = TC_BUF_INIT(TC_BUF_LINE)}};
	const struct tc_query_word *had = NULL;
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < question->plan->n && status == TC_OK; i++)
		status = look_at(&missing, i, &had, err);
	for (i = 0; i < question->parsed->nodes_n && status == TC_OK; i++)
		status = look_at_field(&missing, i, err);
	if (status == TC_OK && had != NULL)
		status = note_left_out(&missing, had, err);
	if (status == TC_OK && missing.lookup.failed)
		status = tc_index_fail(err, &missing.lookup.why, "search");
	tc_buf_free(&missing.lookup.term);
	return status;
}
