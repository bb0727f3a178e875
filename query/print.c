/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A query as it was read, for people, and so that it is read the same way
 * again. A leaf is printed with the very bytes that it was read from, so its
 * words are the same if nothing in them is syntax. Where something might be,
 * they stand in braces.
 */
#include "syntax.h"

#include <string.h>
#include <tracuu/ascii.h>

static const char digits[] = "0123456789";

struct printer {
	const struct tc_parsed *parsed;
	struct tc_buf *out;
	bool braces;	/* around all words, whether they need them or not */
	unsigned depth; /* open brackets */
	const struct tc_query_node *before; /* words that end what is printed */
	bool bare;			    /* they do so as they are */
	const struct tc_query_node *next;   /* what will stand beside it */
};

static void print_node(
    struct printer *printer, const struct tc_query_node *node, bool inner);

static const struct tc_query_node *
node_at(const struct tc_parsed *parsed, size_t i)
{
	return i != TC_NODE_NONE ? &parsed->nodes[i] : NULL;
}

static struct tc_span
content(const struct printer *printer, const struct tc_query_node *leaf)
{
	return (struct tc_span){
	    tc_buf_str(&printer->parsed->clean) + leaf->from,
	    leaf->to - leaf->from};
}

/* Is the first word from here on, mentions left out, joined to one before? */
static bool
is_joined(const struct printer *printer, size_t from)
{
	const struct tc_parsed *parsed = printer->parsed;
	size_t i = 0;

	while (i < parsed->n &&
	    (parsed->words[i].from < from || parsed->words[i].spans))
		i++;
	return i < parsed->n && parsed->words[i].joined;
}

/*
 * What may be syntax
 */

static bool
has_quote(struct tc_span text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (tc_syntax_quote(text.s + i, text.len - i) > 0)
			return true;
	}
	return false;
}

/* Is it a letter, a digit or a byte of another character than ASCII's? */
static bool
is_of_word(char c)
{
	return tc_ascii_is_digit(c) || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/*
 * May a name of a field go on up to the colon in s? What it begins with may
 * stand before: "ngày ban" before "hành:2020". Nothing is a value that has a
 * space or a comma before it: "Điều kiện: ...".
 */
static bool
may_name(const char *s, size_t len)
{
	const char *colon = memchr(s, ':', len);
	size_t n = colon != NULL ? (size_t)(colon - s) : len;

	return colon != NULL && tc_field_may_end(s, n) &&
	    (n + 1 == len || strchr(" ,;?!", s[n + 1]) == NULL);
}

/* May the word at the beginning of s be an operator or a field? */
static bool
begins_syntax(const char *s, size_t len)
{
	const char *space = memchr(s, ' ', len);
	size_t n = space != NULL ? (size_t)(space - s) : len;

	return (s[0] == '-' && n > 1 && s[1] != '-') ||
	    tc_syntax_is_operator(s, n) || may_name(s, len);
}

/* Is a text words as it stands, between spaces or brackets? */
static bool
is_plain(struct tc_span text)
{
	size_t i;

	if (text.len == 0 || has_quote(text) || text.s[text.len - 1] == '-')
		return false;
	for (i = 0; i < text.len; i++) {
		if (strchr("(){}*", text.s[i]) != NULL)
			return false;
		if (text.s[i] != ' ' && (i == 0 || text.s[i - 1] == ' ') &&
		    begins_syntax(text.s + i, text.len - i))
			return false;
	}
	return true;
}

/* Does it have no space, and nothing that says more beside a sign? */
static bool
is_chunk(struct tc_span text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (!is_of_word(text.s[i]) &&
		    (strchr("/_.-", text.s[i]) == NULL || i == 0))
			return false;
	}
	return text.len > 0 && is_of_word(text.s[text.len - 1]) &&
	    !has_quote(text);
}

/* May a star follow without braces: are these two letters or more? */
static bool
is_prefix(struct tc_span text)
{
	size_t i, letters = 0;

	for (i = 0; i < text.len; i++) {
		if (!is_of_word(text.s[i]) || strchr(digits, text.s[i]) != NULL)
			return false;
		letters += ((unsigned char)text.s[i] & 0xC0) != 0x80;
	}
	return letters > 1 && !has_quote(text);
}

static bool
has_small_letter(struct tc_span text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.s[i] >= 'a' && text.s[i] <= 'z')
			return true;
	}
	return false;
}

/*
 * Pieces
 */

/* More braces around it than are side by side in it. */
static void
put_braces(struct tc_buf *out, struct tc_span text)
{
	size_t most = 0, n = 0, i;

	for (i = 0; i < text.len; i++) {
		n = text.s[i] == '}' ? n + 1 : 0;
		most = n > most ? n : most;
	}
	for (i = 0; i <= most; i++)
		tc_buf_putc(out, '{');
	tc_buf_put(out, text.s, text.len);
	for (i = 0; i <= most; i++)
		tc_buf_putc(out, '}');
}

static void
put_quotes(const struct printer *printer, struct tc_span text)
{
	tc_buf_putc(printer->out, '"');
	if (printer->braces || has_quote(text))
		put_braces(printer->out, text);
	else
		tc_buf_put(printer->out, text.s, text.len);
	tc_buf_putc(printer->out, '"');
}

/* Nothing pairs across a bracket. */
static void
put_bracket(struct printer *printer, char bracket)
{
	tc_buf_putc(printer->out, bracket);
	if (bracket == '(')
		printer->depth++;
	else
		printer->depth--;
	printer->before = NULL;
	printer->bare = false;
}

/* What beside other things is words, but would not be if it stood free. */
static void
put_apart(struct printer *printer, struct tc_span text)
{
	if (printer->braces || !is_plain(text) ||
	    printer->depth >= TC_BRACKETS_MAX) {
		put_braces(printer->out, text);
		return;
	}
	put_bracket(printer, '(');
	tc_buf_put(printer->out, text.s, text.len);
	put_bracket(printer, ')');
}

static void
put_label(const struct printer *printer, const struct tc_query_node *node)
{
	if (node->field != TC_QUERY_ANYWHERE)
		tc_buf_printf(printer->out, "%s:", tc_field_label(node->field));
}

/* Part of a leaf by itself; after: what stands before it takes one word. */
static void
put_part(struct printer *printer, const struct tc_query_node *part, bool after)
{
	struct tc_span text = content(printer, part);

	printer->bare = false;
	printer->before = part;
	if (part->kind == TC_NODE_PHRASE && !part->prefix) {
		put_quotes(printer, text);
	} else if (part->prefix && !printer->braces && is_prefix(text)) {
		tc_buf_put(printer->out, text.s, text.len);
		tc_buf_putc(printer->out, '*');
	} else if (part->prefix) {
		put_braces(printer->out, text);
		tc_buf_putc(printer->out, '*');
	} else if (printer->braces || !is_plain(text)) {
		put_braces(printer->out, text);
	} else if (after && !is_chunk(text)) {
		put_apart(printer, text);
	} else {
		tc_buf_put(printer->out, text.s, text.len);
		printer->bare = !after;
	}
}

/*
 * Leaves
 */

/* The first word of what is printed next, if nothing is printed before it. */
static const struct tc_query_node *
first_words(const struct printer *printer, const struct tc_query_node *node)
{
	if (node->kind == TC_NODE_NEAR)
		node = node_at(printer->parsed, node->child);
	return (node->kind == TC_NODE_WORDS || node->kind == TC_NODE_PHRASE) &&
		node->field == TC_QUERY_ANYWHERE
	    ? node
	    : NULL;
}

/* May "-QĐ-UBND" be taken for the rest of a number that ends here? */
static bool
ends_in_number(const struct tc_buf *out)
{
	size_t at = out->len;

	if (at == 0 || !is_of_word(out->s[at - 1]))
		return false;
	if (strchr(digits, out->s[at - 1]) != NULL)
		return true;
	while (at > 0 && out->s[at - 1] != ' ')
		at--;
	return strchr(digits, out->s[at]) != NULL;
}

/*
 * What is before a node in a list. Words with a space between them make a pair
 * where they can; where they made none, there is more.
 */
static void
put_gap(struct printer *printer, const struct tc_query_node *node)
{
	const struct tc_query_node *before = printer->before;
	const struct tc_query_node *first = first_words(printer, node);
	bool apart = before != NULL && first != NULL &&
	    !is_joined(printer, first->from) && !first->prefix &&
	    !before->prefix && before->field == first->field &&
	    before->excluded == first->excluded;

	if (node->kind == TC_NODE_NOT)
		apart = ends_in_number(printer->out);
	tc_buf_puts(printer->out, apart ? ", " : " ");
}

/* Were there brackets between the words that were printed and these? */
static bool
had_brackets(const struct printer *printer, const struct tc_query_node *part)
{
	const char *s = tc_buf_str(&printer->parsed->clean);
	size_t at = printer->before->to;

	while (at < part->from && s[at] != '(' && s[at] != ')')
		at++;
	return at < part->from;
}

/* A further part of a leaf: beside bare words it would be one with them. */
static void
put_further(struct printer *printer, const struct tc_query_node *part)
{
	struct tc_span text = content(printer, part);
	bool joined = is_joined(printer, part->from);
	bool bare = printer->bare && !part->prefix && is_plain(text);

	if (bare && !joined && has_small_letter(text) &&
	    !had_brackets(printer, part)) {
		tc_buf_puts(printer->out, " AND ");
		put_part(printer, part, false);
	} else if (bare && !joined && !is_joined(printer, part->to) &&
	    printer->depth < TC_BRACKETS_MAX) {
		tc_buf_putc(printer->out, ' ');
		put_apart(printer, text);
	} else if (bare) {
		put_gap(printer, part);
		put_braces(printer->out, text);
		printer->before = part;
		printer->bare = false;
	} else {
		put_gap(printer, part);
		put_label(printer, part);
		put_part(printer, part, part->field != TC_QUERY_ANYWHERE);
	}
}

static void
print_words(
    struct printer *printer, const struct tc_query_node *leaf, bool inner)
{
	const struct tc_query_node *more = node_at(printer->parsed, leaf->more);
	bool brackets = inner && more != NULL;

	if (brackets)
		put_bracket(printer, '(');
	put_label(printer, leaf);
	put_part(printer, leaf,
	    (inner && !brackets) || leaf->field != TC_QUERY_ANYWHERE);
	for (; more != NULL; more = node_at(printer->parsed, more->more))
		put_further(printer, more);
	if (brackets)
		put_bracket(printer, ')');
}

/* May what stands beside days be read as more of them: 2019 đến 2021? */
static bool
may_go_on(const struct printer *printer, const struct tc_buf *days)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct printer inner = {.parsed = printer->parsed, .out = &text};
	struct tc_when when;
	bool yes;

	if (printer->next == NULL)
		return false;
	tc_buf_printf(&text, "%s ", tc_buf_str(days));
	print_node(&inner, printer->next, false);
	yes = tc_when_read(&when, tc_buf_str(&text), text.len,
		  tc_when_today()) != days->len;
	tc_buf_free(&text);
	return yes;
}

static void
print_days(const struct printer *printer, const struct tc_query_node *node)
{
	bool one = strcmp(node->since, node->until) == 0;
	struct tc_buf days = TC_BUF_INIT(TC_BUF_LINE);
	const char *quote;

	tc_buf_printf(&days, "%s%s%s", node->since, one ? "" : "..",
	    one ? "" : node->until);
	quote = may_go_on(printer, &days) ? "\"" : "";
	tc_buf_printf(printer->out, "%s%s%s", quote, tc_buf_str(&days), quote);
	tc_buf_free(&days);
}

static void
print_field(struct printer *printer, const struct tc_query_node *node)
{
	struct tc_span value = content(printer, node);

	put_label(printer, node);
	if (node->field == TC_QUERY_DATE)
		print_days(printer, node);
	else if (!printer->braces && is_chunk(value))
		tc_buf_put(printer->out, value.s, value.len);
	else
		put_quotes(printer, value);
	printer->before = NULL;
	printer->bare = false;
}

/*
 * The tree
 */

/* Does a child of a list need brackets? */
static bool
is_inner(const struct printer *printer, const struct tc_query_node *list,
    const struct tc_query_node *child)
{
	return list->kind == TC_NODE_ALL && child->kind == TC_NODE_ANY &&
	    node_at(printer->parsed, list->child)->next != TC_NODE_NONE;
}

/* An operator between two children: nothing pairs across it. */
static void
put_operator(struct printer *printer, const struct tc_query_node *list,
    unsigned distance)
{
	if (list->kind == TC_NODE_ANY)
		tc_buf_puts(printer->out, " OR ");
	else
		tc_buf_printf(printer->out, " NEAR/%u ", distance);
	printer->before = NULL;
	printer->bare = false;
}

static void
print_list(struct printer *printer, const struct tc_query_node *node)
{
	const struct tc_query_node *child =
	    node_at(printer->parsed, node->child);
	bool all = node->kind == TC_NODE_ALL, first = true;

	if (node->kind == TC_NODE_NEAR)
		put_label(printer, child);
	for (; child != NULL; child = node_at(printer->parsed, child->next)) {
		if (!first && all)
			put_gap(printer, child);
		else if (!first)
			put_operator(printer, node, child->distance);
		first = false;
		printer->next =
		    all ? node_at(printer->parsed, child->next) : NULL;
		if (node->kind == TC_NODE_NEAR)
			put_part(printer, child, false);
		else
			print_node(
			    printer, child, is_inner(printer, node, child));
	}
}

/* inner: something before it would take only its first word. */
static void
print_node(
    struct printer *printer, const struct tc_query_node *node, bool inner)
{
	switch (node->kind) {
	case TC_NODE_NOT:
		tc_buf_putc(printer->out, '-');
		print_node(
		    printer, node_at(printer->parsed, node->child), true);
		printer->bare = false;
		break;
	case TC_NODE_WORDS:
	case TC_NODE_PHRASE:
		print_words(printer, node, inner);
		break;
	case TC_NODE_FIELD:
		print_field(printer, node);
		break;
	default:
		if (inner)
			put_bracket(printer, '(');
		print_list(printer, node);
		if (inner)
			put_bracket(printer, ')');
		break;
	}
}

/* Is what was printed not repaired or cleaned when it is read? It fails where
 * there is no memory to know. */
static bool
stays(struct tc_buf *printed)
{
	struct tc_buf again = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	bool same = true;

	if (!printed->failed)
		status = tc_query_clean(
		    &again, tc_buf_str(printed), printed->len, NULL);
	printed->failed |= status == TC_NOMEM;
	if (!printed->failed)
		same = status == TC_OK && again.len == printed->len &&
		    memcmp(tc_buf_str(&again), tc_buf_str(printed),
			again.len) == 0;
	tc_buf_free(&again);
	return same;
}

void
tc_query_print_node(const struct tc_parsed *parsed,
    const struct tc_query_node *node, bool inner, struct tc_buf *out)
{
	struct tc_buf printed = TC_BUF_INIT(TC_BUF_LINE);
	struct printer printer = {.parsed = parsed, .out = &printed};

	if (node == NULL)
		return;
	print_node(&printer, node, inner);
	if (!stays(&printed)) {
		tc_buf_clear(&printed);
		printer = (struct printer){
		    .parsed = parsed, .out = &printed, .braces = true};
		print_node(&printer, node, inner);
	}
	tc_buf_put(out, tc_buf_str(&printed), printed.len);
	out->failed |= printed.failed;
	tc_buf_free(&printed);
}

void
tc_query_print_words(
    const struct tc_parsed *parsed, size_t from, size_t to, struct tc_buf *out)
{
	struct tc_span text = {tc_buf_str(&parsed->clean) + from, to - from};

	if (is_plain(text))
		tc_buf_put(out, text.s, text.len);
	else
		put_braces(out, text);
}

void
tc_query_print(const struct tc_parsed *parsed, struct tc_buf *out)
{
	tc_query_print_node(parsed, node_at(parsed, parsed->root), false, out);
}

bool
tc_query_has_syntax(const struct tc_parsed *parsed)
{
	const struct tc_query_node *child =
	    node_at(parsed, node_at(parsed, parsed->root)->child);
	size_t i;

	for (i = 0; i < parsed->n; i++) {
		if (parsed->words[i].prefix)
			return true;
	}
	return child != NULL &&
	    (child->kind != TC_NODE_WORDS || child->next != TC_NODE_NONE ||
		child->field != TC_QUERY_ANYWHERE);
}
