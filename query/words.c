/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index has of the words that were typed. */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

static enum tc_status
fail(const struct xapian_error *why, struct tc_error *err)
{
	return tc_index_fail(err, why, "search");
}

static int
by_frequency(const void *a, const void *b)
{
	const struct tc_variant *x = a, *y = b;

	if (x->freq != y->freq)
		return x->freq < y->freq ? 1 : -1;
	return strcmp(x->term, y->term);
}

/* What is looked for: one word, or two neighbours. */
struct sought {
	const struct tc_query_word *left; /* NULL: it is one word */
	const struct tc_query_word *word;
};

/*
 * Judge a spelling by the marks in its term. Those of a pair are separated by a
 * space, and a pair without any has none.
 */
static void
judge(struct tc_variant *variant, const struct sought *sought,
    const char *marks, size_t len)
{
	const char *space = memchr(marks, TC_PAIR_SEPARATOR, len);
	const char *typed = sought->word->marks;

	variant->equal = variant->compatible = true;
	if (sought->left != NULL) {
		const char *left = sought->left->marks;
		size_t left_len = space != NULL ? (size_t)(space - marks) : 0;

		variant->equal = strlen(left) == left_len &&
		    memcmp(left, marks, left_len) == 0;
		variant->compatible =
		    tc_text_marks_include(marks, left_len, left, strlen(left));
		if (space != NULL) {
			marks += left_len + 1;
			len -= left_len + 1;
		}
	}
	variant->equal &=
	    strlen(typed) == len && memcmp(typed, marks, len) == 0;
	variant->compatible &=
	    tc_text_marks_include(marks, len, typed, strlen(typed));
}

static enum tc_status
add_variant(struct tc_spellings *to, const struct sought *sought,
    const struct tc_buf *term, size_t marks, uint32_t freq,
    struct tc_error *err)
{
	struct tc_variant *variant;

	variant = realloc(to->at, (to->n + 1) * sizeof(*variant));
	if (variant == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->at = variant;
	variant += to->n++;
	memcpy(variant->term, term->s, term->len);
	variant->term[term->len] = '\0';
	variant->len = term->len;
	variant->marks = marks;
	variant->freq = freq;
	variant->meant = false;
	judge(variant, sought, term->s + marks, term->len - marks);
	return TC_OK;
}

/*
 * All spellings whose terms begin with a folded form and a separator. skip_to
 * passes over the blocks of a frequent term in one step.
 */
static enum tc_status
find_marked(struct tc_spellings *to, const struct sought *sought,
    struct tc_buf *term, const struct xapian_database *db, struct tc_error *err)
{
	struct xapian_term_iterator *it = NULL;
	struct xapian_term_row row;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;
	size_t prefix;

	tc_buf_putc(term, TC_MARKS_SEPARATOR);
	prefix = term->len;
	failure = xapian_database_allterms(&it, db, term->s, term->len, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_term_iterator_next(&row, it, &why);
	while (failure == XAPIAN_OK && status == TC_OK) {
		tc_buf_clear(term);
		tc_buf_put(term, row.term.s, row.term.len);
		status =
		    add_variant(to, sought, term, prefix, row.termfreq, err);
		tc_buf_putc(term, '\0');
		if (status == TC_OK)
			failure = xapian_term_iterator_skip_to(
			    &row, it, term->s, term->len, &why);
	}
	xapian_term_iterator_free(it);
	if (failure != XAPIAN_OK && failure != XAPIAN_DONE)
		return fail(&why, err);
	return status;
}

/* The term that is the word or pair itself, without marks. */
static enum tc_status
find_plain(struct tc_spellings *to, const struct sought *sought,
    const struct tc_buf *term, const struct xapian_database *db,
    struct tc_error *err)
{
	struct xapian_error why;
	uint32_t freq = 0;

	if (xapian_database_get_termfreq(&freq, db, term->s, term->len, &why) !=
	    XAPIAN_OK)
		return fail(&why, err);
	if (freq == 0)
		return TC_OK;
	return add_variant(to, sought, term, term->len, freq, err);
}

/* Append the term without marks; nothing of the length of a term may follow. */
static void
put_plain(const struct sought *sought, struct tc_buf *term)
{
	if (sought->left != NULL) {
		tc_buf_puts(term, sought->left->folded);
		tc_buf_putc(term, TC_PAIR_SEPARATOR);
	} else if (!tc_token_is_word(sought->word->kind)) {
		tc_buf_puts(term, TC_PREFIX_MENTION);
	}
	tc_buf_puts(term, sought->word->folded);
}

static enum tc_status
find_spellings(struct tc_spellings *to, const struct sought *sought,
    unsigned families, const struct xapian_database *db, struct tc_error *err)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	bool marked = (families & TC_FAMILY_MARKS) != 0 &&
	    (sought->left != NULL || sought->word->kind == TC_TOKEN_WORD);
	enum tc_status status = TC_OK;

	put_plain(sought, &term);
	if (term.len > 0 && term.len <= XAPIAN_TERM_MAX)
		status = find_plain(to, sought, &term, db, err);
	if (marked && term.len < XAPIAN_TERM_MAX && status == TC_OK)
		status = find_marked(to, sought, &term, db, err);
	if (to->n > 1)
		qsort(to->at, to->n, sizeof(*to->at), by_frequency);
	tc_buf_free(&term);
	return status;
}

static enum tc_status
find_word(struct tc_plan_word *to, const struct tc_query_word *word,
    const struct tc_query_word *before, unsigned families,
    const struct xapian_database *db, struct tc_error *err)
{
	struct sought one = {NULL, word}, two = {before, word};
	enum tc_status status;

	to->word = word;
	status = find_spellings(&to->spellings, &one, families, db, err);
	if (word->joined && (families & TC_FAMILY_PAIRS) != 0)
		to->before = before;
	if (status != TC_OK || to->before == NULL)
		return status;
	return find_spellings(&to->pair, &two, families, db, err);
}

static void
free_words(struct tc_plan_word *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		free(words[i].spellings.at);
		free(words[i].pair.at);
	}
	free(words);
}

/* Has any document all words of an alternative, and each pair of them? */
static bool
is_known(const struct tc_plan_alternative *alternative)
{
	size_t i;

	for (i = 0; i < alternative->n; i++) {
		const struct tc_plan_word *word = &alternative->words[i];

		if (word->spellings.n == 0 ||
		    (word->before != NULL && word->pair.n == 0))
			return false;
	}
	return alternative->n > 0;
}

static enum tc_status
find_alternative(struct tc_plan *plan, const struct tc_alternative *of,
    const struct xapian_database *db, struct tc_error *err)
{
	struct tc_plan_alternative *to =
	    &plan->alternatives[plan->alternatives_n];
	enum tc_status status = TC_OK;
	size_t i;

	to->of = of;
	to->n = 0;
	to->words = calloc(of->words_n + 1, sizeof(*to->words));
	if (to->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < of->words_n && status == TC_OK; i++) {
		if (of->words[i].part || of->words[i].spans)
			continue; /* an alternative is its words, or a code */
		status = find_word(&to->words[to->n], &of->words[i],
		    i > 0 ? &of->words[i - 1] : NULL, plan->families, db, err);
		to->n++;
	}
	if (status == TC_OK && is_known(to))
		plan->alternatives_n++;
	else
		free_words(to->words, to->n);
	return status;
}

static enum tc_status
find_alternatives(struct tc_plan *plan, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_abbrevs *abbrevs,
    struct tc_analyser *analyser, struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index);
	enum tc_status status;
	size_t i;

	if (abbrevs == NULL)
		return TC_OK;
	status = tc_abbrevs_find(
	    &plan->found, index, parsed, abbrevs, analyser, err);
	for (i = 0; i < plan->found.n && status == TC_OK; i++)
		status = find_alternative(plan, &plan->found.list[i], db, err);
	return status;
}

static enum tc_status
find_words(struct tc_plan *plan, const struct tc_parsed *parsed,
    const struct xapian_database *db, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	plan->words = calloc(parsed->n + 1, sizeof(*plan->words));
	if (plan->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < parsed->n && status == TC_OK; i++) {
		plan->n++;
		status = find_word(&plan->words[i], &parsed->words[i],
		    tc_query_before(parsed, i), plan->families, db, err);
	}
	return status;
}

enum tc_status
tc_plan_make(struct tc_plan *plan, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_search_options *options,
    struct tc_analyser *analyser, struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index);
	struct xapian_error why;
	enum tc_status status;

	memset(plan, 0, sizeof(*plan));
	plan->exact_marks = options->exact_marks;
	/* Quotes of any kind: U+201C to U+201E are made of these bytes. */
	plan->blank = strspn(tc_buf_str(&parsed->clean),
			  " \"-()\xE2\x80\x9C\x9D\x9E") == parsed->clean.len;
	plan->families = tc_index_families(index);
	if (xapian_database_get_doccount(&plan->documents, db, &why) !=
	    XAPIAN_OK)
		return fail(&why, err);
	status = find_words(plan, parsed, db, err);
	if (status == TC_OK)
		status = find_alternatives(
		    plan, index, parsed, options->abbrevs, analyser, err);
	if (status == TC_OK)
		status = tc_plan_restore(plan, err);
	if (status != TC_OK)
		tc_plan_free(plan);
	return status;
}

void
tc_plan_free(struct tc_plan *plan)
{
	size_t i;

	free_words(plan->words, plan->n);
	for (i = 0; i < plan->alternatives_n; i++)
		free_words(
		    plan->alternatives[i].words, plan->alternatives[i].n);
	tc_alternatives_free(&plan->found);
	plan->words = NULL;
	plan->n = plan->alternatives_n = 0;
}
