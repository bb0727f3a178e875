/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snippets (query/snippet.c). Input: a byte for the rung, one for the length,
 * the query up to a line end, the text. The parts follow each other with
 * nothing between them but drawn lines, lie in the text between characters, are
 * not empty; no marked part follows another; begins and ends tell whether there
 * is more; without a word of the query the snippet is the beginning. It is no
 * longer than was asked for, unless a single marked word is.
 */
#include "fuzz.h"

#include <tracuu/query.h>

/* Is there nothing but lines drawn with signs, "-----" or "---o0o---"? */
static bool
is_drawn(const char *s, size_t from, size_t to)
{
	for (; from < to; from++) {
		if (strchr(" \n-_=*~oO0\xE2\x80\x92\x93\x94\x95\x90",
			s[from]) == NULL)
			return false;
	}
	return true;
}

static void
check_parts(const struct tc_snippet *snippet, const struct tc_buf *text)
{
	size_t i;

	must(snippet->n <= TC_SNIPPET_PARTS);
	for (i = 0; i < snippet->n; i++) {
		const struct tc_snippet_part *part = &snippet->part[i];

		must(part->from < part->to);
		must(fuzz_is_cut_between(
		    text->s, text->len, part->from, part->to));
		if (i == 0)
			continue;
		must(part->from >= part[-1].to);
		must(is_drawn(text->s, part[-1].to, part->from));
		must(!part->marked || !part[-1].marked);
	}
}

static void
check_extent(
    const struct tc_snippet *snippet, const struct tc_buf *text, size_t max)
{
	const struct tc_snippet_part *part = snippet->part;
	size_t from = snippet->n > 0 ? part[0].from : 0, i;
	size_t to = snippet->n > 0 ? part[snippet->n - 1].to : 0;
	bool marked = false;

	for (i = 0; i < snippet->n; i++)
		marked |= part[i].marked;
	must(!snippet->begins || from > 0);
	must(snippet->begins || is_drawn(text->s, 0, from));
	must(!snippet->ends || to < text->len);
	must(snippet->ends || is_drawn(text->s, to, text->len));
	must(marked || snippet->n == TC_SNIPPET_PARTS ||
	    is_drawn(text->s, 0, from));
	must(to - from <= max || (snippet->n == 1 && marked));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_input in = {(const char *)data, len}, query;
	struct tc_marking marking = {
	    .rung = (enum tc_rung)(fuzz_take_byte(&in) % 3)};
	size_t max = (size_t)2 * fuzz_take_byte(&in);
	struct tc_buf text = FUZZ_BUF;
	struct tc_snippet snippet;
	struct tc_parsed parsed;

	query = fuzz_take_line(&in);
	must(tc_parse(&parsed, query.s, query.len, fuzz_analyser(), NULL) ==
	    TC_OK);
	must(tc_text_clean(in.s, in.len, &text, NULL) == TC_OK);
	must(tc_snippet_make(&snippet, fuzz_analyser(), &parsed, &marking,
		 tc_buf_str(&text), text.len, max, NULL) == TC_OK);
	check_parts(&snippet, &text);
	check_extent(&snippet, &text, max);
	tc_parsed_free(&parsed);
	tc_buf_free(&text);
	return 0;
}
