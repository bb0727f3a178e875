/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where documents come from, and the configuration that says so. */
#ifndef TC_INDEXER_SOURCE_H
#define TC_INDEXER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <tracuu/document.h>

enum tc_source_kind { TC_SOURCE_FOLDER, TC_SOURCE_FILE, TC_SOURCE_FEED };

/*
 * One source. Strings are its own. root and path are absolute and without
 * symbolic links; path is root or lies below it, and only what is below path
 * is looked at. A feed from standard input has path "-".
 */
struct tc_source {
	enum tc_source_kind kind;
	enum tc_format format; /* of a file or feed */
	char *name;
	char *root;
	char *path;
	char *base_url; /* NULL: documents have no address */
	char *topic; /* lĩnh vực of its documents; NULL: by their folders */
	enum tc_visibility visibility;
	bool configured;
};

/* The source of what comes from feeds; no folder can have this name. */
#define TC_FEED_SOURCE "/feed"

struct tc_config {
	char *database;	  /* NULL: not said */
	long jobs;	  /* 0: not said */
	long generations; /* the same */
	struct tc_source *sources;
	size_t n;
};

/*
 * Read an INI file: [index] database, jobs; [source NAME] path, base_url,
 * visibility, field. TC_NOTFOUND, TC_IO, TC_INVALID with the line.
 */
enum tc_status tc_config_read(
    struct tc_config *config, const char *path, struct tc_error *err);
void tc_config_free(struct tc_config *config);

/* The innermost configured source that a path lies in, or NULL. Borrowed. */
const struct tc_source *
tc_source_of_path(const struct tc_config *config, const char *path);

struct tc_sources {
	struct tc_source *at;
	size_t n;
};

/*
 * Find out what an argument of the command line is and append it. Its name and
 * settings come from the configured source that it is or lies in.
 * TC_NOTFOUND, TC_IO, TC_INVALID.
 */
enum tc_status
tc_sources_add(struct tc_sources *sources, const struct tc_config *config,
    const char *argument, const char *base_url, struct tc_error *err);
void tc_sources_free(struct tc_sources *sources);

/*
 * Append the id of a file below a source's root: NAME/path. Append its address
 * (percent-encoded, UTF-8), nothing when the source has none.
 */
void tc_source_id(
    const struct tc_source *source, const char *path, struct tc_buf *out);
void tc_source_url(
    const struct tc_source *source, const char *path, struct tc_buf *out);

/*
 * Append the field (lĩnh vực) of a file below a source's root: what the source
 * is configured with, else the name of the first folder below the root, unless
 * that is no name (a year), else nothing. Without a path: of the source as a
 * whole.
 */
void tc_source_topic(
    const struct tc_source *source, const char *path, struct tc_buf *out);

#endif
