/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu-index --why. */
#include "why.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <tracuu/index.h>
#include <tracuu/message.h>
#include <tracuu/path.h>
#include <unistd.h>

#include "../program/say.h"
#include "message.h"
#include "run.h"
#include "state.h"

struct why {
	FILE *fp;
	const char *database;
	struct tc_index *index;
	struct tc_config *known; /* the sources */
	const char *file;	 /* as it was given */
	char *path;		 /* absolute; NULL: it cannot be */
	struct stat info;	 /* of the file, or of the link that it is */
	bool exists;
	const struct tc_source *source; /* that the path lies in */
	struct tc_buf id;
	uint32_t docid;
	unsigned long members; /* documents that are of files in it */
	struct tc_document document;
};

/* The folder of a source that was indexed by its path alone. */
static enum tc_status
add_root(
    struct why *why, const char *name, const char *root, struct tc_error *err)
{
	struct tc_source *grown, *source;
	size_t i;

	for (i = 0; i < why->known->n; i++) {
		if (strcmp(why->known->sources[i].name, name) == 0)
			return TC_OK;
	}
	grown =
	    realloc(why->known->sources, (why->known->n + 1) * sizeof(*grown));
	if (grown == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	why->known->sources = grown;
	source = &grown[why->known->n++];
	memset(source, 0, sizeof(*source));
	source->kind = TC_SOURCE_FOLDER;
	source->name = strdup(name);
	source->root = strdup(root);
	source->path = strdup(root);
	if (source->name == NULL || source->root == NULL ||
	    source->path == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	return TC_OK;
}

/* The roots that the index remembers: metadata "source:NAME". */
static enum tc_status
add_known_roots(struct why *why, struct tc_error *err)
{
	static const char prefix[] = "source:";
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf root = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_term_iterator *keys = NULL;
	struct xapian_term_row row;
	enum tc_status status = TC_OK;

	if (xapian_database_metadata_keys(&keys, tc_index_database(why->index),
		prefix, strlen(prefix), NULL) != XAPIAN_OK)
		goto out;
	while (status == TC_OK &&
	    xapian_term_iterator_next(&row, keys, NULL) == XAPIAN_OK) {
		tc_buf_clear(&name);
		tc_buf_clear(&root);
		tc_buf_put(&name, row.term.s, row.term.len);
		status =
		    tc_index_get(why->index, tc_buf_str(&name), &root, err);
		if (status == TC_OK)
			status =
			    add_root(why, tc_buf_str(&name) + strlen(prefix),
				tc_buf_str(&root), err);
	}
out:
	xapian_term_iterator_free(keys);
	tc_buf_free(&name);
	tc_buf_free(&root);
	return status;
}

/*
 * The file may be gone; then its folder says where it was. So it does of a
 * link, which is not what it leads to: runs do not follow it.
 */
static char *
absolute(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *last = tc_path_name(file);
	char *path = NULL, *folder, *parent = NULL;
	struct stat info;

	if (lstat(file, &info) != 0 || !S_ISLNK(info.st_mode))
		path = realpath(file, NULL);
	if (path != NULL)
		return path;
	folder = slash == NULL ? strdup(".")
	    : slash == file    ? strdup("/")
			       : strndup(file, (size_t)(slash - file));
	if (folder != NULL && (parent = realpath(folder, NULL)) != NULL &&
	    asprintf(&path, "%s/%s", parent, last) < 0)
		path = NULL;
	free(folder);
	free(parent);
	return path;
}

/* By its path, else take what was given for an id. */
static enum tc_status
find(struct why *why, struct tc_error *err)
{
	enum tc_status status = TC_OK;

	why->path = absolute(why->file);
	why->exists = why->path != NULL && lstat(why->path, &why->info) == 0;
	if (why->path != NULL)
		why->source = tc_source_of_path(why->known, why->path);
	if (why->source != NULL) {
		tc_source_id(why->source, why->path, &why->id);
		status = tc_index_find(&why->docid, why->index,
		    tc_buf_str(&why->id), why->id.len, err);
	}
	if (status == TC_OK && why->docid == 0) {
		status = tc_index_find(
		    &why->docid, why->index, why->file, strlen(why->file), err);
		if (status == TC_OK && why->docid != 0) {
			tc_buf_clear(&why->id);
			tc_buf_puts(&why->id, why->file);
		}
	}
	if (status == TC_OK && why->docid == 0 && !why->exists)
		status = tc_fail(err, TC_NOTFOUND,
		    "%s: neither a file, nor the id of a document", why->file);
	return status;
}

static void
put_time(char *text, size_t size, const struct timespec *when)
{
	struct tm local;

	text[0] = '\0';
	if (localtime_r(&when->tv_sec, &local) != NULL)
		strftime(text, size, "%Y-%m-%d %H:%M:%S", &local);
}

static void
print_fields(struct why *why)
{
	static const struct {
		const char *name;
		enum tc_field field;
	} rows[] = {
	    {TC_MESSAGE("title"), TC_FIELD_TITLE},
	    {TC_MESSAGE("type"), TC_FIELD_TYPE},
	    {TC_MESSAGE("number"), TC_FIELD_NUMBER},
	    {TC_MESSAGE("date"), TC_FIELD_DATE},
	    {TC_MESSAGE("issuer"), TC_FIELD_ISSUER},
	    {TC_MESSAGE("address"), TC_FIELD_URL},
	    {TC_MESSAGE("repaired from"), TC_FIELD_REPAIR},
	    {TC_MESSAGE("mark"), TC_FIELD_MARK},
	    {TC_MESSAGE("read off a scan by"), TC_FIELD_OCR},
	};
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		value = tc_document_str(&why->document, rows[i].field);
		if (value[0] != '\0')
			tc_print(why->fp, "  %s: %s\n",
			    tc_message(rows[i].name), value);
	}
}

static bool
has_term(const struct why *why, const char *term)
{
	struct xapian_posting_iterator *it = NULL;
	struct xapian_posting_row row;
	bool has;

	has = xapian_database_postlist(&it, tc_index_database(why->index), term,
		  strlen(term), NULL) == XAPIAN_OK &&
	    xapian_posting_iterator_skip_to(&row, it, why->docid, NULL) ==
		XAPIAN_OK &&
	    row.docid == why->docid;
	xapian_posting_iterator_free(it);
	return has;
}

/* What a file's state in the index says of it as it is now. */
static const char *
compare_state(const struct why *why, struct xapian_string state)
{
	static const size_t len = TC_STATE_STAT + TC_STATE_SETTINGS;
	char want[TC_STATE_LEN];

	tc_state_begin(want, why->source, &why->info);
	if (state.len < len || memcmp(state.s, want, TC_STATE_STAT) != 0)
		return tc_message("changed since: the next run reads it again");
	tc_state_wait(want);
	if (memcmp(state.s, want, len) == 0)
		return tc_message("a scan that was not read yet: only its name "
				  "and folder are known");
	return tc_message("as it was indexed");
}

/* Is the file as it was when it was indexed? */
static void
print_state(struct why *why)
{
	struct xapian_document *doc = NULL;
	struct xapian_string state = {"", 0};
	const char *now;
	char when[32];

	if (why->source == NULL || why->path == NULL)
		return;
	if (!why->exists) {
		tc_print(why->fp,
		    "  file: no longer there; the next run removes it\n");
		return;
	}
	if (xapian_database_get_document(&doc, tc_index_database(why->index),
		why->docid, 0, NULL) == XAPIAN_OK)
		xapian_document_get_value(&state, doc, TC_SLOT_STATE, NULL);
	now = compare_state(why, state);
	put_time(when, sizeof(when), &why->info.st_mtim);
	tc_print(why->fp, "  file: %jd bytes, of %s, %s\n",
	    (intmax_t)why->info.st_size, when, now);
	xapian_document_free(doc);
}

static void
print_findable(struct why *why)
{
	struct xapian_database *db = tc_index_database(why->index);
	size_t text = why->document.field[TC_FIELD_TEXT].len;
	uint32_t terms = 0;

	xapian_database_get_unique_terms(&terms, db, why->docid, NULL);
	tc_print(why->fp, "  to be found: by %u words, pairs and fields%s\n",
	    (unsigned)terms,
	    text == 0 ? tc_message("; it has no text, only a heading") : "");
	tc_print(why->fp, "  to be seen: %s\n",
	    has_term(why, TC_PREFIX_VISIBILITY "public")
		? tc_message("by everybody: it is public")
		: tc_message("by tracuu only: it is internal"));
}

static enum tc_status
print_indexed(struct why *why, struct tc_error *err)
{
	enum tc_status status;

	status = tc_index_document(why->index, why->docid, &why->document, err);
	if (status != TC_OK)
		return status;
	tc_print(
	    why->fp, "  indexed: yes, as document %u\n", (unsigned)why->docid);
	print_fields(why);
	print_state(why);
	print_findable(why);
	return TC_OK;
}

/* The first line of a report has what became of the file. */
static void
print_fate(FILE *fp, const char *report)
{
	json_t *line = json_loads(report, JSON_DISABLE_EOF_CHECK, NULL);
	const char *fate = NULL, *reason = NULL;

	if (line != NULL)
		json_unpack(line, "{s?s, s?s}", "fate", &fate, "why", &reason);
	if (fate != NULL && strcmp(fate, "added") != 0)
		tc_print(fp, "  why: %s%s%s\n", tc_message(fate),
		    reason != NULL ? ": " : "", reason != NULL ? reason : "");
	else
		tc_print(fp,
		    "  why: no run has met it; the next one of its source "
		    "takes it in\n");
	json_decref(line);
}

/* Read the file as a run would. */
static enum tc_status
try_reading(struct why *why, struct tc_error *err)
{
	struct tc_sources sources = {0};
	struct tc_run_options options = {.database = why->database,
	    .sources = &sources,
	    .jobs = 1,
	    .families = TC_FAMILY_ALL,
	    .dry_run = true};
	struct tc_report report = {.silent = true};
	enum tc_status status;
	bool incomplete;
	char *text = NULL;
	size_t len = 0;

	status = tc_sources_add(&sources, why->known, why->path, NULL, err);
	if (status != TC_OK)
		goto out;
	/* As in a folder, where a file must have a name that claims something
	 * to be mere text. */
	sources.at[0].format = tc_format_of_name(why->path);
	if ((report.json = open_memstream(&text, &len)) == NULL) {
		status = tc_fail(err, TC_NOMEM, "out of memory");
		goto out;
	}
	status = tc_run(&options, &report, &incomplete, err);
	if (fclose(report.json) != 0 && status == TC_OK)
		status = tc_fail(err, TC_NOMEM, "%s", tc_message_errno(errno));
	if (status == TC_OK)
		print_fate(why->fp, text);
out:
	free(text);
	tc_sources_free(&sources);
	return status;
}

/* Has the path, or a folder on it below the source's, a name of those? */
static bool
is_furtive(const char *path, size_t root_len)
{
	char *part = strdup(path);
	size_t len = strlen(path);
	bool furtive = false;

	for (; part != NULL && len > root_len && !furtive; len--) {
		part[len] = '\0';
		furtive = path[len] == '\0' || path[len] == '/'
		    ? tc_file_is_furtive(part)
		    : false;
	}
	free(part);
	return furtive;
}

static bool
is_feed(const char *path)
{
	enum tc_format format = tc_format_of_name(path);

	return format == TC_FORMAT_FEED || format == TC_FORMAT_FEED_GZ;
}

/* Why a run passes over what is there; NULL: it does not. */
static const char *
reason_of(const struct why *why)
{
	if (why->source == NULL)
		return tc_message("it lies in no source that the configuration "
				  "or the index knows");
	if (is_furtive(why->path, strlen(why->source->root)))
		return tc_message(
		    "names that begin with a dot, or ~$, are passed over");
	if (S_ISLNK(why->info.st_mode))
		return tc_message("a symbolic link, not followed");
	if (S_ISDIR(why->info.st_mode))
		return tc_message("it is a folder; ask of a file");
	if (!S_ISREG(why->info.st_mode))
		return tc_message("neither a file nor a folder");
	if (is_feed(why->path))
		return tc_message("it is a feed; ask of the id of a document");
	return NULL;
}

/*
 * How many documents are of files in this one, an archive. Those with long ids
 * are not counted.
 */
static unsigned long
count_members(struct why *why, struct tc_buf *first)
{
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_term_iterator *terms = NULL;
	struct xapian_term_row row;
	unsigned long n = 0;

	tc_buf_printf(
	    &prefix, TC_PREFIX_ID "%s" TC_MEMBER_MARK, tc_buf_str(&why->id));
	if (xapian_database_allterms(&terms, tc_index_database(why->index),
		tc_buf_str(&prefix), prefix.len, NULL) == XAPIAN_OK) {
		while (
		    xapian_term_iterator_next(&row, terms, NULL) == XAPIAN_OK) {
			if (n++ == 0)
				tc_buf_put(
				    first, row.term.s + 1, row.term.len - 1);
		}
	}
	xapian_term_iterator_free(terms);
	tc_buf_free(&prefix);
	return n;
}

static enum tc_status
print_not_indexed(struct why *why, struct tc_error *err)
{
	struct tc_buf first = TC_BUF_INIT(TC_BUF_LINE);
	const char *reason = reason_of(why);
	enum tc_status status = TC_OK;

	if (reason == NULL)
		why->members = count_members(why, &first);
	if (why->members > 0) {
		tc_print(why->fp,
		    "  indexed: %lu files in it, such as %s; ask of one of "
		    "them\n",
		    why->members, tc_buf_str(&first));
	} else {
		tc_print(why->fp, "  indexed: no\n");
		if (reason != NULL)
			tc_print(why->fp, "  why: %s\n", reason);
		else
			status = try_reading(why, err);
	}
	tc_buf_free(&first);
	return status;
}

static enum tc_status
print_all(struct why *why, struct tc_error *err)
{
	enum tc_status status;

	if ((status = add_known_roots(why, err)) != TC_OK ||
	    (status = find(why, err)) != TC_OK)
		return status;
	tc_print(why->fp, "%s\n", why->id.len > 0 ? why->id.s : why->path);
	return why->docid != 0 ? print_indexed(why, err)
			       : print_not_indexed(why, err);
}

enum tc_status
tc_why(bool *found, FILE *fp, const char *database, struct tc_config *config,
    const char *file, struct tc_error *err)
{
	struct why why = {.fp = fp,
	    .database = database,
	    .known = config,
	    .file = file,
	    .id = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;

	tc_document_init(&why.document);
	if ((status = tc_index_open(&why.index, database, err)) == TC_OK)
		status = print_all(&why, err);
	*found = status == TC_OK && (why.docid != 0 || why.members > 0);
	tc_index_free(why.index);
	tc_document_free(&why.document);
	tc_buf_free(&why.id);
	free(why.path);
	return status;
}
