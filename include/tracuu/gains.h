/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What gave a hit of a question its place, part by part. */
#ifndef TC_GAINS_H
#define TC_GAINS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Parts of the second stage's model, numbered as the features that
 * tc_search_options.told is told of: a hit's score rises and falls by their
 * sum.
 */
size_t tc_gains_count(void);

/* What a part looks at, in a few words of English, for tc_message(). Static. */
const char *tc_gain_name(size_t part);

/* What it gives to a hit with these features, whose text was read or not. */
double tc_gain_value(size_t part, const double *features, bool with_text);

#ifdef __cplusplus
}
#endif
#endif
