/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a query is syntax: its pieces, fields and dates. */
#ifndef TC_QUERY_SYNTAX_H
#define TC_QUERY_SYNTAX_H

#include <tracuu/query.h>

enum tc_item_kind {
	TC_ITEM_TEXT,	/* words up to the next item */
	TC_ITEM_CHUNK,	/* what has no space, after a minus sign or a field */
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
	size_t from, to; /* bytes of the query; of a phrase without quotes */
	enum tc_query_field field;
	unsigned number; /* of TC_ITEM_NEAR */
};

/* More items than any honest query has: beyond, all is words. */
#define TC_ITEMS_MAX 512

/* Brackets in brackets; deeper ones are no syntax. */
#define TC_BRACKETS_MAX 16

struct tc_items {
	struct tc_item at[TC_ITEMS_MAX];
	size_t n;
};

/*
 * Cut a clean query into items. Operators have their operands on either side,
 * brackets come in pairs: what has not is TC_ITEM_TEXT. today is the number of
 * a day, see tc_when_today. TC_NOMEM.
 */
enum tc_status tc_syntax_read(struct tc_items *items, const char *s, size_t len,
    long today, struct tc_error *err);

/* The bytes of the quote at the beginning of s; 0: there is none. */
size_t tc_syntax_quote(const char *s, size_t len);

/* May the bracket at s[at] be one of a group, by what stands beside it? */
bool tc_syntax_may_group(const char *s, size_t len, size_t at);

/* Append a node of the tree as a query by itself, or (inner) as a part of one.
 */
void tc_query_print_node(const struct tc_parsed *parsed,
    const struct tc_query_node *node, bool inner, struct tc_buf *out);

/* Is a word an operator, where it has operands? */
bool tc_syntax_is_operator(const char *s, size_t len);

/*
 * The field whose name, in Vietnamese or English, with or without marks, and a
 * colon are at the beginning of s; *bytes is their length. TC_QUERY_ANYWHERE
 * when there is none.
 */
enum tc_query_field tc_field_read(const char *s, size_t len, size_t *bytes);

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
 * take, and the root. What is no word is blanked out in parsed->plain, which is
 * a copy of the query, so that the analyser reads the words only. TC_NOMEM.
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
