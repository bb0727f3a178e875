/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a text that are beside the matter. */
#include "aside.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>

/* Behind the bytes of a part: it was learned from other pages. */
#define LEARNED 's'

static void
put(struct tc_buf *aside, size_t from, size_t to, const char *mark)
{
	tc_buf_printf(
	    aside, "%s%zu-%zu%s", aside->len > 0 ? " " : "", from, to, mark);
}

void
tc_aside_put(struct tc_document *document, size_t from, size_t to)
{
	if (from < to)
		put(&document->field[TC_FIELD_ASIDE], from, to, "");
}

/* Take "10-25" or "10-25s" and the space after it. */
static bool
take_range(const char **at, size_t *from, size_t *to, bool *learned)
{
	char *rest;

	if (!tc_ascii_is_digit(**at))
		return false;
	*from = strtoul(*at, &rest, 10);
	if (rest[0] != '-' || !tc_ascii_is_digit(rest[1]))
		return false;
	*to = strtoul(rest + 1, &rest, 10);
	*learned = *rest == LEARNED;
	rest += *learned;
	*at = rest + (*rest == ' ');
	return true;
}

static bool
next(const struct tc_document *document, bool own, size_t *from, size_t *to)
{
	const char *at = tc_document_str(document, TC_FIELD_ASIDE);
	size_t len = document->field[TC_FIELD_TEXT].len, first, last;
	bool learned;

	*from = *to;
	*to = len;
	while (*from < len && take_range(&at, &first, &last, &learned)) {
		if (last <= *from || last <= first || (learned && own))
			continue;
		if (first > *from) {
			*to = first < len ? first : len;
			break;
		}
		*from = last;
	}
	return *from < len;
}

bool
tc_aside_next(const struct tc_document *document, size_t *from, size_t *to)
{
	return next(document, false, from, to);
}

bool
tc_aside_next_own(const struct tc_document *document, size_t *from, size_t *to)
{
	return next(document, true, from, to);
}

enum tc_status
tc_aside_learn(struct tc_document *document, const struct tc_block *parts,
    size_t n, struct tc_error *err)
{
	struct tc_buf *aside = &document->field[TC_FIELD_ASIDE];
	struct tc_buf fresh = TC_BUF_INIT(aside->max);
	const char *at = tc_buf_str(aside);
	size_t from, to, i = 0;
	enum tc_status status;
	bool learned;

	while (take_range(&at, &from, &to, &learned)) {
		if (learned)
			continue;
		for (; i < n && parts[i].from < from; i++)
			put(&fresh, parts[i].from, parts[i].to, "s");
		put(&fresh, from, to, "");
	}
	for (; i < n; i++)
		put(&fresh, parts[i].from, parts[i].to, "s");
	if ((status = tc_buf_check(&fresh, err)) == TC_OK) {
		tc_buf_clear(aside);
		tc_buf_put(aside, tc_buf_str(&fresh), fresh.len);
		status = tc_buf_check(aside, err);
	}
	tc_buf_free(&fresh);
	return status;
}

void
tc_aside_drop(struct tc_document *document)
{
	struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	size_t from, to = 0, len = 0;

	if (document->field[TC_FIELD_ASIDE].len == 0)
		return;
	while (tc_aside_next(document, &from, &to)) {
		if (len > 0)
			text->s[len++] = '\n';
		memmove(text->s + len, text->s + from, to - from);
		len += to - from;
	}
	tc_buf_cut(text, len);
}
