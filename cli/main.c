/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu: options, one query or a batch, exit status. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/abbrev.h>
#include <tracuu/query.h>
#include <tracuu/version.h>
#include <unistd.h>

#include "answer.h"
#include "arguments.h"
#include "batch.h"
#include "../program/say.h"
#include "../query/guard.h"
#include "output.h"

#define EXIT_FOUND 0
#define EXIT_NOTHING 1
#define EXIT_TROUBLE 2

#define DEFAULT_DATABASE "./tracuu.db"
#define DEFAULT_ABBREVIATIONS "/etc/tracuu-abbreviations.tsv"
#define DEFAULT_LIMIT 10

/* Seconds: a thousand times what a query takes. */
#define DEFAULT_TIME_LIMIT 60

/* Deeper pages cost too much and help nobody. */
#define LIMIT_MAX 100000

/* Matches that are counted one by one for a page of results. */
#define COUNT_UP_TO 1000

/* Values of each facet that are shown. */
#define FACET_VALUES 10

/* Matches that facets are counted in one by one: a fifth of a second. */
#define FACETS_UP_TO 200000

/* Queries that may have been meant, at most. */
#define CORRECTIONS 3

enum long_option {
	OPT_ABBREVIATIONS = 256,
	OPT_BATCH,
	OPT_COLOR,
	OPT_COUNT,
	OPT_DUPLICATES,
	OPT_EXACT,
	OPT_EXPLAIN,
	OPT_FACETS,
	OPT_FORMAT,
	OPT_FROM,
	OPT_HELP,
	OPT_LITERAL,
	OPT_NO_ABBREVIATIONS,
	OPT_NO_RERANK,
	OPT_OFFSET,
	OPT_SHOW,
	OPT_SIMILAR,
	OPT_SORT,
	OPT_SUGGEST,
	OPT_TIME_LIMIT,
	OPT_TIMING,
	OPT_TO,
	OPT_VERSION,
	OPT_WITHOUT,
	OPT_FACET /* + enum tc_facet */
};

static const struct option long_options[] = {
    {"database", required_argument, NULL, 'd'},
    {"limit", required_argument, NULL, 'n'},
    {"offset", required_argument, NULL, OPT_OFFSET},
    {"sort", required_argument, NULL, OPT_SORT},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"type", required_argument, NULL, OPT_FACET + TC_FACET_TYPE},
    {"issuer", required_argument, NULL, OPT_FACET + TC_FACET_ISSUER},
    {"number", required_argument, NULL, OPT_FACET + TC_FACET_NUMBER},
    {"signer", required_argument, NULL, OPT_FACET + TC_FACET_SIGNER},
    {"term", required_argument, NULL, OPT_FACET + TC_FACET_TERM},
    {"field", required_argument, NULL, OPT_FACET + TC_FACET_TOPIC},
    {"place", required_argument, NULL, OPT_FACET + TC_FACET_PLACE},
    {"origin", required_argument, NULL, OPT_FACET + TC_FACET_ORIGIN},
    {"author", required_argument, NULL, OPT_FACET + TC_FACET_AUTHOR},
    {"base", required_argument, NULL, OPT_FACET + TC_FACET_BASE},
    {"recipient", required_argument, NULL, OPT_FACET + TC_FACET_RECIPIENT},
    {"year", required_argument, NULL, OPT_FACET + TC_FACET_YEAR},
    {"from", required_argument, NULL, OPT_FROM},
    {"to", required_argument, NULL, OPT_TO},
    {"literal", no_argument, NULL, OPT_LITERAL},
    {"count", no_argument, NULL, OPT_COUNT},
    {"duplicates", no_argument, NULL, OPT_DUPLICATES},
    {"show", required_argument, NULL, OPT_SHOW},
    {"similar", required_argument, NULL, OPT_SIMILAR},
    {"suggest", required_argument, NULL, OPT_SUGGEST},
    {"abbreviations", required_argument, NULL, OPT_ABBREVIATIONS},
    {"no-abbreviations", no_argument, NULL, OPT_NO_ABBREVIATIONS},
    {"facets", optional_argument, NULL, OPT_FACETS},
    {"explain", no_argument, NULL, OPT_EXPLAIN},
    {"no-rerank", no_argument, NULL, OPT_NO_RERANK},
    {"without", required_argument, NULL, OPT_WITHOUT},
    {"exact", no_argument, NULL, OPT_EXACT},
    {"batch", required_argument, NULL, OPT_BATCH},
    {"time-limit", required_argument, NULL, OPT_TIME_LIMIT},
    {"timing", no_argument, NULL, OPT_TIMING},
    {"color", optional_argument, NULL, OPT_COLOR},
    {"version", no_argument, NULL, OPT_VERSION},
    {"help", no_argument, NULL, OPT_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] = TC_MESSAGE(
    "usage: tracuu [-d DB] [options] QUERY...\n"
    "\n"
    "Search an index of tracuu-index. Words may be typed with or without\n"
    "marks; \"quotes\" keep words together, -word leaves documents out, OR is\n"
    "either side; tieu_de:, loai:, ngay: and others ask fields: see\n"
    "tracuu-syntax(7). An empty query is every document, newest first.\n"
    "\n"
    "  -d, --database DB   the index (default: $TRACUU_DB, else ./tracuu.db)\n"
    "  -n, --limit N       how many results (10)\n"
    "      --offset N      leave out the first N\n"
    "      --sort relevance|newest|oldest\n"
    "      --format text|json|jsonl|tsv|trec|paths\n"
    "      --type TYPE  --issuer NAME  --number NUMBER  --year YEAR\n"
    "      --signer NAME  --field NAME  --term YEARS  --place NAME\n"
    "      --author NAME  --origin NAME  --base NUMBER  --recipient NAME\n"
    "                      only such documents; one repeated: any of them\n"
    "      --from DATE  --to DATE\n"
    "                      only of these days: 2020-06-29, 29/6/2020, 2020\n"
    "      --facets[=N]    count the results by type, issuer, year ...: the N\n"
    "                      most frequent of each (10)\n"
    "      --exact         marks must be those that were typed\n"
    "      --literal       take the query as it was typed\n"
    "      --abbreviations FILE\n"
    "                      more of them, see tracuu-abbreviations(5)\n"
    "      --no-abbreviations\n"
    "                      search for them as they were typed\n"
    "      --explain       say how the query was read and answered\n"
    "      --no-rerank     leave the order of words and pairs alone\n"
    "      --without PART  leave a part of the ranking out, to measure it\n"
    "      --duplicates    list near duplicates one by one\n"
    "      --count         print only how many documents match\n"
    "      --show ID       print the stored text of a document\n"
    "      --similar ID    search for what is similar to a document\n"
    "      --suggest TEXT  print what a query that begins so may become\n"
    "      --batch FILE    answer lines of QID<TAB>QUERY\n"
    "      --timing        with --batch: milliseconds a query on stderr\n"
    "      --time-limit SECONDS\n"
    "                      of a processor for a query (60; 0: none)\n"
    "      --color[=auto|always|never]\n"
    "      --version  --help\n"
    "\n"
    "Exit status: 0 found, 1 nothing found, 2 trouble.\n");

struct settings {
	const struct tc_arguments *arguments;
	const char *database, *show, *similar, *suggest, *batch, *color,
	    *abbreviations;
	enum tc_output_format format;
	struct tc_search_options search;
	struct tc_buf from, to;
	size_t time_limit;
	bool count, duplicates, timing, no_abbreviations;
};

static bool
parse_number(const char *name, const char *s, size_t *n)
{
	unsigned long value;
	char *rest;

	errno = 0;
	value = strtoul(s, &rest, 10);
	if (errno == 0 && *s >= '0' && *s <= '9' && *rest == '\0' &&
	    value <= LIMIT_MAX) {
		*n = value;
		return true;
	}
	tc_say("%s %s: no number from 0 to %d", name, s, LIMIT_MAX);
	return false;
}

static bool
parse_sort(const char *s, enum tc_sort *sort)
{
	if (strcmp(s, "relevance") == 0)
		*sort = TC_SORT_RELEVANCE;
	else if (strcmp(s, "newest") == 0)
		*sort = TC_SORT_NEWEST;
	else if (strcmp(s, "oldest") == 0)
		*sort = TC_SORT_OLDEST;
	else {
		tc_say("--sort %s: relevance, newest or oldest", s);
		return false;
	}
	return true;
}

static bool
parse_format(const char *s, enum tc_output_format *format)
{
	struct tc_error error;

	if (tc_output_format_of(format, s, &error) == TC_OK)
		return true;
	tc_say("--format %s", error.text);
	return false;
}

static bool
parse_part(const char *s, unsigned *without)
{
	enum tc_part part = tc_part_of_name(s);

	if (part < TC_PART_COUNT) {
		*without |= TC_PART_BIT(part);
		return true;
	}
	tc_say("--without %s: no such part of the ranking", s);
	return false;
}

static bool
parse_date(const char *name, const char *s, struct tc_buf *date)
{
	struct tc_error error;

	tc_buf_clear(date);
	if (tc_date_normalise(s, strlen(s), date, &error) == TC_OK)
		return true;
	tc_say("%s: %s", name, error.text);
	return false;
}

static bool
parse_year(const char *s)
{
	if (strlen(s) == 4 && strspn(s, "0123456789") == 4)
		return true;
	tc_say("--year %s: four digits", s);
	return false;
}

static bool
parse_color(const char *s, const char **color)
{
	*color = s != NULL ? s : "always";
	if (strcmp(*color, "auto") == 0 || strcmp(*color, "always") == 0 ||
	    strcmp(*color, "never") == 0)
		return true;
	tc_say("--color=%s: auto, always or never", s);
	return false;
}

static bool
add_filter(struct tc_filters *filters, enum tc_facet facet, const char *value)
{
	struct tc_filter_values *values = &filters->facets[facet];
	const char **grown;

	if (facet == TC_FACET_YEAR && !parse_year(value))
		return false;
	grown = realloc(values->at, (values->n + 1) * sizeof(*grown));
	if (grown == NULL) {
		tc_say("out of memory");
		return false;
	}
	values->at = grown;
	grown[values->n++] = value;
	return true;
}

static const char *
path_argument(const struct settings *settings)
{
	return tc_arguments_raw(settings->arguments, optarg);
}

static bool
parse_option(int c, struct settings *settings)
{
	struct tc_search_options *search = &settings->search;

	if (c >= OPT_FACET)
		return add_filter(
		    &search->filters, (enum tc_facet)(c - OPT_FACET), optarg);
	switch (c) {
	case 'd':
		settings->database = path_argument(settings);
		return true;
	case 'n':
		return parse_number("--limit", optarg, &search->limit);
	case OPT_OFFSET:
		return parse_number("--offset", optarg, &search->offset);
	case OPT_SORT:
		return parse_sort(optarg, &search->sort);
	case OPT_FORMAT:
		return parse_format(optarg, &settings->format);
	case OPT_FROM:
		return parse_date("--from", optarg, &settings->from);
	case OPT_TO:
		return parse_date("--to", optarg, &settings->to);
	case OPT_COUNT:
		return settings->count = true;
	case OPT_DUPLICATES:
		return settings->duplicates = true;
	case OPT_SHOW:
		settings->show = optarg;
		return true;
	case OPT_SIMILAR:
		settings->similar = optarg;
		return true;
	case OPT_SUGGEST:
		settings->suggest = optarg;
		return true;
	case OPT_ABBREVIATIONS:
		settings->abbreviations = path_argument(settings);
		return true;
	case OPT_NO_ABBREVIATIONS:
		return settings->no_abbreviations = true;
	case OPT_NO_RERANK:
		search->without |= TC_PARTS_SECOND;
		return true;
	case OPT_WITHOUT:
		return parse_part(optarg, &search->without);
	case OPT_EXACT:
		return search->exact_marks = true;
	case OPT_EXPLAIN:
		return search->explain = true;
	case OPT_FACETS:
		search->facet_values = FACET_VALUES;
		return optarg == NULL ||
		    parse_number("--facets", optarg, &search->facet_values);
	case OPT_LITERAL:
		return search->literal = true;
	case OPT_BATCH:
		settings->batch = path_argument(settings);
		return true;
	case OPT_TIME_LIMIT:
		return parse_number(
		    "--time-limit", optarg, &settings->time_limit);
	case OPT_TIMING:
		return settings->timing = true;
	case OPT_COLOR:
		return parse_color(optarg, &settings->color);
	default:
		return false;
	}
}

/* Output that could not be written was for nothing. */
static int
end_output(int code)
{
	return tc_end_output() ? code : EXIT_TROUBLE;
}

/* -1: go on; else the exit status. */
static int
parse_options(int argc, char **argv, struct settings *settings)
{
	int c;

	while (
	    (c = getopt_long(argc, argv, "d:n:", long_options, NULL)) != -1) {
		if (c == OPT_HELP) {
			tc_put(
			    stdout, tc_message(help), strlen(tc_message(help)));
			return end_output(EXIT_FOUND);
		}
		if (c == OPT_VERSION) {
			tc_print(stdout, "tracuu %s (Xapian %s, analyser %s)\n",
			    TC_VERSION, xapian_version_string(),
			    tc_analyser_version());
			return end_output(EXIT_FOUND);
		}
		if (!parse_option(c, settings)) {
			tc_say_more("tracuu --help says how");
			return EXIT_TROUBLE;
		}
	}
	if (settings->from.len > 0)
		settings->search.filters.from = settings->from.s;
	if (settings->to.len > 0)
		settings->search.filters.to = settings->to.s;
	return -1;
}

static bool
wants_color(const struct settings *settings)
{
	const char *no_color = getenv("NO_COLOR");

	if (strcmp(settings->color, "auto") != 0)
		return strcmp(settings->color, "always") == 0;
	return isatty(STDOUT_FILENO) &&
	    (no_color == NULL || no_color[0] == '\0');
}

static int
trouble(const struct tc_error *error)
{
	tc_say("%s", error->text);
	if (error->status == TC_CORRUPT)
		tc_say("the index is damaged: tracuu-index --rollback goes "
		       "back to an older one, --rebuild makes it anew");
	return EXIT_TROUBLE;
}

static int
show_document(struct tc_answerer *answerer, const char *id)
{
	struct tc_error error;
	enum tc_status status = tc_answer_show(answerer, id, &error);

	if (status == TC_OK)
		return EXIT_FOUND;
	tc_say("%s", error.text);
	return status == TC_NOTFOUND ? EXIT_NOTHING : EXIT_TROUBLE;
}

static int
suggest(struct tc_answerer *answerer, const char *text)
{
	struct tc_error error;
	bool found;

	if (tc_answer_suggest(&found, answerer, text, &error) != TC_OK)
		return trouble(&error);
	return found ? EXIT_FOUND : EXIT_NOTHING;
}

static int
run_batch(const struct settings *settings, struct tc_answerer *answerer)
{
	struct tc_error error;
	bool found;

	if (tc_batch_run(&found, settings->batch, answerer, settings->timing,
		&error) != TC_OK)
		return trouble(&error);
	return found ? EXIT_FOUND : EXIT_NOTHING;
}

/* Answer a query, or search for what is similar to a document. */
static int
run_query(struct tc_answerer *answerer, const char *query, const char *similar)
{
	struct tc_error error;
	enum tc_status status;
	bool found;

	status = similar != NULL
	    ? tc_answer_similar(&found, answerer, similar, &error)
	    : tc_answer_query(&found, answerer, query, &error);
	if (status == TC_NOTFOUND && similar != NULL) {
		tc_say("%s", error.text);
		return EXIT_NOTHING;
	}
	if (status != TC_OK)
		return trouble(&error);
	if (!found && !answerer->output->count &&
	    answerer->output->format == TC_OUTPUT_TEXT)
		tc_say("nothing found");
	return found ? EXIT_FOUND : EXIT_NOTHING;
}

/* The words of the command line as one query. */
static char *
join_arguments(char **argv, int n)
{
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	int i;

	tc_buf_puts(&query, "");
	for (i = 0; i < n; i++) {
		if (i > 0)
			tc_buf_putc(&query, ' ');
		tc_buf_puts(&query, argv[i]);
	}
	return query.s; /* a query over a megabyte is cut there */
}

static int
search_index(const struct settings *settings, struct tc_index *index,
    char **arguments, int n)
{
	struct tc_output output = {.fp = stdout,
	    .format = settings->format,
	    .color = wants_color(settings),
	    .index = index,
	    .count = settings->count};
	struct tc_search *search = NULL;
	struct tc_answerer answerer = {.index = index,
	    .options = &settings->search,
	    .output = &output,
	    .time_limit = (unsigned)settings->time_limit};
	struct tc_error error;
	char *query;
	int code;

	if (tc_search_new(&search, index, &error) != TC_OK)
		return trouble(&error);
	output.analyser = tc_search_analyser(search);
	answerer.search = search;
	if (settings->show != NULL) {
		code = show_document(&answerer, settings->show);
	} else if (settings->suggest != NULL) {
		code = suggest(&answerer, settings->suggest);
	} else if (settings->batch != NULL) {
		code = run_batch(settings, &answerer);
	} else if ((query = join_arguments(arguments, n)) == NULL) {
		tc_say("out of memory");
		code = EXIT_TROUBLE;
	} else {
		code = run_query(&answerer, query, settings->similar);
		free(query);
	}
	tc_search_free(search);
	return code;
}

static const char *
choose_database(const struct settings *settings)
{
	const char *from_environment = getenv("TRACUU_DB");

	if (settings->database != NULL)
		return settings->database;
	if (from_environment != NULL && from_environment[0] != '\0')
		return from_environment;
	return DEFAULT_DATABASE;
}

static void
warn_of_line(void *arg, const char *text)
{
	(void)arg;
	tc_say("%s", text);
}

/* The abbreviations that are built in, and the file that adds to them. The
 * caller frees *out in any case. */
static bool
read_abbreviations(const struct settings *settings, struct tc_abbrevs **out)
{
	const char *path = settings->abbreviations;
	struct tc_error error;
	enum tc_status status;

	*out = NULL;
	if (settings->no_abbreviations)
		return true;
	if (path == NULL)
		path = getenv("TRACUU_ABBREVIATIONS");
	if (path != NULL && path[0] == '\0')
		path = NULL;
	status = tc_abbrevs_new(out, &error);
	if (status == TC_OK)
		status = tc_abbrevs_read(*out,
		    path != NULL ? path : DEFAULT_ABBREVIATIONS, warn_of_line,
		    NULL, &error);
	if (status == TC_OK || (status == TC_NOTFOUND && path == NULL))
		return true;
	tc_say("%s", error.text);
	return false;
}

static int
run(const struct settings *settings, char **arguments, int n)
{
	struct tc_index *index = NULL;
	struct tc_error error;
	int code;

	if (n == 0 && settings->show == NULL && settings->similar == NULL &&
	    settings->batch == NULL && settings->suggest == NULL) {
		tc_say("no QUERY ('' is every document)");
		tc_say_more("tracuu --help says how");
		return EXIT_TROUBLE;
	}
	tc_guard_limit((unsigned)settings->time_limit);
	if (tc_index_open(&index, choose_database(settings), &error) != TC_OK)
		return trouble(&error);
	if (tc_index_warning(index) != NULL)
		tc_say("%s", tc_index_warning(index));
	code = search_index(settings, index, arguments, n);
	tc_index_free(index);
	return end_output(code);
}

int
main(int argc, char **argv)
{
	struct tc_arguments arguments;
	struct settings settings = {
	    .arguments = &arguments,
	    .color = "auto",
	    .time_limit = DEFAULT_TIME_LIMIT,
	    .search = {.limit = DEFAULT_LIMIT,
		.count_up_to = COUNT_UP_TO,
		.facets_up_to = FACETS_UP_TO},
	    .from = TC_BUF_INIT(TC_BUF_LINE),
	    .to = TC_BUF_INIT(TC_BUF_LINE),
	};
	struct tc_abbrevs *abbrevs = NULL;
	struct tc_error error;
	size_t i;
	int code = EXIT_TROUBLE;

	tc_program_begin();
	if (tc_arguments_begin(&arguments, argc, argv, &error) != TC_OK)
		trouble(&error);
	else
		code = parse_options(argc, arguments.text, &settings);
	if (settings.batch != NULL)
		settings.search.count_up_to = 0;
	/* Formats for programs have a line a document. */
	settings.search.collapse = !settings.duplicates &&
	    settings.batch == NULL &&
	    (settings.format == TC_OUTPUT_TEXT ||
		settings.format == TC_OUTPUT_JSON);
	if (!settings.search.literal && !settings.count &&
	    (settings.format == TC_OUTPUT_TEXT ||
		settings.format == TC_OUTPUT_JSON))
		settings.search.corrections = CORRECTIONS;
	if (settings.count) {
		settings.search.limit = 0;
		settings.search.count_up_to = SIZE_MAX;
	}
	if (code < 0 && tc_guard_begin(&error) != TC_OK)
		code = trouble(&error);
	if (code < 0 && !read_abbreviations(&settings, &abbrevs))
		code = EXIT_TROUBLE;
	settings.search.abbrevs = abbrevs;
	if (code < 0)
		code = run(&settings, arguments.text + optind, argc - optind);
	tc_abbrevs_free(abbrevs);
	for (i = 0; i < TC_FACET_COUNT; i++)
		free(settings.search.filters.facets[i].at);
	tc_buf_free(&settings.from);
	tc_buf_free(&settings.to);
	tc_arguments_free(&arguments);
	return code;
}
