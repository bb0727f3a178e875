/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Titles that a query which is being typed may be meant for. */
#include "suggesting.h"

#include <stdlib.h>
#include <string.h>

/* Documents whose titles are read of one phrase. */
#define TITLES_READ 6

/* More titles than this have the words: it is too early to name one. */
#define TITLES_AMONG 300

/* Documents with a phrase in their titles, and how new each is. */
struct dated {
	uint32_t docid;
	char *order; /* its value: newer is smaller, then ids */
	size_t len;
};

struct newest {
	uint32_t docids[TITLES_AMONG];
	size_t n;
	struct dated at[TITLES_READ];
	size_t read;
};

static int
compare_orders(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t len = a_len < b_len ? a_len : b_len;
	int order = memcmp(a, b, len);

	return order != 0 ? order : a_len < b_len ? -1 : a_len > b_len;
}

/* A tc_value_fn: keep the newest few, in their order. */
static enum tc_status
keep_newest(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	struct newest *newest = arg;
	size_t k = newest->read;
	char *order;

	while (k > 0 &&
	    compare_orders(value.s, value.len, newest->at[k - 1].order,
		newest->at[k - 1].len) < 0)
		k--;
	if (k == TITLES_READ)
		return TC_OK;
	if ((order = malloc(value.len + 1)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	memcpy(order, value.s, value.len);
	if (newest->read == TITLES_READ)
		free(newest->at[--newest->read].order);
	memmove(&newest->at[k + 1], &newest->at[k],
	    (newest->read - k) * sizeof(newest->at[0]));
	newest->at[k] = (struct dated){newest->docids[i], order, value.len};
	newest->read++;
	return TC_OK;
}

static enum tc_status
add_title(struct tc_asking *asking, uint32_t docid, struct tc_error *err)
{
	struct tc_document document;
	enum tc_status status;
	const char *title;

	tc_document_init(&document);
	status = tc_index_fields(asking->index, docid,
	    1u << TC_FIELD_TITLE | 1u << TC_FIELD_ID, &document, err);
	title = tc_document_str(&document, TC_FIELD_TITLE);
	if (status == TC_OK && title[0] != '\0')
		status = tc_suggest_add(asking, TC_SUGGEST_TITLE, title,
		    tc_document_str(&document, TC_FIELD_ID), 1, err);
	tc_document_free(&document);
	return status;
}

/* The newest titles with a phrase, unless there are too many of them. */
static enum tc_status
add_titles_of(struct tc_asking *asking, const struct tc_phrase *phrase,
    struct newest *newest, struct tc_error *err)
{
	struct tc_postings postings = {.n = 0};
	uint32_t docid = 0;
	enum tc_status status;
	size_t i;

	tc_suggest_open(&postings, asking, phrase, 0);
	newest->n = newest->read = 0;
	while (newest->n < TITLES_AMONG &&
	    (docid = tc_postings_meet(&postings, docid + 1)) > 0)
		newest->docids[newest->n++] = docid;
	status = tc_postings_close(&postings, err);
	if (status != TC_OK || newest->n == TITLES_AMONG)
		return status;
	status = tc_index_values(asking->index, TC_SLOT_ORDER, newest->docids,
	    newest->n, keep_newest, newest, err);
	for (i = 0; i < newest->read; i++) {
		if (status == TC_OK)
			status = add_title(asking, newest->at[i].docid, err);
		free(newest->at[i].order);
	}
	return status;
}

enum tc_status
tc_suggest_titles(struct tc_asking *asking, const struct tc_phrase *words,
    size_t n, struct tc_error *err)
{
	struct newest *newest = malloc(sizeof(*newest));
	size_t max = asking->max, i;
	enum tc_status status = TC_OK;

	if (newest == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (asking->out->n + TC_SUGGEST_TITLES_MAX < max)
		asking->max = asking->out->n + TC_SUGGEST_TITLES_MAX;
	for (i = 0; i < n && status == TC_OK; i++)
		status = add_titles_of(asking, &words[i], newest, err);
	asking->max = max;
	free(newest);
	return status;
}
