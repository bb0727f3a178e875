/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snippets: the passage of a text with most of the query in it. Offsets are
 * those of the analyser, so that what is marked is what was matched, however it
 * is written there.
 */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>

/* Beyond this a text is not searched for its best passage. */
#define SEARCHED_MAX ((size_t)1 << 20)

/* A word of the text that is in the query. */
struct match {
	size_t from, to;
	unsigned word; /* of the query, the first with that form */
	bool joined;   /* it follows the match before it, as in the query */
};

struct matches {
	struct match *at;
	size_t n, cap;
};

static enum tc_status
add(struct matches *matches, const struct match *match, struct tc_error *err)
{
	struct match *at;
	size_t cap;

	if (matches->n == matches->cap) {
		cap = matches->cap > 0 ? 2 * matches->cap : 64;
		at = realloc(matches->at, cap * sizeof(*at));
		if (at == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		matches->at = at;
		matches->cap = cap;
	}
	matches->at[matches->n++] = *match;
	return TC_OK;
}

/* Which word of the query the token is; -1 for none. */
static int
find_word(const struct tc_parsed *parsed, const struct tc_token *token,
    const struct tc_buf *marks, enum tc_rung rung)
{
	const char *form =
	    tc_token_is_word(token->kind) ? token->folded : token->term;
	size_t i,
	    len = tc_token_is_word(token->kind) ? token->folded_len
						: token->term_len;

	for (i = 0; i < parsed->n; i++) {
		const struct tc_query_word *word = &parsed->words[i];

		if (word->excluded ||
		    tc_token_is_word(word->kind) !=
			tc_token_is_word(token->kind) ||
		    strlen(word->folded) != len ||
		    memcmp(word->folded, form, len) != 0)
			continue;
		if (rung != TC_RUNG_ALL || token->kind != TC_TOKEN_WORD ||
		    tc_text_marks_include(tc_buf_str(marks), marks->len,
			word->marks, strlen(word->marks)))
			return (int)i;
	}
	return -1;
}

/* The word of the query after this one that is no mention. */
static int
following(const struct tc_parsed *parsed, int word)
{
	do
		word++;
	while (
	    word >= 0 && (size_t)word < parsed->n && parsed->words[word].spans);
	return word;
}

static enum tc_status
find_matches(struct matches *matches, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, enum tc_rung rung, const char *text,
    size_t len, struct tc_error *err)
{
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_token token;
	enum tc_status status;
	int word, before = -2;

	status = tc_analyser_start(analyser, text, len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		struct match match = {token.from, token.to, 0, false};

		tc_buf_clear(&marks);
		if (token.kind == TC_TOKEN_WORD)
			tc_text_marks(token.term, token.term_len, &marks);
		word = find_word(parsed, &token, &marks, rung);
		if (word >= 0) {
			match.word = (unsigned)word;
			match.joined = token.joined && !token.spans &&
			    word == following(parsed, before);
			status = add(matches, &match, err);
		}
		if (!token.spans)
			before = word >= 0 ? word : -2;
	}
	tc_buf_free(&marks);
	return status == TC_DONE ? TC_OK : status;
}

/*
 * The worth of a passage: each word of the query once, neighbours that are
 * neighbours in the query a little more. *last is behind the last match that
 * added to it.
 */
static size_t
worth(const struct matches *matches, size_t from, size_t to, size_t *last)
{
	bool seen[TC_QUERY_WORDS_MAX] = {false};
	size_t i, sum = 0;

	*last = from;
	for (i = from; i < to; i++) {
		const struct match *match = &matches->at[i];

		if (!seen[match->word])
			*last = i + 1;
		sum += seen[match->word] ? 0 : 4;
		sum += !seen[match->word] && match->joined && i > from ? 3 : 0;
		seen[match->word] = true;
	}
	return sum;
}

/* The best run of matches that fits into max bytes, the first of equals. */
static void
choose(const struct matches *matches, size_t max, size_t *from, size_t *to)
{
	size_t i, end = 0, best = 0, sum, last;

	*from = *to = 0;
	for (i = 0; i < matches->n; i++) {
		while (end < matches->n &&
		    matches->at[end].to - matches->at[i].from <= max)
			end++;
		/* A later passage must be better by itself. */
		if (end <= i)
			end = i + 1;
		if (end - i <= 256) {
			sum = worth(matches, i, end, &last);
			if (sum > best) {
				best = sum;
				*from = i;
				*to = last;
			}
		}
	}
}

static bool
is_sentence_end(const char *text, size_t at)
{
	return text[at] == '\n' ||
	    (at > 0 && text[at] == ' ' &&
		(text[at - 1] == '.' || text[at - 1] == '!' ||
		    text[at - 1] == '?' || text[at - 1] == ';'));
}

/* Back to the beginning of the sentence, or of a word, within room bytes. */
static size_t
passage_start(const char *text, size_t from, size_t room)
{
	size_t at = from, word = from;

	while (at > 0 && from - at < room) {
		at--;
		if (is_sentence_end(text, at))
			return at + 1;
		if (text[at] == ' ')
			word = at + 1;
	}
	return at == 0 ? 0 : word;
}

/* On to the end of the sentence, of a word, or at worst of a character. */
static size_t
passage_end(const char *text, size_t len, size_t to, size_t room)
{
	size_t at = to, word = to;
	bool spaces = false;

	for (; at < len && at - to < room; at++) {
		if (text[at] == ' ' || text[at] == '\n') {
			word = at;
			spaces = true;
		}
		if (at > to + room / 2 && is_sentence_end(text, at))
			return at;
	}
	if (at == len || spaces)
		return at == len ? len : word;
	while (at > to && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at; /* no space at all: between two characters */
}

static void
add_part(struct tc_snippet *snippet, size_t from, size_t to, bool marked)
{
	struct tc_snippet_part *last =
	    snippet->n > 0 ? &snippet->part[snippet->n - 1] : NULL;

	if (from >= to)
		return;
	if (last != NULL && last->marked == marked && last->to == from) {
		last->to = to;
	} else if (snippet->n < TC_SNIPPET_PARTS) {
		snippet->part[snippet->n].from = from;
		snippet->part[snippet->n].to = to;
		snippet->part[snippet->n++].marked = marked;
	} else {
		last->to = to; /* too many marks: the rest goes unmarked */
		last->marked = false;
	}
}

/* Spaces between marked words are marked with them: one mark for a phrase. */
static bool
is_space_between(const char *text, size_t from, size_t to)
{
	while (from < to && text[from] == ' ')
		from++;
	return from == to;
}

static void
cut_into_parts(struct tc_snippet *snippet, const struct matches *matches,
    const char *text, size_t start, size_t end)
{
	size_t i, at = start;

	for (i = 0; i < matches->n; i++) {
		const struct match *match = &matches->at[i];

		if (match->from < at || match->to > end)
			continue;
		add_part(snippet, at, match->from,
		    snippet->n > 0 && snippet->part[snippet->n - 1].marked &&
			is_space_between(text, at, match->from));
		add_part(snippet, match->from, match->to, true);
		at = match->to;
	}
	add_part(snippet, at, end, false);
}

enum tc_status
tc_snippet_make(struct tc_snippet *snippet, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, enum tc_rung rung, const char *text,
    size_t len, size_t max, struct tc_error *err)
{
	struct matches matches = {NULL, 0, 0};
	size_t searched = len < SEARCHED_MAX ? len : SEARCHED_MAX;
	size_t from, to, start = 0, end, used = 0;
	enum tc_status status;

	memset(snippet, 0, sizeof(*snippet));
	while (searched < len && searched > 0 &&
	    ((unsigned char)text[searched] & 0xC0) == 0x80)
		searched--;
	status =
	    find_matches(&matches, analyser, parsed, rung, text, searched, err);
	if (status == TC_OK) {
		choose(&matches, max, &from, &to);
		if (to > from) {
			used = matches.at[to - 1].to - matches.at[from].from;
			start = passage_start(text, matches.at[from].from,
			    max > used ? (max - used) / 2 : 0);
			used = matches.at[to - 1].to - start;
		}
		end = passage_end(text, len,
		    to > from ? matches.at[to - 1].to : 0,
		    max > used ? max - used : 0);
		cut_into_parts(snippet, &matches, text, start, end);
		snippet->begins = start > 0;
		snippet->ends = end < len;
	}
	free(matches.at);
	return status;
}
