/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all pages show, and results. */
#include "view.h"

#include <stdio.h>
#include <string.h>

#include "format.h"

/* Pages to go to on either side of the one that is shown. */
#define NEIGHBOURS 2

static void
set_string(json_t *to, const char *name, const struct tc_buf *value)
{
	json_object_set_new(
	    to, name, json_stringn(tc_buf_str(value), value->len));
}

void
tc_view_address(json_t *to, const char *name, const struct tc_request *request,
    const struct tc_change *changes, size_t n)
{
	struct tc_buf address = TC_BUF_INIT(TC_BUF_LINE);

	tc_request_address(request, changes, n, &address);
	set_string(to, name, &address);
	tc_lack_free(&address);
}

static void
set_number(json_t *to, const char *name, uint64_t n)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	tc_format_number(&text, n);
	set_string(to, name, &text);
	tc_lack_free(&text);
}

/* "n", a count, and whether it is "about" right only. */
static void
set_about(json_t *to, uint64_t n, bool exact)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	tc_format_about(&text, n, exact);
	set_string(to, "n", &text);
	tc_lack_free(&text);
	json_object_set_new(to, "about", json_boolean(!exact));
}

/* base + "/tracuu.css?v=..." */
static void
set_file(json_t *page, const char *name, const struct tc_request *request,
    const char *file, const char *version)
{
	const char *base = tc_buf_str(&request->base);
	struct tc_buf address = TC_BUF_INIT(TC_BUF_LINE);
	size_t len = strlen(base);

	tc_buf_put(
	    &address, base, len > 0 && base[len - 1] == '/' ? len - 1 : len);
	tc_buf_printf(&address, "/%s", file);
	if (version[0] != '\0')
		tc_buf_printf(&address, "?v=%s", version);
	set_string(page, name, &address);
	tc_lack_free(&address);
}

/* Where the page, and its description, are for those that are elsewhere. */
static void
set_whole_addresses(
    json_t *page, const struct tc_site *site, const struct tc_request *request)
{
	struct tc_buf address = TC_BUF_INIT(TC_BUF_LINE);

	if (site->settings.url != NULL)
		tc_buf_puts(&address, site->settings.url);
	else
		tc_buf_printf(&address, "%s%s", tc_buf_str(&request->host),
		    tc_buf_str(&request->base));
	set_string(page, "whole", &address);
	tc_buf_puts(&address,
	    address.len > 0 && address.s[address.len - 1] == '/'
		? "opensearch.xml"
		: "/opensearch.xml");
	set_string(page, "description", &address);
	tc_lack_free(&address);
}

/* Dates as they were typed, and what else the form keeps. */
static json_t *
form_view(const struct tc_request *request)
{
	json_t *form = json_object(), *kept = json_array();
	size_t i;

	for (i = 0; i < request->n; i++) {
		enum tc_parameter parameter = request->values[i].parameter;

		if ((parameter >= TC_PARAMETER_FACET &&
			parameter < TC_PARAMETER_FROM) ||
		    parameter == TC_PARAMETER_EXACT ||
		    parameter == TC_PARAMETER_SORT)
			json_array_append_new(kept,
			    json_pack("{s:s, s:s}", "name",
				tc_parameter_name(parameter), "value",
				request->text.s + request->values[i].at));
	}
	json_object_set_new(form, "kept", kept);
	json_object_set_new(
	    form, "q", json_string(tc_request_get(request, TC_PARAMETER_Q)));
	json_object_set_new(form, "from",
	    json_string(tc_request_get(request, TC_PARAMETER_FROM)));
	json_object_set_new(
	    form, "to", json_string(tc_request_get(request, TC_PARAMETER_TO)));
	return form;
}

json_t *
tc_view_page(const struct tc_site *site, const struct tc_request *request)
{
	const char *title = site->settings.title;
	json_t *page = json_object();

	json_object_set_new(page, "site",
	    json_string(title != NULL
		    ? title
		    : tc_texts_get(site->texts, "site.title")));
	if (site->settings.home != NULL)
		json_object_set_new(
		    page, "home", json_string(site->settings.home));
	json_object_set_new(
	    page, "base", json_string(tc_buf_str(&request->base)));
	set_whole_addresses(page, site, request);
	set_file(page, "style", request, "tracuu.css", site->version);
	set_file(page, "script", request, "tracuu.js", site->version);
	set_file(page, "opensearch", request, "opensearch.xml", "");
	json_object_set_new(page, "form", form_view(request));
	return page;
}

/* Near duplicates of a hit, which are listed under it. */
static json_t *
copies_view(const struct tc_request *request, const struct tc_hit *hit)
{
	json_t *list = json_array(), *copy;
	size_t i;

	for (i = 0; i < hit->copies_n; i++) {
		const struct tc_change here[] = {
		    {.parameter = TC_PARAMETER_ID, .value = hit->copies[i]},
		    {.parameter = TC_PARAMETER_SORT},
		    {.parameter = TC_PARAMETER_LIMIT}};

		copy = json_pack("{s:s}", "id", hit->copies[i]);
		tc_view_address(copy, "href", request, here,
		    sizeof(here) / sizeof(here[0]));
		json_array_append_new(list, copy);
	}
	return json_pack(
	    "{s:I, s:o}", "copies_n", (json_int_t)hit->copies_n, "list", list);
}

void
tc_view_hit(
    json_t *hit, const struct tc_request *request, const struct tc_shown *shown)
{
	const char *date = tc_document_str(&shown->document, TC_FIELD_DATE);
	const struct tc_change here[] = {
	    {.parameter = TC_PARAMETER_ID, .value = shown->hit->id},
	    {.parameter = TC_PARAMETER_SORT},
	    {.parameter = TC_PARAMETER_LIMIT}};
	const struct tc_change similar[] = {
	    {.parameter = TC_PARAMETER_SIMILAR, .value = shown->hit->id},
	    {.parameter = TC_PARAMETER_Q}, {.parameter = TC_PARAMETER_SORT},
	    {.parameter = TC_PARAMETER_LIMIT}};
	struct tc_buf day = TC_BUF_INIT(TC_BUF_LINE);

	tc_date_show(date, &day);
	set_string(hit, "day", &day);
	tc_lack_free(&day);
	tc_view_address(
	    hit, "here", request, here, sizeof(here) / sizeof(here[0]));
	json_object_set(hit, "link",
	    json_object_get(
		hit, json_object_get(hit, "url") != NULL ? "url" : "here"));
	json_object_set_new(hit, "begins", json_boolean(shown->snippet.begins));
	json_object_set_new(hit, "ends", json_boolean(shown->snippet.ends));
	json_object_set_new(hit, "heading",
	    json_string(json_object_get(hit, "title") != NULL
		    ? tc_document_str(&shown->document, TC_FIELD_TITLE)
		    : shown->hit->id));
	tc_view_address(hit, "similar", request, similar,
	    sizeof(similar) / sizeof(similar[0]));
	if (shown->hit->copies_n > 0)
		json_object_set_new(
		    hit, "copies", copies_view(request, shown->hit));
	/* A template asks each part of a snippet for its mark. */
	json_object_del(hit, "mark");
}

static json_t *
page_link(const struct tc_request *request, size_t n)
{
	char number[24];
	struct tc_change to = {.parameter = TC_PARAMETER_PAGE};
	json_t *link = json_pack("{s:I, s:b}", "n", (json_int_t)n, "current",
	    (int)(n == request->page));

	snprintf(number, sizeof(number), "%zu", n);
	if (n > 1)
		to.value = number;
	tc_view_address(link, "href", request, &to, 1);
	return link;
}

/* The pages around this one, the one before and the one after. */
static json_t *
pages_view(const struct tc_request *request, uint64_t total)
{
	size_t last = (size_t)((total + request->limit - 1) / request->limit);
	size_t page = request->page, n;
	json_t *pages = json_object(), *list = json_array();

	if (last > TC_PAGES_MAX)
		last = TC_PAGES_MAX;
	if (last <= 1 || page > last) {
		json_decref(list);
		return pages;
	}
	for (n = page > NEIGHBOURS ? page - NEIGHBOURS : 1;
	     n <= page + NEIGHBOURS && n <= last; n++)
		json_array_append_new(list, page_link(request, n));
	json_object_set_new(pages, "list", list);
	if (page > NEIGHBOURS + 1)
		json_object_set_new(pages, "first", page_link(request, 1));
	if (page > 1)
		json_object_set_new(
		    pages, "before", page_link(request, page - 1));
	if (page < last)
		json_object_set_new(
		    pages, "after", page_link(request, page + 1));
	return pages;
}

static json_t *
orders_view(const struct tc_site *site, const struct tc_request *request)
{
	static const struct {
		enum tc_sort sort;
		const char *value, *key;
	} orders[] = {{TC_SORT_RELEVANCE, NULL, "sort.relevance"},
	    {TC_SORT_NEWEST, "newest", "sort.newest"},
	    {TC_SORT_OLDEST, "oldest", "sort.oldest"}};
	json_t *list = json_array(), *order;
	size_t i;

	for (i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		struct tc_change to = {
		    .parameter = TC_PARAMETER_SORT, .value = orders[i].value};

		order = json_pack("{s:s, s:b}", "name",
		    tc_texts_get(site->texts, orders[i].key), "current",
		    (int)(orders[i].sort == request->sort));
		tc_view_address(order, "href", request, &to, 1);
		json_array_append_new(list, order);
	}
	return list;
}

/* What a query that finds little may have been meant as. */
static json_t *
corrections_view(
    const struct tc_request *request, const struct tc_corrections *corrections)
{
	json_t *list = json_array(), *view;
	size_t i;

	for (i = 0; i < corrections->n; i++) {
		struct tc_change meant = {.parameter = TC_PARAMETER_Q,
		    .value = corrections->at[i].query};

		view = json_pack("{s:s}", "text", corrections->at[i].query);
		set_about(
		    view, corrections->at[i].total, corrections->at[i].exact);
		tc_view_address(view, "href", request, &meant, 1);
		json_array_append_new(list, view);
	}
	return list;
}

/* What may be left out of a query that nothing meets whole. */
static json_t *
fewer_view(const struct tc_request *request, const struct tc_fewer_list *fewer)
{
	json_t *list = json_array(), *view;
	size_t i;

	for (i = 0; i < fewer->n; i++) {
		struct tc_change rest = {
		    .parameter = TC_PARAMETER_Q, .value = fewer->at[i].query};

		view = json_object();
		json_object_set_new(
		    view, "parts", tc_lines_json(&fewer->at[i].without));
		set_number(view, "n", fewer->at[i].total);
		json_object_set_new(
		    view, "about", json_boolean(!fewer->at[i].exact));
		tc_view_address(view, "href", request, &rest, 1);
		json_array_append_new(list, view);
	}
	return list;
}

/* What could not be done as it was asked, for the page to say. */
static json_t *
notes_view(const struct tc_notes *notes)
{
	/* As templates name them: what is known of some is in two texts. */
	static const char *const names[][2] = {
	    [TC_NOTE_NEAR] = {"near", "near"},
	    [TC_NOTE_WORDS] = {"words", "more"},
	    [TC_NOTE_WIDE] = {"wide", "wide"},
	    [TC_NOTE_NEWEST] = {"newest", "newest"},
	    [TC_NOTE_TIME] = {"time", "time"},
	    [TC_NOTE_NO_NUMBER] = {"unknown", "part"},
	    [TC_NOTE_OTHER_TYPE] = {"type", "type"},
	    [TC_NOTE_OTHER_DAY] = {"day", "day"},
	    [TC_NOTE_FILTERED_OUT] = {"filtered", "filtered"},
	};
	json_t *list = json_array(), *view;
	size_t i;

	for (i = 0; i < notes->n; i++) {
		const struct tc_note *note = &notes->at[i];
		const char *name = names[note->kind][note->more];

		if (note->kind == TC_NOTE_NO_NUMBER && note->n > 0)
			name = "cited";
		view = json_pack("{s:s, s:b}", "word", note->word, name, true);
		set_number(view, "n", note->n);
		set_number(view, "of", note->of);
		json_array_append_new(list, view);
	}
	return list;
}

/* How the query was read, and what else might have been meant. */
static json_t *
said_view(const struct tc_request *request, const struct tc_results *results,
    const json_t *json)
{
	json_t *said = json_object(), *suggestion = json_object();
	struct tc_change meant = {.parameter = TC_PARAMETER_Q};
	struct tc_change literal = {
	    .parameter = TC_PARAMETER_LITERAL, .value = "1"};
	const char *query = json_string_value(json_object_get(json, "query"));
	const char *reading = tc_buf_str(&results->reading);

	if (json_object_get(json, "typed") != NULL) {
		json_object_set(said, "typed", json_object_get(json, "typed"));
		tc_view_address(said, "literal", request, &literal, 1);
	}
	if (results->suggestion.len > 0) {
		meant.value = tc_buf_str(&results->suggestion);
		set_string(suggestion, "text", &results->suggestion);
		tc_view_address(suggestion, "href", request, &meant, 1);
		json_object_set(said, "suggestion", suggestion);
	}
	json_decref(suggestion);
	json_object_set_new(said, "corrections",
	    corrections_view(request, &results->corrections));
	json_object_set_new(
	    said, "corrected", json_boolean(results->corrections.n > 0));
	json_object_set_new(
	    said, "fewer", fewer_view(request, &results->fewer));
	json_object_set_new(
	    said, "shorter", json_boolean(results->fewer.n > 0));
	if (query != NULL && strcmp(reading, query) != 0)
		set_string(said, "reading", &results->reading);
	json_object_set_new(said, "notes", notes_view(&results->notes));
	json_object_set_new(said, "unmarked",
	    json_boolean(results->rung == TC_RUNG_FOLDED && results->n > 0));
	json_object_set_new(said, "some",
	    json_boolean(results->rung == TC_RUNG_SOME && results->n > 0));
	return said;
}

static void
set_counts(json_t *view, const struct tc_request *request,
    const struct tc_results *results)
{
	size_t offset = (request->page - 1) * request->limit;

	set_about(view, results->total, results->exact);
	set_number(view, "a", offset + 1);
	set_number(view, "b", offset + results->n);
	json_object_set_new(view, "many",
	    json_boolean(results->total > results->n && results->n > 0));
	json_object_set_new(view, "none", json_boolean(results->total == 0));
	json_object_set_new(
	    view, "filtered", json_boolean(tc_request_is_filtered(request)));
	json_object_set_new(view, "later", json_boolean(request->page > 1));
	json_object_set_new(view, "p", json_integer((json_int_t)request->page));
	json_object_set_new(view, "beyond",
	    json_boolean(results->total > 0 && results->n == 0));
}

void
tc_view_results(json_t *page, const struct tc_site *site,
    const struct tc_request *request, const struct tc_results *results,
    json_t *json)
{
	static const struct tc_change atom = {
	    .parameter = TC_PARAMETER_FORMAT, .value = "atom"};
	static const struct tc_change begin = {.parameter = TC_PARAMETER_PAGE};
	struct tc_change without[TC_FACET_COUNT + 2];
	json_t *view = json_object();
	size_t i;

	json_object_set(view, "query", json_object_get(json, "query"));
	json_object_set(view, "hits", json_object_get(json, "hits"));
	json_object_set_new(view, "alike",
	    json_boolean(
		tc_request_get(request, TC_PARAMETER_SIMILAR)[0] != '\0'));
	set_counts(view, request, results);
	json_object_set_new(view, "said", said_view(request, results, json));
	json_object_set_new(view, "orders", orders_view(site, request));
	/* Where nothing is found there is nothing to filter. */
	if (results->total > 0 || tc_request_is_filtered(request))
		json_object_set_new(
		    view, "filters", tc_view_filters(site, request, results));
	json_object_set_new(view, "pages", pages_view(request, results->total));
	tc_view_address(view, "atom", request, &atom, 1);
	tc_view_address(view, "begin", request, &begin, 1);
	memset(without, 0, sizeof(without));
	for (i = 0; i < TC_FACET_COUNT + 2; i++)
		without[i].parameter =
		    (enum tc_parameter)(TC_PARAMETER_FACET + i);
	tc_view_address(
	    view, "unfiltered", request, without, TC_FACET_COUNT + 2);
	json_object_set_new(page, "results", view);
}
