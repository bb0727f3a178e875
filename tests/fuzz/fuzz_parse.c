/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries (query/parse.c): any bytes are one. Words lie in the cleaned query in
 * order, their forms are UTF-8 and not empty, a part has its whole before it,
 * only words of phrases begin one, pairs are of one mind; the cleaned query
 * reads as the same words and the same tree. The tree has each word in one
 * leaf, and what is printed of it reads as an equal tree with equal words.
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
	if (word->prefix)
		must(word->kind == TC_TOKEN_WORD && !word->joined && len > 1);
}

/* Count the words below a node, each in its place. */
static size_t
check_node(const struct tc_parsed *parsed, size_t i, size_t seen, int depth)
{
	const struct tc_query_node *node;
	size_t children = 0;

	must(i < parsed->nodes_n && depth < 64);
	node = &parsed->nodes[i];
	must(node->from <= node->to && node->to <= parsed->clean.len);
	if (node->kind == TC_NODE_WORDS || node->kind == TC_NODE_PHRASE) {
		must(node->n > 0 && node->first == seen);
		must(parsed->words[seen].in_phrase ==
		    (node->kind == TC_NODE_PHRASE));
		must(parsed->words[seen].excluded == node->excluded);
		return seen + node->n;
	}
	for (i = node->child; i != TC_NODE_NONE; i = parsed->nodes[i].next) {
		must(depth == 0 || node->kind == TC_NODE_NOT ||
		    parsed->nodes[i].kind != node->kind);
		seen = check_node(parsed, i, seen, depth + 1);
		children++;
	}
	if (node->kind == TC_NODE_FIELD)
		must(children == 0);
	else if (node->kind == TC_NODE_NOT)
		must(children == 1);
	else
		must(children > 1 || depth == 0);
	return seen;
}

static void
check_same_words(
    const struct tc_parsed *a, const struct tc_parsed *b, bool places)
{
	size_t i;

	must(a->n == b->n);
	for (i = 0; i < a->n; i++) {
		const struct tc_query_word *x = &a->words[i];
		const struct tc_query_word *y = &b->words[i];

		must(strcmp(x->folded, y->folded) == 0);
		must(strcmp(x->marks, y->marks) == 0);
		must(x->kind == y->kind && x->excluded == y->excluded);
		must(x->in_phrase == y->in_phrase && x->joined == y->joined);
		must(x->prefix == y->prefix && x->in_title == y->in_title);
		must(x->strict == y->strict && x->part == y->part);
		must(!places || (x->from == y->from && x->to == y->to));
	}
}

/* The same name, by its key. */
static void
check_same_value(const struct tc_parsed *a, const struct tc_query_node *x,
    const struct tc_parsed *b, const struct tc_query_node *y)
{
	struct tc_buf p = FUZZ_BUF, q = FUZZ_BUF;

	tc_text_key(tc_buf_str(&a->clean) + x->from, x->to - x->from, &p);
	tc_text_key(tc_buf_str(&b->clean) + y->from, y->to - y->from, &q);
	must(fuzz_same(&p, &q));
	tc_buf_free(&p);
	tc_buf_free(&q);
}

static void
check_same_tree(
    const struct tc_parsed *a, size_t i, const struct tc_parsed *b, size_t k)
{
	const struct tc_query_node *x = &a->nodes[i], *y = &b->nodes[k];

	must(x->kind == y->kind && x->field == y->field);
	must(x->excluded == y->excluded && x->distance == y->distance);
	must(x->first == y->first && x->n == y->n);
	must(strcmp(x->since, y->since) == 0);
	must(strcmp(x->until, y->until) == 0);
	if (x->kind == TC_NODE_FIELD && x->field != TC_QUERY_DATE)
		check_same_value(a, x, b, y);
	for (i = x->child, k = y->child; i != TC_NODE_NONE && k != TC_NODE_NONE;
	     i = a->nodes[i].next, k = b->nodes[k].next)
		check_same_tree(a, i, b, k);
	must(i == k); /* both at the end */
}

static void
check_again(const struct tc_parsed *parsed, const struct tc_buf *query)
{
	bool places = query == &parsed->clean;
	struct tc_parsed again;

	/* Cleaning and printing may lengthen a query beyond what is read. */
	if (query->len > TC_QUERY_MAX || (parsed->cut && !places))
		return;
	must(tc_parse(&again, tc_buf_str(query), query->len, fuzz_analyser(),
		 NULL) == TC_OK);
	if (places)
		must(fuzz_same(&parsed->clean, &again.clean));
	check_same_words(parsed, &again, places);
	check_same_tree(parsed, parsed->root, &again, again.root);
	tc_parsed_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf printed = FUZZ_BUF;
	struct tc_parsed parsed;
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
	must(check_node(&parsed, parsed.root, 0, 0) == parsed.n);
	check_again(&parsed, &parsed.clean);
	tc_query_print(&parsed, &printed);
	must(!printed.failed && fuzz_is_utf8(printed.s, printed.len));
	check_again(&parsed, &printed);
	tc_buf_free(&printed);
	tc_parsed_free(&parsed);
	return 0;
}
