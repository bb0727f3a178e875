/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu-index --analyse: what the text module makes of a text. */
#ifndef TC_INDEXER_ANALYSE_H
#define TC_INDEXER_ANALYSE_H

#include <stdio.h>
#include <tracuu/error.h>
#include <tracuu/legacy.h>

/*
 * Print the tokens of a file ("-" is standard input), one a line: from, to
 * (bytes in the cleaned text), kind, canonical form, folded form, the terms
 * that an index gets for it (word or mention, then the pair with the word
 * before), parted by tabs. The parts of a structured token follow it with "+"
 * before their kind. *repair is what old encoding the text was in.
 * TC_NOTFOUND, TC_IO, TC_TOOBIG.
 */
enum tc_status tc_analyse(FILE *out, const char *path, enum tc_encoding *repair,
    struct tc_error *err);

#endif
