/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the break rules make of plain text, without asking ICU. */
#ifndef TC_TEXT_PLAIN_H
#define TC_TEXT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "break.h"

/*
 * The next segment of s[0, len) from the boundary *at, where it is certain:
 * TC_SEGMENT_WORD for a run of letters ("nghiệp"), TC_SEGMENT_INT for a run of
 * digits ("2020"), which is [*at, *to). Spaces and punctuation before it are
 * skipped. TC_SEGMENT_OTHER where the text ends (*at == len) or where the rules
 * of vi_word.rbbi must be asked, from *at, which is a boundary or lies inside
 * a segment of spaces: "12/2020/NQ-HĐND", "H'Mông", "m²", any other script.
 */
enum tc_segment
tc_plain_next(const char *s, size_t len, size_t *at, size_t *to);

/* Is s[0, len) one run of the letters that tc_plain_next knows? */
bool tc_plain_is_word(const char *s, size_t len);

/* What a byte begins. */
enum tc_plain_class {
	TC_PLAIN_STRANGE, /* what plain.c does not know */
	TC_PLAIN_CLOSING, /* ASCII that no word or number goes on with */
	TC_PLAIN_SPACE,	  /* white space of ASCII */
	TC_PLAIN_LETTER,  /* of ASCII */
	TC_PLAIN_DIGIT,
	TC_PLAIN_JOINING, /* ASCII that may stand inside a token: . - / @ ... */
	TC_PLAIN_LEAD_2,  /* U+00C0 to U+023F, if it is a letter */
	TC_PLAIN_LEAD_3	  /* U+1E00 to U+1EFF, if it is */
};

extern const uint8_t tc_plain_classes[256];

static inline bool
tc_plain_is_space(const char *s, size_t len, size_t i)
{
	return i < len &&
	    tc_plain_classes[(unsigned char)s[i]] == TC_PLAIN_SPACE;
}

/* From the boundary `at` past spaces and punctuation of ASCII. */
static inline size_t
tc_plain_skip(const char *s, size_t len, size_t at)
{
	for (; at < len; at++) {
		switch (tc_plain_classes[(unsigned char)s[at]]) {
		case TC_PLAIN_SPACE:
			break;
		case TC_PLAIN_CLOSING:
		case TC_PLAIN_JOINING: /* no mark on it, not +84 */
			if (!tc_plain_is_space(s, len, at + 1))
				return at;
			break;
		default:
			return at;
		}
	}
	return at;
}

/*
 * Does a run of letters that ends at `to` < len end in sight of a space, so
 * that it is surely a WORD? "nghiệp " or "nghiệp, ", not "KCN-". False where
 * tc_plain_next must look closer.
 */
static inline bool
tc_plain_ends_word(const char *s, size_t len, size_t to)
{
	switch (tc_plain_classes[(unsigned char)s[to]]) {
	case TC_PLAIN_SPACE:
	case TC_PLAIN_CLOSING:
		return true;
	case TC_PLAIN_JOINING:
		return tc_plain_is_space(s, len, to + 1);
	default:
		return false;
	}
}

#endif
