/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading what somebody typed. It is never an error. */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/docno.h>
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
	bool first = leaf->n == 0 || before == NULL ||
	    before < &parsed->words[leaf->first];

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
	    before->in_title == word->in_title && (!first || !word->in_title);
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

/* The words of the leaves, from the first to the last. */
struct reader {
	struct tc_parsed *parsed;
	struct tc_analyser *analyser;
	struct tc_buf marks;
	bool in_word; /* what was read ends in a word ... */
	size_t to;    /* ... here */
};

/*
 * May a word that begins at `from` pair with the one before, in another leaf?
 * As in texts it may across spaces and quotes.
 */
static bool
goes_on(const struct reader *reader, size_t from)
{
	const char *s = tc_buf_str(&reader->parsed->clean);
	size_t at = reader->to, quote;

	while (reader->in_word && at < from) {
		quote = tc_syntax_quote(s + at, from - at);
		if (quote == 0 && strchr(" {}", s[at]) == NULL)
			return false;
		at += quote > 0 ? quote : 1;
	}
	return reader->in_word;
}

/*
 * A leaf is read by itself, so that its words are the same wherever it stands.
 * In quotes and after a minus sign words mean what they say: no mentions.
 */
static enum tc_status
read_leaf(
    struct reader *reader, struct tc_query_node *leaf, struct tc_error *err)
{
	struct tc_parsed *parsed = reader->parsed;
	struct tc_analyser *analyser = reader->analyser;
	struct tc_token token;
	enum tc_status status;

	status =
	    tc_analyser_start(analyser, tc_buf_str(&parsed->clean) + leaf->from,
		leaf->to - leaf->from, err);
	if (status != TC_OK)
		return status;
	if (goes_on(reader, leaf->from))
		tc_analyser_go_on(analyser);
	while ((status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (parsed->n == TC_QUERY_WORDS_MAX) {
			parsed->cut = true;
			return TC_OK;
		}
		token.from += leaf->from;
		token.to += leaf->from;
		if (!token.spans ||
		    (!leaf->excluded && leaf->kind != TC_NODE_PHRASE))
			take_token(parsed, leaf, &token, &reader->marks);
		if (tc_buf_lacks(&reader->marks))
			return tc_buf_check(&reader->marks, err);
	}
	reader->in_word = tc_analyser_ends_in_word(analyser);
	reader->to = leaf->to;
	return status == TC_DONE ? TC_OK : status;
}

static enum tc_status
read_words(struct tc_parsed *parsed, struct tc_analyser *analyser,
    struct tc_error *err)
{
	struct reader reader = {.parsed = parsed,
	    .analyser = analyser,
	    .marks = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status = TC_OK;
	size_t i = tc_tree_next_leaf(parsed, TC_NODE_NONE);

	while (i != TC_NODE_NONE && status == TC_OK) {
		struct tc_query_node *leaf = &parsed->nodes[i];

		if (leaf->kind != TC_NODE_FIELD && leaf->from < leaf->to)
			status = read_leaf(&reader, leaf, err);
		i = tc_tree_next_leaf(parsed, i);
	}
	tc_buf_free(&reader.marks);
	return status;
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
	struct tc_items items;
	long today = tc_when_today();
	enum tc_status status;

	status = tc_syntax_read(
	    &items, tc_buf_str(&parsed->clean), parsed->clean.len, today, err);
	if (status != TC_OK)
		return status;
	status = tc_tree_make(parsed, &items, today, err);
	free(items.at);
	if (status == TC_OK)
		status = read_words(parsed, analyser, err);
	if (status == TC_OK) {
		find_prefixes(parsed);
		tc_tree_tidy(parsed);
	}
	return status;
}

/*
 * Pasted from an old document (®Êt ®ai) a query is in an old encoding. Where
 * that is not sure it stays: queries are short. None has braces.
 */
static enum tc_status
repair(struct tc_buf *out, const char *query, size_t len, struct tc_error *err)
{
	struct tc_buf repaired = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_encoding encoding = TC_ENCODING_NONE;
	enum tc_status status = TC_OK;
	size_t lost = 1;

	if (memchr(query, '{', len) == NULL)
		status = tc_legacy_repair(
		    query, len, &repaired, &encoding, &lost, err);
	if (status == TC_OK && lost == 0 && encoding != TC_ENCODING_ETH) {
		query = tc_buf_str(&repaired);
		len = repaired.len;
	}
	if (status == TC_OK)
		status = tc_text_clean(query, len, out, err);
	tc_buf_free(&repaired);
	return status;
}

/* Is it a year and nothing else? */
static bool
is_year(const char *s)
{
	return (s[0] == '1' || s[0] == '2') && strspn(s, "0123456789") == 4 &&
	    (s[4] == '\0' || strchr(" ,;.)", s[4]) != NULL);
}

/* Is the dash before s[at] one with a space before it and none behind? */
static bool
is_loose_dash(const char *s, size_t at)
{
	return at > 2 && s[at - 1] == '-' && s[at - 2] == ' ';
}

/*
 * Is the dash before part i in the number, and not before what is unwanted:
 * "1977 -QĐ-UBND", "19 -CTr/TU", "1722/UBND -KTN"? A number without codes takes
 * two of them, one with two codes ("12/NQ-HĐND -UBND") is whole.
 */
static bool
is_in_number(const struct tc_docno *docno, size_t i, const char *s)
{
	const struct tc_docno_part *part = &docno->at[i];

	if (!part->code)
		return false;
	if (docno->at[i - 1].code)
		return (i < 2 || !docno->at[i - 2].code) &&
		    (strchr("/-", s[docno->at[1].from - 1]) != NULL ||
			memchr(s, '/', docno->at[1].from) != NULL);
	return i + 1 < docno->n && part[1].code &&
	    (s[part->to] == '-' || s[part->to] == '/');
}

/* A dash leaves its space behind, so that it is no minus sign. */
static void
turn_dash(char *s, size_t at)
{
	s[at - 2] = '-';
	s[at - 1] = ' ';
}

/* The same in the number or the years that s begins with. */
static void
turn_dashes(char *s, size_t len)
{
	struct tc_docno docno;
	size_t i;

	if (is_year(s) && len > 6 && is_loose_dash(s, 6) && is_year(s + 6))
		turn_dash(s, 6);
	if (!tc_docno_read(&docno, s, len))
		return;
	for (i = 1; i < docno.n; i++) {
		size_t at = docno.at[i].from;

		if (is_loose_dash(s, at) && is_in_number(&docno, i, s))
			turn_dash(s, at);
	}
}

static void
join_numbers(struct tc_buf *clean)
{
	size_t i;

	for (i = 0; i < clean->len; i++) {
		char c = clean->s[i];

		if (tc_ascii_is_digit(c) &&
		    (i == 0 || strchr(" (", clean->s[i - 1]) != NULL))
			turn_dashes(clean->s + i, clean->len - i);
	}
}

enum tc_status
tc_query_clean(
    struct tc_buf *out, const char *query, size_t len, struct tc_error *err)
{
	enum tc_status status = repair(out, query, len, err);
	size_t i;

	for (i = 0; i < out->len; i++) {
		if (out->s[i] == '\n')
			out->s[i] = ' ';
	}
	if (out->len > 0)
		join_numbers(out);
	return status;
}

enum tc_status
tc_parse(struct tc_parsed *parsed, const char *query, size_t len,
    struct tc_analyser *analyser, struct tc_error *err)
{
	size_t readable = readable_length(len, query);
	enum tc_status status;

	memset(parsed, 0, sizeof(*parsed));
	parsed->clean.max = TC_BUF_LINE;
	parsed->typed.max = TC_BUF_LINE;
	parsed->cut = readable < len;
	parsed->words = calloc(TC_QUERY_WORDS_MAX, sizeof(*parsed->words));
	if (parsed->words == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	status = tc_query_clean(&parsed->clean, query, readable, err);
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
	free(parsed->words);
	free(parsed->nodes);
	parsed->words = NULL;
	parsed->nodes = NULL;
	parsed->n = parsed->nodes_n = 0;
}
