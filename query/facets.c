/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facets: what the documents that match are counted by.
 *
 * The values of a sample of the documents, or of all, are counted as they
 * stand; then values that a filter takes for the same are put together.
 */
#include "facets.h"

#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "tally.h"

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
scale(uint64_t n, const struct tc_sample *sample)
{
	if (sample->n == 0 || sample->all == sample->n)
		return n;
	return (uint64_t)((double)n * (double)sample->all / (double)sample->n +
	    0.5);
}

static enum tc_status
make_list(struct tc_facet_counts *counts, const struct counting *counting,
    const struct tc_sample *sample, size_t max, struct tc_error *err)
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

		count->n = scale(key->n, sample);
		count->chosen = key->last == SIZE_MAX;
		if ((count->value = strdup(name->s + name->extra)) == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		counts->n++;
	}
	if (counts->n > 1)
		qsort(counts->at, counts->n, sizeof(*counts->at), by_count);
	cut(counts, max);
	counts->none = scale(counting->none, sample);
	counts->exact = sample->exact;
	return TC_OK;
}

/* Count values by a column. */
static enum tc_status
count_column(struct counting *counting, const struct tc_column *column,
    const struct tc_sample *sample, struct tc_error *err)
{
	const struct tc_tally *values = &column->values;
	uint32_t *counts = calloc(values->n + 1, sizeof(*counts));
	struct tc_tally_entry *entry;
	enum tc_status status = TC_OK;
	size_t i;

	if (counts == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	tc_rows_count(sample->rows, sample->n, counting->facet, counts);
	counting->none = counts[0];
	for (i = 0; i < values->n && status == TC_OK; i++) {
		if (counts[i + 1] == 0)
			continue;
		entry = tc_tally_find(
		    &counting->raw, values->at[i].s, values->at[i].len);
		if (entry != NULL)
			entry->n = counts[i + 1];
		else
			status = tc_fail(err, TC_NOMEM, "out of memory");
	}
	free(counts);
	return status;
}

static enum tc_status
count_facet(const struct tc_question *question, enum tc_facet facet,
    const struct tc_sample *sample, struct tc_error *err)
{
	const struct tc_search_options *options = question->options;
	const struct tc_column *column = &question->columns->of[facet];
	struct counting counting = {.facet = facet,
	    .plan = question->plan,
	    .term = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;

	if (column->at != NULL && sample->rows != NULL)
		status = count_column(&counting, column, sample, err);
	else
		status = tc_index_values(question->plan->index,
		    TC_SLOT_FACET + facet, sample->docids, sample->n, count_raw,
		    &counting, err);
	if (status == TC_OK)
		status = merge(&counting, err);
	if (status == TC_OK)
		status =
		    add_chosen(&counting, &options->filters.facets[facet], err);
	if (status == TC_OK)
		status = make_list(&question->results->facets.of[facet],
		    &counting, sample, options->facet_values, err);
	tc_tally_free(&counting.raw);
	tc_tally_free(&counting.keys);
	tc_tally_free(&counting.names);
	tc_buf_free(&counting.term);
	return status;
}

/* Without memory for them values are read one by one. */
static void
look_up_rows(struct tc_sample *sample, const struct tc_question *question)
{
	if (question->columns->made)
		sample->rows = tc_columns_rows(
		    question->columns, sample->docids, sample->n);
}

/* Count one facet, without its own filter. */
static enum tc_status
count_unfiltered(const struct tc_question *question, enum tc_facet facet,
    struct tc_error *err)
{
	struct tc_search_options without = *question->options;
	struct tc_sample sample;
	enum tc_status status;

	without.filters.facets[facet].n = 0;
	status = tc_sample_take(
	    &sample, question->plan, question->results->rung, &without, err);
	look_up_rows(&sample, question);
	if (status == TC_OK)
		status = count_facet(question, facet, &sample, err);
	tc_sample_free(&sample);
	return status;
}

/* What the question found, or what it would have found by weights. */
static enum tc_status
take_sample(struct tc_sample *sample, const struct tc_question *question,
    struct tc_error *err)
{
	const struct tc_search_options *options = question->options;

	if (question->found != NULL && question->found->at != NULL)
		return tc_sample_of(sample, question->found,
		    question->results->exact, options->facets_up_to, err);
	return tc_sample_take(
	    sample, question->plan, question->results->rung, options, err);
}

enum tc_status
tc_facets_count(const struct tc_question *question, struct tc_error *err)
{
	struct tc_results *results = question->results;
	struct tc_facets *facets = &results->facets;
	struct tc_sample sample;
	enum tc_status status;
	size_t i;

	memset(facets, 0, sizeof(*facets));
	status = take_sample(&sample, question, err);
	if (status == TC_OK) {
		results->total = sample.all;
		results->exact = sample.all_exact;
		status = tc_columns_prepare(
		    question->columns, question->index, sample.n, err);
	}
	if (status == TC_OK)
		look_up_rows(&sample, question);
	for (i = 0; i < TC_FACETS_COUNTED && status == TC_OK; i++) {
		if (question->options->filters.facets[i].n > 0)
			status =
			    count_unfiltered(question, (enum tc_facet)i, err);
		else
			status = count_facet(
			    question, (enum tc_facet)i, &sample, err);
	}
	tc_sample_free(&sample);
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
