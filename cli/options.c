/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options, by getopt_long. */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/version.h>

#include "../program/say.h"

#define DEFAULT_LIMIT 10

/* Seconds: a thousand times what a query takes. */
#define DEFAULT_TIME_LIMIT 60

/* Matches that are counted one by one for a page of results. */
#define COUNT_UP_TO 1000

/* Values of each facet that are shown. */
#define FACET_VALUES 10

/* Matches that facets are counted in one by one: a fifth of a second. */
#define FACETS_UP_TO 200000

/* Queries that may have been meant, at most. */
#define CORRECTIONS 3

/* Smaller queries that are offered where nothing has all of one. */
#define FEWER 3

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
	OPT_FORGET,
	OPT_HELP,
	OPT_HYPERLINK,
	OPT_LITERAL,
	OPT_NEW,
	OPT_NO_ABBREVIATIONS,
	OPT_NO_PAGER,
	OPT_NO_RERANK,
	OPT_OFFSET,
	OPT_SAVE,
	OPT_SAVED,
	OPT_SHOW,
	OPT_SIMILAR,
	OPT_SORT,
	OPT_SUGGEST,
	OPT_TIME_LIMIT,
	OPT_TIMING,
	OPT_TO,
	OPT_VERSION,
	OPT_WHY_NOT,
	OPT_WIDTH,
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
    {"why-not", required_argument, NULL, OPT_WHY_NOT},
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
    {"save", required_argument, NULL, OPT_SAVE},
    {"new", required_argument, NULL, OPT_NEW},
    {"saved", no_argument, NULL, OPT_SAVED},
    {"forget", required_argument, NULL, OPT_FORGET},
    {"color", optional_argument, NULL, OPT_COLOR},
    {"hyperlink", optional_argument, NULL, OPT_HYPERLINK},
    {"no-pager", no_argument, NULL, OPT_NO_PAGER},
    {"width", required_argument, NULL, OPT_WIDTH},
    {"version", no_argument, NULL, OPT_VERSION},
    {"help", no_argument, NULL, OPT_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] = TC_MESSAGE(
    "usage: tracuu [-d DB] [options] [QUERY...]\n"
    "\n"
    "Search an index of tracuu-index. Words may be typed with or without\n"
    "marks; \"quotes\" keep words together, -word leaves documents out, OR is\n"
    "either side; tieu_de:, loai:, ngay: and others ask fields: see\n"
    "tracuu-syntax(7). An empty query is every document, newest first.\n"
    "Without a query on a terminal: search as you type.\n"
    "\n"
    "  -d, --database DB   the index (default: $TRACUU_DB, else what\n"
    "                      tracuu.conf(5) says, else ./tracuu.db)\n"
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
    "      --count         print only how many documents match\n"
    "      --duplicates    list near duplicates one by one\n"
    "      --show ID       print the stored text of a document, the words of\n"
    "                      QUERY marked in it\n"
    "      --similar ID    search for what is similar to a document\n"
    "      --why-not ID    say why a document is not found by QUERY, or where\n"
    "                      among the results it is\n"
    "      --suggest TEXT  print what a query that begins so may become\n"
    "      --batch FILE    answer lines of QID<TAB>QUERY\n"
    "      --timing        with --batch: milliseconds a query on stderr\n"
    "      --time-limit SECONDS\n"
    "                      of a processor for a query (60; 0: none)\n"
    "      --save NAME     keep a search under this name\n"
    "      --new NAME      what such a search finds that it has not shown\n"
    "      --saved         list them;  --forget NAME  remove one\n"
    "      --color[=auto|always|never]  --hyperlink[=auto|always|never]\n"
    "      --no-pager      never show results in $PAGER\n"
    "      --width N       break lines at so many columns\n"
    "      --version  --help\n"
    "\n"
    "Exit status: 0 found, 1 nothing found, 2 trouble.\n");

static bool
parse_number(const char *name, const char *s, size_t *n)
{
	unsigned long value;
	char *rest;

	errno = 0;
	value = strtoul(s, &rest, 10);
	if (errno == 0 && tc_ascii_is_digit(*s) && *rest == '\0' &&
	    value <= TC_LIMIT_MAX) {
		*n = value;
		return true;
	}
	tc_say("%s %s: no number from 0 to %d", name, s, TC_LIMIT_MAX);
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
parse_when(const char *name, const char *s, enum tc_when *when)
{
	if (tc_when_of(when, s != NULL ? s : "always"))
		return true;
	tc_say("%s=%s: auto, always or never", name, s);
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
path_argument(const struct tc_settings *settings)
{
	return tc_arguments_raw(&settings->arguments, optarg);
}

/* What is done instead of a plain search, and the option's value. */
static bool
choose_mode(struct tc_settings *settings, int c)
{
	static const struct {
		int option;
		enum tc_mode mode;
	} modes[] = {
	    {OPT_SHOW, TC_MODE_SHOW},
	    {OPT_SIMILAR, TC_MODE_SIMILAR},
	    {OPT_WHY_NOT, TC_MODE_WHY_NOT},
	    {OPT_SUGGEST, TC_MODE_SUGGEST},
	    {OPT_SAVE, TC_MODE_SAVE},
	    {OPT_NEW, TC_MODE_NEW},
	    {OPT_FORGET, TC_MODE_FORGET},
	    {OPT_SAVED, TC_MODE_SAVED},
	};
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (modes[i].option == c) {
			settings->mode = modes[i].mode;
			settings->what = optarg;
			return true;
		}
	}
	return false;
}

/* Options without a value. */
static bool
parse_flag(int c, struct tc_settings *settings)
{
	struct tc_search_options *search = &settings->search;

	switch (c) {
	case OPT_COUNT:
		return settings->count = true;
	case OPT_DUPLICATES:
		return settings->duplicates = true;
	case OPT_TIMING:
		return settings->timing = true;
	case OPT_NO_ABBREVIATIONS:
		return settings->no_abbreviations = true;
	case OPT_NO_PAGER:
		return settings->wish.no_pager = true;
	case OPT_NO_RERANK:
		search->without |= TC_PARTS_SECOND;
		return true;
	case OPT_EXACT:
		return search->exact_marks = true;
	case OPT_EXPLAIN:
		return search->explain = true;
	case OPT_LITERAL:
		return search->literal = true;
	default:
		return choose_mode(settings, c);
	}
}

/* How results are printed, and how many. */
static bool
parse_output(int c, struct tc_settings *settings)
{
	struct tc_search_options *search = &settings->search;

	switch (c) {
	case 'n':
		return parse_number("--limit", optarg, &search->limit);
	case OPT_OFFSET:
		return parse_number("--offset", optarg, &search->offset);
	case OPT_WITHOUT:
		return parse_part(optarg, &search->without);
	case OPT_SORT:
		return parse_sort(optarg, &search->sort);
	case OPT_FORMAT:
		return parse_format(optarg, &settings->format);
	case OPT_FACETS:
		search->facet_values = FACET_VALUES;
		return optarg == NULL ||
		    parse_number("--facets", optarg, &search->facet_values);
	case OPT_COLOR:
		return parse_when("--color", optarg, &settings->wish.color);
	case OPT_HYPERLINK:
		return parse_when("--hyperlink", optarg, &settings->wish.links);
	case OPT_WIDTH:
		return parse_number("--width", optarg, &settings->wish.columns);
	default:
		return parse_flag(c, settings);
	}
}

static bool
parse_option(int c, struct tc_settings *settings)
{
	struct tc_filters *filters = &settings->search.filters;

	if (c >= OPT_FACET)
		return add_filter(
		    filters, (enum tc_facet)(c - OPT_FACET), optarg);
	switch (c) {
	case 'd':
		settings->database = path_argument(settings);
		return true;
	case OPT_ABBREVIATIONS:
		settings->abbreviations = path_argument(settings);
		return true;
	case OPT_BATCH:
		settings->mode = TC_MODE_BATCH;
		settings->what = path_argument(settings);
		return true;
	case OPT_FROM:
		return parse_date("--from", optarg, &settings->from);
	case OPT_TO:
		return parse_date("--to", optarg, &settings->to);
	case OPT_TIME_LIMIT:
		return parse_number(
		    "--time-limit", optarg, &settings->time_limit);
	default:
		return parse_output(c, settings);
	}
}

/* In the words of the other messages, and in their language. */
static void
say_wrong_option(int c, char **argv)
{
	const char *option = argv[optind - 1];
	char letter[3] = {'-', (char)optopt, '\0'};

	/* Of a letter optopt tells which; it may be one of several. */
	if (optopt > 0 && optopt < 256 && strncmp(option, "--", 2) != 0)
		option = letter;
	if (c == ':')
		tc_say("%s wants a value", option);
	else
		tc_say("%s: no such option, or not with a value", option);
}

/* --help and --version. */
static int
inform(int c)
{
	if (c == OPT_HELP)
		tc_put(stdout, tc_message(help), strlen(tc_message(help)));
	else
		tc_print(stdout, "tracuu %s (Xapian %s, analyser %s)\n",
		    TC_VERSION, xapian_version_string(), tc_analyser_version());
	return tc_end_output() ? TC_EXIT_FOUND : TC_EXIT_TROUBLE;
}

static bool
parse_all(struct tc_settings *settings, int *code)
{
	char **argv = settings->arguments.text;
	int c;

	opterr = 0;
	while ((c = getopt_long(settings->arguments.n, argv,
		    ":d:n:", long_options, NULL)) != -1) {
		if (c == OPT_HELP || c == OPT_VERSION) {
			*code = inform(c);
			return false;
		}
		if (c == '?' || c == ':')
			say_wrong_option(c, argv);
		if (c == '?' || c == ':' || !parse_option(c, settings)) {
			tc_say_more("tracuu --help says how");
			*code = TC_EXIT_TROUBLE;
			return false;
		}
	}
	settings->first = optind;
	return true;
}

/* What follows from several options together. */
static void
settle(struct tc_settings *settings)
{
	struct tc_search_options *search = &settings->search;

	if (settings->from.len > 0)
		search->filters.from = settings->from.s;
	if (settings->to.len > 0)
		search->filters.to = settings->to.s;
	if (settings->mode == TC_MODE_BATCH)
		search->count_up_to = 0;
	/* Formats for programs have a line a document. */
	search->collapse = !settings->duplicates &&
	    settings->mode != TC_MODE_BATCH &&
	    (settings->format == TC_OUTPUT_TEXT ||
		settings->format == TC_OUTPUT_JSON);
	if (!settings->count &&
	    (settings->format == TC_OUTPUT_TEXT ||
		settings->format == TC_OUTPUT_JSON)) {
		search->corrections = search->literal ? 0 : CORRECTIONS;
		search->fewer = FEWER;
	}
	if (settings->count) {
		search->limit = 0;
		search->count_up_to = SIZE_MAX;
	}
}

bool
tc_settings_read(struct tc_settings *settings, int argc, char **argv, int *code)
{
	struct tc_error error;

	*settings = (struct tc_settings){
	    .time_limit = DEFAULT_TIME_LIMIT,
	    .search = {.limit = DEFAULT_LIMIT,
		.count_up_to = COUNT_UP_TO,
		.facets_up_to = FACETS_UP_TO},
	    .from = TC_BUF_INIT(TC_BUF_LINE),
	    .to = TC_BUF_INIT(TC_BUF_LINE),
	};
	if (tc_arguments_begin(&settings->arguments, argc, argv, &error) !=
	    TC_OK) {
		tc_say("%s", error.text);
		*code = TC_EXIT_TROUBLE;
		return false;
	}
	if (!parse_all(settings, code))
		return false;
	settle(settings);
	return true;
}

void
tc_settings_free(struct tc_settings *settings)
{
	size_t i;

	for (i = 0; i < TC_FACET_COUNT; i++)
		free(settings->search.filters.facets[i].at);
	tc_buf_free(&settings->from);
	tc_buf_free(&settings->to);
	tc_arguments_free(&settings->arguments);
}

char *
tc_settings_query(const struct tc_settings *settings)
{
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	int i;

	tc_buf_puts(&query, "");
	for (i = settings->first; i < settings->arguments.n; i++) {
		if (i > settings->first)
			tc_buf_putc(&query, ' ');
		tc_buf_puts(&query, settings->arguments.text[i]);
	}
	return query.s; /* a query over a megabyte is cut there */
}

bool
tc_settings_has_query(const struct tc_settings *settings)
{
	return settings->first < settings->arguments.n;
}
