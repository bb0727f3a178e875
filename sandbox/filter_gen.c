/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prints filters for seccomp, as C: what is not listed is refused (EPERM), so
 * that a library that tries something odd goes on without it. libseccomp
 * makes them while building, for the machine that builds.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>

#include "sandbox.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

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

/* What a confinement may do, as a filter; 0, or -errno. */
static int
make_filter(scmp_filter_ctx filter, enum tc_confinement confinement)
{
	static const struct {
		const int *calls;
		size_t n;
	} more[] = {
	    [TC_CONFINED_WORKER] = {worker_calls, COUNT(worker_calls)},
	    [TC_CONFINED_PROGRAM] = {program_calls, COUNT(program_calls)},
	    [TC_CONFINED_PAGE] = {page_calls, COUNT(page_calls)},
	};
	int code = allow(filter, calls, COUNT(calls));

	if (code == 0)
		code =
		    allow(filter, more[confinement].calls, more[confinement].n);
	if (code == 0)
		code = allow_with_care(filter, confinement);
	return code;
}

/* Print the program that it becomes. */
static void
print_filter(enum tc_confinement confinement)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	struct sock_filter one;
	FILE *fp = tmpfile();
	int code;

	if (filter == NULL || fp == NULL)
		err(1, "no filter");
	code = make_filter(filter, confinement);
	if (code == 0)
		code = seccomp_export_bpf(filter, fileno(fp));
	if (code != 0) {
		errno = -code;
		err(1, "filter %d", (int)confinement);
	}
	seccomp_release(filter);
	rewind(fp);
	printf("static struct sock_filter filter_%d[] = {\n", (int)confinement);
	while (fread(&one, sizeof(one), 1, fp) == 1)
		printf("{%#x, %u, %u, %#x},\n", (unsigned)one.code, one.jt,
		    one.jf, one.k);
	printf("};\n");
	fclose(fp);
}

int
main(void)
{
	int i;

	printf("#include \"filter.h\"\n");
	for (i = 0; i <= TC_CONFINED_PAGE; i++)
		print_filter((enum tc_confinement)i);
	printf("const struct tc_filter tc_filters[] = {\n");
	for (i = 0; i <= TC_CONFINED_PAGE; i++)
		printf(
		    "{filter_%d, sizeof(filter_%d) / sizeof(filter_%d[0])},\n",
		    i, i, i);
	printf("};\n");
	return 0;
}
