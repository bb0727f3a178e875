/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a query in a text, as the analyser sees them there: what is
 * marked is what was matched, however it is written.
 */
#include <tracuu/query.h>

#include <stdlib.h>
#include <string.h>

/* Ways to write words that are followed through a text; more are not. */
#define ALSO_MAX 32

/* The search of one text. */
struct finding {
	const struct tc_parsed *parsed;
	const struct tc_marking *marking;
	struct tc_matches *matches;
	struct tc_buf marks; /* of the token that was looked at last */
	bool lacks;	     /* there was no memory for some token's */
	/* Of each other way: words of it that were just seen, and where they
	 * begin. */
	size_t seen[ALSO_MAX], from[ALSO_MAX];
	int before; /* the word that was seen last, -2: something else was */
	size_t passage, stop; /* bytes; tokens behind stop are not wanted */
};

static enum tc_status
add(struct tc_matches *matches, const struct tc_match *match,
    struct tc_error *err)
{
	struct tc_match *at;
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

/* What words of the query have in common with a token. */
static struct tc_span
form_of(const struct tc_token *token)
{
	return tc_token_is_word(token->kind)
	    ? (struct tc_span){token->folded, token->folded_len}
	    : (struct tc_span){token->term, token->term_len};
}

/* Nearly no token is: only of one that begins alike the rest is looked at, and
 * the marks are taken apart of one that may be. */
static inline bool
begins_alike(const struct tc_query_word *word, struct tc_span form)
{
	return word->folded[0] == (form.len > 0 ? form.s[0] : '\0');
}

static bool
is_word(struct finding *finding, const struct tc_query_word *word,
    const struct tc_token *token)
{
	struct tc_span form = form_of(token);

	if (!begins_alike(word, form) || word->excluded ||
	    tc_token_is_word(word->kind) != tc_token_is_word(token->kind) ||
	    strncmp(word->folded, form.s, form.len) != 0 ||
	    word->folded[form.len] != '\0')
		return false;
	if (finding->marking->rung != TC_RUNG_ALL ||
	    token->kind != TC_TOKEN_WORD)
		return true;
	tc_buf_clear(&finding->marks);
	tc_text_marks(token->term, token->term_len, &finding->marks);
	finding->lacks |= tc_buf_lacks(&finding->marks);
	return tc_text_marks_include(tc_buf_str(&finding->marks),
	    finding->marks.len, word->marks, strlen(word->marks));
}

/* Which word of the query the token is, the first of them; -1 for none. */
static int
find_word(struct finding *finding, const struct tc_token *token)
{
	const struct tc_parsed *parsed = finding->parsed;
	const struct tc_span form = form_of(token);
	size_t i;

	for (i = 0; i < parsed->n; i++) {
		if (begins_alike(&parsed->words[i], form) &&
		    is_word(finding, &parsed->words[i], token))
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
take_word(
    struct finding *finding, const struct tc_token *token, struct tc_error *err)
{
	int word = find_word(finding, token);
	struct tc_match match = {token->from, token->to, 0, 1, false};
	enum tc_status status = TC_OK;

	if (word >= 0) {
		match.word = (size_t)word;
		match.joined = token->joined && !token->spans &&
		    word == following(finding->parsed, finding->before);
		status = add(finding->matches, &match, err);
	}
	if (!token->spans)
		finding->before = word >= 0 ? word : -2;
	return status;
}

/* A phrase was found: it takes the place of the words that are part of it. */
static enum tc_status
take_phrase(struct finding *finding, const struct tc_also *also, size_t from,
    size_t to, struct tc_error *err)
{
	struct tc_matches *matches = finding->matches;
	struct tc_match match = {from, to, also->first, also->covers, false};

	while (matches->n > 0 && matches->at[matches->n - 1].from >= from)
		matches->n--;
	return add(matches, &match, err);
}

/* Go on with each other way to write words by one token. */
static enum tc_status
take_also(
    struct finding *finding, const struct tc_token *token, struct tc_error *err)
{
	const struct tc_marking *marking = finding->marking;
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < marking->also_n && i < ALSO_MAX && status == TC_OK;
	     i++) {
		const struct tc_also *also = &marking->also[i];
		size_t *seen = &finding->seen[i];

		if (*seen > 0 &&
		    ((also->words[*seen].joined && !token->joined) ||
			!is_word(finding, &also->words[*seen], token)))
			*seen = 0;
		if (*seen == 0 && !is_word(finding, &also->words[0], token))
			continue;
		if ((*seen)++ == 0)
			finding->from[i] = token->from;
		if (*seen < also->n)
			continue;
		*seen = 0;
		status = take_phrase(
		    finding, also, finding->from[i], token->to, err);
	}
	return status;
}

/*
 * Are the last matches the whole query, word by word, side by side? Where they
 * begin, if they fit into a passage.
 */
static bool
ends_whole_query(size_t *from, const struct finding *finding)
{
	const struct tc_matches *matches = finding->matches;
	size_t i = matches->n, want = finding->parsed->n, to = 0;

	if (i > 0)
		to = matches->at[i - 1].to;
	while (want > 0 && i > 0) {
		const struct tc_match *match = &matches->at[--i];

		if (match->word + match->covers != want ||
		    (match->word > 0 && !match->joined))
			return false;
		want = match->word;
		*from = match->from;
	}
	return want == 0 && finding->parsed->n > 0 &&
	    to - *from <= finding->passage;
}

/* Take a token. TC_DONE: no later one is wanted. */
static enum tc_status
take(
    struct finding *finding, const struct tc_token *token, struct tc_error *err)
{
	size_t before = finding->matches->n, from;
	enum tc_status status;

	if (token->from >= finding->stop)
		return TC_DONE;
	status = take_word(finding, token, err);
	if (status == TC_OK && !token->spans)
		status = take_also(finding, token, err);
	/* What belongs to the passage may lie behind, but not farther. */
	if (status == TC_OK && finding->stop == SIZE_MAX &&
	    finding->passage > 0 && finding->matches->n != before &&
	    ends_whole_query(&from, finding))
		finding->stop = from + 2 * finding->passage;
	return status;
}

enum tc_status
tc_matches_find_passage(struct tc_matches *matches,
    struct tc_analyser *analyser, const struct tc_parsed *parsed,
    const struct tc_marking *marking, const char *text, size_t len, size_t max,
    struct tc_error *err)
{
	struct finding finding = {.parsed = parsed,
	    .marking = marking,
	    .matches = matches,
	    .marks = TC_BUF_INIT(TC_BUF_LINE),
	    .before = -2,
	    .passage = max,
	    .stop = SIZE_MAX};
	struct tc_token token;
	enum tc_status status;

	matches->n = 0;
	status = tc_analyser_start(analyser, text, len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK)
		status = take(&finding, &token, err);
	tc_buf_free(&finding.marks);
	if (status != TC_OK && status != TC_DONE)
		return status;
	return finding.lacks ? tc_fail(err, TC_NOMEM, "out of memory") : TC_OK;
}

enum tc_status
tc_matches_find(struct tc_matches *matches, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    const char *text, size_t len, struct tc_error *err)
{
	return tc_matches_find_passage(
	    matches, analyser, parsed, marking, text, len, 0, err);
}
