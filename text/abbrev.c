/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Abbreviations: their forms, and the table that is looked up both ways. */
#include "abbrev_table.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "repair.h"
#include "syllable.h"
#include "word.h"

/*
 * Forms
 */

/* Append to one of the two forms; false when it is full. */
static bool
put_form(char form[TC_ABBREV_MAX + 1], const char *s, size_t len, bool apart)
{
	size_t at = strlen(form);

	if (at + apart + len > TC_ABBREV_MAX)
		return false;
	if (apart)
		form[at++] = ' ';
	memcpy(form + at, s, len);
	form[at + len] = '\0';
	return true;
}

static bool
put_word(struct tc_abbrev_forms *out, const char *s, size_t len, bool apart)
{
	struct tc_word_forms word;

	tc_word_forms(s, len, &word);
	if (word.folded_len == 0)
		return true;
	apart = apart && out->n > 0;
	out->n += apart || out->n == 0;
	return put_form(
		   out->words, word.canonical, word.canonical_len, apart) &&
	    put_form(out->folded, word.folded, word.folded_len, apart);
}

/* Is it letters between full stops, two or more of them: U.B.N.D, B.T.? */
static bool
is_initials(const char *s, size_t len)
{
	size_t i = 0, letters = 0;
	bool letter = false;
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (letter ? c != '.' : c < 0 || !u_isalpha(c))
			return false;
		letter = !letter;
		letters += letter;
	}
	return letters > 1;
}

static bool
is_word_char(UChar32 c)
{
	return c >= 0 && (u_isalnum(c) || tc_repair_is_mark((uint32_t)c));
}

bool
tc_abbrev_forms(const char *s, size_t len, struct tc_abbrev_forms *out)
{
	bool apart = !is_initials(s, len), fits = true;
	size_t i = 0, from = 0, at;
	UChar32 c;

	out->words[0] = out->folded[0] = '\0';
	out->n = 0;
	while (i < len && fits) {
		at = i;
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (is_word_char(c))
			continue;
		if (at > from)
			fits = put_word(out, s + from, at - from, apart);
		from = i;
	}
	if (fits && len > from)
		fits = put_word(out, s + from, len - from, apart);
	return fits && out->n > 0;
}

void
tc_abbrev_key(const char *words, char key[TC_ABBREV_MAX + 1])
{
	for (; *words != '\0'; words++) {
		if (*words != ' ')
			*key++ = *words;
	}
	*key = '\0';
}

/* The word at the beginning of words; returns what is behind it. */
static const char *
next_word(const char *words, size_t *len)
{
	*len = strcspn(words, " ");
	return words + *len + (words[*len] == ' ');
}

static bool
include_marks(const char *word, size_t len, const char *typed, size_t typed_len)
{
	struct tc_buf has = TC_BUF_INIT((size_t)2 * TC_ABBREV_MAX);
	struct tc_buf wants = TC_BUF_INIT((size_t)2 * TC_ABBREV_MAX);
	bool includes;

	tc_text_marks(word, len, &has);
	tc_text_marks(typed, typed_len, &wants);
	includes = !has.failed && !wants.failed &&
	    tc_text_marks_include(
		tc_buf_str(&has), has.len, tc_buf_str(&wants), wants.len);
	tc_buf_free(&has);
	tc_buf_free(&wants);
	return includes;
}

bool
tc_abbrev_include(const char *words, const char *typed)
{
	size_t len, typed_len;
	const char *after, *typed_after;

	for (; *words != '\0' && *typed != '\0';
	     words = after, typed = typed_after) {
		after = next_word(words, &len);
		typed_after = next_word(typed, &typed_len);
		if ((len != typed_len || memcmp(words, typed, len) != 0) &&
		    !include_marks(words, len, typed, typed_len))
			return false;
	}
	return *words == *typed;
}

bool
tc_abbrev_include_short(const char *letters, const char *typed)
{
	return include_marks(letters, strlen(letters), typed, strlen(typed));
}

bool
tc_abbrev_is_syllable(const char *canonical, size_t len)
{
	uint32_t letters[TC_SYLLABLE_MAX];
	size_t i = 0, n = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)canonical, i, len, c);
		if (c < 0 || n == TC_SYLLABLE_MAX)
			return false;
		letters[n++] = (uint32_t)c;
	}
	return tc_syllable_canonical(letters, n);
}

bool
tc_abbrev_has_capitals(const char *s, size_t len)
{
	bool first = true, small = false;
	size_t i = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (c < 0 || !u_isalpha(c))
			continue;
		if (!first && u_isupper(c))
			return true;
		small = small || !u_isupper(c);
		first = false;
	}
	return !first && !small;
}

void
tc_abbrev_upper(const char *words, struct tc_buf *out)
{
	size_t i = 0, len = strlen(words), n = 0;
	char c8[U8_MAX_LENGTH];
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)words, i, len, c);
		n = 0;
		U8_APPEND_UNSAFE((uint8_t *)c8, n, u_toupper(c < 0 ? '?' : c));
		tc_buf_put(out, c8, n);
	}
}

bool
tc_abbrev_is_function_word(const char *canonical, size_t len)
{
	static const char *const words[] = {"các", "cho", "của", "do", "là",
	    "những", "theo", "trên", "trong", "tại", "từ", "và", "với", "về",
	    "đến"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i]) == len &&
		    memcmp(words[i], canonical, len) == 0)
			return true;
	}
	return false;
}

/*
 * The table
 */

static int
by_key(const void *a, const void *b)
{
	const struct tc_abbrev *const *x = a, *const *y = b;
	int order = strcmp((*x)->key, (*y)->key);

	if (order == 0)
		order = strcmp((*x)->letters, (*y)->letters);
	return order != 0 ? order : (*x)->order < (*y)->order ? -1 : 1;
}

static int
by_folded(const void *a, const void *b)
{
	const struct tc_abbrev *const *x = a, *const *y = b;
	int order = strcmp((*x)->folded, (*y)->folded);

	return order != 0 ? order : (*x)->order < (*y)->order ? -1 : 1;
}

/*
 * Keep of the rows about one abbreviation what holds: staff's rather than those
 * built in, and of staff's what comes after the last line that switches off.
 * Returns how many are kept.
 */
static size_t
tidy_group(const struct tc_abbrev **rows, size_t n, const struct tc_abbrev **to)
{
	bool staff = rows[n - 1]->staff;
	size_t i, first = 0, kept = 0;

	for (i = 0; i < n; i++) {
		if (rows[i]->off)
			first = i + (i + 1 < n);
		else if (staff && !rows[i]->staff)
			first = i + 1;
	}
	for (i = first; i < n; i++)
		to[kept++] = rows[i];
	return kept;
}

void
tc_abbrevs_sort(struct tc_abbrevs *abbrevs)
{
	const struct tc_abbrev **rows = abbrevs->by_key;
	size_t from, to, kept = 0;

	if (abbrevs->n == 0)
		return;
	qsort(rows, abbrevs->n, sizeof(*rows), by_key);
	for (from = 0; from < abbrevs->n; from = to) {
		to = from + 1;
		while (to < abbrevs->n &&
		    strcmp(rows[to]->key, rows[from]->key) == 0 &&
		    strcmp(rows[to]->letters, rows[from]->letters) == 0)
			to++;
		kept += tidy_group(rows + from, to - from, rows + kept);
	}
	abbrevs->n = kept;
	memcpy(abbrevs->by_folded, rows, kept * sizeof(*rows));
	qsort(abbrevs->by_folded, kept, sizeof(*rows), by_folded);
}

void
tc_abbrevs_free(struct tc_abbrevs *abbrevs)
{
	size_t i;

	if (abbrevs == NULL)
		return;
	for (i = 0; i < abbrevs->own_n; i++)
		free(abbrevs->own[i]);
	free(abbrevs->own);
	free(abbrevs->by_key);
	free(abbrevs->by_folded);
	free(abbrevs);
}

size_t
tc_abbrevs_rows(
    const struct tc_abbrevs *abbrevs, const struct tc_abbrev *const **rows)
{
	*rows = abbrevs->by_key;
	return abbrevs->n;
}

static const char *
key_of(const struct tc_abbrev *row)
{
	return row->key;
}

static const char *
folded_of(const struct tc_abbrev *row)
{
	return row->folded;
}

/* Where the first row that is not before the name stands. */
static size_t
lower_bound(const struct tc_abbrev *const *rows, size_t n, const char *name,
    const char *name_of(const struct tc_abbrev *))
{
	size_t from = 0, to = n, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (strcmp(name_of(rows[middle]), name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

size_t
tc_abbrevs_by_key(const struct tc_abbrevs *abbrevs, const char *key,
    const struct tc_abbrev *const **rows)
{
	size_t from = lower_bound(abbrevs->by_key, abbrevs->n, key, key_of);
	size_t to = from;

	while (to < abbrevs->n && strcmp(abbrevs->by_key[to]->key, key) == 0)
		to++;
	*rows = abbrevs->by_key + from;
	return to - from;
}

size_t
tc_abbrevs_by_folded(const struct tc_abbrevs *abbrevs, const char *folded,
    const struct tc_abbrev *const **rows, bool *longer)
{
	const struct tc_abbrev *const *all = abbrevs->by_folded;
	size_t from = lower_bound(all, abbrevs->n, folded, folded_of);
	size_t to = from, len = strlen(folded);

	while (to < abbrevs->n && strcmp(all[to]->folded, folded) == 0)
		to++;
	/* A space sorts before every letter: longer ones come next. */
	*longer = to < abbrevs->n &&
	    strncmp(all[to]->folded, folded, len) == 0 &&
	    all[to]->folded[len] == ' ';
	*rows = all + from;
	return to - from;
}

size_t
tc_abbrevs_readings(const struct tc_abbrevs *abbrevs, const char *typed,
    size_t len, const struct tc_abbrev **rows, size_t max)
{
	const struct tc_abbrev *const *found;
	struct tc_abbrev_forms forms;
	size_t i, n, kept = 0;

	if (!tc_abbrev_forms(typed, len, &forms))
		return 0;
	tc_abbrev_key(forms.folded, forms.folded);
	n = tc_abbrevs_by_key(abbrevs, forms.folded, &found);
	for (i = 0; i < n && kept < max; i++) {
		if (!found[i]->off &&
		    tc_abbrev_include_short(found[i]->letters, forms.words))
			rows[kept++] = found[i];
	}
	return kept;
}

size_t
tc_abbrevs_shorten(const struct tc_abbrevs *abbrevs, const char *typed,
    size_t len, const struct tc_abbrev **rows, size_t max)
{
	const struct tc_abbrev *const *found;
	struct tc_abbrev_forms forms;
	size_t i, n, kept = 0;
	bool longer;

	if (!tc_abbrev_forms(typed, len, &forms))
		return 0;
	n = tc_abbrevs_by_folded(abbrevs, forms.folded, &found, &longer);
	for (i = 0; i < n && kept < max; i++) {
		if (tc_abbrev_include(found[i]->words, forms.words))
			rows[kept++] = found[i];
	}
	return kept;
}
