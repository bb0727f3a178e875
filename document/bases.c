/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a document rests on and belongs to: its legal bases ("Căn cứ ...;"), and
 * the term of the congress or council it speaks of.
 */
#include "describe.h"

#include <string.h>
#include <tracuu/ascii.h>

/* Bases stand in so many bytes after the head. */
#define BASES_BYTES 20000
#define BASES_LINES 200

/* A base is no longer; what is longer is a sentence of the text. */
#define BASE_MAX 600

static bool
ends_base(const struct tc_buf *base)
{
	return base->len > 0 && strchr(";.:", base->s[base->len - 1]) != NULL;
}

/* Does the text itself begin here? */
static bool
begins_text(const struct tc_segments *lines, size_t i)
{
	return tc_segment_starts(lines, i, "dieu 1") ||
	    tc_segment_starts(lines, i, "chuong i") ||
	    tc_segment_is(lines, i, "quyet dinh") ||
	    tc_segment_is(lines, i, "quyet nghi") ||
	    tc_segment_is(lines, i, "nghi dinh");
}

/* Add a base to the list, without the mark that ends it. */
static void
put_base(struct tc_buf *list, struct tc_buf *base)
{
	while (base->len > 0 && strchr(" ;.,:", base->s[base->len - 1]) != NULL)
		tc_buf_cut(base, base->len - 1);
	if (base->len > 0 && base->len <= BASE_MAX) {
		if (list->len > 0)
			tc_buf_putc(list, '\n');
		tc_buf_put(list, base->s, base->len);
	}
	list->failed |= tc_buf_lacks(base);
	tc_buf_clear(base);
}

/* Read the lines; a base goes on until a semicolon or stop. */
static void
read_bases(const struct tc_segments *lines, struct tc_buf *list)
{
	struct tc_buf base = TC_BUF_INIT(TC_BUF_LINE);
	bool inside = false;
	size_t i, from;

	for (i = 0; i < lines->n && !begins_text(lines, i); i++) {
		const struct tc_segment *line = &lines->at[i];
		bool begins = tc_segment_starts(lines, i, "can cu");

		if (line->n == 0 || (!begins && !inside))
			continue;
		if (begins) {
			put_base(list, &base);
			/* What is behind "Căn cứ". */
			from = line->n > 2 ? lines->words[line->first + 2].from
					   : line->to;
		} else {
			tc_buf_putc(&base, ' ');
			from = line->from;
		}
		tc_buf_put(&base, lines->text + from, line->to - from);
		inside = !ends_base(&base);
		if (!inside)
			put_base(list, &base);
	}
	put_base(list, &base);
	tc_buf_free(&base);
}

enum tc_status
tc_describe_bases(
    struct tc_describing *describing, size_t from, struct tc_error *err)
{
	const struct tc_buf *text = &describing->document->field[TC_FIELD_TEXT];
	struct tc_buf list = TC_BUF_INIT(TC_BUF_LINE);
	size_t to = text->len;
	enum tc_status status;

	if (to - from > BASES_BYTES)
		to = from + BASES_BYTES;
	status = tc_segments_read(
	    &describing->other, tc_buf_str(text), from, to, BASES_LINES, err);
	if (status == TC_OK) {
		read_bases(&describing->other, &list);
		if (list.len > 0)
			status = tc_describing_set(
			    describing, TC_FIELD_BASES, list.s, list.len, err);
	}
	tc_describing_free(describing, &list);
	return status;
}

static bool
take_digits(const char **s, int n)
{
	for (; n > 0; n--, (*s)++) {
		if (!tc_ascii_is_digit(**s))
			return false;
	}
	return !tc_ascii_is_digit(**s);
}

/* Behind "nhiệm k": "ỳ 2020 - 2025", "ỳ các năm 2020–2025". */
static bool
read_years(const char *s, struct tc_buf *out)
{
	const char *first, *second;
	size_t skip = strcspn(s, "0123456789\n");

	if (skip > 20)
		return false;
	first = s + skip;
	s = first;
	if (!take_digits(&s, 4))
		return false;
	skip = strspn(s, " -");
	s += skip;
	if (strncmp(s, "\xE2\x80", 2) == 0 && s[2] != '\0')
		s += 3;
	else if (skip == 0)
		return false;
	second = s + strspn(s, " ");
	s = second;
	if (!take_digits(&s, 4))
		return false;
	tc_buf_put(out, first, 4);
	tc_buf_putc(out, '-');
	tc_buf_put(out, second, 4);
	return true;
}

/*
 * The term that a text speaks of, appended to out: nothing where there are
 * several. Written as it is nearly always, in small letters or in capitals.
 */
static void
find_term(const char *text, struct tc_buf *out)
{
	static const char *const forms[] = {"nhiệm k", "Nhiệm k", "NHIỆM K"};
	struct tc_buf one = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *at = text;

		while ((at = strstr(at, forms[i])) != NULL) {
			at += strlen(forms[i]);
			tc_buf_clear(&one);
			if (!read_years(at, &one))
				continue;
			if (one.failed)
				goto out;
			if (out->len > 0 &&
			    strcmp(tc_buf_str(out), tc_buf_str(&one)) != 0) {
				tc_buf_clear(out);
				goto out;
			}
			if (out->len == 0)
				tc_buf_put(out, one.s, one.len);
		}
	}
out:
	out->failed |= one.failed;
	tc_buf_free(&one);
}

enum tc_status
tc_describe_term(struct tc_describing *describing, struct tc_error *err)
{
	const struct tc_document *document = describing->document;
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;

	find_term(tc_document_str(document, TC_FIELD_TITLE), &term);
	if (term.len == 0)
		find_term(tc_document_str(document, TC_FIELD_TEXT), &term);
	if (term.len > 0)
		status = tc_describing_set(
		    describing, TC_FIELD_TERM, term.s, term.len, err);
	tc_describing_free(describing, &term);
	return status;
}
