/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reporting. */
#include "report.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <tracuu/display.h>
#include <tracuu/message.h>
#include <tracuu/text.h>

#include "../program/say.h"

#define BAR_WIDTH 30
#define BAR_EVERY 0.2 /* seconds */

static const char *const fates[TC_FATE_COUNT] = {
    [TC_FATE_ADDED] = TC_MESSAGE("added"),
    [TC_FATE_CHANGED] = TC_MESSAGE("changed"),
    [TC_FATE_REMOVED] = TC_MESSAGE("removed"),
    [TC_FATE_UNCHANGED] = TC_MESSAGE("unchanged"),
    [TC_FATE_SKIPPED] = TC_MESSAGE("skipped"),
    [TC_FATE_FAILED] = TC_MESSAGE("failed"),
    [TC_FATE_RENAMED] = TC_MESSAGE("renamed"),
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
put_name(const char *name, struct tc_buf *out)
{
	const char *end;

	for (; (end = strchr(name, '\n')) != NULL; name = end + 1) {
		tc_display_put(name, (size_t)(end - name), out);
		tc_buf_puts(out, "\\n");
	}
	tc_display_put(name, strlen(name), out);
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
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);

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
	put_name(name, &line);
	tc_buf_printf(&line, ": %s", tc_message(fates[fate]));
	if (repair[0] != '\0') {
		tc_buf_printf(&line, ", %s: ", tc_message("repair"));
		put_name(repair, &line);
	}
	tc_buf_puts(&line, why[0] != '\0' ? ": " : "");
	put_name(why, &line); /* it may quote a line of a feed */
	tc_say("%s", tc_buf_str(&line));
	tc_buf_free(&line);
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
	tc_say("committed: %ju changes", (uintmax_t)n);
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
	tc_print(stderr, "] %3.0f %%  %ju documents, %.0f/s", fraction * 100,
	    (uintmax_t)documents(report),
	    (double)documents(report) / (elapsed > 0 ? elapsed : 1));
	if (fraction > 0.01)
		tc_print(stderr, ", %.0f s left",
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

bool
tc_report_is_all_failed(const struct tc_report *report)
{
	return report->count[TC_FATE_FAILED] > 0 &&
	    documents(report) ==
	    report->count[TC_FATE_FAILED] + report->count[TC_FATE_SKIPPED];
}

static void
print_totals(const struct tc_report *report, const char *verb)
{
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	int i;

	if (report->unread > 0) {
		put_name(report->unread_example, &line);
		tc_say("%ju file(s) of a kind that is not read, such as %s "
		       "(-v lists them)",
		    (uintmax_t)report->unread, tc_buf_str(&line));
	}
	if (report->remade > 0)
		tc_say("%ju page(s) made anew: other parts of them recur now "
		       "on the pages of their site",
		    (uintmax_t)report->remade);
	tc_buf_clear(&line);
	tc_buf_puts(&line, verb);
	for (i = 0; i < TC_FATE_COUNT; i++) {
		if (i < TC_FATE_RENAMED || report->count[i] > 0)
			tc_buf_printf(&line, "%s %" PRIu64 " %s",
			    i > 0 ? "," : "", report->count[i],
			    tc_message(fates[i]));
	}
	tc_say("%s; %.1f MB in %.1f s", tc_buf_str(&line),
	    (double)report->bytes / 1e6, seconds_since(&report->begun));
	tc_buf_free(&line);
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
		return tc_fail(
		    err, TC_IO, "report: %s", tc_message_errno(errno));
	return TC_OK;
}
