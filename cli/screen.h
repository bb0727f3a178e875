/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The screen of the interactive mode: what is on it, and drawing it. */
#ifndef TC_CLI_SCREEN_H
#define TC_CLI_SCREEN_H

#include <jansson.h>
#include <stdbool.h>

#include "line.h"

enum tc_focus { TC_FOCUS_LIST, TC_FOCUS_FACETS, TC_FOCUS_DOCUMENT };

struct tc_screen {
	enum tc_focus focus;
	struct tc_line line; /* the query */
	json_t *answer;	   /* to a query, see reply.h; NULL before the first */
	json_t *document;  /* that is read; NULL for none */
	size_t selected;   /* hit */
	size_t first;	   /* hit on the screen */
	size_t facet;	   /* of answer's facets */
	size_t row;	   /* of the document, the first on the screen */
	bool waiting;	   /* for an answer */
	const char *sort;  /* its name in the user's language */
	char message[256]; /* what went wrong or was done; "" for nothing */
};

/* Rows and columns that hits, and documents, have room in. */
size_t tc_screen_rows(void);
size_t tc_screen_list_columns(void);
size_t tc_screen_columns(void);

/* Hits, facets and suggestions of the answer. */
size_t tc_screen_hits(const struct tc_screen *screen);
size_t tc_screen_facets(const struct tc_screen *screen);
const json_t *tc_screen_hit(const struct tc_screen *screen, size_t i);

/* The row of the first mark in the document's text after (or before) a row;
 * that row where there is none. */
size_t tc_screen_next_mark(const struct tc_screen *screen, bool before);

/* Rows of the document's text. */
size_t tc_screen_document_rows(const struct tc_screen *screen);

/* Draw all of it. screen->first follows what is selected. */
void tc_screen_draw(struct tc_screen *screen);

#endif
