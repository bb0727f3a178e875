/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * As much of HTML's tokenizer as tells where a value stands. Templates are
 * written by webmasters, not strangers: what is not understood is refused.
 */
#include "scan.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
add_to_name(struct tc_scan *scan, char c)
{
	if (scan->name_len + 1 < sizeof(scan->name))
		scan->name[scan->name_len++] =
		    c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	scan->name[scan->name_len] = '\0';
}

static void
clear_name(struct tc_scan *scan)
{
	scan->name_len = 0;
	scan->name[0] = '\0';
}

static enum tc_scan_attribute
attribute_of(const char *name)
{
	static const char *const addresses[] = {"href", "src", "action",
	    "formaction", "cite", "poster", "data", "xlink:href"};
	static const char *const code[] = {"style", "srcdoc", "srcset"};
	size_t i;

	if (strncmp(name, "on", 2) == 0)
		return TC_SCAN_CODE;
	for (i = 0; i < COUNT(code); i++) {
		if (strcmp(name, code[i]) == 0)
			return TC_SCAN_CODE;
	}
	for (i = 0; i < COUNT(addresses); i++) {
		if (strcmp(name, addresses[i]) == 0)
			return TC_SCAN_ADDRESS;
	}
	return TC_SCAN_PLAIN;
}

static void
end_tag(struct tc_scan *scan)
{
	bool empty =
	    strcmp(scan->tag, "script") == 0 || strcmp(scan->tag, "style") == 0;

	scan->state = empty ? TC_SCAN_EMPTY : TC_SCAN_BETWEEN;
	clear_name(scan);
}

static void
in_tag_name(struct tc_scan *scan, char c)
{
	if (!is_space(c) && c != '>')
		add_to_name(scan, c);
	memcpy(scan->tag, scan->name, sizeof(scan->tag));
	if (strcmp(scan->tag, "!--") == 0) {
		scan->state = TC_SCAN_COMMENT;
		scan->dashes = 0;
	} else if (c == '>') {
		end_tag(scan);
	} else if (is_space(c)) {
		scan->state = TC_SCAN_TAG;
		clear_name(scan);
	}
}

static void
in_tag(struct tc_scan *scan, char c)
{
	if (c == '>') {
		end_tag(scan);
	} else if (c == '=') {
		scan->state = TC_SCAN_EQUALS;
		scan->attribute = attribute_of(scan->name);
	} else if (is_space(c) || c == '/') {
		clear_name(scan);
	} else {
		add_to_name(scan, c);
	}
}

static void
in_comment(struct tc_scan *scan, char c)
{
	if (c == '-') {
		scan->dashes++;
		return;
	}
	if (c == '>' && scan->dashes >= 2) {
		scan->state = TC_SCAN_BETWEEN;
		clear_name(scan);
	}
	scan->dashes = 0;
}

static void
in_value(struct tc_scan *scan, char c)
{
	if (scan->state == TC_SCAN_EQUALS) {
		if (is_space(c))
			return;
		scan->begun = false;
		scan->quote = c;
		scan->state =
		    c == '"' || c == '\'' ? TC_SCAN_QUOTED : TC_SCAN_UNQUOTED;
	} else if (scan->state == TC_SCAN_UNQUOTED && c == '>') {
		end_tag(scan);
	} else if (scan->state == TC_SCAN_UNQUOTED ? is_space(c)
						   : c == scan->quote) {
		scan->state = TC_SCAN_TAG;
		clear_name(scan);
	} else {
		scan->begun = true;
	}
}

static void
step(struct tc_scan *scan, char c)
{
	switch (scan->state) {
	case TC_SCAN_BETWEEN:
	case TC_SCAN_EMPTY:
		if (c == '<') {
			scan->state = TC_SCAN_TAG_NAME;
			clear_name(scan);
		}
		break;
	case TC_SCAN_TAG_NAME:
		in_tag_name(scan, c);
		break;
	case TC_SCAN_TAG:
		in_tag(scan, c);
		break;
	case TC_SCAN_EQUALS:
	case TC_SCAN_QUOTED:
	case TC_SCAN_UNQUOTED:
		in_value(scan, c);
		break;
	case TC_SCAN_COMMENT:
		in_comment(scan, c);
		break;
	}
}

bool
tc_scan_static(struct tc_scan *scan, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (scan->state == TC_SCAN_EMPTY && s[i] != '<')
			return false;
		step(scan, s[i]);
	}
	return true;
}

bool
tc_scan_value(struct tc_scan *scan, enum tc_place *place)
{
	*place = TC_PLACE_TEXT;
	if (scan->state == TC_SCAN_BETWEEN)
		return true;
	if (scan->state != TC_SCAN_QUOTED || scan->attribute == TC_SCAN_CODE)
		return false;
	if (scan->attribute == TC_SCAN_ADDRESS)
		*place = scan->begun ? TC_PLACE_QUERY : TC_PLACE_URL;
	scan->begun = true;
	return true;
}

bool
tc_scan_same(const struct tc_scan *a, const struct tc_scan *b)
{
	if (a->state != b->state)
		return false;
	switch (a->state) {
	case TC_SCAN_BETWEEN:
		return true;
	case TC_SCAN_TAG:
		return a->name_len == 0 && b->name_len == 0 &&
		    strcmp(a->tag, b->tag) == 0;
	case TC_SCAN_QUOTED:
		return a->attribute == b->attribute && a->quote == b->quote &&
		    (a->begun == b->begun || a->attribute != TC_SCAN_ADDRESS);
	default:
		return false;
	}
}
