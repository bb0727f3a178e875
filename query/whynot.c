/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One document held against a query: each part of the query is asked for
 * together with the document's id, on the rung that the query was answered on.
 */
#include <tracuu/whynot.h>

#include <stdlib.h>
#include <string.h>

#include "instead.h"
#include "scan.h"
#include "syntax.h"
#include "verify.h"

struct inquiry {
	struct tc_search *search;
	const struct tc_index *index;
	const struct tc_parsed *parsed;
	const struct tc_search_options *options;
	struct tc_span id;
	uint32_t docid;
	struct tc_buf id_term;
	struct tc_plan plan;
	struct tc_builder b;
	struct tc_verified *verified; /* of each node of the tree */
	struct tc_document document;
	struct tc_whynot *to;
};

const char *
tc_obstacle_name(enum tc_obstacle_kind kind)
{
	static const char *const names[TC_OBSTACLE_KINDS] = {
	    [TC_OBSTACLE_WORD] = "word",
	    [TC_OBSTACLE_PHRASE] = "phrase",
	    [TC_OBSTACLE_CONDITION] = "condition",
	    [TC_OBSTACLE_UNWANTED] = "unwanted",
	    [TC_OBSTACLE_FILTER] = "filter",
	};

	return names[kind];
}

void
tc_whynot_free(struct tc_whynot *whynot)
{
	size_t i;

	for (i = 0; i < whynot->n; i++) {
		free(whynot->obstacles[i].what);
		tc_buf_free(&whynot->obstacles[i].has);
	}
	free(whynot->obstacles);
	free(whynot->copy_of);
	tc_buf_free(&whynot->title);
	memset(whynot, 0, sizeof(*whynot));
}

/* Append an obstacle, which takes what is in has over. */
static enum tc_status
add(struct inquiry *inquiry, enum tc_obstacle_kind kind, const char *what,
    size_t len, struct tc_obstacle **out, struct tc_error *err)
{
	struct tc_whynot *to = inquiry->to;
	struct tc_obstacle *grown, *obstacle;

	grown = realloc(to->obstacles, (to->n + 1) * sizeof(*grown));
	if (grown == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->obstacles = grown;
	obstacle = &grown[to->n];
	*obstacle =
	    (struct tc_obstacle){.kind = kind, .has = TC_BUF_INIT(TC_BUF_LINE)};
	if ((obstacle->what = strndup(what, len)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->n++;
	*out = obstacle;
	return TC_OK;
}

static struct tc_expr *
itself(struct inquiry *inquiry)
{
	return tc_build_term(
	    &inquiry->b, inquiry->id_term.s, inquiry->id_term.len);
}

/* Does the document match a query, which is freed? */
static enum tc_status
holds(bool *yes, struct inquiry *inquiry, struct tc_expr *query,
    struct tc_error *err)
{
	struct tc_builder *b = &inquiry->b;
	enum tc_status status = TC_OK;
	uint64_t n = 0;

	query = tc_build_combine2(b, TC_EXPR_AND, query, itself(inquiry));
	if (b->failed)
		status = tc_index_fail(err, &b->why, "search");
	else
		status = tc_scan_count(&n, query, inquiry->plan.index, err);
	*yes = n > 0;
	tc_expr_free(query);
	return status;
}

/*
 * Words
 */

static bool
is_plain_word(const struct tc_query_word *word)
{
	return word->kind == TC_TOKEN_WORD && !word->part && !word->spans &&
	    !word->prefix;
}

/* The words [first, end) of the query, which belong together. */
static enum tc_status
add_word(
    struct inquiry *inquiry, size_t first, size_t end, struct tc_error *err)
{
	const struct tc_query_word *words = inquiry->parsed->words;
	const char *query = tc_buf_str(&inquiry->parsed->clean);
	size_t from = words[first].from, to = words[first].to, i;
	struct tc_obstacle *obstacle;
	enum tc_status status;

	for (i = first; i < end; i++)
		to = words[i].to > to ? words[i].to : to;
	status = add(
	    inquiry, TC_OBSTACLE_WORD, query + from, to - from, &obstacle, err);
	if (status == TC_OK && end == first + 1 && is_plain_word(&words[first]))
		status = tc_instead_find(&obstacle->has, inquiry->index,
		    inquiry->docid, &words[first], err);
	return status;
}

/* Note which of the words [from, end) are missing, one by one. */
static enum tc_status
check_groups(
    struct inquiry *inquiry, size_t from, size_t end, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i = from, first;
	bool yes;

	while (i < end && status == TC_OK) {
		first = i;
		status = holds(
		    &yes, inquiry, tc_match_group(&inquiry->b, &i, end), err);
		if (status == TC_OK && !yes)
			status = add_word(inquiry, first, i, err);
	}
	return status;
}

/* The same of a leaf; what an abbreviation stands for may be there instead. */
static enum tc_status
check_words(struct inquiry *inquiry, const struct tc_query_node *leaf,
    struct tc_error *err)
{
	size_t i = leaf->first, end = leaf->first + leaf->n, first;
	enum tc_status status = TC_OK;
	bool yes;

	while (i < end && status == TC_OK) {
		first = i;
		status = holds(
		    &yes, inquiry, tc_match_span(&inquiry->b, &i, end), err);
		if (status == TC_OK && !yes)
			status = check_groups(inquiry, first, i, err);
	}
	return status;
}

/*
 * Other parts of the query
 */

/* What the document has where a node asks for a field. */
static enum tc_facet
facet_of_field(enum tc_query_field field)
{
	static const enum tc_facet facets[] = {
	    [TC_QUERY_ANYWHERE] = TC_FACET_COUNT,
	    [TC_QUERY_TITLE] = TC_FACET_COUNT,
	    [TC_QUERY_NUMBER] = TC_FACET_NUMBER,
	    [TC_QUERY_TYPE] = TC_FACET_TYPE,
	    [TC_QUERY_ISSUER] = TC_FACET_ISSUER,
	    [TC_QUERY_SIGNER] = TC_FACET_SIGNER,
	    [TC_QUERY_TERM] = TC_FACET_TERM,
	    [TC_QUERY_TOPIC] = TC_FACET_TOPIC,
	    [TC_QUERY_DATE] = TC_FACET_YEAR,
	};

	return facets[field];
}

static void
put_own(struct inquiry *inquiry, enum tc_facet facet, struct tc_buf *out)
{
	if (facet < TC_FACET_COUNT)
		tc_buf_puts(out,
		    tc_document_str(&inquiry->document, tc_facet_field(facet)));
}

static enum tc_status
add_node(struct inquiry *inquiry, enum tc_obstacle_kind kind,
    const struct tc_query_node *node, struct tc_error *err)
{
	struct tc_buf what = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_obstacle *obstacle;
	enum tc_status status;

	tc_query_print_node(inquiry->parsed, node, false, &what);
	if ((status = tc_buf_check(&what, err)) == TC_OK)
		status = add(inquiry, kind, what.s, what.len, &obstacle, err);
	if (status == TC_OK && node->kind == TC_NODE_FIELD)
		put_own(inquiry, facet_of_field(node->field), &obstacle->has);
	tc_buf_free(&what);
	return status;
}

static enum tc_status
check_node(struct inquiry *inquiry, const struct tc_query_node *node,
    struct tc_error *err)
{
	bool unwanted = node->kind == TC_NODE_NOT, yes;
	size_t before = inquiry->to->n;
	enum tc_status status;

	if (node->kind == TC_NODE_WORDS && node->field == TC_QUERY_ANYWHERE)
		return check_words(inquiry, node, err);
	status = holds(&yes, inquiry, tc_match_node(&inquiry->b, node), err);
	if (status != TC_OK || yes == !unwanted)
		return status;
	if (unwanted)
		return add_node(inquiry, TC_OBSTACLE_UNWANTED,
		    tc_build_node(&inquiry->b, node->child), err);
	if (node->kind != TC_NODE_PHRASE || node->field != TC_QUERY_ANYWHERE)
		return add_node(inquiry, TC_OBSTACLE_CONDITION, node, err);
	/* Without one of its words it is no news that the phrase is missing. */
	status = check_groups(inquiry, node->first, node->first + node->n, err);
	if (status == TC_OK && inquiry->to->n == before)
		status = add_node(inquiry, TC_OBSTACLE_PHRASE, node, err);
	return status;
}

/*
 * Filters
 */

static enum tc_status
check_filter(struct inquiry *inquiry, const struct tc_filters *filter,
    const char *name, enum tc_facet facet, const struct tc_buf *wanted,
    struct tc_error *err)
{
	struct tc_builder *b = &inquiry->b;
	struct tc_obstacle *obstacle;
	enum tc_status status;
	bool yes;

	status = holds(&yes, inquiry,
	    tc_match_filters(b, tc_build_everything(b), filter), err);
	if (status != TC_OK || yes)
		return status;
	status = add(inquiry, TC_OBSTACLE_FILTER, tc_buf_str(wanted),
	    wanted->len, &obstacle, err);
	if (status != TC_OK)
		return status;
	obstacle->filter = name;
	put_own(inquiry, facet, &obstacle->has);
	return tc_buf_check(&obstacle->has, err);
}

static enum tc_status
check_filters(struct inquiry *inquiry, struct tc_error *err)
{
	const struct tc_filters *filters = &inquiry->options->filters;
	struct tc_buf wanted = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	struct tc_filters one;
	size_t i, k;

	for (i = 0; i < TC_FACET_COUNT && status == TC_OK; i++) {
		const struct tc_filter_values *values = &filters->facets[i];

		memset(&one, 0, sizeof(one));
		one.facets[i] = *values;
		tc_buf_clear(&wanted);
		for (k = 0; k < values->n; k++)
			tc_buf_printf(
			    &wanted, "%s%s", k > 0 ? ", " : "", values->at[k]);
		if (values->n > 0)
			status = check_filter(inquiry, &one,
			    tc_facet_name((enum tc_facet)i), (enum tc_facet)i,
			    &wanted, err);
	}
	one = (struct tc_filters){.from = filters->from, .to = filters->to};
	tc_buf_clear(&wanted);
	tc_buf_printf(&wanted, "%s..%s", one.from != NULL ? one.from : "",
	    one.to != NULL ? one.to : "");
	if (status == TC_OK && (one.from != NULL || one.to != NULL))
		status = check_filter(
		    inquiry, &one, "date", TC_FACET_YEAR, &wanted, err);
	tc_buf_free(&wanted);
	return status;
}

/*
 * The document among the results
 */

static bool
is_id(const struct inquiry *inquiry, const char *id)
{
	return strlen(id) == inquiry->id.len &&
	    memcmp(id, inquiry->id.s, inquiry->id.len) == 0;
}

static enum tc_status
look_among(struct inquiry *inquiry, const struct tc_results *results,
    struct tc_error *err)
{
	struct tc_whynot *to = inquiry->to;
	size_t i, k;

	to->rung = results->rung;
	to->total = results->total;
	to->exact = results->exact;
	for (i = 0; i < results->n && to->rank == 0; i++) {
		const struct tc_hit *hit = &results->hits[i];

		if (is_id(inquiry, hit->id))
			to->rank = i + 1;
		for (k = 0; k < hit->copies_n && to->rank == 0; k++) {
			if (!is_id(inquiry, hit->copies[k]))
				continue;
			to->rank = i + 1;
			if ((to->copy_of = strdup(hit->id)) == NULL)
				return tc_fail(err, TC_NOMEM, "out of memory");
		}
	}
	to->matches = to->rank > 0;
	return TC_OK;
}

static enum tc_status
rank(struct inquiry *inquiry, struct tc_error *err)
{
	struct tc_search_options options = *inquiry->options;
	struct tc_results results;
	enum tc_status status;

	options.offset = options.facet_values = 0;
	options.corrections = options.fewer = 0;
	options.limit = TC_WHYNOT_DEPTH;
	options.explain = false;
	status = tc_search_run(
	    inquiry->search, inquiry->parsed, &options, &results, err);
	if (status != TC_OK)
		return status;
	status = look_among(inquiry, &results, err);
	tc_results_free(&results);
	return status;
}

/* Beyond the results that were looked through: is it one of them? */
static enum tc_status
match_whole(struct inquiry *inquiry, struct tc_error *err)
{
	struct tc_rung_query query;
	enum tc_status status;

	status = tc_plan_matches(
	    &query, &inquiry->plan, inquiry->to->rung, inquiry->options, err);
	if (status == TC_OK)
		status =
		    holds(&inquiry->to->matches, inquiry, query.query, err);
	return status;
}

/* What the index does not tell is looked for in this document only. */
static enum tc_status
verify(struct inquiry *inquiry, struct tc_error *err)
{
	const struct tc_parsed *parsed = inquiry->parsed;
	enum tc_status status = TC_OK;
	struct tc_expr *query;
	size_t i;

	inquiry->verified = calloc(parsed->nodes_n, sizeof(*inquiry->verified));
	if (inquiry->verified == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < parsed->nodes_n && status == TC_OK; i++) {
		if (!tc_verify_wants(&inquiry->plan, &parsed->nodes[i]))
			continue;
		query = itself(inquiry);
		status = inquiry->b.failed
		    ? tc_index_fail(err, &inquiry->b.why, "search")
		    : tc_verify(&inquiry->verified[i], &inquiry->b,
			  &parsed->nodes[i], query, true, err);
		tc_expr_free(query);
	}
	inquiry->b.verified = inquiry->verified;
	return status;
}

static enum tc_status
find_obstacles(struct inquiry *inquiry, struct tc_error *err)
{
	const struct tc_parsed *parsed = inquiry->parsed;
	const struct tc_query_node *node;
	enum tc_status status;

	status = verify(inquiry, err);
	if (status == TC_OK)
		status = check_filters(inquiry, err);
	node = tc_build_node(&inquiry->b, parsed->nodes[parsed->root].child);
	for (; node != NULL && status == TC_OK;
	     node = tc_build_node(&inquiry->b, node->next))
		status = check_node(inquiry, node, err);
	return status;
}

/* Is it for everybody, and what is it called? */
static enum tc_status
describe(struct inquiry *inquiry, struct tc_error *err)
{
	static const char public_term[] = TC_PREFIX_VISIBILITY "public";
	enum tc_status status;
	bool is_public;

	status = tc_index_document(
	    inquiry->index, inquiry->docid, &inquiry->document, err);
	if (status != TC_OK)
		return status;
	tc_buf_puts(&inquiry->to->title,
	    tc_document_str(&inquiry->document, TC_FIELD_TITLE));
	status = holds(&is_public, inquiry,
	    tc_build_term(&inquiry->b, public_term, sizeof(public_term) - 1),
	    err);
	inquiry->to->internal = !is_public;
	return status == TC_OK ? tc_buf_check(&inquiry->to->title, err)
			       : status;
}

static enum tc_status
inquire(struct inquiry *inquiry, struct tc_error *err)
{
	enum tc_status status;
	size_t i;

	status = tc_plan_make(&inquiry->plan, inquiry->index, inquiry->parsed,
	    inquiry->options, tc_search_analyser(inquiry->search), err);
	if (status != TC_OK)
		return status;
	inquiry->b.plan = &inquiry->plan;
	if ((status = describe(inquiry, err)) == TC_OK)
		status = rank(inquiry, err);
	inquiry->b.rung = inquiry->to->rung;
	if (status == TC_OK && !inquiry->to->matches)
		status = match_whole(inquiry, err);
	if (status == TC_OK && !inquiry->to->matches)
		status = find_obstacles(inquiry, err);
	for (i = 0; inquiry->verified != NULL && i < inquiry->parsed->nodes_n;
	     i++)
		tc_buf_free(&inquiry->verified[i].documents.terms);
	free(inquiry->verified);
	tc_plan_free(&inquiry->plan);
	return status;
}

enum tc_status
tc_whynot_find(struct tc_whynot *whynot, struct tc_search *search,
    const struct tc_parsed *parsed, struct tc_span id,
    const struct tc_search_options *options, struct tc_error *err)
{
	struct inquiry inquiry = {.search = search,
	    .index = tc_search_index(search),
	    .parsed = parsed,
	    .options = options,
	    .id = id,
	    .id_term = TC_BUF_INIT(TC_BUF_LINE),
	    .to = whynot};
	enum tc_status status;

	memset(whynot, 0, sizeof(*whynot));
	whynot->title.max = TC_BUF_LINE;
	tc_document_init(&inquiry.document);
	tc_index_id_term(id.s, id.len, &inquiry.id_term);
	if ((status = tc_buf_check(&inquiry.id_term, err)) == TC_OK)
		status = tc_index_find(
		    &inquiry.docid, inquiry.index, id.s, id.len, err);
	whynot->indexed = status == TC_OK && inquiry.docid != 0;
	if (whynot->indexed)
		status = inquire(&inquiry, err);
	tc_document_free(&inquiry.document);
	tc_buf_free(&inquiry.id_term);
	if (status != TC_OK)
		tc_whynot_free(whynot);
	return status;
}
