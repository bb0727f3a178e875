/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The features of headings and texts: feature.h says what they are. */
#include "feature.h"

#include <math.h>
#include <string.h>

#include "bm25.h"

/* The usual title, as index/maker.c has it. */
#define TITLE_WORDS 20

/* Words so far apart are near. */
#define NEAR 8

/* A passage, in words. */
#define PASSAGE 40

static uint64_t
bit(size_t i)
{
	return (uint64_t)1 << i;
}

static double
share(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

static uint64_t
words_in(const struct tc_row *row)
{
	uint64_t found = 0;
	size_t i;

	for (i = 0; i < row->n; i++) {
		if (row->at[i].word >= 0)
			found |= bit((size_t)row->at[i].word);
	}
	return found;
}

static double
idf_of_words(const struct tc_asked *asked, uint64_t words)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < asked->n; i++) {
		if ((words & bit(i)) != 0)
			sum += asked->words[i].idf;
	}
	return sum;
}

static double
idf_of_pairs(const struct tc_asked *asked, uint64_t pairs)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < asked->pairs_n; i++) {
		if ((pairs & bit(i)) != 0)
			sum += asked->pairs[i].idf;
	}
	return sum;
}

/* The pair of the query that the words at i - 1 and i are, or -1. */
static int
pair_at(const struct tc_asked *asked, const struct tc_row *row, size_t i)
{
	if (i == 0 || !row->at[i].joined || row->at[i].word < 0 ||
	    row->at[i - 1].word < 0)
		return -1;
	return asked->pair_of[row->at[i - 1].word][row->at[i].word] - 1;
}

static uint64_t
pairs_in(const struct tc_asked *asked, const struct tc_row *row)
{
	uint64_t found = 0;
	size_t i;

	for (i = 1; i < row->n; i++) {
		int pair = pair_at(asked, row, i);

		if (pair >= 0)
			found |= bit((size_t)pair);
	}
	return found;
}

/* How BM25 counts: tf / (tf + K1) with tf / (1 - B + B length / usual). */
static double
saturated(uint32_t times, double length, double usual)
{
	double tf = times / (1 - TC_BM25_B + TC_BM25_B * length / usual);

	return tf / (tf + TC_BM25_K1);
}

/* The words of a row as BM25 counts them, of those of the query. */
static double
bm25_of_words(
    const struct tc_asked *asked, const struct tc_row *row, double usual)
{
	uint32_t times[TC_ASKED_MAX] = {0};
	double sum = 0;
	size_t i;

	for (i = 0; i < row->n; i++) {
		if (row->at[i].word >= 0)
			times[row->at[i].word]++;
	}
	for (i = 0; i < asked->n; i++)
		sum += asked->words[i].idf *
		    saturated(times[i], (double)row->n, usual);
	return share(sum, asked->idf);
}

/* The same for pairs. */
static double
bm25_of_pairs(
    const struct tc_asked *asked, const struct tc_row *row, double usual)
{
	uint32_t times[TC_ASKED_MAX] = {0};
	double sum = 0;
	size_t i;

	for (i = 1; i < row->n; i++) {
		int pair = pair_at(asked, row, i);

		if (pair >= 0)
			times[pair]++;
	}
	for (i = 0; i < asked->pairs_n; i++)
		sum += asked->pairs[i].idf *
		    saturated(times[i], (double)row->n, usual);
	return share(sum, asked->pairs_idf);
}

/* Which neighbours of the query's row a word is near to; bits of the left. */
static uint64_t
near_at(const struct tc_asked *asked, const size_t last[TC_ASKED_MAX],
    size_t word, size_t at)
{
	uint64_t found = 0;
	size_t i;

	for (i = 0; i + 1 < asked->row_n && i < TC_ASKED_MAX; i++) {
		size_t left = asked->row[i], right = asked->row[i + 1];
		size_t other = left == word ? right : left;

		if (left == right || (left != word && right != word))
			continue;
		if (last[other] != 0 && at - last[other] <= NEAR)
			found |= bit(i);
	}
	return found;
}

/* Neighbours of the query that are near in a row, in either order, as a share
 * of all. */
static double
near_in(const struct tc_asked *asked, const struct tc_row *row)
{
	size_t last[TC_ASKED_MAX] = {0}, i; /* places from 1 */
	uint64_t found = 0;
	double sum = 0, all = 0;

	for (i = 0; i < row->n; i++) {
		int word = row->at[i].word;

		if (word < 0)
			continue;
		last[word] = i + 1;
		found |= near_at(asked, last, (size_t)word, i + 1);
	}
	for (i = 0; i + 1 < asked->row_n && i < TC_ASKED_MAX; i++) {
		double both = asked->words[asked->row[i]].idf +
		    asked->words[asked->row[i + 1]].idf;
		all += both;
		if ((found & bit(i)) != 0)
			sum += both;
	}
	return share(sum, all);
}

static double
precision(const struct tc_row *row, size_t from)
{
	size_t i, n = 0;

	for (i = from; i < row->n; i++)
		n += row->at[i].word >= 0;
	return share((double)n, (double)(row->n - from));
}

void
tc_features_of_heading(struct tc_features *features,
    const struct tc_asked *asked, const struct tc_heading *heading)
{
	const struct tc_row *title = &heading->title;
	const struct tc_row *document = &heading->document;
	double *at = features->at;
	uint64_t title_pairs = pairs_in(asked, title);
	uint64_t document_pairs = pairs_in(asked, document);

	features->title = words_in(title);
	features->document = words_in(document);
	features->pairs = title_pairs | document_pairs;
	at[TC_FEATURE_TITLE_PRECISION] = precision(title, heading->article);
	at[TC_FEATURE_TITLE_CORE] =
	    share(idf_of_words(asked, features->title & asked->core),
		asked->core_idf);
	at[TC_FEATURE_TITLE_WORDS] = bm25_of_words(asked, title, TITLE_WORDS);
	at[TC_FEATURE_DOCUMENT_PAIRS] =
	    share(idf_of_pairs(asked, document_pairs), asked->pairs_idf);
	at[TC_FEATURE_TITLE_NEAR] = near_in(asked, title);
	at[TC_FEATURE_DOCUMENT_LENGTH] = log1p((double)document->n);
}

static bool
is_core(const struct tc_asked *asked, int word)
{
	return word >= 0 && (asked->core & bit((size_t)word)) != 0;
}

/*
 * The best definition: an item begins with core words only, and là follows:
 * "2. Bảo hiểm xã hội là sự bảo đảm ...".
 */
static double
definition(const struct tc_asked *asked, const struct tc_row *row)
{
	double run = 0, best = 0;
	bool at_front = true; /* only core words since the item began */
	size_t i;

	for (i = 0; i < row->n; i++) {
		if (row->at[i].is && at_front && run > best)
			best = run;
		if (!row->at[i].joined) {
			run = 0;
			at_front = true;
		}
		if (is_core(asked, row->at[i].word))
			run += asked->words[row->at[i].word].idf;
		else
			at_front = false;
	}
	return share(best, asked->core_idf);
}

/* The idf of core words that the best passage has, but for those known. */
static double
best_passage(
    const struct tc_asked *asked, const struct tc_row *row, uint64_t known)
{
	uint32_t times[TC_ASKED_MAX] = {0};
	double sum = 0, best = 0;
	size_t i;

	for (i = 0; i < row->n; i++) {
		int in = row->at[i].word;
		int out = i < PASSAGE ? -1 : row->at[i - PASSAGE].word;

		if (is_core(asked, in) && (known & bit((size_t)in)) == 0 &&
		    times[in]++ == 0)
			sum += asked->words[in].idf;
		if (is_core(asked, out) && (known & bit((size_t)out)) == 0 &&
		    --times[out] == 0)
			sum -= asked->words[out].idf;
		if (sum > best)
			best = sum;
	}
	return best;
}

/*
 * The longest piece of the query in a row, by dynamic programming: how long the
 * piece is that ends here and at each place of the query.
 */
static double
longest_run(const struct tc_asked *asked, const struct tc_row *row)
{
	uint8_t length[TC_QUERY_WORDS_MAX + 1] = {0}, best = 0;
	bool any = false;
	size_t i, k;

	for (i = 0; i < row->n; i++) {
		if (row->at[i].word < 0) {
			if (any)
				memset(length, 0, sizeof(length));
			any = false;
			continue;
		}
		any = true;
		for (k = asked->row_n; k > 0; k--) {
			length[k] = asked->row[k - 1] == row->at[i].word
			    ? (uint8_t)(length[k - 1] + 1)
			    : 0;
			if (length[k] > best)
				best = length[k];
		}
	}
	return share(best, (double)asked->row_n);
}

void
tc_features_of_text(struct tc_features *features, const struct tc_asked *asked,
    const struct tc_row *text)
{
	double *at = features->at;
	uint64_t heading = features->title | features->document;

	at[TC_FEATURE_DEFINITION] = definition(asked, text);
	at[TC_FEATURE_PASSAGE] =
	    share(idf_of_words(asked, heading & asked->core) +
		    best_passage(asked, text, heading),
		asked->core_idf);
	at[TC_FEATURE_RUN] = longest_run(asked, text);
	at[TC_FEATURE_TEXT_PAIRS] =
	    bm25_of_pairs(asked, text, asked->text_words);
	at[TC_FEATURE_ALL_WORDS] =
	    share(idf_of_words(asked, heading | words_in(text)), asked->idf);
	at[TC_FEATURE_ALL_PAIRS] =
	    share(idf_of_pairs(asked, features->pairs | pairs_in(asked, text)),
		asked->pairs_idf);
	at[TC_FEATURE_TEXT_NEAR] = near_in(asked, text);
}
