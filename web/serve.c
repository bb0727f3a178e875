/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Routes, and what each answers. */
#include "serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tracuu/suggest.h>

#include "../program/lack.h"
#include "known.h"
#include "log.h"
#include "view.h"

/* Matches that are counted one by one, where facets do not count them. */
#define COUNT_UP_TO 1000

/* Values of a facet that are shown, and matches that are looked at for them. */
#define FACET_VALUES 6
#define FACETS_UP_TO 5000

/* Of a query that is being typed. */
#define SUGGESTIONS 8

/* What a query that finds little may have been meant as. */
#define CORRECTIONS 3

/* Smaller queries that are offered where nothing has all of one. */
#define FEWER 3

/* A browser may show a page again without asking, so long. */
#define CACHE_PAGE "private, max-age=60"
#define CACHE_FILE "public, max-age=31536000, immutable"

/* Where neither texts nor templates can be had. */
#define BARE_MESSAGE "Đã xảy ra lỗi. Vui lòng thử lại sau."

static const char bare_page[] =
    "<!DOCTYPE html>\n<html lang=\"vi\"><meta charset=\"utf-8\">"
    "<title>Lỗi</title><p>" BARE_MESSAGE "</p></html>\n";

/* The same for programs, share/error.schema.json. */
static const char bare_json[] =
    "{\"version\":1,\"status\":503,\"error\":\"Service Unavailable\","
    "\"message\":\"" BARE_MESSAGE "\"}\n";

static const char json_media[] = "application/json; charset=utf-8";

struct serving {
	struct tc_response *response;
	const struct tc_request *request;
	struct tc_site *site;
	int status; /* that an answer found out */
	uint64_t found;
	struct tc_buf key; /* of the answer in hand, empty: it has none */
	bool kept;	   /* it was kept under this key */
};

/* Without memory there is an answer that says so. */
static void
check_memory(struct tc_response *response)
{
	if (!tc_lack_was() && !response->body.failed && response->body.len > 0)
		return;
	tc_lack_say();
	tc_buf_clear(&response->body);
	if (response->type == json_media) {
		tc_buf_puts(&response->body, bare_json);
		response->status = 503;
	} else {
		tc_buf_puts(&response->body, bare_page);
		response->type = "text/html; charset=utf-8";
		if (response->status == 200)
			response->status = 503;
	}
}

/* Fill a template. */
static void
put_page(struct tc_response *response, struct tc_site *site, enum tc_page kind,
    json_t *page)
{
	const struct tc_template *template = tc_site_page(site, kind);

	tc_buf_clear(&response->body);
	if (page != NULL && template != NULL)
		tc_template_fill(template, site->texts, page, &response->body);
	check_memory(response);
}

/* JSON is written as tracuu writes it. */
static void
put_json(struct tc_response *response, const json_t *json)
{
	char *text = json_dumps(json, TC_JSON_FLAGS);

	response->type = json_media;
	tc_buf_clear(&response->body);
	if (text != NULL) {
		tc_buf_puts(&response->body, text);
		tc_buf_putc(&response->body, '\n');
	}
	free(text);
	check_memory(response);
}

/* What is wrong, in the words of the site; "" when it has none. */
static const char *
describe_error(const struct tc_site *site, int status, const char *problem)
{
	char key[32];

	snprintf(key, sizeof(key), "error.%d", status);
	return tc_texts_get(site->texts, problem[0] != '\0' ? problem : key);
}

static void
put_error_json(
    struct tc_response *response, struct tc_site *site, const char *problem)
{
	const char *message = describe_error(site, response->status, problem);
	json_t *error =
	    json_pack("{s:i, s:i, s:s, s:s}", "version", 1, "status",
		response->status, "error", tc_response_reason(response->status),
		"message", message[0] != '\0' ? message : BARE_MESSAGE);

	put_json(response, error);
	json_decref(error);
}

static void
put_error_page(struct tc_response *response, const struct tc_request *request,
    struct tc_site *site, const char *problem)
{
	json_t *page = tc_view_page(site, request), *error;
	char key[32];

	response->type = "text/html; charset=utf-8";
	if (site->texts != NULL) {
		snprintf(key, sizeof(key), "error.%d.title", response->status);
		error = json_pack("{s:i, s:s, s:s}", "status", response->status,
		    "title", tc_texts_get(site->texts, key), "text",
		    describe_error(site, response->status, problem));
		json_object_set_new(page, "error", error);
	}
	put_page(response, site, TC_PAGE_ERROR, page);
	json_decref(page);
}

void
tc_serve_error(struct tc_response *response, const struct tc_request *request,
    struct tc_site *site, int status, const char *problem)
{
	response->status = status;
	response->cache = "no-store";
	response->etag[0] = '\0';
	if (request->wants_json)
		put_error_json(response, site, problem);
	else
		put_error_page(response, request, site, problem);
}

/*
 * The same request, of the same state of the index, by the same program: the
 * same answer. True when the browser has it, or we have.
 */
static bool
is_known(struct serving *serving)
{
	const char *has = serving->request->if_none_match;
	struct tc_response *response = serving->response;
	struct tc_buf tag = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_cached with;

	response->status = serving->status = 200;
	response->etag[0] = '\0';
	serving->kept = false;
	tc_known_key(&serving->key, serving->site, serving->request);
	if (serving->key.len == 0)
		return false;
	tc_site_digest(&tag, serving->key.s, serving->key.len);
	snprintf(
	    response->etag, sizeof(response->etag), "%s", tc_buf_str(&tag));
	tc_buf_free(&tag);
	if (has != NULL && response->etag[0] != '\0' &&
	    strstr(has, response->etag) != NULL) {
		response->status = 304;
		return true;
	}
	if (serving->site->cache == NULL)
		return false;
	tc_buf_clear(&response->body);
	serving->kept = tc_cache_get(
	    serving->site->cache, &serving->key, &with, &response->body);
	if (serving->kept) {
		response->type = with.type;
		serving->found = with.found;
	}
	return serving->kept;
}

/*
 * Keep an answer, but for one that was found while the index changed: what it
 * says may be of either state.
 */
static void
keep(struct serving *serving)
{
	const struct tc_response *response = serving->response;
	const struct tc_cached with = {response->type, serving->found};

	if (serving->site->cache != NULL && !serving->kept &&
	    serving->key.len > 0 && response->status == 200 &&
	    tc_known_holds(&serving->key, serving->site))
		tc_cache_put(serving->site->cache, &serving->key, &with,
		    &response->body);
}

/* What is similar to a document has none. */
static bool
counts_facets(const struct tc_request *request)
{
	return request->facets &&
	    tc_request_get(request, TC_PARAMETER_SIMILAR)[0] == '\0';
}

static void
set_options(struct tc_search_options *options, const struct serving *serving,
    const char *values[TC_FACET_COUNT][TC_VALUES_MAX], struct tc_buf dates[2])
{
	const struct tc_request *request = serving->request;
	const char *from = tc_request_get(request, TC_PARAMETER_FROM);
	const char *to = tc_request_get(request, TC_PARAMETER_TO);
	size_t i, facet;

	*options = (struct tc_search_options){.sort = request->sort,
	    .offset = (request->page - 1) * request->limit,
	    .limit = request->limit,
	    .literal = request->literal,
	    .exact_marks = request->exact,
	    .abbrevs = serving->site->abbrevs,
	    .collapse = request->format != TC_PAGE_ATOM,
	    .corrections = request->literal || request->format == TC_PAGE_ATOM
		? 0
		: CORRECTIONS,
	    .fewer = request->format == TC_PAGE_ATOM ? 0 : FEWER,
	    .count_up_to = counts_facets(request) ? 0 : COUNT_UP_TO,
	    .facet_values = request->facets ? FACET_VALUES : 0,
	    .facets_up_to = FACETS_UP_TO};
	for (i = 0; i < request->n; i++) {
		if (request->values[i].parameter < TC_PARAMETER_FACET ||
		    request->values[i].parameter >= TC_PARAMETER_FROM)
			continue;
		facet = request->values[i].parameter - TC_PARAMETER_FACET;
		options->filters.facets[facet].at = values[facet];
		values[facet][options->filters.facets[facet].n++] =
		    request->text.s + request->values[i].at;
	}
	/* They were found good when the request was read. */
	if (tc_date_normalise(from, strlen(from), &dates[0], NULL) == TC_OK)
		options->filters.from = tc_buf_str(&dates[0]);
	if (tc_date_normalise(to, strlen(to), &dates[1], NULL) == TC_OK)
		options->filters.to = tc_buf_str(&dates[1]);
}

/* The JSON of results, its hits with what a page shows besides. */
static enum tc_status
add_hits(json_t *json, struct serving *serving, const struct tc_parsed *parsed,
    const struct tc_results *results, struct tc_error *err)
{
	const struct tc_request *request = serving->request;
	struct tc_site *site = serving->site;
	enum tc_status status = TC_OK;
	struct tc_shown shown;
	json_t *hit;
	size_t i;

	tc_shown_init(&shown);
	for (i = 0; i < results->n && status == TC_OK; i++) {
		shown.hit = &results->hits[i];
		shown.rank = (request->page - 1) * request->limit + i + 1;
		status = tc_shown_load(&shown, site->index, err);
		if (status == TC_OK)
			status = tc_shown_quote(&shown,
			    tc_search_analyser(site->search), parsed,
			    &results->marking, err);
		if (status != TC_OK)
			break;
		if ((hit = tc_shown_json(&shown)) == NULL) {
			status = tc_fail(err, TC_NOMEM, "out of memory");
			break;
		}
		if (request->format != TC_PAGE_JSON)
			tc_view_hit(hit, request, &shown);
		json_array_append_new(json_object_get(json, "hits"), hit);
	}
	tc_shown_free(&shown);
	return status;
}

static void
present_results(
    struct serving *serving, const struct tc_results *results, json_t *json)
{
	struct tc_response *response = serving->response;
	json_t *page;

	if (serving->request->format == TC_PAGE_JSON) {
		put_json(response, json);
		return;
	}
	page = tc_view_page(serving->site, serving->request);
	tc_view_results(page, serving->site, serving->request, results, json);
	if (serving->request->format == TC_PAGE_ATOM) {
		response->type = "application/atom+xml; charset=utf-8";
		tc_view_feed(page, serving->request);
		put_page(response, serving->site, TC_PAGE_FEED, page);
	} else {
		put_page(response, serving->site, TC_PAGE_RESULTS, page);
	}
	json_decref(page);
}

static enum tc_status
search(struct serving *serving, const struct tc_parsed *parsed,
    struct tc_error *err)
{
	const char *values[TC_FACET_COUNT][TC_VALUES_MAX];
	struct tc_buf dates[2] = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE)};
	const char *similar =
	    tc_request_get(serving->request, TC_PARAMETER_SIMILAR);
	struct tc_search_options options;
	struct tc_results results;
	enum tc_status status;
	json_t *json;

	set_options(&options, serving, values, dates);
	/* A feed is what is new. */
	if (serving->request->format == TC_PAGE_ATOM)
		options.sort = TC_SORT_NEWEST;
	if (similar[0] != '\0')
		status = tc_search_similar(serving->site->search, similar,
		    strlen(similar), &options, &results, err);
	else
		status = tc_search_run(
		    serving->site->search, parsed, &options, &results, err);
	if (status == TC_NOTFOUND) {
		serving->status = 404;
		status = TC_OK;
	} else if (status == TC_OK) {
		json = tc_results_json(parsed, &results, options.offset);
		status = json != NULL
		    ? add_hits(json, serving, parsed, &results, err)
		    : tc_fail(err, TC_NOMEM, "out of memory");
		serving->found = results.total;
		if (status == TC_OK)
			present_results(serving, &results, json);
		json_decref(json);
		tc_results_free(&results);
	}
	tc_buf_free(&dates[0]);
	tc_buf_free(&dates[1]);
	return status;
}

/* A page without a query: the form alone. */
static void
present_form(struct serving *serving)
{
	json_t *page = tc_view_page(serving->site, serving->request);

	json_object_set_new(page, "alone", json_true());
	put_page(serving->response, serving->site, TC_PAGE_RESULTS, page);
	json_decref(page);
}

/* A tc_answer_fn. */
static enum tc_status
answer_search(void *arg, struct tc_error *err)
{
	struct serving *serving = arg;
	const struct tc_request *request = serving->request;
	const char *query = tc_request_get(request, TC_PARAMETER_Q);
	struct tc_parsed parsed;
	enum tc_status status;

	if (is_known(serving))
		return TC_OK;
	if (query[0] == '\0' && !tc_request_is_filtered(request) &&
	    tc_request_get(request, TC_PARAMETER_SIMILAR)[0] == '\0' &&
	    request->format == TC_PAGE_HTML &&
	    request->sort == TC_SORT_RELEVANCE) {
		present_form(serving);
		return TC_OK;
	}
	status = tc_search_parse(serving->site->search, &parsed, query,
	    strlen(query), request->literal, err);
	if (status != TC_OK)
		return status;
	status = search(serving, &parsed, err);
	tc_parsed_free(&parsed);
	return status;
}

/* A tc_answer_fn: what OpenSearch 1.1 calls suggestions, ["da", ["đại hội"]].
 */
static enum tc_status
answer_suggestions(void *arg, struct tc_error *err)
{
	struct serving *serving = arg;
	const char *typed =
	    tc_request_get(serving->request, TC_PARAMETER_SUGGEST);
	struct tc_suggestions found = {0};
	enum tc_status status;
	json_t *json, *texts;
	size_t i;

	if (is_known(serving))
		return TC_OK;
	status = tc_suggest(serving->site->search, typed, strlen(typed),
	    SUGGESTIONS, &found, err);
	if (status != TC_OK)
		return status;
	texts = json_array();
	for (i = 0; i < found.n; i++)
		json_array_append_new(texts, json_string(found.at[i].text));
	json = serving->request->format == TC_PAGE_JSON
	    ? tc_suggestions_json(&found, typed)
	    : json_pack("[s, O]", typed, texts);
	put_json(serving->response, json);
	if (serving->request->format != TC_PAGE_JSON)
		serving->response->type =
		    "application/x-suggestions+json; charset=utf-8";
	json_decref(texts);
	json_decref(json);
	tc_suggestions_free(&found);
	return TC_OK;
}

/* A page of a document, its words marked as in results of the query. */
static enum tc_status
present_marked(struct serving *serving, const struct tc_document *document,
    const struct tc_parsed *parsed, struct tc_error *err)
{
	const struct tc_request *request = serving->request;
	struct tc_site *site = serving->site;
	const struct tc_search_options options = {
	    .exact_marks = request->exact, .abbrevs = site->abbrevs};
	struct tc_results results;
	enum tc_status status;
	json_t *page;

	status = tc_search_run(site->search, parsed, &options, &results, err);
	if (status != TC_OK)
		return status;
	page = tc_view_page(site, request);
	status = tc_view_document(page, site, request, document,
	    parsed->n > 0 ? parsed : NULL, &results.marking, err);
	if (status == TC_OK)
		put_page(serving->response, site, TC_PAGE_DOCUMENT, page);
	json_decref(page);
	tc_results_free(&results);
	return status;
}

static enum tc_status
present_document(
    struct serving *serving, struct tc_document *document, struct tc_error *err)
{
	const struct tc_request *request = serving->request;
	const char *query = tc_request_get(request, TC_PARAMETER_Q);
	struct tc_site *site = serving->site;
	struct tc_parsed parsed;
	enum tc_status status;

	if (request->format == TC_PAGE_JSON) {
		serving->response->type = json_media;
		tc_buf_clear(&serving->response->body);
		return tc_document_to_json(
		    document, &serving->response->body, err);
	}
	status = tc_search_parse(
	    site->search, &parsed, query, strlen(query), request->literal, err);
	if (status != TC_OK)
		return status;
	status = present_marked(serving, document, &parsed, err);
	tc_parsed_free(&parsed);
	return status;
}

/* A tc_answer_fn. */
static enum tc_status
answer_document(void *arg, struct tc_error *err)
{
	struct serving *serving = arg;
	const char *id = tc_request_get(serving->request, TC_PARAMETER_ID);
	struct tc_document document;
	enum tc_status status;
	uint32_t docid;

	if (is_known(serving))
		return TC_OK;
	tc_document_init(&document);
	status =
	    tc_index_find(&docid, serving->site->index, id, strlen(id), err);
	if (status == TC_OK && docid == 0)
		serving->status = 404;
	if (status == TC_OK && docid != 0)
		status = tc_index_document(
		    serving->site->index, docid, &document, err);
	if (status == TC_OK && docid != 0)
		status = present_document(serving, &document, err);
	tc_document_free(&document);
	return status;
}

/* A tc_answer_fn: it answers when the index does. */
static enum tc_status
answer_health(void *arg, struct tc_error *err)
{
	struct serving *serving = arg;
	struct tc_buf *body = &serving->response->body;
	struct xapian_error why;
	uint32_t n;

	if (xapian_database_get_doccount(
		&n, tc_index_database(serving->site->index), &why) != XAPIAN_OK)
		return tc_index_fail(err, &why, "health");
	tc_buf_clear(body);
	tc_buf_printf(body, "ok\n%u documents\n",
	    n - tc_index_hidden(serving->site->index));
	serving->response->type = "text/plain; charset=utf-8";
	return TC_OK;
}

/* What needs the index. */
static void
ask_index(struct serving *serving, tc_answer_fn answer)
{
	struct tc_response *response = serving->response;
	struct tc_error error;
	enum tc_status status;

	response->cache = CACHE_PAGE;
	status = tc_index_answer(serving->site->index, answer, serving, &error);
	/* The client is told that, the webmaster why. */
	if (status != TC_OK) {
		fprintf(stderr, "tracuu.cgi: %s\n", error.text);
		tc_serve_error(
		    response, serving->request, serving->site, 503, "");
	} else if (serving->status != 200) {
		tc_serve_error(response, serving->request, serving->site,
		    serving->status, "error.document");
	} else if (response->status == 304) {
		tc_buf_clear(&response->body);
	} else {
		keep(serving);
	}
}

static void
put_file(
    struct tc_response *response, const struct tc_buf *file, const char *type)
{
	response->type = type;
	response->cache = CACHE_FILE;
	tc_buf_put(&response->body, tc_buf_str(file), file->len);
}

static void
put_description(struct serving *serving)
{
	json_t *page = tc_view_page(serving->site, serving->request);

	serving->response->type =
	    "application/opensearchdescription+xml; charset=utf-8";
	serving->response->cache = "public, max-age=86400";
	put_page(serving->response, serving->site, TC_PAGE_OPENSEARCH, page);
	json_decref(page);
}

static void
route(struct serving *serving)
{
	struct tc_response *response = serving->response;

	switch (serving->request->route) {
	case TC_ROUTE_STYLE:
		put_file(
		    response, &serving->site->style, "text/css; charset=utf-8");
		break;
	case TC_ROUTE_SCRIPT:
		put_file(response, &serving->site->script,
		    "text/javascript; charset=utf-8");
		break;
	case TC_ROUTE_OPENSEARCH:
		put_description(serving);
		break;
	case TC_ROUTE_DOCUMENT:
		ask_index(serving, answer_document);
		break;
	case TC_ROUTE_HEALTH:
		ask_index(serving, answer_health);
		response->cache = "no-store";
		break;
	case TC_ROUTE_SUGGEST:
		ask_index(serving, answer_suggestions);
		break;
	case TC_ROUTE_SEARCH:
		ask_index(serving, answer_search);
		break;
	}
}

/* The answer that is sent when there is no time for another. */
static void
make_late_answer(struct serving *serving, struct tc_buf *late)
{
	struct tc_response response;

	tc_response_init(&response);
	tc_serve_error(
	    &response, serving->request, serving->site, 503, "error.timeout");
	tc_response_write(&response, serving->request->head, late);
	tc_response_free(&response);
}

static void
serve_in_time(struct serving *serving, const struct tc_channel *channel)
{
	struct tc_buf late = TC_BUF_INIT(TC_RESPONSE_MAX);

	make_late_answer(serving, &late);
	tc_limit_start(channel, tc_buf_str(&late), late.len);
	route(serving);
	tc_limit_stop();
	tc_buf_free(&late);
}

void
tc_serve(struct tc_buf *out, struct tc_site *site,
    const struct tc_client *client, const struct tc_error *failure)
{
	struct tc_response response;
	struct tc_request request;
	struct serving serving = {.response = &response,
	    .request = &request,
	    .site = site,
	    .status = 200,
	    .key = TC_BUF_INIT(TC_RESPONSE_MAX)};
	struct timespec begun;
	const char *problem;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &begun);
	tc_lack_was(); /* of an earlier answer */
	tc_response_init(&response);
	status =
	    tc_request_read(&request, client->variable, client->arg, &problem);
	if (status == 503)
		tc_lack_say();
	if (status != 200)
		tc_serve_error(&response, &request, site, status, problem);
	else if (failure != NULL)
		tc_serve_error(&response, &request, site, 503, "");
	else
		serve_in_time(&serving, &client->channel);
	tc_response_write(&response, request.head, out);
	if (response.status == 200 && request.route == TC_ROUTE_SEARCH)
		tc_log_search(site, &request, serving.found, &begun);
	tc_buf_free(&serving.key);
	tc_response_free(&response);
	tc_request_free(&request);
}
