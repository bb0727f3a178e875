/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of the ranking by name. */
#include <string.h>

#include "plan.h"

static const char *const names[TC_PART_COUNT] = {
    [TC_PART_PAIRS] = "pairs",
    [TC_PART_MEANT] = "meant",
    [TC_PART_MENTIONS] = "mentions",
    [TC_PART_ABBREVS] = "abbreviations",
    [TC_PART_INTENTS] = "intents",
    [TC_PART_NUMBERS] = "numbers",
    [TC_PART_CANDIDATES] = "candidates",
    [TC_PART_COMMON] = "common",
    [TC_PART_NAMES] = "names",
    [TC_PART_HEADINGS] = "headings",
    [TC_PART_TEXTS] = "texts",
    [TC_PART_RECENCY] = "recency",
};

const char *
tc_part_name(enum tc_part part)
{
	return names[part];
}

enum tc_part
tc_part_of_name(const char *name)
{
	size_t i;

	for (i = 0; i < TC_PART_COUNT && strcmp(names[i], name) != 0; i++)
		continue;
	return (enum tc_part)i;
}

bool
tc_plan_uses(const struct tc_plan *plan, enum tc_part part)
{
	return (plan->without & TC_PART_BIT(part)) == 0;
}
