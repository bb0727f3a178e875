/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a query that are abbreviated elsewhere. */
#include "abbrev_find.h"

#include <string.h>

/* The longest expansion in words. */
#define LONG_MAX 16

/* Will it be found, and not among words? Not ca for công an, not T/M. */
static bool
is_distinct(const char *abbr)
{
	size_t len = strcspn(abbr, " "), i;

	if (abbr[len] == '\0')
		return len > 1 && !tc_abbrev_is_syllable(abbr, len);
	for (i = 1; abbr[i] != '\0'; i++) {
		if (abbr[i] != ' ' && abbr[i - 1] != ' ')
			return true;
	}
	return false;
}

/* Is it what documents mean by this abbreviation? */
static enum tc_status
is_defined(struct tc_finder *finder, const char *abbr, const char *folded,
    const char *typed, struct tc_find_candidate *candidate, bool *defined)
{
	char key[TC_ABBREV_MAX + 1], letters[TC_ABBREV_MAX + 1];
	struct tc_abbrev_forms forms;
	struct tc_readings readings = {.n = 0};
	enum tc_status status;
	size_t i;

	*defined = false;
	if (!tc_abbrev_forms(abbr, strlen(abbr), &forms) ||
	    !is_distinct(forms.words))
		return TC_OK;
	tc_abbrev_key(forms.folded, key);
	tc_abbrev_key(forms.words, letters);
	status = tc_readings_collect(
	    &readings, &finder->search, key, letters, abbr, strlen(abbr), true);
	if (status != TC_OK || readings.off)
		return status;
	tc_readings_take(&readings);
	for (i = 0; i < readings.n; i++) {
		const struct tc_reading *reading = &readings.list[i];

		if (!reading->taken || reading->documents == 0 ||
		    !tc_abbrev_forms(
			reading->words, strlen(reading->words), &forms) ||
		    strcmp(forms.folded, folded) != 0 ||
		    !tc_abbrev_include(forms.words, typed))
			continue;
		*defined = true;
		candidate->ambiguous = !reading->sure;
		candidate->origin = tc_find_origin(reading->row);
		candidate->documents = reading->documents;
		tc_find_copy(candidate->expansion, reading->words,
		    strlen(reading->words));
	}
	return status;
}

/* The abbreviations of the table for words of the query. */
static enum tc_status
shorten_by_table(struct tc_finder *finder, struct tc_find_candidate *candidate,
    const struct tc_abbrev_forms *forms, bool *longer)
{
	const struct tc_abbrev *const *rows;
	enum tc_status status = TC_OK;
	size_t n = 0, i;
	bool good;

	*longer = false;
	if (finder->search.table != NULL)
		n = tc_abbrevs_by_folded(
		    finder->search.table, forms->folded, &rows, longer);
	for (i = 0; i < n && status == TC_OK; i++) {
		if (!tc_abbrev_include(rows[i]->words, forms->words) ||
		    !is_distinct(rows[i]->abbr))
			continue;
		good = !rows[i]->ambiguous;
		candidate->ambiguous = false;
		candidate->origin = tc_find_origin(rows[i]);
		candidate->documents = 0;
		tc_find_copy(candidate->expansion, rows[i]->expansion,
		    strlen(rows[i]->expansion));
		if (!good)
			status = is_defined(finder, rows[i]->spelling,
			    forms->folded, forms->words, candidate, &good);
		tc_find_copy(candidate->abbr, rows[i]->spelling,
		    strlen(rows[i]->spelling));
		if (status == TC_OK && good)
			tc_find_add(finder, candidate);
	}
	return status;
}

/* Has the table said it already, however it writes it? */
static bool
has_short(const struct tc_finder *finder,
    const struct tc_find_candidate *candidate, const char *abbr)
{
	struct tc_abbrev_forms forms;
	size_t i;

	for (i = 0; i < finder->candidates_n; i++) {
		const struct tc_find_candidate *other = &finder->candidates[i];

		if (other->shortens && other->first == candidate->first &&
		    other->n == candidate->n &&
		    tc_abbrev_forms(other->abbr, strlen(other->abbr), &forms) &&
		    strcmp(forms.words, abbr) == 0)
			return true;
	}
	return false;
}

/* The abbreviations that documents define: "uy ban nhan dan=ubnd". */
static enum tc_status
shorten_by_documents(struct tc_finder *finder,
    struct tc_find_candidate *candidate, const struct tc_abbrev_forms *forms,
    const struct tc_buf *defined)
{
	struct tc_buf upper = TC_BUF_INIT(TC_BUF_LINE);
	const char *s = tc_buf_str(defined), *end = s + defined->len;
	size_t len = strlen(forms->folded);
	enum tc_status status = TC_OK;
	bool good;

	for (; s < end && status == TC_OK; s += strlen(s) + 1) {
		if (strncmp(s, forms->folded, len) != 0 ||
		    s[len] != TC_MARKS_SEPARATOR ||
		    has_short(finder, candidate, s + len + 1))
			continue;
		status = is_defined(finder, s + len + 1, forms->folded,
		    forms->words, candidate, &good);
		tc_buf_clear(&upper);
		tc_abbrev_upper(s + len + 1, &upper);
		tc_find_copy(candidate->abbr, tc_buf_str(&upper), upper.len);
		if (status == TC_OK && good)
			tc_find_add(finder, candidate);
	}
	tc_buf_free(&upper);
	return status;
}

/* Expansions that begin at a unit. */
enum tc_status
tc_find_shorten(struct tc_finder *finder, size_t first)
{
	struct tc_find_candidate candidate = {.first = first, .shortens = true};
	struct tc_buf defined = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_abbrev_forms forms = {.n = 0};
	enum tc_status status;
	bool longer = true;

	while (forms.n < LONG_MAX &&
	    tc_find_add_word(finder, first + forms.n, &forms))
		;
	status = tc_abbrev_defined(&finder->search, forms.folded, &defined);
	memset(&forms, 0, sizeof(forms));
	while (status == TC_OK && (longer || defined.len > 0) &&
	    forms.n < LONG_MAX &&
	    tc_find_add_word(finder, first + forms.n, &forms)) {
		candidate.n = forms.n;
		if (forms.n == 1) /* "huyện" is not shortened to H */
			continue;
		status = shorten_by_table(finder, &candidate, &forms, &longer);
		if (status == TC_OK)
			status = shorten_by_documents(
			    finder, &candidate, &forms, &defined);
	}
	tc_buf_free(&defined);
	return status;
}
