/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tree of a query. OR binds less than standing side by side: words of
 * several syllables have spaces in them, so "thuê đất OR giao đất" is (thuê
 * đất) OR (giao đất). NEAR takes the words on either side as phrases, for the
 * same reason.
 */
#include "syntax.h"

#include <stdlib.h>
#include <string.h>

#include "note.h"

/* NEAR looks at so many words at most. */
#define NEAR_MAX 100

struct grower {
	struct tc_parsed *parsed;
	const struct tc_items *items;
	size_t i; /* the item in hand */
	long today;
};

static struct tc_query_node *
node_at(struct tc_parsed *parsed, size_t i)
{
	return &parsed->nodes[i];
}

/* There is room: an item makes two nodes at most. */
static size_t
new_node(struct grower *grower, enum tc_node_kind kind, bool excluded)
{
	struct tc_parsed *parsed = grower->parsed;
	struct tc_query_node *node = node_at(parsed, parsed->nodes_n);

	memset(node, 0, sizeof(*node));
	node->kind = kind;
	node->excluded = excluded;
	node->child = node->next = node->more = TC_NODE_NONE;
	return parsed->nodes_n++;
}

static void
append_child(struct tc_parsed *parsed, size_t node, size_t child)
{
	size_t *link = &node_at(parsed, node)->child;

	while (*link != TC_NODE_NONE)
		link = &node_at(parsed, *link)->next;
	*link = child;
}

static const struct tc_item *
item_in_hand(const struct grower *grower)
{
	return &grower->items->at[grower->i];
}

static bool
is_at(const struct grower *grower, enum tc_item_kind kind)
{
	return grower->i < grower->items->n &&
	    item_in_hand(grower)->kind == kind;
}

/* A value that is no name or number: what lies in quotes or has no space. */
static void
read_value(struct grower *grower, struct tc_query_node *node,
    enum tc_query_field field)
{
	const char *s = tc_buf_str(&grower->parsed->clean);
	struct tc_when when;

	if (field == TC_QUERY_DATE) {
		if (!tc_when_is(&when, s + node->from, node->to - node->from,
			grower->today))
			return; /* in a group: words after all */
		memcpy(node->since, when.since, sizeof(node->since));
		memcpy(node->until, when.until, sizeof(node->until));
	} else {
		while (node->from < node->to &&
		    strchr(".?!*" TC_SYNTAX_EDGES, s[node->to - 1]) != NULL)
			node->to--;
	}
	node->kind = TC_NODE_FIELD;
	node->field = field;
}

static size_t
read_leaf(struct grower *grower, enum tc_query_field field, bool excluded)
{
	const struct tc_item *item = item_in_hand(grower);
	size_t i = new_node(grower,
	    item->kind == TC_ITEM_PHRASE ? TC_NODE_PHRASE : TC_NODE_WORDS,
	    excluded);
	struct tc_query_node *node = node_at(grower->parsed, i);

	node->from = item->from;
	node->to = item->to;
	node->prefix = item->kind == TC_ITEM_PREFIX;
	grower->i++;
	if (field == TC_QUERY_TITLE)
		node->field = field;
	else if (field != TC_QUERY_ANYWHERE)
		read_value(grower, node, field);
	return i;
}

static size_t
read_any(struct grower *grower, enum tc_query_field field, bool excluded);

static size_t
read_group(struct grower *grower, enum tc_query_field field, bool excluded)
{
	size_t i;

	grower->i++;
	i = read_any(grower, field, excluded);
	if (is_at(grower, TC_ITEM_CLOSE))
		grower->i++;
	return i;
}

static enum tc_query_field
read_name(struct grower *grower)
{
	return grower->items->at[grower->i++].field;
}

/* A leaf or a group, with its field. */
static size_t
read_operand(struct grower *grower, enum tc_query_field field, bool excluded)
{
	if (is_at(grower, TC_ITEM_FIELD))
		field = read_name(grower);
	if (is_at(grower, TC_ITEM_OPEN))
		return read_group(grower, field, excluded);
	return read_leaf(grower, field, excluded);
}

static size_t
read_unit(struct grower *grower, enum tc_query_field field, bool excluded)
{
	size_t i;

	if (!is_at(grower, TC_ITEM_NOT))
		return read_operand(grower, field, excluded);
	grower->i++;
	i = new_node(grower, TC_NODE_NOT, excluded);
	append_child(grower->parsed, i, read_operand(grower, field, !excluded));
	return i;
}

/* The words that NEAR allows between its operands; says so where it is less. */
static unsigned
read_distance(struct grower *grower)
{
	const struct tc_item *item = item_in_hand(grower);

	grower->i++;
	if (item->number <= NEAR_MAX)
		return item->number;
	tc_note_add(&grower->parsed->notes,
	    &(struct tc_note){
		.kind = TC_NOTE_NEAR, .n = NEAR_MAX, .of = item->number});
	return NEAR_MAX;
}

static void
make_phrase(struct grower *grower, size_t i)
{
	struct tc_query_node *node = node_at(grower->parsed, i);

	if (node->kind == TC_NODE_WORDS)
		node->kind = TC_NODE_PHRASE;
}

/* Is a title in hand that is of all that NEAR has? */
static bool
is_title_of_near(const struct grower *grower)
{
	return grower->i + 2 < grower->items->n &&
	    item_in_hand(grower)[0].kind == TC_ITEM_FIELD &&
	    item_in_hand(grower)[2].kind == TC_ITEM_NEAR;
}

static size_t
read_near(struct grower *grower, enum tc_query_field field, bool excluded)
{
	enum tc_node_kind kind;
	size_t i, near;
	unsigned distance;

	if (is_title_of_near(grower))
		field = read_name(grower);
	i = read_unit(grower, field, excluded);
	if (!is_at(grower, TC_ITEM_NEAR))
		return i;
	kind = field == TC_QUERY_ANYWHERE || field == TC_QUERY_TITLE
	    ? TC_NODE_NEAR
	    : TC_NODE_ALL; /* values have no distance */
	near = new_node(grower, kind, excluded);
	append_child(grower->parsed, near, i);
	make_phrase(grower, i);
	while (is_at(grower, TC_ITEM_NEAR)) {
		distance = read_distance(grower);
		i = read_leaf(grower, field, excluded);
		make_phrase(grower, i);
		if (kind == TC_NODE_NEAR)
			node_at(grower->parsed, i)->distance = distance;
		append_child(grower->parsed, near, i);
	}
	return near;
}

static size_t
read_all(struct grower *grower, enum tc_query_field field, bool excluded)
{
	size_t all = new_node(grower, TC_NODE_ALL, excluded);

	while (grower->i < grower->items->n && !is_at(grower, TC_ITEM_OR) &&
	    !is_at(grower, TC_ITEM_CLOSE)) {
		if (is_at(grower, TC_ITEM_AND)) {
			grower->i++;
			continue;
		}
		append_child(
		    grower->parsed, all, read_near(grower, field, excluded));
	}
	return all;
}

static size_t
read_any(struct grower *grower, enum tc_query_field field, bool excluded)
{
	size_t first = read_all(grower, field, excluded), any;

	if (!is_at(grower, TC_ITEM_OR))
		return first;
	any = new_node(grower, TC_NODE_ANY, excluded);
	append_child(grower->parsed, any, first);
	while (is_at(grower, TC_ITEM_OR)) {
		grower->i++;
		append_child(
		    grower->parsed, any, read_all(grower, field, excluded));
	}
	return any;
}

enum tc_status
tc_tree_make(struct tc_parsed *parsed, const struct tc_items *items, long today,
    struct tc_error *err)
{
	struct grower grower = {
	    .parsed = parsed, .items = items, .today = today};

	parsed->nodes = calloc(2 * items->n + 2, sizeof(*parsed->nodes));
	if (parsed->nodes == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	parsed->root = read_any(&grower, TC_QUERY_ANYWHERE, false);
	return TC_OK;
}

static bool
is_leaf(const struct tc_query_node *node)
{
	return node->kind == TC_NODE_WORDS || node->kind == TC_NODE_PHRASE ||
	    node->kind == TC_NODE_FIELD;
}

size_t
tc_tree_next_leaf(const struct tc_parsed *parsed, size_t i)
{
	/* Leaves are made in the order of the query. */
	for (i = i == TC_NODE_NONE ? 0 : i + 1; i < parsed->nodes_n; i++) {
		if (is_leaf(&parsed->nodes[i]))
			return i;
	}
	return TC_NODE_NONE;
}

/*
 * Tidying
 */

/* Words that stand side by side are one leaf, whatever brackets were there. */
static bool
merge(struct tc_parsed *parsed, struct tc_query_node *left, size_t i)
{
	const struct tc_query_node *right = node_at(parsed, i);
	size_t *link = &left->more;

	if (left->kind != TC_NODE_WORDS || right->kind != TC_NODE_WORDS ||
	    left->field != right->field)
		return false;
	left->n = right->first + right->n - left->first;
	while (*link != TC_NODE_NONE)
		link = &node_at(parsed, *link)->more;
	*link = i;
	return true;
}

struct list {
	size_t first, last;
};

static void
put(struct tc_parsed *parsed, enum tc_node_kind of, struct list *list, size_t i)
{
	struct tc_query_node *node = node_at(parsed, i), *last = NULL;

	if (list->last != TC_NODE_NONE)
		last = node_at(parsed, list->last);
	if (of == TC_NODE_ALL && last != NULL && merge(parsed, last, i))
		return;
	node->next = TC_NODE_NONE;
	if (last != NULL)
		last->next = i;
	else
		list->first = i;
	list->last = i;
}

static size_t tidy(struct tc_parsed *parsed, size_t i);

/* Tidy the children; one of the same kind gives way to its own. */
static void
tidy_children(struct tc_parsed *parsed, struct tc_query_node *node)
{
	struct list list = {TC_NODE_NONE, TC_NODE_NONE};
	size_t child, next, inner;

	for (child = node->child; child != TC_NODE_NONE; child = next) {
		next = node_at(parsed, child)->next;
		child = tidy(parsed, child);
		if (child == TC_NODE_NONE)
			continue;
		if (node_at(parsed, child)->kind != node->kind) {
			put(parsed, node->kind, &list, child);
			continue;
		}
		for (child = node_at(parsed, child)->child;
		     child != TC_NODE_NONE; child = inner) {
			inner = node_at(parsed, child)->next;
			put(parsed, node->kind, &list, child);
		}
	}
	node->child = list.first;
}

/* word* is a phrase only beside others. */
static void
stand_alone(struct tc_parsed *parsed, struct tc_query_node *node)
{
	struct tc_query_word *word = &parsed->words[node->first];

	if (node->kind != TC_NODE_PHRASE || !word->prefix)
		return;
	node->kind = TC_NODE_WORDS;
	word->in_phrase = word->begins_phrase = false;
}

/* The node that takes the place of node i; TC_NODE_NONE: it says nothing. */
static size_t
tidy(struct tc_parsed *parsed, size_t i)
{
	struct tc_query_node *node = node_at(parsed, i);

	if (node->kind == TC_NODE_FIELD)
		return node->from < node->to ? i : TC_NODE_NONE;
	if (is_leaf(node))
		return node->n > 0 ? i : TC_NODE_NONE;
	if (node->kind == TC_NODE_NOT) {
		node->child = tidy(parsed, node->child);
		if (node->child == TC_NODE_NONE)
			return TC_NODE_NONE;
		node_at(parsed, node->child)->next = TC_NODE_NONE;
		return node_at(parsed, node->child)->kind == TC_NODE_NOT
		    ? node_at(parsed, node->child)->child
		    : i;
	}
	tidy_children(parsed, node);
	if (node->child == TC_NODE_NONE)
		return TC_NODE_NONE;
	/* What it was near may have said nothing. */
	node_at(parsed, node->child)->distance = 0;
	if (node_at(parsed, node->child)->next != TC_NODE_NONE)
		return i;
	stand_alone(parsed, node_at(parsed, node->child));
	return node->child;
}

/* Words that only stand there may be let go; those of operators may not. */
static void
mark_strict(struct tc_parsed *parsed)
{
	const struct tc_query_node *node;
	size_t i, k;

	for (i = 0; i < parsed->n; i++)
		parsed->words[i].strict = true;
	for (i = node_at(parsed, parsed->root)->child; i != TC_NODE_NONE;
	     i = node->next) {
		node = node_at(parsed, i);
		for (k = 0; k < node->n && is_leaf(node) &&
		     node->field == TC_QUERY_ANYWHERE;
		     k++)
			parsed->words[node->first + k].strict = false;
	}
}

void
tc_tree_tidy(struct tc_parsed *parsed)
{
	size_t i = tidy(parsed, parsed->root);
	struct tc_query_node *root;

	if (i == TC_NODE_NONE || node_at(parsed, i)->kind != TC_NODE_ALL) {
		root = node_at(parsed, parsed->nodes_n);
		*root = (struct tc_query_node){.kind = TC_NODE_ALL,
		    .child = i,
		    .next = TC_NODE_NONE,
		    .more = TC_NODE_NONE};
		if (i != TC_NODE_NONE)
			node_at(parsed, i)->next = TC_NODE_NONE;
		i = parsed->nodes_n++;
	}
	parsed->root = i;
	mark_strict(parsed);
}
