/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a query that is being typed may become. */
#ifndef TC_SUGGEST_H
#define TC_SUGGEST_H

#include <jansson.h>
#include <tracuu/query.h>

#ifdef __cplusplus
extern "C" {
#endif

enum tc_suggestion_kind {
	TC_SUGGEST_NUMBER, /* of a document */
	TC_SUGGEST_PHRASE, /* what was typed, gone on with as titles do */
	TC_SUGGEST_TITLE,  /* of a document that has these words */
	TC_SUGGEST_QUERY   /* that was asked often: tracuu/past.h */
};

/* Its name in JSON, such as "title"; static. */
const char *tc_suggestion_kind_name(enum tc_suggestion_kind kind);

struct tc_suggestion {
	enum tc_suggestion_kind kind;
	char *text; /* to be searched for */
	char *id;   /* of the document, NULL for a phrase or query */
	uint64_t n; /* titles with the phrase, about; 1 for a document;
		       documents with all words of a query, 20 at most */
};

struct tc_suggestions {
	struct tc_suggestion *at; /* the best first */
	size_t n;
};

/* The most that may be asked for, and the longest text that is gone on with. */
#define TC_SUGGESTIONS_MAX 50
#define TC_SUGGEST_MAX 400

/*
 * Find at most max things that a query beginning with a text may become. Marks
 * that were typed hold, those that were not are put in. What is found is in
 * documents that the index shows. An empty text becomes nothing, and so does
 * one that is too long. On TC_OK the caller frees them. TC_NOMEM, TC_IO,
 * TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_suggest(struct tc_search *search, const char *text,
    size_t len, size_t max, struct tc_suggestions *out, struct tc_error *err);

/*
 * Append what suggestions depend on besides the index: other bytes when the
 * file of queries that were asked often is another one; nothing without it.
 */
void tc_suggest_state(struct tc_search *search, struct tc_buf *out);

void tc_suggestions_free(struct tc_suggestions *suggestions);

/*
 * The JSON object of suggestions for a text, see tracuu(1); the caller's. NULL
 * when memory is out.
 */
json_t *
tc_suggestions_json(const struct tc_suggestions *suggestions, const char *text);

#ifdef __cplusplus
}
#endif
#endif
