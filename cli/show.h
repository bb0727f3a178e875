/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results and documents as people read them. */
#ifndef TC_CLI_SHOW_H
#define TC_CLI_SHOW_H

#include <tracuu/facets.h>
#include <tracuu/present.h>

#include "page.h"

/* What was made of a query, and how much was found. */
void tc_show_heading(struct tc_page *page, const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset);

/*
 * A hit: title, facts, where it is, a passage of it. What opens it, or "", is
 * linked to. What gave it its score is shown unless parts are NULL.
 */
void tc_show_hit(struct tc_page *page, const struct tc_shown *shown,
    const char *opens, const char *parts);

/* The values of facets and how many documents each is of. */
void tc_show_facets(struct tc_page *page, const struct tc_facets *facets);

/* The name of a facet for people, in their language. Static. */
const char *tc_facet_title(enum tc_facet facet);

/*
 * A document whole: what is known of it, where it is, and its text, in which
 * the matches are marked.
 */
void tc_show_document(struct tc_page *page, const struct tc_document *document,
    const char *id, const char *opens, const struct tc_matches *matches);

/* Append type, number, date ... of a document with dots between them. */
void tc_show_facts(
    const struct tc_document *document, unsigned page, struct tc_buf *out);

#endif
