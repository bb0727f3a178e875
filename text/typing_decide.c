/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which words of a query, or of a document, were typed as keys. */
#include <tracuu/typing.h>

#include <string.h>

#include "syllable.h"
#include "typing_keys.h"

/* A word of ASCII letters, and digits after the first of them for VNI. */
static bool
is_keys(const struct tc_typing_token *token, enum tc_typing method)
{
	bool digits = false;
	size_t i;

	if (token->len > TC_TYPING_MAX)
		return false;
	for (i = 0; i < token->len; i++) {
		char c = lower(token->text[i]);

		if (!is_letter(c) && (i == 0 || !tc_ascii_is_digit(c)))
			return false;
		digits |= tc_ascii_is_digit(c);
	}
	return token->len > 1 && digits == (method == TC_VNI);
}

/* Of any length; ql37 says nothing about Telex. */
static bool
is_ascii_word(const struct tc_typing_token *token)
{
	size_t i;

	for (i = 0; i < token->len; i++) {
		if ((unsigned char)token->text[i] >= 0x80 ||
		    tc_ascii_is_digit(token->text[i]))
			return false;
	}
	return true;
}

/* The best reading: usually the first is, and then slips are not tried. */
static bool
read_token(struct tc_typing_token *token, enum tc_typing method,
    enum tc_typing_cost max_cost, tc_typing_known_fn known, void *arg)
{
	static const enum tc_typing_cost steps[] = {
	    TC_TYPING_STROKE, TC_TYPING_SWAP, TC_TYPING_SLIP};
	struct tc_typing_reading readings[TC_TYPING_READINGS];
	size_t i;

	for (i = 0; i < 3 && steps[i] <= max_cost; i++) {
		if (tc_typing_read(method, token->text, token->len, steps[i],
			known, arg, readings) > 0) {
			token->reading = readings[0];
			return true;
		}
	}
	return false;
}

static bool
is_strong(const struct tc_typing_token *token)
{
	return token->decoded && token->reading.hat && token->reading.tone;
}

struct evidence {
	size_t unknown;
	size_t readable; /* of the unknown */
	size_t clean;	 /* of the readable: without a slip */
	size_t strong;	 /* of the readable: keys for hat and tone */
};

static struct evidence
weigh(struct tc_typing_token *tokens, size_t n, enum tc_typing method,
    tc_typing_known_fn known, void *arg)
{
	struct evidence found = {0, 0, 0, 0};
	size_t i;

	for (i = 0; i < n; i++) {
		tokens[i].decoded = false;
		if (tokens[i].freq > 0)
			continue;
		tokens[i].decoded = is_keys(&tokens[i], method) &&
		    read_token(&tokens[i], method, TC_TYPING_SWAP, known, arg);
		found.unknown += tokens[i].decoded || is_ascii_word(&tokens[i]);
		found.readable += tokens[i].decoded;
		found.clean += tokens[i].decoded &&
		    tokens[i].reading.cost <= TC_TYPING_STROKE;
		found.strong += is_strong(&tokens[i]);
	}
	return found;
}

/* So many words without a slip are no chance, though one more is unreadable. */
#define MANY 3

static bool
is_convincing(const struct evidence *found, size_t n)
{
	if (found->strong > 0) /* beer, but not among English words */
		return 2 * found->readable >= found->unknown;
	if (found->clean >= MANY && found->readable + 1 >= found->unknown)
		return true;
	/* Two without a slip, or one among words that the index knows. */
	return found->readable == found->unknown &&
	    (found->clean > 1 ||
		(found->clean == 1 && found->unknown == 1 && n > 1));
}

/* A reading this many times as frequent as the literal is what was meant. */
#define FAR_MORE 16

/* The literal is in the index, too, and yet it was typed as keys? */
static bool
beats_literal(const struct tc_typing_token *token)
{
	return is_strong(token) ||
	    (token->reading.cost == TC_TYPING_EXACT &&
		token->reading.freq / FAR_MORE >= token->freq);
}

/* Looking for what is missing takes 0.2 ms: not for more words than that. */
#define SLIPS_MAX 16

/* The rest of a query that has keys beyond doubt. */
static void
take_rest(struct tc_typing_token *tokens, size_t n, enum tc_typing method,
    tc_typing_known_fn known, void *arg)
{
	size_t i, slips = 0;

	for (i = 0; i < n; i++) {
		struct tc_typing_token *token = &tokens[i];

		if (token->decoded || token->freq == TC_TYPING_NOT_A_WORD)
			continue;
		if (token->freq > 0) {
			token->decoded = is_keys(token, method) &&
			    read_token(
				token, method, TC_TYPING_SWAP, known, arg);
			token->decoded = token->decoded && beats_literal(token);
		} else if ((is_keys(token, method) ||
			       is_keys(token, TC_TELEX)) &&
		    slips++ < SLIPS_MAX) {
			token->decoded = read_token(
			    token, method, TC_TYPING_SLIP, known, arg);
		}
	}
}

size_t
tc_typing_decide(struct tc_typing_token *tokens, size_t n,
    tc_typing_known_fn known, void *arg)
{
	/* VNI first: Telex sees only the words without digits. */
	static const enum tc_typing methods[] = {TC_VNI, TC_TELEX};
	struct evidence found;
	size_t i, m, decoded = 0;

	for (m = 0; m < 2; m++) {
		found = weigh(tokens, n, methods[m], known, arg);
		if (is_convincing(&found, n))
			break;
	}
	if (m < 2 &&
	    (found.clean >= MANY || (found.strong > 0 && found.readable > 1)))
		take_rest(tokens, n, methods[m], known, arg);
	for (i = 0; i < n; i++) {
		tokens[i].decoded = m < 2 && tokens[i].decoded;
		decoded += tokens[i].decoded;
	}
	return decoded;
}

bool
tc_typing_slip(const char *token, size_t len, tc_typing_known_fn known,
    void *arg, struct tc_typing_reading *out)
{
	struct tc_typing_reading found[TC_TYPING_READINGS];
	uint32_t letters[TC_SYLLABLE_MAX];
	size_t i, n;

	for (i = 0; i < len && i < TC_TYPING_MAX + 1; i++) {
		if (!is_letter(token[i]))
			return false;
		if (i < TC_SYLLABLE_MAX)
			letters[i] = (uint32_t)token[i];
	}
	if (len <= TC_SYLLABLE_MAX && tc_syllable_canonical(letters, len))
		return false;
	n = tc_typing_read(
	    TC_TELEX, token, len, TC_TYPING_SWAP, known, arg, found);
	if (n == 0 || !found[0].hat || !found[0].tone ||
	    (n > 1 && found[1].cost == found[0].cost))
		return false;
	*out = found[0];
	return true;
}

/*
 * VIQR
 */

struct viqr {
	tc_typing_known_fn known;
	void *arg;
};

/* Punctuation that may follow a word. */
static bool
is_stop(char c)
{
	return is_one_of(c, "?.!:'");
}

/* What VIQR has between letters. */
static bool
is_viqr_key(char c)
{
	return is_letter(lower(c)) || is_one_of(c, "'`?~.^(+*");
}

/* With plain, words without marks are read, too. */
static bool
read_viqr(const struct viqr *viqr, const char *s, size_t len, bool plain,
    struct tc_typing_reading *out)
{
	char keys[TC_TYPING_MAX];
	size_t n = tc_typing_copy(s, len, keys);

	return tc_typing_keys(TC_VIQR, keys, n, plain, out) &&
	    (viqr->known == NULL ||
		viqr->known(viqr->arg, out->canonical, strlen(out->canonical),
		    &out->freq));
}

/* What can be read of s without stops after it, as much as possible: *end. */
static bool
read_longest(const struct viqr *viqr, const char *s, size_t len, size_t *end,
    struct tc_typing_reading *out)
{
	for (*end = len; *end > 0; --*end) {
		if (read_viqr(viqr, s, *end, false, out))
			return true;
		if (!is_stop(s[*end - 1]))
			break;
	}
	return false;
}

/* The last word of a query: is its last key a tone, or does it end the
 * question (vie^n? is not viển)? The more frequent word wins. */
static bool
read_last(const struct viqr *viqr, const char *s, size_t len, size_t *end,
    struct tc_typing_reading *out)
{
	struct tc_typing_reading other;

	if (!read_longest(viqr, s, len, end, out))
		return false;
	if (*end == len && is_one_of(s[len - 1], "?.") &&
	    read_viqr(viqr, s, len - 1, true, &other) &&
	    other.freq > out->freq) {
		*out = other;
		*end = len - 1;
	}
	return true;
}

/* A mark within the word (dda.i), or one that no text has after a vowel. */
static bool
looks_like_viqr(const char *s, size_t len)
{
	size_t i, k;

	for (i = 0; i + 1 < len; i++) {
		if (!is_one_of(lower(s[i]), "aeiouy"))
			continue;
		if (is_one_of(s[i + 1], "^(+`~"))
			return true;
		for (k = i + 1; k < len && is_one_of(s[k], "'?."); k++)
			;
		if (k > i + 1 && k < len && is_letter(lower(s[k])))
			return true;
	}
	return false;
}

/* The next word is [*from, to). Addresses of mail and web stay whole. */
static size_t
next_word(const char *s, size_t len, size_t *from)
{
	size_t to;

	while (*from < len && !is_letter(lower(s[*from])))
		++*from;
	to = *from;
	while (to < len &&
	    (is_viqr_key(s[to]) || is_one_of(s[to], "@:_") ||
		tc_ascii_is_digit(s[to])))
		to++;
	return to;
}

/* Is one word of the query beyond doubt? */
static bool
is_sure(const struct viqr *viqr, const char *query, size_t len)
{
	struct tc_typing_reading reading;
	size_t from, to, end;

	for (from = 0; from < len; from = to) {
		to = next_word(query, len, &from);
		if (looks_like_viqr(query + from, to - from) &&
		    read_longest(viqr, query + from, to - from, &end, &reading))
			return true;
	}
	return false;
}

static bool
is_ascii(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= 0x80)
			return false;
	}
	return true;
}

bool
tc_typing_viqr(const char *query, size_t len, tc_typing_known_fn known,
    void *arg, struct tc_buf *out)
{
	struct viqr viqr = {known, arg};
	struct tc_typing_reading reading;
	size_t from, to, end, copied = 0, start = out->len;
	bool found;

	/* Who can type letters with marks does not type VIQR. */
	if (!is_ascii(query, len) || !is_sure(&viqr, query, len))
		return false;
	for (from = 0; from < len; from = to) {
		to = next_word(query, len, &from);
		if (to == len)
			found = read_last(
			    &viqr, query + from, to - from, &end, &reading);
		else
			found = read_longest(
			    &viqr, query + from, to - from, &end, &reading);
		if (!found)
			continue;
		tc_buf_put(out, query + copied, from - copied);
		tc_buf_puts(out, reading.text);
		copied = from + end;
	}
	tc_buf_put(out, query + copied, len - copied);
	return out->len > start;
}
