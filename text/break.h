/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where words begin and end, by our ICU rules (vi_word.rbbi). */
#ifndef TC_TEXT_BREAK_H
#define TC_TEXT_BREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <tracuu/error.h>

/* The rule that made a segment; the numbers are those of vi_word.rbbi. */
enum tc_segment {
	TC_SEGMENT_OTHER = 0,
	TC_SEGMENT_GLUE = 10,
	TC_SEGMENT_ALNUM = 15,
	TC_SEGMENT_WORD = 20,
	TC_SEGMENT_AMP = 35,
	TC_SEGMENT_INT = 40,
	TC_SEGMENT_NUM = 45,
	TC_SEGMENT_NUMUNIT = 46,
	TC_SEGMENT_FRACTION = 50,
	TC_SEGMENT_PHONE = 55,
	TC_SEGMENT_DAYMONTH = 60,
	TC_SEGMENT_MONTHYEAR = 61,
	TC_SEGMENT_DATE = 62,
	TC_SEGMENT_YEARRANGE = 63,
	TC_SEGMENT_TIME = 64,
	TC_SEGMENT_DOCNO = 70,
	TC_SEGMENT_STDNO = 75,
	TC_SEGMENT_DOMAIN = 80,
	TC_SEGMENT_EMAIL = 85,
	TC_SEGMENT_URL = 90,
	TC_SEGMENT_CJK = 95
};

struct tc_breaker;

/*
 * TC_OK, TC_NOMEM, or TC_INTERNAL when ICU takes neither form of the rules.
 * A reference breaker asks ICU everywhere; the other reads plain words and
 * numbers by itself (plain.h) and must give the same segments.
 */
enum tc_status
tc_breaker_new(struct tc_breaker **out, bool reference, struct tc_error *err);
void tc_breaker_free(struct tc_breaker *breaker);

/* Start on a text, which is borrowed. TC_TOOBIG over 2 GiB. */
enum tc_status tc_breaker_start(struct tc_breaker *breaker, const char *s,
    size_t len, struct tc_error *err);

/*
 * The next segment from *to on that is not just space or punctuation: TC_OK,
 * TC_DONE, or TC_INTERNAL. Offsets are bytes, [from, to). *to is 0 or a
 * boundary, where the segment before ended.
 */
enum tc_status tc_breaker_next(struct tc_breaker *breaker,
    enum tc_segment *segment, size_t *from, size_t *to, struct tc_error *err);

#endif
