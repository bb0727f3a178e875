/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a query is syntax: its pieces, fields and dates. */
#ifndef TC_QUERY_SYNTAX_H
#define TC_QUERY_SYNTAX_H

#include <tracuu/query.h>

enum tc_item_kind {
	TC_ITEM_TEXT,	/* words up to the next item */
	TC_ITEM_CHUNK,	/* what has no space, after a minus sign or a field */
	TC_ITEM_BRACED, /* what stands in braces: words whatever they are */
	TC_ITEM_PREFIX, /* word*, without the star */
	TC_ITEM_PHRASE, /* what stands in quotes */
	TC_ITEM_OPEN,
	TC_ITEM_CLOSE,
	TC_ITEM_OR,
	TC_ITEM_AND,
	TC_ITEM_NOT,
	TC_ITEM_NEAR,
	TC_ITEM_FIELD /* the name and its colon; the value is the next item */
};

struct tc_item {
	enum tc_item_kind kind;
	size_t from,
	    to; /* bytes of the query; of what is enclosed, those inside */
	enum tc_query_field field;
	unsigned number; /* of TC_ITEM_NEAR */
};

/* Operands that a query has at most: with more, all of it is words. */
#define TC_OPERANDS_MAX 256

/* Brackets in brackets; deeper ones are no syntax. */
#define TC_BRACKETS_MAX 16

struct tc_items {
	struct tc_item *at;
	size_t n, operands;
};

/*
 * Cut a clean query into items. Operators have their operands on either side,
 * brackets come in pairs: what has not is TC_ITEM_TEXT. What is words begins
 * and ends in none of TC_SYNTAX_EDGES and no quote. today is the number of a
 * day, see tc_when_today. On TC_OK the caller frees items->at. TC_NOMEM.
 */
#define TC_SYNTAX_EDGES " ,;(){}"
enum tc_status tc_syntax_read(struct tc_items *items, const char *s, size_t len,
    long today, struct tc_error *err);

/* The bytes of the quote at the beginning of s; 0: there is none. */
size_t tc_syntax_quote(const char *s, size_t len);

/* What stands in quotes or braces. */
struct tc_enclosed {
	size_t from, to; /* the bytes inside */
	size_t end;	 /* behind it; 0: nothing is enclosed */
};

/* What the quote at s[at] begins: "words", or "{words}" where some are quotes.
 */
struct tc_enclosed tc_enclosed_quoted(const char *s, size_t len, size_t at);

/*
 * What the brace at s[at] begins, if it stands free: {words}. As many braces
 * close it as open it, so that there may be fewer inside.
 */
struct tc_enclosed tc_enclosed_braced(const char *s, size_t len, size_t at);

/* What a byte of a query begins, besides words. */
enum tc_role { TC_ROLE_NONE, TC_ROLE_OPEN, TC_ROLE_CLOSE, TC_ROLE_BRACES };

/*
 * Find the braces, and the brackets of groups, which come in pairs and are
 * neither in braces nor in quotes. roles has a byte for each of s, all of them
 * TC_ROLE_NONE.
 */
void tc_enclosed_find(uint8_t *roles, const char *s, size_t len);

/*
 * Append a query as it is read: repaired, cleaned, on one line. TC_OK, TC_NOMEM
 * or TC_TOOBIG.
 */
enum tc_status tc_query_clean(
    struct tc_buf *out, const char *query, size_t len, struct tc_error *err);

/* Append a node of the tree as a query by itself, or (inner) as a part of one.
 */
void tc_query_print_node(const struct tc_parsed *parsed,
    const struct tc_query_node *node, bool inner, struct tc_buf *out);

/* Append bytes of the cleaned query, so that they are read as words. */
void tc_query_print_words(
    const struct tc_parsed *parsed, size_t from, size_t to, struct tc_buf *out);

/* Is a word an operator, where it has operands? */
bool tc_syntax_is_operator(const char *s, size_t len);

/*
 * The field whose name, in Vietnamese or English, with or without marks, and a
 * colon are at the beginning of s; *bytes is their length. TC_QUERY_ANYWHERE
 * when there is none.
 */
enum tc_query_field tc_field_read(const char *s, size_t len, size_t *bytes);

/* Is it the end of the name of a field, or all of one? So is nothing. */
bool tc_field_may_end(const char *s, size_t len);

/* The name of a field as a query is printed: "tieu_de". Static. */
const char *tc_field_label(enum tc_query_field field);

/* Days as the ones that documents are of: normal dates or "" for no bound. */
struct tc_when {
	char since[TC_QUERY_DAY], until[TC_QUERY_DAY];
};

/*
 * Read the days that people mean by "2020", "6/2020", "29.6.2020", "quý
 * I/2025", "6 tháng đầu năm 2020", "từ 2019 đến 2021", "2019..2021", "..2020",
 * "năm ngoái" or "tháng này" at the beginning of s. Returns the bytes that say
 * so, 0 when there is no such thing.
 */
size_t
tc_when_read(struct tc_when *when, const char *s, size_t len, long today);

/* Is all of s days? */
bool tc_when_is(struct tc_when *when, const char *s, size_t len, long today);

/* The day that it is in Vietnam: days since 1970-01-01. */
long tc_when_today(void);

/*
 * Make the tree of items: parsed->nodes, their leaves with the bytes that they
 * take, and the root. TC_NOMEM.
 */
enum tc_status tc_tree_make(struct tc_parsed *parsed,
    const struct tc_items *items, long today, struct tc_error *err);

/*
 * Once the leaves have their words: leave out what has none, and groups that
 * make no difference; tell the words what is asked of them.
 */
void tc_tree_tidy(struct tc_parsed *parsed);

/* The next leaf after node i, in the order of the query; from TC_NODE_NONE the
 * first. TC_NODE_NONE after the last. Only before tc_tree_tidy. */
size_t tc_tree_next_leaf(const struct tc_parsed *parsed, size_t i);

#endif
