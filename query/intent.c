/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What kind of document a topic asks for. */
#include <stdlib.h>
#include <string.h>

#include "lookup.h"
#include "plan.h"

#define MONTHS 12

/* Words of the longest names of types: "văn bản hợp nhất" and the like. */
#define TYPE_WORDS_MAX 5

/* Documents of what the words from one to another of the query name. */
static void
add(struct tc_plan *plan, struct tc_lookup *lookup, enum tc_facet facet,
    size_t from, size_t to)
{
	struct tc_intent *intent = &plan->intents[plan->intents_n];
	const char *typed = tc_buf_str(&plan->parsed->clean);
	uint32_t freq = 0;

	if (lookup->failed || plan->intents_n == TC_INTENTS_MAX)
		return;
	tc_buf_clear(&lookup->term);
	if (tc_facet_term(facet, plan->analyser, typed + from, to - from,
		&lookup->term, NULL) != TC_OK ||
	    lookup->term.len == 0 || lookup->term.len > XAPIAN_TERM_MAX)
		return;
	lookup->failed = tc_index_termfreq(&freq, lookup->index,
			     (struct tc_span){lookup->term.s, lookup->term.len},
			     &lookup->why) != XAPIAN_OK;
	if (lookup->failed || freq == 0)
		return;
	intent->facet = facet;
	intent->freq = freq;
	memcpy(intent->term, lookup->term.s, lookup->term.len);
	intent->term[lookup->term.len] = '\0';
	plan->intents_n++;
}

/* May a word say what the documents should be? */
static bool
is_plain(const struct tc_query_word *word)
{
	return !word->excluded && !word->strict && !word->in_phrase &&
	    !word->part;
}

/* The type that the topic begins with; the longest name is taken. */
static void
find_type(struct tc_plan *plan, struct tc_lookup *lookup)
{
	size_t i, none = plan->intents_n;

	for (i = 0; i < plan->n && i < TYPE_WORDS_MAX; i++) {
		const struct tc_query_word *word = plan->words[i].word;
		size_t found = plan->intents_n;

		if (!is_plain(word) || word->kind != TC_TOKEN_WORD)
			break;
		plan->intents_n = none;
		add(plan, lookup, TC_FACET_TYPE, plan->words[0].word->from,
		    word->to);
		if (plan->intents_n == none)
			plan->intents_n = found;
	}
}

bool
tc_is_year(const struct tc_query_word *word)
{
	return is_plain(word) && word->kind == TC_TOKEN_NUMBER &&
	    strlen(word->folded) == 4 &&
	    (strncmp(word->folded, "19", 2) == 0 ||
		strncmp(word->folded, "20", 2) == 0);
}

bool
tc_number_has_year(const struct tc_query_word *word)
{
	const char *slash = strchr(word->folded, '/');

	return word->kind == TC_TOKEN_FRACTION && slash != NULL &&
	    (slash[1] == '1' || slash[1] == '2') && strlen(slash + 1) == 4;
}

bool
tc_number_may_be_month(const struct tc_query_word *word)
{
	return atoi(word->folded) <= MONTHS;
}

bool
tc_is_day(const struct tc_query_word *word)
{
	return tc_is_year(word) ||
	    (word->kind == TC_TOKEN_DATE && !word->excluded &&
		strlen(word->folded) == strlen("2020-06-29"));
}

void
tc_plan_intents(struct tc_plan *plan, struct tc_lookup *lookup)
{
	size_t i;

	if (tc_plan_is_question(plan))
		return;
	find_type(plan, lookup);
	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;

		if (!is_plain(word))
			continue;
		if (tc_is_year(word))
			add(plan, lookup, TC_FACET_YEAR, word->from, word->to);
		else if (word->kind == TC_TOKEN_YEARS)
			add(plan, lookup, TC_FACET_TERM, word->from, word->to);
	}
}
