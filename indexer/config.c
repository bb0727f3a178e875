/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The configuration file, tracuu.conf(5), through inih. */
#include "source.h"

#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

/* inih cuts the names of sections at 49 bytes. */
#define SECTION_MAX 48

struct reading {
	struct tc_config *config;
	FILE *fp;
	const char *path;
	int line;	/* the one that was read last, from 1 */
	int wrong_line; /* the first that was refused, 0 for none */
	char *folder;	/* of the file: what its relative paths start from */
	enum tc_status status;
	struct tc_error *err;
};

static int
wrong(struct reading *reading, const char *section, const char *name,
    const char *what)
{
	reading->wrong_line = reading->line;
	reading->status =
	    tc_fail(reading->err, TC_INVALID, "%s:%d: [%s] %s: %s",
		reading->path, reading->line, section, name, what);
	return 0;
}

/*
 * A line for inih, without what it is indented by: an indented line would
 * replace the value before it.
 */
static char *
read_line(char *s, int size, void *arg)
{
	struct reading *reading = arg;
	size_t len, indent;

	if (fgets(s, size, reading->fp) == NULL)
		return NULL;
	reading->line++;
	len = strlen(s);
	if (len + 1 == (size_t)size && s[len - 1] != '\n' &&
	    reading->status == TC_OK) {
		reading->wrong_line = reading->line;
		reading->status = tc_fail(reading->err, TC_INVALID,
		    "%s:%d: a line over %d bytes", reading->path, reading->line,
		    size - 2);
	}
	indent = strspn(s, " \t");
	memmove(s, s + indent, len - indent + 1);
	return s;
}

static int
set(struct reading *reading, char **to, const char *value)
{
	free(*to);
	if ((*to = strdup(value)) != NULL)
		return 1;
	reading->status = tc_fail(reading->err, TC_NOMEM, "out of memory");
	return 0;
}

/* A path of the file is relative to the folder of the file. */
static int
set_path(struct reading *reading, char **to, const char *value)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	int ok;

	if (value[0] != '/')
		tc_buf_printf(&path, "%s/", reading->folder);
	tc_buf_puts(&path, value);
	ok = set(reading, to, tc_buf_str(&path));
	tc_buf_free(&path);
	return ok;
}

static struct tc_source *
source_named(struct reading *reading, const char *name)
{
	struct tc_config *config = reading->config;
	struct tc_source *sources;
	size_t i;

	for (i = 0; i < config->n; i++) {
		if (strcmp(config->sources[i].name, name) == 0)
			return &config->sources[i];
	}
	sources = realloc(config->sources, (config->n + 1) * sizeof(*sources));
	if (sources != NULL) {
		config->sources = sources;
		sources += config->n;
		memset(sources, 0, sizeof(*sources));
		if ((sources->name = strdup(name)) != NULL) {
			config->n++;
			return sources;
		}
	}
	reading->status = tc_fail(reading->err, TC_NOMEM, "out of memory");
	return NULL;
}

static int
set_source_path(
    struct reading *reading, struct tc_source *source, const char *value)
{
	char *real;

	if (!set_path(reading, &source->path, value))
		return 0;
	/* It may be missing today (not mounted): then it matches nothing. */
	real = realpath(source->path, NULL);
	if (real != NULL) {
		free(source->path);
		source->path = real;
	}
	return set(reading, &source->root, source->path);
}

static int
read_source(struct reading *reading, const char *section, const char *name,
    const char *value)
{
	struct tc_source *source;

	if (strlen(section) > SECTION_MAX)
		return wrong(reading, section, name, "the name is too long");
	/* An id is NAME/path: its source is what is before the first slash. */
	if (section[strlen("source ")] == '\0' || strchr(section, '/') != NULL)
		return wrong(
		    reading, section, name, "a name is not empty, without /");
	source = source_named(reading, section + strlen("source "));
	if (source == NULL)
		return 0;
	if (strcmp(name, "path") == 0)
		return set_source_path(reading, source, value);
	if (strcmp(name, "base_url") == 0)
		return set(reading, &source->base_url, value);
	if (strcmp(name, "field") == 0)
		return set(reading, &source->topic, value);
	if (strcmp(name, "visibility") != 0)
		return wrong(reading, section, name, "no such setting");
	if (strcmp(value, "public") == 0)
		source->visibility = TC_PUBLIC;
	else if (strcmp(value, "internal") == 0)
		source->visibility = TC_INTERNAL_ONLY;
	else
		return wrong(
		    reading, section, name, "neither public nor internal");
	return 1;
}

static int
set_number(
    struct reading *reading, long *to, const char *name, const char *value)
{
	char *rest;

	errno = 0;
	*to = strtol(value, &rest, 10);
	if (errno != 0 || *rest != '\0' || *to < 1 || *to > INT_MAX)
		return wrong(reading, "index", name, "no number above 0");
	return 1;
}

static int
read_setting(
    void *arg, const char *section, const char *name, const char *value)
{
	struct reading *reading = arg;
	struct tc_config *config = reading->config;

	if (reading->status != TC_OK)
		return 0;
	if (strncmp(section, "source ", strlen("source ")) == 0)
		return read_source(reading, section, name, value);
	if (strcmp(section, "web") == 0) /* tracuu.cgi's */
		return 1;
	if (strcmp(section, "index") != 0)
		return wrong(reading, section, name, "no such section");
	if (strcmp(name, "database") == 0)
		return set_path(reading, &config->database, value);
	if (strcmp(name, "jobs") == 0)
		return set_number(reading, &config->jobs, name, value);
	if (strcmp(name, "generations") == 0)
		return set_number(reading, &config->generations, name, value);
	return wrong(reading, section, name, "no such setting");
}

static enum tc_status
check_sources(const struct reading *reading)
{
	const struct tc_config *config = reading->config;
	size_t i;

	for (i = 0; i < config->n; i++) {
		if (config->sources[i].root == NULL)
			return tc_fail(reading->err, TC_INVALID,
			    "%s: [source %s] has no path", reading->path,
			    config->sources[i].name);
	}
	return TC_OK;
}

static void
read_all(struct reading *reading)
{
	int line = ini_parse_stream(read_line, reading, read_setting, reading);

	if (ferror(reading->fp))
		reading->status = tc_fail(reading->err, TC_IO, "%s: %s",
		    reading->path, tc_message_errno(errno));
	else if (line < 0)
		reading->status =
		    tc_fail(reading->err, TC_NOMEM, "out of memory");
	else if (line > 0 &&
	    (reading->status == TC_OK || line < reading->wrong_line))
		reading->status = tc_fail(reading->err, TC_INVALID,
		    "%s:%d: neither [section] nor name = value", reading->path,
		    line);
	else if (reading->status == TC_OK)
		reading->status = check_sources(reading);
}

enum tc_status
tc_config_read(struct tc_config *config, const char *path, struct tc_error *err)
{
	struct reading reading = {.config = config, .path = path, .err = err};
	const char *slash = strrchr(path, '/');

	memset(config, 0, sizeof(*config));
	if ((reading.fp = fopen(path, "re")) == NULL)
		return tc_fail(err, errno == ENOENT ? TC_NOTFOUND : TC_IO,
		    "%s: %s", path, tc_message_errno(errno));
	reading.folder = slash == NULL
	    ? strdup(".")
	    : strndup(path, (size_t)(slash - path) + 1);
	if (reading.folder != NULL)
		read_all(&reading);
	else
		reading.status = tc_fail(err, TC_NOMEM, "out of memory");
	fclose(reading.fp);
	free(reading.folder);
	if (reading.status != TC_OK)
		tc_config_free(config);
	return reading.status;
}
