/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The composer: finds what several tokens say together. "ngày 29 tháng 6 năm
 * 2020" is a date, "8.900 tỷ" a number, "12 2020 nq hdnd" that of a document.
 * It lets tokens through and puts a mention before those that make one.
 */
#ifndef TC_TEXT_COMPOSE_H
#define TC_TEXT_COMPOSE_H

#include <tracuu/text.h>

#include "lexicon.h"

/* So many units are looked at ahead: what makes the work linear. */
#define TC_UNITS_MAX 24

/* Where tokens come from: as tc_analyser_next, with tc_composer_meaning. */
typedef enum tc_status (*tc_source_fn)(void *arg, struct tc_token *token,
    struct tc_meaning *meaning, struct tc_error *err);

struct tc_composer;

/* NULL when out of memory. A reference takes no short cuts. */
struct tc_composer *
tc_composer_new(tc_source_fn source, void *arg, bool reference);
void tc_composer_free(struct tc_composer *composer);

/* Start on a text, which is borrowed until the last token was taken. */
void tc_composer_start(struct tc_composer *composer, const char *s, size_t len);

/*
 * What a token of the text may be. That of a WORD that is no part depends on
 * nothing but its bytes.
 */
struct tc_meaning tc_composer_meaning(
    const struct tc_composer *composer, const struct tc_token *token);

/*
 * Most of what may begin a mention does not, and one look at what is beside it
 * tells: "ba người", "16 tuổi", "tháng trước", "năm 2020". That saves all that
 * the rules would try in vain. True only where none of them could find
 * anything with a word of these roles next; the reference does without, and
 * tests hold the two together.
 */
bool tc_composer_is_barren(const struct tc_composer *composer,
    const struct tc_token *token, struct tc_meaning meaning, uint32_t next);

/*
 * Put a token, with its strings copied, where tc_composer_next looks for
 * mentions: the source's next one, when the composer is idle (tc_track).
 */
void tc_composer_take(struct tc_composer *composer,
    const struct tc_token *token, struct tc_meaning meaning);

/* The next token with mentions between them: TC_OK, TC_DONE, or a failure of
 * the source. */
enum tc_status tc_composer_next(
    struct tc_composer *composer, struct tc_token *token, struct tc_error *err);

/*
 * What follows is for the files that know what makes a mention. They look at
 * units: a token that is no part of another, with its parts.
 */

struct tc_unit {
	enum tc_token_kind kind;
	const char *term, *folded; /* NULL when it lies behind */
	size_t term_len, folded_len;
	size_t from, to;
	uint32_t roles;
	unsigned value;
};

/*
 * What a composer remembers of the tokens that it let go. It is open so that
 * nearly every word goes by without a call: while the composer is idle, the
 * analyser gives what tc_track_pass lets through, and what it does not goes to
 * tc_composer_take.
 */
#define TC_TRACK_UNITS 3 /* that may be looked at */
#define TC_TRACK_RING 4	 /* a power of two */

struct tc_track {
	bool idle; /* nothing is queued, and the source may have more */
	size_t n;  /* how many units went by */
	struct tc_unit ring[TC_TRACK_RING];
};

struct tc_track *tc_composer_track(struct tc_composer *composer);

/* Words that may begin a mention; all that is not a word may, too. */
#define TC_TRACK_BEGINNINGS                                              \
	(TC_ROLE_DAY | TC_ROLE_MONTH | TC_ROLE_QUARTER | TC_ROLE_DIGIT | \
	    TC_ROLE_TEN | TC_ROLE_FIRST | TC_ROLE_STANDARD | TC_ROLE_ROMAN)

static inline bool
tc_track_may_begin(const struct tc_token *token, struct tc_meaning meaning)
{
	if (token->kind == TC_TOKEN_WORD)
		return (meaning.roles & TC_TRACK_BEGINNINGS) != 0;
	return token->kind != TC_TOKEN_NET;
}

/* The unit k places behind, see tc_unit_before. */
static inline const struct tc_unit *
tc_track_unit(const struct tc_track *track, size_t k)
{
	if (k >= TC_TRACK_UNITS || k >= track->n)
		return NULL;
	return &track->ring[(track->n - 1 - k) % TC_TRACK_RING];
}

/* Remember a unit that was given: a token that is no part of the last one. */
static inline void
tc_track_put(struct tc_track *track, enum tc_token_kind kind, size_t from,
    size_t to, struct tc_meaning meaning)
{
	struct tc_unit *unit = &track->ring[track->n++ % TC_TRACK_RING];

	unit->kind = kind;
	unit->from = from;
	unit->to = to;
	unit->roles = meaning.roles;
	unit->value = meaning.value;
}

/* The same for any token. */
static inline void
tc_track_leave(struct tc_track *track, const struct tc_token *token,
    struct tc_meaning meaning)
{
	const struct tc_unit *last = tc_track_unit(track, 0);

	if (last == NULL || token->from >= last->to)
		tc_track_put(
		    track, token->kind, token->from, token->to, meaning);
}

/* Let a token by that begins no mention; false for one that may. */
static inline bool
tc_track_pass(struct tc_track *track, const struct tc_token *token,
    struct tc_meaning meaning)
{
	if (tc_track_may_begin(token, meaning))
		return false;
	tc_track_leave(track, token, meaning);
	return true;
}

/* What lies between two units. */
enum tc_gap {
	TC_GAP_NONE,  /* nothing */
	TC_GAP_SPACE, /* spaces, one line break */
	/* One such sign, perhaps with spaces around it: */
	TC_GAP_DASH,
	TC_GAP_SLASH,
	TC_GAP_DOT,
	TC_GAP_COLON,
	TC_GAP_COMMA,
	TC_GAP_OTHER
};

/* The unit k places ahead, 0 is the one in hand; NULL beyond the end. */
const struct tc_unit *tc_unit_at(struct tc_composer *composer, size_t k);

/* The unit k places behind, 0 is the last one; NULL before the beginning. */
const struct tc_unit *
tc_unit_before(const struct tc_composer *composer, size_t k);

/* The gap before unit k, and before that k places behind. */
enum tc_gap tc_unit_gap(struct tc_composer *composer, size_t k);
enum tc_gap tc_unit_gap_before(const struct tc_composer *composer, size_t k);

/* Unit k when only space is before it and it has one of the roles, or NULL. */
const struct tc_unit *
tc_unit_with(struct tc_composer *composer, size_t k, uint32_t roles);

/* The cleaned text. */
const char *tc_unit_text(const struct tc_composer *composer);

/* How many bytes of a percent sign follow the byte at `to`: "%", " %". */
size_t tc_unit_percent(const struct tc_composer *composer, size_t to);

/* A mention from the unit in hand to a byte of the text. */
void tc_compose_add(struct tc_composer *composer, enum tc_token_kind kind,
    size_t to, const char *key, size_t len);

/* No mention of that kind begins before this byte: there is no such day. */
void tc_compose_cover(
    struct tc_composer *composer, enum tc_token_kind kind, size_t to);

/* Is the unit in hand inside a mention of that kind already? */
bool
tc_compose_covered(const struct tc_composer *composer, enum tc_token_kind kind);

/* The runs of at most n digits in [from, to) of the text; how many. */
size_t tc_unit_groups(const struct tc_composer *composer,
    const struct tc_unit *unit, unsigned *groups, size_t n);

/*
 * calendar.c: dates, months, quarters, terms of office.
 */
void tc_calendar_compose(struct tc_composer *composer);

/* What becomes of a date that the break rules found. */
enum tc_verdict {
	TC_DATE_STANDS,
	TC_DATE_IS_FRACTION, /* 10/12 chỉ tiêu: ten of twelve */
	TC_DATE_GOES,	     /* 1/2000 after tỷ lệ: its fraction follows */
	TC_DATE_IS_NUMBERS   /* 31/02/2020: there is no such day */
};
enum tc_verdict tc_calendar_judge(struct tc_composer *composer);

/* The year that "năm 2020" or "ngày 15/7/2020" says from unit k on; 0: none.
 * *to is its end. */
unsigned tc_calendar_year(struct tc_composer *composer, size_t k, size_t *to);

/*
 * quantity.c: numbers in words and figures, money, measures, ordinals.
 */
void tc_quantity_compose(struct tc_composer *composer);

/* A number in words from unit k on ("hai mươi chín", also one digit); how many
 * units it takes, 0: none. */
size_t
tc_quantity_words(struct tc_composer *composer, size_t k, uint64_t *value);

/* The value of a Roman figure (XIV), 0 for none. Any case, not both. */
unsigned tc_quantity_roman(const char *s, size_t len);

/*
 * designation.c: numbers of documents and of standards.
 */
void tc_designation_compose(struct tc_composer *composer);

/* May a unit with this folded form stand in the number of a document, as nq or
 * hdnd? */
bool tc_designation_is_code(const char *folded, size_t len);

#endif
