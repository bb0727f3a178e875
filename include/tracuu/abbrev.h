/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Abbreviations and what they stand for: UBND is "ủy ban nhân dân". */
#ifndef TC_ABBREV_H
#define TC_ABBREV_H

#include <stdbool.h>
#include <stddef.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Longer ones, in bytes of either form below, are none. */
#define TC_ABBREV_MAX 200

/*
 * A name as the analyser sees its words, with one space between two; what
 * stands between them in the text (&, -, commas) is left out.
 */
struct tc_abbrev_forms {
	char words[TC_ABBREV_MAX + 1];	/* canonical: "tn mt", "kĩ thuật" */
	char folded[TC_ABBREV_MAX + 1]; /* without marks: "tn mt", "ki thuat" */
	size_t n;			/* words */
};

/*
 * Make the forms of an abbreviation or an expansion. Letters between full stops
 * are one word, as for the analyser: U.B.N.D is "ubnd". False when nothing is
 * left, or more than TC_ABBREV_MAX bytes.
 */
bool tc_abbrev_forms(const char *s, size_t len, struct tc_abbrev_forms *out);

/* Copy an abbreviation without its spaces: "tn mt" -> "tnmt"; also in place. */
void tc_abbrev_key(const char *words, char key[TC_ABBREV_MAX + 1]);

/*
 * Do these canonical words have at least the marks that were typed? Their
 * folded forms are equal. "hội đồng" takes "hôi đong", not "hoi dòng".
 */
bool tc_abbrev_include(const char *words, const char *typed);

/* The same for abbreviations, "hđnd", however they are broken into words. */
bool tc_abbrev_include_short(const char *letters, const char *typed);

/*
 * Is it spelt like a syllable, with its tone or without (tu, bot for bột)? An
 * abbreviation that is, such as TU for tỉnh ủy, is one only in capitals.
 */
bool tc_abbrev_is_syllable(const char *canonical, size_t len);

/*
 * Is it written like one: all letters capitals (TU), or one behind the first
 * (ThU)? Thu is not.
 */
bool tc_abbrev_has_capitals(const char *s, size_t len);

/* Append canonical words in capitals, "tđ kt" -> "TĐ KT", to be shown. */
void tc_abbrev_upper(const char *words, struct tc_buf *out);

/* Is it a function word, which abbreviations may leave out: và, của, các? */
bool tc_abbrev_is_function_word(const char *canonical, size_t len);

/* One reading of one abbreviation, a row of a table. */
struct tc_abbrev {
	const char *spelling; /* as the table has it: "KT-XH" */
	const char *context;  /* "chức vụ" of "TP (chức vụ)", else "" */
	const char *expansion; /* "kinh tế - xã hội" */
	const char *kind;      /* "socio", or "" */
	const char *key;       /* "ktxh" */
	const char *letters;   /* canonical, as "hđnd" of "hdnd" */
	const char *abbr;      /* and with the spaces: "kt xh" */
	const char *words;     /* canonical: "kinh tế xã hội" */
	const char *folded;    /* "kinh te xa hoi" */
	bool ambiguous;	       /* to be used with support only */
	bool staff;	       /* from a file, not built in */
	bool off;	       /* switched off: no expansion */
	unsigned order;	       /* rises from line to line */
};

/* The table built in, and what files add to it. Read only once made. */
struct tc_abbrevs;

/* A table with what is built in. TC_NOMEM. */
enum tc_status tc_abbrevs_new(struct tc_abbrevs **out, struct tc_error *err);
void tc_abbrevs_free(struct tc_abbrevs *abbrevs);

/* Told of each line that is skipped, "FILE:LINE: why". */
typedef void (*tc_abbrev_warn_fn)(void *arg, const char *text);

/*
 * Add a file in the format of tracuu-abbreviations(5). The first line of it
 * about an abbreviation takes away what was built in for that. Lines that are
 * wrong are told of and skipped; warn may be NULL. TC_NOTFOUND, TC_IO,
 * TC_TOOBIG (over a megabyte), TC_NOMEM; then the table is as before.
 */
enum tc_status tc_abbrevs_read(struct tc_abbrevs *abbrevs, const char *path,
    tc_abbrev_warn_fn warn, void *arg, struct tc_error *err);

/* All rows, in no order that matters. Borrowed, as the rows below. */
size_t tc_abbrevs_rows(
    const struct tc_abbrevs *abbrevs, const struct tc_abbrev *const **rows);

/* The rows whose key is this: "ubnd". *rows may be what it wants when 0. */
size_t tc_abbrevs_by_key(const struct tc_abbrevs *abbrevs, const char *key,
    const struct tc_abbrev *const **rows);

/*
 * The rows whose expansion has these folded words: "uy ban". *longer tells
 * whether some other row begins with these words and goes on.
 */
size_t tc_abbrevs_by_folded(const struct tc_abbrevs *abbrevs,
    const char *folded, const struct tc_abbrev *const **rows, bool *longer);

/*
 * The readings of an abbreviation as somebody typed it, in any case, with or
 * without marks, dots, & and -: at most max rows, and how many there are. HDND
 * and HĐND have the reading hội đồng nhân dân; HĐ has no reading of HD.
 */
size_t tc_abbrevs_readings(const struct tc_abbrevs *abbrevs, const char *typed,
    size_t len, const struct tc_abbrev **rows, size_t max);

/* The abbreviations of words, typed with or without their marks. */
size_t tc_abbrevs_shorten(const struct tc_abbrevs *abbrevs, const char *typed,
    size_t len, const struct tc_abbrev **rows, size_t max);

/* A definition in a text: "Hội đồng nhân dân (HĐND)". */
struct tc_abbrev_pair {
	struct tc_abbrev_forms abbr, expansion;
};

/* Called for each definition; another status than TC_OK ends the search. */
typedef enum tc_status (*tc_abbrev_found_fn)(
    void *arg, const struct tc_abbrev_pair *pair, struct tc_error *err);

/*
 * Find the definitions in a clean text, in time linear in its length:
 *
 *	Hội đồng nhân dân (HĐND)
 *	Ủy ban nhân dân cấp tỉnh (sau đây gọi là UBND cấp tỉnh)
 *	Ủy ban nhân dân, viết tắt là UBND
 *	BHXH (bảo hiểm xã hội)
 *
 * An abbreviation has 2 to 12 letters, nearly all capitals. Each is the first
 * of a word, in their order from right to left: Đ is not D, tones don't count.
 * Function words and one other may be left out, the first and last may not.
 */
enum tc_status tc_abbrev_mine(const char *s, size_t len,
    tc_abbrev_found_fn found, void *arg, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
