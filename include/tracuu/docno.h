/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents as people write them: their parts, how alike two are. */
#ifndef TC_DOCNO_H
#define TC_DOCNO_H

#include <stdbool.h>
#include <stddef.h>
#include <tracuu/buf.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 01/2010/TTLT-VKSTC-TATC-BCA-BQP-BTC-BNN has nine. */
#define TC_DOCNO_PARTS 10
#define TC_DOCNO_PART_MAX 15

struct tc_docno_part {
	char key[TC_DOCNO_PART_MAX + 1]; /* as in the keys of numbers */
	size_t from, to;		 /* bytes of the text */
	bool code; /* a known one, or two capitals and more */
	bool word; /* spelt as words are, with only a space before it */
};

/* What may be the number of a document. A plain value. */
struct tc_docno {
	struct tc_docno_part at[TC_DOCNO_PARTS];
	size_t n;
};

/*
 * The parts of what may be a number of a document, from the beginning of s on:
 * digits, perhaps a year, and codes, whatever stands between them: "20-NQ-
 * HĐND8", "4423 ubnd kt", "12.2020.NQ_HĐND". What follows it may be taken for
 * parts, too: which of them are of the number only whoever knows of it can
 * tell. False when there are no codes.
 */
bool tc_docno_read(struct tc_docno *docno, const char *s, size_t len);

/*
 * Append the key that the first n parts are in one of the ways in which
 * numbers are put together: 0 is 12/2020/nq-hdnd, 1 the Party's 5-nq/tu. False,
 * and nothing appended, when there is no such way or these are no number.
 * Failure is remembered by out.
 */
bool tc_docno_key(
    const struct tc_docno *docno, size_t n, unsigned way, struct tc_buf *out);

/*
 * Append the key of a text that is a number of a document and nothing else.
 * False, and nothing appended, when it is not.
 */
bool tc_docno_key_of(const char *s, size_t len, struct tc_buf *out);

/* Two that are not the same number. */
#define TC_DOCNO_OTHER ((unsigned)-1)

/*
 * In how many places two ways to write one number differ: zeros in front, signs
 * between its parts (12/NQ-HĐND, 12/NQ_HĐND), a space on one side of a sign, a
 * letter; and once more if the case of any does. Spaces on both sides do not
 * count. TC_DOCNO_OTHER when it is not one number.
 */
unsigned
tc_docno_distance(const char *a, size_t a_len, const char *b, size_t b_len);

#ifdef __cplusplus
}
#endif

#endif
