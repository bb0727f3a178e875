/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The composer: a queue of tokens in which mentions are looked for. */
#include "compose.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

#include "number.h"

/*
 * So many tokens are looked at ahead. Units may have many (an address of the
 * web), so this may end before TC_UNITS_MAX does.
 */
#define AHEAD_MAX 128
#define QUEUE_MAX (2 * AHEAD_MAX)
#define MENTIONS_MAX 8
/* A gap of more bytes parts what is around it. */
#define GAP_MAX 16

struct entry {
	struct tc_token token;
	uint32_t roles;
	uint8_t value;
	bool begins; /* perhaps a mention */
	bool judged;
	char term[TC_TERM_MAX], folded[TC_TERM_MAX];
};

struct mention {
	enum tc_token_kind kind;
	size_t to, len;
	char key[TC_TERM_MAX];
};

struct tc_composer {
	tc_source_fn source;
	void *arg;
	struct tc_track track;
	bool reference; /* looks at all that may begin a mention */
	const char *s;
	size_t len;
	struct entry queue[QUEUE_MAX];
	size_t head, end;
	enum tc_status status; /* of the source, when it gave no token */
	struct tc_error why;
	size_t starts[TC_UNITS_MAX]; /* of units in the queue */
	size_t units;
	struct tc_unit unit[TC_UNITS_MAX];
	size_t no_parts; /* tokens before this byte are no parts */
	struct mention mentions[MENTIONS_MAX];
	size_t mention_at, mention_n;
	/* By kind: units before this byte are in a mention already. */
	size_t covered[TC_TOKEN_AMOUNT + 1];
};

struct tc_composer *
tc_composer_new(tc_source_fn source, void *arg, bool reference)
{
	struct tc_composer *composer = calloc(1, sizeof(*composer));

	if (composer == NULL)
		return NULL;
	composer->source = source;
	composer->arg = arg;
	composer->reference = reference;
	return composer;
}

void
tc_composer_free(struct tc_composer *composer)
{
	free(composer);
}

void
tc_composer_start(struct tc_composer *composer, const char *s, size_t len)
{
	composer->s = s;
	composer->len = len;
	composer->head = composer->end = 0;
	composer->status = TC_OK;
	composer->track.idle = true;
	composer->track.n = 0;
	composer->units = composer->no_parts = 0;
	composer->mention_at = composer->mention_n = 0;
	memset(composer->covered, 0, sizeof(composer->covered));
}

struct tc_track *
tc_composer_track(struct tc_composer *composer)
{
	return &composer->track;
}

const struct tc_unit *
tc_unit_before(const struct tc_composer *composer, size_t k)
{
	return tc_track_unit(&composer->track, k);
}

/* I, V and X begin Roman figures that are worth a look. */
static bool
may_be_roman(const char *s, size_t len)
{
	if (len > 8)
		return false;
	switch (s[0]) {
	case 'I':
	case 'V':
	case 'X':
	case 'L':
	case 'C':
	case 'i':
	case 'v':
	case 'x':
	case 'l':
	case 'c':
		return true;
	default:
		return false;
	}
}

struct tc_meaning
tc_composer_meaning(
    const struct tc_composer *composer, const struct tc_token *token)
{
	struct tc_meaning meaning = {0, 0};
	unsigned value;

	if (token->part || !tc_token_is_word(token->kind) ||
	    token->kind == TC_TOKEN_NUMBER)
		return meaning;
	meaning = tc_lexicon_find(token->term, token->term_len);
	if (meaning.roles == 0 && token->kind == TC_TOKEN_WORD &&
	    may_be_roman(composer->s + token->from, token->to - token->from)) {
		value = tc_quantity_roman(
		    composer->s + token->from, token->to - token->from);
		if (value > 0) {
			meaning.roles = TC_ROLE_ROMAN;
			meaning.value = (uint8_t)value;
		}
	}
	if (tc_designation_is_code(token->folded, token->folded_len))
		meaning.roles |= TC_ROLE_CODE;
	return meaning;
}

void
tc_composer_take(struct tc_composer *composer, const struct tc_token *token,
    struct tc_meaning meaning)
{
	struct entry *entry = &composer->queue[composer->end++];

	entry->token = *token;
	memcpy(entry->term, token->term, token->term_len);
	memcpy(entry->folded, token->folded, token->folded_len);
	entry->token.term = entry->term;
	entry->token.folded = entry->folded;
	entry->roles = meaning.roles;
	entry->value = meaning.value;
	entry->begins = tc_track_may_begin(token, meaning);
	entry->judged = false;
	composer->track.idle = false;
}

/* Fetch one more token into the queue. */
static bool
fetch(struct tc_composer *composer)
{
	struct tc_token token;
	struct tc_meaning meaning;

	if (composer->status != TC_OK ||
	    composer->end - composer->head == AHEAD_MAX)
		return false;
	composer->status =
	    composer->source(composer->arg, &token, &meaning, &composer->why);
	if (composer->status != TC_OK)
		return false;
	tc_composer_take(composer, &token, meaning);
	return true;
}

static bool
fill_unit(struct tc_composer *composer, size_t start)
{
	struct tc_unit *unit = &composer->unit[composer->units];
	const struct entry *entry = &composer->queue[start];

	unit->kind = entry->token.kind;
	unit->term = entry->term;
	unit->term_len = entry->token.term_len;
	unit->folded = entry->folded;
	unit->folded_len = entry->token.folded_len;
	unit->from = entry->token.from;
	unit->to = entry->token.to;
	unit->roles = entry->roles;
	unit->value = entry->value;
	composer->starts[composer->units++] = start;
	return true;
}

/* Find where the unit after the last known one begins. */
static bool
find_unit(struct tc_composer *composer)
{
	size_t at = composer->head, to;

	if (composer->units > 0) {
		at = composer->starts[composer->units - 1];
		to = composer->queue[at].token.to;
		do {
			at++;
			if (at == composer->end && !fetch(composer))
				return false;
		} while (composer->queue[at].token.part ||
		    composer->queue[at].token.from < to);
	}
	return fill_unit(composer, at);
}

const struct tc_unit *
tc_unit_at(struct tc_composer *composer, size_t k)
{
	if (k >= TC_UNITS_MAX)
		return NULL;
	while (composer->units <= k) {
		if (!find_unit(composer))
			return NULL;
	}
	return &composer->unit[k];
}

const char *
tc_unit_text(const struct tc_composer *composer)
{
	return composer->s;
}

/* The sign that a gap has besides spaces; TC_GAP_OTHER for all else. */
static enum tc_gap
sign_of(UChar32 c)
{
	if (c == '_' || tc_number_is_dash((uint32_t)c))
		return TC_GAP_DASH;
	if (tc_number_is_slash((uint32_t)c))
		return TC_GAP_SLASH;
	switch (c) {
	case '.':
		return TC_GAP_DOT;
	case ':':
		return TC_GAP_COLON;
	case ',':
		return TC_GAP_COMMA;
	default:
		return TC_GAP_OTHER;
	}
}

static bool
is_space(UChar32 c)
{
	return c == ' ' || c == '\n' || c == 0x00A0 || c == 0x202F;
}

/*
 * A dash after a space with none behind it is the minus sign of a query
 * ("thông báo -2020"), so it joins nothing.
 */
static enum tc_gap
gap_of(const char *s, size_t from, size_t to)
{
	enum tc_gap gap = TC_GAP_NONE, sign;
	bool before = false, after = false;
	size_t lines = 0;
	UChar32 c;

	if (from > to || to - from > GAP_MAX)
		return TC_GAP_OTHER;
	while (from < to) {
		U8_NEXT((const uint8_t *)s, from, to, c);
		lines += c == '\n';
		if (is_space(c)) {
			before = before || gap == TC_GAP_NONE;
			after = true;
			if (gap == TC_GAP_NONE)
				gap = TC_GAP_SPACE;
			continue;
		}
		sign = sign_of(c);
		if (gap > TC_GAP_SPACE || sign == TC_GAP_OTHER)
			return TC_GAP_OTHER;
		gap = sign;
		after = false;
	}
	if (lines > 1 || (gap == TC_GAP_DASH && before && !after))
		return TC_GAP_OTHER;
	return gap;
}

enum tc_gap
tc_unit_gap(struct tc_composer *composer, size_t k)
{
	const struct tc_unit *unit = tc_unit_at(composer, k);
	const struct tc_unit *last =
	    k > 0 ? tc_unit_at(composer, k - 1) : tc_unit_before(composer, 0);

	if (unit == NULL || last == NULL)
		return TC_GAP_OTHER;
	return gap_of(composer->s, last->to, unit->from);
}

enum tc_gap
tc_unit_gap_before(const struct tc_composer *composer, size_t k)
{
	const struct tc_unit *unit = tc_unit_before(composer, k);
	const struct tc_unit *last = tc_unit_before(composer, k + 1);

	if (last == NULL)
		return TC_GAP_OTHER;
	return gap_of(composer->s, last->to, unit->from);
}

const struct tc_unit *
tc_unit_with(struct tc_composer *composer, size_t k, uint32_t roles)
{
	const struct tc_unit *unit = tc_unit_at(composer, k);

	if (unit == NULL || (unit->roles & roles) == 0 ||
	    (k > 0 && tc_unit_gap(composer, k) != TC_GAP_SPACE))
		return NULL;
	return unit;
}

size_t
tc_unit_percent(const struct tc_composer *composer, size_t to)
{
	size_t at = to;

	if (at < composer->len && composer->s[at] == ' ')
		at++;
	if (at < composer->len && composer->s[at] == '%')
		return at + 1 - to;
	return 0;
}

size_t
tc_unit_groups(const struct tc_composer *composer, const struct tc_unit *unit,
    unsigned *groups, size_t n)
{
	return tc_number_groups(
	    composer->s + unit->from, unit->to - unit->from, groups, n);
}

void
tc_compose_add(struct tc_composer *composer, enum tc_token_kind kind, size_t to,
    const char *key, size_t len)
{
	struct mention *mention;
	size_t at = composer->mention_n;

	if (at == MENTIONS_MAX || len == 0 || len > TC_TERM_MAX)
		return;
	/* The longest first. */
	while (at > 0 && composer->mentions[at - 1].to < to) {
		composer->mentions[at] = composer->mentions[at - 1];
		at--;
	}
	mention = &composer->mentions[at];
	mention->kind = kind;
	mention->to = to;
	mention->len = len;
	memcpy(mention->key, key, len);
	composer->mention_n++;
	tc_compose_cover(composer, kind, to);
}

void
tc_compose_cover(
    struct tc_composer *composer, enum tc_token_kind kind, size_t to)
{
	if (composer->covered[kind] < to)
		composer->covered[kind] = to;
}

bool
tc_compose_covered(const struct tc_composer *composer, enum tc_token_kind kind)
{
	return composer->queue[composer->head].token.from <
	    composer->covered[kind];
}

/* A date without a day before it, or a fraction: its key is what is written. */
static void
make_fraction(struct tc_composer *composer, struct entry *entry)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);

	tc_number_document(composer->s + entry->token.from,
	    entry->token.to - entry->token.from, &key);
	if (key.len > 0 && key.len <= TC_TERM_MAX) {
		memcpy(entry->term, key.s, key.len);
		memcpy(entry->folded, key.s, key.len);
		entry->token.term_len = entry->token.folded_len = key.len;
		entry->token.kind = TC_TOKEN_FRACTION;
	}
	tc_buf_free(&key);
}

/* The queue's first token goes; units are found anew. */
static void
drop_head(struct tc_composer *composer)
{
	composer->head++;
	composer->units = 0;
	if (composer->head < composer->end)
		return;
	composer->head = composer->end = 0;
	composer->track.idle = composer->status == TC_OK;
}

/* False when the date in hand is dropped. */
static bool
judge_date(struct tc_composer *composer)
{
	struct entry *entry = &composer->queue[composer->head];

	switch (tc_calendar_judge(composer)) {
	case TC_DATE_STANDS:
		return true;
	case TC_DATE_IS_FRACTION:
		make_fraction(composer, entry);
		composer->units = 0;
		return true;
	case TC_DATE_IS_NUMBERS:
		composer->no_parts = entry->token.to;
		break;
	case TC_DATE_GOES:
		break;
	}
	drop_head(composer);
	return false;
}

/* Move the queue to its beginning before what is ahead meets its end. */
static void
make_room(struct tc_composer *composer)
{
	size_t i, n = composer->end - composer->head;

	if (composer->head < AHEAD_MAX)
		return;
	memcpy(composer->queue, composer->queue + composer->head,
	    n * sizeof(composer->queue[0]));
	for (i = 0; i < n; i++) {
		composer->queue[i].token.term = composer->queue[i].term;
		composer->queue[i].token.folded = composer->queue[i].folded;
	}
	composer->head = 0;
	composer->end = n;
}

/* A number, a date, a code ... any unit that is no word. */
#define FIGURES (1u << 30)
/* A number in words begins so. */
#define NUMERAL (TC_ROLE_DIGIT | TC_ROLE_ZERO | TC_ROLE_TEN)

/*
 * What the unit after a word or number must be, one of these roles, if the two
 * are to begin a mention: "tháng 6", "tháng giêng", not "tháng trước".
 */
static const struct {
	uint32_t first, then;
} pairs[] = {
    {TC_ROLE_DAY, FIGURES | NUMERAL},
    {TC_ROLE_MONTH, FIGURES | NUMERAL | TC_ROLE_MOON},
    {TC_ROLE_QUARTER,
	FIGURES | NUMERAL | TC_ROLE_ROMAN | TC_ROLE_FIRST | TC_ROLE_ORDINAL},
    {TC_ROLE_STANDARD, FIGURES | TC_ROLE_STANDARD},
    {TC_ROLE_DIGIT,
	TC_ROLE_TENS | TC_ROLE_HUNDRED | TC_ROLE_SCALE | TC_ROLE_ENDING |
	    TC_ROLE_PERCENT},
    {TC_ROLE_TEN,
	TC_ROLE_DIGIT | TC_ROLE_ENDING | TC_ROLE_SCALE | TC_ROLE_PERCENT},
    {FIGURES,
	FIGURES | TC_ROLE_MONTH | TC_ROLE_AND | TC_ROLE_SCALE | TC_ROLE_MONEY |
	    TC_ROLE_UNIT | TC_ROLE_PERCENT | TC_ROLE_CODE},
};

static uint32_t
roles_with_kind(enum tc_token_kind kind, uint32_t roles)
{
	return kind == TC_TOKEN_WORD ? roles : roles | FIGURES;
}

/* Do `pairs` have these roles side by side? */
static bool
goes_on(uint32_t first, uint32_t next)
{
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if ((first & pairs[i].first) != 0 &&
		    (next & pairs[i].then) != 0)
			return true;
	}
	return false;
}

/* Has the unit behind one of the roles? */
static bool
follows(const struct tc_composer *composer, uint32_t roles)
{
	const struct tc_unit *last = tc_unit_before(composer, 0);

	return last != NULL && (last->roles & roles) != 0;
}

/*
 * Only capitals, and two, are a Roman figure by themselves: "XIV"; "V" and "ii"
 * need a word before them, and most are none: "c)", "vi phạm".
 */
static bool
is_barren_roman(
    const struct tc_composer *composer, const struct tc_token *token)
{
	return (composer->s[token->from] >= 'a' ||
		   token->to - token->from < 2) &&
	    !follows(composer, TC_ROLE_COUNTED);
}

bool
tc_composer_is_barren(const struct tc_composer *composer,
    const struct tc_token *token, struct tc_meaning meaning, uint32_t next)
{
	if (token->kind == TC_TOKEN_WORD) {
		if ((meaning.roles & TC_ROLE_ROMAN) != 0)
			return is_barren_roman(composer, token);
		if (follows(composer, TC_ROLE_ORDINAL | TC_ROLE_QUARTER))
			return false; /* thứ nhất, quý hai */
	} else if (token->kind != TC_TOKEN_NUMBER ||
	    token->to - token->from > 4) {
		return false; /* 8,900 is two numbers by itself */
	}
	return tc_unit_percent(composer, token->to) == 0 &&
	    !goes_on(roles_with_kind(token->kind, meaning.roles), next);
}

/* The same for the token in hand: with one look ahead. */
static bool
is_barren(struct tc_composer *composer, const struct entry *entry)
{
	const struct entry *next = entry + 1;
	struct tc_meaning meaning = {entry->roles, entry->value};
	uint32_t roles = 0;

	if (composer->end > composer->head + 1 || fetch(composer)) {
		if (next->token.part)
			return false; /* of a date that was none */
		if (gap_of(composer->s, entry->token.to, next->token.from) !=
		    TC_GAP_OTHER)
			roles = roles_with_kind(next->token.kind, next->roles);
	}
	return tc_composer_is_barren(composer, &entry->token, meaning, roles);
}

/* Look at the first token of the queue; a date may go. */
static void
compose(struct tc_composer *composer)
{
	struct entry *entry;
	const struct entry *next;

	make_room(composer);
	entry = &composer->queue[composer->head];
	next = entry + 1;
	entry->judged = true;
	composer->units = composer->mention_n = composer->mention_at = 0;
	if (entry->token.from < composer->no_parts)
		entry->token.part = false;
	if (entry->token.part || !entry->begins ||
	    (!composer->reference && is_barren(composer, entry)))
		return;
	if (entry->token.kind == TC_TOKEN_DATE && !judge_date(composer))
		return;
	tc_calendar_compose(composer);
	tc_quantity_compose(composer);
	tc_designation_compose(composer);
	/* 6/2020 is a month or a fraction, 0912345678 a telephone or a number:
	 * two tokens for the same bytes, the second with the parts. */
	if ((composer->end > composer->head + 1 || fetch(composer)) &&
	    !next->token.part && next->token.from == entry->token.from)
		entry->token.spans = true;
}

static void
give_mention(struct tc_composer *composer, struct tc_token *token)
{
	const struct mention *mention =
	    &composer->mentions[composer->mention_at++];
	const struct tc_token *first = &composer->queue[composer->head].token;

	memset(token, 0, sizeof(*token));
	token->kind = mention->kind;
	token->term = token->folded = mention->key;
	token->term_len = token->folded_len = mention->len;
	token->from = first->from;
	token->to = mention->to;
	token->position = first->position;
	token->joined = first->joined && tc_token_is_word(mention->kind);
	token->spans = true;
}

static void
give_head(struct tc_composer *composer, struct tc_token *token)
{
	const struct entry *entry = &composer->queue[composer->head];
	struct tc_meaning meaning = {entry->roles, entry->value};

	*token = entry->token;
	tc_track_leave(&composer->track, token, meaning);
	drop_head(composer);
}

/* The queue is empty: *given says whether the token went by without it. */
static enum tc_status
give_source(struct tc_composer *composer, struct tc_token *token, bool *given,
    struct tc_error *err)
{
	struct tc_meaning meaning;

	if (composer->status == TC_OK)
		composer->status = composer->source(
		    composer->arg, token, &meaning, &composer->why);
	if (composer->status != TC_OK) {
		if (composer->status != TC_DONE && err != NULL)
			*err = composer->why;
		return composer->status;
	}
	*given = token->from >= composer->no_parts &&
	    tc_track_pass(&composer->track, token, meaning);
	if (!*given)
		tc_composer_take(composer, token, meaning);
	return TC_OK;
}

/* The queue is not: a mention, or its first token once that was looked at. */
static bool
give_queued(struct tc_composer *composer, struct tc_token *token)
{
	bool given = true;

	if (composer->mention_at < composer->mention_n)
		give_mention(composer, token);
	else if ((given = composer->queue[composer->head].judged))
		give_head(composer, token);
	else
		compose(composer);
	return given;
}

enum tc_status
tc_composer_next(
    struct tc_composer *composer, struct tc_token *token, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	bool given = false;

	while (status == TC_OK && !given) {
		if (composer->head == composer->end)
			status = give_source(composer, token, &given, err);
		else
			given = give_queued(composer, token);
	}
	return status;
}
