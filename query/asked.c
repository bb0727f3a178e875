/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A query as the features see it, and texts as rows of its words. */
#include <math.h>
#include <string.h>
#include <tracuu/hash.h>

#include "asking.h"
#include "feature.h"

/* ln(1 + (N - n + 0.5) / (n + 0.5)), as BM25 has it; 0 for what is unknown. */
static double
idf_of(const struct tc_plan *plan, uint32_t freq)
{
	if (freq == 0)
		return 0;
	return log1p(((double)plan->documents - freq + 0.5) / (freq + 0.5));
}

static uint32_t
length_bit(size_t len)
{
	return (uint32_t)1 << (len < 31 ? len : 31);
}

/* May it be a word of the query? */
static bool
may_be_asked(const struct tc_asked *asked, const char *folded, size_t len)
{
	return len > 0 &&
	    (asked->lengths[(unsigned char)folded[0]] & length_bit(len)) != 0;
}

static size_t
slot_of(const struct tc_asked *asked, const char *folded, size_t len)
{
	size_t i = tc_hash(folded, len) % sizeof(asked->slots);

	for (; asked->slots[i] != 0; i = (i + 1) % sizeof(asked->slots)) {
		const struct tc_asked_word *word =
		    &asked->words[asked->slots[i] - 1];

		if (word->len == len && memcmp(word->folded, folded, len) == 0)
			break;
	}
	return i;
}

/* Does a word stand for the same spellings as another occurrence of it? */
static bool
is_the_same(const struct tc_asked_word *word, const struct tc_plan *plan,
    const struct tc_spellings *of)
{
	enum tc_choice choice = tc_rank_choice(plan, of);
	size_t i;

	for (i = 0; i < of->n && i < word->spellings->n; i++) {
		if (tc_is_chosen(&word->spellings->at[i], word->choice) !=
		    tc_is_chosen(&of->at[i], choice))
			return false;
	}
	return of->n == word->spellings->n;
}

/*
 * The number of a word of the query; TC_ASKED_MAX when there are too many. Two
 * spellings of one folded form (hội, hỏi) are two words, typed or meant: "bo
 * sung ... bo phan" has bổ and bộ.
 */
static size_t
add_word(struct tc_asked *asked, const struct tc_plan *plan,
    const struct tc_plan_word *from)
{
	size_t len = strlen(from->word->folded);
	uint8_t *link = &asked->slots[slot_of(asked, from->word->folded, len)];
	struct tc_asked_word *word;

	while (*link != 0) {
		word = &asked->words[*link - 1];
		if (strcmp(word->marks, from->word->marks) == 0 &&
		    is_the_same(word, plan, &from->spellings))
			return *link - 1u;
		link = &word->next;
	}
	if (asked->n == TC_ASKED_MAX)
		return TC_ASKED_MAX;
	word = &asked->words[asked->n];
	word->folded = from->word->folded;
	word->asks = tc_is_asking(from);
	word->frames = tc_frames_question(from);
	word->len = len;
	word->marks = from->word->marks;
	word->spellings = &from->spellings;
	word->choice = tc_rank_choice(plan, &from->spellings);
	word->idf =
	    idf_of(plan, tc_build_freq(plan, word->spellings, word->choice));
	asked->idf += word->idf;
	asked->lengths[(unsigned char)word->folded[0]] |= length_bit(len);
	*link = (uint8_t)++asked->n;
	return asked->n - 1;
}

static void
add_pair(struct tc_asked *asked, const struct tc_plan *plan,
    const struct tc_spellings *of, size_t left, size_t right)
{
	struct tc_asked_pair *pair = &asked->pairs[asked->pairs_n];

	if (asked->pair_of[left][right] != 0 || asked->pairs_n == TC_ASKED_MAX)
		return;
	pair->left = (uint8_t)left;
	pair->right = (uint8_t)right;
	pair->idf =
	    idf_of(plan, tc_build_freq(plan, of, tc_rank_choice(plan, of)));
	asked->pairs_idf += pair->idf;
	asked->pair_of[left][right] = (uint8_t)++asked->pairs_n;
}

/*
 * Core words: what is left of the question without its frame on either side,
 * and without what asks inside. At least one stays.
 */
static void
find_core(struct tc_asked *asked)
{
	size_t from = 0, to = asked->row_n, i;

	while (to > 1 && asked->words[asked->row[to - 1]].frames)
		to--;
	while (from + 1 < to && asked->words[asked->row[from]].frames)
		from++;
	for (i = from; i < to; i++) {
		const struct tc_asked_word *word = &asked->words[asked->row[i]];
		uint64_t bit = (uint64_t)1 << asked->row[i];

		if ((asked->core & bit) != 0 ||
		    (i > from && i + 1 < to && word->asks))
			continue;
		asked->core |= bit;
		asked->core_idf += word->idf;
	}
}

/* Making the row of a query. */
struct making {
	struct tc_asked *asked;
	const struct tc_plan *plan;
	const struct tc_query_word *last; /* of the row */
	size_t before;			  /* its number */
};

/* Append a word to the row of the query; false when there are too many. */
static bool
append_word(struct making *making, const struct tc_plan_word *word)
{
	struct tc_asked *asked = making->asked;
	size_t number;

	if (asked->row_n == TC_QUERY_WORDS_MAX)
		return false;
	number = add_word(asked, making->plan, word);
	if (number == TC_ASKED_MAX)
		return false;
	if (word->before != NULL && word->before == making->last)
		add_pair(
		    asked, making->plan, &word->pair, making->before, number);
	asked->row[asked->row_n++] = (uint8_t)number;
	making->last = word->word;
	making->before = number;
	return true;
}

/* Is it in a number, too: QĐ in "quyết định số 12/QĐ-BQL", UBND in "12/QĐ-UBND
 * của UBND"? Then it is itself, and no other words. */
static bool
is_part(const struct tc_plan *plan, const struct tc_query_word *word)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		if (plan->words[i].word->part &&
		    strcmp(plan->words[i].word->folded, word->folded) == 0)
			return true;
	}
	return false;
}

/* An abbreviation counts as the words of the row from one to the last. */
static void
add_short(
    struct making *making, const struct tc_plan_word *abbreviation, size_t from)
{
	struct tc_asked *asked = making->asked;
	size_t n = asked->row_n - from, number, known = asked->n;

	if (n == 0 || n > TC_STANDS_FOR_MAX ||
	    is_part(making->plan, abbreviation->word))
		return;
	number = add_word(asked, making->plan, abbreviation);
	if (number < known || number == TC_ASKED_MAX)
		return; /* a word of the query as well */
	asked->idf -= asked->words[number].idf;
	asked->words[number].idf = 0;
	asked->words[number].stands_for_n = n;
	memcpy(asked->words[number].stands_for, &asked->row[from], n);
}

/* What begins at a word of the query as an abbreviation, or as words that are
 * abbreviated by one word; NULL: nothing does. */
static const struct tc_plan_alternative *
alternative_at(const struct tc_plan *plan, size_t i)
{
	size_t k;

	for (k = 0; k < plan->alternatives_n; k++) {
		const struct tc_plan_alternative *to = &plan->alternatives[k];

		if (to->of->first != i)
			continue;
		if (to->of->shortens
			? to->n == 1
			: to->of->n == 1 && !is_part(plan, plan->words[i].word))
			return to;
	}
	return NULL;
}

static bool
is_asked(const struct tc_query_word *word)
{
	return !word->excluded && !word->spans && !word->prefix &&
	    tc_token_is_word(word->kind);
}

/*
 * Append the words of an abbreviation that was typed, or words that have one:
 * the row has the words, which tell more of a text than the abbreviation.
 */
static bool
append_alternative(
    struct making *making, const struct tc_plan_alternative *alternative)
{
	const struct tc_plan_word *typed =
	    &making->plan->words[alternative->of->first];
	bool shortens = alternative->of->shortens;
	const struct tc_plan_word *words =
	    shortens ? typed : alternative->words;
	size_t n = shortens ? alternative->of->n : alternative->n;
	size_t i, from = making->asked->row_n;

	for (i = 0; i < n; i++) {
		if (is_asked(words[i].word) && !append_word(making, &words[i]))
			return false;
	}
	add_short(making, shortens ? alternative->words : typed, from);
	return true;
}

/* The place of a code in the table, or for it. */
static size_t
code_slot(const struct tc_asked *asked, uint32_t code)
{
	size_t i = code % TC_ASKED_CODES;

	while (asked->codes[i].number != 0 && asked->codes[i].code != code)
		i = (i + 1) % TC_ASKED_CODES;
	return i;
}

/* Note the codes of a word's spellings; those of an earlier word are its. */
static void
add_codes(struct tc_asked *asked, size_t number)
{
	const struct tc_asked_word *word = &asked->words[number];
	size_t i, slot;

	for (i = 0; i < word->spellings->n; i++) {
		const struct tc_variant *variant = &word->spellings->at[i];
		uint32_t code = tc_heading_code(variant->term, variant->len);

		if (!tc_is_chosen(variant, word->choice) ||
		    asked->codes_n >= TC_ASKED_CODES * 3 / 4)
			continue;
		slot = code_slot(asked, code);
		if (asked->codes[slot].number != 0)
			continue;
		asked->codes[slot].code = code;
		asked->codes[slot].number = (uint8_t)(number + 1);
		asked->codes_n++;
	}
}

void
tc_asked_make(
    struct tc_asked *asked, const struct tc_plan *plan, double mean_length)
{
	struct making making = {.asked = asked, .plan = plan};
	const struct tc_plan_alternative *alternative;
	bool more = true;
	size_t i = 0;

	memset(asked, 0, sizeof(*asked));
	/* A word of a text counts there with the pair that it ends. */
	asked->text_words = mean_length / 2 + 1;
	while (i < plan->n && more) {
		const struct tc_plan_word *word = &plan->words[i];

		alternative = alternative_at(plan, i);
		if (alternative != NULL && is_asked(word->word)) {
			more = append_alternative(&making, alternative);
			i += alternative->of->n;
		} else {
			if (is_asked(word->word))
				more = append_word(&making, word);
			i++;
		}
	}
	find_core(asked);
	for (i = 0; i < asked->n; i++)
		add_codes(asked, i);
}

/* Is a document's spelling one that is meant? */
static bool
judge(const struct tc_asked_word *word, const char *marks, size_t len)
{
	size_t i;

	for (i = 0; i < word->spellings->n; i++) {
		const struct tc_variant *variant = &word->spellings->at[i];

		if (tc_is_chosen(variant, word->choice) &&
		    tc_marks_are(tc_variant_marks(variant), marks, len))
			return true;
	}
	return false;
}

/* The same of a token, remembered: few words have a second spelling. */
static bool
judge_token(
    struct tc_asked_word *word, const struct tc_token *token, bool *lacks)
{
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_judged *last = &word->last;

	if (last->len == token->term_len &&
	    memcmp(last->canonical, token->term, token->term_len) == 0)
		return last->meant;
	if (token->kind == TC_TOKEN_WORD)
		tc_text_marks(token->term, token->term_len, &marks);
	last->meant = judge(word, tc_buf_str(&marks), marks.len);
	last->len = token->term_len;
	memcpy(last->canonical, token->term, token->term_len);
	*lacks |= tc_buf_lacks(&marks);
	tc_buf_free(&marks);
	return last->meant;
}

/* The word of the query that a token is, or -1. */
static int8_t
find_token(struct tc_asked *asked, const struct tc_token *token)
{
	unsigned number;

	if (!may_be_asked(asked, token->folded, token->folded_len))
		return -1;
	number = asked->slots[slot_of(asked, token->folded, token->folded_len)];

	while (number != 0 &&
	    !judge_token(&asked->words[number - 1], token, &asked->lacks))
		number = asked->words[number - 1].next;
	return (int8_t)((int)number - 1);
}

/* The word of the query that one of a heading is, or -1. */
static int8_t
find_word(const struct tc_asked *asked, uint32_t code)
{
	return (int8_t)((int)asked->codes[code_slot(asked, code)].number - 1);
}

static bool
is_la(const struct tc_token *token)
{
	static const char la[] = "là";

	return token->term_len == sizeof(la) - 1 &&
	    memcmp(token->term, la, sizeof(la) - 1) == 0;
}

/* Append a word of a text, and for an abbreviation what it stands for. */
static void
append(struct tc_row *row, const struct tc_asked *asked, int8_t number,
    bool joined, bool is)
{
	const struct tc_asked_word *word =
	    number >= 0 ? &asked->words[number] : NULL;
	size_t i, n = word != NULL ? word->stands_for_n : 0;

	if (n == 0 && row->n < TC_FEATURE_WORDS_MAX) {
		row->at[row->n].word = number;
		row->at[row->n].joined = joined;
		row->at[row->n++].is = is;
	}
	for (i = 0; i < n && row->n < TC_FEATURE_WORDS_MAX; i++) {
		row->at[row->n].word = (int8_t)word->stands_for[i];
		row->at[row->n].joined = i > 0 || joined;
		row->at[row->n++].is = false;
	}
}

enum tc_status
tc_row_read(struct tc_row *row, struct tc_asked *asked,
    struct tc_analyser *analyser, const struct tc_buf *text,
    struct tc_error *err)
{
	struct tc_token token;
	enum tc_status status;

	if (text->len == 0)
		return TC_OK;
	status = tc_analyser_start(analyser, text->s, text->len, err);
	while (status == TC_OK && row->n < TC_FEATURE_WORDS_MAX) {
		status = tc_analyser_next_word(analyser, &token, err);
		if (status != TC_OK || !tc_token_is_word(token.kind))
			continue;
		append(row, asked, find_token(asked, &token), token.joined,
		    is_la(&token));
	}
	if (status != TC_OK && status != TC_DONE)
		return status;
	return asked->lacks ? tc_fail(err, TC_NOMEM, "out of memory") : TC_OK;
}

/* Append the words of a field of a heading. */
static void
read_field(
    struct tc_row *row, const struct tc_asked *asked, struct tc_span *value)
{
	struct tc_heading_word word;

	while (tc_heading_next(value, &word)) {
		append(row, asked, find_word(asked, word.code), word.joined,
		    false);
	}
}

/* "Điều 5." and the like says no more than a number. */
static size_t
words_of_article(struct tc_span title)
{
	static const char dieu[] = "dieu=def", unmarked[] = "dieu";
	struct tc_heading_word word;

	if (!tc_heading_next(&title, &word) ||
	    (word.code != tc_heading_code(dieu, sizeof(dieu) - 1) &&
		word.code != tc_heading_code(unmarked, sizeof(unmarked) - 1)))
		return 0;
	return tc_heading_next(&title, &word) && tc_heading_is_number(word.code)
	    ? 2
	    : 0;
}

void
tc_heading_read(struct tc_heading *heading, const struct tc_asked *asked,
    struct tc_span value)
{
	struct tc_span rest, act;

	heading->title.n = heading->document.n = 0;
	heading->article = words_of_article(value);
	read_field(&heading->title, asked, &value);
	rest = value;
	read_field(&heading->document, asked, &value);
	act = value;
	read_field(&heading->document, asked, &value);
	act.len -= value.len;
	/* Two ends, and nothing between. */
	heading->news = heading->title.n > 0 && rest.len - value.len == 2;
	heading->act = act.len > 1 ? tc_hash(act.s, act.len) : 0;
}

bool
tc_row_is_query(
    const struct tc_row *row, size_t from, const struct tc_asked *asked)
{
	size_t i;

	if (row->n - from != asked->row_n || asked->row_n == 0)
		return false;
	for (i = 0; i < asked->row_n; i++) {
		if (row->at[from + i].word != asked->row[i])
			return false;
	}
	return true;
}
