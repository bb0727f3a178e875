/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Web pages: what a reader would read of them, through libxml2. */
#include "extract.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <string.h>
#include <strings.h>

/* Without HUGE libxml2 silently cuts a text at 10 MB and 255 levels. */
#define PARSE_OPTIONS                                                     \
	(HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | \
	    HTML_PARSE_NONET | (int)XML_PARSE_HUGE)

/* Never read by anybody. */
static const char *const hidden[] = {"button", "head", "iframe", "input",
    "noindex", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea"};

/* Comments between which webmasters put what is not to be indexed. */
static const struct {
	const char *off, *on;
} marks[] = {
    {"noindex", "/noindex"},
    {"googleoff: index", "googleon: index"},
    {"googleoff: all", "googleon: all"},
    {"htdig_noindex", "/htdig_noindex"},
};

/* The furniture of a site by the elements that HTML has for it ... */
static const char *const furniture[] = {"aside", "footer", "nav"};

/* ... and by the names that webmasters give it, in id and class. */
static const char *const furniture_names[] = {"breadcrumb", "copyright",
    "footer", "menu", "nav", "sidebar", "related", "tin-lien-quan", "topbar",
    "banner"};

static const char *const blocks[] = {"address", "article", "blockquote", "body",
    "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "ol", "p", "pre", "section", "table", "tr", "ul"};

#define LISTED(name, list) listed(name, list, sizeof(list) / sizeof((list)[0]))

/* A list of at least so many links with little else is a menu. */
#define MENU_LINKS 3
/* Longer lists are none: lists in lists would be walked again and again ... */
#define MENU_NODES_MAX 2000
/* ... and of one page so much is looked at: nodes, and 64 bytes of text for
 * one. A page of a site has a few thousand. */
#define MENU_LOOKS_MAX 2000000

static bool
listed(const char *name, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(name, list[i]) == 0)
			return true;
	}
	return false;
}

static const char *
name_of(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE ? (const char *)node->name : "";
}

static const xmlNode *
parent_of(const xmlNode *node, const xmlNode *root)
{
	return node == root ? NULL : node->parent;
}

/*
 * The node after this one in the order of the document, within root; not
 * below it when it is to be skipped. Not recursive: pages nest as deep as
 * they like.
 */
static const xmlNode *
next_node(const xmlNode *node, const xmlNode *root, bool skip_children)
{
	if (!skip_children && node->type == XML_ELEMENT_NODE &&
	    node->children != NULL)
		return node->children;
	while (node != NULL && node != root && node->next == NULL)
		node = parent_of(node, root);
	return node == NULL || node == root ? NULL : node->next;
}

static const xmlNode *
find(const xmlNode *root, const char *name)
{
	const xmlNode *node;

	for (node = root; node != NULL; node = next_node(node, root, false)) {
		if (strcmp(name_of(node), name) == 0)
			return node;
	}
	return NULL;
}

static bool
is_letter(xmlChar c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does a word of an attribute begin with one of the furniture's names? */
static bool
attribute_names_furniture(const xmlNode *node, const char *attribute)
{
	size_t i, n = sizeof(furniture_names) / sizeof(furniture_names[0]);
	xmlChar *value = xmlGetProp(node, (const xmlChar *)attribute);
	const xmlChar *at;
	bool found = false;

	for (i = 0; value != NULL && i < n && !found; i++) {
		at = xmlStrcasestr(value, (const xmlChar *)furniture_names[i]);
		while (at != NULL && !found) {
			found = at == value || !is_letter(at[-1]);
			at = xmlStrcasestr(
			    at + 1, (const xmlChar *)furniture_names[i]);
		}
	}
	xmlFree(value);
	return found;
}

/* How long a text is, 0 for nothing but white space. */
static size_t
text_length(const xmlNode *node)
{
	const char *s = (const char *)node->content;

	return s[strspn(s, " \t\r\n")] != '\0' ? strlen(s) : 0;
}

static bool
is_menu(const xmlNode *list, size_t *looks)
{
	const xmlNode *node, *link = NULL;
	size_t nodes = 0, links = 0, in_links = 0, all = 0, len;

	if (strcmp(name_of(list), "ul") != 0 &&
	    strcmp(name_of(list), "ol") != 0)
		return false;
	for (node = list; node != NULL; node = next_node(node, list, false)) {
		if (++nodes > MENU_NODES_MAX || ++*looks > MENU_LOOKS_MAX)
			return false;
		if (strcmp(name_of(node), "a") == 0) {
			link = node;
			links++;
		}
		if (node->type != XML_TEXT_NODE)
			continue;
		len = text_length(node);
		*looks += strlen((const char *)node->content) / 64;
		all += len;
		if (link != NULL && node->parent == link)
			in_links += len;
	}
	return links >= MENU_LINKS && in_links * 10 >= all * 7;
}

static bool
is_skipped(const xmlNode *node, bool keep_furniture, size_t *looks)
{
	const char *name = name_of(node);

	if (node->type == XML_COMMENT_NODE || LISTED(name, hidden))
		return true;
	if (keep_furniture || node->type != XML_ELEMENT_NODE ||
	    strcmp(name, "body") == 0)
		return false;
	return LISTED(name, furniture) ||
	    attribute_names_furniture(node, "id") ||
	    attribute_names_furniture(node, "class") || is_menu(node, looks);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* White space in HTML is one space, and none at the beginning of a line. */
static void
put_text(struct tc_buf *out, const char *s)
{
	bool space = out->len == 0 || is_space(out->s[out->len - 1]);
	const char *from = s;

	for (; *s != '\0'; s++) {
		if (!is_space(*s)) {
			space = false;
			continue;
		}
		tc_buf_put(out, from, (size_t)(s - from));
		if (!space)
			tc_buf_putc(out, ' ');
		space = true;
		from = s + 1;
	}
	tc_buf_put(out, from, (size_t)(s - from));
}

/* A line end, or two of them after a block; never more than two. */
static void
put_break(struct tc_buf *out, bool block)
{
	size_t ends = 0;

	while (out->len > 0 && out->s[out->len - 1] == ' ')
		tc_buf_cut(out, out->len - 1);
	if (out->len == 0)
		return;
	while (
	    ends < 2 && ends < out->len && out->s[out->len - 1 - ends] == '\n')
		ends++;
	if (ends < 2)
		tc_buf_puts(out, block && ends == 0 ? "\n\n" : "\n");
}

static void
enter(const xmlNode *node, struct tc_buf *out)
{
	const char *name = name_of(node);

	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		put_text(out, (const char *)node->content);
	else if (strcmp(name, "br") == 0)
		put_break(out, false);
	else if (LISTED(name, blocks))
		put_break(out, true);
	else if ((strcmp(name, "td") == 0 || strcmp(name, "th") == 0) &&
	    out->len > 0 && out->s[out->len - 1] != '\n')
		tc_buf_puts(out, " | ");
}

/* Leave node and all its ancestors that end with it. */
static void
leave(const xmlNode *node, const xmlNode *next, struct tc_buf *out)
{
	const xmlNode *stop = next != NULL ? next->parent : NULL;

	for (; node != NULL && node != stop; node = node->parent) {
		if (LISTED(name_of(node), blocks))
			put_break(out, true);
	}
}

static bool
comment_is(const xmlNode *node, const char *words)
{
	const char *s = (const char *)node->content, *end;

	if (node->type != XML_COMMENT_NODE || s == NULL)
		return false;
	s += strspn(s, " \t\r\n");
	end = s + strlen(s);
	while (end > s && is_space(end[-1]))
		end--;
	return (size_t)(end - s) == strlen(words) &&
	    strncasecmp(s, words, strlen(words)) == 0;
}

/* Does a comment open or close what is not to be indexed? *closing is the one
 * that is waited for. */
static void
obey_mark(const xmlNode *node, const char **closing)
{
	size_t i;

	if (*closing != NULL && comment_is(node, *closing))
		*closing = NULL;
	for (i = 0; *closing == NULL && i < sizeof(marks) / sizeof(marks[0]);
	     i++) {
		if (comment_is(node, marks[i].off))
			*closing = marks[i].on;
	}
}

/*
 * What root says. When heading is met, what came before it is forgotten: menus
 * and the names of the site stand above the heading of a page.
 */
static void
put_content(const xmlNode *root, const xmlNode *heading, bool keep_furniture,
    struct tc_buf *out)
{
	const xmlNode *node = root, *next;
	size_t start = out->len, looks = 0;
	const char *closing = NULL;
	bool skip;

	while (node != NULL && !out->failed) {
		obey_mark(node, &closing);
		skip = node == heading ||
		    (node != root && is_skipped(node, keep_furniture, &looks));
		if (node == heading)
			tc_buf_cut(out, start);
		if (!skip && (closing == NULL || node->type != XML_TEXT_NODE))
			enter(node, out);
		next = next_node(node, root, skip);
		if (next == NULL || next->parent != node)
			leave(node, next, out);
		node = next;
	}
}

/* "Kế hoạch ... - Ban Quản lý các KCN": the site's name is not the title. */
static void
put_page_title(const char *s, struct tc_buf *out)
{
	static const char *const names[] = {
	    "Ban Qu", "Cổng", "Trang thông tin", "UBND", "Ủy ban", ".vn"};
	const char *cut = NULL, *at;
	bool is_name = false;
	size_t i;

	for (at = s; *at != '\0'; at++) {
		if (strncmp(at, " - ", 3) == 0 || strncmp(at, " | ", 3) == 0 ||
		    strncmp(at, " – ", strlen(" – ")) == 0)
			cut = at;
	}
	for (i = 0; cut != NULL && i < sizeof(names) / sizeof(names[0]); i++)
		is_name |= strstr(cut, names[i]) != NULL;
	tc_buf_put(out, s, is_name ? (size_t)(cut - s) : strlen(s));
}

static void
put_title(const xmlNode *root, const xmlNode *heading, struct tc_buf *out)
{
	const xmlNode *node;

	if (heading != NULL)
		put_content(heading, NULL, true, out);
	if (out->len > 0)
		return;
	node = find(root, "title");
	if (node != NULL && node->children != NULL &&
	    node->children->content != NULL)
		put_page_title((const char *)node->children->content, out);
}

static const xmlNode *
content_root(const xmlNode *root)
{
	const xmlNode *node;

	if ((node = find(root, "main")) != NULL ||
	    (node = find(root, "article")) != NULL ||
	    (node = find(root, "body")) != NULL)
		return node;
	return root;
}

/* The text that a reader meets first, or NULL. */
static const xmlNode *
first_text(const xmlNode *root)
{
	const xmlNode *node = root;
	size_t looks = 0;

	while (node != NULL &&
	    (node->type != XML_TEXT_NODE || text_length(node) == 0))
		node = next_node(node, root,
		    node != root && is_skipped(node, false, &looks));
	return node;
}

/* An <h1> of what a page is about: that of a banner is the site's name. */
static const xmlNode *
own_heading(const xmlNode *content)
{
	const xmlNode *node = content;
	size_t looks = 0;

	while (node != NULL && strcmp(name_of(node), "h1") != 0)
		node = next_node(node, content,
		    node != content && is_skipped(node, false, &looks));
	return node;
}

/*
 * The heading of a page: <h1>, or where a page has neither that nor a <title> a
 * lower one that it begins with.
 */
static const xmlNode *
heading_of(const xmlNode *root)
{
	static const char *const lower[] = {"h2", "h3", "h4", "h5", "h6"};
	const xmlNode *heading = own_heading(content_root(root));

	if (heading != NULL || find(root, "title") != NULL)
		return heading;
	if ((heading = find(root, "h1")) != NULL)
		return heading;
	heading = first_text(content_root(root));
	while (heading != NULL && !LISTED(name_of(heading), lower))
		heading = heading->parent;
	return heading;
}

enum tc_status
tc_html_extract(const char *bytes, size_t len, struct tc_buf *title,
    struct tc_buf *text, struct tc_error *err)
{
	htmlDocPtr page =
	    htmlReadMemory(bytes, (int)len, NULL, "UTF-8", PARSE_OPTIONS);
	const xmlNode *root, *heading;
	size_t start = text->len;

	if (page == NULL || (root = xmlDocGetRootElement(page)) == NULL) {
		xmlFreeDoc(page);
		return tc_fail(err, TC_INVALID, "no HTML in it");
	}
	heading = heading_of(root);
	put_title(root, heading, title);
	put_content(content_root(root), heading, false, text);
	if (text->len == start) /* nothing but furniture: then it is the text */
		put_content(content_root(root), NULL, true, text);
	xmlFreeDoc(page);
	if (title->failed)
		return tc_buf_check(title, err);
	return tc_buf_check(text, err);
}

/* A meta element that has "robots" for its name and forbids to be indexed. */
static bool
forbids(const xmlNode *node)
{
	xmlChar *name, *content;
	bool found;

	if (strcmp(name_of(node), "meta") != 0)
		return false;
	name = xmlGetProp(node, (const xmlChar *)"name");
	content = xmlGetProp(node, (const xmlChar *)"content");
	found = name != NULL && content != NULL &&
	    xmlStrcasecmp(name, (const xmlChar *)"robots") == 0 &&
	    (xmlStrcasestr(content, (const xmlChar *)"noindex") != NULL ||
		xmlStrcasecmp(content, (const xmlChar *)"none") == 0);
	xmlFree(name);
	xmlFree(content);
	return found;
}

bool
tc_html_forbids(const char *bytes, size_t len)
{
	const xmlNode *node;
	bool found = false;
	htmlDocPtr page;

	/* Hardly a page has it: the others are not parsed again. */
	if (memmem(bytes, len, "robots", 6) == NULL &&
	    memmem(bytes, len, "ROBOTS", 6) == NULL &&
	    memmem(bytes, len, "Robots", 6) == NULL)
		return false;
	page = htmlReadMemory(bytes, (int)len, NULL, "UTF-8", PARSE_OPTIONS);
	for (node = page != NULL ? xmlDocGetRootElement(page) : NULL;
	     node != NULL && !found;
	     node = next_node(node, xmlDocGetRootElement(page), false))
		found = forbids(node);
	xmlFreeDoc(page);
	return found;
}
