/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is shown of results, and the JSON that programs get of them. */
#ifndef TC_PRESENT_H
#define TC_PRESENT_H

#include <jansson.h>
#include <tracuu/query.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the JSON object: grows when a field changes its meaning. */
#define TC_JSON_VERSION 1

/* How JSON is written out, for json_dumps and its like. */
#define TC_JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(9))

/* Bytes of a snippet, about three lines of a terminal. */
#define TC_SNIPPET_BYTES 280

/* A hit with what is stored of it. It is reused from one hit to the next. */
struct tc_shown {
	const struct tc_hit *hit; /* borrowed */
	size_t rank;		  /* from 1 */
	struct tc_document document;
	struct tc_snippet snippet;
};

void tc_shown_init(struct tc_shown *shown);
void tc_shown_free(struct tc_shown *shown);

/*
 * Read the record of shown->hit, without what is aside in its text.
 * TC_NOTFOUND, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_shown_load(
    struct tc_shown *shown, const struct tc_index *index, struct tc_error *err);

/* Choose its snippet. TC_NOMEM. */
enum tc_status tc_shown_quote(struct tc_shown *shown,
    struct tc_analyser *analyser, const struct tc_parsed *parsed,
    const struct tc_marking *marking, struct tc_error *err);

/* The page that the snippet was found on, 0 where there are no pages. */
unsigned tc_shown_page(const struct tc_shown *shown);

/* Append its address, at the page of the hit: browsers open PDFs there (RFC
 * 8118). */
void tc_shown_url(const struct tc_shown *shown, struct tc_buf *out);

/* The JSON object of a hit; the caller's. NULL when memory is out. */
json_t *tc_shown_json(const struct tc_shown *shown);

/* An array of the lines of a text; the caller's. */
json_t *tc_lines_json(const struct tc_buf *lines);

/* The name of a rung in JSON; static. */
const char *tc_rung_name(enum tc_rung rung);

/*
 * The JSON object of results, its array "hits" empty as yet; the caller's.
 * tracuu(1) has its fields. NULL when memory is out.
 */
json_t *tc_results_json(const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset);

#ifdef __cplusplus
}
#endif
#endif
