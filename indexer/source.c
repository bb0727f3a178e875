/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sources: from arguments and configuration to roots and names. */
#include "source.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/message.h>
#include <tracuu/text.h>

static enum tc_status
no_memory(struct tc_error *err)
{
	return tc_fail(err, TC_NOMEM, "out of memory");
}

/* Is path folder or below it? */
static bool
lies_in(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (len > 0 && folder[len - 1] == '/')
		len--; /* the root folder */
	return strncmp(path, folder, len) == 0 &&
	    (path[len] == '/' || path[len] == '\0');
}

const struct tc_source *
tc_source_of_path(const struct tc_config *config, const char *path)
{
	const struct tc_source *best = NULL;
	size_t i;

	for (i = 0; i < config->n; i++) {
		const struct tc_source *source = &config->sources[i];

		if (lies_in(path, source->root) &&
		    (best == NULL || strlen(source->root) > strlen(best->root)))
			best = source;
	}
	return best;
}

static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL || slash == path)
		return strdup("/");
	return strndup(path, (size_t)(slash - path));
}

static char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL || slash[1] == '\0')
		return strdup("root");
	return strdup(slash + 1);
}

static enum tc_source_kind
kind_of(enum tc_format format, const struct stat *info)
{
	if (S_ISDIR(info->st_mode))
		return TC_SOURCE_FOLDER;
	if (format == TC_FORMAT_FEED || format == TC_FORMAT_FEED_GZ)
		return TC_SOURCE_FEED;
	return TC_SOURCE_FILE;
}

/* Name, root and settings. */
static bool
fill(struct tc_source *source, const struct tc_source *from,
    const char *base_url)
{
	const char *url = base_url, *topic = NULL;

	if (from != NULL) {
		source->visibility = from->visibility;
		source->configured = true;
		source->name = strdup(from->name);
		source->root = strdup(from->root);
		url = url != NULL ? url : from->base_url;
		topic = from->topic;
	} else {
		source->root = source->kind == TC_SOURCE_FOLDER
		    ? strdup(source->path)
		    : folder_of(source->path);
		source->name =
		    source->root != NULL ? last_name(source->root) : NULL;
	}
	if (source->kind == TC_SOURCE_FEED) {
		free(source->name);
		source->name = strdup(TC_FEED_SOURCE);
	}
	source->base_url = url != NULL ? strdup(url) : NULL;
	source->topic = topic != NULL ? strdup(topic) : NULL;
	return source->name != NULL && source->root != NULL &&
	    (url == NULL || source->base_url != NULL) &&
	    (topic == NULL || source->topic != NULL);
}

static enum tc_status
look_at(struct tc_source *source, const char *argument, struct tc_error *err)
{
	struct stat info;

	if (strcmp(argument, "-") == 0) {
		source->kind = TC_SOURCE_FEED;
		source->format = TC_FORMAT_FEED;
		source->path = strdup("-");
		return source->path != NULL ? TC_OK : no_memory(err);
	}
	source->path = realpath(argument, NULL);
	if (source->path == NULL || stat(source->path, &info) != 0)
		return tc_fail(err, errno == ENOENT ? TC_NOTFOUND : TC_IO,
		    "%s: %s", argument, tc_message_errno(errno));
	source->format = tc_format_of_name(source->path);
	source->kind = kind_of(source->format, &info);
	if (source->kind != TC_SOURCE_FOLDER && !S_ISREG(info.st_mode))
		return tc_fail(err, TC_INVALID,
		    "%s: neither a folder nor a file", argument);
	if (source->format == TC_FORMAT_UNKNOWN)
		source->format = TC_FORMAT_TEXT; /* named, so wanted */
	return TC_OK;
}

static void
free_source(struct tc_source *source)
{
	free(source->name);
	free(source->root);
	free(source->path);
	free(source->base_url);
	free(source->topic);
}

/* The longest name of a source in bytes: it is part of terms and keys. */
#define NAME_MAX_BYTES 200

/* Two folders of one name would give their files the same ids. */
static enum tc_status
check_name(const struct tc_sources *sources, const struct tc_source *source,
    struct tc_error *err)
{
	size_t i;

	if (strlen(source->name) > NAME_MAX_BYTES)
		return tc_fail(err, TC_INVALID,
		    "%s: its name is over %d bytes: give it another in the "
		    "configuration",
		    source->root, NAME_MAX_BYTES);
	for (i = 0; i < sources->n; i++) {
		const struct tc_source *other = &sources->at[i];

		if (source->kind != TC_SOURCE_FEED &&
		    other->kind != TC_SOURCE_FEED &&
		    strcmp(other->name, source->name) == 0 &&
		    strcmp(other->root, source->root) != 0)
			return tc_fail(err, TC_INVALID,
			    "%s and %s would both be called \"%s\": give one "
			    "another name in the configuration",
			    other->root, source->root, source->name);
	}
	return TC_OK;
}

enum tc_status
tc_sources_add(struct tc_sources *sources, const struct tc_config *config,
    const char *argument, const char *base_url, struct tc_error *err)
{
	struct tc_source source = {0}, *at;
	enum tc_status status;

	if ((status = look_at(&source, argument, err)) != TC_OK)
		goto fail;
	if (!fill(&source, tc_source_of_path(config, source.path), base_url)) {
		status = no_memory(err);
		goto fail;
	}
	if ((status = check_name(sources, &source, err)) != TC_OK)
		goto fail;
	at = realloc(sources->at, (sources->n + 1) * sizeof(*at));
	if (at == NULL) {
		status = no_memory(err);
		goto fail;
	}
	sources->at = at;
	sources->at[sources->n++] = source;
	return TC_OK;
fail:
	free_source(&source);
	return status;
}

void
tc_sources_free(struct tc_sources *sources)
{
	size_t i;

	for (i = 0; i < sources->n; i++)
		free_source(&sources->at[i]);
	free(sources->at);
	sources->at = NULL;
	sources->n = 0;
}

void
tc_config_free(struct tc_config *config)
{
	struct tc_sources sources = {config->sources, config->n};

	free(config->database);
	tc_sources_free(&sources);
	memset(config, 0, sizeof(*config));
}

/* The part of path below the root, without a leading slash. */
static const char *
below_root(const struct tc_source *source, const char *path)
{
	size_t len = strlen(source->root);

	if (strncmp(path, source->root, len) == 0)
		path += len;
	while (*path == '/')
		path++;
	return path;
}

void
tc_source_id(
    const struct tc_source *source, const char *path, struct tc_buf *out)
{
	tc_buf_printf(out, "%s/%s", source->name, below_root(source, path));
}

void
tc_source_url(
    const struct tc_source *source, const char *path, struct tc_buf *out)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	const char *s = below_root(source, path);

	if (source->base_url == NULL)
		return;
	tc_buf_puts(out, source->base_url);
	if (out->len > 0 && out->s[out->len - 1] != '/')
		tc_buf_putc(out, '/');
	for (; *s != '\0'; s++) {
		if (strchr(plain, *s) != NULL)
			tc_buf_putc(out, *s);
		else
			tc_buf_printf(out, "%%%02X", (unsigned char)*s);
	}
}

/* "2020" and "03-2021" are no names. */
static bool
is_name(const char *s, size_t len)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	bool named;

	tc_text_key(s, len, &key);
	named = strspn(tc_buf_str(&key), "0123456789 ") < key.len;
	tc_buf_free(&key);
	return named && tc_text_utf8_span(s, len) == len;
}

void
tc_source_topic(
    const struct tc_source *source, const char *path, struct tc_buf *out)
{
	const char *s, *slash;

	if (source->topic != NULL) {
		tc_buf_puts(out, source->topic);
		return;
	}
	s = path != NULL ? below_root(source, path) : "";
	slash = strchr(s, '/');
	if (slash != NULL && is_name(s, (size_t)(slash - s)))
		tc_buf_put(out, s, (size_t)(slash - s));
}
