/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a command takes, all its processes together: writes the seconds of the
 * clock, of a processor for the program and for the kernel, the KiB of the
 * largest process, and the most KiB that all had at once (their PSS, in which
 * pages that several share count once; looked at 20 times a second).
 * usage: peak FILE COMMAND...
 */
#include <dirent.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL_NS 50000000L

/* Is it a process of that session? A name in its stat line may have spaces. */
static bool
is_of_session(const char *pid, pid_t session)
{
	char path[300], line[1024];
	const char *rest;
	size_t len = 0;
	FILE *fp;
	int of = 0;

	snprintf(path, sizeof(path), "/proc/%s/stat", pid);
	if ((fp = fopen(path, "re")) != NULL) {
		len = fread(line, 1, sizeof(line) - 1, fp);
		fclose(fp);
	}
	line[len] = '\0';
	rest = strrchr(line, ')');
	return rest != NULL && sscanf(rest + 1, " %*c %*d %*d %d", &of) == 1 &&
	    of == session;
}

static long
pss_of(const char *pid)
{
	char path[300], line[256];
	long kib = 0;
	FILE *fp;

	snprintf(path, sizeof(path), "/proc/%s/smaps_rollup", pid);
	if ((fp = fopen(path, "re")) == NULL)
		return 0;
	while (fgets(line, sizeof(line), fp) != NULL) {
		if (sscanf(line, "Pss: %ld", &kib) == 1)
			break;
	}
	fclose(fp);
	return kib;
}

static long
pss_of_session(pid_t session)
{
	const struct dirent *entry;
	DIR *dir = opendir("/proc");
	long kib = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
		    is_of_session(entry->d_name, session))
			kib += pss_of(entry->d_name);
	}
	if (dir != NULL)
		closedir(dir);
	return kib;
}

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int
main(int argc, char **argv)
{
	const struct timespec interval = {0, INTERVAL_NS};
	struct timespec from, to;
	struct rusage used;
	long kib, most = 0;
	int status;
	FILE *out;
	pid_t pid, ended;

	if (argc < 3)
		errx(2, "usage: peak FILE COMMAND...");
	clock_gettime(CLOCK_MONOTONIC, &from);
	if ((pid = fork()) < 0)
		err(1, "fork");
	if (pid == 0) {
		setsid();
		execvp(argv[2], argv + 2);
		err(127, "%s", argv[2]);
	}
	while ((ended = wait4(pid, &status, WNOHANG, &used)) == 0) {
		kib = pss_of_session(pid);
		most = kib > most ? kib : most;
		nanosleep(&interval, NULL);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (ended < 0 || (out = fopen(argv[1], "w")) == NULL)
		err(1, "%s", argv[1]);
	fprintf(out, "%.2f %.2f %.2f %ld %ld\n",
	    (double)(to.tv_sec - from.tv_sec) +
		(double)(to.tv_nsec - from.tv_nsec) / 1e9,
	    seconds(used.ru_utime), seconds(used.ru_stime), used.ru_maxrss,
	    most);
	if (fclose(out) != 0)
		err(1, "%s", argv[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
