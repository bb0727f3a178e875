/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents of which only the beginning was typed. */
#include <string.h>

#include "lookup.h"
#include "numbers.h"

/* Numbers that begin alike, and terms that are looked at for them: where there
 * are more, "số 1" says too little. */
#define BEGUN_MAX 256
#define TERMS_MAX 2048

/* "số", as its marks are in terms. */
static const char so[] = "so", so_marks[] = "os";

static bool
is_plain(const struct tc_query_word *word)
{
	return !word->excluded && !word->strict && !word->in_phrase &&
	    !word->prefix && !word->in_title;
}

/* The first unit that is digits, or digits and a year: 12, 12/2020. NULL where
 * there is none, or where more than words is asked for. */
static const struct tc_query_word *
find_digits(const struct tc_plan *plan, size_t *at)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!is_plain(word))
			return NULL;
		if (word->spans || word->part)
			continue;
		if ((word->kind == TC_TOKEN_NUMBER ||
			word->kind == TC_TOKEN_FRACTION) &&
		    strspn(word->folded, "0123456789/") ==
			strlen(word->folded)) {
			*at = i;
			return word;
		}
		if (word->kind != TC_TOKEN_WORD)
			return NULL;
	}
	return NULL;
}

/* Is the rest of the query no more than a day? */
static bool
ends_in_day(const struct tc_plan *plan, size_t to)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!is_plain(word) ||
		    (word->from >= to && !tc_numbers_of_day(plan, i)))
			return false;
	}
	return true;
}

bool
tc_numbers_type(const struct tc_plan *plan, size_t at, struct tc_buf *type)
{
	const struct tc_query_word *first = plan->words[0].word;
	size_t to = plan->words[at].word->from, i = at;
	bool numbered = false;

	while (i > 0 && plan->words[i - 1].word->spans)
		i--;
	if (i > 0) {
		const struct tc_query_word *word = plan->words[i - 1].word;

		numbered = strcmp(word->folded, so) == 0 &&
		    (word->marks[0] == '\0' ||
			strcmp(word->marks, so_marks) == 0);
		if (numbered)
			to = word->from;
	}
	tc_text_key(tc_buf_str(&plan->parsed->clean) + first->from,
	    to - first->from, type);
	if (numbered &&
	    (type->len == 0 || strcmp(tc_buf_str(type), "van ban") == 0)) {
		tc_buf_clear(type);
		return true;
	}
	return type->len > 0 && tc_document_type_is(tc_buf_str(type));
}

/* Is what follows the digits and a sign of a number, "2020/nq-hdnd", of a type?
 */
static bool
is_of_type(const char *rest, size_t len, const char *type)
{
	size_t from = 0, i;

	if (type[0] == '\0')
		return true;
	if (len > 5 && strspn(rest, "0123456789") == 4 && rest[4] == '/')
		from = 5;
	for (i = from; i < len && rest[i] != '-' && rest[i] != '/';)
		i++;
	return tc_document_type_has_code(type, rest + from, i - from);
}

/* Looking for the terms of numbers. */
struct seeking {
	struct tc_names *to;
	struct tc_buf prefix;
	const char *type;
	size_t terms;
};

/* A tc_rest_fn. */
static bool
add_number(void *arg, const char *rest, size_t len, uint32_t freq)
{
	struct seeking *seeking = arg;
	struct tc_names *to = seeking->to;

	(void)freq;
	if (is_of_type(rest, len, seeking->type)) {
		tc_buf_put(&to->terms, seeking->prefix.s, seeking->prefix.len);
		tc_buf_put(&to->terms, rest, len);
		tc_buf_putc(&to->terms, '\0');
		to->n++;
	}
	return to->n <= BEGUN_MAX && ++seeking->terms <= TERMS_MAX;
}

/* Numbers that begin with digits and one of the signs behind them. */
static void
seek(struct seeking *seeking, const char *digits, struct tc_lookup *lookup)
{
	struct tc_buf *terms = &seeking->to->terms;
	struct tc_buf *prefix = &seeking->prefix;
	const char *sign;

	*prefix = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	for (sign = "/-"; *sign != '\0' && !lookup->failed; sign++) {
		tc_buf_clear(prefix);
		tc_buf_printf(prefix, TC_PREFIX_NUMBER "%s%c", digits, *sign);
		if (prefix->failed)
			break; /* the digits of a query are few */
		lookup->failed = tc_each_term(lookup->index, prefix, add_number,
				     seeking, &lookup->why) != XAPIAN_OK;
	}
	if (!lookup->failed && (prefix->failed || terms->failed)) {
		tc_index_no_memory(&lookup->why);
		lookup->failed = true;
	}
	tc_buf_free(prefix);
}

/* The digits of a query that says no more than a number, its type and day. */
static const struct tc_query_word *
only_digits(const struct tc_plan *plan, size_t *at)
{
	const struct tc_query_word *digits = find_digits(plan, at);

	return digits != NULL && ends_in_day(plan, digits->to) ? digits : NULL;
}

void
tc_numbers_begin(struct tc_plan *plan, struct tc_lookup *lookup)
{
	struct tc_buf type = TC_BUF_INIT(TC_BUF_LINE);
	const struct tc_query_word *digits;
	size_t at;

	plan->begun.terms.max = TC_BUF_LINE;
	if (lookup->failed || !tc_plan_uses(plan, TC_PART_NUMBERS) ||
	    (digits = only_digits(plan, &at)) == NULL)
		return;
	if (tc_numbers_type(plan, at, &type)) {
		struct seeking seeking = {
		    .to = &plan->begun, .type = tc_buf_str(&type)};

		seek(&seeking, digits->folded, lookup);
		if (plan->begun.n > BEGUN_MAX || seeking.terms > TERMS_MAX)
			plan->begun.n = 0;
	}
	tc_lookup_free(lookup, &type);
}

bool
tc_numbers_any(const char *digits, const char *type, struct tc_lookup *lookup)
{
	struct tc_names names = {TC_BUF_INIT(TC_BUF_LINE), 0};
	struct seeking seeking = {.to = &names, .type = type};

	seek(&seeking, digits, lookup);
	tc_lookup_free(lookup, &names.terms);
	return names.n > 0;
}

bool
tc_numbers_is_begun(const struct tc_plan *plan, size_t i)
{
	size_t at;

	return only_digits(plan, &at) != NULL && at == i;
}
