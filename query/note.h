/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Collecting notes on what could not be done as it was asked. */
#ifndef TC_QUERY_NOTE_H
#define TC_QUERY_NOTE_H

#include <tracuu/query.h>

/* Add a note, unless there is one that says the same; what is beyond
 * TC_NOTES_MAX is not said. */
void tc_note_add(struct tc_notes *notes, const struct tc_note *note);
void tc_note_add_all(struct tc_notes *notes, const struct tc_notes *more);

/* Set what a note is of: as much of it as fits, in whole letters. */
void tc_note_set_word(struct tc_note *note, const char *s, size_t len);

#endif
