/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of one document: its fields, and its text in parts. */
#include "view.h"

#include <stdlib.h>
#include <string.h>

#include "format.h"

/* Bytes of the text on one page, and of a piece whose words are marked. */
#define PART_BYTES ((size_t)64 << 10)
#define PIECE_BYTES ((size_t)2 << 10)

/* What is told of a document, in this order, with the keys of their names. */
static const struct {
	enum tc_field field;
	const char *key;
} facts[] = {
    {TC_FIELD_TYPE, "filter.type"},
    {TC_FIELD_NUMBER, "doc.number"},
    {TC_FIELD_DATE, "doc.date"},
    {TC_FIELD_ISSUER, "filter.issuer"},
    {TC_FIELD_SIGNER, "filter.signer"},
    {TC_FIELD_CAPACITY, "doc.capacity"},
    {TC_FIELD_PLACE, "filter.place"},
    {TC_FIELD_DOCUMENT, "doc.document"},
    {TC_FIELD_TERM, "filter.term"},
    {TC_FIELD_TOPIC, "filter.field"},
    {TC_FIELD_ORIGIN, "filter.origin"},
    {TC_FIELD_AUTHOR, "filter.author"},
    {TC_FIELD_BASES, "doc.bases"},
    {TC_FIELD_RECIPIENTS, "doc.recipients"},
};

#define FACTS (sizeof(facts) / sizeof(facts[0]))

/* The part of the text that is shown; the page that is in hand. */
struct showing {
	const struct tc_document *document;
	const struct tc_parsed *parsed; /* NULL: nothing is marked */
	const struct tc_marking *marking;
	struct tc_analyser *analyser;
	const char *text;
	json_t *paragraphs;
	unsigned page;
};

static json_t *
lines_view(const char *s)
{
	json_t *lines = json_array();

	while (*s != '\0') {
		size_t len = strcspn(s, "\n");

		json_array_append_new(lines, json_stringn(s, len));
		s += len + (s[len] == '\n');
	}
	return lines;
}

static json_t *
facts_view(const struct tc_site *site, const struct tc_document *document)
{
	json_t *list = json_array();
	struct tc_buf day = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < FACTS; i++) {
		const char *s = tc_document_str(document, facts[i].field);

		if (s[0] == '\0')
			continue;
		if (facts[i].field == TC_FIELD_DATE) {
			tc_date_show(s, &day);
			s = tc_buf_str(&day);
		}
		json_array_append_new(list,
		    json_pack("{s:s, s:o}", "name",
			tc_texts_get(site->texts, facts[i].key), "values",
			lines_view(s)));
	}
	tc_lack_free(&day);
	return list;
}

static void
add_piece(json_t *pieces, const char *s, size_t len, bool marked)
{
	if (len > 0)
		json_array_append_new(pieces,
		    json_pack("{s:s%}", marked ? "marked" : "plain", s, len));
}

static bool
is_space(const char *s, size_t from, size_t to)
{
	while (from < to && s[from] == ' ')
		from++;
	return from == to;
}

/* A piece of text with the words of the query marked. */
static enum tc_status
mark_piece(struct showing *showing, json_t *pieces, size_t from, size_t to,
    struct tc_error *err)
{
	const char *s = showing->text + from;
	size_t i, at = 0, len = to - from;
	struct tc_matches matches = {0};
	enum tc_status status = TC_OK;

	if (showing->parsed != NULL)
		status = tc_matches_find(&matches, showing->analyser,
		    showing->parsed, showing->marking, s, len, err);
	for (i = 0; i < matches.n && status == TC_OK; i++) {
		size_t begin = matches.at[i].from;

		/* Words with spaces between them have one mark. */
		while (i + 1 < matches.n &&
		    is_space(s, matches.at[i].to, matches.at[i + 1].from))
			i++;
		add_piece(pieces, s + at, begin - at, false);
		add_piece(pieces, s + begin, matches.at[i].to - begin, true);
		at = matches.at[i].to;
	}
	free(matches.at);
	add_piece(pieces, s + at, len - at, false);
	return status;
}

/* Where a piece from here on ends: at a space, else between characters. */
static size_t
piece_end(const char *text, size_t from, size_t to)
{
	size_t end = from + PIECE_BYTES;

	if (end >= to)
		return to;
	while (end > from + PIECE_BYTES / 2 && text[end] != ' ')
		end--;
	while (end < to && ((unsigned char)text[end] & 0xC0) == 0x80)
		end++;
	return end;
}

static enum tc_status
add_paragraph(
    struct showing *showing, size_t from, size_t to, struct tc_error *err)
{
	unsigned page = tc_document_page(showing->document, from);
	json_t *pieces = json_array(), *paragraph;
	enum tc_status status = TC_OK;
	size_t end;

	for (; from < to && status == TC_OK; from = end) {
		end = piece_end(showing->text, from, to);
		status = mark_piece(showing, pieces, from, end, err);
	}
	paragraph = json_pack("{s:o}", "pieces", pieces);
	if (page != showing->page)
		json_object_set_new(paragraph, "page", json_integer(page));
	showing->page = page;
	json_array_append_new(showing->paragraphs, paragraph);
	return status;
}

/* Parts end at the end of a line, where there is one in reach. */
static size_t
part_end(const char *text, size_t len, size_t from)
{
	size_t end = from + PART_BYTES, at;

	if (end >= len)
		return len;
	for (at = end; at > from + PART_BYTES / 2; at--) {
		if (text[at] == '\n')
			return at;
	}
	while (end < len && ((unsigned char)text[end] & 0xC0) == 0x80)
		end++;
	return end;
}

static void
set_part_link(
    json_t *to, const char *name, const struct tc_request *request, size_t part)
{
	char number[24];
	struct tc_change change = {
	    .parameter = TC_PARAMETER_PAGE, .value = number};

	snprintf(number, sizeof(number), "%zu", part);
	tc_view_address(to, name, request, &change, 1);
}

/* Find the part that the request asks for, and link those beside it. */
static void
choose_part(json_t *view, const struct tc_request *request, const char *text,
    size_t len, size_t *from, size_t *to)
{
	size_t part;

	*from = 0;
	*to = part_end(text, len, 0);
	for (part = 1; part < request->page && *to < len; part++) {
		*from = *to;
		*to = part_end(text, len, *from);
	}
	if (part > 1)
		set_part_link(view, "before", request, part - 1);
	if (*to < len && part < TC_PAGES_MAX)
		set_part_link(view, "after", request, part + 1);
	json_object_set_new(view, "cut", json_boolean(part > 1 || *to < len));
	json_object_set_new(view, "part", json_integer((json_int_t)part));
}

/* Where a paragraph from here on ends: at an empty line, or with its page. */
static size_t
paragraph_end(const struct showing *showing, size_t from, size_t to)
{
	unsigned page = tc_document_page(showing->document, from);
	const char *text = showing->text;
	size_t at = from;

	if (text[at] == '\n')
		return at; /* nothing lies between empty lines */
	while (at < to) {
		const char *line_end = memchr(text + at, '\n', to - at);

		if (line_end == NULL)
			return to;
		at = (size_t)(line_end - text);
		if (at + 1 >= to || text[at + 1] == '\n' ||
		    tc_document_page(showing->document, at + 1) != page)
			return at;
		at++;
	}
	return to;
}

static enum tc_status
add_text(json_t *view, struct showing *showing,
    const struct tc_request *request, struct tc_error *err)
{
	const struct tc_buf *text = &showing->document->field[TC_FIELD_TEXT];
	enum tc_status status = TC_OK;
	size_t from, to, end;

	choose_part(view, request, tc_buf_str(text), text->len, &from, &to);
	for (; from < to && status == TC_OK; from = end + 1) {
		end = paragraph_end(showing, from, to);
		if (end > from)
			status = add_paragraph(showing, from, end, err);
	}
	return status;
}

enum tc_status
tc_view_document(json_t *page, const struct tc_site *site,
    const struct tc_request *request, const struct tc_document *document,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    struct tc_error *err)
{
	static const struct tc_change back[] = {
	    {.parameter = TC_PARAMETER_ID}, {.parameter = TC_PARAMETER_PAGE}};
	const struct tc_change similar[] = {
	    {.parameter = TC_PARAMETER_SIMILAR,
		.value = tc_document_str(document, TC_FIELD_ID)},
	    {.parameter = TC_PARAMETER_ID}, {.parameter = TC_PARAMETER_Q}};
	struct showing showing = {.document = document,
	    .parsed = parsed,
	    .marking = marking,
	    .analyser = tc_search_analyser(site->search),
	    .text = tc_document_str(document, TC_FIELD_TEXT),
	    .paragraphs = json_array()};
	const char *title = tc_document_str(document, TC_FIELD_TITLE);
	const char *url = tc_document_str(document, TC_FIELD_URL);
	json_t *view = json_object();
	enum tc_status status;

	json_object_set_new(view, "heading",
	    json_string(title[0] != '\0'
		    ? title
		    : tc_document_str(document, TC_FIELD_ID)));
	if (url[0] != '\0')
		json_object_set_new(view, "url", json_string(url));
	json_object_set_new(view, "facts", facts_view(site, document));
	json_object_set_new(view, "scanned",
	    json_boolean(document->field[TC_FIELD_OCR].len > 0));
	tc_view_address(view, "back", request, back, 2);
	tc_view_address(view, "similar", request, similar, 3);
	status = add_text(view, &showing, request, err);
	json_object_set_new(view, "paragraphs", showing.paragraphs);
	json_object_set_new(page, "document", view);
	return status;
}
