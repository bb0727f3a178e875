/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A query as it was read, for people, and so that it is read the same way
 * again. Words stand as they were typed; what between them is no syntax, but
 * could be elsewhere, is replaced.
 */
#include "syntax.h"

#include <string.h>

struct printer {
	const struct tc_parsed *parsed;
	struct tc_buf *out;
	const struct tc_query_node *before; /* the leaf that was printed last */
};

static const struct tc_query_node *
node_at(const struct tc_parsed *parsed, size_t i)
{
	return i != TC_NODE_NONE ? &parsed->nodes[i] : NULL;
}

static void print_node(
    struct printer *printer, const struct tc_query_node *node, bool inner);

/*
 * Has the word that was printed last a bracket that is open, as in "z(d"? It
 * has the next one that closes, unless there is a space before that.
 */
static bool
is_open(const struct tc_buf *out)
{
	const char *s = tc_buf_str(out);
	size_t at = out->len, open = 0, closed = 0;

	for (; at > 0 && s[at - 1] != ' '; at--) {
		if (s[at - 1] == ')')
			closed++;
		else if (s[at - 1] == '(' && closed > 0)
			closed--;
		else if (s[at - 1] == '(' && at > 1 &&
		    strchr(" (-:", s[at - 2]) == NULL)
			open++;
	}
	return open > 0;
}

/* A bracket that groups nothing; the star of word* stands free beside it. */
static void
put_bracket(struct tc_buf *out, const char *s)
{
	if (s[0] == ')' && is_open(out))
		tc_buf_putc(out, ')');
	else if (s[0] == ')')
		tc_buf_puts(out, s[-1] == '*' ? " ]" : "]");
	else
		tc_buf_puts(out, s[strcspn(s, " *")] == '*' ? "[ " : "[");
}

static void
close_group(struct tc_buf *out)
{
	tc_buf_puts(out, is_open(out) ? " )" : ")");
}

/* Is a minus sign, printed now, one of syntax? */
static bool
is_minus(const struct tc_buf *out, const char *s)
{
	return s[0] == '-' && s[1] != ' ' && s[1] != '-' &&
	    (out->len == 0 || strchr(" [;", out->s[out->len - 1]) != NULL);
}

/*
 * Bytes of the query. Brackets in it group nothing, quotes are for_quote;
 * what was syntax, and is a semicolon in plain, is one, but for AND. Between
 * words nothing is a minus sign.
 */
static void
put_plain(struct printer *printer, size_t from, size_t to,
    const char *for_quote, bool between_words)
{
	static const char both[] = "AND";
	const struct tc_buf *plain = &printer->parsed->plain;
	const char *typed = tc_buf_str(&printer->parsed->clean);
	struct tc_buf *out = printer->out;
	size_t i, quote;

	for (i = from; i < to; i++) {
		const char *s = plain->s + i;

		quote = tc_syntax_quote(s, to - i);
		if (quote > 0) {
			tc_buf_puts(out, for_quote);
			i += quote - 1;
		} else if (s[0] == ';' && strncmp(typed + i, both, 3) == 0) {
			tc_buf_puts(out, both);
			i += strlen(both) - 1;
		} else if (tc_syntax_may_group(plain->s, plain->len, i)) {
			put_bracket(out, s);
		} else if (between_words && is_minus(out, s)) {
			tc_buf_putc(out, ';');
		} else if (s[0] != ';' || i == from || s[-1] != ';') {
			tc_buf_putc(out, s[0]);
		}
	}
}

/* Is a word an operator without operands, which it could find here? */
static bool
ends_operator(
    const struct printer *printer, const struct tc_query_node *node, size_t i)
{
	const struct tc_query_word *word =
	    printer->parsed->words + node->first + i;

	return i + 1 < node->n && !word[1].joined && !word[1].part &&
	    tc_syntax_is_operator(
		printer->parsed->plain.s + word->from, word->to - word->from);
}

/*
 * The bytes from the first word of a leaf to the last, their star with them. A
 * quote that nobody closes is another: 5"đ is no sum of money, as "5 đ" is.
 */
static void
put_words(struct printer *printer, const struct tc_query_node *node)
{
	const struct tc_query_word *words =
	    printer->parsed->words + node->first;
	size_t i, at = words[0].from, end = at;

	for (i = 0; i < node->n; i++) {
		end = words[i].to > end ? words[i].to : end;
		if (words[i].spans || words[i].to <= at)
			continue;
		if (words[i].from > at)
			put_plain(printer, at, words[i].from,
			    words[i].joined	  ? " ‘"
				: words[i].prefix ? " ; "
						  : " ;",
			    true);
		put_plain(printer, words[i].from > at ? words[i].from : at,
		    words[i].to, " ", false);
		at = words[i].to;
		if (ends_operator(printer, node, i))
			tc_buf_putc(printer->out, ';');
	}
	if (end > at) /* of a mention: 5 % */
		put_plain(printer, at, end, " ", true);
	if (words[node->n - 1].prefix)
		tc_buf_putc(printer->out, '*');
}

static bool
has_space(const struct tc_buf *out)
{
	return strchr(tc_buf_str(out), ' ') != NULL;
}

/* May what follows be read as more days: 2019 đến 2021? */
static bool
may_go_on(const struct printer *printer, const struct tc_query_node *node)
{
	static const char *const more[] = {"den", "toi", "to"};
	const struct tc_query_node *next = node_at(printer->parsed, node->next);
	const char *word;
	size_t i;

	if (next == NULL || next->kind != TC_NODE_WORDS)
		return next != NULL &&
		    (node->since[0] == '\0' || node->until[0] == '\0');
	word = printer->parsed->words[next->first].folded;
	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		if (strcmp(word, more[i]) == 0)
			return true;
	}
	return node->since[0] == '\0' || node->until[0] == '\0';
}

static void
print_days(
    struct printer *printer, const struct tc_query_node *node, bool inner)
{
	bool one = strcmp(node->since, node->until) == 0;
	const char *quote = inner || may_go_on(printer, node) ? "\"" : "";

	tc_buf_printf(printer->out, "%s%s%s%s%s", quote, node->since,
	    one ? "" : "..", one ? "" : node->until, quote);
}

static void
print_field(
    struct printer *printer, const struct tc_query_node *node, bool inner)
{
	const char *query = tc_buf_str(&printer->parsed->clean);
	struct tc_buf *out = printer->out;
	size_t i, quote;
	bool quoted = false;

	tc_buf_printf(out, "%s:", tc_field_label(node->field));
	if (node->field == TC_QUERY_DATE) {
		print_days(printer, node, inner);
		return;
	}
	for (i = node->from; i < node->to; i++)
		quoted |= strchr(" ()*,;.?!\"", query[i]) != NULL;
	tc_buf_puts(out, quoted ? "\"" : "");
	for (i = node->from; i < node->to; i++) {
		quote = tc_syntax_quote(query + i, node->to - i);
		tc_buf_putc(out, quote > 0 ? ' ' : query[i]);
		i += quote > 0 ? quote - 1 : 0;
	}
	tc_buf_puts(out, quoted ? "\"" : "");
}

/* The first word of a leaf that is no mention. */
static const struct tc_query_word *
first_word(const struct tc_parsed *parsed, const struct tc_query_node *leaf)
{
	size_t i = leaf->first;

	while (i + 1 < leaf->first + leaf->n && parsed->words[i].spans)
		i++;
	return &parsed->words[i];
}

/*
 * Would words be an operator or a field, now that they begin a leaf? Where they
 * begin the query an operator has no operands, and what stood free and was no
 * field is none now.
 */
static bool
is_sign(const struct printer *printer, const struct tc_query_node *leaf)
{
	const struct tc_parsed *parsed = printer->parsed;
	size_t from = parsed->words[leaf->first].from, bytes;
	const char *s = parsed->plain.s + from;
	size_t len = parsed->plain.len - from;
	const char *space = memchr(s, ' ', len);

	if (first_word(parsed, leaf)->joined)
		return false;
	if (tc_field_read(s, len, &bytes) != TC_QUERY_ANYWHERE)
		return from > 0 && s[-1] != ' ' && bytes < len &&
		    s[bytes] != ' ';
	return printer->out->len > 0 &&
	    tc_syntax_is_operator(s, space != NULL ? (size_t)(space - s) : len);
}

/* Words alone, or in brackets where they belong together. */
static void
put_together(struct printer *printer, const struct tc_query_node *node)
{
	struct tc_buf words = TC_BUF_INIT(TC_BUF_LINE);
	struct printer inner = {printer->parsed, &words, NULL};
	bool together;

	put_words(&inner, node);
	together = has_space(&words);
	tc_buf_puts(printer->out, together ? "(" : "");
	tc_buf_puts(printer->out, is_sign(printer, node) ? ";" : "");
	tc_buf_put(printer->out, tc_buf_str(&words), words.len);
	if (together)
		close_group(printer->out);
	tc_buf_free(&words);
}

/* Leaves: after a minus sign or a field words are kept together. */
static void
print_leaf(
    struct printer *printer, const struct tc_query_node *node, bool inner)
{
	if (node->kind == TC_NODE_FIELD) {
		print_field(printer, node, inner);
		printer->before = NULL;
		return;
	}
	if (node->field == TC_QUERY_TITLE)
		tc_buf_printf(printer->out, "%s:", tc_field_label(node->field));
	if (node->kind == TC_NODE_WORDS &&
	    (inner || node->field == TC_QUERY_TITLE)) {
		put_together(printer, node);
	} else if (node->kind == TC_NODE_WORDS ||
	    printer->parsed->words[node->first].prefix) {
		if (is_sign(printer, node))
			tc_buf_putc(printer->out, ';');
		put_words(printer, node);
	} else {
		tc_buf_putc(printer->out, '"');
		put_words(printer, node);
		tc_buf_putc(printer->out, '"');
	}
	printer->before = node;
}

/* The last word of what was printed. */
static struct tc_span
last_word(const struct tc_buf *out)
{
	size_t at = out->len;

	while (at > 0 && out->s[at - 1] != ' ')
		at--;
	return (struct tc_span){tc_buf_str(out) + at, out->len - at};
}

/* "2020 -2025" and "12/QĐ -BQL" are one thing. */
static bool
has_number(const struct tc_parsed *parsed, const struct tc_query_node *leaf)
{
	size_t i;

	for (i = 0; leaf != NULL && i < leaf->n; i++) {
		if (parsed->words[leaf->first + i].kind != TC_TOKEN_WORD)
			return true;
	}
	return false;
}

/*
 * Words that are typed side by side make a pair; where they made none, there
 * was more than a space. Nor are words at the edge of a leaf operators.
 */
static void
put_gap(struct printer *printer, const struct tc_query_node *node)
{
	const struct tc_parsed *parsed = printer->parsed;
	struct tc_span last = last_word(printer->out);
	const struct tc_query_word *word;
	bool apart = tc_syntax_is_operator(last.s, last.len);

	if (node->kind == TC_NODE_NEAR)
		node = node_at(parsed, node->child);
	if (node->kind == TC_NODE_NOT)
		apart |= has_number(parsed, printer->before);
	if (node->n > 0) {
		word = first_word(parsed, node);
		apart &= !word->joined;
		apart |= printer->before != NULL &&
		    printer->before->excluded == node->excluded &&
		    printer->before->field == node->field &&
		    node->field == TC_QUERY_ANYWHERE && !word->joined &&
		    !word->prefix;
	}
	tc_buf_puts(printer->out, apart ? ", " : " ");
}

/* Does a child of a list need brackets? */
static bool
is_inner(const struct printer *printer, const struct tc_query_node *list,
    const struct tc_query_node *child)
{
	return list->kind == TC_NODE_ALL && child->kind == TC_NODE_ANY &&
	    node_at(printer->parsed, list->child)->next != TC_NODE_NONE;
}

static void
print_list(struct printer *printer, const struct tc_query_node *node)
{
	const struct tc_query_node *child =
	    node_at(printer->parsed, node->child);
	bool first = true;

	for (; child != NULL; child = node_at(printer->parsed, child->next)) {
		if (!first && node->kind == TC_NODE_ANY)
			tc_buf_puts(printer->out, " OR ");
		else if (!first && node->kind == TC_NODE_NEAR)
			tc_buf_printf(
			    printer->out, " NEAR/%u ", child->distance);
		else if (!first)
			put_gap(printer, child);
		first = false;
		print_node(printer, child, is_inner(printer, node, child));
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
		break;
	case TC_NODE_WORDS:
	case TC_NODE_PHRASE:
	case TC_NODE_FIELD:
		print_leaf(printer, node, inner);
		break;
	default:
		tc_buf_puts(printer->out, inner ? "(" : "");
		print_list(printer, node);
		if (inner) {
			close_group(printer->out);
			printer->before = NULL;
		}
		break;
	}
}

void
tc_query_print(const struct tc_parsed *parsed, struct tc_buf *out)
{
	struct printer printer = {parsed, out, NULL};
	const struct tc_query_node *root = node_at(parsed, parsed->root);

	if (root != NULL && root->child != TC_NODE_NONE)
		print_list(&printer, root);
}

void
tc_query_print_node(const struct tc_parsed *parsed,
    const struct tc_query_node *node, bool inner, struct tc_buf *out)
{
	struct printer printer = {parsed, out, NULL};

	print_node(&printer, node, inner);
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
