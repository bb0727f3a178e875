/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the folders of an index, and noticing when they change. */
#include "folders.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/index.h>
#include <tracuu/manifest.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "layout.h"

#define STUB TC_LAYOUT_STUB

static enum tc_status
add(char ***list, size_t *n, const char *path, struct tc_error *err)
{
	char **grown = realloc(*list, (*n + 1) * sizeof(**list));

	if (grown != NULL) {
		*list = grown;
		if ((grown[*n] = strdup(path)) != NULL) {
			++*n;
			return TC_OK;
		}
	}
	return tc_fail(err, TC_NOMEM, "out of memory");
}

/* What tells a file from the one that was renamed over it. */
static void
look_at(const char *path, struct tc_buf *out)
{
	struct stat info;

	if (stat(path, &info) != 0) {
		tc_buf_printf(out, "%d;", errno);
		return;
	}
	tc_buf_printf(out, "%ju %ju %jd %jd.%09ld %jd.%09ld;",
	    (uintmax_t)info.st_dev, (uintmax_t)info.st_ino,
	    (intmax_t)info.st_size, (intmax_t)info.st_mtim.tv_sec,
	    info.st_mtim.tv_nsec, (intmax_t)info.st_ctim.tv_sec,
	    info.st_ctim.tv_nsec);
}

/* Watch a stub: looked at before it is read. */
static enum tc_status
watch(struct tc_folders *folders, const char *stub, struct tc_error *err)
{
	enum tc_status status;

	status = add(&folders->stubs, &folders->stubs_n, stub, err);
	if (status != TC_OK)
		return status;
	look_at(stub, &folders->seen);
	return tc_buf_check(&folders->seen, err);
}

/* A folder of ours that a line of a stub names; anything else is Xapian's. */
static enum tc_status
add_named(struct tc_folders *folders, const char *stub, const char *named,
    struct tc_error *err)
{
	struct tc_buf folder = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	const char *slash = strrchr(stub, '/');
	enum tc_status status;

	/* Xapian takes names from where the stub lies. */
	if (named[0] != '/' && slash != NULL)
		tc_buf_put(&folder, stub, (size_t)(slash - stub) + 1);
	tc_buf_puts(&folder, named);
	tc_buf_printf(&file, "%s/" STUB, tc_buf_str(&folder));
	if ((status = tc_buf_check(&folder, err)) == TC_OK &&
	    (status = tc_buf_check(&file, err)) == TC_OK &&
	    access(file.s, F_OK) == 0 &&
	    (status = watch(folders, file.s, err)) == TC_OK)
		status = add(&folders->paths, &folders->n, folder.s, err);
	tc_buf_free(&folder);
	tc_buf_free(&file);
	return status;
}

static enum tc_status
read_stub(struct tc_folders *folders, const char *stub, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	char *line, *rest;

	/* What is too long or cannot be read is left to Xapian's judgement. */
	if ((status = tc_buf_read(&text, stub, err)) != TC_OK ||
	    text.len == 0) {
		status = status == TC_NOMEM ? status : TC_OK;
		goto out;
	}
	for (line = strtok_r(text.s, "\n", &rest);
	     line != NULL && status == TC_OK;
	     line = strtok_r(NULL, "\n", &rest)) {
		if (strncmp(line, "auto ", 5) == 0)
			status = add_named(folders, stub, line + 5, err);
	}
out:
	tc_buf_free(&text);
	return status;
}

static enum tc_status
check_path(
    const char *path, const char *stub, bool is_folder, struct tc_error *err)
{
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return tc_fail(err, TC_NOTFOUND,
		    "%s: no index there; tracuu-index makes one", path);
	if (access(path, R_OK) != 0)
		return tc_fail(
		    err, TC_IO, "%s: %s", path, tc_message_errno(errno));
	if (is_folder && access(stub, R_OK) != 0)
		return tc_fail(err, TC_INVALID,
		    "%s: a folder, but no index of tracuu (%s)", path,
		    tc_message_errno(errno));
	return TC_OK;
}

enum tc_status
tc_folders_find(
    struct tc_folders *folders, const char *path, struct tc_error *err)
{
	struct tc_buf stub = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	struct stat info;
	unsigned live;
	bool is_folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);

	memset(folders, 0, sizeof(*folders));
	folders->seen.max = TC_BUF_LINE;
	tc_buf_printf(&stub, is_folder ? "%s/" STUB : "%s", path);
	if ((status = tc_buf_check(&stub, err)) != TC_OK ||
	    (status = check_path(path, stub.s, is_folder, err)) != TC_OK ||
	    (status = watch(folders, stub.s, err)) != TC_OK)
		goto out;
	if (is_folder && tc_layout_live(&live, path, NULL) == TC_OK)
		status = add(&folders->paths, &folders->n, path, err);
	else
		status = read_stub(folders, stub.s, err);
out:
	tc_buf_free(&stub);
	return status;
}

static void
free_list(char **list, size_t n)
{
	while (n > 0)
		free(list[--n]);
	free(list);
}

void
tc_folders_free(struct tc_folders *folders)
{
	free_list(folders->paths, folders->n);
	free_list(folders->stubs, folders->stubs_n);
	tc_buf_free(&folders->seen);
	memset(folders, 0, sizeof(*folders));
}

bool
tc_folders_changed(const struct tc_folders *folders)
{
	struct tc_buf now = TC_BUF_INIT(TC_BUF_LINE);
	bool changed;
	size_t i;

	for (i = 0; i < folders->stubs_n; i++)
		look_at(folders->stubs[i], &now);
	changed = !now.failed &&
	    (now.len != folders->seen.len ||
		(now.len > 0 && memcmp(now.s, folders->seen.s, now.len) != 0));
	tc_buf_free(&now);
	return changed;
}

static enum tc_status
check_folder(const char *folder, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_manifest manifest;
	enum tc_status status;
	unsigned live;

	if ((status = tc_layout_live(&live, folder, err)) != TC_OK)
		return status;
	tc_layout_path(folder, live, &path);
	if ((status = tc_buf_check(&path, err)) == TC_OK)
		status = tc_manifest_read(&manifest, path.s, err);
	if (status == TC_NOTFOUND)
		status = tc_fail(err, TC_CORRUPT,
		    "%s: missing, or it has no manifest", path.s);
	if (status == TC_OK)
		status = tc_manifest_tables(&manifest, path.s, err);
	tc_buf_free(&path);
	return status;
}

enum tc_status
tc_folders_check(const struct tc_folders *folders, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < folders->n && status == TC_OK; i++)
		status = check_folder(folders->paths[i], err);
	return status;
}
