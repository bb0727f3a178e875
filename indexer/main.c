/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu-index: options, configuration, exit status. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/index.h>
#include <tracuu/version.h>
#include <unistd.h>

#include "../program/say.h"
#include "analyse.h"
#include "check.h"
#include "run.h"
#include "why.h"

#define EXIT_SOME_FAILED 1
#define EXIT_USAGE 2
#define EXIT_NOT_DONE 3

#define DEFAULT_CONFIG "/etc/tracuu.conf"
#define DEFAULT_DATABASE "./tracuu.db"

/* More would not help: one machine has no more disks. */
#define JOBS_MAX 64

/* The live generation, and one to go back to. */
#define DEFAULT_GENERATIONS 2

/* Bytes of entries to a commit: each costs several fsync. */
#define DEFAULT_BATCH ((size_t)32 << 20)

/* What gathers in memory while an index is made. */
#define DEFAULT_MEMORY ((size_t)128 << 20)

enum long_option {
	OPT_ANALYSE = 256,
	OPT_BASE_URL,
	OPT_BATCH,
	OPT_CHECK,
	OPT_DRY_RUN,
	OPT_GENERATIONS,
	OPT_HELP,
	OPT_KEEP,
	OPT_LEAVE_OUT,
	OPT_MEMORY,
	OPT_OCR,
	OPT_PROGRESS,
	OPT_REBUILD,
	OPT_REPORT,
	OPT_RETRY_FAILED,
	OPT_ROLLBACK,
	OPT_UNCONFINED,
	OPT_VERSION,
	OPT_WAIT,
	OPT_WHY,
	OPT_YES
};

static const struct option long_options[] = {
    {"database", required_argument, NULL, 'd'},
    {"config", required_argument, NULL, 'c'},
    {"jobs", required_argument, NULL, 'j'},
    {"analyse", required_argument, NULL, OPT_ANALYSE},
    {"base-url", required_argument, NULL, OPT_BASE_URL},
    {"rebuild", no_argument, NULL, OPT_REBUILD},
    {"generations", required_argument, NULL, OPT_GENERATIONS},
    {"rollback", no_argument, NULL, OPT_ROLLBACK},
    {"check", no_argument, NULL, OPT_CHECK},
    {"why", required_argument, NULL, OPT_WHY},
    {"wait", required_argument, NULL, OPT_WAIT},
    {"batch", required_argument, NULL, OPT_BATCH},
    {"memory", required_argument, NULL, OPT_MEMORY},
    {"keep", no_argument, NULL, OPT_KEEP},
    {"dry-run", no_argument, NULL, OPT_DRY_RUN},
    {"yes", no_argument, NULL, OPT_YES},
    {"report", required_argument, NULL, OPT_REPORT},
    {"retry-failed", no_argument, NULL, OPT_RETRY_FAILED},
    {"leave-out", required_argument, NULL, OPT_LEAVE_OUT},
    {"ocr", required_argument, NULL, OPT_OCR},
    {"unconfined", no_argument, NULL, OPT_UNCONFINED},
    {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},
    {"progress", optional_argument, NULL, OPT_PROGRESS},
    {"version", no_argument, NULL, OPT_VERSION},
    {"help", no_argument, NULL, OPT_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] = TC_MESSAGE(
    "usage: tracuu-index [-d DB] [options] SOURCE...\n"
    "\n"
    "Index folders, files and feeds (*.jsonl, *.jsonl.gz, - for standard\n"
    "input). Without SOURCE: all sources of the configuration.\n"
    "\n"
    "  -d, --database DB   the index (default: $TRACUU_DB, else the\n"
    "                      configuration's, else ./tracuu.db)\n"
    "  -c, --config FILE   default /etc/tracuu.conf when it is there\n"
    "  -j, --jobs N        processes (default: the number of processors)\n"
    "      --base-url URL  a document's address is URL + its path\n"
    "      --rebuild       make the index anew beside the old one and swap\n"
    "                      it in at the end\n"
    "      --generations N how many are kept, the live one among them (2)\n"
    "      --rollback      go back to the generation before the live one\n"
    "      --check         is the index whole, and as the sources are\n"
    "      --why FILE      what the index knows of a file, and why it is (not)\n"
    "                      to be found\n"
    "      --wait SECONDS  for another indexer to end (0)\n"
    "      --batch SIZE    make changes visible in steps of this size (32: MiB)\n"
    "      --memory SIZE   gather so much of a new index before it is written\n"
    "                      down (128: MiB)\n"
    "      --keep          do not remove what has vanished\n"
    "      --dry-run       tell what would be done and write nothing\n"
    "      --yes           remove without asking, however much\n"
    "      --report FILE   JSON lines, one for each document\n"
    "      --progress[=auto|always|never]\n"
    "  -q, --quiet         tell of failures only\n"
    "  -v, --verbose       tell of every document\n"
    "      --leave-out FAMILY  build without marks, pairs, mentions or\n"
    "                      heading, to measure what they are worth\n"
    "      --ocr now|later|never  read scans when they are met, after all\n"
    "                      else (default), or leave them\n"
    "      --retry-failed  read again what could not be read before\n"
    "      --unconfined    let readers do what the system's sandbox forbids\n"
    "      --analyse FILE  print what the text of a file is made into\n"
    "      --version  --help\n"
    "\n"
    "Exit status: 0 all indexed, 1 some documents failed, 2 wrong usage,\n"
    "3 the job could not be done.\n");

enum mode { MODE_INDEX, MODE_CHECK, MODE_ROLLBACK, MODE_WHY };

struct settings {
	enum mode mode;
	const char *database, *config, *base_url, *report, *progress, *why;
	long jobs, generations, wait;
	size_t batch, memory; /* bytes */
	bool rebuild;
	unsigned families;
	enum tc_ocr ocr;
	bool keep, dry_run, yes, quiet, verbose, unconfined, retry_failed;
};

static int
usage_error(void)
{
	tc_say_more("tracuu-index --help says how");
	return EXIT_USAGE;
}

static int
analyse(const char *path)
{
	enum tc_encoding repair;
	struct tc_error error;

	if (tc_analyse(stdout, path, &repair, &error) != TC_OK) {
		tc_say("%s", error.text);
		return EXIT_NOT_DONE;
	}
	if (repair != TC_ENCODING_NONE)
		tc_say("repair: %s", tc_encoding_name(repair));
	return EXIT_SUCCESS;
}

/* Nobody waits longer, keeps more, or has such memory. */
#define NUMBER_MAX 1000000

static bool
parse_number(const char *name, const char *s, long least, long *n)
{
	char *rest;

	errno = 0;
	*n = strtol(s, &rest, 10);
	if (errno == 0 && *rest == '\0' && rest != s && *n >= least &&
	    *n <= NUMBER_MAX)
		return true;
	tc_say("%s %s: no number from %ld to %d", name, s, least, NUMBER_MAX);
	return false;
}

/* Bytes, of a number of MiB, or of KiB with a K behind it. */
static bool
parse_size(const char *name, const char *s, size_t *bytes)
{
	char *rest;
	long n;

	errno = 0;
	n = strtol(s, &rest, 10);
	if (errno == 0 && rest != s && n >= 1 && n <= NUMBER_MAX &&
	    (*rest == '\0' || strcmp(rest, "K") == 0)) {
		*bytes = (size_t)n << (*rest == 'K' ? 10 : 20);
		return true;
	}
	tc_say("%s %s: no number of MiB, or of KiB with a K", name, s);
	return false;
}

static bool
parse_ocr(const char *name, enum tc_ocr *ocr)
{
	static const char *const names[] = {
	    [TC_OCR_LATER] = "later",
	    [TC_OCR_NOW] = "now",
	    [TC_OCR_NEVER] = "never",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i]) == 0) {
			*ocr = (enum tc_ocr)i;
			return true;
		}
	}
	tc_say("--ocr %s: neither now, later nor never", name);
	return false;
}

static bool
parse_family(const char *name, unsigned *families)
{
	static const struct {
		const char *name;
		unsigned family;
	} names[] = {
	    {"marks", TC_FAMILY_MARKS},
	    {"pairs", TC_FAMILY_PAIRS},
	    {"mentions", TC_FAMILY_MENTIONS},
	    {"heading", TC_FAMILY_HEADING},
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i].name) == 0) {
			*families &= ~names[i].family;
			return true;
		}
	}
	tc_say("--leave-out %s: no such family of terms", name);
	return false;
}

static bool
parse_progress(const char *when, struct settings *settings)
{
	settings->progress = when != NULL ? when : "always";
	if (strcmp(settings->progress, "auto") == 0 ||
	    strcmp(settings->progress, "always") == 0 ||
	    strcmp(settings->progress, "never") == 0)
		return true;
	tc_say("--progress=%s: auto, always or never", when);
	return false;
}

/* The status of a program whose output is all that was wanted of it. */
static int
end_output(void)
{
	return tc_end_output() ? EXIT_SUCCESS : EXIT_NOT_DONE;
}

static bool
parse_flag(int c, struct settings *settings)
{
	switch (c) {
	case 'q':
		return settings->quiet = true;
	case 'v':
		return settings->verbose = true;
	case OPT_REBUILD:
		return settings->rebuild = true;
	case OPT_KEEP:
		return settings->keep = true;
	case OPT_DRY_RUN:
		return settings->dry_run = true;
	case OPT_YES:
		return settings->yes = true;
	case OPT_UNCONFINED:
		return settings->unconfined = true;
	case OPT_RETRY_FAILED:
		return settings->retry_failed = true;
	case OPT_CHECK:
		settings->mode = MODE_CHECK;
		return true;
	case OPT_ROLLBACK:
		settings->mode = MODE_ROLLBACK;
		return true;
	default:
		return false;
	}
}

static bool
parse_option(int c, struct settings *settings)
{
	switch (c) {
	case 'd':
		settings->database = optarg;
		return true;
	case 'c':
		settings->config = optarg;
		return true;
	case 'j':
		return parse_number("-j", optarg, 1, &settings->jobs);
	case OPT_BASE_URL:
		settings->base_url = optarg;
		return true;
	case OPT_GENERATIONS:
		return parse_number(
		    "--generations", optarg, 1, &settings->generations);
	case OPT_WAIT:
		return parse_number("--wait", optarg, 0, &settings->wait);
	case OPT_BATCH:
		return parse_size("--batch", optarg, &settings->batch);
	case OPT_MEMORY:
		return parse_size("--memory", optarg, &settings->memory);
	case OPT_WHY:
		settings->mode = MODE_WHY;
		settings->why = optarg;
		return true;
	case OPT_REPORT:
		settings->report = optarg;
		return true;
	case OPT_LEAVE_OUT:
		return parse_family(optarg, &settings->families);
	case OPT_OCR:
		return parse_ocr(optarg, &settings->ocr);
	case OPT_PROGRESS:
		return parse_progress(optarg, settings);
	default:
		return parse_flag(c, settings);
	}
}

/* -1: go on; else the exit status. */
static int
parse_options(int argc, char **argv, struct settings *settings)
{
	int c;

	while ((c = getopt_long(argc, argv, "d:c:j:qv", long_options, NULL)) !=
	    -1) {
		switch (c) {
		case OPT_ANALYSE:
			return analyse(optarg);
		case OPT_VERSION:
			tc_print(stdout,
			    "tracuu-index %s (Xapian %s, analyser %s)\n",
			    TC_VERSION, xapian_version_string(),
			    tc_analyser_version());
			return end_output();
		case OPT_HELP:
			tc_put(
			    stdout, tc_message(help), strlen(tc_message(help)));
			return end_output();
		default:
			if (!parse_option(c, settings))
				return usage_error();
		}
	}
	return -1;
}

/* The default file may be missing, one that was asked for may not. */
static enum tc_status
read_config(const struct settings *settings, struct tc_config *config,
    struct tc_error *err)
{
	const char *path =
	    settings->config != NULL ? settings->config : DEFAULT_CONFIG;
	enum tc_status status = tc_config_read(config, path, err);

	if (status == TC_NOTFOUND && settings->config == NULL)
		return TC_OK;
	return status;
}

static const char *
choose_database(const struct settings *settings, const struct tc_config *config)
{
	const char *from_environment = getenv("TRACUU_DB");

	if (settings->database != NULL)
		return settings->database;
	if (from_environment != NULL && from_environment[0] != '\0')
		return from_environment;
	return config->database != NULL ? config->database : DEFAULT_DATABASE;
}

static unsigned
choose_jobs(const struct settings *settings, const struct tc_config *config)
{
	long jobs = settings->jobs != 0 ? settings->jobs : config->jobs;

	if (jobs == 0)
		jobs = sysconf(_SC_NPROCESSORS_ONLN);
	return jobs < 1 ? 1 : jobs > JOBS_MAX ? JOBS_MAX : (unsigned)jobs;
}

static unsigned
choose_generations(
    const struct settings *settings, const struct tc_config *config)
{
	long n = settings->generations != 0 ? settings->generations
					    : config->generations;

	return n == 0 ? DEFAULT_GENERATIONS : (unsigned)n;
}

/* Sources that are not there do not keep the others from being indexed. */
static enum tc_status
collect_sources(struct tc_sources *sources, const struct settings *settings,
    const struct tc_config *config, char **arguments, int n)
{
	enum tc_status status, worst = TC_OK;
	struct tc_error error;
	size_t i, all = n > 0 ? (size_t)n : config->n;

	for (i = 0; i < all; i++) {
		status = tc_sources_add(sources, config,
		    n > 0 ? arguments[i] : config->sources[i].path,
		    settings->base_url, &error);
		if (status == TC_OK)
			continue;
		tc_say("%s", error.text);
		worst = status;
		if (status == TC_INVALID || status == TC_NOMEM)
			break;
	}
	return worst;
}

static bool
wants_bar(const struct settings *settings)
{
	if (settings->quiet || strcmp(settings->progress, "never") == 0)
		return false;
	return strcmp(settings->progress, "always") == 0 ||
	    isatty(STDERR_FILENO);
}

static int
not_done(const struct tc_error *error)
{
	tc_say("%s", error->text);
	if (error->status == TC_CORRUPT)
		tc_say("--rollback goes back to an older generation, --rebuild "
		       "makes the index anew");
	return EXIT_NOT_DONE;
}

static bool
differs(const struct tc_report *report)
{
	return report->count[TC_FATE_ADDED] > 0 ||
	    report->count[TC_FATE_RENAMED] > 0 ||
	    report->count[TC_FATE_CHANGED] > 0 ||
	    report->count[TC_FATE_REMOVED] > 0;
}

static int
index_sources(const struct settings *settings, const struct tc_config *config,
    const struct tc_sources *sources, struct tc_report *report)
{
	struct tc_run_options run = {
	    .database = choose_database(settings, config),
	    .sources = sources,
	    .jobs = choose_jobs(settings, config),
	    .families = settings->families,
	    .generations = choose_generations(settings, config),
	    .wait = (unsigned)settings->wait,
	    .batch = settings->batch,
	    .memory = settings->memory,
	    .rebuild = settings->rebuild,
	    .keep = settings->keep,
	    .dry_run = settings->dry_run,
	    .compare = settings->mode == MODE_CHECK,
	    .yes = settings->yes,
	    .ocr = settings->ocr,
	    .unconfined = settings->unconfined,
	    .retry_failed = settings->retry_failed,
	};
	const char *verb = run.compare ? tc_message("against the sources:")
	    : run.dry_run	       ? tc_message("would be:")
				       : tc_message("done:");
	struct tc_error error;
	bool incomplete = false;

	tc_report_begin(report);
	if (tc_run(&run, report, &incomplete, &error) != TC_OK) {
		tc_report_clear_bar(report);
		return not_done(&error);
	}
	if (tc_report_end(report, verb, &error) != TC_OK) {
		tc_say("%s", error.text);
		return EXIT_NOT_DONE;
	}
	if (incomplete)
		return EXIT_NOT_DONE;
	if (run.compare && differs(report))
		return EXIT_SOME_FAILED;
	return report->count[TC_FATE_FAILED] > 0 ? EXIT_SOME_FAILED
						 : EXIT_SUCCESS;
}

static int
run_with_report(const struct settings *settings, const struct tc_config *config,
    const struct tc_sources *sources)
{
	struct tc_report report = {
	    .quiet = settings->quiet,
	    .verbose = settings->verbose,
	    .progress = wants_bar(settings),
	};
	int code;

	if (settings->report != NULL &&
	    (report.json = fopen(settings->report, "we")) == NULL) {
		tc_say_errno("%s", settings->report);
		return EXIT_NOT_DONE;
	}
	code = index_sources(settings, config, sources, &report);
	if (report.json != NULL && fclose(report.json) != 0) {
		tc_say_errno("%s", settings->report);
		code = EXIT_NOT_DONE;
	}
	return code;
}

/* Index the sources that are named, or configured. */
static int
index_arguments(const struct settings *settings, const struct tc_config *config,
    char **arguments, int n)
{
	struct tc_sources sources = {0};
	enum tc_status found;
	int code;

	found = collect_sources(&sources, settings, config, arguments, n);
	if (found == TC_INVALID)
		code = EXIT_USAGE;
	else if (found == TC_NOMEM || sources.n == 0)
		code = EXIT_NOT_DONE;
	else
		code = run_with_report(settings, config, &sources);
	if (found != TC_OK && code < EXIT_USAGE)
		code = EXIT_NOT_DONE;
	tc_sources_free(&sources);
	return code;
}

/*
 * Keep others from writing to an index that exists. Where nobody can write, one
 * that is only looked at needs no lock: *lock is -1 then.
 */
static enum tc_status
lock_index(int *lock, const struct settings *settings, const char *database,
    struct tc_error *err)
{
	enum tc_status status;

	*lock = -1;
	if (access(database, F_OK) != 0)
		return tc_fail(
		    err, TC_NOTFOUND, "%s: no index there", database);
	status = tc_layout_lock(lock, database, (unsigned)settings->wait, err);
	if (status == TC_IO && settings->mode == MODE_CHECK)
		status = TC_OK;
	return status;
}

static int
roll_back(const struct settings *settings, const char *database)
{
	struct tc_error error;
	enum tc_status status;
	unsigned generation;
	int lock;

	status = lock_index(&lock, settings, database, &error);
	if (status == TC_OK)
		status = tc_layout_rollback(&generation, database, &error);
	if (lock >= 0)
		close(lock);
	if (status != TC_OK) {
		tc_say("%s", error.text);
		return EXIT_NOT_DONE;
	}
	if (!settings->quiet)
		tc_say("%s: generation %u is live now", database, generation);
	return EXIT_SUCCESS;
}

static int
check(const struct settings *settings, const struct tc_config *config,
    char **arguments, int n)
{
	const char *database = choose_database(settings, config);
	struct tc_error error;
	enum tc_status status;
	int lock, code = EXIT_SUCCESS;

	status = lock_index(&lock, settings, database, &error);
	if (status == TC_OK)
		status = tc_check(database, settings->quiet, &error);
	if (status != TC_OK)
		code = not_done(&error);
	else if (n > 0 || config->n > 0)
		code = index_arguments(settings, config, arguments, n);
	if (lock >= 0)
		close(lock);
	return code;
}

static int
why(const struct settings *settings, struct tc_config *config)
{
	struct tc_error error;
	bool found;

	if (tc_why(&found, stdout, choose_database(settings, config), config,
		settings->why, &error) != TC_OK)
		return not_done(&error);
	if (end_output() != EXIT_SUCCESS)
		return EXIT_NOT_DONE;
	return found ? EXIT_SUCCESS : EXIT_SOME_FAILED;
}

static int
do_mode(const struct settings *settings, struct tc_config *config,
    char **arguments, int n)
{
	switch (settings->mode) {
	case MODE_ROLLBACK:
		return roll_back(settings, choose_database(settings, config));
	case MODE_CHECK:
		return check(settings, config, arguments, n);
	case MODE_WHY:
		return why(settings, config);
	case MODE_INDEX:
		break;
	}
	if (n == 0 && config->n == 0) {
		tc_say("no SOURCE to index");
		return usage_error();
	}
	return index_arguments(settings, config, arguments, n);
}

int
main(int argc, char **argv)
{
	struct settings settings = {
	    .families = TC_FAMILY_ALL,
	    .batch = DEFAULT_BATCH,
	    .memory = DEFAULT_MEMORY,
	    .progress = "auto",
	};
	struct tc_config config = {0};
	struct tc_error error = {0};
	int code;

	tc_program_begin();
	/* Over a limit on file sizes write() shall fail, not kill. */
	signal(SIGXFSZ, SIG_IGN);
	if ((code = parse_options(argc, argv, &settings)) >= 0)
		return code;
	if (read_config(&settings, &config, &error) != TC_OK) {
		tc_say("%s", error.text);
		return EXIT_USAGE;
	}
	code = do_mode(&settings, &config, argv + optind, argc - optind);
	tc_config_free(&config);
	return code;
}
