/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The folder of an index: its stub and its generations. */
#include <tracuu/index.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/manifest.h>
#include <unistd.h>

#include "layout.h"
#include "sync.h"

#define STUB TC_LAYOUT_STUB
#define GENERATION TC_LAYOUT_GENERATION

/* No stub of ours is longer: "auto gen-4294967295\n". */
#define STUB_MAX 64

/* A generation while it is made, and while it is removed. */
#define NEW_SUFFIX ".new"
#define OLD_SUFFIX ".old"

void
tc_layout_path(const char *db, unsigned generation, struct tc_buf *out)
{
	tc_buf_printf(out, "%s/" GENERATION "%u", db, generation);
}

/* Exactly what we write, or nothing of ours. */
static bool
parse_stub(unsigned *generation, const char *text)
{
	char want[STUB_MAX];

	if (sscanf(text, "auto " GENERATION "%u", generation) != 1)
		return false;
	snprintf(want, sizeof(want), "auto " GENERATION "%u\n", *generation);
	return *generation > 0 && strcmp(text, want) == 0;
}

enum tc_status
tc_layout_live(unsigned *generation, const char *db, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	struct stat info;

	*generation = 0;
	tc_buf_printf(&path, "%s/" STUB, db);
	if ((status = tc_buf_check(&path, err)) != TC_OK)
		goto out;
	if (stat(db, &info) == 0 && !S_ISDIR(info.st_mode)) {
		status = tc_fail(err, TC_INVALID, "%s: not a folder", db);
		goto out;
	}
	if (access(path.s, F_OK) != 0 && errno == ENOENT)
		goto out;
	status = tc_buf_read(&text, path.s, err);
	if (status == TC_TOOBIG ||
	    (status == TC_OK && !parse_stub(generation, tc_buf_str(&text)))) {
		*generation = 0;
		status = tc_fail(
		    err, TC_INVALID, "%s: names no generation of ours", path.s);
	}
out:
	tc_buf_free(&path);
	tc_buf_free(&text);
	return status;
}

enum tc_status
tc_layout_remove(const char *path, struct tc_error *err)
{
	const struct dirent *entry;
	DIR *dir = opendir(path);

	if (dir == NULL)
		return errno == ENOENT ? TC_OK : tc_sync_error(err, path);
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	closedir(dir);
	if (rmdir(path) != 0)
		return tc_sync_error(err, path);
	return TC_OK;
}

/* The number in the name of a generation that is whole; 0: it is none. */
static unsigned
generation_of(const char *name)
{
	unsigned long number;
	char *rest;

	if (strncmp(name, GENERATION, strlen(GENERATION)) != 0)
		return 0;
	number = strtoul(name + strlen(GENERATION), &rest, 10);
	return *rest == '\0' && number < UINT_MAX ? (unsigned)number : 0;
}

/* The newest generation below a number, 0 when there is none. */
static enum tc_status
newest_below(
    unsigned *newest, const char *db, unsigned below, struct tc_error *err)
{
	const struct dirent *entry;
	DIR *dir = opendir(db);
	unsigned number;

	*newest = 0;
	if (dir == NULL)
		return tc_sync_error(err, db);
	while ((entry = readdir(dir)) != NULL) {
		number = generation_of(entry->d_name);
		if (number > *newest && number < below)
			*newest = number;
	}
	closedir(dir);
	return TC_OK;
}

enum tc_status
tc_layout_next(unsigned *generation, const char *db, struct tc_error *err)
{
	enum tc_status status;

	status = newest_below(generation, db, UINT_MAX, err);
	++*generation;
	return status;
}

/* Under its own name a generation is whole, until the very end. */
static void
remove_generation(const char *db, unsigned generation)
{
	struct tc_buf from = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf to = TC_BUF_INIT(TC_BUF_LINE);

	tc_layout_path(db, generation, &from);
	tc_layout_path(db, generation, &to);
	tc_buf_puts(&to, OLD_SUFFIX);
	if (!from.failed && !to.failed && rename(from.s, to.s) == 0)
		tc_layout_remove(to.s, NULL);
	tc_buf_free(&from);
	tc_buf_free(&to);
}

/*
 * Keep the live generation and the newest of the older ones, keep in all. What
 * is newer was rolled back from, or not yet published when its run was killed.
 */
static void
remove_generations(const char *db, unsigned live, unsigned keep)
{
	unsigned generation = UINT_MAX, kept = 1;

	for (;;) {
		if (newest_below(&generation, db, generation, NULL) != TC_OK ||
		    generation == 0)
			break;
		if (generation > live || (generation < live && kept++ >= keep))
			remove_generation(db, generation);
	}
}

static bool
is_left_over(const char *name)
{
	return strncmp(name, GENERATION, strlen(GENERATION)) == 0 &&
	    (strstr(name, ".shard") != NULL ||
		strstr(name, NEW_SUFFIX) != NULL ||
		strstr(name, OLD_SUFFIX) != NULL);
}

void
tc_layout_tidy(const char *db, unsigned live, unsigned keep)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	const struct dirent *entry;
	DIR *dir = opendir(db);

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		tc_buf_clear(&path);
		tc_buf_printf(&path, "%s/%s", db, entry->d_name);
		if (path.failed)
			continue;
		if (is_left_over(entry->d_name))
			tc_layout_remove(path.s, NULL);
		else if (strcmp(entry->d_name, STUB ".tmp") == 0)
			unlink(path.s);
	}
	if (dir != NULL)
		closedir(dir);
	tc_buf_free(&path);
	/* Whoever has lost the stub may still want what it named. */
	if (live != 0)
		remove_generations(db, live, keep);
}

/* Xapian's own check of the tables in a directory. */
static enum tc_status
check_tables(const char *path, struct tc_error *err)
{
	struct xapian_error why;
	size_t faults;

	if (xapian_database_check(&faults, path, 0, NULL, NULL, &why) !=
	    XAPIAN_OK)
		return tc_fail(err, TC_CORRUPT, "%s: %s", path, why.message);
	if (faults > 0)
		return tc_fail(err, TC_CORRUPT,
		    "%s: Xapian's check finds %zu fault(s)", path, faults);
	return TC_OK;
}

static enum tc_status
check_sealed(
    const struct tc_manifest *manifest, const char *path, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < manifest->n && status == TC_OK; i++)
		status = tc_manifest_verify(&manifest->table[i], path, err);
	return status;
}

enum tc_status
tc_layout_verify(
    const char *db, unsigned generation, bool *sealed, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_manifest manifest;
	enum tc_status status;

	*sealed = false;
	tc_layout_path(db, generation, &path);
	if ((status = tc_buf_check(&path, err)) != TC_OK ||
	    (status = tc_manifest_read(&manifest, path.s, err)) != TC_OK)
		goto out;
	*sealed = manifest.sealed;
	if (manifest.sealed)
		status = check_sealed(&manifest, path.s, err);
	else if ((status = tc_manifest_tables(&manifest, path.s, err)) == TC_OK)
		status = check_tables(path.s, err);
out:
	tc_buf_free(&path);
	return status;
}

static enum tc_status
write_manifest(
    const char *db, unsigned generation, bool sealed, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_manifest manifest;
	enum tc_status status;

	tc_layout_path(db, generation, &path);
	if ((status = tc_buf_check(&path, err)) == TC_OK &&
	    (status = tc_manifest_make(&manifest, path.s, sealed, err)) ==
		TC_OK)
		status = tc_manifest_write(&manifest, path.s, err);
	tc_buf_free(&path);
	return status;
}

/*
 * Checksums of what is damaged would hide it for good, so nobody writes before
 * the tables were found to be whole.
 */
enum tc_status
tc_layout_begin(const char *db, unsigned generation, struct tc_error *err)
{
	enum tc_status status;
	bool sealed;

	status = tc_layout_verify(db, generation, &sealed, err);
	if (status == TC_OK && sealed)
		status = write_manifest(db, generation, false, err);
	return status;
}

enum tc_status
tc_layout_seal(const char *db, unsigned generation, struct tc_error *err)
{
	return write_manifest(db, generation, true, err);
}

enum tc_status
tc_layout_is_sealed(
    bool *sealed, const char *db, unsigned generation, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_manifest manifest;
	enum tc_status status;

	*sealed = false;
	tc_layout_path(db, generation, &path);
	if ((status = tc_buf_check(&path, err)) == TC_OK &&
	    (status = tc_manifest_read(&manifest, path.s, err)) == TC_OK)
		*sealed = manifest.sealed;
	tc_buf_free(&path);
	return status;
}

static enum tc_status
swap_stub(const char *db, unsigned generation, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	tc_buf_printf(&path, "%s/" STUB, db);
	tc_buf_printf(&text, "auto " GENERATION "%u\n", generation);
	if ((status = tc_buf_check(&path, err)) == TC_OK &&
	    (status = tc_buf_check(&text, err)) == TC_OK)
		status = tc_sync_replace(path.s, text.s, text.len, err);
	tc_buf_free(&path);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
count_documents(uint64_t *n, const char *path, struct tc_error *err)
{
	struct xapian_database *database = NULL;
	struct xapian_error why;
	uint32_t documents = 0;
	enum tc_status status = TC_OK;

	if (xapian_database_open(&database, path, &why) != XAPIAN_OK ||
	    xapian_database_get_doccount(&documents, database, &why) !=
		XAPIAN_OK)
		status = tc_index_fail(err, &why, path);
	xapian_database_free(database);
	*n += documents;
	return status;
}

/*
 * Of the tables that are published. Xapian's 8 KiB waste more at their ends:
 * bench/INDEXING.md.
 */
#define BLOCK_SIZE 32768

/* Merge the shards into the directory path and look whether all is there. */
static enum tc_status
merge(
    const char *path, const char *const *shards, size_t n, struct tc_error *err)
{
	struct xapian_error why;
	uint64_t wanted = 0, got = 0;
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < n && status == TC_OK; i++)
		status = count_documents(&wanted, shards[i], err);
	if (status != TC_OK)
		return status;
	if (xapian_compact(shards, n, path, XAPIAN_COMPACTOR_FULL, BLOCK_SIZE,
		&why) != XAPIAN_OK)
		return tc_index_fail(err, &why, path);
	if ((status = check_tables(path, err)) == TC_OK &&
	    (status = count_documents(&got, path, err)) == TC_OK &&
	    got != wanted)
		status = tc_fail(err, TC_CORRUPT,
		    "%s: %llu documents were merged into %llu", path,
		    (unsigned long long)wanted, (unsigned long long)got);
	return status;
}

enum tc_status
tc_layout_publish(const char *db, unsigned generation,
    const char *const *shards, size_t n, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf made = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_manifest manifest;
	enum tc_status status;

	tc_layout_path(db, generation, &path);
	tc_layout_path(db, generation, &made);
	tc_buf_puts(&made, NEW_SUFFIX);
	if ((status = tc_buf_check(&path, err)) != TC_OK ||
	    (status = tc_buf_check(&made, err)) != TC_OK ||
	    (status = tc_layout_remove(made.s, err)) != TC_OK ||
	    (status = merge(made.s, shards, n, err)) != TC_OK ||
	    (status = tc_manifest_make(&manifest, made.s, true, err)) !=
		TC_OK ||
	    (status = tc_manifest_write(&manifest, made.s, err)) != TC_OK)
		goto out;
	/* Writing the manifest has synced the directory. */
	if (rename(made.s, path.s) != 0) {
		status = tc_sync_error(err, path.s);
		goto out;
	}
	if ((status = tc_sync_path(db, err)) == TC_OK)
		status = swap_stub(db, generation, err);
out:
	if (status != TC_OK && made.s != NULL)
		tc_layout_remove(made.s, NULL);
	tc_buf_free(&path);
	tc_buf_free(&made);
	return status;
}

/* Can this program serve the generation? */
static enum tc_status
check_usable(const char *db, unsigned generation, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_manifest manifest;
	enum tc_status status;
	bool sealed;

	tc_layout_path(db, generation, &path);
	if ((status = tc_layout_verify(db, generation, &sealed, err)) ==
		TC_OK &&
	    (status = tc_buf_check(&path, err)) == TC_OK &&
	    (status = tc_manifest_read(&manifest, path.s, err)) == TC_OK &&
	    strcmp(manifest.schema, TC_SCHEMA) != 0)
		status = tc_fail(err, TC_VERSION,
		    "%s: made for schema %s, this is schema %s", path.s,
		    manifest.schema, TC_SCHEMA);
	tc_buf_free(&path);
	return status;
}

enum tc_status
tc_layout_rollback(unsigned *to, const char *db, struct tc_error *err)
{
	enum tc_status status;
	unsigned live, older;

	*to = 0;
	if ((status = tc_layout_live(&live, db, err)) != TC_OK &&
	    status != TC_INVALID)
		return status;
	/* Without a stub that can be read, the newest will do. */
	older = live != 0 ? live : UINT_MAX;
	do {
		if ((status = newest_below(&older, db, older, err)) != TC_OK)
			return status;
		if (older == 0)
			return tc_fail(err, TC_NOTFOUND,
			    "%s: no older generation that is whole", db);
		status = check_usable(db, older, err);
		if (status == TC_NOMEM)
			return status; /* says nothing of the generation */
	} while (status != TC_OK);
	if ((status = swap_stub(db, older, err)) == TC_OK)
		*to = older;
	return status;
}
