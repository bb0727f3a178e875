/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interactive mode between its keys, its screen and the index. */
#ifndef TC_CLI_UI_H
#define TC_CLI_UI_H

#include <jansson.h>
#include <time.h>

#include "reply.h"
#include "screen.h"
#include "searcher.h"

struct tc_ui {
	const struct tc_reply_arg *arg;
	struct tc_searcher *searcher;
	struct tc_screen screen;
	json_t *filters; /* [name, value] */
	size_t limit;
	enum tc_sort sort;
	json_int_t serial; /* of the last request */
	bool wanted;	   /* a query is to be sent */
	bool opening;	   /* a document is wanted */
	bool asked;	   /* and asked for */
	struct timespec sent;
	size_t taken; /* suggestions that Tab went through */
	bool done;
	enum tc_status status;
	struct tc_error *err;
};

/* Show a message until the next key. */
void tc_ui_say(struct tc_ui *ui, const char *text);

/* Ask anew: something of the query changed but its text. */
void tc_ui_want(struct tc_ui *ui);

/* The same from the first hit on, for another query or filter. */
void tc_ui_changed(struct tc_ui *ui);

/* The same in another order. */
void tc_ui_sort(struct tc_ui *ui, enum tc_sort sort);

/* Ask for more hits, where there may be some. */
void tc_ui_want_more(struct tc_ui *ui);

/* Ask for the document that is selected. */
void tc_ui_want_document(struct tc_ui *ui);

/* A string of the hit that is selected, or of the document; "" without one.
 * Borrowed until the next answer. */
const char *tc_ui_selected(const struct tc_ui *ui, const char *name);

/*
 * Send what is wanted when nothing is on its way; what takes too long is given
 * up for it.
 */
void tc_ui_send_wanted(struct tc_ui *ui);

/* Milliseconds that what is on its way still has, 0 for none. */
long tc_ui_patience(const struct tc_ui *ui);

/* Read what there is of an answer, and take it once it is whole. */
void tc_ui_take_answer(struct tc_ui *ui);

/*
 * Other sizes of the screen are told of while we wait and at no other time, or
 * one that comes just before would be slept through.
 */
void tc_ui_hold_sizes(bool hold);

#endif
