/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Topics that end in a time that documents do not name so. */
#include "times.h"

#include <string.h>

#include "newest.h"

/* năm ngoái, tháng này: the last two words. "quỹ này" is a fund. */
static bool
is_relative(const struct tc_query_word *word)
{
	static const struct tc_form units[] = {{"hom", "o"}, {"tuan", "af"},
	    {"thang", "s"}, {"qui", "s"}, {"nam", "w"}};
	static const struct tc_form whens[] = {{"nay", ""}, {"nay", "f"},
	    {"truoc", "wws"}, {"qua", ""}, {"ngoai", "s"}};
	bool unit = false, when = false;
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		unit |= tc_topic_says(&word[0], &units[i]);
	for (i = 0; i < sizeof(whens) / sizeof(whens[0]); i++)
		when |= tc_topic_says(&word[1], &whens[i]);
	return unit && when && word[1].joined;
}

/* May "từ 2019 đến 2021" begin with word i? "Thông tư 2019 đến 2021" does not.
 */
static bool
is_since(const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];
	static const struct tc_form since = {"tu", "wf"};

	return tc_topic_says(word, &since) && strcmp(word->marks, "w") != 0 &&
	    (i == 0 || strcmp(word[-1].folded, "thong") != 0);
}

size_t
tc_times_topic(const struct tc_parsed *parsed, struct tc_when *when, long today)
{
	const char *query = tc_buf_str(&parsed->clean);
	size_t i, from = 0;

	for (i = tc_newest_has_more(parsed) ? 0 : 1;
	     i + 1 < parsed->n && from == 0; i++) {
		const struct tc_query_word *word = &parsed->words[i];

		bool since = tc_topic_has(word) && is_since(parsed, i);

		if ((since ||
			(i + 2 == parsed->n && tc_topic_has(word) &&
			    tc_topic_has(&word[1]) && is_relative(word))) &&
		    tc_when_is(when, query + word->from,
			parsed->clean.len - word->from, today) &&
		    (!since || when->until[0] != '\0'))
			from = word->from;
	}
	while (from > 0 && query[from - 1] == ' ')
		from--;
	return from;
}
