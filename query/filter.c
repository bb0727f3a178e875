/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filters: of the options, and fields of the query. */
#include <string.h>

#include "builder.h"

/* One of the values that are asked of a facet; NULL when none are. */
static struct tc_expr *
match_facet(struct tc_builder *b, enum tc_facet facet,
    const struct tc_filter_values *values)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_queries any = {{NULL}, 0};
	size_t i;

	for (i = 0; i < values->n && !b->failed; i++) {
		tc_buf_clear(&term);
		if (tc_facet_term(facet, b->plan->analyser, values->at[i],
			strlen(values->at[i]), &term, NULL) != TC_OK ||
		    term.failed) {
			tc_build_no_memory(b);
		} else if (term.len > 0) {
			tc_build_add(&any, tc_build_term(b, term.s, term.len));
		} else {
			tc_build_add(&any, tc_build_nothing(b));
		}
	}
	tc_buf_free(&term);
	return any.n > 0 ? tc_build_combine(b, TC_EXPR_OR, &any) : NULL;
}

static void
put_order(unsigned char bytes[4], uint32_t order)
{
	int i;

	for (i = 0; i < 4; i++)
		bytes[i] = (unsigned char)(order >> (24 - 8 * i) & 0xFF);
}

/*
 * Values begin with four bytes that are smaller for newer dates, and the id
 * follows: so the upper end is the next number, without an id. Undated
 * documents lie beyond every end.
 */
struct tc_expr *
tc_match_dates(struct tc_builder *b, const char *from, const char *to)
{
	uint32_t first = from != NULL ? tc_date_minutes(from, false) : 0;
	struct tc_expr *out;

	if ((from == NULL && to == NULL) || b->failed)
		return NULL;
	if ((out = tc_expr_new(TC_EXPR_RANGE)) == NULL) {
		tc_build_no_memory(b);
		return NULL;
	}
	put_order(out->range[0],
	    to != NULL ? UINT32_MAX - tc_date_minutes(to, true) : 0);
	put_order(
	    out->range[1], first > 0 ? UINT32_MAX - first + 1 : UINT32_MAX);
	return out;
}

static const char *
or_null(const char *date)
{
	return date[0] != '\0' ? date : NULL;
}

struct tc_expr *
tc_match_field(struct tc_builder *b, const struct tc_query_node *node)
{
	const struct tc_names *names =
	    &b->plan->names[node - b->plan->parsed->nodes];

	if (node->field == TC_QUERY_DATE)
		return tc_match_dates(
		    b, or_null(node->since), or_null(node->until));
	return tc_build_terms(b, &names->terms, names->n);
}

static struct tc_expr *
both(struct tc_builder *b, struct tc_expr *query, struct tc_expr *filter)
{
	return tc_build_combine2(
	    b, TC_EXPR_AND, query, tc_build_condition(b, filter));
}

struct tc_expr *
tc_match_filters(struct tc_builder *b, struct tc_expr *query,
    const struct tc_filters *filters)
{
	static const char public_term[] = TC_PREFIX_VISIBILITY "public";
	size_t i;

	if (tc_index_hidden(b->plan->index) > 0)
		query = both(b, query,
		    tc_build_term(b, public_term, sizeof(public_term) - 1));
	for (i = 0; i < TC_FACET_COUNT; i++)
		query = both(b, query,
		    match_facet(b, (enum tc_facet)i, &filters->facets[i]));
	return tc_build_combine2(b, TC_EXPR_FILTER, query,
	    tc_match_dates(b, filters->from, filters->to));
}
