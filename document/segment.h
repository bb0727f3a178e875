/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines of a document, taken apart where columns meet. Letterheads and the end
 * of a document stand in two columns; readers give them row by row, with a bar
 * or nothing but a space between, or one column after the other. Segments are
 * what is left when rows are cut at the bars, at mottos, before place and date,
 * and where the signature begins beside the recipients.
 */
#ifndef TC_DOCUMENT_SEGMENT_H
#define TC_DOCUMENT_SEGMENT_H

#include <tracuu/buf.h>

/* A word of a segment as tc_text_next_word has them. */
struct tc_segment_word {
	size_t from, to; /* bytes of the text */
	size_t key, len; /* its folded form in the keys */
};

struct tc_segment {
	size_t from, to; /* bytes of the text, without spaces around */
	size_t first, n; /* its words */
	unsigned line;	 /* counted from 0; segments of a line share it */
};

/* The segments of a part of a text, which is borrowed. */
struct tc_segments {
	const char *text;
	struct tc_buf keys; /* folded words, one space between them */
	struct tc_segment_word *words;
	size_t words_n, words_cap;
	struct tc_segment *at;
	size_t n, cap;
};

#define TC_SEGMENTS_INIT                                                   \
	{                                                                  \
		NULL, TC_BUF_INIT((size_t)1 << 24), NULL, 0, 0, NULL, 0, 0 \
	}

/*
 * Read up to lines_max lines of text[from, to) in the place of what was there.
 * Lines are looked at up to their first kilobyte. TC_NOMEM.
 */
enum tc_status tc_segments_read(struct tc_segments *segments, const char *text,
    size_t from, size_t to, size_t lines_max, struct tc_error *err);
void tc_segments_free(struct tc_segments *segments);

/* Its folded words, "" when it has none; the length is *len. Borrowed. */
const char *
tc_segment_key(const struct tc_segments *segments, size_t i, size_t *len);

/* Is this, in folded words, what it begins with, or all of it? */
bool tc_segment_starts(
    const struct tc_segments *segments, size_t i, const char *words);
bool
tc_segment_is(const struct tc_segments *segments, size_t i, const char *words);

/* Does it begin with one of n, or is it one of them? */
bool tc_segment_starts_any(const struct tc_segments *segments, size_t i,
    const char *const *words, size_t n);
bool tc_segment_is_any(const struct tc_segments *segments, size_t i,
    const char *const *words, size_t n);

/* Where folded words begin in it, counted in words; its n: nowhere. */
size_t tc_segment_find(
    const struct tc_segments *segments, size_t i, const char *words);

/* The folded form of its word k. *len is its length. */
const char *tc_segment_word_key(
    const struct tc_segments *segments, size_t i, size_t k, size_t *len);

/* Are its words, from word k on, n of them, all in capitals? */
bool tc_segment_is_upper(
    const struct tc_segments *segments, size_t i, size_t k, size_t n);

/* A motto heads a document: the state's, or the Party's. */
bool tc_segment_is_motto(const struct tc_segments *segments, size_t i);

/*
 * Is it place and date, "Thái Nguyên, ngày 05 tháng 3 năm 2020"? *place is how
 * many of its words are the place, 0 when it begins with the day.
 */
bool tc_segment_is_dated(
    const struct tc_segments *segments, size_t i, size_t *place);

#endif
