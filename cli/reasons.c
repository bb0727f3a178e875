/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Saying why a document is not among the results. */
#include "reasons.h"

#include <inttypes.h>
#include <string.h>
#include <tracuu/message.h>
#include <tracuu/present.h>

#define INDENT 2

static void
put(struct tc_page *page, const char *text)
{
	tc_page_puts(page, TC_STYLE_PLAIN, text);
}

/* What stands in quotes already, does so once. */
static void
put_quoted(struct tc_page *page, const char *text)
{
	const char *quote = strchr(text, '"') == NULL ? "\"" : "";

	put(page, quote);
	tc_page_puts(page, TC_STYLE_TITLE, text);
	put(page, quote);
}

/* The lines of a list, one after the other. */
static void
put_list(struct tc_page *page, const struct tc_buf *lines)
{
	const char *at = tc_buf_str(lines);
	size_t n;

	for (; *at != '\0'; at += n) {
		n = strcspn(at, "\n");
		tc_page_put(page, TC_STYLE_TITLE, at, n);
		n += strspn(at + n, "\n");
		put(page, at[n] != '\0' ? ", " : "");
	}
}

/* What it has instead, if anything is known of that. */
static void
put_instead(struct tc_page *page, const struct tc_obstacle *obstacle)
{
	if (obstacle->kind == TC_OBSTACLE_WORD && obstacle->has.len > 0)
		put(page, tc_message("; it has "));
	else if (obstacle->kind == TC_OBSTACLE_WORD)
		return;
	else if (obstacle->has.len > 0)
		put(page, tc_message("; the document's is "));
	else
		put(page, tc_message("; the document has none"));
	put_list(page, &obstacle->has);
}

static void
put_obstacle(struct tc_page *page, const struct tc_obstacle *obstacle)
{
	static const char *const sayings[TC_OBSTACLE_KINDS] = {
	    [TC_OBSTACLE_WORD] = TC_MESSAGE("- it lacks "),
	    [TC_OBSTACLE_PHRASE] =
		TC_MESSAGE("- its words do not stand side by side as in "),
	    [TC_OBSTACLE_CONDITION] = TC_MESSAGE("- it does not meet "),
	    [TC_OBSTACLE_UNWANTED] =
		TC_MESSAGE("- it has what the query leaves out: "),
	    [TC_OBSTACLE_FILTER] = TC_MESSAGE("- a filter leaves it out: "),
	};

	page->indent = INDENT;
	put(page, tc_message(sayings[obstacle->kind]));
	if (obstacle->filter != NULL)
		tc_page_printf(page, "%s = ", obstacle->filter);
	put_quoted(page, obstacle->what);
	if (obstacle->kind == TC_OBSTACLE_WORD ||
	    obstacle->kind == TC_OBSTACLE_FILTER || obstacle->has.len > 0)
		put_instead(page, obstacle);
	tc_page_line(page, INDENT);
}

static void
put_rank(struct tc_page *page, const struct tc_whynot *whynot)
{
	if (whynot->rank == 0) {
		tc_page_printf(page,
		    tc_message("It is among the results, behind the first %u"),
		    TC_WHYNOT_DEPTH);
	} else {
		tc_page_printf(page,
		    tc_message("It is among the results, at rank %zu"),
		    whynot->rank);
	}
	tc_page_printf(page,
	    whynot->exact ? tc_message(" of %" PRIu64)
			  : tc_message(" of about %" PRIu64),
	    whynot->total);
	if (whynot->copy_of != NULL) {
		put(page, tc_message(", as a near duplicate of "));
		tc_page_puts(page, TC_STYLE_TITLE, whynot->copy_of);
		put(page, tc_message(" (--duplicates lists it by itself)"));
	}
	tc_page_line(page, 0);
}

/* Does any word matter, so that it does how many are wanted? */
static bool
lacks_words(const struct tc_whynot *whynot)
{
	size_t i = 0;

	while (i < whynot->n && whynot->obstacles[i].kind != TC_OBSTACLE_WORD)
		i++;
	return i < whynot->n || whynot->n == 0;
}

static void
put_obstacles(struct tc_page *page, const struct tc_whynot *whynot)
{
	bool words = lacks_words(whynot);
	size_t i;

	put(page, tc_message("It is not among the results"));
	if (words && whynot->rung == TC_RUNG_FOLDED)
		put(page, tc_message(", whatever the marks of the words"));
	else if (words && whynot->rung == TC_RUNG_SOME)
		put(page,
		    tc_message(", which need not have all of the words, but "
			       "some of the rarer ones"));
	put(page, whynot->n > 0 ? ":" : ".");
	tc_page_line(page, 0);
	for (i = 0; i < whynot->n; i++)
		put_obstacle(page, &whynot->obstacles[i]);
}

static void
put_passed(struct tc_page *page, const struct tc_passed *passed)
{
	if (passed == NULL) {
		put(page,
		    tc_message("It is not in the index: no document has this "
			       "id. tracuu-index --why FILE says more of a "
			       "file."));
	} else {
		put(page, tc_message("It is not in the index: "));
		/* The words of tracuu-index --report. */
		put(page,
		    strcmp(passed->fate, "failed") == 0
			? tc_message("it could not be read: ")
			: tc_message("it was passed over: "));
		tc_page_puts(page, TC_STYLE_TITLE, passed->why);
	}
	tc_page_line(page, 0);
}

/* What was asked about is not what was typed. */
static void
put_typed(struct tc_page *page, const struct tc_parsed *parsed)
{
	if (parsed->typed.len == 0)
		return;
	put(page, tc_message("Showing results for: "));
	tc_page_put(page, TC_STYLE_PLAIN, tc_buf_str(&parsed->clean),
	    parsed->clean.len);
	tc_page_line(page, 0);
}

void
tc_reasons_show(struct tc_page *page, const struct tc_reasons *reasons)
{
	const struct tc_whynot *whynot = reasons->whynot;

	tc_page_puts(page, TC_STYLE_TITLE, reasons->id);
	if (whynot->title.len > 0) {
		put(page, ": ");
		tc_page_put(
		    page, TC_STYLE_PLAIN, whynot->title.s, whynot->title.len);
	}
	tc_page_line(page, 0);
	if (!whynot->indexed) {
		put_passed(page, reasons->passed);
		return;
	}
	put_typed(page, reasons->parsed);
	if (whynot->matches)
		put_rank(page, whynot);
	else
		put_obstacles(page, whynot);
	if (whynot->internal) {
		put(page,
		    tc_message("It is internal: the search page does not show "
			       "it."));
		tc_page_line(page, 0);
	}
}

/*
 * JSON
 */

static json_t *
obstacle_json(const struct tc_obstacle *obstacle)
{
	json_t *json = json_pack("{s:s, s:s}", "kind",
	    tc_obstacle_name(obstacle->kind), "what", obstacle->what);

	if (obstacle->filter != NULL)
		json_object_set_new(
		    json, "filter", json_string(obstacle->filter));
	if (obstacle->has.len > 0)
		json_object_set_new(json, "has", tc_lines_json(&obstacle->has));
	return json;
}

static void
set_indexed(json_t *json, const struct tc_whynot *whynot)
{
	json_t *obstacles = json_array();
	size_t i;

	for (i = 0; i < whynot->n; i++)
		json_array_append_new(
		    obstacles, obstacle_json(&whynot->obstacles[i]));
	json_object_set_new(json, "internal", json_boolean(whynot->internal));
	json_object_set_new(
	    json, "words", json_string(tc_rung_name(whynot->rung)));
	json_object_set_new(
	    json, "total", json_integer((json_int_t)whynot->total));
	json_object_set_new(json, "exact", json_boolean(whynot->exact));
	if (whynot->rank > 0)
		json_object_set_new(
		    json, "rank", json_integer((json_int_t)whynot->rank));
	if (whynot->copy_of != NULL)
		json_object_set_new(
		    json, "duplicate_of", json_string(whynot->copy_of));
	json_object_set_new(json, "obstacles", obstacles);
}

json_t *
tc_reasons_json(const struct tc_reasons *reasons)
{
	const struct tc_whynot *whynot = reasons->whynot;
	const struct tc_buf *clean = &reasons->parsed->clean;
	json_t *json =
	    json_pack("{s:i, s:s%, s:s, s:b, s:b}", "version", TC_JSON_VERSION,
		"query", tc_buf_str(clean), clean->len, "id", reasons->id,
		"indexed", (int)whynot->indexed, "found", (int)whynot->matches);

	if (reasons->parsed->typed.len > 0)
		json_object_set_new(json, "typed",
		    json_stringn(
			reasons->parsed->typed.s, reasons->parsed->typed.len));
	if (whynot->indexed)
		set_indexed(json, whynot);
	if (reasons->passed != NULL)
		json_object_set_new(json, "passed_over",
		    json_pack("{s:s, s:s}", "fate", reasons->passed->fate,
			"why", reasons->passed->why));
	return json;
}
