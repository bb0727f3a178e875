/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is shown of a hit, and the JSON of results. */
#include <tracuu/present.h>

#include <string.h>

/* Fields of a hit in JSON, in this order; the text is not among them. */
static const enum tc_field json_fields[] = {TC_FIELD_TITLE, TC_FIELD_TYPE,
    TC_FIELD_NUMBER, TC_FIELD_DATE, TC_FIELD_ISSUER, TC_FIELD_SIGNER,
    TC_FIELD_CAPACITY, TC_FIELD_PLACE, TC_FIELD_TERM, TC_FIELD_TOPIC,
    TC_FIELD_ORIGIN, TC_FIELD_AUTHOR, TC_FIELD_MARK, TC_FIELD_DOCUMENT,
    TC_FIELD_LANG, TC_FIELD_REPAIR, TC_FIELD_OCR};

void
tc_shown_init(struct tc_shown *shown)
{
	memset(shown, 0, sizeof(*shown));
	tc_document_init(&shown->document);
}

void
tc_shown_free(struct tc_shown *shown)
{
	tc_document_free(&shown->document);
}

enum tc_status
tc_shown_load(
    struct tc_shown *shown, const struct tc_index *index, struct tc_error *err)
{
	enum tc_status status = tc_index_fields(
	    index, shown->hit->docid, TC_FIELDS_ALL, &shown->document, err);

	tc_aside_drop(&shown->document);
	return status;
}

enum tc_status
tc_shown_quote(struct tc_shown *shown, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    struct tc_error *err)
{
	const struct tc_buf *text = &shown->document.field[TC_FIELD_TEXT];

	return tc_snippet_make(&shown->snippet, analyser, parsed, marking,
	    tc_buf_str(text), text->len, TC_SNIPPET_BYTES, err);
}

/* The page that the snippet was found on, 0 where there are no pages. */
unsigned
tc_shown_page(const struct tc_shown *shown)
{
	const struct tc_snippet *snippet = &shown->snippet;
	size_t i;

	for (i = 0; i < snippet->n && !snippet->part[i].marked; i++)
		continue;
	if (i == snippet->n)
		return 0;
	return tc_document_page(&shown->document, snippet->part[i].from);
}

/* The address, at the page of the hit: browsers open PDFs there (RFC 8118). */
void
tc_shown_url(const struct tc_shown *shown, struct tc_buf *out)
{
	const char *url = tc_document_str(&shown->document, TC_FIELD_URL);
	unsigned page = tc_shown_page(shown);

	tc_buf_puts(out, url);
	if (url[0] != '\0' && page > 0 && strchr(url, '#') == NULL)
		tc_buf_printf(out, "#page=%u", page);
}

static json_t *
snippet_json(const struct tc_shown *shown)
{
	const char *text = tc_document_str(&shown->document, TC_FIELD_TEXT);
	const struct tc_snippet *snippet = &shown->snippet;
	json_t *parts = json_array(), *part;
	size_t i;

	for (i = 0; i < snippet->n; i++) {
		part = json_stringn(text + snippet->part[i].from,
		    snippet->part[i].to - snippet->part[i].from);
		if (snippet->part[i].marked)
			part = json_pack("{s:o}", "mark", part);
		json_array_append_new(parts, part);
	}
	return parts;
}

static json_t *
copies_json(const struct tc_hit *hit)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < hit->copies_n; i++)
		json_array_append_new(array, json_string(hit->copies[i]));
	return array;
}

/* Where it is: its address, and the page of one that has pages. False: without
 * memory. */
static bool
set_place(json_t *hit, const struct tc_shown *shown)
{
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);
	unsigned page = tc_shown_page(shown);
	bool good;

	tc_shown_url(shown, &url);
	good = !url.failed;
	if (url.len > 0)
		json_object_set_new(hit, "url", json_string(tc_buf_str(&url)));
	if (page > 0)
		json_object_set_new(hit, "page", json_integer(page));
	tc_buf_free(&url);
	return good;
}

json_t *
tc_shown_json(const struct tc_shown *shown)
{
	json_t *hit = json_pack("{s:s, s:I, s:f}", "id", shown->hit->id, "rank",
	    (json_int_t)shown->rank, "score", shown->hit->score);
	const struct tc_buf *extra = &shown->document.field[TC_FIELD_EXTRA];
	size_t i;

	for (i = 0; i < sizeof(json_fields) / sizeof(json_fields[0]); i++) {
		const char *s =
		    tc_document_str(&shown->document, json_fields[i]);

		if (s[0] != '\0')
			json_object_set_new(
			    hit, tc_field_name(json_fields[i]), json_string(s));
	}
	if (!set_place(hit, shown)) {
		json_decref(hit);
		return NULL;
	}
	if (shown->hit->copies_n > 0)
		json_object_set_new(hit, "duplicates", copies_json(shown->hit));
	if (extra->len > 0)
		json_object_set_new(
		    hit, "extra", json_loadb(extra->s, extra->len, 0, NULL));
	json_object_set_new(hit, "snippet", snippet_json(shown));
	return hit;
}

const char *
tc_rung_name(enum tc_rung rung)
{
	static const char *const names[] = {
	    [TC_RUNG_ALL] = "all",
	    [TC_RUNG_FOLDED] = "unmarked",
	    [TC_RUNG_SOME] = "some",
	};

	return names[rung];
}

json_t *
tc_lines_json(const struct tc_buf *lines)
{
	json_t *array = json_array();
	const char *at = tc_buf_str(lines), *end = at + lines->len, *line_end;

	for (; at < end; at = line_end + 1) {
		line_end = memchr(at, '\n', (size_t)(end - at));
		if (line_end == NULL)
			line_end = end;
		json_array_append_new(
		    array, json_stringn(at, (size_t)(line_end - at)));
	}
	return array;
}

static json_t *
notes_json(const struct tc_notes *notes)
{
	json_t *array = json_array();
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < notes->n; i++) {
		tc_buf_clear(&text);
		tc_note_say(&notes->at[i], &text);
		json_array_append_new(array, json_string(tc_buf_str(&text)));
	}
	if (text.failed) {
		json_decref(array);
		array = NULL;
	}
	tc_buf_free(&text);
	return array;
}

static json_t *
corrections_json(const struct tc_corrections *corrections)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < corrections->n; i++)
		json_array_append_new(array,
		    json_pack("{s:s, s:I, s:b}", "query",
			corrections->at[i].query, "total",
			(json_int_t)corrections->at[i].total, "exact",
			(int)corrections->at[i].exact));
	return array;
}

static json_t *
fewer_json(const struct tc_fewer_list *fewer)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < fewer->n; i++)
		json_array_append_new(array,
		    json_pack("{s:s, s:o, s:I, s:b}", "query",
			fewer->at[i].query, "without",
			tc_lines_json(&fewer->at[i].without), "total",
			(json_int_t)fewer->at[i].total, "exact",
			(int)fewer->at[i].exact));
	return array;
}

static json_t *
counts_json(const struct tc_facet_counts *counts)
{
	json_t *values = json_array();
	size_t i;

	for (i = 0; i < counts->n; i++) {
		const struct tc_facet_count *count = &counts->at[i];
		json_t *value = json_pack("{s:s, s:I}", "value", count->value,
		    "count", (json_int_t)count->n);

		if (count->chosen)
			json_object_set_new(value, "chosen", json_true());
		json_array_append_new(values, value);
	}
	return json_pack("{s:b, s:I, s:I, s:o}", "exact", (int)counts->exact,
	    "none", (json_int_t)counts->none, "more", (json_int_t)counts->more,
	    "values", values);
}

static json_t *
facets_json(const struct tc_facets *facets)
{
	json_t *json = json_object();
	size_t i;

	for (i = 0; i < TC_FACETS_COUNTED && json != NULL; i++) {
		if (facets->of[i].n > 0)
			json_object_set_new(json,
			    tc_facet_name((enum tc_facet)i),
			    counts_json(&facets->of[i]));
	}
	return json;
}

json_t *
tc_results_json(const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset)
{
	const struct tc_buf *suggestion = &results->suggestion;
	json_t *json = json_pack("{s:i, s:s%, s:I, s:b, s:s, s:I}", "version",
	    TC_JSON_VERSION, "query", tc_buf_str(&parsed->clean),
	    parsed->clean.len, "total", (json_int_t)results->total, "exact",
	    (int)results->exact, "words", tc_rung_name(results->rung), "offset",
	    (json_int_t)offset);

	if (parsed->typed.len > 0)
		json_object_set_new(json, "typed",
		    json_stringn(parsed->typed.s, parsed->typed.len));
	if (suggestion->len > 0)
		json_object_set_new(json, "suggestion",
		    json_stringn(suggestion->s, suggestion->len));
	if (results->reading.len > 0)
		json_object_set_new(json, "reading",
		    json_stringn(results->reading.s, results->reading.len));
	if (results->notes.n > 0 &&
	    json_object_set_new(json, "notes", notes_json(&results->notes)) !=
		0) {
		json_decref(json);
		return NULL;
	}
	if (results->explanation.len > 0)
		json_object_set_new(
		    json, "explanation", tc_lines_json(&results->explanation));
	if (results->corrections.n > 0)
		json_object_set_new(json, "corrections",
		    corrections_json(&results->corrections));
	if (results->fewer.n > 0)
		json_object_set_new(json, "fewer", fewer_json(&results->fewer));
	if (results->facets.counted)
		json_object_set_new(
		    json, "facets", facets_json(&results->facets));
	json_object_set_new(json, "hits", json_array());
	return json;
}
