/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interactive mode: what is asked of the index, and what it answers. */
#include "ui.h"

#include <signal.h>
#include <stdio.h>
#include <tracuu/message.h>

/* Hits that are asked for at first, and each time the last one is reached. */
#define HITS 30
#define HITS_MAX 300

/* A search that takes longer is given up when something else was typed. */
#define PATIENCE_MS 1500

static const char *
sort_name(enum tc_sort sort)
{
	switch (sort) {
	case TC_SORT_NEWEST:
		return tc_message("[newest first]  ");
	case TC_SORT_OLDEST:
		return tc_message("[oldest first]  ");
	case TC_SORT_RELEVANCE:
		break;
	}
	return "";
}

void
tc_ui_sort(struct tc_ui *ui, enum tc_sort sort)
{
	ui->sort = sort;
	ui->screen.sort = sort_name(sort);
	tc_ui_changed(ui);
}

void
tc_ui_say(struct tc_ui *ui, const char *text)
{
	snprintf(ui->screen.message, sizeof(ui->screen.message), "%s", text);
}

void
tc_ui_want(struct tc_ui *ui)
{
	ui->wanted = true;
	ui->screen.waiting = true;
}

void
tc_ui_changed(struct tc_ui *ui)
{
	ui->limit = HITS;
	ui->screen.selected = ui->screen.first = 0;
	tc_ui_want(ui);
}

void
tc_ui_want_more(struct tc_ui *ui)
{
	if (ui->limit >= HITS_MAX || tc_screen_hits(&ui->screen) < ui->limit)
		return;
	ui->limit += HITS;
	tc_ui_want(ui);
}

static long
milliseconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - from->tv_sec) * 1000 +
	    (now.tv_nsec - from->tv_nsec) / 1000000;
}

/* The search cannot go on; a new process takes over. */
static void
search_failed(struct tc_ui *ui, const struct tc_error *error)
{
	struct tc_error again;

	tc_ui_say(ui, error->text);
	ui->screen.waiting = ui->opening = false;
	if (tc_searcher_restart(ui->searcher, &again) == TC_OK)
		return;
	*ui->err = again;
	ui->status = again.status;
	ui->done = true;
}

/* json is taken over. */
static void
send(struct tc_ui *ui, json_t *request)
{
	struct tc_error error;

	if (request == NULL) {
		tc_ui_say(ui, tc_message("out of memory"));
		return;
	}
	json_object_set_new(request, "serial", json_integer(++ui->serial));
	clock_gettime(CLOCK_MONOTONIC, &ui->sent);
	if (tc_searcher_ask(ui->searcher, request, &error) != TC_OK)
		search_failed(ui, &error);
	json_decref(request);
}

static void
send_query(struct tc_ui *ui)
{
	ui->wanted = false;
	ui->screen.waiting = true;
	send(ui,
	    json_pack("{s:s%, s:I, s:I, s:I, s:O}", "query",
		tc_buf_str(&ui->screen.line.text), ui->screen.line.text.len,
		"columns", (json_int_t)tc_screen_list_columns(), "limit",
		(json_int_t)ui->limit, "sort", (json_int_t)ui->sort, "filters",
		ui->filters));
}

const char *
tc_ui_selected(const struct tc_ui *ui, const char *name)
{
	const json_t *of = ui->screen.focus == TC_FOCUS_DOCUMENT
	    ? ui->screen.document
	    : tc_screen_hit(&ui->screen, ui->screen.selected);
	const char *s = json_string_value(json_object_get(of, name));

	return s != NULL ? s : "";
}

/* What is selected then; an id that is gone is no document. */
static void
send_show(struct tc_ui *ui)
{
	const char *id = tc_ui_selected(ui, "id");

	ui->opening = ui->asked = id[0] != '\0';
	ui->screen.waiting = ui->opening;
	if (!ui->opening)
		return;
	send(ui,
	    json_pack("{s:s, s:s%, s:I}", "show", id, "query",
		tc_buf_str(&ui->screen.line.text), ui->screen.line.text.len,
		"columns", (json_int_t)tc_screen_columns()));
}

void
tc_ui_want_document(struct tc_ui *ui)
{
	ui->opening = true;
	ui->asked = false;
	ui->screen.waiting = true;
}

/* A document: it keeps the id and address of its hit, and what is asked for
 * again when the screen changes its size. */
static void
take_document(struct tc_ui *ui, json_t *answer)
{
	json_object_set_new(
	    answer, "id", json_string(tc_ui_selected(ui, "id")));
	json_object_set_new(
	    answer, "opens", json_string(tc_ui_selected(ui, "opens")));
	ui->opening = false;
	if (ui->screen.focus != TC_FOCUS_DOCUMENT)
		ui->screen.row = 0;
	json_decref(ui->screen.document);
	ui->screen.document = answer;
	ui->screen.focus = TC_FOCUS_DOCUMENT;
}

/* The same value of the same facet in another answer; else a row that is. */
static size_t
find_facet(const json_t *answer, const json_t *wanted, size_t row)
{
	const json_t *facets = json_object_get(answer, "facets"), *facet;
	size_t i, n = json_array_size(facets);

	for (i = 0; i < n; i++) {
		facet = json_array_get(facets, i);
		if (json_equal(json_object_get(facet, "name"),
			json_object_get(wanted, "name")) &&
		    json_equal(json_object_get(facet, "value"),
			json_object_get(wanted, "value")))
			return i;
	}
	return row < n ? row : n > 0 ? n - 1 : 0;
}

static void
take_hits(struct tc_ui *ui, json_t *answer)
{
	const json_t *facets = json_object_get(ui->screen.answer, "facets");
	size_t n;

	ui->screen.facet = ui->screen.focus == TC_FOCUS_FACETS
	    ? find_facet(answer, json_array_get(facets, ui->screen.facet),
		  ui->screen.facet)
	    : 0;
	json_decref(ui->screen.answer);
	ui->screen.answer = answer;
	ui->taken = 0;
	n = tc_screen_hits(&ui->screen);
	if (ui->screen.selected >= n)
		ui->screen.selected = n > 0 ? n - 1 : 0;
}

void
tc_ui_take_answer(struct tc_ui *ui)
{
	const char *failed;
	struct tc_error error;
	json_t *answer;

	if (tc_searcher_take(&answer, ui->searcher, &error) != TC_OK) {
		search_failed(ui, &error);
		return;
	}
	if (answer == NULL)
		return;
	ui->screen.waiting = ui->wanted || (ui->opening && !ui->asked);
	failed = json_string_value(json_object_get(answer, "error"));
	if (failed != NULL && json_is_true(json_object_get(answer, "end"))) {
		ui->status = tc_fail(ui->err, TC_IO, "%s", failed);
		ui->done = true;
	} else if (failed != NULL) {
		tc_ui_say(ui, failed);
	} else if (json_object_get(answer, "hits") != NULL) {
		take_hits(ui, json_incref(answer));
	} else if (ui->opening) { /* else Esc was faster */
		take_document(ui, json_incref(answer));
	}
	json_decref(answer);
}

long
tc_ui_patience(const struct tc_ui *ui)
{
	long left = PATIENCE_MS - milliseconds_since(&ui->sent);

	return left > 0 ? left : 0;
}

void
tc_ui_send_wanted(struct tc_ui *ui)
{
	struct tc_error error;

	if (!tc_searcher_busy(ui->searcher)) {
		if (ui->wanted)
			send_query(ui);
		else if (ui->opening && !ui->asked)
			send_show(ui);
	} else if (ui->wanted && tc_ui_patience(ui) == 0) {
		if (tc_searcher_restart(ui->searcher, &error) == TC_OK)
			send_query(ui);
		else
			search_failed(ui, &error);
	}
}

void
tc_ui_hold_sizes(bool hold)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGWINCH);
	sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &signals, NULL);
}
