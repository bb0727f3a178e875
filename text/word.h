/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Both forms of a word in one go, for the analyser. */
#ifndef TC_TEXT_WORD_H
#define TC_TEXT_WORD_H

#include <tracuu/text.h>

struct tc_word_forms {
	char canonical[TC_TERM_MAX];
	size_t canonical_len;
	char folded[TC_TERM_MAX];
	size_t folded_len;
};

void tc_word_forms(const char *s, size_t len, struct tc_word_forms *out);

#endif
