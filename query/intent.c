/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What kind of document a topic asks for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>

#include "lookup.h"
#include "plan.h"

/* Of a year. */
#define QUARTERS 4
#define MONTHS 12
#define DAYS 365

#define MONTHS_OF_QUARTER 3

#define TIMES 20

/* Words of the longest names of types: "văn bản hợp nhất" and the like. */
#define TYPE_WORDS_MAX 5

static bool
is_known(const struct tc_plan *plan, const struct tc_buf *term)
{
	size_t i;

	for (i = 0; i < plan->intents_n; i++) {
		const struct tc_intent *intent = &plan->intents[i];

		if (intent->since[0] == '\0' &&
		    strcmp(intent->term, tc_buf_str(term)) == 0)
			return true;
	}
	return false;
}

/* Documents of what a name or year means. */
static void
add(struct tc_plan *plan, struct tc_lookup *lookup, enum tc_facet facet,
    const char *s, size_t len)
{
	struct tc_intent *intent = &plan->intents[plan->intents_n];
	uint32_t freq = 0;

	if (lookup->failed || plan->intents_n == TC_INTENTS_MAX)
		return;
	tc_buf_clear(&lookup->term);
	if (tc_facet_term(facet, plan->analyser, s, len, &lookup->term, NULL) !=
		TC_OK ||
	    lookup->term.len == 0 || lookup->term.len > XAPIAN_TERM_MAX ||
	    is_known(plan, &lookup->term))
		return;
	lookup->failed = tc_index_termfreq(&freq, lookup->index,
			     (struct tc_span){lookup->term.s, lookup->term.len},
			     &lookup->why) != XAPIAN_OK;
	if (lookup->failed || freq == 0)
		return;
	*intent = (struct tc_intent){.facet = facet, .freq = freq};
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
	const char *typed = tc_buf_str(&plan->parsed->clean);
	size_t i, none = plan->intents_n;

	for (i = 0; i < plan->n && i < TYPE_WORDS_MAX; i++) {
		const struct tc_query_word *word = plan->words[i].word;
		size_t found = plan->intents_n;

		if (!is_plain(word) || word->kind != TC_TOKEN_WORD)
			break;
		plan->intents_n = none;
		add(plan, lookup, TC_FACET_TYPE,
		    typed + plan->words[0].word->from,
		    word->to - plan->words[0].word->from);
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
	return strtol(word->folded, NULL, 10) <= MONTHS;
}

bool
tc_is_day(const struct tc_query_word *word)
{
	return tc_is_year(word) ||
	    (word->kind == TC_TOKEN_DATE && !word->excluded &&
		strlen(word->folded) == strlen("2020-06-29"));
}

/* The months of a quarter, 2020-q2, or the days or month of another date. False
 * for one without a year. */
static bool
read_days(struct tc_intent *days, const char *key, unsigned *share)
{
	size_t len = strlen(key);
	int quarter =
	    len == strlen("2020-q2") && key[5] == 'q' ? key[6] - '0' : 0;

	if (!tc_ascii_is_digit(key[0]) || len >= sizeof(days->since))
		return false;
	if (quarter >= 1 && quarter <= QUARTERS) {
		snprintf(days->since, sizeof(days->since), "%.4s-%02d", key,
		    (quarter - 1) * MONTHS_OF_QUARTER + 1);
		snprintf(days->until, sizeof(days->until), "%.4s-%02d", key,
		    quarter * MONTHS_OF_QUARTER);
		*share = QUARTERS;
		return true;
	}
	snprintf(days->since, sizeof(days->since), "%s", key);
	snprintf(days->until, sizeof(days->until), "%s", key);
	*share = len == strlen("2020-06") ? MONTHS : DAYS;
	return len == strlen("2020-06") || len == strlen("2020-06-29");
}

/*
 * Documents of a day, month or quarter: first of all they are of its year, and
 * of those so many are taken to be of that time.
 */
static void
add_days(struct tc_plan *plan, struct tc_lookup *lookup, const char *key)
{
	struct tc_intent days = {.facet = TC_FACET_YEAR}, *year = NULL;
	unsigned share;
	size_t i;

	if (!read_days(&days, key, &share))
		return;
	add(plan, lookup, TC_FACET_YEAR, key, strlen("2020"));
	for (i = 0; i < plan->intents_n; i++) {
		if (plan->intents[i].facet == TC_FACET_YEAR &&
		    strncmp(plan->intents[i].term + 1, key, 4) == 0)
			year = &plan->intents[i];
	}
	if (year == NULL || plan->intents_n == TC_INTENTS_MAX)
		return;
	memcpy(days.term, year->term, sizeof(days.term));
	days.freq = year->freq / share + 1;
	plan->intents[plan->intents_n++] = days;
}

/* Documents of a time that the topic ended in, of which no year need be: about
 * one in so many is. */
static void
add_time(struct tc_plan *plan)
{
	const struct tc_parsed *parsed = plan->parsed;
	struct tc_intent *intent = &plan->intents[plan->intents_n];

	if (parsed->since[0] == '\0' && parsed->until[0] == '\0')
		return;
	*intent = (struct tc_intent){
	    .facet = TC_FACET_YEAR, .freq = plan->documents / TIMES + 1};
	memcpy(intent->since, parsed->since, sizeof(intent->since));
	memcpy(intent->until, parsed->until, sizeof(intent->until));
	plan->intents_n++;
}

void
tc_plan_intents(struct tc_plan *plan, struct tc_lookup *lookup)
{
	size_t i;

	add_time(plan);
	if (tc_plan_is_question(plan))
		return;
	find_type(plan, lookup);
	for (i = 0; i < plan->n; i++) {
		const struct tc_query_word *word = plan->words[i].word;
		size_t len = strlen(word->folded);

		if (!is_plain(word))
			continue;
		if (tc_is_year(word))
			add(plan, lookup, TC_FACET_YEAR, word->folded, len);
		else if (word->kind == TC_TOKEN_YEARS)
			add(plan, lookup, TC_FACET_TERM, word->folded, len);
		else if (word->kind == TC_TOKEN_DATE)
			add_days(plan, lookup, word->folded);
	}
}
