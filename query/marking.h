/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the words of a plan are marked in texts. */
#ifndef TC_QUERY_MARKING_H
#define TC_QUERY_MARKING_H

#include "plan.h"

/* Copy what a plan knows. On TC_OK the caller frees it. TC_NOMEM. */
enum tc_status tc_marking_make(struct tc_marking *marking,
    const struct tc_plan *plan, struct tc_error *err);
void tc_marking_free(struct tc_marking *marking);

#endif
