/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second stage's model for people. */
#include <tracuu/gains.h>

#include <tracuu/message.h>

#include "coefficients.h"

size_t
tc_gains_count(void)
{
	return TC_FEATURE_COUNT;
}

const char *
tc_gain_name(size_t part)
{
	static const char *const names[TC_FEATURE_COUNT] = {
	    [TC_FEATURE_SCORE] = TC_MESSAGE("words and pairs"),
	    [TC_FEATURE_AGAINST_FIRST] = TC_MESSAGE("against the first hit"),
	    [TC_FEATURE_SIBLINGS] = TC_MESSAGE("hits of the same document"),
	    [TC_FEATURE_TITLE_PRECISION] = TC_MESSAGE("title has little else"),
	    [TC_FEATURE_TITLE_CORE] = TC_MESSAGE("core words in the title"),
	    [TC_FEATURE_TITLE_WORDS] = TC_MESSAGE("title counted before"),
	    [TC_FEATURE_DOCUMENT_PAIRS] =
		TC_MESSAGE("pairs in the document's name"),
	    [TC_FEATURE_TITLE_NEAR] = TC_MESSAGE("neighbours in the title"),
	    [TC_FEATURE_DOCUMENT_LENGTH] =
		TC_MESSAGE("length of the document's name"),
	    [TC_FEATURE_DEFINITION] = TC_MESSAGE("definition"),
	    [TC_FEATURE_PASSAGE] = TC_MESSAGE("one passage"),
	    [TC_FEATURE_RUN] = TC_MESSAGE("as it was typed"),
	    [TC_FEATURE_TEXT_PAIRS] = TC_MESSAGE("repeated pairs"),
	    [TC_FEATURE_ALL_WORDS] = TC_MESSAGE("all words"),
	    [TC_FEATURE_ALL_PAIRS] = TC_MESSAGE("all pairs"),
	    [TC_FEATURE_TEXT_NEAR] = TC_MESSAGE("neighbours in the text"),
	};

	return part < TC_FEATURE_COUNT && names[part] != NULL ? names[part]
							      : "";
}

double
tc_gain_value(size_t part, const double *features, bool with_text)
{
	if (with_text)
		return tc_text_model[part] * features[part];
	return part < TC_FEATURE_OF_HEADING
	    ? tc_heading_model[part] * features[part]
	    : 0;
}
