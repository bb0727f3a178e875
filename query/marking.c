/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a plan texts are marked by, for when the plan is gone. */
#include "marking.h"

#include <stdlib.h>
#include <string.h>

#include "bm25.h"
#include "builder.h"

void
tc_marking_free(struct tc_marking *marking)
{
	size_t i;

	for (i = 0; i < marking->also_n; i++)
		free(marking->also[i].words);
	free(marking->also);
	marking->also = NULL;
	marking->also_n = 0;
}

/* A word that is in no document is worth what the rarest is. */
static unsigned char
worth_of(const struct tc_plan *plan, const struct tc_plan_word *word)
{
	double idf = tc_bm25_idf(plan->documents,
	    tc_build_freq(plan, &word->spellings, TC_CHOOSE_ANY));

	return (unsigned char)(idf < 1 ? 1 : idf + 0.5);
}

/* Codes and mentions are in the text as their words, too. */
static enum tc_status
copy_also(
    struct tc_also *to, const struct tc_alternative *from, struct tc_error *err)
{
	size_t i;

	to->words = calloc(from->words_n + 1, sizeof(*to->words));
	if (to->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	to->first = from->first;
	to->covers = from->n;
	to->n = 0;
	for (i = 0; i < from->words_n; i++) {
		if (!from->words[i].part && !from->words[i].spans)
			to->words[to->n++] = from->words[i];
	}
	return TC_OK;
}

enum tc_status
tc_marking_make(struct tc_marking *marking, const struct tc_plan *plan,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	memset(marking, 0, sizeof(*marking));
	for (i = 0; i < plan->n; i++)
		marking->worth[i] = worth_of(plan, &plan->words[i]);
	marking->also =
	    calloc(plan->alternatives_n + 1, sizeof(*marking->also));
	if (marking->also == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < plan->alternatives_n && status == TC_OK; i++) {
		status = copy_also(&marking->also[marking->also_n],
		    plan->alternatives[i].of, err);
		if (status == TC_OK)
			marking->also_n++;
	}
	if (status != TC_OK)
		tc_marking_free(marking);
	return status;
}
