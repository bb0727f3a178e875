/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filters: those that are on, and what others would find. */
#include "view.h"

#include <string.h>

#include "format.h"

/* The filters that are on, each with the address without it. */
static json_t *
chosen_view(const struct tc_site *site, const struct tc_request *request)
{
	json_t *list = json_array(), *chosen;
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < request->n; i++) {
		enum tc_parameter parameter = request->values[i].parameter;
		struct tc_change without = {.parameter = parameter,
		    .value = request->text.s + request->values[i].at,
		    .remove = true};

		if (parameter < TC_PARAMETER_FACET ||
		    parameter > TC_PARAMETER_TO)
			continue;
		tc_buf_clear(&key);
		tc_buf_printf(&key, "filter.%s", tc_parameter_name(parameter));
		chosen = json_pack("{s:s, s:s}", "name",
		    tc_texts_get(site->texts, tc_buf_str(&key)), "value",
		    without.value);
		tc_view_address(chosen, "href", request, &without, 1);
		json_array_append_new(list, chosen);
	}
	tc_lack_free(&key);
	return list;
}

static bool
same_name(const char *a, const char *b)
{
	struct tc_buf keys[2] = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE)};
	bool same;

	tc_text_key(a, strlen(a), &keys[0]);
	tc_text_key(b, strlen(b), &keys[1]);
	same = strcmp(tc_buf_str(&keys[0]), tc_buf_str(&keys[1])) == 0;
	tc_lack_free(&keys[0]);
	tc_lack_free(&keys[1]);
	return same;
}

/* As the request has a value of a filter, which may be typed in any way. */
static const char *
as_typed(const struct tc_request *request, enum tc_parameter parameter,
    const char *value)
{
	size_t i;

	for (i = 0; i < request->n; i++) {
		const char *typed = request->text.s + request->values[i].at;

		if (request->values[i].parameter == parameter &&
		    same_name(typed, value))
			return typed;
	}
	return value;
}

/* A value, and the address with it; of one that is on, without it. */
static json_t *
value_view(const struct tc_request *request, enum tc_parameter parameter,
    const struct tc_facet_count *count, bool exact)
{
	struct tc_change to = {
	    .parameter = parameter, .value = count->value, .add = true};
	struct tc_buf n = TC_BUF_INIT(TC_BUF_LINE);
	json_t *view;

	if (count->chosen) {
		to.add = false;
		to.remove = true;
		to.value = as_typed(request, parameter, count->value);
	}
	tc_format_about(&n, count->n, exact);
	view = json_pack("{s:s, s:s, s:b, s:b}", "value", count->value, "n",
	    tc_buf_str(&n), "chosen", (int)count->chosen, "about", (int)!exact);
	tc_lack_free(&n);
	tc_view_address(view, "href", request, &to, 1);
	return view;
}

static json_t *
facet_view(const struct tc_site *site, const struct tc_request *request,
    enum tc_facet facet, const struct tc_facet_counts *counts)
{
	enum tc_parameter parameter =
	    (enum tc_parameter)(TC_PARAMETER_FACET + facet);
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	json_t *values = json_array(), *view;
	size_t i;

	for (i = 0; i < counts->n; i++)
		json_array_append_new(values,
		    value_view(
			request, parameter, &counts->at[i], counts->exact));
	tc_buf_printf(&key, "filter.%s", tc_facet_name(facet));
	view = json_pack("{s:s, s:o, s:I}", "title",
	    tc_texts_get(site->texts, tc_buf_str(&key)), "values", values,
	    "more", (json_int_t)counts->more);
	tc_lack_free(&key);
	return view;
}

json_t *
tc_view_filters(const struct tc_site *site, const struct tc_request *request,
    const struct tc_results *results)
{
	json_t *filters = json_object(), *facets = json_array();
	json_t *chosen = chosen_view(site, request);
	size_t i;

	if (json_array_size(chosen) > 0)
		json_object_set_new(
		    filters, "chosen", json_pack("{s:O}", "list", chosen));
	json_decref(chosen);
	for (i = 0; i < TC_FACETS_COUNTED && results->facets.counted; i++) {
		if (results->facets.of[i].n > 0)
			json_array_append_new(facets,
			    facet_view(site, request, (enum tc_facet)i,
				&results->facets.of[i]));
	}
	json_object_set_new(filters, "facets", facets);
	return filters;
}
