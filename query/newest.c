/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Topics that end in "mới nhất". */
#include "newest.h"

#include <string.h>

/* Is it a word of the topic, with these marks or fewer? */
static bool
is_word(const struct tc_query_word *word, const char *folded, const char *marks)
{
	return word->kind == TC_TOKEN_WORD && !word->excluded &&
	    !word->strict && !word->in_phrase && !word->prefix &&
	    !word->in_title && strcmp(word->folded, folded) == 0 &&
	    tc_text_marks_include(
		marks, strlen(marks), word->marks, strlen(word->marks));
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
	const char *query = tc_buf_str(&parsed->clean);
	const struct tc_query_word *last;
	size_t len;

	if (parsed->n < 3 && (parsed->n < 2 || !tc_newest_has_more(parsed)))
		return 0;
	last = &parsed->words[parsed->n - 1];
	if (!is_word(last, "nhat", "as") || last->to != parsed->clean.len ||
	    !last->joined || !is_word(last - 1, "moi", "ws"))
		return 0;
	len = last[-1].from;
	while (len > 0 && query[len - 1] == ' ')
		len--;
	return len;
}
