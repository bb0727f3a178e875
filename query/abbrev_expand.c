/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Abbreviations in a query: which readings the rest of it supports. */
#include "abbrev_find.h"

#include <string.h>

/* The longest abbreviation in words: BT, HT, TĐC. */
#define SHORT_MAX 4

/* How often a pair must occur, and how many times as often as the others. */
#define PAIR_MIN 2
#define PAIR_MARGIN 3

/* Has a phrase this word, with the marks that were typed? */
static bool
has_word(
    const struct tc_abbrev_forms *phrase, const char *folded, const char *typed)
{
	const char *word = phrase->words, *base = phrase->folded;
	size_t i, len, base_len;
	char one[TC_ABBREV_MAX + 1];

	for (i = 0; i < phrase->n; i++) {
		len = strcspn(word, " ");
		base_len = strcspn(base, " ");
		tc_find_copy(one, word, len);
		if (strlen(folded) == base_len &&
		    memcmp(folded, base, base_len) == 0 &&
		    !tc_abbrev_is_function_word(word, len) &&
		    tc_abbrev_include(one, typed))
			return true;
		word += len + (word[len] == ' ');
		base += base_len + (base[base_len] == ' ');
	}
	return false;
}

/*
 * How many words of a phrase the query has outside the span; one alone says
 * nothing of a longer phrase: "công an" is no "công ty".
 */
static uint32_t
count_shared(const struct tc_finder *finder, const struct tc_find_span *span,
    const char *phrase)
{
	struct tc_abbrev_forms forms;
	uint32_t n = 0;
	size_t i;

	if (!tc_abbrev_forms(phrase, strlen(phrase), &forms))
		return 0;
	for (i = 0; i < finder->units_n; i++) {
		const struct tc_find_unit *unit = &finder->units[i];

		if ((i < span->first || i >= span->first + span->n) &&
		    unit->forms.n == 1 && !tc_find_word(finder, i)->excluded)
			n += has_word(
			    &forms, unit->forms.folded, unit->forms.words);
	}
	return n > 1 || forms.n == 1 ? n : 0;
}

static bool
by_shared_words(const struct tc_finder *finder, const struct tc_find_span *span,
    struct tc_readings *readings)
{
	uint32_t score[TC_READINGS_MAX] = {0};
	size_t i;

	for (i = 0; i < readings->n; i++) {
		const struct tc_reading *reading = &readings->list[i];

		score[i] = count_shared(finder, span, reading->words);
		if (reading->row != NULL)
			score[i] +=
			    count_shared(finder, span, reading->row->context);
	}
	return tc_readings_single_out(readings, score, 1, 2);
}

static bool
by_kind(const struct tc_finder *finder, const struct tc_find_span *span,
    struct tc_readings *readings)
{
	uint32_t score[TC_READINGS_MAX] = {0};
	size_t i, k;

	for (i = 0; i < readings->n; i++) {
		const struct tc_abbrev *row = readings->list[i].row;

		for (k = 0; row != NULL && k < finder->kinds_n; k++) {
			const struct tc_find_kind *kind = &finder->kinds[k];

			if (strcmp(kind->name, row->kind) == 0 &&
			    (kind->first >= span->first + span->n ||
				span->first >= kind->first + kind->n))
				score[i] = 1;
		}
	}
	return tc_readings_single_out(readings, score, 1, 2);
}

/* The unit as the word of a pair; "số" for the number of a document. */
static const char *
pair_word(const struct tc_finder *finder, size_t unit)
{
	const struct tc_query_word *word = tc_find_word(finder, unit);

	if (word->kind == TC_TOKEN_DOCNO || word->kind == TC_TOKEN_FRACTION)
		return "so";
	return word->folded;
}

/* How often a reading stands beside the words that the span stands beside. */
static enum tc_status
count_pairs(struct tc_finder *finder, const struct tc_find_span *span,
    const char *words, uint32_t *n)
{
	size_t after = span->first + span->n;
	struct tc_abbrev_forms forms;
	enum tc_status status = TC_OK;
	char *last, *space;
	uint32_t pairs;

	*n = 0;
	if (!tc_abbrev_forms(words, strlen(words), &forms))
		return TC_OK;
	last = strrchr(forms.folded, ' ');
	last = last != NULL ? last + 1 : forms.folded;
	if (after < finder->units_n && tc_find_gap_is(finder, after - 1, " ")) {
		status = tc_abbrev_pair_frequency(
		    &finder->search, last, pair_word(finder, after), &pairs);
		*n += pairs;
	}
	if ((space = strchr(forms.folded, ' ')) != NULL)
		*space = '\0';
	if (status == TC_OK && span->first > 0 &&
	    tc_find_gap_is(finder, span->first - 1, " ")) {
		status = tc_abbrev_pair_frequency(&finder->search,
		    pair_word(finder, span->first - 1), forms.folded, &pairs);
		*n += pairs;
	}
	return status;
}

static enum tc_status
by_pairs(struct tc_finder *finder, const struct tc_find_span *span,
    struct tc_readings *readings, bool *found)
{
	uint32_t score[TC_READINGS_MAX] = {0};
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < readings->n && status == TC_OK; i++)
		status = count_pairs(
		    finder, span, readings->list[i].words, &score[i]);
	*found = tc_readings_single_out(readings, score, PAIR_MIN, PAIR_MARGIN);
	return status;
}

/* The rest of the query first, then the table and the documents. */
static enum tc_status
choose(struct tc_finder *finder, const struct tc_find_span *span,
    struct tc_readings *readings)
{
	enum tc_status status = TC_OK;
	bool doubtful = false, found;
	size_t i;

	for (i = 0; i < readings->n; i++)
		doubtful |= !readings->list[i].sure;
	if (doubtful &&
	    (by_shared_words(finder, span, readings) ||
		by_kind(finder, span, readings)))
		return TC_OK;
	tc_readings_take(readings);
	for (i = 0; i < readings->n; i++) {
		if (readings->list[i].taken)
			return TC_OK;
	}
	if (doubtful)
		status = by_pairs(finder, span, readings, &found);
	return status;
}

static void
add_expansions(struct tc_finder *finder, const struct tc_find_span *span,
    const struct tc_readings *readings)
{
	struct tc_find_candidate candidate = {
	    .first = span->first, .n = span->n};
	size_t i;

	for (i = 0; i < readings->n; i++) {
		const struct tc_reading *reading = &readings->list[i];
		const char *words =
		    reading->row ? reading->row->expansion : reading->words;

		if (!reading->taken)
			continue;
		candidate.ambiguous = !reading->sure;
		candidate.origin = tc_find_origin(reading->row);
		candidate.documents = reading->documents;
		tc_find_copy(candidate.abbr, tc_find_text(finder, span->first),
		    tc_find_length(finder, span->first, span->n));
		tc_find_copy(candidate.expansion, words, strlen(words));
		tc_find_add(finder, &candidate);
	}
}

/*
 * "TT HCC" is HCC where nothing is a trung tâm hành chính công: what is written
 * as several words stands for no more than documents have.
 */
static enum tc_status
drop_unknown(struct tc_finder *finder, struct tc_readings *readings)
{
	enum tc_status status = TC_OK;
	bool occurs = true;
	size_t i;

	for (i = 0; i < readings->n && status == TC_OK; i++) {
		struct tc_reading *reading = &readings->list[i];

		if (!reading->taken || reading->row == NULL)
			continue;
		status = tc_abbrev_occurs(
		    &occurs, &finder->search, reading->row->expansion);
		reading->taken = occurs;
	}
	return status;
}

/* Abbreviations that begin at a unit. */
enum tc_status
tc_find_expand(struct tc_finder *finder, size_t first)
{
	struct tc_find_span span = {.first = first};
	struct tc_readings readings = {.n = 0};
	enum tc_status status = TC_OK;

	while (status == TC_OK && span.n < SHORT_MAX &&
	    first + span.n < finder->units_n &&
	    tc_find_lengthen(finder, &span)) {
		/* "U B N D" may be in the table, but in no text. */
		status = tc_readings_collect(&readings, &finder->search,
		    span.key, span.letters, tc_find_text(finder, first),
		    tc_find_length(finder, first, span.n), !span.apart);
		if (status == TC_OK && !readings.off)
			status = choose(finder, &span, &readings);
		if (status == TC_OK && !readings.off && span.apart)
			status = drop_unknown(finder, &readings);
		if (status == TC_OK && !readings.off)
			add_expansions(finder, &span, &readings);
	}
	return status;
}
