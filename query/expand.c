/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word*, and the names that the value of a field means. */
#include "expand.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "note.h"

/* Names that one value may mean. */
#define NAMES_MAX 200

static enum tc_status
fail(const struct xapian_error *why, struct tc_error *err)
{
	return tc_index_fail(err, why, "search");
}

/* Compatible ones first, then the most frequent. */
static int
by_worth(const void *a, const void *b)
{
	const struct tc_variant *x = a, *y = b;

	if (x->compatible != y->compatible)
		return x->compatible ? -1 : 1;
	if (x->freq != y->freq)
		return x->freq < y->freq ? 1 : -1;
	return strcmp(x->term, y->term);
}

static void
keep_best(struct tc_spellings *to)
{
	qsort(to->at, to->n, sizeof(*to->at), by_worth);
	if (to->n > TC_EXPANSIONS_MAX)
		to->n = TC_EXPANSIONS_MAX;
}

/* Words that begin so, as they are found. */
struct search {
	struct tc_spellings *to;
	const char *typed; /* its marks */
	size_t found;
	uint32_t *visits;
};

static void
add_spelling(struct search *search, struct xapian_string term, uint32_t freq)
{
	struct tc_variant *variant = &search->to->at[search->to->n];
	const char *separator = memchr(term.s, TC_MARKS_SEPARATOR, term.len);

	if (term.len > XAPIAN_TERM_MAX)
		return;
	memset(variant, 0, sizeof(*variant));
	memcpy(variant->term, term.s, term.len);
	variant->len = variant->marks = term.len;
	if (separator != NULL)
		variant->marks = (size_t)(separator - term.s) + 1;
	variant->freq = freq;
	variant->compatible = variant->equal = tc_text_marks_include(
	    variant->term + variant->marks, variant->len - variant->marks,
	    search->typed, strlen(search->typed));
	search->found++;
	search->to->n++;
	if (search->to->n == 2 * TC_EXPANSIONS_MAX)
		keep_best(search->to);
}

/*
 * Go through the words that begin with a prefix. Pairs stand among them: "nghi
 * quyet" comes after "nghi" and before "nghi=j"; one step passes over all with
 * the same first word.
 */
static enum xapian_status
find_words(struct search *search, const struct tc_buf *prefix,
    const struct tc_index *index, struct xapian_error *why)
{
	struct tc_vocabulary *terms;
	struct xapian_term_row row;
	enum xapian_status status;
	const char *space;
	bool shown = false;

	status = tc_index_vocabulary(&terms, index,
	    (struct tc_span){tc_buf_str(prefix), prefix->len}, why);
	if (status == XAPIAN_OK)
		status = tc_vocabulary_next(&row, terms, why);
	while (status == XAPIAN_OK && *search->visits > 0) {
		(*search->visits)--;
		space = memchr(row.term.s, TC_PAIR_SEPARATOR, row.term.len);
		if (space == NULL) {
			status = tc_index_shows_term(&shown, index, row.term.s,
			    row.term.len, row.termfreq, why);
			if (status != XAPIAN_OK)
				break;
			if (shown)
				add_spelling(search, row.term, row.termfreq);
			status = tc_vocabulary_next(&row, terms, why);
		} else {
			struct tc_span pairs = {
			    row.term.s, (size_t)(space - row.term.s) + 1};

			status =
			    tc_vocabulary_skip_all(&row, terms, pairs, why);
		}
	}
	tc_vocabulary_free(terms);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* Keep what the query may still read, the most frequent one in any case. */
static void
keep_affordable(struct tc_spellings *to, struct tc_plan *plan)
{
	size_t i;

	keep_best(to);
	for (i = 0; i < to->n; i++) {
		if (i > 0 && to->at[i].freq > plan->postings)
			break;
		plan->postings -= to->at[i].freq < plan->postings
		    ? to->at[i].freq
		    : plan->postings;
	}
	to->n = i;
}

static void
note_words(struct tc_plan *plan, const struct tc_query_word *word,
    const struct search *search)
{
	const char *query = tc_buf_str(&plan->parsed->clean);
	struct tc_note note = {.kind = TC_NOTE_WORDS,
	    .n = search->to->n,
	    .of = search->found,
	    .more = plan->visits == 0};

	if (search->found <= search->to->n && plan->visits > 0)
		return;
	tc_note_set_word(&note, query + word->from, word->to - word->from);
	tc_note_add(&plan->notes, &note);
}

enum tc_status
tc_expand_word(struct tc_spellings *to, const struct tc_query_word *word,
    const char *prefix, struct tc_plan *plan, struct tc_lookup *lookup,
    struct tc_error *err)
{
	struct search search = {to, word->marks, 0, &plan->visits};
	struct tc_buf begin = TC_BUF_INIT(TC_BUF_LINE);
	enum xapian_status status;

	to->at = calloc(2 * TC_EXPANSIONS_MAX, sizeof(*to->at));
	if (to->at == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->expanded = true;
	tc_buf_puts(&begin, prefix);
	tc_buf_puts(&begin, word->folded);
	status = tc_buf_lacks(&begin)
	    ? tc_index_no_memory(&lookup->why)
	    : find_words(&search, &begin, lookup->index, &lookup->why);
	/* Canonical qui is the beginning of quyền, too. */
	if (status == XAPIAN_OK && begin.len > 0 &&
	    begin.s[begin.len - 1] == 'i') {
		begin.s[begin.len - 1] = 'y';
		status =
		    find_words(&search, &begin, lookup->index, &lookup->why);
	}
	tc_buf_free(&begin);
	if (status != XAPIAN_OK)
		return fail(&lookup->why, err);
	keep_affordable(to, plan);
	note_words(plan, word, &search);
	return TC_OK;
}

/*
 * Names
 */

/* The facet of a field that has names; TC_FACET_COUNT: it has none. */
static enum tc_facet
facet_of(enum tc_query_field field)
{
	switch (field) {
	case TC_QUERY_NUMBER:
		return TC_FACET_NUMBER;
	case TC_QUERY_TYPE:
		return TC_FACET_TYPE;
	case TC_QUERY_ISSUER:
		return TC_FACET_ISSUER;
	case TC_QUERY_SIGNER:
		return TC_FACET_SIGNER;
	case TC_QUERY_TERM:
		return TC_FACET_TERM;
	case TC_QUERY_TOPIC:
		return TC_FACET_TOPIC;
	default:
		return TC_FACET_COUNT;
	}
}

/* Looking for the names that have a value's words side by side. */
struct naming {
	struct tc_names *names;
	struct tc_plan *plan;
	const struct tc_buf *prefix, *value;
	bool begins; /* the value ends the prefix: names may begin so */
};

static bool
is_edge(const char *name, size_t len, size_t at)
{
	return at >= len || strchr(" -/", name[at]) != NULL;
}

static bool
has_words(const char *name, size_t len, const struct tc_buf *value)
{
	size_t at;

	for (at = 0; at + value->len <= len; at++) {
		if ((at == 0 || is_edge(name, len, at - 1)) &&
		    memcmp(name + at, value->s, value->len) == 0 &&
		    is_edge(name, len, at + value->len))
			return true;
	}
	return false;
}

static void
add_name(
    struct tc_names *names, struct tc_span prefix, const char *name, size_t len)
{
	tc_buf_put(&names->terms, prefix.s, prefix.len);
	tc_buf_put(&names->terms, name, len);
	tc_buf_putc(&names->terms, '\0');
	names->n++;
}

/* A tc_rest_fn. */
static bool
take_name(void *arg, const char *name, size_t len, uint32_t freq)
{
	struct naming *naming = arg;

	(void)freq;
	if (naming->plan->visits == 0)
		return false;
	naming->plan->visits--;
	if (naming->begins ? !is_edge(name, len, 0)
			   : !has_words(name, len, naming->value))
		return true;
	add_name(naming->names,
	    (struct tc_span){naming->prefix->s, naming->prefix->len}, name,
	    len);
	return naming->names->n < NAMES_MAX;
}

/* The value as names have it: its key, or of a number as far as it was typed.
 */
static void
put_value(const struct tc_plan *plan, const struct tc_query_node *node,
    struct tc_buf *value)
{
	const char *s = tc_buf_str(&plan->parsed->clean) + node->from;
	size_t len = node->to - node->from;

	if (node->field != TC_QUERY_NUMBER && node->field != TC_QUERY_TERM) {
		tc_text_key(s, len, value);
		return;
	}
	/* 012/2020/NQ-HĐND has the key 12/2020/nq-hdnd. */
	for (; len > 1 && *s == '0'; len--)
		s++;
	tc_text_fold(s, len, value);
}

static enum tc_status
find_names(struct tc_plan *plan, const struct tc_query_node *node,
    struct tc_names *to, struct tc_lookup *lookup, struct tc_error *err)
{
	enum tc_facet facet = facet_of(node->field);
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	struct naming naming = {
	    to, plan, &prefix, &value, facet == TC_FACET_NUMBER};
	uint32_t freq = 0;
	enum tc_status status;

	status = tc_facet_term(facet, plan->analyser,
	    tc_buf_str(&plan->parsed->clean) + node->from,
	    node->to - node->from, &term, err);
	if (status == TC_OK && term.len > 0 &&
	    tc_index_termfreq(&freq, lookup->index,
		(struct tc_span){term.s, term.len}, &lookup->why) != XAPIAN_OK)
		status = fail(&lookup->why, err);
	put_value(plan, node, &value);
	tc_buf_puts(&prefix, tc_facet_prefix(facet));
	if (naming.begins)
		tc_buf_put(&prefix, tc_buf_str(&value), value.len);
	if (status == TC_OK && (status = tc_buf_check(&value, err)) == TC_OK)
		status = tc_buf_check(&prefix, err);
	if (status == TC_OK && freq > 0 &&
	    (facet == TC_FACET_TYPE || facet == TC_FACET_NUMBER))
		add_name(to, (struct tc_span){"", 0}, term.s, term.len);
	else if (status == TC_OK && value.len > 0 &&
	    tc_each_term(lookup->index, &prefix, take_name, &naming,
		&lookup->why) != XAPIAN_OK)
		status = fail(&lookup->why, err);
	if (status == TC_OK)
		status = tc_buf_check(&to->terms, err);
	tc_buf_free(&term);
	tc_buf_free(&value);
	tc_buf_free(&prefix);
	return status;
}

enum tc_status
tc_expand_fields(
    struct tc_plan *plan, struct tc_lookup *lookup, struct tc_error *err)
{
	const struct tc_parsed *parsed = plan->parsed;
	enum tc_status status = TC_OK;
	size_t i;

	plan->names = calloc(parsed->nodes_n + 1, sizeof(*plan->names));
	if (plan->names == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < parsed->nodes_n && status == TC_OK; i++) {
		const struct tc_query_node *node = &parsed->nodes[i];

		plan->names[i].terms.max = TC_BUF_LINE;
		if (node->kind == TC_NODE_FIELD &&
		    facet_of(node->field) != TC_FACET_COUNT)
			status = find_names(
			    plan, node, &plan->names[i], lookup, err);
	}
	return status;
}
