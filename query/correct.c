/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Mistakes of who typed a query: "khu cogn nghiep" was to be "khu cong nghiep".
 *
 * A noisy channel (Kernighan, Church, Gale 1990): each word is weighed in its
 * place against those that are one mistake away (near.h), by
 *
 *	ln P(word | left) P(right | word) - CHANNEL cost,
 *	P(b | a) = 0.9 df(a b)/df(a) + 0.1 df(b)/N
 *
 * Where the query has marks, spellings are counted. What is likelier than what
 * was typed is offered (corrections.c). The query itself is repaired only where
 * no document has the word, or none beside these neighbours, and other words
 *are there.
 */
#include "correct.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "plan.h"

/* The chance of a word that no document has, by itself. */
#define UNSEEN 1e-9

/* ln of the chance of a mistake of cost 1. */
#define CHANNEL 5.5

/* What a document with other marks than those that were typed counts. */
#define OTHER_MARKS 0.0005

/* A word is left alone that so many of its neighbours' documents have there. */
#define USUAL 0.02

/* Fewer documents of all may have the same mistake. */
#define USUAL_DOCUMENTS 1e-4

/* So small a share of all spellings is a mistake, too. */
#define HARDLY 0.01

/* Pairs that end questions count as in this share of the documents. */
#define ASKED 0.02

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
#define WORDS_MAX 8

/* A word as it may be spelt. */
struct form {
	const char *folded, *marks;
};

/* A word in its place. */
struct place {
	struct tc_lookup *lookup;
	double documents;
	bool marked;	    /* the query has marks */
	double other_marks; /* what documents with others count */
	const struct tc_query_word *word, *left, *right;
	double left_freq;
	double typed; /* the score of what was typed */
	bool certain; /* only what needs no asking */
	bool unknown; /* no document has the word in any spelling */
	double left_seen, right_seen; /* pairs of the last one scored */
	struct tc_change best[OF_A_WORD];
	size_t n;
	size_t from, to; /* of the change */
};

/* Documents with a word. */
static double
count_word(struct place *place, const struct form *word)
{
	double all = 0;

	if (!place->marked)
		return tc_lookup_count(place->lookup, word->folded);
	if (place->other_marks > 0)
		all = tc_lookup_count(place->lookup, word->folded);
	return place->other_marks * all +
	    tc_lookup_exact(place->lookup, word->folded, word->marks);
}

/* Do two words end questions, which documents hardly have? */
static bool
is_asking(const struct place *place, const struct form *left,
    const struct form *right)
{
	static const struct {
		struct form left, right;
	} pairs[] = {{{"the", "es"}, {"nao", "f"}},
	    {{"nhu", "w"}, {"the", "es"}}, {{"bao", ""}, {"nhieu", "e"}},
	    {{"bao", ""}, {"lau", "a"}}, {{"la", "f"}, {"gi", "f"}},
	    {{"o", "wr"}, {"dau", "da"}}, {{"khi", ""}, {"nao", "f"}},
	    {{"hai", ""}, {"khong", "o"}}, {{"duoc", "dwwj"}, {"khong", "o"}}};
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (strcmp(left->folded, pairs[i].left.folded) == 0 &&
		    strcmp(right->folded, pairs[i].right.folded) == 0)
			return !place->marked ||
			    (strcmp(left->marks, pairs[i].left.marks) == 0 &&
				strcmp(right->marks, pairs[i].right.marks) ==
				    0);
	}
	return false;
}

/* Documents in which two words stand side by side. */
static double
count_pair(
    struct place *place, const struct form *left, const struct form *right)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	double all = 0;

	tc_buf_printf(
	    &folded, "%s%c%s", left->folded, TC_PAIR_SEPARATOR, right->folded);
	if (!place->marked || place->other_marks > 0)
		all = tc_lookup_count(place->lookup, tc_buf_str(&folded));
	if (place->marked) {
		if (left->marks[0] != '\0' || right->marks[0] != '\0')
			tc_buf_printf(&marks, "%s%c%s", left->marks,
			    TC_PAIR_SEPARATOR, right->marks);
		all = place->other_marks * all +
		    tc_lookup_exact(
			place->lookup, tc_buf_str(&folded), tc_buf_str(&marks));
	}
	tc_buf_free(&folded);
	tc_buf_free(&marks);
	if (is_asking(place, left, right))
		all = fmax(all, ASKED * place->documents);
	return all;
}

static double
chance(double pair, double left, double right, double documents)
{
	return (left > 0 ? 0.9 * pair / left : 0) +
	    0.1 * (right + 0.01) / documents;
}

static struct form
form_of(const struct tc_query_word *word)
{
	return (struct form){word->folded, word->marks};
}

/* The score of a word in its place, but for the mistake. */
static double
score(struct place *place, const struct form *word, double freq)
{
	double p = freq > 0 || place->right != NULL
	    ? (freq + 0.01) / place->documents
	    : UNSEEN;
	struct form other;

	if (place->left != NULL) {
		other = form_of(place->left);
		place->left_seen = count_pair(place, &other, word);
		p = chance(
		    place->left_seen, place->left_freq, freq, place->documents);
	}
	if (place->right != NULL) {
		other = form_of(place->right);
		place->right_seen = count_pair(place, word, &other);
		p *= chance(place->right_seen, freq, count_word(place, &other),
		    place->documents);
	}
	return log(p);
}

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
	place->best[k] = (struct tc_change){
	    .from = place->from, .to = place->to, .gain = gain};
	memcpy(place->best[k].text, text, strlen(text) + 1);
	place->n++;
}

static void
put_form(const struct form *word, struct tc_buf *out)
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
	bool left = place->left != NULL && place->left_seen >= 0.5;
	bool right = place->right != NULL && place->right_seen >= 0.5;

	if (place->unknown)
		return place->word->marks[0] != '\0' || left || right;
	return !place->certain ||
	    ((left || place->left == NULL) && (right || place->right == NULL));
}

static void
try_form(struct place *place, const struct form *word, double freq, double cost)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	double gain;

	/* Nothing is likelier in its place than certain. */
	if (-CHANNEL * cost - place->typed < GAIN)
		return;
	gain = score(place, word, freq) - CHANNEL * cost - place->typed;
	if (gain < GAIN || !is_evident(place))
		return;
	put_form(word, &text);
	keep(place, tc_buf_str(&text), gain);
	tc_buf_free(&text);
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
	struct form word = {spellings->folded, copy};
	double cost = spellings->cost;

	if (len >= sizeof(copy))
		return true;
	memcpy(copy, marks, len);
	copy[len] = '\0';
	cost += spellings->share *
	    tc_near_marks(spellings->place->word->marks, copy);
	if (cost > 0)
		try_form(spellings->place, &word,
		    freq + OTHER_MARKS * spellings->all, cost);
	return !spellings->place->lookup->failed;
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

/* Is it spelt like a syllable, but for marks? nghiep is not, nghiếp is. */
static bool
may_be_syllable(const char *folded, size_t len)
{
	static const char *const marks[] = {"s", "es", "os", "as", "ws", "wws"};
	struct tc_buf marked = TC_BUF_INIT(TC_BUF_LINE);
	bool yes = tc_text_is_syllable(folded, len);
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]) && !yes; i++) {
		tc_buf_clear(&marked);
		yes = tc_text_put_marks(
			  folded, len, marks[i], strlen(marks[i]), &marked) &&
		    tc_text_is_syllable(tc_buf_str(&marked), marked.len);
	}
	tc_buf_free(&marked);
	return yes;
}

static void
try_folded(struct place *place, const char *folded, double cost)
{
	struct spellings spellings = {place, folded, cost, 1, 0};
	struct spelling_list list = {.n = 0};
	struct form word = {folded, ""};
	size_t n = strlen(folded), typed = strlen(place->word->folded), i;

	if (place->lookup->failed || n > TC_NEAR_LETTERS ||
	    -CHANNEL * cost - place->typed < GAIN ||
	    (!may_be_syllable(folded, n) &&
		(n < LETTERS_FOREIGN ||
		    may_be_syllable(place->word->folded, typed))))
		return;
	tc_lookup_spellings(place->lookup, folded, list_spelling, &list);
	for (i = 0; i < list.n; i++)
		add_up(&spellings, "", 0, list.freq[i]);
	if (list.n == 0)
		return;
	if (!place->marked) {
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

	tc_text_canonical(folded, strlen(folded), &canonical);
	if (!canonical.failed)
		try_folded(arg, tc_buf_str(&canonical), cost);
	tc_buf_free(&canonical);
}

/* Append what terms have of a word as it was typed. */
static void
put_parts(
    const char *s, size_t len, struct tc_buf *folded, struct tc_buf *marks)
{
	struct tc_buf canonical = TC_BUF_INIT(TC_BUF_LINE);

	tc_text_canonical(s, len, &canonical);
	tc_text_fold(tc_buf_str(&canonical), canonical.len, folded);
	tc_text_marks(tc_buf_str(&canonical), canonical.len, marks);
	tc_buf_free(&canonical);
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
		struct form left, right;
		double pair;
		size_t k;

		if ((text[i] & 0xC0) == 0x80)
			continue;
		for (k = 0; k < 4; k++)
			tc_buf_clear(&parts[k]);
		put_parts(text, i, &parts[0], &parts[1]);
		put_parts(text + i, len - i, &parts[2], &parts[3]);
		left =
		    (struct form){tc_buf_str(&parts[0]), tc_buf_str(&parts[1])};
		right =
		    (struct form){tc_buf_str(&parts[2]), tc_buf_str(&parts[3])};
		pair = count_pair(place, &left, &right);
		if (pair < 1)
			continue;
		memcpy(both, text, i);
		both[i] = ' ';
		memcpy(both + i + 1, text + i, len - i);
		both[len + 1] = '\0';
		keep(place, both,
		    log(pair / place->documents) - CHANNEL * TC_NEAR_SPACE -
			place->typed);
	}
	for (i = 0; i < 4; i++)
		tc_buf_free(&parts[i]);
}

/*
 * Words that are looked into
 */

/* Letters of ASCII once folded, and no abbreviation. */
static bool
may_be_mistyped(const struct tc_query_word *word, const char *query)
{
	/* Documents do not ask. */
	static const struct form asking[] = {
	    {"gi", "f"}, {"may", "as"}, {"ai", ""}, {"nao", "f"}};
	size_t i, n = strlen(word->folded), capitals = 0;

	if (word->kind != TC_TOKEN_WORD || word->part || word->spans ||
	    word->excluded || word->in_phrase || word->prefix ||
	    n > TC_NEAR_LETTERS)
		return false;
	for (i = 0; i < sizeof(asking) / sizeof(asking[0]); i++) {
		if (strcmp(word->folded, asking[i].folded) == 0 &&
		    (word->marks[0] == '\0' ||
			strcmp(word->marks, asking[i].marks) == 0))
			return false;
	}
	for (i = 0; i < n; i++) {
		if (!islower((unsigned char)word->folded[i]))
			return false;
	}
	for (i = word->from; i < word->to; i++)
		capitals += isupper((unsigned char)query[i]) != 0;
	return capitals < 2;
}

static const struct tc_query_word *
next_word(const struct tc_parsed *parsed, size_t i)
{
	for (i++; i < parsed->n; i++) {
		if (!parsed->words[i].spans)
			return parsed->words[i].joined ? &parsed->words[i]
						       : NULL;
	}
	return NULL;
}

/* A space was added: hội đ ồng. */
static void
try_join(struct place *place, const struct tc_parsed *parsed, size_t i,
    const char *query)
{
	const struct tc_query_word *next = place->right;
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct form word;
	double freq;

	tc_buf_put(&text, query + place->word->from,
	    place->word->to - place->word->from);
	tc_buf_put(&text, query + next->from, next->to - next->from);
	put_parts(tc_buf_str(&text), text.len, &folded, &marks);
	word = (struct form){tc_buf_str(&folded), tc_buf_str(&marks)};
	freq = count_word(place, &word);
	if (freq >= 1 && may_be_syllable(word.folded, folded.len)) {
		place->to = next->to;
		place->right = next_word(parsed, i + 1);
		keep(place, tc_buf_str(&text),
		    score(place, &word, freq) - CHANNEL * TC_NEAR_SPACE -
			place->typed);
		place->to = place->word->to;
		place->right = next;
	}
	tc_buf_free(&text);
	tc_buf_free(&folded);
	tc_buf_free(&marks);
}

/* Is a word often beside another? */
static bool
is_usual_pair(
    struct place *place, const struct form *left, const struct form *right)
{
	double pair = count_pair(place, left, right), all;
	bool marked = place->marked;

	/* What hardly any of them write so may be their mistake. */
	place->marked = false;
	all = marked ? count_pair(place, left, right) : 0;
	place->marked = marked;
	return pair >= HARDLY * all &&
	    pair >= fmax(2, USUAL_DOCUMENTS * place->documents) &&
	    pair >
	    USUAL * fmin(count_word(place, left), count_word(place, right));
}

/* Is it often beside each of its neighbours, as it was typed? */
static bool
is_usual(struct place *place, const struct form *word)
{
	struct form other;
	bool usual = place->left != NULL || place->right != NULL;

	place->other_marks = 0;
	if (place->left != NULL) {
		other = form_of(place->left);
		usual = is_usual_pair(place, &other, word);
	}
	if (usual && place->right != NULL) {
		other = form_of(place->right);
		usual = is_usual_pair(place, word, &other);
	}
	place->other_marks = OTHER_MARKS;
	return usual;
}

/* Has no document the word, or none beside these neighbours? */
static bool
is_suspect(struct place *place, const struct form *word, size_t len)
{
	bool marked = place->marked, seen = false;
	struct form other;

	if (place->unknown)
		return place->left != NULL || place->right != NULL ||
		    len >= LETTERS_ALONE;
	if ((place->left == NULL && place->right == NULL) ||
	    len < LETTERS_KNOWN)
		return false;
	place->marked = false;
	if (place->left != NULL) {
		other = form_of(place->left);
		seen = count_pair(place, &other, word) > 0;
	}
	if (place->right != NULL && !seen) {
		other = form_of(place->right);
		seen = count_pair(place, word, &other) > 0;
	}
	place->marked = marked;
	return !seen;
}

/* Stand in the place of word i; false when it is left alone. */
static bool
take_place(struct place *place, const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];
	struct form typed = form_of(word), left;

	place->word = word;
	place->left = word->joined ? tc_query_before(parsed, i) : NULL;
	place->right = next_word(parsed, i);
	place->from = word->from;
	place->to = word->to;
	place->n = 0;
	place->unknown = !tc_lookup_any(place->lookup, word->folded);
	if (place->left != NULL) {
		left = form_of(place->left);
		place->left_freq = count_word(place, &left);
	}
	if (place->certain)
		return is_suspect(place, &typed, strlen(word->folded));
	/* What is no syllable may be half of one. */
	if (place->right != NULL &&
	    (!may_be_syllable(word->folded, strlen(word->folded)) ||
		!may_be_syllable(
		    place->right->folded, strlen(place->right->folded))))
		return true;
	if (place->left == NULL && place->right == NULL)
		return place->unknown && strlen(word->folded) >= LETTERS_ALONE;
	return !is_usual(place, &typed);
}

/* Look for what word i may have been meant as. */
static void
look_into(struct place *place, const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];
	const char *query = tc_buf_str(&parsed->clean);
	struct spellings spellings = {place, word->folded, 0, 1, 0};
	struct spelling_list list = {.n = 0};
	struct form typed = form_of(word);
	size_t k, n = strlen(word->folded);

	place->typed = score(place, &typed, count_word(place, &typed));
	if (place->marked && typed.marks[0] != '\0')
		tc_lookup_spellings(
		    place->lookup, word->folded, list_spelling, &list);
	for (k = 0; k < list.n; k++)
		try_spelling(&spellings, list.marks[k], strlen(list.marks[k]),
		    list.freq[k]);
	if (n >= LETTERS_MIN)
		tc_near_words(word->folded, try_word, place);
	if (place->unknown || !may_be_syllable(word->folded, n))
		try_split(place, query);
	if (place->right != NULL && !place->certain)
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

/* The best changes that leave each other's words alone. */
static size_t
choose(const struct tc_change *changes, size_t n, const struct tc_change *first,
    const struct tc_change **chosen)
{
	size_t i, k, chosen_n = 0;

	if (first != NULL)
		chosen[chosen_n++] = first;
	for (i = 0; i < n; i++) {
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

void
tc_correct_find(struct tc_changes *changes, struct tc_lookup *lookup,
    const struct tc_parsed *parsed, bool certain)
{
	struct place place = {.lookup = lookup,
	    .certain = certain,
	    .marked = tc_correct_has_marks(parsed),
	    .other_marks = OTHER_MARKS};
	const char *query = tc_buf_str(&parsed->clean);
	size_t i, k, words = 0;
	uint32_t documents = 0;

	changes->n = 0;
	lookup->failed |= xapian_database_get_doccount(&documents, lookup->db,
			      &lookup->why) != XAPIAN_OK;
	place.documents = documents > 0 ? documents : 1;
	for (i = 0; i < parsed->n && words < WORDS_MAX && !lookup->failed;
	     i++) {
		if (!may_be_mistyped(&parsed->words[i], query) ||
		    !take_place(&place, parsed, i))
			continue;
		words++;
		look_into(&place, parsed, i);
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
		lookup->why = (struct xapian_error){
		    .status = XAPIAN_NO_MEMORY, .message = "out of memory"};
		return;
	}
	tc_correct_find(changes, lookup, parsed, true);
	if (changes->n > 0 && !lookup->failed)
		tc_correct_put(parsed, changes, NULL, out);
	free(changes);
}
