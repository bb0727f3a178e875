/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The output formats of tracuu(1). */
#include "output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>
#include <tracuu/present.h>

#include "../program/lack.h"
#include "gains.h"
#include "place.h"
#include "show.h"
#include "stored.h"

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

/* Print a value, or nothing of one that is not whole. */
static enum tc_status
print_json(FILE *fp, const json_t *json, struct tc_error *err)
{
	char *text = json_dumps(json, TC_JSON_FLAGS);
	bool whole = !tc_lack_was() && text != NULL;

	if (whole) {
		fputs(text, fp);
		fputc('\n', fp);
	}
	free(text);
	return whole ? TC_OK : tc_fail(err, TC_NOMEM, "out of memory");
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

static enum tc_status
print_path(const struct tc_output *output, const char *id, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = tc_place_path(&path, output->index, id, err);

	print_field(output->fp, path.len > 0 ? tc_buf_str(&path) : id, false);
	fputc('\n', output->fp);
	tc_buf_free(&path);
	return status;
}

static enum tc_status
print_text(struct tc_output *output, const struct tc_shown *shown,
    struct tc_error *err)
{
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf opens = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	tc_shown_url(shown, &url);
	status = tc_buf_check(&url, err);
	if (status == TC_OK)
		status = tc_place_address(&opens, output->index, shown->hit->id,
		    tc_buf_str(&url), err);
	if (status == TC_OK)
		tc_show_hit(&output->page, shown, tc_buf_str(&opens),
		    output->gains != NULL
			? tc_gains_of(output->gains, shown->hit->id)
			: NULL);
	tc_buf_free(&url);
	tc_buf_free(&opens);
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
    const struct tc_marking *rung, struct tc_shown *shown, struct tc_error *err)
{
	enum tc_status status;

	if (!needs_document(output->format))
		return TC_OK;
	status = tc_shown_load(shown, output->index, err);
	if (status == TC_OK && output->format != TC_OUTPUT_TSV)
		status =
		    tc_shown_quote(shown, output->analyser, parsed, rung, err);
	return status;
}

static enum tc_status
print_hit(struct tc_output *output, const struct tc_shown *shown, json_t *hits,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	json_t *json;

	switch (output->format) {
	case TC_OUTPUT_TEXT:
		return print_text(output, shown, err);
	case TC_OUTPUT_JSON:
		if (json_array_append_new(hits, tc_shown_json(shown)) != 0)
			return tc_fail(err, TC_NOMEM, "out of memory");
		break;
	case TC_OUTPUT_JSONL:
		json = tc_shown_json(shown);
		if (output->qid != NULL)
			json_object_set_new(
			    json, "qid", json_string(output->qid));
		status = print_json(output->fp, json, err);
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
	return status;
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
check_written(const struct tc_output *output, struct tc_error *err)
{
	if (ferror(output->fp))
		return tc_fail(
		    err, TC_IO, "output: %s", tc_message_errno(errno));
	/* Of what was printed a stored record may have been read in part. */
	return output->page.failed || tc_lack_was()
	    ? tc_fail(err, TC_NOMEM, "out of memory")
	    : TC_OK;
}

/* For people, on what there is of the terminal. */
static void
begin_page(struct tc_output *output)
{
	tc_page_begin(&output->page, output->fp);
	output->page.columns = output->terminal.columns;
	output->page.color = output->terminal.color;
	output->page.links = output->terminal.links;
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
		return check_written(output, err);
	}
	tc_shown_init(&shown);
	if (output->format == TC_OUTPUT_JSON)
		json = tc_results_json(parsed, results, offset);
	begin_page(output);
	if (output->format == TC_OUTPUT_TEXT)
		tc_show_heading(&output->page, parsed, results, offset);
	for (i = 0; i < results->n && status == TC_OK; i++) {
		shown.hit = &results->hits[i];
		shown.rank = offset + i + 1;
		status = load(output, parsed, &results->marking, &shown, err);
		if (status == TC_OK)
			status = print_hit(
			    output, &shown, json_object_get(json, "hits"), err);
	}
	if (output->format == TC_OUTPUT_TEXT && status == TC_OK)
		tc_show_facets(&output->page, &results->facets);
	tc_page_end(&output->page);
	if (json != NULL && output->qid != NULL)
		json_object_set_new(json, "qid", json_string(output->qid));
	if (output->format == TC_OUTPUT_JSON && status == TC_OK)
		status = print_json(output->fp, json, err);
	json_decref(json);
	tc_shown_free(&shown);
	return status == TC_OK ? check_written(output, err) : status;
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

enum tc_status
tc_output_document(struct tc_output *output, struct tc_search *search,
    const char *id, const char *query, const struct tc_search_options *options,
    struct tc_error *err)
{
	struct tc_document document;
	enum tc_status status;

	if (output->format == TC_OUTPUT_JSON ||
	    output->format == TC_OUTPUT_JSONL) {
		tc_document_init(&document);
		status = tc_stored_read(&document, output->index, id, err);
		if (status == TC_OK)
			status = print_record(output, &document, err);
		tc_document_free(&document);
	} else {
		begin_page(output);
		status = tc_stored_show(&output->page, output->index, search,
		    id, query, options, err);
		tc_page_end(&output->page);
	}
	return status == TC_OK ? check_written(output, err) : status;
}

enum tc_status
tc_output_suggestions(struct tc_output *output,
    const struct tc_suggestions *suggestions, const char *text,
    struct tc_error *err)
{
	enum tc_status status;
	json_t *json;
	size_t i;

	if (output->format == TC_OUTPUT_JSON) {
		json = tc_suggestions_json(suggestions, text);
		status = print_json(output->fp, json, err);
		json_decref(json);
		return status == TC_OK ? check_written(output, err) : status;
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
	return check_written(output, err);
}

enum tc_status
tc_output_reasons(struct tc_output *output, const struct tc_reasons *reasons,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	json_t *json;

	if (output->format == TC_OUTPUT_JSON ||
	    output->format == TC_OUTPUT_JSONL) {
		json = tc_reasons_json(reasons);
		status = print_json(output->fp, json, err);
		json_decref(json);
	} else {
		begin_page(output);
		tc_reasons_show(&output->page, reasons);
		tc_page_end(&output->page);
	}
	return status == TC_OK ? check_written(output, err) : status;
}
