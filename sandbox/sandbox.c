/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Limits, Landlock for files, seccomp for everything else, by filters that were
 * made while building (filter_gen.c): a page's process lives for milliseconds,
 * and needs no memory to be confined.
 */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filter.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Every right to files that the first Landlock (5.13) knows. */
#define ALL_RIGHTS ((UINT64_C(1) << 13) - 1)
#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* Libraries, and the data of programs: fonts, languages, character maps. */
static const char *const system_folders[] = {"/usr", "/lib", "/lib64",
    "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives"};

static enum tc_status
refused(struct tc_error *err, const char *what, int code)
{
	return tc_fail(err, TC_INTERNAL,
	    "the system does not let this program be confined (%s: %s)", what,
	    strerror(code));
}

static bool
set_limit(int which, rlim_t most)
{
	struct rlimit limit = {most, most}, now;

	if (getrlimit((__rlimit_resource_t)which, &now) == 0 &&
	    now.rlim_max < most)
		limit = (struct rlimit){now.rlim_max, now.rlim_max};
	return setrlimit((__rlimit_resource_t)which, &limit) == 0;
}

static enum tc_status
set_limits(const struct tc_limits *limits, struct tc_error *err)
{
	signal(SIGXFSZ, SIG_IGN); /* writing to a file fails instead */
#ifndef __SANITIZE_ADDRESS__	  /* which maps terabytes */
	if (!set_limit(RLIMIT_AS, limits->memory))
		return refused(err, "RLIMIT_AS", errno);
#endif
	if (!set_limit(RLIMIT_FSIZE, limits->length) ||
	    !set_limit(RLIMIT_CORE, 0) ||
	    !set_limit(RLIMIT_NOFILE, limits->files))
		return refused(err, "setrlimit", errno);
	return TC_OK;
}

/* A path that is not there needs no right. */
static bool
allow_folder(int rules, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = rights};
	struct stat info;
	bool good;

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return errno == ENOENT;
	if (fstat(beneath.parent_fd, &info) == 0 && !S_ISDIR(info.st_mode))
		beneath.allowed_access &=
		    ~(uint64_t)LANDLOCK_ACCESS_FS_READ_DIR;
	good = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
		   &beneath, 0) == 0;
	close(beneath.parent_fd);
	return good;
}

static enum tc_status
limit_files(enum tc_confinement confinement, const char *const *folders,
    size_t n, struct tc_error *err)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = ALL_RIGHTS};
	uint64_t rights = READ_RIGHTS;
	bool good = true;
	size_t i;
	int rules =
	    (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);

	/* An old kernel, one built or started without; or a container whose own
	 * filter, older than Landlock, refuses what it has not heard of. */
	if (rules < 0)
		return errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM
		    ? TC_OK
		    : refused(err, "Landlock", errno);
	for (i = 0; i < n && good; i++)
		good = allow_folder(rules, folders[i], READ_RIGHTS);
	if (confinement == TC_CONFINED_PROGRAM)
		rights |= LANDLOCK_ACCESS_FS_EXECUTE;
	for (i = 0; i < COUNT(system_folders) && good &&
	     confinement != TC_CONFINED_PAGE;
	     i++)
		good = allow_folder(rules, system_folders[i], rights);
	good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (!good) {
		enum tc_status status = refused(err, "Landlock", errno);

		close(rules);
		return status;
	}
	close(rules);
	return TC_OK;
}

static enum tc_status
limit_calls(enum tc_confinement confinement, struct tc_error *err)
{
	const struct tc_filter *filter = &tc_filters[confinement];
	const struct sock_fprog program = {
	    .len = filter->len, .filter = filter->at};

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0
	    ? TC_OK
	    : refused(err, "seccomp", errno);
}

enum tc_status
tc_sandbox_enter(enum tc_confinement confinement,
    const struct tc_limits *limits, const char *const *folders, size_t n,
    struct tc_error *err)
{
	enum tc_status status;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return refused(err, "no new privileges", errno);
	if ((status = set_limits(limits, err)) != TC_OK ||
	    (status = limit_files(confinement, folders, n, err)) != TC_OK)
		return status;
	return limit_calls(confinement, err);
}
