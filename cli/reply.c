/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers for the interactive mode. */
#include "reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>
#include <tracuu/suggest.h>

#include "../query/guard.h"
#include "memory.h"
#include "place.h"
#include "show.h"
#include "stored.h"

#define SUGGESTIONS 6
#define FACET_VALUES 8
#define FILTERS_MAX 64

struct state {
	struct tc_index *index;
	struct tc_search *search;
	const struct tc_reply_arg *arg;
};

/* A request that is being answered, maybe again when the index changes. */
struct reply {
	struct state *state;
	const json_t *request;
	const char *query;
	struct tc_search_options options;
	const char *values[FILTERS_MAX];
	json_t *answer;
};

static enum tc_status
begin(void **out, const void *arg, struct tc_error *err)
{
	struct state *state = calloc(1, sizeof(*state));
	enum tc_status status;

	if (state == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	state->arg = arg;
	*out = state; /* it lives as long as the process */
	status = tc_guard_begin(err);
	if (status == TC_OK)
		status =
		    tc_index_open(&state->index, state->arg->database, err);
	if (status == TC_OK)
		status = tc_search_new(&state->search, state->index, err);
	return status;
}

static size_t
number_of(const json_t *request, const char *name)
{
	json_int_t n = json_integer_value(json_object_get(request, name));

	return n > 0 ? (size_t)n : 0;
}

static const char *
string_of(const json_t *request, const char *name)
{
	const char *s = json_string_value(json_object_get(request, name));

	return s != NULL ? s : "";
}

/* The command line's filters hold, but where the request has one of the same
 * facet. */
static void
read_filters(struct reply *reply)
{
	const json_t *filters = json_object_get(reply->request, "filters");
	bool begun[TC_FACET_COUNT] = {false};
	size_t n = json_array_size(filters), i, j, used = 0;

	for (i = 0; i < TC_FACET_COUNT; i++) {
		struct tc_filter_values *of = &reply->options.filters.facets[i];

		for (j = 0; j < n && used < FILTERS_MAX; j++) {
			const json_t *pair = json_array_get(filters, j);
			const char *name =
			    json_string_value(json_array_get(pair, 0));
			const char *value =
			    json_string_value(json_array_get(pair, 1));

			if (name == NULL || value == NULL ||
			    tc_facet_of_name(name) != (enum tc_facet)i)
				continue;
			if (!begun[i])
				*of = (struct tc_filter_values){
				    &reply->values[used], 0};
			begun[i] = true;
			of->n++;
			reply->values[used++] = value;
		}
	}
}

/* A page in memory, as the screen has room for it. */
static bool
begin_page(struct tc_page *page, struct tc_buf *text, const struct reply *reply)
{
	FILE *fp;

	*text = (struct tc_buf)TC_BUF_INIT(UINT32_MAX);
	if ((fp = tc_open_memory(text)) == NULL)
		return false;
	tc_page_begin(page, fp);
	page->columns = number_of(reply->request, "columns");
	page->color = true;
	return true;
}

static json_t *
end_page(struct tc_page *page, struct tc_buf *text)
{
	json_t *json = NULL;

	tc_page_end(page);
	if (fclose(page->fp) == 0 && !page->failed)
		json = json_stringn(tc_buf_str(text), text->len);
	tc_buf_free(text);
	return json;
}

static enum tc_status
add_hit(json_t *hits, const struct reply *reply, struct tc_shown *shown,
    const struct tc_parsed *parsed, const struct tc_results *results,
    struct tc_error *err)
{
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf opens = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_page page;
	struct tc_buf text;
	enum tc_status status;

	status = tc_shown_load(shown, reply->state->index, err);
	if (status == TC_OK)
		status = tc_shown_quote(shown,
		    tc_search_analyser(reply->state->search), parsed,
		    &results->marking, err);
	if (status != TC_OK)
		return status;
	tc_shown_url(shown, &url);
	status = tc_place_address(
	    &opens, reply->state->index, shown->hit->id, tc_buf_str(&url), err);
	if (status == TC_OK && begin_page(&page, &text, reply)) {
		tc_show_hit(&page, shown, "", NULL);
		json_array_append_new(hits,
		    json_pack("{s:s, s:s, s:o}", "id", shown->hit->id, "opens",
			tc_buf_str(&opens), "text", end_page(&page, &text)));
	}
	tc_buf_free(&url);
	tc_buf_free(&opens);
	return status;
}

static enum tc_status
add_hits(const struct reply *reply, const struct tc_parsed *parsed,
    const struct tc_results *results, struct tc_error *err)
{
	json_t *hits = json_array();
	struct tc_shown shown;
	enum tc_status status = TC_OK;
	size_t i;

	tc_shown_init(&shown);
	for (i = 0; i < results->n && status == TC_OK; i++) {
		shown.hit = &results->hits[i];
		shown.rank = i + 1;
		status = add_hit(hits, reply, &shown, parsed, results, err);
	}
	tc_shown_free(&shown);
	json_object_set_new(reply->answer, "hits", hits);
	return status;
}

static void
add_facets(const struct reply *reply, const struct tc_results *results)
{
	json_t *facets = json_array();
	size_t facet, i;

	for (facet = 0; facet < TC_FACETS_COUNTED; facet++) {
		const struct tc_facet_counts *of = &results->facets.of[facet];

		for (i = 0; i < of->n; i++)
			json_array_append_new(facets,
			    json_pack("{s:s, s:s, s:s, s:I, s:b, s:b}", "name",
				tc_facet_name((enum tc_facet)facet), "title",
				tc_facet_title((enum tc_facet)facet), "value",
				of->at[i].value, "n", (json_int_t)of->at[i].n,
				"chosen", (int)of->at[i].chosen, "exact",
				(int)of->exact));
	}
	json_object_set_new(reply->answer, "facets", facets);
}

static void
add_heading(const struct reply *reply, const struct tc_parsed *parsed,
    const struct tc_results *results)
{
	struct tc_page page;
	struct tc_buf text;

	if (!begin_page(&page, &text, reply))
		return;
	tc_show_heading(&page, parsed, results, 0);
	if (results->n == 0)
		tc_page_puts(
		    &page, TC_STYLE_PLAIN, tc_message("nothing found"));
	json_object_set_new(reply->answer, "heading", end_page(&page, &text));
}

static enum tc_status
add_suggestions(const struct reply *reply, struct tc_error *err)
{
	struct tc_suggestions suggestions = {0};
	json_t *texts = json_array();
	enum tc_status status;
	size_t i;

	status = tc_suggest(reply->state->search, reply->query,
	    strlen(reply->query), SUGGESTIONS, &suggestions, err);
	for (i = 0; i < suggestions.n; i++)
		json_array_append_new(
		    texts, json_string(suggestions.at[i].text));
	tc_suggestions_free(&suggestions);
	json_object_set_new(reply->answer, "suggestions", texts);
	return status;
}

/* A tc_answer_fn. */
static enum tc_status
search_once(void *arg, struct tc_error *err)
{
	struct reply *reply = arg;
	struct tc_results results = {0};
	struct tc_parsed parsed;
	enum tc_status status;

	json_object_clear(reply->answer);
	status = tc_search_parse(reply->state->search, &parsed, reply->query,
	    strlen(reply->query), reply->options.literal, err);
	if (status != TC_OK)
		return status;
	status = tc_search_run(
	    reply->state->search, &parsed, &reply->options, &results, err);
	if (status == TC_OK) {
		add_heading(reply, &parsed, &results);
		add_facets(reply, &results);
		status = add_hits(reply, &parsed, &results, err);
	}
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	return status == TC_OK ? add_suggestions(reply, err) : status;
}

/* A tc_answer_fn. */
static enum tc_status
show_once(void *arg, struct tc_error *err)
{
	struct reply *reply = arg;
	const char *id = string_of(reply->request, "show");
	struct tc_page page;
	struct tc_buf text;
	enum tc_status status;

	json_object_clear(reply->answer);
	if (!begin_page(&page, &text, reply))
		return tc_fail(err, TC_NOMEM, "out of memory");
	status = tc_stored_show(&page, reply->state->index,
	    reply->state->search, id, reply->query, &reply->options, err);
	json_object_set_new(reply->answer, "text", end_page(&page, &text));
	return status;
}

static json_t *
answer(void *arg, const json_t *request)
{
	struct state *state = arg;
	struct reply reply = {.state = state,
	    .request = request,
	    .query = string_of(request, "query"),
	    .options = *state->arg->options,
	    .answer = json_object()};
	bool shows = json_object_get(request, "show") != NULL;
	struct tc_error error;
	enum tc_status status;

	if (number_of(request, "limit") > 0)
		reply.options.limit = number_of(request, "limit");
	reply.options.offset = 0;
	reply.options.sort = (enum tc_sort)number_of(request, "sort");
	reply.options.facet_values = FACET_VALUES;
	reply.options.fewer = 0; /* the query is not typed to its end */
	read_filters(&reply);
	tc_guard_limit(state->arg->time_limit);
	status = tc_index_answer(
	    state->index, shows ? show_once : search_once, &reply, &error);
	tc_guard_limit(0);
	if (status != TC_OK)
		json_object_set_new(
		    reply.answer, "error", json_string(error.text));
	json_object_set(
	    reply.answer, "serial", json_object_get(request, "serial"));
	return reply.answer;
}

const struct tc_searcher_work tc_reply_work = {.begin = begin, .reply = answer};
