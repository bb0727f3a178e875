/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu-report: what was searched for, as text and as a page. */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/document.h>
#include <tracuu/version.h>

#include "../program/say.h"
#include "builtin.h"
#include "format.h"
#include "popular.h"
#include "report.h"
#include "template.h"

#define EXIT_TROUBLE 2
#define ROWS 20
#define ROWS_MAX 10000

/* So often, and on so many days, that it is nobody's own query. */
#define TIMES 10
#define DAYS 7

#define LOG_MAX ((size_t)1 << 30)
#define PAGE_MAX ((size_t)64 << 20)

/* Width of the longest bar of a chart. */
#define BAR 300

static const char help[] =
    "usage: tracuu-report [options] LOG...\n"
    "\n"
    "Add up the log of the search page, see tracuu.cgi(8): what was searched\n"
    "for most, what found nothing, what took long. LOG - is standard input.\n"
    "\n"
    "  -n, --rows N    rows of each table (20)\n"
    "      --from DAY  --to DAY\n"
    "                  only searches of these days: 2026-11-25, 25/11/2026\n"
    "      --html      a page with charts\n"
    "      --suggest DB\n"
    "                  instead, have the index DB suggest what many asked\n"
    "      --times N   --days N\n"
    "                  what was found so often (10), on so many days (7)\n"
    "      --except FILE\n"
    "                  but nothing with the words of a line of this\n"
    "      --version  --help\n";

struct settings {
	size_t rows;
	struct tc_buf from, to;
	bool html;
	const char *suggest; /* an index, or NULL */
	struct tc_popular_rule popular;
};

/* The number that a row has in a table. */
typedef uint64_t (*number_fn)(const struct tc_report_row *row);

static uint64_t
times(const struct tc_report_row *row)
{
	return row->times;
}

static uint64_t
failed(const struct tc_report_row *row)
{
	return row->failed;
}

static uint64_t
slowest(const struct tc_report_row *row)
{
	return (uint64_t)(row->slowest + 0.5);
}

static void
print_table(const char *title, const struct tc_report_rows *rows, size_t most,
    number_fn number)
{
	size_t i;

	printf("\n%s\n", title);
	for (i = 0; i < rows->n && i < most && number(&rows->at[i]) > 0; i++)
		printf("%8" PRIu64 "  %s\n", number(&rows->at[i]),
		    rows->at[i].name);
}

static void
print_text(struct tc_report *report, const struct settings *settings)
{
	printf("%" PRIu64 " lượt tìm, %zu câu khác nhau, %" PRIu64
	       " lượt không có kết quả\n",
	    report->searches, report->queries.n, report->failed);
	printf("một nửa dưới %.1f ms, 95 %% dưới %.1f ms\n", report->half,
	    report->most);
	if (report->odd > 0)
		printf("%" PRIu64 " dòng không đọc được\n", report->odd);
	print_table(
	    "Tìm nhiều nhất (lượt)", &report->queries, settings->rows, times);
	tc_report_by_failed(&report->queries);
	print_table("Không có kết quả (lượt)", &report->queries, settings->rows,
	    failed);
	tc_report_by_slowest(&report->queries);
	print_table(
	    "Chậm nhất (ms)", &report->queries, settings->rows, slowest);
	print_table("Theo ngày (lượt)", &report->days, SIZE_MAX, times);
}

static json_t *
number_json(uint64_t n)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	json_t *json;

	tc_format_number(&text, n);
	json = json_string(tc_buf_str(&text));
	tc_buf_free(&text);
	return json;
}

/* Rows with a bar each. */
static json_t *
chart_view(const struct tc_report_rows *rows, size_t most, number_fn number)
{
	json_t *chart = json_array();
	uint64_t greatest = 1;
	size_t i;

	for (i = 0; i < rows->n && i < most; i++) {
		if (number(&rows->at[i]) > greatest)
			greatest = number(&rows->at[i]);
	}
	for (i = 0; i < rows->n && i < most && number(&rows->at[i]) > 0; i++)
		json_array_append_new(chart,
		    json_pack("{s:s, s:o, s:I}", "name", rows->at[i].name, "n",
			number_json(number(&rows->at[i])), "bar",
			(json_int_t)(number(&rows->at[i]) * BAR / greatest)));
	return chart;
}

static json_t *
page_view(struct tc_report *report, const struct settings *settings)
{
	struct tc_report_rows *queries = &report->queries;
	json_t *page = json_object();
	char number[32];

	json_object_set_new(page, "searches", number_json(report->searches));
	json_object_set_new(page, "different", number_json(queries->n));
	json_object_set_new(page, "failed", number_json(report->failed));
	snprintf(number, sizeof(number), "%.1f", report->half);
	json_object_set_new(page, "half", json_string(number));
	snprintf(number, sizeof(number), "%.1f", report->most);
	json_object_set_new(page, "most", json_string(number));
	json_object_set_new(
	    page, "top", chart_view(queries, settings->rows, times));
	tc_report_by_failed(queries);
	json_object_set_new(
	    page, "none", chart_view(queries, settings->rows, failed));
	tc_report_by_slowest(queries);
	json_object_set_new(
	    page, "slow", chart_view(queries, settings->rows, slowest));
	json_object_set_new(
	    page, "days", chart_view(&report->days, SIZE_MAX, times));
	return page;
}

static const char *
builtin(const char *name)
{
	const struct tc_builtin *file = tc_builtin_files;

	while (strcmp(file->name, name) != 0)
		file++;
	return file->text;
}

static enum tc_status
print_page(struct tc_report *report, const struct settings *settings,
    struct tc_error *err)
{
	struct tc_buf out = TC_BUF_INIT(PAGE_MAX);
	struct tc_template *page = NULL;
	struct tc_texts *texts;
	enum tc_status status;
	json_t *values;

	if ((status = tc_texts_new(&texts, err)) != TC_OK)
		return status;
	status = tc_texts_read(texts, "texts.tsv", builtin("texts.tsv"),
	    strlen(builtin("texts.tsv")), err);
	if (status == TC_OK)
		status = tc_template_read(&page, "report.html",
		    builtin("report.html"), NULL, NULL, err);
	if (status == TC_OK) {
		values = page_view(report, settings);
		tc_template_fill(page, texts, values, &out);
		json_decref(values);
		status = tc_buf_check(&out, err);
	}
	if (status == TC_OK)
		fputs(tc_buf_str(&out), stdout);
	tc_template_free(page);
	tc_texts_free(texts);
	tc_buf_free(&out);
	return status;
}

static bool
parse_day(const char *name, const char *s, struct tc_buf *day)
{
	struct tc_error error;

	tc_buf_clear(day);
	if (tc_date_normalise(s, strlen(s), day, &error) != TC_OK)
		tc_say("%s: %s", name, error.text);
	else if (day->len != TC_REPORT_DAY)
		tc_say("%s %s: no day", name, s);
	else
		return true;
	return false;
}

static bool
parse_number(
    const char *name, const char *s, size_t *n, size_t least, size_t most)
{
	char *rest;

	*n = strtoul(s, &rest, 10);
	if (tc_ascii_is_digit(*s) && *rest == '\0' && *n >= least && *n <= most)
		return true;
	tc_say("%s %s: %zu to %zu", name, s, least, most);
	return false;
}

/* Take what one option says. False: it says nothing that can be. */
static bool
take_option(int option, struct settings *settings)
{
	bool good = true;

	switch (option) {
	case 'n':
		good = parse_number(
		    "--rows", optarg, &settings->rows, 1, ROWS_MAX);
		break;
	case 'f':
		good = parse_day("--from", optarg, &settings->from);
		break;
	case 't':
		good = parse_day("--to", optarg, &settings->to);
		break;
	case 'm':
		settings->html = true;
		break;
	case 's':
		settings->suggest = optarg;
		break;
	case 'i':
		good = parse_number("--times", optarg, &settings->popular.times,
		    TC_POPULAR_LEAST, TC_POPULAR_MOST);
		break;
	case 'd':
		good = parse_number("--days", optarg, &settings->popular.days,
		    TC_POPULAR_LEAST, TC_POPULAR_MOST);
		break;
	case 'e':
		settings->popular.except = optarg;
		break;
	default:
		good = false;
		break;
	}
	return good;
}

/* -1: go on; else the exit status. */
static int
parse_options(int argc, char **argv, struct settings *settings)
{
	static const struct option options[] = {
	    {"rows", required_argument, NULL, 'n'},
	    {"from", required_argument, NULL, 'f'},
	    {"to", required_argument, NULL, 't'},
	    {"html", no_argument, NULL, 'm'},
	    {"suggest", required_argument, NULL, 's'},
	    {"times", required_argument, NULL, 'i'},
	    {"days", required_argument, NULL, 'd'},
	    {"except", required_argument, NULL, 'e'},
	    {"version", no_argument, NULL, 'v'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	bool good = true;
	int c;

	while (
	    good && (c = getopt_long(argc, argv, "n:", options, NULL)) != -1) {
		switch (c) {
		case 'v':
			printf("tracuu-report %s\n", TC_VERSION);
			return 0;
		case 'h':
			fputs(help, stdout);
			return 0;
		default:
			good = take_option(c, settings);
			break;
		}
	}
	if (good && optind == argc)
		tc_say("no LOG");
	if (good && optind < argc)
		return -1;
	tc_say_more("tracuu-report --help says how");
	return EXIT_TROUBLE;
}

static enum tc_status
suggest(const struct tc_report *report, const struct settings *settings,
    struct tc_error *err)
{
	enum tc_status status;
	size_t n;

	status = tc_popular_write(
	    settings->suggest, &n, report, &settings->popular, err);
	if (status == TC_OK)
		tc_print(stdout, "%s: %zu of %zu queries may be suggested\n",
		    settings->suggest, n, report->queries.n);
	return status;
}

static enum tc_status
run(char **logs, const struct settings *settings, struct tc_error *err)
{
	struct tc_buf log = TC_BUF_INIT(LOG_MAX);
	struct tc_report report;
	enum tc_status status = TC_OK;

	for (; *logs != NULL && status == TC_OK; logs++)
		status = tc_buf_read(&log, *logs, err);
	if (status == TC_OK)
		status =
		    tc_report_make(&report, &log, tc_buf_str(&settings->from),
			tc_buf_str(&settings->to), err);
	if (status == TC_OK) {
		if (settings->suggest != NULL)
			status = suggest(&report, settings, err);
		else if (settings->html)
			status = print_page(&report, settings, err);
		else
			print_text(&report, settings);
		tc_report_free(&report);
	}
	tc_buf_free(&log);
	return status;
}

int
main(int argc, char **argv)
{
	struct settings settings = {.rows = ROWS,
	    .popular = {TIMES, DAYS, NULL},
	    .from = TC_BUF_INIT(TC_BUF_LINE),
	    .to = TC_BUF_INIT(TC_BUF_LINE)};
	struct tc_error error;
	int code;

	tc_program_begin();
	if ((code = parse_options(argc, argv, &settings)) < 0) {
		code = 0;
		if (run(argv + optind, &settings, &error) != TC_OK) {
			tc_say("%s", error.text);
			code = EXIT_TROUBLE;
		}
	}
	if (!tc_end_output() && code == 0)
		code = EXIT_TROUBLE;
	tc_buf_free(&settings.from);
	tc_buf_free(&settings.to);
	return code;
}
