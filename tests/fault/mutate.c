/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files that are broken in ways that are the same in every run:
 *
 *     mutate files SEED NUMBER OUT FILE...   write so many into the folder OUT
 *     mutate run COMMAND...                  run it; on stdout, in KiB, what
 * the largest of its processes took
 */
#include <err.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct file {
	const char *name; /* without its folders */
	unsigned char *bytes;
	size_t len;
};

/* splitmix64 */
static uint64_t
next_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

/* A number below n, 0 for none. */
static size_t
below(uint64_t *state, size_t n)
{
	return n > 0 ? (size_t)(next_random(state) % n) : 0;
}

static void
read_whole(struct file *file, const char *path)
{
	const char *slash = strrchr(path, '/');
	FILE *fp = fopen(path, "rb");
	long size;

	file->name = slash != NULL ? slash + 1 : path;
	if (fp == NULL || fseek(fp, 0, SEEK_END) != 0 ||
	    (size = ftell(fp)) < 0 || fseek(fp, 0, SEEK_SET) != 0)
		err(EXIT_FAILURE, "%s", path);
	file->len = (size_t)size;
	if ((file->bytes = malloc(file->len + 1)) == NULL)
		err(EXIT_FAILURE, "memory");
	if (fread(file->bytes, 1, file->len, fp) != file->len)
		err(EXIT_FAILURE, "%s", path);
	fclose(fp);
}

/* Some bytes are others. */
static void
flip(unsigned char *bytes, size_t len, uint64_t *state)
{
	size_t n = 1 + below(state, 20);

	while (n-- > 0 && len > 0)
		bytes[below(state, len)] = (unsigned char)next_random(state);
}

/* A piece is another piece of another file, or of this one. */
static void
splice(
    unsigned char *bytes, size_t len, const struct file *other, uint64_t *state)
{
	size_t n = 1 + below(state, 4096), to = below(state, len);
	size_t from = below(state, other->len);

	n = n < len - to ? n : len - to;
	n = n < other->len - from ? n : other->len - from;
	memcpy(bytes + to, other->bytes + from, n);
}

static void
write_changed(const char *folder, size_t number, const struct file *file,
    const struct file *other, uint64_t *state)
{
	unsigned char *bytes = malloc(file->len + 1);
	size_t len = file->len, how = below(state, 4);
	char path[4096];
	FILE *fp;

	if (bytes == NULL)
		err(EXIT_FAILURE, "memory");
	memcpy(bytes, file->bytes, len);
	if (how == 0 || how == 3)
		flip(bytes, len, state);
	if (how == 1 && len > 0 && other->len > 0)
		splice(bytes, len, other, state);
	if (how >= 2)
		len = below(state, len);
	snprintf(path, sizeof(path), "%s/%05zu-%s", folder, number, file->name);
	if ((fp = fopen(path, "wb")) == NULL ||
	    fwrite(bytes, 1, len, fp) != len || fclose(fp) != 0)
		err(EXIT_FAILURE, "%s", path);
	free(bytes);
}

static int
write_files(int argc, char **argv)
{
	size_t n = (size_t)argc - 3, number, i;
	struct file *files = calloc(n, sizeof(*files));
	uint64_t state = strtoull(argv[0], NULL, 10);
	size_t wanted = strtoul(argv[1], NULL, 10);

	if (files == NULL)
		err(EXIT_FAILURE, "memory");
	for (i = 0; i < n; i++)
		read_whole(&files[i], argv[3 + i]);
	for (number = 0; number < wanted; number++)
		write_changed(argv[2], number, &files[number % n],
		    &files[below(&state, n)], &state);
	for (i = 0; i < n; i++)
		free(files[i].bytes);
	free(files);
	return EXIT_SUCCESS;
}

/* Children that lost their parent come to us, so that none is overlooked. */
static int
run_command(char **argv)
{
	struct rusage used;
	pid_t first, pid;
	int how, status = EXIT_FAILURE;

	if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
		err(EXIT_FAILURE, "prctl");
	if ((first = fork()) == 0) {
		execvp(argv[0], argv);
		err(127, "%s", argv[0]);
	}
	while ((pid = waitpid(-1, &how, 0)) > 0 || errno == EINTR) {
		if (pid != first)
			continue;
		status =
		    WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
	}
	if (getrusage(RUSAGE_CHILDREN, &used) != 0)
		err(EXIT_FAILURE, "getrusage");
	printf("%ld\n", used.ru_maxrss);
	return status;
}

int
main(int argc, char **argv)
{
	if (argc > 5 && strcmp(argv[1], "files") == 0)
		return write_files(argc - 2, argv + 2);
	if (argc > 2 && strcmp(argv[1], "run") == 0)
		return run_command(argv + 2);
	errx(2, "usage: mutate files SEED NUMBER OUT FILE... | run COMMAND...");
}
