/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text format of tracuu(1). */
#include "show.h"

#include <inttypes.h>
#include <string.h>
#include <tracuu/message.h>

/* "  1. " before a title, and what lies below it. */
#define TITLE_INDENT 5
#define INDENT 4
#define FIELD_INDENT 8

void
tc_show_facts(
    const struct tc_document *document, unsigned page, struct tc_buf *out)
{
	static const enum tc_field facts[] = {TC_FIELD_TYPE, TC_FIELD_NUMBER,
	    TC_FIELD_DATE, TC_FIELD_DOCUMENT, TC_FIELD_ISSUER};
	const char *between = "";
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		const char *fact = tc_document_str(document, facts[i]);

		if (fact[0] == '\0')
			continue;
		tc_buf_puts(out, between);
		if (facts[i] == TC_FIELD_DATE)
			tc_date_show(fact, out);
		else
			tc_buf_puts(out, fact);
		between = " · ";
	}
	if (page > 0) {
		tc_buf_puts(out, between);
		tc_buf_printf(out, tc_message("page %u"), page);
	}
}

static void
put_said(struct tc_page *page, const char *text, const struct tc_buf *query)
{
	if (query->len == 0)
		return;
	tc_page_puts(page, TC_STYLE_PLAIN, text);
	tc_page_put(page, TC_STYLE_PLAIN, query->s, query->len);
	tc_page_line(page, 0);
}

/* Lines, each after the same words. */
static void
put_lines(struct tc_page *page, const char *before, const struct tc_buf *lines)
{
	const char *at = tc_buf_str(lines), *end = at + lines->len, *line_end;

	for (; at < end; at = line_end + 1) {
		line_end = memchr(at, '\n', (size_t)(end - at));
		if (line_end == NULL)
			line_end = end;
		tc_page_puts(page, TC_STYLE_PLAIN, before);
		tc_page_put(page, TC_STYLE_PLAIN, at, (size_t)(line_end - at));
		tc_page_line(page, 0);
	}
}

static void
put_note(struct tc_page *page, const struct tc_note *note)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	tc_note_say(note, &text);
	put_said(page, tc_message("Note: "), &text);
	tc_page_release(page, &text);
}

/* Queries that may have been meant, and what they find. */
static void
put_corrections(struct tc_page *page, const struct tc_corrections *corrections)
{
	size_t i;

	for (i = 0; i < corrections->n; i++) {
		const struct tc_correction *at = &corrections->at[i];

		tc_page_puts(
		    page, TC_STYLE_PLAIN, tc_message("Did you mean: "));
		tc_page_puts(page, TC_STYLE_PLAIN, at->query);
		tc_page_printf(
		    page, " (%s%" PRIu64 ")", at->exact ? "" : "~", at->total);
		tc_page_line(page, 0);
	}
}

/* Parts of the query that no document has together with the rest. */
static void
put_fewer(struct tc_page *page, const struct tc_fewer *fewer)
{
	const char *at = tc_buf_str(&fewer->without);
	size_t n;

	tc_page_puts(page, TC_STYLE_PLAIN, tc_message("Leave out: "));
	for (; *at != '\0'; at += n) {
		n = strcspn(at, "\n");
		tc_page_put(page, TC_STYLE_TITLE, at, n);
		n += at[n] == '\n';
		tc_page_puts(page, TC_STYLE_PLAIN, at[n] != '\0' ? ", " : "");
	}
	tc_page_printf(page, " (%s", fewer->exact ? "" : "~");
	tc_page_printf(page,
	    tc_message_n("%" PRIu64 " document has the rest",
		"%" PRIu64 " documents have the rest", fewer->total),
	    fewer->total);
	tc_page_puts(page, TC_STYLE_PLAIN, ")");
	tc_page_line(page, 0);
}

static void
put_reading(struct tc_page *page, const struct tc_parsed *parsed,
    const struct tc_results *results)
{
	size_t i;

	if (parsed->typed.len > 0) {
		put_said(
		    page, tc_message("Showing results for: "), &parsed->clean);
		put_said(page, tc_message("As it was typed (--literal): "),
		    &parsed->typed);
	}
	put_said(page, tc_message("Did you mean: "), &results->suggestion);
	put_corrections(page, &results->corrections);
	/* Who typed it so knows how it is read. */
	if (strcmp(tc_buf_str(&results->reading), tc_buf_str(&parsed->clean)) !=
	    0)
		put_said(page, tc_message("Read as: "), &results->reading);
	for (i = 0; i < results->fewer.n; i++)
		put_fewer(page, &results->fewer.at[i]);
	for (i = 0; i < results->notes.n; i++)
		put_note(page, &results->notes.at[i]);
	put_lines(page, "", &results->explanation);
	if (results->explanation.len > 0)
		tc_page_line(page, 0);
}

static void
put_total(struct tc_page *page, const struct tc_results *results)
{
	if (results->exact)
		tc_page_printf(page,
		    tc_message_n("%" PRIu64 " document",
			"%" PRIu64 " documents", results->total),
		    results->total);
	else
		tc_page_printf(page, tc_message("about %" PRIu64 " documents"),
		    results->total);
}

void
tc_show_heading(struct tc_page *page, const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset)
{
	put_reading(page, parsed, results);
	if (results->n == 0)
		return;
	put_total(page, results);
	if (results->total > results->n)
		tc_page_printf(page, tc_message(", %zu to %zu"), offset + 1,
		    offset + results->n);
	if (results->rung == TC_RUNG_FOLDED)
		tc_page_puts(page, TC_STYLE_PLAIN,
		    tc_message(" (few with these marks: marks were ignored)"));
	else if (results->rung == TC_RUNG_SOME)
		tc_page_puts(page, TC_STYLE_PLAIN,
		    tc_message(" (with some of the words)"));
	if (parsed->cut)
		tc_page_puts(page, TC_STYLE_PLAIN,
		    tc_message(
			" (the query was too long: its end was not read)"));
	tc_page_line(page, 0);
	tc_page_line(page, 0);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

/* Append a part of a text as if it were one line: the spaces of columns and the
 * ends of lines are one space. */
static void
put_in_line(struct tc_buf *out, const char *s, size_t len)
{
	size_t i, from = 0;

	for (i = 0; i < len; i++) {
		bool first;

		if (!is_space(s[i]))
			continue;
		first = i == 0 || !is_space(s[i - 1]);
		if (first && s[i] == ' ')
			continue; /* it stays */
		tc_buf_put(out, s + from, i - from);
		tc_buf_puts(out, first ? " " : "");
		from = i + 1;
	}
	tc_buf_put(out, s + from, len - from);
}

static void
put_snippet(struct tc_page *page, const struct tc_shown *shown)
{
	const char *text = tc_document_str(&shown->document, TC_FIELD_TEXT);
	const struct tc_snippet *snippet = &shown->snippet;
	struct tc_buf part = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	if (snippet->n == 0)
		return;
	tc_page_printf(page, "    %s", snippet->begins ? "… " : "");
	for (i = 0; i < snippet->n; i++) {
		tc_buf_clear(&part);
		put_in_line(&part, text + snippet->part[i].from,
		    snippet->part[i].to - snippet->part[i].from);
		page->failed |= tc_buf_lacks(&part);
		tc_page_put(page,
		    snippet->part[i].marked ? TC_STYLE_MARK : TC_STYLE_PLAIN,
		    tc_buf_str(&part), part.len);
	}
	if (snippet->ends)
		tc_page_puts(page, TC_STYLE_PLAIN, " …");
	tc_page_line(page, 0);
	tc_page_release(page, &part);
}

/* A line of its own, in which nothing is broken: addresses want to be copied
 * whole. */
static void
put_place(struct tc_page *page, const char *place, const char *opens)
{
	tc_page_puts(page, TC_STYLE_PLAIN, "    ");
	tc_page_link(page, opens);
	tc_page_puts(page, TC_STYLE_DIM, place);
	tc_page_link(page, "");
	tc_page_line(page, INDENT);
}

static void
put_facts(
    struct tc_page *page, const struct tc_document *document, unsigned number)
{
	struct tc_buf facts = TC_BUF_INIT(TC_BUF_LINE);

	tc_show_facts(document, number, &facts);
	if (facts.len > 0) {
		tc_page_puts(page, TC_STYLE_PLAIN, "    ");
		tc_page_put(page, TC_STYLE_PLAIN, facts.s, facts.len);
		tc_page_line(page, INDENT);
	}
	tc_page_release(page, &facts);
}

/* Near duplicates, which are listed under the first of them. */
static void
put_copies(struct tc_page *page, const struct tc_hit *hit)
{
	size_t i;

	if (hit->copies_n == 0)
		return;
	tc_page_puts(page, TC_STYLE_PLAIN, "    ");
	tc_page_printf(
	    page, tc_message("%zu near duplicates: "), hit->copies_n);
	for (i = 0; i < hit->copies_n; i++) {
		tc_page_puts(page, TC_STYLE_PLAIN, i > 0 ? ", " : "");
		tc_page_puts(page, TC_STYLE_DIM, hit->copies[i]);
	}
	tc_page_line(page, INDENT);
}

static void
put_score(struct tc_page *page, const struct tc_hit *hit, const char *parts)
{
	tc_page_printf(page, "    %s %.4f: ", tc_message("score"), hit->score);
	tc_page_puts(page, TC_STYLE_PLAIN,
	    parts[0] != '\0' ? parts : tc_message("words, pairs and title"));
	tc_page_line(page, INDENT);
}

void
tc_show_hit(struct tc_page *page, const struct tc_shown *shown,
    const char *opens, const char *parts)
{
	const char *title = tc_document_str(&shown->document, TC_FIELD_TITLE);
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);

	tc_shown_url(shown, &url);
	page->indent = TITLE_INDENT;
	tc_page_printf(page, "%3zu. ", shown->rank);
	tc_page_link(page, opens);
	tc_page_puts(
	    page, TC_STYLE_TITLE, title[0] != '\0' ? title : shown->hit->id);
	tc_page_link(page, "");
	tc_page_line(page, INDENT);
	put_facts(page, &shown->document, tc_shown_page(shown));
	put_place(page, url.len > 0 ? tc_buf_str(&url) : shown->hit->id, opens);
	if (parts != NULL)
		put_score(page, shown->hit, parts);
	put_snippet(page, shown);
	put_copies(page, shown->hit);
	tc_page_line(page, 0);
	tc_page_release(page, &url);
}

static void
put_value(struct tc_page *page, const struct tc_facet_count *count)
{
	if (count->chosen)
		tc_page_puts(page, TC_STYLE_PLAIN, "*");
	tc_page_puts(page, TC_STYLE_PLAIN, count->value);
	tc_page_printf(page, " (%" PRIu64 ")", count->n);
}

void
tc_show_facets(struct tc_page *page, const struct tc_facets *facets)
{
	size_t facet, i;

	for (facet = 0; facet < TC_FACETS_COUNTED; facet++) {
		const struct tc_facet_counts *of = &facets->of[facet];

		if (of->n == 0)
			continue;
		page->indent = INDENT;
		tc_page_puts(
		    page, TC_STYLE_TITLE, tc_facet_title((enum tc_facet)facet));
		if (!of->exact)
			tc_page_puts(
			    page, TC_STYLE_PLAIN, tc_message(" (about)"));
		tc_page_puts(page, TC_STYLE_PLAIN, ": ");
		for (i = 0; i < of->n; i++) {
			tc_page_puts(page, TC_STYLE_PLAIN, i > 0 ? ", " : "");
			put_value(page, &of->at[i]);
		}
		if (of->more > 0)
			tc_page_printf(
			    page, tc_message(", %zu more"), of->more);
		tc_page_line(page, 0);
	}
}

const char *
tc_facet_title(enum tc_facet facet)
{
	static const char *const titles[TC_FACET_COUNT] = {
	    [TC_FACET_TYPE] = TC_MESSAGE("Type"),
	    [TC_FACET_ISSUER] = TC_MESSAGE("Issuer"),
	    [TC_FACET_YEAR] = TC_MESSAGE("Year"),
	    [TC_FACET_TOPIC] = TC_MESSAGE("Field of work"),
	    [TC_FACET_TERM] = TC_MESSAGE("Term of office"),
	    [TC_FACET_SIGNER] = TC_MESSAGE("Signer"),
	};

	return titles[facet] != NULL ? tc_message(titles[facet])
				     : tc_facet_name(facet);
}

/* What else is known of a document, each under its name. */
static void
put_fields(struct tc_page *page, const struct tc_document *document)
{
	static const struct {
		enum tc_field field;
		const char *name;
	} rows[] = {
	    {TC_FIELD_ISSUER, TC_MESSAGE("issuer")},
	    {TC_FIELD_SIGNER, TC_MESSAGE("signer")},
	    {TC_FIELD_CAPACITY, TC_MESSAGE("capacity")},
	    {TC_FIELD_PLACE, TC_MESSAGE("place")},
	    {TC_FIELD_TERM, TC_MESSAGE("term")},
	    {TC_FIELD_TOPIC, TC_MESSAGE("field")},
	    {TC_FIELD_ORIGIN, TC_MESSAGE("origin")},
	    {TC_FIELD_AUTHOR, TC_MESSAGE("author")},
	    {TC_FIELD_MARK, TC_MESSAGE("mark")},
	    {TC_FIELD_BASES, TC_MESSAGE("bases")},
	    {TC_FIELD_RECIPIENTS, TC_MESSAGE("recipients")},
	    {TC_FIELD_REPAIR, TC_MESSAGE("repair")},
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *s = tc_document_str(document, rows[i].field);
		size_t n;

		if (*s == '\0')
			continue;
		page->indent = FIELD_INDENT;
		tc_page_printf(page, "    %s: ", tc_message(rows[i].name));
		for (; *s != '\0'; s += n) {
			n = strcspn(s, "\n");
			tc_page_put(page, TC_STYLE_PLAIN, s, n);
			if (s[n] == '\n' && s[++n] != '\0')
				tc_page_puts(page, TC_STYLE_PLAIN, "; ");
		}
		tc_page_line(page, 0);
	}
}

static void
put_text(struct tc_page *page, const struct tc_buf *text,
    const struct tc_matches *matches)
{
	const char *s = tc_buf_str(text);
	size_t i, from, at = 0;

	page->indent = 0;
	for (i = 0; i < matches->n; i++) {
		from = matches->at[i].from;
		tc_page_put(page, TC_STYLE_PLAIN, s + at, from - at);
		at = matches->at[i].to;
		/* One mark for what goes on as in the query. */
		while (i + 1 < matches->n && matches->at[i + 1].joined &&
		    matches->at[i + 1].from == at + 1 && s[at] == ' ')
			at = matches->at[++i].to;
		tc_page_put(page, TC_STYLE_MARK, s + from, at - from);
	}
	tc_page_put(page, TC_STYLE_PLAIN, s + at, text->len - at);
	tc_page_line(page, 0);
}

void
tc_show_document(struct tc_page *page, const struct tc_document *document,
    const char *id, const char *opens, const struct tc_matches *matches)
{
	const char *url = tc_document_str(document, TC_FIELD_URL);

	tc_page_link(page, opens);
	tc_page_puts(
	    page, TC_STYLE_TITLE, tc_document_str(document, TC_FIELD_TITLE));
	tc_page_link(page, "");
	tc_page_line(page, INDENT);
	put_facts(page, document, 0);
	if (url[0] != '\0' || opens[0] != '\0')
		put_place(page, url[0] != '\0' ? url : id, opens);
	put_fields(page, document);
	tc_page_line(page, 0);
	put_text(page, &document->field[TC_FIELD_TEXT], matches);
}
