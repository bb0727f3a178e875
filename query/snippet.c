/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Snippets: the passage of a text with most of the query in it. */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>

#include "ruled.h"

/* Beyond this a text is not searched for its best passage. */
#define SEARCHED_MAX ((size_t)1 << 20)

/*
 * The worth of a passage: each word of the query once, neighbours that are
 * neighbours in the query a little more. *last is behind the last match that
 * added to it.
 */
static size_t
worth(const struct tc_matches *matches, const struct tc_marking *marking,
    size_t from, size_t to, size_t *last)
{
	bool seen[TC_QUERY_WORDS_MAX] = {false};
	size_t i, k, sum = 0, before;

	*last = from;
	for (i = from; i < to; i++) {
		const struct tc_match *match = &matches->at[i];

		before = sum;
		for (k = match->word; k < match->word + match->covers; k++) {
			size_t one =
			    marking->worth[k] > 0 ? marking->worth[k] : 1;

			if (seen[k])
				continue;
			seen[k] = true;
			sum += 4 * one;
			sum += (match->joined && i > from) || k > match->word
			    ? 3 * one
			    : 0;
		}
		if (sum > before)
			*last = i + 1;
	}
	return sum;
}

/* The best run of matches that fits into max bytes, the first of equals. */
static void
choose(const struct tc_matches *matches, const struct tc_marking *marking,
    size_t max, size_t *from, size_t *to)
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
			sum = worth(matches, marking, i, end, &last);
			if (sum > best) {
				best = sum;
				*from = i;
				*to = last;
			}
		}
	}
}

/* How good a place is to begin or end a passage at. */
enum edge { EDGE_NONE, EDGE_WORD, EDGE_CLAUSE, EDGE_SENTENCE };

/*
 * Is a full stop that of an abbreviation (TP., v.v.) or of a number (5.) rather
 * than of a sentence? A sentence ends in a word of more than two letters, and
 * none begins with a small letter.
 */
static bool
is_abbreviating(const char *text, size_t stop)
{
	size_t at = stop;

	while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n' &&
	    text[at - 1] != '.')
		at--;
	return stop - at <= 2 || tc_ascii_is_digit(text[at]) ||
	    (text[stop + 1] == ' ' && text[stop + 2] >= 'a' &&
		text[stop + 2] <= 'z');
}

/* What lies right before a byte of a text. */
static enum edge
edge_at(const char *text, size_t len, size_t at)
{
	if (at == 0 || at >= len || text[at - 1] == '\n')
		return EDGE_SENTENCE;
	if (text[at - 1] != ' ')
		return EDGE_NONE;
	switch (at > 1 ? text[at - 2] : ' ') {
	case '.':
		return is_abbreviating(text, at - 2) ? EDGE_WORD
						     : EDGE_SENTENCE;
	case '!':
	case '?':
	case ';':
		return EDGE_SENTENCE;
	case ',':
	case ':':
		return EDGE_CLAUSE;
	default:
		return EDGE_WORD;
	}
}

/*
 * Back to the beginning of the sentence, else of a clause, else of a word,
 * within room bytes.
 */
static size_t
passage_start(const char *text, size_t len, size_t from, size_t room)
{
	enum edge best = EDGE_NONE, edge;
	size_t at, start = from;

	for (at = from; from - at <= room && best < EDGE_SENTENCE; at--) {
		edge = edge_at(text, len, at);
		/* The nearest sentence, the farthest of anything less. */
		if (edge > EDGE_NONE && edge >= best) {
			best = edge;
			start = at;
		}
		if (at == 0)
			break;
	}
	return start;
}

/*
 * On to the end of the last sentence that fits into room bytes, unless it
 * leaves most of them; else of a clause, of a word, or at worst of a character.
 */
static size_t
passage_end(const char *text, size_t len, size_t to, size_t room)
{
	size_t at, sentence = 0, clause = 0, word = 0;

	if (len - to <= room)
		return len;
	for (at = to + 1; at <= to + room + 1 && at < len; at++) {
		enum edge edge = edge_at(text, len, at);

		if (edge == EDGE_SENTENCE && at > to + room / 3)
			sentence = at - 1;
		if (edge == EDGE_CLAUSE && at > to + room / 2)
			clause = at - 1;
		if (edge >= EDGE_WORD)
			word = at - 1;
	}
	if (sentence > 0)
		return sentence;
	if (clause > 0 || word > 0)
		return clause > 0 ? clause : word;
	/* no space at all: between two characters */
	for (at = to + room;
	     at > to && ((unsigned char)text[at] & 0xC0) == 0x80; at--)
		continue;
	return at;
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
	} else if (last != NULL) {
		last->to = to; /* too many marks: the rest goes unmarked */
		last->marked = false;
	}
}

/* What is not marked, less the lines that letterheads draw. */
static void
add_plain(struct tc_snippet *snippet, const char *text, size_t len, size_t from,
    size_t to)
{
	size_t at = from, ruled;

	while (at < to) {
		if (!tc_ruled_may_begin(text[at]) ||
		    (ruled = tc_ruled_span(text, len, at)) == 0) {
			at++;
			continue;
		}
		add_part(snippet, from, at, false);
		from = at += ruled;
	}
	add_part(snippet, from, to, false);
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
cut_into_parts(struct tc_snippet *snippet, const struct tc_matches *matches,
    const char *text, size_t len, size_t start, size_t end)
{
	size_t i, at = start;

	for (i = 0; i < matches->n; i++) {
		const struct tc_match *match = &matches->at[i];

		if (match->from < at || match->to > end)
			continue;
		if (snippet->n > 0 && snippet->part[snippet->n - 1].marked &&
		    is_space_between(text, at, match->from))
			add_part(snippet, at, match->from, true);
		else
			add_plain(snippet, text, len, at, match->from);
		add_part(snippet, match->from, match->to, true);
		at = match->to;
	}
	add_plain(snippet, text, len, at, end);
}

/* Offsets behind this are not looked at; never within a character. */
static size_t
searched_length(const char *text, size_t len)
{
	size_t searched = len < SEARCHED_MAX ? len : SEARCHED_MAX;

	while (searched < len && searched > 0 &&
	    ((unsigned char)text[searched] & 0xC0) == 0x80)
		searched--;
	return searched;
}

enum tc_status
tc_snippet_make(struct tc_snippet *snippet, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    const char *text, size_t len, size_t max, struct tc_error *err)
{
	struct tc_matches matches = {NULL, 0, 0};
	size_t from, to, start = 0, end, used = 0;
	enum tc_status status;

	memset(snippet, 0, sizeof(*snippet));
	status = tc_matches_find_passage(&matches, analyser, parsed, marking,
	    text, searched_length(text, len), max, err);
	if (status == TC_OK) {
		choose(&matches, marking, max, &from, &to);
		if (to > from) {
			used = matches.at[to - 1].to - matches.at[from].from;
			start = passage_start(text, len, matches.at[from].from,
			    max > used ? (max - used) / 2 : 0);
			used = matches.at[to - 1].to - start;
		}
		end = passage_end(text, len,
		    to > from ? matches.at[to - 1].to : 0,
		    max > used ? max - used : 0);
		while (end > start &&
		    (text[end - 1] == ' ' || text[end - 1] == '\n') &&
		    end < len)
			end--;
		cut_into_parts(snippet, &matches, text, len, start, end);
		snippet->begins = start > 0;
		snippet->ends = end < len;
	}
	free(matches.at);
	return status;
}
