/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Saved searches on disk. */
#include "saved.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <tracuu/display.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "../program/lack.h"

#define VERSION 1
#define NAME_BYTES 100
#define SUFFIX ".json"

static enum tc_status
fail_errno(const char *path, struct tc_error *err)
{
	enum tc_status status = errno == ENOENT	 ? TC_NOTFOUND
	    : errno == ENOSPC || errno == EDQUOT ? TC_FULL
						 : TC_IO;

	return tc_fail(err, status, "%s: %s", path, tc_message_errno(errno));
}

/* As the XDG base directory specification has it. */
static enum tc_status
find_folder(struct tc_buf *out, struct tc_error *err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data != NULL && data[0] == '/')
		tc_buf_puts(out, data);
	else if (home != NULL && home[0] == '/')
		tc_buf_printf(out, "%s/.local/share", home);
	else
		return tc_fail(err, TC_NOTFOUND,
		    "neither XDG_DATA_HOME nor HOME says where searches are "
		    "kept");
	tc_buf_puts(out, "/tracuu/searches");
	return tc_buf_check(out, err);
}

static enum tc_status
find_path(struct tc_buf *out, const char *name, struct tc_error *err)
{
	size_t len = strlen(name), i, n;
	uint32_t c;
	enum tc_status status;

	if (len == 0 || len > NAME_BYTES || name[0] == '.' ||
	    strchr(name, '/') != NULL)
		return tc_fail(err, TC_INVALID,
		    "\"%s\": a search has a name of 1 to %d bytes without \"/\" "
		    "and no dot before it",
		    name, NAME_BYTES);
	for (i = 0; i < len; i += n) {
		n = tc_display_next(name + i, len - i, &c);
		if (tc_display_width(c) < 0)
			return tc_fail(err, TC_INVALID,
			    "\"%s\": control characters make no name", name);
	}
	if ((status = find_folder(out, err)) == TC_OK)
		tc_buf_printf(out, "/%s" SUFFIX, name);
	return status == TC_OK ? tc_buf_check(out, err) : status;
}

static void
begin(struct tc_saved *saved)
{
	*saved = (struct tc_saved){.path = TC_BUF_INIT(TC_BUF_LINE)};
}

static json_t *
filters_json(const struct tc_filters *filters)
{
	json_t *json = json_object(), *values;
	size_t facet, i;

	for (facet = 0; facet < TC_FACET_COUNT; facet++) {
		const struct tc_filter_values *of = &filters->facets[facet];

		if (of->n == 0)
			continue;
		values = json_array();
		for (i = 0; i < of->n; i++)
			json_array_append_new(values, json_string(of->at[i]));
		json_object_set_new(
		    json, tc_facet_name((enum tc_facet)facet), values);
	}
	if (filters->from != NULL)
		json_object_set_new(json, "from", json_string(filters->from));
	if (filters->to != NULL)
		json_object_set_new(json, "to", json_string(filters->to));
	return json;
}

enum tc_status
tc_saved_new(struct tc_saved *saved, const char *name, const char *query,
    const struct tc_search_options *options, struct tc_error *err)
{
	enum tc_status status;

	begin(saved);
	status = find_path(&saved->path, name, err);
	if (status == TC_OK)
		saved->json = json_pack("{s:i, s:s, s:o, s:b, s:b, s:{}}",
		    "version", VERSION, "query", query, "filters",
		    filters_json(&options->filters), "exact",
		    (int)options->exact_marks, "literal", (int)options->literal,
		    "seen");
	if (status == TC_OK && saved->json == NULL)
		status = tc_fail(err, TC_INVALID, "a query that is no UTF-8");
	if (status != TC_OK)
		tc_saved_free(saved);
	return status;
}

static bool
is_saved_search(const json_t *json)
{
	return json_integer_value(json_object_get(json, "version")) ==
	    VERSION &&
	    json_is_string(json_object_get(json, "query")) &&
	    json_is_object(json_object_get(json, "filters")) &&
	    json_is_object(json_object_get(json, "seen"));
}

static enum tc_status
read_file(json_t **json, const char *path, struct tc_error *err)
{
	json_error_t why;

	errno = 0;
	*json = json_load_file(path, 0, &why);
	if (*json == NULL && errno != 0)
		return fail_errno(path, err);
	if (*json != NULL && is_saved_search(*json))
		return TC_OK;
	json_decref(*json);
	*json = NULL;
	return tc_fail(err, TC_CORRUPT, "%s: no saved search", path);
}

enum tc_status
tc_saved_read(struct tc_saved *saved, const char *name, struct tc_error *err)
{
	enum tc_status status;

	begin(saved);
	status = find_path(&saved->path, name, err);
	if (status == TC_OK)
		status = read_file(&saved->json, saved->path.s, err);
	if (status == TC_NOTFOUND && saved->path.len > 0)
		status = tc_fail(
		    err, TC_NOTFOUND, "%s: no search of this name", name);
	if (status != TC_OK)
		tc_saved_free(saved);
	return status;
}

const char *
tc_saved_query(const struct tc_saved *saved)
{
	return json_string_value(json_object_get(saved->json, "query"));
}

/* The strings of an array, which they are borrowed from. */
static void
take_values(struct tc_filter_values *out, const json_t *array)
{
	size_t i, n = json_array_size(array);

	free(out->at);
	out->n = 0;
	out->at = n > 0 ? calloc(n, sizeof(*out->at)) : NULL;
	for (i = 0; out->at != NULL && i < n; i++) {
		const char *value = json_string_value(json_array_get(array, i));

		if (value != NULL)
			out->at[out->n++] = value;
	}
}

void
tc_saved_options(struct tc_saved *saved, struct tc_search_options *options)
{
	const json_t *filters = json_object_get(saved->json, "filters");
	size_t i;

	for (i = 0; i < TC_FACET_COUNT; i++) {
		take_values(&saved->values[i],
		    json_object_get(filters, tc_facet_name((enum tc_facet)i)));
		options->filters.facets[i] = saved->values[i];
	}
	options->filters.from =
	    json_string_value(json_object_get(filters, "from"));
	options->filters.to = json_string_value(json_object_get(filters, "to"));
	options->exact_marks =
	    json_is_true(json_object_get(saved->json, "exact"));
	options->literal =
	    json_is_true(json_object_get(saved->json, "literal"));
}

size_t
tc_saved_sort_out(
    const struct tc_saved *saved, const struct tc_results *results)
{
	const json_t *seen = json_object_get(saved->json, "seen");
	size_t i, fresh = 0;
	struct tc_hit hit;

	for (i = 0; i < results->n; i++) {
		if (json_object_get(seen, results->hits[i].id) != NULL)
			continue;
		/* What is in its place was shown: any order will do. */
		hit = results->hits[i];
		results->hits[i] = results->hits[fresh];
		results->hits[fresh++] = hit;
	}
	return fresh;
}

static void
put_now(json_t *json)
{
	time_t now = time(NULL);
	char text[32] = "";
	struct tm local;

	if (localtime_r(&now, &local) != NULL)
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &local);
	json_object_set_new(json, "checked", json_string(text));
}

enum tc_status
tc_saved_note(struct tc_saved *saved, const char *id, struct tc_error *err)
{
	if (json_object_set_new(
		json_object_get(saved->json, "seen"), id, json_true()) == 0)
		return TC_OK;
	return tc_fail(err, TC_NOMEM, "out of memory");
}

/* The folders of a path, for its owner only. */
static void
make_folders(char *path)
{
	char *slash;

	for (slash = strchr(path + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700); /* where it fails, writing fails, too */
		*slash = '/';
	}
}

enum tc_status
tc_saved_write(struct tc_saved *saved, struct tc_error *err)
{
	struct tc_buf draft = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	bool good;
	FILE *fp;

	put_now(saved->json);
	if (tc_lack_was())
		return tc_fail(err, TC_NOMEM, "out of memory");
	make_folders(saved->path.s);
	tc_buf_printf(&draft, "%s.%ld", saved->path.s, (long)getpid());
	if ((status = tc_buf_check(&draft, err)) != TC_OK)
		goto out;
	if ((fp = fopen(draft.s, "we")) == NULL) {
		status = fail_errno(draft.s, err);
		goto out;
	}
	good =
	    json_dumpf(saved->json, fp, JSON_INDENT(1) | JSON_SORT_KEYS) == 0 &&
	    fflush(fp) == 0 && fsync(fileno(fp)) == 0;
	good = fclose(fp) == 0 && good;
	if (!good || rename(draft.s, saved->path.s) != 0) {
		status = fail_errno(saved->path.s, err);
		unlink(draft.s);
	}
out:
	tc_buf_free(&draft);
	return status;
}

void
tc_saved_free(struct tc_saved *saved)
{
	size_t i;

	for (i = 0; i < TC_FACET_COUNT; i++)
		free(saved->values[i].at);
	json_decref(saved->json);
	tc_buf_free(&saved->path);
	begin(saved);
}

enum tc_status
tc_saved_forget(const char *name, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = find_path(&path, name, err);

	if (status == TC_OK && unlink(path.s) != 0)
		status = errno == ENOENT
		    ? tc_fail(
			  err, TC_NOTFOUND, "%s: no search of this name", name)
		    : fail_errno(path.s, err);
	tc_buf_free(&path);
	return status;
}

/* "quy hoạch  type: Quyết định  from: 2020": on one line. */
static void
print_search(FILE *fp, const char *name, size_t len, const json_t *json)
{
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf shown = TC_BUF_INIT(TC_BUF_LINE);
	json_t *filters = json_object_get(json, "filters"), *values;
	const char *key, *checked;
	size_t i;

	checked = json_string_value(json_object_get(json, "checked"));
	tc_buf_printf(&line, "%.*s\t%s\t%s", (int)len, name,
	    checked != NULL ? checked : "",
	    json_string_value(json_object_get(json, "query")));
	json_object_foreach(filters, key, values)
	{
		tc_buf_printf(&line, "  %s:", key);
		if (json_is_string(values))
			tc_buf_printf(&line, " %s", json_string_value(values));
		for (i = 0; i < json_array_size(values); i++)
			tc_buf_printf(&line, "%s %s", i > 0 ? "," : "",
			    json_string_value(json_array_get(values, i)));
	}
	/* Tabs are the columns; no other control passes. */
	for (i = 0; i < line.len; i++) {
		size_t n = strcspn(line.s + i, "\t");

		tc_display_put(line.s + i, n, &shown);
		i += n;
		if (i < line.len)
			tc_buf_putc(&shown, '\t');
	}
	fprintf(fp, "%s\n", tc_buf_str(&shown));
	tc_buf_free(&shown);
	tc_buf_free(&line);
}

static int
is_search(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name), end = strlen(SUFFIX);

	return entry->d_name[0] != '.' && len > end &&
	    strcmp(entry->d_name + len - end, SUFFIX) == 0;
}

enum tc_status
tc_saved_list(FILE *fp, size_t *n, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct dirent **entries = NULL;
	enum tc_status status;
	size_t folder;
	json_t *json;
	int found = 0, i;

	*n = 0;
	if ((status = find_folder(&path, err)) == TC_OK)
		found = scandir(path.s, &entries, is_search, alphasort);
	if (status == TC_OK && found < 0 && errno != ENOENT)
		status = fail_errno(path.s, err);
	folder = path.len;
	for (i = 0; i < found; i++) {
		const char *name = entries[i]->d_name;

		tc_buf_cut(&path, folder);
		tc_buf_printf(&path, "/%s", name);
		/* What is none is passed over. */
		if (!path.failed && read_file(&json, path.s, NULL) == TC_OK) {
			print_search(
			    fp, name, strlen(name) - strlen(SUFFIX), json);
			json_decref(json);
			++*n;
		}
		free(entries[i]);
	}
	free(entries);
	tc_buf_free(&path);
	return status;
}
