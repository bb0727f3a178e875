/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers that were typed and that no document has. */
#ifndef TC_QUERY_MISSING_H
#define TC_QUERY_MISSING_H

#include "question.h"

/*
 * Note which numbers of documents that were typed no document has that may be
 * shown, or only one that the answer leaves out. The question has its results.
 * TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_missing_note(struct tc_question *question, struct tc_error *err);

#endif
