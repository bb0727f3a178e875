/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The output formats of tracuu(1). */
#include "output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>
#include <tracuu/present.h>

#include "facets.h"

#define BOLD "\033[1m"
#define MARK "\033[1;33m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

static const char *const format_names[] = {
    [TC_OUTPUT_TEXT] = "text",
    [TC_OUTPUT_JSON] = "json",
    [TC_OUTPUT_JSONL] = "jsonl",
    [TC_OUTPUT_TSV] = "tsv",
    [TC_OUTPUT_TREC] = "trec",
    [TC_OUTPUT_PATHS] = "paths",
};

enum tc_status
tc_output_format_of(
    enum tc_output_format *format, const char *name, struct tc_error *err)
{
	size_t i;

	for (i = 0; i < sizeof(format_names) / sizeof(format_names[0]); i++) {
		if (strcmp(name, format_names[i]) == 0) {
			*format = (enum tc_output_format)i;
			return TC_OK;
		}
	}
	return tc_fail(err, TC_NOTFOUND,
	    "%s: no such format; there are text, json, jsonl, tsv, trec and "
	    "paths",
	    name);
}

/* Text for a terminal: nothing in it may move the cursor or change colours. */
static void
print_plain(FILE *fp, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		fputc(c < ' ' || c == 0x7F ? ' ' : c, fp);
	}
}

/* One field of a line: what would end it or the field is percent-encoded. */
static void
print_field(FILE *fp, const char *s, bool spaces)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < ' ' || c == 0x7F || (spaces && c == ' '))
			fprintf(fp, "%%%02X", c);
		else
			fputc(c, fp);
	}
}

static void
print_styled(const struct tc_output *output, const char *style, const char *s)
{
	if (output->color)
		fputs(style, output->fp);
	print_plain(output->fp, s, strlen(s));
	if (output->color)
		fputs(PLAIN, output->fp);
}

/* 2020-06-29 as 29/6/2020, as it is read here. */
static void
print_date(FILE *fp, const char *date)
{
	unsigned year, month, day;
	int n = sscanf(date, "%4u-%2u-%2u", &year, &month, &day);

	if (n == 3)
		fprintf(fp, "%u/%u/%u", day, month, year);
	else if (n == 2)
		fprintf(fp, "%u/%u", month, year);
	else
		fputs(date, fp);
}

static void
print_facts(const struct tc_output *output, const struct tc_document *document,
    unsigned page)
{
	static const enum tc_field facts[] = {TC_FIELD_TYPE, TC_FIELD_NUMBER,
	    TC_FIELD_DATE, TC_FIELD_DOCUMENT, TC_FIELD_ISSUER};
	const char *between = "    ";
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		const char *fact = tc_document_str(document, facts[i]);

		if (fact[0] == '\0')
			continue;
		fputs(between, output->fp);
		if (facts[i] == TC_FIELD_DATE)
			print_date(output->fp, fact);
		else
			print_plain(output->fp, fact, strlen(fact));
		between = " · ";
	}
	if (page > 0) {
		fputs(between, output->fp);
		fprintf(output->fp, tc_message("page %u"), page);
		between = " · ";
	}
	if (between[0] != ' ' || between[1] != ' ')
		fputc('\n', output->fp);
}

static void
print_snippet(const struct tc_output *output, const struct tc_shown *shown)
{
	const char *text = tc_document_str(&shown->document, TC_FIELD_TEXT);
	const struct tc_snippet *snippet = &shown->snippet;
	size_t i;

	if (snippet->n == 0)
		return;
	fputs(snippet->begins ? "    … " : "    ", output->fp);
	for (i = 0; i < snippet->n; i++) {
		const struct tc_snippet_part *part = &snippet->part[i];

		if (part->marked)
			fputs(output->color ? MARK : "[", output->fp);
		print_plain(
		    output->fp, text + part->from, part->to - part->from);
		if (part->marked)
			fputs(output->color ? PLAIN : "]", output->fp);
	}
	fputs(snippet->ends ? " …\n" : "\n", output->fp);
}

/* Near duplicates, which are listed under the first of them. */
static void
print_copies(const struct tc_output *output, const struct tc_hit *hit)
{
	size_t i;

	if (hit->copies_n == 0)
		return;
	fputs("    ", output->fp);
	fprintf(output->fp, tc_message("%zu near duplicates: "), hit->copies_n);
	for (i = 0; i < hit->copies_n; i++) {
		fputs(i > 0 ? ", " : "", output->fp);
		print_styled(output, DIM, hit->copies[i]);
	}
	fputc('\n', output->fp);
}

static void
print_text(const struct tc_output *output, const struct tc_shown *shown)
{
	const char *title = tc_document_str(&shown->document, TC_FIELD_TITLE);
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);

	tc_shown_url(shown, &url);
	fprintf(output->fp, "%3zu. ", shown->rank);
	print_styled(output, BOLD, title[0] != '\0' ? title : shown->hit->id);
	fputc('\n', output->fp);
	print_facts(output, &shown->document, tc_shown_page(shown));
	fputs("    ", output->fp);
	print_styled(
	    output, DIM, url.len > 0 ? tc_buf_str(&url) : shown->hit->id);
	fputc('\n', output->fp);
	tc_buf_free(&url);
	print_snippet(output, shown);
	print_copies(output, shown->hit);
	fputc('\n', output->fp);
}

static void
print_json(FILE *fp, json_t *json)
{
	json_dumpf(json, fp, TC_JSON_FLAGS);
	fputc('\n', fp);
}

static void
print_tsv(const struct tc_output *output, const struct tc_shown *shown)
{
	static const enum tc_field fields[] = {TC_FIELD_DATE, TC_FIELD_TYPE,
	    TC_FIELD_NUMBER, TC_FIELD_TITLE, TC_FIELD_URL};
	size_t i;

	fprintf(output->fp, "%zu\t%.6f\t", shown->rank, shown->hit->score);
	print_field(output->fp, shown->hit->id, false);
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		fputc('\t', output->fp);
		print_field(output->fp,
		    tc_document_str(&shown->document, fields[i]), false);
	}
	fputc('\n', output->fp);
}

/* The root of the source that an id begins with, as the indexer kept it. */
static enum tc_status
print_path(const struct tc_output *output, const char *id, struct tc_error *err)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	size_t name = strcspn(id, "/");
	enum tc_status status;

	tc_buf_puts(&key, "source:");
	tc_buf_put(&key, id, name);
	status = tc_index_get(output->index, tc_buf_str(&key), &path, err);
	if (status == TC_OK && path.len > 0)
		tc_buf_puts(&path, id + name);
	print_field(output->fp, path.len > 0 ? tc_buf_str(&path) : id, false);
	fputc('\n', output->fp);
	tc_buf_free(&key);
	tc_buf_free(&path);
	return status;
}

static void
print_trec(const struct tc_output *output, const struct tc_shown *shown)
{
	print_field(output->fp, output->qid != NULL ? output->qid : "q", true);
	fputs(" Q0 ", output->fp);
	print_field(output->fp, shown->hit->id, true);
	fprintf(
	    output->fp, " %zu %.6f tracuu\n", shown->rank, shown->hit->score);
}

static bool
needs_document(enum tc_output_format format)
{
	return format != TC_OUTPUT_TREC && format != TC_OUTPUT_PATHS;
}

static enum tc_status
load(const struct tc_output *output, const struct tc_parsed *parsed,
    const struct tc_marking *marking, struct tc_shown *shown,
    struct tc_error *err)
{
	enum tc_status status;

	if (!needs_document(output->format))
		return TC_OK;
	status = tc_shown_load(shown, output->index, err);
	if (status == TC_OK && output->format != TC_OUTPUT_TSV)
		status = tc_shown_quote(
		    shown, output->analyser, parsed, marking, err);
	return status;
}

static enum tc_status
print_hit(const struct tc_output *output, const struct tc_shown *shown,
    json_t *hits, struct tc_error *err)
{
	json_t *json;

	switch (output->format) {
	case TC_OUTPUT_TEXT:
		print_text(output, shown);
		break;
	case TC_OUTPUT_JSON:
		json_array_append_new(hits, tc_shown_json(shown));
		break;
	case TC_OUTPUT_JSONL:
		json = tc_shown_json(shown);
		if (output->qid != NULL)
			json_object_set_new(
			    json, "qid", json_string(output->qid));
		print_json(output->fp, json);
		json_decref(json);
		break;
	case TC_OUTPUT_TSV:
		print_tsv(output, shown);
		break;
	case TC_OUTPUT_TREC:
		print_trec(output, shown);
		break;
	case TC_OUTPUT_PATHS:
		return print_path(output, shown->hit->id, err);
	}
	return TC_OK;
}

static void
print_said(FILE *fp, const char *text, const struct tc_buf *query)
{
	if (query->len == 0)
		return;
	fputs(text, fp);
	print_plain(fp, query->s, query->len);
	fputc('\n', fp);
}

/* Lines, each after the same words. */
static void
print_lines(FILE *fp, const char *before, const struct tc_buf *lines)
{
	const char *at = lines->s, *end = lines->s + lines->len, *line_end;

	for (; at < end; at = line_end + 1) {
		line_end = memchr(at, '\n', (size_t)(end - at));
		if (line_end == NULL)
			line_end = end;
		fputs(before, fp);
		print_plain(fp, at, (size_t)(line_end - at));
		fputc('\n', fp);
	}
}

/* Queries that may have been meant, and what they find. */
static void
print_corrections(FILE *fp, const struct tc_corrections *corrections)
{
	size_t i;

	for (i = 0; i < corrections->n; i++) {
		const struct tc_correction *at = &corrections->at[i];

		fputs(tc_message("Did you mean: "), fp);
		print_plain(fp, at->query, strlen(at->query));
		fprintf(
		    fp, " (%s%" PRIu64 ")\n", at->exact ? "" : "~", at->total);
	}
}

/* What was made of the query. */
static void
print_reading(const struct tc_output *output, const struct tc_parsed *parsed,
    const struct tc_results *results)
{
	FILE *fp = output->fp;

	if (parsed->typed.len > 0) {
		print_said(
		    fp, tc_message("Showing results for: "), &parsed->clean);
		print_said(fp, tc_message("As it was typed (--literal): "),
		    &parsed->typed);
	}
	print_said(fp, tc_message("Did you mean: "), &results->suggestion);
	print_corrections(fp, &results->corrections);
	/* Who typed it so knows how it is read. */
	if (strcmp(tc_buf_str(&results->reading), tc_buf_str(&parsed->clean)) !=
	    0)
		print_said(fp, tc_message("Read as: "), &results->reading);
	print_lines(fp, tc_message("Note: "), &results->notes);
	print_lines(fp, "", &results->explanation);
	if (results->explanation.len > 0)
		fputc('\n', fp);
}

/* What a person should know about how the query was answered. */
static void
print_heading(const struct tc_output *output, const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset)
{
	FILE *fp = output->fp;

	if (output->format != TC_OUTPUT_TEXT)
		return;
	print_reading(output, parsed, results);
	if (results->n == 0)
		return;
	fprintf(fp,
	    results->exact ? tc_message_n("%" PRIu64 " document",
				 "%" PRIu64 " documents", results->total)
			   : tc_message("about %" PRIu64 " documents"),
	    results->total);
	if (results->total > results->n)
		fprintf(fp, tc_message(", %zu to %zu"), offset + 1,
		    offset + results->n);
	if (results->rung == TC_RUNG_FOLDED)
		fputs(tc_message(" (few with these marks: marks were ignored)"),
		    fp);
	else if (results->rung == TC_RUNG_SOME)
		fputs(tc_message(" (with some of the words)"), fp);
	if (parsed->cut)
		fputs(tc_message(" (the query was too long: its end was not "
				 "read)"),
		    fp);
	fputs("\n\n", fp);
}

static void
print_count(const struct tc_output *output, const struct tc_results *results)
{
	if (output->qid != NULL)
		fprintf(output->fp, "%s\t", output->qid);
	fprintf(output->fp, "%s%" PRIu64 "\n", results->exact ? "" : "about ",
	    results->total);
}

static enum tc_status
check_written(FILE *fp, struct tc_error *err)
{
	if (!ferror(fp))
		return TC_OK;
	return tc_fail(err, TC_IO, "output: %s", strerror(errno));
}

enum tc_status
tc_output_results(struct tc_output *output, const struct tc_parsed *parsed,
    const struct tc_results *results, size_t offset, struct tc_error *err)
{
	json_t *json = NULL;
	struct tc_shown shown;
	enum tc_status status = TC_OK;
	size_t i;

	if (output->count) {
		print_count(output, results);
		return check_written(output->fp, err);
	}
	tc_shown_init(&shown);
	if (output->format == TC_OUTPUT_JSON)
		json = tc_results_json(parsed, results, offset);
	print_heading(output, parsed, results, offset);
	for (i = 0; i < results->n && status == TC_OK; i++) {
		shown.hit = &results->hits[i];
		shown.rank = offset + i + 1;
		status = load(output, parsed, &results->marking, &shown, err);
		if (status == TC_OK)
			status = print_hit(
			    output, &shown, json_object_get(json, "hits"), err);
	}
	if (output->format == TC_OUTPUT_TEXT && status == TC_OK)
		tc_facets_print(&results->facets, output->fp);
	if (json != NULL && output->qid != NULL)
		json_object_set_new(json, "qid", json_string(output->qid));
	if (json != NULL && status == TC_OK)
		print_json(output->fp, json);
	json_decref(json);
	tc_shown_free(&shown);
	return status == TC_OK ? check_written(output->fp, err) : status;
}

static enum tc_status
print_record(struct tc_output *output, const struct tc_document *document,
    struct tc_error *err)
{
	struct tc_buf json = TC_BUF_INIT(8 * TC_TEXT_MAX);
	enum tc_status status = tc_document_to_json(document, &json, err);

	if (status == TC_OK) {
		fwrite(json.s, 1, json.len, output->fp);
		fputc('\n', output->fp);
	}
	tc_buf_free(&json);
	return status;
}

/* What else is known of a document, each under its name. */
static void
print_fields(FILE *fp, const struct tc_document *document)
{
	static const enum tc_field fields[] = {TC_FIELD_ISSUER, TC_FIELD_SIGNER,
	    TC_FIELD_CAPACITY, TC_FIELD_PLACE, TC_FIELD_TERM, TC_FIELD_TOPIC,
	    TC_FIELD_ORIGIN, TC_FIELD_AUTHOR, TC_FIELD_MARK, TC_FIELD_BASES,
	    TC_FIELD_RECIPIENTS, TC_FIELD_REPAIR};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *s = tc_document_str(document, fields[i]);

		if (*s == '\0')
			continue;
		fprintf(fp, "    %s: ", tc_field_name(fields[i]));
		for (; *s != '\0'; s++) {
			if (*s == '\n')
				fputs("; ", fp);
			else
				print_plain(fp, s, 1);
		}
		fputc('\n', fp);
	}
}

enum tc_status
tc_output_document(struct tc_output *output, const struct tc_document *document,
    struct tc_error *err)
{
	const struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	const char *url = tc_document_str(document, TC_FIELD_URL);
	enum tc_status status;
	size_t i;

	if (output->format == TC_OUTPUT_JSON ||
	    output->format == TC_OUTPUT_JSONL) {
		status = print_record(output, document, err);
		return status == TC_OK ? check_written(output->fp, err)
				       : status;
	}
	print_styled(output, BOLD, tc_document_str(document, TC_FIELD_TITLE));
	fputc('\n', output->fp);
	print_facts(output, document, 0);
	if (url[0] != '\0') {
		fputs("    ", output->fp);
		print_styled(output, DIM, url);
		fputc('\n', output->fp);
	}
	print_fields(output->fp, document);
	fputc('\n', output->fp);
	for (i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->s[i];

		fputc(c < ' ' && c != '\n' ? ' ' : c, output->fp);
	}
	fputc('\n', output->fp);
	return check_written(output->fp, err);
}

enum tc_status
tc_output_suggestions(struct tc_output *output,
    const struct tc_suggestions *suggestions, const char *text,
    struct tc_error *err)
{
	json_t *json;
	size_t i;

	if (output->format == TC_OUTPUT_JSON) {
		json = tc_suggestions_json(suggestions, text);
		print_json(output->fp, json);
		json_decref(json);
		return check_written(output->fp, err);
	}
	for (i = 0; i < suggestions->n; i++) {
		const struct tc_suggestion *suggestion = &suggestions->at[i];

		print_field(output->fp, suggestion->text, false);
		if (output->format == TC_OUTPUT_TSV) {
			fprintf(output->fp, "\t%s\t%" PRIu64 "\t",
			    tc_suggestion_kind_name(suggestion->kind),
			    suggestion->n);
			if (suggestion->id != NULL)
				print_field(output->fp, suggestion->id, false);
		}
		fputc('\n', output->fp);
	}
	return check_written(output->fp, err);
}
