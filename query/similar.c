/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents like one: a query of the words and pairs that tell it apart from
 * others, those that weigh most in it by BM25.
 */
#include "similar.h"

#include <stdlib.h>
#include <string.h>

#include "bm25.h"
#include "builder.h"

/* Terms that the query is made of. Twice as many find the same first ten. */
#define TERMS_MAX 40

/* Pairs repeat what their words say, as those of queries do in rank.c. */
#define PAIR_WEIGHT 0.6

/* A term in fewer documents finds no other, in a larger share says little. */
#define FREQ_MIN 2
#define SHARE_MAX 0.2

struct telling_term {
	char term[XAPIAN_TERM_MAX + 1];
	size_t len;
	double in_document; /* what it weighs there, but for its rarity */
	double weight;
};

struct telling_terms {
	struct telling_term at[TERMS_MAX];
	size_t n;
};

/* The lightest are dropped; of equals the last in the order of bytes. */
static int
by_weight(const struct telling_term *a, const struct telling_term *b)
{
	if (a->weight < b->weight || a->weight > b->weight)
		return a->weight < b->weight ? 1 : -1;
	return strcmp(a->term, b->term);
}

static void
insert(struct telling_terms *terms, const struct telling_term *term)
{
	size_t i;

	if (terms->n == TERMS_MAX) {
		if (by_weight(term, &terms->at[TERMS_MAX - 1]) >= 0)
			return;
		terms->n--;
	}
	for (i = terms->n++; i > 0 && by_weight(term, &terms->at[i - 1]) < 0;
	     i--)
		terms->at[i] = terms->at[i - 1];
	terms->at[i] = *term;
}

/* Words and pairs: other terms begin with a capital. */
static bool
is_of_text(const struct xapian_string *term)
{
	return term->len > 0 && !(term->s[0] >= 'A' && term->s[0] <= 'Z');
}

static enum xapian_status
weigh(struct telling_term *out, const struct tc_question *question,
    const struct xapian_term_row *row, struct xapian_term_iterator *it,
    struct xapian_error *why)
{
	double documents = question->plan->documents;
	uint32_t freq = 0;
	enum xapian_status status;

	status = xapian_term_iterator_get_termfreq(&freq, it, why);
	out->weight = 0;
	if (status != XAPIAN_OK || freq < FREQ_MIN ||
	    (freq > SHARE_MAX * documents && documents > 100))
		return status;
	memcpy(out->term, row->term.s, row->term.len);
	out->term[row->term.len] = '\0';
	out->len = row->term.len;
	out->in_document =
	    row->wdf * (TC_BM25_K1 + 1) / (row->wdf + TC_BM25_K1);
	if (memchr(out->term, TC_PAIR_SEPARATOR, out->len) != NULL)
		out->in_document *= PAIR_WEIGHT;
	out->weight =
	    out->in_document * tc_bm25_idf(question->plan->documents, freq);
	return status;
}

static enum xapian_status
choose(struct telling_terms *terms, const struct tc_question *question,
    struct xapian_error *why)
{
	const struct xapian_database *db = tc_index_database(question->index);
	struct xapian_term_iterator *it = NULL;
	struct telling_term term;
	struct xapian_term_row row;
	enum xapian_status status;

	status = xapian_database_termlist(&it, db, question->similar_to, why);
	while (status == XAPIAN_OK &&
	    (status = xapian_term_iterator_next(&row, it, why)) == XAPIAN_OK) {
		if (!is_of_text(&row.term))
			continue;
		status = weigh(&term, question, &row, it, why);
		if (status == XAPIAN_OK && term.weight > 0)
			insert(terms, &term);
	}
	xapian_term_iterator_free(it);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

static struct tc_expr *
any_of(struct tc_builder *b, const struct telling_terms *terms)
{
	struct tc_queries any = {{NULL}, 0};
	size_t i;

	for (i = 0; i < terms->n && !b->failed; i++) {
		const struct telling_term *term = &terms->at[i];

		tc_build_add(&any,
		    tc_build_scale(b, tc_build_term(b, term->term, term->len),
			term->in_document));
	}
	return any.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &any)
			 : tc_build_nothing(b);
}

static struct tc_expr *
itself(struct tc_builder *b, const struct tc_question *question)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_expr *query = NULL;

	tc_index_id_term(
	    question->similar_id.s, question->similar_id.len, &term);
	if (term.failed)
		tc_build_no_memory(b);
	else
		query = tc_build_term(b, tc_buf_str(&term), term.len);
	tc_buf_free(&term);
	return query;
}

enum tc_status
tc_similar_query(struct tc_expr **out, const struct tc_question *question,
    struct tc_error *err)
{
	struct tc_builder b = {.plan = question->plan, .rung = TC_RUNG_SOME};
	struct telling_terms *terms = calloc(1, sizeof(*terms));
	struct tc_expr *query;
	enum tc_status status = TC_OK;

	*out = NULL;
	if (terms == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	tc_build_check(&b, choose(terms, question, &b.why));
	query = any_of(&b, terms);
	query = tc_match_filters(&b, query, &question->options->filters);
	query =
	    tc_build_combine2(&b, TC_EXPR_AND_NOT, query, itself(&b, question));
	if (b.failed)
		status = tc_index_fail(err, &b.why, "search");
	if (status == TC_OK)
		*out = query;
	else
		tc_expr_free(query);
	free(terms);
	return status;
}
