/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What became of files that became no document, so that they are not read again
 * until they, their settings or the readers change. Nothing else depends on it:
 * where it is lost files are read once more.
 */
#ifndef TC_INDEXER_MEMO_H
#define TC_INDEXER_MEMO_H

#include <tracuu/error.h>

#include "known.h"

enum tc_memo_kind {
	TC_MEMO_FAILED,	 /* it cannot be read */
	TC_MEMO_UNREAD,	 /* it is of no kind that is read */
	TC_MEMO_SKIPPED, /* it asks not to be indexed */
	TC_MEMO_KINDS
};

struct tc_memo;

/* What the folder of an index remembers; nothing where that is damaged. */
enum tc_status
tc_memo_load(struct tc_memo **out, const char *folder, struct tc_error *err);
void tc_memo_free(struct tc_memo *memo);

/*
 * Is a file as it was when it became no document, by the beginning of its
 * state? *why is borrowed until the next note.
 */
bool tc_memo_knows(struct tc_memo *memo, const struct tc_buf *id,
    const char *state, enum tc_memo_kind *kind, const char **why);

/* Note what became of a file in this run. */
enum tc_status tc_memo_note(struct tc_memo *memo, struct tc_span id,
    const char *source, const char *state, enum tc_memo_kind kind,
    const char *why, struct tc_error *err);

/* Is a file that this run has not met to be remembered? */
typedef bool (*tc_memo_fn)(void *arg, const struct tc_known_row *row);

/* Write down what was met, and what else is to be remembered; failures to are
 * not told. */
void tc_memo_save(
    const struct tc_memo *memo, const char *folder, tc_memo_fn keep, void *arg);

#endif
