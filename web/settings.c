/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sections [web] and [index] of tracuu.conf(5); the rest is the indexer's.
 */
#include "settings.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/buf.h>
#include <tracuu/message.h>

#include "../program/configured.h"

/* Megabytes for answers that are kept: ten thousand pages are 40 of them. */
#define CACHE_DEFAULT 64
#define CACHE_MAX 512
#define MEGABYTE ((size_t)1 << 20)

struct reading {
	struct tc_settings *settings;
	const char *path;
	struct tc_error *err;
	enum tc_status status;
};

static const struct {
	const char *section, *name;
	size_t offset;
	bool is_path; /* relative to the folder of the file */
} rules[] = {
    {"index", "database", offsetof(struct tc_settings, database), true},
    {"web", "abbreviations", offsetof(struct tc_settings, abbreviations), true},
    {"web", "templates", offsetof(struct tc_settings, templates), true},
    {"web", "log", offsetof(struct tc_settings, log), true},
    {"web", "title", offsetof(struct tc_settings, title), false},
    {"web", "home", offsetof(struct tc_settings, home), false},
    {"web", "url", offsetof(struct tc_settings, url), false},
    {"web", "cache", offsetof(struct tc_settings, cache), false},
};

#define RULES (sizeof(rules) / sizeof(rules[0]))

static char **
place_of(struct tc_settings *settings, size_t rule)
{
	return (char **)(void *)((char *)settings + rules[rule].offset);
}

static enum tc_status
set(struct reading *reading, size_t rule, const char *value)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	char **place = place_of(reading->settings, rule);

	if (rules[rule].is_path)
		tc_configured_path(reading->path, value, &path);
	else
		tc_buf_puts(&path, value);
	free(*place);
	*place = path.failed ? NULL : path.s;
	if (*place == NULL)
		return tc_fail(reading->err, TC_NOMEM, "out of memory");
	return TC_OK;
}

static int
read_setting(
    void *arg, const char *section, const char *name, const char *value)
{
	struct reading *reading = arg;
	size_t i;

	if (reading->status != TC_OK)
		return 0;
	for (i = 0; i < RULES; i++) {
		if (strcmp(section, rules[i].section) == 0 &&
		    strcmp(name, rules[i].name) == 0)
			break;
	}
	if (i < RULES)
		reading->status = set(reading, i, value);
	else if (strcmp(section, "web") == 0)
		reading->status = tc_fail(reading->err, TC_INVALID,
		    "%s: [web] %s: no such setting", reading->path, name);
	return reading->status == TC_OK;
}

static enum tc_status
read_file(struct reading *reading, FILE *fp)
{
	int line = ini_parse_file(fp, read_setting, reading);

	if (reading->status == TC_OK && ferror(fp))
		return tc_fail(reading->err, TC_IO, "%s: %s", reading->path,
		    tc_message_errno(errno));
	if (reading->status == TC_OK && line < 0)
		return tc_fail(reading->err, TC_NOMEM, "out of memory");
	if (reading->status == TC_OK && line > 0)
		return tc_fail(reading->err, TC_INVALID,
		    "%s:%d: neither [section] nor name = value", reading->path,
		    line);
	return reading->status;
}

static enum tc_status
set_cache(struct tc_settings *settings, const char *path, struct tc_error *err)
{
	unsigned long n = CACHE_DEFAULT;
	char *rest;

	if (settings->cache != NULL) {
		n = strtoul(settings->cache, &rest, 10);
		if (!tc_ascii_is_digit(settings->cache[0]) || *rest != '\0' ||
		    n > CACHE_MAX)
			return tc_fail(err, TC_INVALID,
			    "%s: [web] cache = %s: megabytes, 0 to %d", path,
			    settings->cache, CACHE_MAX);
	}
	settings->cache_bytes = n * MEGABYTE;
	return TC_OK;
}

enum tc_status
tc_settings_read(struct tc_settings *settings, struct tc_error *err)
{
	const char *database = getenv("TRACUU_DB");
	struct reading reading = {.settings = settings, .err = err};
	enum tc_status status = TC_OK;
	bool named;
	FILE *fp;

	reading.path = tc_configured_file(&named);
	memset(settings, 0, sizeof(*settings));
	fp = fopen(reading.path, "re");
	if (fp != NULL) {
		status = read_file(&reading, fp);
		fclose(fp);
	} else if (errno != ENOENT || named) {
		return tc_fail(err, errno == ENOENT ? TC_NOTFOUND : TC_IO,
		    "%s: %s", reading.path, tc_message_errno(errno));
	}
	if (status == TC_OK)
		status = set_cache(settings, reading.path, err);
	reading.path = ""; /* of the environment, relative to where we are */
	if (status == TC_OK && database != NULL && database[0] != '\0')
		status = set(&reading, 0, database);
	return status;
}

void
tc_settings_free(struct tc_settings *settings)
{
	size_t i;

	for (i = 0; i < RULES; i++) {
		free(*place_of(settings, i));
		*place_of(settings, i) = NULL;
	}
}
