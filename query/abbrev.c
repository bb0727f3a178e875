/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the abbreviations, and what is abbreviated elsewhere, in a query. */
#include "abbrev.h"

#include <stdlib.h>
#include <string.h>

#include "abbrev_find.h"

/*
 * Kinds
 */

static void
note_kind(struct tc_finder *finder, size_t first, size_t n,
    const struct tc_abbrev *row)
{
	if (!row->off && !row->ambiguous && row->kind[0] != '\0' &&
	    finder->kinds_n < TC_CANDIDATES_MAX)
		finder->kinds[finder->kinds_n++] =
		    (struct tc_find_kind){first, n, row->kind};
}

/* What is in the query beyond doubt: "đảng ủy" and BCH are of the party. */
static void
note_kinds(struct tc_finder *finder, size_t first)
{
	const struct tc_abbrevs *table = finder->search.table;
	const struct tc_abbrev *const *rows;
	struct tc_abbrev_forms forms = {.n = 0};
	struct tc_find_span span = {.first = first};
	bool longer = true;
	size_t n;

	if (tc_find_lengthen(finder, &span)) {
		n = tc_abbrevs_by_key(table, span.key, &rows);
		if (n == 1 &&
		    tc_abbrev_include_short(rows[0]->letters, span.letters))
			note_kind(finder, first, 1, rows[0]);
	}
	while (longer && tc_find_add_word(finder, first + forms.n, &forms)) {
		n = tc_abbrevs_by_folded(table, forms.folded, &rows, &longer);
		if (n > 0 && forms.n > 1 &&
		    tc_abbrev_include(rows[0]->words, forms.words))
			note_kind(finder, first, forms.n, rows[0]);
	}
}

/*
 * Choosing among candidates
 */

/* The longest first, then as they stand; qsort isn't stable. */
static int
by_length(const void *a, const void *b)
{
	const struct tc_find_candidate *const *x = a, *const *y = b;

	if ((*x)->n != (*y)->n)
		return (*x)->n > (*y)->n ? -1 : 1;
	return *x < *y ? -1 : 1;
}

static int
by_place(const void *a, const void *b)
{
	const struct tc_find_candidate *const *x = a, *const *y = b;

	if ((*x)->first != (*y)->first)
		return (*x)->first < (*y)->first ? -1 : 1;
	return *x < *y ? -1 : 1;
}

static bool
is_free(const struct tc_find_candidate *candidate,
    const struct tc_find_candidate *const *chosen, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		bool same = chosen[i]->first == candidate->first &&
		    chosen[i]->n == candidate->n;

		if (!same &&
		    candidate->first < chosen[i]->first + chosen[i]->n &&
		    chosen[i]->first < candidate->first + candidate->n)
			return false;
	}
	return n < TC_ALTERNATIVES_MAX;
}

static size_t
select_longest(const struct tc_finder *finder,
    const struct tc_find_candidate *chosen[TC_CANDIDATES_MAX])
{
	const struct tc_find_candidate *all[TC_CANDIDATES_MAX];
	size_t i, n = 0;

	for (i = 0; i < finder->candidates_n; i++)
		all[i] = &finder->candidates[i];
	if (i > 0)
		qsort(all, i, sizeof(*all), by_length);
	for (i = 0; i < finder->candidates_n; i++) {
		if (is_free(all[i], chosen, n))
			chosen[n++] = all[i];
	}
	if (n > 0)
		qsort(chosen, n, sizeof(*chosen), by_place);
	return n;
}

/* The words of a phrase as a query would have them, without its syntax. */
static enum tc_status
read_words(struct tc_finder *finder, const char *phrase, size_t from, size_t to,
    struct tc_alternative *out)
{
	char plain[TC_ABBREV_MAX + 1];
	struct tc_parsed parsed;
	enum tc_status status;
	char *s;
	size_t i;

	tc_find_copy(plain, phrase, strlen(phrase));
	for (s = plain; *s != '\0'; s++) {
		if (*s == '-' || *s == '"')
			*s = ',';
	}
	status = tc_parse(&parsed, plain, strlen(plain), finder->analyser,
	    finder->search.err);
	if (status != TC_OK)
		return status;
	out->words = calloc(parsed.n + 1, sizeof(*out->words));
	out->words_n = out->words != NULL ? parsed.n : 0;
	if (out->words == NULL)
		status = tc_fail(finder->search.err, TC_NOMEM, "out of memory");
	for (i = 0; i < out->words_n; i++) {
		out->words[i] = parsed.words[i];
		out->words[i].from = from;
		out->words[i].to = to;
	}
	tc_parsed_free(&parsed);
	return status;
}

static enum tc_status
add_alternative(struct tc_alternatives *out, struct tc_finder *finder,
    const struct tc_find_candidate *candidate)
{
	struct tc_alternative *to = &out->list[out->n++];
	const struct tc_find_unit *first = &finder->units[candidate->first];
	const struct tc_find_unit *last = first + candidate->n - 1;

	memset(to, 0, sizeof(*to));
	to->first = first->first;
	to->n = last->first + last->n - first->first;
	to->shortens = candidate->shortens;
	to->ambiguous = candidate->ambiguous;
	to->origin = candidate->origin;
	to->documents = candidate->documents;
	to->abbr = strdup(candidate->abbr);
	to->expansion = strdup(candidate->expansion);
	if (to->abbr == NULL || to->expansion == NULL)
		return tc_fail(finder->search.err, TC_NOMEM, "out of memory");
	return read_words(finder,
	    candidate->shortens ? to->abbr : to->expansion,
	    finder->parsed->words[first->first].from,
	    finder->parsed->words[last->first].to, to);
}

static enum tc_status
find_candidates(struct tc_finder *finder)
{
	enum tc_status status = TC_OK;
	size_t i;

	tc_find_units(finder);
	for (i = 0; i < finder->units_n && finder->search.table != NULL; i++)
		note_kinds(finder, i);
	for (i = 0; i < finder->units_n && status == TC_OK; i++)
		status = tc_find_expand(finder, i);
	for (i = 0; i < finder->units_n && status == TC_OK; i++)
		status = tc_find_shorten(finder, i);
	return status;
}

enum tc_status
tc_abbrevs_find(struct tc_alternatives *out, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_abbrevs *table,
    struct tc_analyser *analyser, struct tc_error *err)
{
	const struct tc_find_candidate *chosen[TC_CANDIDATES_MAX];
	struct tc_finder finder = {.search = {index, table, 0, err},
	    .parsed = parsed,
	    .analyser = analyser};
	enum tc_status status = TC_OK;
	size_t i, n = 0;

	out->n = 0;
	finder.units = calloc(parsed->n + 1, sizeof(*finder.units));
	finder.candidates =
	    calloc(TC_CANDIDATES_MAX, sizeof(*finder.candidates));
	if (finder.units == NULL || finder.candidates == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	if (status == TC_OK)
		status = find_candidates(&finder);
	if (status == TC_OK)
		n = select_longest(&finder, chosen);
	for (i = 0; i < n && status == TC_OK; i++)
		status = add_alternative(out, &finder, chosen[i]);
	free(finder.units);
	free(finder.candidates);
	if (status != TC_OK)
		tc_alternatives_free(out);
	return status;
}

void
tc_alternatives_free(struct tc_alternatives *alternatives)
{
	size_t i;

	for (i = 0; i < alternatives->n; i++) {
		free(alternatives->list[i].words);
		free(alternatives->list[i].abbr);
		free(alternatives->list[i].expansion);
	}
	alternatives->n = 0;
}

void
tc_alternative_describe(
    const struct tc_alternative *alternative, struct tc_buf *out)
{
	const char *from =
	    alternative->shortens ? alternative->expansion : alternative->abbr;
	const char *to =
	    alternative->shortens ? alternative->abbr : alternative->expansion;

	tc_buf_printf(out, "%s = %s (", from, to);
	if (alternative->origin == TC_ABBREV_DEFINED)
		tc_buf_printf(out, "%u document%s", alternative->documents,
		    alternative->documents == 1 ? "" : "s");
	else
		tc_buf_puts(out,
		    alternative->origin == TC_ABBREV_STAFF ? "staff" : "table");
	tc_buf_putc(out, ')');
}
