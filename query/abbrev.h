/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What abbreviations and their expansions in a query may also be written as. */
#ifndef TC_QUERY_ABBREV_H
#define TC_QUERY_ABBREV_H

#include <tracuu/abbrev.h>
#include <tracuu/query.h>

/* Alternatives of one query, and questions to the index for them. */
#define TC_ALTERNATIVES_MAX 32
#define TC_ABBREV_LOOKUPS_MAX 64

/* Who says so: our table, a file of staff's, documents that define it. */
enum tc_abbrev_origin { TC_ABBREV_TABLE, TC_ABBREV_STAFF, TC_ABBREV_DEFINED };

/* Words of the query and what they may also be written as: a phrase. */
struct tc_alternative {
	size_t first, n; /* words of the query, the parts of a code included */
	bool shortens;	 /* "ủy ban nhân dân" -> UBND, not the other way */
	bool ambiguous;	 /* there are other readings; this one had support */
	enum tc_abbrev_origin origin;
	uint32_t documents;	     /* that define it */
	struct tc_query_word *words; /* as tc_parse would have read them */
	size_t words_n;
	char *abbr, *expansion; /* for people: "UBND", "ủy ban nhân dân" */
};

struct tc_alternatives {
	struct tc_alternative list[TC_ALTERNATIVES_MAX];
	size_t n;
};

/*
 * Find the alternatives of a query, in the order of its words. Those of
 * different words don't overlap: the longest are taken. The same words may have
 * several (KH&CN, KHCN). On TC_OK the caller frees them. TC_NOMEM, or what
 * reading the index gives.
 *
 * - Words in quotes and excluded ones have none.
 * - A word that is spelt like a syllable (tu, ban) is an abbreviation only in
 *   capitals, and never where the whole query is in capitals; nor is "công an"
 *   shortened to "ca", which is a word as well.
 * - A reading of the table or of staff is taken, unless it is ambiguous.
 * - Readings that documents define are taken where two define it and three
 *   times as many as define the others.
 * - Other ambiguous ones are taken where the rest of the query singles one
 *   out: it has a word of the reading or of its context (TP and "chức vụ"), or
 *   something of the same kind (BT beside "đảng ủy": bí thư), or makes a pair
 *   with it that is frequent ("CT UBND": "tịch ubnd" rather than "thị ubnd").
 */
enum tc_status
tc_abbrevs_find(struct tc_alternatives *out, const struct tc_index *index,
    const struct tc_parsed *parsed, const struct tc_abbrevs *table,
    struct tc_analyser *analyser, struct tc_error *err);
void tc_alternatives_free(struct tc_alternatives *alternatives);

/* Append "UBND = ủy ban nhân dân (table)", "(staff)", "(12 documents)". */
void tc_alternative_describe(
    const struct tc_alternative *alternative, struct tc_buf *out);

#endif
