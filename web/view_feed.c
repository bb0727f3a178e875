/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results as an Atom feed (RFC 4287). */
#include "view.h"

#include <stdio.h>
#include <string.h>

/* Of documents without a date, which a feed must give one. */
#define UNDATED "1970-01-01T00:00:00Z"

/* A normal date as RFC 3339 has it, in Vietnam's time. */
static void
put_time(struct tc_buf *out, const char *date)
{
	unsigned year, month = 1, day = 1, hour = 0, minute = 0;

	if (sscanf(date, "%4u-%2u-%2uT%2u:%2u", &year, &month, &day, &hour,
		&minute) < 1)
		tc_buf_puts(out, UNDATED);
	else
		tc_buf_printf(out, "%04u-%02u-%02uT%02u:%02u:00+07:00", year,
		    month, day, hour, minute);
}

static void
view_entry(json_t *hit, const struct tc_request *elsewhere)
{
	const char *date = json_string_value(json_object_get(hit, "date"));
	const struct tc_request alone = {.base = elsewhere->base};
	struct tc_change to = {.parameter = TC_PARAMETER_ID,
	    .value = json_string_value(json_object_get(hit, "id"))};
	struct tc_buf time = TC_BUF_INIT(TC_BUF_LINE);

	put_time(&time, date != NULL ? date : "");
	json_object_set_new(hit, "updated", json_string(tc_buf_str(&time)));
	tc_view_address(hit, "there", &alone, &to, 1);
	json_object_set(hit, "original",
	    json_object_get(
		hit, json_object_get(hit, "url") != NULL ? "url" : "there"));
	tc_lack_free(&time);
}

void
tc_view_feed(json_t *page, const struct tc_request *request)
{
	static const struct tc_change atom = {
	    .parameter = TC_PARAMETER_FORMAT, .value = "atom"};
	const char *whole = json_string_value(json_object_get(page, "whole"));
	json_t *results = json_object_get(page, "results");
	json_t *hits = json_object_get(results, "hits"), *hit;
	const char *newest = UNDATED, *updated;
	struct tc_request elsewhere = *request;
	size_t i;

	/* Addresses for readers that are not on the site. */
	elsewhere.base = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	tc_buf_puts(&elsewhere.base, whole != NULL ? whole : "");
	json_array_foreach(hits, i, hit)
	{
		view_entry(hit, &elsewhere);
		updated = json_string_value(json_object_get(hit, "updated"));
		if (updated != NULL && strcmp(updated, newest) > 0)
			newest = updated;
	}
	json_object_set_new(results, "updated", json_string(newest));
	tc_view_address(results, "feed", &elsewhere, NULL, 0);
	tc_view_address(results, "self", &elsewhere, &atom, 1);
	tc_lack_free(&elsewhere.base);
}
