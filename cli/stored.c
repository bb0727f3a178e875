/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stored documents, with the words that were looked for. */
#include "stored.h"

#include <stdlib.h>
#include <string.h>

#include "place.h"
#include "show.h"

enum tc_status
tc_stored_read(struct tc_document *document, const struct tc_index *index,
    const char *id, struct tc_error *err)
{
	enum tc_status status;
	uint32_t docid;

	status = tc_index_find(&docid, index, id, strlen(id), err);
	if (status == TC_OK && docid == 0)
		status = tc_fail(
		    err, TC_NOTFOUND, "%s: no document has this id", id);
	if (status == TC_OK)
		status = tc_index_document(index, docid, document, err);
	return status;
}

/* How its words are marked, a query is asked for: its answer knows the rung. */
static enum tc_status
find_words(struct tc_matches *matches, struct tc_search *search,
    const char *query, const struct tc_search_options *options,
    const struct tc_buf *text, struct tc_error *err)
{
	struct tc_search_options asked = *options;
	struct tc_results results = {0};
	struct tc_parsed parsed;
	enum tc_status status;

	status = tc_search_parse(
	    search, &parsed, query, strlen(query), options->literal, err);
	if (status != TC_OK)
		return status;
	asked.offset = asked.facet_values = 0;
	asked.corrections = asked.fewer = 0;
	asked.limit = 1;
	status = tc_search_run(search, &parsed, &asked, &results, err);
	if (status == TC_OK)
		status = tc_matches_find(matches, tc_search_analyser(search),
		    &parsed, &results.marking, tc_buf_str(text), text->len,
		    err);
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	return status;
}

enum tc_status
tc_stored_show(struct tc_page *page, const struct tc_index *index,
    struct tc_search *search, const char *id, const char *query,
    const struct tc_search_options *options, struct tc_error *err)
{
	struct tc_buf opens = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_matches matches = {NULL, 0, 0};
	struct tc_document document;
	enum tc_status status;

	tc_document_init(&document);
	status = tc_stored_read(&document, index, id, err);
	if (status == TC_OK && query[0] != '\0')
		status = find_words(&matches, search, query, options,
		    &document.field[TC_FIELD_TEXT], err);
	if (status == TC_OK)
		status = tc_place_address(&opens, index, id,
		    tc_document_str(&document, TC_FIELD_URL), err);
	if (status == TC_OK)
		tc_show_document(
		    page, &document, id, tc_buf_str(&opens), &matches);
	free(matches.at);
	tc_buf_free(&opens);
	tc_document_free(&document);
	return status;
}
