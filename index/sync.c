/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fsync, and files that are replaced whole. */
#include "sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <tracuu/buf.h>
#include <tracuu/message.h>
#include <tracuu/write.h>
#include <unistd.h>

enum tc_status
tc_sync_error(struct tc_error *err, const char *path)
{
	enum tc_status status = TC_IO;

	if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
		status = TC_FULL;
	else if (errno == ENOMEM)
		status = TC_NOMEM;
	return tc_fail(err, status, "%s: %s", path, tc_message_errno(errno));
}

enum tc_status
tc_sync_path(const char *path, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return tc_sync_error(err, path);
	if (fsync(fd) != 0)
		status = tc_sync_error(err, path);
	close(fd);
	return status;
}

enum tc_status
tc_sync_write(int fd, const char *path, const char *bytes, size_t len,
    struct tc_error *err)
{
	if (!tc_write_all(fd, bytes, len) || fsync(fd) != 0)
		return tc_sync_error(err, path);
	return TC_OK;
}

enum tc_status
tc_sync_parent(const char *path, struct tc_error *err)
{
	struct tc_buf parent = TC_BUF_INIT(TC_BUF_LINE);
	const char *slash;
	enum tc_status status;
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	if ((slash = memrchr(path, '/', len)) == NULL)
		return tc_sync_path(".", err);
	tc_buf_put(&parent, path, (size_t)(slash - path) + 1);
	if ((status = tc_buf_check(&parent, err)) == TC_OK)
		status = tc_sync_path(parent.s, err);
	tc_buf_free(&parent);
	return status;
}

enum tc_status
tc_sync_replace(
    const char *path, const char *bytes, size_t len, struct tc_error *err)
{
	struct tc_buf temporary = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	int fd = -1;

	tc_buf_printf(&temporary, "%s.tmp", path);
	if ((status = tc_buf_check(&temporary, err)) != TC_OK)
		goto out;
	fd = open(temporary.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) {
		status = tc_sync_error(err, temporary.s);
		goto out;
	}
	status = tc_sync_write(fd, temporary.s, bytes, len, err);
	if (status == TC_OK && rename(temporary.s, path) != 0)
		status = tc_sync_error(err, path);
	if (status == TC_OK)
		status = tc_sync_parent(path, err);
out:
	if (fd >= 0)
		close(fd);
	if (status != TC_OK && temporary.s != NULL)
		unlink(temporary.s);
	tc_buf_free(&temporary);
	return status;
}
