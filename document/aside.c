/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a text that are beside the matter. */
#include <tracuu/document.h>

#include <stdlib.h>
#include <string.h>

void
tc_aside_put(struct tc_document *document, size_t from, size_t to)
{
	struct tc_buf *aside = &document->field[TC_FIELD_ASIDE];

	if (from >= to)
		return;
	tc_buf_printf(aside, "%s%zu-%zu", aside->len > 0 ? " " : "", from, to);
}

/* Take "10-25" and the space after it. */
static bool
take_range(const char **at, size_t *from, size_t *to)
{
	char *rest;

	if (**at < '0' || **at > '9')
		return false;
	*from = strtoul(*at, &rest, 10);
	if (rest[0] != '-' || rest[1] < '0' || rest[1] > '9')
		return false;
	*to = strtoul(rest + 1, &rest, 10);
	*at = rest + (*rest == ' ');
	return true;
}

bool
tc_aside_next(const struct tc_document *document, size_t *from, size_t *to)
{
	const char *at = tc_document_str(document, TC_FIELD_ASIDE);
	size_t len = document->field[TC_FIELD_TEXT].len, first, last;

	*from = *to;
	*to = len;
	while (*from < len && take_range(&at, &first, &last)) {
		if (last <= *from || last <= first)
			continue;
		if (first > *from) {
			*to = first < len ? first : len;
			break;
		}
		*from = last;
	}
	return *from < len;
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
