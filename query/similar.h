/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is similar to a document. */
#ifndef TC_QUERY_SIMILAR_H
#define TC_QUERY_SIMILAR_H

#include "question.h"

/*
 * Make the query of what is similar to the document of a question, within its
 * filters. The caller frees it. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_similar_query(struct tc_expr **out,
    const struct tc_question *question, struct tc_error *err);

#endif
