/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the abbreviations, and what is abbreviated elsewhere, in a query. */
#include "abbrev.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abbrev_readings.h"

/* The longest abbreviation (BT, HT, TĐC) and expansion in words. */
#define SHORT_MAX 4
#define LONG_MAX 16

#define CANDIDATES_MAX 64

/* How often a pair must occur, and how many times as often as the others. */
#define PAIR_MIN 2
#define PAIR_MARGIN 3

/* A word of the query, or a code with its parts: U.B.N.D. */
struct unit {
	size_t first, n; /* words of the query */
	struct tc_abbrev_forms forms;
	bool open;   /* may be part of what has alternatives */
	bool shorts; /* may be part of an abbreviation */
};

/* Units [first, first + n) have an alternative. */
struct candidate {
	size_t first, n;
	bool shortens, ambiguous;
	enum tc_abbrev_origin origin;
	uint32_t documents;
	char abbr[TC_ABBREV_MAX + 1], expansion[TC_ABBREV_MAX + 1];
};

/* Something in the query that is of a kind, such as "party". */
struct kind {
	size_t first, n;
	const char *name;
};

struct finder {
	struct tc_abbrev_search search;
	const struct tc_parsed *parsed;
	struct tc_analyser *analyser;
	struct unit *units;
	size_t units_n;
	struct kind kinds[CANDIDATES_MAX];
	size_t kinds_n;
	struct candidate *candidates;
	size_t candidates_n;
};

/*
 * Units
 */

static const struct tc_query_word *
word_of(const struct finder *finder, size_t unit)
{
	return &finder->parsed->words[finder->units[unit].first];
}

static const char *
text_of(const struct finder *finder, size_t unit)
{
	return tc_buf_str(&finder->parsed->clean) + word_of(finder, unit)->from;
}

static size_t
length_of(const struct finder *finder, size_t first, size_t n)
{
	return word_of(finder, first + n - 1)->to -
	    word_of(finder, first)->from;
}

static void
add_unit(struct finder *finder, size_t first, size_t n)
{
	struct unit *unit = &finder->units[finder->units_n++];
	const struct tc_query_word *word = &finder->parsed->words[first];

	unit->first = first;
	unit->n = n;
	if (word->kind != TC_TOKEN_WORD && word->kind != TC_TOKEN_CODE)
		return;
	unit->open =
	    tc_abbrev_forms(tc_buf_str(&finder->parsed->clean) + word->from,
		word->to - word->from, &unit->forms) &&
	    !word->excluded && !word->in_phrase;
}

static bool
is_syllable(const struct unit *unit)
{
	return tc_abbrev_is_syllable(
	    unit->forms.words, strlen(unit->forms.words));
}

/*
 * Somebody wrote BAN QUẢN LÝ with the caps lock on: all of it is in capitals,
 * and most are syllables.
 */
static bool
is_shouted(const struct finder *finder)
{
	size_t i, words = 0, syllables = 0;

	for (i = 0; i < finder->units_n; i++) {
		const struct unit *unit = &finder->units[i];

		if (!unit->open)
			continue;
		if (!tc_abbrev_has_capitals(
			text_of(finder, i), length_of(finder, i, 1)))
			return false;
		words++;
		syllables += is_syllable(unit);
	}
	return words > 1 && syllables > words / 2;
}

static void
make_units(struct finder *finder)
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
		struct unit *unit = &finder->units[i];

		unit->shorts = unit->open &&
		    (!is_syllable(unit) ||
			(!shouted &&
			    tc_abbrev_has_capitals(
				text_of(finder, i), length_of(finder, i, 1))));
	}
}

/* What stands between a unit and the next. */
static bool
gap_is(const struct finder *finder, size_t unit, const char *signs)
{
	const char *s = tc_buf_str(&finder->parsed->clean);
	size_t from = word_of(finder, unit)->to;
	size_t to = word_of(finder, unit + 1)->from;

	return from <= to && strspn(s + from, signs) >= to - from;
}

/*
 * Candidates
 */

static bool
is_known(const struct finder *finder, const struct candidate *candidate)
{
	size_t i;

	for (i = 0; i < finder->candidates_n; i++) {
		const struct candidate *other = &finder->candidates[i];

		if (other->first == candidate->first &&
		    other->n == candidate->n &&
		    other->shortens == candidate->shortens &&
		    strcmp(other->abbr, candidate->abbr) == 0 &&
		    strcmp(other->expansion, candidate->expansion) == 0)
			return true;
	}
	return false;
}

static void
add_candidate(struct finder *finder, const struct candidate *candidate)
{
	if (finder->candidates_n < CANDIDATES_MAX &&
	    !is_known(finder, candidate))
		finder->candidates[finder->candidates_n++] = *candidate;
}

static enum tc_abbrev_origin
origin_of(const struct tc_abbrev *row)
{
	return row == NULL ? TC_ABBREV_DEFINED
	    : row->staff   ? TC_ABBREV_STAFF
			   : TC_ABBREV_TABLE;
}

static void
copy(char to[TC_ABBREV_MAX + 1], const char *s, size_t len)
{
	if (len > TC_ABBREV_MAX) { /* "T      P" */
		len = TC_ABBREV_MAX;
		while (len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(to, s, len);
	to[len] = '\0';
}

/*
 * Abbreviations: what the query has to say of their readings
 */

struct span {
	size_t first, n;
	char key[TC_ABBREV_MAX + 1], letters[TC_ABBREV_MAX + 1];
	bool apart; /* of several words with spaces between them */
};

/* Put the next unit to an abbreviation; false when it is none. */
static bool
lengthen(const struct finder *finder, struct span *span)
{
	size_t at = span->first + span->n;
	const struct unit *unit = &finder->units[at];
	size_t key = strlen(span->key), letters = strlen(span->letters);

	if (!unit->shorts || key + strlen(unit->forms.folded) > TC_ABBREV_MAX ||
	    letters + strlen(unit->forms.words) > TC_ABBREV_MAX)
		return false;
	/* En dashes, too. */
	if (span->n > 0 && !gap_is(finder, at - 1, " &-.,/\xE2\x80\x93"))
		return false;
	if (span->n > 0 && !gap_is(finder, at - 1, "&-./"))
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
		copy(one, word, len);
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
count_shared(
    const struct finder *finder, const struct span *span, const char *phrase)
{
	struct tc_abbrev_forms forms;
	uint32_t n = 0;
	size_t i;

	if (!tc_abbrev_forms(phrase, strlen(phrase), &forms))
		return 0;
	for (i = 0; i < finder->units_n; i++) {
		const struct unit *unit = &finder->units[i];

		if ((i < span->first || i >= span->first + span->n) &&
		    unit->forms.n == 1 && !word_of(finder, i)->excluded)
			n += has_word(
			    &forms, unit->forms.folded, unit->forms.words);
	}
	return n > 1 || forms.n == 1 ? n : 0;
}

static bool
by_shared_words(const struct finder *finder, const struct span *span,
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
by_kind(const struct finder *finder, const struct span *span,
    struct tc_readings *readings)
{
	uint32_t score[TC_READINGS_MAX] = {0};
	size_t i, k;

	for (i = 0; i < readings->n; i++) {
		const struct tc_abbrev *row = readings->list[i].row;

		for (k = 0; row != NULL && k < finder->kinds_n; k++) {
			const struct kind *kind = &finder->kinds[k];

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
pair_word(const struct finder *finder, size_t unit)
{
	const struct tc_query_word *word = word_of(finder, unit);

	if (word->kind == TC_TOKEN_DOCNO || word->kind == TC_TOKEN_FRACTION)
		return "so";
	return word->folded;
}

/* How often a reading stands beside the words that the span stands beside. */
static enum tc_status
count_pairs(struct finder *finder, const struct span *span, const char *words,
    uint32_t *n)
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
	if (after < finder->units_n && gap_is(finder, after - 1, " ")) {
		status = tc_abbrev_pair_frequency(
		    &finder->search, last, pair_word(finder, after), &pairs);
		*n += pairs;
	}
	if ((space = strchr(forms.folded, ' ')) != NULL)
		*space = '\0';
	if (status == TC_OK && span->first > 0 &&
	    gap_is(finder, span->first - 1, " ")) {
		status = tc_abbrev_pair_frequency(&finder->search,
		    pair_word(finder, span->first - 1), forms.folded, &pairs);
		*n += pairs;
	}
	return status;
}

static enum tc_status
by_pairs(struct finder *finder, const struct span *span,
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
choose(struct finder *finder, const struct span *span,
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
add_expansions(struct finder *finder, const struct span *span,
    const struct tc_readings *readings)
{
	struct candidate candidate = {.first = span->first, .n = span->n};
	size_t i;

	for (i = 0; i < readings->n; i++) {
		const struct tc_reading *reading = &readings->list[i];
		const char *words =
		    reading->row ? reading->row->expansion : reading->words;

		if (!reading->taken)
			continue;
		candidate.ambiguous = !reading->sure;
		candidate.origin = origin_of(reading->row);
		candidate.documents = reading->documents;
		copy(candidate.abbr, text_of(finder, span->first),
		    length_of(finder, span->first, span->n));
		copy(candidate.expansion, words, strlen(words));
		add_candidate(finder, &candidate);
	}
}

/* Abbreviations that begin at a unit. */
static enum tc_status
expand_at(struct finder *finder, size_t first)
{
	struct span span = {.first = first};
	struct tc_readings readings = {.n = 0};
	enum tc_status status = TC_OK;

	while (status == TC_OK && span.n < SHORT_MAX &&
	    first + span.n < finder->units_n && lengthen(finder, &span)) {
		/* "U B N D" may be in the table, but in no text. */
		status = tc_readings_collect(&readings, &finder->search,
		    span.key, span.letters, text_of(finder, first),
		    length_of(finder, first, span.n), !span.apart);
		if (status == TC_OK && !readings.off)
			status = choose(finder, &span, &readings);
		if (status == TC_OK && !readings.off)
			add_expansions(finder, &span, &readings);
	}
	return status;
}

/*
 * Expansions: what may be shortened
 */

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
is_defined(struct finder *finder, const char *abbr, const char *folded,
    const char *typed, struct candidate *candidate, bool *defined)
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
		candidate->origin = origin_of(reading->row);
		candidate->documents = reading->documents;
		copy(candidate->expansion, reading->words,
		    strlen(reading->words));
	}
	return status;
}

/* The abbreviations of the table for words of the query. */
static enum tc_status
shorten_by_table(struct finder *finder, struct candidate *candidate,
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
		candidate->origin = origin_of(rows[i]);
		candidate->documents = 0;
		copy(candidate->expansion, rows[i]->expansion,
		    strlen(rows[i]->expansion));
		if (!good)
			status = is_defined(finder, rows[i]->spelling,
			    forms->folded, forms->words, candidate, &good);
		copy(candidate->abbr, rows[i]->spelling,
		    strlen(rows[i]->spelling));
		if (status == TC_OK && good)
			add_candidate(finder, candidate);
	}
	return status;
}

/* Has the table said it already, however it writes it? */
static bool
has_short(const struct finder *finder, const struct candidate *candidate,
    const char *abbr)
{
	struct tc_abbrev_forms forms;
	size_t i;

	for (i = 0; i < finder->candidates_n; i++) {
		const struct candidate *other = &finder->candidates[i];

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
shorten_by_documents(struct finder *finder, struct candidate *candidate,
    const struct tc_abbrev_forms *forms, const struct tc_buf *defined)
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
		copy(candidate->abbr, tc_buf_str(&upper), upper.len);
		if (status == TC_OK && good)
			add_candidate(finder, candidate);
	}
	tc_buf_free(&upper);
	return status;
}

/* Put a unit to the words; false when it can't be. */
static bool
add_word(const struct finder *finder, size_t unit, struct tc_abbrev_forms *to)
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

/* Expansions that begin at a unit. */
static enum tc_status
shorten_at(struct finder *finder, size_t first)
{
	struct candidate candidate = {.first = first, .shortens = true};
	struct tc_buf defined = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_abbrev_forms forms = {.n = 0};
	enum tc_status status;
	bool longer = true;

	while (forms.n < LONG_MAX && add_word(finder, first + forms.n, &forms))
		;
	status = tc_abbrev_defined(&finder->search, forms.folded, &defined);
	memset(&forms, 0, sizeof(forms));
	while (status == TC_OK && (longer || defined.len > 0) &&
	    forms.n < LONG_MAX && add_word(finder, first + forms.n, &forms)) {
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

/*
 * Kinds
 */

static void
note_kind(
    struct finder *finder, size_t first, size_t n, const struct tc_abbrev *row)
{
	if (!row->off && !row->ambiguous && row->kind[0] != '\0' &&
	    finder->kinds_n < CANDIDATES_MAX)
		finder->kinds[finder->kinds_n++] =
		    (struct kind){first, n, row->kind};
}

/* What is in the query beyond doubt: "đảng ủy" and BCH are of the party. */
static void
note_kinds(struct finder *finder, size_t first)
{
	const struct tc_abbrevs *table = finder->search.table;
	const struct tc_abbrev *const *rows;
	struct tc_abbrev_forms forms = {.n = 0};
	struct span span = {.first = first};
	bool longer = true;
	size_t n;

	if (lengthen(finder, &span)) {
		n = tc_abbrevs_by_key(table, span.key, &rows);
		if (n == 1 &&
		    tc_abbrev_include_short(rows[0]->letters, span.letters))
			note_kind(finder, first, 1, rows[0]);
	}
	while (longer && add_word(finder, first + forms.n, &forms)) {
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
	const struct candidate *const *x = a, *const *y = b;

	if ((*x)->n != (*y)->n)
		return (*x)->n > (*y)->n ? -1 : 1;
	return *x < *y ? -1 : 1;
}

static int
by_place(const void *a, const void *b)
{
	const struct candidate *const *x = a, *const *y = b;

	if ((*x)->first != (*y)->first)
		return (*x)->first < (*y)->first ? -1 : 1;
	return *x < *y ? -1 : 1;
}

static bool
is_free(const struct candidate *candidate,
    const struct candidate *const *chosen, size_t n)
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
select_longest(
    const struct finder *finder, const struct candidate *chosen[CANDIDATES_MAX])
{
	const struct candidate *all[CANDIDATES_MAX];
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
read_words(struct finder *finder, const char *phrase, size_t from, size_t to,
    struct tc_alternative *out)
{
	char plain[TC_ABBREV_MAX + 1];
	struct tc_parsed parsed;
	enum tc_status status;
	char *s;
	size_t i;

	copy(plain, phrase, strlen(phrase));
	for (s = plain; *s != '\0'; s++) {
		if (*s == '-' || *s == '"')
			*s = ',';
	}
	status = tc_parse(&parsed, plain, strlen(plain), finder->analyser,
	    finder->search.err);
	if (status != TC_OK)
		return status;
	out->words = calloc(parsed.n + 1, sizeof(*out->words));
	if (out->words == NULL)
		status = tc_fail(finder->search.err, TC_NOMEM, "out of memory");
	else
		out->words_n = parsed.n;
	for (i = 0; i < out->words_n; i++) {
		out->words[i] = parsed.words[i];
		out->words[i].from = from;
		out->words[i].to = to;
	}
	tc_parsed_free(&parsed);
	return status;
}

static enum tc_status
add_alternative(struct tc_alternatives *out, struct finder *finder,
    const struct candidate *candidate)
{
	struct tc_alternative *to = &out->list[out->n++];
	const struct unit *first = &finder->units[candidate->first];
	const struct unit *last = first + candidate->n - 1;

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
find_candidates(struct finder *finder)
{
	enum tc_status status = TC_OK;
	size_t i;

	make_units(finder);
	for (i = 0; i < finder->units_n && finder->search.table != NULL; i++)
		note_kinds(finder, i);
	for (i = 0; i < finder->units_n && status == TC_OK; i++)
		status = expand_at(finder, i);
	for (i = 0; i < finder->units_n && status == TC_OK; i++)
		status = shorten_at(finder, i);
	return status;
}

enum tc_status
tc_abbrevs_find(struct tc_alternatives *out, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_abbrevs *table,
    struct tc_analyser *analyser, struct tc_error *err)
{
	const struct candidate *chosen[CANDIDATES_MAX];
	struct finder finder = {.search = {index, table, 0, err},
	    .parsed = parsed,
	    .analyser = analyser};
	enum tc_status status = TC_OK;
	size_t i, n = 0;

	out->n = 0;
	finder.units = calloc(parsed->n + 1, sizeof(*finder.units));
	finder.candidates = calloc(CANDIDATES_MAX, sizeof(*finder.candidates));
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
