/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facets: what the documents that match are counted by.
 *
 * The documents are listed without ranking, their values read in the order of
 * the documents and counted as they stand; then values that a filter takes for
 * the same are put together.
 */
#include "facets.h"

#include <stdlib.h>
#include <string.h>

#include "tally.h"

/* Documents that match, in their order. */
struct matches {
	uint32_t *docids;
	size_t n;
	uint64_t all;
	bool exact; /* they are just what the query asks for */
};

/* Counting one facet. */
struct counting {
	enum tc_facet facet;
	const struct tc_plan *plan;
	struct tc_tally raw;  /* values as documents have them, lines and all */
	struct tc_tally keys; /* terms; extra: the name that is shown, from 1;
				 last: the value that counted last */
	struct tc_tally names; /* term, NUL, name; extra: where that begins */
	struct tc_buf term;
	uint64_t none;
};

static int
by_docid(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Keep so many of the documents, evenly spread. */
static void
thin_out(struct matches *matches, size_t up_to)
{
	size_t i;

	if (matches->n <= up_to)
		return;
	for (i = 0; i < up_to; i++)
		matches->docids[i] =
		    matches->docids[(2 * i + 1) * matches->n / (2 * up_to)];
	matches->n = up_to;
	matches->exact = false;
}

static enum tc_status
take_mset(struct matches *matches, const struct xapian_mset *mset,
    struct tc_error *err)
{
	uint32_t i, n = xapian_mset_size(mset);
	struct xapian_mset_row row;
	struct xapian_error why;

	matches->docids = calloc((size_t)n + 1, sizeof(*matches->docids));
	if (matches->docids == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < n; i++) {
		if (xapian_mset_get_row(&row, mset, i, &why) != XAPIAN_OK)
			return tc_index_fail(err, &why, "search");
		matches->docids[i] = row.docid;
	}
	matches->n = n;
	matches->all = n;
	qsort(matches->docids, n, sizeof(*matches->docids), by_docid);
	return TC_OK;
}

/*
 * Weighed by what needs the frequencies in documents: see the note on
 * conditions in builder.c.
 */
static enum tc_status
list_matches(struct matches *matches, const struct tc_plan *plan,
    const struct xapian_query *query, struct tc_error *err)
{
	struct xapian_enquire *enquire = NULL;
	struct xapian_mset *mset = NULL;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status;

	failure =
	    xapian_enquire_new(&enquire, tc_index_database(plan->index), &why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_set_query(enquire, query, 0, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_set_bm25_weight(
		    enquire, 1, 0, 1, 0, 0.5, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_enquire_get_mset(
		    &mset, enquire, 0, plan->documents, plan->documents, &why);
	status = failure == XAPIAN_OK ? take_mset(matches, mset, err)
				      : tc_index_fail(err, &why, "search");
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	return status;
}

static enum tc_status
find_matches(struct matches *matches, const struct tc_plan *plan,
    enum tc_rung rung, const struct tc_search_options *options,
    struct tc_error *err)
{
	struct tc_rung_query query;
	enum tc_status status;

	memset(matches, 0, sizeof(*matches));
	status = tc_plan_matches(&query, plan, rung, options, err);
	if (status != TC_OK)
		return status;
	matches->exact = query.exact;
	status = list_matches(matches, plan, query.query, err);
	xapian_query_free(query.query);
	return status;
}

/*
 * Counting
 */

/* A tc_value_fn. */
static enum tc_status
count_raw(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	struct counting *counting = arg;
	struct tc_tally_entry *entry;

	(void)i;
	if (value.len == 0) {
		counting->none++;
		return TC_OK;
	}
	if ((entry = tc_tally_find(&counting->raw, value.s, value.len)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	entry->n++;
	return TC_OK;
}

/* Of two spellings of a name: more marks, then fewer capitals. */
static bool
reads_better(const char *a, const char *b)
{
	const char *at;
	int marks = 0;

	for (at = a; *at != '\0'; at++)
		marks += (*at & 0x80) != 0;
	for (at = b; *at != '\0'; at++)
		marks -= (*at & 0x80) != 0;
	return marks > 0 || (marks == 0 && strcmp(a, b) > 0);
}

/* Of names of one key the one that most documents have is shown. */
static enum tc_status
count_name(struct counting *counting, size_t key, const char *s, size_t len,
    uint64_t n, struct tc_error *err)
{
	struct tc_tally_entry *name, *best;
	size_t at = counting->term.len;
	size_t *shown = &counting->keys.at[key].extra;

	tc_buf_putc(&counting->term, '\0');
	tc_buf_put(&counting->term, s, len);
	if (tc_buf_check(&counting->term, err) != TC_OK)
		return TC_NOMEM;
	name = tc_tally_find(
	    &counting->names, counting->term.s, counting->term.len);
	if (name == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	name->n += n;
	name->extra = at + 1;
	best = *shown > 0 ? &counting->names.at[*shown - 1] : NULL;
	if (best == NULL || name->n > best->n ||
	    (name->n == best->n &&
		reads_better(name->s + name->extra, best->s + best->extra)))
		*shown = (size_t)(name - counting->names.at) + 1;
	return TC_OK;
}

/* One line of a value that n documents have; a document counts once. */
static enum tc_status
count_line(struct counting *counting, size_t of, const char *s, size_t len,
    uint64_t n, struct tc_error *err)
{
	struct tc_tally_entry *key;
	enum tc_status status;
	size_t place, before;

	tc_buf_clear(&counting->term);
	status = tc_facet_term(counting->facet, counting->plan->analyser, s,
	    len, &counting->term, err);
	if (status != TC_OK || counting->term.len == 0)
		return status;
	before = counting->keys.n;
	key = tc_tally_find(
	    &counting->keys, counting->term.s, counting->term.len);
	if (key == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	place = (size_t)(key - counting->keys.at);
	if (place < before && key->last == of)
		return TC_OK;
	key->last = of;
	key->n += n;
	return count_name(counting, place, s, len, n, err);
}

/* The values by their keys. */
static enum tc_status
merge(struct counting *counting, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < counting->raw.n && status == TC_OK; i++) {
		const struct tc_tally_entry *raw = &counting->raw.at[i];
		const char *at = raw->s, *end = raw->s + raw->len, *stop;
		bool any = false;

		for (; at < end && status == TC_OK; at = stop + 1) {
			stop = memchr(at, '\n', (size_t)(end - at));
			if (stop == NULL)
				stop = end;
			status = count_line(counting, i + 1, at,
			    (size_t)(stop - at), raw->n, err);
			any |= counting->term.len > 0;
		}
		counting->none += any ? 0 : raw->n;
	}
	return status;
}

/* What filters ask for is a value even where no document has it. */
static enum tc_status
add_chosen(struct counting *counting, const struct tc_filter_values *values,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i, key;

	for (i = 0; i < values->n && status == TC_OK; i++) {
		status = count_line(counting, SIZE_MAX, values->at[i],
		    strlen(values->at[i]), 0, err);
		if (status != TC_OK || counting->term.len == 0)
			continue;
		key = strlen(counting->term.s);
		tc_tally_find(&counting->keys, counting->term.s, key)->last =
		    SIZE_MAX;
	}
	return status;
}

/*
 * The list
 */

static int
by_count(const void *a, const void *b)
{
	const struct tc_facet_count *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->value, y->value);
}

/* The first so many, and what is chosen. */
static void
cut(struct tc_facet_counts *counts, size_t max)
{
	size_t i, n = 0;

	for (i = 0; i < counts->n; i++) {
		if (i < max || counts->at[i].chosen)
			counts->at[n++] = counts->at[i];
		else
			free(counts->at[i].value);
	}
	counts->more = counts->n - n;
	counts->n = n;
}

/* Of what was looked at to all that match. */
static uint64_t
scale(uint64_t n, const struct matches *matches)
{
	if (matches->n == 0 || matches->all == matches->n)
		return n;
	return (
	    uint64_t)((double)n * (double)matches->all / (double)matches->n +
	    0.5);
}

static enum tc_status
make_list(struct tc_facet_counts *counts, const struct counting *counting,
    const struct matches *matches, size_t max, struct tc_error *err)
{
	size_t i;

	counts->at = calloc(counting->keys.n + 1, sizeof(*counts->at));
	if (counts->at == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < counting->keys.n; i++) {
		const struct tc_tally_entry *key = &counting->keys.at[i];
		const struct tc_tally_entry *name =
		    &counting->names.at[key->extra - 1];
		struct tc_facet_count *count = &counts->at[i];

		count->n = scale(key->n, matches);
		count->chosen = key->last == SIZE_MAX;
		if ((count->value = strdup(name->s + name->extra)) == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		counts->n++;
	}
	if (counts->n > 1)
		qsort(counts->at, counts->n, sizeof(*counts->at), by_count);
	cut(counts, max);
	counts->none = scale(counting->none, matches);
	counts->exact = matches->exact;
	return TC_OK;
}

static enum tc_status
count_facet(struct tc_facet_counts *counts, enum tc_facet facet,
    const struct matches *matches, const struct tc_plan *plan,
    const struct tc_search_options *options, struct tc_error *err)
{
	struct counting counting = {
	    .facet = facet, .plan = plan, .term = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;

	status = tc_index_values(plan->index, TC_SLOT_FACET + facet,
	    matches->docids, matches->n, count_raw, &counting, err);
	if (status == TC_OK)
		status = merge(&counting, err);
	if (status == TC_OK)
		status =
		    add_chosen(&counting, &options->filters.facets[facet], err);
	if (status == TC_OK)
		status = make_list(
		    counts, &counting, matches, options->facet_values, err);
	tc_tally_free(&counting.raw);
	tc_tally_free(&counting.keys);
	tc_tally_free(&counting.names);
	tc_buf_free(&counting.term);
	return status;
}

enum tc_status
tc_facets_count(struct tc_results *results, const struct tc_plan *plan,
    const struct tc_search_options *options, struct tc_error *err)
{
	struct tc_facets *facets = &results->facets;
	struct tc_search_options without = *options;
	struct matches all, own, *of;
	enum tc_status status;
	size_t i;

	memset(facets, 0, sizeof(*facets));
	status = find_matches(&all, plan, results->rung, options, err);
	if (status == TC_OK) {
		results->total = all.all;
		results->exact = all.exact;
	}
	if (status == TC_OK)
		thin_out(&all, options->facets_up_to);
	for (i = 0; i < TC_FACETS_COUNTED && status == TC_OK; i++) {
		struct tc_filter_values *filter = &without.filters.facets[i];

		memset(&own, 0, sizeof(own));
		of = &all;
		if (filter->n > 0) {
			filter->n = 0;
			of = &own;
			status = find_matches(
			    &own, plan, results->rung, &without, err);
			filter->n = options->filters.facets[i].n;
			thin_out(&own, options->facets_up_to);
		}
		if (status == TC_OK)
			status = count_facet(&facets->of[i], (enum tc_facet)i,
			    of, plan, options, err);
		free(own.docids);
	}
	free(all.docids);
	facets->counted = status == TC_OK;
	if (status != TC_OK)
		tc_facets_free(facets);
	return status;
}

void
tc_facets_free(struct tc_facets *facets)
{
	size_t i, k;

	for (i = 0; i < TC_FACETS_COUNTED; i++) {
		for (k = 0; k < facets->of[i].n; k++)
			free(facets->of[i].at[k].value);
		free(facets->of[i].at);
	}
	memset(facets, 0, sizeof(*facets));
}
