/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Slips of the fingers: "khu cogn nghiep" was to be "khu cong nghiep".
 *
 * A word is suspected that no document has, or that no document has beside its
 * neighbours. Words that are one slip away (a letter dropped, one too many, two
 * that changed places) are weighed by how well they suit the neighbours,
 *
 *	P(word | left) P(right | word),  P(b | a) = 0.9 df(a b)/df(a) + 0.1
 *df(b)/N
 *
 * against the word as it was typed: a noisy channel, in which a slip is SLIP
 * times as likely as none (Kernighan, Church, Gale 1990). Of 748 questions of
 * law it changes the two that have slips. With a slip made in each, nDCG@10 was
 * 96.6 % of that without (unmarked: 95.3 %), and is 99.3 % (98.3 %).
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lookup.h"
#include "plan.h"

/* How likely one slip is. */
#define SLIP 1e-4

/* Words of fewer letters are one slip from too many others. */
#define LETTERS_MIN 3
#define LETTERS_MAX 24

/* A word that documents have has so many, and so does what it becomes. */
#define LETTERS_KNOWN 3

/* Alone, a word is corrected when it has so many letters. */
#define LETTERS_ALONE 4

/* Words of one query that are looked into. */
#define SUSPECTS_MAX 8

/* A suspected word with its neighbours; NULL: none. */
struct suspect {
	struct tc_lookup *lookup;
	uint32_t documents;
	const struct tc_query_word *word, *left, *right;
	uint32_t left_freq;
	bool unknown;
	char best[LETTERS_MAX + 2];
	double score; /* of the best, or of the word itself */
};

static uint32_t
pair_freq(struct tc_lookup *lookup, const char *left, const char *right)
{
	char pair[2 * TC_TERM_MAX + 2];
	size_t n = strlen(left);

	memcpy(pair, left, n);
	pair[n] = TC_PAIR_SEPARATOR;
	strcpy(pair + n + 1, right);
	return tc_lookup_count(lookup, pair);
}

static double
chance(double pair, double left, double right, double documents)
{
	return (left > 0 ? 0.9 * pair / left : 0) + 0.1 * right / documents;
}

/*
 * How well a word suits its place; 0 where it must have been seen beside each
 * neighbour and was not.
 */
static double
suit(const struct suspect *suspect, const char *word, uint32_t freq, bool seen)
{
	const struct tc_query_word *left = suspect->left;
	const struct tc_query_word *right = suspect->right;
	double score = (double)freq / suspect->documents;
	uint32_t pair;

	if (left != NULL) {
		pair = pair_freq(suspect->lookup, left->folded, word);
		score = pair > 0 || !seen
		    ? chance(pair, suspect->left_freq, freq, suspect->documents)
		    : 0;
	}
	if (right != NULL && score > 0) {
		pair = pair_freq(suspect->lookup, word, right->folded);
		score *= pair > 0 || !seen
		    ? chance(pair, freq, 1, suspect->documents)
		    : 0;
	}
	return score;
}

/*
 * Without marks it may be no Vietnamese at all: "teach" is not "tách", "cost"
 * not "cột", unless a neighbour says so.
 */
static bool
may_be_foreign(const struct suspect *suspect, const char *word)
{
	const struct tc_query_word *left = suspect->left;
	const struct tc_query_word *right = suspect->right;

	return suspect->unknown && suspect->word->marks[0] == '\0' &&
	    (left == NULL ||
		pair_freq(suspect->lookup, left->folded, word) == 0) &&
	    (right == NULL ||
		pair_freq(suspect->lookup, word, right->folded) == 0);
}

/* A known word is not corrected to a short one, nor without evidence. */
static void
try_word(struct suspect *suspect, const char *word)
{
	uint32_t freq;
	double score;

	if (strcmp(word, suspect->word->folded) == 0 ||
	    (!suspect->unknown && strlen(word) < LETTERS_KNOWN))
		return;
	freq = tc_lookup_count(suspect->lookup, word);
	if (freq == 0 || may_be_foreign(suspect, word))
		return;
	score = SLIP * suit(suspect, word, freq, !suspect->unknown);
	if (score <= suspect->score)
		return;
	suspect->score = score;
	strcpy(suspect->best, word);
}

/* Every word that one slip makes of another. */
static void
try_slips(struct suspect *suspect)
{
	const char *word = suspect->word->folded;
	char other[LETTERS_MAX + 2];
	size_t n = strlen(word), i;

	for (i = 0; i < n && n > 1; i++) {
		memcpy(other, word, i);
		strcpy(other + i, word + i + 1);
		try_word(suspect, other);
	}
	for (i = 0; i + 1 < n; i++) {
		strcpy(other, word);
		other[i] = word[i + 1];
		other[i + 1] = word[i];
		try_word(suspect, other);
	}
	for (i = 0; i <= n; i++) {
		memcpy(other, word, i);
		strcpy(other + i + 1, word + i);
		for (other[i] = 'a'; other[i] <= 'z'; other[i]++)
			try_word(suspect, other);
	}
}

/* Letters of ASCII once folded, and no abbreviation. */
static bool
may_be_slip(const struct tc_query_word *word, const char *query)
{
	size_t i, n = strlen(word->folded), capitals = 0;

	if (word->kind != TC_TOKEN_WORD || word->part || word->spans ||
	    word->excluded || word->in_phrase || word->prefix ||
	    n < LETTERS_MIN || n > LETTERS_MAX)
		return false;
	for (i = 0; i < n; i++) {
		if (!islower((unsigned char)word->folded[i]))
			return false;
	}
	for (i = word->from; i < word->to; i++)
		capitals += isupper((unsigned char)query[i]) != 0;
	return capitals < 2;
}

static const struct tc_query_word *
word_after(const struct tc_parsed *parsed, size_t i)
{
	for (i++; i < parsed->n; i++) {
		if (!parsed->words[i].spans)
			return parsed->words[i].joined ? &parsed->words[i]
						       : NULL;
	}
	return NULL;
}

/* Is the word at i one that documents have not, or not in this place? */
static bool
is_suspect(struct suspect *suspect, const struct tc_parsed *parsed, size_t i)
{
	struct tc_lookup *lookup = suspect->lookup;
	const struct tc_query_word *word = &parsed->words[i];

	suspect->word = word;
	suspect->left = word->joined ? tc_query_before(parsed, i) : NULL;
	suspect->right = word_after(parsed, i);
	suspect->best[0] = '\0';
	suspect->score = 0;
	suspect->unknown = !tc_lookup_any(lookup, word->folded);
	if (suspect->unknown)
		return suspect->left != NULL || suspect->right != NULL ||
		    strlen(word->folded) >= LETTERS_ALONE;
	if ((suspect->left == NULL && suspect->right == NULL) ||
	    strlen(word->folded) < LETTERS_KNOWN)
		return false;
	return (suspect->left == NULL ||
		   pair_freq(lookup, suspect->left->folded, word->folded) ==
		       0) &&
	    (suspect->right == NULL ||
		pair_freq(lookup, word->folded, suspect->right->folded) == 0);
}

/* Find the word that was meant; false when it is the one typed. */
static bool
find_meant(struct suspect *suspect)
{
	struct tc_lookup *lookup = suspect->lookup;
	const char *word = suspect->word->folded;

	if (suspect->left != NULL)
		suspect->left_freq =
		    tc_lookup_count(lookup, suspect->left->folded);
	if (!suspect->unknown)
		suspect->score =
		    suit(suspect, word, tc_lookup_count(lookup, word), false);
	try_slips(suspect);
	return suspect->best[0] != '\0' && !lookup->failed;
}

/* The most frequent spelling with the marks that were typed. */
struct spelling {
	const char *typed;
	char marks[TC_TERM_MAX + 1];
	uint32_t freq;
};

static bool
take_spelling(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct spelling *best = arg;

	if (freq > best->freq && len <= TC_TERM_MAX &&
	    tc_text_marks_include(
		marks, len, best->typed, strlen(best->typed))) {
		memcpy(best->marks, marks, len);
		best->marks[len] = '\0';
		best->freq = freq;
	}
	return true;
}

/* Without marks it stays unmarked: its neighbours will tell. */
static void
put_meant(const struct suspect *suspect, struct tc_buf *out)
{
	struct spelling best = {.typed = suspect->word->marks};

	if (best.typed[0] != '\0')
		tc_lookup_spellings(
		    suspect->lookup, suspect->best, take_spelling, &best);
	if (!tc_text_put_marks(suspect->best, strlen(suspect->best), best.marks,
		strlen(best.marks), out))
		tc_buf_puts(out, suspect->best);
}

void
tc_correct(struct tc_lookup *lookup, const struct tc_parsed *parsed,
    struct tc_buf *out)
{
	struct suspect suspect = {.lookup = lookup};
	const char *query = tc_buf_str(&parsed->clean);
	size_t i, at = 0, suspects = 0, start = out->len;
	bool any = false;

	lookup->failed |= xapian_database_get_doccount(&suspect.documents,
			      lookup->db, &lookup->why) != XAPIAN_OK;
	for (i = 0; i < parsed->n && suspects < SUSPECTS_MAX &&
	     !lookup->failed && suspect.documents > 0;
	     i++) {
		const struct tc_query_word *word = &parsed->words[i];

		if (!may_be_slip(word, query) ||
		    !is_suspect(&suspect, parsed, i))
			continue;
		suspects++;
		if (!find_meant(&suspect))
			continue;
		any = true;
		tc_buf_put(out, query + at, word->from - at);
		put_meant(&suspect, out);
		at = word->to;
	}
	if (any)
		tc_buf_put(out, query + at, parsed->clean.len - at);
	else
		tc_buf_cut(out, start);
}
