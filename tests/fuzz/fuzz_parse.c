/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries (query/parse.c): any bytes are one. Words lie in the cleaned query in
 * order, their forms are UTF-8 and not empty, a part has its whole before it,
 * only words of phrases begin one, pairs are of one mind; the cleaned query
 * reads as the same words.
 */
#include "fuzz.h"

#include <tracuu/query.h>

static void
check_word(const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];
	const struct tc_query_word *before = i > 0 ? word - 1 : NULL;
	size_t len = strnlen(word->folded, sizeof(word->folded));
	size_t marks = strnlen(word->marks, sizeof(word->marks));

	must(len > 0 && len <= TC_TERM_MAX && marks <= TC_TERM_MAX);
	must(fuzz_is_utf8(word->folded, len));
	must(fuzz_is_utf8(word->marks, marks));
	must(marks == 0 || word->kind == TC_TOKEN_WORD);
	must(word->from < word->to);
	must(fuzz_is_cut_between(
	    parsed->clean.s, parsed->clean.len, word->from, word->to));
	must(before == NULL || word->from >= before->from);
	must(before != NULL || (!word->part && !word->joined));
	must(word->in_phrase || !word->begins_phrase);
	must(!word->joined || word->excluded == before->excluded);
	if (word->in_phrase && !word->begins_phrase)
		must(before != NULL && before->in_phrase);
	if (word->part)
		must(word->excluded == before->excluded &&
		    word->in_phrase == before->in_phrase);
}

static void
check_same(const struct tc_parsed *a, const struct tc_parsed *b)
{
	size_t i;

	must(fuzz_same(&a->clean, &b->clean));
	must(a->n == b->n);
	for (i = 0; i < a->n; i++) {
		const struct tc_query_word *x = &a->words[i];
		const struct tc_query_word *y = &b->words[i];

		must(strcmp(x->folded, y->folded) == 0);
		must(strcmp(x->marks, y->marks) == 0);
		must(x->kind == y->kind && x->excluded == y->excluded);
		must(x->in_phrase == y->in_phrase && x->joined == y->joined);
		must(x->from == y->from && x->to == y->to);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_parsed parsed, again;
	size_t i;

	must(tc_parse(&parsed, (const char *)data, len, fuzz_analyser(),
		 NULL) == TC_OK);
	must(parsed.n <= TC_QUERY_WORDS_MAX);
	must(!parsed.cut || len > TC_QUERY_MAX ||
	    parsed.n == TC_QUERY_WORDS_MAX);
	must(memchr(tc_buf_str(&parsed.clean), '\n', parsed.clean.len) == NULL);
	must(fuzz_is_clean(&parsed.clean));
	for (i = 0; i < parsed.n; i++)
		check_word(&parsed, i);
	/* Cleaning may lengthen a query beyond what is read of one. */
	if (parsed.clean.len <= TC_QUERY_MAX) {
		must(tc_parse(&again, tc_buf_str(&parsed.clean),
			 parsed.clean.len, fuzz_analyser(), NULL) == TC_OK);
		check_same(&parsed, &again);
		tc_parsed_free(&again);
	}
	tc_parsed_free(&parsed);
	return 0;
}
