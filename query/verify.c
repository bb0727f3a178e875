/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The index has words and pairs of neighbours, no positions: they would add a
 * quarter to it for the few who ask so. A longer phrase is looked for by its
 * pairs, and then in the texts of the documents that have them all.
 */
#include "verify.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"

/* Documents and bytes of text that are looked at for a node on a rung. */
#define CANDIDATES_MAX 5000u
#define BYTES_MAX ((size_t)8 << 20)
/* For who counts, so many times as much. */
#define MUCH 4

/* Documents that are found: each is a term of the query. */
#define FOUND_MAX 2000

/* Places of one phrase in one text that are noted. */
#define PLACES_MAX 512

/* Words [from, to) of a text, counted from 0. */
struct place {
	uint32_t from, to;
};

/* A phrase that is looked for; a word is one, too. */
struct sought {
	const struct tc_plan_word *units[TC_QUERY_WORDS_MAX];
	size_t n;
	uint32_t words;	   /* that are no parts */
	uint64_t begun[2]; /* bit i: the first i + 1 units end here */
	uint32_t distance; /* from the phrase before it, see NEAR */
	struct place places[PLACES_MAX];
	size_t places_n;
};

#define SOUGHT_MAX 16

struct verifier {
	const struct tc_builder *b;
	const struct tc_query_node *node;
	struct sought *sought;
	size_t n;
	struct tc_document record;
	struct tc_buf marks;
	size_t bytes; /* that were read */
};

bool
tc_verify_splits(enum tc_token_kind kind)
{
	return kind == TC_TOKEN_FRACTION || kind == TC_TOKEN_DATE ||
	    kind == TC_TOKEN_YEARS;
}

/*
 * Is it a phrase that its pairs do not tell?
 */
static bool
is_long(const struct tc_plan *plan, const struct tc_query_node *leaf)
{
	size_t i, units = 0;

	for (i = leaf->first; i < leaf->first + leaf->n; i++) {
		const struct tc_plan_word *word = &plan->words[i];

		if (word->word->part)
			continue;
		if (units++ > 0 && (units > 2 || word->before == NULL))
			return true;
	}
	return false;
}

bool
tc_verify_wants(const struct tc_plan *plan, const struct tc_query_node *node)
{
	return node->kind == TC_NODE_NEAR ||
	    (node->kind == TC_NODE_PHRASE && is_long(plan, node));
}

/*
 * One text
 */

/* Does a word begin like word*? Canonical qui is the beginning of quyền, too.
 */
static bool
goes_on(const struct tc_query_word *word, const struct tc_token *token)
{
	size_t len = strlen(word->folded);

	return token->folded_len >= len &&
	    memcmp(token->folded, word->folded, len - 1) == 0 &&
	    (token->folded[len - 1] == word->folded[len - 1] ||
		(word->folded[len - 1] == 'i' &&
		    token->folded[len - 1] == 'y'));
}

static bool
has_marks(struct verifier *verifier, const struct tc_plan_word *unit,
    const struct tc_token *token)
{
	const char *typed = unit->word->marks;
	enum tc_choice choice = tc_match_choice(verifier->b, unit);

	if (choice == TC_CHOOSE_ANY || token->kind != TC_TOKEN_WORD)
		return true;
	tc_buf_clear(&verifier->marks);
	tc_text_marks(token->term, token->term_len, &verifier->marks);
	if (choice == TC_CHOOSE_EQUAL && !unit->word->prefix)
		return strcmp(typed, tc_buf_str(&verifier->marks)) == 0;
	return tc_text_marks_include(tc_buf_str(&verifier->marks),
	    verifier->marks.len, typed, strlen(typed));
}

/* Is a word of a text this word of a phrase? */
static bool
is_unit(struct verifier *verifier, const struct tc_plan_word *unit,
    const struct tc_token *token)
{
	const struct tc_query_word *word = unit->word;
	bool is_word = tc_token_is_word(token->kind);
	const char *form = is_word ? token->folded : token->term;
	size_t len = is_word ? token->folded_len : token->term_len;

	if (word->prefix)
		return is_word && goes_on(word, token) &&
		    has_marks(verifier, unit, token);
	return tc_token_is_word(word->kind) == is_word &&
	    strlen(word->folded) == len &&
	    memcmp(word->folded, form, len) == 0 &&
	    has_marks(verifier, unit, token);
}

/* Is it, which is not the first, a part of a structured token that another part
 * goes before? */
static bool
is_inner(const struct sought *sought, size_t i)
{
	return sought->units[i]->word->part &&
	    sought->units[i - 1]->word->part &&
	    sought->units[i] == sought->units[i - 1] + 1;
}

/*
 * Take one word of the text, or a part of one; inner: not its first. Shift-and
 * (Baeza-Yates, Gonnet 1992), a bit for each beginning of the phrase that ends
 * at this word.
 */
static void
step(struct verifier *verifier, struct sought *sought,
    const struct tc_token *token, uint32_t at, bool inner)
{
	uint64_t before[2] = {sought->begun[0], sought->begun[1]};
	size_t i;

	sought->begun[0] = sought->begun[1] = 0;
	for (i = 0; i < sought->n; i++) {
		const struct tc_plan_word *unit = sought->units[i];

		if (i > 0 &&
		    ((before[(i - 1) / 64] >> (i - 1) % 64 & 1) == 0 ||
			(unit->word->joined && !token->joined) ||
			(is_inner(sought, i) && !inner)))
			continue;
		if (is_unit(verifier, unit, token))
			sought->begun[i / 64] |= (uint64_t)1 << i % 64;
	}
	i = sought->n - 1;
	if ((sought->begun[i / 64] >> i % 64 & 1) != 0 &&
	    sought->places_n < PLACES_MAX)
		sought->places[sought->places_n++] = (struct place){
		    at + 1 > sought->words ? at + 1 - sought->words : 0,
		    at + 1};
}

static enum tc_status
find_places(
    struct verifier *verifier, const struct tc_buf *text, struct tc_error *err)
{
	struct tc_analyser *analyser = verifier->b->plan->analyser;
	bool splits = false, inner = false;
	struct tc_token token;
	enum tc_status status;
	uint32_t words = 0;
	size_t i;

	for (i = 0; i < verifier->n; i++) {
		verifier->sought[i].places_n = 0;
		verifier->sought[i].begun[0] = verifier->sought[i].begun[1] = 0;
	}
	status = tc_analyser_start(analyser, tc_buf_str(text), text->len, err);
	while (status == TC_OK) {
		status = tc_analyser_next_word(analyser, &token, err);
		if (status != TC_OK || (token.part && !splits))
			continue;
		if (!token.part) {
			words++;
			inner = false;
			splits = tc_verify_splits(token.kind);
			if (splits)
				continue; /* its parts follow */
		}
		for (i = 0; i < verifier->n; i++)
			step(verifier, &verifier->sought[i], &token, words - 1,
			    inner);
		inner = token.part;
	}
	return status == TC_DONE ? TC_OK : status;
}

/* May one of two places be so near the other, on either side? */
static bool
is_near(struct place a, struct place b, uint32_t distance)
{
	if (a.to <= b.from)
		return b.from - a.to <= distance;
	return b.to <= a.from && a.from - b.to <= distance;
}

/* Keep the places of a phrase that are near one of the phrase before it. */
static void
keep_near(struct sought *sought, const struct sought *before)
{
	size_t i, k, n = 0;

	for (i = 0; i < sought->places_n; i++) {
		for (k = 0; k < before->places_n; k++) {
			if (is_near(before->places[k], sought->places[i],
				sought->distance))
				break;
		}
		if (k < before->places_n)
			sought->places[n++] = sought->places[i];
	}
	sought->places_n = n;
}

static enum tc_status
has_node(bool *found, struct verifier *verifier, const struct tc_buf *text,
    struct tc_error *err)
{
	enum tc_status status;
	size_t i;

	*found = false;
	if (text->len == 0)
		return TC_OK;
	status = find_places(verifier, text, err);
	for (i = 1; i < verifier->n; i++)
		keep_near(&verifier->sought[i], &verifier->sought[i - 1]);
	*found =
	    status == TC_OK && verifier->sought[verifier->n - 1].places_n > 0;
	return status;
}

/*
 * Documents
 */

static enum tc_status
check_document(bool *found, struct verifier *verifier, uint32_t docid,
    struct tc_error *err)
{
	static const enum tc_field fields[] = {TC_FIELD_TITLE, TC_FIELD_TYPE,
	    TC_FIELD_NUMBER, TC_FIELD_DOCUMENT, TC_FIELD_TEXT};
	size_t i,
	    n = verifier->node->field == TC_QUERY_TITLE
	    ? 1
	    : sizeof(fields) / sizeof(fields[0]);
	unsigned wanted = 1u << TC_FIELD_ASIDE;
	enum tc_status status;

	for (i = 0; i < n; i++)
		wanted |= 1u << fields[i];
	status = tc_index_fields(
	    verifier->b->plan->index, docid, wanted, &verifier->record, err);
	if (status == TC_OK)
		tc_aside_drop(&verifier->record);
	*found = false;
	for (i = 0; i < n && status == TC_OK && !*found; i++) {
		verifier->bytes += verifier->record.field[fields[i]].len;
		status = has_node(
		    found, verifier, &verifier->record.field[fields[i]], err);
	}
	return status;
}

/* Look at each candidate, while the limits are kept. */
static enum tc_status
check_candidates(struct tc_verified *to, struct verifier *verifier,
    const uint32_t *docids, size_t n, size_t bytes_max, struct tc_error *err)
{
	const struct tc_index *index = verifier->b->plan->index;
	enum tc_status status = TC_OK;
	bool found;
	size_t i;

	for (i = 0; i < n && status == TC_OK; i++) {
		if (verifier->bytes > bytes_max || to->documents.n > FOUND_MAX)
			return TC_OK;
		status = check_document(&found, verifier, docids[i], err);
		if (status == TC_OK && found)
			status = tc_names_add_document(
			    &to->documents, index, docids[i], err);
	}
	to->known = status == TC_OK && to->documents.n <= FOUND_MAX;
	return status;
}

/* The words of a leaf as one phrase, structured tokens whole or by their parts.
 */
static void
add_sought(struct verifier *verifier, const struct tc_query_node *leaf)
{
	const struct tc_plan *plan = verifier->b->plan;
	struct sought *sought = &verifier->sought[verifier->n++];
	bool splits = false;
	size_t i;

	sought->n = sought->words = 0;
	sought->distance = leaf->distance;
	for (i = leaf->first; i < leaf->first + leaf->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!word->part) {
			sought->words++;
			splits = tc_verify_splits(word->kind);
		}
		if (word->part == splits)
			sought->units[sought->n++] = &plan->words[i];
	}
}

static enum tc_status
open_verifier(struct verifier *verifier, struct tc_error *err)
{
	const struct tc_query_node *node = verifier->node;
	const struct tc_query_node *child;

	tc_document_init(&verifier->record);
	verifier->marks.max = TC_BUF_LINE;
	verifier->sought = calloc(SOUGHT_MAX, sizeof(*verifier->sought));
	if (verifier->sought == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (node->kind != TC_NODE_NEAR)
		add_sought(verifier, node);
	for (child = tc_build_node(verifier->b, node->child);
	     child != NULL && verifier->n < SOUGHT_MAX;
	     child = tc_build_node(verifier->b, child->next))
		add_sought(verifier, child);
	return TC_OK;
}

enum tc_status
tc_verify(struct tc_verified *to, const struct tc_builder *b,
    const struct tc_query_node *node, const struct tc_expr *candidates,
    bool much, struct tc_error *err)
{
	struct verifier verifier = {.b = b, .node = node};
	size_t max = (size_t)CANDIDATES_MAX * (much ? MUCH : 1);
	uint32_t *docids = NULL;
	enum tc_status status;
	size_t n;

	to->documents.terms.max = TC_TEXT_MAX;
	status = open_verifier(&verifier, err);
	if (status == TC_OK)
		status = tc_scan_list(
		    &docids, &n, candidates, b->plan->index, max + 1, err);
	if (status == TC_OK && n <= max)
		status = check_candidates(to, &verifier, docids, n,
		    BYTES_MAX * (much ? MUCH : 1), err);
	free(docids);
	tc_document_free(&verifier.record);
	tc_buf_free(&verifier.marks);
	free(verifier.sought);
	return status;
}
