/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values that templates show: README of web/site says what they are. */
#ifndef TC_WEB_VIEW_H
#define TC_WEB_VIEW_H

#include <jansson.h>
#include <tracuu/present.h>

#include "../program/lack.h"
#include "request.h"
#include "site.h"

/*
 * What every page has: addresses, the form with what was typed, the title.
 * The caller's; NULL when memory is out.
 */
json_t *
tc_view_page(const struct tc_site *site, const struct tc_request *request);

/*
 * Add to a hit of tc_shown_json what a page shows beside it: its day, its
 * address on this site, whether its text goes on around the snippet.
 */
void tc_view_hit(json_t *hit, const struct tc_request *request,
    const struct tc_shown *shown);

/*
 * What one can narrow the results by; the caller's. It is never empty: there
 * are always dates.
 */
json_t *tc_view_filters(const struct tc_site *site,
    const struct tc_request *request, const struct tc_results *results);

/*
 * Add results, of tc_results_json with their hits, to a page: counts, how the
 * query was read, filters, orders and pages to go to.
 */
void tc_view_results(json_t *page, const struct tc_site *site,
    const struct tc_request *request, const struct tc_results *results,
    json_t *json);

/* Add to a page with results what a feed of them needs: ids, times. */
void tc_view_feed(json_t *page, const struct tc_request *request);

/*
 * Add a document to a page: its fields, and part of its text with the words of
 * the query marked as marking says; parsed is NULL where there are none.
 * TC_NOMEM.
 */
enum tc_status tc_view_document(json_t *page, const struct tc_site *site,
    const struct tc_request *request, const struct tc_document *document,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    struct tc_error *err);

/* Set a member to an address with changes, see tc_request_address. */
void
tc_view_address(json_t *to, const char *name, const struct tc_request *request,
    const struct tc_change *changes, size_t n);

#endif
