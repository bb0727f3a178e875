/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The folder of an index: stub, generations, lock. */
#include <tracuu/index.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sync.h"

#define STUB "XAPIANDB"
#define STUB_TEMPORARY "XAPIANDB.tmp"
#define LOCK "lock"
#define MANIFEST "MANIFEST"
#define GENERATION "gen-"

static enum tc_status
io_error(struct tc_error *err, const char *path)
{
	return tc_fail(err, errno == ENOSPC ? TC_FULL : TC_IO, "%s: %s", path,
	    strerror(errno));
}

void
tc_layout_path(const char *db, unsigned generation, struct tc_buf *out)
{
	tc_buf_printf(out, "%s/" GENERATION "%u", db, generation);
}

enum tc_status
tc_layout_live(unsigned *generation, const char *db, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	struct stat info;
	FILE *fp = NULL;

	*generation = 0;
	tc_buf_printf(&path, "%s/" STUB, db);
	if ((status = tc_buf_check(&path, err)) != TC_OK)
		goto out;
	if (stat(db, &info) == 0 && !S_ISDIR(info.st_mode)) {
		status = tc_fail(err, TC_INVALID, "%s: not a folder", db);
	} else if ((fp = fopen(path.s, "re")) == NULL) {
		if (errno != ENOENT)
			status = io_error(err, path.s);
	} else if (fscanf(fp, "auto " GENERATION "%u", generation) != 1) {
		status = tc_fail(
		    err, TC_INVALID, "%s: names no generation of ours", path.s);
	}
out:
	if (fp != NULL)
		fclose(fp);
	tc_buf_free(&path);
	return status;
}

/* Who holds the lock has written it there. */
static enum tc_status
locked_error(int fd, const char *db, struct tc_error *err)
{
	char holder[80];
	ssize_t len = pread(fd, holder, sizeof(holder) - 1, 0);

	if (len <= 0)
		return tc_fail(
		    err, TC_LOCKED, "%s: another indexer is at work", db);
	holder[len] = '\0';
	holder[strcspn(holder, "\n")] = '\0';
	return tc_fail(
	    err, TC_LOCKED, "%s: another indexer is at work (%s)", db, holder);
}

static enum tc_status
write_holder(int fd, const char *path, struct tc_error *err)
{
	struct tc_buf holder = TC_BUF_INIT(TC_BUF_LINE);
	char since[32] = "";
	time_t now = time(NULL);
	struct tm local;
	enum tc_status status = TC_OK;

	if (localtime_r(&now, &local) != NULL)
		strftime(since, sizeof(since), "%Y-%m-%d %H:%M:%S", &local);
	tc_buf_printf(
	    &holder, "process %ld, since %s\n", (long)getpid(), since);
	if (holder.failed)
		status = tc_buf_check(&holder, err);
	else if (ftruncate(fd, 0) != 0 ||
	    pwrite(fd, holder.s, holder.len, 0) != (ssize_t)holder.len)
		status = io_error(err, path);
	tc_buf_free(&holder);
	return status;
}

static enum tc_status
check_folder(const char *db, struct tc_error *err)
{
	struct stat info;

	if (mkdir(db, 0755) == 0)
		return TC_OK;
	if (errno != EEXIST)
		return io_error(err, db);
	if (stat(db, &info) != 0)
		return io_error(err, db);
	if (!S_ISDIR(info.st_mode))
		return tc_fail(err, TC_INVALID, "%s: not a folder", db);
	return TC_OK;
}

static bool
is_ours(const char *name)
{
	static const char *const ours[] = {
	    STUB, STUB_TEMPORARY, LOCK, ".", "..", "lost+found"};
	size_t i;

	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		if (strcmp(name, ours[i]) == 0)
			return true;
	}
	return strncmp(name, GENERATION, strlen(GENERATION)) == 0;
}

/* Never write into a folder that holds something else. */
static enum tc_status
check_ours(const char *db, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	const struct dirent *entry;
	DIR *dir = opendir(db);

	if (dir == NULL)
		return io_error(err, db);
	while (status == TC_OK && (entry = readdir(dir)) != NULL) {
		if (!is_ours(entry->d_name))
			status = tc_fail(err, TC_INVALID,
			    "%s: no index, and not empty (%s is in it)", db,
			    entry->d_name);
	}
	closedir(dir);
	return status;
}

enum tc_status
tc_layout_lock(int *fd, const char *db, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	*fd = -1;
	tc_buf_printf(&path, "%s/" LOCK, db);
	if ((status = tc_buf_check(&path, err)) != TC_OK ||
	    (status = check_folder(db, err)) != TC_OK ||
	    (status = check_ours(db, err)) != TC_OK)
		goto out;
	*fd = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (*fd < 0) {
		status = io_error(err, path.s);
	} else if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
		status = errno == EWOULDBLOCK ? locked_error(*fd, db, err)
					      : io_error(err, path.s);
	} else {
		status = write_holder(*fd, path.s, err);
	}
	if (status != TC_OK && *fd >= 0) {
		close(*fd);
		*fd = -1;
	}
out:
	tc_buf_free(&path);
	return status;
}

enum tc_status
tc_layout_remove(const char *path, struct tc_error *err)
{
	const struct dirent *entry;
	DIR *dir = opendir(path);

	if (dir == NULL)
		return errno == ENOENT ? TC_OK : io_error(err, path);
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	closedir(dir);
	if (rmdir(path) != 0)
		return io_error(err, path);
	return TC_OK;
}

void
tc_layout_tidy(const char *db, unsigned live)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	const struct dirent *entry;
	DIR *dir = opendir(db);
	char *rest;
	unsigned long number;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (strncmp(entry->d_name, GENERATION, strlen(GENERATION)) != 0)
			continue;
		number = strtoul(entry->d_name + strlen(GENERATION), &rest, 10);
		if (*rest == '\0' && number == live)
			continue;
		tc_buf_clear(&path);
		tc_buf_printf(&path, "%s/%s", db, entry->d_name);
		if (!path.failed)
			tc_layout_remove(path.s, NULL);
	}
	if (dir != NULL)
		closedir(dir);
	tc_buf_free(&path);
}

enum tc_status
tc_layout_manifest(const char *db, unsigned generation, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_database *database = NULL;
	struct xapian_error why;
	uint32_t documents = 0;
	enum tc_status status = TC_OK;

	tc_layout_path(db, generation, &path);
	if (path.failed)
		status = tc_buf_check(&path, err);
	else if (xapian_database_open(&database, path.s, &why) != XAPIAN_OK ||
	    xapian_database_get_doccount(&documents, database, &why) !=
		XAPIAN_OK)
		status = tc_index_fail(err, &why, path.s);
	if (status == TC_OK) {
		tc_buf_printf(&text,
		    "schema " TC_SCHEMA "\nanalyser %s\nxapian %s\n"
		    "documents %u\n",
		    tc_analyser_version(), xapian_version_string(), documents);
		tc_buf_puts(&path, "/" MANIFEST);
		status = tc_buf_check(&text, err);
	}
	if (status == TC_OK)
		status = tc_sync_replace(path.s, text.s, text.len, err);
	xapian_database_free(database);
	tc_buf_free(&path);
	tc_buf_free(&text);
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
	if ((status = tc_buf_check(&path, err)) == TC_OK)
		status = tc_sync_replace(path.s, text.s, text.len, err);
	tc_buf_free(&path);
	tc_buf_free(&text);
	return status;
}

enum tc_status
tc_layout_publish(const char *db, unsigned generation,
    const char *const *shards, size_t n, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_error why;
	enum tc_status status;

	tc_layout_path(db, generation, &path);
	if ((status = tc_buf_check(&path, err)) != TC_OK)
		goto out;
	if ((status = tc_layout_remove(path.s, err)) != TC_OK)
		goto out;
	if (xapian_compact(shards, n, path.s, XAPIAN_COMPACTOR_FULL, 0, &why) !=
	    XAPIAN_OK) {
		status = tc_index_fail(err, &why, path.s);
		tc_layout_remove(path.s, NULL);
		goto out;
	}
	if ((status = tc_sync_path(path.s, err)) != TC_OK ||
	    (status = tc_layout_manifest(db, generation, err)) != TC_OK)
		goto out;
	status = swap_stub(db, generation, err);
out:
	tc_buf_free(&path);
	return status;
}
