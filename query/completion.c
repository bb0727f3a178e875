/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Phrases that a beginning may become.
 *
 * Titles have a term for each of their words and one for each two neighbours,
 * and the index has terms in their order: one walk over "Hhoi d" gives every
 * word that follows "hội" in titles and begins with d, and how many titles have
 * it. A phrase is gone on with while most titles that have it go on so.
 */
#include "completion.h"

#include <stdlib.h>
#include <string.h>

/* Phrases that are gone on with, words that each is with, and how often. */
#define BEAM 4
#define BRANCHES 3
#define ROUNDS 4

/* Of a word of fewer letters only words are looked at, no pairs. */
#define LETTERS_OF_PAIRS 3

/* Documents by which it is judged how many have all of a phrase. */
#define SAMPLE 20

/* So few documents are all looked at. */
#define FEW 100

/* Words that may follow one which are judged so. */
#define CANDIDATES 5

/* What follows must be in this share of the titles with the phrase. */
#define FOLLOWS 0.08

/* A phrase is but a part when this share of its titles goes on in one way. */
#define PART 0.5

/* A walk over terms: which rows are taken, and to where. */
struct walk {
	struct tc_phrases *to;
	const struct tc_phrase *from; /* the phrase that goes on */
	const char *typed; /* marks that its last word must have, at least */
	const char *next;  /* marks that the next one must have, at least */
	bool exact;	   /* the last word has the marks of typed */
	bool alone;	   /* there is no word before */
	bool no_pairs;	   /* there would be too many */
	uint32_t floor;	   /* what is in so few documents is not kept */
};

static int
by_freq(const void *a, const void *b)
{
	const struct tc_phrase *x = a, *y = b;
	size_t i;
	int order;

	if (x->freq != y->freq)
		return x->freq < y->freq ? 1 : -1;
	for (i = 0; i < x->n && i < y->n; i++) {
		order = strcmp(x->word[i].folded, y->word[i].folded);
		if (order == 0)
			order = strcmp(y->word[i].marks, x->word[i].marks);
		if (order != 0)
			return order;
	}
	return x->n < y->n ? -1 : x->n > y->n;
}

static void
sort(struct tc_phrases *phrases, size_t from)
{
	if (phrases->n > from + 1)
		qsort(phrases->at + from, phrases->n - from,
		    sizeof(phrases->at[0]), by_freq);
}

/* Keep the more frequent half when there is no more room. */
static struct tc_phrase *
make_room(struct walk *walk)
{
	struct tc_phrases *phrases = walk->to;

	if (phrases->n == TC_PHRASES_MAX) {
		sort(phrases, 0);
		phrases->n = TC_PHRASES_MAX / 2;
		walk->floor = phrases->at[phrases->n - 1].freq;
	}
	return &phrases->at[phrases->n++];
}

static bool
copy(char to[TC_PHRASE_WORD + 1], const char *s, size_t len)
{
	if (len > TC_PHRASE_WORD)
		return false;
	memcpy(to, s, len);
	to[len] = '\0';
	return true;
}

/* One or two words of a term without its prefix: "hoi dong=oj dof". */
struct row {
	struct tc_span folded[2], marks[2];
	size_t n;
};

static size_t
cut_in_two(struct tc_span of, struct tc_span parts[2])
{
	const char *space = memchr(of.s, TC_PAIR_SEPARATOR, of.len);

	parts[0] = of;
	parts[1] = (struct tc_span){"", 0};
	if (space == NULL)
		return 1;
	parts[0].len = (size_t)(space - of.s);
	parts[1] = (struct tc_span){space + 1, of.len - parts[0].len - 1};
	return 2;
}

static void
read_row(struct row *row, const char *s, size_t len)
{
	const char *marks = memchr(s, TC_MARKS_SEPARATOR, len);
	struct tc_span folded = {s, len}, rest = {"", 0};

	if (marks != NULL) {
		folded.len = (size_t)(marks - s);
		rest = (struct tc_span){marks + 1, len - folded.len - 1};
	}
	row->n = cut_in_two(folded, row->folded);
	cut_in_two(rest, row->marks);
}

static bool
suits(struct tc_span marks, const char *typed, bool exact)
{
	size_t len = strlen(typed);

	if (exact)
		return marks.len == len && memcmp(marks.s, typed, len) == 0;
	return tc_text_marks_include(marks.s, marks.len, typed, len);
}

static bool
put_word(struct tc_phrase *phrase, struct tc_span folded, struct tc_span marks,
    bool joined)
{
	struct tc_phrase_word *word = &phrase->word[phrase->n];

	if (phrase->n == TC_PHRASE_WORDS ||
	    !copy(word->folded, folded.s, folded.len) ||
	    !copy(word->marks, marks.s, marks.len))
		return false;
	word->joined = joined;
	phrase->n++;
	return true;
}

/* Take a row into a phrase: a word, two, or the second of two. */
static void
take_row(struct walk *walk, const struct row *row, uint32_t freq)
{
	struct tc_phrase phrase;
	size_t i;

	if ((!walk->alone && row->n < 2) || freq <= walk->floor)
		return;
	if (!suits(row->marks[0], walk->typed, walk->exact) ||
	    (row->n == 2 && !suits(row->marks[1], walk->next, false)))
		return;
	phrase = *walk->from;
	/* The last word takes the spelling that it has here. */
	phrase.n -= walk->alone ? 0 : 1;
	for (i = 0; i < row->n; i++) {
		if (!put_word(&phrase, row->folded[i], row->marks[i],
			i > 0 || walk->from->word[phrase.n].joined))
			return;
	}
	phrase.last = freq;
	phrase.freq = freq < phrase.freq ? freq : phrase.freq;
	*make_room(walk) = phrase;
}

/* The next row; of a word of pairs that are not wanted, the one behind. */
static enum xapian_status
next_row(struct walk *walk, struct tc_vocabulary *terms,
    struct xapian_term_row *term, size_t skip)
{
	struct xapian_error *why = &walk->to->why;
	enum xapian_status status;
	const char *space;

	status = tc_vocabulary_next(term, terms, why);
	while (walk->no_pairs && status == XAPIAN_OK && walk->to->rows > 0 &&
	    (space = memchr(term->term.s + skip, TC_PAIR_SEPARATOR,
		 term->term.len - skip)) != NULL) {
		struct tc_span pairs = {
		    term->term.s, (size_t)(space - term->term.s) + 1};

		walk->to->rows--;
		status = tc_vocabulary_skip_all(term, terms, pairs, why);
	}
	return status;
}

/* Read the rows that begin with a prefix. */
static void
walk_rows(struct walk *walk, const struct tc_buf *prefix, size_t skip,
    const struct tc_index *index)
{
	struct tc_phrases *to = walk->to;
	struct tc_vocabulary *terms;
	struct xapian_term_row term;
	enum xapian_status status;
	struct row row;

	if (to->failed)
		return;
	status = tc_index_vocabulary(&terms, index,
	    (struct tc_span){tc_buf_str(prefix), prefix->len}, &to->why);
	while (status == XAPIAN_OK && to->rows > 0 &&
	    (status = next_row(walk, terms, &term, skip)) == XAPIAN_OK) {
		to->rows -= to->rows > 0;
		read_row(&row, term.term.s + skip, term.term.len - skip);
		take_row(walk, &row, term.termfreq);
	}
	tc_vocabulary_free(terms);
	to->failed = status != XAPIAN_OK && status != XAPIAN_DONE;
}

/* The word by itself, or as the neighbour of the one before. */
static void
complete(struct tc_phrases *phrases, const struct tc_beginning *begin,
    const struct tc_index *index, bool alone)
{
	const struct tc_phrase *typed = &begin->typed;
	const struct tc_phrase_word *last = &typed->word[typed->n - 1];
	struct tc_phrase from = *typed;
	struct walk walk = {
	    .to = phrases, .from = &from, .next = "", .alone = alone};
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);

	from.freq = UINT32_MAX;
	from.n -= begin->open ? 1 : 0;
	tc_buf_puts(&prefix, begin->prefix);
	if (alone) {
		walk.typed = last->marks;
		walk.no_pairs =
		    from.n > 0 || strlen(last->folded) < LETTERS_OF_PAIRS;
		/* It is no neighbour. */
		from.word[from.n].joined = false;
	} else {
		walk.typed = from.word[from.n - 1].marks;
		walk.next = begin->open ? last->marks : "";
		tc_buf_puts(&prefix, from.word[from.n - 1].folded);
		tc_buf_putc(&prefix, TC_PAIR_SEPARATOR);
	}
	if (begin->open)
		tc_buf_puts(&prefix, last->folded);
	phrases->failed |= prefix.failed;
	walk_rows(&walk, &prefix, strlen(begin->prefix), index);
	sort(phrases, 0);
	if (phrases->n > TC_PHRASE_SEEDS)
		phrases->n = TC_PHRASE_SEEDS;
	tc_buf_free(&prefix);
}

void
tc_complete_word(struct tc_phrases *phrases, struct tc_beginning *begin,
    const struct tc_index *index)
{
	static const char *const prefixes[] = {TC_PREFIX_TITLE, ""};
	const struct tc_phrase *typed = &begin->typed;
	bool first = typed->n == 1 || !typed->word[typed->n - 1].joined;
	int alone;
	size_t i;

	for (alone = begin->open && first; alone <= begin->open; alone++) {
		for (i = 0; i < 2 && phrases->n == 0; i++) {
			begin->prefix = prefixes[i];
			complete(phrases, begin, index, alone != 0);
		}
	}
}

/*
 * Two words may each be neighbours of a third without the three ever standing
 * together: hoàn thành, thành phố. Of documents that have the last two (all, or
 * some evenly spread) so many have the other pairs, too.
 */
static void
estimate(struct tc_phrase *phrase, uint32_t last,
    const struct tc_beginning *begin, const struct tc_index *index)
{
	struct tc_postings postings = {.n = 0};
	bool few = phrase->last <= FEW;
	uint32_t step = few ? 1 : last / SAMPLE + 1;
	uint32_t docid = 0, found;
	uint64_t seen = 0, hits = 0;
	size_t i;

	for (i = phrase->n; i-- > 1 && phrase->word[i].joined;)
		tc_phrase_open(&postings, phrase, i, begin->prefix, index);
	while (postings.n > 1 && seen < (few ? FEW : SAMPLE) &&
	    (docid = tc_postings_skip(&postings, 0, docid + 1)) > 0) {
		found = docid;
		for (i = 1; i < postings.n && found == docid; i++)
			found = tc_postings_skip(&postings, i, docid);
		seen++;
		hits += found == docid;
		docid = docid / step * step + step - 1;
	}
	if (seen > 0 && phrase->last * hits / seen < phrase->freq)
		phrase->freq = (uint32_t)(phrase->last * hits / seen);
	tc_postings_close(&postings, NULL);
}

/* The words that follow a phrase in most titles. */
static void
go_on(struct tc_phrases *found, const struct tc_phrase *phrase, uint32_t last,
    const struct tc_beginning *begin, const struct tc_index *index)
{
	const struct tc_phrase_word *word = &phrase->word[phrase->n - 1];
	struct walk walk = {.to = found,
	    .from = phrase,
	    .typed = word->marks,
	    .next = "",
	    .exact = true};
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	found->n = 0;
	tc_buf_puts(&prefix, begin->prefix);
	tc_buf_puts(&prefix, word->folded);
	tc_buf_putc(&prefix, TC_PAIR_SEPARATOR);
	found->failed |= prefix.failed;
	walk_rows(&walk, &prefix, strlen(begin->prefix), index);
	sort(found, 0);
	if (found->n > CANDIDATES)
		found->n = CANDIDATES;
	for (i = 0; i < found->n && phrase->n > 1 && !found->failed; i++)
		estimate(&found->at[i], last, begin, index);
	sort(found, 0);
	for (i = 0; i < found->n && i < BRANCHES; i++) {
		if (found->at[i].freq < 2 ||
		    found->at[i].freq < FOLLOWS * phrase->freq)
			break;
	}
	found->n = i;
	tc_buf_free(&prefix);
}

/* Do the words of a begin those of b? Marks aside where folded is asked. */
static bool
begins(const struct tc_phrase *a, const struct tc_phrase *b, bool folded)
{
	size_t i;

	for (i = 0; i < a->n && i < b->n; i++) {
		if (strcmp(a->word[i].folded, b->word[i].folded) != 0 ||
		    (!folded &&
			strcmp(a->word[i].marks, b->word[i].marks) != 0))
			return false;
	}
	return a->n <= b->n;
}

/*
 * What is only part of another phrase, and what is another's spelling of fewer
 * documents without marks.
 */
static bool
is_needless(const struct tc_phrases *phrases, size_t i)
{
	const struct tc_phrase *phrase = &phrases->at[i];
	size_t k;

	for (k = 0; k < phrases->n; k++) {
		const struct tc_phrase *other = &phrases->at[k];

		if (k == i)
			continue;
		if (other->n > phrase->n && begins(phrase, other, false) &&
		    other->freq >= PART * phrase->freq)
			return true;
		if (k < i && other->n == phrase->n &&
		    begins(phrase, other, true) &&
		    phrase->word[phrase->n - 1].marks[0] == '\0')
			return true;
	}
	return false;
}

static void
drop_needless(struct tc_phrases *phrases)
{
	bool needless[TC_PHRASES_MAX] = {false};
	size_t i, n = 0;

	sort(phrases, 0);
	for (i = 0; i < phrases->n; i++)
		needless[i] = is_needless(phrases, i);
	for (i = 0; i < phrases->n; i++) {
		if (!needless[i])
			phrases->at[n++] = phrases->at[i];
	}
	phrases->n = n;
}

/* Go on from a round's best; what is found comes behind them. */
static void
go_round(struct tc_phrases *phrases, struct tc_phrases *found, size_t from,
    uint32_t last, const struct tc_beginning *begin,
    const struct tc_index *index)
{
	size_t end = phrases->n, to = from + BEAM < end ? from + BEAM : end;
	size_t i, k;

	for (i = from; i < to && !found->failed; i++) {
		found->rows = phrases->rows;
		go_on(found, &phrases->at[i], last, begin, index);
		phrases->rows = found->rows;
		for (k = 0; k < found->n && phrases->n < TC_PHRASES_MAX; k++)
			phrases->at[phrases->n++] = found->at[k];
	}
	phrases->failed = found->failed;
	phrases->why = found->why;
	sort(phrases, end);
}

/* The highest number of a document. */
static uint32_t
last_docid(struct tc_phrases *phrases, const struct tc_index *index)
{
	uint32_t docid = 0;

	if (!phrases->failed)
		phrases->failed =
		    xapian_database_get_lastdocid(&docid,
			tc_index_database(index), &phrases->why) != XAPIAN_OK;
	return docid;
}

void
tc_judge_phrases(struct tc_phrases *phrases, const struct tc_beginning *begin,
    const struct tc_index *index)
{
	uint32_t last = last_docid(phrases, index);
	size_t i;

	for (i = 0; i < phrases->n && !phrases->failed; i++) {
		if (phrases->at[i].n > 2)
			estimate(&phrases->at[i], last, begin, index);
	}
	sort(phrases, 0);
	while (phrases->n > 0 && phrases->at[phrases->n - 1].freq == 0)
		phrases->n--;
}

void
tc_complete_phrases(struct tc_phrases *phrases,
    const struct tc_beginning *begin, const struct tc_index *index)
{
	struct tc_phrases *found = calloc(1, sizeof(*found));
	uint32_t last = last_docid(phrases, index);
	size_t from, end = 0, round;

	if (found == NULL) {
		phrases->failed = true;
		tc_index_no_memory(&phrases->why);
		return;
	}
	for (round = 0; round < ROUNDS && !phrases->failed; round++) {
		from = end;
		end = phrases->n;
		go_round(phrases, found, from, last, begin, index);
	}
	free(found);
	drop_needless(phrases);
}

void
tc_phrase_open(struct tc_postings *postings, const struct tc_phrase *phrase,
    size_t i, const char *prefix, const struct tc_index *index)
{
	const struct tc_phrase_word *word = &phrase->word[i];
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_index_word right = {
	    .folded = {word->folded, strlen(word->folded)},
	    .marks = {word->marks, strlen(word->marks)}};
	struct tc_index_word left;

	tc_buf_puts(&term, prefix);
	if (i == 0 || !word->joined) {
		tc_index_word_term(&right, &term);
	} else {
		left.folded =
		    (struct tc_span){word[-1].folded, strlen(word[-1].folded)};
		left.marks =
		    (struct tc_span){word[-1].marks, strlen(word[-1].marks)};
		tc_index_pair_term(&left, &right, &term);
	}
	if (tc_buf_lacks(&term)) {
		tc_index_no_memory(&postings->why);
		postings->failed = true;
	}
	tc_postings_open(postings, index, tc_buf_str(&term), term.len);
	tc_buf_free(&term);
}
