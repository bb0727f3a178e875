/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * To be preloaded (LD_PRELOAD) into the programs under test: makes the n-th
 * call of a kind fail, or end the process, and writes down what is done to
 * files, for losses of power to be played out afterwards (powercut.c).
 *
 *	FAULT_CALL     malloc, read, write, sync, rename, open, make, remove, or
 *	               change: the last five and write together
 *	FAULT_NTH      which one fails, from 1; 0: none, they are counted
 *	FAULT_ERROR    EIO, ENOSPC, ENOMEM, SHORT (of a write: half of it), KILL
 *	               (the process), KILLALL (its process group)
 *	FAULT_STICKY   all later ones fail, too
 *	FAULT_COUNTER  a file of eight bytes, in which all processes count
 *	FAULT_LOG      write down changes of files below FAULT_BELOW here
 *
 * Reads and writes count for regular files only.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

/* glibc's own, which a preloaded library can call without looking them up. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

enum call {
	CALL_NONE,
	CALL_MALLOC,
	CALL_READ,
	CALL_WRITE,
	CALL_SYNC,
	CALL_RENAME,
	CALL_OPEN,
	CALL_MAKE,
	CALL_REMOVE,
	CALL_CHANGE
};

static const char *const call_names[] = {"none", "malloc", "read", "write",
    "sync", "rename", "open", "make", "remove", "change"};

/* A preloaded library has nobody to hand its state to it. */
static enum call wanted;
static unsigned long nth;
static bool sticky, is_short, kills, kills_all;
static int failure = EIO;
static _Atomic unsigned long *counter;
static const char *log_path, *log_below;
static bool ready;

static void
end_process(void)
{
	if (kills_all)
		syscall(SYS_kill, 0, SIGKILL);
	syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	/* A confined worker may signal nobody but itself, and so. */
	syscall(SYS_tgkill, syscall(SYS_getpid), syscall(SYS_gettid), SIGKILL);
}

/* Is this the call that is to fail? */
static bool
fails(enum call call)
{
	unsigned long n;

	if (!ready || counter == NULL ||
	    (call != wanted && (wanted != CALL_CHANGE || call < CALL_WRITE)))
		return false;
	n = ++*counter;
	if (nth == 0 || (n != nth && !(sticky && n > nth)))
		return false;
	if (kills)
		end_process();
	errno = failure;
	return true;
}

static bool
is_regular(int fd)
{
	struct stat info;

	return fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *call = getenv("FAULT_CALL"), *n = getenv("FAULT_NTH");
	const char *error = getenv("FAULT_ERROR");
	const char *path = getenv("FAULT_COUNTER");
	size_t i;
	void *map;
	int fd;

	log_path = getenv("FAULT_LOG");
	log_below = getenv("FAULT_BELOW");
	for (i = 0; call != NULL && i <= CALL_CHANGE; i++) {
		if (strcmp(call, call_names[i]) == 0)
			wanted = (enum call)i;
	}
	nth = n != NULL ? strtoul(n, NULL, 10) : 0;
	sticky = getenv("FAULT_STICKY") != NULL;
	error = error != NULL ? error : "EIO";
	is_short = strcmp(error, "SHORT") == 0;
	kills_all = strcmp(error, "KILLALL") == 0;
	kills = kills_all || strcmp(error, "KILL") == 0;
	failure = strcmp(error, "ENOSPC") == 0 ? ENOSPC
	    : strcmp(error, "ENOMEM") == 0     ? ENOMEM
					       : EIO;
	if (path != NULL && (fd = open(path, O_RDWR | O_CLOEXEC)) >= 0) {
		map = mmap(NULL, sizeof(*counter), PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
		counter = map != MAP_FAILED ? map : NULL;
		close(fd);
	}
	ready = true;
}

/*
 * Writing down. A record is a line "KIND INODE OFFSET LENGTH PATH PATH2" and,
 * for a write, its bytes; one write(2) to a file that is open for appending
 * keeps the records of several processes apart.
 */

static void
record(char kind, uint64_t inode, long long offset, const void *bytes,
    size_t len, const char *path, const char *path2)
{
	/* writev only reads them, but has no type that says so. */
	const union {
		const void *read;
		void *given;
	} content = {.read = bytes};
	char line[2 * PATH_MAX + 80];
	struct iovec parts[2];
	int fd, n, error = errno;

	n = snprintf(line, sizeof(line), "%c %llu %lld %zu %s %s\n", kind,
	    (unsigned long long)inode, offset, len, path, path2);
	parts[0] = (struct iovec){line, (size_t)n};
	parts[1].iov_base = content.given;
	parts[1].iov_len = bytes != NULL ? len : 0;
	fd = (int)syscall(
	    SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
	if (fd >= 0) {
		syscall(SYS_writev, fd, parts, 2);
		syscall(SYS_close, fd);
	}
	errno = error;
}

static bool
is_below(const char *path)
{
	size_t len = strlen(log_below);

	return strncmp(path, log_below, len) == 0 &&
	    (path[len] == '/' || path[len] == '\0');
}

/* The absolute path of a file that may just have gone; false: not ours. */
static bool
resolve(char *out, int dir, const char *path)
{
	char link[64];
	ssize_t n;

	if (log_path == NULL || log_below == NULL)
		return false;
	if (path[0] == '/') {
		snprintf(out, PATH_MAX, "%s", path);
		return is_below(out);
	}
	if (dir == AT_FDCWD)
		snprintf(link, sizeof(link), "/proc/self/cwd");
	else
		snprintf(link, sizeof(link), "/proc/self/fd/%d", dir);
	n = readlink(link, out, PATH_MAX - 1);
	if (n <= 0 || (size_t)n + strlen(path) + 2 > PATH_MAX)
		return false;
	out[n] = '/';
	memcpy(out + n + 1, path, strlen(path) + 1);
	return is_below(out);
}

/* What is open as fd: its path and inode. */
static bool
identify(char *path, struct stat *info, int fd)
{
	char link[64];
	ssize_t n;

	if (log_path == NULL || log_below == NULL || fstat(fd, info) != 0)
		return false;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, PATH_MAX - 1);
	if (n <= 0)
		return false;
	path[n] = '\0';
	return is_below(path);
}

static void
record_write(int fd, const void *bytes, ssize_t n, off_t offset)
{
	char path[PATH_MAX];
	struct stat info;

	if (n > 0 && identify(path, &info, fd))
		record('w', info.st_ino, offset, bytes, (size_t)n, path, "-");
}

static void
record_sync(int fd)
{
	char path[PATH_MAX];
	struct stat info;

	if (identify(path, &info, fd))
		record(S_ISDIR(info.st_mode) ? 'd' : 's', info.st_ino, 0, NULL,
		    0, path, "-");
}

static void
record_name(char kind, int dir, const char *name)
{
	char path[PATH_MAX];

	if (resolve(path, dir, name))
		record(kind, 0, 0, NULL, 0, path, "-");
}

/*
 * Memory
 */

EXPORT void *
malloc(size_t size)
{
	return fails(CALL_MALLOC) ? NULL : __libc_malloc(size);
}

EXPORT void *
calloc(size_t n, size_t size)
{
	return fails(CALL_MALLOC) ? NULL : __libc_calloc(n, size);
}

EXPORT void *
realloc(void *p, size_t size)
{
	return fails(CALL_MALLOC) ? NULL : __libc_realloc(p, size);
}

/*
 * Files
 */

static int
do_open(int dir, const char *path, int flags, mode_t mode)
{
	bool changes = (flags & O_ACCMODE) != O_RDONLY;
	char full[PATH_MAX];
	struct stat info;
	bool ours = false, existed = false;
	int fd;

	if (changes && fails(CALL_OPEN))
		return -1;
	if (changes && resolve(full, dir, path)) {
		ours = true;
		existed = stat(full, &info) == 0;
	}
	fd = (int)syscall(SYS_openat, dir, path, flags, mode);
	if (fd >= 0 && ours && fstat(fd, &info) == 0) {
		if (!existed)
			record('c', info.st_ino, 0, NULL, 0, full, "-");
		else if ((flags & O_TRUNC) != 0)
			record('t', info.st_ino, 0, NULL, 0, full, "-");
	}
	return fd;
}

static mode_t
mode_of(int flags, va_list args)
{
	return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;
}

#define OPEN(name)                                           \
	EXPORT int name(const char *path, int flags, ...)    \
	{                                                    \
		va_list args;                                \
		mode_t mode;                                 \
                                                             \
		va_start(args, flags);                       \
		mode = mode_of(flags, args);                 \
		va_end(args);                                \
		return do_open(AT_FDCWD, path, flags, mode); \
	}

OPEN(open)
OPEN(open64)

EXPORT ssize_t
write(int fd, const void *bytes, size_t n)
{
	off_t offset = 0;
	ssize_t written;

	if (is_regular(fd)) {
		offset = lseek(fd, 0, SEEK_CUR);
		if (fails(CALL_WRITE)) {
			if (!is_short || n < 2)
				return -1;
			n /= 2;
		}
	}
	written = syscall(SYS_write, fd, bytes, n);
	record_write(fd, bytes, written, offset);
	return written;
}

static ssize_t
do_pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
	ssize_t written;

	if (is_regular(fd) && fails(CALL_WRITE)) {
		if (!is_short || n < 2)
			return -1;
		n /= 2;
	}
	written = syscall(SYS_pwrite64, fd, bytes, n, offset);
	record_write(fd, bytes, written, offset);
	return written;
}

EXPORT ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
	return do_pwrite(fd, bytes, n, offset);
}

EXPORT ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t offset)
{
	return do_pwrite(fd, bytes, n, offset);
}

EXPORT ssize_t
read(int fd, void *bytes, size_t n)
{
	if (is_regular(fd) && fails(CALL_READ))
		return -1;
	return syscall(SYS_read, fd, bytes, n);
}

static ssize_t
do_pread(int fd, void *bytes, size_t n, off_t offset)
{
	if (is_regular(fd) && fails(CALL_READ))
		return -1;
	return syscall(SYS_pread64, fd, bytes, n, offset);
}

EXPORT ssize_t
pread(int fd, void *bytes, size_t n, off_t offset)
{
	return do_pread(fd, bytes, n, offset);
}

EXPORT ssize_t
pread64(int fd, void *bytes, size_t n, off64_t offset)
{
	return do_pread(fd, bytes, n, offset);
}

static int
do_sync(int fd, long number)
{
	int status;

	if (fails(CALL_SYNC))
		return -1;
	status = (int)syscall(number, fd);
	if (status == 0)
		record_sync(fd);
	return status;
}

EXPORT int
fsync(int fd)
{
	return do_sync(fd, SYS_fsync);
}

EXPORT int
fdatasync(int fd)
{
	return do_sync(fd, SYS_fdatasync);
}

EXPORT int
rename(const char *from, const char *to)
{
	char old[PATH_MAX], new[PATH_MAX];
	int status;

	if (fails(CALL_RENAME))
		return -1;
	status = (int)syscall(SYS_rename, from, to);
	if (status == 0 && resolve(old, AT_FDCWD, from) &&
	    resolve(new, AT_FDCWD, to))
		record('r', 0, 0, NULL, 0, old, new);
	return status;
}

static int
do_truncate(int fd, off_t len)
{
	char path[PATH_MAX];
	struct stat info;
	int status;

	if (fails(CALL_WRITE))
		return -1;
	status = (int)syscall(SYS_ftruncate, fd, len);
	if (status == 0 && identify(path, &info, fd))
		record('t', info.st_ino, len, NULL, 0, path, "-");
	return status;
}

EXPORT int
ftruncate(int fd, off_t len)
{
	return do_truncate(fd, len);
}

EXPORT int
ftruncate64(int fd, off64_t len)
{
	return do_truncate(fd, len);
}

EXPORT int
mkdir(const char *path, mode_t mode)
{
	int status;

	if (fails(CALL_MAKE))
		return -1;
	status = (int)syscall(SYS_mkdir, path, mode);
	if (status == 0)
		record_name('m', AT_FDCWD, path);
	return status;
}

EXPORT int
unlink(const char *path)
{
	int status;

	if (fails(CALL_REMOVE))
		return -1;
	status = (int)syscall(SYS_unlink, path);
	if (status == 0)
		record_name('u', AT_FDCWD, path);
	return status;
}

EXPORT int
unlinkat(int dir, const char *path, int flags)
{
	int status;

	if (fails(CALL_REMOVE))
		return -1;
	status = (int)syscall(SYS_unlinkat, dir, path, flags);
	if (status == 0)
		record_name('u', dir, path);
	return status;
}

EXPORT int
rmdir(const char *path)
{
	int status;

	if (fails(CALL_REMOVE))
		return -1;
	status = (int)syscall(SYS_rmdir, path);
	if (status == 0)
		record_name('u', AT_FDCWD, path);
	return status;
}
