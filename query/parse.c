/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading what somebody typed. It is never an error. */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>
#include <tracuu/legacy.h>

/* What is between the words: quotes, and minus signs before words. */
struct reader {
	const char *s;
	size_t len, at;
	bool quoted;
	bool begins;   /* a quote was opened before the word that follows */
	bool excluded; /* the word or phrase that follows is unwanted */
};

static bool
starts(const struct reader *reader, size_t at, const char *what)
{
	size_t len = strlen(what);

	return reader->len - at >= len &&
	    memcmp(reader->s + at, what, len) == 0;
}

static size_t
quote_length(const struct reader *reader, size_t at)
{
	if (starts(reader, at, "\""))
		return 1;
	if (starts(reader, at, "\xE2\x80\x9C") || /* U+201C */
	    starts(reader, at, "\xE2\x80\x9D") ||
	    starts(reader, at, "\xE2\x80\x9E"))
		return 3;
	return 0;
}

/* A quote that nobody closes is no phrase. */
static bool
is_closed(const struct reader *reader, size_t at)
{
	for (; at < reader->len; at++) {
		if (quote_length(reader, at) > 0)
			return true;
	}
	return false;
}

/* Go over what lies between two tokens. */
static void
read_gap(struct reader *reader, size_t to)
{
	size_t at = reader->at, quote;
	bool after_space = at == 0;

	if (!reader->quoted)
		reader->excluded = false;
	for (; at < to; at++) {
		quote = quote_length(reader, at);
		if (quote > 0) {
			if (reader->quoted)
				reader->quoted = reader->excluded = false;
			else
				reader->begins = reader->quoted =
				    is_closed(reader, at + quote);
			at += quote - 1;
		} else if (reader->s[at] == '-' && !reader->quoted) {
			reader->excluded = after_space;
		} else if (!reader->quoted) {
			reader->excluded = false;
		}
		after_space = reader->s[at] == ' ' || reader->s[at] == '(';
	}
	reader->at = to;
}

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

/* In quotes and after a minus sign words mean what they say: no mentions. */
static void
drop_mentions(struct tc_parsed *parsed)
{
	while (parsed->n > 0 && parsed->words[parsed->n - 1].spans)
		parsed->n--;
}

static void
take_token(struct tc_parsed *parsed, const struct reader *reader,
    const struct tc_token *token, struct tc_buf *marks)
{
	struct tc_query_word *word = &parsed->words[parsed->n];
	const struct tc_query_word *before = tc_query_before(parsed, parsed->n);

	memset(word, 0, sizeof(*word));
	word->kind = token->kind;
	if (tc_token_is_word(token->kind))
		copy_term(word->folded, token->folded, token->folded_len);
	else
		copy_term(word->folded, token->term, token->term_len);
	tc_buf_clear(marks);
	if (token->kind == TC_TOKEN_WORD)
		tc_text_marks(token->term, token->term_len, marks);
	copy_term(word->marks, tc_buf_str(marks), marks->len);
	word->part = token->part;
	word->spans = token->spans;
	word->excluded = reader->excluded;
	word->in_phrase = reader->quoted;
	word->begins_phrase = reader->quoted && reader->begins;
	/* A pair of a wanted and an unwanted word would say nothing. */
	word->joined = token->joined && before != NULL &&
	    before->excluded == word->excluded;
	word->from = token->from;
	word->to = token->to;
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

static enum tc_status
read_words(struct tc_parsed *parsed, struct tc_analyser *analyser,
    struct tc_error *err)
{
	struct reader reader = {
	    .s = tc_buf_str(&parsed->clean), .len = parsed->clean.len};
	static const struct reader plain = {.s = ""}; /* of mentions */
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_token token;
	enum tc_status status;

	status = tc_analyser_start(analyser, reader.s, reader.len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (parsed->n == TC_QUERY_WORDS_MAX) {
			parsed->cut = true;
			break;
		}
		/* Mentions come first; the gap is before what they span. */
		if (!token.part && !token.spans && token.from >= reader.at)
			read_gap(&reader, token.from);
		if (!token.spans && (reader.quoted || reader.excluded))
			drop_mentions(parsed);
		take_token(
		    parsed, token.spans ? &plain : &reader, &token, &marks);
		if (token.spans)
			continue;
		reader.begins = false;
		if (token.to > reader.at)
			reader.at = token.to;
	}
	tc_buf_free(&marks);
	return status == TC_DONE ? TC_OK : status;
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
		status = read_words(parsed, analyser, err);
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
	parsed->words = NULL;
	parsed->n = 0;
}
