/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The analyser: segments of the break rules become tokens. */
#include <tracuu/text.h>

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unicode/uvernum.h>

#include "break.h"
#include "compose.h"
#include "forms.h"
#include "number.h"
#include "plain.h"
#include "token.h"
#include "word.h"

/* Parts that one structured token may have; a long address has no more. */
#define PENDING_MAX 48

/* Numbers of so many digits are no telephone numbers. */
#define PLAIN_DIGITS 9

/* One token whose strings lie in the analyser's buffer. */
struct pending {
	enum tc_token_kind kind;
	size_t from, to;
	size_t term, term_len;
	size_t folded, folded_len;
	uint32_t position;
	bool part, joined;
};

struct tc_analyser {
	struct tc_breaker *breaker;
	struct tc_forms_cache *forms; /* NULL: a reference analyser */
	const char *s;
	size_t len;
	size_t at; /* where the last segment ended */
	uint32_t position;
	size_t word_to; /* where the last word ended ... */
	bool pairs;	/* ... and whether a next one may pair with it */
	struct tc_buf terms;
	struct pending pending[PENDING_MAX];
	size_t pending_n, pending_at;
	struct tc_composer *composer;
	struct tc_track *track; /* the composer's */
};

static enum tc_status next_token(void *arg, struct tc_token *token,
    struct tc_meaning *meaning, struct tc_error *err);

static enum tc_status
open_analyser(
    struct tc_analyser *analyser, bool reference, struct tc_error *err)
{
	analyser->terms =
	    (struct tc_buf)TC_BUF_INIT((size_t)2 * TC_TERM_MAX * PENDING_MAX);
	if (!reference && (analyser->forms = tc_forms_new()) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	analyser->composer = tc_composer_new(next_token, analyser, reference);
	if (analyser->composer == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	analyser->track = tc_composer_track(analyser->composer);
	return tc_breaker_new(&analyser->breaker, reference, err);
}

static enum tc_status
new_analyser(struct tc_analyser **out, bool reference, struct tc_error *err)
{
	struct tc_analyser *analyser;
	enum tc_status status;

	*out = NULL;
	if ((analyser = calloc(1, sizeof(*analyser))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	status = open_analyser(analyser, reference, err);
	if (status == TC_OK)
		*out = analyser;
	else
		tc_analyser_free(analyser);
	return status;
}

enum tc_status
tc_analyser_new(struct tc_analyser **out, struct tc_error *err)
{
	return new_analyser(out, false, err);
}

enum tc_status
tc_analyser_new_reference(struct tc_analyser **out, struct tc_error *err)
{
	return new_analyser(out, true, err);
}

void
tc_analyser_free(struct tc_analyser *analyser)
{
	if (analyser == NULL)
		return;
	tc_breaker_free(analyser->breaker);
	tc_composer_free(analyser->composer);
	tc_forms_free(analyser->forms);
	tc_buf_free(&analyser->terms);
	free(analyser);
}

enum tc_status
tc_analyser_start(struct tc_analyser *analyser, const char *s, size_t len,
    struct tc_error *err)
{
	analyser->s = s;
	analyser->len = len;
	analyser->at = 0;
	analyser->position = 0;
	analyser->pairs = false;
	analyser->pending_n = analyser->pending_at = 0;
	tc_composer_start(analyser->composer, s, len);
	return tc_breaker_start(analyser->breaker, s, len, err);
}

static struct pending *
new_pending(struct tc_analyser *analyser, enum tc_token_kind kind, size_t from,
    size_t to)
{
	struct pending *token;

	if (analyser->pending_n == PENDING_MAX)
		return NULL;
	token = &analyser->pending[analyser->pending_n++];
	memset(token, 0, sizeof(*token));
	token->kind = kind;
	token->from = from;
	token->to = to;
	token->term = analyser->terms.len;
	token->position = analyser->position;
	return token;
}

/* A key of ours is its own folded form, and no longer than a term. */
static void
end_key(struct tc_analyser *analyser, struct pending *token)
{
	size_t len = analyser->terms.len - token->term;

	if (len > TC_TERM_MAX) { /* 1.5 and a unit of a hundred letters */
		len = TC_TERM_MAX;
		U8_SET_CP_START(
		    (const uint8_t *)analyser->terms.s + token->term, 0, len);
		tc_buf_cut(&analyser->terms, token->term + len);
	}
	token->term_len = len;
	token->folded = token->term;
	token->folded_len = token->term_len;
	if (token->term_len == 0)
		analyser->pending_n--;
}

typedef void key_fn(const char *s, size_t len, struct tc_buf *out);

/* A token by its key; with words = 1 it takes a position of its own. */
static void
push_key(struct tc_analyser *analyser, enum tc_token_kind kind, size_t from,
    size_t to, key_fn *key, uint32_t words)
{
	struct pending *token = new_pending(analyser, kind, from, to);

	if (token == NULL)
		return;
	key(analyser->s + from, to - from, &analyser->terms);
	end_key(analyser, token);
	analyser->position += words;
}

/* The forms of a word, or of a number in ASCII, as far as remembered. */
static const struct tc_forms *
short_forms(struct tc_analyser *analyser, size_t from, size_t to)
{
	if (analyser->forms == NULL)
		return NULL;
	return tc_forms_of(analyser->forms, analyser->s + from, to - from);
}

static void
put_forms(struct tc_analyser *analyser, struct pending *token,
    const char *canonical, size_t canonical_len, const char *folded,
    size_t folded_len)
{
	tc_buf_put(&analyser->terms, canonical, canonical_len);
	token->term_len = canonical_len;
	token->folded = analyser->terms.len;
	token->folded_len = folded_len;
	tc_buf_put(&analyser->terms, folded, folded_len);
}

static void
push_word(struct tc_analyser *analyser, enum tc_token_kind kind, size_t from,
    size_t to)
{
	struct pending *token = new_pending(analyser, kind, from, to);
	const struct tc_forms *known;
	struct tc_word_forms forms;

	if (token == NULL)
		return;
	if ((known = short_forms(analyser, from, to)) != NULL) {
		put_forms(analyser, token, known->canonical,
		    known->canonical_len, known->folded, known->folded_len);
	} else {
		tc_word_forms(analyser->s + from, to - from, &forms);
		put_forms(analyser, token, forms.canonical, forms.canonical_len,
		    forms.folded, forms.folded_len);
	}
	analyser->position++;
	if (token->folded_len == 0)
		analyser->pending_n--;
}

enum run_class { CLASS_OTHER, CLASS_LETTER, CLASS_DIGIT };

static enum run_class
class_of(UChar32 c)
{
	if (c < 0)
		return CLASS_OTHER;
	if (tc_number_digit((uint32_t)c) >= 0) /* raised ones too */
		return CLASS_DIGIT;
	return u_isalpha(c) || u_charType(c) == U_NON_SPACING_MARK
	    ? CLASS_LETTER
	    : CLASS_OTHER;
}

/* The end of the run of one class that begins at from. */
static size_t
run_end(const char *s, size_t from, size_t to, enum run_class *class)
{
	size_t i = from, end;
	UChar32 c;

	U8_NEXT((const uint8_t *)s, i, to, c);
	*class = class_of(c);
	do {
		end = i;
		if (i >= to)
			break;
		U8_NEXT((const uint8_t *)s, i, to, c);
	} while (class_of(c) == *class);
	return end;
}

/* Runs of letters and of digits as words and numbers; counts them. */
static size_t
push_runs(struct tc_analyser *analyser, size_t from, size_t to)
{
	size_t end, n = analyser->pending_n;
	enum run_class class;

	for (; from < to; from = end) {
		end = run_end(analyser->s, from, to, &class);
		if (class == CLASS_LETTER)
			push_word(analyser, TC_TOKEN_WORD, from, end);
		else if (class == CLASS_DIGIT)
			push_key(analyser, TC_TOKEN_NUMBER, from, end,
			    tc_number_integer, 1);
	}
	return analyser->pending_n - n;
}

/* The whole, then its parts. */
static void
push_structured(struct tc_analyser *analyser, enum tc_token_kind kind,
    size_t from, size_t to, key_fn *key)
{
	size_t first = analyser->pending_n;
	bool whole;

	push_key(analyser, kind, from, to, key, 0);
	whole = analyser->pending_n > first; /* http:/// has no key */
	first = analyser->pending_n;
	push_runs(analyser, from, to);
	for (; whole && first < analyser->pending_n; first++)
		analyser->pending[first].part = true;
	analyser->pairs = false;
}

/* QL37, 200ha, m², R&D: whole by its canonical form, then letters, digits. */
static void
push_code(struct tc_analyser *analyser, size_t from, size_t to)
{
	push_structured(analyser, TC_TOKEN_CODE, from, to, tc_text_fold);
}

/* 8.900tỷ: whole, then 8900 and tỷ. */
static void
push_number_unit(struct tc_analyser *analyser, size_t from, size_t to)
{
	const char *s = analyser->s;
	size_t number = from, first;
	struct pending *whole;

	while (number < to &&
	    (tc_ascii_is_digit(s[number]) || s[number] == '.' ||
		s[number] == ','))
		number++;
	whole = new_pending(analyser, TC_TOKEN_CODE, from, to);
	if (whole == NULL)
		return;
	tc_number_decimal(s + from, number - from, &analyser->terms);
	tc_text_fold(s + number, to - number, &analyser->terms);
	end_key(analyser, whole);
	first = analyser->pending_n;
	push_key(analyser, TC_TOKEN_NUMBER, from, number, tc_number_decimal, 1);
	push_runs(analyser, number, to);
	for (; first < analyser->pending_n; first++)
		analyser->pending[first].part = true;
	analyser->pairs = false;
}

/* 8.900 and 1,5 are one number each; 1.2.3 is a section. */
static void
push_decimal(struct tc_analyser *analyser, size_t from, size_t to)
{
	struct tc_buf *terms = &analyser->terms;
	struct pending *token;

	token = new_pending(analyser, TC_TOKEN_NUMBER, from, to);
	if (token == NULL)
		return;
	tc_number_decimal(analyser->s + from, to - from, terms);
	end_key(analyser, token);
	if (memchr(terms->s + token->term, '.', token->term_len) !=
	    memrchr(terms->s + token->term, '.', token->term_len)) {
		terms->len = token->term;
		analyser->pending_n--;
		push_structured(
		    analyser, TC_TOKEN_CODE, from, to, tc_number_decimal);
		return;
	}
	analyser->position++;
	analyser->pairs = false;
}

static bool
gap_joins(const char *s, size_t from, size_t to)
{
	size_t i = from, lines = 0;
	UChar32 c;

	while (i < to) {
		U8_NEXT((const uint8_t *)s, i, to, c);
		lines += c == '\n';
		if (!(c == ' ' || c == '\n' || c == '"' || c == '\'' ||
			c == 0x00A0 || c == 0x00AB || c == 0x00BB ||
			(c >= 0x2018 && c <= 0x201F)))
			return false;
	}
	return lines <= 1;
}

/* Does a word at `from` pair with the one before it? */
static bool
joins(const struct tc_analyser *analyser, size_t from)
{
	if (!analyser->pairs)
		return false;
	if (from - analyser->word_to == 1 && analyser->s[from - 1] == ' ')
		return true;
	return gap_joins(analyser->s, analyser->word_to, from);
}

void
tc_analyser_go_on(struct tc_analyser *analyser)
{
	analyser->pairs = true;
	analyser->word_to = 0;
}

bool
tc_analyser_ends_in_word(const struct tc_analyser *analyser)
{
	return joins(analyser, analyser->len);
}

/* A word or a whole number that may pair with its neighbours. */
static void
push_pairing(struct tc_analyser *analyser, enum tc_segment segment, size_t from,
    size_t to)
{
	size_t first = analyser->pending_n;

	if (segment == TC_SEGMENT_INT)
		push_key(
		    analyser, TC_TOKEN_NUMBER, from, to, tc_number_integer, 1);
	else
		push_word(analyser, TC_TOKEN_WORD, from, to);
	if (first < analyser->pending_n)
		analyser->pending[first].joined = joins(analyser, from);
	analyser->pairs = true;
	analyser->word_to = to;
}

/* Is every part of a.b.c one capital letter: U.B.N.D? */
static bool
is_initials(const char *s, size_t from, size_t to)
{
	size_t i = from;
	bool letter = false;
	UChar32 c;

	while (i < to) {
		U8_NEXT((const uint8_t *)s, i, to, c);
		if (letter ? c != '.' : !u_isupper(c))
			return false;
		letter = !letter;
	}
	return letter;
}

static void
fold_initials(const char *s, size_t len, struct tc_buf *out)
{
	struct tc_buf joined = TC_BUF_INIT(TC_TERM_MAX);
	size_t i;

	for (i = 0; i < len; i++) {
		if (s[i] != '.')
			tc_buf_putc(&joined, s[i]);
	}
	tc_text_fold(tc_buf_str(&joined), joined.len, out);
	tc_buf_free(&joined);
}

/* KCN.Doanh are two sentences that somebody glued together, TP.HCM one name:
 * both are words side by side that do not pair. */
static void
push_glue(struct tc_analyser *analyser, size_t from, size_t to)
{
	const char *s = analyser->s, *dot;
	enum run_class class;
	size_t end;

	if (is_initials(s, from, to)) {
		push_structured(
		    analyser, TC_TOKEN_CODE, from, to, fold_initials);
		return;
	}
	while (from < to) {
		dot = memchr(s + from, '.', to - from);
		end = dot != NULL ? (size_t)(dot - s) : to;
		if (run_end(s, from, end, &class) < end)
			push_code(analyser, from, end);
		else
			push_pairing(analyser,
			    class == CLASS_DIGIT ? TC_SEGMENT_INT
						 : TC_SEGMENT_WORD,
			    from, end);
		from = end + 1;
	}
}

/* 02083845435 is a telephone number as well. */
static void
push_integer(struct tc_analyser *analyser, size_t from, size_t to)
{
	if (analyser->s[from] == '0' && (to - from == 10 || to - from == 11))
		push_key(
		    analyser, TC_TOKEN_PHONE, from, to, tc_number_phone, 0);
	push_pairing(analyser, TC_SEGMENT_INT, from, to);
}

/*
 * A word that was glued to a document number: 12/2020/NQ-HĐNDvề. The rules
 * take it for letters of the code; it begins where capitals end and what
 * follows is a syllable of two letters or more. Returns where the number ends.
 */
static size_t
docno_end(const char *s, size_t from, size_t to)
{
	size_t i = to, start = to, letters = 0;
	UChar32 c;

	while (i > from) {
		int32_t at = (int32_t)(i - from);

		U8_PREV((const uint8_t *)s + from, 0, at, c);
		if (c < 0 || !u_islower(c))
			break;
		i = start = from + (size_t)at;
		letters++;
	}
	if (letters < 2 || i == from || !u_isupper(c) ||
	    !tc_text_is_syllable(s + start, to - start))
		return to;
	return start;
}

static void
push_docno(struct tc_analyser *analyser, size_t from, size_t to)
{
	size_t end = docno_end(analyser->s, from, to);

	push_structured(
	    analyser, TC_TOKEN_DOCNO, from, end, tc_number_document);
	if (end < to)
		push_pairing(analyser, TC_SEGMENT_WORD, end, to);
}

/* 6/2020 is a month, or the number and year of a document. */
static void
push_month(struct tc_analyser *analyser, size_t from, size_t to)
{
	push_key(analyser, TC_TOKEN_DATE, from, to, tc_number_month, 0);
	push_structured(
	    analyser, TC_TOKEN_FRACTION, from, to, tc_number_document);
}

/* Segments whose tokens are just a key and parts. */
static const struct {
	enum tc_segment segment;
	enum tc_token_kind kind;
	key_fn *key;
} structured[] = {
    {TC_SEGMENT_FRACTION, TC_TOKEN_FRACTION, tc_number_document},
    {TC_SEGMENT_DAYMONTH, TC_TOKEN_DATE, tc_number_day},
    {TC_SEGMENT_DATE, TC_TOKEN_DATE, tc_number_date},
    {TC_SEGMENT_YEARRANGE, TC_TOKEN_YEARS, tc_number_years},
    {TC_SEGMENT_TIME, TC_TOKEN_TIME, tc_number_time},
    {TC_SEGMENT_STDNO, TC_TOKEN_STDNO, tc_number_document},
    {TC_SEGMENT_DOMAIN, TC_TOKEN_NET, tc_number_net},
    {TC_SEGMENT_EMAIL, TC_TOKEN_NET, tc_number_net},
    {TC_SEGMENT_URL, TC_TOKEN_NET, tc_number_net},
};

static void
push_other(struct tc_analyser *analyser, enum tc_segment segment, size_t from,
    size_t to)
{
	size_t i;

	for (i = 0; i < sizeof(structured) / sizeof(structured[0]); i++) {
		if (structured[i].segment == segment)
			push_structured(analyser, structured[i].kind, from, to,
			    structured[i].key);
	}
}

static void
push_segment(struct tc_analyser *analyser, enum tc_segment segment, size_t from,
    size_t to)
{
	switch (segment) {
	case TC_SEGMENT_WORD:
		push_pairing(analyser, segment, from, to);
		break;
	case TC_SEGMENT_CJK:
		push_word(analyser, TC_TOKEN_WORD, from, to);
		analyser->pairs = false;
		break;
	case TC_SEGMENT_INT:
		push_integer(analyser, from, to);
		break;
	case TC_SEGMENT_GLUE:
		push_glue(analyser, from, to);
		break;
	case TC_SEGMENT_ALNUM:
	case TC_SEGMENT_AMP:
		push_code(analyser, from, to);
		break;
	case TC_SEGMENT_NUM:
		push_decimal(analyser, from, to);
		break;
	case TC_SEGMENT_NUMUNIT:
		push_number_unit(analyser, from, to);
		break;
	case TC_SEGMENT_PHONE:
		push_key(
		    analyser, TC_TOKEN_PHONE, from, to, tc_number_phone, 1);
		analyser->pairs = false;
		break;
	case TC_SEGMENT_MONTHYEAR:
		push_month(analyser, from, to);
		break;
	case TC_SEGMENT_DOCNO:
		push_docno(analyser, from, to);
		break;
	default:
		push_other(analyser, segment, from, to);
		break;
	}
}

static void
pop(struct tc_analyser *analyser, struct tc_token *token)
{
	const struct pending *p = &analyser->pending[analyser->pending_at++];

	token->kind = p->kind;
	token->term = analyser->terms.s + p->term;
	token->term_len = p->term_len;
	token->folded = analyser->terms.s + p->folded;
	token->folded_len = p->folded_len;
	token->from = p->from;
	token->to = p->to;
	token->position = p->position;
	token->part = p->part;
	token->joined = p->joined;
	token->spans = false;
}

/* Looked for once, then remembered with the forms. */
static struct tc_meaning
meaning_of_forms(const struct tc_analyser *analyser,
    const struct tc_token *token, const struct tc_forms *forms)
{
	struct tc_meaning meaning = {forms->roles, forms->value};

	if (forms->known == 0) {
		meaning = tc_composer_meaning(analyser->composer, token);
		tc_forms_know(
		    analyser->forms, forms, meaning.roles, meaning.value);
	}
	return meaning;
}

/*
 * Inlined where it is called: what a word's token is made of stays in
 * registers until tc_track_pass has seen it, which saves a tenth of the time.
 */
#define INLINE static inline __attribute__((always_inline))

/* A word or number by itself, as push_pairing and pop would make it. */
INLINE void
pop_forms(struct tc_analyser *analyser, enum tc_token_kind kind,
    const struct tc_forms *forms, size_t from, size_t to,
    struct tc_token *token, struct tc_meaning *meaning)
{
	token->kind = kind;
	token->term = forms->canonical;
	token->term_len = forms->canonical_len;
	token->folded = forms->folded;
	token->folded_len = forms->folded_len;
	token->from = from;
	token->to = to;
	token->position = analyser->position++;
	token->part = token->spans = false;
	token->joined = joins(analyser, from);
	analyser->pairs = true;
	analyser->word_to = analyser->at = to;
	*meaning = meaning_of_forms(analyser, token, forms);
}

/* The word that comes next when it is what pop_seen takes; else NULL. */
INLINE const struct tc_forms *
look(const struct tc_analyser *analyser, size_t *from, size_t *len)
{
	const struct tc_forms *forms;

	if (analyser->forms == NULL ||
	    analyser->pending_at < analyser->pending_n)
		return NULL;
	*from = tc_plain_skip(analyser->s, analyser->len, analyser->at);
	if (analyser->len - *from <= TC_FORMS_MAX)
		return NULL;
	forms = tc_forms_seen(analyser->forms, analyser->s + *from, len);
	if (forms == NULL ||
	    !tc_plain_ends_word(analyser->s, analyser->len, *from + *len))
		return NULL;
	return forms;
}

/*
 * Nearly every token: a word that was seen before, and a space or punctuation
 * on either side. False, and nothing done, for all others.
 */
INLINE bool
pop_seen(struct tc_analyser *analyser, struct tc_token *token,
    struct tc_meaning *meaning)
{
	size_t from, len;
	const struct tc_forms *forms = look(analyser, &from, &len);

	if (forms == NULL)
		return false;
	pop_forms(
	    analyser, TC_TOKEN_WORD, forms, from, from + len, token, meaning);
	return true;
}

/* Short words and numbers; not 0208... that is a telephone number as well. */
static bool
pop_short(struct tc_analyser *analyser, enum tc_segment segment, size_t from,
    size_t to, struct tc_token *token, struct tc_meaning *meaning)
{
	const struct tc_forms *forms;
	char first = analyser->s[from];
	bool number = segment == TC_SEGMENT_INT;

	if (number && (to - from > PLAIN_DIGITS || !tc_ascii_is_digit(first)))
		return false;
	if ((!number && segment != TC_SEGMENT_WORD) ||
	    (forms = short_forms(analyser, from, to)) == NULL)
		return false;
	pop_forms(analyser, number ? TC_TOKEN_NUMBER : TC_TOKEN_WORD, forms,
	    from, to, token, meaning);
	return true;
}

/* The next token where pop_seen gave none. */
static enum tc_status
next_other(struct tc_analyser *analyser, struct tc_token *token,
    struct tc_meaning *meaning, struct tc_error *err)
{
	enum tc_segment segment;
	enum tc_status status;
	size_t from;

	while (analyser->pending_at == analyser->pending_n) {
		status = tc_breaker_next(
		    analyser->breaker, &segment, &from, &analyser->at, err);
		if (status != TC_OK)
			return status;
		if (pop_short(
			analyser, segment, from, analyser->at, token, meaning))
			return TC_OK;
		tc_buf_clear(&analyser->terms);
		analyser->pending_n = analyser->pending_at = 0;
		push_segment(analyser, segment, from, analyser->at);
		if ((status = tc_buf_check(&analyser->terms, err)) != TC_OK)
			return status;
	}
	pop(analyser, token);
	*meaning = tc_composer_meaning(analyser->composer, token);
	return TC_OK;
}

/* The next token by itself, for the composer. */
static enum tc_status
next_token(void *arg, struct tc_token *token, struct tc_meaning *meaning,
    struct tc_error *err)
{
	struct tc_analyser *analyser = arg;

	if (pop_seen(analyser, token, meaning))
		return TC_OK;
	return next_other(analyser, token, meaning, err);
}

/* Does the token, by the word after it, begin no mention after all? */
static bool
is_barren(const struct tc_analyser *analyser, const struct tc_token *token,
    struct tc_meaning meaning)
{
	size_t from, len;
	const struct tc_forms *next = look(analyser, &from, &len);

	return next != NULL && next->known != 0 &&
	    tc_composer_is_barren(
		analyser->composer, token, meaning, next->roles);
}

enum tc_status
tc_analyser_next_word(
    struct tc_analyser *analyser, struct tc_token *token, struct tc_error *err)
{
	struct tc_meaning meaning;

	return next_token(analyser, token, &meaning, err);
}

enum tc_status
tc_analyser_next(
    struct tc_analyser *analyser, struct tc_token *token, struct tc_error *err)
{
	struct tc_meaning meaning;
	enum tc_status status;

	if (analyser->track->idle) {
		if (pop_seen(analyser, token, &meaning)) {
			if (!tc_track_may_begin(token, meaning)) {
				tc_track_put(analyser->track, TC_TOKEN_WORD,
				    token->from, token->to, meaning);
				return TC_OK;
			}
		} else {
			status = next_other(analyser, token, &meaning, err);
			if (status != TC_OK ||
			    tc_track_pass(analyser->track, token, meaning))
				return status;
		}
		if (is_barren(analyser, token, meaning)) {
			tc_track_leave(analyser->track, token, meaning);
			return TC_OK;
		}
		tc_composer_take(analyser->composer, token, meaning);
	}
	return tc_composer_next(analyser->composer, token, err);
}

bool
tc_token_is_word(enum tc_token_kind kind)
{
	return kind == TC_TOKEN_WORD || kind == TC_TOKEN_NUMBER ||
	    kind == TC_TOKEN_CODE;
}

const char *
tc_analyser_version(void)
{
	return "3 icu-" U_ICU_VERSION;
}

static size_t
slashes(const struct tc_token *token)
{
	size_t i, n = 0;

	for (i = 0; i < token->term_len; i++)
		n += token->term[i] == '/';
	return n;
}

/*
 * The number of a document among its readings: 12/2020/NQHĐND is first
 * 12/2020/nq-hdnd, then as it is written; "12/NQ-HĐND ngày 15/7/2020" is first
 * 12/2020/nq-hdnd, then the shorter one that was meant.
 */
enum tc_status
tc_text_docno_key(struct tc_analyser *analyser, const char *s, size_t len,
    struct tc_buf *out, struct tc_error *err)
{
	struct tc_token token;
	enum tc_status status;
	size_t start = out->len, to = 0, n = 0;

	if ((status = tc_analyser_start(analyser, s, len, err)) != TC_OK)
		return status;
	while ((status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (token.kind != TC_TOKEN_DOCNO ||
		    (token.from < to && slashes(&token) >= n))
			continue;
		if (token.from >= to && out->len > start) {
			tc_buf_cut(out, start);
			return tc_fail(
			    err, TC_INVALID, "more than one document number");
		}
		to = token.to > to ? token.to : to;
		n = slashes(&token);
		tc_buf_cut(out, start);
		tc_buf_put(out, token.term, token.term_len);
	}
	if (status != TC_DONE)
		return status;
	if (out->len == start)
		return tc_fail(err, TC_INVALID, "no document number");
	return tc_buf_check(out, err);
}
