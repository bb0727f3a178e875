/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Telling what a text is written in.
 *
 * It is taken for what makes the most of its words Vietnamese syllables. Words
 * without a character outside ASCII say nothing and are not counted.
 */
#include "legacy_parts.h"

/* No Vietnamese word takes more bytes, however its letters are spelt. */
#define WORD_MAX 48

/* So many words of a paragraph decide; the first of them, if they are plain. */
#define PARAGRAPH_WORDS 1000
#define FIRST_WORDS 40

/* The rare encodings need so many: their letters look like any others. */
#define RARE_WORDS 20

/* The first of two that fit as well is taken. */
static const enum tc_encoding common[] = {
    TC_ENCODING_MOJIBAKE,
    TC_ENCODING_VNI,
    TC_ENCODING_TCVN3,
    TC_ENCODING_CP1258,
};

static const enum tc_encoding rare[] = {
    TC_ENCODING_VISCII,
    TC_ENCODING_VPS,
    TC_ENCODING_BKHCM1,
    TC_ENCODING_BKHCM2,
    TC_ENCODING_VIETWARE,
};

static void
count_word(struct tally *tally, const char *s, const struct word *word,
    bool as_is, const enum tc_encoding *list, size_t n)
{
	enum reading how;

	while (n-- > 0) {
		how = tc_legacy_reads_as(list[n], s, word);
		if (how == READS_SAME)
			how = as_is ? READS_WELL : READS_NOT;
		tally->valid[list[n]] += how != READS_NOT;
		tally->score[list[n]] += how;
	}
}

/* The same three times, such as µm, is no three words. */
static void
count_distinct(struct tally *tally, const char *s, const struct word *word)
{
	uint32_t hash = 2166136261U; /* FNV-1a */
	size_t i;

	if (tally->distinct == 3)
		return;
	for (i = word->from; i < word->to; i++)
		hash = (hash ^ (unsigned char)s[i]) * 16777619U;
	for (i = 0; i < tally->distinct; i++) {
		if (tally->seen[i] == hash)
			return;
	}
	if (i < COUNT(tally->seen))
		tally->seen[i] = hash;
	tally->distinct++;
}

void
tc_legacy_count(
    struct tally *tally, const char *s, size_t from, size_t to, size_t max)
{
	struct word word;
	bool as_is;

	while (tally->n < max && tc_legacy_next_word(s, to, &from, &word)) {
		if (!word.counts)
			continue;
		tally->n++;
		if (word.to - word.from > WORD_MAX)
			continue;
		count_distinct(tally, s, &word);
		as_is = tc_legacy_reads_as_is(s, &word);
		tally->valid[TC_ENCODING_NONE] += as_is;
		count_word(tally, s, &word, as_is, common, COUNT(common));
		if (!word.eth || tc_legacy_is_abbreviation(s, &word))
			continue;
		tally->eth++;
		tally->eth_as_is += as_is;
		tally->eth_valid +=
		    tc_legacy_reads_as(TC_ENCODING_ETH, s, &word) != READS_NOT;
	}
}

void
tc_legacy_count_rare(
    struct tally *tally, const char *s, size_t from, size_t to, size_t max)
{
	struct word word;

	while (
	    tally->rare_n < max && tc_legacy_next_word(s, to, &from, &word)) {
		tally->rare_n += word.counts;
		if (word.counts && word.to - word.from <= WORD_MAX)
			count_word(tally, s, &word,
			    tc_legacy_reads_as_is(s, &word), rare, COUNT(rare));
	}
}

bool
tc_legacy_is_rare(enum tc_encoding encoding)
{
	size_t i;

	for (i = 0; i < COUNT(rare); i++) {
		if (rare[i] == encoding)
			return true;
	}
	return false;
}

bool
tc_legacy_gains(const struct tally *tally, enum tc_encoding encoding)
{
	size_t more = tally->n / 4 > 2 ? (tally->n + 3) / 4 : 2;

	return tally->valid[encoding] >= tally->valid[TC_ENCODING_NONE] + more;
}

static enum tc_encoding
best_of(const struct tally *tally, const enum tc_encoding *list, size_t n)
{
	enum tc_encoding best = list[0];
	size_t i;

	for (i = 1; i < n; i++) {
		if (tally->valid[list[i]] > tally->valid[best] ||
		    (tally->valid[list[i]] == tally->valid[best] &&
			tally->score[list[i]] > tally->score[best]))
			best = list[i];
	}
	return best;
}

static bool
is_enough(const struct tally *tally, enum tc_encoding encoding)
{
	return tally->valid[encoding] >= 3 && tally->distinct >= 3 &&
	    4 * tally->valid[encoding] >= 3 * tally->n &&
	    tc_legacy_gains(tally, encoding);
}

/* Vietnamese but for đ: most words with ñ or ð are words with đ. */
static bool
is_eth(const struct tally *tally)
{
	size_t valid = tally->valid[TC_ENCODING_NONE] - tally->eth_as_is;

	return tally->eth_valid >= 2 &&
	    4 * tally->eth_valid >= 3 * tally->eth &&
	    2 * valid >= tally->n - tally->eth;
}

enum tc_encoding
tc_legacy_plain(const struct tally *tally)
{
	enum tc_encoding best = best_of(tally, common, COUNT(common));

	return tally->n >= RARE_WORDS && is_enough(tally, best) &&
		10 * tally->valid[best] >= 9 * tally->n
	    ? best
	    : TC_ENCODING_NONE;
}

enum tc_encoding
tc_legacy_encoding_of(const struct tally *tally)
{
	enum tc_encoding best = best_of(tally, common, COUNT(common));
	enum tc_encoding other = best_of(tally, rare, COUNT(rare));
	size_t valid = tally->valid[TC_ENCODING_NONE] - tally->eth_as_is +
	    tally->eth_valid;

	/* A few words in a rare encoding may pass for a common one. */
	if (is_enough(tally, best) && tally->score[best] >= tally->score[other])
		return best;
	if (tally->n >= RARE_WORDS && is_enough(tally, other))
		return other;
	if (is_eth(tally) && valid >= tally->valid[best] &&
	    valid >= tally->valid[other])
		return TC_ENCODING_ETH;
	return TC_ENCODING_NONE;
}

bool
tc_legacy_needs_rare(const struct tally *tally)
{
	return tally->n >= RARE_WORDS || is_eth(tally) ||
	    is_enough(tally, best_of(tally, common, COUNT(common)));
}

enum tc_encoding
tc_legacy_decide(struct tally *tally, const char *s, size_t from, size_t to)
{
	enum tc_encoding encoding;

	*tally = (struct tally){0};
	tc_legacy_count(tally, s, from, to, FIRST_WORDS);
	if (tally->n < OWN_WORDS)
		return TC_ENCODING_NONE;
	if ((encoding = tc_legacy_plain(tally)) != TC_ENCODING_NONE)
		return encoding;
	if (tally->n == FIRST_WORDS) {
		*tally = (struct tally){0};
		tc_legacy_count(tally, s, from, to, PARAGRAPH_WORDS);
		encoding = tc_legacy_plain(tally);
	}
	if (encoding != TC_ENCODING_NONE || !tc_legacy_needs_rare(tally))
		return encoding;
	tc_legacy_count_rare(tally, s, from, to, PARAGRAPH_WORDS);
	return tc_legacy_encoding_of(tally);
}
