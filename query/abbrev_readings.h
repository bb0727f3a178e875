/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readings of one abbreviation: who knows them, and which may be taken. */
#ifndef TC_QUERY_ABBREV_READINGS_H
#define TC_QUERY_ABBREV_READINGS_H

#include "abbrev.h"

#define TC_READINGS_MAX 16

/* What the readings of a query share. */
struct tc_abbrev_search {
	const struct tc_index *index;
	const struct tc_abbrevs *table; /* or NULL */
	size_t lookups;			/* in the index, so far */
	struct tc_error *err;
};

struct tc_reading {
	const struct tc_abbrev *row;   /* of the table, or NULL */
	char words[TC_ABBREV_MAX + 1]; /* canonical */
	uint32_t documents;
	bool sure;  /* needs no support */
	bool equal; /* the abbreviation has the very marks that were typed */
	bool taken;
};

struct tc_readings {
	struct tc_reading list[TC_READINGS_MAX];
	size_t n;
	bool off; /* staff switched the abbreviation off */
};

/*
 * Collect the readings of an abbreviation: key "hdnd", letters "hđnd", and as
 * it was typed. With look the documents are asked, too.
 */
enum tc_status tc_readings_collect(struct tc_readings *out,
    struct tc_abbrev_search *search, const char *key, const char *letters,
    const char *typed, size_t typed_len, bool look);

/* Take the sure ones, and the one that documents single out. */
void tc_readings_take(struct tc_readings *readings);

/*
 * Take the one with the highest score where it is at least min, and margin
 * times the sum of the others; then no other. False where there is none.
 */
bool tc_readings_single_out(struct tc_readings *readings,
    const uint32_t score[TC_READINGS_MAX], uint32_t min, uint32_t margin);

/* The reading with these canonical words, function words aside, or NULL. */
struct tc_reading *
tc_readings_find(struct tc_readings *readings, const char *words);

/*
 * Has any document each pair of words of an expansion? It is taken to have what
 * cannot be asked any more.
 */
enum tc_status tc_abbrev_occurs(
    bool *occurs, struct tc_abbrev_search *search, const char *expansion);

/*
 * How many documents have a pair of words; 0 when too much was asked already.
 */
enum tc_status tc_abbrev_pair_frequency(struct tc_abbrev_search *search,
    const char *first, const char *second, uint32_t *n);

/*
 * Append the abbreviations that documents define for the words that a list
 * begins with, two or more: NUL-terminated entries "folded words=abbreviation",
 * longest not first. folded is the whole list, "uy ban nhan dan tinh".
 */
enum tc_status tc_abbrev_defined(
    struct tc_abbrev_search *search, const char *folded, struct tc_buf *out);

#endif
