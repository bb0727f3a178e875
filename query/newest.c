/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Topics that end in "mới nhất". */
#include "newest.h"

#include <string.h>

bool
tc_topic_has(const struct tc_query_word *word)
{
	return !word->excluded && !word->strict && !word->in_phrase &&
	    !word->prefix && !word->in_title;
}

bool
tc_topic_says(const struct tc_query_word *word, const struct tc_form *what)
{
	return word->kind == TC_TOKEN_WORD &&
	    strcmp(word->folded, what->folded) == 0 &&
	    tc_text_marks_include(what->marks, strlen(what->marks), word->marks,
		strlen(word->marks));
}

bool
tc_newest_has_more(const struct tc_parsed *parsed)
{
	size_t first = parsed->nodes[parsed->root].child;

	return first != TC_NODE_NONE &&
	    parsed->nodes[first].next != TC_NODE_NONE;
}

size_t
tc_newest_topic(const struct tc_parsed *parsed)
{
	static const struct tc_form newest[] = {{"moi", "ws"}, {"nhat", "as"}};
	const char *query = tc_buf_str(&parsed->clean);
	const struct tc_query_word *last;
	size_t len;

	if (parsed->n < 3 && (parsed->n < 2 || !tc_newest_has_more(parsed)))
		return 0;
	last = &parsed->words[parsed->n - 1];
	if (!tc_topic_says(last, &newest[1]) || !tc_topic_has(last) ||
	    last->to != parsed->clean.len || !last->joined ||
	    !tc_topic_says(last - 1, &newest[0]) || !tc_topic_has(last - 1))
		return 0;
	len = last[-1].from;
	while (len > 0 && query[len - 1] == ' ')
		len--;
	return len;
}
