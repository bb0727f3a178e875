/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries typed with the input method off: "ddaij hooij" is đại hội.
 *
 * text/typing.c knows the keys and decides; what the index has of a word is
 * looked up here, and the query is read again with its words decoded.
 */
#include <stdlib.h>
#include <string.h>
#include <tracuu/typing.h>

#include "lookup.h"
#include "newest.h"
#include "note.h"
#include "numbers.h"
#include "times.h"

/* A tc_typing_known_fn: is there a document with this very word? */
static bool
is_known(void *arg, const char *canonical, size_t len, uint32_t *freq)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf marks = TC_BUF_INIT(TC_BUF_LINE);

	tc_text_fold(canonical, len, &folded);
	tc_text_marks(canonical, len, &marks);
	*freq = tc_lookup_exact(arg, tc_buf_str(&folded), tc_buf_str(&marks));
	tc_lookup_free(arg, &folded);
	tc_lookup_free(arg, &marks);
	return *freq > 0;
}

/* Words and codes may be keys; numbers, dates and addresses never are. */
static bool
may_be_keys(const struct tc_parsed *parsed, size_t i)
{
	const struct tc_query_word *word = &parsed->words[i];

	return !word->prefix && !tc_numbers_have(parsed, i) &&
	    (word->kind == TC_TOKEN_WORD || word->kind == TC_TOKEN_CODE);
}

/* The whole tokens of a query, with no frequencies yet. */
static size_t
list_tokens(struct tc_typing_token *tokens, const struct tc_parsed *parsed)
{
	size_t i, n = 0;

	for (i = 0; i < parsed->n; i++) {
		const struct tc_query_word *word = &parsed->words[i];

		if (word->part || word->spans)
			continue;
		memset(&tokens[n], 0, sizeof(tokens[n]));
		tokens[n].text = parsed->clean.s + word->from;
		tokens[n].len = word->to - word->from;
		tokens[n++].freq =
		    may_be_keys(parsed, i) ? 0 : TC_TYPING_NOT_A_WORD;
	}
	return n;
}

/*
 * Look up how frequent the tokens are. With first only whether they are there
 * at all, which tells nearly every query from one of keys.
 */
static void
find_frequencies(struct tc_lookup *lookup, struct tc_typing_token *tokens,
    const struct tc_parsed *parsed, bool first)
{
	size_t i, n = 0;

	for (i = 0; i < parsed->n && !lookup->failed; i++) {
		if (parsed->words[i].part || parsed->words[i].spans)
			continue;
		if (may_be_keys(parsed, i))
			tokens[n].freq = first
			    ? tc_lookup_any(lookup, parsed->words[i].folded)
			    : tc_lookup_count(lookup, parsed->words[i].folded);
		n++;
	}
}

/* Is any word unknown, or typed with a key for a hat and one for a tone? */
static bool
is_suspicious(const struct tc_typing_token *tokens, size_t n)
{
	struct tc_typing_reading reading;
	size_t i;

	for (i = 0; i < n; i++) {
		if (tokens[i].freq == 0 ||
		    (tc_typing_strict(
			 TC_TELEX, tokens[i].text, tokens[i].len, &reading) &&
			reading.hat && reading.tone))
			return true;
	}
	return false;
}

/* The query with its decoded words; appends nothing when there are none. */
static void
put_decoded(const struct tc_typing_token *tokens, size_t n,
    const struct tc_parsed *parsed, struct tc_buf *out)
{
	const char *query = tc_buf_str(&parsed->clean), *at = query;
	bool any = false;
	size_t i;

	for (i = 0; i < n; i++)
		any |= tokens[i].decoded;
	for (i = 0; i < n && any; i++) {
		if (!tokens[i].decoded)
			continue;
		tc_buf_put(out, at, (size_t)(tokens[i].text - at));
		tc_buf_puts(out, tokens[i].reading.text);
		at = tokens[i].text + tokens[i].len;
	}
	if (any)
		tc_buf_put(out, at, parsed->clean.len - (size_t)(at - query));
}

static enum tc_status
decode(struct tc_lookup *lookup, const struct tc_parsed *parsed,
    struct tc_buf *out, struct tc_error *err)
{
	struct tc_typing_token *tokens;
	size_t n;

	if (tc_typing_viqr(tc_buf_str(&parsed->clean), parsed->clean.len,
		is_known, lookup, out))
		return TC_OK;
	tokens = calloc(parsed->n + 1, sizeof(*tokens));
	if (tokens == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	n = list_tokens(tokens, parsed);
	find_frequencies(lookup, tokens, parsed, true);
	if (is_suspicious(tokens, n)) {
		find_frequencies(lookup, tokens, parsed, false);
		tc_typing_decide(tokens, n, is_known, lookup);
		put_decoded(tokens, n, parsed, out);
	}
	free(tokens);
	return tc_buf_check(out, err);
}

/* Read the query anew as it was meant, and keep how it was typed. */
static enum tc_status
read_again(struct tc_lookup *lookup, struct tc_parsed *parsed,
    const struct tc_buf *meant, struct tc_analyser *analyser,
    struct tc_error *err)
{
	struct tc_parsed again;
	enum tc_status status;

	status = tc_parse(&again, tc_buf_str(meant), meant->len, analyser, err);
	if (status != TC_OK)
		return status;
	tc_numbers_find(&again, lookup);
	again.cut |= parsed->cut;
	again.decoded = parsed->decoded;
	again.typed = parsed->typed;
	parsed->typed = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	if (again.typed.len == 0) {
		tc_buf_free(&again.typed);
		again.typed = parsed->clean;
		parsed->clean = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	}
	tc_parsed_free(parsed);
	*parsed = again;
	return TC_OK;
}

/* What a step made of the query; nothing is left in meant. */
static enum tc_status
take_meant(struct tc_lookup *lookup, struct tc_parsed *parsed,
    struct tc_buf *meant, struct tc_analyser *analyser, struct tc_error *err)
{
	enum tc_status status = tc_buf_check(meant, err);

	if (status == TC_OK && lookup->failed)
		status = tc_index_fail(err, &lookup->why, "search");
	if (status == TC_OK && meant->len > 0)
		status = read_again(lookup, parsed, meant, analyser, err);
	tc_buf_clear(meant);
	return status;
}

/* Read only the topic, so many bytes, and note what was said behind it. */
static enum tc_status
take_topic(struct tc_lookup *lookup, struct tc_parsed *parsed, size_t len,
    struct tc_note *note, struct tc_analyser *analyser, struct tc_error *err)
{
	struct tc_buf topic = TC_BUF_INIT(TC_BUF_LINE);
	const char *rest = parsed->clean.s + len;
	bool repaired = parsed->repaired;
	enum tc_status status;

	rest += strspn(rest, " ");
	tc_note_set_word(note, rest, strlen(rest));
	tc_buf_put(&topic, parsed->clean.s, len);
	status = take_meant(lookup, parsed, &topic, analyser, err);
	tc_buf_free(&topic);
	if (status != TC_OK)
		return status;
	parsed->repaired = repaired;
	tc_note_add(&parsed->notes, note);
	return TC_OK;
}

/* What is said of the order or the time is not searched for. */
static enum tc_status
take_order(struct tc_lookup *lookup, struct tc_parsed *parsed,
    struct tc_analyser *analyser, struct tc_error *err)
{
	struct tc_note newest = {.kind = TC_NOTE_NEWEST};
	struct tc_note time = {.kind = TC_NOTE_TIME};
	enum tc_status status;
	struct tc_when when;
	size_t len = tc_newest_topic(parsed);

	if (len > 0) {
		status =
		    take_topic(lookup, parsed, len, &newest, analyser, err);
		parsed->newest = status == TC_OK;
		return status;
	}
	len = tc_times_topic(parsed, &when, tc_when_today());
	if (len == 0)
		return TC_OK;
	status = take_topic(lookup, parsed, len, &time, analyser, err);
	if (status != TC_OK)
		return status;
	memcpy(parsed->since, when.since, sizeof(parsed->since));
	memcpy(parsed->until, when.until, sizeof(parsed->until));
	return TC_OK;
}

static enum tc_status
decode_and_correct(struct tc_lookup *lookup, struct tc_parsed *parsed,
    struct tc_analyser *analyser, struct tc_error *err)
{
	struct tc_buf meant = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	bool repaired;

	status = decode(lookup, parsed, &meant, err);
	parsed->decoded = meant.len > 0;
	if (status == TC_OK)
		status = take_meant(lookup, parsed, &meant, analyser, err);
	if (status == TC_OK) {
		tc_correct(lookup, parsed, &meant);
		repaired = meant.len > 0;
		status = take_meant(lookup, parsed, &meant, analyser, err);
		parsed->repaired = repaired;
	}
	if (status == TC_OK)
		status = take_order(lookup, parsed, analyser, err);
	tc_buf_free(&meant);
	return status;
}

enum tc_status
tc_decode(struct tc_parsed *parsed, const struct tc_index *index,
    struct tc_analyser *analyser, bool literal, struct tc_error *err)
{
	struct tc_lookup lookup = {
	    .index = index, .term = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status = TC_OK;

	tc_numbers_find(parsed, &lookup);
	if (!literal)
		status = decode_and_correct(&lookup, parsed, analyser, err);
	if (status == TC_OK && lookup.failed)
		status = tc_index_fail(err, &lookup.why, "search");
	tc_buf_free(&lookup.term);
	return status;
}
