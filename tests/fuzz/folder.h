/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A folder for as long as a fuzz target runs. To be included after fuzz.h and
 * before index_test.h, which wants these names.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include <ftw.h>
#include <sys/stat.h>
#include <tracuu/error.h>

static char test_dir[512];
static struct tc_error test_err;

#define assert_ok(status) must((status) == TC_OK)

/* A path in the folder of this process; stands until the fourth call. */
static const char *
in_test_dir(const char *name)
{
	static char path[4][1024];
	static unsigned next;
	char *to = path[next++ % 4];

	snprintf(to, sizeof(path[0]), "%s/%s", test_dir, name);
	return to;
}

static const char *
make_folder(const char *name)
{
	const char *path = in_test_dir(name);

	must(mkdir(path, 0700) == 0);
	return path;
}

static int
remove_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void
make_test_dir(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(test_dir, sizeof(test_dir), "%s/tracuu-fuzz-XXXXXX",
	    tmp != NULL && *tmp != '\0' ? tmp : "/tmp");
	must(mkdtemp(test_dir) != NULL);
}

static void
remove_test_dir(void)
{
	nftw(test_dir, remove_file, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
