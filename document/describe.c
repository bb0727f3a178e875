/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a document says about itself. What cannot be told is left empty. */
#include "describe.h"

#include <stdlib.h>
#include <string.h>

/* Letterhead, type and abstract stand in the first lines. */
#define HEAD_LINES 70
#define HEAD_BYTES 16000

/* A name is looked for in so much of the text. */
#define NAMES_BYTES 40000

void
tc_describing_free(struct tc_describing *describing, struct tc_buf *buf)
{
	describing->lacks |= tc_buf_lacks(buf);
	tc_buf_free(buf);
}

const char *
tc_describing_text(const struct tc_describing *describing)
{
	return tc_document_str(describing->document, TC_FIELD_TEXT);
}

void
tc_describing_aside(struct tc_describing *describing, size_t from, size_t to)
{
	if (from < to && describing->asides_n < TC_ASIDES_MAX)
		describing->asides[describing->asides_n++] =
		    (struct tc_part){from, to};
}

/* Is it what queries take for a document's number? */
static bool
is_number(struct tc_describing *describing, const char *s, size_t len)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status =
	    tc_text_docno_key(describing->analyser, s, len, &key, NULL);

	/* ICU fails for nothing else. */
	describing->lacks |= status != TC_OK && status != TC_INVALID;
	tc_describing_free(describing, &key);
	return status == TC_OK;
}

enum tc_status
tc_describing_set(struct tc_describing *describing, enum tc_field field,
    const char *s, size_t len, struct tc_error *err)
{
	struct tc_buf *to = &describing->document->field[field];

	if (to->len > 0 ||
	    (field == TC_FIELD_NUMBER && !is_number(describing, s, len)))
		return TC_OK;
	if (field == TC_FIELD_BASES || field == TC_FIELD_RECIPIENTS ||
	    field == TC_FIELD_SIGNER)
		return tc_set_text(to, s, len, err); /* lines */
	return tc_set_line(to, s, len, err);
}

/* Is a word in small letters, but for its first? */
static bool
is_running(const char *s, size_t len)
{
	enum tc_case written = tc_text_case(s, len);

	return written == TC_CASE_LOWER || written == TC_CASE_TITLE;
}

/*
 * Where in text[from, len) the words with this key stand, the first of them
 * capitalised and none in capitals. Returns their length, 0 for nowhere.
 */
static size_t
find_running(struct tc_describing *describing, const char *text, size_t len,
    const struct tc_buf *key, size_t *begins)
{
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	size_t from, to = 0, found = 0;

	while (found == 0 && tc_text_next_word(text, len, &from, &to)) {
		size_t next_from = from, next_to = to;

		if (tc_text_case(text + from, to - from) != TC_CASE_TITLE)
			continue;
		tc_buf_clear(&got);
		do {
			if (!is_running(text + next_from, next_to - next_from))
				break;
			if (got.len > 0)
				tc_buf_putc(&got, ' ');
			tc_text_fold(
			    text + next_from, next_to - next_from, &got);
			describing->lacks |= tc_buf_lacks(&got);
			if (got.len > key->len ||
			    memcmp(got.s, key->s, got.len) != 0)
				break;
			if (got.len == key->len) {
				*begins = from;
				found = next_to - from;
				break;
			}
		} while (tc_text_next_word(text, len, &next_from, &next_to));
	}
	tc_buf_free(&got);
	return found;
}

enum tc_status
tc_describing_set_name(struct tc_describing *describing, enum tc_field field,
    const char *s, size_t len, struct tc_error *err)
{
	const struct tc_buf *text = &describing->document->field[TC_FIELD_TEXT];
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	size_t looked = text->len < NAMES_BYTES ? text->len : NAMES_BYTES;
	size_t at = 0, n = 0;
	enum tc_status status;

	tc_text_key(s, len, &key);
	status = tc_buf_check(&key, err);
	if (status == TC_OK && key.len > 0)
		n = find_running(
		    describing, tc_buf_str(text), looked, &key, &at);
	if (status != TC_OK)
		goto out;
	if (n > 0)
		status =
		    tc_describing_set(describing, field, text->s + at, n, err);
	else
		status = tc_describing_set(describing, field, s, len, err);
out:
	tc_buf_free(&key);
	return status;
}

static int
compare_parts(const void *a, const void *b)
{
	const struct tc_part *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* In their order, and none in another. */
static void
put_asides(struct tc_describing *describing)
{
	struct tc_part *asides = describing->asides;
	size_t i, end = 0;

	qsort(asides, describing->asides_n, sizeof(*asides), compare_parts);
	for (i = 0; i < describing->asides_n; i++) {
		size_t from = asides[i].from > end ? asides[i].from : end;

		tc_aside_put(describing->document, from, asides[i].to);
		if (asides[i].to > end)
			end = asides[i].to;
	}
}

static enum tc_status
describe_document(struct tc_describing *describing, struct tc_error *err)
{
	size_t body = 0;
	bool found = false;
	enum tc_status status;

	status = tc_describe_letterhead(describing, &found, &body, err);
	if (status == TC_OK && !found && !describing->given)
		status = tc_describe_cited(describing, &found, err);
	if (status == TC_OK && found)
		status = tc_describe_bases(describing, body, err);
	if (status == TC_OK && found)
		status = tc_describe_end(describing, body, err);
	if (status == TC_OK && found)
		status = tc_describe_consolidated(describing, err);
	put_asides(describing);
	if (status == TC_OK &&
	    describing->document->field[TC_FIELD_TITLE].len == 0)
		found = false;
	if (found && describing->document->page == TC_SITE_PAGE)
		describing->document->page = TC_SITE_PAGE_OFFICIAL;
	if (status == TC_OK && !found)
		status = tc_describe_page(describing, err);
	if (status == TC_OK)
		status = tc_describe_adoption(describing, err);
	if (status == TC_OK && !describing->given)
		status = tc_describe_named(describing, err);
	return status;
}

/* A document of its own: it has a head and an end. */
static enum tc_status
describe_whole(struct tc_describing *describing, struct tc_error *err)
{
	struct tc_buf *text = &describing->document->field[TC_FIELD_TEXT];
	size_t len;
	enum tc_status status;

	tc_cut_footer(text);
	len = text->len < HEAD_BYTES ? text->len : HEAD_BYTES;
	status = tc_segments_read(
	    &describing->head, tc_buf_str(text), 0, len, HEAD_LINES, err);
	if (status == TC_OK)
		status = tc_describe_mark(describing, err);
	if (status == TC_OK)
		status = describe_document(describing, err);
	if (status == TC_OK)
		status = tc_describe_term(describing, err);
	return status;
}

enum tc_status
tc_describe(struct tc_document *document, bool given, struct tc_error *err)
{
	struct tc_describing describing = {.document = document,
	    .given = given,
	    .head = TC_SEGMENTS_INIT,
	    .other = TC_SEGMENTS_INIT};
	enum tc_status status;

	/* The parts of a document, in a feed, have no head of their own. */
	if (given && document->field[TC_FIELD_DOCUMENT].len > 0)
		return tc_describe_mark(&describing, err);
	if ((status = tc_analyser_new(&describing.analyser, err)) != TC_OK)
		return status;
	status = describe_whole(&describing, err);
	if (status == TC_OK && describing.lacks)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	tc_analyser_free(describing.analyser);
	tc_segments_free(&describing.head);
	tc_segments_free(&describing.other);
	return status;
}
