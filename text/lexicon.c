/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the words that tie numbers together. */
#include "lexicon.h"

static const char *const names[] = {"vnd", "usd", "eur", "jpy", "cny", "ha",
    "km", "km2", "m", "m2", "m3", "cm", "mm", "kg", "tan", "kw", "kwh", "mw",
    "mwh", "kv", "kva", "mva"};

struct tc_meaning
tc_lexicon_find(const char *canonical, size_t len)
{
	struct tc_meaning none = {0, 0};
	uint64_t word;
	size_t i;

	if (len == 0 || len > TC_LEXICON_BYTES)
		return none;
	word = tc_lexicon_word(canonical, len);
	for (i = tc_lexicon_home(word); tc_lexicon.slot[i].word != 0;
	     i = (i + 1) % TC_LEXICON_SLOTS) {
		if (tc_lexicon.slot[i].word == word)
			return tc_lexicon.slot[i].meaning;
	}
	return none;
}

const char *
tc_lexicon_name(unsigned value)
{
	return names[value];
}
