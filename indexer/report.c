/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reporting. */
#include "report.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <tracuu/text.h>

#define BAR_WIDTH 30
#define BAR_EVERY 0.2 /* seconds */

static const char *const fates[TC_FATE_COUNT] = {
    [TC_FATE_ADDED] = "added",
    [TC_FATE_CHANGED] = "changed",
    [TC_FATE_REMOVED] = "removed",
    [TC_FATE_UNCHANGED] = "unchanged",
    [TC_FATE_SKIPPED] = "skipped",
    [TC_FATE_FAILED] = "failed",
};

static double
seconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - from->tv_sec) +
	    (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

void
tc_report_begin(struct tc_report *report)
{
	clock_gettime(CLOCK_MONOTONIC, &report->begun);
	report->shown = report->begun;
}

/* File names may hold line ends and escape sequences. */
static void
print_name(const char *name)
{
	for (; *name != '\0'; name++) {
		if (*name == '\n')
			fputs("\\n", stderr);
		else
			fputc((unsigned char)*name < ' ' ? '?' : *name, stderr);
	}
}

/* JSON takes only UTF-8, but the name of a file may be any bytes. */
static json_t *
any_string(const char *s)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	json_t *json;
	size_t span;

	for (; *s != '\0'; s += span) {
		span = tc_text_utf8_span(s, strlen(s));
		tc_buf_put(&text, s, span);
		if (span == 0)
			tc_buf_printf(&text, "\\x%02X", (unsigned char)*s);
		span += span == 0;
	}
	json = json_stringn(tc_buf_str(&text), text.len);
	tc_buf_free(&text);
	return json;
}

static void
write_json(struct tc_report *report, enum tc_fate fate, const char *name,
    const char *repair, const char *why)
{
	json_t *line = json_pack(
	    "{s:o, s:s}", "id", any_string(name), "fate", fates[fate]);

	if (line != NULL && repair[0] != '\0')
		json_object_set_new(line, "repair", any_string(repair));
	if (line != NULL && why[0] != '\0')
		json_object_set_new(line, "why", any_string(why));
	if (line != NULL) {
		json_dumpf(line, report->json, JSON_COMPACT);
		fputc('\n', report->json);
	}
	json_decref(line);
}

void
tc_report_fate(struct tc_report *report, enum tc_fate fate, const char *name,
    const char *why)
{
	tc_report_read(report, fate, name, "", why);
}

void
tc_report_read(struct tc_report *report, enum tc_fate fate, const char *name,
    const char *repair, const char *why)
{
	report->count[fate]++;
	if (fate == TC_FATE_UNCHANGED)
		return;
	if (report->json != NULL)
		write_json(report, fate, name, repair, why);
	if (report->silent)
		return;
	if (fate != TC_FATE_FAILED &&
	    (report->quiet || !(report->verbose || (fate == TC_FATE_SKIPPED))))
		return;
	tc_report_clear_bar(report);
	fputs("tracuu-index: ", stderr);
	print_name(name);
	fprintf(stderr, ": %s", fates[fate]);
	if (repair[0] != '\0') {
		fputs(", repair: ", stderr);
		print_name(repair);
	}
	fputs(why[0] != '\0' ? ": " : "", stderr);
	print_name(why); /* it may quote a line of a feed */
	fputc('\n', stderr);
}

void
tc_report_unread(struct tc_report *report, const char *name, const char *why)
{
	bool quiet = report->quiet;

	if (report->unread++ == 0)
		snprintf(report->unread_example, sizeof(report->unread_example),
		    "%s", name);
	report->quiet = quiet || !report->verbose;
	tc_report_fate(report, TC_FATE_SKIPPED, name, why);
	report->quiet = quiet;
}

void
tc_report_committed(struct tc_report *report, uint64_t n)
{
	if (report->quiet || !report->verbose)
		return;
	tc_report_clear_bar(report);
	fprintf(stderr, "tracuu-index: committed: %" PRIu64 " changes\n", n);
}

bool
tc_report_wants_progress(const struct tc_report *report)
{
	return report->progress && seconds_since(&report->shown) >= BAR_EVERY;
}

static uint64_t
documents(const struct tc_report *report)
{
	uint64_t n = 0;
	int i;

	for (i = 0; i < TC_FATE_COUNT; i++)
		n += report->count[i];
	return n;
}

void
tc_report_progress(struct tc_report *report, double fraction)
{
	double elapsed = seconds_since(&report->begun);
	int filled = (int)(fraction * BAR_WIDTH), i;

	clock_gettime(CLOCK_MONOTONIC, &report->shown);
	fputs("\r[", stderr);
	for (i = 0; i < BAR_WIDTH; i++)
		fputc(i < filled ? '#' : '.', stderr);
	fprintf(stderr, "] %3.0f %%  %" PRIu64 " documents, %.0f/s",
	    fraction * 100, documents(report),
	    (double)documents(report) / (elapsed > 0 ? elapsed : 1));
	if (fraction > 0.01)
		fprintf(stderr, ", %.0f s left",
		    elapsed / fraction * (1 - fraction));
	fputs("   ", stderr);
	fflush(stderr);
	report->bar = true;
}

void
tc_report_clear_bar(struct tc_report *report)
{
	if (report->bar)
		fputs("\r\033[K", stderr);
	report->bar = false;
}

static void
print_totals(const struct tc_report *report, const char *verb)
{
	double elapsed = seconds_since(&report->begun);
	int i;

	if (report->unread > 0) {
		fprintf(stderr,
		    "tracuu-index: %" PRIu64
		    " file(s) of a kind that is not read, such as ",
		    report->unread);
		print_name(report->unread_example);
		fputs(" (-v lists them)\n", stderr);
	}
	fprintf(stderr, "tracuu-index: %s", verb);
	for (i = 0; i < TC_FATE_COUNT; i++)
		fprintf(stderr, "%s %" PRIu64 " %s", i > 0 ? "," : "",
		    report->count[i], fates[i]);
	fprintf(stderr, "; %.1f MB in %.1f s\n", (double)report->bytes / 1e6,
	    elapsed);
}

enum tc_status
tc_report_end(struct tc_report *report, const char *verb, struct tc_error *err)
{
	tc_report_clear_bar(report);
	if (!report->quiet)
		print_totals(report, verb);
	if (report->json == NULL)
		return TC_OK;
	if (fflush(report->json) != 0 || ferror(report->json))
		return tc_fail(err, TC_IO, "report: %s", strerror(errno));
	return TC_OK;
}
