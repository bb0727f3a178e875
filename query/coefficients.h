/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The coefficients of the second stage's model, fitted on 2026-11-23 to 748
 * questions about articles of law by bench/features.c and bench/fit.c.
 * bench/RANKING.md says how, and what each is worth.
 */
#ifndef TC_QUERY_COEFFICIENTS_H
#define TC_QUERY_COEFFICIENTS_H

#include "feature.h"

static const double tc_heading_model[TC_FEATURE_OF_HEADING] = {
    [TC_FEATURE_SCORE] = 3.468,
    [TC_FEATURE_AGAINST_FIRST] = 9.835,
    [TC_FEATURE_SIBLINGS] = 1.926,
    [TC_FEATURE_TITLE_PRECISION] = 4.146,
    [TC_FEATURE_TITLE_CORE] = -2.934,
    [TC_FEATURE_TITLE_WORDS] = -9.796,
    [TC_FEATURE_DOCUMENT_PAIRS] = -3.971,
    [TC_FEATURE_TITLE_NEAR] = 4.091,
    [TC_FEATURE_DOCUMENT_LENGTH] = -0.306,
};

static const double tc_text_model[TC_FEATURE_COUNT] = {
    [TC_FEATURE_SCORE] = 2.395,
    [TC_FEATURE_AGAINST_FIRST] = 7.035,
    [TC_FEATURE_SIBLINGS] = 2.998,
    [TC_FEATURE_TITLE_PRECISION] = 4.474,
    [TC_FEATURE_TITLE_CORE] = -0.777,
    [TC_FEATURE_TITLE_WORDS] = -9.808,
    [TC_FEATURE_DOCUMENT_PAIRS] = -4.173,
    [TC_FEATURE_TITLE_NEAR] = 2.893,
    [TC_FEATURE_DOCUMENT_LENGTH] = -0.295,
    [TC_FEATURE_DEFINITION] = 3.805,
    [TC_FEATURE_PASSAGE] = 5.496,
    [TC_FEATURE_RUN] = 3.454,
    [TC_FEATURE_TEXT_PAIRS] = -6.292,
    [TC_FEATURE_ALL_WORDS] = -2.463,
    [TC_FEATURE_ALL_PAIRS] = 4.914,
    [TC_FEATURE_TEXT_NEAR] = 1.858,
};

#endif
