/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filters: of the options, and fields of the query. */
#include <string.h>

#include "builder.h"

/* One of the values that are asked of a facet; NULL when none are. */
static struct xapian_query *
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
	return any.n > 0 ? tc_build_combine(b, XAPIAN_OP_OR, &any) : NULL;
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
struct xapian_query *
tc_match_dates(struct tc_builder *b, const char *from, const char *to)
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
		tc_build_check(b,
		    xapian_query_value_range(&out, TC_SLOT_ORDER, newest,
			sizeof(newest), oldest, sizeof(oldest), &b->why));
	return out;
}

static const char *
or_null(const char *date)
{
	return date[0] != '\0' ? date : NULL;
}

struct xapian_query *
tc_match_field(struct tc_builder *b, const struct tc_query_node *node)
{
	const struct tc_names *names =
	    &b->plan->names[node - b->plan->parsed->nodes];

	if (node->field == TC_QUERY_DATE)
		return tc_match_dates(
		    b, or_null(node->since), or_null(node->until));
	return tc_build_terms(b, &names->terms, names->n);
}

static struct xapian_query *
both(struct tc_builder *b, struct xapian_query *query,
    struct xapian_query *filter)
{
	return tc_build_combine2(
	    b, XAPIAN_OP_AND, query, tc_build_condition(b, filter));
}

struct xapian_query *
tc_match_filters(struct tc_builder *b, struct xapian_query *query,
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
	return tc_build_combine2(b, XAPIAN_OP_FILTER, query,
	    tc_match_dates(b, filters->from, filters->to));
}
