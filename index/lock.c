/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lock of an index's folder: one indexer at a time. */
#include <tracuu/index.h>
#include <tracuu/past.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "layout.h"
#include "sync.h"

#define LOCK "lock"

/* Who waits looks so often. */
#define LOOK_EVERY_MS 100

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
	else if (ftruncate(fd, 0) != 0)
		status = tc_sync_error(err, path);
	else
		status = tc_sync_write(fd, path, holder.s, holder.len, err);
	tc_buf_free(&holder);
	return status;
}

static enum tc_status
check_folder(const char *db, struct tc_error *err)
{
	struct stat info;

	if (mkdir(db, 0755) == 0)
		return tc_sync_parent(db, err);
	if (errno != EEXIST)
		return tc_sync_error(err, db);
	if (stat(db, &info) != 0)
		return tc_sync_error(err, db);
	if (!S_ISDIR(info.st_mode))
		return tc_fail(err, TC_INVALID, "%s: not a folder", db);
	return TC_OK;
}

static bool
is_ours(const char *name)
{
	static const char *const ours[] = {TC_LAYOUT_STUB,
	    TC_LAYOUT_STUB ".tmp", LOCK, TC_OCR_FOLDER, TC_MEMO_FILE,
	    TC_MEMO_FRESH, TC_WAITING_FILE, TC_PAST_FILE, TC_PAST_FRESH, ".",
	    "..", "lost+found"};
	size_t i;

	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		if (strcmp(name, ours[i]) == 0)
			return true;
	}
	return strncmp(name, TC_LAYOUT_GENERATION,
		   strlen(TC_LAYOUT_GENERATION)) == 0;
}

/* Never write into a folder that holds something else. */
static enum tc_status
check_ours(const char *db, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	const struct dirent *entry;
	DIR *dir = opendir(db);

	if (dir == NULL)
		return tc_sync_error(err, db);
	while (status == TC_OK && (entry = readdir(dir)) != NULL) {
		if (!is_ours(entry->d_name))
			status = tc_fail(err, TC_INVALID,
			    "%s: no index, and not empty (%s is in it)", db,
			    entry->d_name);
	}
	closedir(dir);
	return status;
}

/* TC_OK, TC_LOCKED, TC_IO. Who was interrupted looks again. */
static enum tc_status
try_lock(int fd, const char *db, const char *path, struct tc_error *err)
{
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			return locked_error(fd, db, err);
		if (errno != EINTR)
			return tc_sync_error(err, path);
	}
	return write_holder(fd, path, err);
}

static double
seconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - from->tv_sec) +
	    (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

static enum tc_status
wait_lock(int fd, const char *db, const char *path, unsigned seconds,
    struct tc_error *err)
{
	static const struct timespec pause = {0, LOOK_EVERY_MS * 1000000L};
	struct timespec begun;
	enum tc_status status;

	clock_gettime(CLOCK_MONOTONIC, &begun);
	while ((status = try_lock(fd, db, path, err)) == TC_LOCKED &&
	    seconds_since(&begun) < seconds)
		nanosleep(&pause, NULL);
	return status;
}

enum tc_status
tc_layout_lock(int *fd, const char *db, unsigned wait, struct tc_error *err)
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
	if (*fd < 0)
		status = tc_sync_error(err, path.s);
	else
		status = wait_lock(*fd, db, path.s, wait, err);
	if (status != TC_OK && *fd >= 0) {
		close(*fd);
		*fd = -1;
	}
out:
	tc_buf_free(&path);
	return status;
}
