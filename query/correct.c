/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Mistakes of who typed a query: "khu cogn nghiep" was to be "khu cong nghiep".
 *
 * A noisy channel (Kernighan, Church, Gale 1990): each word is weighed in its
 * place (likely.h) against those that are one mistake away (near.h). What is
 * likelier than what was typed, less CHANNEL times the cost of the mistake, is
 * offered (corrections.c). The query itself is repaired only where no document
 * has the word, or none beside these neighbours, and other words are there.
 */
#include "correct.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "likely.h"
#include "numbers.h"
#include "plan.h"

/* ln of the chance of a mistake of cost 1. */
#define CHANNEL 5.5

/* What is side by side by chance only counts so much. */
#define BY_CHANCE 0.02

/* Shorter words are near too many others, longer than this are foreign names.
 */
#define LETTERS_MIN 2
#define LETTERS_FOREIGN 5

/* Without neighbours there is little to tell by. */
#define LETTERS_ALONE 4

/* A word that documents have is repaired unasked if it has so many letters. */
#define LETTERS_KNOWN 3

/* A correction must be likelier than what was typed by this much. */
#define GAIN 1.0

/* Changes that are kept of a word and of all, and words that are looked into.
 */
#define OF_A_WORD 4
#define TC_CHANGES_MAX 32
#define WORDS_MAX 32

/* A word in its place. */
struct place {
	struct tc_likely here;
	const struct tc_query_word *word;
	double typed; /* the score of what was typed */
	bool certain; /* only what needs no asking */
	bool unknown; /* no document has the word in any spelling */
	struct tc_change best[OF_A_WORD];
	size_t n;
	size_t from, to; /* of the change */
};

static void
keep(struct place *place, const char *text, double gain)
{
	size_t k = place->n, i;

	if (strlen(text) >= sizeof(place->best[0].text))
		return;
	for (i = 0; i < place->n; i++) {
		if (strcmp(place->best[i].text, text) == 0) {
			if (place->best[i].gain >= gain)
				return;
			memmove(&place->best[i], &place->best[i + 1],
			    (--place->n - i) * sizeof(place->best[0]));
			k = place->n;
			break;
		}
	}
	while (k > 0 && place->best[k - 1].gain < gain)
		k--;
	if (k == OF_A_WORD)
		return;
	if (place->n == OF_A_WORD)
		place->n--;
	memmove(&place->best[k + 1], &place->best[k],
	    (place->n - k) * sizeof(place->best[0]));
	place->best[k] = (struct tc_change){.from = place->from,
	    .to = place->to,
	    .gain = gain,
	    .sure = place->unknown};
	memcpy(place->best[k].text, text, strlen(text) + 1);
	place->n++;
}

static void
put_form(const struct tc_form *word, struct tc_buf *out)
{
	tc_word_show(word->folded, word->marks, out);
}

/*
 * Do documents have what was scored last in its place? A word that is unknown
 * and has no marks may be no Vietnamese at all: "teach" is not "tách", "cost"
 * not "cột", unless a neighbour says so. One that is known is changed without
 * asking where each neighbour does.
 */
static bool
is_evident(const struct place *place)
{
	bool left = place->here.left != NULL && place->here.left_seen >= 0.5;
	bool right = place->here.right != NULL && place->here.right_seen >= 0.5;

	if (place->unknown)
		return place->word->marks[0] != '\0' || left || right;
	return !place->certain ||
	    ((left || place->here.left == NULL) &&
		(right || place->here.right == NULL));
}

static void
try_form(
    struct place *place, const struct tc_form *word, double freq, double cost)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	double gain;

	/* Nothing is likelier in its place than certain. */
	if (-CHANNEL * cost - place->typed < GAIN)
		return;
	gain = tc_likely_score(&place->here, word, freq) - CHANNEL * cost -
	    place->typed;
	if (gain < GAIN || !is_evident(place))
		return;
	put_form(word, &text);
	keep(place, tc_buf_str(&text), gain);
	tc_lookup_free(place->here.lookup, &text);
}

/* Trying the spellings of a folded word. */
struct spellings {
	struct place *place;
	const char *folded;
	double cost, share; /* share: of what marks cost */
	double all;
};

static bool
add_up(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct spellings *spellings = arg;

	(void)marks;
	(void)len;
	spellings->all += freq;
	return true;
}

static bool
try_spelling(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct spellings *spellings = arg;
	char copy[TC_NEAR_LETTERS + 1];
	struct tc_form word = {spellings->folded, copy};
	double cost = spellings->cost;

	if (len >= sizeof(copy))
		return true;
	memcpy(copy, marks, len);
	copy[len] = '\0';
	cost += spellings->share *
	    tc_near_marks(spellings->place->word->marks, copy);
	if (cost > 0)
		try_form(spellings->place, &word,
		    freq + TC_OTHER_MARKS * spellings->all, cost);
	return !spellings->place->here.lookup->failed;
}

/* Spellings are told one by one while the index is asked about others. */
struct spelling_list {
	char marks[64][TC_NEAR_LETTERS + 1];
	uint32_t freq[64];
	size_t n;
};

static bool
list_spelling(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct spelling_list *list = arg;

	if (len > TC_NEAR_LETTERS)
		return true;
	memcpy(list->marks[list->n], marks, len);
	list->marks[list->n][len] = '\0';
	list->freq[list->n] = freq;
	return ++list->n < 64;
}

/* Is it worth to look for? Of a syllable only syllables are meant. */
static bool
may_be_meant(const struct place *place, const char *folded, double cost)
{
	size_t n = strlen(folded);

	if (place->here.lookup->failed || n > TC_NEAR_LETTERS ||
	    -CHANNEL * cost - place->typed < GAIN)
		return false;
	return tc_text_is_unmarked_syllable(folded) ||
	    (n >= LETTERS_FOREIGN &&
		!tc_text_is_unmarked_syllable(place->word->folded));
}

static void
try_folded(struct place *place, const char *folded, double cost)
{
	struct spellings spellings = {place, folded, cost, 1, 0};
	struct spelling_list list = {.n = 0};
	struct tc_form word = {folded, ""};
	size_t n = strlen(folded), typed = strlen(place->word->folded), i;

	if (!tc_likely_may_score(
		&place->here, folded, place->typed + CHANNEL * cost + GAIN))
		return;
	tc_lookup_spellings(place->here.lookup, folded, list_spelling, &list);
	for (i = 0; i < list.n; i++)
		add_up(&spellings, "", 0, list.freq[i]);
	if (list.n == 0)
		return;
	if (!place->here.marked) {
		try_form(place, &word, spellings.all, cost);
		return;
	}
	/* A letter that was lost or added takes its marks along. */
	spellings.share = n != typed ? 0.3 : 1;
	for (i = 0; i < list.n; i++)
		try_spelling(&spellings, list.marks[i], strlen(list.marks[i]),
		    list.freq[i]);
}

/* A tc_near_fn. Terms have i for y where both are written. */
static void
try_word(void *arg, const char *folded, double cost)
{
	struct tc_buf canonical = TC_BUF_INIT(TC_BUF_LINE);
	struct place *place = arg;

	/* i and y make the same syllables. */
	if (!may_be_meant(place, folded, cost))
		return;
	tc_text_canonical(folded, strlen(folded), &canonical);
	if (!canonical.failed)
		try_folded(place, tc_buf_str(&canonical), cost);
	tc_lookup_free(place->here.lookup, &canonical);
}

/* Append what terms have of a word as it was typed. */
static void
put_parts(const struct place *place, const char *s, size_t len,
    struct tc_buf *folded, struct tc_buf *marks)
{
	struct tc_buf canonical = TC_BUF_INIT(TC_BUF_LINE);

	tc_text_canonical(s, len, &canonical);
	tc_text_fold(tc_buf_str(&canonical), canonical.len, folded);
	tc_text_marks(tc_buf_str(&canonical), canonical.len, marks);
	tc_lookup_free(place->here.lookup, &canonical);
}

/*
 * Documents with two words side by side, or so many as there would be by
 * chance: documents do not ask "bao nhiêu sách".
 */
static double
together(struct place *place, const struct tc_form *left,
    const struct tc_form *right)
{
	double pair = tc_likely_pair(&place->here, left, right), one, other;

	if (pair >= 1)
		return pair;
	if (!tc_text_is_unmarked_syllable(left->folded) ||
	    !tc_text_is_unmarked_syllable(right->folded))
		return 0;
	one = tc_likely_word(&place->here, left);
	other = tc_likely_word(&place->here, right);
	return one >= 1 && other >= 1
	    ? BY_CHANCE * one * other / place->here.documents
	    : 0;
}

/* A space was lost: hộiđồng. */
static void
try_split(struct place *place, const char *query)
{
	const char *text = query + place->word->from;
	size_t len = place->word->to - place->word->from, i;
	struct tc_buf parts[4] = {TC_BUF_INIT(TC_BUF_LINE),
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE),
	    TC_BUF_INIT(TC_BUF_LINE)};
	char both[3 * TC_NEAR_LETTERS];

	for (i = 1; i < len && len + 2 < sizeof(both); i++) {
		struct tc_form left, right;
		double pair;
		size_t k;

		if ((text[i] & 0xC0) == 0x80)
			continue;
		for (k = 0; k < 4; k++)
			tc_buf_cut(&parts[k], 0); /* what failed, has */
		put_parts(place, text, i, &parts[0], &parts[1]);
		put_parts(place, text + i, len - i, &parts[2], &parts[3]);
		left = (struct tc_form){
		    tc_buf_str(&parts[0]), tc_buf_str(&parts[1])};
		right = (struct tc_form){
		    tc_buf_str(&parts[2]), tc_buf_str(&parts[3])};
		pair = together(place, &left, &right);
		if (pair <= 0)
			continue;
		memcpy(both, text, i);
		both[i] = ' ';
		memcpy(both + i + 1, text + i, len - i);
		both[len + 1] = '\0';
		keep(place, both,
		    log(pair / place->here.documents) -
			CHANNEL * TC_NEAR_SPACE - place->typed);
	}
	for (i = 0; i < 4; i++)
		tc_lookup_free(place->here.lookup, &parts[i]);
}

/*
 * Words that are looked into
 */

/*
 * Was all of it typed in capitals, as headings are? Then these tell of no
 * abbreviation: nothing is small, and most words are syllables.
 */
static bool
is_shouted(const struct tc_parsed *parsed)
{
	const char *s = tc_buf_str(&parsed->clean);
	size_t i, words = 0, syllables = 0;

	for (; *s != '\0'; s++) {
		if (*s >= 'a' && *s <= 'z')
			return false;
	}
	for (i = 0; i < parsed->n; i++) {
		if (parsed->words[i].kind != TC_TOKEN_WORD)
			continue;
		words++;
		syllables +=
		    tc_text_is_unmarked_syllable(parsed->words[i].folded);
	}
	return words > 1 && syllables > words / 2;
}

/* Letters of ASCII once folded, and no abbreviation. */
static bool
may_be_mistyped(
    const struct tc_parsed *parsed, size_t at, bool marked, bool shouted)
{
	const struct tc_query_word *word = &parsed->words[at];
	const char *query = tc_buf_str(&parsed->clean);
	static const char *const asking[] = {"gi", "may", "ai", "nao"};
	struct tc_form form = tc_form_of(word);
	size_t i, n = strlen(word->folded), capitals = 0;

	if (word->kind != TC_TOKEN_WORD || word->part || word->spans ||
	    word->excluded || word->in_phrase || word->prefix ||
	    n > TC_NEAR_LETTERS || (marked && tc_likely_asks(&form)) ||
	    tc_numbers_have(parsed, at))
		return false;
	for (i = 0; i < sizeof(asking) / sizeof(asking[0]); i++) {
		if (!marked && strcmp(word->folded, asking[i]) == 0)
			return false;
	}
	for (i = 0; i < n; i++) {
		if (!islower((unsigned char)word->folded[i]))
			return false;
	}
	for (i = word->from; i < word->to; i++)
		capitals += isupper((unsigned char)query[i]) != 0;
	return capitals < 2 || shouted;
}

/* A space was added: hội đ ồng. Two words in their places become one in its. */
static void
try_join(struct place *place, const struct tc_parsed *parsed, size_t i,
    const char *query)
{
	const struct tc_query_word *next = place->here.right;
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_form word, last = tc_form_of(next), right;
	double freq, typed = place->typed;

	tc_buf_put(&text, query + place->word->from,
	    place->word->to - place->word->from);
	tc_buf_put(&text, query + next->from, next->to - next->from);
	put_parts(place, tc_buf_str(&text), text.len, &folded, &marks);
	word = (struct tc_form){tc_buf_str(&folded), tc_buf_str(&marks)};
	freq = tc_likely_word(&place->here, &word);
	if (freq >= 1 && tc_text_is_unmarked_syllable(word.folded)) {
		place->to = next->to;
		tc_likely_stand(&place->here, parsed, i,
		    (size_t)(next - parsed->words) + 1);
		tc_likely_weigh(&place->here, parsed);
		if (place->here.right != NULL) {
			right = tc_form_of(place->here.right);
			typed += tc_likely_after(&place->here, &last, &right);
		}
		keep(place, tc_buf_str(&text),
		    tc_likely_score(&place->here, &word, freq) -
			CHANNEL * TC_NEAR_SPACE - typed);
		place->to = place->word->to;
		tc_likely_stand(&place->here, parsed, i, i + 1);
		tc_likely_weigh(&place->here, parsed);
	}
	tc_lookup_free(place->here.lookup, &text);
	tc_lookup_free(place->here.lookup, &folded);
	tc_lookup_free(place->here.lookup, &marks);
}

/* Has no document the word, or none beside these neighbours? */
static bool
is_suspect(struct place *place, const struct tc_form *word, size_t len)
{
	bool marked = place->here.marked, seen = false;
	struct tc_form other;

	if (place->unknown)
		return place->here.left != NULL || place->here.right != NULL ||
		    len >= LETTERS_ALONE;
	if ((place->here.left == NULL && place->here.right == NULL) ||
	    len < LETTERS_KNOWN)
		return false;
	place->here.marked = false;
	if (place->here.left != NULL) {
		other = tc_form_of(place->here.left);
		seen = tc_likely_pair(&place->here, &other, word) > 0;
	}
	if (place->here.right != NULL && !seen) {
		other = tc_form_of(place->here.right);
		seen = tc_likely_pair(&place->here, word, &other) > 0;
	}
	place->here.marked = marked;
	return !seen;
}

/* Stand in the place of word i; false when it is left alone. */
static bool
take_place(struct place *place, const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];
	struct tc_form typed = tc_form_of(word);

	place->word = word;
	tc_likely_stand(&place->here, parsed, i, i + 1);
	place->from = word->from;
	place->to = word->to;
	place->n = 0;
	place->unknown = !tc_lookup_any(place->here.lookup, word->folded);
	if (place->certain && !is_suspect(place, &typed, strlen(word->folded)))
		return false;
	tc_likely_weigh(&place->here, parsed);
	place->typed = tc_likely_score(
	    &place->here, &typed, tc_likely_word(&place->here, &typed));
	if (place->certain)
		return true;
	/* What is no syllable may be half of one. */
	if (place->here.right != NULL &&
	    (!tc_text_is_unmarked_syllable(word->folded) ||
		!tc_text_is_unmarked_syllable(place->here.right->folded)))
		return true;
	if (place->here.left == NULL && place->here.right == NULL)
		return place->unknown && strlen(word->folded) >= LETTERS_ALONE;
	return !tc_likely_is_usual(&place->here, &typed);
}

/* Look for what word i may have been meant as. */
static void
look_into(struct place *place, const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];
	const char *query = tc_buf_str(&parsed->clean);
	struct spellings spellings = {place, word->folded, 0, 1, 0};
	struct spelling_list list = {.n = 0};
	struct tc_form typed = tc_form_of(word);
	size_t k, n = strlen(word->folded);

	if (place->here.marked && typed.marks[0] != '\0')
		tc_lookup_spellings(
		    place->here.lookup, word->folded, list_spelling, &list);
	for (k = 0; k < list.n; k++)
		try_spelling(&spellings, list.marks[k], strlen(list.marks[k]),
		    list.freq[k]);
	if (n >= LETTERS_MIN)
		tc_near_words(word->folded, try_word, place);
	if (place->unknown || !tc_text_is_unmarked_syllable(word->folded))
		try_split(place, query);
	if (place->here.right != NULL && !place->certain)
		try_join(place, parsed, i, query);
}

/*
 * Queries
 */

static int
by_gain(const void *a, const void *b)
{
	const struct tc_change *x = a, *y = b;

	if (x->gain != y->gain)
		return x->gain < y->gain ? 1 : -1;
	return x->from < y->from ? -1
	    : x->from > y->from	 ? 1
				 : strcmp(x->text, y->text);
}

static bool
overlap(const struct tc_change *a, const struct tc_change *b)
{
	return a->from < b->to && b->from < a->to;
}

/* The best changes that leave each other's words alone; beside a first one only
 * sure ones. */
static size_t
choose(const struct tc_change *changes, size_t n, const struct tc_change *first,
    const struct tc_change **chosen)
{
	size_t i, k, chosen_n = 0;

	if (first != NULL)
		chosen[chosen_n++] = first;
	for (i = 0; i < n; i++) {
		if (first != NULL && !changes[i].sure)
			continue;
		for (k = 0; k < chosen_n; k++) {
			if (overlap(chosen[k], &changes[i]))
				break;
		}
		if (k == chosen_n)
			chosen[chosen_n++] = &changes[i];
	}
	return chosen_n;
}

static int
by_place(const void *a, const void *b)
{
	const struct tc_change *const *x = a, *const *y = b;

	return (*x)->from < (*y)->from ? -1 : 1;
}

void
tc_correct_put(const struct tc_parsed *parsed, const struct tc_changes *changes,
    const struct tc_change *first, struct tc_buf *out)
{
	const struct tc_change *chosen[TC_CHANGES_MAX + 1];
	const char *query = tc_buf_str(&parsed->clean);
	size_t i, at = 0, n = choose(changes->at, changes->n, first, chosen);

	qsort(chosen, n, sizeof(chosen[0]), by_place);
	for (i = 0; i < n; i++) {
		tc_buf_put(out, query + at, chosen[i]->from - at);
		tc_buf_puts(out, chosen[i]->text);
		at = chosen[i]->to;
	}
	tc_buf_put(out, query + at, parsed->clean.len - at);
}

bool
tc_correct_has_marks(const struct tc_parsed *parsed)
{
	size_t i;

	for (i = 0; i < parsed->n; i++) {
		if (parsed->words[i].marks[0] != '\0')
			return true;
	}
	return false;
}

/* Words that are looked into, the unlikeliest in their places. */
struct suspects {
	struct {
		size_t word;
		double score;
	} at[WORDS_MAX];
	size_t n;
};

/*
 * ln of how much more often what was typed is beside its neighbours than by
 * chance: what no document has comes first.
 */
static double
surprise(struct place *place)
{
	struct tc_form typed = tc_form_of(place->word), right;
	double apart, documents = place->here.documents;

	if (place->unknown)
		return -HUGE_VAL;
	apart = log((tc_likely_word(&place->here, &typed) + 0.01) / documents);
	if (place->here.right != NULL) {
		right = tc_form_of(place->here.right);
		apart += log(
		    (tc_likely_word(&place->here, &right) + 0.01) / documents);
	}
	return place->typed - apart;
}

static void
suspect(struct suspects *suspects, size_t word, double score)
{
	size_t i = suspects->n;

	if (i == WORDS_MAX) {
		if (suspects->at[i - 1].score <= score)
			return;
		i--;
	}
	for (; i > 0 && suspects->at[i - 1].score > score; i--)
		suspects->at[i] = suspects->at[i - 1];
	suspects->at[i].word = word;
	suspects->at[i].score = score;
	suspects->n += suspects->n < WORDS_MAX;
}

void
tc_correct_find(struct tc_changes *changes, struct tc_lookup *lookup,
    const struct tc_parsed *parsed, bool certain)
{
	struct place place = {.certain = certain,
	    .here = {.lookup = lookup,
		.marked = tc_correct_has_marks(parsed),
		.other_marks = TC_OTHER_MARKS}};
	struct suspects suspects = {.n = 0};
	bool shouted = is_shouted(parsed);
	size_t i, k;
	uint32_t documents = 0;

	changes->n = 0;
	lookup->failed |=
	    xapian_database_get_doccount(&documents,
		tc_index_database(lookup->index), &lookup->why) != XAPIAN_OK;
	place.here.documents = documents > 0 ? documents : 1;
	for (i = 0; i < parsed->n && !lookup->failed; i++) {
		if (may_be_mistyped(parsed, i, place.here.marked, shouted) &&
		    take_place(&place, parsed, i))
			suspect(&suspects, i, surprise(&place));
	}
	for (i = 0; i < suspects.n && !lookup->failed; i++) {
		take_place(&place, parsed, suspects.at[i].word);
		look_into(&place, parsed, suspects.at[i].word);
		for (k = 0; k < place.n && changes->n < TC_CHANGES_MAX; k++)
			changes->at[changes->n++] = place.best[k];
	}
	if (changes->n > 1)
		qsort(changes->at, changes->n, sizeof(changes->at[0]), by_gain);
}

void
tc_correct(struct tc_lookup *lookup, const struct tc_parsed *parsed,
    struct tc_buf *out)
{
	struct tc_changes *changes = malloc(sizeof(*changes));

	if (changes == NULL) {
		lookup->failed = true;
		tc_index_no_memory(&lookup->why);
		return;
	}
	tc_correct_find(changes, lookup, parsed, true);
	if (changes->n > 0 && !lookup->failed)
		tc_correct_put(parsed, changes, NULL, out);
	free(changes);
}
