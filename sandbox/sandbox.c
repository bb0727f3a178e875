/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Limits, Landlock for files, seccomp for everything else: what is not listed
 * is refused (EPERM), so that a library that tries something odd goes on
 * without it.
 */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Every right to files that the first Landlock (5.13) knows. */
#define ALL_RIGHTS ((UINT64_C(1) << 13) - 1)
#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* Libraries, and the data of programs: fonts, languages, character maps. */
static const char *const system_folders[] = {"/usr", "/lib", "/lib64",
    "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives"};

/* What reading and thinking take. */
static const int calls[] = {SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64),
    SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx),
    SCMP_SYS(lseek), SCMP_SYS(fadvise64), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(getdents64),
    SCMP_SYS(getcwd), SCMP_SYS(dup), SCMP_SYS(brk), SCMP_SYS(munmap),
    SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack), SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom),
    SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit), SCMP_SYS(setrlimit), SCMP_SYS(prlimit64),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(sysinfo),
    SCMP_SYS(uname)};

/* A worker talks over sockets that it has; it gets no other. It may write what
 * a library wants to read by a name into memory. */
static const int worker_calls[] = {SCMP_SYS(sendto), SCMP_SYS(recvfrom),
    SCMP_SYS(sendmsg), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(memfd_create)};

/* A page takes connections at a socket that it has, and has a limit of time. */
static const int page_calls[] = {SCMP_SYS(accept), SCMP_SYS(accept4),
    SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(poll), SCMP_SYS(ppoll),
    SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(shutdown),
    SCMP_SYS(getpeername), SCMP_SYS(setitimer)};

/* What the system's loader does before a program runs. */
static const int program_calls[] = {SCMP_SYS(execve), SCMP_SYS(arch_prctl),
    SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(mmap), SCMP_SYS(mprotect)};

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

static int
allow(scmp_filter_ctx filter, const int *list, size_t n)
{
	int code = 0;
	size_t i;

	for (i = 0; i < n && code == 0; i++) {
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, list[i], 0);
		if (code == -EDOM) /* no such call on this machine */
			code = 0;
	}
	return code;
}

/* Files are opened to be read, memory is not made code of. */
static int
allow_with_care(scmp_filter_ctx filter, enum tc_confinement confinement)
{
	static const int memory[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
	int code;
	size_t i;

	code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, 0));
	if (code == 0)
		code =
		    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
			SCMP_A1(SCMP_CMP_MASKED_EQ,
			    O_ACCMODE | O_CREAT | O_TRUNC, 0));
	if (code == -EDOM)
		code = 0;
	if (code == 0)
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl),
		    1, SCMP_A1(SCMP_CMP_MASKED_EQ, ~(uint64_t)3, 0));
	/* Not a terminal: what else a program may ask is no business of it. */
	if (code == 0)
		code = seccomp_rule_add(
		    filter, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), 0);
	for (i = 0; i < COUNT(memory) && code == 0 &&
	     confinement != TC_CONFINED_PROGRAM;
	     i++)
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, memory[i], 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return code;
}

static enum tc_status
limit_calls(enum tc_confinement confinement, struct tc_error *err)
{
	static const struct {
		const int *calls;
		size_t n;
	} more[] = {
	    [TC_CONFINED_WORKER] = {worker_calls, COUNT(worker_calls)},
	    [TC_CONFINED_PROGRAM] = {program_calls, COUNT(program_calls)},
	    [TC_CONFINED_PAGE] = {page_calls, COUNT(page_calls)},
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int code = filter == NULL ? -ENOMEM : 0;

	if (code == 0)
		code = allow(filter, calls, COUNT(calls));
	if (code == 0)
		code =
		    allow(filter, more[confinement].calls, more[confinement].n);
	if (code == 0)
		code = allow_with_care(filter, confinement);
	if (code == 0)
		code = seccomp_load(filter);
	if (filter != NULL)
		seccomp_release(filter);
	return code == 0 ? TC_OK : refused(err, "seccomp", -code);
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
