/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index has of the words that were typed. */
#include <stdlib.h>
#include <string.h>

#include "expand.h"
#include "lookup.h"
#include "numbers.h"

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
	bool in_title;
};

struct tc_span
tc_variant_marks(const struct tc_variant *variant)
{
	return (struct tc_span){
	    variant->term + variant->marks, variant->len - variant->marks};
}

void
tc_variant_both_marks(const struct tc_variant *variant, struct tc_span *left,
    struct tc_span *right)
{
	struct tc_span marks = tc_variant_marks(variant);
	const char *space = memchr(marks.s, TC_PAIR_SEPARATOR, marks.len);

	*left = *right = marks;
	left->len = space != NULL ? (size_t)(space - marks.s) : 0;
	if (space != NULL) {
		right->s = space + 1;
		right->len = marks.len - left->len - 1;
	}
}

bool
tc_marks_are(struct tc_span marks, const char *s, size_t len)
{
	return marks.len == len && memcmp(marks.s, s, len) == 0;
}

/* Judge the marks of a spelling by those that were typed. */
static void
judge(struct tc_variant *variant, struct tc_span marks, const char *typed)
{
	size_t len = strlen(typed);

	variant->equal &= tc_marks_are(marks, typed, len);
	variant->compatible &=
	    tc_text_marks_include(marks.s, marks.len, typed, len);
}

/* Looking for the spellings of one word or pair. */
struct finding {
	struct tc_spellings *to;
	const struct sought *sought;
	const struct tc_buf *folded;
	bool no_memory;
};

/* A tc_rest_fn. */
static bool
add_variant(void *arg, const char *marks, size_t len, uint32_t freq)
{
	struct finding *finding = arg;
	const struct sought *sought = finding->sought;
	struct tc_spellings *to = finding->to;
	size_t at = finding->folded->len;
	struct tc_span left, right;
	struct tc_variant *variant;

	variant = realloc(to->at, (to->n + 1) * sizeof(*variant));
	if (variant == NULL) {
		finding->no_memory = true;
		return false;
	}
	to->at = variant;
	variant += to->n++;
	memcpy(variant->term, finding->folded->s, at);
	if (len > 0)
		variant->term[at++] = TC_MARKS_SEPARATOR;
	memcpy(variant->term + at, marks, len);
	variant->marks = at;
	variant->len = at + len;
	variant->term[variant->len] = '\0';
	variant->freq = freq;
	variant->meant = false;
	variant->equal = variant->compatible = true;
	tc_variant_both_marks(variant, &left, &right);
	if (sought->left != NULL)
		judge(variant, left, sought->left->marks);
	judge(variant, right, sought->word->marks);
	return true;
}

/* Append the term without marks. */
static void
put_plain(const struct sought *sought, struct tc_buf *term)
{
	tc_buf_puts(term, sought->in_title ? TC_PREFIX_TITLE : "");
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
    unsigned families, struct tc_lookup *lookup, struct tc_error *err)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct finding finding = {to, sought, &folded, false};
	bool marked = (families & TC_FAMILY_MARKS) != 0 &&
	    (sought->left != NULL || sought->word->kind == TC_TOKEN_WORD);
	enum tc_status status = TC_OK;
	uint32_t freq;

	put_plain(sought, &folded);
	/* A term that is too long is in no document. */
	if (folded.failed)
		finding.no_memory = tc_buf_lacks(&folded);
	else if (marked)
		tc_lookup_spellings(
		    lookup, tc_buf_str(&folded), add_variant, &finding);
	else if ((freq = tc_lookup_exact(lookup, tc_buf_str(&folded), "")) > 0)
		add_variant(&finding, "", 0, freq);
	if (lookup->failed)
		status = fail(&lookup->why, err);
	else if (finding.no_memory)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	if (to->n > 1)
		qsort(to->at, to->n, sizeof(*to->at), by_frequency);
	tc_buf_free(&folded);
	return status;
}

/*
 * "Nghị định 100/2019" is about what cites 100/2019/NĐ-CP: a number and year
 * are also the numbers that begin so, unless they are a month. Where these are
 * more than one item may have, they say too little.
 */

/* A tc_rest_fn: the rest of a number, which has no marks. */
static bool
add_begun(void *arg, const char *rest, size_t len, uint32_t freq)
{
	struct finding *finding = arg;
	struct tc_variant *variant;

	if (!add_variant(finding, "", 0, freq))
		return false;
	variant = &finding->to->at[finding->to->n - 1];
	memcpy(variant->term + variant->len, rest, len);
	variant->len += len;
	variant->term[variant->len] = '\0';
	variant->marks = variant->len;
	return finding->to->n <= TC_VARIANTS_MAX;
}

static enum tc_status
find_begun(struct tc_spellings *to, const struct tc_query_word *word,
    struct tc_lookup *lookup, struct tc_error *err)
{
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	struct sought one = {NULL, word, false};
	struct finding finding = {to, &one, &prefix, false};
	size_t whole = to->n;

	tc_buf_printf(&prefix, TC_PREFIX_MENTION "%s/", word->folded);
	if (!lookup->failed && !prefix.failed)
		lookup->failed = tc_each_term(lookup->index, &prefix, add_begun,
				     &finding, &lookup->why) != XAPIAN_OK;
	if (to->n > TC_VARIANTS_MAX)
		to->n = whole;
	tc_lookup_free(lookup, &prefix);
	if (lookup->failed)
		return fail(&lookup->why, err);
	return finding.no_memory ? tc_fail(err, TC_NOMEM, "out of memory")
				 : TC_OK;
}

/* What the index has of a word, or of the same in titles. */
static enum tc_status
find_forms(struct tc_plan *plan, struct tc_plan_word *to, bool in_title,
    struct tc_lookup *lookup, struct tc_error *err)
{
	const struct tc_query_word *word = to->word;
	struct sought one = {NULL, word, in_title};
	struct sought two = {to->before, word, in_title};
	enum tc_status status;

	if (word->prefix)
		return tc_expand_word(in_title ? &to->title : &to->spellings,
		    word, in_title ? TC_PREFIX_TITLE : "", plan, lookup, err);
	status = find_spellings(in_title ? &to->title : &to->spellings, &one,
	    plan->families, lookup, err);
	if (status == TC_OK && !in_title && tc_number_has_year(word) &&
	    !tc_number_may_be_month(word))
		status = find_begun(&to->spellings, word, lookup, err);
	if (status != TC_OK || to->before == NULL)
		return status;
	return find_spellings(in_title ? &to->title_pair : &to->pair, &two,
	    plan->families, lookup, err);
}

static enum tc_status
find_word(struct tc_plan *plan, struct tc_plan_word *to,
    const struct tc_query_word *word, const struct tc_query_word *before,
    struct tc_lookup *lookup, struct tc_error *err)
{
	enum tc_status status;

	to->word = word;
	if (word->joined && (plan->families & TC_FAMILY_PAIRS) != 0)
		to->before = before;
	status = find_forms(plan, to, false, lookup, err);
	if (status == TC_OK && word->in_title)
		status = find_forms(plan, to, true, lookup, err);
	return status;
}

static void
free_words(struct tc_plan_word *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		free(words[i].spellings.at);
		free(words[i].pair.at);
		free(words[i].title.at);
		free(words[i].title_pair.at);
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
    struct tc_lookup *lookup, struct tc_error *err)
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
		status = find_word(plan, &to->words[to->n], &of->words[i],
		    i > 0 ? &of->words[i - 1] : NULL, lookup, err);
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
    struct tc_analyser *analyser, struct tc_lookup *lookup,
    struct tc_error *err)
{
	enum tc_status status;
	size_t i;

	if (abbrevs == NULL)
		return TC_OK;
	status = tc_abbrevs_find(
	    &plan->found, index, parsed, abbrevs, analyser, err);
	for (i = 0; i < plan->found.n && status == TC_OK; i++)
		status =
		    find_alternative(plan, &plan->found.list[i], lookup, err);
	return status;
}

static enum tc_status
find_words(struct tc_plan *plan, const struct tc_parsed *parsed,
    struct tc_lookup *lookup, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	plan->words = calloc(parsed->n + 1, sizeof(*plan->words));
	if (plan->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < parsed->n && status == TC_OK; i++) {
		plan->n++;
		status = find_word(plan, &plan->words[i], &parsed->words[i],
		    tc_query_before(parsed, i), lookup, err);
	}
	return status;
}

enum tc_status
tc_plan_make(struct tc_plan *plan, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_search_options *options,
    struct tc_analyser *analyser, struct tc_error *err)
{
	struct tc_lookup lookup = {
	    .index = index, .term = TC_BUF_INIT(TC_BUF_LINE)};
	struct xapian_error why;
	enum tc_status status;

	memset(plan, 0, sizeof(*plan));
	plan->parsed = parsed;
	plan->index = index;
	plan->analyser = analyser;
	plan->visits = TC_VISITS_MAX;
	plan->postings = TC_POSTINGS_MAX;
	plan->exact_marks = options->exact_marks;
	plan->without = options->without;
	/* Quotes of any kind: U+201C to U+201E are made of these bytes. */
	plan->says_nothing = parsed->n == 0 &&
	    parsed->nodes[parsed->root].child == TC_NODE_NONE &&
	    strspn(tc_buf_str(&parsed->clean), " \"-()\xE2\x80\x9C\x9D\x9E") <
		parsed->clean.len;
	plan->families = tc_index_families(index);
	if (xapian_database_get_doccount(
		&plan->documents, tc_index_database(index), &why) != XAPIAN_OK)
		return fail(&why, err);
	status = find_words(plan, parsed, &lookup, err);
	if (status == TC_OK)
		tc_plan_weigh(plan);
	if (status == TC_OK)
		status = tc_expand_fields(plan, &lookup, err);
	if (status == TC_OK)
		status = find_alternatives(plan, index, parsed,
		    tc_plan_uses(plan, TC_PART_ABBREVS) ? options->abbrevs
							: NULL,
		    analyser, &lookup, err);
	if (status == TC_OK)
		status = tc_plan_restore(plan, err);
	if (status == TC_OK)
		tc_plan_share(plan);
	if (status == TC_OK)
		tc_numbers_begin(plan, &lookup);
	if (status == TC_OK)
		status = tc_numbers_compare(plan, err);
	if (status == TC_OK && tc_plan_uses(plan, TC_PART_INTENTS))
		tc_plan_intents(plan, &lookup);
	if (status == TC_OK && lookup.failed)
		status = fail(&lookup.why, err);
	tc_buf_free(&lookup.term);
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
	for (i = 0; plan->names != NULL && i < plan->parsed->nodes_n; i++)
		tc_buf_free(&plan->names[i].terms);
	tc_buf_free(&plan->begun.terms);
	for (i = 0; i < TC_ALIKE_MAX; i++)
		tc_buf_free(&plan->alike[i].terms);
	free(plan->names);
	plan->names = NULL;
	plan->words = NULL;
	plan->n = plan->alternatives_n = 0;
}
