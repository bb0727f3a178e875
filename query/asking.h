/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words by which a query is a question. */
#ifndef TC_QUERY_ASKING_H
#define TC_QUERY_ASKING_H

#include "plan.h"

/* Is it of a closed class that asks: gì, nào, bao, nhiêu? */
bool tc_is_asking(const struct tc_plan_word *word);

/* Does it make a question by itself: gì, but not thế or sao? */
bool tc_asks_alone(const struct tc_plan_word *word);

/* Does it ask, or stand around what is asked: là, được, không? */
bool tc_frames_question(const struct tc_plan_word *word);

#endif
