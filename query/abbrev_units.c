/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a query as parts of abbreviations and expansions. */
#include "abbrev_find.h"

#include <stdio.h>
#include <string.h>

const struct tc_query_word *
tc_find_word(const struct tc_finder *finder, size_t unit)
{
	return &finder->parsed->words[finder->units[unit].first];
}

const char *
tc_find_text(const struct tc_finder *finder, size_t unit)
{
	return tc_buf_str(&finder->parsed->clean) +
	    tc_find_word(finder, unit)->from;
}

size_t
tc_find_length(const struct tc_finder *finder, size_t first, size_t n)
{
	return tc_find_word(finder, first + n - 1)->to -
	    tc_find_word(finder, first)->from;
}

static void
add_unit(struct tc_finder *finder, size_t first, size_t n)
{
	struct tc_find_unit *unit = &finder->units[finder->units_n++];
	const struct tc_query_word *word = &finder->parsed->words[first];

	unit->first = first;
	unit->n = n;
	if (word->kind != TC_TOKEN_WORD && word->kind != TC_TOKEN_CODE)
		return;
	unit->open =
	    tc_abbrev_forms(tc_buf_str(&finder->parsed->clean) + word->from,
		word->to - word->from, &unit->forms) &&
	    !word->excluded && !word->in_phrase && !word->prefix &&
	    !word->in_title;
}

static bool
is_syllable(const struct tc_find_unit *unit)
{
	return tc_abbrev_is_syllable(
	    unit->forms.words, strlen(unit->forms.words));
}

/*
 * Somebody wrote BAN QUẢN LÝ with the caps lock on: all of it is in capitals,
 * and most are syllables.
 */
static bool
is_shouted(const struct tc_finder *finder)
{
	size_t i, words = 0, syllables = 0;

	for (i = 0; i < finder->units_n; i++) {
		const struct tc_find_unit *unit = &finder->units[i];

		if (!unit->open)
			continue;
		if (!tc_abbrev_has_capitals(
			tc_find_text(finder, i), tc_find_length(finder, i, 1)))
			return false;
		words++;
		syllables += is_syllable(unit);
	}
	return words > 1 && syllables > words / 2;
}

void
tc_find_units(struct tc_finder *finder)
{
	const struct tc_parsed *parsed = finder->parsed;
	size_t i, n;
	bool shouted;

	for (i = 0; i < parsed->n; i += n) {
		for (n = 1; i + n < parsed->n && parsed->words[i + n].part;)
			n++;
		add_unit(finder, i, n);
	}
	shouted = is_shouted(finder);
	for (i = 0; i < finder->units_n; i++) {
		struct tc_find_unit *unit = &finder->units[i];

		unit->shorts = unit->open &&
		    (!is_syllable(unit) ||
			(!shouted &&
			    tc_abbrev_has_capitals(tc_find_text(finder, i),
				tc_find_length(finder, i, 1))));
	}
}

/* What stands between a unit and the next. */
bool
tc_find_gap_is(const struct tc_finder *finder, size_t unit, const char *signs)
{
	const char *s = tc_buf_str(&finder->parsed->clean);
	size_t from = tc_find_word(finder, unit)->to;
	size_t to = tc_find_word(finder, unit + 1)->from;

	return from <= to && strspn(s + from, signs) >= to - from;
}

/* Put the next unit to an abbreviation; false when it is none. */
bool
tc_find_lengthen(const struct tc_finder *finder, struct tc_find_span *span)
{
	size_t at = span->first + span->n;
	const struct tc_find_unit *unit = &finder->units[at];
	size_t key = strlen(span->key), letters = strlen(span->letters);

	if (!unit->shorts || key + strlen(unit->forms.folded) > TC_ABBREV_MAX ||
	    letters + strlen(unit->forms.words) > TC_ABBREV_MAX)
		return false;
	/* En dashes, too. */
	if (span->n > 0 &&
	    !tc_find_gap_is(finder, at - 1, " &-.,/\xE2\x80\x93"))
		return false;
	if (span->n > 0 && !tc_find_gap_is(finder, at - 1, "&-./"))
		span->apart = true;
	snprintf(
	    span->key + key, sizeof(span->key) - key, "%s", unit->forms.folded);
	snprintf(span->letters + letters, sizeof(span->letters) - letters, "%s",
	    unit->forms.words);
	tc_abbrev_key(span->key, span->key);
	tc_abbrev_key(span->letters, span->letters);
	span->n++;
	return true;
}

/* Put a unit to the words; false when it can't be. */
bool
tc_find_add_word(
    const struct tc_finder *finder, size_t unit, struct tc_abbrev_forms *to)
{
	const struct tc_abbrev_forms *word = &finder->units[unit].forms;
	size_t words = strlen(to->words), folded = strlen(to->folded);

	if (unit >= finder->units_n || !finder->units[unit].open ||
	    words + 1 + strlen(word->words) > TC_ABBREV_MAX ||
	    folded + 1 + strlen(word->folded) > TC_ABBREV_MAX)
		return false;
	snprintf(to->words + words, sizeof(to->words) - words, "%s%s",
	    words > 0 ? " " : "", word->words);
	snprintf(to->folded + folded, sizeof(to->folded) - folded, "%s%s",
	    folded > 0 ? " " : "", word->folded);
	to->n++;
	return true;
}

/*
 * Candidates
 */

static bool
is_known(
    const struct tc_finder *finder, const struct tc_find_candidate *candidate)
{
	size_t i;

	for (i = 0; i < finder->candidates_n; i++) {
		const struct tc_find_candidate *other = &finder->candidates[i];

		if (other->first == candidate->first &&
		    other->n == candidate->n &&
		    other->shortens == candidate->shortens &&
		    strcmp(other->abbr, candidate->abbr) == 0 &&
		    strcmp(other->expansion, candidate->expansion) == 0)
			return true;
	}
	return false;
}

void
tc_find_add(struct tc_finder *finder, const struct tc_find_candidate *candidate)
{
	if (finder->candidates_n < TC_CANDIDATES_MAX &&
	    !is_known(finder, candidate))
		finder->candidates[finder->candidates_n++] = *candidate;
}

enum tc_abbrev_origin
tc_find_origin(const struct tc_abbrev *row)
{
	return row == NULL ? TC_ABBREV_DEFINED
	    : row->staff   ? TC_ABBREV_STAFF
			   : TC_ABBREV_TABLE;
}

void
tc_find_copy(char to[TC_ABBREV_MAX + 1], const char *s, size_t len)
{
	if (len > TC_ABBREV_MAX) { /* "T      P" */
		len = TC_ABBREV_MAX;
		while (len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(to, s, len);
	to[len] = '\0';
}
