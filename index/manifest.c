/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Manifests: made, written, read, and held against what is on disk. */
#include <tracuu/manifest.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/index.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "sync.h"

#define MANIFEST "MANIFEST"
#define FIRST_LINE "tracuu manifest 1"

/* Before there was a first line, manifests began so. */
#define EARLIER "schema "

/* What ties the tables together: unlike them it may become shorter. */
#define ROOT_FILE "iamglass"

#define READ_SIZE ((size_t)64 << 10)

static void
print_hex(char hex[TC_SHA256_HEX + 1], struct sha256_ctx *sha)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	size_t i;

	sha256_digest(sha, sizeof(digest), digest);
	for (i = 0; i < sizeof(digest); i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

static enum tc_status
hash_file(char hex[TC_SHA256_HEX + 1], const char *path, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	struct sha256_ctx sha;
	uint8_t *bytes;
	ssize_t n;
	int fd;

	if ((bytes = malloc(READ_SIZE)) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	sha256_init(&sha);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		status = tc_sync_error(err, path);
		goto out;
	}
	while ((n = read(fd, bytes, READ_SIZE)) != 0) {
		if (n > 0) {
			sha256_update(&sha, (size_t)n, bytes);
		} else if (errno != EINTR) {
			status = tc_sync_error(err, path);
			break;
		}
	}
	print_hex(hex, &sha);
out:
	if (fd >= 0)
		close(fd);
	free(bytes);
	return status;
}

static bool
is_table(const char *name)
{
	const char *dot = strrchr(name, '.');

	return strcmp(name, ROOT_FILE) == 0 ||
	    (dot != NULL && strcmp(dot, ".glass") == 0);
}

static enum tc_status
add_table(struct tc_manifest *manifest, const char *path, const char *name,
    struct tc_error *err)
{
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_table *table = &manifest->table[manifest->n];
	enum tc_status status;
	struct stat info;

	tc_buf_printf(&file, "%s/%s", path, name);
	if ((status = tc_buf_check(&file, err)) != TC_OK)
		goto out;
	if (manifest->n == TC_TABLES_MAX ||
	    snprintf(table->name, sizeof(table->name), "%s", name) >=
		(int)sizeof(table->name)) {
		status = tc_fail(err, TC_CORRUPT,
		    "%s: no table of this version of Xapian", file.s);
		goto out;
	}
	if (stat(file.s, &info) != 0) {
		status = tc_sync_error(err, file.s);
		goto out;
	}
	table->size = (uint64_t)info.st_size;
	table->sha256[0] = '\0';
	if (manifest->sealed)
		status = hash_file(table->sha256, file.s, err);
	manifest->n++;
out:
	tc_buf_free(&file);
	return status;
}

static int
by_name(const void *left, const void *right)
{
	const struct tc_table *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static enum tc_status
add_tables(struct tc_manifest *manifest, const char *path, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	const struct dirent *entry;
	DIR *dir = opendir(path);

	if (dir == NULL)
		return tc_sync_error(err, path);
	while (status == TC_OK && (entry = readdir(dir)) != NULL) {
		if (is_table(entry->d_name))
			status = add_table(manifest, path, entry->d_name, err);
	}
	closedir(dir);
	qsort(
	    manifest->table, manifest->n, sizeof(manifest->table[0]), by_name);
	return status;
}

/* The value of a metadata key into a field of fixed size. */
static enum xapian_status
copy_metadata(char *field, size_t size, const struct xapian_database *database,
    const char *key, struct xapian_error *why)
{
	struct xapian_string value;
	enum xapian_status status;

	status = xapian_database_get_metadata(
	    &value, database, key, strlen(key), why);
	if (status == XAPIAN_OK)
		snprintf(field, size, "%.*s", (int)value.len, value.s);
	return status;
}

static enum tc_status
ask_database(
    struct tc_manifest *manifest, const char *path, struct tc_error *err)
{
	struct xapian_database *database = NULL;
	struct xapian_error why;
	enum xapian_status status;

	status = xapian_database_open(&database, path, &why);
	if (status == XAPIAN_OK)
		status = copy_metadata(manifest->schema,
		    sizeof(manifest->schema), database, "schema", &why);
	if (status == XAPIAN_OK)
		status = copy_metadata(manifest->analyser,
		    sizeof(manifest->analyser), database, "analyser", &why);
	if (status == XAPIAN_OK)
		status = xapian_database_get_doccount(
		    &manifest->documents, database, &why);
	if (status == XAPIAN_OK)
		status = xapian_database_get_revision(
		    &manifest->revision, database, &why);
	xapian_database_free(database);
	snprintf(manifest->xapian, sizeof(manifest->xapian), "%s",
	    xapian_version_string());
	return status == XAPIAN_OK ? TC_OK : tc_index_fail(err, &why, path);
}

enum tc_status
tc_manifest_make(struct tc_manifest *manifest, const char *path, bool sealed,
    struct tc_error *err)
{
	enum tc_status status;

	memset(manifest, 0, sizeof(*manifest));
	manifest->sealed = sealed;
	if ((status = ask_database(manifest, path, err)) != TC_OK)
		return status;
	return add_tables(manifest, path, err);
}

static void
print(const struct tc_manifest *manifest, struct tc_buf *out)
{
	char hex[TC_SHA256_HEX + 1];
	struct sha256_ctx sha;
	size_t i;

	tc_buf_printf(out,
	    FIRST_LINE "\nstate %s\nschema %s\nanalyser %s\nxapian %s\n"
		       "documents %" PRIu32 "\nrevision %" PRIu64 "\n",
	    manifest->sealed ? "sealed" : "open", manifest->schema,
	    manifest->analyser, manifest->xapian, manifest->documents,
	    manifest->revision);
	for (i = 0; i < manifest->n; i++) {
		const struct tc_table *table = &manifest->table[i];

		tc_buf_printf(out, "table %s %" PRIu64 " %s\n", table->name,
		    table->size,
		    table->sha256[0] != '\0' ? table->sha256 : "-");
	}
	sha256_init(&sha);
	sha256_update(&sha, out->len, (const uint8_t *)tc_buf_str(out));
	print_hex(hex, &sha);
	tc_buf_printf(out, "end %s\n", hex);
}

enum tc_status
tc_manifest_write(
    const struct tc_manifest *manifest, const char *path, struct tc_error *err)
{
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	tc_buf_printf(&file, "%s/" MANIFEST, path);
	print(manifest, &text);
	if ((status = tc_buf_check(&file, err)) == TC_OK &&
	    (status = tc_buf_check(&text, err)) == TC_OK)
		status = tc_sync_replace(file.s, text.s, text.len, err);
	tc_buf_free(&file);
	tc_buf_free(&text);
	return status;
}

/* The rest of a line that begins with key and a space; NULL: another line. */
static const char *
value_of(const char *line, const char *key)
{
	size_t len = strlen(key);

	return strncmp(line, key, len) == 0 && line[len] == ' ' ? line + len + 1
								: NULL;
}

static bool
parse_table(struct tc_manifest *manifest, const char *value)
{
	struct tc_table *table = &manifest->table[manifest->n];
	int end = 0;

	if (manifest->n == TC_TABLES_MAX ||
	    sscanf(value, "%31s %" SCNu64 " %64s%n", table->name, &table->size,
		table->sha256, &end) != 3 ||
	    value[end] != '\0' || strchr(table->name, '/') != NULL)
		return false;
	if (strcmp(table->sha256, "-") == 0)
		table->sha256[0] = '\0';
	manifest->n++;
	return true;
}

static bool
parse_line(struct tc_manifest *manifest, const char *line)
{
	const char *value;

	if ((value = value_of(line, "state")) != NULL) {
		manifest->sealed = strcmp(value, "sealed") == 0;
		return manifest->sealed || strcmp(value, "open") == 0;
	}
	if ((value = value_of(line, "schema")) != NULL)
		return snprintf(manifest->schema, sizeof(manifest->schema),
			   "%s", value) >= 0;
	if ((value = value_of(line, "analyser")) != NULL)
		return snprintf(manifest->analyser, sizeof(manifest->analyser),
			   "%s", value) >= 0;
	if ((value = value_of(line, "xapian")) != NULL)
		return snprintf(manifest->xapian, sizeof(manifest->xapian),
			   "%s", value) >= 0;
	if ((value = value_of(line, "documents")) != NULL)
		return sscanf(value, "%" SCNu32, &manifest->documents) == 1;
	if ((value = value_of(line, "revision")) != NULL)
		return sscanf(value, "%" SCNu64, &manifest->revision) == 1;
	if ((value = value_of(line, "table")) != NULL)
		return parse_table(manifest, value);
	return false;
}

/* Does the text end in the hash of all that is before? It is cut there. */
static bool
take_end(struct tc_buf *text)
{
	static const size_t end_len = sizeof("end ") - 1 + TC_SHA256_HEX + 1;
	char hex[TC_SHA256_HEX + 1];
	struct sha256_ctx sha;
	size_t len;

	if (text->len < end_len)
		return false;
	len = text->len - end_len;
	sha256_init(&sha);
	sha256_update(&sha, len, (const uint8_t *)text->s);
	print_hex(hex, &sha);
	if (memcmp(text->s + len, "end ", 4) != 0 ||
	    memcmp(text->s + len + 4, hex, TC_SHA256_HEX) != 0 ||
	    text->s[text->len - 1] != '\n')
		return false;
	tc_buf_cut(text, len);
	return true;
}

static bool
parse(struct tc_manifest *manifest, struct tc_buf *text)
{
	char *line, *rest;

	if (!take_end(text) || text->len == 0)
		return false;
	line = strtok_r(text->s, "\n", &rest);
	if (line == NULL || strcmp(line, FIRST_LINE) != 0)
		return false;
	while ((line = strtok_r(NULL, "\n", &rest)) != NULL) {
		if (!parse_line(manifest, line))
			return false;
	}
	return manifest->n > 0;
}

enum tc_status
tc_manifest_read(
    struct tc_manifest *manifest, const char *path, struct tc_error *err)
{
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	memset(manifest, 0, sizeof(*manifest));
	tc_buf_printf(&file, "%s/" MANIFEST, path);
	if ((status = tc_buf_check(&file, err)) != TC_OK ||
	    (status = tc_buf_read(&text, file.s, err)) != TC_OK)
		goto out;
	if (strncmp(tc_buf_str(&text), EARLIER, strlen(EARLIER)) == 0)
		status = tc_fail(err, TC_VERSION,
		    "%s: made by an earlier version of tracuu; "
		    "tracuu-index --rebuild makes it anew",
		    path);
	else if (!parse(manifest, &text))
		status = tc_fail(err, TC_CORRUPT, "%s: damaged", file.s);
out:
	tc_buf_free(&file);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
check_table(
    const struct tc_table *table, const char *file, struct tc_error *err)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	enum tc_status status = TC_OK;
	struct stat info;
	char byte;

	if (fd < 0)
		return errno == ENOENT
		    ? tc_fail(err, TC_CORRUPT, "%s: missing", file)
		    : tc_sync_error(err, file);
	if (fstat(fd, &info) != 0 ||
	    (table->size > 0 && pread(fd, &byte, 1, 0) < 0))
		status = tc_sync_error(err, file);
	else if ((uint64_t)info.st_size < table->size &&
	    (info.st_size == 0 || strcmp(table->name, ROOT_FILE) != 0))
		status = tc_fail(err, TC_CORRUPT,
		    "%s: cut short: %jd of at least %" PRIu64 " bytes", file,
		    (intmax_t)info.st_size, table->size);
	close(fd);
	return status;
}

enum tc_status
tc_manifest_tables(
    const struct tc_manifest *manifest, const char *path, struct tc_error *err)
{
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < manifest->n && status == TC_OK; i++) {
		tc_buf_clear(&file);
		tc_buf_printf(&file, "%s/%s", path, manifest->table[i].name);
		if ((status = tc_buf_check(&file, err)) == TC_OK)
			status = check_table(&manifest->table[i], file.s, err);
	}
	tc_buf_free(&file);
	return status;
}

enum tc_status
tc_manifest_verify(
    const struct tc_table *table, const char *path, struct tc_error *err)
{
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	char hex[TC_SHA256_HEX + 1] = "";
	enum tc_status status;

	tc_buf_printf(&file, "%s/%s", path, table->name);
	if ((status = tc_buf_check(&file, err)) == TC_OK &&
	    (status = check_table(table, file.s, err)) == TC_OK)
		status = hash_file(hex, file.s, err);
	if (status == TC_OK && strcmp(hex, table->sha256) != 0)
		status = tc_fail(err, TC_CORRUPT,
		    "%s: not what was written: its SHA-256 is another", file.s);
	tc_buf_free(&file);
	return status;
}
