/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What could not be done as it was asked, and how that is said. */
#include "note.h"

#include <stdio.h>
#include <string.h>
#include <tracuu/message.h>

void
tc_note_add(struct tc_notes *notes, const struct tc_note *note)
{
	size_t i;

	for (i = 0; i < notes->n; i++) {
		if (notes->at[i].kind == note->kind &&
		    notes->at[i].of == note->of &&
		    strcmp(notes->at[i].word, note->word) == 0)
			return;
	}
	if (notes->n < TC_NOTES_MAX)
		notes->at[notes->n++] = *note;
}

void
tc_note_add_all(struct tc_notes *notes, const struct tc_notes *more)
{
	size_t i;

	for (i = 0; i < more->n; i++)
		tc_note_add(notes, &more->at[i]);
}

void
tc_note_set_word(struct tc_note *note, const char *s, size_t len)
{
	snprintf(note->word, sizeof(note->word), "%.*s", (int)len, s);
	len = strlen(note->word);
	note->word[tc_text_utf8_span(note->word, len)] = '\0';
}

static void
say_no_number(const struct tc_note *note, struct tc_buf *out)
{
	if (note->n > 0)
		tc_buf_printf(out,
		    tc_message_n("No document has the number %s; %zu cites it",
			"No document has the number %s; %zu cite it", note->n),
		    note->word, note->n);
	else
		tc_buf_printf(out,
		    note->more ? tc_message("No document has the number %s: "
					    "what is found matches only in "
					    "part")
			       : tc_message("No document has the number %s"),
		    note->word);
}

/* What is said of a number, or of words that were read as more than these. */
static void
say_of_word(const struct tc_note *note, struct tc_buf *out)
{
	static const char *const texts[] = {
	    [TC_NOTE_TIME] =
		TC_MESSAGE("\"%s\": documents of that time go first"),
	    [TC_NOTE_OTHER_TYPE] =
		TC_MESSAGE("Only documents of other types have the number %s"),
	    [TC_NOTE_OTHER_DAY] = TC_MESSAGE(
		"No document with the number %s is of that time: those of "
		"other days are shown"),
	    [TC_NOTE_FILTERED_OUT] = TC_MESSAGE(
		"The filters leave out the document with the number %s"),
	};

	tc_buf_printf(out, tc_message(texts[note->kind]), note->word);
}

void
tc_note_say(const struct tc_note *note, struct tc_buf *out)
{
	switch (note->kind) {
	case TC_NOTE_NEAR:
		tc_buf_printf(out,
		    tc_message("NEAR/%zu: the distance is %zu words at most"),
		    note->of, note->n);
		break;
	case TC_NOTE_WORDS:
		tc_buf_printf(out,
		    note->more
			? tc_message("%s*: the %zu most frequent of more than "
				     "%zu words are searched for")
			: tc_message("%s*: the %zu most frequent of %zu words "
				     "are searched for"),
		    note->word, note->n, note->of);
		break;
	case TC_NOTE_WIDE:
		tc_buf_puts(out,
		    tc_message("The query is too wide: only its rarest words "
			       "rank"));
		break;
	case TC_NOTE_NEWEST:
		tc_buf_puts(
		    out, tc_message("\"mới nhất\": newer documents go first"));
		break;
	case TC_NOTE_NO_NUMBER:
		say_no_number(note, out);
		break;
	case TC_NOTE_TIME:
	case TC_NOTE_OTHER_TYPE:
	case TC_NOTE_OTHER_DAY:
	case TC_NOTE_FILTERED_OUT:
		say_of_word(note, out);
		break;
	}
}
