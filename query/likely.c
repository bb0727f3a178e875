/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The chance of a word in its place,
 *
 *	P(word | left) P(right | word),
 *	P(b | a) = (1 - APART) df(a b)/df(a) + APART df(b)/N
 *
 * Where the query has marks, spellings are counted. Where it has none, each
 *word is summed up over its spellings, those of the neighbours weighed by the
 *words beyond them: in "như thế lào" typed without marks, "the lao" is no sign
 *of the thẻ lao động that documents have, for "như" goes before thế.
 */
#include "likely.h"

#include <math.h>
#include <string.h>

/* The chance of a word that no document has, by itself. */
#define UNSEEN 1e-9

/* The share of what was never seen side by side. Measured on mistyped queries
 * of law: without marks a word has more to be seen with. */
#define APART_MARKED 0.02
#define APART_UNMARKED 0.007

/* A word is left alone that so many of its neighbours' documents have there. */
#define USUAL 0.02

/* Fewer documents of all may have the same mistake. */
#define USUAL_DOCUMENTS 1e-4

/* So small a share of all spellings is a mistake, too. */
#define HARDLY 0.01

/* Pairs of questions count as in this share of the documents, words that ask
 * in that one. */
#define ASKED 0.05
#define ASKS 0.3

struct tc_form
tc_form_of(const struct tc_query_word *word)
{
	return (struct tc_form){word->folded, word->marks};
}

bool
tc_likely_asks(const struct tc_form *word)
{
	static const struct tc_form asking[] = {{"gi", "f"}, {"may", "as"},
	    {"ai", ""}, {"nao", "f"}, {"dau", "da"}, {"sao", ""}};
	size_t i;

	for (i = 0; i < sizeof(asking) / sizeof(asking[0]); i++) {
		if (strcmp(word->folded, asking[i].folded) == 0 &&
		    strcmp(word->marks, asking[i].marks) == 0)
			return true;
	}
	return false;
}

/* Documents that have a word, or would if they asked. */
static double
asked_freq(
    const struct tc_likely *likely, const struct tc_form *word, double freq)
{
	return tc_likely_asks(word) ? fmax(freq, ASKS * likely->documents)
				    : freq;
}

/* Two words that end questions, which documents hardly have. */
struct asked {
	struct tc_form left, right;
};

static const struct asked *
find_asked(const char *left, const char *right)
{
	static const struct asked pairs[] = {{{"the", "es"}, {"nao", "f"}},
	    {{"nhu", "w"}, {"the", "es"}}, {{"bao", ""}, {"nhieu", "e"}},
	    {{"bao", ""}, {"lau", "a"}}, {{"la", "f"}, {"gi", "f"}},
	    {{"o", "wr"}, {"dau", "da"}}, {{"khi", ""}, {"nao", "f"}},
	    {{"hai", ""}, {"khong", "o"}}, {{"duoc", "dwwj"}, {"khong", "o"}}};
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (strcmp(left, pairs[i].left.folded) == 0 &&
		    strcmp(right, pairs[i].right.folded) == 0)
			return &pairs[i];
	}
	return NULL;
}

/*
 * Spellings
 */

/* A tc_rest_fn. */
static bool
list_spelled(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct tc_spelled_list *list = arg;
	struct tc_spelled *to = &list->at[list->n];

	list->freq += freq;
	if (len > TC_NEAR_LETTERS || list->n == TC_FORMS_MAX)
		return true;
	*to = (struct tc_spelled){.freq = freq, .chance = 1, .weight = 1};
	memcpy(to->marks, marks, len);
	list->n++;
	return true;
}

void
tc_likely_list(const struct tc_likely *likely, const char *folded,
    struct tc_spelled_list *list)
{
	list->n = 0;
	list->freq = 0;
	tc_lookup_spellings(likely->lookup, folded, list_spelled, list);
}

static size_t
find_spelled(const struct tc_spelled_list *list, const char *marks, size_t len)
{
	size_t i = 0;

	while (i < list->n &&
	    (strncmp(list->at[i].marks, marks, len) != 0 ||
		list->at[i].marks[len] != '\0'))
		i++;
	return i;
}

/* In how many documents each two spellings are side by side. */
struct table {
	const struct tc_spelled_list *left, *right;
	double n[TC_FORMS_MAX][TC_FORMS_MAX];
	double all;
};

/* A tc_rest_fn: the marks of both words with a space between them. */
static bool
count_spelled(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct table *table = arg;
	const char *space = memchr(marks, TC_PAIR_SEPARATOR, len);
	size_t left_len = space != NULL ? (size_t)(space - marks) : 0;
	size_t skip = space != NULL ? left_len + 1 : 0;
	size_t left = find_spelled(table->left, marks, left_len);
	size_t right = find_spelled(table->right, marks + skip, len - skip);

	table->all += freq;
	if (left < table->left->n && right < table->right->n)
		table->n[left][right] = freq;
	return true;
}

/* As the index joins two words, or their marks. */
static void
put_pair(struct tc_buf *out, const char *left, const char *right)
{
	tc_buf_puts(out, left);
	tc_buf_putc(out, TC_PAIR_SEPARATOR);
	tc_buf_puts(out, right);
}

static void
count_table(struct table *table, const struct tc_likely *likely,
    const char *left, const char *right)
{
	const struct asked *asked = find_asked(left, right);
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, k;

	memset(table->n, 0, sizeof(table->n));
	table->all = 0;
	put_pair(&folded, left, right);
	tc_lookup_spellings(
	    likely->lookup, tc_buf_str(&folded), count_spelled, table);
	tc_lookup_free(likely->lookup, &folded);
	if (asked == NULL)
		return;
	i = find_spelled(
	    table->left, asked->left.marks, strlen(asked->left.marks));
	k = find_spelled(
	    table->right, asked->right.marks, strlen(asked->right.marks));
	if (i < table->left->n && k < table->right->n) {
		table->n[i][k] =
		    fmax(table->n[i][k], ASKED * likely->documents);
		table->all = fmax(table->all, ASKED * likely->documents);
	}
}

/* P(right | left) of two spellings. */
static double
follows(const struct table *table, const struct tc_likely *likely, size_t i,
    size_t k)
{
	double pair = table->n[i][k] / fmax(table->left->at[i].freq, 1);

	return (1 - APART_UNMARKED) * fmin(pair, 1) +
	    APART_UNMARKED * (table->right->at[k].freq + 0.01) /
	    likely->documents;
}

/* Weigh spellings by how likely each is, frequent ones the more. */
static void
set_weights(struct tc_spelled_list *list, bool by_chance_alone)
{
	double most = 0;
	size_t i;

	for (i = 0; i < list->n; i++) {
		list->at[i].weight = list->at[i].chance *
		    (by_chance_alone ? 1 : list->at[i].freq);
		most = fmax(most, list->at[i].weight);
	}
	for (i = 0; i < list->n && most > 0; i++)
		list->at[i].weight /= most;
}

/* The left neighbour: chances of its spellings after the word before it. */
static void
weigh_before(struct tc_likely *likely, const struct tc_query_word *beyond)
{
	struct tc_spelled_list *list = &likely->before, first;
	struct table table = {.left = &first, .right = list};
	double sum = 0;
	size_t i, k;

	first.n = 0;
	tc_likely_list(likely, likely->left->folded, list);
	if (beyond != NULL) {
		tc_likely_list(likely, beyond->folded, &first);
		count_table(
		    &table, likely, beyond->folded, likely->left->folded);
	}
	for (k = 0; k < list->n; k++) {
		double chance =
		    APART_UNMARKED * list->at[k].freq / fmax(list->freq, 1);

		for (i = 0; i < first.n; i++)
			chance += (1 - APART_UNMARKED) * table.n[i][k] /
			    fmax(table.all, 1);
		list->at[k].chance = chance;
		sum += chance;
	}
	for (k = 0; k < list->n && sum > 0; k++)
		list->at[k].chance /= sum;
	set_weights(list, true);
}

/* The right neighbour: the chance of the word after each of its spellings. */
static void
weigh_after(struct tc_likely *likely, const struct tc_query_word *beyond)
{
	struct tc_spelled_list *list = &likely->after, last;
	struct table table = {.left = list, .right = &last};
	size_t i, k;

	tc_likely_list(likely, likely->right->folded, list);
	if (beyond != NULL) {
		tc_likely_list(likely, beyond->folded, &last);
		count_table(
		    &table, likely, likely->right->folded, beyond->folded);
		for (i = 0; i < list->n; i++) {
			list->at[i].chance = 0;
			for (k = 0; k < last.n; k++)
				list->at[i].chance +=
				    follows(&table, likely, i, k);
		}
	}
	set_weights(list, false);
}

static size_t
index_after(const struct tc_parsed *parsed, size_t i)
{
	while (i < parsed->n && parsed->words[i].spans)
		i++;
	return i < parsed->n && parsed->words[i].joined ? i : parsed->n;
}

void
tc_likely_stand(struct tc_likely *likely, const struct tc_parsed *parsed,
    size_t i, size_t end)
{
	const struct tc_query_word *words = parsed->words, *left;
	size_t right = index_after(parsed, end);
	struct tc_form form;

	left = words[i].joined ? tc_query_before(parsed, i) : NULL;
	likely->left = left;
	likely->right = right < parsed->n ? &words[right] : NULL;
	if (left != NULL) {
		form = tc_form_of(left);
		likely->left_freq = tc_likely_word(likely, &form);
	}
}

void
tc_likely_weigh(struct tc_likely *likely, const struct tc_parsed *parsed)
{
	const struct tc_query_word *words = parsed->words;
	const struct tc_query_word *left = likely->left;
	size_t next;

	if (likely->marked)
		return;
	if (left != NULL)
		weigh_before(likely,
		    left->joined
			? tc_query_before(parsed, (size_t)(left - words))
			: NULL);
	if (likely->right != NULL) {
		next = index_after(parsed, (size_t)(likely->right - words) + 1);
		weigh_after(likely, next < parsed->n ? &words[next] : NULL);
	}
}

/*
 * Counts
 */

double
tc_likely_word(struct tc_likely *likely, const struct tc_form *word)
{
	double all = 0;

	if (!likely->marked)
		return tc_lookup_count(likely->lookup, word->folded);
	if (likely->other_marks > 0)
		all = tc_lookup_count(likely->lookup, word->folded);
	return likely->other_marks * all +
	    tc_lookup_exact(likely->lookup, word->folded, word->marks);
}

static bool
are_asked(const struct tc_likely *likely, const struct tc_form *left,
    const struct tc_form *right)
{
	const struct asked *asked = find_asked(left->folded, right->folded);

	return asked != NULL &&
	    (!likely->marked ||
		(strcmp(left->marks, asked->left.marks) == 0 &&
		    strcmp(right->marks, asked->right.marks) == 0));
}

double
tc_likely_pair(struct tc_likely *likely, const struct tc_form *left,
    const struct tc_form *right)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	double all = 0;

	put_pair(&folded, left->folded, right->folded);
	if (!likely->marked || likely->other_marks > 0)
		all = tc_lookup_count(likely->lookup, tc_buf_str(&folded));
	if (likely->marked) {
		if (left->marks[0] != '\0' || right->marks[0] != '\0')
			put_pair(&marks, left->marks, right->marks);
		all = likely->other_marks * all +
		    tc_lookup_exact(likely->lookup, tc_buf_str(&folded),
			tc_buf_str(&marks));
	}
	tc_lookup_free(likely->lookup, &folded);
	tc_lookup_free(likely->lookup, &marks);
	if (are_asked(likely, left, right))
		all = fmax(all, ASKED * likely->documents);
	return all;
}

/*
 * Scores
 */

static double
chance(double pair, double left, double right, double documents)
{
	return (left > 0 ? (1 - APART_MARKED) * pair / left : 0) +
	    APART_MARKED * (right + 0.01) / documents;
}

static double
score_marked(struct tc_likely *likely, const struct tc_form *word, double freq)
{
	double p = freq > 0 || likely->right != NULL
	    ? (freq + 0.01) / likely->documents
	    : UNSEEN;
	struct tc_form other;

	if (likely->left != NULL) {
		other = tc_form_of(likely->left);
		likely->left_seen = tc_likely_pair(likely, &other, word);
		p = chance(likely->left_seen, likely->left_freq,
		    asked_freq(likely, word, freq), likely->documents);
	}
	if (likely->right != NULL) {
		other = tc_form_of(likely->right);
		likely->right_seen = tc_likely_pair(likely, word, &other);
		p *= chance(likely->right_seen, freq,
		    asked_freq(likely, &other, tc_likely_word(likely, &other)),
		    likely->documents);
	}
	return log(p);
}

double
tc_likely_after(struct tc_likely *likely, const struct tc_form *left,
    const struct tc_form *right)
{
	return log(chance(tc_likely_pair(likely, left, right),
	    tc_likely_word(likely, left),
	    asked_freq(likely, right, tc_likely_word(likely, right)),
	    likely->documents));
}

/* The spellings of a word, one that no document has among them. */
static void
list_own(const struct tc_likely *likely, const struct tc_form *word,
    struct tc_spelled_list *own)
{
	tc_likely_list(likely, word->folded, own);
	if (own->n == 0)
		own->at[own->n++] =
		    (struct tc_spelled){.chance = 1, .weight = 1};
}

/* Chances of the spellings of a word after all those of the left neighbour. */
static void
come_after(struct tc_likely *likely, const struct tc_form *word,
    const struct tc_spelled_list *own, double *p)
{
	struct table table = {.left = &likely->before, .right = own};
	size_t i, k;

	count_table(&table, likely, likely->left->folded, word->folded);
	likely->left_seen = table.all;
	for (k = 0; k < own->n; k++) {
		p[k] = APART_UNMARKED * (own->at[k].freq + 0.01) /
		    likely->documents;
		for (i = 0; i < likely->before.n; i++)
			p[k] += likely->before.at[i].chance *
			    (follows(&table, likely, i, k) -
				APART_UNMARKED * (own->at[k].freq + 0.01) /
				    likely->documents);
	}
}

static void
go_before(struct tc_likely *likely, const struct tc_form *word,
    const struct tc_spelled_list *own, double *p)
{
	struct table table = {.left = own, .right = &likely->after};
	size_t i, k;

	count_table(&table, likely, word->folded, likely->right->folded);
	likely->right_seen = table.all;
	for (i = 0; i < own->n; i++) {
		double sum = 0;

		for (k = 0; k < likely->after.n; k++)
			sum += likely->after.at[k].chance *
			    follows(&table, likely, i, k);
		p[i] *= fmax(sum, APART_UNMARKED * 0.01 / likely->documents);
	}
}

static double
score_unmarked(struct tc_likely *likely, const struct tc_form *word)
{
	struct tc_spelled_list own;
	double p[TC_FORMS_MAX] = {0}, sum = 0;
	size_t k;

	list_own(likely, word, &own);
	for (k = 0; k < own.n; k++)
		p[k] = own.freq > 0 || likely->right != NULL
		    ? (own.at[k].freq + 0.01) / likely->documents
		    : UNSEEN;
	if (likely->left != NULL)
		come_after(likely, word, &own, p);
	if (likely->right != NULL)
		go_before(likely, word, &own, p);
	for (k = 0; k < own.n; k++)
		sum += p[k];
	return sum > 0 ? log(sum) : -HUGE_VAL;
}

double
tc_likely_score(
    struct tc_likely *likely, const struct tc_form *word, double freq)
{
	return likely->marked ? score_marked(likely, word, freq)
			      : score_unmarked(likely, word);
}

/*
 * Scores at most
 */

/* Documents that have a word in any spelling, summed up: at most so many times
 * all of them. In what scores a marked word other spellings hardly count. */
static double
most_often(const struct tc_likely *likely)
{
	return likely->marked ? 1 + likely->other_marks * TC_FORMS_MAX
			      : TC_FORMS_MAX;
}

/* Documents with a pair at most. What is asked may count as any number. */
static double
most_pairs(struct tc_likely *likely, const char *left, const char *right)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	double all;

	put_pair(&folded, left, right);
	all = tc_lookup_count(likely->lookup, tc_buf_str(&folded));
	tc_lookup_free(likely->lookup, &folded);
	return find_asked(left, right) != NULL
	    ? HUGE_VAL
	    : all * (1 + likely->other_marks);
}

/* The chance at most of a word after its left neighbour. */
static double
most_after(struct tc_likely *likely, const char *folded)
{
	double often = most_often(likely) + 0.01 * TC_FORMS_MAX, pairs, sum;
	const struct tc_spelled *spelled = likely->before.at;
	size_t i;

	if (likely->left == NULL)
		return often;
	pairs = most_pairs(likely, likely->left->folded, folded);
	if (likely->marked)
		return chance(pairs, likely->left_freq,
		    often * likely->documents, likely->documents);
	sum = APART_UNMARKED * often;
	for (i = 0; i < likely->before.n && pairs > 0; i++)
		sum += (1 - APART_UNMARKED) * spelled[i].chance *
		    fmin(pairs / fmax(spelled[i].freq, 1), often);
	return sum;
}

/* The chance at most of the right neighbour after a word. */
static double
most_before(struct tc_likely *likely, const char *folded)
{
	const struct tc_form right = tc_form_of(likely->right);
	double pairs = most_pairs(likely, folded, right.folded), sum = 0;
	double share = pairs > 0 ? 1 - APART_UNMARKED : 0;
	size_t k;

	if (pairs == HUGE_VAL)
		return HUGE_VAL;
	if (likely->marked)
		return chance(pairs > 0, 1,
		    asked_freq(likely, &right, tc_likely_word(likely, &right)),
		    likely->documents);
	for (k = 0; k < likely->after.n; k++)
		sum += likely->after.at[k].chance *
		    (share +
			APART_UNMARKED * (likely->after.at[k].freq + 0.01) /
			    likely->documents);
	return fmax(sum, APART_UNMARKED * 0.01 / likely->documents);
}

bool
tc_likely_may_score(struct tc_likely *likely, const char *folded, double score)
{
	double most = most_after(likely, folded);

	/* Only what is likely enough by one neighbour is worth another look. */
	if (likely->right != NULL && log(most) >= score)
		most *= most_before(likely, folded);
	return log(most) >= score;
}

/*
 * What is usual
 */

static bool
is_often(const struct tc_likely *likely, double pair, double left, double right)
{
	return pair >= fmax(2, USUAL_DOCUMENTS * likely->documents) &&
	    pair > USUAL * fmin(left, right);
}

/* Is a word often beside another, as both were typed? */
static bool
is_usual_pair(struct tc_likely *likely, const struct tc_form *left,
    const struct tc_form *right)
{
	double pair = tc_likely_pair(likely, left, right), all;

	/* What hardly any of them write so may be their mistake. */
	likely->marked = false;
	all = tc_likely_pair(likely, left, right);
	likely->marked = true;
	return pair >= HARDLY * all &&
	    is_often(likely, pair, tc_likely_word(likely, left),
		tc_likely_word(likely, right));
}

static bool
is_usual_marked(struct tc_likely *likely, const struct tc_form *word)
{
	double other_marks = likely->other_marks;
	struct tc_form other;
	bool usual = true;

	likely->other_marks = 0;
	if (likely->left != NULL) {
		other = tc_form_of(likely->left);
		usual = is_usual_pair(likely, &other, word);
	}
	if (usual && likely->right != NULL) {
		other = tc_form_of(likely->right);
		usual = is_usual_pair(likely, word, &other);
	}
	likely->other_marks = other_marks;
	return usual;
}

/* The documents of spellings, by how likely these are. */
static double
weighed(const struct tc_spelled_list *list)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < list->n; i++)
		sum += list->at[i].weight * list->at[i].freq;
	return sum;
}

static double
weighed_pairs(const struct table *table)
{
	double sum = 0;
	size_t i, k;

	for (i = 0; i < table->left->n; i++) {
		for (k = 0; k < table->right->n; k++)
			sum += table->left->at[i].weight *
			    table->right->at[k].weight * table->n[i][k];
	}
	return sum;
}

static bool
is_usual_unmarked(struct tc_likely *likely, const struct tc_form *word)
{
	struct tc_spelled_list own;
	struct table table = {.left = &likely->before, .right = &own};
	bool usual = true;

	list_own(likely, word, &own);
	if (likely->left != NULL) {
		count_table(&table, likely, likely->left->folded, word->folded);
		usual = is_often(likely, weighed_pairs(&table),
		    weighed(&likely->before), own.freq);
	}
	if (usual && likely->right != NULL) {
		table.left = &own;
		table.right = &likely->after;
		count_table(
		    &table, likely, word->folded, likely->right->folded);
		usual = is_often(likely, weighed_pairs(&table), own.freq,
		    weighed(&likely->after));
	}
	return usual;
}

bool
tc_likely_is_usual(struct tc_likely *likely, const struct tc_form *word)
{
	if (likely->left == NULL && likely->right == NULL)
		return false;
	return likely->marked ? is_usual_marked(likely, word)
			      : is_usual_unmarked(likely, word);
}
