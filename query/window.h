/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Some thousand documents in a row, looked at together: which of them match is
 * a bit of each, what they weigh a number of each. Lists of postings are read
 * onwards, window by window.
 */
#ifndef TC_QUERY_WINDOW_H
#define TC_QUERY_WINDOW_H

#include <tracuu/index.h>

#include "saturation.h"

/* Documents; a multiple of TC_LENGTHS_BLOCK. The numbers of one stay in the
 * first cache of a processor. */
#define TC_WINDOW 2048u

/* No document is at or behind it. */
#define TC_NO_DOCUMENT UINT32_MAX

struct tc_bits {
	uint64_t at[TC_WINDOW / 64];
};

/* A set of documents of the window in the place of `in`, also the same. */
void tc_bits_or(struct tc_bits *to, const struct tc_bits *in);
void tc_bits_and(struct tc_bits *to, const struct tc_bits *in);
void tc_bits_and_not(struct tc_bits *from, const struct tc_bits *out);
uint32_t tc_bits_count(const struct tc_bits *bits);

/* Of some, that are also in `in` unless that is NULL, whose scores are no less.
 */
void tc_bits_worth(struct tc_bits *worth, const struct tc_bits *in,
    const struct tc_bits *some, const double *scores, double least);

/* Add the scores of some. */
void tc_bits_add(double *to, const double *scores, const struct tc_bits *some);

static inline bool
tc_bits_has(const struct tc_bits *bits, uint32_t i)
{
	return (bits->at[i / 64] >> (i % 64) & 1) != 0;
}

static inline void
tc_bits_set(struct tc_bits *bits, uint32_t i)
{
	bits->at[i / 64] |= (uint64_t)1 << (i % 64);
}

/* The first from i on, TC_WINDOW when there is none. */
static inline uint32_t
tc_bits_next(const struct tc_bits *bits, uint32_t i)
{
	uint64_t word;
	size_t k = i / 64;

	if (i >= TC_WINDOW)
		return TC_WINDOW;
	word = bits->at[k] & (~(uint64_t)0 << (i % 64));
	while (word == 0 && ++k < TC_WINDOW / 64)
		word = bits->at[k];
	return word == 0 ? TC_WINDOW
			 : (uint32_t)(k * 64) + (uint32_t)__builtin_ctzll(word);
}

/* What was read of a list in a window. */
struct tc_read {
	struct tc_read *next; /* of the same window's */
	uint32_t from;	      /* all was read from here to the window's end */
	struct tc_counts counts;
	unsigned char bytes[TC_WINDOW];
};

struct tc_window {
	const struct tc_index *index; /* borrowed */
	uint32_t documents;	      /* of the index */
	uint32_t base;		      /* the first docid, a multiple */
	/* Of the documents, NULL where they were not asked for. Borrowed. */
	const uint32_t *lengths[TC_WINDOW / TC_LENGTHS_BLOCK];
	struct tc_saturations *saturations; /* its own, or others' */
	struct tc_saturations own;
	double least; /* a document must weigh to be told of */
	double most;  /* that a document weighs */
	double later; /* is added at most after what is at work; or INFINITY */
	/* Documents that are worth to be weighed, others only match; NULL: all.
	 */
	const struct tc_bits *worth;
	struct tc_bits left; /* no others can weigh enough, as far as known */
	uint32_t sums[TC_WINDOW]; /* zeros between uses */
	struct tc_read read;	  /* of the list that was read last */
	struct tc_read *shared;	  /* of terms that several lists have */
	struct tc_list *opened;	  /* lists of common terms */
	enum tc_status status;	  /* after a failure all lists are at the end */
	struct tc_error *err;
};

/* Begin; a failure is remembered. Freed by tc_window_free. */
void tc_window_init(struct tc_window *window, const struct tc_index *index,
    struct tc_error *err);
void tc_window_free(struct tc_window *window);

/* Use saturations that are kept from scan to scan, which outlive this one. */
void tc_window_keep(struct tc_window *window, struct tc_saturations *kept);

/* Go on to the window that a document is in. */
void tc_window_move(struct tc_window *window, uint32_t docid);

/* Remember a failure, unless there was one before. */
void tc_window_fail(struct tc_window *window, const struct xapian_error *why);
void tc_window_no_memory(struct tc_window *window);

/* The documents that have a term: the index's counts, or read one by one. */
struct tc_list {
	struct tc_span term;		/* borrowed */
	const struct tc_counts *counts; /* borrowed, or NULL */
	struct tc_stream *it;
	struct tc_read *shared; /* with others of the term, or NULL; borrowed */
	struct tc_list *next;	/* that was opened before it */
	struct xapian_posting_row row; /* the last that was skipped to */
	uint32_t freq;
	bool done;
};

/* Know the frequency of a term, "" is in all documents. */
void tc_list_init(struct tc_list *list, struct tc_window *window,
    const char *term, size_t len);

/* Open the list. Freed by tc_list_close, also when it was not opened. */
void tc_list_open(struct tc_list *list, struct tc_window *window);
void tc_list_close(struct tc_list *list, const struct tc_window *window);

/*
 * No document from docid on has the term before this one, which may have it;
 * TC_NO_DOCUMENT when none has it.
 */
uint32_t
tc_list_first(struct tc_list *list, struct tc_window *window, uint32_t docid);

/* How often a document has the term; docids must not fall. */
uint32_t
tc_list_count(struct tc_list *list, struct tc_window *window, uint32_t docid);

/*
 * Documents of the window among some that have the term: their bits are set in
 * match, and their weights, of which `weight` is the most, added to scores
 * unless that is NULL. A window is asked once of a list.
 */
void tc_list_match(struct tc_list *list, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores,
    double weight);

/* The same of n lists, as if they were of one term. */
void tc_lists_match(struct tc_list *lists, size_t n, struct tc_window *window,
    const struct tc_bits *among, struct tc_bits *match, double *scores,
    double weight);

#endif
