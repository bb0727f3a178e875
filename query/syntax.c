/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What of a query is syntax. It is little: most of what looks like it is how
 * people write ("Điều 5: ...", "kinh tế - xã hội", "(sửa đổi)"), so an operator
 * must stand free, have its operands and be written in capitals.
 */
#include "syntax.h"

#include <stdlib.h>
#include <string.h>

struct lexer {
	struct tc_items *items;
	const char *s;
	size_t len, at;
	size_t text;	  /* where the text in hand begins */
	uint8_t *roles;	  /* enum tc_role of each byte */
	bool in_capitals; /* it was all typed in capitals */
	long today;
};

static bool
starts(const struct lexer *lexer, size_t at, const char *what)
{
	size_t len = strlen(what);

	return lexer->len - at >= len && memcmp(lexer->s + at, what, len) == 0;
}

static size_t
quote_at(const struct lexer *lexer, size_t at)
{
	return tc_syntax_quote(lexer->s + at, lexer->len - at);
}

/* What the quote at `at` begins; end is 0 where there is none, or no other. */
static struct tc_enclosed
quoted_at(const struct lexer *lexer, size_t at)
{
	return quote_at(lexer, at) > 0
	    ? tc_enclosed_quoted(lexer->s, lexer->len, at)
	    : (struct tc_enclosed){0, 0, 0};
}

/*
 * Words
 */

/* Does a word end here? */
static bool
is_end(const struct lexer *lexer, size_t at)
{
	return at >= lexer->len || lexer->s[at] == ' ' ||
	    lexer->roles[at] != TC_ROLE_NONE || quote_at(lexer, at) > 0;
}

static size_t
word_end(const struct lexer *lexer, size_t at)
{
	while (!is_end(lexer, at))
		at++;
	return at;
}

struct sign {
	const char *word;
	enum tc_item_kind kind;
	bool vague; /* may be a word of a text in capitals */
};

static const struct sign signs[] = {{"OR", TC_ITEM_OR, false},
    {"HOẶC", TC_ITEM_OR, true}, {"AND", TC_ITEM_AND, true},
    {"NOT", TC_ITEM_NOT, true}, {"NEAR/", TC_ITEM_NEAR, false},
    {"GẦN/", TC_ITEM_NEAR, false}};

/* The operator that is the word at `at`, or NULL; NEAR's number after it. */
static const struct sign *
find_sign(const struct lexer *lexer, size_t at, size_t *to)
{
	size_t i, digits;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		const struct sign *sign = &signs[i];

		if (!starts(lexer, at, sign->word) ||
		    (sign->vague && lexer->in_capitals))
			continue;
		*to = at + strlen(sign->word);
		if (sign->kind == TC_ITEM_NEAR) {
			digits = strspn(lexer->s + *to, "0123456789");
			*to += digits;
			if (digits == 0 || digits > 6)
				continue;
		}
		if (is_end(lexer, *to))
			return sign;
	}
	return NULL;
}

/*
 * Was all of it typed in capitals, as headings are? "THU HỒI HOẶC CẤP PHÉP"
 * then is words; "QĐ HOẶC NQ", which has no syllable but the operator, is not.
 */
static bool
is_in_capitals(const struct lexer *lexer)
{
	bool syllables = false;
	size_t at, end, to;

	for (at = 0; at < lexer->len; at++) {
		if (lexer->s[at] >= 'a' && lexer->s[at] <= 'z')
			return false;
	}
	for (at = 0; at < lexer->len && !syllables; at = end + 1) {
		end = word_end(lexer, at);
		if (end > at + 1 && find_sign(lexer, at, &to) == NULL)
			syllables =
			    tc_text_is_syllable(lexer->s + at, end - at);
	}
	return syllables;
}

/* The bytes of word* that its letters take; 0: it is none. */
static size_t
prefix_length(const struct lexer *lexer, size_t at)
{
	size_t n = 0, letters = 0, after;

	for (; at + n < lexer->len && lexer->s[at + n] != '*'; n++) {
		unsigned char c = (unsigned char)lexer->s[at + n];

		if (c < 'A' || (c > 'Z' && c < 'a') || (c > 'z' && c < 0x80) ||
		    quote_at(lexer, at + n) > 0)
			return 0;
		letters += (c & 0xC0) != 0x80;
	}
	after = at + n + 1;
	if (letters < 2 || after > lexer->len)
		return 0;
	after += strspn(lexer->s + after, ",;.?!");
	return is_end(lexer, after) ? n : 0;
}

/*
 * Items
 */

/* The bytes at the end of s[from, to) that are of no words; 0: none are. */
static size_t
edge_before(const char *s, size_t from, size_t to)
{
	if (s[to - 1] == '"' || strchr(TC_SYNTAX_EDGES, s[to - 1]) != NULL)
		return 1;
	return to - from >= 3 && tc_syntax_quote(s + to - 3, 3) == 3 ? 3 : 0;
}

/* Leave out what begins and ends no words. */
static void
trim(const char *s, size_t *from, size_t *to)
{
	size_t n;

	for (; *from<*to; *from += n> 0 ? n : 1) {
		n = tc_syntax_quote(s + *from, *to - *from);
		if (n == 0 && strchr(TC_SYNTAX_EDGES, s[*from]) == NULL)
			break;
	}
	while (*to > *from && (n = edge_before(s, *from, *to)) > 0)
		*to -= n;
}

/* There is room: an item has a byte at least. Text that says nothing is none.
 */
static struct tc_item *
put_item(struct lexer *lexer, enum tc_item_kind kind, size_t from, size_t to)
{
	struct tc_items *items = lexer->items;

	if (kind <= TC_ITEM_PHRASE)
		trim(lexer->s, &from, &to);
	if (from == to && (kind == TC_ITEM_TEXT || kind == TC_ITEM_CHUNK))
		return NULL;
	items->operands += kind <= TC_ITEM_PHRASE;
	items->at[items->n] =
	    (struct tc_item){.kind = kind, .from = from, .to = to};
	return &items->at[items->n++];
}

/* Take these bytes as an item, the text before them as another. */
static struct tc_item *
take(struct lexer *lexer, enum tc_item_kind kind, size_t to)
{
	size_t from = lexer->at;

	put_item(lexer, TC_ITEM_TEXT, lexer->text, from);
	lexer->at = lexer->text = to;
	return put_item(lexer, kind, from, to);
}

static void
take_enclosed(struct lexer *lexer, enum tc_item_kind kind,
    const struct tc_enclosed *enclosed)
{
	put_item(lexer, TC_ITEM_TEXT, lexer->text, lexer->at);
	put_item(lexer, kind, enclosed->from, enclosed->to);
	lexer->at = lexer->text = enclosed->end;
}

/* The star of word* is no part of its item. */
static void
take_prefix(struct lexer *lexer, size_t len)
{
	take(lexer, TC_ITEM_PREFIX, lexer->at + len);
	lexer->text = ++lexer->at;
}

/* What stands after a minus sign or a field, if it is not enclosed. */
static void
take_chunk(struct lexer *lexer)
{
	size_t prefix, end;

	if (quoted_at(lexer, lexer->at).end == 0) {
		lexer->at += quote_at(lexer, lexer->at); /* nobody closes it */
		lexer->text = lexer->at;
	}
	prefix = prefix_length(lexer, lexer->at);
	end = word_end(lexer, lexer->at);
	if (prefix > 0)
		take_prefix(lexer, prefix);
	else if (end > lexer->at)
		take(lexer, TC_ITEM_CHUNK, end);
}

/* The bytes that a value of days has; 0: they are no days. */
static size_t
days_length(const struct lexer *lexer, size_t at)
{
	struct tc_enclosed value = quoted_at(lexer, at);
	struct tc_when when;
	size_t end = at;

	if (lexer->roles[at] == TC_ROLE_OPEN)
		return 1; /* each value will be looked at */
	if (lexer->roles[at] == TC_ROLE_BRACES)
		value = tc_enclosed_braced(lexer->s, lexer->len, at);
	if (value.end > 0) {
		trim(lexer->s, &value.from, &value.to);
		return tc_when_is(&when, lexer->s + value.from,
			   value.to - value.from, lexer->today)
		    ? value.end - at
		    : 0;
	}
	while (end < lexer->len && lexer->roles[end] == TC_ROLE_NONE &&
	    quote_at(lexer, end) == 0)
		end++;
	return tc_when_read(&when, lexer->s + at, end - at, lexer->today);
}

/* A field and, unless it is a phrase or a group, its value. */
static bool
take_field(struct lexer *lexer)
{
	size_t bytes = 0, value, days = 0;
	enum tc_query_field field =
	    tc_field_read(lexer->s + lexer->at, lexer->len - lexer->at, &bytes);
	struct tc_item *item;

	value = lexer->at + bytes;
	if (field == TC_QUERY_ANYWHERE || value >= lexer->len ||
	    strchr(" ,;?!*", lexer->s[value]) != NULL ||
	    lexer->roles[value] == TC_ROLE_CLOSE ||
	    (lexer->s[value] == '.' && field != TC_QUERY_DATE))
		return false;
	if (field == TC_QUERY_DATE && (days = days_length(lexer, value)) == 0)
		return false;
	if ((item = take(lexer, TC_ITEM_FIELD, value)) != NULL)
		item->field = field;
	if (days == 0 || is_end(lexer, value))
		take_chunk(lexer);
	else
		take(lexer, TC_ITEM_CHUNK, value + days);
	return true;
}

/* A minus sign is one before what has no space and no sign before it. */
static bool
is_minus(const struct lexer *lexer, size_t at)
{
	if (at > 0 && lexer->s[at - 1] != ' ' && lexer->s[at - 1] != '(')
		return false;
	return lexer->s[at] == '-' && at + 1 < lexer->len &&
	    lexer->s[at + 1] != ' ' && lexer->s[at + 1] != '-' &&
	    lexer->roles[at + 1] != TC_ROLE_CLOSE;
}

/* Take what may stand at the beginning of a word; false: nothing does. */
static bool
take_operator(struct lexer *lexer)
{
	const struct sign *sign;
	struct tc_item *item;
	size_t to;

	if (is_minus(lexer, lexer->at)) {
		take(lexer, TC_ITEM_NOT, lexer->at + 1);
		if (!take_field(lexer))
			take_chunk(lexer);
		return true;
	}
	if ((sign = find_sign(lexer, lexer->at, &to)) == NULL)
		return take_field(lexer);
	if (sign->kind == TC_ITEM_NOT && strspn(lexer->s + to, " ") == 0)
		return false;
	item = take(lexer, sign->kind, to);
	if (item != NULL && sign->kind == TC_ITEM_NEAR)
		item->number = (unsigned)strtoul(
		    strchr(lexer->s + item->from, '/') + 1, NULL, 10);
	if (sign->kind != TC_ITEM_NOT)
		return true;
	lexer->at += strspn(lexer->s + to, " ");
	lexer->text = lexer->at;
	if (lexer->at < lexer->len && !take_field(lexer))
		take_chunk(lexer);
	return true;
}

/* Does a word begin here, in quotes that nobody closes, too? */
static bool
begins_word(const struct lexer *lexer, size_t at)
{
	return at == 0 || lexer->s[at - 1] == ' ' ||
	    lexer->roles[at - 1] == TC_ROLE_OPEN ||
	    quote_at(lexer, at - 1) == 1 ||
	    (at >= 3 && quote_at(lexer, at - 3) == 3);
}

/* What is in quotes or braces at `at`; end is 0 where nothing is. */
static struct tc_enclosed
enclosed_at(const struct lexer *lexer, size_t at, enum tc_item_kind *kind)
{
	struct tc_enclosed enclosed;

	*kind = TC_ITEM_PHRASE;
	if (lexer->roles[at] != TC_ROLE_BRACES)
		return quoted_at(lexer, at);
	enclosed = tc_enclosed_braced(lexer->s, lexer->len, at);
	*kind =
	    lexer->s[enclosed.end - 1] == '*' ? TC_ITEM_PREFIX : TC_ITEM_BRACED;
	return enclosed;
}

static void
take_next(struct lexer *lexer)
{
	enum tc_item_kind kind;
	struct tc_enclosed enclosed = enclosed_at(lexer, lexer->at, &kind);
	size_t at = lexer->at, prefix;

	if (enclosed.end > 0) {
		take_enclosed(lexer, kind, &enclosed);
		return;
	}
	if (lexer->roles[at] != TC_ROLE_NONE) {
		take(lexer,
		    lexer->roles[at] == TC_ROLE_OPEN ? TC_ITEM_OPEN
						     : TC_ITEM_CLOSE,
		    at + 1);
		return;
	}
	if (is_minus(lexer, at) || begins_word(lexer, at)) {
		if (take_operator(lexer))
			return;
		prefix = prefix_length(lexer, at);
		if (prefix > 0) {
			take_prefix(lexer, prefix);
			return;
		}
	}
	lexer->at++;
}

/*
 * Operators without operands are words after all
 */

static bool
ends_operand(const struct tc_item *item)
{
	return item->kind <= TC_ITEM_PHRASE || item->kind == TC_ITEM_CLOSE;
}

static bool
begins_operand(const struct tc_item *item)
{
	return item->kind <= TC_ITEM_OPEN || item->kind == TC_ITEM_NOT ||
	    item->kind == TC_ITEM_FIELD;
}

/* A field has a value, and what is unwanted may be one of a field. */
static bool
has_value(const struct tc_item *item)
{
	return (item[1].kind > TC_ITEM_TEXT && item[1].kind <= TC_ITEM_OPEN) ||
	    (item->kind == TC_ITEM_NOT && item[1].kind == TC_ITEM_FIELD);
}

/*
 * NEAR stands between words, prefixes and phrases, unwanted ones excepted; a
 * title before the first is of them all.
 */
static bool
may_be_near(const struct tc_items *items, size_t i)
{
	const struct tc_item *item = &items->at[i];

	if (item->kind > TC_ITEM_PHRASE)
		return false;
	if (i > 0 && item[-1].kind == TC_ITEM_FIELD)
		return item[-1].field == TC_QUERY_TITLE &&
		    (i == 1 || item[-2].kind != TC_ITEM_NOT);
	return item->kind != TC_ITEM_CHUNK &&
	    (i == 0 || item[-1].kind != TC_ITEM_NOT);
}

static bool
has_operands(const struct tc_items *items, size_t i)
{
	const struct tc_item *item = &items->at[i];

	if (item->kind == TC_ITEM_NOT || item->kind == TC_ITEM_FIELD)
		return i + 1 < items->n && has_value(item);
	if (item->kind != TC_ITEM_OR && item->kind != TC_ITEM_AND &&
	    item->kind != TC_ITEM_NEAR)
		return true;
	if (i == 0 || i + 1 >= items->n)
		return false;
	if (item->kind == TC_ITEM_NEAR)
		return may_be_near(items, i - 1) && may_be_near(items, i + 1);
	return ends_operand(item - 1) && begins_operand(item + 1);
}

/* Make the item at i text, one with that on either side; where it is now. */
static size_t
make_text(struct tc_items *items, size_t i)
{
	struct tc_item *item = &items->at[i];
	size_t first = i, last = i;

	if (i > 0 && item[-1].kind == TC_ITEM_TEXT)
		first--;
	if (i + 1 < items->n && item[1].kind == TC_ITEM_TEXT)
		last++;
	item->kind = TC_ITEM_TEXT;
	items->at[first] = (struct tc_item){.kind = TC_ITEM_TEXT,
	    .from = items->at[first].from,
	    .to = items->at[last].to};
	memmove(&items->at[first + 1], &items->at[last + 1],
	    (items->n - last - 1) * sizeof(*items->at));
	items->n -= last - first;
	return first;
}

/* From left to right, until nothing changes: text is an operand. */
static void
settle_operators(struct tc_items *items)
{
	size_t i;

	for (i = 0; i < items->n; i++) {
		if (!has_operands(items, i))
			i = make_text(items, i);
	}
}

enum tc_status
tc_syntax_read(struct tc_items *items, const char *s, size_t len, long today,
    struct tc_error *err)
{
	struct lexer lexer = {
	    .items = items, .s = s, .len = len, .today = today};

	*items = (struct tc_items){calloc(len + 1, sizeof(*items->at)), 0, 0};
	lexer.roles = calloc(len + 1, sizeof(*lexer.roles));
	if (items->at == NULL || lexer.roles == NULL) {
		free(items->at);
		free(lexer.roles);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	tc_enclosed_find(lexer.roles, s, len);
	lexer.in_capitals = is_in_capitals(&lexer);
	while (lexer.at < len)
		take_next(&lexer);
	put_item(&lexer, TC_ITEM_TEXT, lexer.text, len);
	free(lexer.roles);
	if (items->operands > TC_OPERANDS_MAX) {
		items->n = 0;
		put_item(&lexer, TC_ITEM_TEXT, 0, len);
	}
	settle_operators(items);
	return TC_OK;
}

bool
tc_syntax_is_operator(const char *s, size_t len)
{
	size_t i, n;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		n = strlen(signs[i].word);
		if (len >= n && memcmp(s, signs[i].word, n) == 0 &&
		    (len == n || signs[i].kind == TC_ITEM_NEAR))
			return true;
	}
	return false;
}
