/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading what somebody typed. It is never an error. */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>
#include <tracuu/legacy.h>

#include "syntax.h"

static void
copy_term(char to[TC_TERM_MAX + 1], const char *s, size_t len)
{
	len = len > TC_TERM_MAX ? TC_TERM_MAX : len;
	memcpy(to, s, len);
	to[len] = '\0';
}

/* Words before i, the last that is no mention; NULL if there is none. */
const struct tc_query_word *
tc_query_before(const struct tc_parsed *parsed, size_t i)
{
	while (i > 0) {
		if (!parsed->words[--i].spans)
			return &parsed->words[i];
	}
	return NULL;
}

static void
set_form(struct tc_query_word *word, const struct tc_token *token,
    struct tc_buf *marks)
{
	if (tc_token_is_word(token->kind))
		copy_term(word->folded, token->folded, token->folded_len);
	else
		copy_term(word->folded, token->term, token->term_len);
	tc_buf_clear(marks);
	if (token->kind == TC_TOKEN_WORD)
		tc_text_marks(token->term, token->term_len, marks);
	copy_term(word->marks, tc_buf_str(marks), marks->len);
}

static void
take_token(struct tc_parsed *parsed, struct tc_query_node *leaf,
    const struct tc_token *token, struct tc_buf *marks)
{
	struct tc_query_word *word = &parsed->words[parsed->n];
	const struct tc_query_word *before = tc_query_before(parsed, parsed->n);

	memset(word, 0, sizeof(*word));
	word->kind = token->kind;
	set_form(word, token, marks);
	word->part = token->part;
	word->spans = token->spans;
	word->excluded = leaf->excluded;
	word->in_phrase = leaf->kind == TC_NODE_PHRASE;
	word->begins_phrase = word->in_phrase && leaf->n == 0;
	word->in_title = leaf->field == TC_QUERY_TITLE;
	/* A pair of a wanted and an unwanted word would say nothing, nor would
	 * one of words that are wanted in different places. */
	word->joined = token->joined && before != NULL &&
	    before->excluded == word->excluded &&
	    before->in_title == word->in_title &&
	    (leaf->n > 0 || !word->in_title);
	word->from = token->from;
	word->to = token->to;
	if (leaf->n++ == 0)
		leaf->first = parsed->n;
	parsed->n++;
}

/* Cut at TC_QUERY_MAX bytes, at the edge of a character. */
static size_t
readable_length(size_t len, const char *s)
{
	if (len <= TC_QUERY_MAX)
		return len;
	len = TC_QUERY_MAX;
	while (len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
		len--;
	return len;
}

/* The leaf that what begins at `from` belongs to; NULL where none is. */
static struct tc_query_node *
find_leaf(const struct tc_parsed *parsed, size_t *leaf, size_t from)
{
	while (*leaf != TC_NODE_NONE && parsed->nodes[*leaf].to <= from)
		*leaf = tc_tree_next_leaf(parsed, *leaf);
	return *leaf != TC_NODE_NONE && parsed->nodes[*leaf].from <= from
	    ? &parsed->nodes[*leaf]
	    : NULL;
}

/*
 * Give the leaves their words. Parts go where their whole is. In quotes and
 * after a minus sign words mean what they say: no mentions.
 */
static enum tc_status
read_words(struct tc_parsed *parsed, struct tc_analyser *analyser,
    struct tc_error *err)
{
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	size_t at = tc_tree_next_leaf(parsed, TC_NODE_NONE);
	struct tc_query_node *leaf = NULL;
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_start(
	    analyser, parsed->plain.s, parsed->plain.len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (parsed->n == TC_QUERY_WORDS_MAX) {
			parsed->cut = true;
			break;
		}
		if (!token.part)
			leaf = find_leaf(parsed, &at, token.from);
		if (leaf == NULL ||
		    (token.spans &&
			(leaf->excluded || leaf->kind == TC_NODE_PHRASE)))
			continue;
		take_token(parsed, leaf, &token, &marks);
	}
	tc_buf_free(&marks);
	return status == TC_DONE ? TC_OK : status;
}

/* word* is a word of letters; else the star was none. */
static void
find_prefixes(struct tc_parsed *parsed)
{
	size_t i;

	for (i = 0; i < parsed->nodes_n; i++) {
		struct tc_query_node *node = &parsed->nodes[i];
		struct tc_query_word *word = &parsed->words[node->first];

		node->prefix = node->prefix && node->n == 1 &&
		    word->kind == TC_TOKEN_WORD && strlen(word->folded) > 1;
		if (!node->prefix)
			continue;
		word->prefix = true;
		word->joined = false; /* nor is what the star stands for */
	}
}

/* Syntax first, then words, and what is left of the tree. */
static enum tc_status
read_query(struct tc_parsed *parsed, struct tc_analyser *analyser,
    struct tc_error *err)
{
	struct tc_items *items = malloc(sizeof(*items));
	const char *query = tc_buf_str(&parsed->clean);
	size_t len = parsed->clean.len;
	long today = tc_when_today();
	enum tc_status status;

	if (items == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	tc_buf_put(&parsed->plain, query, len);
	status = tc_buf_check(&parsed->plain, err);
	if (status == TC_OK)
		status = tc_syntax_read(items, query, len, today, err);
	if (status == TC_OK)
		status = tc_tree_make(parsed, items, today, err);
	if (status == TC_OK)
		status = read_words(parsed, analyser, err);
	if (status == TC_OK) {
		find_prefixes(parsed);
		tc_tree_tidy(parsed);
		status = tc_buf_check(&parsed->notes, err);
	}
	free(items);
	return status;
}

/*
 * Clean what was typed; pasted from an old document (®Êt ®ai) it is in an old
 * encoding. Where that is not sure it stays: queries are short.
 */
static enum tc_status
clean_query(
    struct tc_buf *out, const char *query, size_t len, struct tc_error *err)
{
	struct tc_buf repaired = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_encoding encoding;
	enum tc_status status;
	size_t lost;

	status = tc_legacy_repair(query, len, &repaired, &encoding, &lost, err);
	if (status == TC_OK && lost == 0 && encoding != TC_ENCODING_ETH) {
		query = tc_buf_str(&repaired);
		len = repaired.len;
	}
	if (status == TC_OK)
		status = tc_text_clean(query, len, out, err);
	tc_buf_free(&repaired);
	return status;
}

/* The bytes of the capitals that s begins with, Đ (U+0110) among them. */
static size_t
capitals(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (s[n] >= 'A' && s[n] <= 'Z')
			n++;
		else if (strncmp(s + n, "\xC4\x90", 2) == 0)
			n += 2;
		else
			return n;
	}
}

/*
 * "1977 -QĐ-UBND" is the number of a document with a space too much, and not
 * 1977 without QĐ-UBND: take the space out.
 */
static void
join_numbers(struct tc_buf *clean)
{
	size_t i, first;

	for (i = 1; i + 1 < clean->len; i++) {
		const char *s = clean->s + i;

		if (s[0] != ' ' || s[1] != '-' || s[-1] < '0' || s[-1] > '9')
			continue;
		first = capitals(s + 2);
		if (first == 0 || s[2 + first] != '-' ||
		    capitals(s + 3 + first) < 2)
			continue;
		memmove(clean->s + i, s + 1, clean->len - i);
		clean->len--;
	}
}

enum tc_status
tc_parse(struct tc_parsed *parsed, const char *query, size_t len,
    struct tc_analyser *analyser, struct tc_error *err)
{
	size_t readable = readable_length(len, query), i;
	enum tc_status status;

	memset(parsed, 0, sizeof(*parsed));
	parsed->clean.max = TC_BUF_LINE;
	parsed->typed.max = TC_BUF_LINE;
	parsed->plain.max = TC_BUF_LINE;
	parsed->notes.max = TC_BUF_LINE;
	parsed->cut = readable < len;
	parsed->words = calloc(TC_QUERY_WORDS_MAX, sizeof(*parsed->words));
	if (parsed->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	status = clean_query(&parsed->clean, query, readable, err);
	for (i = 0; i < parsed->clean.len; i++) {
		if (parsed->clean.s[i] == '\n')
			parsed->clean.s[i] = ' ';
	}
	join_numbers(&parsed->clean);
	if (status == TC_OK)
		status = read_query(parsed, analyser, err);
	if (status != TC_OK)
		tc_parsed_free(parsed);
	return status;
}

void
tc_parsed_free(struct tc_parsed *parsed)
{
	tc_buf_free(&parsed->clean);
	tc_buf_free(&parsed->typed);
	tc_buf_free(&parsed->plain);
	tc_buf_free(&parsed->notes);
	free(parsed->words);
	free(parsed->nodes);
	parsed->words = NULL;
	parsed->nodes = NULL;
	parsed->n = parsed->nodes_n = 0;
}
